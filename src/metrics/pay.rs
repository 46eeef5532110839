//! Hours and what they cost: paid time, overtime, premiums of each minute, contributions, training, work places.

use super::batch::Row;
use super::fold::Fold;
use super::measure::Measure;
use super::supervision::Supervision;
use super::window::Measured;
use crate::desk::{MONTHS_PER_WEEK, Scenario, fte};
use crate::engine::Fact;
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_MINUTE, Span, Time};

const SUNDAY: u32 = 6;

/// Hours weighted with the premiums of each minute: 1 + night + Sunday + holiday, added (MODEL, section 9).
#[derive(Clone, Debug)]
pub struct PremiumClock {
    /// Where the premium changes, and weighted hours up to there.
    changes: Vec<(Time, f64)>,
    /// Factor from each change on.
    factors: Vec<f64>,
    /// Weighted hours up to each full hour: most readings are there.
    at_hours: Vec<f64>,
}

impl PremiumClock {
    pub fn new(scenario: &Scenario, days: u32) -> PremiumClock {
        let mut clock = PremiumClock { changes: Vec::new(), factors: Vec::new(), at_hours: Vec::new() };
        let mut weighted = 0.0;
        for day in 0..days {
            for (begin, end, factor) in premiums_of_day(scenario, day) {
                clock.changes.push((begin, weighted));
                clock.factors.push(factor);
                weighted += end.since(begin).hours() * factor;
            }
        }
        clock.at_hours = (0..=u64::from(days) * 24).map(|hour| clock.search(Time(hour * MS_PER_HOUR))).collect();
        clock
    }

    /// Weighted hours from the start of the run to an instant.
    #[inline]
    pub(super) fn read(&self, at: Time) -> f64 {
        let hour = at.hour();
        match self.at_hours.get(hour as usize) {
            Some(weighted) if at.0 == hour * MS_PER_HOUR => *weighted,
            _ => self.search(at),
        }
    }

    #[inline(never)]
    fn search(&self, at: Time) -> f64 {
        let next = self.changes.partition_point(|(begin, _)| *begin <= at);
        let last = next.saturating_sub(1);
        match self.changes.get(last) {
            Some((begin, weighted)) => weighted + at.since(*begin).hours() * self.factors[last],
            None => 0.0,
        }
    }

    /// Number of the stretch with one factor that an instant lies in.
    fn stretch_at(&self, at: Time) -> usize {
        self.changes.partition_point(|(begin, _)| *begin <= at).saturating_sub(1)
    }
    /// Factor of a stretch, and when it ends.
    fn stretch(&self, number: usize) -> (f64, Time) {
        let factor = self.factors.get(number).copied().unwrap_or(1.0);
        (factor, self.changes.get(number + 1).map_or(Time::NEVER, |(begin, _)| *begin))
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
    /// Money for an hour of each team without premiums.
    hourly_costs: Vec<f64>,
    /// Wages by hour of the week and by measured week, of all measured weeks and teams.
    by_hour: [f64; HOURS_PER_WEEK],
    by_week: Vec<f64>,
}

/// What is paid beside wages, in money a week.
#[derive(Clone, Copy, Debug, Default)]
struct Extras {
    training: f64,
    seats: f64,
}

impl<'m> Pay<'m> {
    pub fn new(model: &'m Model, measured: Measured) -> Pay<'m> {
        let contributions = model.scenario.costs.contributions;
        Pay {
            model,
            measured,
            clock: PremiumClock::new(&model.scenario, model.end.day()),
            teams: vec![Paid::default(); model.teams.len()],
            hourly_costs: model.scenario.teams.iter().map(|team| team.hourly_wage * (1.0 + contributions)).collect(),
            by_hour: [0.0; HOURS_PER_WEEK],
            by_week: vec![0.0; model.plan.weeks as usize],
        }
    }

    /// Adds (`sign` 1) or takes off (-1) an interval; its length in milliseconds.
    fn pays(&mut self, team: u16, from: Time, to: Time, sign: i64) -> i64 {
        let (from, to) = self.measured.clip(from, to);
        let ms = to.since(from).0 as i64;
        let (paid, hourly_cost) = (&mut self.teams[usize::from(team)], self.hourly_costs[usize::from(team)]);
        paid.ms += sign * ms;
        let (mut at, mut stretch) = (from, self.clock.stretch_at(from));
        while at < to {
            let (factor, changes) = self.clock.stretch(stretch);
            let next = Time((at.hour() + 1) * MS_PER_HOUR).min(changes).min(to);
            let weighted_hours = sign as f64 * next.since(at).hours() * factor;
            paid.weighted_hours += weighted_hours;
            self.by_hour[at.hour_of_week()] += weighted_hours * hourly_cost;
            self.by_week[(at.week() - self.measured.from.week()) as usize] += weighted_hours * hourly_cost;
            stretch += usize::from(next == changes);
            at = next;
        }
        ms
    }

    /// Paid hours a week.
    fn hours(&self, ms: i64) -> f64 {
        ms as f64 / MS_PER_HOUR as f64 / self.measured.weeks()
    }

    /// Trained are those whom it takes to fill the positions: full-time equivalents, not positions.
    fn training(&self, paid: &Paid) -> f64 {
        let training = self.model.scenario.policy.training.map_or(0.0, |training| training.cost_per_agent_year);
        self.hours(paid.ms) / self.model.scenario.costs.annual_hours * training
    }

    fn extras(&self) -> Extras {
        let scenario = &self.model.scenario;
        Extras {
            training: self.teams.iter().map(|paid| self.training(paid)).sum(),
            seats: f64::from(scenario.most_positions_at_once()) * scenario.costs.seats * MONTHS_PER_WEEK,
        }
    }

    /// `answers`: agent messages posted, by team.
    pub fn fill(
        &self,
        answers: impl Iterator<Item = u64>,
        supervision: &Supervision,
        desk: &mut Row,
        teams: &mut [Row],
    ) {
        let weeks = self.measured.weeks();
        let mut total = (Paid::default(), 0.0, 0);
        for (number, (paid, answers)) in self.teams.iter().zip(answers).enumerate() {
            let training = self.training(paid);
            let cost = paid.weighted_hours * self.hourly_costs[number] / weeks + training;
            self.fill_row(&mut teams[number], paid, cost, answers);
            teams[number].set(Measure::TrainingPerWeek, training);
            total.0.ms += paid.ms;
            total.0.overtime_ms += paid.overtime_ms;
            total.1 += cost;
            total.2 += answers;
        }
        let (paid, of_teams, answers) = total;
        let (extras, supervisors) = (self.extras(), supervision.per_week());
        self.fill_row(desk, &paid, of_teams + supervisors + extras.seats, answers);
        desk.set(Measure::TrainingPerWeek, extras.training);
        desk.set(Measure::SupervisorsPerWeek, supervisors);
        desk.set(Measure::SeatsPerWeek, extras.seats);
    }

    fn fill_row(&self, row: &mut Row, paid: &Paid, cost: f64, answers: u64) {
        let hours = self.hours(paid.ms);
        row.set(Measure::PaidHoursPerWeek, hours);
        row.set(Measure::OvertimeHoursPerWeek, self.hours(paid.overtime_ms));
        row.set(Measure::AnswersPerPaidHour, answers as f64 / self.measured.weeks() / hours);
        row.set(Measure::StaffCostPerWeek, cost);
        row.set(Measure::Fte, fte(hours, self.model.scenario.costs.annual_hours));
    }

    /// Staff cost by hour of the week, of all measured weeks together; training and work places spread evenly.
    pub fn cost_by_hour(&self, supervision: &Supervision) -> [f64; HOURS_PER_WEEK] {
        let extras = self.extras();
        let even = (extras.training + extras.seats) * self.measured.weeks() / HOURS_PER_WEEK as f64;
        std::array::from_fn(|hour| self.by_hour[hour] + supervision.by_hour[hour] + even)
    }

    /// Staff cost of each measured week; training and work places spread evenly.
    pub fn cost_by_week(&self, supervision: &Supervision) -> impl Iterator<Item = f64> {
        let extras = self.extras();
        let paid = self.by_week.iter().zip(&supervision.by_week);
        paid.map(move |(wages, supervisors)| wages + supervisors + extras.training + extras.seats)
    }
}

impl Fold for Pay<'_> {
    fn happened(&mut self, now: Time, fact: &Fact) {
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
