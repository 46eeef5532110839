//! Exports of real messages: from a file to a compact table of conversations, every row accounted for.
//!
//! Knows no scenario and no statistic. A row of the export becomes a [`Message`] of 32 bytes or is refused for a [`Reason`], with
//! examples. Replies are then followed to the message that opened their conversation ([`thread`]).
//!
//! Invariants: rows used and rows refused add up to rows read; no input panics; bytes, rows and the length of a row have stated
//! limits ([`source`]).

pub mod columns;
mod import;
pub mod moment;
mod part;
pub mod refused;
pub mod source;
pub mod thread;

pub use columns::{Field, Layout, Mapping};
pub use import::{Wish, import};
pub use refused::{Reason, Refusals};
pub use source::{SourceFault, open};

use jiff::tz::TimeZone;
use std::sync::Arc;

/// No reach is known.
pub const NO_REACH: u32 = u32::MAX;
/// No name is known.
pub const NO_NAME: u16 = u16::MAX;
/// No contact type or language is known.
pub const UNKNOWN: u8 = u8::MAX;

/// One message of the export. Kept small: there are millions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message {
    /// Number of the message, or a hash of its name; of exports without such a column, its row.
    pub id: u64,
    /// What it replies to while the export is read; then the conversation it belongs to.
    pub conversation: u64,
    /// Seconds since 1970, UTC.
    pub at_s: u32,
    /// Of the desk's messages, the account (an index into the names); of a customer's, the hash of the account it speaks to.
    pub account: u32,
    /// Of a customer's message, people who may see it, [`NO_REACH`] if not known; of the desk's in an export of tickets, the replies
    /// that it stands for.
    pub reach: u32,
    /// Who wrote it for the desk, an index into the names; [`NO_NAME`] if not known.
    pub agent: u16,
    /// Contact type, an index into the names; [`UNKNOWN`] if not known.
    pub contact: u8,
    flags: u8,
}

const OUTBOUND: u8 = 1;
const PRIVATE: u8 = 2;
const ASKS_DM: u8 = 4;
const DIRECT: u8 = 8;
/// The upper half of the flags holds the language, counted from 1.
const LANGUAGE_SHIFT: u32 = 4;

impl Message {
    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
    fn set(&mut self, flag: u8, on: bool) {
        self.flags = if on { self.flags | flag } else { self.flags & !flag };
    }
    /// Written by the desk.
    pub fn outbound(&self) -> bool {
        self.has(OUTBOUND)
    }
    /// A direct message; meaningful only where the export has a channel.
    pub fn private(&self) -> bool {
        self.has(PRIVATE)
    }
    /// Its text invites to direct messages.
    pub fn asks_dm(&self) -> bool {
        self.has(ASKS_DM)
    }
    /// Language, an index into the names.
    pub fn language(&self) -> Option<usize> {
        usize::from(self.flags >> LANGUAGE_SHIFT).checked_sub(1)
    }
    /// Agent messages that it stands for: one, but of a ticket all of its replies.
    pub fn answers(&self) -> u64 {
        match (self.outbound(), self.reach) {
            (false, _) => 0,
            (true, NO_REACH) => 1,
            (true, replies) => u64::from(replies),
        }
    }
    /// Written by the desk in reply to the very message that opened the conversation.
    pub fn direct(&self) -> bool {
        self.has(DIRECT)
    }
}

const _: () = assert!(size_of::<Message>() == 32);

/// An export, read: the messages of one desk, by conversation and time.
#[derive(Clone, Debug)]
pub struct History {
    pub layout: Layout,
    /// Columns that the export has.
    pub fields: Vec<Field>,
    /// Shared with the parts of it ([`History::before`]).
    messages: Arc<Vec<Message>>,
    /// Messages from this second on are not in this part.
    until_s: u32,
    pub zone: TimeZone,
    /// The desk's account, where the export has several.
    pub brand: Option<String>,
    /// Names of agents, in the order in which they appear.
    pub agents: Vec<String>,
    pub contacts: Vec<String>,
    pub languages: Vec<String>,
    pub refusals: Refusals,
    pub rows: u64,
}

impl History {
    /// Conversations, each with its messages by time; the first is the customer's.
    pub fn conversations(&self) -> impl Iterator<Item = &[Message]> {
        let known = |messages: &[Message]| messages.partition_point(|message| message.at_s < self.until_s);
        let whole = self.messages.chunk_by(|one, next| one.conversation == next.conversation);
        // Sorted by time: what was written earlier is its beginning.
        whole.map(move |messages| &messages[..known(messages)]).filter(|messages| !messages.is_empty())
    }
    /// All messages used, by conversation and time.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| message.at_s < self.until_s)
    }
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }
    /// Rows are tickets: each shows when the customer wrote and when the first reply came, and no message after it.
    pub fn tickets(&self) -> bool {
        self.has(Field::ReplyMinutes)
    }
    /// Rows that are used.
    pub fn used(&self) -> u64 {
        let counts = |message: &&Message| !self.tickets() || !message.outbound();
        self.messages().filter(counts).count() as u64
    }
    /// Local seconds since 1970 at an instant: the clock on the desk's wall, daylight saving included.
    pub fn local_s(&self, at_s: u32) -> i64 {
        let at = i64::from(at_s);
        let offset = jiff::Timestamp::from_second(at).map_or(0, |at| self.zone.to_offset(at).seconds());
        at + i64::from(offset)
    }
}
