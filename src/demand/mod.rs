//! When conversations open: exact arrivals of a doubly stochastic Poisson process with an hourly profile
//! and crises.

mod arrivals;
mod crises;

pub use arrivals::{Arrivals, Cursor, Intensity};
pub use crises::{Extra, HANDLING_AFTER_BROADCAST, Surges, extra};
