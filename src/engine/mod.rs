//! Events in, facts out: a pure function of an immutable [`Model`](crate::model::Model) and keyed streams.
//!
//! The engine knows no statistic, no file, no language and no money. It tells an [`Observer`], chosen at compile time, what
//! happened; everything that is measured is a fold over these facts.
//!
//! Invariants: facts come in order of time; no agent is idle while a message waits that he or she may take; events of one
//! instant are handled in the order of their [`event::Rank`]; in the steady state nothing is allocated.

mod answer;
mod calendar;
mod conversations;
mod duty;
mod event;
mod fact;
mod floor;
mod heap;
mod life;
mod queues;
mod simulate;
mod spread;
mod waiting;

pub use calendar::Calendar;
pub use event::{Event, Rank};
pub use fact::{Ending, Entry, Fact, Observer, PhoneReason, Subject};
pub use simulate::{Cause, Stopped, simulate};
