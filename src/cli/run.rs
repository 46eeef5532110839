//! `relevo run FILE...`, and `relevo` alone: the built-in study.

use super::args::{Format, Replicate, RunArgs, StudyArgs};
use super::default_study;
use super::load::{self, Study};
use super::output::{columns, print_coloured, print_plain, tell};
use super::progress::Progress;
use super::simulate::{Behind, NoResult, study};
use super::{Done, Failure, interrupt};
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::report::bundle::{self, PAGE};
use crate::report::folder::{self, Content, Existing};
use crate::report::subject::Subject;
use crate::report::warmup::short_warmups;
use crate::report::{csv, json, terminal};
use crate::study::plan::common_plan;
use crate::study::result::{Met, StudyResult};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Where `relevo` alone writes.
const DEFAULT_FOLDER: &str = "relevo-report";

/// Where the whole report goes, beside standard output.
pub enum Destination {
    Nowhere,
    /// Wished for: a failure if it cannot be written.
    Wished(PathBuf, Existing),
    /// Not asked for: a note if it cannot be written.
    Offered(PathBuf),
}

/// `relevo run FILE...`
pub fn files(args: &RunArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let how = args.study.replicate(lang).map_err(Failure::Input)?;
    let destination = destination(&args.study);
    let loaded = load::files(&args.files, &args.study.overlays(), quiet, lang)?;
    compare(loaded, &how, destination, &args.study, quiet, lang)
}

/// `relevo` alone.
pub fn default_study(args: &StudyArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let how = args.replicate(lang).map_err(Failure::Input)?;
    let destination = wished(args).unwrap_or_else(|| Destination::Offered(DEFAULT_FOLDER.into()));
    let loaded = load::embedded(&default_study::SCENARIOS, &default_study::FILES, &args.overlays(), quiet, lang)?;
    compare(loaded, &how, destination, args, quiet, lang)
}

fn wished(args: &StudyArgs) -> Option<Destination> {
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    args.out.as_ref().map(|folder| Destination::Wished(folder.clone(), existing))
}

/// Where the report of files goes.
pub fn destination(args: &StudyArgs) -> Destination {
    wished(args).unwrap_or(Destination::Nowhere)
}

/// Simulates what was read, compares it, prints and writes the report.
pub fn compare(
    mut loaded: Study,
    how: &Replicate,
    destination: Destination,
    args: &StudyArgs,
    quiet: bool,
    lang: Lang,
) -> Result<Done, Failure> {
    let note = common_plan(&mut loaded.scenarios, lang).map_err(Failure::Input)?;
    loaded.notes.extend(note);
    if !quiet {
        loaded.notes.iter().for_each(|note| tell(note));
    }
    if let Replicate::UntilPrecise { wish, .. } = how {
        let scenarios: Vec<&Scenario> = loaded.scenarios.iter().collect();
        wish.check(&scenarios).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    if let Destination::Wished(folder, existing) = &destination {
        // Before the simulation, not after it.
        folder::check(folder, *existing).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let result = simulate(&loaded, how, args, quiet, lang)?;
    let short = short_warmups(&result, lang);
    if !quiet {
        short.iter().for_each(|note| tell(note));
    }
    loaded.notes.extend(short);
    let printed = match args.format {
        Format::Table => print_coloured(&terminal::render(&result, columns(), lang)),
        Format::Json => print_plain(&json(&result)?),
        Format::Csv => print_plain(&table(csv::measures(&result, args.csv.into()))?),
    };
    printed.map_err(|error| Failure::Run(error.to_string()))?;
    write(&result, &loaded, destination, args, quiet, lang)?;
    Ok(if args.strict && missed(&result) { Done::MissedAgreement } else { Done::Well })
}

fn simulate(
    loaded: &Study,
    how: &Replicate,
    args: &StudyArgs,
    quiet: bool,
    lang: Lang,
) -> Result<StudyResult, Failure> {
    let set = args.overlays();
    let behind = Behind { material: &loaded.material, set: &set, in_force: &loaded.in_force };
    let result = watched(&loaded.scenarios, Some(&behind), (how, args.threads), quiet, lang)?;
    Ok(StudyResult { command_line: args.command_line(), ..result })
}

/// Simulates with progress, until it is done or somebody stops it: how it is replicated, and on how many threads.
pub fn watched(
    scenarios: &[Scenario],
    behind: Option<&Behind>,
    (how, threads): (&Replicate, Option<NonZeroUsize>),
    quiet: bool,
    lang: Lang,
) -> Result<StudyResult, Failure> {
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let progress = Progress::new(quiet, lang);
    let found = study(scenarios, behind, how, threads, |done, all| progress.show(done, all), lang);
    progress.clear();
    match found {
        Ok(_) if !interrupt::go_on() => Err(Failure::Interrupted),
        Ok(result) => Ok(result),
        Err(NoResult::Interrupted) => Err(Failure::Interrupted),
        Err(NoResult::Failed(message)) => Err(Failure::Run(message)),
    }
}

fn missed(result: &StudyResult) -> bool {
    result.scenarios.iter().flat_map(|one| &one.sla).any(|sla| sla.met != Met::Yes)
}

fn json(result: &StudyResult) -> Result<String, Failure> {
    json::render(result).map_err(|error| Failure::Run(error.to_string()))
}

fn table(text: ::csv::Result<String>) -> Result<String, Failure> {
    text.map_err(|error| Failure::Run(error.to_string()))
}

fn write(
    result: &StudyResult,
    loaded: &Study,
    destination: Destination,
    args: &StudyArgs,
    quiet: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let (folder, existing, wished) = match destination {
        Destination::Nowhere => return Ok(()),
        Destination::Wished(folder, existing) => (folder, existing, true),
        Destination::Offered(folder) => (folder, Existing::ReplaceOwn, false),
    };
    let contents = contents(result, loaded, args, lang)?;
    match folder::write(&folder, &contents, existing) {
        Ok(()) if quiet => {}
        Ok(()) => tell(&written(&folder, lang)),
        Err(error) if wished => return Err(Failure::Run(error.text(lang))),
        Err(error) => tell(&match lang {
            Lang::En => format!("no report folder: {}", error.text(lang)),
            Lang::Es => format!("sin carpeta de informe: {}", error.text(lang)),
        }),
    }
    Ok(())
}

/// Where to begin reading.
fn written(folder: &Path, lang: Lang) -> String {
    let page = folder.join(PAGE);
    match lang {
        Lang::En => format!("written: {} (begin with {})", folder.display(), page.display()),
        Lang::Es => format!("escrito: {} (empieza por {})", folder.display(), page.display()),
    }
}

/// The files of a report folder.
fn contents(result: &StudyResult, loaded: &Study, args: &StudyArgs, lang: Lang) -> Result<Vec<Content>, Failure> {
    let subject = Subject {
        result,
        scenarios: &loaded.scenarios,
        in_force: &loaded.in_force,
        sources: &loaded.sources,
        files: &loaded.files,
        run: &loaded.run,
        warnings: &loaded.warnings,
        notes: &loaded.notes,
    };
    bundle::contents(&subject, args.csv.into(), lang).map_err(|error| Failure::Run(error.to_string()))
}
