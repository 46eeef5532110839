//! The shifts that may be worked where a scenario says nothing of them: 8 hours, beginning at every full hour, within the hours
//! that the brand publishes as served (or, where it publishes none, those that its shifts cover).

use super::shift::CandidateShift;
use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Calendar, Scenario, Team, WeekCover};
use crate::metrics::PremiumClock;
use crate::time::{MS_PER_MINUTE, Span, Time};

const SHIFT_MINUTES: u32 = 480;
/// More positions on one shift than any desk within the limits of a scenario needs.
const MOST_POSITIONS: u32 = 10_000;

/// In the order of teams, days and hours.
pub fn eight_hour_shifts(scenario: &Scenario) -> Vec<CandidateShift> {
    let served = scenario.served();
    let mut shifts = Vec::new();
    for team in 0..scenario.teams.len() {
        for begin in (0..MINUTES_PER_WEEK).step_by(60) {
            if is_within(&served, begin, SHIFT_MINUTES) {
                shifts.push(candidate(scenario, team, begin, SHIFT_MINUTES));
            }
        }
    }
    shifts
}

/// A shift of a team with its break and what a position on it costs.
pub fn candidate(scenario: &Scenario, team: usize, begin: u32, minutes: u32) -> CandidateShift {
    let break_minutes = break_minutes(&scenario.teams[team], minutes);
    let cost = cost(scenario, team, begin, minutes, break_minutes);
    let (weekday, from_minute) = (begin / 1440, begin % 1440);
    CandidateShift { team, weekday, from_minute, minutes, break_minutes, cost, most: MOST_POSITIONS }
}

fn break_minutes(team: &Team, minutes: u32) -> u32 {
    match team.pause {
        Some(pause) if f64::from(minutes) > pause.after.minutes() => (pause.length.minutes() as u32).min(minutes),
        _ => 0,
    }
}

/// In the ordinary week; an unpaid break lies in the middle of the shift.
fn cost(scenario: &Scenario, team: usize, begin: u32, minutes: u32, break_minutes: u32) -> f64 {
    let mut ordinary = scenario.clone();
    ordinary.calendar = Calendar::default();
    let clock = PremiumClock::new(&ordinary, 9);
    let at = |minute: u32| Time::ZERO + Span(u64::from(minute) * MS_PER_MINUTE);
    let mut hours = clock.between(at(begin), at(begin + minutes));
    let team = &scenario.teams[team];
    if team.pause.is_some_and(|pause| !pause.paid) {
        let pause = begin + (minutes - break_minutes) / 2;
        hours -= clock.between(at(pause), at(pause + break_minutes));
    }
    hours * team.hourly_wage * (1.0 + scenario.costs.contributions)
}

/// Whether a stretch that may pass the end of the week lies within the cover.
fn is_within(cover: &WeekCover, begin: u32, minutes: u32) -> bool {
    let open: u32 = (0..minutes)
        .step_by(15)
        .map(|minute| (begin + minute) % MINUTES_PER_WEEK)
        .filter(|minute| cover.intervals().iter().any(|(from, to)| (*from..*to).contains(minute)))
        .count() as u32;
    open == minutes.div_ceil(15)
}
