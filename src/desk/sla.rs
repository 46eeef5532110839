//! Service-level agreements: a share of first responses within a limit, on one of two clocks.

use super::contact::Channel;
use crate::time::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// Wall time.
    Elapsed,
    /// Only the hours the brand publishes as served run.
    ServiceHours,
}

#[derive(Clone, Debug)]
pub struct Sla {
    pub name: String,
    pub within: Span,
    /// Share of conversations whose first response must be posted within the limit.
    pub target: f64,
    pub clock: Clock,
    pub filter: Filter,
}

/// Which conversations an agreement covers; `None` means all of that kind.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    pub contacts: Option<Vec<String>>,
    pub channels: Option<Vec<Channel>>,
    pub languages: Option<Vec<String>>,
    pub brands: Option<Vec<String>>,
    /// `Some(true)`: only influencers; `Some(false)`: only the others.
    pub influencers: Option<bool>,
}
