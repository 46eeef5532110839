//! How messages are answered: their order, who goes first, in which channel, with what help and what limits.

use super::contact::Channel;
use crate::time::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnAbandon {
    /// Agents cannot know and answer; the work is spent (silent abandonment).
    Answer,
    /// The message disappears from the queue, as a telephone call does (Erlang-A).
    Withdraw,
}

/// The default is first come, first served with every lever off.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    pub order: Order,
    /// Messages of ongoing conversations before new ones, whatever the order.
    pub replies_first: bool,
    /// A reply goes first to the agent who holds the conversation, if idle.
    pub keep_agent: bool,
    pub preferential: Preferential,
    pub dm: DmPolicy,
    /// Agents do not see the customer database: handling takes twice as long, and half as many issues again need the phone.
    pub without_database: bool,
    /// Prepared answers in direct messages.
    pub quick_replies: bool,
    /// Share of indirect mentions that are answered.
    pub monitor_indirect: f64,
    /// A short public message after an issue solved in direct messages or by phone.
    pub follow_up: bool,
    /// Probability that an agent message is wrong, without training.
    pub errors: f64,
    pub training: Option<Training>,
    pub troll_protocol: Option<TrollProtocol>,
    pub bot: Option<Bot>,
    /// Service hours are published: who writes while closed waits longer.
    pub published_hours: bool,
    /// A welcome message in direct messages: who reads it waits longer.
    pub welcome_message: bool,
    /// The page tells the expected wait.
    pub wait_estimate: bool,
    /// Length of a short acknowledgement that is posted first.
    pub acknowledge: Option<Span>,
}

impl Policy {
    /// Probability that an agent message is wrong.
    pub fn error_rate(&self) -> f64 {
        self.training.map_or(self.errors, |training| training.errors)
    }
}

/// Who goes ahead of every other and gets a goodwill gesture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Preferential {
    pub influencers: bool,
    pub hostile: bool,
    pub chasers: bool,
}

impl Preferential {
    pub fn is_empty(self) -> bool {
        self == Preferential::default()
    }
}

/// When public conversations are invited to direct messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DmPolicy {
    /// When private data is needed.
    #[default]
    WhenNeeded,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Training {
    /// Money for each full-time equivalent and year.
    pub cost_per_agent_year: f64,
    /// Probability that an agent message is wrong, after it.
    pub errors: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TrollProtocol {
    /// Agent messages to a hostile customer, at most; at least 1.
    pub max_messages: u16,
}

/// An automatic agent that answers first.
#[derive(Clone, PartialEq, Debug)]
pub struct Bot {
    /// Only while nobody is on duty.
    pub only_closed: bool,
    pub channels: Vec<Channel>,
    /// Share that it solves alone.
    pub contain: f64,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Order {
    #[default]
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
