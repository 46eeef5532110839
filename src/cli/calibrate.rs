//! `relevo calibrate EXPORT`: a scenario from the messages that a desk really had.

use super::Failure;
use super::args::{CalibrateArgs, TypedDates, TypedLayout};
use super::output::{columns, print_plain, tell};
use super::progress::Progress;
use crate::calibrate::calibrate;
use crate::history::moment::DateOrder;
use crate::history::{Field, Layout, Mapping, SourceFault, Wish, import, open};
use crate::locale::{Lang, reason};
use crate::report::calibration::{fault, hours_table, render, scenario, too_few};
use crate::report::folder::{self, Content, Existing};
use jiff::tz::TimeZone;
use std::io::Read;
use std::path::Path;

/// Columns of a report in a file.
const REPORT_COLUMNS: usize = 100;
/// Of a mapping file that is none, no more is read.
const MOST_MAPPING_BYTES: u64 = 64 << 10;

/// Reads the export and writes what it tells: a folder, or the scenario to standard output and the report beside it.
pub fn export(args: &CalibrateArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let wish = Wish {
        layout: args.from.map(|layout| match layout {
            TypedLayout::Twcs => Layout::Twcs,
            TypedLayout::Plain => Layout::Plain,
            TypedLayout::Zendesk => Layout::Zendesk,
            TypedLayout::XApi => Layout::XApi,
        }),
        mapping: mapping(args, lang)?,
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
    let progress = Progress::of_bytes(quiet, lang);
    let history = open(&args.export).and_then(|stream| import(progress.watching(stream, &args.export, lang), &wish));
    progress.clear();
    let history = history.map_err(refused)?;
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

/// The mapping typed and that of the file, or all that is wrong with them.
fn mapping(args: &CalibrateArgs, lang: Lang) -> Result<Mapping, Failure> {
    let mut typed: Vec<(String, String)> = args.map.iter().map(|text| ("--map".to_owned(), text.clone())).collect();
    if let Some(path) = &args.map_file {
        typed.extend(lines_of(path, lang)?);
    }
    let pair = |text: &str| {
        let (field, column) = text.split_once('=')?;
        Some((Field::named(field)?, column.trim().trim_matches('"').to_owned()))
    };
    let mut found = Mapping::new();
    let (mut bad, mut twice) = (vec![], vec![]);
    for (place, text) in &typed {
        match pair(text) {
            None => bad.push(format!("{place} \"{text}\"")),
            Some((field, _)) if found.iter().any(|(known, _)| *known == field) => twice.push(field.name()),
            Some(pair) => found.push(pair),
        }
    }
    let fields = Field::ALL.map(Field::name).join(", ");
    let (bad, twice) = (bad.join(", "), twice.join(", "));
    let told = match (bad.is_empty(), twice.is_empty(), lang) {
        (true, true, _) => return Ok(found),
        (true, false, Lang::En) => format!("--map: more than one column for {twice}; name one"),
        (true, false, Lang::Es) => format!("--map: más de una columna para {twice}; indica una"),
        (false, _, Lang::En) => {
            format!("{bad}: expected FIELD=COLUMN, for instance time=\"Created at\"; fields are {fields}")
        }
        (false, _, Lang::Es) => {
            format!("{bad}: se espera CAMPO=COLUMNA, por ejemplo time=\"Creado\"; los campos son {fields}")
        }
    };
    Err(Failure::Input(told))
}

/// Lines of a mapping file that say something, each with its place.
fn lines_of(path: &Path, lang: Lang) -> Result<Vec<(String, String)>, Failure> {
    let name = path.display();
    let unread = |error: std::io::Error| {
        let reason = reason(&error, lang);
        Failure::Input(match lang {
            Lang::En => format!("--map-file {name}: cannot be read: {reason}"),
            Lang::Es => format!("--map-file {name}: no se puede leer: {reason}"),
        })
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unread)?;
    file.take(MOST_MAPPING_BYTES).read_to_string(&mut text).map_err(unread)?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let telling = lines.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    Ok(telling.map(|(at, line)| (format!("{name}:{}", at + 1), line.trim().to_owned())).collect())
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
