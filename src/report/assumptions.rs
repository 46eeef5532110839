//! What a scenario rests on: the values that nobody wrote, with their sources, and those that were written.

use super::problems::clean;
use super::text_layout::{NARROWEST, fold, left};
use crate::locale::{Lang, Text};
use crate::scenario::Sources;
use crate::scenario::force::{InForce, Said};
use owo_colors::OwoColorize;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

const ASSUMED: Text = Text::new("not written: taken as known or assumed", "no escrito: se toma como sabido o supuesto");
const WRITTEN: Text = Text::new("written", "escrito");
const TOP: Text = Text::new("the file itself", "el archivo mismo");
/// Columns of a value before its source.
const VALUE_COLUMNS: usize = 42;
const INDENT: usize = 2;
/// Fewest columns for a source beside its value; with fewer it stands below.
const FEWEST_SOURCE_COLUMNS: usize = 24;

/// The values of one scenario, those not written first, section by section.
pub fn render(scenario: &str, in_force: &[InForce], sources: &Sources, columns: usize, lang: Lang) -> String {
    let mut lines = vec![];
    for (title, written) in [(ASSUMED, false), (WRITTEN, true)] {
        let listed: Vec<&InForce> = in_force.iter().filter(|one| one.place.is_some() == written).collect();
        lines.extend(list(&format!("{scenario}: {}", title.get(lang)), &listed, sources, columns, lang));
    }
    lines.join("\n")
}

/// A scenario and its values, for a list that names only what is not as in the first of a study.
pub type Named<'f> = (&'f str, &'f [InForce]);

/// The values of a scenario that are not those of the first one, or all where the first one has a key that it lacks: five
/// variants would else repeat a hundred lines each.
pub fn render_beside(first: Named<'_>, other: Named<'_>, sources: &Sources, columns: usize, lang: Lang) -> String {
    let (name, in_force) = other;
    let Some(changed) = changed(first.1, in_force) else {
        return render(name, in_force, sources, columns, lang);
    };
    list(&as_except(first.0, name, changed.is_empty(), lang), &changed, sources, columns, lang).join("\n")
}

/// Heads the values of a scenario that are not those of the first one.
pub fn as_except(first: &str, name: &str, same: bool, lang: Lang) -> String {
    match (lang, same) {
        (Lang::En, false) => format!("{name}: as {first}, except"),
        (Lang::Es, false) => format!("{name}: como {first}, salvo"),
        (Lang::En, true) => format!("{name}: the same as {first}"),
        (Lang::Es, true) => format!("{name}: igual que {first}"),
    }
}

/// The values that are not as in the first scenario; `None` where the first one has a key that this one lacks.
pub fn changed<'f>(first: &[InForce], in_force: &'f [InForce]) -> Option<Vec<&'f InForce>> {
    let key = |one: &InForce| (one.section.clone(), one.key.name);
    let before: HashMap<_, _> = first.iter().map(|one| (key(one), one)).collect();
    let keys: HashSet<_> = in_force.iter().map(key).collect();
    if before.keys().any(|key| !keys.contains(key)) {
        return None;
    }
    let alike = |one: &InForce| {
        let first = before.get(&key(one));
        first.is_some_and(|first| first.value == one.value && first.place.is_some() == one.place.is_some())
    };
    Some(in_force.iter().filter(|one| !alike(one)).collect())
}

/// The value, and its unit where it does not bring one itself (as "4h" does).
pub fn value(one: &InForce, lang: Lang) -> (String, &'static str) {
    match &one.value {
        Said::Value { toml, json } if json.is_string() => (clean(toml), ""),
        Said::Value { toml, .. } => (clean(toml), one.key.unit.text().get(lang)),
        Said::Words(words) => (words.get(lang).to_owned(), ""),
    }
}

fn list(title: &str, listed: &[&InForce], sources: &Sources, columns: usize, lang: Lang) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    let mut lines: Vec<String> = fold(title, columns).iter().map(|line| line.bold().to_string()).collect();
    for section in listed.chunk_by(|a, b| a.section == b.section) {
        let name = &section[0].section;
        lines.push(clean(&if name.is_empty() { TOP.get(lang).into() } else { format!("[{name}]") }));
        // Keys that are left open in the same words stand on one line.
        for alike in section.chunk_by(|a, b| matches!(a.value, Said::Words(_)) && a.value == b.value) {
            lines.extend(entry(alike, sources, columns, lang));
        }
    }
    lines.push(String::new());
    lines
}

/// "key = value [unit]", and where it comes from; keys that are alike share the value.
fn entry(alike: &[&InForce], sources: &Sources, columns: usize, lang: Lang) -> Vec<String> {
    let one = alike[0];
    let told = match &one.value {
        Said::Value { .. } => match value(one, lang) {
            (value, "") => format!("{} = {value}", one.key.name),
            (value, unit) => format!("{} = {value} [{unit}]", one.key.name),
        },
        Said::Words(words) => {
            let names: Vec<&str> = alike.iter().map(|one| one.key.name).collect();
            format!("{}: {}", names.join(", "), words.get(lang))
        }
    };
    let origin = clean(&origin(one, sources, lang));
    let beside = columns.saturating_sub(INDENT + VALUE_COLUMNS + 1);
    if beside < FEWEST_SOURCE_COLUMNS {
        let values = fold(&clean(&told), columns - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", ""));
        let origin = fold(&origin, columns - 2 * INDENT);
        let origin = origin.into_iter().map(|line| format!("{:1$}{2}", "", 2 * INDENT, line.dimmed()));
        return values.chain(origin).collect();
    }
    let origin = fold(&origin, beside);
    let values = fold(&clean(&told), VALUE_COLUMNS);
    let indent = " ".repeat(INDENT);
    let row = |i: usize| {
        let (value, origin) = (values.get(i), origin.get(i));
        let value = left(value.map_or("", String::as_str), VALUE_COLUMNS);
        let text = format!("{indent}{value} {}", origin.map_or(String::new(), |text| text.dimmed().to_string()));
        text.trim_end().to_owned()
    };
    (0..values.len().max(origin.len())).map(row).collect()
}

/// Where a value comes from: file and line, or what it rests on.
pub fn origin(one: &InForce, sources: &Sources, lang: Lang) -> String {
    match position(one, sources) {
        Some((source, line)) => format!("{source}:{line}"),
        None => one.basis.text(lang),
    }
}

/// Name of the text in which a value stands, and its line.
fn position<'s>(one: &InForce, sources: &'s Sources) -> Option<(&'s str, usize)> {
    let place = one.place?;
    Some((&sources.get(place.source)?.name, sources.position(place)?.line))
}

/// The same for machines: every value in force of a scenario.
pub fn json(in_force: &[InForce], sources: &Sources, lang: Lang) -> Value {
    let entry = |one: &InForce| {
        let key =
            if one.section.is_empty() { one.key.name.to_owned() } else { format!("{}.{}", one.section, one.key.name) };
        let value = match &one.value {
            Said::Value { json, .. } => json.clone(),
            Said::Words(words) => words.get(lang).into(),
        };
        let position = position(one, sources);
        json!({
            "key": key,
            "value": value,
            "in_words": matches!(one.value, Said::Words(_)),
            "unit": one.key.unit.text().get(lang),
            "written": one.place.is_some(),
            "basis": one.place.is_none().then(|| one.basis.text(lang)),
            "source": position.map(|(source, _)| source),
            "line": position.map(|(_, line)| line),
        })
    };
    in_force.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text_layout::width;
    use crate::scenario::{Input, LoadOptions, Loaded, load};
    use anstream::adapter::strip_str;

    fn loaded(text: &str) -> Loaded {
        let input = Input::Text { name: "desk.toml".into(), text: text.into() };
        load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems))
    }

    const DESK: &str =
        "[demand]\nper_week = 240\nprofile = \"flat\"\n[[desk.team]]\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n";

    #[test]
    fn a_board_sees_every_value_with_its_source() {
        let loaded = loaded(DESK);
        for lang in [Lang::En, Lang::Es] {
            let text = render("Desk", &loaded.in_force[0], &loaded.sources, 80, lang);
            let text = strip_str(&text).to_string();
            assert!(text.lines().all(|line| width(line) <= 80), "{text}");
            let (assumed, written) = text.split_once(&format!("Desk: {}", WRITTEN.get(lang))).unwrap();
            assert!(assumed.contains("[customers]\n  patience = { p1h = 0.27, p5h = 0.59 }"), "{text}");
            assert!(assumed.contains("[demand.contact.complaint]\n") && !assumed.contains("profile = \"consumer\""));
            assert!(written.contains("  per_week = 240") && written.contains(" desk.toml:2"), "{text}");
            assert!(!written.contains("speed"));
        }
        let english = render("Desk", &loaded.in_force[0], &loaded.sources, 200, Lang::En);
        assert!(strip_str(&english).to_string().contains("evidence: 32 % want an answer in under 5 hours"));
    }

    #[test]
    fn a_variant_shows_what_is_not_as_in_the_first() {
        let text = format!(
            "{DESK}[[sla]]\nname = \"1 h\"\nwithin = \"1h\"\ntarget = 0.8\n[[variant]]\nname = \"b\"\ndesk.absence = 0\n\
             demand.noise_per_week = 50\n[[variant]]\nname = \"c\"\n[[variant]]\nname = \"d\"\nsla = []\n"
        );
        let loaded = loaded(&text.replace("desk.absence", "desk.shrinkage.absence"));
        let beside = |at: usize, name: &str, lang| {
            let (first, other) = (("Desk", &loaded.in_force[0][..]), (name, &loaded.in_force[at][..]));
            strip_str(&render_beside(first, other, &loaded.sources, 80, lang)).to_string()
        };
        let changed = beside(1, "b", Lang::En);
        assert!(changed.starts_with("b: as Desk, except\n[demand]\n  noise_per_week = 50 "), "{changed}");
        assert!(changed.contains("[desk.shrinkage]\n  absence = 0 "), "{changed}");
        assert_eq!(changed.lines().count(), 5, "{changed}");
        assert_eq!(beside(2, "c", Lang::Es), "c: igual que Desk\n");
        // What was taken away cannot be listed, so all that is left is.
        assert!(beside(3, "d", Lang::En).starts_with("d: not written: taken"));
    }

    #[test]
    fn machines_get_values_as_they_are() {
        let loaded = loaded(DESK);
        let found = json(&loaded.in_force[0], &loaded.sources, Lang::En);
        let of = |key: &str| found.as_array().unwrap().iter().find(|one| one["key"] == key).unwrap().clone();
        assert_eq!((&of("demand.per_week")["value"], &of("demand.per_week")["line"]), (&json!(240), &json!(2)));
        let phone = of("customers.phone");
        assert_eq!((&phone["value"], &phone["written"]), (&json!(0.32), &json!(false)));
        assert_eq!(phone["basis"], "rule of the model, section 4");
    }
}
