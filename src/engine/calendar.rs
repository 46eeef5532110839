//! The event calendar: named sources merged by (time, rank, number).

use super::event::{Event, RANK_BITS, Rank};
use super::heap::TimeHeap;
use crate::model::Begins;
use crate::time::{MS_PER_HOUR, Span, Time};

/// All that is to happen. Each source keeps its own order; ranks order the sources at one instant.
#[derive(Debug)]
pub struct Calendar {
    work: TimeHeap,
    /// The first entry of `work` has happened: the next one put in takes its place, which is one pass instead of two for
    /// an agent who goes from one message to the next.
    work_taken: bool,
    pub patience: TimeHeap,
    /// Next arrival of each process, the process as number.
    pub arrivals: TimeHeap,
    next_hour: Time,
    next_shift: Time,
    agents: TimeHeap,
    replies: TimeHeap,
    spreads: TimeHeap,
    /// The first of the five sources above, which have an event much more seldom than the others.
    seldom: u64,
}

impl Calendar {
    pub fn new() -> Calendar {
        let mut calendar = Calendar {
            work: TimeHeap::new(Rank::WorkEnds),
            work_taken: false,
            patience: TimeHeap::new(Rank::PatienceEnds),
            arrivals: TimeHeap::new(Rank::Opens),
            next_hour: Time::ZERO,
            next_shift: Time::NEVER,
            agents: TimeHeap::new(Rank::AgentTimer),
            replies: TimeHeap::new(Rank::CustomerReplies),
            spreads: TimeHeap::new(Rank::Spreads),
            seldom: u64::MAX,
        };
        calendar.find_seldom();
        calendar
    }

    /// The conversation's message will be finished.
    #[inline]
    pub fn work_until(&mut self, time: Time, slot: u32) {
        match std::mem::take(&mut self.work_taken) {
            true => self.work.replace_first(time, slot),
            false => self.work.push(time, slot),
        }
    }
    pub fn agent_timer_at(&mut self, time: Time, agent: u32) {
        self.agents.push(time, agent);
        self.seldom = self.seldom.min(Rank::AgentTimer.at(time));
    }
    pub fn reply_at(&mut self, time: Time, slot: u32) {
        self.replies.push(time, slot);
        self.seldom = self.seldom.min(Rank::CustomerReplies.at(time));
    }
    pub fn spread_at(&mut self, time: Time, slot: u32) {
        self.spreads.push(time, slot);
        self.seldom = self.seldom.min(Rank::Spreads.at(time));
    }
    /// Entries of agents, stale ones included.
    #[cfg(test)]
    pub fn agent_timers(&self) -> usize {
        self.agents.len()
    }
    /// When the next shift occurrence begins; `NEVER`: none does.
    pub fn next_shift_at(&mut self, time: Time) {
        self.next_shift = time;
        self.find_seldom();
    }

    fn find_seldom(&mut self) {
        self.seldom = Rank::Hour.at(self.next_hour)
            .min(Rank::ShiftBegins.at(self.next_shift))
            .min(self.agents.first_ranked())
            .min(self.replies.first_ranked())
            .min(self.spreads.first_ranked());
    }

    /// The next event before `end`, taken out of its source. Arrivals and shifts stay with their source, which the handler
    /// moves on.
    #[inline]
    pub fn pop_before(&mut self, end: Time) -> Option<(Time, Event)> {
        if self.work_taken {
            self.work_taken = false;
            self.work.pop();
        }
        let work = self.work.first_ranked();
        let patience = self.patience.first_ranked();
        let opens = self.arrivals.first_ranked();
        let next = work.min(opens).min(patience.min(self.seldom));
        let time = Time(next >> RANK_BITS);
        if time >= end {
            return None;
        }
        let event = if next == opens {
            Event::Opens { process: self.arrivals.first_number() }
        } else if next == work {
            self.work_taken = true;
            Event::WorkEnds { slot: self.work.first_number() }
        } else if next == patience {
            Event::PatienceEnds { slot: self.patience.pop()?.1 }
        } else {
            self.pop_seldom(time)?
        };
        Some((time, event))
    }

    #[inline(never)]
    fn pop_seldom(&mut self, time: Time) -> Option<Event> {
        let event = if self.seldom == Rank::Hour.at(time) {
            self.next_hour = time + Span(MS_PER_HOUR);
            Event::Hour
        } else if self.seldom == Rank::ShiftBegins.at(time) {
            Event::ShiftBegins
        } else if self.seldom == Rank::AgentTimer.at(time) {
            Event::AgentTimer { agent: self.agents.pop()?.1 }
        } else if self.seldom == Rank::CustomerReplies.at(time) {
            Event::CustomerReplies { slot: self.replies.pop()?.1 }
        } else {
            Event::Spreads { slot: self.spreads.pop()?.1 }
        };
        self.find_seldom();
        Some(event)
    }
}

/// Place in the list of shift occurrences.
#[derive(Clone, Debug)]
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
        calendar.spread_at(instant, 5);
        calendar.arrivals.push(instant, 0);
        calendar.reply_at(instant, 1);
        calendar.patience.push(instant, 2);
        calendar.agent_timer_at(instant, 3);
        calendar.next_shift_at(instant);
        calendar.work_until(instant, 4);
        assert_eq!(calendar.pop_before(instant), Some((Time::ZERO, Event::Hour)));
        assert_eq!(calendar.pop_before(instant), None);
        let later = Time(2 * MS_PER_HOUR);
        let mut events = Vec::new();
        while let Some((time, event)) = calendar.pop_before(later) {
            assert_eq!(time, instant);
            events.push(event);
            match event {
                Event::ShiftBegins => calendar.next_shift_at(Time::NEVER),
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
            Event::Spreads { slot: 5 },
        ];
        assert_eq!(events, expected);
    }
}
