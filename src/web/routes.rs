//! What can be asked for, and where.

use super::answer::Refusal;
use super::body::spoken;
use super::gate::{Announced, keep};
use super::{Desk, assets, check, openapi, report, run, size, start, week, workshop};
use crate::locale::Text;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

const NOTHING_HERE: Text = Text::new("there is nothing here", "aquí no hay nada");
const METHOD: Text = Text::new("this is not asked for in this way", "esto no se pide así");

pub fn router(desk: Desk, announced: Announced) -> Router {
    Router::new()
        .route("/", get(async || assets::page()))
        .route("/healthz", get(health))
        .route("/api/openapi.json", get(async || axum::Json(openapi::document())))
        .route("/api/start", get(start::start))
        .route("/api/check", post(check::check))
        .route("/api/run", post(run::run))
        .route("/watch", get(async || assets::watch()))
        .route("/api/week", post(week::week))
        .route("/api/compare", post(report::compare))
        .route("/api/size", post(size::search))
        .route("/api/report", post(report::report))
        .merge(rooms())
        .fallback(elsewhere)
        .method_not_allowed_fallback(otherwise)
        .layer(from_fn_with_state(Arc::new(announced), keep))
        .with_state(desk)
}

/// The workshop: its two pages and what they ask for.
fn rooms() -> Router<Desk> {
    Router::new()
        .route("/workshop", get(async || assets::workshop()))
        .route("/join", get(async || assets::join()))
        .route("/api/workshop", get(workshop::begin))
        .route("/api/workshop/rooms", post(workshop::open))
        .route("/api/workshop/rooms/{code}", get(workshop::trainer))
        .route("/api/workshop/rooms/{code}/team", get(workshop::team))
        .route("/api/workshop/rooms/{code}/events", get(workshop::events))
        .route("/api/workshop/rooms/{code}/qr", get(workshop::qr))
        .route("/api/workshop/rooms/{code}/join", post(workshop::join))
        .route("/api/workshop/rooms/{code}/decide", post(workshop::decide))
        .route("/api/workshop/rooms/{code}/steer", post(workshop::steer))
        .route("/api/workshop/rooms/{code}/reveal", post(workshop::reveal))
        .route("/api/workshop/rooms/{code}/export", post(workshop::export))
}

/// How the server is.
#[derive(Serialize, JsonSchema)]
pub struct Health {
    status: &'static str,
    /// Runs that are not over.
    runs: usize,
    /// Tasks of theirs that are being done.
    tasks: usize,
}

/// Whether the server is well, and how much there is to do.
async fn health(State(desk): State<Desk>) -> Response {
    let (runs, tasks) = desk.crew.busy();
    axum::Json(Health { status: "ok", runs, tasks }).into_response()
}

/// The files of the page, by their names as they are written: no detour leads anywhere.
async fn elsewhere(request: Request) -> Response {
    let file = request.uri().path().strip_prefix("/assets/").and_then(assets::file);
    match (file, request.method()) {
        (Some(file), &Method::GET | &Method::HEAD) => file,
        (Some(_), _) => otherwise(request.headers().clone()).await,
        (None, _) => Refusal::new(StatusCode::NOT_FOUND, "nothing_here", NOTHING_HERE.get(spoken(request.headers())))
            .into_response(),
    }
}

async fn otherwise(headers: HeaderMap) -> Response {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", METHOD.get(spoken(&headers))).into_response()
}
