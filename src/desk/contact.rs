//! What arrives: contact types, channels and the volume of each.

use super::crisis::Crisis;
use crate::random::Distribution;
use crate::time::{HOURS_PER_WEEK, Span};

/// Where a conversation takes place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// Public and addressed to the brand.
    Mention,
    /// Private direct message.
    Dm,
    /// Public, and the brand is named but not addressed.
    Indirect,
}

impl Channel {
    pub const ALL: [Channel; 3] = [Channel::Mention, Channel::Dm, Channel::Indirect];

    /// The name used in scenario files and results.
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Mention => "mention",
            Channel::Dm => "dm",
            Channel::Indirect => "indirect",
        }
    }

    pub const fn is_public(self) -> bool {
        !matches!(self, Channel::Dm)
    }

    /// Whether a name in a list of skills or in a priority list stands for this channel: an indirect mention is handled
    /// as a mention.
    pub fn goes_by(self, named: Channel) -> bool {
        self == named || self == Channel::Indirect && named == Channel::Mention
    }
}

/// Demand of one desk. Volumes are conversations a week in week 1.
#[derive(Clone, Debug)]
pub struct Demand {
    pub growth_per_year: f64,
    /// Coefficient of variation of the daily factor (MODEL: doubly stochastic Poisson).
    pub daily_cv: f64,
    pub holiday_factor: f64,
    /// Messages a week that need no answer but must be read.
    pub noise_per_week: f64,
    /// Profile of the noise, 168 weights that sum to 1.
    pub noise_profile: Box<[f64; HOURS_PER_WEEK]>,
    /// Minutes to see that a message needs no answer.
    pub triage_time: Distribution,
    pub contacts: Vec<Contact>,
    pub crises: Vec<Crisis>,
    /// Unanswered public complaints make others write; `None`: they do not.
    pub contagion: Option<Contagion>,
}

/// How a public conversation of a negative type, unanswered, makes others open one (MODEL, section 2).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Contagion {
    /// Conversations an hour that one of median reach causes when it has just been written.
    pub per_hour: f64,
    /// Age from which on it spreads.
    pub after: Span,
}

/// One type of contact, defaults filled in.
#[derive(Clone, Debug)]
pub struct Contact {
    pub name: String,
    pub brand: Option<String>,
    /// Mentions and direct messages a week; indirect mentions come on top.
    pub per_week: f64,
    /// 168 weights that sum to 1.
    pub profile: Box<[f64; HOURS_PER_WEEK]>,
    /// Share that opens as a direct message.
    pub dm_share: f64,
    /// Languages and their shares, which sum to 1; at least one.
    pub languages: Vec<(String, f64)>,
    /// Minutes of one agent message.
    pub handling_time: Distribution,
    /// Mean number of agent messages, at least 1.
    pub agent_messages: f64,
    /// Minutes until the customer replies to an agent message.
    pub reply_delay: Distribution,
    /// A complaint or an incident; false: a question, an order, praise.
    pub negative: bool,
    /// Indirect mentions a week, before `monitor_indirect`.
    pub indirect_per_week: f64,
    /// Share that needs private data of the customer.
    pub private_data: f64,
    /// Share that can only be solved by phone.
    pub phone_needed: f64,
}
