//! The result of a range of replications of one scenario: plain, serialisable, mergeable.
//!
//! Invariant: merging neighbouring batches gives the same bytes as running their union at once, on any number of
//! threads. Values of replications are kept in their order; totals are integers, whose sums do not depend on it.

use super::measure::Measure;
use super::series::SeriesTotals;
use serde::{Deserialize, Serialize};

/// One value for each of [`Measure::ALL`]; `None` where the measure is not given or its denominator was empty.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row(pub Vec<Option<f64>>);

impl Row {
    pub fn empty() -> Row {
        Row(vec![None; Measure::ALL.len()])
    }
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.0[measure as usize]
    }
    /// Keeps the value; not-a-number and infinity (an empty denominator) are kept as `None`.
    pub fn set(&mut self, measure: Measure, value: f64) {
        self.0[measure as usize] = value.is_finite().then_some(value);
    }
}

/// The measures of one replication.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReplicationValues {
    pub desk: Row,
    /// In the order of the scenario's contact types.
    pub contacts: Vec<Row>,
    /// In the order of `Channel::ALL`.
    pub channels: Vec<Row>,
    /// In the order of the scenario's teams.
    pub teams: Vec<Row>,
    /// Share attained, in the order of the scenario's agreements; `None`: it covered no conversation.
    pub slas: Vec<Option<f64>>,
    /// One for each measured week.
    pub weeks: Vec<WeekValues>,
}

/// Counts of the conversations opened in one measured week of one replication.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct WeekValues {
    pub opened: u64,
    /// Of a negative type, and of these hostile; not counted where nobody can be.
    pub negative: u64,
    pub hostile: u64,
    /// First responses ahead of every other.
    pub preferential: u64,
    /// Opening to first response, or to the end without one, in milliseconds: all, and to preferential responses.
    pub waiting_ms: u64,
    pub preferential_waiting_ms: u64,
    /// Messages waiting, times milliseconds.
    pub backlog_ms: u64,
    /// What the public has learned at the end of the week.
    pub learned: f64,
    /// Satisfied customers and lost ones, of the conversations opened: expectations.
    pub satisfied: f64,
    pub customers_lost: f64,
    pub phone_contacts: u64,
    /// Money for phone contacts and gestures, and lost margin less uplift, of the conversations opened.
    pub contact_cost: f64,
    pub value_lost: f64,
    /// Money for the staff of the week.
    pub staff_cost: f64,
}

/// Consecutive replications of one scenario.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Batch {
    /// Number of the first replication.
    pub first: u32,
    pub replications: Vec<ReplicationValues>,
    pub series: SeriesTotals,
}

/// Two batches that do not follow one another cannot be merged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("replications {expected} and after were expected, found those from {found}")]
pub struct NotConsecutive {
    pub expected: u32,
    pub found: u32,
}

impl Batch {
    /// Appends the batch that begins where this one ends.
    ///
    /// # Errors
    /// If `next` does not begin with the replication after the last one here.
    pub fn append(&mut self, next: Batch) -> Result<(), NotConsecutive> {
        let expected = self.first + self.replications.len() as u32;
        if next.first != expected {
            return Err(NotConsecutive { expected, found: next.first });
        }
        self.replications.extend(next.replications);
        self.series.add(&next.series);
        Ok(())
    }
}
