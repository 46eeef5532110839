//! The scenarios of a request: from what it says to scenarios that are sound, or to all their problems.

use super::Start;
use super::answer::{Problem, Refusal};
use super::limits::SCENARIOS;
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::locale::number::number;
use crate::report::problems::machine;
use crate::scenario::force::InForce;
use crate::scenario::{Chosen, Input, Loaded, LoadedEach, Problem as Found, Sources, Whole, load_each, setting_path};
use crate::study::plan::common_plan;
use crate::study::vary::Material;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Values set in one scenario.
const MOST_SET: usize = 1000;

/// One scenario of a request.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// One of those that the page starts with, by its number.
    start: Option<usize>,
    /// The text of a scenario file, which names no file.
    toml: Option<String>,
    /// What to call it.
    name: Option<String>,
    /// Values to set, by dotted path.
    #[serde(default)]
    set: BTreeMap<String, Value>,
}

impl Entry {
    /// A scenario file as it is.
    pub fn of_text(toml: String) -> Entry {
        Entry { toml: Some(toml), ..Entry::default() }
    }
}

/// Scenarios that are sound and comparable.
pub struct Prepared {
    pub scenarios: Vec<Scenario>,
    pub in_force: Vec<Vec<InForce>>,
    pub whole: Vec<Whole>,
    pub sources: Sources,
    pub warnings: Vec<Found>,
    /// The same for the page.
    pub told: Vec<Problem>,
    pub notes: Vec<String>,
    /// To read them again with other values.
    pub material: Material,
}

/// Reads the scenarios of a request under one plan.
///
/// # Errors
/// 422 with all their problems, if there are too many, or if they cannot be compared.
pub fn prepare(entries: &[Entry], start: &Start, lang: Lang) -> Result<Prepared, Refusal> {
    if entries.is_empty() || entries.len() > SCENARIOS {
        return Err(too_many(entries.len(), lang));
    }
    let chosen = chosen(entries, start, lang)?;
    let LoadedEach { loaded, first_sources } = load_each(&chosen, &[], &start.kept);
    let told = |problems: &[Found], sources: &Sources| located(problems, sources, &first_sources, lang);
    let loaded = loaded.map_err(|failed| Refusal::unsound(told(&failed.problems, &failed.sources), lang))?;
    let Loaded { mut scenarios, in_force, whole, warnings, sources } = loaded;
    if scenarios.len() > SCENARIOS {
        return Err(too_many(scenarios.len(), lang));
    }
    let note = common_plan(&mut scenarios, lang).map_err(|why| Refusal::unprocessable("plan", why))?;
    let whole = whole.iter().zip(&scenarios).map(|(whole, scenario)| whole.named(&scenario.name)).collect();
    let told = told(&warnings, &sources);
    let material = Material::Each { chosen, kept: start.kept.clone() };
    Ok(Prepared { scenarios, in_force, whole, sources, warnings, told, notes: note.into_iter().collect(), material })
}

/// What the loader is asked for.
///
/// # Errors
/// 422 if an entry says nothing, or two things, or sets what is no value.
pub fn chosen(entries: &[Entry], start: &Start, lang: Lang) -> Result<Vec<Chosen>, Refusal> {
    entries.iter().enumerate().map(|(at, entry)| one(at, entry, start, lang)).collect()
}

fn one(at: usize, entry: &Entry, start: &Start, lang: Lang) -> Result<Chosen, Refusal> {
    let (input, scenario) = match (entry.start, &entry.toml) {
        (None, Some(text)) => (Input::Text { name: format!("scenario-{}.toml", at + 1), text: text.clone() }, None),
        (Some(number), None) => {
            let known =
                start.scenarios.get(number).ok_or_else(|| unknown_start(number, start.scenarios.len(), lang))?;
            (known.input.clone(), Some(known.at))
        }
        _ => return Err(neither_nor(at, lang)),
    };
    if entry.set.len() > MOST_SET {
        return Err(too_many_set(entry.set.len(), lang));
    }
    let set = entry.set.iter().map(|(path, value)| setting(path, value, lang)).collect::<Result<_, _>>()?;
    Ok(Chosen { input, set, name: entry.name.clone(), scenario })
}

/// KEY=VALUE as the command line has it.
fn setting(path: &str, value: &Value, lang: Lang) -> Result<String, Refusal> {
    let text = toml_text(value).map(|value| format!("{path}={value}"));
    let whole = text.filter(|text| setting_path(text).is_some_and(|(_, value)| value == path.len() + 1));
    whole.ok_or_else(|| {
        let shown: String = path.chars().take(80).collect();
        Refusal::unprocessable(
            "set",
            match lang {
                Lang::En => format!("`{shown}` cannot be set: expected a dotted path and a text, number, flag, list or table"),
                Lang::Es => {
                    format!("no se puede cambiar `{shown}`: se esperaba una ruta con puntos y un texto, número, sí/no, lista o tabla")
                }
            },
        )
    })
}

/// A JSON value as TOML on one line; `None` for null, which TOML does not have.
fn toml_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        // As JSON writes a text it is a basic string of TOML, too.
        Value::String(text) => serde_json::to_string(text).ok()?,
        Value::Array(list) => format!("[{}]", list.iter().map(toml_text).collect::<Option<Vec<_>>>()?.join(", ")),
        Value::Object(table) => {
            let entry = |(key, value): (&String, &Value)| {
                Some(format!("{} = {}", serde_json::to_string(key).ok()?, toml_text(value)?))
            };
            format!("{{ {} }}", table.iter().map(entry).collect::<Option<Vec<_>>>()?.join(", "))
        }
    })
}

/// Problems as data, each beside the scenario of the request that it belongs to.
pub fn located(problems: &[Found], sources: &Sources, first_sources: &[u32], lang: Lang) -> Vec<Problem> {
    let of = |problem: &Found| {
        let source = problem.place.map_or(0, |place| place.source);
        first_sources.iter().rposition(|first| *first <= source).unwrap_or(0)
    };
    let scenarios: Vec<usize> = problems.iter().map(of).collect();
    let told = machine(problems, sources, lang).into_iter();
    scenarios.into_iter().zip(told).map(|(scenario, problem)| Problem { scenario, problem }).collect()
}

fn too_many(found: usize, lang: Lang) -> Refusal {
    Refusal::unprocessable(
        "scenarios",
        match lang {
            Lang::En => {
                format!("1 to {SCENARIOS} scenarios are compared at once, variants of a file included, not {found}")
            }
            Lang::Es => {
                format!(
                    "se comparan de 1 a {SCENARIOS} escenarios a la vez, incluidas las variantes de un archivo, no {found}"
                )
            }
        },
    )
}

fn too_many_set(found: usize, lang: Lang) -> Refusal {
    let (found, most) = (number(found as f64, 0, lang), number(MOST_SET as f64, 0, lang));
    Refusal::unprocessable(
        "set",
        match lang {
            Lang::En => format!("{found} values are set in a scenario; at most {most} can be: send it as a text"),
            Lang::Es => {
                format!("se cambian {found} valores de un escenario; como máximo pueden ser {most}: envíalo como texto")
            }
        },
    )
}

fn unknown_start(number: usize, known: usize, lang: Lang) -> Refusal {
    Refusal::unprocessable(
        "start",
        match lang {
            Lang::En => format!("there is no scenario {number} to start from; there are {known}, counted from 0"),
            Lang::Es => format!("no hay ningún escenario inicial {number}; hay {known}, contados desde 0"),
        },
    )
}

fn neither_nor(at: usize, lang: Lang) -> Refusal {
    Refusal::unprocessable(
        "scenario_form",
        match lang {
            Lang::En => format!("scenario {at} needs either `start` (a number) or `toml` (a text), not both"),
            Lang::Es => format!("el escenario {at} necesita `start` (un número) o `toml` (un texto), no los dos"),
        },
    )
}
