//! Hours and what they cost: paid time, overtime, premiums of each minute, contributions, training.

use super::batch::Row;
use super::measure::Measure;
use super::window::Measured;
use crate::desk::Scenario;
use crate::engine::{Fact, Observer};
use crate::model::Model;
use crate::time::{MS_PER_HOUR, MS_PER_MINUTE, Span, Time, WEEKS_PER_YEAR};

const SUNDAY: u32 = 6;

/// Hours weighted with the premiums of each minute: 1 + night + Sunday + holiday, added (MODEL, section 9).
#[derive(Clone, Debug)]
pub struct PremiumClock {
    /// Where the premium changes, and weighted hours up to there.
    changes: Vec<(Time, f64)>,
    /// Factor from each change on.
    factors: Vec<f64>,
}

impl PremiumClock {
    pub fn new(scenario: &Scenario, days: u32) -> PremiumClock {
        let mut clock = PremiumClock { changes: Vec::new(), factors: Vec::new() };
        let mut weighted = 0.0;
        for day in 0..days {
            for (begin, end, factor) in premiums_of_day(scenario, day) {
                clock.changes.push((begin, weighted));
                clock.factors.push(factor);
                weighted += end.since(begin).hours() * factor;
            }
        }
        clock
    }

    /// Weighted hours from the start of the run to an instant.
    fn read(&self, at: Time) -> f64 {
        let next = self.changes.partition_point(|(begin, _)| *begin <= at);
        let last = next.saturating_sub(1);
        match self.changes.get(last) {
            Some((begin, weighted)) => weighted + at.since(*begin).hours() * self.factors[last],
            None => 0.0,
        }
    }

    /// Hours of an interval, weighted with their premiums.
    pub fn between(&self, from: Time, to: Time) -> f64 {
        self.read(to) - self.read(from)
    }
}

/// Stretches of a day with one premium factor, in order.
fn premiums_of_day(scenario: &Scenario, day: u32) -> Vec<(Time, Time, f64)> {
    const DAY: u32 = 1440;
    let costs = &scenario.costs;
    let of_day = 1.0
        + if day % 7 == SUNDAY { costs.sunday } else { 0.0 }
        + if scenario.calendar.is_holiday(day) { costs.holiday } else { 0.0 };
    let mut nights: Vec<(u32, u32)> = Vec::new();
    let mut premium = 0.0;
    if let Some(night) = costs.night {
        premium = night.premium;
        // The end of yesterday's night, and the begin of tonight's.
        nights.push((0, night.to_minute.saturating_sub(DAY)));
        nights.push((night.from_minute, night.to_minute.min(DAY)));
    }
    let mut edges: Vec<u32> = nights.iter().flat_map(|(from, to)| [*from, *to]).chain([0, DAY]).collect();
    edges.sort_unstable();
    edges.dedup();
    let at = |minute: u32| Time::day_start(day) + Span(u64::from(minute) * MS_PER_MINUTE);
    let stretch = |edge: &[u32]| {
        let is_night = nights.iter().any(|(from, to)| edge[0] >= *from && edge[0] < *to);
        (at(edge[0]), at(edge[1]), of_day + if is_night { premium } else { 0.0 })
    };
    edges.windows(2).map(stretch).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Paid {
    ms: i64,
    overtime_ms: i64,
    /// Paid hours, weighted with premiums.
    weighted_hours: f64,
}

/// Folds facts into the paid hours and the staff cost of one replication.
#[derive(Debug)]
pub struct Pay<'m> {
    model: &'m Model,
    measured: Measured,
    clock: PremiumClock,
    teams: Vec<Paid>,
}

impl<'m> Pay<'m> {
    pub fn new(model: &'m Model, measured: Measured) -> Pay<'m> {
        let clock = PremiumClock::new(&model.scenario, model.end.day());
        Pay { model, measured, clock, teams: vec![Paid::default(); model.teams.len()] }
    }

    /// Adds (`sign` 1) or takes off (-1) an interval; its length in milliseconds.
    fn pays(&mut self, team: u16, from: Time, to: Time, sign: i64) -> i64 {
        let (from, to) = self.measured.clip(from, to);
        let ms = to.since(from).0 as i64;
        let paid = &mut self.teams[usize::from(team)];
        paid.ms += sign * ms;
        paid.weighted_hours += sign as f64 * self.clock.between(from, to);
        ms
    }

    /// `answers`: agent messages posted, by team.
    pub fn fill(&self, answers: impl Iterator<Item = u64>, desk: &mut Row, teams: &mut [Row]) {
        let weeks = self.measured.weeks();
        let costs = &self.model.scenario.costs;
        let training = self.model.scenario.policy.training.map_or(0.0, |training| training.cost_per_agent_year);
        let hours = |ms: i64| ms as f64 / MS_PER_HOUR as f64 / weeks;
        let mut total = (Paid::default(), 0.0, 0);
        for (number, (paid, answers)) in self.teams.iter().zip(answers).enumerate() {
            let wage = self.model.scenario.teams[number].hourly_wage * (1.0 + costs.contributions);
            // Trained are those whom it takes to fill the positions: full-time equivalents, not positions.
            let trained = hours(paid.ms) / costs.annual_hours;
            let cost = paid.weighted_hours * wage / weeks + trained * training;
            fill(&mut teams[number], hours(paid.ms), hours(paid.overtime_ms), cost, answers, weeks, costs.annual_hours);
            total.0.ms += paid.ms;
            total.0.overtime_ms += paid.overtime_ms;
            total.1 += cost;
            total.2 += answers;
        }
        let (paid, cost, answers) = total;
        fill(desk, hours(paid.ms), hours(paid.overtime_ms), cost, answers, weeks, costs.annual_hours);
    }
}

fn fill(row: &mut Row, paid: f64, overtime: f64, cost: f64, answers: u64, weeks: f64, annual_hours: f64) {
    row.set(Measure::PaidHoursPerWeek, paid);
    row.set(Measure::OvertimeHoursPerWeek, overtime);
    row.set(Measure::AnswersPerPaidHour, answers as f64 / weeks / paid);
    row.set(Measure::StaffCostPerWeek, cost);
    row.set(Measure::Fte, paid * WEEKS_PER_YEAR / annual_hours);
}

impl Observer for Pay<'_> {
    #[inline(always)]
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::ShiftBegan { team, from, to, absent, unpaid_break, .. } => {
                self.pays(*team, *from, *to, 1);
                if let (true, Some((begin, end))) = (*absent, *unpaid_break) {
                    self.pays(*team, begin, end, -1);
                }
            }
            Fact::BreakEnded { team, since, paid: false, .. } => _ = self.pays(*team, *since, now, -1),
            Fact::OvertimeEnded { team, since, .. } => {
                let ms = self.pays(*team, *since, now, 1);
                self.teams[usize::from(*team)].overtime_ms += ms;
            }
            _ => {}
        }
    }
}
