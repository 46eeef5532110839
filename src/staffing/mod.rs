//! The cheapest shifts that keep the promises: a planning model over the week, its lower bound, refinement by simulation.

pub mod shift;

pub use shift::{CandidateShift, Positions};
