//! The event calendar: named sources merged by (time, rank, number).

use super::event::{Event, Rank};
use super::heap::{Entry, Heap};
use crate::model::Begins;
use crate::time::{MS_PER_HOUR, Span, Time};

/// All that is to happen. Each source keeps its own order; ranks order the sources at one instant.
#[derive(Debug)]
pub struct Calendar {
    work: Heap,
    /// The first entry of `work` has happened: the next one put in takes its place, which is one pass instead of two for
    /// an agent who goes from one message to the next.
    work_taken: bool,
    patience: Heap,
    /// Next arrival of each process, the process as number.
    arrivals: Heap,
    next_hour: Entry,
    next_shift: Entry,
    agents: Heap,
    replies: Heap,
    spreads: Heap,
    /// The first of the five sources above, which have an event much more seldom than the others.
    seldom: Entry,
}

impl Default for Calendar {
    fn default() -> Calendar {
        Calendar::new()
    }
}

impl Calendar {
    /// One that holds nothing but the hours.
    pub fn new() -> Calendar {
        let first_hour = Entry::new(Time::ZERO, Rank::Hour, 0);
        Calendar {
            work: Heap::new(),
            work_taken: false,
            patience: Heap::new(),
            arrivals: Heap::new(),
            next_hour: first_hour,
            next_shift: Entry::NONE,
            agents: Heap::new(),
            replies: Heap::new(),
            spreads: Heap::new(),
            seldom: first_hour,
        }
    }

    /// The conversation's message will be finished.
    #[inline]
    pub fn work_until(&mut self, time: Time, slot: u32) {
        let entry = Entry::new(time, Rank::WorkEnds, slot);
        if self.work_taken {
            self.work_taken = false;
            self.work.replace_first(entry);
        } else {
            self.work.push(entry);
        }
    }
    #[inline]
    pub fn patience_until(&mut self, time: Time, slot: u32) {
        self.patience.push(Entry::new(time, Rank::PatienceEnds, slot));
    }
    /// Nobody waits any more for the end of this patience.
    #[inline]
    pub fn patience_is_over(&mut self, time: Time, slot: u32) {
        self.patience.take_out(Entry::new(time, Rank::PatienceEnds, slot));
    }
    /// How many entries of patience there are, those that are over included.
    #[inline]
    pub fn patiences(&self) -> usize {
        self.patience.len()
    }
    /// Drops the entries of patience that `keep` refuses.
    pub fn sweep_patience(&mut self, mut keep: impl FnMut(Time, u32) -> bool) {
        self.patience.retain(|entry| keep(entry.time(), entry.number()));
    }
    /// The first conversation of a process opens.
    pub fn opens_first(&mut self, time: Time, process: u32) {
        self.arrivals.push(Entry::new(time, Rank::Opens, process));
    }
    /// After the process whose conversation has just opened: when its next one does, if ever.
    #[inline(always)]
    pub fn opens_next(&mut self, time: Time, process: u32) {
        match time {
            Time::NEVER => self.arrivals.drop_first(),
            time => self.arrivals.replace_first(Entry::new(time, Rank::Opens, process)),
        }
    }
    pub fn agent_timer_at(&mut self, time: Time, agent: u32) {
        let entry = Entry::new(time, Rank::AgentTimer, agent);
        self.agents.push(entry);
        self.seldom = self.seldom.min(entry);
    }
    pub fn reply_at(&mut self, time: Time, slot: u32) {
        let entry = Entry::new(time, Rank::CustomerReplies, slot);
        self.replies.push(entry);
        self.seldom = self.seldom.min(entry);
    }
    pub fn spread_at(&mut self, time: Time, slot: u32) {
        let entry = Entry::new(time, Rank::Spreads, slot);
        self.spreads.push(entry);
        self.seldom = self.seldom.min(entry);
    }
    /// Entries of agents, stale ones included.
    #[cfg(test)]
    pub fn agent_timers(&self) -> usize {
        self.agents.len()
    }
    /// When the next shift occurrence begins; `None`: none does.
    pub fn next_shift_at(&mut self, time: Option<Time>) {
        self.next_shift = time.map_or(Entry::NONE, |time| Entry::new(time, Rank::ShiftBegins, 0));
        self.find_seldom();
    }

    #[inline]
    fn find_seldom(&mut self) {
        let timed = self.agents.first().min(self.replies.first()).min(self.spreads.first());
        self.seldom = timed.min(self.next_hour).min(self.next_shift);
    }

    /// The next event before `end`, taken out of its source. Arrivals and shifts stay with their source, which the handler
    /// moves on.
    #[inline(always)]
    pub fn pop_before(&mut self, end: Time) -> Option<(Time, Event)> {
        if self.work_taken {
            self.work_taken = false;
            self.work.drop_first();
        }
        let (opens, work, patience) = (self.arrivals.first(), self.work.first(), self.patience.first());
        let next = opens.min(work).min(patience.min(self.seldom));
        let time = next.time();
        if time >= end {
            return None;
        }
        let event = if next == opens {
            Event::Opens { process: next.number() }
        } else if next == work {
            self.work_taken = true;
            Event::WorkEnds { slot: next.number() }
        } else if next == patience {
            self.patience.drop_first();
            Event::PatienceEnds { slot: next.number() }
        } else {
            self.pop_seldom(next)
        };
        Some((time, event))
    }

    #[inline(never)]
    fn pop_seldom(&mut self, next: Entry) -> Event {
        let number = next.number();
        let event = if next.rank_is(Rank::Hour) {
            self.next_hour = Entry::new(next.time() + Span(MS_PER_HOUR), Rank::Hour, 0);
            Event::Hour
        } else if next.rank_is(Rank::ShiftBegins) {
            Event::ShiftBegins
        } else if next.rank_is(Rank::AgentTimer) {
            self.agents.drop_first();
            Event::AgentTimer { agent: number }
        } else if next.rank_is(Rank::CustomerReplies) {
            self.replies.drop_first();
            Event::CustomerReplies { slot: number }
        } else {
            self.spreads.drop_first();
            Event::Spreads { slot: number }
        };
        self.find_seldom();
        event
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
        calendar.opens_first(instant, 0);
        calendar.reply_at(instant, 1);
        calendar.patience_until(instant, 2);
        calendar.agent_timer_at(instant, 3);
        calendar.next_shift_at(Some(instant));
        calendar.work_until(instant, 4);
        assert_eq!(calendar.pop_before(instant), Some((Time::ZERO, Event::Hour)));
        assert_eq!(calendar.pop_before(instant), None);
        let later = Time(2 * MS_PER_HOUR);
        let mut events = Vec::new();
        while let Some((time, event)) = calendar.pop_before(later) {
            assert_eq!(time, instant);
            events.push(event);
            match event {
                Event::ShiftBegins => calendar.next_shift_at(None),
                Event::Opens { process } => calendar.opens_next(Time::NEVER, process),
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
