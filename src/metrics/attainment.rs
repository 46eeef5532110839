//! What a search for a staffing needs to know of a replication, and no more: which agreements were kept, hour by hour, how many
//! gave up, and whether the desk kept up with what came.

use crate::desk::{Clock, Sla};
use crate::engine::{Ending, Entry, Fact, Observer, PhoneReason, Subject};
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, Span, Time};

/// The agreements of a scenario, ready to be looked up for each conversation.
#[derive(Clone, Debug)]
pub struct Agreements {
    /// Bit s: agreement s covers (kind, influencer).
    covered_by: Vec<u32>,
    limits: Vec<Limit>,
}

#[derive(Clone, Copy, Debug)]
struct Limit {
    within: Span,
    service_hours: bool,
}

impl Agreements {
    pub fn new(model: &Model) -> Agreements {
        let scenario = &model.scenario;
        let kinds = &model.routing.kinds;
        let mask = |kind: usize, influencer: bool| {
            let covers = |(number, sla): (usize, &Sla)| {
                let covered = kinds.is_covered(&sla.filter, &scenario.demand.contacts, kind as u16, influencer);
                u32::from(covered) << number
            };
            scenario.slas.iter().enumerate().map(covers).sum()
        };
        let limit = |sla: &Sla| Limit { within: sla.within, service_hours: sla.clock == Clock::ServiceHours };
        Agreements {
            covered_by: (0..kinds.count() * 2).map(|i| mask(i / 2, i % 2 == 1)).collect(),
            limits: scenario.slas.iter().map(limit).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.limits.len()
    }
    pub fn is_empty(&self) -> bool {
        self.limits.is_empty()
    }

    /// Bit s: agreement s covers the conversation.
    #[inline(always)]
    pub fn covering(&self, who: &Subject) -> u32 {
        self.covered_by[usize::from(who.kind) * 2 + usize::from(who.influencer)]
    }

    /// Whether a first response after so long, on either clock, keeps agreement s.
    #[inline(always)]
    pub fn is_kept(&self, agreement: usize, elapsed: Span, service: Span) -> bool {
        let limit = self.limits[agreement];
        (if limit.service_hours { service } else { elapsed }) <= limit.within
    }
}

#[inline(always)]
pub(super) fn for_each_bit(mut mask: u32, mut f: impl FnMut(usize)) {
    while mask != 0 {
        f(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

/// Counts of one replication.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// By agreement and hour of the week in which the conversation opened: covered conversations, and those answered in time.
    pub opened: Vec<[u32; HOURS_PER_WEEK]>,
    pub kept: Vec<[u32; HOURS_PER_WEEK]>,
    /// By contact type: conversations, and those whose customer phoned or left before an agent took the first message.
    pub conversations: Vec<u64>,
    pub gave_up: Vec<u64>,
    /// Messages waiting when measuring begins and when it ends.
    pub waiting_at_first: u64,
    pub waiting_at_last: u64,
    /// Messages that entered the queue, or were taken at once, between.
    pub messages: u64,
}

impl Kept {
    /// Share of an agreement's conversations answered in time; `None`: it covered none.
    pub fn attained(&self, agreement: usize) -> Option<f64> {
        let sum = |counts: &[u32; HOURS_PER_WEEK]| counts.iter().map(|n| u64::from(*n)).sum::<u64>();
        let opened = sum(&self.opened[agreement]);
        (opened > 0).then(|| sum(&self.kept[agreement]) as f64 / opened as f64)
    }

    /// Messages by which the queue grew a week, as a share of those that came in a week.
    pub fn growth(&self, weeks: f64) -> f64 {
        (self.waiting_at_last as f64 - self.waiting_at_first as f64) / weeks / (self.messages as f64 / weeks).max(1.0)
    }
}

/// Folds facts into [`Kept`].
pub struct Attainment<'m> {
    model: &'m Model,
    agreements: &'m Agreements,
    go_on: &'m (dyn Fn() -> bool + Sync),
    counts: Kept,
    waiting: u64,
}

impl<'m> Attainment<'m> {
    pub fn new(model: &'m Model, agreements: &'m Agreements, go_on: &'m (dyn Fn() -> bool + Sync)) -> Attainment<'m> {
        let none = || vec![[0; HOURS_PER_WEEK]; agreements.len()];
        let contacts = model.contacts.len();
        let counts = Kept {
            opened: none(),
            kept: none(),
            conversations: vec![0; contacts],
            gave_up: vec![0; contacts],
            waiting_at_first: 0,
            waiting_at_last: 0,
            messages: 0,
        };
        Attainment { model, agreements, go_on, counts, waiting: 0 }
    }

    pub fn finish(self) -> Kept {
        self.counts
    }

    fn is_measured(&self, now: Time) -> bool {
        now >= self.model.measured_from && now < self.model.measured_to
    }

    fn first_response(&mut self, now: Time, who: &Subject) {
        let elapsed = now.since(who.opened);
        let service = self.model.open_hours.between(who.opened, now);
        let hour = who.opened.hour_of_week();
        for_each_bit(self.agreements.covering(who), |agreement| {
            let kept = self.agreements.is_kept(agreement, elapsed, service);
            self.counts.kept[agreement][hour] += u32::from(kept);
        });
    }
}

impl Observer for Attainment<'_> {
    #[inline(always)]
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } if who.measured => {
                let hour = who.opened.hour_of_week();
                self.counts.conversations[usize::from(who.contact)] += 1;
                for_each_bit(self.agreements.covering(who), |agreement| self.counts.opened[agreement][hour] += 1);
            }
            Fact::Queued { .. } => {
                self.waiting += 1;
                self.counts.messages += u64::from(self.is_measured(now));
            }
            Fact::Taken { at_once, .. } => {
                if *at_once {
                    self.counts.messages += u64::from(self.is_measured(now));
                } else {
                    self.waiting -= 1;
                }
            }
            Fact::Withdrawn { .. } => self.waiting -= 1,
            Fact::Posted { who, entry: Entry::First, .. } if who.measured && !who.noise => {
                self.first_response(now, who);
            }
            Fact::Ended { who, ending: Ending::BotContained } if who.measured => {
                let hour = who.opened.hour_of_week();
                for_each_bit(self.agreements.covering(who), |agreement| self.counts.opened[agreement][hour] -= 1);
            }
            Fact::Left { who } | Fact::TurnedAway { who } if who.measured => {
                self.counts.gave_up[usize::from(who.contact)] += 1;
            }
            Fact::Phoned { who, why: PhoneReason::PatienceEnded | PhoneReason::TurnedAway } if who.measured => {
                self.counts.gave_up[usize::from(who.contact)] += 1;
            }
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        if now == self.model.measured_from {
            self.counts.waiting_at_first = self.waiting;
        }
        if now == self.model.measured_to {
            self.counts.waiting_at_last = self.waiting;
        }
        (self.go_on)()
    }
}
