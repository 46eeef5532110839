//! How a file lies over the one it extends, a variant over its file, and `--set` over both: tables merge, lists of
//! named entries merge by name, every other value replaces. A distribution or a table of shares is one value.

use super::keys::{self, Default};
use super::problem::{Named, Problem, What};
use super::tree::{Entry, Node, Table, Value, own_value, shorten};
use std::collections::HashMap;

/// Lays `over` over `base`; `section` is their dotted path without names of list entries.
pub fn merge(base: &mut Table, over: Table, section: &str, problems: &mut Vec<Problem>) {
    let mut index: HashMap<String, usize> = base.entries.iter().enumerate().map(|(i, e)| (e.key.clone(), i)).collect();
    for entry in over.entries {
        let path = join(section, &entry.key);
        match index.get(&entry.key).and_then(|i| base.entries.get_mut(*i)) {
            Some(old) => merge_entry(old, entry, section, &path, problems),
            None => {
                index.insert(entry.key.clone(), base.entries.len());
                base.entries.push(entry);
            }
        }
    }
}

fn merge_entry(old: &mut Entry, new: Entry, section: &str, path: &str, problems: &mut Vec<Problem>) {
    let one_value = keys::find(section, &new.key).is_some();
    match (&mut old.node.value, new.node.value) {
        (Value::Table(below), Value::Table(above)) if !one_value => merge(below, above, path, problems),
        (Value::List(below), Value::List(above)) if !one_value && all_tables(below) && all_tables(&above) => {
            merge_list(below, above, path, problems);
        }
        (_, value) => {
            let node = Node { place: new.node.place, value };
            *old = Entry { key: new.key, key_place: new.key_place, node };
        }
    }
}

fn all_tables(list: &[Node]) -> bool {
    !list.is_empty() && list.iter().all(|n| n.as_table().is_some())
}

fn merge_list(base: &mut Vec<Node>, over: Vec<Node>, path: &str, problems: &mut Vec<Problem>) {
    let single_pair = base.len() == 1 && over.len() == 1;
    let mut index: HashMap<String, usize> = HashMap::new();
    for (i, node) in base.iter().enumerate() {
        if let Some(name) = name_of(node) {
            index.entry(name.to_owned()).or_insert(i);
        }
    }
    for node in over {
        let at = match name_of(&node) {
            Some(name) => index.get(name).copied(),
            None if single_pair && base.first().is_some_and(|b| name_of(b).is_none()) => Some(0),
            None => {
                let what = What::NameNeeded { kind: named_of(path) };
                problems.push(Problem::error(node.place, path, what));
                continue;
            }
        };
        match (at.and_then(|i| base.get_mut(i)).map(|n| &mut n.value), node) {
            (Some(Value::Table(below)), Node { value: Value::Table(above), .. }) => merge(below, above, path, problems),
            (_, node) => base.push(node),
        }
    }
}

fn name_of(node: &Node) -> Option<&str> {
    node.as_table()?.get("name")?.as_text()
}

/// What the entries of a list section are.
pub fn named_of(section: &str) -> Named {
    match section {
        "demand.contact" => Named::Contact,
        "desk.team" => Named::Team,
        "sla" => Named::Sla,
        "variant" => Named::Variant,
        "sizing.shift" => Named::ShiftPattern,
        "sizing.presence" => Named::Presence,
        "sizing.team" => Named::Team,
        _ => Named::Crisis,
    }
}

pub fn join(section: &str, name: &str) -> String {
    if section.is_empty() { name.to_owned() } else { format!("{section}.{name}") }
}

/// Names by which the entries of a list are addressed: their own; those without one are "team" or "team 2", or "#2".
pub fn entry_names(section: &str, list: &[Node]) -> Vec<String> {
    let implied = |i: usize| match (section, list.len()) {
        ("desk.team", 1) => "team".to_owned(),
        ("desk.team", _) => format!("team {}", i + 1),
        _ => format!("#{}", i + 1),
    };
    list.iter().enumerate().map(|(i, n)| name_of(n).map_or_else(|| implied(i), str::to_owned)).collect()
}

/// The paths to show of the entries of a list at `path`; the only entry, if it has no name, needs none.
pub fn entry_paths(section: &str, path: &str, list: &[Node]) -> Vec<String> {
    match list {
        [only] if name_of(only).is_none() => vec![path.to_owned()],
        _ => entry_names(section, list).iter().map(|name| join(path, &shorten(name))).collect(),
    }
}

/// Stands in a setting for every entry of a list.
pub const EVERY: &str = "*";

/// One `--set`: where, and which value.
#[derive(Clone, Debug)]
pub struct Setting {
    pub segments: Vec<Segment>,
    pub value: Node,
}

#[derive(Clone, Debug)]
pub struct Segment {
    pub name: String,
    pub place: super::problem::Place,
}

/// Puts the value of a setting into a tree. `Err`: the path names a list entry that this tree does not have.
pub fn set(tree: &mut Table, setting: &Setting) -> Result<(), Box<Problem>> {
    set_in(tree, &setting.segments, "", &setting.value)
}

fn set_in(table: &mut Table, segments: &[Segment], section: &str, value: &Node) -> Result<(), Box<Problem>> {
    let Some((first, rest)) = segments.split_first() else { return Ok(()) };
    if rest.is_empty() {
        let entry = Entry { key: first.name.clone(), key_place: Some(first.place), node: value.clone() };
        match table.entries.iter_mut().find(|e| e.key == first.name) {
            Some(old) => *old = entry,
            None => table.entries.push(entry),
        }
        return Ok(());
    }
    let path = join(section, &first.name);
    let position = table.entries.iter().position(|e| e.key == first.name).unwrap_or_else(|| {
        let node = Node { place: Some(first.place), value: Value::Table(starting_table(section, &first.name)) };
        table.entries.push(Entry { key: first.name.clone(), key_place: Some(first.place), node });
        table.entries.len() - 1
    });
    let list_section = keys::section_at(&path).is_some_and(|s| s.list);
    let node = &mut table.entries[position].node;
    match &mut node.value {
        Value::Table(below) if !list_section => set_in(below, rest, &path, value),
        Value::List(list) => set_in_list(list, rest, &path, value),
        Value::Table(_) => {
            // An entry of a list that the file does not have: forget the table made for it.
            table.entries.remove(position);
            Err(no_entry(&rest[0], &path, Vec::new()))
        }
        // A table in the place of a value: what is inside it will be judged where the table is read.
        other => {
            let mut inner = Table::default();
            set_in(&mut inner, rest, &path, value)?;
            *other = Value::Table(inner);
            node.place = Some(first.place);
            Ok(())
        }
    }
}

/// What a value that is itself a table holds before anything is set in it: its default.
fn starting_table(section: &str, name: &str) -> Table {
    let default = keys::find(section, name).map(|k| k.default);
    let Some(Default::Value(text)) = default else { return Table::default() };
    match own_value(text).map(|n| n.value) {
        Some(Value::Table(table)) => table,
        _ => Table::default(),
    }
}

fn set_in_list(list: &mut [Node], segments: &[Segment], path: &str, value: &Node) -> Result<(), Box<Problem>> {
    let names = entry_names(path, list);
    let Some(first) = segments.first() else { return Ok(()) };
    let named = names.iter().position(|n| *n == first.name);
    if named.is_none() && first.name == EVERY && segments.len() > 1 && !list.is_empty() {
        let tables = list.iter_mut().filter_map(|node| match &mut node.value {
            Value::Table(table) => Some(table),
            _ => None,
        });
        return tables.into_iter().try_for_each(|table| set_in(table, &segments[1..], path, value));
    }
    let (index, rest) = match named {
        Some(index) if segments.len() > 1 => (index, &segments[1..]),
        // The only entry needs no name.
        _ if list.len() == 1 && keys::find(path, &first.name).is_some() => (0, segments),
        _ if list.len() == 1 && keys::section_at(&join(path, &first.name)).is_some() => (0, segments),
        _ => return Err(no_entry(first, path, names)),
    };
    match list.get_mut(index).map(|n| &mut n.value) {
        Some(Value::Table(table)) => set_in(table, rest, path, value),
        _ => Err(no_entry(first, path, names)),
    }
}

fn no_entry(segment: &Segment, path: &str, known: Vec<String>) -> Box<Problem> {
    let what = What::SetPath { segment: shorten(&segment.name), known };
    Box::new(Problem::error(Some(segment.place), path, what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tree::parse;

    fn tree(text: &str, source: u32) -> Table {
        let (table, problems) = parse(text, source);
        assert!(problems.is_empty(), "{problems:?}");
        table
    }

    fn lookup<'a>(table: &'a Table, section: &str, key: &str) -> &'a Node {
        table.get(section).and_then(|n| n.as_table()).and_then(|t| t.get(key)).unwrap()
    }

    #[test]
    fn tables_merge_and_values_keep_their_place() {
        let mut base = tree("[demand]\nper_week = 5\nprofile = \"flat\"\n", 0);
        let mut problems = Vec::new();
        merge(&mut base, tree("[demand]\nper_week = 7\n", 1), "", &mut problems);
        let (volume, profile) = (lookup(&base, "demand", "per_week"), lookup(&base, "demand", "profile"));
        assert_eq!((volume.as_number(), volume.place.unwrap().source), (Some(7.0), 1));
        assert_eq!((profile.as_text(), profile.place.unwrap().source), (Some("flat"), 0));
        assert!(problems.is_empty());
    }

    #[test]
    fn a_star_sets_every_entry_of_a_list() {
        let text = "[[desk.team]]\nname = \"a\"\nagents = 1\n[[desk.team]]\nname = \"b\"\n";
        let mut table = tree(text, 0);
        let setting = crate::scenario::setting::parse("desk.team.*.hourly_wage=10", 1).unwrap();
        set(&mut table, &setting).unwrap();
        let teams = lookup(&table, "desk", "team").as_list().unwrap();
        let wages = teams.iter().map(|team| team.as_table()?.get("hourly_wage")?.as_number());
        assert_eq!(wages.collect::<Vec<_>>(), [Some(10.0), Some(10.0)]);
        // Nothing matches: the file has no crisis.
        let setting = crate::scenario::setting::parse("demand.crisis.*.peak=3", 1).unwrap();
        let problem = set(&mut table, &setting).unwrap_err();
        assert!(matches!(&problem.what, What::SetPath { segment, known } if segment == "*" && known.is_empty()));
    }

    #[test]
    fn a_distribution_is_one_value() {
        let mut base = tree("[customers]\npatience = { mean = 5, cv = 1 }\n", 0);
        merge(&mut base, tree("customers.patience = { p1h = 0.2, p5h = 0.5 }", 1), "", &mut Vec::new());
        let patience = lookup(&base, "customers", "patience").as_table().unwrap();
        assert_eq!(patience.entries.iter().map(|e| e.key.as_str()).collect::<Vec<_>>(), ["p1h", "p5h"]);
    }

    #[test]
    fn lists_of_named_entries_merge_by_name() {
        let base_text = "[[desk.team]]\nname = \"a\"\nagents = 1\n[[desk.team]]\nname = \"b\"\nagents = 2\n";
        let mut base = tree(base_text, 0);
        let over = "[[desk.team]]\nname = \"b\"\nagents = 5\n[[desk.team]]\nname = \"c\"\nagents = 9\n";
        merge(&mut base, tree(over, 1), "", &mut Vec::new());
        let teams = lookup(&base, "desk", "team").as_list().unwrap();
        let agents: Vec<_> = teams.iter().map(|t| t.as_table().unwrap().get("agents").unwrap().as_number()).collect();
        assert_eq!(agents, [Some(1.0), Some(5.0), Some(9.0)]);
        let mut problems = Vec::new();
        merge(&mut base, tree("[[desk.team]]\nagents = 5\n", 1), "", &mut problems);
        assert!(matches!(problems[0].what, What::NameNeeded { kind: Named::Team }));
        merge(&mut base, tree("[desk]\nteam = []\n", 1), "", &mut Vec::new());
        assert_eq!(lookup(&base, "desk", "team").as_list().unwrap().len(), 0);
    }

    #[test]
    fn the_only_nameless_entry_merges_with_the_only_nameless_entry() {
        let mut base = tree("[[desk.team]]\nagents = 1\nspeed = 2\n", 0);
        merge(&mut base, tree("[[desk.team]]\nagents = 5\n", 1), "", &mut Vec::new());
        let teams = lookup(&base, "desk", "team").as_list().unwrap();
        assert_eq!(teams.len(), 1);
        assert_eq!(teams[0].as_table().unwrap().get("speed").unwrap().as_number(), Some(2.0));
    }
}
