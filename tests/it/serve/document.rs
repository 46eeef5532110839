//! The OpenAPI document against the server.

use super::{Answer, DESK, Server};
use crate::workshop::{House, cookie};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

struct Document(Value);

impl Document {
    fn validator(&self, schema: &Value) -> Validator {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": self.0["components"],
        });
        jsonschema::draft202012::new(&whole).expect("a schema that can be used")
    }

    fn operation(&self, method: &str, path: &str) -> &Value {
        let operation = &self.0["paths"][path][method.to_lowercase()];
        assert!(operation.is_object(), "{method} {path} is not in the document");
        operation
    }

    /// The answer is one that the document announces, and of the shape that it tells.
    fn accepts(&self, method: &str, path: &str, answer: &Answer) {
        let announced = &self.operation(method, path)["responses"][answer.status.to_string()];
        assert!(announced.is_object(), "{method} {path} answers {}: {}", answer.status, answer.text());
        let kind = answer.header("content-type").expect("a type").split(';').next().unwrap_or_default().to_owned();
        let content = &announced["content"][&kind];
        assert!(content.is_object(), "{method} {path} {} answers {kind}", answer.status);
        match kind.as_str() {
            "application/json" => self.valid(&content["schema"], &answer.json(), path),
            "text/event-stream" => {
                for (name, data) in answer.events() {
                    let schema = &content["x-events"][&name];
                    assert!(schema.is_object(), "{path} tells {name}");
                    self.valid(schema, &data, &name);
                }
            }
            _ => assert!(!answer.body.is_empty()),
        }
    }

    fn valid(&self, schema: &Value, data: &Value, about: &str) {
        let validator = self.validator(schema);
        let faults: Vec<String> =
            validator.iter_errors(data).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{about}: {}", faults[..faults.len().min(3)].join("; "));
    }

    fn body(&self, path: &str) -> Validator {
        self.validator(&self.operation("POST", path)["requestBody"]["content"]["application/json"]["schema"])
    }
}

fn requests() -> Vec<(&'static str, Value)> {
    let toml = json!({ "toml": DESK });
    let other = json!({ "toml": DESK, "name": "more", "set": { "desk.team.all.agents": 3 } });
    vec![
        ("/api/check", json!({ "scenario": toml })),
        ("/api/check", json!({ "lang": "es", "scenario": { "toml": "[demand]\nper_weak = 3" } })),
        ("/api/run", json!({ "scenarios": [toml, other], "replications": 9, "wish": "within_1h=0.5" })),
        ("/api/run", json!({ "scenarios": [{ "start": 0 }], "replications": 5, "layout": "narrow", "result": false })),
        ("/api/run", json!({ "scenarios": [{ "toml": "x" }] })),
        ("/api/run", json!({ "scenarios": [] })),
        ("/api/size", json!({ "scenario": toml })),
        ("/api/compare", json!({ "scenarios": [toml, other], "replications": 5 })),
        ("/api/compare", json!({ "scenarios": [toml] })),
        ("/api/week", json!({ "scenarios": [toml, other], "replication": 1, "week": 2 })),
        ("/api/week", json!({ "scenarios": [toml], "week": 3 })),
        ("/api/week", json!({ "scenarios": [toml, other, toml] })),
        ("/api/report", json!({ "scenarios": [toml], "kind": "json" })),
        ("/api/report", json!({ "scenarios": [toml, other], "kind": "html", "replications": 5 })),
        ("/api/report", json!({ "scenarios": [toml], "kind": "xlsx", "replications": 5 })),
        ("/api/report", json!({ "scenarios": [toml], "kind": "toml" })),
        ("/api/report", json!({ "scenarios": [toml, other], "kind": "toml" })),
    ]
}

/// What the workshop is asked for, each answered as the document tells; the paths.
fn workshop(document: &Document) -> Vec<&'static str> {
    let house = House::new();
    let open = house.server.post("/api/workshop/rooms", &json!({ "study": "monday" }));
    document.accepts("POST", "/api/workshop/rooms", &open);
    let refused = house.server.post("/api/workshop/rooms", &json!({ "study": "x" }));
    document.accepts("POST", "/api/workshop/rooms", &refused);
    let room = house.open("monday");
    let template = |rest: &str| format!("/api/workshop/rooms/{{code}}{rest}");
    let joined = house.server.post(&room.path("/join"), &json!({ "name": "one" }));
    document.accepts("POST", &template("/join"), &joined);
    let team = cookie(&joined);
    let decision = json!({ "round": 1, "decision": { "weekend": "one" }, "submit": true });
    let steers = [
        json!({ "steer": { "do": "next_round" } }),
        json!({ "steer": { "do": "next_round", "study": "dm" } }),
        json!({ "steer": { "do": "rename", "team": 1, "name": "two" } }),
        json!({ "steer": { "do": "remove", "team": 99 } }),
        json!({ "steer": { "do": "delete" } }),
    ];
    let asked: Vec<(&str, &str, Answer)> = [
        ("GET", "/qr", house.server.get(&room.path("/qr"))),
        ("GET", "/team", house.as_team("GET", &room, "/team", &team, &Value::Null)),
        ("GET", "/team", house.server.get(&room.path("/team"))),
        ("POST", "/decide", house.as_team("POST", &room, "/decide", &team, &decision)),
    ]
    .into_iter()
    .chain(std::iter::once_with(|| {
        house.reveal(&room, "first");
        house.reveal(&room, "later");
        ("POST", "/reveal", house.as_trainer("POST", &room, "/reveal", &json!({ "act": "later" })))
    }))
    .chain(std::iter::once_with(|| ("GET", "", house.as_trainer("GET", &room, "", &Value::Null))))
    .chain(
        ["csv", "html"]
            .into_iter()
            .map(|kind| ("POST", "/export", house.as_trainer("POST", &room, "/export", &json!({ "kind": kind })))),
    )
    .chain(steers.iter().map(|steer| ("POST", "/steer", house.as_trainer("POST", &room, "/steer", steer))))
    .collect();
    for (method, rest, answer) in &asked {
        document.accepts(method, &template(rest), answer);
    }
    vec![
        "/api/workshop/rooms",
        "/api/workshop/rooms/{code}",
        "/api/workshop/rooms/{code}/team",
        "/api/workshop/rooms/{code}/events",
        "/api/workshop/rooms/{code}/qr",
        "/api/workshop/rooms/{code}/join",
        "/api/workshop/rooms/{code}/decide",
        "/api/workshop/rooms/{code}/steer",
        "/api/workshop/rooms/{code}/reveal",
        "/api/workshop/rooms/{code}/export",
    ]
}

#[test]
fn the_document_tells_what_the_server_answers() {
    let server = Server::start(&[]);
    let document = Document(server.get("/api/openapi.json").json());
    assert_eq!(document.0["openapi"], "3.1.0");
    let mut asked = BTreeSet::new();
    for path in [
        "/",
        "/healthz",
        "/api/openapi.json",
        "/api/start",
        "/api/start?lang=es",
        "/workshop",
        "/join",
        "/watch",
        "/api/workshop",
    ] {
        let answer = server.get(path);
        let path = path.split('?').next().unwrap_or_default();
        assert_eq!(answer.status, 200, "{path}");
        document.accepts("GET", path, &answer);
        asked.insert(path);
    }
    for (path, body) in requests() {
        let answer = server.post(path, &body);
        assert!(document.body(path).is_valid(&body), "{body}");
        document.accepts("POST", path, &answer);
        asked.insert(path);
    }
    asked.extend(workshop(&document));
    let known: BTreeSet<&str> = document.0["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    assert_eq!(asked, known, "every path of the document is asked for");
    // Each only in its way, and told so in the shape of the document.
    for path in known {
        let documented =
            document.0["paths"][path].as_object().expect("methods").keys().next().expect("one").to_uppercase();
        let other = if documented == "GET" { "POST" } else { "GET" };
        let answer = server.ask(other, path, &[], b"");
        assert_eq!(answer.status, 405, "{other} {path}");
        document.accepts(&documented, path, &answer);
    }
}

#[test]
fn what_the_document_forbids_is_refused_and_the_other_way_round() {
    let server = Server::start(&[]);
    let document = Document(server.get("/api/openapi.json").json());
    let toml = json!({ "toml": DESK });
    let bodies = [
        ("/api/run", json!({ "scenarios": toml })),
        ("/api/run", json!({ "scenarios": [toml], "replications": -1 })),
        ("/api/run", json!({ "scenarios": [toml], "layout": "tall" })),
        ("/api/run", json!({ "scenarios": [toml], "wishes": "x" })),
        ("/api/run", json!({ "scenarios": [{ "tomml": DESK }] })),
        ("/api/week", json!({ "scenarios": [toml], "week": -1 })),
        ("/api/check", json!({ "scenario": 3 })),
        ("/api/check", json!({})),
        ("/api/size", json!({ "scenario": toml, "lang": "de" })),
        ("/api/report", json!({ "scenarios": [toml], "kind": "pdf" })),
    ];
    for (path, body) in bodies {
        let answer = server.post(path, &body);
        assert!(!document.body(path).is_valid(&body), "{path} {body}");
        assert_eq!(answer.status, 400, "{path} {body}: {}", answer.text());
        document.accepts("POST", path, &answer);
    }
}
