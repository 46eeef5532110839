//! A 4-ary min-heap of packed (time, number) entries.
//!
//! 40 bits of milliseconds (34 years) and 24 bits of number (16 million) in one word compare in one instruction. Equal times
//! are ordered by number, which is a name (slot, agent, process), never an accident of the heap.

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

#[inline]
fn unpack(entry: u64) -> (Time, u32) {
    (Time(entry >> NUMBER_BITS), entry as u32 & (MOST_NUMBERS - 1))
}

#[derive(Clone, Debug, Default)]
pub struct TimeHeap {
    entries: Vec<u64>,
}

impl TimeHeap {
    /// Time of the first entry; `NEVER` when there is none.
    #[inline]
    pub fn first_time(&self) -> Time {
        self.entries.first().map_or(Time::NEVER, |entry| unpack(*entry).0)
    }
    /// Number of the first entry.
    #[inline]
    pub fn first_number(&self) -> Option<u32> {
        self.entries.first().map(|entry| unpack(*entry).1)
    }
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    pub fn push(&mut self, time: Time, number: u32) {
        let entry = pack(time, number);
        let mut at = self.entries.len();
        self.entries.push(entry);
        while at > 0 {
            let parent = (at - 1) / 4;
            if self.entries[parent] <= entry {
                break;
            }
            self.entries[at] = self.entries[parent];
            at = parent;
        }
        self.entries[at] = entry;
    }

    /// Takes the first entry out; `None` when there is none.
    #[inline]
    pub fn pop(&mut self) -> Option<(Time, u32)> {
        let last = self.entries.pop()?;
        let Some(first) = self.entries.first().copied() else { return Some(unpack(last)) };
        self.sink(0, last);
        Some(unpack(first))
    }

    /// Gives the first entry a later time.
    #[inline]
    pub fn postpone_first(&mut self, time: Time, number: u32) {
        if !self.entries.is_empty() {
            self.sink(0, pack(time, number));
        }
    }

    /// Drops the entries that `keep` refuses; the order of the rest is unchanged.
    pub fn retain(&mut self, mut keep: impl FnMut(Time, u32) -> bool) {
        self.entries.retain(|entry| {
            let (time, number) = unpack(*entry);
            keep(time, number)
        });
        for at in (0..self.entries.len().div_ceil(4)).rev() {
            self.sink(at, self.entries[at]);
        }
    }

    #[inline]
    fn sink(&mut self, mut at: usize, entry: u64) {
        let entries = &mut self.entries[..];
        loop {
            let child = 4 * at + 1;
            if child >= entries.len() {
                break;
            }
            let children = &entries[child..entries.len().min(child + 4)];
            let (mut least, mut value) = (0, children[0]);
            for (i, other) in children.iter().enumerate().skip(1) {
                if *other < value {
                    (least, value) = (i, *other);
                }
            }
            if value >= entry {
                break;
            }
            entries[at] = value;
            at = child + least;
        }
        entries[at] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_come_out_in_order(times in prop::collection::vec((0u64..50, 0u32..1000), 0..200), drop in 0u64..5) {
            let mut heap = TimeHeap::default();
            for (time, number) in &times {
                heap.push(Time(*time), *number);
            }
            heap.retain(|time, _| time.0 % 5 != drop);
            let mut expected: Vec<_> = times.into_iter().filter(|(time, _)| time % 5 != drop).collect();
            expected.sort_unstable();
            prop_assert_eq!(heap.len(), expected.len());
            for (time, number) in expected {
                prop_assert_eq!(heap.first_time(), Time(time));
                prop_assert_eq!(heap.pop(), Some((Time(time), number)));
            }
            prop_assert_eq!(heap.pop(), None);
        }
    }

    #[test]
    fn the_first_entry_can_be_postponed() {
        let mut heap = TimeHeap::default();
        (0..10).for_each(|number| heap.push(Time(u64::from(number)), number));
        heap.postpone_first(Time(100), 0);
        assert_eq!(heap.pop(), Some((Time(1), 1)));
    }
}
