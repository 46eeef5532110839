//! `[sizing]`.

use crate::desk::sizing::night_hours;
use crate::desk::{
    Break, Costs, LabourRules, Presence, ShiftCatalogue, ShiftPattern, Sizing, Skills, StartRules, TeamLimit,
};
use crate::scenario::hours::span;
use crate::scenario::limits::Limit;
use crate::scenario::merge::entry_names;
use crate::scenario::problem::{Problem, What};
use crate::scenario::reader::{Reader, Scope};
use crate::scenario::tree::Node;

pub fn sizing(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, costs: &Costs) -> Sizing {
    let mut windows = |name| reader.windows(scope, name).unwrap_or_default();
    let (hours, closed, covered) = (windows("hours"), windows("closed"), windows("covered"));
    Sizing {
        hours,
        closed,
        covered,
        catalogue: catalogue(reader, scope),
        pause: pause(reader, &scope.below("sizing.break")),
        labour: labour(reader, scope, costs),
        presence: presence(reader, scope),
        teams: teams(reader, scope),
    }
}

fn whole_minutes(minutes: f64) -> u32 {
    minutes.round() as u32
}

/// Whole minutes, each once, ascending.
fn distinct(minutes: Option<Vec<f64>>) -> Vec<u32> {
    let mut distinct: Vec<u32> = minutes.unwrap_or_default().into_iter().map(whole_minutes).collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

fn catalogue(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> ShiftCatalogue {
    let rules = StartRules {
        earliest_minute: reader.clock(scope, "earliest_start").unwrap_or_default(),
        latest_minute: reader.clock(scope, "latest_start").unwrap_or_default(),
        step_minutes: whole_minutes(reader.duration(scope, "start_step").unwrap_or(60.0)).max(1),
        lengths_minutes: distinct(reader.durations(scope, "lengths")),
    };
    let entries = listed(reader, scope, "sizing.shift", Limit::Shifts);
    if entries.is_empty() {
        return ShiftCatalogue::Rules(rules);
    }
    let pattern = |scope: &Scope<'_>| {
        reader.require(scope, "name", "name = \"early\"");
        reader.require(scope, "hours", "hours = [\"Mon-Fri 08:00-16:00\"]");
        ShiftPattern {
            name: reader.text(scope, "name").unwrap_or_default(),
            hours: reader.windows(scope, "hours").unwrap_or_default(),
        }
    };
    ShiftCatalogue::Patterns(entries.iter().map(pattern).collect())
}

/// The entries of a list, none of which is missing; too many are told of and none.
fn listed<'t>(reader: &mut Reader<'_, '_>, scope: &Scope<'t>, section: &'static str, limit: Limit) -> Vec<Scope<'t>> {
    let entries = scope.entries(section).unwrap_or_default();
    let found = entries.len() as u64;
    if found > limit.allowed() {
        let place = entries.last().and_then(|entry| entry.place);
        reader.problems.push(Problem::error(place, section, What::Limit { limit, found }));
        return Vec::new();
    }
    entries.into_iter().filter(|entry| entry.table.is_some()).collect()
}

/// A break of no length is none, and none written is that of each team.
fn pause(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Break> {
    let after = span(reader.duration(scope, "after").unwrap_or_default());
    let length = span(reader.duration(scope, "length").unwrap_or_default());
    let paid = reader.flag(scope, "paid").unwrap_or_default();
    scope.table.map(|_| Break { after, length, paid })
}

fn labour(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, costs: &Costs) -> LabourRules {
    let mut days = |name| reader.count(scope, name).and_then(|days| u32::try_from(days).ok()).unwrap_or(7);
    let (days_per_week, consecutive_days) = (days("days_per_week"), days("consecutive_days"));
    let mut contracts_minutes = distinct(reader.durations(scope, "contracts"));
    contracts_minutes.reverse();
    LabourRules {
        days_per_week,
        consecutive_days,
        rest_minutes: whole_minutes(reader.duration(scope, "rest").unwrap_or_default()),
        weekly_rest_minutes: whole_minutes(reader.duration(scope, "weekly_rest").unwrap_or_default()),
        contracts_minutes,
        night_share: reader.number(scope, "night_share").unwrap_or(1.0),
        night: night_hours(costs),
    }
}

fn agents(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, name: &str) -> Option<u32> {
    reader.count(scope, name).and_then(|count| u32::try_from(count).ok())
}

fn presence(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Vec<Presence> {
    let list = scope.get("presence").and_then(Node::as_list).unwrap_or_default();
    let names = entry_names("sizing.presence", list);
    let entries = listed(reader, scope, "sizing.presence", Limit::Presences);
    let rule = |(scope, name): (&Scope<'_>, String)| Presence {
        name: reader.text(scope, "name").unwrap_or(name),
        hours: reader.windows(scope, "hours").unwrap_or_default(),
        agents: agents(reader, scope, "agents").unwrap_or(1),
        skills: Skills {
            languages: reader.names(scope, "languages"),
            channels: reader.channels(scope, "channels"),
            contacts: reader.names(scope, "contacts"),
            brands: reader.names(scope, "brands"),
        },
    };
    entries.iter().zip(names).map(rule).collect()
}

fn teams(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Vec<TeamLimit> {
    let entries = listed(reader, scope, "sizing.team", Limit::Teams);
    let limit = |scope: &Scope<'_>| {
        reader.require(scope, "name", "name = \"morning\"");
        TeamLimit {
            name: reader.text(scope, "name").unwrap_or_default(),
            hours: reader.windows(scope, "hours").unwrap_or_default(),
            least: agents(reader, scope, "least").unwrap_or_default(),
            most: agents(reader, scope, "most"),
            most_people: agents(reader, scope, "most_people"),
        }
    };
    entries.iter().map(limit).collect()
}
