//! Crises: sudden peaks of some contact types (MODEL, section 2).

use crate::time::{Span, Time};

/// A crisis multiplies the volume of its contact types by `1 + (peak - 1) s`: s rises linearly from 0 to 1 during `rise`, then
/// halves every `half_life`.
#[derive(Clone, PartialEq, Debug)]
pub struct Crisis {
    pub name: String,
    /// Names of the contact types it multiplies; at least one.
    pub contacts: Vec<String>,
    /// When it begins, counted from the start of the run, warm-up included.
    pub begin: Time,
    /// Factor at its height, at least 1.
    pub peak: f64,
    pub rise: Span,
    pub half_life: Span,
    /// Time from its beginning until one general post is published; `None`: never.
    pub broadcast_after: Option<Span>,
}

impl Crisis {
    /// A crisis is over after this many half-lives, when a millionth of its height is left.
    const HALF_LIVES: u64 = 20;
    /// After this many half-lives less than a hundredth of its height is left.
    const HALF_LIVES_FELT: u64 = 7;

    /// When it is at its height.
    pub fn peaks(&self) -> Time {
        self.begin + self.rise
    }

    /// From here on it brings nothing.
    pub fn over(&self) -> Time {
        self.peaks() + Span(self.half_life.0.saturating_mul(Crisis::HALF_LIVES))
    }

    /// From its beginning until hardly anything of it is left.
    pub fn felt(&self) -> Span {
        self.rise + Span(self.half_life.0.saturating_mul(Crisis::HALF_LIVES_FELT))
    }

    /// When the general post is published.
    pub fn broadcast(&self) -> Option<Time> {
        self.broadcast_after.map(|after| self.begin + after)
    }
}
