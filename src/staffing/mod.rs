//! The cheapest shifts that keep the promises: a planning model over the week, its lower bound, refinement by simulation.

pub mod answer;
pub mod bound;
pub mod catalogue;
pub mod confirm;
pub mod deadlines;
pub mod exhaust;
pub mod frontier;
pub mod legal;
mod mended;
pub mod need;
pub mod planned;
pub mod planning;
pub mod problem;
pub mod program;
pub mod refine;
pub mod residual;
pub mod roster;
pub mod shift;
pub mod shortfall;
pub mod trial;
pub mod weights;

pub use answer::{Answer, NoAnswer, Options, Step, size, size_problem};
pub use catalogue::{Catalogue, Cut, LeastPresence, PresenceReason, SeatLimit, catalogue};
pub use legal::{Violation, WorkedShift, violations};
pub use planned::planned_cost;
pub use problem::{Block, Problem};
pub use roster::{Roster, roster};
pub use shift::{CandidateShift, Positions};
