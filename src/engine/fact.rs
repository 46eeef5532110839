//! What happened: the closed vocabulary in which the engine reports.

use crate::behaviour::Learned;
use crate::desk::Channel;
use crate::routing::Kind;
use crate::time::{Span, Time};

/// The conversation (or noise message) a fact is about.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Subject {
    /// Place in the engine's table: unique among what is open, used again after the end.
    pub slot: u32,
    /// Key of its random streams: unique in the replication.
    pub key: u64,
    pub opened: Time,
    pub kind: Kind,
    pub contact: u16,
    /// The channel it opened in.
    pub channel: Channel,
    /// Needs no answer, but must be read to know it; not a conversation.
    pub noise: bool,
    /// Reach at or above that of an influencer; `false` where nothing looks at it.
    pub influencer: bool,
    pub hostile: bool,
    /// Goes ahead of every other.
    pub preferential: bool,
    /// Opened in a measured week.
    pub measured: bool,
}

/// How a message came into the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// It opened the conversation.
    First,
    /// The customer replied to an agent.
    Reply,
    /// It was acknowledged, and waits for its answer.
    Answer,
    /// The last agent message was wrong, and the customer came back.
    Reopened,
    /// The short public message of the desk after an issue solved elsewhere.
    FollowUp,
}

/// Why a customer phoned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhoneReason {
    PatienceEnded,
    /// The page told of a longer wait than the customer bears.
    TurnedAway,
    /// The agent message said so: the issue can only be solved by phone.
    Redirected,
    /// The customer would not write private data, in public or in direct messages.
    DataRefused,
}

/// How a conversation ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// All its agent messages were posted.
    Answered,
    /// It left the queue unanswered when patience ended.
    Withdrawn,
    /// The bot solved it.
    BotContained,
    /// The page told of a longer wait than the customer bears.
    LeftAtEstimate,
    /// Opened in a measured week and without a first response at the end of the run.
    NeverAnswered,
    /// Answered, but with a message still to come at the end of the run.
    Unfinished,
}

/// One thing that happened.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fact {
    Opened {
        who: Subject,
    },
    /// A message waits for an agent: none who may take it had room.
    Queued {
        who: Subject,
        entry: Entry,
    },
    /// An agent takes the message; `in_hand` counts it. `at_once`: it found one with room and was never queued.
    Taken {
        who: Subject,
        entry: Entry,
        waited: Span,
        at_once: bool,
        agent: u32,
        team: u16,
        in_hand: u8,
    },
    /// The agent's message is posted (noise: is read); `in_hand` no longer counts it. `last`: it resolves the conversation,
    /// unless it turns out to be wrong.
    Posted {
        who: Subject,
        entry: Entry,
        agent: u32,
        team: u16,
        in_hand: u8,
        last: bool,
    },
    /// Patience ended, and the customer wrote again in public, for the n-th time.
    Chased {
        who: Subject,
        nth: u8,
    },
    Phoned {
        who: Subject,
        why: PhoneReason,
    },
    /// Patience ended, and the customer left in silence.
    Left {
        who: Subject,
    },
    /// The customer left in silence before waiting: the page told of a longer wait than he or she bears.
    TurnedAway {
        who: Subject,
    },
    /// The customer accepted to go on in direct messages.
    MovedToDm {
        who: Subject,
    },
    /// The customer wrote private data in public.
    Exposed {
        who: Subject,
    },
    /// The message just posted is wrong.
    Erred {
        who: Subject,
    },
    /// The customer has come back for a message that was wrong.
    Reopened {
        who: Subject,
    },
    /// The first response was posted ahead of every other, with a goodwill gesture or without.
    Favoured {
        who: Subject,
        gesture: bool,
    },
    /// The answer to an indirect mention was felt as an intrusion.
    Intruded {
        who: Subject,
    },
    /// An unanswered public complaint made another customer write, who opens next.
    Spread {
        from: Subject,
    },
    /// What the public has learned about being hard paying off, from now on.
    Learned {
        level: Learned,
    },
    /// The message left the queue unanswered.
    Withdrawn {
        who: Subject,
        waited: Span,
    },
    Ended {
        who: Subject,
        ending: Ending,
    },
    /// A shift of one agent begins, worked or missed; either is paid from `from` to `to` but for an unpaid break, which
    /// `unpaid_break` plans.
    ShiftBegan {
        agent: u32,
        team: u16,
        from: Time,
        to: Time,
        absent: bool,
        unpaid_break: Option<(Time, Time)>,
    },
    /// A spell on duty begins or ends (touching shifts are one spell); overtime, if a message is in hand, comes after it.
    DutyBegan {
        agent: u32,
        team: u16,
    },
    DutyEnded {
        agent: u32,
        team: u16,
        overtime: bool,
    },
    /// A message in hand at the end of duty is finished: from the end of duty to now.
    OvertimeEnded {
        agent: u32,
        team: u16,
        since: Time,
    },
    BreakBegan {
        agent: u32,
        team: u16,
    },
    BreakEnded {
        agent: u32,
        team: u16,
        since: Time,
        paid: bool,
    },
    OffQueueBegan {
        agent: u32,
        team: u16,
    },
    OffQueueEnded {
        agent: u32,
        team: u16,
    },
}

/// Folds over facts. A generic parameter of the run, so that what is not measured costs nothing.
pub trait Observer {
    /// Facts come in order of time.
    fn on(&mut self, now: Time, fact: &Fact);

    /// Asked at the beginning of each simulated hour, before anything else happens in it, whether to go on.
    fn hour(&mut self, _now: Time) -> bool {
        true
    }
}

impl<A: Observer, B: Observer> Observer for (A, B) {
    #[inline(always)]
    fn on(&mut self, now: Time, fact: &Fact) {
        self.0.on(now, fact);
        self.1.on(now, fact);
    }
    fn hour(&mut self, now: Time) -> bool {
        // Both are told, whatever the first one answers.
        let first = self.0.hour(now);
        self.1.hour(now) && first
    }
}

impl<O: Observer + ?Sized> Observer for &mut O {
    #[inline(always)]
    fn on(&mut self, now: Time, fact: &Fact) {
        (**self).on(now, fact);
    }
    fn hour(&mut self, now: Time) -> bool {
        (**self).hour(now)
    }
}
