//! A 4-ary min-heap of packed (time, number) entries.
//!
//! 40 bits of milliseconds (34 years) and 24 bits of number (16 million) in one word compare in one instruction. Equal times
//! are ordered by number, which is a name (slot, agent, process), never an accident of the heap.

use super::event::{RANK_BITS, Rank};
use crate::time::Time;

const NUMBER_BITS: u32 = 24;
/// One more than the largest number an entry can hold.
pub const MOST_NUMBERS: u32 = 1 << NUMBER_BITS;
/// Instants at and after this one cannot be entered.
pub const MOST_TIME: Time = Time(1 << (64 - NUMBER_BITS));

#[inline]
fn pack(time: Time, number: u32) -> u64 {
    debug_assert!(time < MOST_TIME && number < MOST_NUMBERS);
    (time.0 << NUMBER_BITS) | u64::from(number)
}

/// What [`Rank::at`] makes of the time of an entry.
#[inline]
fn ranked(entry: u64, rank: Rank) -> u64 {
    ((entry >> (NUMBER_BITS - RANK_BITS)) & !((1 << RANK_BITS) - 1)) | rank as u64
}

#[inline]
fn unpack(entry: u64) -> (Time, u32) {
    (Time(entry >> NUMBER_BITS), entry as u32 & (MOST_NUMBERS - 1))
}

/// Later than every entry.
const NO_ENTRY: u64 = u64::MAX;

/// Entries fill the storage from its beginning; the root stands alone, and every group of four children is there whole, filled up
/// with [`NO_ENTRY`], so that the least of four is found without asking how many there are.
#[derive(Clone, Debug)]
pub struct TimeHeap {
    storage: Vec<u64>,
    len: usize,
    /// The root once more, where it is looked at, and its time and the rank of this source in one word.
    first: u64,
    first_ranked: u64,
    rank: Rank,
}

impl TimeHeap {
    pub fn new(rank: Rank) -> TimeHeap {
        TimeHeap { storage: vec![NO_ENTRY], len: 0, first: NO_ENTRY, first_ranked: ranked(NO_ENTRY, rank), rank }
    }

    /// Time and rank of the first entry in one word, as [`Rank::at`] makes it; when there is none, larger than that of
    /// every entry.
    #[inline(always)]
    pub fn first_ranked(&self) -> u64 {
        self.first_ranked
    }
    #[inline(always)]
    fn set_first(&mut self, entry: u64) {
        (self.first, self.first_ranked) = (entry, ranked(entry, self.rank));
    }
    /// Number of the first entry, which there must be.
    #[inline(always)]
    pub fn first_number(&self) -> u32 {
        unpack(self.first).1
    }
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub fn push(&mut self, time: Time, number: u32) {
        let entry = pack(time, number);
        if self.len == self.storage.len() {
            self.storage.extend([NO_ENTRY; 4]);
        }
        let mut at = self.len;
        self.len += 1;
        while at > 0 {
            let parent = (at - 1) / 4;
            let above = self.storage[parent];
            if above <= entry {
                break;
            }
            self.storage[at] = above;
            at = parent;
        }
        self.storage[at] = entry;
        self.set_first(self.storage[0]);
    }

    /// Takes the first entry out, if there is one.
    #[inline]
    pub fn pop(&mut self) -> Option<(Time, u32)> {
        let first = self.first;
        self.len = self.len.checked_sub(1)?;
        let last = std::mem::replace(&mut self.storage[self.len], NO_ENTRY);
        let next = if self.len == 0 { NO_ENTRY } else { self.sink(0, last) };
        self.set_first(next);
        Some(unpack(first))
    }

    /// Takes the first entry out and puts another in, in one pass; just puts it in when there is none.
    #[inline]
    pub fn replace_first(&mut self, time: Time, number: u32) {
        let entry = pack(time, number);
        match self.len {
            0 => self.push(time, number),
            _ => {
                let first = self.sink(0, entry);
                self.set_first(first);
            }
        }
    }

    /// Drops the entries that `keep` refuses; the order of the rest is unchanged.
    pub fn retain(&mut self, mut keep: impl FnMut(Time, u32) -> bool) {
        self.storage.truncate(self.len);
        self.storage.retain(|entry| {
            let (time, number) = unpack(*entry);
            keep(time, number)
        });
        self.len = self.storage.len();
        let whole = 1 + 4 * self.len.saturating_sub(1).div_ceil(4);
        self.storage.resize(whole, NO_ENTRY);
        for at in (0..self.len.div_ceil(4)).rev() {
            self.sink(at, self.storage[at]);
        }
        self.set_first(self.storage[0]);
    }

    /// Puts an entry where `at` was and lets it sink to its place; what then stands at `at`.
    #[inline]
    fn sink(&mut self, at: usize, entry: u64) -> u64 {
        let mut hole = at;
        let mut child = 4 * hole + 1;
        let mut top = entry;
        while let Some([a, b, c, d]) = self.storage.get(child..child + 4) {
            let (ab, at_ab) = if b < a { (*b, child + 1) } else { (*a, child) };
            let (cd, at_cd) = if d < c { (*d, child + 3) } else { (*c, child + 2) };
            let (least, at_least) = if cd < ab { (cd, at_cd) } else { (ab, at_ab) };
            if least >= entry {
                break;
            }
            if hole == at {
                top = least;
            }
            self.storage[hole] = least;
            hole = at_least;
            child = 4 * hole + 1;
        }
        self.storage[hole] = entry;
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_come_out_in_order(times in prop::collection::vec((0u64..50, 0u32..1000), 0..200), drop in 0u64..5) {
            let mut heap = TimeHeap::new(Rank::CustomerReplies);
            for (time, number) in &times {
                heap.push(Time(*time), *number);
            }
            heap.retain(|time, _| time.0 % 5 != drop);
            let mut expected: Vec<_> = times.into_iter().filter(|(time, _)| time % 5 != drop).collect();
            expected.sort_unstable();
            prop_assert_eq!(heap.len(), expected.len());
            for (time, number) in expected {
                prop_assert_eq!(heap.first_ranked(), Rank::CustomerReplies.at(Time(time)));
                prop_assert_eq!(heap.first_number(), number);
                prop_assert_eq!(heap.pop(), Some((Time(time), number)));
            }
            prop_assert_eq!(heap.pop(), None);
            prop_assert!(heap.first_ranked() >= Rank::CustomerReplies.at(Time(MOST_TIME.0 - 1)));
        }
    }

    #[test]
    fn the_first_entry_can_be_postponed() {
        let mut heap = TimeHeap::new(Rank::WorkEnds);
        (0..10).for_each(|number| heap.push(Time(u64::from(number)), number));
        heap.replace_first(Time(100), 0);
        assert_eq!(heap.pop(), Some((Time(1), 1)));
    }
}
