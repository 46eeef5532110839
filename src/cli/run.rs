//! `relevo run FILE...`, and `relevo` alone: the built-in study.

use super::args::{Format, Replicate, RunArgs, StudyArgs};
use super::default_study;
use super::load::{self, Study};
use super::output::{USUAL_COLUMNS, columns, print_coloured, print_plain, shell_word, tell};
use super::progress::Progress;
use super::simulate::{Behind, NoResult, common_plan, study};
use super::{Done, Failure, interrupt};
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::report::folder::{self, Content, Existing};
use crate::report::{csv, json, terminal};
use crate::study::result::{Met, StudyResult};
use anstream::adapter::strip_str;
use std::path::{Path, PathBuf};

/// Where `relevo` alone writes.
const DEFAULT_FOLDER: &str = "relevo-report";

/// Where the whole report goes, beside standard output.
enum Destination {
    Nowhere,
    /// Wished for: a failure if it cannot be written.
    Wished(PathBuf, Existing),
    /// Not asked for: a note if it cannot be written.
    Offered(PathBuf),
}

/// `relevo run FILE...`
pub fn files(args: &RunArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let how = args.study.replicate(lang).map_err(Failure::Input)?;
    let destination = wished(&args.study).unwrap_or(Destination::Nowhere);
    let loaded = load::files(&args.files, &args.study.overlays(), quiet, lang)?;
    run(loaded, &how, destination, &args.study, quiet, lang)
}

/// `relevo` alone.
pub fn default_study(args: &StudyArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let how = args.replicate(lang).map_err(Failure::Input)?;
    let destination = wished(args).unwrap_or_else(|| Destination::Offered(DEFAULT_FOLDER.into()));
    let loaded = load::embedded(&default_study::SCENARIOS, &default_study::FILES, &args.overlays(), quiet, lang)?;
    run(loaded, &how, destination, args, quiet, lang)
}

fn wished(args: &StudyArgs) -> Option<Destination> {
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    args.out.as_ref().map(|folder| Destination::Wished(folder.clone(), existing))
}

fn run(
    mut loaded: Study,
    how: &Replicate,
    destination: Destination,
    args: &StudyArgs,
    quiet: bool,
    lang: Lang,
) -> Result<Done, Failure> {
    let note = common_plan(&mut loaded.scenarios, lang).map_err(Failure::Input)?;
    if let Some(note) = note.filter(|_| !quiet) {
        tell(&note);
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
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let progress = Progress::new(quiet, lang);
    let set = args.overlays();
    let behind = Behind { material: &loaded.material, set: &set, in_force: &loaded.in_force };
    let show = |done, all| progress.show(done, all);
    let found = study(&loaded.scenarios, Some(&behind), how, args.threads, show, lang);
    progress.clear();
    match found {
        Ok(_) if !interrupt::go_on() => Err(Failure::Interrupted),
        Ok(result) => Ok(StudyResult { command_line: args.command_line(), ..result }),
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
    let written = |folder: &Path| {
        if !quiet {
            let folder = folder.display();
            tell(&match lang {
                Lang::En => format!("written: {folder}"),
                Lang::Es => format!("escrito: {folder}"),
            });
        }
    };
    match destination {
        Destination::Nowhere => {}
        Destination::Wished(folder, existing) => {
            let contents = contents(result, loaded, args, lang)?;
            folder::write(&folder, &contents, existing).map_err(|error| Failure::Run(error.text(lang)))?;
            written(&folder);
        }
        Destination::Offered(folder) => {
            let contents = contents(result, loaded, args, lang)?;
            match folder::write(&folder, &contents, Existing::ReplaceOwn) {
                Ok(()) => written(&folder),
                Err(error) => tell(&match lang {
                    Lang::En => format!("no report folder: {}", error.text(lang)),
                    Lang::Es => format!("sin carpeta de informe: {}", error.text(lang)),
                }),
            }
        }
    }
    Ok(())
}

/// The files of a report folder.
fn contents(result: &StudyResult, loaded: &Study, args: &StudyArgs, lang: Lang) -> Result<Vec<Content>, Failure> {
    let form = args.csv.into();
    let report = strip_str(&terminal::render(result, USUAL_COLUMNS, lang)).to_string();
    let mut contents = vec![
        Content::new("report.txt", format!("{report}\n{}{}\n", warnings(loaded, lang), made_with(result, lang))),
        Content::new("result.json", json(result)?),
        Content::new("measures.csv", table(csv::measures(result, form))?),
        Content::new("summary.csv", table(csv::summary(result, form))?),
        Content::new("series_hour_of_week.csv", table(csv::hours_of_week(result, form))?),
        Content::new("series_week.csv", table(csv::weeks(result, form))?),
    ];
    if !result.differences.is_empty() {
        contents.push(Content::new("differences.csv", table(csv::differences(result, form))?));
    }
    for (at, scenario) in loaded.scenarios.iter().enumerate() {
        let name = roster_name(scenario, at + 1, loaded.scenarios.len());
        contents.push(Content::new(name, table(csv::roster(scenario, form))?));
    }
    contents
        .extend(loaded.files.iter().map(|(path, text)| Content::new(Path::new("scenarios").join(path), text.as_str())));
    Ok(contents)
}

/// Characters of a scenario's name in the name of its roster: a file name has 255 bytes.
const MOST_OF_A_NAME: usize = 40;

/// The file of a scenario's roster: roster.csv where there is no other; else numbered, since two names may differ only in
/// signs that no file name should hold.
fn roster_name(scenario: &Scenario, number: usize, of: usize) -> String {
    if of == 1 {
        return "roster.csv".to_owned();
    }
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let name: String = scenario.name.to_lowercase().chars().map(plain).take(MOST_OF_A_NAME).collect();
    let words = name.split_whitespace().map(|word| format!("-{word}"));
    format!("roster-{number}{}.csv", words.collect::<String>())
}

/// The warnings under a heading: who is handed the report has not seen standard error.
fn warnings(loaded: &Study, lang: Lang) -> String {
    match (loaded.warnings.as_str(), lang) {
        ("", _) => String::new(),
        (text, Lang::En) => format!("Warnings\n{}\n\n", strip_str(text).to_string().trim_end()),
        (text, Lang::Es) => format!("Avisos\n{}\n\n", strip_str(text).to_string().trim_end()),
    }
}

/// How the figures can be had again: the options as they must be typed.
fn made_with(result: &StudyResult, lang: Lang) -> String {
    let text = match lang {
        Lang::En => format!("relevo {}, seed {}", result.relevo, result.seed),
        Lang::Es => format!("relevo {}, semilla {}", result.relevo, result.seed),
    };
    let typed = &result.command_line;
    let set = typed.set.iter().map(|overlay| format!(" --set {}", shell_word(overlay)));
    let mut options: Vec<String> = set.collect();
    options.extend(typed.seed.map(|seed| format!(" --seed {seed}")));
    options.extend(typed.replications.map(|number| format!(" --replications {number}")));
    options.extend(typed.precision.as_ref().map(|wish| format!(" --precision {}", shell_word(wish))));
    if options.is_empty() { text } else { format!("{text}:{}", options.concat()) }
}
