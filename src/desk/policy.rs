//! In which order messages are answered, and what happens to those nobody waits for any more.

use super::contact::Channel;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnAbandon {
    /// Agents cannot know and answer; the work is spent (silent abandonment).
    Answer,
    /// The message disappears from the queue, as a telephone call does (Erlang-A).
    Withdraw,
}

#[derive(Clone, Debug)]
pub struct Policy {
    pub order: Order,
    /// Messages of ongoing conversations before new ones, whatever the order.
    pub replies_first: bool,
    /// A reply goes first to the agent who holds the conversation, if idle.
    pub keep_agent: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Order {
    Fifo,
    /// Rank = the first entry that matches; unlisted last.
    Priority(Vec<RankedKind>),
    /// Earliest deadline over the SLAs that cover the message, on each one's clock; uncovered last.
    Deadline,
}

/// What an entry of a priority list names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RankedKind {
    Contact(String),
    Channel(Channel),
    Language(String),
    Influencers,
    Noise,
}
