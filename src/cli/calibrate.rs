//! `relevo calibrate EXPORT`: a scenario from the messages that a desk really had.

use super::args::CalibrateArgs;
use super::output::{columns, print_coloured, print_plain, tell};
use super::reading::{calibrated, read, reading, wish};
use super::{Failure, backtest};
use crate::backtest::presence::people_of_the_week;
use crate::calibrate::evidence;
use crate::locale::Lang;
use crate::report::calibration::judged::Judged;
use crate::report::calibration::{
    Told, hours_table, judgement, page, pictures, quantiles_table, render, scenario, weeks_table,
};
use crate::report::charts::{Layout as Wide, Picture, Theme};
use crate::report::folder::{self, Content, Existing};
use crate::report::reproduce::shell_word;

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
    let history = read(&args.export, &wish, quiet, lang)?;
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
