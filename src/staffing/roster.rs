//! From positions to people: who works which shifts of a week that comes again and again.
//!
//! Each person has one team and a legal week; every position is worked exactly once; the people are as few as the search
//! finds, and their hours as even as it can make them. The roster is cyclic: the same week follows itself, so rest and days
//! in a row hold from Sunday to Monday as between any two days. Where people are to change places from week to week, they
//! go from line to line, and what holds within a line must then be looked at between lines.
//!
//! Positions are what is planned. Absence and off-queue work are no lines of the roster: who is absent is on it and paid, and
//! the plan has room for it. So the people of a roster are those who work in an ordinary week; full-time equivalents, paid
//! hours of a year over the annual hours of a contract, are how many contracts it takes all the year, holidays included.
//!
//! The method: lines are made one after another, each the best by dynamic programming over the week, where a shift is worth
//! more the nearer the times it belongs to are to needing everybody (`week`, `line`); then some lines are taken apart and
//! made anew, again and again, as long as there are more people than a lower bound (`improve`). Where nights are left over, a
//! program decides which shifts stand beside them (`parted`).

mod improve;
mod line;
mod parted;
mod week;

use super::catalogue::Cut;
use super::shift::CandidateShift;
use crate::desk::{LabourRules, Scenario, fte};
use week::{Binding, Duty, Week};

/// Who works when.
#[derive(Clone, PartialEq, Debug)]
pub struct Roster {
    /// Those of one team follow each other.
    pub people: Vec<Person>,
    /// Of each team that has positions, in the order of the scenario.
    pub teams: Vec<TeamRoster>,
}

/// One line of a roster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Number of the team in the scenario.
    pub team: usize,
    /// Numbers of the candidates, by their beginning in the week; each is one position.
    pub shifts: Vec<usize>,
    pub paid_minutes: u32,
    /// Paid minutes a week of the smallest contract that holds them.
    pub contract_minutes: u32,
}

/// Sums of one team.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TeamRoster {
    pub team: usize,
    pub people: u32,
    /// No legal roster of the same positions has fewer people than this.
    pub people_least: u32,
    /// Shifts of the week.
    pub shifts: u32,
    pub paid_minutes: u64,
    pub contract_minutes: u64,
    /// Full-time equivalents: paid hours of a year over the annual hours of a contract.
    pub fte: f64,
}

/// Why there is no legal roster, and what the positions of a plan would have to keep for one.
#[derive(Clone, PartialEq, Debug)]
pub struct Unrosterable {
    pub team: usize,
    pub rule: BrokenRule,
    /// A constraint that the present positions break.
    pub cut: Cut,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BrokenRule {
    /// Night shifts that nobody can have beside enough other shifts; bit 0 of the days is Monday.
    NightShare { shifts: u32, weekdays: u8 },
    /// One shift alone is more than a contract, or leaves no weekly rest.
    ShiftAlone { shifts: u32, weekdays: u8 },
    /// More people than the team has.
    People { needed: u32, most: u32, busiest: Busiest },
}

/// What it is that takes so many people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Busiest {
    /// Shifts of which a person can have only one, as they begin on one day, or within less than a shift and a rest of each
    /// other: begin and length of the time in which they begin.
    Hours { from: u32, minutes: u32 },
    /// Shifts of the week by days a week.
    Days,
    /// Paid time by the longest contract.
    Contracts,
    /// No single one of these; the search found no roster with fewer people.
    Together,
}

/// A roster for the positions of a plan, in which each line is legal and each position is worked once.
///
/// # Errors
/// The teams for which there is none, with the reason and a constraint for the plan.
pub fn roster(scenario: &Scenario, shifts: &[CandidateShift], positions: &[u32]) -> Result<Roster, Vec<Unrosterable>> {
    let mut roster = Roster { people: Vec::new(), teams: Vec::new() };
    let mut failures = Vec::new();
    for team in 0..scenario.teams.len() {
        let duties = duties(scenario, shifts, positions, team);
        if duties.is_empty() {
            continue;
        }
        match of_team(scenario, team, duties) {
            Ok((people, sums)) => {
                roster.people.extend(people);
                roster.teams.push(sums);
            }
            Err(failure) => failures.push(failure),
        }
    }
    if failures.is_empty() { Ok(roster) } else { Err(failures) }
}

/// The manned shifts of a team, by their beginning.
fn duties(scenario: &Scenario, shifts: &[CandidateShift], positions: &[u32], team: usize) -> Vec<Duty> {
    let sizing = &scenario.sizing;
    let manned = shifts.iter().zip(positions).enumerate().filter(|(_, (s, n))| s.team == team && **n > 0);
    let mut duties: Vec<Duty> = manned
        .map(|(candidate, (shift, count))| Duty {
            candidate,
            begins: shift.begins(),
            ends: shift.begins() + shift.minutes,
            paid_minutes: sizing.paid_minutes(&scenario.teams[team], shift.minutes),
            night: sizing.labour.is_night(shift.from_minute, shift.minutes),
            count: *count,
        })
        .collect();
    duties.sort_by_key(|duty| (duty.begins, duty.ends, duty.candidate));
    duties
}

fn of_team(scenario: &Scenario, team: usize, duties: Vec<Duty>) -> Result<(Vec<Person>, TeamRoster), Unrosterable> {
    let rules = &scenario.sizing.labour;
    let week = Week::new(rules, duties);
    if let Some(failure) = alone(&week, team) {
        return Err(failure);
    }
    let counts: Vec<u32> = week.duties.iter().map(|duty| duty.count).collect();
    let (least, binding) = week.bound(&counts);
    let found = improve::fewest(&week, &counts, least);
    if found.left.iter().any(|left| *left > 0) {
        return Err(nights_left(&week, team, &found.left));
    }
    let people = found.lines.len() as u32;
    let most = scenario.sizing.limit_of(&scenario.teams[team].name).and_then(|limit| limit.most_people);
    if let Some(most) = most.filter(|most| *most < people) {
        return Err(too_many(&week, team, (people, most), binding.filter(|_| least > most)));
    }
    let mut lines = improve::evened(&week, found.lines);
    lines.sort();
    let person = |line: &Vec<usize>| {
        let paid_minutes = line.iter().map(|duty| week.duties[*duty].paid_minutes).sum();
        Person {
            team,
            shifts: line.iter().map(|duty| week.duties[*duty].candidate).collect(),
            paid_minutes,
            contract_minutes: rules.contract_for(paid_minutes).unwrap_or_default(),
        }
    };
    let people: Vec<Person> = lines.iter().map(person).collect();
    let sum = |minutes: fn(&Person) -> u32| people.iter().map(|person| u64::from(minutes(person))).sum::<u64>();
    let paid_minutes = sum(|person| person.paid_minutes);
    let sums = TeamRoster {
        team,
        people: people.len() as u32,
        people_least: least,
        shifts: counts.iter().sum(),
        paid_minutes,
        contract_minutes: sum(|person| person.contract_minutes),
        fte: fte(paid_minutes as f64 / 60.0, scenario.costs.annual_hours),
    };
    Ok((people, sums))
}

fn days_of<'d>(duties: impl Iterator<Item = &'d Duty>) -> u8 {
    duties.fold(0, |days, duty| days | 1 << duty.weekday())
}

/// Shifts that cannot be anybody's week even alone. A night alone may break the share of nights and is no such shift: it may
/// stand beside others.
fn alone(week: &Week<'_>, team: usize) -> Option<Unrosterable> {
    let beside = LabourRules { night_share: 1.0, ..week.rules.clone() };
    let impossible: Vec<&Duty> = week.duties.iter().filter(|duty| !duty.is_legal_alone(&beside)).collect();
    let shifts = impossible.iter().map(|duty| duty.count).sum();
    let terms = impossible.iter().map(|duty| (duty.candidate, 1.0)).collect();
    let rule = BrokenRule::ShiftAlone { shifts, weekdays: days_of(impossible.iter().copied()) };
    (shifts > 0).then_some(Unrosterable { team, rule, cut: Cut { terms, most: 0.0 } })
}

/// Only the share of nights can leave shifts over: every other shift is a week of its own.
fn nights_left(week: &Week<'_>, team: usize, left: &[u32]) -> Unrosterable {
    let over = || week.duties.iter().zip(left).filter(|(_, left)| **left > 0);
    let shifts = over().map(|(_, left)| left).sum();
    let nights = || week.duties.iter().filter(|duty| duty.night);
    let planned: u32 = nights().map(|duty| duty.count).sum();
    let cut = Cut {
        terms: nights().map(|duty| (duty.candidate, 1.0)).collect(),
        most: f64::from(planned.saturating_sub(shifts)),
    };
    let rule = BrokenRule::NightShare { shifts, weekdays: days_of(over().map(|(duty, _)| duty)) };
    Unrosterable { team, rule, cut }
}

fn too_many(week: &Week<'_>, team: usize, (needed, most): (u32, u32), binding: Option<Binding>) -> Unrosterable {
    let each = |coefficient: fn(&Duty) -> f64| {
        week.duties.iter().map(|duty| (duty.candidate, coefficient(duty))).collect::<Vec<_>>()
    };
    let people = f64::from(most);
    let (busiest, cut) = match binding {
        Some(Binding::Clique(number)) => {
            let clique = &week.cliques[number];
            let (from, minutes) = clique.hours;
            let terms = clique.duties.iter().map(|duty| (week.duties[*duty].candidate, 1.0)).collect();
            (Busiest::Hours { from, minutes }, Cut { terms, most: people })
        }
        Some(Binding::Days) => {
            (Busiest::Days, Cut { terms: each(|_| 1.0), most: people * f64::from(week.rules.days_per_week) })
        }
        Some(Binding::Contracts) => {
            let minutes = f64::from(week.rules.longest_contract_minutes());
            (Busiest::Contracts, Cut { terms: each(|duty| f64::from(duty.paid_minutes)), most: people * minutes })
        }
        None => {
            let shifts: u32 = week.duties.iter().map(|duty| duty.count).sum();
            (Busiest::Together, Cut { terms: each(|_| 1.0), most: f64::from(shifts) - 1.0 })
        }
    };
    Unrosterable { team, rule: BrokenRule::People { needed, most, busiest }, cut }
}

#[cfg(test)]
mod tests;
