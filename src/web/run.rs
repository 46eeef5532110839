//! POST /api/run: scenarios simulated and compared, refined while the page listens.

use super::Desk;
use super::answer::{Problem, Refusal};
use super::audience::Audience;
use super::body::{Language, read};
use super::entry::{Entry, Prepared, prepare};
use super::figures::View;
use super::limits::{REPLICATIONS, too_much};
use super::refine::{Goal, Refinement};
use super::stream::{events, tell};
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::report::charts::{Kind, Layout};
use crate::study::precision::Wish;
use crate::study::result::CommandLine;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What to simulate and what to tell of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    #[serde(default)]
    lang: Language,
    /// The first is the baseline.
    scenarios: Vec<Entry>,
    /// The most replications; those of the first scenario where it is left out.
    replications: Option<u32>,
    /// MEASURE=HALFWIDTH: fewer replications will do as soon as the figure is known so precisely.
    wish: Option<String>,
    /// Kinds of pictures; all that have something to show where it is left out.
    pictures: Option<Vec<String>>,
    #[serde(default)]
    layout: AskedLayout,
    /// Whether figures bring the document of result.json.
    #[serde(default = "yes")]
    result: bool,
    /// Whether what stands behind the verdict is looked for at the end.
    #[serde(default = "yes")]
    decision: bool,
}

fn yes() -> bool {
    true
}

/// The first event of a run.
#[derive(Serialize, JsonSchema)]
pub struct Begun<'b> {
    most: u32,
    scenarios: Vec<&'b str>,
    /// How the scenarios are run beside what they say.
    notes: &'b [String],
    /// What the scenarios are warned of.
    problems: &'b [Problem],
}

/// For a wide screen or a phone.
#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Layout")]
enum AskedLayout {
    #[default]
    Wide,
    Narrow,
}

/// Who asks: the page's own random name.
pub fn client(headers: &HeaderMap) -> Option<String> {
    let name = headers.get("x-relevo-client")?.to_str().ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.len() <= 64 && name.chars().all(plain)).then(|| name.to_owned())
}

pub async fn run(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let client = client(request.headers()).map(|client| format!("run {client}"));
    let asked: RunRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    // Whoever asks for something newer wants nothing older, even if the newer turns out to be unsound.
    let seat = desk.seats.take(client).ok_or_else(|| Refusal::busy(lang))?;
    let start = desk.start.clone();
    let prepared = tokio::task::spawn_blocking(move || ready(&asked, &start, lang));
    let (study, goal, view) = prepared.await.map_err(|_| Refusal::fallen_over(lang))??;
    let stop = seat.stop.clone();
    let (teller, response) = events(seat);
    let scenarios = study.scenarios.iter().map(|one| one.name.as_str()).collect();
    let begun = Begun { most: goal.most, scenarios, notes: &study.notes, problems: &study.told };
    tell(&teller, "begun", &begun);
    let crew = desk.crew.clone();
    tokio::task::spawn_blocking(move || {
        crew.begin(Refinement::new(study, goal, Audience::Page { view, teller }, stop))
    });
    Ok(response)
}

fn ready(asked: &RunRequest, start: &super::Start, lang: Lang) -> Result<(Prepared, Goal, View), Refusal> {
    let layout = match asked.layout {
        AskedLayout::Wide => Layout::Wide,
        AskedLayout::Narrow => Layout::Narrow,
    };
    let pictures = asked.pictures.as_ref().map(|ids| ids.iter().map(|id| kind(id, lang)).collect()).transpose()?;
    let study = prepare(&asked.scenarios, start, lang)?;
    let most = replications(asked.replications, &study.scenarios, lang)?;
    let wish = wish(asked.wish.as_deref(), &study.scenarios, lang)?;
    let command_line = command_line(asked.replications, asked.wish.as_deref());
    let goal = Goal { most, wish, command_line, decision: asked.decision };
    Ok((study, goal, View { lang, pictures, layout, result: asked.result }))
}

/// What a request says beside its scenarios, as the command line says it.
pub fn command_line(replications: Option<u32>, wish: Option<&str>) -> CommandLine {
    CommandLine { replications, precision: wish.map(str::to_owned), ..CommandLine::default() }
}

fn kind(id: &str, lang: Lang) -> Result<Kind, Refusal> {
    Kind::ALL.into_iter().find(|kind| kind.id() == id).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::id).join(", ");
        let shown: String = id.chars().take(40).collect();
        Refusal::unprocessable(
            "picture",
            match lang {
                Lang::En => format!("there is no picture \"{shown}\"; there are: {known}"),
                Lang::Es => format!("no hay ningún gráfico \"{shown}\"; los hay: {known}"),
            },
        )
    })
}

/// The most replications of a run: those asked for, else those of the first scenario.
///
/// # Errors
/// 422 if they, or the work that they are, are too many.
pub fn replications(asked: Option<u32>, scenarios: &[Scenario], lang: Lang) -> Result<u32, Refusal> {
    let most = asked.unwrap_or(scenarios[0].run.replications);
    if !(1..=REPLICATIONS).contains(&most) {
        return Err(Refusal::unprocessable(
            "replications",
            match lang {
                Lang::En => format!(
                    "the page simulates 1 to {REPLICATIONS} replications, not {most}: set `replications` or run.replications"
                ),
                Lang::Es => format!(
                    "la página simula de 1 a {REPLICATIONS} réplicas, no {most}: indica `replications` o run.replications"
                ),
            },
        ));
    }
    too_much(scenarios, most, lang).map_or(Ok(most), |why| Err(Refusal::unprocessable("workload", why)))
}

/// The precision wished for.
///
/// # Errors
/// 422 if it is not understood, or if a scenario does not have the agreement it names.
pub fn wish(asked: Option<&str>, scenarios: &[Scenario], lang: Lang) -> Result<Option<Wish>, Refusal> {
    let Some(text) = asked else { return Ok(None) };
    let refused = |error: crate::study::precision::WishError| Refusal::unprocessable("wish", error.text(lang));
    let wish: Wish = text.parse().map_err(refused)?;
    wish.check(&scenarios.iter().collect::<Vec<_>>()).map_err(refused)?;
    Ok(Some(wish))
}
