//! How long the conversations of a cell took to their first response and to their end, in the bins of a sketch.

use super::sketch::{self, SparseSketch};
use crate::time::{MS_PER_MINUTE, Span};

/// Limits within which responses are counted exactly, ascending.
pub(super) const WITHIN_MINUTES: [u64; 7] = [5, 15, 30, 60, 240, 300, 1440];

/// Bins for every span a run can hold.
const BINS: usize = 4736;

/// Bin of a span.
#[inline(always)]
pub(super) fn bin(span: Span) -> usize {
    sketch::bin(span.0).min(BINS - 1)
}

/// Conversations whose spans lie in one bin. The three stand together: a conversation of one message has the same span to its
/// response as to its end, and within the service hours on both clocks, so that one place in memory is written, not three.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    first: u32,
    first_service: u32,
    resolution: u32,
}

/// Which of the three is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Until {
    FirstResponse,
    FirstResponseInServiceHours,
    Resolution,
}

/// The spans of some conversations.
#[derive(Clone, Debug)]
pub(super) struct Spans {
    counts: Box<[Counts; BINS]>,
    /// First responses that lie in the bin of a limit and beyond it.
    beyond: [u32; WITHIN_MINUTES.len()],
}

impl Spans {
    pub fn new() -> Spans {
        Spans { counts: Box::new([Counts::default(); BINS]), beyond: [0; WITHIN_MINUTES.len()] }
    }

    /// A first response after `elapsed`, which lies in `bin`, and after `service` of the service hours.
    #[inline(always)]
    pub fn responds(&mut self, limits: &LimitBins, bin: usize, elapsed: Span, service: Span) {
        self.counts[bin].first += 1;
        self.counts[self::bin(service)].first_service += 1;
        if limits.holds_one(bin) {
            self.lies_at_a_limit(elapsed);
        }
    }

    #[inline(never)]
    fn lies_at_a_limit(&mut self, elapsed: Span) {
        let bin = bin(elapsed);
        for (beyond, limit) in self.beyond.iter_mut().zip(limits()) {
            *beyond += u32::from(self::bin(limit) == bin && elapsed > limit);
        }
    }

    /// The end of a conversation after a span that lies in `bin`.
    #[inline(always)]
    pub fn resolves(&mut self, bin: usize) {
        self.counts[bin].resolution += 1;
    }

    pub fn add(&mut self, other: &Spans) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts.iter()) {
            mine.first += theirs.first;
            mine.first_service += theirs.first_service;
            mine.resolution += theirs.resolution;
        }
        self.beyond.iter_mut().zip(other.beyond).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// The spans until something, in milliseconds: the bins in use, gathered in one pass over all of them.
    pub fn sketch(&self, until: Until) -> SparseSketch {
        let count = |counts: &Counts| match until {
            Until::FirstResponse => counts.first,
            Until::FirstResponseInServiceHours => counts.first_service,
            Until::Resolution => counts.resolution,
        };
        let bins = self.counts.iter().enumerate().map(|(bin, counts)| (bin as u32, u64::from(count(counts))));
        SparseSketch(bins.filter(|(_, count)| *count > 0).collect())
    }

    /// First responses within each of [`WITHIN_MINUTES`], to the millisecond; `first`: their sketch.
    pub fn within(&self, first: &SparseSketch) -> [u64; WITHIN_MINUTES.len()] {
        let mut within = [0; WITHIN_MINUTES.len()];
        for ((within, limit), beyond) in within.iter_mut().zip(limits()).zip(self.beyond) {
            let up_to_bin = first.0.iter().take_while(|(at, _)| *at as usize <= bin(limit));
            *within = up_to_bin.map(|(_, count)| count).sum::<u64>() - u64::from(beyond);
        }
        within
    }
}

fn limits() -> impl Iterator<Item = Span> {
    WITHIN_MINUTES.into_iter().map(|minutes| Span(minutes * MS_PER_MINUTE))
}

/// Which bins hold a limit, a bit each: few responses lie there, and only of these it must be asked on which side.
#[derive(Debug)]
pub(super) struct LimitBins([u64; BINS / 64]);

impl LimitBins {
    pub fn new() -> LimitBins {
        let mut bits = [0; BINS / 64];
        limits().map(bin).for_each(|bin| bits[bin / 64] |= 1 << (bin % 64));
        LimitBins(bits)
    }

    #[inline(always)]
    fn holds_one(&self, bin: usize) -> bool {
        self.0[bin / 64] >> (bin % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_within_the_limits_are_counted_to_the_millisecond() {
        let around = |minutes: u64| (0..2000).map(move |ms| minutes * MS_PER_MINUTE - 1000 + ms);
        let all: Vec<u64> = WITHIN_MINUTES.into_iter().flat_map(around).chain([0, 1, u64::MAX >> 12]).collect();
        let (limit_bins, mut left, mut right) = (LimitBins::new(), Spans::new(), Spans::new());
        for ms in &all {
            let spans = if ms % 3 == 0 { &mut left } else { &mut right };
            spans.responds(&limit_bins, bin(Span(*ms)), Span(*ms), Span(ms / 2));
        }
        left.add(&right);
        let exact =
            WITHIN_MINUTES.map(|minutes| all.iter().filter(|ms| **ms <= minutes * MS_PER_MINUTE).count() as u64);
        let first = left.sketch(Until::FirstResponse);
        assert_eq!((left.within(&first), first.total()), (exact, all.len() as u64));
    }

    #[test]
    fn the_three_spans_are_kept_apart() {
        let mut spans = Spans::new();
        spans.responds(&LimitBins::new(), bin(Span(100)), Span(100), Span(50));
        spans.resolves(bin(Span(200)));
        let bins = [Until::FirstResponse, Until::FirstResponseInServiceHours, Until::Resolution]
            .map(|until| spans.sketch(until).0);
        assert_eq!(bins, [vec![(100, 1)], vec![(50, 1)], vec![(200, 1)]]);
        assert_eq!(Spans::new().sketch(Until::Resolution).quantile(0.5), None);
    }
}
