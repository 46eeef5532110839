//! The loop: one event after another until the last measured conversation is followed to its end.

use super::calendar::{Calendar, ShiftCursor};
use super::conversations::{Conversation, Conversations, Stage};
use super::event::Event;
use super::fact::{Ending, Entry, Fact, Observer};
use super::floor::Floor;
use super::heap::{MOST_NUMBERS, MOST_TIME};
use super::queues::Queues;
use super::spread::Spread;
use crate::behaviour::Learned;
use crate::demand::Cursor;
use crate::model::{MOST_OPEN, Model};
use crate::random::{entity_key, replication_key};
use crate::time::Time;

/// Why a run ended before its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Stopped {
    #[error("cancelled")]
    Cancelled,
    #[error("more than {MOST_OPEN} conversations open in week {week}: {cause}")]
    TooManyOpen {
        /// Week of the run: 1 is the first measured one, 0 and below are warm-up.
        week: i64,
        cause: Cause,
    },
}

/// What filled the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// Most of what is open waits for an agent.
    Queue,
    /// Most of what is open waits for the customer's next message.
    Replies,
    /// Most of what is open was caused by unanswered complaints.
    Contagion,
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Cause::Queue => "more work arrives than the desk can do",
            Cause::Replies => "customers take very long to reply",
            Cause::Contagion => "unanswered complaints make more people write than the desk can answer",
        })
    }
}

/// Simulates one replication and tells the observer every fact.
///
/// # Errors
/// [`Stopped::Cancelled`] when the observer says so, [`Stopped::TooManyOpen`] when more than [`MOST_OPEN`] conversations
/// are open at once.
///
/// # Panics
/// If the model is larger than the checks of a scenario allow (2 million agents, 34 years).
pub fn simulate<O: Observer>(model: &Model, seed: u64, replication: u32, observer: &mut O) -> Result<(), Stopped> {
    assert!(model.end < MOST_TIME && model.rota.team_of_agent.len() < MOST_NUMBERS as usize);
    assert!(MOST_OPEN < MOST_NUMBERS as usize);
    let mut engine = Engine::new(model, replication_key(seed, replication), observer);
    engine.run()?;
    engine.close();
    Ok(())
}

/// State of one replication.
pub(super) struct Engine<'m, O> {
    pub model: &'m Model,
    pub observer: &'m mut O,
    /// Key of the replication.
    pub key: u64,
    pub now: Time,
    pub calendar: Calendar,
    pub shifts: ShiftCursor,
    pub conversations: Conversations,
    pub queues: Queues,
    pub floor: Floor,
    pub arrivals: Vec<Process>,
    /// The present hour lies in a measured week.
    pub measures: bool,
    /// Conversations opened in measured weeks and not ended.
    pub measured_open: u64,
    /// What the public has learned about being hard paying off.
    pub learned: Learned,
    /// By slot; empty without contagion.
    pub spreads: Vec<Spread>,
}

/// One arrival process in one replication.
pub(super) struct Process {
    pub cursor: Cursor,
    /// Key below which its conversations are numbered.
    pub key: u64,
    /// How many have opened.
    pub opened: u64,
}

impl<'m, O: Observer> Engine<'m, O> {
    fn new(model: &'m Model, key: u64, observer: &'m mut O) -> Self {
        let mut calendar = Calendar::new();
        let mut arrivals = Vec::with_capacity(model.processes.len());
        for (number, process) in model.processes.iter().enumerate() {
            let process_key = entity_key(key, number as u64);
            let mut cursor = Cursor::new(process, &model.intensity, key, process_key);
            if !process.is_empty() {
                let first = cursor.next(process, &model.intensity);
                if first != Time::NEVER {
                    calendar.opens_first(first, number as u32);
                }
            }
            arrivals.push(Process { cursor, key: process_key, opened: 0 });
        }
        let mut engine = Engine {
            model,
            observer,
            key,
            now: Time::ZERO,
            calendar,
            shifts: ShiftCursor { day: 0, index: 0 },
            conversations: Conversations::new(),
            queues: Queues::new(&model.routing, model.levers.estimate.is_some()),
            floor: Floor::new(model),
            arrivals,
            measures: false,
            measured_open: 0,
            learned: Learned::default(),
            spreads: Vec::new(),
        };
        engine.find_next_shift();
        engine
    }

    fn run(&mut self) -> Result<(), Stopped> {
        while let Some((now, event)) = self.calendar.pop_before(self.model.end) {
            self.now = now;
            if event == Event::Hour {
                if self.hour_begins()? {
                    return Ok(());
                }
            } else {
                self.happens(event)?;
            }
        }
        self.now = self.model.end;
        self.observer.hour(self.model.end);
        Ok(())
    }

    /// Whether everything measured has been followed to its end.
    #[inline(never)]
    fn hour_begins(&mut self) -> Result<bool, Stopped> {
        self.measures = self.now >= self.model.measured_from && self.now < self.model.measured_to;
        let go_on = self.observer.hour(self.now);
        let done = self.now >= self.model.measured_to && self.measured_open == 0;
        if done || go_on { Ok(done) } else { Err(Stopped::Cancelled) }
    }

    #[inline(always)]
    fn happens(&mut self, event: Event) -> Result<(), Stopped> {
        // A chain of the frequent ones is foreseen better than a table of all.
        match event {
            Event::Opens { process } => {
                self.opens(process);
                return self.open_are_few();
            }
            Event::WorkEnds { slot } => self.work_ends(slot),
            Event::PatienceEnds { slot } => self.patience_ends(slot),
            other => return self.happens_seldom(other),
        }
        Ok(())
    }

    #[inline(never)]
    fn happens_seldom(&mut self, event: Event) -> Result<(), Stopped> {
        match event {
            Event::ShiftBegins => self.shift_begins(),
            Event::AgentTimer { agent } => self.agent_timer(agent),
            Event::CustomerReplies { slot } => self.customer_replies(slot),
            Event::Spreads { slot } => {
                self.spreads(slot);
                return self.open_are_few();
            }
            Event::Hour | Event::WorkEnds { .. } | Event::PatienceEnds { .. } | Event::Opens { .. } => {}
        }
        Ok(())
    }

    #[inline]
    fn open_are_few(&self) -> Result<(), Stopped> {
        if self.conversations.open() > MOST_OPEN { Err(self.too_many_open()) } else { Ok(()) }
    }

    fn too_many_open(&self) -> Stopped {
        let week = i64::from(self.now.week()) - i64::from(self.model.plan.warmup_weeks) + 1;
        let (open, caused) = (self.conversations.open(), |(_, c): &(u32, &Conversation)| c.contagious);
        let cause =
            if self.model.levers.contagion.is_some() && self.conversations.iter().filter(caused).count() * 2 > open {
                Cause::Contagion
            } else if self.queues.waiting * 2 > open {
                Cause::Queue
            } else {
                Cause::Replies
            };
        Stopped::TooManyOpen { week, cause }
    }

    /// What is measured and still open at the end of the run has an ending too, and so have breaks and overtime.
    fn close(&mut self) {
        for (slot, conversation) in self.conversations.iter() {
            if conversation.measured && !conversation.noise {
                // Whatever is not the first message of a conversation follows a response.
                let unanswered = conversation.posted == 0 && conversation.entry == Entry::First;
                let ending = if unanswered { Ending::NeverAnswered } else { Ending::Unfinished };
                self.observer.on(self.now, &Fact::Ended { who: conversation.subject(slot), ending });
            }
        }
        for number in 0..self.floor.agents.len() as u32 {
            self.is_sent_home(number);
        }
    }

    /// Tells the observer.
    #[inline(always)]
    pub(super) fn tell(&mut self, fact: &Fact) {
        self.observer.on(self.now, fact);
    }

    /// Whether the conversation is at a stage.
    #[inline]
    pub(super) fn is_at(&self, slot: u32, stage: Stage) -> bool {
        self.conversations[slot].stage == stage
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Break, Scenario, Shift};
    use crate::random::Distribution;
    use crate::study::synthetic;
    use crate::time::{MS_PER_HOUR, MS_PER_MINUTE, Span};

    /// Largest number of entries the calendar held at any hour.
    fn most_entries(scenario: &Scenario) -> (usize, usize) {
        struct Nothing;
        impl Observer for Nothing {
            fn on(&mut self, _: Time, _: &Fact) {}
        }
        let model = Model::new(scenario);
        let mut nothing = Nothing;
        let mut engine = Engine::new(&model, replication_key(1, 0), &mut nothing);
        let (mut patience, mut agents) = (0, 0);
        while let Some((now, event)) = engine.calendar.pop_before(model.end) {
            engine.now = now;
            engine.happens(event).expect("the desk keeps up");
            patience = patience.max(engine.calendar.patiences());
            agents = agents.max(engine.calendar.agent_timers());
        }
        (patience, agents)
    }

    fn scenario(weeks: u32) -> Scenario {
        let mut scenario = synthetic::scenario("memory");
        scenario.run.weeks = weeks;
        scenario
    }

    /// Patience of months, and every message taken after a minute or two: almost all entries are stale.
    #[test]
    fn ended_patience_leaves_the_calendar() {
        let mut scenario = scenario(20);
        scenario.customers.patience = Some(Distribution::Deterministic { value: 60.0 * 24.0 * 100.0 });
        scenario.demand.contacts.iter_mut().for_each(|contact| contact.per_week = 10_000.0);
        scenario.teams[0].rota = vec![Shift { window: crate::desk::Window::ALWAYS, agents: 16 }];
        let (patience, _) = most_entries(&scenario);
        assert!(patience > 20 && patience <= 256, "{patience}");
    }

    /// An off-queue spell once in months: what comes after the end of duty leaves no entry behind.
    #[test]
    fn spells_that_never_come_leave_no_entry() {
        let mut scenario = scenario(50);
        scenario.off_queue = 1e-4;
        scenario.demand.contacts.iter_mut().for_each(|contact| contact.per_week = 1.0);
        scenario.teams[0].pause =
            Some(Break { after: Span(MS_PER_HOUR), length: Span(30 * MS_PER_MINUTE), paid: false });
        let (_, agents) = most_entries(&scenario);
        let people = Model::new(&scenario).rota.team_of_agent.len();
        assert!(agents > 0 && agents <= 4 * people, "{agents} entries for {people} agents");
    }
}
