//! POST /api/check: what a scenario means, or what is wrong with it, without simulating.

use super::Desk;
use super::answer::{Problem, Refusal};
use super::body::{Language, read};
use super::entry::{Entry, chosen, located};
use crate::locale::Lang;
use crate::report::{assumptions, overview};
use crate::scenario::{Loaded, LoadedEach, load_each};
use anstream::adapter::strip_str;
use axum::Json;
use axum::extract::{Request, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Columns of the check as plain text.
const TEXT_COLUMNS: usize = 80;

/// The scenario to be checked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    #[serde(default)]
    lang: Language,
    scenario: Entry,
}

/// What it means, or what is wrong with it.
#[derive(Serialize, JsonSchema)]
pub struct Checked {
    /// Whether it can be simulated: no problem is an error.
    ok: bool,
    problems: Vec<Problem>,
    /// The file's own scenario and its variants; none if there is an error.
    scenarios: Vec<Meant>,
}

/// What one scenario means.
#[derive(Serialize, JsonSchema)]
pub struct Meant {
    name: String,
    /// The scenario as one file.
    toml: String,
    /// As `relevo check --format json` gives it.
    overview: Value,
    /// The values in force, as `relevo check --assumptions --format json` gives them.
    values: Value,
    /// The overview for people.
    text: String,
}

pub async fn check(State(desk): State<Desk>, request: Request) -> Result<Json<Checked>, Refusal> {
    let asked: CheckRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let checked = tokio::task::spawn_blocking(move || {
        let chosen = chosen(&[asked.scenario], &desk.start, lang)?;
        let LoadedEach { loaded, first_sources } = load_each(&chosen, &[], &desk.start.kept);
        Ok(match loaded {
            Ok(loaded) => Checked {
                ok: true,
                problems: located(&loaded.warnings, &loaded.sources, &first_sources, lang),
                scenarios: meant(&loaded, lang),
            },
            Err(failed) => Checked {
                ok: false,
                problems: located(&failed.problems, &failed.sources, &first_sources, lang),
                scenarios: vec![],
            },
        })
    });
    checked.await.map_err(|_| Refusal::fallen_over(lang))?.map(Json)
}

/// Every scenario of a load, as one file and in words.
fn meant(loaded: &Loaded, lang: Lang) -> Vec<Meant> {
    let mut overviews = overview::json(&loaded.scenarios, &[]);
    let of = |(at, scenario): (usize, &crate::desk::Scenario)| Meant {
        name: scenario.name.clone(),
        toml: loaded.whole[at].named(&scenario.name).text(),
        overview: overviews["scenarios"][at].take(),
        values: assumptions::json(&loaded.in_force[at], &loaded.sources, lang),
        text: strip_str(&overview::render(scenario, TEXT_COLUMNS, lang)).to_string(),
    };
    loaded.scenarios.iter().enumerate().map(of).collect()
}
