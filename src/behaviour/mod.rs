//! What customers do: how long they wait, what they do when patience ends, how many messages it takes.
//!
//! Pure functions of plain values and uniforms; nothing here knows the engine.

mod exchange;
mod giving_up;

pub use exchange::MessageCount;
pub use giving_up::{GivingUp, Reaction};
