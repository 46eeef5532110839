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
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Columns of the check as plain text.
const TEXT_COLUMNS: usize = 80;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    lang: Language,
    scenario: Entry,
}

#[derive(Serialize)]
pub struct Checked {
    ok: bool,
    problems: Vec<Problem>,
    scenarios: Vec<Meant>,
}

/// What one scenario means.
#[derive(Serialize)]
pub struct Meant {
    name: String,
    toml: String,
    overview: Value,
    values: Value,
    text: String,
}

pub async fn check(State(desk): State<Desk>, request: Request) -> Result<Json<Checked>, Refusal> {
    let asked: Asked = read(request).await?;
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
