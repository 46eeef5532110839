//! JSON Schema (draft 2020-12) of the scenario file, for editors, from the reference table.
//!
//! Invariant: a file that is accepted is valid. The schema judges one file as written; what several values, other
//! files or `--set` decide together is left to `relevo check`.

use super::check::RESERVED;
use super::convert::MOST_DURATIONS;
use super::keys::{self, Default, Key, Kind, NOT_USED, Presence, SECTIONS, Section};
use super::limits::{Limit, MAX_MINUTES};
use super::patterns;
use super::profile;
use super::shape::{MAX_PEOPLE, SHAPES_WITH_CV, SHAPES_WITHOUT_CV};
use super::tree::own_value;
use crate::desk::Channel;
use crate::locale::{Lang, Text};
use crate::random::MAX_CV;
use crate::time::HOURS_PER_WEEK;
use serde_json::{Map, Value, json};

const TITLE: Text = Text::new("Scenario of relevo", "Escenario de relevo");

/// The schema, with descriptions in the language.
pub fn schema(lang: Lang) -> Value {
    let mut root = section("", lang);
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!(TITLE.get(lang)));
    root.insert("if".into(), json!({ "not": { "required": ["extends"] } }));
    root.insert("then".into(), complete());
    let mut definitions = values();
    for one in SECTIONS.iter().filter(|s| !matches!(s.path, "" | "variant")) {
        definitions.insert(one.path.into(), section(one.path, lang).into());
    }
    definitions.insert("variant".into(), variant(lang).into());
    root.insert("$defs".into(), definitions.into());
    root.into()
}

/// A table: its keys and the sections right below it, and nothing else.
fn section(path: &str, lang: Lang) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in keys::all().filter(|k| k.section == path) {
        properties.insert(key.name.into(), described(key, lang));
    }
    for below in SECTIONS.iter().filter(|s| is_below(s, path)) {
        let name = below.path.rsplit('.').next().unwrap_or(below.path);
        properties.insert(name.into(), reference(below, lang));
    }
    let mut table = object(properties);
    match path {
        "demand.contact" => {
            table.insert("required".into(), json!(["name"]));
            let share_and_volume = json!({ "required": ["share", "per_week"] });
            let reserved = json!({ "required": ["name"], "properties": { "name": { "enum": RESERVED } } });
            table.insert("not".into(), json!({ "anyOf": [share_and_volume, reserved] }));
        }
        "variant" | "demand.crisis" | "sizing.shift" | "sizing.team" => {
            table.insert("required".into(), json!(["name"]));
        }
        _ => {}
    }
    if let Some(about) = keys::section_at(path) {
        table.insert("description".into(), json!(about.about.get(lang)));
    }
    table
}

/// What a variant may change: everything but what it extends and other variants.
fn variant(lang: Lang) -> Map<String, Value> {
    let mut table = section("", lang);
    let own = section("variant", lang);
    if let Some(Value::Object(properties)) = table.get_mut("properties") {
        properties.remove("extends");
        properties.remove("variant");
    }
    table.extend(own.into_iter().filter(|(key, _)| key != "properties"));
    table
}

fn is_below(section: &Section, path: &str) -> bool {
    let (holder, name) = section.path.rsplit_once('.').unwrap_or(("", section.path));
    holder == path && !name.is_empty()
}

fn reference(section: &Section, lang: Lang) -> Value {
    let target = json!(format!("#/$defs/{}", section.path));
    let about = section.about.get(lang);
    match list_limit(section.path).filter(|_| section.list) {
        Some(limit) => {
            json!({ "type": "array", "items": { "$ref": target }, "maxItems": limit.allowed(), "description": about })
        }
        None if section.presence == Presence::Optional => {
            json!({ "anyOf": [{ "const": NOT_USED }, { "$ref": target }], "description": about })
        }
        None => json!({ "$ref": target, "description": about }),
    }
}

fn list_limit(section: &str) -> Option<Limit> {
    match section {
        "demand.contact" => Some(Limit::Contacts),
        "demand.crisis" => Some(Limit::Crises),
        "desk.team" => Some(Limit::Teams),
        "sla" => Some(Limit::Slas),
        "variant" => Some(Limit::Variants),
        "sizing.shift" => Some(Limit::Shifts),
        "sizing.presence" => Some(Limit::Presences),
        "sizing.team" => Some(Limit::Teams),
        _ => None,
    }
}

fn object(properties: Map<String, Value>) -> Map<String, Value> {
    let mut table = Map::new();
    table.insert("type".into(), json!("object"));
    table.insert("properties".into(), properties.into());
    table.insert("additionalProperties".into(), json!(false));
    table
}

/// What a file must say that takes nothing from another: a volume, a team with its shifts, and what only the user knows of a
/// lever that is on (`required` looks at tables only, not at "none").
fn complete() -> Value {
    let roster = json!({ "properties": { "shifts": { "type": "string", "pattern": patterns::data_file() } } });
    let with_agents = json!({ "type": "string", "pattern": patterns::shift_with_agents() });
    let with_agents = json!({ "anyOf": [with_agents, { "type": "array", "items": with_agents }] });
    let each_with_agents = json!({ "properties": { "shifts": with_agents } });
    let team = json!({ "required": ["shifts"], "anyOf": [{ "required": ["agents"] }, roster, each_with_agents] });
    let by_share_or_volume = json!({ "anyOf": [{ "required": ["share"] }, { "required": ["per_week"] }] });
    let volumes = json!({ "minItems": 1, "items": { "required": ["per_week"] } });
    json!({
        "required": ["demand", "desk"],
        "properties": {
            "demand": {
                "anyOf": [
                    { "required": ["per_week"] },
                    { "required": ["contact"], "properties": { "contact": volumes } },
                ],
                // One type alone is all there is.
                "properties": {
                    "contact": { "if": { "minItems": 2 }, "then": { "items": by_share_or_volume } },
                    "crisis": { "items": { "required": ["contacts", "at"] } },
                    "contagion": { "required": ["per_hour"] },
                },
            },
            "policy": {
                "properties": {
                    "bot": { "required": ["contain"] },
                    "training": { "required": ["cost_per_agent_year", "errors"] },
                },
            },
            "sizing": { "properties": { "shift": { "items": { "required": ["hours"] } } } },
            "desk": { "required": ["team"], "properties": { "team": { "minItems": 1, "items": team } } },
        },
    })
}

/// The schema of a key with its words and its default.
fn described(key: &'static Key, lang: Lang) -> Value {
    let mut schema = of_kind(key.kind);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".into(), json!(description(key, lang)));
        if let Default::Value(text) = key.default
            && let Some(node) = own_value(text)
        {
            map.insert("default".into(), node.json());
        }
    }
    schema
}

fn description(key: &Key, lang: Lang) -> String {
    let unit = key.unit.text().get(lang);
    let mut text = key.about.get(lang).to_owned();
    if !unit.is_empty() {
        text.push_str(&format!(" [{unit}]"));
    }
    let word = Text::new("Default", "Por omisión").get(lang);
    let default = match key.default {
        Default::Value(default) => format!("{word}: {default} ({}).", key.basis.text(lang)),
        Default::Words(words) | Default::Nothing(words) => format!("{word}: {}.", words.get(lang)),
        Default::Required => return text,
    };
    format!("{text} {default}")
}

fn definition(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One value that stands for a list of one, or the list.
fn one_or_list(one: Value, limits: Value) -> Value {
    json!({ "anyOf": [one, { "allOf": [{ "type": "array", "items": one }, limits] }] })
}

fn distinct(one: Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one, "uniqueItems": true }] })
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Name => definition("name"),
        Kind::File => json!({ "type": "string", "minLength": 1 }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number { min, max } => json!({ "type": "number", "minimum": min, "maximum": max }),
        Kind::Share => definition("share"),
        Kind::Target => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1 }),
        Kind::Count { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Duration { min_minutes } => json!({ "anyOf": [
            { "type": "number", "minimum": min_minutes, "maximum": MAX_MINUTES },
            { "type": "string", "pattern": patterns::duration() },
        ] }),
        Kind::Durations { min_minutes, max_minutes } => {
            let number = json!({ "type": "number", "minimum": min_minutes, "maximum": max_minutes });
            let text = json!({ "type": "string", "pattern": patterns::duration() });
            let one = json!({ "anyOf": [number, text] });
            json!({ "anyOf": [text, { "type": "array", "items": one, "minItems": 1, "maxItems": MOST_DURATIONS }] })
        }
        Kind::Clock => json!({ "type": "string", "pattern": patterns::clock() }),
        Kind::Date => definition("date"),
        Kind::Moment => json!({ "type": "string", "pattern": patterns::moment() }),
        Kind::Dates => json!({ "type": "array", "items": definition("date") }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Choices(words) => distinct(json!({ "enum": words })),
        Kind::Names(_) | Kind::Ranks => distinct(definition("name")),
        Kind::Channels => distinct(json!({ "enum": Channel::ALL.map(Channel::name) })),
        Kind::Shares => json!({
            "type": "object",
            "propertyNames": definition("name"),
            "additionalProperties": definition("share"),
            "minProperties": 1,
            "maxProperties": Limit::Languages.allowed(),
        }),
        Kind::Times => definition("times"),
        Kind::TimesOrNever => json!({ "anyOf": [{ "const": "none" }, definition("times")] }),
        Kind::People => definition("people"),
        Kind::Profile => json!({ "anyOf": [
            { "enum": profile::NAMES },
            { "type": "string", "pattern": patterns::data_file() },
            { "type": "array", "items": { "type": "number", "minimum": 0 },
              "contains": { "exclusiveMinimum": 0 }, "minItems": HOURS_PER_WEEK, "maxItems": HOURS_PER_WEEK },
        ] }),
        Kind::Windows => one_or_list(definition("window"), json!({})),
        Kind::Shifts => json!({ "anyOf": [
            { "type": "string", "pattern": patterns::data_file() },
            one_or_list(json!({ "type": "string", "pattern": patterns::shift() }), json!({ "minItems": 1, "maxItems": Limit::Shifts.allowed() })),
        ] }),
    }
}

/// Values that many keys share.
fn values() -> Map<String, Value> {
    let mut map = Map::new();
    let name = json!({ "type": "string", "pattern": patterns::name(), "maxLength": Limit::NameLength.allowed() });
    map.insert("name".into(), name);
    map.insert("share".into(), json!({ "type": "number", "minimum": 0, "maximum": 1 }));
    map.insert("date".into(), json!({ "type": "string", "pattern": patterns::date() }));
    map.insert("window".into(), json!({ "type": "string", "pattern": patterns::window() }));
    let minutes = json!({ "type": "number", "minimum": 0, "maximum": MAX_MINUTES });
    let times = json!({ "anyOf": [minutes, { "type": "string", "pattern": patterns::duration() }] });
    let between = json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 });
    let quantiles = json!({
        "type": "object",
        "patternProperties": { patterns::quantile(): between },
        "minProperties": 2, "maxProperties": 2, "additionalProperties": false,
    });
    map.insert("times".into(), distribution(times, Some(quantiles)));
    map.insert("people".into(), distribution(json!({ "type": "number", "minimum": 0, "maximum": MAX_PEOPLE }), None));
    map
}

/// A distribution: a constant, or one of its tables.
fn distribution(quantity: Value, quantiles: Option<Value>) -> Value {
    let table = |properties: Value, required: Value| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let cv = json!({ "type": "number", "minimum": 0, "maximum": MAX_CV });
    let log_normal = SHAPES_WITH_CV[0];
    let mut forms = vec![
        quantity.clone(),
        table(json!({ "shape": { "enum": SHAPES_WITH_CV }, "mean": quantity, "cv": cv }), json!(["mean", "cv"])),
        table(json!({ "shape": { "const": log_normal }, "median": quantity, "cv": cv }), json!(["median", "cv"])),
        table(json!({ "shape": { "enum": SHAPES_WITHOUT_CV }, "mean": quantity }), json!(["shape", "mean"])),
        table(json!({ "empirical": { "type": "string", "minLength": 1 } }), json!(["empirical"])),
    ];
    forms.extend(quantiles);
    json!({ "anyOf": forms })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file in which one key stands alone, without what else a file needs.
    fn alone(key: &Key, value: Value) -> Value {
        let mut file = json!({ key.name: value });
        for name in key.section.rsplit('.').filter(|name| !name.is_empty()) {
            let path = key.section.split_inclusive(name).next().unwrap_or_default();
            if keys::section_at(path).is_some_and(|s| s.list) {
                if matches!(path, "demand.contact" | "demand.crisis" | "sizing.shift" | "sizing.team")
                    && file.get("name").is_none()
                {
                    file["name"] = json!("a");
                }
                file = json!([file]);
            }
            file = json!({ name: file });
        }
        if file.get("extends").is_none() {
            file["extends"] = json!("base.toml");
        }
        file
    }

    #[test]
    fn every_default_is_valid() {
        for lang in [Lang::En, Lang::Es] {
            let validator = jsonschema::draft202012::new(&schema(lang)).unwrap();
            for key in keys::all() {
                if let Default::Value(text) = key.default {
                    let file = alone(key, own_value(text).unwrap().json());
                    assert!(validator.is_valid(&file), "{} = {text}: {file}", key.path());
                }
                // Nothing takes a list of lists of lists.
                let broken = alone(key, json!([[[1]]]));
                assert!(!validator.is_valid(&broken), "{}: {broken}", key.path());
            }
        }
    }

    #[test]
    fn every_key_has_words() {
        let found = schema(Lang::Es);
        assert_eq!(found["properties"]["currency"]["default"], "EUR");
        let patience = found["$defs"]["customers"]["properties"]["patience"]["description"].as_str().unwrap();
        assert!(patience.starts_with("Espera máxima") && patience.contains("Por omisión"), "{patience}");
    }
}
