//! The lanes of waiting messages, linked through the table of conversations.
//!
//! Invariant: each lane is ordered by (deadline, entry, key); its head is the message of the lane to take next.

use super::conversations::{Conversations, NONE};
use crate::routing::{Lane, Routing};

#[derive(Clone, Copy, Debug)]
struct Waiting {
    head: u32,
    tail: u32,
    /// That of the lane.
    rank: u32,
}

#[derive(Debug)]
pub struct Queues {
    lanes: Vec<Waiting>,
    /// Messages waiting in each lane, where somebody asks for it; else empty.
    counts: Vec<u32>,
    /// Messages waiting in all lanes.
    pub waiting: usize,
}

impl Queues {
    pub fn new(routing: &Routing, counts: bool) -> Queues {
        let counted = if counts { routing.lanes.len() } else { 0 };
        Queues {
            counts: vec![0; counted],
            lanes: routing.lanes.iter().map(|lane| Waiting { head: NONE, tail: NONE, rank: lane.rank }).collect(),
            waiting: 0,
        }
    }

    /// Puts a message, whose lane and entry are set, in its place. A new one enters last but for those of the same instant
    /// with a larger key: ties are broken by the conversation, not by the order in which events happened to be handled.
    #[inline(always)]
    pub fn insert(&mut self, slot: u32, table: &mut Conversations) {
        let (lane, entered, key) = (usize::from(table[slot].lane), table[slot].entered, table[slot].key);
        let mut before = self.lanes[lane].tail;
        while before != NONE && (table[before].entered, table[before].key) > (entered, key) {
            before = table[before].previous;
        }
        let after = if before == NONE { self.lanes[lane].head } else { table[before].next };
        table[slot].previous = before;
        table[slot].next = after;
        *(if before == NONE { &mut self.lanes[lane].head } else { &mut table[before].next }) = slot;
        *(if after == NONE { &mut self.lanes[lane].tail } else { &mut table[after].previous }) = slot;
        if let Some(count) = self.counts.get_mut(lane) {
            *count += 1;
        }
        self.waiting += 1;
    }

    #[inline(always)]
    pub fn remove(&mut self, slot: u32, table: &mut Conversations) {
        let (lane, before, after) = (usize::from(table[slot].lane), table[slot].previous, table[slot].next);
        *(if before == NONE { &mut self.lanes[lane].head } else { &mut table[before].next }) = after;
        *(if after == NONE { &mut self.lanes[lane].tail } else { &mut table[after].previous }) = before;
        if let Some(count) = self.counts.get_mut(lane) {
            *count -= 1;
        }
        self.waiting -= 1;
    }

    /// Messages that wait in lanes of the same or a better rank that the same groups may take. Zero where `counts` was not asked
    /// for: keeping them costs every message, and only the wait estimate reads them.
    pub fn ahead_of(&self, lane: u16, routing: &Routing) -> u32 {
        let of = &routing.lanes[usize::from(lane)];
        let shares = |other: &Lane| other.groups & of.groups != 0 && other.rank <= of.rank;
        self.counts.iter().zip(&routing.lanes).filter(|(_, other)| shares(other)).map(|(count, _)| count).sum()
    }

    /// The message that an agent of the group should take next.
    #[inline(always)]
    pub fn best_for(&self, group: u16, routing: &Routing, table: &Conversations) -> Option<u32> {
        if self.waiting == 0 {
            return None;
        }
        let mut best = NONE;
        let mut best_rank = u32::MAX;
        for lane in &routing.groups[usize::from(group)].lanes {
            let lane = &self.lanes[usize::from(*lane)];
            if lane.rank > best_rank {
                break;
            }
            if lane.head != NONE && (best == NONE || order(table, lane.head) < order(table, best)) {
                (best, best_rank) = (lane.head, lane.rank);
            }
        }
        (best != NONE).then_some(best)
    }
}

/// What orders messages of one rank.
#[inline]
fn order(table: &Conversations, slot: u32) -> (u64, u64, u64) {
    let message = &table[slot];
    (table.wait(slot).due.0, message.entered.0, message.key)
}
