//! A staffing found, told: to a person at a terminal, to a spreadsheet, to a program; and why there is none.

mod document;
mod failure;
pub mod pictures;
pub mod roster;
mod tables;
mod terminal;
mod unrosterable;

pub use document::json;
pub use failure::{impossible, no_answer};
pub use tables::{frontier, shifts, week};
pub use terminal::{frontier as frontier_lines, render};

use crate::staffing::Answer;

/// One point of a frontier: what was asked for, and the staffing found, or a sentence on why there is none.
#[derive(Clone, Debug)]
pub struct FrontierPoint {
    pub target: f64,
    pub within_minutes: f64,
    pub agreement: usize,
    pub found: Result<Box<Answer>, String>,
}
