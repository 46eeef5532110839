//! How customers wait, and what they are worth.

use crate::random::Distribution;
use crate::time::{MS_PER_DAY, Span};

#[derive(Clone, Debug)]
pub struct Customers {
    /// Minutes until the customer gives up waiting for the first answer; `None`: never.
    pub patience: Option<Distribution>,
    /// Probability that one whose patience ended phones.
    pub phone: f64,
    /// Probability that one whose patience ended chases.
    pub chase: f64,
    /// Relative growth of the handling time with each chase.
    pub chase_work: f64,
    /// Share of customers with half the patience.
    pub experienced: f64,
    /// People who may see what the customer writes.
    pub reach: Distribution,
    /// Reach from which on a customer counts as an influencer.
    pub influencer_reach: f64,
    pub hostile: Hostile,
    /// Probability that a customer accepts to move to direct messages.
    pub dm_accept: f64,
    /// Margin that is lost with a customer.
    pub lifetime_margin: f64,
    /// Probability that one who gave up waiting never uses the channel again.
    pub leaves_channel: f64,
    /// Extra margin of a satisfied customer.
    pub spend_uplift: f64,
    pub loss: Loss,
}

/// Probability that a customer is lost for the brand after a conversation (MODEL, section 8).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Loss {
    pub satisfied: f64,
    pub dissatisfied: f64,
}

/// Hostile customers, and what preferential treatment teaches (MODEL, section 7).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hostile {
    /// Share of the conversations of negative types that are hostile while nobody has learned anything.
    pub base: f64,
    /// The share when everybody has learned that being hard pays off.
    pub learned: f64,
    /// Time in which what was learned halves.
    pub half_life: Span,
    /// How much one case teaches; `None`: 0.2 / (negative conversations a day).
    pub learned_per_case: Option<f64>,
}

impl Hostile {
    /// Somebody may be hostile, now or once it has been learned that it pays.
    pub fn is_possible(&self) -> bool {
        self.base > 0.0 || self.learned > 0.0
    }

    /// Nobody is hostile, and nothing is learned.
    pub const NONE: Hostile =
        Hostile { base: 0.0, learned: 0.0, half_life: Span(30 * MS_PER_DAY), learned_per_case: None };
}
