//! GET /api/start: what the page begins with: the scenarios, the table of keys that its controls are made from, the limits.

use super::body::{Language, spoken};
use super::limits::{BODY_BYTES, REPLICATIONS, SCENARIOS, STEPS, STEPS_OF_A_REPLICATION};
use super::{Desk, words};
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
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    lang: Option<Language>,
}

/// What the page begins with.
#[derive(Serialize, JsonSchema)]
pub struct Beginning {
    /// Version of relevo.
    relevo: &'static str,
    lang: &'static str,
    scenarios: Vec<StartScenario>,
    sections: Vec<SectionRow>,
    keys: Vec<KeyRow>,
    pictures: Vec<PictureRow>,
    measures: Vec<MeasureRow>,
    limits: Limits,
    /// What the page says, by name.
    words: BTreeMap<String, &'static str>,
}

#[derive(Serialize, JsonSchema)]
struct StartScenario {
    name: String,
    /// The scenario as one file.
    toml: String,
    /// Whether it needs data files, so that its text alone cannot be run by the page.
    names_files: bool,
    /// The values in force, as `relevo check --assumptions --format json` gives them.
    values: Value,
}

#[derive(Serialize, JsonSchema)]
struct SectionRow {
    path: &'static str,
    list: bool,
    /// Whether it is off unless it is written.
    optional: bool,
    about: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct KeyRow {
    path: String,
    section: &'static str,
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    unit: &'static str,
    min: Option<f64>,
    max: Option<f64>,
    choices: Option<&'static [&'static str]>,
    required: bool,
    default: Value,
    /// What applies by default where no value can say it.
    default_text: Option<&'static str>,
    about: &'static str,
    /// What the default rests on.
    basis: String,
    evidence: bool,
}

#[derive(Serialize, JsonSchema)]
struct PictureRow {
    kind: &'static str,
    about: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct MeasureRow {
    id: &'static str,
    label: &'static str,
    unit: &'static str,
}

/// What one request may cost.
#[derive(Serialize, JsonSchema)]
struct Limits {
    scenarios: usize,
    replications: u32,
    body_bytes: usize,
    steps: u64,
    steps_of_a_replication: u64,
}

pub async fn start(
    State(desk): State<Desk>,
    headers: HeaderMap,
    query: Result<Query<Asked>, QueryRejection>,
) -> Json<Beginning> {
    let asked = query.ok().and_then(|Query(asked)| asked.lang);
    Json(beginning(&desk, asked.map_or_else(|| spoken(&headers), Lang::from)))
}

fn beginning(desk: &Desk, lang: Lang) -> Beginning {
    let section = |section: &keys::Section| SectionRow {
        path: section.path,
        list: section.list,
        optional: section.presence == Presence::Optional,
        about: section.about.get(lang),
    };
    let measure = |measure: &Measure| MeasureRow {
        id: measure.id(),
        label: measure.label().get(lang),
        unit: measure.unit().name(),
    };
    Beginning {
        relevo: StudyResult::VERSION,
        lang: lang.code(),
        scenarios: scenarios(desk, lang),
        sections: SECTIONS.iter().map(section).collect(),
        keys: keys::all().map(|key| key_row(key, lang)).collect(),
        pictures: Picture::ALL.map(|kind| PictureRow { kind: kind.id(), about: kind.about().get(lang) }).into(),
        measures: Measure::ALL.iter().map(measure).collect(),
        limits: Limits {
            scenarios: SCENARIOS,
            replications: REPLICATIONS,
            body_bytes: BODY_BYTES,
            steps: STEPS as u64,
            steps_of_a_replication: STEPS_OF_A_REPLICATION as u64,
        },
        words: words::all(lang),
    }
}

fn scenarios(desk: &Desk, lang: Lang) -> Vec<StartScenario> {
    let loaded = &desk.start.loaded;
    let names_files = loaded.sources.iter().any(|source| source.origin == Origin::Data);
    let one = |(at, scenario): (usize, &crate::desk::Scenario)| StartScenario {
        name: scenario.name.clone(),
        toml: loaded.whole[at].named(&scenario.name).text(),
        names_files,
        values: assumptions::json(&loaded.in_force[at], &loaded.sources, lang),
    };
    loaded.scenarios.iter().enumerate().map(one).collect()
}

/// One row of the table of keys.
fn key_row(key: &keys::Key, lang: Lang) -> KeyRow {
    let (min, max) = range(key.kind);
    let default_text = match key.default {
        Default::Required | Default::Value(_) => None,
        Default::Words(words) | Default::Nothing(words) => Some(words.get(lang)),
    };
    KeyRow {
        path: key.path(),
        section: key.section,
        name: key.name,
        kind: key.kind.name(),
        unit: key.unit.text().get(lang),
        min,
        max,
        choices: choices(key.kind),
        required: key.default == Default::Required,
        default: key.default.json(),
        default_text,
        about: key.about.get(lang),
        basis: key.basis.text(lang),
        evidence: matches!(key.basis, Basis::Evidence(_)),
    }
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
