//! Messages waiting for an agent: levels over time, by contact type and channel, and when the week opens.

use super::batch::Row;
use super::fold::{Fold, Taken};
use super::measure::Measure;
use super::sketch;
use super::window::{Level, Measured};
use crate::desk::Channel;
use crate::engine::{Fact, Subject};
use crate::model::Model;
use crate::time::{MS_PER_HOUR, MS_PER_WEEK, Span, Time};

/// Bins for every backlog below the engine's cap.
const BINS: usize = 2048;

/// Folds facts into the backlog measures of one replication.
#[derive(Debug)]
pub struct Backlog {
    measured: Measured,
    /// One for each (contact type, channel), and noise last.
    cells: Vec<Level>,
    at_begin: Vec<u64>,
    at_end: Vec<u64>,
    /// Mean handling time of each cell, hours.
    handling_hours: Vec<f64>,
    waiting: u64,
    most: u64,
    /// Time spent at each level.
    levels: Vec<u64>,
    since: Time,
    /// Message milliseconds waited in each measured hour, for the series.
    pub by_hour: Vec<u64>,
    total_at_hour: u64,
    opening: WeekOpening,
}

impl Backlog {
    /// `week_opens`: after Monday 00:00, when the baseline's first shift of the week begins.
    pub fn new(model: &Model, measured: Measured, week_opens: Span) -> Backlog {
        let demand = &model.scenario.demand;
        let handling = demand.contacts.iter().flat_map(|contact| [contact.handling_time.mean(); Channel::ALL.len()]);
        let handling_hours: Vec<f64> =
            handling.chain([demand.triage_time.mean()]).map(|minutes| minutes / 60.0).collect();
        let cells = handling_hours.len();
        Backlog {
            measured,
            cells: vec![Level::default(); cells],
            at_begin: vec![0; cells],
            at_end: vec![0; cells],
            handling_hours,
            waiting: 0,
            most: 0,
            levels: vec![0; BINS],
            since: Time::ZERO,
            by_hour: Vec::with_capacity((measured.to.since(measured.from).0 / MS_PER_HOUR) as usize),
            total_at_hour: 0,
            opening: WeekOpening::new(measured, week_opens),
        }
    }

    #[inline]
    fn cell(&mut self, who: &Subject) -> &mut Level {
        let noise = self.cells.len() - 1;
        let cell = usize::from(who.contact) * Channel::ALL.len() + who.channel as usize;
        &mut self.cells[if who.noise { noise } else { cell }]
    }

    #[inline(always)]
    fn passes(&mut self, now: Time) {
        // A level counts if it lasts.
        if now > self.since && self.measured.holds(self.since) {
            self.levels[sketch::bin(self.waiting)] += now.0 - self.since.0;
            self.most = self.most.max(self.waiting);
        }
        self.since = now;
    }

    #[inline(always)]
    fn leaves(&mut self, now: Time, who: &Subject) {
        self.opening.passes(now, self.waiting);
        self.passes(now);
        self.waiting -= 1;
        self.cell(who).down(now);
        if self.waiting == 0 {
            self.opening.is_clear(now);
        }
    }

    fn total(&self, now: Time) -> u64 {
        self.cells.iter().fold(0u64, |sum, cell| sum.wrapping_add(cell.integral(now)))
    }

    fn integrals(&self, now: Time) -> Vec<u64> {
        self.cells.iter().map(|cell| cell.integral(now)).collect()
    }

    /// Fills the row of the desk, those of the contact types and those of the channels.
    pub fn fill(&self, now: Time, desk: &mut Row, contacts: &mut [Row], channels: &mut [Row]) {
        let length = self.measured.to.since(self.measured.from).0 as f64;
        let means: Vec<f64> = self
            .at_end
            .iter()
            .zip(&self.at_begin)
            .map(|(end, begin)| end.wrapping_sub(*begin) as f64 / length)
            .collect();
        desk.set(Measure::BacklogMean, means.iter().sum());
        desk.set(Measure::BacklogHoursMean, means.iter().zip(&self.handling_hours).map(|(n, hours)| n * hours).sum());
        let bins = || self.levels.iter().enumerate().map(|(bin, ms)| (bin, *ms));
        let total = self.levels.iter().sum();
        desk.set(Measure::BacklogP95, sketch::quantile(bins(), total, 0.95).unwrap_or(f64::NAN));
        desk.set(Measure::BacklogMax, self.most as f64);
        let (waiting, clear, uncleared) = self.opening.means(now);
        desk.set(Measure::WeekOpenBacklog, waiting);
        desk.set(Measure::WeekOpenClear, clear);
        desk.set(Measure::WeekOpenUncleared, uncleared);
        let of_channels = Channel::ALL.len();
        for (number, row) in contacts.iter_mut().enumerate() {
            row.set(Measure::BacklogMean, means[number * of_channels..(number + 1) * of_channels].iter().sum());
        }
        let conversations = &means[..means.len() - 1];
        for (channel, row) in channels.iter_mut().enumerate() {
            row.set(Measure::BacklogMean, conversations.iter().skip(channel).step_by(of_channels).sum());
        }
    }
}

impl Fold for Backlog {
    #[inline(always)]
    fn queued(&mut self, now: Time, who: &Subject) {
        self.opening.passes(now, self.waiting);
        self.passes(now);
        self.waiting += 1;
        self.cell(who).up(now);
    }
    #[inline(always)]
    fn taken(&mut self, now: Time, fact: Taken) {
        if !fact.at_once {
            self.leaves(now, fact.who);
        }
    }
    fn happened(&mut self, now: Time, fact: &Fact) {
        if let Fact::Withdrawn { who, .. } = fact {
            self.leaves(now, who);
        }
    }

    fn hour(&mut self, now: Time) {
        self.opening.passes(now, self.waiting);
        self.passes(now);
        let total = self.total(now);
        if now > self.measured.from && now <= self.measured.to {
            self.by_hour.push(total.wrapping_sub(self.total_at_hour));
        }
        self.total_at_hour = total;
        if now == self.measured.from {
            self.at_begin = self.integrals(now);
        }
        if now == self.measured.to {
            self.at_end = self.integrals(now);
        }
    }
}

/// What waits when the baseline's first shift of each measured week begins, and how long until nothing waits.
#[derive(Debug)]
struct WeekOpening {
    next: Time,
    until: Time,
    /// When the week opened whose backlog is not cleared yet.
    uncleared: Option<Time>,
    weeks: u64,
    waiting: u64,
    clearing_ms: u64,
    /// Weeks whose backlog lasted until the next one opened, or longer.
    cut_off: u64,
}

impl WeekOpening {
    fn new(measured: Measured, week_opens: Span) -> WeekOpening {
        WeekOpening {
            next: measured.from + week_opens,
            until: measured.to,
            uncleared: None,
            weeks: 0,
            waiting: 0,
            clearing_ms: 0,
            cut_off: 0,
        }
    }

    /// To be told before anything changes at `now`: the level that the instant of opening finds.
    #[inline]
    fn passes(&mut self, now: Time, waiting: u64) {
        if now >= self.next {
            self.opens(waiting);
        }
    }

    fn opens(&mut self, waiting: u64) {
        let opened = self.next;
        self.is_clear(opened);
        self.weeks += 1;
        self.waiting += waiting;
        self.uncleared = (waiting > 0).then_some(opened);
        let next = opened + Span(MS_PER_WEEK);
        self.next = if next < self.until { next } else { Time::NEVER };
    }

    /// Nothing waits any more, or the next week opens: what has not been cleared by then took a week, at least.
    #[inline]
    fn is_clear(&mut self, now: Time) {
        if let Some(opened) = self.uncleared.take() {
            let took = now.since(opened).0;
            self.clearing_ms += took.min(MS_PER_WEEK);
            self.cut_off += u64::from(took >= MS_PER_WEEK);
        }
    }

    /// Mean number waiting, mean hours until clear, and the share of weeks not cleared within a week. What is not clear at
    /// the end of the run counts up to there, and as not cleared.
    fn means(&self, end: Time) -> (f64, f64, f64) {
        let uncleared = self.uncleared.map_or(0, |opened| end.since(opened).0.min(MS_PER_WEEK));
        let cut_off = self.cut_off + u64::from(self.uncleared.is_some());
        let weeks = self.weeks as f64;
        let hours = Span(self.clearing_ms + uncleared).hours();
        (self.waiting as f64 / weeks, hours / weeks, cut_off as f64 / weeks)
    }
}
