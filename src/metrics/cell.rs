//! Counts of one contact type in one opening channel, and how long its conversations waited.

use super::batch::Row;
use super::measure::Measure;
use super::sketch;
use crate::time::{MS_PER_MINUTE, Span};

pub(super) const WITHIN_MINUTES: [u64; 7] = [5, 15, 30, 60, 240, 300, 1440];
const WITHIN: [Measure; 7] = [
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

/// Bins for every span a run can hold.
const BINS: usize = 4736;

/// A dense sketch: one addition a value.
#[derive(Clone, Debug)]
pub(super) struct Sketch(pub Box<[u32; BINS]>);

impl Sketch {
    pub fn new() -> Sketch {
        Sketch(Box::new([0; BINS]))
    }
    #[inline(always)]
    pub fn bin(span: Span) -> usize {
        sketch::bin(span.0).min(BINS - 1)
    }
    pub fn add(&mut self, other: &Sketch) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(mine, theirs)| *mine += theirs);
    }
    pub fn bins(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bin, count)| (bin, u64::from(*count)))
    }
    /// In minutes; not-a-number where nothing was recorded.
    fn quantile(&self, p: f64) -> f64 {
        let total = self.bins().map(|(_, count)| count).sum();
        sketch::quantile(self.bins(), total, p).map_or(f64::NAN, |ms| ms / MS_PER_MINUTE as f64)
    }
}

/// Counts of one contact type in one opening channel, conversations opened in measured weeks.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub opened: u64,
    pub answered: u64,
    pub phoned: u64,
    /// Phoned or left without having been taken.
    pub gave_up: u64,
    pub chased: u64,
    pub withdrawn: u64,
    /// Solved by the bot: outside every measure of responses.
    pub contained: u64,
    pub left_at_estimate: u64,
    /// First responses by the first limit they keep; the last entry keeps none.
    pub within: [u64; 8],
    pub taken_within: [u64; 5],
    pub first_ms: u64,
    pub first_service_ms: u64,
    pub queued: u64,
    pub taken: u64,
    pub at_once: u64,
    pub wait_ms: u64,
    pub withdrawn_wait_ms: u64,
    pub first: Sketch,
    pub first_service: Sketch,
    pub resolution: Sketch,
}

impl Cell {
    pub fn new() -> Cell {
        Cell {
            opened: 0,
            answered: 0,
            phoned: 0,
            gave_up: 0,
            chased: 0,
            withdrawn: 0,
            contained: 0,
            left_at_estimate: 0,
            within: [0; 8],
            taken_within: [0; 5],
            first_ms: 0,
            first_service_ms: 0,
            queued: 0,
            taken: 0,
            at_once: 0,
            wait_ms: 0,
            withdrawn_wait_ms: 0,
            first: Sketch::new(),
            first_service: Sketch::new(),
            resolution: Sketch::new(),
        }
    }

    pub fn add(&mut self, other: &Cell) {
        self.opened += other.opened;
        self.answered += other.answered;
        self.phoned += other.phoned;
        self.gave_up += other.gave_up;
        self.chased += other.chased;
        self.withdrawn += other.withdrawn;
        self.contained += other.contained;
        self.left_at_estimate += other.left_at_estimate;
        self.within.iter_mut().zip(&other.within).for_each(|(mine, theirs)| *mine += theirs);
        self.taken_within.iter_mut().zip(&other.taken_within).for_each(|(mine, theirs)| *mine += theirs);
        self.first_ms += other.first_ms;
        self.first_service_ms += other.first_service_ms;
        self.queued += other.queued;
        self.taken += other.taken;
        self.at_once += other.at_once;
        self.wait_ms += other.wait_ms;
        self.withdrawn_wait_ms += other.withdrawn_wait_ms;
        self.first.add(&other.first);
        self.first_service.add(&other.first_service);
        self.resolution.add(&other.resolution);
    }

    pub fn fill(&self, row: &mut Row, weeks: f64) {
        let opened = (self.opened - self.contained) as f64;
        let minutes = |ms: u64, of: u64| ms as f64 / MS_PER_MINUTE as f64 / of as f64;
        row.set(Measure::ConversationsPerWeek, self.opened as f64 / weeks);
        row.set(Measure::BotContained, self.contained as f64 / weeks);
        row.set(Measure::MessagesPerWeek, self.queued as f64 / weeks);
        row.set(Measure::ResponseRate, self.answered as f64 / opened);
        row.set(Measure::FirstResponseMean, minutes(self.first_ms, self.answered));
        row.set(Measure::FirstResponseP50, self.first.quantile(0.5));
        row.set(Measure::FirstResponseP90, self.first.quantile(0.9));
        row.set(Measure::FirstResponseP95, self.first.quantile(0.95));
        row.set(Measure::FirstResponseP99, self.first.quantile(0.99));
        row.set(Measure::FirstResponseServiceMean, minutes(self.first_service_ms, self.answered));
        row.set(Measure::FirstResponseServiceP50, self.first_service.quantile(0.5));
        row.set(Measure::FirstResponseServiceP90, self.first_service.quantile(0.9));
        fill_cumulative(row, &WITHIN, &self.within, opened);
        fill_cumulative(row, &TAKEN, &self.taken_within, opened);
        row.set(Measure::ResolutionP50, self.resolution.quantile(0.5));
        row.set(Measure::ResolutionP90, self.resolution.quantile(0.9));
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

/// Which of some limits is the first that a span keeps, looked up by its bin: no bin of a sketch holds two limits.
#[derive(Debug)]
pub(super) struct FirstLimits {
    /// Of the shortest span of each bin.
    of_bin: Box<[u8; BINS]>,
    /// Milliseconds; the last one keeps all.
    limits: [u64; WITHIN_MINUTES.len() + 1],
}

impl FirstLimits {
    pub fn new() -> FirstLimits {
        let mut limits = [u64::MAX; WITHIN_MINUTES.len() + 1];
        limits.iter_mut().zip(WITHIN_MINUTES).for_each(|(limit, minutes)| *limit = minutes * MS_PER_MINUTE);
        let of_bin = |bin| first_kept(&WITHIN_MINUTES, Span(sketch::low_edge(bin))) as u8;
        FirstLimits { of_bin: Box::new(std::array::from_fn(of_bin)), limits }
    }

    #[inline(always)]
    pub fn kept(&self, bin: usize, span: Span) -> usize {
        let shortest = usize::from(self.of_bin[bin]) % self.limits.len();
        (shortest + usize::from(span.0 > self.limits[shortest])) % self.limits.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_limit_that_a_span_keeps_is_found_by_its_bin() {
        let limits = FirstLimits::new();
        let around = |minutes: u64| (0..2000).map(move |ms| minutes * MS_PER_MINUTE - 1000 + ms);
        for ms in WITHIN_MINUTES.into_iter().flat_map(around).chain([0, 1, u64::MAX >> 12]) {
            assert_eq!(limits.kept(Sketch::bin(Span(ms)), Span(ms)), first_kept(&WITHIN_MINUTES, Span(ms)), "{ms}");
        }
    }
}
