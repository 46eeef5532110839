//! What teams ask for, and what anybody may who knows the code.

use super::{ACCEPTED, COOKIE, COOKIE_SECONDS, Wish, in_room, token};
use crate::locale::Lang;
use crate::locale::number::money;
use crate::web::Desk;
use crate::web::answer::Refusal;
use crate::web::body::{Language, read, spoken};
use crate::web::listeners::Peer;
use crate::workshop::{Decision, TeamView};
use axum::Json;
use axum::extract::{Extension, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use qrcode::QrCode;
use qrcode::render::svg;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub async fn team(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Json<TeamView>, Refusal> {
    let (lang, token) = (wish.lang(&headers), token(&headers));
    in_room(&desk, peer, &token.clone(), lang, move |rooms| rooms.workshop.team(&code, &token, wish.layout(), lang))
        .await
        .map(Json)
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
    let code = in_room(&desk, peer, "", lang, move |rooms| rooms.workshop.exists(&code)).await?;
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

pub async fn join(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: JoinRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let typed = code.clone();
    let (code, token) = in_room(&desk, peer, "", lang, move |rooms| {
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
    let (code, priced) = in_room(&desk, peer, &token.clone(), lang, move |rooms| {
        let (cost, currency, study) = rooms.workshop.price(&code, &token, &asked.decision)?;
        if asked.submit {
            rooms.workshop.submit(&code, &token, asked.round, &asked.decision)?;
        }
        let cost_text = money(cost.round(), &currency, lang);
        let priced = Priced { submitted: asked.submit, cost: cost_text, share_of_budget: cost / study.budget };
        Ok((rooms.workshop.exists(&code)?, priced))
    })
    .await?;
    if submits {
        desk.rooms.hub.changed(&code);
    }
    Ok(Json(priced))
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
    let code = in_room(&desk, peer, "", lang, move |rooms| rooms.workshop.exists(&code)).await?;
    desk.rooms.hub.listen(&code, lang).ok_or_else(|| Refusal::busy(lang))
}
