//! GET /api/openapi.json: what can be asked for and what is answered, as OpenAPI 3.1, from the types that are written and read.
//!
//! What OpenAPI 3.1 has no word for, the events of a stream, stands as `x-events`: the name of each with the schema of its data.

mod rooms;

use super::answer::Document as Refusal;
use super::check::{CheckRequest, Checked};
use super::figures::Figures;
use super::report::{CompareRequest, ReportRequest};
use super::routes::Health;
use super::run::{Begun, RunRequest};
use super::size::{SizeProgress, SizeRequest, Sized};
use super::start::Beginning;
use super::stream::{End, Trouble};
use super::week::{Watched, WeekRequest};
use crate::study::result::StudyResult;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

const SCHEMAS: &str = "/components/schemas";
const EVENT_STREAM: &str = "text/event-stream";
/// What any request may be answered.
const ANY: [(u16, &str); 4] = [
    (403, "A page of another site asks."),
    (404, "There is nothing here."),
    (405, "Not in this way."),
    (421, "Asked for by an address that was not announced."),
];
/// What a request with a body may be answered beside that.
const BODY: [(u16, &str); 5] = [
    (400, "The body is not understood."),
    (408, "The body was too slow."),
    (413, "The body is too large."),
    (415, "The body is not announced as JSON."),
    (500, "The server failed."),
];
/// What a request that simulates may be answered beside that.
const RUN: [(u16, &str); 3] = [
    (422, "A scenario has errors, scenarios cannot be compared, or they are too much work."),
    (429, "Too many runs are on; Retry-After says when to ask again."),
    (503, "The run ended before its last replication."),
];

/// The two ways of a type: as it is read and as it is written.
struct Schemas {
    read: SchemaGenerator,
    written: SchemaGenerator,
}

impl Schemas {
    fn new() -> Schemas {
        let settings = || SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = SCHEMAS.into());
        Schemas {
            read: settings().for_deserialize().into_generator(),
            written: settings().for_serialize().into_generator(),
        }
    }

    fn read<T: JsonSchema>(&mut self) -> Value {
        self.read.subschema_for::<T>().to_value()
    }

    fn written<T: JsonSchema>(&mut self) -> Value {
        self.written.subschema_for::<T>().to_value()
    }

    fn into_definitions(mut self) -> Map<String, Value> {
        let mut all = self.written.take_definitions(true);
        all.extend(self.read.take_definitions(true));
        all
    }
}

/// The document.
pub fn document() -> Value {
    let mut schemas = Schemas::new();
    let mut paths = json!({
        "/": { "get": get("The page.", text("text/html"), &mut schemas) },
        "/watch": { "get": get("The page that plays a week.", text("text/html"), &mut schemas) },
        "/healthz": { "get": get("How the server is.", json_of(schemas.written::<Health>()), &mut schemas) },
        "/api/openapi.json": { "get": get("This document.", json_of(json!({ "type": "object" })), &mut schemas) },
        "/api/start": { "get": start(&mut schemas) },
        "/api/check": { "post": check(&mut schemas) },
        "/api/run": { "post": run(&mut schemas) },
        "/api/week": { "post": week(&mut schemas) },
        "/api/compare": { "post": compare(&mut schemas) },
        "/api/size": { "post": size(&mut schemas) },
        "/api/report": { "post": report(&mut schemas) },
    });
    if let Value::Object(paths) = &mut paths {
        paths.extend(rooms::paths(&mut schemas));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "relevo serve", "version": StudyResult::VERSION, "license": { "name": "MIT OR Apache-2.0" } },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": { "schemas": schemas.into_definitions() },
    })
}

fn json_of(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn text(kind: &str) -> Value {
    json!({ kind: { "schema": { "type": "string" } } })
}

/// Answers by status: the one that was asked for, and refusals.
fn answers(content: Value, refusals: &[&[(u16, &str)]], schemas: &mut Schemas) -> Value {
    let refusal = schemas.written::<Refusal>();
    let refused = refusals.iter().copied().flatten().map(|(status, about)| {
        (status.to_string(), json!({ "description": about, "content": json_of(refusal.clone()) }))
    });
    let asked = ("200".to_owned(), json!({ "description": "What was asked for.", "content": content }));
    Value::Object(std::iter::once(asked).chain(refused).collect())
}

fn get(summary: &str, content: Value, schemas: &mut Schemas) -> Value {
    json!({ "summary": summary, "responses": answers(content, &[&ANY], schemas) })
}

fn start(schemas: &mut Schemas) -> Value {
    let content = json_of(schemas.written::<Beginning>());
    let mut one = get("What the page begins with: scenarios, the table of keys, limits.", content, schemas);
    let languages = json!({ "type": "string", "enum": ["en", "es"] });
    one["parameters"] = json!([{ "name": "lang", "in": "query", "required": false, "schema": languages }]);
    one
}

fn post(summary: &str, body: Value, content: Value, refusals: &[&[(u16, &str)]], schemas: &mut Schemas) -> Value {
    json!({
        "summary": summary,
        "requestBody": { "required": true, "content": json_of(body) },
        "responses": answers(content, refusals, schemas),
    })
}

/// Who asks, so that something newer takes the place of something older.
fn with_client(mut one: Value) -> Value {
    one["parameters"] = json!([{
        "name": "X-Relevo-Client", "in": "header", "required": false,
        "description": "A random name of the page: what it asks for takes the place of what it asked for before.",
        "schema": { "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" },
    }]);
    one
}

fn check(schemas: &mut Schemas) -> Value {
    let (body, answer) = (schemas.read::<CheckRequest>(), json_of(schemas.written::<Checked>()));
    let refused: [&[_]; 3] = [&ANY, &BODY, &RUN[..1]];
    post("What a scenario means, or what is wrong with it.", body, answer, &refused, schemas)
}

fn events(list: &[(&str, Value)]) -> Value {
    let named: Map<String, Value> = list.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ EVENT_STREAM: { "schema": { "type": "string" }, "x-events": named } })
}

fn run(schemas: &mut Schemas) -> Value {
    let figures = schemas.written::<Figures>();
    let told = events(&[
        ("begun", schemas.written::<Begun>()),
        ("figures", figures.clone()),
        ("decision", figures),
        ("problem", schemas.written::<Trouble>()),
        ("end", schemas.written::<End>()),
    ]);
    let body = schemas.read::<RunRequest>();
    let summary =
        "Scenarios simulated and compared on the same customers: first figures soon, refined while one listens.";
    with_client(post(summary, body, told, &[&ANY, &BODY, &RUN[..2]], schemas))
}

fn compare(schemas: &mut Schemas) -> Value {
    let (body, answer) = (schemas.read::<CompareRequest>(), json_of(schemas.written::<StudyResult>()));
    let summary = "Scenarios compared on the same customers, all replications done: the document of result.json.";
    with_client(post(summary, body, answer, &[&ANY, &BODY, &RUN], schemas))
}

fn week(schemas: &mut Schemas) -> Value {
    let (body, answer) = (schemas.read::<WeekRequest>(), json_of(schemas.written::<Watched>()));
    let summary = "One week of one replication as it happened, of one scenario or of two on the same customers.";
    with_client(post(summary, body, answer, &[&ANY, &BODY, &RUN], schemas))
}

fn size(schemas: &mut Schemas) -> Value {
    let told = events(&[
        ("progress", schemas.written::<SizeProgress>()),
        ("answer", schemas.written::<Sized>()),
        ("problem", schemas.written::<Trouble>()),
        ("end", schemas.written::<End>()),
    ]);
    let body = schemas.read::<SizeRequest>();
    with_client(post("The cheapest shifts that keep every agreement.", body, told, &[&ANY, &BODY, &RUN[..2]], schemas))
}

fn report(schemas: &mut Schemas) -> Value {
    let file = json!({
        "text/html": { "schema": { "type": "string" } },
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
        "application/json": { "schema": schemas.written::<StudyResult>() },
        "application/toml": { "schema": { "type": "string" } },
    });
    let body = schemas.read::<ReportRequest>();
    with_client(post("What a run finds, as a file to keep.", body, file, &[&ANY, &BODY, &RUN], schemas))
}
