//! The life of a conversation: it opens, waits, is taken, answered, replied to, given up, ended.

use super::conversations::{Conversation, NONE, Stage};
use super::fact::{Ending, Entry, Fact, Observer};
use super::floor::Place;
use super::simulate::Engine;
use crate::behaviour::Reaction;
use crate::demand::HANDLING_AFTER_BROADCAST;
use crate::desk::Channel;
use crate::random::{Purpose, Stream, entity_key};
use crate::time::{Span, Time};

/// Stale entries of ended patience are swept out when there are more than this many, and more than twice those in force.
const SWEEP_AT: usize = 1024;

impl<O: Observer> Engine<'_, O> {
    /// The next conversation of a process (or noise message, from the last process) opens.
    pub(super) fn opens(&mut self, process: u32) {
        let state = &mut self.arrivals[process as usize];
        let key = entity_key(state.key, state.opened);
        state.opened += 1;
        let next = state.cursor.next(&self.model.processes[process as usize], &self.model.intensity);
        match next {
            Time::NEVER => _ = self.calendar.arrivals.pop(),
            next => self.calendar.arrivals.replace_first(next, process),
        }
        let slot = self.conversations.insert(self.new_conversation(key, process as u16));
        if !self.conversations[slot].noise {
            let who = self.conversations[slot].subject(slot);
            self.measured_open += u64::from(who.measured);
            self.tell(Fact::Opened { who });
        }
        self.enters(slot, Entry::First);
    }

    fn new_conversation(&self, key: u64, contact: u16) -> Conversation {
        let model = self.model;
        let noise = usize::from(contact) == model.contacts.len();
        let (mut channel, mut kind, mut influencer) = (Channel::Mention, model.noise_kind(), false);
        let mut told = false;
        if !noise {
            let of = &model.contacts[usize::from(contact)];
            if of.dm_share > 0.0 && Stream::new(key, Purpose::Channel).uniform() < of.dm_share {
                channel = Channel::Dm;
            }
            kind = model.routing.kinds.of(contact, channel, self.language(key, &of.languages));
            if !of.broadcasts.is_empty() {
                told = Stream::new(key, Purpose::Told).uniform() < of.broadcasts.told_share(self.now);
            }
            if let Some(reach) = &model.customers.reach {
                influencer = reach.draw(&mut Stream::new(key, Purpose::Reach)) >= model.customers.influencer_reach;
            }
        }
        Conversation {
            key,
            opened: self.now,
            entered: self.now,
            due: Time::ZERO,
            patience_ends: Time::NEVER,
            patience: Span::ZERO,
            previous: NONE,
            next: NONE,
            agent: NONE,
            kind,
            contact,
            lane: 0,
            posted: 0,
            messages: 0,
            chases: 0,
            channel,
            stage: Stage::Waiting,
            entry: Entry::First,
            noise,
            influencer,
            measured: self.now >= model.measured_from && self.now < model.measured_to,
            told,
            gone: false,
        }
    }

    #[inline]
    fn language(&self, key: u64, languages: &[(f64, u8)]) -> u8 {
        if let [(_, only)] = languages {
            return *only;
        }
        let uniform = Stream::new(key, Purpose::Language).uniform();
        let chosen = languages.iter().find(|(cumulative, _)| uniform < *cumulative).or(languages.last());
        chosen.map_or(0, |(_, language)| *language)
    }

    /// A message enters the queue; an agent who may take it and has room takes it at once.
    fn enters(&mut self, slot: u32, entry: Entry) {
        let (now, routing) = (self.now, &self.model.routing);
        let conversation = &mut self.conversations[slot];
        let lane = routing.lane_of(conversation.kind, conversation.influencer, entry == Entry::Reply);
        (conversation.stage, conversation.entry) = (Stage::Waiting, entry);
        (conversation.entered, conversation.lane) = (now, lane);
        let (holder, who) = (conversation.agent, conversation.subject(slot));
        let of = &routing.lanes[usize::from(lane)];
        let keeper =
            (self.model.keep_agent && entry == Entry::Reply && self.may_keep(holder, of.groups)).then_some(holder);
        if let Some(agent) = keeper.or_else(|| self.floor.choose(&routing.tiers[usize::from(of.tiers)])) {
            self.floor.unlist(agent);
            self.takes(agent, slot, true);
            self.stays(agent);
            return;
        }
        self.tell(Fact::Queued { who, entry });
        if routing.by_deadline {
            self.conversations[slot].due = routing.dues[usize::from(of.due)].at(now, &self.model.open_hours);
        }
        self.queues.insert(slot, &mut self.conversations);
        if entry == Entry::First && !who.noise {
            self.begins_to_wait(slot);
        }
    }

    /// Whether the holder of a conversation is idle and may take its next message.
    fn may_keep(&self, holder: u32, groups: u64) -> bool {
        let agent = &self.floor.agents[holder as usize];
        agent.listed && agent.in_hand == 0 && groups & (1 << agent.group) != 0
    }

    fn begins_to_wait(&mut self, slot: u32) {
        let customers = &self.model.customers;
        let Some(patience) = &customers.patience else { return };
        let key = self.conversations[slot].key;
        let mut length = patience.draw(&mut Stream::new(key, Purpose::Patience));
        if customers.experienced > 0.0 && Stream::new(key, Purpose::Experience).uniform() < customers.experienced {
            length /= 2.0;
        }
        self.patience_begins(slot, Span::from_ms(length));
    }

    fn patience_begins(&mut self, slot: u32, patience: Span) {
        let ends = self.now + patience;
        let conversation = &mut self.conversations[slot];
        (conversation.patience, conversation.patience_ends) = (patience, ends);
        if ends >= self.model.end {
            return;
        }
        if self.calendar.patience.len() >= SWEEP_AT.max(2 * self.queues.waiting) {
            let conversations = &self.conversations;
            self.calendar.patience.retain(|time, slot| {
                let conversation = &conversations[slot];
                conversation.stage == Stage::Waiting && conversation.patience_ends == time
            });
        }
        self.calendar.patience.push(ends, slot);
    }

    /// Patience ends, unless the entry is stale: the message was taken, or the slot belongs to another conversation.
    pub(super) fn patience_ends(&mut self, slot: u32) {
        let conversation = &mut self.conversations[slot];
        if conversation.stage != Stage::Waiting || conversation.patience_ends != self.now {
            return;
        }
        conversation.patience_ends = Time::NEVER;
        let (who, chases, patience) = (conversation.subject(slot), conversation.chases, conversation.patience);
        let uniform = Stream::nth(who.key, Purpose::GivingUp, u64::from(chases)).uniform();
        match self.model.customers.giving_up.decide(uniform, chases) {
            Reaction::Chases => {
                self.conversations[slot].chases += 1;
                self.tell(Fact::Chased { who, nth: chases + 1 });
                return self.patience_begins(slot, Span(patience.0 / 2));
            }
            Reaction::Phones => self.tell(Fact::Phoned { who }),
            Reaction::Leaves => self.tell(Fact::Left { who }),
        }
        self.conversations[slot].gone = true;
        if self.model.withdraws {
            self.queues.remove(slot, &mut self.conversations);
            let waited = self.now.since(self.conversations[slot].entered);
            self.tell(Fact::Withdrawn { who, waited });
            self.ends(slot, Ending::Withdrawn);
        }
    }

    /// The agent takes the message, which is in no lane any more; the agent is in no list.
    pub(super) fn takes(&mut self, number: u32, slot: u32, at_once: bool) {
        let model = self.model;
        let agent = &mut self.floor.agents[number as usize];
        agent.in_hand += 1;
        let (team, in_hand) = (agent.team, agent.in_hand);
        let conversation = &mut self.conversations[slot];
        conversation.stage = Stage::InHand;
        conversation.patience_ends = Time::NEVER;
        conversation.agent = number;
        let mut stream = Stream::nth(conversation.key, Purpose::Handling, u64::from(conversation.posted));
        let mut handling = if conversation.noise {
            model.triage.draw(&mut stream)
        } else {
            model.contacts[usize::from(conversation.contact)].handling.draw(&mut stream)
        };
        if conversation.told {
            handling *= HANDLING_AFTER_BROADCAST;
        }
        let of = &model.teams[usize::from(team)];
        if conversation.chases > 0 && conversation.posted == 0 {
            handling *= 1.0 + model.customers.chase_work * f64::from(conversation.chases);
        }
        handling *= of.slowness * (1.0 + of.slowdown * f64::from(in_hand - 1));
        let waited = self.now.since(conversation.entered);
        let (who, entry) = (conversation.subject(slot), conversation.entry);
        let ends = self.now + Span::from_ms(handling);
        if ends < self.model.end {
            self.calendar.work_until(ends, slot);
        }
        self.tell(Fact::Taken { who, entry, waited, at_once, agent: number, team, in_hand });
    }

    /// The agent's message is posted; the conversation goes on or ends, and the agent takes the next message or leaves.
    pub(super) fn work_ends(&mut self, slot: u32) {
        debug_assert!(self.is_at(slot, Stage::InHand));
        let conversation = &mut self.conversations[slot];
        let number = conversation.agent;
        self.floor.unlist(number);
        let agent = &mut self.floor.agents[number as usize];
        agent.in_hand -= 1;
        let (team, in_hand) = (agent.team, agent.in_hand);
        if conversation.posted == 0 && !conversation.noise {
            let messages = self.model.contacts[usize::from(conversation.contact)].messages;
            conversation.messages = match messages.is_always_one() {
                true => 1,
                false => messages.at(Stream::new(conversation.key, Purpose::MessageCount).uniform()),
            };
        }
        conversation.posted += 1;
        let (who, entry) = (conversation.subject(slot), conversation.entry);
        let last = who.noise || conversation.gone || conversation.posted >= conversation.messages;
        self.tell(Fact::Posted { who, entry, agent: number, team, in_hand, last });
        if last {
            self.ends(slot, Ending::Answered);
        } else {
            self.awaits_reply(slot);
        }
        self.is_free(number);
    }

    fn awaits_reply(&mut self, slot: u32) {
        let conversation = &mut self.conversations[slot];
        conversation.stage = Stage::AwaitingReply;
        let mut stream = Stream::nth(conversation.key, Purpose::ReplyDelay, u64::from(conversation.posted));
        let delay = self.model.contacts[usize::from(conversation.contact)].reply_delay.draw(&mut stream);
        let replies = self.now + Span::from_ms(delay);
        if replies < self.model.end {
            self.calendar.reply_at(replies, slot);
        }
    }

    pub(super) fn customer_replies(&mut self, slot: u32) {
        debug_assert!(self.is_at(slot, Stage::AwaitingReply));
        self.enters(slot, Entry::Reply);
    }

    fn ends(&mut self, slot: u32, ending: Ending) {
        let who = self.conversations[slot].subject(slot);
        if !who.noise {
            self.measured_open -= u64::from(who.measured);
            self.tell(Fact::Ended { who, ending });
        }
        self.conversations.remove(slot);
    }

    /// An agent on the queue, in no list, takes messages while there are any and room for them, else waits in a list.
    pub(super) fn stays(&mut self, number: u32) {
        loop {
            let agent = &self.floor.agents[number as usize];
            if agent.place != Place::OnQueue || agent.in_hand >= agent.concurrency || self.is_to_leave(agent) {
                return;
            }
            if agent.duty_ends == self.now || agent.break_begins == self.now {
                // Begins nothing in the instant of going; who does not go after all is asked again.
                return;
            }
            let group = agent.group;
            match self.queues.best_for(group, &self.model.routing, &self.conversations) {
                Some(slot) => {
                    self.queues.remove(slot, &mut self.conversations);
                    self.takes(number, slot, false);
                }
                None => return self.floor.list(number, self.now),
            }
        }
    }
}
