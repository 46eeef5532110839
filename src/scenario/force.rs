//! Which values a scenario rests on: those that were written, and those in force because nothing was written.
//!
//! Invariant: every key that has a value in force stands once, in the order of the reference, list entries in theirs.

use super::build::standard_mix;
use super::keys::{self, Basis, Default, Key, Kind, Presence, SECTIONS};
use super::merge::join;
use super::problem::Place;
use super::reader::Scope;
use super::tree::{Node, Table, own_value};
use crate::locale::Text;
use serde_json::Value;

/// A key of one scenario with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct InForce {
    /// Dotted path of the section, list entries by name.
    pub section: String,
    pub key: &'static Key,
    pub value: Said,
    pub basis: Basis,
    /// Where it was written; `None` where it was not.
    pub place: Option<Place>,
}

/// A value in force.
#[derive(Clone, PartialEq, Debug)]
pub enum Said {
    Value {
        /// As it is written in a scenario file.
        toml: String,
        json: Value,
    },
    Words(Text),
}

/// All values in force of a scenario whose merged tree is given.
pub fn in_force(tree: &Table) -> Vec<InForce> {
    let mut found = Vec::new();
    collect(&Scope::root(tree), &mut found);
    found
}

fn collect(scope: &Scope<'_>, found: &mut Vec<InForce>) {
    for key in keys::all().filter(|k| k.section == scope.section && !names(k)) {
        let value = match (scope.get(key.name), key.default) {
            (Some(node), _) => Some((said(node), node.place)),
            (None, Default::Value(text)) => own_value(text).map(|node| (said(&node), None)),
            (None, Default::Words(words)) => Some((Said::Words(words), None)),
            (None, Default::Required | Default::Nothing(_)) => None,
        };
        if let Some((value, place)) = value {
            // A value that the program wrote out for a list entry, such as the standard mix, is an assumption.
            let own = scope.get(key.name).is_some() && place.is_none();
            let basis = if own { Basis::Assumption } else { key.basis };
            found.push(InForce { section: scope.path.clone(), key, value, basis, place });
        }
    }
    for below in SECTIONS.iter().filter(|s| s.path != "variant" && is_right_below(s.path, scope.section)) {
        if below.list {
            collect_list(scope, below.path, found);
        } else {
            let inner = scope.below(below.path);
            if below.presence == Presence::Always || inner.table.is_some() {
                collect(&inner, found);
            }
        }
    }
}

fn said(node: &Node) -> Said {
    Said::Value { toml: node.to_string(), json: node.json() }
}

/// Whether a key only says what something is called.
fn names(key: &Key) -> bool {
    key.name == "name" || matches!(key.kind, Kind::Text | Kind::File)
}

fn is_right_below(path: &str, section: &str) -> bool {
    let (holder, name) = path.rsplit_once('.').unwrap_or(("", path));
    holder == section && !name.is_empty()
}

fn collect_list(scope: &Scope<'_>, section: &'static str, found: &mut Vec<InForce>) {
    let name = section.rsplit('.').next().unwrap_or(section);
    let written = scope.entries(section);
    match (section, written) {
        ("demand.contact", None) => collect_standard_mix(found),
        ("demand.contact", Some(entries)) if entries.is_empty() => collect_standard_mix(found),
        // A file that says nothing of agreements has one.
        ("sla", None) => {
            let unwritten = Scope { table: None, section, path: join(&scope.path, name), place: None };
            collect(&unwritten, found);
        }
        (_, entries) => entries.into_iter().flatten().for_each(|entry| collect(&entry, found)),
    }
}

fn collect_standard_mix(found: &mut Vec<InForce>) {
    let tree = standard_mix();
    let demand = Scope::root(&tree).below("demand");
    demand.entries("demand.contact").into_iter().flatten().for_each(|entry| collect(&entry, found));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tree::parse;

    fn of(text: &str) -> Vec<InForce> {
        in_force(&parse(text, 0).0)
    }

    fn value<'f>(found: &'f [InForce], section: &str, name: &str) -> &'f InForce {
        let here = |one: &&InForce| one.section == section && one.key.name == name;
        found.iter().find(here).unwrap_or_else(|| panic!("no {section}.{name}"))
    }

    fn toml(one: &InForce) -> &str {
        if let Said::Value { toml, .. } = &one.value { toml } else { "" }
    }

    const DESK: &str = "[demand]\nper_week = 2400\n[[desk.team]]\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n";

    #[test]
    fn written_and_assumed_values_are_told_apart() {
        let found = of(DESK);
        assert!(value(&found, "demand", "per_week").place.is_some());
        let patience = value(&found, "customers", "patience");
        assert_eq!((patience.place, toml(patience)), (None, "{ p1h = 0.27, p5h = 0.59 }"));
        assert_eq!(toml(value(&found, "desk.team", "speed")), "1");
        assert!(matches!(value(&found, "desk.team", "languages").value, Said::Words(_)));
        assert!(value(&found, "desk.team.break", "length").place.is_none());
        assert_eq!(toml(value(&found, "sla", "within")), "\"1h\"");
    }

    #[test]
    fn the_standard_mix_is_an_assumption_and_goes_when_types_are_written() {
        let found = of(DESK);
        let share = value(&found, "demand.contact.question", "share");
        assert_eq!((share.basis, toml(share)), (Basis::Assumption, "0.45"));
        let found = of(&format!("{DESK}[[demand.contact]]\nname = \"order\"\n"));
        assert!(!found.iter().any(|one| one.section.ends_with("question")));
        assert!(value(&found, "demand.contact.order", "handling_time").place.is_none());
    }

    #[test]
    fn no_agreement_is_in_force_where_none_is_wanted() {
        assert!(!of(&format!("sla = []\n{DESK}")).iter().any(|one| one.section.starts_with("sla")));
    }

    #[test]
    fn values_are_shown_as_toml() {
        for text in ["[1, 2.50, \"a\\\"b\"]", "{ a = true, \"b c\" = 0.20 }", "{}", "[]", "2026-01-05"] {
            assert_eq!(own_value(text).unwrap().to_string().replace('\'', "\""), text.replace("\\\"b", "\"b"));
        }
    }
}
