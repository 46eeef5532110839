//! The table of what is open: conversations and noise messages, in slots that are used again.

use super::fact::{Entry, Subject};
use crate::desk::Channel;
use crate::routing::{Kind, Message};
use crate::time::{Span, Time};

/// No slot, no agent, no lane.
pub const NONE: u32 = u32::MAX;

/// Where a conversation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The slot is free.
    Closed,
    Waiting,
    InHand,
    AwaitingReply,
}

/// One open conversation or noise message: what every one of them asks for, in one line of the cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct Conversation {
    pub key: u64,
    pub opened: Time,
    /// When its message entered the queue.
    pub entered: Time,
    /// Neighbours in the lane.
    pub previous: u32,
    pub next: u32,
    pub kind: Kind,
    pub contact: u16,
    pub lane: u16,
    /// Agent messages posted so far, and in all; the latter is known from the first one on.
    pub posted: u16,
    pub messages: u16,
    pub chases: u8,
    pub channel: Channel,
    pub stage: Stage,
    pub entry: Entry,
    pub noise: bool,
    pub influencer: bool,
    pub hostile: bool,
    /// Goes ahead of every other.
    pub preferential: bool,
    pub measured: bool,
    /// Has read the general post of a crisis.
    pub told: bool,
    /// Phoned or left: the next agent message ends it.
    pub gone: bool,
    /// Goes on in direct messages.
    pub private: bool,
    /// The bot has answered first.
    pub handed_on: bool,
    /// Was sent to the phone by an agent message.
    pub by_phone: bool,
    /// The last agent message was wrong: the customer comes back.
    pub reopens: bool,
    /// Caused by another conversation.
    pub contagious: bool,
}

/// What is asked for only of those that wait.
#[derive(Clone, Debug)]
pub struct Wait {
    /// Deadline of the waiting message, where the order is by deadline.
    pub due: Time,
    /// End of the current patience; `NEVER` when none runs. Tells stale entries of the calendar apart.
    pub patience_ends: Time,
    /// Length of the current patience.
    pub patience: Span,
}

impl Wait {
    const NONE: Wait = Wait { due: Time::ZERO, patience_ends: Time::NEVER, patience: Span::ZERO };
}

const _: () = assert!(size_of::<Conversation>() == 64, "one line of the cache");

impl Conversation {
    /// One that has just opened, of which nothing else is known.
    #[inline(always)]
    pub fn opened(key: u64, now: Time) -> Conversation {
        Conversation {
            key,
            opened: now,
            entered: now,
            previous: NONE,
            next: NONE,
            kind: 0,
            contact: 0,
            lane: 0,
            posted: 0,
            messages: 0,
            chases: 0,
            channel: Channel::Mention,
            stage: Stage::Waiting,
            entry: Entry::First,
            noise: false,
            influencer: false,
            hostile: false,
            preferential: false,
            measured: false,
            told: false,
            gone: false,
            private: false,
            handed_on: false,
            by_phone: false,
            reopens: false,
            contagious: false,
        }
    }

    /// What the order sees of its message.
    #[inline]
    pub fn message(&self) -> Message {
        Message { preferential: self.preferential, influencer: self.influencer, ongoing: self.entry != Entry::First }
    }
    #[inline]
    pub fn subject(&self, slot: u32) -> Subject {
        Subject {
            slot,
            key: self.key,
            opened: self.opened,
            kind: self.kind,
            contact: self.contact,
            channel: self.channel,
            noise: self.noise,
            influencer: self.influencer,
            hostile: self.hostile,
            preferential: self.preferential,
            measured: self.measured,
        }
    }
}

/// Slots with a free list: memory is that of the most ever open at once.
#[derive(Debug)]
pub struct Conversations {
    slots: Vec<Conversation>,
    /// By slot.
    waits: Vec<Wait>,
    /// By slot: who has the message in hand, or had the last one. Apart, so that an end of work finds its agent without waiting for
    /// its conversation.
    holders: Vec<u32>,
    /// The slot to use next, linked to further free ones; [`NONE`] when all are in use.
    free: u32,
    open: usize,
}

impl Conversations {
    pub fn new() -> Conversations {
        Conversations { slots: Vec::new(), waits: Vec::new(), holders: Vec::new(), free: NONE, open: 0 }
    }

    #[inline(always)]
    pub fn insert(&mut self, conversation: Conversation) -> u32 {
        if self.free == NONE {
            self.grow();
        }
        let slot = self.free;
        let place = &mut self.slots[slot as usize];
        self.free = place.next;
        self.open += 1;
        *place = conversation;
        slot
    }

    #[cold]
    fn grow(&mut self) {
        self.free = self.slots.len() as u32;
        self.slots.push(Conversation { stage: Stage::Closed, ..Conversation::opened(0, Time::ZERO) });
        self.waits.push(Wait::NONE);
        self.holders.push(NONE);
    }

    #[inline(always)]
    pub fn remove(&mut self, slot: u32) {
        let conversation = &mut self.slots[slot as usize];
        (conversation.stage, conversation.next) = (Stage::Closed, self.free);
        self.free = slot;
        self.open -= 1;
    }
    #[inline]
    pub fn wait(&self, slot: u32) -> &Wait {
        &self.waits[slot as usize]
    }
    #[inline]
    pub fn wait_mut(&mut self, slot: u32) -> &mut Wait {
        &mut self.waits[slot as usize]
    }
    /// Who has the message in hand, or had the last one.
    #[inline]
    pub fn holder(&self, slot: u32) -> u32 {
        self.holders[slot as usize]
    }
    #[inline]
    pub fn is_held_by(&mut self, slot: u32, agent: u32) {
        self.holders[slot as usize] = agent;
    }
    /// How many are open.
    #[inline(always)]
    pub fn open(&self) -> usize {
        self.open
    }
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Conversation)> {
        let open = |(_, conversation): &(usize, &Conversation)| conversation.stage != Stage::Closed;
        self.slots.iter().enumerate().filter(open).map(|(slot, conversation)| (slot as u32, conversation))
    }
}

impl std::ops::Index<u32> for Conversations {
    type Output = Conversation;
    #[inline]
    fn index(&self, slot: u32) -> &Conversation {
        &self.slots[slot as usize]
    }
}

impl std::ops::IndexMut<u32> for Conversations {
    #[inline]
    fn index_mut(&mut self, slot: u32) -> &mut Conversation {
        &mut self.slots[slot as usize]
    }
}
