//! What supervisors cost: those who lead the agents on duty at each moment, with the premiums of that moment.

use super::fold::Fold;
use super::pay::PremiumClock;
use super::window::Measured;
use crate::desk::Supervisors;
use crate::engine::Fact;
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, Time};

/// Folds facts into the cost of supervisors of one replication; without supervisors it stays zero.
#[derive(Debug)]
pub struct Supervision {
    measured: Measured,
    rules: Option<Rules>,
    on_duty: u64,
    /// Up to here the cost is counted.
    since: Time,
    /// Reading of the premium clock then.
    read: f64,
    /// Money by hour of the week and by measured week, of all measured weeks.
    pub by_hour: [f64; HOURS_PER_WEEK],
    pub by_week: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Rules {
    supervisors: Supervisors,
    clock: PremiumClock,
    /// Money for an hour of one of them without premiums.
    hourly_cost: f64,
}

impl Supervision {
    pub fn new(model: &Model, measured: Measured) -> Supervision {
        let costs = &model.scenario.costs;
        let rules = costs.supervisors.map(|supervisors| Rules {
            supervisors,
            clock: PremiumClock::new(&model.scenario, model.end.day()),
            hourly_cost: supervisors.hourly_wage * (1.0 + costs.contributions),
        });
        Supervision {
            measured,
            rules,
            on_duty: 0,
            since: Time::ZERO,
            read: 0.0,
            by_hour: [0.0; HOURS_PER_WEEK],
            by_week: vec![0.0; model.plan.weeks as usize],
        }
    }

    /// Counts up to now. It is told of every full hour, so no stretch is longer.
    fn count(&mut self, now: Time) {
        let Some(rules) = &self.rules else { return };
        if now == self.since {
            return;
        }
        let read = rules.clock.read(now);
        if self.measured.holds(self.since) {
            let money = rules.supervisors.of(self.on_duty) * (read - self.read) * rules.hourly_cost;
            self.by_hour[self.since.hour_of_week()] += money;
            self.by_week[(self.since.week() - self.measured.from.week()) as usize] += money;
        }
        (self.since, self.read) = (now, read);
    }

    #[inline(never)]
    fn changes(&mut self, now: Time, more: bool) {
        self.count(now);
        self.on_duty = if more { self.on_duty + 1 } else { self.on_duty.saturating_sub(1) };
    }

    /// Money a week.
    pub fn per_week(&self) -> f64 {
        self.by_week.iter().sum::<f64>() / self.measured.weeks()
    }
}

impl Fold for Supervision {
    fn happened(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::DutyBegan { .. } => self.changes(now, true),
            Fact::DutyEnded { .. } => self.changes(now, false),
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) {
        self.count(now);
    }
}
