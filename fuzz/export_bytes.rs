//! What the fuzzer does with the bytes of an export, and tests with damaged ones: shared by both.

use jiff::tz::TimeZone;
use relevo::calibrate::calibrate;
use relevo::history::moment::DateOrder;
use relevo::history::source::guarded;
use relevo::history::{Field, Layout, Mapping, Wish, import};
use relevo::locale::Lang;
use relevo::report::calibration::{fault, hours_table, render, scenario, too_few};
use relevo::scenario::{LoadOptions, load_embedded};

/// 1 January 2030.
const LATEST_S: u32 = 1_893_456_000;
const BOTH: [Lang; 2] = [Lang::En, Lang::Es];

/// An export behind a first line of `field=column` pairs, separated by semicolons: its columns are found by these, or, where the line gives
/// none, by what the export looks like.
#[allow(dead_code, reason = "one target and the tests have mapped exports")]
pub fn import_mapped_and_tell(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let line = String::from_utf8_lossy(&bytes[..end]);
    let pairs = line.split(';').filter_map(|pair| pair.split_once('='));
    let mapping = pairs.filter_map(|(field, column)| Some((Field::named(field)?, column.to_owned()))).collect();
    tell(bytes.get(end + 1..).unwrap_or_default(), None, mapping, None)
}

/// Imports an export, as a layout or as what it looks like, tells what was found or is wrong in both languages, and reads the scenario
/// made of it; whether there was one.
#[allow(dead_code, reason = "that one target has no others")]
pub fn import_and_tell(bytes: &[u8], layout: Option<Layout>, brand: Option<&str>) -> bool {
    tell(bytes, layout, vec![], brand)
}

fn tell(bytes: &[u8], layout: Option<Layout>, mapping: Mapping, brand: Option<&str>) -> bool {
    let zone = TimeZone::get("Europe/Madrid").expect("a zone of the database");
    let brand = brand.map(str::to_owned);
    let dates = Some(DateOrder::DayFirst);
    let wish = Wish { layout, mapping, brand, zone, dates, latest_s: LATEST_S };
    let read = guarded(std::io::Cursor::new(bytes.to_vec())).and_then(|stream| import(stream, &wish));
    let history = match read {
        Err(error) => {
            assert!(BOTH.iter().all(|lang| !fault(&error, "export", *lang).is_empty()));
            return false;
        }
        Ok(history) => history,
    };
    assert_eq!(history.used() + history.refusals.total(), history.rows, "rows are accounted for");
    let found = match calibrate(&history) {
        Err(few) => {
            assert!(BOTH.iter().all(|lang| !too_few(&few, "export", *lang).is_empty()));
            return false;
        }
        Ok(found) => found,
    };
    assert_eq!(hours_table(&found).lines().count(), 169);
    for lang in BOTH {
        assert!(!render(&found, &history, 80, lang).is_empty());
        let text = scenario(&found, &history, lang);
        let files = [("scenario.toml", text.as_str())];
        let loaded = load_embedded(&files, &["scenario.toml"], &LoadOptions::default());
        if let Err(failed) = loaded {
            panic!("{:#?}\n{text}", failed.problems);
        }
    }
    true
}
