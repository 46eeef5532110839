//! `relevo size FILE`: the cheapest shifts that keep every agreement.

use super::args::{Format, SizeArgs};
use super::load::{copies, read, sound};
use super::output::{USUAL_COLUMNS, columns, print_coloured, print_plain, tell};
use super::progress::Steps;
use super::{Done, Failure, interrupt};
use crate::desk::Scenario;
use crate::locale::{Lang, Text};
use crate::report::charts::{Layout, Picture, Theme};
use crate::report::folder::{self, Content, Existing};
use crate::report::sizing::{self, FrontierPoint};
use crate::scenario::{Loaded, duration_minutes};
use crate::staffing::frontier::{Frontier, FrontierError, MOST_POINTS};
use crate::staffing::{Answer, NoAnswer, Options, Step, size};
use crate::study::thread_pool;
use anstream::adapter::strip_str;
use std::num::NonZeroUsize;
use std::path::Path;

const VARIANTS: Text = Text::new(
    "only the file's own scenario is sized; its variants are left out",
    "solo se dimensiona el escenario del propio archivo, sin sus variantes",
);

/// `relevo size FILE`
pub fn file(args: &SizeArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    if let Some(folder) = &args.out {
        folder::check(folder, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let files = std::slice::from_ref(&args.file);
    let loaded = sound(read(files, &args.overlays(), lang)?, quiet, lang)?;
    if loaded.scenarios.len() > 1 && !quiet {
        tell(VARIANTS.get(lang));
    }
    let scenario = &loaded.scenarios[0];
    let wish = args.frontier.as_ref().map(|text| frontier(text, scenario, lang)).transpose()?;
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let answer = match staffing(scenario, args.threads, true, quiet, lang)? {
        Ok(answer) => answer,
        Err(why) => return impossible(&why, args),
    };
    let points = match wish {
        Some(wish) => points(&wish, scenario, args, quiet, lang)?,
        None => Vec::new(),
    };
    print(&answer, &points, args, lang)?;
    if let Some(folder) = &args.out {
        let contents = contents(&answer, &points, &loaded, args, lang)?;
        folder::write(folder, &contents, existing).map_err(|error| Failure::Run(error.text(lang)))?;
        if !quiet {
            written(folder, lang);
        }
    }
    Ok(Done::Well)
}

fn written(folder: &Path, lang: Lang) {
    let folder = folder.display();
    tell(&match lang {
        Lang::En => format!("written: {folder}"),
        Lang::Es => format!("escrito: {folder}"),
    });
}

/// That nothing does it is an answer, too: it is told, and counts as a missed agreement under `--strict`.
fn impossible(why: &str, args: &SizeArgs) -> Result<Done, Failure> {
    if args.strict {
        tell(why);
        return Ok(Done::MissedAgreement);
    }
    Err(Failure::Run(why.to_owned()))
}

fn frontier(text: &str, scenario: &Scenario, lang: Lang) -> Result<Frontier, Failure> {
    Frontier::parse(text, scenario, duration_minutes).map_err(|error| {
        let message = match (&error, lang) {
            (FrontierError::UnknownSla { found, known }, Lang::En) => {
                format!("there is no SLA \"{found}\"; there are: \"{}\"", known.join("\", \""))
            }
            (FrontierError::UnknownSla { found, known }, Lang::Es) => {
                format!("no hay ningún SLA \"{found}\"; los hay: \"{}\"", known.join("\", \""))
            }
            (FrontierError::Value { found }, Lang::En) => {
                format!("`{found}` is neither a target between 0 and 1, such as 0.8, nor a limit, such as 15m")
            }
            (FrontierError::Value { found }, Lang::Es) => {
                format!("`{found}` no es ni un objetivo entre 0 y 1, como 0.8, ni un límite, como 15m")
            }
            (FrontierError::NoValue, Lang::En) => format!("expected 1 to {MOST_POINTS} values separated by commas"),
            (FrontierError::NoValue, Lang::Es) => {
                format!("se esperaban de 1 a {MOST_POINTS} valores separados por comas")
            }
        };
        Failure::Input(format!("--frontier {text}: {message}"))
    })
}

/// The staffing of a scenario, or a sentence on why there is none.
pub fn staffing(
    scenario: &Scenario,
    threads: Option<NonZeroUsize>,
    margins: bool,
    quiet: bool,
    lang: Lang,
) -> Result<Result<Answer, String>, Failure> {
    let pool = thread_pool(threads).map_err(|error| Failure::Run(error.to_string()))?;
    let steps = Steps::new(quiet, lang);
    let show = |step: Step| steps.show(step);
    let options = Options { pool: &pool, go_on: &interrupt::go_on, progress: &show, margins };
    let found = size(scenario, &options);
    steps.clear();
    match found {
        _ if !interrupt::go_on() => Err(Failure::Interrupted),
        Ok(answer) => Ok(Ok(answer)),
        Err(NoAnswer::Cancelled) => Err(Failure::Interrupted),
        Err(why) => Ok(Err(sizing::no_answer(scenario, &why, lang))),
    }
}

fn points(
    wish: &Frontier,
    scenario: &Scenario,
    args: &SizeArgs,
    quiet: bool,
    lang: Lang,
) -> Result<Vec<FrontierPoint>, Failure> {
    let of = |point| {
        let asked = wish.scenario(scenario, point);
        let sla = &asked.slas[wish.agreement];
        Ok(FrontierPoint {
            target: sla.target,
            within_minutes: sla.within.minutes(),
            agreement: wish.agreement,
            found: staffing(&asked, args.threads, false, quiet, lang)?.map(Box::new),
        })
    };
    wish.points.iter().copied().map(of).collect()
}

fn print(answer: &Answer, points: &[FrontierPoint], args: &SizeArgs, lang: Lang) -> Result<(), Failure> {
    let printed = match args.format {
        Format::Table => print_coloured(&text(answer, points, columns(), lang)),
        Format::Json => print_plain(&json(answer, points)?),
        Format::Csv if points.is_empty() => print_plain(&table(sizing::shifts(answer, args.csv.into()))?),
        Format::Csv => print_plain(&table(sizing::frontier(points, args.csv.into()))?),
    };
    printed.map_err(|error| Failure::Run(error.to_string()))
}

fn text(answer: &Answer, points: &[FrontierPoint], columns: usize, lang: Lang) -> String {
    let mut text = sizing::render(answer, columns, lang);
    if !points.is_empty() {
        let currency = &answer.problem.scenario.currency;
        text.push_str(&format!("\n{}", sizing::frontier_lines(points, currency, lang)));
    }
    text
}

fn json(answer: &Answer, points: &[FrontierPoint]) -> Result<String, Failure> {
    let document = serde_json::to_string_pretty(&sizing::json(answer, points));
    document.map(|text| format!("{text}\n")).map_err(|error| Failure::Run(error.to_string()))
}

fn table(text: ::csv::Result<String>) -> Result<String, Failure> {
    text.map_err(|error| Failure::Run(error.to_string()))
}

/// As wide as a page.
fn picture(name: &str, picture: &Picture) -> Content {
    Content::new(name, picture.file(Theme::Light, picture.size.0 as u32))
}

/// The files of the folder. The scenario found stands with the data files that it names.
fn contents(
    answer: &Answer,
    points: &[FrontierPoint],
    loaded: &Loaded,
    args: &SizeArgs,
    lang: Lang,
) -> Result<Vec<Content>, Failure> {
    let form = args.csv.into();
    let report = strip_str(&text(answer, points, USUAL_COLUMNS, lang)).to_string();
    let scenario = &answer.confirmation.scenario;
    let sized = loaded.whole[0].staffed(scenario);
    let people = sizing::roster::csv(&answer.roster, answer.problem.shifts(), &answer.problem.scenario, form);
    let mut contents = vec![
        Content::new("report.txt", report),
        Content::new("sizing.json", json(answer, points)?),
        Content::new("shifts.csv", table(sizing::shifts(answer, form))?),
        Content::new("people.csv", table(people)?),
        Content::new("week.csv", table(sizing::week(answer, form))?),
        Content::new("scenario/sized.toml", sized.text()),
    ];
    contents.push(picture("people.svg", &sizing::pictures::people(answer, Layout::Wide, lang)));
    if !points.is_empty() {
        contents.push(Content::new("frontier.csv", table(sizing::frontier(points, form))?));
        let drawn = sizing::pictures::of_frontier(answer, points, Layout::Wide, lang);
        contents.push(picture("frontier.svg", &drawn));
    }
    let others = copies(&loaded.sources).files.into_iter().filter(|(path, _)| path != Path::new("sized.toml"));
    contents.extend(others.map(|(path, text)| Content::new(Path::new("scenario").join(path), text)));
    Ok(contents)
}
