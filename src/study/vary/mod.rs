//! What changes when one number of the scenarios changes: where the cheaper of two turns, and which of the inputs that are
//! poorly known the answer hangs on.
//!
//! Everything here asks one thing of [`Evaluator`]: the figures of every replication with a key set to a value. Seed and
//! replications are the same for every value, so that two values differ by the key alone (common random numbers), and
//! figures come in the order of their replications, whatever thread simulated them.

pub mod answer;
pub mod breakeven;
mod curve;
mod evaluate;
pub mod inputs;
mod line;
mod prices;
pub mod sensitivity;

pub use curve::{Point, Sample};
pub use evaluate::{Evaluated, Evaluator, Material, Outcome, Stop, Unusable};
pub use line::Linear;
pub use prices::{PRICES, is_linear, slope};

use crate::metrics::Measure;
use crate::study::result::Estimate;

/// A figure that answers a question, as it depends on a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// How much more of a measure the one scenario has than the baseline; both by their number.
    Difference { baseline: usize, other: usize, measure: Measure },
    /// The share that a scenario attains of one of its agreements; both by their number.
    Attained { scenario: usize, sla: usize },
}

impl Question {
    /// The figure of each replication, where the scenarios were simulated with the key at this value.
    pub fn sample(&self, at: f64, outcomes: &[Vec<Outcome>]) -> Sample {
        match *self {
            Question::Difference { baseline, other, measure } => {
                let pairs = outcomes[baseline].iter().zip(&outcomes[other]);
                let both = pairs.map(|(base, other)| Some((base.desk.get(measure)?, other.desk.get(measure)?)));
                let both: Vec<Option<(f64, f64)>> = both.collect();
                let size = both.iter().flatten().fold(0.0, |most: f64, (a, b)| most.max(a.abs()).max(b.abs()));
                Sample {
                    at,
                    values: both.into_iter().map(|pair| pair.map(|(base, other)| other - base)).collect(),
                    size,
                }
            }
            Question::Attained { scenario, sla } => {
                let values = outcomes[scenario].iter().map(|outcome| outcome.slas[sla]).collect();
                Sample { at, values, size: 1.0 }
            }
        }
    }
}

/// Which of two a figure speaks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The figure is above zero: the baseline has less of it (it is cheaper), or an agreement is attained.
    Above,
    /// The figure is below zero: the other one has less of it, or an agreement is missed.
    Below,
}

impl Side {
    /// `None` for zero.
    pub fn of(value: f64) -> Option<Side> {
        match value {
            value if value > 0.0 => Some(Side::Above),
            value if value < 0.0 => Some(Side::Below),
            _ => None,
        }
    }

    pub fn opposite(self) -> Side {
        match self {
            Side::Above => Side::Below,
            Side::Below => Side::Above,
        }
    }

    /// The side that an interval lies on as a whole; `None` where it holds zero or there is none.
    pub fn sure(estimate: &Estimate) -> Option<Side> {
        match (estimate.low, estimate.high) {
            (Some(low), _) if low > 0.0 => Some(Side::Above),
            (_, Some(high)) if high < 0.0 => Some(Side::Below),
            _ => None,
        }
    }
}
