//! The event calendar: named sources merged by (time, rank, number).

use super::event::{Event, Rank};
use super::heap::TimeHeap;
use crate::model::Begins;
use crate::time::{MS_PER_HOUR, Span, Time};

/// All that is to happen. Each source keeps its own order; ranks order the sources at one instant.
#[derive(Debug)]
pub struct Calendar {
    next_hour: Time,
    /// When the next shift occurrence begins.
    pub next_shift: Time,
    pub work: TimeHeap,
    pub agents: TimeHeap,
    pub patience: TimeHeap,
    pub replies: TimeHeap,
    /// Next arrival of each process, the process as number.
    pub arrivals: TimeHeap,
}

impl Calendar {
    pub fn new() -> Calendar {
        Calendar {
            next_hour: Time::ZERO,
            next_shift: Time::NEVER,
            work: TimeHeap::default(),
            agents: TimeHeap::default(),
            patience: TimeHeap::default(),
            replies: TimeHeap::default(),
            arrivals: TimeHeap::default(),
        }
    }

    /// The next event before `end`, taken out of its source. Arrivals and shifts stay with their source, which the handler
    /// moves on.
    #[inline]
    pub fn pop_before(&mut self, end: Time) -> Option<(Time, Event)> {
        const RANK_BITS: u32 = 3;
        let ranked = |time: Time, rank: Rank| (time.0 << RANK_BITS) | rank as u64;
        let never = u64::MAX;
        let first = |heap: &TimeHeap, rank: Rank| match heap.first_time() {
            Time::NEVER => never,
            time => ranked(time, rank),
        };
        let shift = if self.next_shift == Time::NEVER { never } else { ranked(self.next_shift, Rank::ShiftBegins) };
        let work = ranked(self.next_hour, Rank::Hour).min(first(&self.work, Rank::WorkEnds));
        let people = shift.min(first(&self.agents, Rank::AgentTimer));
        let customers = first(&self.patience, Rank::PatienceEnds).min(first(&self.replies, Rank::CustomerReplies));
        let next = work.min(people).min(customers).min(first(&self.arrivals, Rank::Opens));
        let time = Time(next >> RANK_BITS);
        if time >= end {
            return None;
        }
        let event = match next & ((1 << RANK_BITS) - 1) {
            r if r == Rank::Hour as u64 => {
                self.next_hour = time + Span(MS_PER_HOUR);
                Event::Hour
            }
            r if r == Rank::WorkEnds as u64 => Event::WorkEnds { slot: self.work.pop()?.1 },
            r if r == Rank::ShiftBegins as u64 => Event::ShiftBegins,
            r if r == Rank::AgentTimer as u64 => Event::AgentTimer { agent: self.agents.pop()?.1 },
            r if r == Rank::PatienceEnds as u64 => Event::PatienceEnds { slot: self.patience.pop()?.1 },
            r if r == Rank::CustomerReplies as u64 => Event::CustomerReplies { slot: self.replies.pop()?.1 },
            _ => Event::Opens { process: self.arrivals.first_number()? },
        };
        Some((time, event))
    }
}

/// Place in the list of shift occurrences.
#[derive(Debug)]
pub struct ShiftCursor {
    pub day: u32,
    pub index: usize,
}

impl ShiftCursor {
    /// The duty at the cursor; moves over days without one. `None` after the last day.
    pub fn duty(&mut self, begins: &Begins) -> Option<(u32, u16)> {
        while self.day < begins.days() {
            if let Some(duty) = begins.on(self.day).get(self.index) {
                return Some((self.day, *duty));
            }
            self.day += 1;
            self.index = 0;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_one_instant_come_in_the_order_of_their_rank() {
        let mut calendar = Calendar::new();
        let instant = Time(MS_PER_HOUR);
        calendar.arrivals.push(instant, 0);
        calendar.replies.push(instant, 1);
        calendar.patience.push(instant, 2);
        calendar.agents.push(instant, 3);
        calendar.next_shift = instant;
        calendar.work.push(instant, 4);
        assert_eq!(calendar.pop_before(instant), Some((Time::ZERO, Event::Hour)));
        assert_eq!(calendar.pop_before(instant), None);
        let later = Time(2 * MS_PER_HOUR);
        let mut events = Vec::new();
        while let Some((time, event)) = calendar.pop_before(later) {
            assert_eq!(time, instant);
            events.push(event);
            match event {
                Event::ShiftBegins => calendar.next_shift = Time::NEVER,
                Event::Opens { .. } => _ = calendar.arrivals.pop(),
                _ => {}
            }
        }
        let expected = [
            Event::Hour,
            Event::WorkEnds { slot: 4 },
            Event::ShiftBegins,
            Event::AgentTimer { agent: 3 },
            Event::PatienceEnds { slot: 2 },
            Event::CustomerReplies { slot: 1 },
            Event::Opens { process: 0 },
        ];
        assert_eq!(events, expected);
    }
}
