//! From a scenario file to [`crate::desk::Scenario`], or to all of its problems.
//!
//! A text becomes a `tree` whose every value keeps its place; `extends`, variants and `--set` `merge` trees;
//! `audit` judges the keys by the reference table (`keys`); `build` reads the values, with their defaults, by
//! the rows of that table; `check` judges what they mean together. `read` is the way in.
//!
//! Invariants: nothing stops at the first problem; a scenario with an error is never handed on; no text or file,
//! however it was made, panics, and what would cost too much memory or time passes a stated limit (`limits`).

mod audit;
mod build;
mod check;
mod convert;
mod data;
pub mod force;
mod files;
mod foreign;
mod hours;
mod kept;
pub mod keys;
mod library;
pub mod limits;
mod merge;
mod moment;
mod patterns;
pub mod path;
pub mod problem;
mod profile;
mod read;
mod reader;
pub mod schema;
mod setting;
mod shape;
pub mod slip;
pub mod sources;
mod suggest;
mod tree;
mod whole;
mod workload;

pub use build::STANDARD_MIX;
pub use check::RESERVED;
pub use convert::MOST_DURATIONS;
pub use hours::{duration_minutes, show_days, show_hours, show_shift, show_window, window};
pub use kept::Kept;
pub use moment::{show_moment, week_and_day};
pub use problem::{Place, Problem, Severity, What};
pub use read::{
    Chosen, Failed, Input, LoadOptions, Loaded, LoadedEach, load, load_again, load_each, load_embedded, load_varied,
};
pub use setting::setting_path;
pub use sources::Sources;
pub use whole::{NewVolume, Whole};
pub use workload::workload;
