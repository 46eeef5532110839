//! The cheapest shifts that keep the promises: a planning model over the week, its lower bound, refinement by simulation.

pub mod catalogue;
pub mod legal;
pub mod roster;
pub mod shift;

pub use catalogue::{Catalogue, Cut, LeastPresence, PresenceReason, SeatLimit, catalogue};
pub use legal::{Violation, WorkedShift, violations};
pub use roster::{Roster, roster};
pub use shift::{CandidateShift, Positions};
