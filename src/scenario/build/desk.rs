//! Teams and service-level agreements.

use crate::desk::{Break, Clock, Filter, Shift, Skills, Sla, Team};
use crate::scenario::convert::is_data_file;
use crate::scenario::data;
use crate::scenario::hours;
use crate::scenario::limits::Limit;
use crate::scenario::merge::entry_names;
use crate::scenario::problem::{Problem, What};
use crate::scenario::reader::{Reader, Scope};
use crate::scenario::tree::{Node, shorten};

pub fn teams(reader: &mut Reader<'_, '_>, desk: &Scope<'_>) -> Vec<Team> {
    let Some(entries) = desk.entries("desk.team").filter(|e| !e.is_empty()) else {
        // A list that is not one is told of elsewhere.
        if desk.get("team").is_none_or(|n| n.as_list().is_some()) {
            let place = desk.get("team").and_then(|n| n.place).or(desk.place);
            reader.problems.push(Problem::error(place, "desk.team", What::NoTeam));
        }
        return Vec::new();
    };
    let found = entries.len() as u64;
    if found > Limit::Teams.allowed() {
        reader.problems.push(Problem::error(desk.place, "desk.team", What::Limit { limit: Limit::Teams, found }));
        return Vec::new();
    }
    let list = desk.get("team").and_then(Node::as_list).unwrap_or_default();
    let implied = entry_names("desk.team", list);
    entries
        .iter()
        .zip(&implied)
        .filter(|(e, _)| e.table.is_some())
        .map(|(scope, name)| team(reader, scope, name.clone(), &implied))
        .collect()
}

/// `implied` is the name of a team that has none, `teams` are those of all.
fn team(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, implied: String, teams: &[String]) -> Team {
    let name = reader.text(scope, "name").unwrap_or(implied);
    Team {
        rota: rota(reader, scope, &name, teams),
        name,
        pause: pause(reader, &scope.below("desk.team.break")),
        skills: Skills {
            languages: reader.names(scope, "languages"),
            channels: reader.channels(scope, "channels"),
            contacts: reader.names(scope, "contacts"),
            brands: reader.names(scope, "brands"),
        },
        speed: reader.number(scope, "speed").unwrap_or(1.0),
        concurrency: reader.count(scope, "concurrency").and_then(|c| u32::try_from(c).ok()).unwrap_or(1),
        slowdown: reader.number(scope, "slowdown").unwrap_or_default(),
        hourly_wage: reader.number(scope, "hourly_wage").unwrap_or_default(),
    }
}

fn rota(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, team: &str, teams: &[String]) -> Vec<Shift> {
    let agents = reader.count(scope, "agents").and_then(|c| u32::try_from(c).ok());
    reader.require(scope, "shifts", "shifts = [\"Mon-Fri 08:00-20:00\"]");
    let Some(node) = scope.get("shifts") else { return Vec::new() };
    let path = format!("{}.shifts", scope.path);
    if let Some(name) = node.as_text().filter(|t| is_data_file(t)) {
        if let Some(agents) = scope.get("agents") {
            let what = What::NoEffect { because: "roster" };
            reader.problems.push(Problem::error(agents.place, format!("{}.agents", scope.path), what));
        }
        return roster(reader, (node, path), name, team, teams);
    }
    let shifts = reader.shifts(scope, "shifts").unwrap_or_default();
    let found = shifts.len() as u64;
    if found > Limit::Shifts.allowed() {
        reader.problems.push(Problem::error(node.place, path, What::Limit { limit: Limit::Shifts, found }));
        return Vec::new();
    }
    match scope.get("agents") {
        Some(agents) if !shifts.is_empty() && shifts.iter().all(|(_, own)| own.is_some()) => {
            let what = What::NoEffect { because: "agents_of_shifts" };
            reader.problems.push(Problem::error(agents.place, format!("{}.agents", scope.path), what));
        }
        None if shifts.iter().any(|(_, own)| own.is_none()) => reader.require(scope, "agents", "agents = 4"),
        _ => {}
    }
    let shift = |(window, own): (_, Option<u32>)| Shift { window, agents: own.or(agents).unwrap_or(1) };
    shifts.into_iter().map(shift).collect()
}

fn roster(
    reader: &mut Reader<'_, '_>,
    (node, path): (&Node, String),
    name: &str,
    team: &str,
    teams: &[String],
) -> Vec<Shift> {
    let found = reader.library.read_data(node.place, name).map_err(|what| vec![what]);
    let shifts = found.and_then(|found| data::roster(&shorten(name), &found.bytes, team, teams));
    shifts.unwrap_or_else(|faults| {
        reader.problems.extend(faults.into_iter().map(|what| Problem::error(node.place, path.clone(), what)));
        Vec::new()
    })
}

/// A break of no length is none.
fn pause(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Break> {
    let after = hours::span(reader.duration(scope, "after").unwrap_or_default());
    let length = hours::span(reader.duration(scope, "length").unwrap_or_default());
    let paid = reader.flag(scope, "paid").unwrap_or_default();
    (length.0 > 0).then_some(Break { after, length, paid })
}

/// The agreements; a file that says nothing of them has one, [`Clock::Elapsed`] and 1 h by the defaults of its keys.
pub fn slas(reader: &mut Reader<'_, '_>, root: &Scope<'_>) -> Vec<Sla> {
    if root.get("sla").is_none() {
        let unwritten = Scope { table: None, section: "sla", path: "sla".to_owned(), place: None };
        return vec![sla(reader, &unwritten)];
    }
    let entries = root.entries("sla").unwrap_or_default();
    let found = entries.len() as u64;
    if found > Limit::Slas.allowed() {
        let place = entries.last().and_then(|e| e.place);
        reader.problems.push(Problem::error(place, "sla", What::Limit { limit: Limit::Slas, found }));
        return Vec::new();
    }
    entries.iter().filter(|e| e.table.is_some()).map(|scope| sla(reader, scope)).collect()
}

fn sla(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Sla {
    let within = reader.duration(scope, "within").unwrap_or(1.0);
    Sla {
        name: reader.text(scope, "name").unwrap_or_else(|| limit_name(within)),
        within: hours::span(within),
        target: reader.number(scope, "target").unwrap_or(1.0),
        clock: match reader.choice(scope, "clock") {
            Some("service_hours") => Clock::ServiceHours,
            _ => Clock::Elapsed,
        },
        filter: Filter {
            contacts: reader.names(scope, "contacts"),
            channels: reader.channels(scope, "channels"),
            languages: reader.names(scope, "languages"),
            brands: reader.names(scope, "brands"),
            influencers: reader.flag(scope, "influencers"),
        },
    }
}

/// Name of an agreement that has none: its limit.
fn limit_name(minutes: f64) -> String {
    match minutes {
        m if m >= 1440.0 && m % 1440.0 == 0.0 => format!("{} d", m / 1440.0),
        m if m >= 60.0 && m % 60.0 == 0.0 => format!("{} h", m / 60.0),
        m => format!("{m} min"),
    }
}
