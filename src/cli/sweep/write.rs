//! The folder of a sweep.

use super::check::Checked;
use super::{Swept, existing, print};
use crate::cli::Failure;
use crate::cli::output::{USUAL_COLUMNS, tell};
use crate::locale::Lang;
use crate::report::charts::{self, Layout, Picture, Theme};
use crate::report::folder::{FolderError, Staged};
use crate::report::reproduce::shell_word;
use crate::report::sweep::table::MOST_REPORTED;
use crate::report::sweep::{csv, json, table};
use anstream::adapter::strip_str;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The tidy table.
pub const CELLS: &str = "cells.csv";

const PICTURE_WIDTH: u32 = 960;

/// Prints what was found and writes the folder where one is wished for, at once; then takes the journal away.
pub fn told(sweep: Swept, pool: &ThreadPool, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let (Some(folder), Some(workshop)) = (&sweep.args.out, sweep.journal.home()) else {
        return print(&sweep, lang);
    };
    let fail = |error: FolderError| Failure::Run(error.text(lang));
    let staged = Staged::new(folder, workshop).map_err(fail)?;
    let (printed, filled) = pool.join(|| print(&sweep, lang), || fill(&staged, &sweep, lang));
    filled.map_err(fail)?;
    // Killed between the folder and the end of its journal, a sweep finds its work done.
    if staged.is_there() {
        drop(staged)
    } else {
        staged.appear(existing(sweep.args)).map_err(fail)?
    }
    if !quiet {
        let folder = folder.display();
        tell(&match lang {
            Lang::En => format!("written: {folder}"),
            Lang::Es => format!("escrito: {folder}"),
        });
    }
    sweep.journal.end();
    printed
}

/// A file of the folder, or several, written without regard to the others.
type Part<'a> = Box<dyn Fn(&Staged) -> Result<(), FolderError> + Sync + 'a>;

/// The tables are written at once, each reading the cells for itself: one after the other they would leave all threads but
/// one idle.
fn fill(staged: &Staged, sweep: &Swept, lang: Lang) -> Result<(), FolderError> {
    let written: Vec<Result<(), FolderError>> =
        parts(sweep, lang).par_iter().with_max_len(1).map(|part| part(staged)).collect();
    written.into_iter().collect()
}

/// The largest first, so that the threads end at about the same time.
fn parts<'a>(sweep: &'a Swept, lang: Lang) -> Vec<Part<'a>> {
    let (grid, journal, checked) = (&sweep.source.grid, &sweep.journal, sweep.checked);
    let form = sweep.args.csv.into();
    let mut parts: Vec<Part> = vec![
        Box::new(move |staged| staged.add(Path::new(CELLS), |to| csv::cells(grid, journal, form, to))),
        Box::new(move |staged| staged.add(Path::new("report.txt"), |to| report(sweep, to, lang))),
        Box::new(move |staged| {
            staged.add(Path::new("summary.csv"), |to| csv::summary(grid, journal, &checked.agreements, form, to))
        }),
        Box::new(move |staged| {
            let head = json::head(grid, &sweep.source.options.set, checked.seed, checked.replications);
            staged.add(Path::new("result.json"), |to| json::write(&head, journal, to))
        }),
        Box::new(move |staged| draw(staged, sweep, lang)),
        Box::new(move |staged| {
            let copy = |(path, text): &(PathBuf, String)| {
                staged.add(&Path::new("scenarios").join(path), |to| to.write_all(text.as_bytes()))
            };
            checked.files.iter().try_for_each(copy)
        }),
    ];
    if checked.scenarios > 1 {
        parts.push(Box::new(move |staged| {
            staged.add(Path::new("differences.csv"), |to| csv::differences(grid, journal, form, to))
        }));
    }
    if sweep.args.parquet {
        parts.push(Box::new(move |staged| staged.add(Path::new("cells.parquet"), |to| parquet(sweep, to))));
    }
    parts
}

fn report(sweep: &Swept, to: &mut impl Write, lang: Lang) -> io::Result<()> {
    let table = sweep.table(MOST_REPORTED, Some(CELLS), USUAL_COLUMNS, lang)?;
    write!(to, "{}\n{}{}\n", strip_str(&table), warnings(sweep, lang), made_with(sweep, lang))
}

fn draw(staged: &Staged, sweep: &Swept, lang: Lang) -> Result<(), FolderError> {
    for (number, picture) in pictures(sweep, lang)?.iter().enumerate() {
        let name = if number == 0 { "chart.svg".to_owned() } else { format!("chart-{}.svg", number + 1) };
        staged.add(Path::new(&name), |to| to.write_all(picture.file(Theme::Light, PICTURE_WIDTH).as_bytes()))?;
    }
    Ok(())
}

/// The first figure asked for, else the service level, over one or two keys.
fn pictures(sweep: &Swept, lang: Lang) -> Result<Vec<Picture>, FolderError> {
    let grid = &sweep.source.grid;
    if !charts::sweep::can_be_drawn(grid) {
        return Ok(vec![]);
    }
    let usual = [table::service_level(&sweep.checked.agreements)];
    let figures = if sweep.args.measure.is_empty() { &usual[..] } else { &sweep.figures[..1] };
    let io = |error| FolderError::Io(sweep.args.out.clone().unwrap_or_default(), error);
    let cells = sweep.first_cells(usize::MAX, figures).map_err(io)?;
    let Checked { seed, replications, .. } = *sweep.checked;
    let swept = charts::sweep::Swept { grid, cells: &cells, figure: &figures[0], seed, replications };
    Ok(charts::sweep::draw(&swept, Layout::Wide, lang))
}

#[cfg(feature = "parquet")]
fn parquet(sweep: &Swept, to: &mut (impl Write + Send)) -> io::Result<()> {
    crate::report::sweep::parquet::cells(&sweep.source.grid, &sweep.journal, to)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_sweep: &Swept, _to: &mut impl Write) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Who is handed the report has not seen standard error.
fn warnings(sweep: &Swept, lang: Lang) -> String {
    match (sweep.checked.warnings.as_str(), lang) {
        ("", _) => String::new(),
        (text, Lang::En) => format!("Warnings\n{}\n\n", strip_str(text).to_string().trim_end()),
        (text, Lang::Es) => format!("Avisos\n{}\n\n", strip_str(text).to_string().trim_end()),
    }
}

/// How the figures can be had again: the options as they must be typed.
fn made_with(sweep: &Swept, lang: Lang) -> String {
    let (args, version, seed) = (sweep.args, env!("CARGO_PKG_VERSION"), sweep.checked.seed);
    let text = match lang {
        Lang::En => format!("relevo {version}, seed {seed}:"),
        Lang::Es => format!("relevo {version}, semilla {seed}:"),
    };
    let vary = args.vary.iter().map(|axis| format!(" --vary {}", shell_word(axis)));
    let set = args.set.iter().map(|overlay| format!(" --set {}", shell_word(overlay)));
    let seed = args.seed.map(|seed| format!(" --seed {seed}"));
    let replications = args.replications.map(|number| format!(" --replications {number}"));
    vary.chain(set).chain(seed).chain(replications).fold(text, |text, option| text + &option)
}
