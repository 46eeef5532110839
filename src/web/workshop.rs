//! The workshop over HTTP: rooms, their trainers and teams. What they may do is in `crate::workshop`.
//!
//! Invariants: a trainer's secret travels in a header and a team's in a cookie that no script reads; neither is logged or told again; whoever
//! tries wrong ones too often is not heard for a while.

use super::answer::Refusal;
use super::body::{Language, read, spoken};
use super::listeners::{Hub, Peer};
use super::stream::{Reason, Stop};
use super::{Desk, words};
use crate::locale::{Lang, Text};
use crate::report::charts::Layout;
use crate::study::thread_pool;
use crate::workshop::limits::{NAME_LETTERS, OPENED, OPENED_WITHIN, REVEAL_TIME, WRONG, WRONG_WITHIN};
use crate::workshop::{
    Act, Attempts, Decision, Denied, Reveal, Steer, Study, StudyView, TeamView, TrainerView, Workshop, export,
};
use axum::Json;
use axum::extract::{Extension, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use qrcode::QrCode;
use qrcode::render::svg;
use rayon::{ThreadPool, ThreadPoolBuildError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// The header that carries the trainer's secret.
pub const TRAINER: &str = "x-relevo-trainer";
const COOKIE: &str = "relevo_team";
/// As long as rooms last.
const COOKIE_SECONDS: i64 = crate::workshop::limits::DAYS * 86_400;

const TOO_OFTEN: Text = Text::new(
    "too many tries from this address: wait a minute and look at the code again",
    "demasiados intentos desde esta dirección: espera un minuto y mira otra vez el código",
);
const TOO_MANY_ROOMS: Text = Text::new(
    "many rooms have been opened from this address: go on in one of them, or try again in an hour",
    "se han abierto muchas salas desde esta dirección: sigue en una de ellas o inténtalo en una hora",
);

/// What the workshop needs of the server.
pub struct Rooms {
    pub workshop: Arc<Workshop>,
    pub hub: Arc<Hub>,
    /// Where phones reach the server, as it was announced.
    pub address: String,
    wrong: Attempts,
    opened: Attempts,
    pool: ThreadPool,
    /// One reveal at a time has the pool.
    turn: Semaphore,
    /// Told when the server stops.
    pub stop: Arc<Stop>,
}

impl Rooms {
    /// # Errors
    /// If the system gives no threads.
    pub fn new(
        workshop: Arc<Workshop>,
        address: String,
        threads: Option<NonZeroUsize>,
    ) -> Result<Rooms, ThreadPoolBuildError> {
        Ok(Rooms {
            workshop,
            address,
            hub: Hub::new(),
            wrong: Attempts::new(WRONG, WRONG_WITHIN),
            opened: Attempts::new(OPENED, OPENED_WITHIN),
            pool: thread_pool(threads)?,
            turn: Semaphore::new(1),
            stop: Arc::default(),
        })
    }

    /// The server stops.
    pub fn end(&self) {
        self.stop.stop(Reason::Stopping);
        self.hub.close();
    }
}

/// How a page wants to see a room.
#[derive(Clone, Copy, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    lang: Option<Language>,
    #[serde(default)]
    narrow: bool,
}

impl Wish {
    fn lang(self, headers: &HeaderMap) -> Lang {
        self.lang.map_or_else(|| spoken(headers), Lang::from)
    }

    fn layout(self) -> Layout {
        if self.narrow { Layout::Narrow } else { Layout::Wide }
    }
}

/// What the pages of the workshop begin with.
#[derive(Serialize, JsonSchema)]
pub struct WorkshopBeginning {
    lang: &'static str,
    /// Where phones reach the server.
    address: String,
    /// Whether that is this machine alone.
    alone: bool,
    studies: Vec<StudyView>,
    name_letters: usize,
    words: BTreeMap<String, &'static str>,
}

pub async fn begin(State(desk): State<Desk>, headers: HeaderMap, Query(wish): Query<Wish>) -> Json<WorkshopBeginning> {
    let lang = wish.lang(&headers);
    let address = desk.rooms.address.clone();
    Json(WorkshopBeginning {
        lang: if lang == Lang::Es { "es" } else { "en" },
        alone: ["//127.", "//[::1]", "//localhost"].iter().any(|local| address.contains(local)),
        address,
        studies: Study::ALL.iter().map(|study| study.told(lang)).collect(),
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

/// Does something on a thread that may wait for the disk.
async fn apart<T: Send + 'static>(
    desk: &Desk,
    lang: Lang,
    act: impl FnOnce(&Rooms) -> Result<T, Denied> + Send + 'static,
) -> Result<T, Refusal> {
    let rooms = Arc::clone(&desk.rooms);
    let done = tokio::task::spawn_blocking(move || act(&rooms)).await;
    done.map_err(|_| Refusal::fallen_over(lang))?.map_err(|why| refused(&why, lang))
}

/// The same in a room: wrong codes and secrets are counted, and whoever has too many of them is not heard.
async fn in_room<T: Send + 'static>(
    desk: &Desk,
    Peer(peer): Peer,
    lang: Lang,
    act: impl FnOnce(&Rooms) -> Result<T, Denied> + Send + 'static,
) -> Result<T, Refusal> {
    if !desk.rooms.wrong.may(peer) {
        return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too_often", TOO_OFTEN.get(lang)));
    }
    let rooms = Arc::clone(&desk.rooms);
    let done = tokio::task::spawn_blocking(move || act(&rooms)).await.map_err(|_| Refusal::fallen_over(lang))?;
    done.map_err(|why| {
        if matches!(why, Denied::NoRoom | Denied::NotTrainer) {
            desk.rooms.wrong.count(peer);
        }
        refused(&why, lang)
    })
}

fn refused(why: &Denied, lang: Lang) -> Refusal {
    let status = match why {
        Denied::NoRoom | Denied::NoTeam => StatusCode::NOT_FOUND,
        Denied::NotTrainer | Denied::NotTeam => StatusCode::UNAUTHORIZED,
        Denied::RoomsFull | Denied::RoomFull | Denied::RoundsFull | Denied::TooManyChanges => {
            StatusCode::TOO_MANY_REQUESTS
        }
        Denied::NameTaken
        | Denied::OtherRound
        | Denied::Revealed
        | Denied::Closing
        | Denied::NotRevealed
        | Denied::NobodyDecided => StatusCode::CONFLICT,
        Denied::NoStudy | Denied::Name(_) | Denied::Undecided(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Denied::Stopped | Denied::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        Denied::FellOver(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Refusal::new(status, why.code(), why.text(lang))
}

/// The trainer's secret of a request; an empty one is nobody's.
fn secret(headers: &HeaderMap) -> String {
    headers.get(TRAINER).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The token that a team's browser sent.
fn token(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map_or(String::new(), |(_, token)| token.to_owned())
}

pub async fn trainer(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Json<TrainerView>, Refusal> {
    let (lang, secret) = (wish.lang(&headers), secret(&headers));
    in_room(&desk, peer, lang, move |rooms| rooms.workshop.trainer(&code, &secret, wish.layout(), lang)).await.map(Json)
}

pub async fn team(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Json<TeamView>, Refusal> {
    let (lang, token) = (wish.lang(&headers), token(&headers));
    in_room(&desk, peer, lang, move |rooms| rooms.workshop.team(&code, &token, wish.layout(), lang)).await.map(Json)
}

/// The code that phones join by, as a picture.
pub async fn qr(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = spoken(&headers);
    let address = desk.rooms.address.clone();
    let code = in_room(&desk, peer, lang, move |rooms| rooms.workshop.exists(&code)).await?;
    let drawn = QrCode::new(format!("{address}join#{code}")).map_err(|_| Refusal::fallen_over(lang))?;
    let svg = drawn.render::<svg::Color>().min_dimensions(240, 240).build();
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// A team joins.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    #[serde(default)]
    lang: Language,
    name: String,
}

/// Done; what there is now is told to those who ask for it.
#[derive(Serialize, JsonSchema)]
pub struct Accepted {
    accepted: bool,
}

const ACCEPTED: Json<Accepted> = Json(Accepted { accepted: true });

pub async fn join(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: JoinRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let typed = code.clone();
    let (code, token) = in_room(&desk, peer, lang, move |rooms| {
        let code = rooms.workshop.exists(&typed)?;
        Ok((code, rooms.workshop.join(&typed, &asked.name)?))
    })
    .await?;
    desk.rooms.hub.changed(&code);
    let cookie = format!(
        "{COOKIE}={token}; Path=/api/workshop/rooms/{code}; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict"
    );
    let mut response = ACCEPTED.into_response();
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Refusal::fallen_over(lang))?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// What a team decides.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideRequest {
    #[serde(default)]
    lang: Language,
    /// The round that it is meant for.
    round: u32,
    decision: Decision,
    /// Whether to keep it, or only to say what it costs.
    submit: bool,
}

/// What the shifts of a decision cost.
#[derive(Serialize, JsonSchema)]
pub struct Priced {
    submitted: bool,
    /// Staff cost a week on paper, with its currency.
    cost: String,
    /// Of the budget; above 1 it cannot be submitted.
    share_of_budget: f64,
}

pub async fn decide(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Json<Priced>, Refusal> {
    let token = token(request.headers());
    let asked: DecideRequest = read(request).await?;
    let (lang, submits) = (Lang::from(asked.lang), asked.submit);
    let (code, priced) = in_room(&desk, peer, lang, move |rooms| {
        let (cost, currency, study) = rooms.workshop.price(&code, &token, &asked.decision)?;
        if asked.submit {
            rooms.workshop.submit(&code, &token, asked.round, &asked.decision)?;
        }
        let cost_text = crate::locale::number::money(cost.round(), &currency, lang);
        let priced = Priced { submitted: asked.submit, cost: cost_text, share_of_budget: cost / study.budget };
        Ok((rooms.workshop.exists(&code)?, priced))
    })
    .await?;
    if submits {
        desk.rooms.hub.changed(&code);
    }
    Ok(Json(priced))
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
    let code = in_room(&desk, peer, lang, move |rooms| {
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
    let (code, reveal) = in_room(&desk, peer, lang, move |rooms| {
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
        let told = std::sync::Mutex::new(Instant::now());
        let progress = |done: usize, all: usize| {
            let mut last = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
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
    let text = in_room(&desk, peer, lang, move |rooms| match kind {
        ExportKind::Csv => export::csv(&rooms.workshop, &code, &secret, lang),
        ExportKind::Html => export::page(&rooms.workshop, &code, &secret, lang),
    })
    .await?;
    let (kind, name) = match kind {
        ExportKind::Csv => ("text/csv; charset=utf-8", "relevo-workshop.csv"),
        ExportKind::Html => ("text/html; charset=utf-8", "relevo-workshop.html"),
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}

/// That something has changed, for whoever knows the code: never what.
pub async fn events(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = wish.lang(&headers);
    let code = in_room(&desk, peer, lang, move |rooms| rooms.workshop.exists(&code)).await?;
    desk.rooms.hub.listen(&code, lang).ok_or_else(|| Refusal::busy(lang))
}
