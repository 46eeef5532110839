//! What the fuzzer does with the bytes of an export, and tests with damaged ones: shared by both.

use jiff::tz::TimeZone;
use relevo::calibrate::calibrate;
use relevo::history::moment::DateOrder;
use relevo::history::source::guarded;
use relevo::history::{Layout, Wish, import};
use relevo::locale::Lang;
use relevo::report::calibration::{fault, hours_table, render, scenario, too_few};
use relevo::scenario::{LoadOptions, load_embedded};

/// 1 January 2030.
const LATEST_S: u32 = 1_893_456_000;

/// Imports an export, as a layout or as what it looks like, tells what was found or is wrong in both languages, and reads the scenario
/// made of it; whether there was one.
pub fn import_and_tell(bytes: &[u8], layout: Option<Layout>, brand: Option<&str>) -> bool {
    let zone = TimeZone::get("Europe/Madrid").expect("a zone of the database");
    let brand = brand.map(str::to_owned);
    let dates = Some(DateOrder::DayFirst);
    let wish = Wish { layout, mapping: vec![], brand, zone, dates, latest_s: LATEST_S };
    let read = guarded(std::io::Cursor::new(bytes.to_vec())).and_then(|stream| import(stream, &wish));
    let mut made = false;
    for lang in [Lang::En, Lang::Es] {
        match &read {
            Err(error) => assert!(!fault(error, "export", lang).is_empty()),
            Ok(history) => {
                assert_eq!(history.used() + history.refusals.total(), history.rows, "rows are accounted for");
                match calibrate(history) {
                    Err(few) => assert!(!too_few(&few, "export", lang).is_empty()),
                    Ok(found) => {
                        assert!(!render(&found, history, 80, lang).is_empty());
                        assert_eq!(hours_table(&found).lines().count(), 169);
                        let text = scenario(&found, history, lang);
                        let files = [("scenario.toml", text.as_str())];
                        let loaded = load_embedded(&files, &["scenario.toml"], &LoadOptions::default());
                        if let Err(failed) = loaded {
                            panic!("{:#?}\n{text}", failed.problems);
                        }
                        made = true;
                    }
                }
            }
        }
    }
    made
}
