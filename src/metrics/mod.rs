//! Measures: folds over the engine's facts, one file each, none aware of the others.

pub mod batch;
pub mod measure;
pub mod series;
pub mod sketch;

pub use batch::{Batch, ReplicationValues, Row};
pub use measure::{Measure, Scope, Tendency, Unit};
