//! What trainers ask for.

use super::{ACCEPTED, Accepted, Rooms, TOO_MANY_ROOMS, Wish, apart, in_room, secret};
use crate::locale::Lang;
use crate::web::answer::Refusal;
use crate::web::body::{Language, read};
use crate::web::listeners::Peer;
use crate::web::{Desk, words};
use crate::workshop::limits::{NAME_LETTERS, REVEAL_TIME};
use crate::workshop::{Act, Denied, Reveal, Steer, Study, StudyView, TrainerView, export as exports};
use axum::Json;
use axum::extract::{Extension, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What the pages of the workshop begin with.
#[derive(Serialize, JsonSchema)]
pub struct WorkshopBeginning {
    lang: &'static str,
    /// Where phones reach the server.
    address: String,
    /// Whether that is this machine alone.
    alone: bool,
    studies: Vec<StudyView>,
    /// The scenario of each study as a file, by the name of the study.
    scenarios: BTreeMap<&'static str, &'static str>,
    name_letters: usize,
    words: BTreeMap<String, &'static str>,
}

pub async fn begin(State(desk): State<Desk>, headers: HeaderMap, Query(wish): Query<Wish>) -> Json<WorkshopBeginning> {
    let lang = wish.lang(&headers);
    let address = desk.rooms.address.clone();
    Json(WorkshopBeginning {
        lang: lang.code(),
        alone: ["//127.", "//[::1]", "//localhost"].iter().any(|local| address.contains(local)),
        address,
        studies: Study::ALL.iter().map(|study| study.told(lang)).collect(),
        scenarios: Study::ALL.iter().map(|study| (study.id, study.text())).collect(),
        name_letters: NAME_LETTERS,
        words: words::workshop(lang),
    })
}

/// Opens a room.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRequest {
    #[serde(default)]
    lang: Language,
    study: String,
}

/// A room that was opened. The secret is told this once.
#[derive(Serialize, JsonSchema)]
pub struct RoomOpened {
    code: String,
    secret: String,
}

pub async fn open(
    State(desk): State<Desk>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Result<Json<RoomOpened>, Refusal> {
    let asked: OpenRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    if !desk.rooms.opened.may(peer) {
        return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too_many_rooms", TOO_MANY_ROOMS.get(lang)));
    }
    let opened = apart(&desk, lang, move |rooms| rooms.workshop.open(&asked.study)).await?;
    desk.rooms.opened.count(peer);
    Ok(Json(RoomOpened { code: opened.code, secret: opened.secret }))
}

pub async fn trainer(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Json<TrainerView>, Refusal> {
    let (lang, secret) = (wish.lang(&headers), secret(&headers));
    in_room(&desk, peer, &secret.clone(), lang, move |rooms| {
        rooms.workshop.trainer(&code, &secret, wish.layout(), lang)
    })
    .await
    .map(Json)
}

/// What a trainer does.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SteerRequest {
    #[serde(default)]
    lang: Language,
    steer: Steer,
}

pub async fn steer(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Json<Accepted>, Refusal> {
    let secret = secret(request.headers());
    let asked: SteerRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let code = in_room(&desk, peer, &secret.clone(), lang, move |rooms| {
        let known = rooms.workshop.exists(&code)?;
        rooms.workshop.steer(&code, &secret, &asked.steer)?;
        Ok(known)
    })
    .await?;
    desk.rooms.hub.changed(&code);
    Ok(ACCEPTED)
}

/// Which act is to be played.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealRequest {
    #[serde(default)]
    lang: Language,
    act: Act,
}

pub async fn reveal(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Json<Accepted>, Refusal> {
    let secret = secret(request.headers());
    let asked: RevealRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let (code, reveal) = in_room(&desk, peer, &secret.clone(), lang, move |rooms| {
        let known = rooms.workshop.exists(&code)?;
        Ok((known, rooms.workshop.begin_reveal(&code, &secret, asked.act)?))
    })
    .await?;
    desk.rooms.hub.changed(&code);
    tokio::spawn(play(Arc::clone(&desk.rooms), code, reveal));
    Ok(ACCEPTED)
}

/// Simulates a reveal when it is its turn; the room is told how far it is, and that it is over.
async fn play(rooms: Arc<Rooms>, code: String, reveal: Reveal) {
    let Ok(turn) = rooms.turn.acquire().await else { return };
    let (busy, room) = (Arc::clone(&rooms), code.clone());
    let done = tokio::task::spawn_blocking(move || {
        let deadline = Instant::now() + REVEAL_TIME;
        let go_on = || busy.stop.goes_on() && Instant::now() <= deadline;
        let told = Mutex::new(Instant::now());
        let progress = |done: usize, all: usize| {
            let mut last = told.lock().unwrap_or_else(PoisonError::into_inner);
            if last.elapsed() >= Duration::from_millis(150) {
                *last = Instant::now();
                busy.hub.progress(&room, done, all);
            }
        };
        reveal.run(&busy.pool, &go_on, &progress)
    });
    let done = done.await;
    drop(turn);
    match done {
        Ok(Ok(())) => {}
        Ok(Err(why)) => rooms.hub.trouble(&code, why),
        // It stands on standard error.
        Err(_) => rooms.hub.trouble(&code, Denied::FellOver(String::new())),
    }
    rooms.hub.changed(&code);
}

/// What to keep of a room.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    #[serde(default)]
    lang: Language,
    kind: ExportKind,
}

/// A table or a page.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ExportKind {
    Csv,
    Html,
}

pub async fn export(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let secret = secret(request.headers());
    let asked: ExportRequest = read(request).await?;
    let (lang, kind) = (Lang::from(asked.lang), asked.kind);
    let text = in_room(&desk, peer, &secret.clone(), lang, move |rooms| match kind {
        ExportKind::Csv => exports::csv(&rooms.workshop, &code, &secret, lang),
        ExportKind::Html => exports::page(&rooms.workshop, &code, &secret, lang),
    })
    .await?;
    let (kind, name) = match kind {
        ExportKind::Csv => ("text/csv; charset=utf-8", "relevo-workshop.csv"),
        ExportKind::Html => ("text/html; charset=utf-8", "relevo-workshop.html"),
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}
