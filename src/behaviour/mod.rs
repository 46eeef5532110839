//! What customers do: how long they wait, what they do when patience ends, how many messages it takes, what they learn,
//! how complaints spread, and what a conversation leaves behind.
//!
//! Pure functions of plain values and uniforms; nothing here knows the engine.

mod contagion;
mod exchange;
mod giving_up;
mod learning;
mod outcome;

pub use contagion::Spreading;
pub use exchange::MessageCount;
pub use giving_up::{GivingUp, Reaction};
pub use learning::{Learned, Learning};
pub use outcome::{MOST_ERRORS, Solved, TOLD_BAD, TOLD_GOOD, satisfied};
