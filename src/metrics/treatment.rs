//! Who was treated how, and what it taught: policy measures of conversations opened in measured weeks, and their weeks.

use super::batch::{Row, WeekValues};
use super::fold::Fold;
use super::measure::Measure;
use super::window::Measured;
use crate::behaviour::Learned;
use crate::engine::{Fact, Subject};
use crate::model::Model;
use crate::time::Time;

/// Folds facts into the policy measures of one replication.
#[derive(Debug)]
pub struct Treatment<'m> {
    model: &'m Model,
    measured: Measured,
    weeks: Vec<WeekValues>,
    /// Somebody may be hostile.
    may_be_hostile: bool,
    learned: Learned,
    preferential: u64,
    gestures: u64,
    exposures: u64,
    chasers: u64,
    moved: u64,
    phone_contacts: u64,
    erred: u64,
    reopened: u64,
    intruded: u64,
    spread: u64,
}

impl<'m> Treatment<'m> {
    pub fn new(model: &'m Model, measured: Measured) -> Treatment<'m> {
        Treatment {
            model,
            measured,
            weeks: vec![WeekValues::default(); model.plan.weeks as usize],
            may_be_hostile: model.levers.learning.is_some(),
            learned: Learned::default(),
            preferential: 0,
            gestures: 0,
            exposures: 0,
            chasers: 0,
            moved: 0,
            phone_contacts: 0,
            erred: 0,
            reopened: 0,
            intruded: 0,
            spread: 0,
        }
    }

    #[inline]
    fn week(&mut self, who: &Subject) -> &mut WeekValues {
        &mut self.weeks[(who.opened.week() - self.model.plan.warmup_weeks) as usize]
    }

    fn level(&self, now: Time) -> f64 {
        self.model.levers.learning.map_or(0.0, |rules| self.learned.level(now, rules.half_life))
    }

    pub fn fill(&self, desk: &mut Row) {
        let weeks = self.measured.weeks();
        let mut per_week = |measure, count: u64| desk.set(measure, count as f64 / weeks);
        per_week(Measure::Preferential, self.preferential);
        per_week(Measure::PrivacyExposures, self.exposures);
        per_week(Measure::PublicChasers, self.chasers);
        per_week(Measure::MovedToDm, self.moved);
        per_week(Measure::PhoneContacts, self.phone_contacts);
        per_week(Measure::WrongAnswers, self.erred);
        per_week(Measure::Reopened, self.reopened);
        per_week(Measure::Intrusions, self.intruded);
        per_week(Measure::Contagious, self.spread);
        let goodwill = self.gestures as f64 * self.model.scenario.costs.goodwill_cost;
        desk.set(Measure::GoodwillPerWeek, goodwill / weeks);
        let (mut hostile, mut negative) = (0, 0);
        self.weeks.iter().for_each(|week| (hostile, negative) = (hostile + week.hostile, negative + week.negative));
        desk.set(Measure::HostileShare, hostile as f64 / negative as f64);
        desk.set(Measure::Learned, self.weeks.last().map_or(f64::NAN, |week| week.learned));
    }

    /// The values of each week, given the conversations that opened in it and how long they waited.
    pub fn weeks(&self, opened: &[u64], waiting_ms: &[u64]) -> Vec<WeekValues> {
        let counted = self.weeks.iter().zip(opened).zip(waiting_ms);
        counted.map(|((week, opened), ms)| WeekValues { opened: *opened, waiting_ms: *ms, ..*week }).collect()
    }

    fn tone(&mut self, who: &Subject) {
        let negative = self.model.contacts[usize::from(who.contact)].negative;
        let week = self.week(who);
        week.negative += u64::from(negative);
        week.hostile += u64::from(who.hostile);
    }
}

impl Fold for Treatment<'_> {
    #[inline(always)]
    fn opened(&mut self, _: Time, who: &Subject) {
        if self.may_be_hostile && who.measured {
            self.tone(who);
        }
    }
    fn happened(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Chased { who, nth: 1 } if who.measured => self.chasers += 1,
            Fact::Phoned { who, .. } if who.measured => self.phone_contacts += 1,
            Fact::Favoured { who, gesture } if who.measured => {
                self.preferential += 1;
                self.gestures += u64::from(*gesture);
                let week = self.week(who);
                week.preferential += 1;
                week.preferential_waiting_ms += now.since(who.opened).0;
            }
            Fact::Exposed { who } if who.measured => self.exposures += 1,
            Fact::MovedToDm { who } if who.measured => self.moved += 1,
            Fact::Erred { who } if who.measured => self.erred += 1,
            Fact::Reopened { who } if who.measured => self.reopened += 1,
            Fact::Intruded { who } if who.measured => self.intruded += 1,
            Fact::Spread { .. } if self.measured.holds(now) => self.spread += 1,
            Fact::Learned { level } => self.learned = *level,
            _ => {}
        }
    }

    /// The level at the end of each measured week.
    fn hour(&mut self, now: Time) {
        let first = self.model.plan.warmup_weeks;
        if now > self.measured.from && now <= self.measured.to && now == Time::week_start(now.week()) {
            self.weeks[(now.week() - first - 1) as usize].learned = self.level(now);
        }
    }
}
