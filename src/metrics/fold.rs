//! How measures hear of facts: the frequent ones, which every message tells, each in a call of its own; all others as they are.
//!
//! [`Recorder`](super::Recorder) looks at the kind of a fact once. Each fold looking for itself would cost a conversation as much
//! as the engine takes to simulate it: a compiler cannot tell that the kind is still what it was once a fold has written something.

use crate::engine::{Ending, Entry, Fact, Subject};
use crate::time::{Span, Time};

/// [`Fact::Taken`] without what no measure looks at.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'f> {
    pub who: &'f Subject,
    pub entry: Entry,
    pub waited: Span,
    pub at_once: bool,
    pub team: u16,
    pub in_hand: u8,
}

/// [`Fact::Posted`] without what no measure looks at.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'f> {
    pub who: &'f Subject,
    pub entry: Entry,
    pub team: u16,
    pub in_hand: u8,
    pub last: bool,
}

/// One measure or several: each hears of every fact by exactly one of these calls, in order of time.
pub trait Fold {
    #[inline(always)]
    fn opened(&mut self, _now: Time, _who: &Subject) {}
    #[inline(always)]
    fn queued(&mut self, _now: Time, _who: &Subject) {}
    #[inline(always)]
    fn taken(&mut self, _now: Time, _fact: Taken) {}
    #[inline(always)]
    fn posted(&mut self, _now: Time, _fact: Posted) {}
    #[inline(always)]
    fn ended(&mut self, _now: Time, _who: &Subject, _ending: Ending) {}
    /// Every other fact.
    fn happened(&mut self, _now: Time, _fact: &Fact) {}
    /// A full hour begins.
    fn hour(&mut self, _now: Time) {}
}
