//! Keyed random streams and the distributions drawn from them.
//!
//! Invariant: a stream is the key of (seed, replication, purpose, entity); no stream is handed out in an order, so a
//! new purpose moves no other draw.

mod distribution;
mod exp;
mod stream;
mod tail;

pub use distribution::{Distribution, DistributionError, MAX_CV, Sampler, exponential};
pub use stream::{Purpose, Stream, entity_key, mix, purpose_key, replication_key};
