//! What the teams did: time on duty and on the queue, occupancy, answers.

use super::batch::Row;
use super::fold::{Fold, Posted, Taken};
use super::measure::Measure;
use super::window::{Level, Measured};
use crate::engine::Fact;
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, Time};

/// Levels of one team, in agents.
#[derive(Clone, Copy, Debug, Default)]
struct Team {
    on_duty: Level,
    /// On a break or off the queue.
    away: Level,
    overtime: Level,
    busy: Level,
    answers: u64,
}

/// Integrals of a team's levels at one instant.
#[derive(Clone, Copy, Debug, Default)]
struct Integrals {
    on_duty: u64,
    on_queue: u64,
    busy: u64,
}

impl Team {
    fn integrals(&self, now: Time) -> Integrals {
        let on_duty = self.on_duty.integral(now);
        let on_queue = on_duty.wrapping_sub(self.away.integral(now)).wrapping_add(self.overtime.integral(now));
        Integrals { on_duty, on_queue, busy: self.busy.integral(now) }
    }
}

impl Integrals {
    fn since(self, earlier: Integrals) -> Integrals {
        Integrals {
            on_duty: self.on_duty.wrapping_sub(earlier.on_duty),
            on_queue: self.on_queue.wrapping_sub(earlier.on_queue),
            busy: self.busy.wrapping_sub(earlier.busy),
        }
    }
    fn plus(self, other: Integrals) -> Integrals {
        Integrals {
            on_duty: self.on_duty.wrapping_add(other.on_duty),
            on_queue: self.on_queue.wrapping_add(other.on_queue),
            busy: self.busy.wrapping_add(other.busy),
        }
    }
    fn occupancy(self) -> f64 {
        self.busy as f64 / self.on_queue as f64
    }
}

/// Agent milliseconds of one hour of the week, over the measured weeks.
#[derive(Clone, Copy, Debug, Default)]
pub struct HourOfWork {
    pub on_duty_ms: u64,
    pub on_queue_ms: u64,
    pub busy_ms: u64,
}

/// Folds facts into the team measures of one replication.
#[derive(Debug)]
pub struct People {
    measured: Measured,
    teams: Vec<Team>,
    at_begin: Vec<Integrals>,
    at_end: Vec<Integrals>,
    at_hour: Integrals,
    pub hours: [HourOfWork; HOURS_PER_WEEK],
}

impl People {
    pub fn new(model: &Model, measured: Measured) -> People {
        let teams = model.teams.len();
        People {
            measured,
            teams: vec![Team::default(); teams],
            at_begin: vec![Integrals::default(); teams],
            at_end: vec![Integrals::default(); teams],
            at_hour: Integrals::default(),
            hours: [HourOfWork::default(); HOURS_PER_WEEK],
        }
    }

    fn integrals(&self, now: Time) -> Vec<Integrals> {
        self.teams.iter().map(|team| team.integrals(now)).collect()
    }

    fn hour_passes(&mut self, now: Time) {
        let total = self.teams.iter().fold(Integrals::default(), |sum, team| sum.plus(team.integrals(now)));
        if now > self.measured.from && now <= self.measured.to {
            let passed = total.since(self.at_hour);
            let hour = &mut self.hours[Time(now.0 - 1).hour_of_week()];
            hour.on_duty_ms += passed.on_duty;
            hour.on_queue_ms += passed.on_queue;
            hour.busy_ms += passed.busy;
        }
        self.at_hour = total;
    }

    /// Agent messages posted in the measured weeks, by team.
    pub fn answers(&self) -> impl Iterator<Item = u64> {
        self.teams.iter().map(|team| team.answers)
    }

    pub fn fill(&self, desk: &mut Row, teams: &mut [Row]) {
        let mut total = Integrals::default();
        for ((row, end), begin) in teams.iter_mut().zip(&self.at_end).zip(&self.at_begin) {
            let worked = end.since(*begin);
            row.set(Measure::Occupancy, worked.occupancy());
            total = total.plus(worked);
        }
        desk.set(Measure::Occupancy, total.occupancy());
    }
}

impl Fold for People {
    #[inline(always)]
    fn taken(&mut self, now: Time, fact: Taken) {
        if fact.in_hand == 1 {
            self.teams[usize::from(fact.team)].busy.up(now);
        }
    }
    #[inline(always)]
    fn posted(&mut self, now: Time, fact: Posted) {
        let counts = !fact.who.noise && self.measured.holds(now);
        let team = &mut self.teams[usize::from(fact.team)];
        team.answers += u64::from(counts);
        if fact.in_hand == 0 {
            team.busy.down(now);
        }
    }
    fn happened(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::DutyBegan { team, .. } => self.teams[usize::from(*team)].on_duty.up(now),
            Fact::DutyEnded { team, overtime, .. } => {
                let team = &mut self.teams[usize::from(*team)];
                team.on_duty.down(now);
                if *overtime {
                    team.overtime.up(now);
                }
            }
            Fact::OvertimeEnded { team, .. } => self.teams[usize::from(*team)].overtime.down(now),
            Fact::BreakBegan { team, .. } | Fact::OffQueueBegan { team, .. } => {
                self.teams[usize::from(*team)].away.up(now);
            }
            Fact::BreakEnded { team, .. } | Fact::OffQueueEnded { team, .. } => {
                self.teams[usize::from(*team)].away.down(now);
            }
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) {
        self.hour_passes(now);
        if now == self.measured.from {
            self.at_begin = self.integrals(now);
        }
        if now == self.measured.to {
            self.at_end = self.integrals(now);
        }
    }
}
