//! A 4-ary min-heap of entries that say when, in which order, and what.
//!
//! An entry is one word: 40 bits of milliseconds (34 years), 3 of rank, 21 of number (2 million). Words compare in one instruction,
//! also those of different heaps. Equal times and ranks are ordered by number, which is a name (slot, agent, process),
//! never an accident of the heap.

use super::event::Rank;
use crate::time::Time;

const NUMBER_BITS: u32 = 21;
const RANK_BITS: u32 = 3;
/// One more than the largest number an entry can hold.
pub const MOST_NUMBERS: u32 = 1 << NUMBER_BITS;
/// Instants at and after this one cannot be entered.
pub const MOST_TIME: Time = Time(1 << (64 - RANK_BITS - NUMBER_BITS));

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry(u64);

impl Entry {
    /// Later than every other.
    pub const NONE: Entry = Entry(u64::MAX);

    #[inline(always)]
    pub fn new(time: Time, rank: Rank, number: u32) -> Entry {
        debug_assert!(time < MOST_TIME && number < MOST_NUMBERS);
        Entry(time.0 << (RANK_BITS + NUMBER_BITS) | (rank as u64) << NUMBER_BITS | u64::from(number))
    }
    #[inline(always)]
    pub fn time(self) -> Time {
        Time(self.0 >> (RANK_BITS + NUMBER_BITS))
    }
    #[inline(always)]
    pub fn rank_is(self, rank: Rank) -> bool {
        (self.0 >> NUMBER_BITS) as u8 & ((1 << RANK_BITS) - 1) == rank as u8
    }
    #[inline(always)]
    pub fn number(self) -> u32 {
        self.0 as u32 & (MOST_NUMBERS - 1)
    }
}

/// Up to this many entries are not ordered at all: to look at each of a few takes no time, and what cannot be foreseen is not asked.
const FEW: usize = 16;
/// When they are many, they are few again from this many on.
const FEW_AGAIN: usize = FEW / 2;

/// Entries fill the storage from its beginning. Few stand in any order. Many form a heap, of which the root stands alone, and every
/// group of four children is there whole, filled up with [`Entry::NONE`], so that the least of four is found without asking how
/// many there are.
#[derive(Clone, Debug)]
pub struct Heap {
    storage: Vec<Entry>,
    len: usize,
    ordered: bool,
    /// The first one once more, where it is looked at, and its place.
    first: Entry,
    first_at: usize,
}

impl Heap {
    pub fn new() -> Heap {
        let storage = vec![Entry::NONE; FEW + 1];
        Heap { storage, len: 0, ordered: false, first: Entry::NONE, first_at: 0 }
    }

    /// The first entry; [`Entry::NONE`] when there is none.
    #[inline(always)]
    pub fn first(&self) -> Entry {
        self.first
    }
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub fn push(&mut self, entry: Entry) {
        if self.ordered || self.len == FEW {
            return self.push_to_many(entry);
        }
        self.storage[self.len] = entry;
        if entry < self.first {
            (self.first, self.first_at) = (entry, self.len);
        }
        self.len += 1;
    }

    /// Drops the first entry, if there is one.
    #[inline]
    pub fn drop_first(&mut self) {
        if self.ordered {
            return self.drop_first_of_many();
        }
        if self.len > 0 {
            self.len -= 1;
            self.storage[self.first_at] = self.storage[self.len];
            self.storage[self.len] = Entry::NONE;
            self.look_for_first();
        }
    }

    /// Takes an entry out, if it is there and there are few; among many it stays, and comes out in its turn.
    #[inline]
    pub fn take_out(&mut self, entry: Entry) {
        if self.ordered {
            return;
        }
        if entry == self.first {
            return self.drop_first();
        }
        if let Some(at) = self.storage[..self.len].iter().position(|other| *other == entry) {
            self.len -= 1;
            self.storage[at] = self.storage[self.len];
            self.storage[self.len] = Entry::NONE;
            if self.first_at == self.len {
                self.first_at = at;
            }
        }
    }

    /// Drops the first entry and puts another in, in one pass; just puts it in when there is none.
    #[inline]
    pub fn replace_first(&mut self, entry: Entry) {
        if self.ordered {
            return self.sink_from_root(entry);
        }
        let at = self.first_at;
        if self.len < 2 {
            (self.len, self.storage[at], self.first) = (1, entry, entry);
            return;
        }
        self.storage[at] = Entry::NONE;
        self.look_for_first();
        self.storage[at] = entry;
        // A branch and no selection, so that the first one is known before this one is, whose time is still being drawn.
        if entry < self.first {
            (self.first, self.first_at) = (entry, at);
        }
    }

    /// Drops the entries that `keep` refuses; the order of the rest is unchanged.
    pub fn retain(&mut self, mut keep: impl FnMut(Entry) -> bool) {
        self.storage.truncate(self.len);
        self.storage.retain(|entry| keep(*entry));
        self.len = self.storage.len();
        let whole = 1 + 4 * self.len.saturating_sub(1).div_ceil(4);
        self.storage.resize(whole.max(FEW + 1), Entry::NONE);
        self.order();
    }

    /// Brings the entries into the order that their number asks for.
    fn order(&mut self) {
        self.ordered = self.len > FEW;
        if !self.ordered {
            return self.look_for_first();
        }
        for at in (0..self.len.div_ceil(4)).rev() {
            self.sink(at, self.storage[at]);
        }
        (self.first, self.first_at) = (self.storage[0], 0);
    }

    /// Finds the first one of few.
    #[inline]
    fn look_for_first(&mut self) {
        let (mut first, mut first_at) = (Entry::NONE, 0);
        for (group, four) in self.storage.chunks_exact(4).take(self.len.div_ceil(4)).enumerate() {
            let (least, at) = least_of([four[0], four[1], four[2], four[3]]);
            (first, first_at) = if least < first { (least, 4 * group + at) } else { (first, first_at) };
        }
        (self.first, self.first_at) = (first, first_at);
    }

    #[inline(never)]
    fn push_to_many(&mut self, entry: Entry) {
        if self.len == self.storage.len() {
            self.storage.extend([Entry::NONE; 4]);
        }
        let mut at = self.len;
        self.len += 1;
        if !self.ordered {
            self.storage[at] = entry;
            return self.order();
        }
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
        self.first = self.storage[0];
    }

    #[inline(never)]
    fn drop_first_of_many(&mut self) {
        self.len -= 1;
        let last = std::mem::replace(&mut self.storage[self.len], Entry::NONE);
        self.sink_from_root(last);
        // A heap is an order, too.
        self.ordered = self.len > FEW_AGAIN;
    }

    #[inline(never)]
    fn sink_from_root(&mut self, entry: Entry) {
        self.sink(0, entry);
        self.first = self.storage[0];
    }

    /// Puts an entry where `hole` is and lets it sink to its place: by branches, so that again the first one is known before.
    #[inline]
    fn sink(&mut self, mut hole: usize, entry: Entry) {
        let mut child = 4 * hole + 1;
        while let Some([a, b, c, d]) = self.storage.get(child..child + 4) {
            let (least, at) = least_of([*a, *b, *c, *d]);
            if least >= entry {
                break;
            }
            self.storage[hole] = least;
            hole = child + at;
            child = 4 * hole + 1;
        }
        self.storage[hole] = entry;
    }
}

/// The least of four and its place, by selections: which one it is cannot be foreseen.
#[inline(always)]
fn least_of([a, b, c, d]: [Entry; 4]) -> (Entry, usize) {
    let (ab, at_ab) = if b < a { (b, 1) } else { (a, 0) };
    let (cd, at_cd) = if d < c { (d, 3) } else { (c, 2) };
    if cd < ab { (cd, at_cd) } else { (ab, at_ab) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(time: u64, number: u32) -> Entry {
        Entry::new(Time(time), Rank::CustomerReplies, number)
    }

    proptest! {
        #[test]
        fn entries_come_out_in_order(times in prop::collection::vec((0u64..50, 0u32..1000), 0..200), drop in 0u64..5) {
            let mut heap = Heap::new();
            for (time, number) in &times {
                heap.push(entry(*time, *number));
            }
            heap.retain(|entry| entry.time().0 % 5 != drop);
            let mut expected: Vec<_> = times.into_iter().filter(|(time, _)| time % 5 != drop).collect();
            expected.sort_unstable();
            prop_assert_eq!(heap.len(), expected.len());
            for (time, number) in expected {
                prop_assert_eq!((heap.first().time(), heap.first().number()), (Time(time), number));
                heap.drop_first();
            }
            heap.drop_first();
            prop_assert_eq!(heap.first(), Entry::NONE);
        }

        /// Against a sorted list, through every operation.
        #[test]
        fn it_agrees_with_a_sorted_list(steps in prop::collection::vec((0u8..4, 0u64..50), 0..300)) {
            let (mut heap, mut list) = (Heap::new(), Vec::new());
            for (number, (step, time)) in steps.into_iter().enumerate() {
                let entry = entry(time, number as u32);
                match step {
                    0 => heap.drop_first(),
                    1 => heap.replace_first(entry),
                    _ => heap.push(entry),
                }
                if step < 2 && !list.is_empty() {
                    list.remove(0);
                }
                if step > 0 {
                    list.push(entry);
                    list.sort_unstable();
                }
                prop_assert_eq!(heap.first(), list.first().copied().unwrap_or(Entry::NONE));
                prop_assert_eq!(heap.len(), list.len());
            }
        }
    }

    proptest! {
        /// Among few it is gone; among many it may stay, but nothing else goes and the order holds.
        #[test]
        fn what_is_taken_out_is_gone_where_there_are_few(
            times in prop::collection::vec(0u64..50, 1..40),
            out in prop::collection::vec(prop::sample::Index::arbitrary(), 0..40),
        ) {
            let (mut heap, mut list) = (Heap::new(), Vec::new());
            for (number, time) in times.into_iter().enumerate() {
                heap.push(entry(time, number as u32));
                list.push(entry(time, number as u32));
            }
            for index in out {
                if list.is_empty() {
                    break;
                }
                let (at, before) = (index.index(list.len()), heap.len());
                heap.take_out(list[at]);
                if before <= FEW {
                    list.swap_remove(at);
                }
                // What is not there any more, or never was, changes nothing.
                heap.take_out(entry(60, 1000));
                prop_assert_eq!(heap.len(), list.len());
                prop_assert_eq!(heap.first(), list.iter().min().copied().unwrap_or(Entry::NONE));
            }
            list.sort_unstable();
            for expected in list {
                prop_assert_eq!(heap.first(), expected);
                heap.drop_first();
            }
            prop_assert_eq!(heap.first(), Entry::NONE);
        }
    }

    #[test]
    fn an_entry_says_when_in_which_order_and_what() {
        let last = Entry::new(Time(MOST_TIME.0 - 1), Rank::Opens, MOST_NUMBERS - 1);
        assert_eq!((last.time(), last.number()), (Time(MOST_TIME.0 - 1), MOST_NUMBERS - 1));
        assert!(last.rank_is(Rank::Opens) && !last.rank_is(Rank::Spreads) && last < Entry::NONE);
        assert!(Entry::new(Time(7), Rank::WorkEnds, 9) < Entry::new(Time(7), Rank::Opens, 0));
        assert!(Entry::new(Time(7), Rank::Opens, 0) < Entry::new(Time(8), Rank::Hour, 0));
    }
}
