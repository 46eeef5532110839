//! When conversations open: exact arrivals of a doubly stochastic Poisson process with an hourly profile.

mod arrivals;

pub use arrivals::{Arrivals, Cursor, Intensity};
