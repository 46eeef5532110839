//! `relevo sweep FILE... --vary KEY=VALUES`: every combination of the values that keys take.

mod check;
mod source;
mod write;

use super::args::{Format, SweepArgs};
use super::output::{columns, print_coloured, print_pieces, tell};
use super::progress::Progress;
use super::{Done, ERROR, Failure, interrupt, load};
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::report::folder::{self, Existing, FolderError};
use crate::report::sweep::journal::{Asked, Journal, JournalError, Line, workshop};
use crate::report::sweep::table::{self, Shown};
use crate::report::sweep::{csv, json};
use crate::study::precision::Figure;
use crate::study::sweep::result::Cell;
use crate::study::sweep::{Halt, Work, reduce, schedule, vary};
use crate::study::thread_pool;
use check::{Checked, every_cell};
use rayon::ThreadPool;
use source::{Source, simulated};
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

const WITHOUT_PARQUET: Text = Text::new(
    "this relevo was built without Parquet; build it with `cargo install --path . --features parquet`, or take cells.csv",
    "este relevo se compiló sin Parquet; compílalo con `cargo install --path . --features parquet`, o usa cells.csv",
);

/// Cells that wait for the disk at most.
const MOST_LINES_WAITING: usize = 64;

/// Why a sweep ends before its end.
enum End {
    Interrupted,
    /// A cell could not be kept.
    NotKept(io::Error),
    /// A sentence in the language.
    Failed(String),
}

/// `relevo sweep`
pub fn grid(args: &SweepArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let grid = vary::grid(&args.vary, &args.set).map_err(|errors| {
        let texts: Vec<String> = errors.iter().map(|error| error.text(lang)).collect();
        Failure::Input(texts.join(&format!("\n{}: ", ERROR.get(lang))))
    })?;
    let wished = figures(args, lang)?;
    if args.parquet && !cfg!(feature = "parquet") {
        return Err(Failure::Input(WITHOUT_PARQUET.get(lang).into()));
    }
    let early = early_check(args, lang)?;
    let source = Source::new(load::inputs(&args.files, lang)?, args.overlays(), grid);
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let pool = thread_pool(args.threads).map_err(|error| Failure::Run(error.to_string()))?;
    let checked = every_cell(&source, &pool, quiet, lang)?;
    known(&wished, &checked, lang)?;
    let figures = if wished.is_empty() { table::usual_figures(&checked.agreements) } else { wished };
    let journal = begin(args, &source, &checked, early, lang)?;
    tell_work(&source, &checked, &journal, quiet, lang);
    let journal = simulate(&source, &checked, &pool, journal, quiet, lang)?;
    let sweep = Swept { args, source: &source, checked: &checked, figures: &figures, journal };
    let stopped = sweep.journal.stopped();
    write::told(sweep, &pool, quiet, lang)?;
    if stopped > 0 { Err(Failure::Run(table::could_not_be_simulated(stopped, lang))) } else { Ok(Done::Well) }
}

/// A sweep whose cells are all done.
struct Swept<'a> {
    args: &'a SweepArgs,
    source: &'a Source,
    checked: &'a Checked,
    figures: &'a [Figure],
    journal: Journal,
}

impl Swept<'_> {
    /// So many of the first cells, with what is shown of them.
    fn first_cells(&self, most: usize, figures: &[Figure]) -> io::Result<Vec<Cell>> {
        let mut cells = vec![];
        self.journal.each_cell(most, |mut cell| {
            table::forget_unshown(&mut cell, figures);
            cells.push(cell);
            Ok(())
        })?;
        Ok(cells)
    }

    /// The table of the first cells, of at most so many rows (but of one cell at least).
    fn table(&self, rows: usize, whole: Option<&str>, columns: usize, lang: Lang) -> io::Result<String> {
        let cells = self.first_cells((rows / self.checked.scenarios.max(1)).max(1), self.figures)?;
        let shown = Shown {
            grid: &self.source.grid,
            cells: &cells,
            figures: self.figures,
            seed: self.checked.seed,
            replications: self.checked.replications,
            stopped: self.journal.stopped(),
            whole,
        };
        Ok(table::render(&shown, columns, lang))
    }
}

fn existing(args: &SweepArgs) -> Existing {
    if args.force { Existing::ReplaceOwn } else { Existing::Keep }
}

fn figures(args: &SweepArgs, lang: Lang) -> Result<Vec<Figure>, Failure> {
    let parsed = args.measure.iter().map(|text| {
        text.parse().map_err(|error: crate::study::precision::WishError| {
            Failure::Input(format!("--measure {text}: {}", error.text(lang)))
        })
    });
    parsed.collect()
}

/// Whether some cell has the agreements wished for.
fn known(wished: &[Figure], checked: &Checked, lang: Lang) -> Result<(), Failure> {
    for figure in wished {
        let Figure::Sla(name) = figure else { continue };
        if !checked.agreements.contains(name) {
            let known: Vec<String> = checked.agreements.iter().map(|name| format!("\"{name}\"")).collect();
            let known = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
            return Err(Failure::Input(match lang {
                Lang::En => format!("--measure sla:{name}: no scenario has an SLA of that name; there are: {known}"),
                Lang::Es => format!("--measure sla:{name}: ningún escenario tiene un SLA con ese nombre; hay: {known}"),
            }));
        }
    }
    Ok(())
}

/// Whether the folder may be made. That it exists is no error yet where a sweep to it is under way: it may have been killed
/// after it had made the folder.
fn early_check(args: &SweepArgs, lang: Lang) -> Result<Option<FolderError>, Failure> {
    let Some(folder) = &args.out else { return Ok(None) };
    match folder::check(folder, existing(args)) {
        Err(error @ FolderError::Exists(_)) if workshop(folder).is_dir() => Ok(Some(error)),
        checked => checked.map(|()| None).map_err(|error| Failure::Input(error.text(lang))),
    }
}

fn begin(
    args: &SweepArgs,
    source: &Source,
    checked: &Checked,
    early: Option<FolderError>,
    lang: Lang,
) -> Result<Journal, Failure> {
    let cells = source.grid.cells();
    let Some(folder) = &args.out else {
        return Journal::passing(cells).map_err(|error| Failure::Run(cannot_keep(None, &error, lang)));
    };
    let asked = Asked {
        relevo: env!("CARGO_PKG_VERSION").to_owned(),
        vary: source.grid.axes().to_vec(),
        set: source.options.set.clone(),
        seed: checked.seed,
        replications: checked.replications,
        files: checked.files.clone(),
    };
    let journal = Journal::open(folder, &asked, cells, args.force).map_err(|error| match error {
        JournalError::Io(..) => Failure::Run(error.text(lang)),
        _ => Failure::Input(error.text(lang)),
    })?;
    match early {
        Some(error) if journal.done() < cells => Err(Failure::Input(error.text(lang))),
        _ => Ok(journal),
    }
}

/// How much there is to do: on standard error, beside the result.
fn tell_work(source: &Source, checked: &Checked, journal: &Journal, quiet: bool, lang: Lang) {
    if quiet {
        return;
    }
    let count = |value: f64| number(value, 0, lang);
    let cells = count(f64::from(source.grid.cells()));
    let replications = count(f64::from(checked.replications));
    let scenarios = match (lang, checked.scenarios) {
        (_, 1) => String::new(),
        (Lang::En, more) => format!("{more} scenarios x "),
        (Lang::Es, more) => format!("{more} escenarios x "),
    };
    // Two significant digits: the volume is an expectation.
    let power = 10f64.powf((checked.workload.max(1.0).log10().floor() - 1.0).max(0.0));
    let conversations = count((checked.workload / power).round() * power);
    tell(&match lang {
        Lang::En => format!(
            "{cells} cells x {scenarios}{replications} replications: about {conversations} conversations and noise"
        ),
        Lang::Es => {
            format!("{cells} celdas x {scenarios}{replications} réplicas: unas {conversations} conversaciones y ruido")
        }
    });
    if journal.done() > 0 {
        let done = count(f64::from(journal.done()));
        tell(&match lang {
            Lang::En => format!("going on where it was stopped: {done} of {cells} cells are done"),
            Lang::Es => format!("continúa donde se interrumpió: {done} de {cells} celdas están hechas"),
        });
    }
}

/// Simulates the cells that are missing.
fn simulate(
    source: &Source,
    checked: &Checked,
    pool: &ThreadPool,
    journal: Journal,
    quiet: bool,
    lang: Lang,
) -> Result<Journal, Failure> {
    let missing = journal.missing();
    let of_a_cell = checked.scenarios * checked.replications as usize;
    let (before, all) = (journal.done() as usize * of_a_cell, source.grid.cells() as usize * of_a_cell);
    let progress = Progress::new(quiet, lang);
    progress.begin_at(before, all);
    let work = Work { cells: &missing, scenarios: checked.scenarios, replications: checked.replications };
    let (mut journal, found) = kept(journal, |keep| {
        schedule(
            pool,
            work,
            |cell| source.prepare(cell, lang).map_err(End::Failed),
            |prepared, scenario, replication| {
                simulated(prepared, scenario, replication).map_err(|halt| match halt {
                    Halt::Scenario(stop) => Halt::Scenario(stop),
                    Halt::Sweep(()) => Halt::Sweep(End::Interrupted),
                })
            },
            |cell, prepared, batches| {
                let cell = reduce(&source.grid, cell, &prepared.scenarios, &batches);
                keep(Line::of(&cell).map_err(|error| End::NotKept(error.into()))?)
            },
            |done, _| progress.show(before + done, all),
        )
    });
    progress.clear();
    let home = journal.home().map(Path::to_owned);
    match found {
        Ok(()) => Ok(journal),
        Err(End::Failed(message)) => Err(Failure::Run(message)),
        Err(End::NotKept(error)) => Err(Failure::Run(cannot_keep(home.as_deref(), &error, lang))),
        Err(End::Interrupted) if journal.done() == 0 => {
            journal.end();
            Err(Failure::Interrupted)
        }
        Err(End::Interrupted) => {
            // Kept by the system already; a disk that refuses now changes nothing about that.
            let _ = journal.sync();
            Err(Failure::Paused(paused(&journal, source.grid.cells(), lang)))
        }
    }
}

/// Runs a sweep whose cells are kept by a thread of its own: nobody who simulates waits for the disk.
fn kept(
    mut journal: Journal,
    sweep: impl FnOnce(&(dyn Fn(Line) -> Result<(), End> + Sync)) -> Result<(), End>,
) -> (Journal, Result<(), End>) {
    let (to_keep, lines) = mpsc::sync_channel::<Line>(MOST_LINES_WAITING);
    let (swept, kept) = thread::scope(|scope| {
        let journal = &mut journal;
        let keeper = scope.spawn(move || lines.iter().try_for_each(|line| journal.keep(&line)));
        // A keeper that has given up takes no more lines; why it did is what it returns.
        let swept = sweep(&|line| to_keep.send(line).map_err(|_| End::NotKept(io::ErrorKind::BrokenPipe.into())));
        drop(to_keep);
        (swept, keeper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    (journal, kept.map_err(End::NotKept).and(swept))
}

fn paused(journal: &Journal, cells: u32, lang: Lang) -> String {
    let count = |value: u32| number(f64::from(value), 0, lang);
    let (done, cells) = (count(journal.done()), count(cells));
    match (journal.home(), lang) {
        (Some(home), Lang::En) => format!(
            "stopped after {done} of {cells} cells; the same command goes on from there (they are kept in {})",
            home.display()
        ),
        (Some(home), Lang::Es) => format!(
            "interrumpido tras {done} de {cells} celdas; la misma orden continúa desde ahí (se guardan en {})",
            home.display()
        ),
        (None, Lang::En) => format!(
            "stopped after {done} of {cells} cells; nothing was written (with --out FOLDER a sweep goes on where it was stopped)"
        ),
        (None, Lang::Es) => format!(
            "interrumpido tras {done} de {cells} celdas; no se ha escrito nada (con --out CARPETA un barrido continúa donde se \
             interrumpió)"
        ),
    }
}

fn cannot_keep(home: Option<&Path>, error: &io::Error, lang: Lang) -> String {
    let reason = crate::locale::reason(error, lang);
    match (home, lang) {
        (Some(home), Lang::En) => format!(
            "a cell cannot be kept in {}: {reason}; those before it are, and the same command goes on from there",
            home.display()
        ),
        (Some(home), Lang::Es) => format!(
            "no se puede guardar una celda en {}: {reason}; las anteriores sí, y la misma orden continúa desde ahí",
            home.display()
        ),
        (None, Lang::En) => format!("cells cannot be kept in a temporary file: {reason}"),
        (None, Lang::Es) => format!("no se pueden guardar las celdas en un archivo temporal: {reason}"),
    }
}

fn print(sweep: &Swept, lang: Lang) -> Result<(), Failure> {
    let (grid, journal, checked) = (&sweep.source.grid, &sweep.journal, sweep.checked);
    let whole = sweep.args.out.as_ref().map(|folder| folder.join(write::CELLS).display().to_string());
    let printed = match sweep.args.format {
        Format::Table => {
            let text = sweep.table(table::MOST_SHOWN, whole.as_deref(), columns(), lang);
            text.and_then(|text| print_coloured(&text))
        }
        Format::Json => {
            let head = json::head(grid, &sweep.source.options.set, checked.seed, checked.replications);
            print_pieces(|to| json::write(&head, journal, to))
        }
        Format::Csv => print_pieces(|to| csv::cells(grid, journal, sweep.args.csv.into(), to)),
    };
    printed.map_err(|error| Failure::Run(error.to_string()))
}
