//! What is to happen, and in which order at one instant.

/// Order of the events of one instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Rank {
    /// The hour begins: observers look at the state that the last one left.
    Hour = 0,
    /// Agents become free first: a message finished at the end of duty is no overtime, and one whose patience ends at
    /// this instant is still taken.
    WorkEnds = 1,
    /// Before the end of duty, so that touching shifts are one spell.
    ShiftBegins = 2,
    /// Ends of duty, breaks, off-queue spells.
    AgentTimer = 3,
    PatienceEnds = 4,
    CustomerReplies = 5,
    Opens = 6,
    /// After what opens by itself: an answer of this instant comes in time.
    Spreads = 7,
}

/// An event, with what it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    Hour,
    WorkEnds {
        slot: u32,
    },
    /// Every shift occurrence that begins now.
    ShiftBegins,
    AgentTimer {
        agent: u32,
    },
    PatienceEnds {
        slot: u32,
    },
    CustomerReplies {
        slot: u32,
    },
    Opens {
        process: u32,
    },
    /// An unanswered public complaint makes another customer write.
    Spreads {
        slot: u32,
    },
}
