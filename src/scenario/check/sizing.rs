//! `[sizing]`: names that exist, rules that leave room for a shift, hours that agree.

use super::Context;
use super::names::{brands, contact_set, distinct, languages, unknown_names};
use super::shifts::Week;
use crate::desk::{ShiftCatalogue, WeekCover, Window};
use crate::scenario::limits::Limit;
use crate::scenario::problem::{Named, Place, Problem, SizingFault, What};
use std::collections::HashSet;

const DAY: u32 = 1440;
const WEEK: u32 = 7 * DAY;

fn told(place: Option<Place>, path: String, fault: SizingFault) -> Problem {
    Problem::error(place, path, What::Sizing { fault })
}

pub fn names(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let sizing = &context.scenario.sizing;
    if let ShiftCatalogue::Patterns(patterns) = &sizing.catalogue {
        let names = patterns.iter().map(|pattern| pattern.name.as_str());
        distinct(context, "sizing.shift", Named::ShiftPattern, names, problems);
    }
    let names = sizing.presence.iter().map(|presence| presence.name.as_str());
    distinct(context, "sizing.presence", Named::Presence, names, problems);
}

pub fn teams_are_known(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let limits = &scenario.sizing.teams;
    distinct(context, "sizing.team", Named::Team, limits.iter().map(|limit| limit.name.as_str()), problems);
    let known: HashSet<&str> = scenario.teams.iter().map(|team| team.name.as_str()).collect();
    for (i, limit) in limits.iter().enumerate() {
        let place = |_: &str| context.place("sizing.team", i, "name");
        let tell = |place, what| problems.push(Problem::error(place, "sizing.team.name", what));
        unknown_names(Some(std::slice::from_ref(&limit.name)), &known, Named::Team, place, tell);
    }
}

/// As of teams: contact types and brands exist; a language nobody writes in is only odd.
pub fn skills_are_known(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let mut contacts = contact_set(scenario);
    contacts.insert("noise");
    let (brands, languages) = (brands(scenario), languages(scenario));
    let languages_are_given = context.single("demand", "languages").is_some();
    for (i, presence) in scenario.sizing.presence.iter().enumerate() {
        let skills = &presence.skills;
        let lists = [
            ("contacts", &skills.contacts, &contacts, Named::Contact, true),
            ("brands", &skills.brands, &brands, Named::Brand, true),
            ("languages", &skills.languages, &languages, Named::Language, false),
        ];
        for (key, listed, known, kind, wrong) in lists.into_iter().filter(|list| list.4 || languages_are_given) {
            let place = |name: &str| context.place_of_text(context.value("sizing.presence", i, key), name);
            let make = if wrong { Problem::error } else { Problem::warning };
            let path = format!("sizing.presence.{}.{key}", presence.name);
            let tell = |place, what| problems.push(make(place, path.clone(), what));
            unknown_names(listed.as_deref(), known, kind, place, tell);
        }
    }
}

/// Where shifts have patterns, nothing looks at the rules for their beginnings.
pub fn one_catalogue(context: &Context<'_>, problems: &mut Vec<Problem>) {
    if !matches!(context.scenario.sizing.catalogue, ShiftCatalogue::Patterns(_)) {
        return;
    }
    for key in ["earliest_start", "latest_start", "start_step", "lengths"] {
        if let Some(node) = context.single("sizing", key) {
            let what = What::NoEffect { because: "sizing.shift" };
            problems.push(Problem::warning(node.place, format!("sizing.{key}"), what));
        }
    }
}

pub fn candidates_have_a_limit(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let (a_day, node, path) = match &scenario.sizing.catalogue {
        ShiftCatalogue::Rules(rules) => {
            let starts = u64::from(DAY.div_ceil(rules.step_minutes));
            let node = context.single("sizing", "start_step").or(context.single("sizing", "lengths"));
            (starts * rules.lengths_minutes.len() as u64, node, "sizing.start_step")
        }
        ShiftCatalogue::Patterns(patterns) => {
            let windows = patterns.iter().map(|pattern| pattern.hours.len() as u64).sum();
            (windows, context.entry("sizing.shift", 0), "sizing.shift")
        }
    };
    let found = a_day * 7 * scenario.teams.len() as u64;
    if found > Limit::Candidates.allowed() {
        let what = What::Limit { limit: Limit::Candidates, found };
        problems.push(Problem::error(node.and_then(|n| n.place), path, what));
    }
}

pub fn limits_agree(context: &Context<'_>, problems: &mut Vec<Problem>) {
    for (i, limit) in context.scenario.sizing.teams.iter().enumerate() {
        let Some(most) = limit.most.filter(|most| *most < limit.least) else { continue };
        let place = context.place("sizing.team", i, "least");
        let path = format!("sizing.team.{}.least", limit.name);
        problems.push(told(place, path, SizingFault::LeastAboveMost { least: limit.least, most }));
    }
}

pub fn somebody_is_qualified(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let staffed = |name: &str| {
        let limit = scenario.sizing.limit_of(name);
        limit.is_none_or(|limit| limit.most != Some(0) && limit.most_people != Some(0))
    };
    for (i, presence) in scenario.sizing.presence.iter().enumerate() {
        if !scenario.teams.iter().any(|team| staffed(&team.name) && presence.counts(team)) {
            let place = context.place("sizing.presence", i, "languages");
            let path = format!("sizing.presence.{}", presence.name);
            problems.push(told(place, path, SizingFault::NobodyQualified));
        }
    }
}

/// Whoever must be present may work then.
pub fn hours_agree(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let sizing = &scenario.sizing;
    if context.tree.get("sizing").is_none() {
        return;
    }
    let hours = scenario.sizing_hours();
    if hours.is_empty() {
        let node = context.single("sizing", "closed").or(context.single("sizing", "hours"));
        problems.push(told(node.and_then(|n| n.place), "sizing.hours".to_owned(), SizingFault::NoHours));
        return;
    }
    let outside = |windows: &[Window]| {
        let rest = WeekCover::of(windows.iter().copied()).minus(&hours);
        let rest = (!rest.is_empty()).then(|| Week::ordinary(&rest));
        rest.map(|rest| (rest.hours(), rest.show()))
    };
    if let Some((hours_per_week, windows)) = outside(&sizing.covered) {
        let place = context.single("sizing", "covered").and_then(|n| n.place);
        let fault = SizingFault::PresenceOutside { hours_per_week, windows };
        problems.push(told(place, "sizing.covered".to_owned(), fault));
    }
    for (i, presence) in sizing.presence.iter().enumerate() {
        if let Some((hours_per_week, windows)) = outside(&presence.hours) {
            let place = context.place("sizing.presence", i, "hours");
            let fault = SizingFault::PresenceOutside { hours_per_week, windows };
            problems.push(told(place, format!("sizing.presence.{}.hours", presence.name), fault));
        }
    }
    if let ShiftCatalogue::Patterns(patterns) = &sizing.catalogue {
        for (i, pattern) in patterns.iter().enumerate() {
            if let Some((hours_per_week, windows)) = outside(&pattern.hours) {
                let place = context.place("sizing.shift", i, "hours");
                let fault = SizingFault::PatternClosed { hours_per_week, windows };
                problems.push(told(place, format!("sizing.shift.{}.hours", pattern.name), fault));
            }
        }
    }
    for (i, limit) in sizing.teams.iter().enumerate() {
        let team = scenario.teams.iter().find(|team| team.name == limit.name);
        if team.is_some_and(|team| scenario.sizing_hours_of(team).is_empty()) {
            let place = context.place("sizing.team", i, "hours");
            problems.push(told(place, format!("sizing.team.{}.hours", limit.name), SizingFault::NoHours));
        }
    }
}

/// A shift alone is a legal week: within a contract, with the weekly rest behind it, and longer than its break.
pub fn shifts_fit_the_rules(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let (sizing, labour) = (&context.scenario.sizing, &context.scenario.sizing.labour);
    let mut shifts: Vec<(Option<Place>, String, u32)> = Vec::new();
    match &sizing.catalogue {
        ShiftCatalogue::Rules(rules) => {
            let place = context.single("sizing", "lengths").and_then(|n| n.place);
            shifts.extend(rules.lengths_minutes.iter().map(|length| (place, "sizing.lengths".to_owned(), *length)));
        }
        ShiftCatalogue::Patterns(patterns) => {
            for (i, pattern) in patterns.iter().enumerate() {
                let (place, path) =
                    (context.place("sizing.shift", i, "hours"), format!("sizing.shift.{}.hours", pattern.name));
                let length = |window: &Window| window.to_minute - window.from_minute;
                shifts.extend(pattern.hours.iter().map(length).max().map(|length| (place, path, length)));
            }
        }
    }
    for (place, path, length) in shifts {
        let paid = context.scenario.teams.iter().map(|team| sizing.paid_minutes(team, length)).max().unwrap_or(length);
        let contract = labour.longest_contract_minutes();
        if paid > contract {
            let fault = SizingFault::AboveContract { paid_minutes: paid, contract_minutes: contract };
            problems.push(told(place, path.clone(), fault));
        }
        let rest = labour.weekly_rest_minutes.max(labour.rest_minutes);
        if length + rest > WEEK {
            let fault = SizingFault::NoWeeklyRest { shift_minutes: length, rest_minutes: rest };
            problems.push(told(place, path.clone(), fault));
        }
        if let Some(pause) = sizing.pause.filter(|pause| f64::from(length) > pause.after.minutes())
            && 2.0 * pause.length.minutes() >= f64::from(length)
        {
            let what = What::BreakTooLong { shift_minutes: length, break_minutes: pause.length.minutes(), half: true };
            let node = context.single("sizing.break", "length");
            problems.push(Problem::error(node.and_then(|n| n.place), "sizing.break.length", what));
        }
    }
    if labour.night_share > 0.0 && labour.most_nights(labour.days_per_week) == 0 {
        let node = context.single("sizing", "night_share");
        let fault = SizingFault::NightsNeverAllowed { days_per_week: labour.days_per_week };
        let what = What::Sizing { fault };
        problems.push(Problem::warning(node.and_then(|n| n.place), "sizing.night_share", what));
    }
}
