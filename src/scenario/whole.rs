//! A scenario written out in full, as one file: what it extends, its variant and what the command line set are merged in.
//!
//! Comments are those of the files it came from and are left out; data files are named as they were.

use super::tree::{Entry, Node, Table, Value};
use crate::desk::{Break, Scenario, Team};
use crate::scenario::hours::{show_shift, show_window};

/// A volume that takes the place of the one written.
#[derive(Clone, PartialEq, Debug)]
pub struct NewVolume {
    /// Conversations a week, all types together, when the first week begins.
    pub per_week: f64,
    pub growth_per_year: f64,
    pub daily_cv: f64,
    /// Weights of the 168 hours of the week.
    pub profile: Vec<f64>,
    /// Conversations a week of each contact type, in their order, for those that have a volume of their own.
    pub contacts: Vec<f64>,
    pub weeks: u32,
    /// The Monday of the first week, where the scenario has dates.
    pub start: String,
}

/// The merged tree of a scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Whole(Table);

impl Whole {
    pub(super) fn new(tree: &Table) -> Whole {
        Whole(tree.clone())
    }

    /// Names of the data files that it refers to are kept: they must stand beside it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        write_table(&mut text, "", &self.0);
        text
    }

    /// The same scenario under another name.
    pub fn named(&self, name: &str) -> Whole {
        let mut tree = self.0.clone();
        put(&mut tree, "name", Value::Text(name.to_owned()));
        Whole(tree)
    }

    /// The same scenario with another volume and so many measured weeks; profiles of contact types give way to the one of all, and
    /// crises, which lie in the weeks of before, are left out.
    pub fn forecast(&self, volume: &NewVolume) -> Whole {
        let mut tree = self.0.clone();
        if tree.get("start").is_some() {
            put(&mut tree, "start", Value::Text(volume.start.clone()));
        }
        put(table_of(&mut tree, "run"), "weeks", whole_number(i64::from(volume.weeks)));
        let demand = table_of(&mut tree, "demand");
        demand.take("volume_factor");
        demand.take("crisis");
        let mut apart = false;
        let mut contacts = demand.take("contact").map(|entry| entry.node.value);
        if let Some(Value::List(contacts)) = &mut contacts {
            for (contact, per_week) in contacts.iter_mut().zip(&volume.contacts) {
                if let Value::Table(contact) = &mut contact.value {
                    contact.take("profile");
                    if contact.get("per_week").is_some() {
                        apart = true;
                        put(contact, "per_week", rounded(*per_week, 1));
                    }
                }
            }
        }
        demand.take("per_week");
        if !apart {
            put(demand, "per_week", rounded(volume.per_week, 1));
        }
        put(demand, "growth_per_year", rounded(volume.growth_per_year, 4));
        put(demand, "daily_cv", rounded(volume.daily_cv, 3));
        let hours = volume.profile.iter().map(|weight| node(rounded(*weight, 3))).collect();
        put(demand, "profile", Value::List(hours));
        contacts.into_iter().for_each(|contacts| put(demand, "contact", contacts));
        Whole(tree)
    }

    /// The same scenario with the shifts, breaks, service hours, seed and replications of a staffing.
    pub fn staffed(&self, scenario: &Scenario) -> Whole {
        let mut tree = self.0.clone();
        put(&mut tree, "name", Value::Text(scenario.name.clone()));
        let run = table_of(&mut tree, "run");
        put(run, "seed", whole_number(scenario.run.seed as i64));
        put(run, "replications", whole_number(i64::from(scenario.run.replications)));
        let desk = table_of(&mut tree, "desk");
        let windows = scenario.service_hours.iter().map(|window| node(Value::Text(show_window(window)))).collect();
        put(desk, "service_hours", Value::List(windows));
        let written = desk.take("team").map(|entry| entry.node.value);
        let mut teams = match written {
            Some(Value::List(teams)) => teams,
            _ => Vec::new(),
        };
        for (written, team) in teams.iter_mut().zip(&scenario.teams) {
            if let Value::Table(written) = &mut written.value {
                staff(written, team);
            }
        }
        // A team without shifts has nobody, and would be refused.
        let mut manned = scenario.teams.iter().map(|team| !team.rota.is_empty());
        teams.retain(|_| manned.next().unwrap_or(true));
        put(desk, "team", Value::List(teams));
        Whole(tree)
    }
}

fn staff(written: &mut Table, team: &Team) {
    written.take("agents");
    put(written, "name", Value::Text(team.name.clone()));
    put(written, "shifts", Value::List(team.rota.iter().map(|shift| node(Value::Text(show_shift(shift)))).collect()));
    written.take("break");
    if let Some(pause) = team.pause {
        put(written, "break", pause_value(pause));
    }
}

fn pause_value(pause: Break) -> Value {
    let mut table = Table::default();
    put(&mut table, "after", number(pause.after.minutes()));
    put(&mut table, "length", number(pause.length.minutes()));
    put(&mut table, "paid", Value::Flag(pause.paid));
    Value::Table(table)
}

fn whole_number(value: i64) -> Value {
    Value::Number { value: value as f64, integer: Some(value), written: value.to_string() }
}

fn rounded(value: f64, decimals: i32) -> Value {
    number((value * 10f64.powi(decimals)).round() / 10f64.powi(decimals))
}

fn number(value: f64) -> Value {
    Value::Number { value, integer: None, written: value.to_string() }
}

fn node(value: Value) -> Node {
    Node { place: None, value }
}

/// Sets a key, in its place or at the end.
fn put(table: &mut Table, key: &str, value: Value) {
    match table.entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.node = node(value),
        None => table.entries.push(Entry { key: key.to_owned(), key_place: None, node: node(value) }),
    }
}

/// The table of a key, made if it is not there.
fn table_of<'t>(table: &'t mut Table, key: &str) -> &'t mut Table {
    if table.get(key).and_then(Node::as_table).is_none() {
        put(table, key, Value::Table(Table::default()));
    }
    let entry = table.entries.iter_mut().find(|entry| entry.key == key);
    match entry.map(|entry| &mut entry.node.value) {
        Some(Value::Table(inner)) => inner,
        _ => unreachable!("just put there"),
    }
}

/// Tables that are short enough stand on one line.
const LONGEST_LINE: usize = 100;

fn write_table(text: &mut String, path: &str, table: &Table) {
    let (sections, lines): (Vec<&Entry>, Vec<&Entry>) = table.entries.iter().partition(|entry| is_section(path, entry));
    for entry in lines {
        text.push_str(&format!("{} = {}\n", key(&entry.key), entry.node));
    }
    for entry in sections {
        let path = if path.is_empty() { key(&entry.key) } else { format!("{path}.{}", key(&entry.key)) };
        match &entry.node.value {
            Value::Table(inner) => {
                text.push_str(&format!("\n[{path}]\n"));
                write_table(text, &path, inner);
            }
            Value::List(list) => {
                for inner in list.iter().filter_map(Node::as_table) {
                    text.push_str(&format!("\n[[{path}]]\n"));
                    write_table(text, &path, inner);
                }
            }
            _ => {}
        }
    }
}

fn is_section(path: &str, entry: &Entry) -> bool {
    match &entry.node.value {
        Value::Table(_) => path.is_empty() || entry.node.to_string().len() > LONGEST_LINE,
        Value::List(list) => !list.is_empty() && list.iter().all(|item| item.as_table().is_some()),
        _ => false,
    }
}

fn key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if bare { key.to_owned() } else { toml::Value::String(key.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};

    fn loaded(text: &str) -> (Whole, Scenario) {
        let input = Input::Text { name: "desk.toml".into(), text: text.into() };
        let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
        (loaded.whole[0].clone(), loaded.scenarios[0].clone())
    }

    #[test]
    fn what_is_written_out_reads_back_as_the_same_scenario() {
        let text = "demand.per_week = 900\ndemand.contact = [{ name = \"a \\\"b\\\"\", share = 1.0, handling_time = { mean = 4, cv = 0.9 } }]\n\
                    [desk]\nservice_hours = [\"daily 00:00-24:00\"]\n[[desk.team]]\nname = \"día\"\nagents = 3\nshifts = [\"daily 00:00-24:00\"]\n\
                    break = { after = \"4h\", length = \"30m\" }\n[policy]\npreferential = []\n[[sla]]\nwithin = \"15m\"\ntarget = 0.7\n";
        let (whole, scenario) = loaded(text);
        let (again, same) = loaded(&whole.text());
        assert_eq!(whole.text(), again.text());
        assert_eq!(format!("{scenario:?}"), format!("{same:?}"));
    }
}
