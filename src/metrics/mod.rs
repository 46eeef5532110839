//! Measures: folds over the engine's facts, one file each, none aware of the others.

pub mod attainment;
mod backlog;
pub mod batch;
mod cell;
mod fold;
pub mod measure;
mod money;
mod oldest;
mod outcome;
mod pay;
mod people;
mod recorder;
pub mod series;
mod service;
pub mod sketch;
mod spans;
mod supervision;
mod treatment;
pub mod watch;
mod window;

pub use batch::{Batch, ReplicationValues, Row, WeekValues};
pub use measure::{Measure, Scope, Tendency, Unit};
pub use pay::PremiumClock;
pub use recorder::{MeasureOptions, Recorder, simulate};
