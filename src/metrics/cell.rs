//! Counts of one contact type in one opening channel, and how long its conversations waited.

use super::batch::Row;
use super::measure::Measure;
use super::sketch::SparseSketch;
use super::spans::{Spans, Until, WITHIN_MINUTES};
use crate::time::{MS_PER_MINUTE, Span};

/// Of the limits [`WITHIN_MINUTES`].
const WITHIN: [Measure; WITHIN_MINUTES.len()] = [
    Measure::Within5m,
    Measure::Within15m,
    Measure::Within30m,
    Measure::Within1h,
    Measure::Within4h,
    Measure::Within5h,
    Measure::Within24h,
];
pub(super) const TAKEN_MINUTES: [u64; 4] = [5, 15, 30, 60];
const TAKEN: [Measure; 4] =
    [Measure::TakenWithin5m, Measure::TakenWithin15m, Measure::TakenWithin30m, Measure::TakenWithin1h];

/// Counts of one contact type in one opening channel, conversations opened in measured weeks.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub opened: u64,
    pub phoned: u64,
    /// Phoned or left without having been taken.
    pub gave_up: u64,
    pub chased: u64,
    pub withdrawn: u64,
    /// Solved by the bot: outside every measure of responses.
    pub contained: u64,
    pub left_at_estimate: u64,
    /// First messages taken by the first limit they keep; the last entry keeps none.
    pub taken_within: [u64; 5],
    pub first_ms: u64,
    pub first_service_ms: u64,
    pub queued: u64,
    pub taken: u64,
    pub at_once: u64,
    pub wait_ms: u64,
    pub withdrawn_wait_ms: u64,
    pub spans: Spans,
}

impl Cell {
    pub fn new() -> Cell {
        Cell {
            opened: 0,
            phoned: 0,
            gave_up: 0,
            chased: 0,
            withdrawn: 0,
            contained: 0,
            left_at_estimate: 0,
            taken_within: [0; 5],
            first_ms: 0,
            first_service_ms: 0,
            queued: 0,
            taken: 0,
            at_once: 0,
            wait_ms: 0,
            withdrawn_wait_ms: 0,
            spans: Spans::new(),
        }
    }

    pub fn add(&mut self, other: &Cell) {
        self.opened += other.opened;
        self.phoned += other.phoned;
        self.gave_up += other.gave_up;
        self.chased += other.chased;
        self.withdrawn += other.withdrawn;
        self.contained += other.contained;
        self.left_at_estimate += other.left_at_estimate;
        self.taken_within.iter_mut().zip(&other.taken_within).for_each(|(mine, theirs)| *mine += theirs);
        self.first_ms += other.first_ms;
        self.first_service_ms += other.first_service_ms;
        self.queued += other.queued;
        self.taken += other.taken;
        self.at_once += other.at_once;
        self.wait_ms += other.wait_ms;
        self.withdrawn_wait_ms += other.withdrawn_wait_ms;
        self.spans.add(&other.spans);
    }

    pub fn fill(&self, row: &mut Row, weeks: f64) {
        let opened = (self.opened - self.contained) as f64;
        let [first, first_service, resolution] =
            [Until::FirstResponse, Until::FirstResponseInServiceHours, Until::Resolution]
                .map(|until| self.spans.sketch(until));
        let answered = first.total();
        // Not-a-number where nothing was recorded.
        let quantile = |of: &SparseSketch, p: f64| of.quantile(p).map_or(f64::NAN, |ms| ms / MS_PER_MINUTE as f64);
        let minutes = |ms: u64, of: u64| ms as f64 / MS_PER_MINUTE as f64 / of as f64;
        row.set(Measure::ConversationsPerWeek, self.opened as f64 / weeks);
        row.set(Measure::BotContained, self.contained as f64 / weeks);
        row.set(Measure::MessagesPerWeek, self.queued as f64 / weeks);
        row.set(Measure::ResponseRate, answered as f64 / opened);
        row.set(Measure::FirstResponseMean, minutes(self.first_ms, answered));
        row.set(Measure::FirstResponseP50, quantile(&first, 0.5));
        row.set(Measure::FirstResponseP90, quantile(&first, 0.9));
        row.set(Measure::FirstResponseP95, quantile(&first, 0.95));
        row.set(Measure::FirstResponseP99, quantile(&first, 0.99));
        row.set(Measure::FirstResponseServiceMean, minutes(self.first_service_ms, answered));
        row.set(Measure::FirstResponseServiceP50, quantile(&first_service, 0.5));
        row.set(Measure::FirstResponseServiceP90, quantile(&first_service, 0.9));
        WITHIN
            .iter()
            .zip(self.spans.within(&first))
            .for_each(|(measure, count)| row.set(*measure, count as f64 / opened));
        fill_cumulative(row, &TAKEN, &self.taken_within, opened);
        row.set(Measure::ResolutionP50, quantile(&resolution, 0.5));
        row.set(Measure::ResolutionP90, quantile(&resolution, 0.9));
        row.set(Measure::WaitMean, minutes(self.wait_ms, self.taken));
        row.set(Measure::QueueTimeMean, minutes(self.wait_ms + self.withdrawn_wait_ms, self.taken + self.withdrawn));
        row.set(Measure::WaitPositive, 1.0 - self.at_once as f64 / self.queued as f64);
        row.set(Measure::Abandoned, self.gave_up as f64 / opened);
        row.set(Measure::Phoned, self.phoned as f64 / opened);
        row.set(Measure::Chased, self.chased as f64 / opened);
        row.set(Measure::LeftAtEstimate, self.left_at_estimate as f64 / opened);
        row.set(Measure::Withdrawn, self.withdrawn as f64 / opened);
    }
}

fn fill_cumulative(row: &mut Row, measures: &[Measure], counts: &[u64], opened: f64) {
    let mut so_far = 0;
    for (measure, count) in measures.iter().zip(counts) {
        so_far += count;
        row.set(*measure, so_far as f64 / opened);
    }
}

/// Number of the first limit (minutes) that a span keeps.
#[inline(always)]
pub(super) fn first_kept<const N: usize>(limits: &[u64; N], span: Span) -> usize {
    limits.iter().map(|minutes| usize::from(span.0 > minutes * MS_PER_MINUTE)).sum()
}
