//! How customers wait.

use crate::random::Distribution;

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
}
