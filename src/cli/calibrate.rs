//! `relevo calibrate EXPORT`: a scenario from the messages that a desk really had.

use super::Failure;
use super::args::{CalibrateArgs, TypedDates, TypedLayout};
use super::output::{columns, print_plain, tell};
use crate::calibrate::calibrate;
use crate::history::moment::DateOrder;
use crate::history::{Field, Layout, Mapping, SourceFault, Wish, import, open};
use crate::locale::Lang;
use crate::report::calibration::{fault, hours_table, render, scenario, too_few};
use crate::report::folder::{self, Content, Existing};
use jiff::tz::TimeZone;

/// Columns of a report in a file.
const REPORT_COLUMNS: usize = 100;

/// Reads the export and writes what it tells: a folder, or the scenario to standard output and the report beside it.
pub fn export(args: &CalibrateArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let wish = Wish {
        layout: args.from.map(|layout| match layout {
            TypedLayout::Twcs => Layout::Twcs,
            TypedLayout::Plain => Layout::Plain,
        }),
        mapping: mapping(&args.map, lang)?,
        brand: args.brand.clone(),
        zone: zone(args.time_zone.as_deref(), lang)?,
        dates: args.dates.map(|dates| match dates {
            TypedDates::Dmy => DateOrder::DayFirst,
            TypedDates::Mdy => DateOrder::MonthFirst,
        }),
    };
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    if let Some(out) = &args.out {
        folder::check(out, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let name = args.export.display().to_string();
    let refused = |error: SourceFault| Failure::Input(fault(&error, &name, lang));
    let history = open(&args.export).and_then(|stream| import(stream, &wish)).map_err(refused)?;
    let calibration = calibrate(&history).map_err(|few| Failure::Input(too_few(&few, &name, lang)))?;
    let text = scenario(&calibration, &history, lang);
    let Some(out) = &args.out else {
        if !quiet {
            tell(&render(&calibration, &history, columns(), lang));
        }
        return print_plain(&text).map_err(|error| Failure::Run(error.to_string()));
    };
    let report = render(&calibration, &history, REPORT_COLUMNS, lang);
    let report = anstream::adapter::strip_str(&report).to_string();
    let files = [
        Content::new("report.txt", report),
        Content::new("scenario.toml", text),
        Content::new("hours.csv", hours_table(&calibration)),
    ];
    folder::write(out, &files, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    super::output::print_coloured(&render(&calibration, &history, columns(), lang))
        .map_err(|error| Failure::Run(error.to_string()))?;
    if !quiet {
        tell(&written(&out.display().to_string(), lang));
    }
    Ok(())
}

fn written(folder: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("written: {folder}/scenario.toml, report.txt, hours.csv"),
        Lang::Es => format!("escrito: {folder}/scenario.toml, report.txt, hours.csv"),
    }
}

/// The mapping typed, or all that is wrong with it.
fn mapping(typed: &[String], lang: Lang) -> Result<Mapping, Failure> {
    let pair = |text: &String| {
        let (field, column) = text.split_once('=')?;
        Some((Field::named(field)?, column.trim().to_owned()))
    };
    let bad: Vec<String> = typed.iter().filter(|text| pair(text).is_none()).map(|text| format!("\"{text}\"")).collect();
    if bad.is_empty() {
        return Ok(typed.iter().filter_map(pair).collect());
    }
    let fields = Field::ALL.map(Field::name).join(", ");
    let bad = bad.join(", ");
    Err(Failure::Input(match lang {
        Lang::En => {
            format!("--map {bad}: expected FIELD=COLUMN, for instance time=\"Created at\"; fields are {fields}")
        }
        Lang::Es => {
            format!("--map {bad}: se espera CAMPO=COLUMNA, por ejemplo time=\"Creado\"; los campos son {fields}")
        }
    }))
}

fn zone(typed: Option<&str>, lang: Lang) -> Result<TimeZone, Failure> {
    let Some(typed) = typed else {
        return Ok(TimeZone::UTC);
    };
    TimeZone::get(typed).map_err(|_| {
        Failure::Input(match lang {
            Lang::En => format!("--time-zone {typed}: no such time zone; expected a name such as Europe/Madrid or UTC"),
            Lang::Es => {
                format!("--time-zone {typed}: no existe esa zona; se espera un nombre como Europe/Madrid o UTC")
            }
        })
    })
}
