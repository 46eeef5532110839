//! `relevo calibrate EXPORT`: a scenario from the messages that a desk really had.

use super::args::{CalibrateArgs, ReadingArgs, TypedDates, TypedLayout};
use super::output::{columns, print_coloured, print_plain, tell};
use super::{Failure, backtest};
use crate::backtest::presence::people_of_the_week;
use crate::calibrate::{Calibration, calibrate, evidence};
use crate::history::moment::DateOrder;
use crate::history::{Field, History, Layout, Mapping, SourceFault, Wish, import, open};
use crate::locale::Lang;
use crate::report::calibration::judged::Judged;
use crate::report::calibration::{
    Told, fault, hours_table, judgement, page, pictures, quantiles_table, render, scenario, too_few, weeks_table,
};
use crate::report::charts::{Layout as Wide, Picture, Theme};
use crate::report::folder::{self, Content, Existing};
use crate::report::reproduce::shell_word;
use clap::ValueEnum;
use jiff::tz::TimeZone;
use std::path::Path;

/// Columns of a report in a file.
const REPORT_COLUMNS: usize = 100;

/// Reads the export and writes what it tells: a folder, or the scenario to standard output and the report beside it.
pub fn export(args: &CalibrateArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let share = backtest::share(args.hold_out.as_deref(), lang);
    let wish = all_sound(wish(&args.reading, lang), share)?;
    let (wish, share) = wish;
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    if let Some(out) = &args.out {
        folder::check(out, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let history = read(&args.export, &wish, lang)?;
    let calibration = calibrated(&history, &args.export, lang)?;
    let text = scenario(&calibration, &history, lang);
    if args.out.is_none() && quiet {
        return printed(print_plain(&text));
    }
    let asked = backtest::Asked { share, explicit: args.hold_out.is_some(), seed: args.seed, quiet };
    let found = backtest::judge(&history, &calibration, &asked, lang)?;
    let judged = found.judged();
    let evidence = evidence::gather(&history, &calibration);
    let report = |columns: usize| {
        let told = judgement(&calibration, &evidence, &judged, columns, lang);
        format!("{told}\n{}", render(&calibration, &history, columns, lang))
    };
    let Some(out) = &args.out else {
        tell(&report(columns()));
        return printed(print_plain(&text));
    };
    let (people, command) = (people_of_the_week(&backtest::loaded(&text)?), command(args));
    let told = Told {
        calibration: &calibration,
        history: &history,
        evidence: &evidence,
        judged: &judged,
        people: &people,
        scenario: &text,
        command: &command,
    };
    let files = files(&told, &report(REPORT_COLUMNS), lang)?;
    folder::write(out, &files, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    printed(print_coloured(&report(columns())))?;
    if !quiet {
        tell(&written(&out.display().to_string(), lang));
    }
    Ok(())
}

fn printed(done: std::io::Result<()>) -> Result<(), Failure> {
    done.map_err(|error| Failure::Run(error.to_string()))
}

/// Both, or everything that is wrong with either.
pub fn all_sound<A, B>(one: Result<A, Vec<String>>, other: Result<B, Vec<String>>) -> Result<(A, B), Failure> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let problems = one.err().into_iter().chain(other.err()).flatten();
            Err(Failure::Input(problems.collect::<Vec<_>>().join("\n")))
        }
    }
}

/// How the export is to be read, or all that is wrong with what was typed.
pub fn wish(args: &ReadingArgs, lang: Lang) -> Result<Wish, Vec<String>> {
    let (mapping, zone) = match (mapping(&args.map, lang), zone(args.time_zone.as_deref(), lang)) {
        (Ok(mapping), Ok(zone)) => (mapping, zone),
        (mapping, zone) => return Err(mapping.err().into_iter().chain(zone.err()).collect()),
    };
    Ok(Wish {
        layout: args.from.map(|layout| match layout {
            TypedLayout::Twcs => Layout::Twcs,
            TypedLayout::Plain => Layout::Plain,
        }),
        mapping,
        brand: args.brand.clone(),
        zone,
        dates: args.dates.map(|dates| match dates {
            TypedDates::Dmy => DateOrder::DayFirst,
            TypedDates::Mdy => DateOrder::MonthFirst,
        }),
    })
}

pub fn read(export: &Path, wish: &Wish, lang: Lang) -> Result<History, Failure> {
    let name = export.display().to_string();
    let refused = |error: SourceFault| Failure::Input(fault(&error, &name, lang));
    open(export).and_then(|stream| import(stream, wish)).map_err(refused)
}

pub fn calibrated(history: &History, export: &Path, lang: Lang) -> Result<Calibration, Failure> {
    calibrate(history).map_err(|few| Failure::Input(too_few(&few, &export.display().to_string(), lang)))
}

/// Everything that the folder holds.
fn files(told: &Told<'_>, report: &str, lang: Lang) -> Result<Vec<Content>, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Run(error.to_string());
    let mut files = vec![
        Content::new("report.html", page(told, lang).map_err(|error| failed(&error))?),
        Content::new("report.txt", anstream::adapter::strip_str(report).to_string()),
        Content::new("scenario.toml", told.scenario),
        Content::new("hours.csv", hours_table(told.calibration)),
        Content::new("volume.csv", weeks_table(told.evidence)),
    ];
    if let Judged::Yes(found) = told.judged {
        files.push(Content::new("first_response.csv", quantiles_table(found)));
    }
    for named in pictures::all(&told.shown(), Wide::Wide, lang) {
        files.extend(drawn(named.id, &named.picture)?);
    }
    Ok(files)
}

/// A picture as SVG and as PNG, as wide as a page.
pub fn drawn(id: &str, picture: &Picture) -> Result<[Content; 2], Failure> {
    let width = picture.size.0 as u32;
    let png = picture.png(Theme::Light, 2 * width).map_err(|error| Failure::Run(format!("{id}.png: {error:?}")))?;
    let svg = picture.file(Theme::Light, width);
    Ok([Content::new(format!("pictures/{id}.svg"), svg), Content::new(format!("pictures/{id}.png"), png)])
}

fn written(folder: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("written: {folder}/report.html, scenario.toml, report.txt, tables and pictures"),
        Lang::Es => format!("escrito: {folder}/report.html, scenario.toml, report.txt, tablas y gráficos"),
    }
}

/// The command as it must be typed, but for where it writes.
fn command(args: &CalibrateArgs) -> String {
    let mut words = vec!["relevo calibrate".to_owned(), shell_word(&args.export.display().to_string())];
    words.extend(reading(&args.reading));
    words.extend(args.hold_out.iter().map(|share| format!("--hold-out {}", shell_word(share))));
    words.extend(args.seed.iter().map(|seed| format!("--seed {seed}")));
    words.join(" ")
}

/// The options that say how an export is read, as they must be typed.
pub fn reading(args: &ReadingArgs) -> Vec<String> {
    let text =
        |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("--{name} {}", shell_word(value)));
    let mut words: Vec<String> =
        [text("brand", &args.brand), text("time-zone", &args.time_zone)].into_iter().flatten().collect();
    words.extend(args.from.and_then(|from| Some(format!("--from {}", from.to_possible_value()?.get_name()))));
    words.extend(args.map.iter().map(|pair| format!("--map {}", shell_word(pair))));
    words.extend(args.dates.and_then(|dates| Some(format!("--dates {}", dates.to_possible_value()?.get_name()))));
    words
}

/// The mapping typed, or all that is wrong with it.
fn mapping(typed: &[String], lang: Lang) -> Result<Mapping, String> {
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
    Err(match lang {
        Lang::En => {
            format!("--map {bad}: expected FIELD=COLUMN, for instance time=\"Created at\"; fields are {fields}")
        }
        Lang::Es => {
            format!("--map {bad}: se espera CAMPO=COLUMNA, por ejemplo time=\"Creado\"; los campos son {fields}")
        }
    })
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
