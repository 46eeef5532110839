//! A grid of cells, one for each combination of the values that keys take, all on the same customers.
//!
//! Nothing here knows how a cell is loaded or simulated, nor where it is kept: these are given as functions. Invariants:
//! what a cell holds depends neither on the other cells nor on the threads; of a grid of any size only a few cells are in
//! memory at once.

pub mod cell;
pub mod grid;
pub mod result;
pub mod schedule;
pub mod values;
pub mod vary;

pub use cell::reduce;
pub use grid::Grid;
pub use schedule::{Halt, Work, schedule};
