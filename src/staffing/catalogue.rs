//! Which shifts a plan may choose from, what they cost, and which linear constraints the labour rules put on it.
//!
//! Invariant: candidates stand in the order of team, weekday, beginning, length; each alone is a legal week of a person.

use super::shift::CandidateShift;
use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Break, Calendar, Scenario, ShiftCatalogue, StartRules, Team, WeekCover};
use crate::metrics::PremiumClock;
use crate::scenario::limits::Limit;
use crate::time::{MS_PER_MINUTE, Span, Time};
use std::collections::BTreeSet;

pub(super) const MINUTES_PER_DAY: u32 = 1440;

/// What a plan may choose from, and what it must keep beside the agreements.
#[derive(Clone, PartialEq, Debug)]
pub struct Catalogue {
    pub shifts: Vec<CandidateShift>,
    /// Whether each of the shifts is a night shift by the labour rules.
    pub nights: Vec<bool>,
    pub presence: Vec<LeastPresence>,
    /// Teams that have a most number of positions on duty at once.
    pub seats: Vec<SeatLimit>,
    pub cuts: Vec<Cut>,
}

/// So many agents are on duty at least, absence apart.
#[derive(Clone, PartialEq, Debug)]
pub struct LeastPresence {
    pub reason: PresenceReason,
    pub hours: WeekCover,
    pub agents: u32,
    /// Teams whose agents count.
    pub teams: Vec<usize>,
}

/// Which line of `[sizing]` asks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PresenceReason {
    Covered,
    /// `[[sizing.presence]]` of that name.
    Rule(String),
    /// `least` of the team of that name.
    Team(String),
}

/// At most so many positions of a team on duty at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeatLimit {
    pub team: usize,
    pub agents: u32,
}

/// A linear constraint on the positions of candidates: the sum of coefficient x positions is `most` or less.
#[derive(Clone, PartialEq, Debug)]
pub struct Cut {
    pub terms: Vec<(usize, f64)>,
    pub most: f64,
}

impl Catalogue {
    /// Hours with a least presence that no candidate covers, and by which rule: whatever is planned, they stay uncovered.
    pub fn uncoverable(&self) -> Vec<(PresenceReason, WeekCover)> {
        let missing = |rule: &LeastPresence| {
            let within = |shift: &&CandidateShift| rule.teams.contains(&shift.team);
            let covered: Vec<(u32, u32)> =
                self.shifts.iter().filter(within).map(|shift| (shift.begins(), shift.minutes)).collect();
            let rest = rule.hours.minus(&WeekCover::of_stretches(&covered));
            (!rest.is_empty()).then(|| (rule.reason.clone(), rest))
        };
        self.presence.iter().filter_map(missing).collect()
    }
}

/// The shifts and constraints of a scenario by its `[sizing]`, or by the defaults of that.
///
/// A team that is in all respects like an earlier one offers nothing new and has no candidates, unless it has limits of its
/// own; nor has one whose limit is 0.
pub fn catalogue(scenario: &Scenario) -> Catalogue {
    let prices = Prices::new(scenario);
    let mut shifts = Vec::new();
    for team in templates(scenario) {
        shifts.extend(candidates(scenario, &prices, team));
    }
    let nights = shifts.iter().map(|s| scenario.sizing.labour.is_night(s.from_minute, s.minutes)).collect::<Vec<_>>();
    let cuts = cuts(scenario, &shifts, &nights);
    Catalogue { nights, cuts, presence: presence(scenario), seats: seats(scenario), shifts }
}

/// Numbers of the teams whose kind of people may be planned.
pub fn templates(scenario: &Scenario) -> Vec<usize> {
    let sizing = &scenario.sizing;
    let limited = |team: &Team| sizing.limit_of(&team.name).is_some();
    let allowed = |team: &Team| {
        sizing.limit_of(&team.name).is_none_or(|limit| limit.most != Some(0) && limit.most_people != Some(0))
    };
    let alike = |a: &Team, b: &Team| {
        let pauses = sizing.pause_of(a) == sizing.pause_of(b);
        let speeds = (a.speed, a.concurrency, a.slowdown) == (b.speed, b.concurrency, b.slowdown);
        pauses && speeds && a.skills == b.skills && a.hourly_wage == b.hourly_wage
    };
    let teams = &scenario.teams;
    let repeats = |i: usize| {
        !limited(&teams[i]) && teams[..i].iter().any(|earlier| !limited(earlier) && alike(earlier, &teams[i]))
    };
    (0..teams.len()).filter(|i| allowed(&teams[*i]) && !repeats(*i)).collect()
}

fn candidates(scenario: &Scenario, prices: &Prices, number: usize) -> Vec<CandidateShift> {
    let (sizing, team) = (&scenario.sizing, &scenario.teams[number]);
    let hours = scenario.sizing_hours_of(team);
    let found = match &sizing.catalogue {
        ShiftCatalogue::Rules(rules) => by_rules(rules, &hours),
        ShiftCatalogue::Patterns(patterns) => by_windows(patterns.iter().flat_map(|pattern| &pattern.hours), &hours),
    };
    let labour = &sizing.labour;
    let no_nights = labour.most_nights(labour.days_per_week) == 0;
    let rest = labour.weekly_rest_minutes.max(labour.rest_minutes);
    let most = sizing.limit_of(&team.name).and_then(|limit| limit.most);
    let candidate = |(begins, minutes): (u32, u32)| {
        let (weekday, from_minute) = (begins / MINUTES_PER_DAY, begins % MINUTES_PER_DAY);
        let illegal = sizing.paid_minutes(team, minutes) > labour.longest_contract_minutes()
            || minutes + rest > MINUTES_PER_WEEK
            || no_nights && labour.is_night(from_minute, minutes);
        let pause = pause(sizing.pause_of(team), minutes);
        (!illegal).then(|| CandidateShift {
            team: number,
            weekday,
            from_minute,
            minutes,
            break_minutes: pause.map_or(0, |pause| whole_minutes(pause.length)),
            cost: prices.of(team, begins, minutes, pause.filter(|pause| !pause.paid).map(|pause| pause.length)),
            most: most.unwrap_or(Limit::Agents.allowed() as u32),
        })
    };
    found.into_iter().filter_map(candidate).collect()
}

fn whole_minutes(span: Span) -> u32 {
    span.minutes().round() as u32
}

/// The break of a shift of that length, by the rule of the desk (see [`Break`]).
pub(super) fn pause(pause: Option<Break>, minutes: u32) -> Option<Break> {
    let length = f64::from(minutes);
    pause.filter(|pause| length > pause.after.minutes() && pause.length.minutes() < length)
}

/// (begin, length) of shifts that begin by the rules and lie within the hours.
///
/// Beginnings are counted from the begin of each stretch of hours and from every midnight in it; one shift of each length
/// ends with the stretch. A stretch shorter than every length has one shift of its own.
fn by_rules(rules: &StartRules, hours: &WeekCover) -> BTreeSet<(u32, u32)> {
    let mut found = BTreeSet::new();
    for (begin, stretch) in hours.stretches() {
        let round_the_clock = stretch == MINUTES_PER_WEEK;
        let mut add = |begins: u32, length: u32| {
            if rules.may_begin(begins % MINUTES_PER_DAY) {
                found.insert((begins % MINUTES_PER_WEEK, length));
            }
        };
        let fitting = rules.lengths_minutes.iter().copied().filter(|length| *length <= stretch);
        if fitting.clone().next().is_none() {
            add(begin, stretch);
        }
        for length in fitting {
            let last = if round_the_clock { begin + stretch - 1 } else { begin + stretch - length };
            let mut anchor = begin;
            while anchor <= last {
                let midnight = (anchor / MINUTES_PER_DAY + 1) * MINUTES_PER_DAY;
                let until = midnight.min(last + 1);
                (anchor..until).step_by(rules.step_minutes as usize).for_each(|begins| add(begins, length));
                anchor = midnight;
            }
            if !round_the_clock {
                add(last, length);
            }
        }
    }
    found
}

/// (begin, length) of shifts as they are listed, as far as they lie within the hours.
fn by_windows<'w>(windows: impl Iterator<Item = &'w crate::desk::Window>, hours: &WeekCover) -> BTreeSet<(u32, u32)> {
    let mut found = BTreeSet::new();
    for window in windows {
        for weekday in (0..7).filter(|day| window.days.has_weekday(*day)) {
            let shift = (weekday * MINUTES_PER_DAY + window.from_minute, window.to_minute - window.from_minute);
            if WeekCover::of_stretches(&[shift]).minus(hours).is_empty() {
                found.insert(shift);
            }
        }
    }
    found
}

/// What a position costs in an ordinary week.
pub(super) struct Prices<'s> {
    clock: PremiumClock,
    scenario: &'s Scenario,
}

impl Prices<'_> {
    pub(super) fn new(scenario: &Scenario) -> Prices<'_> {
        // Candidates belong to the ordinary week: no day of it is a holiday. A shift of Sunday ends on Monday.
        let ordinary = Scenario { calendar: Calendar::default(), ..scenario.clone() };
        Prices { clock: PremiumClock::new(&ordinary, 9), scenario }
    }

    /// As the measure of staff cost counts it: paid time with the premiums of each minute and contributions, training, and the
    /// part of a supervisor who leads whoever is not absent. Whole supervisors cost no less, work places are no matter of one
    /// shift. An unpaid break lies in the middle of the shift, about which those of a team are staggered.
    pub(super) fn of(&self, team: &Team, begins: u32, minutes: u32, unpaid: Option<Span>) -> f64 {
        let (costs, policy) = (&self.scenario.costs, &self.scenario.policy);
        let from = Time::ZERO + Span(u64::from(begins) * MS_PER_MINUTE);
        let length = Span(u64::from(minutes) * MS_PER_MINUTE);
        let mut weighted = self.clock.between(from, from + length);
        let led = weighted * (1.0 - self.scenario.absence);
        let supervisors = costs.supervisors.map_or(0.0, |one| led * one.hourly_wage / one.per_agents);
        let mut paid_hours = length.hours();
        if let Some(unpaid) = unpaid {
            let leaves = from + Span((length.0 - unpaid.0) / 2);
            weighted -= self.clock.between(leaves, leaves + unpaid);
            paid_hours -= unpaid.hours();
        }
        let training = policy.training.map_or(0.0, |training| training.cost_per_agent_year);
        (weighted * team.hourly_wage + supervisors) * (1.0 + costs.contributions)
            + paid_hours / costs.annual_hours * training
    }
}

fn presence(scenario: &Scenario) -> Vec<LeastPresence> {
    let (sizing, teams) = (&scenario.sizing, templates(scenario));
    let mut found = Vec::new();
    if !sizing.covered.is_empty() {
        let hours = WeekCover::of(sizing.covered.iter().copied());
        found.push(LeastPresence { reason: PresenceReason::Covered, hours, agents: 1, teams: teams.clone() });
    }
    for rule in &sizing.presence {
        let hours = match rule.hours.as_slice() {
            [] => scenario.sizing_hours(),
            hours => WeekCover::of(hours.iter().copied()),
        };
        let teams = teams.iter().copied().filter(|team| rule.counts(&scenario.teams[*team])).collect();
        found.push(LeastPresence {
            reason: PresenceReason::Rule(rule.name.clone()),
            hours,
            agents: rule.agents,
            teams,
        });
    }
    for team in teams {
        let name = &scenario.teams[team].name;
        if let Some(limit) = sizing.limit_of(name).filter(|limit| limit.least > 0) {
            let hours = scenario.sizing_hours_of(&scenario.teams[team]);
            let reason = PresenceReason::Team(name.clone());
            found.push(LeastPresence { reason, hours, agents: limit.least, teams: vec![team] });
        }
    }
    found
}

fn seats(scenario: &Scenario) -> Vec<SeatLimit> {
    let limit = |team: usize| scenario.sizing.limit_of(&scenario.teams[team].name).and_then(|limit| limit.most);
    templates(scenario).into_iter().filter_map(|team| limit(team).map(|agents| SeatLimit { team, agents })).collect()
}

/// What every plan keeps whose roster can be legal: the night shifts of a team are a share of all of its shifts, and people
/// work so many days and so many hours.
fn cuts(scenario: &Scenario, shifts: &[CandidateShift], nights: &[bool]) -> Vec<Cut> {
    let (sizing, labour) = (&scenario.sizing, &scenario.sizing.labour);
    let mut found = Vec::new();
    for team in templates(scenario) {
        let of_team = || shifts.iter().enumerate().filter(move |(_, shift)| shift.team == team);
        if labour.night_share < 1.0 && of_team().any(|(i, _)| nights[i]) {
            let share = |i: usize| if nights[i] { 1.0 - labour.night_share } else { -labour.night_share };
            found.push(Cut { terms: of_team().map(|(i, _)| (i, share(i))).collect(), most: 0.0 });
        }
        if let Some(people) = sizing.limit_of(&scenario.teams[team].name).and_then(|limit| limit.most_people) {
            let people = f64::from(people);
            let one = of_team().map(|(i, _)| (i, 1.0)).collect();
            found.push(Cut { terms: one, most: people * f64::from(labour.days_per_week) });
            let paid = |shift: &CandidateShift| f64::from(sizing.paid_minutes(&scenario.teams[team], shift.minutes));
            let minutes = of_team().map(|(i, shift)| (i, paid(shift))).collect();
            found.push(Cut { terms: minutes, most: people * f64::from(labour.longest_contract_minutes()) });
            for day in 0..7 {
                let on_day = of_team().filter(|(_, shift)| shift.weekday == day).map(|(i, _)| (i, 1.0)).collect();
                found.push(Cut { terms: on_day, most: people });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
