//! Which agent for this message, and which message for this agent: the tables both questions are answered from.
//!
//! A *kind* is what skills and order can see of a message: (contact type, channel, language), or noise. Kinds that the
//! same teams may take and that the order treats alike share one first-come-first-served *lane*, so that choosing a message
//! compares the heads of a few lanes. Teams that may take the same kinds form one *group*.

mod kinds;
mod lanes;

pub use kinds::{Kind, Kinds, covers};
pub use lanes::{Due, Group, Lane, Message, Routing, Tier};
