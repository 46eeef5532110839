//! The life of a conversation: it opens, enters the queue, is taken, answered, replied to, ended.
//!
//! How customers wait is in `waiting`, what follows an agent message in `answer`.

use super::conversations::{Conversation, NONE, Stage};
use super::fact::{Ending, Entry, Fact, Observer};
use super::floor::Place;
use super::simulate::Engine;
use crate::demand::HANDLING_AFTER_BROADCAST;
use crate::desk::Channel;
use crate::model::Model;
use crate::random::{Purpose, Stream, entity_key};
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
        match next {
            Time::NEVER => _ = self.calendar.arrivals.pop(),
            next => self.calendar.arrivals.replace_first(next, process),
        }
        let noise = self.model.contacts.len() as u32;
        let mut origin = Origin { contact: process as u16, channel: None, contagious: false };
        if process > noise {
            // The same ones are seen whatever the share, so that a larger one adds to a smaller.
            if draws(key, Purpose::Monitored) >= self.model.levers.monitored {
                return;
            }
            origin = Origin { contact: (process - noise - 1) as u16, channel: Some(Channel::Indirect), ..origin };
        }
        self.begins(key, origin);
    }

    /// The same for what another conversation causes, kept out of the way of what opens by itself.
    #[cold]
    pub(super) fn is_caused(&mut self, key: u64, contact: u16) {
        self.begins(key, Origin { contact, channel: Some(Channel::Mention), contagious: true });
    }

    /// A conversation or noise message with this key opens now.
    #[inline(always)]
    fn begins(&mut self, key: u64, origin: Origin) {
        let slot = self.conversations.insert(self.new_conversation(key, origin));
        if !self.conversations[slot].noise {
            let who = self.conversations[slot].subject(slot);
            self.measured_open += u64::from(who.measured);
            self.tell(Fact::Opened { who });
            if self.model.levers.bot.is_some() && self.bot_contains(slot) {
                return;
            }
            if self.model.levers.contagion.is_some() {
                self.may_spread(slot);
            }
        }
        self.enters(slot, Entry::First);
    }

    #[inline(always)]
    fn new_conversation(&self, key: u64, origin: Origin) -> Conversation {
        let model = self.model;
        let noise = usize::from(origin.contact) == model.contacts.len();
        let (mut channel, mut kind) = (Channel::Mention, model.noise_kind());
        let (mut influencer, mut hostile) = (false, false);
        let mut told = false;
        if !noise {
            let of = &model.contacts[usize::from(origin.contact)];
            hostile = of.negative && self.is_hostile(key);
            channel = match origin.channel {
                Some(channel) => channel,
                // Hostile customers are always in public.
                None if !hostile && of.dm_share > 0.0 && draws(key, Purpose::Channel) < of.dm_share => Channel::Dm,
                None => Channel::Mention,
            };
            kind = model.routing.kinds.of(origin.contact, channel, self.language(key, &of.languages));
            if !of.broadcasts.is_empty() {
                told = draws(key, Purpose::Told) < of.broadcasts.told_share(self.now);
            }
            if let Some(reach) = &model.customers.reach {
                influencer = reach.draw(&mut Stream::new(key, Purpose::Reach)) >= model.customers.influencer_reach;
            }
        }
        let favoured = model.levers.preferential;
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
            contact: origin.contact,
            lane: 0,
            posted: 0,
            messages: 0,
            chases: 0,
            channel,
            stage: Stage::Waiting,
            entry: Entry::First,
            noise,
            influencer,
            hostile,
            preferential: influencer && favoured.influencers || hostile && favoured.hostile,
            measured: self.now >= model.measured_from && self.now < model.measured_to,
            told,
            gone: false,
            private: channel == Channel::Dm,
            handed_on: false,
            by_phone: false,
            reopens: false,
            contagious: origin.contagious,
        }
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

    /// A message enters the queue; an agent who may take it and has room takes it at once.
    pub(super) fn enters(&mut self, slot: u32, entry: Entry) {
        let (now, routing) = (self.now, &self.model.routing);
        let conversation = &mut self.conversations[slot];
        (conversation.stage, conversation.entry) = (Stage::Waiting, entry);
        let lane = routing.lane_of(conversation.kind, conversation.message());
        (conversation.entered, conversation.lane) = (now, lane);
        let (holder, who) = (conversation.agent, conversation.subject(slot));
        let of = &routing.lanes[usize::from(lane)];
        let keeper =
            (self.model.keep_agent && entry != Entry::First && self.may_keep(holder, of.groups)).then_some(holder);
        if let Some(agent) = keeper.or_else(|| self.floor.choose(&routing.tiers[usize::from(of.tiers)])) {
            self.floor.unlist(agent);
            self.takes(agent, slot, true);
            if self.floor.agents[agent as usize].has_room() {
                self.stays(agent);
            }
            return;
        }
        if entry == Entry::First && self.model.levers.estimate.is_some() && !who.noise && self.turns_away(slot) {
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
        let of = &model.teams[usize::from(team)];
        let handling = handling_ms(model, conversation) * of.slowness * (1.0 + of.slowdown * f64::from(in_hand - 1));
        let waited = self.now.since(conversation.entered);
        let (who, entry) = (conversation.subject(slot), conversation.entry);
        self.tell(Fact::Taken { who, entry, waited, at_once, agent: number, team, in_hand });
        // Last, because the draw takes its time and nothing else waits for it.
        let ends = self.now + Span::from_ms(handling);
        if ends < self.model.end {
            self.calendar.work_until(ends, slot);
        }
    }

    /// The agent's message is posted; the conversation goes on or ends, and the agent takes the next message or leaves.
    pub(super) fn work_ends(&mut self, slot: u32) {
        debug_assert!(self.is_at(slot, Stage::InHand));
        let conversation = &mut self.conversations[slot];
        let number = conversation.agent;
        self.floor.unlist(number);
        let agent = &mut self.floor.agents[number as usize];
        agent.in_hand -= 1;
        let posting = Posting { agent: number, team: agent.team, in_hand: agent.in_hand };
        if conversation.noise {
            self.tells_posted(slot, posting, true);
            self.ends(slot, Ending::Answered);
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
            self.tell(Fact::Reopened { who });
        }
        self.enters(slot, if reopened { Entry::Reopened } else { Entry::Reply });
    }

    #[inline(always)]
    pub(super) fn ends(&mut self, slot: u32, ending: Ending) {
        let who = self.conversations[slot].subject(slot);
        if !who.noise {
            self.measured_open -= u64::from(who.measured);
            self.tell(Fact::Ended { who, ending });
        }
        self.conversations.remove(slot);
    }

    /// An agent in no list takes messages, or waits in a list, if on the queue and not about to go.
    pub(super) fn stays(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        if agent.place != Place::OnQueue || self.is_to_leave(agent) {
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
            if !agent.has_room() {
                return;
            }
            match self.queues.best_for(agent.group, &self.model.routing, &self.conversations) {
                Some(slot) => {
                    self.queues.remove(slot, &mut self.conversations);
                    self.takes(number, slot, false);
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
