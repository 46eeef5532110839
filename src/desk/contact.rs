//! What arrives: contact types, channels and the volume of each.

use super::crisis::Crisis;
use crate::random::Distribution;
use crate::time::HOURS_PER_WEEK;

/// Where a conversation takes place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// Public and addressed to the brand.
    Mention,
    /// Private direct message.
    Dm,
}

impl Channel {
    pub const ALL: [Channel; 2] = [Channel::Mention, Channel::Dm];

    /// The name used in scenario files and results.
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Mention => "mention",
            Channel::Dm => "dm",
        }
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
}

/// One type of contact, defaults filled in.
#[derive(Clone, Debug)]
pub struct Contact {
    pub name: String,
    pub brand: Option<String>,
    /// Mentions and direct messages a week.
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
}
