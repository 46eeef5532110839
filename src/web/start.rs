//! GET /api/start: what the page begins with: the scenarios, the table of keys that its controls are made from, the limits.

use super::Desk;
use super::body::{Language, spoken};
use super::limits::{BODY_BYTES, CONVERSATIONS, CONVERSATIONS_OF_A_REPLICATION, REPLICATIONS, SCENARIOS};
use crate::locale::Lang;
use crate::metrics::Measure;
use crate::report::assumptions;
use crate::report::charts::Kind as Picture;
use crate::scenario::keys::{self, Basis, Default, Kind, Presence, SECTIONS};
use crate::scenario::sources::Origin;
use crate::study::result::StudyResult;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    lang: Option<Language>,
}

pub async fn start(
    State(desk): State<Desk>,
    headers: HeaderMap,
    query: Result<Query<Asked>, QueryRejection>,
) -> Json<Value> {
    let asked = query.ok().and_then(|Query(asked)| asked.lang);
    let lang = asked.map_or_else(|| spoken(&headers), Lang::from);
    Json(document(&desk, lang))
}

fn document(desk: &Desk, lang: Lang) -> Value {
    let sections = SECTIONS.iter().map(|section| {
        json!({ "path": section.path, "list": section.list, "optional": section.presence == Presence::Optional,
            "about": section.about.get(lang) })
    });
    let pictures = Picture::ALL.map(|kind| json!({ "kind": kind.id(), "about": kind.about().get(lang) }));
    let measures = Measure::ALL.iter().map(|measure| {
        json!({ "id": measure.id(), "label": measure.label().get(lang), "unit": measure.unit().name() })
    });
    json!({
        "relevo": StudyResult::VERSION,
        "lang": if lang == Lang::Es { "es" } else { "en" },
        "scenarios": scenarios(desk, lang),
        "sections": sections.collect::<Vec<_>>(),
        "keys": keys::all().map(|key| key_row(key, lang)).collect::<Vec<_>>(),
        "pictures": pictures,
        "measures": measures.collect::<Vec<_>>(),
        "limits": {
            "scenarios": SCENARIOS,
            "replications": REPLICATIONS,
            "body_bytes": BODY_BYTES,
            "conversations": CONVERSATIONS as u64,
            "conversations_of_a_replication": CONVERSATIONS_OF_A_REPLICATION as u64,
        },
    })
}

fn scenarios(desk: &Desk, lang: Lang) -> Vec<Value> {
    let loaded = &desk.start.loaded;
    let names_files = loaded.sources.iter().any(|source| source.origin == Origin::Data);
    let one = |(at, scenario): (usize, &crate::desk::Scenario)| {
        json!({
            "name": scenario.name,
            "toml": loaded.whole[at].named(&scenario.name).text(),
            "names_files": names_files,
            "values": assumptions::json(&loaded.in_force[at], &loaded.sources, lang),
        })
    };
    loaded.scenarios.iter().enumerate().map(one).collect()
}

/// One row of the table of keys.
fn key_row(key: &keys::Key, lang: Lang) -> Value {
    let (min, max) = range(key.kind);
    let words = match key.default {
        Default::Required | Default::Value(_) => None,
        Default::Words(words) | Default::Nothing(words) => Some(words.get(lang)),
    };
    json!({
        "path": key.path(),
        "section": key.section,
        "name": key.name,
        "type": key.kind.name(),
        "unit": key.unit.text().get(lang),
        "min": min,
        "max": max,
        "choices": choices(key.kind),
        "required": key.default == Default::Required,
        "default": key.default.json(),
        "default_text": words,
        "about": key.about.get(lang),
        "basis": key.basis.text(lang),
        "evidence": matches!(key.basis, Basis::Evidence(_)),
    })
}

/// The smallest and the largest value; durations in minutes.
fn range(kind: Kind) -> (Option<f64>, Option<f64>) {
    match kind {
        Kind::Number { min, max } => (Some(min), Some(max)),
        Kind::Count { min, max } => (Some(min as f64), Some(max as f64)),
        Kind::Share | Kind::Target => (Some(0.0), Some(1.0)),
        Kind::Duration { min_minutes } => (Some(min_minutes), None),
        Kind::Durations { min_minutes, max_minutes } => (Some(min_minutes), Some(max_minutes)),
        _ => (None, None),
    }
}

fn choices(kind: Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Choice(words) | Kind::Choices(words) => Some(words),
        Kind::Channels => Some(&["mention", "dm"]),
        _ => None,
    }
}
