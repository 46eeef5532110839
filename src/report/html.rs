//! report.html: one file that needs nothing else, for a screen, a phone, a projector or paper.
//!
//! Invariants: nothing of it asks for anything outside the file; what came from a scenario is escaped wherever it stands; it says
//! everything without its script; the same study gives the same bytes.

pub mod document;
mod parts;
mod strip;
mod words;

use super::charts::Theme;
use super::charts::ink::variables;
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
use parts::{AssumptionList, DifferenceRow, Drawing, File, Warning};
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
    style: String,
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
    pictures: Vec<Drawing>,
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
        ("pictures", words::PICTURES.get(lang)),
        ("benchmarks", words::BENCHMARKS.get(lang)),
        ("assumptions", words::ASSUMPTIONS.get(lang)),
        ("not-modelled", words::NOT_MODELLED.get(lang)),
        ("again", words::REPRODUCE.get(lang)),
    ];
    if !warnings.is_empty() {
        contents.insert(contents.len() - 1, ("warnings", words::WARNINGS.get(lang)));
    }
    let style = style();
    let page = Page {
        lang,
        code: lang.code(),
        policy: policy(&style),
        style,
        pictures: parts::drawings(result, lang),
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
        benchmarks: parts::benchmarks(result, lang),
        assumptions: parts::assumptions(subject, lang),
        warnings,
        command: command(result, subject.run),
        files: parts::files(subject),
        result,
    };
    page.render()
}

/// The colours of the pictures for light and dark screens, and for paper always the light ones; then what uses them.
pub(crate) fn style() -> String {
    let (light, dark) = (variables(Theme::Light), variables(Theme::Dark));
    format!(":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{STYLE}")
}

/// Only this style and this script, and nothing from anywhere.
fn policy(style: &str) -> String {
    format!("{}; script-src 'sha256-{}'", style_policy(style), hash(SCRIPT))
}

/// Only this style, and nothing from anywhere.
pub(crate) fn style_policy(style: &str) -> String {
    format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", hash(style))
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::subject::made_up::Owned;

    const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Es];
    /// Marks that turn the direction of writing, and the end of what must not be ended.
    const HOSTILE: [&str; 2] =
        ["</script></style><img src=x onerror=alert(1)>\"'&amp;", "\u{202e}abc\u{2066}\u{200f} {{ title }} <!--"];

    fn page(owned: &Owned, lang: Lang) -> String {
        render(&owned.subject(), lang).unwrap()
    }

    #[test]
    fn names_are_text_wherever_they_stand() {
        let long = "x".repeat(200);
        for names in [HOSTILE, [&long, HOSTILE[0]]] {
            let owned = Owned::new(2, 12).renamed(&names);
            for lang in LANGUAGES {
                let page = page(&owned, lang);
                assert!(!page.contains("<img") && !page.contains("<!--") && !page.contains("<b>day"), "{page}");
                assert_eq!(page.matches("</script>").count(), 1);
                assert_eq!(page.matches("</style>").count(), 1);
                assert!(page.contains("&#60;img src=x onerror=alert(1)&#62;"), "{page}");
            }
        }
        let page = page(&Owned::new(2, 12).renamed(&HOSTILE), Lang::En);
        let turned = page.matches('\u{202e}').count();
        let kept_apart = page.matches("<bdi>\u{202e}").count();
        assert!(kept_apart >= 4, "the headers of the tables and the strip");
        assert!(turned > kept_apart && page.contains("{{ title }}"));
    }

    #[test]
    fn nothing_is_asked_for_from_outside_and_only_what_is_known_may_run() {
        for lang in LANGUAGES {
            let page = page(&Owned::new(2, 12), lang);
            for sign in
                [" src=", "url(", "@import", " style=", "<link", "<iframe", "<object", "<embed", " onload", " onclick"]
            {
                assert!(!page.contains(sign), "{sign}");
            }
            // Only references within the page.
            for (at, _) in page.match_indices("href=\"") {
                assert_eq!(&page[at + 6..at + 7], "#");
            }
            let of = |tag: &str| {
                let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
                let inner = page.split(&open).nth(1).unwrap().split(&close).next().unwrap();
                format!("{tag}-src &#39;sha256-{}&#39;", STANDARD.encode(Sha256::digest(inner)))
            };
            assert!(page.contains(&of("style")) && page.contains(&of("script")), "the policy names what stands there");
        }
    }

    #[test]
    fn every_part_is_there_in_both_languages_with_headings_in_order() {
        for (scenarios, lang) in [(1, Lang::En), (2, Lang::En), (1, Lang::Es), (2, Lang::Es)] {
            let owned = Owned::new(scenarios, 12);
            let page = page(&owned, lang);
            assert!(page.contains(&format!("<html lang=\"{}\">", if lang == Lang::En { "en" } else { "es" })));
            assert_eq!(page.matches("<h1>").count(), 1);
            let contents = page.split("<nav").nth(1).unwrap().split("</nav>").next().unwrap();
            for anchor in contents.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
            }
            for sentence in verdict(&owned.result, lang) {
                let sentence = escape(&unbroken(&sentence), Html).unwrap().to_string();
                assert!(page.contains(&sentence), "{sentence}");
            }
            for text in not_modelled::NOT_MODELLED {
                assert!(page.contains(&escape(text.get(lang), Html).unwrap().to_string()));
            }
            assert!(page.contains("relevo run scenarios/desk.toml"));
            assert!(page.contains("start = &#34;2026-01-05&#34;"), "the file in full");
            assert!(page.contains(if lang == Lang::En {
                "from 5 January 2026"
            } else {
                "desde el 5 de enero de 2026"
            }));
            assert_eq!(page.contains("<table class=\"figures\" data-sortable"), scenarios > 1);
            assert_eq!(page.contains(&format!("<summary>{}", words::DIFFERENCES.get(lang))), scenarios > 1);
            let (one, other) = (Lang::En, Lang::Es);
            let foreign = if lang == one { words::REPRODUCE.get(other) } else { words::REPRODUCE.get(one) };
            assert!(!page.contains(foreign));
        }
    }

    #[test]
    fn the_same_study_gives_the_same_bytes_and_a_small_page() {
        let once = page(&Owned::new(2, 12), Lang::Es);
        assert_eq!(once, page(&Owned::new(2, 12), Lang::Es));
        assert!(once.len() < 500_000, "{}", once.len());
        let mut owned = Owned::new(2, 12);
        owned.files.push(("profile.csv".into(), "1,2\n".repeat(100_000)));
        let page = page(&owned, Lang::Es);
        assert!(page.len() < 500_000 && page.contains(words::FILE_ELSEWHERE.es), "{}", page.len());
        assert!(page.contains("scenarios/profile.csv"));
    }

    #[test]
    fn what_the_figures_rest_on_is_told_with_its_source() {
        let page = page(&Owned::new(2, 12), Lang::En);
        assert!(page.contains("evidence: 32 % want an answer in under 5 hours"));
        assert!(page.contains("desk.toml:3"), "where a value was written");
        let beside =
            page.split("<summary>more: as desk, except</summary>").nth(1).unwrap().split("</details>").next().unwrap();
        assert!(beside.contains("2,600 per week") && beside.matches("scope=\"row\"").count() == 1, "{beside}");
    }

    #[test]
    fn a_run_without_intervals_has_no_marks() {
        let page = page(&Owned::new(2, 1), Lang::En);
        assert!(!page.contains("class=\"mark\"") && !page.contains("class=\"spread\""));
        assert!(!page.contains(words::NOT_SHOWN.en));
    }
}
