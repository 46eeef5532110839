//! The cheapest shifts that keep the promises: a planning model over the week, its lower bound, refinement by simulation.

pub mod bound;
pub mod deadlines;
pub mod eight_hours;
pub mod need;
pub mod planning;
pub mod problem;
pub mod program;
pub mod residual;
pub mod shift;
pub mod trial;

pub use problem::{Block, Presence, Problem, Together};
pub use shift::{CandidateShift, Positions};
