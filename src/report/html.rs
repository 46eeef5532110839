//! report.html: one file that needs nothing else, for a screen, a phone, a projector or paper.
//!
//! Invariants: nothing of it asks for anything outside the file; what came from a scenario is escaped wherever it stands; it says
//! everything without its script; the same study gives the same bytes.

mod parts;
mod strip;
mod words;

use super::comparison::{self, Group, Mark, Tone};
use super::reproduce::command;
use super::subject::Subject;
use super::text_layout::unbroken;
use super::verdict::verdict;
use super::{benchmarks, not_modelled};
use crate::locale::Lang;
use crate::locale::date::date;
use crate::locale::number::number;
use crate::study::result::StudyResult;
use askama::Template;
use askama::filters::{Html, escape};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parts::{AssumptionList, DifferenceRow, File, Warning};
use sha2::{Digest, Sha256};
use strip::{Strip, Tick};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// With more scenarios the table is printed across the paper.
const MOST_UPRIGHT: usize = 5;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'p> {
    lang: Lang,
    code: &'static str,
    policy: String,
    style: &'static str,
    script: &'static str,
    title: String,
    /// With the marks that keep a name's direction of writing apart; escaped.
    heading: String,
    circumstances: String,
    contents: Vec<(&'static str, &'static str)>,
    result: &'p StudyResult,
    replications: String,
    verdict: Vec<String>,
    wide: bool,
    groups: Vec<Group>,
    legend: Vec<String>,
    difference_caption: String,
    differences: Vec<DifferenceRow>,
    strip: Vec<Strip>,
    ticks: Vec<Tick>,
    benchmarks: Vec<benchmarks::Row>,
    assumptions: Vec<AssumptionList>,
    warnings: Vec<Warning>,
    command: String,
    files: Vec<File<'p>>,
}

/// The whole page.
///
/// # Errors
/// None that a result can cause.
pub fn render(subject: &Subject, lang: Lang) -> Result<String, askama::Error> {
    let result = subject.result;
    let groups = comparison::groups(result, lang);
    let warnings = parts::warnings(subject, lang);
    let mut contents = vec![
        ("verdict", words::VERDICT.get(lang)),
        ("figures", words::COMPARISON.get(lang)),
        ("benchmarks", words::BENCHMARKS.get(lang)),
        ("assumptions", words::ASSUMPTIONS.get(lang)),
        ("not-modelled", words::NOT_MODELLED.get(lang)),
        ("again", words::REPRODUCE.get(lang)),
    ];
    if !warnings.is_empty() {
        contents.insert(contents.len() - 1, ("warnings", words::WARNINGS.get(lang)));
    }
    let page = Page {
        lang,
        code: match lang {
            Lang::En => "en",
            Lang::Es => "es",
        },
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        title: title(result, lang),
        heading: heading(result, lang)?,
        circumstances: circumstances(subject, lang),
        contents,
        replications: number(f64::from(result.replications), 0, lang),
        verdict: verdict(result, lang).iter().map(|sentence| unbroken(sentence)).collect(),
        wide: result.scenarios.len() > MOST_UPRIGHT,
        legend: comparison::legend(result, &groups, lang),
        difference_caption: parts::difference_caption(result, lang),
        differences: parts::differences(result, &groups, lang),
        groups,
        strip: strip::rows(&result.scenarios, lang),
        ticks: strip::ticks(lang),
        benchmarks: benchmarks::rows(&result.scenarios, lang),
        assumptions: parts::assumptions(subject, lang),
        warnings,
        command: command(result, subject.run),
        files: parts::files(subject),
        result,
    };
    page.render()
}

/// Only this style and this script, and nothing from anywhere.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// For the tab and the list of windows: plain text.
fn title(result: &StudyResult, lang: Lang) -> String {
    let names: Vec<&str> = result.scenarios.iter().map(|one| one.name.as_str()).collect();
    match (&names[..], lang) {
        ([one], _) => format!("{one} - relevo"),
        ([one, other], Lang::En) => format!("{other} against {one} - relevo"),
        ([one, other], Lang::Es) => format!("{other} frente a {one} - relevo"),
        (_, Lang::En) => format!("{} scenarios compared - relevo", names.len()),
        (_, Lang::Es) => format!("Comparación de {} escenarios - relevo", names.len()),
    }
}

fn heading(result: &StudyResult, lang: Lang) -> Result<String, askama::Error> {
    let mut names = vec![];
    for one in &result.scenarios {
        names.push(format!("<bdi>{}</bdi>", escape(&one.name, Html)?));
    }
    Ok(match (&names[..], lang) {
        ([one], _) => one.clone(),
        ([one, other], Lang::En) => format!("{other} against {one}"),
        ([one, other], Lang::Es) => format!("{other} frente a {one}"),
        (_, Lang::En) => format!("{} scenarios compared", names.len()),
        (_, Lang::Es) => format!("Comparación de {} escenarios", names.len()),
    })
}

/// What was simulated, in a line below the title.
fn circumstances(subject: &Subject, lang: Lang) -> String {
    let result = subject.result;
    let replications = number(f64::from(result.replications), 0, lang);
    let start = subject.scenarios.first().and_then(|one| one.calendar.start);
    let text = match (lang, result.weeks) {
        (Lang::En, 1) => format!("Simulated: 1 week, {replications} times"),
        (Lang::En, weeks) => format!("Simulated: {weeks} weeks, {replications} times"),
        (Lang::Es, 1) => format!("Simulado: 1 semana, {replications} veces"),
        (Lang::Es, weeks) => format!("Simulado: {weeks} semanas, {replications} veces"),
    };
    match (start, lang) {
        (None, _) => text,
        (Some(start), Lang::En) => format!("{text}, from {}", date(start, lang)),
        (Some(start), Lang::Es) => format!("{text}, desde el {}", date(start, lang)),
    }
}

/// The class of a cell.
fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Best => "best",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Doubtful => "doubtful",
    }
}
