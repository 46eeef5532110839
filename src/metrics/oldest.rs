//! Age of the oldest waiting message, over time. Noise has no age: nobody waits for it.

use super::batch::Row;
use super::fold::{Fold, Taken};
use super::measure::Measure;
use super::sketch;
use super::window::Measured;
use crate::engine::{Fact, Subject};
use crate::time::{MS_PER_MINUTE, Time};

/// Bins for every age below 35 years.
const BINS: usize = 4736;
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Link {
    previous: u32,
    next: u32,
    entered: Time,
}

/// Keeps the waiting messages in the order in which they entered, and follows the age of the first.
#[derive(Debug)]
pub struct Oldest {
    measured: Measured,
    /// By slot of the conversation.
    links: Vec<Link>,
    head: u32,
    tail: u32,
    since: Time,
    /// Twice the integral of the age: ages at both ends of each stretch, times its length.
    twice_ms2: u128,
    ages: Ramps,
}

impl Oldest {
    pub fn new(measured: Measured) -> Oldest {
        Oldest {
            measured,
            links: Vec::new(),
            head: NONE,
            tail: NONE,
            since: Time::ZERO,
            twice_ms2: 0,
            ages: Ramps::new(),
        }
    }

    #[inline]
    fn enters(&mut self, now: Time, slot: u32) {
        if self.head == NONE {
            self.passes(now);
            self.head = slot;
        } else {
            self.links[self.tail as usize].next = slot;
        }
        if self.links.len() <= slot as usize {
            self.grow(slot);
        }
        self.links[slot as usize] = Link { previous: self.tail, next: NONE, entered: now };
        // A new head has no one before it: the tail was NONE.
        self.tail = slot;
    }

    #[cold]
    fn grow(&mut self, slot: u32) {
        self.links.resize(slot as usize + 1, Link { previous: NONE, next: NONE, entered: Time::ZERO });
    }

    #[inline]
    fn leaves(&mut self, now: Time, slot: u32) {
        if slot == self.head {
            self.passes(now);
        }
        let Link { previous, next, .. } = self.links[slot as usize];
        match previous {
            NONE => self.head = next,
            _ => self.links[previous as usize].next = next,
        }
        match next {
            NONE => self.tail = previous,
            _ => self.links[next as usize].previous = previous,
        }
    }

    /// The head has been the same since the last change.
    #[inline]
    fn passes(&mut self, now: Time) {
        if now > self.since && self.measured.holds(self.since) {
            let length = now.0 - self.since.0;
            if self.head == NONE {
                self.ages.stays_at_zero(length);
            } else {
                let entered = self.links[self.head as usize].entered;
                let (young, old) = (self.since.since(entered).0, now.since(entered).0);
                self.twice_ms2 += u128::from(young + old) * u128::from(length);
                self.ages.rises(young, old);
            }
        }
        self.since = now;
    }

    pub fn fill(&self, desk: &mut Row) {
        let length = self.measured.to.since(self.measured.from).0 as f64;
        desk.set(Measure::OldestMean, self.twice_ms2 as f64 / 2.0 / length / MS_PER_MINUTE as f64);
        desk.set(Measure::OldestP95, self.ages.quantile(0.95).unwrap_or(f64::NAN) / MS_PER_MINUTE as f64);
    }
}

impl Fold for Oldest {
    #[inline(always)]
    fn queued(&mut self, now: Time, who: &Subject) {
        if !who.noise {
            self.enters(now, who.slot);
        }
    }
    #[inline(always)]
    fn taken(&mut self, now: Time, fact: Taken) {
        if !fact.at_once && !fact.who.noise {
            self.leaves(now, fact.who.slot);
        }
    }
    fn happened(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Withdrawn { who, .. } if !who.noise => self.leaves(now, who.slot),
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) {
        if now == self.measured.from || now == self.measured.to {
            self.passes(now);
        }
    }
}

/// Time spent at each age, of stretches in which the age rises with time. A stretch from `a` to `b` spends one
/// millisecond at each age between them: whole bins are kept as differences, so that it costs the same however long.
#[derive(Debug)]
struct Ramps {
    at_zero: u64,
    bins: Box<[Bin; BINS]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    /// +1 where whole bins begin, -1 after they end.
    whole: i64,
    part: i64,
}

impl Ramps {
    fn new() -> Ramps {
        Ramps { at_zero: 0, bins: Box::new([Bin::default(); BINS]) }
    }
    fn stays_at_zero(&mut self, length: u64) {
        self.at_zero += length;
    }
    #[inline]
    fn rises(&mut self, from: u64, to: u64) {
        let (first, last) = (sketch::bin(from).min(BINS - 1), sketch::bin(to).min(BINS - 1));
        // Whole bins from the first to the one before the last; what is too much in the first is taken off.
        self.bins[first].whole += 1;
        self.bins[first].part -= sketch::above_edge(from) as i64;
        self.bins[last].whole -= 1;
        self.bins[last].part += sketch::above_edge(to) as i64;
    }
    fn quantile(&self, p: f64) -> Option<f64> {
        let mut stretches = 0;
        let weigh = |(bin, Bin { whole, part }): (usize, &Bin)| {
            stretches += whole;
            let width = (sketch::low_edge(bin + 1) - sketch::low_edge(bin)) as i64;
            (stretches * width + part) as u64
        };
        let mut weights: Vec<u64> = self.bins.iter().enumerate().map(weigh).collect();
        weights[0] += self.at_zero;
        let total = weights.iter().sum();
        sketch::quantile(weights.into_iter().enumerate(), total, p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ramps_spend_a_millisecond_at_each_age() {
        let mut ramps = Ramps::new();
        ramps.rises(0, 100_000);
        ramps.rises(40_000, 60_000);
        // 95 % of 120,000 ms lie below 94,000.
        let age = ramps.quantile(0.95).unwrap();
        assert!((age / 94_000.0 - 1.0).abs() < 0.01, "{age}");
        ramps.stays_at_zero(10_000_000);
        assert_eq!(ramps.quantile(0.95), Some(0.0));
    }
}
