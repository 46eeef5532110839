//! What follows an agent message: the customer's next one, a move to direct messages, the phone, an error that comes
//! back, a follow-up, what the public learns.

use super::conversations::{Conversation, Stage};
use super::fact::{Ending, Entry, Fact, Observer, PhoneReason};
use super::life::{Posting, draws};
use super::simulate::Engine;
use crate::desk::{Channel, DmPolicy};
use crate::model::{Levers, Model};
use crate::random::{Purpose, Stream};
use crate::time::Span;

/// What an agent message turns out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Answers,
    /// The issue can only be solved by phone.
    Redirects,
    /// An invitation to direct messages, or a question for private data: accepted, ...
    MovesToDm,
    /// ... answered in public with private data, ...
    Exposes,
    /// ... declined where no private data is needed, ...
    StaysPublic,
    /// ... or declined for the phone.
    Refuses,
}

impl<O: Observer> Engine<'_, O> {
    #[inline(always)]
    pub(super) fn tells_posted(&mut self, slot: u32, posting: Posting, last: bool) {
        let conversation = &self.conversations[slot];
        let (who, entry) = (conversation.subject(slot), conversation.entry);
        let Posting { agent, team, in_hand } = posting;
        self.tell(&Fact::Posted { who, entry, agent, team, in_hand, last });
    }

    /// A message of a conversation is posted, after which the customer replies or the conversation ends; the agent no longer has it
    /// in hand.
    #[inline(always)]
    pub(super) fn is_posted(&mut self, slot: u32, posting: Posting) {
        let (model, conversation) = (self.model, &mut self.conversations[slot]);
        if conversation.posted == 0 {
            conversation.messages = planned(model, conversation);
        }
        conversation.posted += 1;
        let last = conversation.gone || conversation.posted >= conversation.messages;
        self.tells_posted(slot, posting, last);
        match last {
            true => self.ends(slot, Ending::Answered),
            false => self.awaits_reply(slot),
        }
    }

    /// The same of noise, which nothing follows, and where policy or tone change what follows.
    #[inline(never)]
    pub(super) fn is_posted_otherwise(&mut self, slot: u32, posting: Posting) {
        if self.conversations[slot].noise {
            self.tells_posted(slot, posting, true);
            return self.ends(slot, Ending::Answered);
        }
        if !self.model.levers.change_answers {
            return self.is_posted(slot, posting);
        }
        let entry = self.conversations[slot].entry;
        if self.model.levers.short_messages && self.is_short(slot, posting) {
            return;
        }
        let (model, conversation) = (self.model, &mut self.conversations[slot]);
        let turn = if conversation.posted == 0 { plans(model, conversation) } else { Turn::Answers };
        let errs = turn == Turn::Answers && model.levers.errors > 0.0 && errs(&model.levers, conversation);
        conversation.posted += 1;
        // A wrong message takes one more; where it was to be the last, the customer comes back for it.
        let planned = conversation.messages - u16::from(errs && conversation.reopens);
        let last = conversation.gone || conversation.posted >= conversation.messages;
        conversation.reopens = errs && !last && conversation.posted >= planned;
        let who = conversation.subject(slot);
        self.tells_posted(slot, posting, last);
        if errs {
            self.tell(&Fact::Erred { who });
        }
        if entry == Entry::First && self.model.levers.responses_tell {
            self.responds(slot);
        }
        if turn != Turn::Answers {
            self.takes_turn(slot, turn, last);
        }
        if last {
            self.is_resolved(slot, posting.agent);
        } else {
            self.awaits_reply(slot);
        }
    }

    /// Whether it was an acknowledgement, which the answer follows, or a follow-up, which ends the conversation.
    #[cold]
    fn is_short(&mut self, slot: u32, posting: Posting) -> bool {
        let entry = self.conversations[slot].entry;
        if entry == Entry::FollowUp {
            self.tells_posted(slot, posting, false);
            self.ends(slot, Ending::Answered);
            return true;
        }
        if entry == Entry::First && self.model.levers.acknowledge.is_some() {
            self.tells_posted(slot, posting, false);
            self.responds(slot);
            self.comes_next(slot, Entry::Answer, posting.agent);
            return true;
        }
        false
    }

    fn takes_turn(&mut self, slot: u32, turn: Turn, last: bool) {
        let conversation = &mut self.conversations[slot];
        match turn {
            Turn::Redirects | Turn::Refuses => {
                conversation.by_phone = true;
                let who = conversation.subject(slot);
                let redirected = turn == Turn::Redirects;
                let why = if redirected { PhoneReason::Redirected } else { PhoneReason::DataRefused };
                self.tell(&Fact::Phoned { who, why });
            }
            Turn::MovesToDm if !last => {
                conversation.private = true;
                conversation.kind = self.model.routing.kinds.in_private(conversation.kind);
                let who = conversation.subject(slot);
                self.tell(&Fact::MovedToDm { who });
            }
            Turn::Exposes if !last => {
                let who = conversation.subject(slot);
                self.tell(&Fact::Exposed { who });
            }
            Turn::Answers | Turn::StaysPublic | Turn::MovesToDm | Turn::Exposes => {}
        }
    }

    /// The first response is posted.
    #[inline(never)]
    fn responds(&mut self, slot: u32) {
        let conversation = &self.conversations[slot];
        if conversation.preferential {
            self.is_favoured(slot);
        }
        let conversation = &self.conversations[slot];
        let levers = &self.model.levers;
        if conversation.channel == Channel::Indirect && draws(conversation.key, Purpose::Welcome) >= levers.welcome {
            let who = conversation.subject(slot);
            self.tell(&Fact::Intruded { who });
        }
        if levers.contagion.is_some() {
            self.spreads_no_more(slot);
        }
    }

    /// A response ahead of every other: who reads it learns what being hard brings.
    #[cold]
    fn is_favoured(&mut self, slot: u32) {
        let levers = &self.model.levers;
        let conversation = &self.conversations[slot];
        let (who, public, chased) = (conversation.subject(slot), !conversation.private, conversation.chases > 0);
        let negative = self.model.contacts[usize::from(conversation.contact)].negative;
        self.tell(&Fact::Favoured { who, gesture: !(who.hostile && levers.no_hostile_gestures) });
        if let Some(rules) = &levers.learning
            && public
            && (who.hostile || negative && (who.influencer || chased))
        {
            self.learned.teaches(self.now, rules);
            self.tell(&Fact::Learned { level: self.learned });
        }
    }

    /// The desk's own next message enters the queue in the instant of the last one, whose agent counts as free for it
    /// unless another waits.
    #[cold]
    fn comes_next(&mut self, slot: u32, entry: Entry, number: u32) {
        let group = self.floor.agents[number as usize].group;
        if self.queues.best_for(group, &self.model.routing, &self.conversations).is_none() {
            self.is_free(number);
        }
        self.enters_again(slot, entry);
    }

    #[inline(always)]
    fn awaits_reply(&mut self, slot: u32) {
        let conversation = &mut self.conversations[slot];
        conversation.stage = Stage::AwaitingReply;
        let nth = u64::from(conversation.posted);
        let delay = if conversation.reopens {
            self.model.levers.reopens_after.draw(&mut Stream::nth(conversation.key, Purpose::ReopenDelay, nth))
        } else {
            let of = &self.model.contacts[usize::from(conversation.contact)];
            of.reply_delay.draw(&mut Stream::nth(conversation.key, Purpose::ReplyDelay, nth))
        };
        let replies = self.now + Span::from_ms(delay);
        if replies < self.model.end {
            self.calendar.reply_at(replies, slot);
        }
    }

    /// Nothing is to be answered any more.
    #[inline(always)]
    fn is_resolved(&mut self, slot: u32, number: u32) {
        let conversation = &self.conversations[slot];
        let elsewhere = conversation.by_phone || conversation.private && conversation.channel.is_public();
        if self.model.levers.follow_up.is_some() && !conversation.gone && elsewhere && conversation.channel.is_public()
        {
            return self.comes_next(slot, Entry::FollowUp, number);
        }
        self.ends(slot, Ending::Answered);
    }
}

/// Fixes how many messages the conversation takes, at the first one that is no acknowledgement.
fn plans(model: &Model, conversation: &mut Conversation) -> Turn {
    let of = &model.contacts[usize::from(conversation.contact)];
    let planned = planned(model, conversation);
    let turn = if of.answers_at_once { Turn::Answers } else { turn(model, conversation) };
    let messages = match turn {
        Turn::Answers => planned,
        Turn::Redirects | Turn::Refuses => 1,
        Turn::MovesToDm | Turn::Exposes | Turn::StaysPublic => planned.saturating_add(1),
    };
    let most = if conversation.hostile { model.levers.most_hostile_messages } else { u16::MAX };
    conversation.messages = messages.min(most);
    turn
}

/// Agent messages that answer, as drawn.
#[inline(always)]
fn planned(model: &Model, conversation: &Conversation) -> u16 {
    let count = model.contacts[usize::from(conversation.contact)].messages[usize::from(conversation.hostile)];
    match count.is_always_one() {
        true => 1,
        false => count.at(draws(conversation.key, Purpose::MessageCount)),
    }
}

/// What the first agent message turns out to be.
fn turn(model: &Model, conversation: &Conversation) -> Turn {
    let levers = &model.levers;
    let (key, of) = (conversation.key, &model.contacts[usize::from(conversation.contact)]);
    if conversation.gone {
        // Nobody is there to be sent anywhere.
        return Turn::Answers;
    }
    if of.phone_needed > 0.0 && draws(key, Purpose::PhoneNeeded) < of.phone_needed {
        return Turn::Redirects;
    }
    if conversation.private {
        return Turn::Answers;
    }
    let needs_data = of.private_data > 0.0 && draws(key, Purpose::PrivateData) < of.private_data;
    if !needs_data && levers.dm != DmPolicy::Always {
        return Turn::Answers;
    }
    // A hostile customer stays in public; where there are no direct messages nobody can move there.
    let accept = if levers.dm == DmPolicy::Never || conversation.hostile { 0.0 } else { levers.dm_accept };
    match draws(key, Purpose::DmAccept) {
        uniform if uniform < accept => Turn::MovesToDm,
        _ if !needs_data => Turn::StaysPublic,
        uniform if uniform < accept + (1.0 - accept) / 2.0 => Turn::Exposes,
        _ => Turn::Refuses,
    }
}

/// Whether the message about to be posted is wrong: it takes one more, as far as the protocol for trolls allows.
/// `reopens` then tells that it does.
fn errs(levers: &Levers, conversation: &mut Conversation) -> bool {
    if conversation.gone {
        return false;
    }
    let uniform = Stream::nth(conversation.key, Purpose::Error, u64::from(conversation.posted)).uniform();
    let most = if conversation.hostile { levers.most_hostile_messages } else { u16::MAX };
    let errs = uniform < levers.errors;
    conversation.reopens = errs && conversation.messages < most;
    conversation.messages += u16::from(conversation.reopens);
    errs
}
