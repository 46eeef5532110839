//! Judges every key of a tree by the reference table: is it known, does it stand in the right section, does this
//! version have it. Values are judged where they are read.

use super::keys::{self, Key, Kind, Status};
use super::merge::{entry_paths, join};
use super::problem::{Problem, What};
use super::suggest::nearest;
use super::tree::{Entry, Node, Table, Value, own_value, shorten};

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
            } else {
                problems.push(not_a_section(entry, false, shown));
            }
        } else if let Some(key) = keys::find(section, &entry.key) {
            if let Status::Planned { off } = key.status {
                judge_planned(key, off, entry, shown, problems);
            }
        } else {
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
    let elsewhere = keys::all().find(|k| k.name == key && k.status == Status::Built).map(|k| k.section.to_owned());
    let as_section = keys::SECTIONS.iter().find(|s| s.path.rsplit('.').next() == Some(key));
    let holder = |path: &str| path.rsplit_once('.').map_or("", |(holder, _)| holder).to_owned();
    let elsewhere = elsewhere.or_else(|| as_section.map(|s| holder(s.path)));
    let nearest = nearest(key, known.iter().copied());
    let known = known.into_iter().map(str::to_owned).collect();
    What::UnknownKey { key: shorten(key), nearest, elsewhere, known }
}

fn judge_planned(key: &'static Key, off: &'static [&'static str], entry: &Entry, path: String, out: &mut Vec<Problem>) {
    if let (Kind::Section, Value::Table(table)) = (key.kind, &entry.node.value) {
        let section = key.path();
        let off_as_a_whole = is_off(key, off, &entry.node);
        for inner in &table.entries {
            if keys::find(&section, &inner.key).is_none() && !keys::names_in(&section).is_empty() {
                let shown = join(&path, &shorten(&inner.key));
                let mut what = unknown(&section, &inner.key);
                let What::UnknownKey { nearest, elsewhere, .. } = &mut what else { continue };
                // It was written for this section, whatever else bears its name.
                *elsewhere = None;
                // That the section as a whole is not available says all there is to say of a key it will never read.
                if nearest.is_some() || off_as_a_whole {
                    out.push(Problem::error(inner.key_place, shown, what));
                }
            }
        }
    }
    if !is_off(key, off, &entry.node) {
        let what = What::NotAvailable { off: off.first().copied() };
        out.push(Problem::error(entry.key_place, path, what));
    }
}

fn is_off(key: &Key, off: &[&str], node: &Node) -> bool {
    if off.iter().any(|text| own_value(text).is_some_and(|own| same(&own, node))) {
        return true;
    }
    // A whole section is off when a switch of it is given and every given one says off.
    let (Kind::Section, Value::Table(table)) = (key.kind, &node.value) else { return false };
    let section = key.path();
    let mut switches = 0;
    for entry in &table.entries {
        let Some(inner) = keys::find(&section, &entry.key) else { continue };
        let Status::Planned { off } = inner.status else { continue };
        if off.is_empty() {
            continue;
        }
        switches += 1;
        if !is_off(inner, off, &entry.node) {
            return false;
        }
    }
    switches > 0
}

/// Whether two values are equal wherever they were written.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Text(a), Value::Text(b)) => a.eq_ignore_ascii_case(b),
        (Value::Number { value: a, .. }, Value::Number { value: b, .. }) => a == b,
        (Value::Flag(a), Value::Flag(b)) => a == b,
        (Value::List(a), Value::List(b)) => a.is_empty() && b.is_empty(),
        (Value::Table(a), Value::Table(b)) => a.entries.is_empty() && b.entries.is_empty(),
        _ => false,
    }
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
            matches!(&found[1], (p, What::UnknownKey { elsewhere: Some(s), .. }) if p == "desk.team.a.patience" && s == "customers")
        );
    }

    #[test]
    fn planned_keys_are_accepted_when_off() {
        let off = "[demand]\nindirect_per_week = 0\ncrisis = []\ncontagion = { per_hour = 0, after = \"1h\" }\n\
            [customers]\nhostile = { base = 0, learned = 0.0 }\n\
            [policy]\nerrors = 0\nfollow_up = false\ndm = \"when_needed\"\ndatabase_access = true\nbot = \"none\"\npreferential = []\n";
        assert_eq!(problems(off), []);
        for on in [
            "demand.indirect_per_week = 5",
            "customers.hostile = { base = 0, learned = 0.3 }",
            "customers.hostile = { half_life = \"30d\" }",
            "policy.dm = \"always\"",
            "policy.bot = { when = \"closed\", contain = 0.25 }",
            "policy.follow_up = true",
        ] {
            assert!(matches!(problems(on)[..], [(_, What::NotAvailable { .. })]), "{on}: {:?}", problems(on));
        }
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
