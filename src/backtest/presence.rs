//! How many people were at work in every hour of certain days, as their answers show.
//!
//! Whoever posts is at work, and in between too: up to three hours without a post of his or hers are no absence. A spell begins and ends
//! at the full hour nearest to its first and last post: what is finished just after the end of duty makes no hour of work. Where the
//! export does not tell who wrote, hours are known and people are supposed.

use crate::calibrate::Period;
use crate::desk::Scenario;
use crate::history::{History, NO_NAME};
use std::collections::BTreeMap;

const HOUR_S: i64 = 3600;
/// Seconds without a post between two of the same person that are no absence.
const MOST_BETWEEN_S: i64 = 3 * HOUR_S;

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

/// Calls for every hour of the spells that posts make, given in seconds since the first hour.
fn at_work(posts_s: &mut [i64], mut call: impl FnMut(usize)) {
    posts_s.sort_unstable();
    for run in posts_s.chunk_by(|one, next| next - one <= MOST_BETWEEN_S) {
        let nearest = |at_s: i64| (at_s + HOUR_S / 2).div_euclid(HOUR_S);
        let (first, last) = (run[0], run[run.len() - 1]);
        // Of a spell of minutes, the hour that it began in.
        let whole = if nearest(last) > nearest(first) { nearest(first)..nearest(last) } else { 0..0 };
        let lone = last - first < HOUR_S / 2 && whole.is_empty();
        let begun = first.div_euclid(HOUR_S);
        let hours = if lone { begun..begun + 1 } else { whole };
        hours.filter_map(|hour| usize::try_from(hour).ok()).for_each(&mut call);
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
    fn up_to_three_hours_without_a_post_are_no_absence_and_overtime_is_no_hour() {
        let spells = |posts_min: &[i64]| {
            let (mut posts, mut seen) = (posts_min.iter().map(|minute| 60 * minute).collect::<Vec<_>>(), vec![]);
            at_work(&mut posts, |hour| seen.push(hour));
            seen
        };
        // From 09:05 to 12:03: three hours; then at 16:10, alone; 17:50 belongs to it.
        assert_eq!(spells(&[9 * 60 + 5, 723, 11 * 60]), [9, 10, 11]);
        assert_eq!(spells(&[16 * 60 + 10]), [16]);
        assert_eq!(spells(&[16 * 60 + 10, 17 * 60 + 50]), [16, 17]);
        assert_eq!(spells(&[9 * 60, 12 * 60 + 1]), [9, 12], "more than three hours apart");
    }
}
