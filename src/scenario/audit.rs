//! Judges every key of a tree by the reference table: is it known, does it stand in the right section, does this
//! version have it. Values are judged where they are read.

use super::keys::{self, NOT_USED, Presence};
use super::merge::{entry_paths, join};
use super::problem::{Place, Problem, What};
use super::suggest::nearest;
use super::tree::{Entry, Node, Table, Value, shorten};
use std::collections::HashSet;

/// Problems after which the rest of the keys is not looked at: the file is not a scenario.
const MOST: usize = 1000;

/// Unknown, misplaced and unavailable keys of a whole scenario.
pub fn audit(tree: &Table) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(tree, "", "", &mut problems);
    problems
}

/// `section` is the path in the reference, `path` the one to show, with names of list entries.
fn walk(table: &Table, section: &str, path: &str, problems: &mut Vec<Problem>) {
    for entry in &table.entries {
        if problems.len() > MOST {
            return;
        }
        let (below, shown) = (join(section, &entry.key), join(path, &shorten(&entry.key)));
        if let Some(known) = keys::section_at(&below).filter(|_| !below.is_empty()) {
            if known.list {
                walk_list(entry, &below, &shown, problems);
            } else if let Some(table) = entry.node.as_table() {
                walk(table, &below, &shown, problems);
            } else if known.presence != Presence::Optional || entry.node.as_text() != Some(NOT_USED) {
                problems.push(not_a_section(entry, false, shown));
            }
        } else if keys::find(section, &entry.key).is_none() {
            problems.push(Problem::error(entry.key_place, shown, unknown(section, &entry.key)));
        }
    }
}

fn not_a_section(entry: &Entry, list: bool, shown: String) -> Problem {
    Problem::error(entry.node.place, shown, What::NotASection { list, found: entry.node.found() })
}

fn walk_list(entry: &Entry, section: &str, path: &str, problems: &mut Vec<Problem>) {
    let Some(list) = entry.node.as_list() else {
        problems.push(not_a_section(entry, true, path.to_owned()));
        return;
    };
    for (node, path) in list.iter().zip(entry_paths(section, path, list)) {
        match &node.value {
            Value::Table(table) => walk(table, section, &path, problems),
            _ => {
                let what = What::NotASection { list: true, found: node.found() };
                problems.push(Problem::error(node.place, path, what));
            }
        }
    }
}

fn unknown(section: &str, key: &str) -> What {
    let known = keys::names_in(section);
    let mut elsewhere: Vec<String> = keys::all().filter(|k| k.name == key).map(|k| k.section.to_owned()).collect();
    let holder = |path: &str| path.rsplit_once('.').map_or("", |(holder, _)| holder).to_owned();
    let as_section = keys::SECTIONS.iter().filter(|s| s.path.rsplit('.').next() == Some(key));
    elsewhere.extend(as_section.map(|s| holder(s.path)).filter(|_| elsewhere.is_empty()).collect::<Vec<_>>());
    let nearest = nearest(key, known.iter().copied());
    let known = known.into_iter().map(str::to_owned).collect();
    What::UnknownKey { key: shorten(key), nearest, elsewhere, known }
}

/// Of keys that the variant `name` gives, the section to move them to lies in the variant too.
pub fn keep_in_variant(problems: &mut [Problem], name: &str, over: &HashSet<Place>) {
    for problem in problems.iter_mut().filter(|p| p.place.is_some_and(|place| over.contains(&place))) {
        if let What::UnknownKey { elsewhere, .. } = &mut problem.what {
            elsewhere.iter_mut().for_each(|section| *section = join_sections("variant", section));
            if !problem.path.contains('.') {
                problem.path = join("variant", &join(&shorten(name), &problem.path));
            }
        }
    }
}

fn join_sections(holder: &str, section: &str) -> String {
    if section.is_empty() { holder.to_owned() } else { join(holder, section) }
}

/// Where the keys of a table and of all below it stand.
pub fn key_places(table: &Table) -> HashSet<Place> {
    fn note(table: &Table, places: &mut HashSet<Place>) {
        for entry in &table.entries {
            places.extend(entry.key_place);
            note_node(&entry.node, places);
        }
    }
    fn note_node(node: &Node, places: &mut HashSet<Place>) {
        match &node.value {
            Value::Table(table) => note(table, places),
            Value::List(list) => list.iter().for_each(|node| note_node(node, places)),
            _ => {}
        }
    }
    let mut places = HashSet::new();
    note(table, &mut places);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tree::parse;

    fn problems(text: &str) -> Vec<(String, What)> {
        audit(&parse(text, 0).0).into_iter().map(|p| (p.path, p.what)).collect()
    }

    #[test]
    fn unknown_keys_come_with_the_nearest_or_the_right_section() {
        let found = problems("[demand]\nper_weak = 1\n[[desk.team]]\nname = \"a\"\npatience = 5\n");
        assert!(
            matches!(&found[0], (p, What::UnknownKey { nearest: Some(n), .. }) if p == "demand.per_weak" && n == "per_week")
        );
        assert!(
            matches!(&found[1], (p, What::UnknownKey { elsewhere, .. }) if p == "desk.team.a.patience" && elsewhere[..] == ["customers"])
        );
    }

    #[test]
    fn optional_sections_may_be_none() {
        let off = "[policy]\nbot = \"none\"\ntraining = \"none\"\ntroll_protocol = \"none\"\n[demand]\ncontagion = \"none\"\n\
                   [costs]\nsupervisors = \"none\"\n";
        assert_eq!(problems(off), []);
        assert!(matches!(problems("policy.bot = 3")[..], [(_, What::NotASection { .. })]));
        assert!(matches!(problems("customers.hostile = \"none\"")[..], [(_, What::NotASection { .. })]));
        assert!(problems("policy.bot = { contian = 0.25 }").iter().any(|(_, w)| matches!(w, What::UnknownKey { .. })));
    }

    #[test]
    fn sections_are_tables_and_list_sections_lists() {
        let list = |p: &(String, What)| matches!(p.1, What::NotASection { list: true, .. });
        assert!(problems("[desk.team]\nagents = 4").iter().all(list));
        assert!(problems("[desk]\nteam = [4]").iter().all(list));
        assert!(matches!(problems("demand = 4")[..], [(_, What::NotASection { list: false, .. })]));
    }
}
