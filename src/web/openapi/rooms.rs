//! The requests of the workshop.

use super::{ANY, BODY, Schemas, answers, events, get, json_of, post, text};
use crate::web::listeners::{Changed, RevealProgress};
use crate::web::stream::Trouble;
use crate::web::workshop::{
    Accepted, DecideRequest, ExportRequest, JoinRequest, OpenRequest, Priced, RevealRequest, RoomOpened, SteerRequest,
    TRAINER, WorkshopBeginning,
};
use crate::workshop::{TeamView, TrainerView};
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

/// What a request in a room may be answered beside the usual.
const ROOM: [(u16, &str); 6] = [
    (401, "The secret is not the room's, or the browser is no team of it."),
    (409, "It does not fit how far the round is, or the name is taken."),
    (422, "A name, study or decision that cannot be taken."),
    (429, "A limit is reached, or wrong codes came too often from this address."),
    (500, "The server failed."),
    (503, "The rooms cannot be kept."),
];

/// Paths of the workshop.
pub fn paths(schemas: &mut Schemas) -> Map<String, Value> {
    let body = &BODY[..4];
    let beginning = json_of(schemas.written::<WorkshopBeginning>());
    let opened = json_of(schemas.written::<RoomOpened>());
    let opens = schemas.read::<OpenRequest>();
    let open = post("Opens a room; its secret is told this once.", opens, opened, &[&ANY, body, &ROOM], schemas);
    let qr = json!({ "image/svg+xml": {} });
    let file = json!({ "text/csv": {}, "text/html": {} });
    let told = events(&[
        ("changed", schemas.written::<Changed>()),
        ("progress", schemas.written::<RevealProgress>()),
        ("problem", schemas.written::<Trouble>()),
    ]);
    let trainer = json_of(schemas.written::<TrainerView>());
    let team = json_of(schemas.written::<TeamView>());
    let priced = json_of(schemas.written::<Priced>());
    let list = [
        ("/workshop", json!({ "get": get("The trainer's page.", text("text/html"), schemas) })),
        ("/join", json!({ "get": get("The page of teams.", text("text/html"), schemas) })),
        ("/api/workshop", json!({ "get": get("What the pages begin with: studies, texts.", beginning, schemas) })),
        ("/api/workshop/rooms", json!({ "post": open })),
        ("/api/workshop/rooms/{code}", by_trainer("get", within("What the trainer sees.", None, trainer, schemas))),
        ("/api/workshop/rooms/{code}/team", by_team("get", within("What a team sees.", None, team, schemas))),
        (
            "/api/workshop/rooms/{code}/events",
            anybody("get", within("That something has changed, never what.", None, told, schemas)),
        ),
        (
            "/api/workshop/rooms/{code}/qr",
            anybody("get", within("The address of the room for cameras.", None, qr, schemas)),
        ),
        (
            "/api/workshop/rooms/{code}/join",
            anybody("post", posted::<JoinRequest>("A team joins and gets its cookie.", schemas)),
        ),
        ("/api/workshop/rooms/{code}/decide", {
            let body = schemas.read::<DecideRequest>();
            by_team("post", within("What a decision costs, and its submission.", Some(body), priced, schemas))
        }),
        (
            "/api/workshop/rooms/{code}/steer",
            by_trainer("post", posted::<SteerRequest>("Next round, rename, remove, delete.", schemas)),
        ),
        (
            "/api/workshop/rooms/{code}/reveal",
            by_trainer("post", posted::<RevealRequest>("Begins to simulate an act.", schemas)),
        ),
        ("/api/workshop/rooms/{code}/export", {
            let body = schemas.read::<ExportRequest>();
            by_trainer("post", within("What was revealed, as a file.", Some(body), file, schemas))
        }),
    ];
    list.into_iter().map(|(path, one)| (path.to_owned(), one)).collect()
}

fn within(summary: &str, body: Option<Value>, content: Value, schemas: &mut Schemas) -> Value {
    match body {
        Some(body) => post(summary, body, content, &[&ANY, &BODY[..4], &ROOM], schemas),
        None => json!({ "summary": summary, "responses": answers(content, &[&ANY, &ROOM], schemas) }),
    }
}

fn posted<T: JsonSchema>(summary: &str, schemas: &mut Schemas) -> Value {
    let (body, accepted) = (schemas.read::<T>(), json_of(schemas.written::<Accepted>()));
    within(summary, Some(body), accepted, schemas)
}

fn code() -> Value {
    json!({ "name": "code", "in": "path", "required": true, "schema": { "type": "string" } })
}

fn anybody(method: &str, mut one: Value) -> Value {
    one["parameters"] = json!([code()]);
    json!({ method: one })
}

fn by_trainer(method: &str, mut one: Value) -> Value {
    let secret = json!({ "name": TRAINER, "in": "header", "required": true, "schema": { "type": "string" } });
    one["parameters"] = json!([code(), secret]);
    json!({ method: one })
}

fn by_team(method: &str, mut one: Value) -> Value {
    let cookie = json!({ "name": "relevo_team", "in": "cookie", "required": true, "schema": { "type": "string" } });
    one["parameters"] = json!([code(), cookie]);
    json!({ method: one })
}
