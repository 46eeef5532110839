//! The folder of a sweep.

use super::check::Checked;
use super::{Swept, existing};
use crate::cli::Failure;
use crate::cli::output::{USUAL_COLUMNS, tell};
use crate::locale::Lang;
use crate::report::charts::{self, Layout, Picture, Theme};
use crate::report::folder::{FolderError, Staged};
use crate::report::reproduce::shell_word;
use crate::report::sweep::table::MOST_REPORTED;
use crate::report::sweep::{csv, json, table};
use anstream::adapter::strip_str;
use std::io::{self, Write};
use std::path::Path;

/// The tidy table.
pub const CELLS: &str = "cells.csv";

const PICTURE_WIDTH: u32 = 960;

/// Writes the folder where one is wished for, and takes the journal away.
pub fn folder(sweep: Swept, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let (Some(folder), Some(workshop)) = (&sweep.args.out, sweep.journal.home()) else {
        return Ok(());
    };
    let fail = |error: FolderError| Failure::Run(error.text(lang));
    let mut staged = Staged::new(folder, workshop).map_err(fail)?;
    fill(&mut staged, &sweep, lang).map_err(fail)?;
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
    Ok(())
}

fn fill(staged: &mut Staged, sweep: &Swept, lang: Lang) -> Result<(), FolderError> {
    let (grid, journal, checked) = (&sweep.source.grid, &sweep.journal, sweep.checked);
    let form = sweep.args.csv.into();
    staged.add(Path::new("report.txt"), |to| {
        let table = sweep.table(MOST_REPORTED, Some(CELLS), USUAL_COLUMNS, lang)?;
        write!(to, "{}\n{}{}\n", strip_str(&table), warnings(sweep, lang), made_with(sweep, lang))
    })?;
    let head = json::head(grid, &sweep.source.options.set, checked.seed, checked.replications);
    staged.add(Path::new("result.json"), |to| json::write(&head, journal, to))?;
    staged.add(Path::new(CELLS), |to| csv::cells(grid, journal, form, to))?;
    staged.add(Path::new("summary.csv"), |to| csv::summary(grid, journal, &checked.agreements, form, to))?;
    if checked.scenarios > 1 {
        staged.add(Path::new("differences.csv"), |to| csv::differences(grid, journal, form, to))?;
    }
    for (number, picture) in pictures(sweep, lang)?.iter().enumerate() {
        let name = if number == 0 { "chart.svg".to_owned() } else { format!("chart-{}.svg", number + 1) };
        staged.add(Path::new(&name), |to| to.write_all(picture.file(Theme::Light, PICTURE_WIDTH).as_bytes()))?;
    }
    if sweep.args.parquet {
        staged.add(Path::new("cells.parquet"), |to| parquet(sweep, to))?;
    }
    for (path, text) in &checked.files {
        staged.add(&Path::new("scenarios").join(path), |to| to.write_all(text.as_bytes()))?;
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
