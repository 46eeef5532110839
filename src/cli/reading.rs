//! How an export is read, as typed: layout, columns, account, time zone; with progress.

use super::Failure;
use super::args::{ReadingArgs, TypedDates, TypedLayout};
use super::progress::Progress;
use crate::calibrate::{Calibration, calibrate};
use crate::history::moment::DateOrder;
use crate::history::{Field, History, Layout, Mapping, Wish, import, open};
use crate::locale::{Lang, reason};
use crate::report::calibration::{fault, too_few};
use crate::report::reproduce::shell_word;
use clap::ValueEnum;
use jiff::tz::TimeZone;
use std::io::Read;
use std::path::Path;

/// Of a mapping file that is none, no more is read.
const MOST_MAPPING_BYTES: u64 = 64 << 10;

/// How the export is to be read, or all that is wrong with what was typed.
pub fn wish(args: &ReadingArgs, lang: Lang) -> Result<Wish, Vec<String>> {
    let (mapping, zone) = match (mapping(args, lang), zone(args.time_zone.as_deref(), lang)) {
        (Ok(mapping), Ok(zone)) => (mapping, zone),
        (mapping, zone) => return Err(mapping.err().into_iter().chain(zone.err()).collect()),
    };
    Ok(Wish {
        layout: args.from.map(|layout| match layout {
            TypedLayout::Twcs => Layout::Twcs,
            TypedLayout::Plain => Layout::Plain,
            TypedLayout::Zendesk => Layout::Zendesk,
            TypedLayout::XApi => Layout::XApi,
        }),
        mapping,
        brand: args.brand.clone(),
        zone,
        dates: args.dates.map(|dates| match dates {
            TypedDates::Dmy => DateOrder::DayFirst,
            TypedDates::Mdy => DateOrder::MonthFirst,
        }),
        latest_s: latest_s(),
    })
}

/// Tomorrow: an export may be written on clocks that are ahead of those that it is read by.
fn latest_s() -> u32 {
    u32::try_from(jiff::Timestamp::now().as_second() + 86_400).unwrap_or(u32::MAX)
}

/// Reads the export, with progress where a person watches.
pub fn read(export: &Path, wish: &Wish, quiet: bool, lang: Lang) -> Result<History, Failure> {
    let name = export.display().to_string();
    let progress = Progress::of_bytes(quiet, lang);
    let history = open(export).and_then(|stream| import(progress.watching(stream, export, lang), wish));
    progress.clear();
    history.map_err(|error| Failure::Input(fault(&error, &name, lang)))
}

pub fn calibrated(history: &History, export: &Path, lang: Lang) -> Result<Calibration, Failure> {
    calibrate(history).map_err(|few| Failure::Input(too_few(&few, &export.display().to_string(), lang)))
}

/// The options that say how an export is read, as they must be typed.
pub fn reading(args: &ReadingArgs) -> Vec<String> {
    let text =
        |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("--{name} {}", shell_word(value)));
    let mut words: Vec<String> =
        [text("brand", &args.brand), text("time-zone", &args.time_zone)].into_iter().flatten().collect();
    words.extend(args.from.and_then(|from| Some(format!("--from {}", from.to_possible_value()?.get_name()))));
    words.extend(args.map.iter().map(|pair| format!("--map {}", shell_word(pair))));
    words.extend(args.map_file.iter().map(|file| format!("--map-file {}", shell_word(&file.display().to_string()))));
    words.extend(args.dates.and_then(|dates| Some(format!("--dates {}", dates.to_possible_value()?.get_name()))));
    words
}

/// The mapping typed and that of the file, or all that is wrong with them.
fn mapping(args: &ReadingArgs, lang: Lang) -> Result<Mapping, String> {
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
    Err(told)
}

/// Lines of a mapping file that say something, each with its place.
fn lines_of(path: &Path, lang: Lang) -> Result<Vec<(String, String)>, String> {
    let name = path.display();
    let unread = |error: std::io::Error| {
        let reason = reason(&error, lang);
        match lang {
            Lang::En => format!("--map-file {name}: cannot be read: {reason}"),
            Lang::Es => format!("--map-file {name}: no se puede leer: {reason}"),
        }
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unread)?;
    file.take(MOST_MAPPING_BYTES).read_to_string(&mut text).map_err(unread)?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let telling = lines.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    Ok(telling.map(|(at, line)| (format!("{name}:{}", at + 1), line.trim().to_owned())).collect())
}

fn zone(typed: Option<&str>, lang: Lang) -> Result<TimeZone, String> {
    let Some(typed) = typed else {
        return Ok(TimeZone::UTC);
    };
    TimeZone::get(typed).map_err(|_| match lang {
        Lang::En => format!("--time-zone {typed}: no such time zone; expected a name such as Europe/Madrid or UTC"),
        Lang::Es => format!("--time-zone {typed}: no existe esa zona; se espera un nombre como Europe/Madrid o UTC"),
    })
}
