//! How many people were at work in every hour of certain days, as their answers show.
//!
//! Whoever posts is at work, in the spells of [`at_work`]. Where the export does not tell who wrote, hours are known and people are
//! supposed.

use crate::calibrate::Period;
use crate::calibrate::at_work::{MOST_BETWEEN_S, at_work};
use crate::desk::Scenario;
use crate::history::{History, NO_NAME};
use std::collections::BTreeMap;

/// People at work, hour by hour.
#[derive(Clone, PartialEq, Debug)]
pub struct Presence {
    /// From 00:00 of the first day on.
    pub people: Vec<u32>,
    /// Their number is observed; else it is that of the scenario in the hours in which somebody posted.
    pub named: bool,
}

/// Observes the days `from` (included) to `to` (excluded), counted from 1 January 1970.
pub fn observe(history: &History, from: i64, to: i64, scenario: &Scenario) -> Presence {
    let outbound = history.messages().filter(|message| message.outbound());
    let mut posts: BTreeMap<u16, Vec<i64>> = BTreeMap::new();
    for message in outbound {
        let at_s = history.local_s(message.at_s) - 86_400 * from;
        // Posts just before and after join what they belong to.
        if (-MOST_BETWEEN_S..86_400 * (to - from) + MOST_BETWEEN_S).contains(&at_s) {
            posts.entry(message.agent).or_default().push(at_s);
        }
    }
    let (nameless, all) = (posts.get(&NO_NAME).map_or(0, Vec::len), posts.values().map(Vec::len).sum::<usize>());
    let named = nameless * 2 < all;
    let hours = usize::try_from(24 * (to - from)).unwrap_or_default();
    let (mut known, mut somebody) = (vec![0u32; hours], vec![false; hours]);
    if named {
        for (_, times) in posts.iter_mut().filter(|(agent, _)| **agent != NO_NAME) {
            at_work(times, |hour| known.get_mut(hour).into_iter().for_each(|people| *people += 1));
        }
    }
    let mut everybody: Vec<i64> = posts.into_values().flatten().collect();
    at_work(&mut everybody, |hour| somebody.get_mut(hour).into_iter().for_each(|posted| *posted = true));
    let supposed = people_of_the_week(scenario);
    let people = |(hour, (known, somebody)): (usize, (u32, bool))| match (named, somebody) {
        (_, false) => 0,
        (true, true) => known.max(1),
        (false, true) => {
            let weekday = Period::weekday(from + hour as i64 / 24);
            supposed[24 * weekday + hour % 24].max(1)
        }
    };
    Presence { people: known.into_iter().zip(somebody).enumerate().map(people).collect(), named }
}

/// People on duty in each hour of an ordinary week by the shifts of a scenario.
pub fn people_of_the_week(scenario: &Scenario) -> Vec<u32> {
    let mut people = vec![0u32; 168];
    for shift in scenario.teams.iter().flat_map(|team| &team.rota) {
        for weekday in (0..7u32).filter(|weekday| shift.window.days.has_weekday(*weekday)) {
            for hour in shift.window.from_minute / 60..shift.window.to_minute.div_ceil(60) {
                people[(24 * weekday + hour) as usize % 168] += shift.agents;
            }
        }
    }
    people
}
