//! From one replication to a statement: replicate, estimate, compare, until it is precise enough.
//!
//! Nothing here knows how a replication is simulated: it is given as a function. Only `vary`, which must make scenarios anew
//! for each value, loads and simulates them itself.

pub mod assemble;
pub mod compare;
pub mod control;
pub mod decision;
pub mod estimate;
pub mod levers;
pub mod plan;
pub mod precision;
pub mod ranking;
mod regression;
pub mod replicate;
pub mod result;
pub mod sweep;
mod turn;
pub mod vary;
mod warmup;

#[cfg(test)]
pub(crate) mod synthetic;

pub use assemble::assemble;
pub use compare::Simulated;
pub use replicate::{replicate, thread_pool};
