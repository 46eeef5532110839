//! How many people were at work in every hour of certain days, as their answers show.
//!
//! Whoever posts is at work, and in between too: up to two hours without a post of his or hers are no absence. Where the export
//! does not tell who wrote, hours are known and people are supposed.

use crate::calibrate::Period;
use crate::desk::Scenario;
use crate::history::{History, NO_NAME};
use std::collections::BTreeMap;

/// Hours without a post between two of the same person that are no absence.
const MOST_HOURS_BETWEEN: i64 = 2;

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
    let outbound = history.messages().iter().filter(|message| message.outbound());
    let mut posts: BTreeMap<u16, Vec<i64>> = BTreeMap::new();
    for message in outbound {
        let hour = history.local_s(message.at_s).div_euclid(3600);
        // Hours just before and after join what they belong to.
        if (24 * from - MOST_HOURS_BETWEEN..24 * to + MOST_HOURS_BETWEEN).contains(&hour) {
            posts.entry(message.agent).or_default().push(hour);
        }
    }
    let (nameless, all) = (posts.get(&NO_NAME).map_or(0, Vec::len), posts.values().map(Vec::len).sum::<usize>());
    let named = nameless * 2 < all;
    let hours = usize::try_from(24 * (to - from)).unwrap_or_default();
    let (mut known, mut somebody) = (vec![0u32; hours], vec![false; hours]);
    if named {
        for (_, hours) in posts.iter_mut().filter(|(agent, _)| **agent != NO_NAME) {
            at_work(hours, 24 * from, |hour| known.get_mut(hour).into_iter().for_each(|people| *people += 1));
        }
    }
    let mut everybody: Vec<i64> = posts.into_values().flatten().collect();
    at_work(&mut everybody, 24 * from, |hour| somebody.get_mut(hour).into_iter().for_each(|posted| *posted = true));
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

/// Calls for every hour (counted from `first`) of the spells that the hours of posts make.
fn at_work(hours: &mut Vec<i64>, first: i64, mut call: impl FnMut(usize)) {
    hours.sort_unstable();
    hours.dedup();
    for run in hours.chunk_by(|one, next| next - one <= MOST_HOURS_BETWEEN + 1) {
        for hour in run[0]..=run[run.len() - 1] {
            if let Ok(at) = usize::try_from(hour - first) {
                call(at);
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_two_hours_without_a_post_are_no_absence() {
        let mut hours = vec![12, 9, 9, 16, 20];
        let mut seen = vec![];
        at_work(&mut hours, 8, |hour| seen.push(hour));
        assert_eq!(seen, [1, 2, 3, 4, 8, 12]);
    }
}
