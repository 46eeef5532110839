//! POST /api/report and /api/compare: what a page shows, as a file to keep or for a program to read.

use super::answer::Refusal;
use super::audience::Audience;
use super::body::{Language, read};
use super::entry::{Entry, Prepared, prepare};
use super::refine::{Goal, Refinement};
use super::run::{client, command_line, replications, wish};
use super::{Desk, Start};
use crate::locale::{Lang, Text};
use crate::report::subject::Subject;
use crate::report::{html, json, xlsx};
use crate::scenario::sources::Origin;
use crate::study::result::StudyResult;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;
use tokio::sync::mpsc::unbounded_channel;

/// What is to be kept of which scenarios.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    #[serde(default)]
    lang: Language,
    scenarios: Vec<Entry>,
    kind: Kind,
    /// As of a run.
    replications: Option<u32>,
    /// As of a run.
    wish: Option<String>,
}

/// The report as a page or a workbook, result.json, or one scenario as a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Html,
    Xlsx,
    Json,
    Toml,
}

/// What a run is to make.
pub struct Wanted {
    pub lang: Lang,
    pub kind: Kind,
}

const ONE: Text = Text::new(
    "a scenario file holds one scenario: ask for one at a time",
    "un archivo de escenario contiene un solo escenario: pide uno cada vez",
);

const TWO: Text = Text::new(
    "a comparison needs two scenarios or more; /api/run simulates one",
    "una comparación necesita dos escenarios o más; /api/run simula uno",
);

impl Kind {
    fn media_type(self) -> &'static str {
        match self {
            Kind::Html => "text/html; charset=utf-8",
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Json => "application/json",
            Kind::Toml => "application/toml",
        }
    }

    fn file_name(self) -> &'static str {
        match self {
            Kind::Html => "relevo-report.html",
            Kind::Xlsx => "relevo-report.xlsx",
            Kind::Json => "relevo-result.json",
            Kind::Toml => "relevo-scenario.toml",
        }
    }

    fn download(self, bytes: Bytes) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.file_name());
        ([(header::CONTENT_TYPE, self.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
            .into_response()
    }
}

pub async fn report(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let client = client(request.headers()).map(|client| format!("report {client}"));
    let asked: ReportRequest = read(request).await?;
    let kind = asked.kind;
    Ok(kind.download(made(&desk, client, asked).await?))
}

/// The file that was asked for, when it is done.
async fn made(desk: &Desk, client: Option<String>, asked: ReportRequest) -> Result<Bytes, Refusal> {
    let (lang, kind) = (Lang::from(asked.lang), asked.kind);
    let seat = desk.seats.take(client).ok_or_else(|| Refusal::busy(lang))?;
    let start = desk.start.clone();
    let ready = tokio::task::spawn_blocking(move || ready(&asked, &start, lang));
    let (study, goal) = ready.await.map_err(|_| Refusal::fallen_over(lang))??;
    if kind == Kind::Toml {
        let [whole] = &study.whole[..] else { return Err(Refusal::unprocessable("one", ONE.get(lang))) };
        return Ok(whole.text().into());
    }
    let (sender, mut made) = unbounded_channel();
    let (crew, stop) = (desk.crew.clone(), seat.stop.clone());
    let audience = Audience::File { wanted: Wanted { lang, kind }, sender };
    tokio::task::spawn_blocking(move || crew.begin(Refinement::new(study, goal, audience, stop)));
    let made = made.recv().await.unwrap_or_else(|| Err(Refusal::fallen_over(lang)));
    drop(seat);
    made
}

/// Scenarios to compare; the first is the baseline.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    #[serde(default)]
    lang: Language,
    scenarios: Vec<Entry>,
    /// As of a run.
    replications: Option<u32>,
    /// As of a run.
    wish: Option<String>,
}

/// POST /api/compare: what a program wants of a run, the document of result.json when all replications are done.
pub async fn compare(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let client = client(request.headers()).map(|client| format!("compare {client}"));
    let CompareRequest { lang, scenarios, replications, wish } = read(request).await?;
    if scenarios.len() < 2 {
        return Err(Refusal::unprocessable("two", TWO.get(Lang::from(lang))));
    }
    let asked = ReportRequest { lang, scenarios, kind: Kind::Json, replications, wish };
    let made = made(&desk, client, asked).await?;
    Ok(([(header::CONTENT_TYPE, Kind::Json.media_type())], made).into_response())
}

fn ready(asked: &ReportRequest, start: &Start, lang: Lang) -> Result<(Prepared, Goal), Refusal> {
    let study = prepare(&asked.scenarios, start, lang)?;
    let most = replications(asked.replications, &study.scenarios, lang)?;
    let wish = wish(asked.wish.as_deref(), &study.scenarios, lang)?;
    let command_line = command_line(asked.replications, asked.wish.as_deref());
    let goal = Goal { most, wish, command_line, decision: true };
    if study.sources.iter().any(|source| source.origin == Origin::Data) {
        // Its data files stand elsewhere.
        return Ok((study, goal));
    }
    // Read again from the files that the report shows, so that it tells of their lines.
    let texts: Vec<Entry> = study.whole.iter().map(|whole| Entry::of_text(whole.text())).collect();
    let warnings = study.warnings;
    Ok((Prepared { warnings, ..prepare(&texts, start, lang)? }, goal))
}

/// The file.
///
/// # Errors
/// None that a result can cause.
pub fn file(wanted: &Wanted, study: &Prepared, result: StudyResult) -> Result<Bytes, Refusal> {
    let lang = wanted.lang;
    let file = |at: usize| PathBuf::from(format!("scenario-{}.toml", at + 1));
    let files: Vec<(PathBuf, String)> =
        study.whole.iter().enumerate().map(|(at, whole)| (file(at), whole.text())).collect();
    let run: Vec<PathBuf> = (0..files.len()).map(file).collect();
    let subject = Subject {
        result: &result,
        scenarios: &study.scenarios,
        in_force: &study.in_force,
        sources: &study.sources,
        files: &files,
        run: &run,
        warnings: &study.warnings,
        notes: &study.notes,
    };
    let made: Option<Bytes> = match wanted.kind {
        Kind::Html => html::render(&subject, lang).ok().map(Bytes::from),
        Kind::Xlsx => xlsx::render(&subject, lang).ok().map(Bytes::from),
        Kind::Json => json::render(&result).ok().map(Bytes::from),
        Kind::Toml => files.into_iter().next().map(|(_, text)| Bytes::from(text)),
    };
    made.ok_or_else(|| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", NOT_MADE.get(lang)))
}

const NOT_MADE: Text = Text::new("the file could not be made", "no se pudo hacer el archivo");
