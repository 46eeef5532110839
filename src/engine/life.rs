//! The life of a conversation: it opens, enters the queue, is taken, answered, replied to, ended.
//!
//! How customers wait is in `waiting`, what follows an agent message in `answer`.

use super::conversations::{Conversation, Stage};
use super::fact::{Ending, Entry, Fact, Observer};
use super::floor::Place;
use super::simulate::Engine;
use crate::demand::HANDLING_AFTER_BROADCAST;
use crate::desk::Channel;
use crate::model::Model;
use crate::random::{Purpose, Stream, entity_key};
use crate::routing::Message;
use crate::time::{Span, Time};

/// What opens: of which type, and in which channel where that is not drawn.
#[derive(Clone, Copy)]
struct Origin {
    contact: u16,
    channel: Option<Channel>,
    /// Caused by another conversation.
    contagious: bool,
}

impl<O: Observer> Engine<'_, O> {
    /// The next conversation of a process opens: of a contact type, noise, or indirect.
    pub(super) fn opens(&mut self, process: u32) {
        let state = &mut self.arrivals[process as usize];
        let key = entity_key(state.key, state.opened);
        state.opened += 1;
        let next = state.cursor.next(&self.model.processes[process as usize], &self.model.intensity);
        self.calendar.opens_next(next, process);
        match process < self.model.contacts.len() as u32 {
            true => self.begins(key, Origin { contact: process as u16, channel: None, contagious: false }),
            false => self.opens_another(key, process),
        }
    }

    /// A noise message or an indirect mention opens.
    #[inline(never)]
    fn opens_another(&mut self, key: u64, process: u32) {
        let noise = self.model.contacts.len() as u32;
        if process == noise {
            let slot = self.conversations.insert(self.noise_message(key));
            return self.enters_again(slot, Entry::First);
        }
        // The same ones are seen whatever the share, so that a larger one adds to a smaller.
        if draws(key, Purpose::Monitored) < self.model.levers.monitored {
            let contact = (process - noise - 1) as u16;
            self.begins(key, Origin { contact, channel: Some(Channel::Indirect), contagious: false });
        }
    }

    /// The same for what another conversation causes, kept out of the way of what opens by itself.
    #[cold]
    pub(super) fn is_caused(&mut self, key: u64, contact: u16) {
        self.begins(key, Origin { contact, channel: Some(Channel::Mention), contagious: true });
    }

    /// A conversation with this key opens now.
    #[inline(always)]
    fn begins(&mut self, key: u64, origin: Origin) {
        let slot = self.conversations.insert(self.new_conversation(key, origin));
        if !self.model.contacts[usize::from(origin.contact)].alike {
            self.is_particular(slot, origin);
        }
        let who = self.conversations[slot].subject(slot);
        self.measured_open += u64::from(who.measured);
        self.tell(&Fact::Opened { who });
        if self.model.levers.change_openings {
            if self.model.levers.bot.is_some() && self.bot_contains(slot) {
                return;
            }
            if self.model.levers.contagion.is_some() {
                self.may_spread(slot);
            }
        }
        self.enters(slot, Entry::First);
    }

    /// One whose type, language and channel say all about it.
    #[inline(always)]
    fn new_conversation(&self, key: u64, origin: Origin) -> Conversation {
        let (model, now) = (self.model, self.now);
        let of = &model.contacts[usize::from(origin.contact)];
        let channel = origin.channel.unwrap_or_else(|| of.channel(key));
        Conversation {
            contact: origin.contact,
            channel,
            kind: of.kinds[channel as usize],
            private: channel == Channel::Dm,
            measured: self.measures,
            contagious: origin.contagious,
            ..Conversation::opened(key, now)
        }
    }

    fn noise_message(&self, key: u64) -> Conversation {
        let (model, now) = (self.model, self.now);
        Conversation {
            contact: model.contacts.len() as u16,
            kind: model.noise_kind(),
            noise: true,
            measured: self.measures,
            ..Conversation::opened(key, now)
        }
    }

    /// What tells conversations of one type apart: tone, language, reach, the general post of a crisis.
    #[inline(never)]
    fn is_particular(&mut self, slot: u32, origin: Origin) {
        let (model, now) = (self.model, self.now);
        let of = &model.contacts[usize::from(origin.contact)];
        let key = self.conversations[slot].key;
        let hostile = of.negative && self.is_hostile(key);
        let language = self.language(key, &of.languages);
        let conversation = &mut self.conversations[slot];
        if hostile && origin.channel.is_none() {
            // Hostile customers are always in public.
            (conversation.channel, conversation.private) = (Channel::Mention, false);
        }
        conversation.hostile = hostile;
        conversation.kind = model.routing.kinds.of(origin.contact, conversation.channel, language);
        if !of.broadcasts.is_empty() {
            conversation.told = draws(key, Purpose::Told) < of.broadcasts.told_share(now);
        }
        if let Some(reach) = &model.customers.reach {
            let reach = reach.draw(&mut Stream::new(key, Purpose::Reach));
            conversation.influencer = reach >= model.customers.influencer_reach;
        }
        let favoured = model.levers.preferential;
        conversation.preferential = conversation.influencer && favoured.influencers || hostile && favoured.hostile;
    }

    #[inline]
    fn is_hostile(&self, key: u64) -> bool {
        let Some(rules) = &self.model.levers.learning else { return false };
        let level = self.learned.level(self.now, rules.half_life);
        draws(key, Purpose::Tone) < rules.hostile_share(level)
    }

    /// Whether the bot, if it answers here and now, solves it alone, which ends it; else it hands it on.
    #[cold]
    fn bot_contains(&mut self, slot: u32) -> bool {
        let Some(bot) = self.model.levers.bot else { return false };
        let conversation = &mut self.conversations[slot];
        let closed = self.floor.teams.iter().all(|team| team.on_duty == 0);
        if !bot.answers[conversation.channel as usize] || bot.only_closed && !closed {
            return false;
        }
        conversation.handed_on = true;
        let contains = draws(conversation.key, Purpose::Bot) < bot.contain;
        if contains {
            self.ends(slot, Ending::BotContained);
        }
        contains
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

    /// The same as [`Engine::enters`], kept out of the way of what opens.
    #[inline(never)]
    pub(super) fn enters_again(&mut self, slot: u32, entry: Entry) {
        self.enters(slot, entry);
    }

    /// A message enters the queue; an agent who may take it and has room takes it at once.
    #[inline(always)]
    fn enters(&mut self, slot: u32, entry: Entry) {
        let (now, routing) = (self.now, &self.model.routing);
        let conversation = &mut self.conversations[slot];
        let lane =
            routing.lane_of(conversation.kind, Message { ongoing: entry != Entry::First, ..conversation.message() });
        (conversation.stage, conversation.entry) = (Stage::Waiting, entry);
        (conversation.entered, conversation.lane) = (now, lane);
        let of = &routing.lanes[usize::from(lane)];
        let keeps = entry != Entry::First && self.model.keep_agent;
        let holder = if keeps { self.keeper(slot, of.groups) } else { None };
        let agent = if holder.is_some() { holder } else { self.floor.choose(routing, of.tiers) };
        if let Some(agent) = agent {
            self.floor.unlist(agent);
            if self.takes(agent, slot, true) {
                self.stays(agent);
            }
        } else {
            self.waits(slot, entry);
        }
    }

    /// A message that no agent takes at once enters its lane.
    #[inline(always)]
    fn waits(&mut self, slot: u32, entry: Entry) {
        let first = entry == Entry::First && !self.conversations[slot].noise;
        let patience = if first { self.patience(slot) } else { None };
        if self.model.levers.estimate.is_some() && patience.is_some_and(|patience| self.turns_away(slot, patience)) {
            return;
        }
        let conversation = &self.conversations[slot];
        let (who, lane) = (conversation.subject(slot), conversation.lane);
        self.tell(&Fact::Queued { who, entry });
        let routing = &self.model.routing;
        if routing.by_deadline {
            let due = &routing.dues[usize::from(routing.lanes[usize::from(lane)].due)];
            self.conversations.wait_mut(slot).due = due.at(self.now, &self.model.open_hours);
        }
        self.queues.insert(slot, &mut self.conversations);
        if let Some(patience) = patience {
            self.patience_begins(slot, patience);
        }
    }

    /// Who had the conversation's last message in hand, if idle and of a group that may take the next one.
    fn keeper(&self, slot: u32, groups: u64) -> Option<u32> {
        let holder = self.conversations.holder(slot);
        let agent = &self.floor.agents[holder as usize];
        (agent.listed && agent.in_hand == 0 && groups & (1 << agent.group) != 0).then_some(holder)
    }

    /// The agent takes the message, which is in no lane any more; the agent is in no list. Whether there is room for another.
    #[inline(always)]
    fn takes(&mut self, number: u32, slot: u32, at_once: bool) -> bool {
        let agent = &mut self.floor.agents[number as usize];
        agent.in_hand += 1;
        let (team, in_hand, has_room) = (agent.team, agent.in_hand, agent.has_room());
        let conversation = &mut self.conversations[slot];
        conversation.stage = Stage::InHand;
        let handling = handling_ms(self.model, conversation) * agent.pace();
        let waited = self.now.since(conversation.entered);
        let (who, entry) = (conversation.subject(slot), conversation.entry);
        self.conversations.is_held_by(slot, number);
        self.tell(&Fact::Taken { who, entry, waited, at_once, agent: number, team, in_hand });
        // Last, because the draw takes its time and nothing else waits for it.
        let ends = self.now + Span::from_ms(handling);
        if ends < self.model.end {
            self.calendar.work_until(ends, slot);
        }
        has_room
    }

    /// The agent's message is posted; the conversation goes on or ends, and the agent takes the next message or leaves.
    #[inline(always)]
    pub(super) fn work_ends(&mut self, slot: u32) {
        debug_assert!(self.is_at(slot, Stage::InHand));
        let number = self.conversations.holder(slot);
        if self.floor.agents[number as usize].listed {
            self.floor.unlist(number);
        }
        let agent = &mut self.floor.agents[number as usize];
        agent.in_hand -= 1;
        let posting = Posting { agent: number, team: agent.team, in_hand: agent.in_hand };
        if self.conversations[slot].noise || self.model.levers.change_answers {
            self.is_posted_otherwise(slot, posting);
        } else {
            self.is_posted(slot, posting);
        }
        self.is_free(number);
    }

    pub(super) fn customer_replies(&mut self, slot: u32) {
        debug_assert!(self.is_at(slot, Stage::AwaitingReply));
        let reopened = std::mem::take(&mut self.conversations[slot].reopens);
        if reopened {
            let who = self.conversations[slot].subject(slot);
            self.tell(&Fact::Reopened { who });
        }
        self.enters_again(slot, if reopened { Entry::Reopened } else { Entry::Reply });
    }

    #[inline(always)]
    pub(super) fn ends(&mut self, slot: u32, ending: Ending) {
        let who = self.conversations[slot].subject(slot);
        if !who.noise {
            self.measured_open -= u64::from(who.measured);
            self.tell(&Fact::Ended { who, ending });
        }
        self.conversations.remove(slot);
    }

    /// An agent in no list takes messages, or waits in a list, if on the queue and not about to go.
    pub(super) fn stays(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        if agent.place != Place::OnQueue || !agent.has_room() || self.is_to_leave(agent) {
            return;
        }
        if agent.duty_ends == self.now || agent.break_begins == self.now {
            // Begins nothing in the instant of going; who does not go after all is asked again.
            return;
        }
        self.floor.agents[number as usize].looks_ahead();
        self.takes_what_waits(number);
    }

    /// An agent who stays on the queue, in no list, takes messages while there are any and room for them, else waits in a list.
    #[inline(always)]
    pub(super) fn takes_what_waits(&mut self, number: u32) {
        loop {
            let agent = &self.floor.agents[number as usize];
            match self.queues.best_for(agent.group, &self.model.routing, &self.conversations) {
                Some(slot) => {
                    self.queues.remove(slot, &mut self.conversations);
                    let wait = self.conversations.wait_mut(slot);
                    let patience_ends = std::mem::replace(&mut wait.patience_ends, Time::NEVER);
                    if patience_ends < self.model.end {
                        self.calendar.patience_is_over(patience_ends, slot);
                    }
                    if !self.takes(number, slot, false) {
                        return;
                    }
                }
                None => return self.floor.list(number, self.now),
            }
        }
    }
}

/// Who has posted a message.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    pub agent: u32,
    pub team: u16,
    /// Messages still in hand.
    pub in_hand: u8,
}

/// The uniform of a purpose of a conversation.
#[inline]
pub(super) fn draws(key: u64, purpose: Purpose) -> f64 {
    Stream::new(key, purpose).uniform()
}

/// Work on a message by an agent of speed 1 who has nothing else in hand, in milliseconds.
#[inline(always)]
fn handling_ms(model: &Model, conversation: &Conversation) -> f64 {
    if model.levers.change_handling {
        return changed_handling_ms(model, conversation);
    }
    let handling = drawn_handling_ms(model, conversation);
    if conversation.chases > 0 && conversation.posted == 0 {
        handling * chased_factor(model, conversation)
    } else {
        handling
    }
}

#[inline(always)]
fn drawn_handling_ms(model: &Model, conversation: &Conversation) -> f64 {
    let mut stream = Stream::nth(conversation.key, Purpose::Handling, u64::from(conversation.posted));
    match conversation.noise {
        true => model.triage.draw(&mut stream),
        false => model.contacts[usize::from(conversation.contact)].handling.draw(&mut stream),
    }
}

fn chased_factor(model: &Model, conversation: &Conversation) -> f64 {
    1.0 + model.customers.chase_work * f64::from(conversation.chases)
}

/// The same where policy, tone or a crisis change it.
#[inline(never)]
fn changed_handling_ms(model: &Model, conversation: &Conversation) -> f64 {
    let levers = &model.levers;
    match (conversation.entry, levers.acknowledge, levers.follow_up) {
        (Entry::First, Some(length), _) if !conversation.noise => return length,
        (Entry::FollowUp, _, Some(length)) => return length,
        _ => {}
    }
    let mut handling = drawn_handling_ms(model, conversation);
    if conversation.noise {
        return handling;
    }
    if conversation.told {
        handling *= HANDLING_AFTER_BROADCAST;
    }
    if conversation.posted == 0 {
        if conversation.chases > 0 {
            handling *= chased_factor(model, conversation);
        }
        if conversation.handed_on {
            handling *= levers.handed_on_handling;
        }
    }
    handling * levers.handling[usize::from(conversation.hostile)][usize::from(conversation.private)]
}
