//! What a sweep found, in the shape of its result.json. Documented by its JSON Schema; additions only.

use super::grid::{Axis, Grid};
use super::values::typed;
use crate::metrics::Measure;
use crate::study::result::{Estimate, Measures, Met, PairedDifference};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything a sweep found. The cells are a list, or whatever is written as one: a large sweep is in no memory.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct SweepResult<C> {
    /// Version of relevo that made it.
    pub relevo: String,
    pub seed: u64,
    /// Of every scenario in every cell.
    pub replications: u32,
    /// The keys that vary and their values; the first key changes slowest.
    pub vary: Vec<Varied>,
    /// Values set in every scenario of every cell (KEY=VALUE), as typed and in their order.
    pub set: Vec<String>,
    /// One for each combination of the values, in their order.
    pub cells: C,
}

/// A key that varies and its values.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Varied {
    pub key: String,
    /// Numbers and truth values as such, everything else as the text that was typed.
    pub values: Vec<Value>,
}

impl From<&Axis> for Varied {
    fn from(axis: &Axis) -> Varied {
        Varied { key: axis.key.clone(), values: axis.values.iter().map(|value| typed(value)).collect() }
    }
}

/// What one combination of values gives.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// From 1, in the order of the grid.
    pub cell: u32,
    /// The value of each key that varies.
    pub values: BTreeMap<String, Value>,
    pub weeks: u32,
    pub warmup_weeks: u32,
    /// The first is the baseline of the cell.
    pub scenarios: Vec<CellScenario>,
    /// One for each scenario but the first, where both could be simulated.
    pub differences: Vec<CellDifference>,
}

/// What a scenario gives in one cell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CellScenario {
    pub name: String,
    pub currency: String,
    /// Why it could not be simulated; there are no measures then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stop>,
    pub measures: Measures,
    pub sla: Vec<CellSla>,
}

/// Why a scenario could not be simulated: more conversations were open at once than a run can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Stop {
    /// 1 is the first measured one, 0 and below are warm-up.
    pub week: i64,
    pub cause: StopCause,
}

/// What filled the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StopCause {
    /// More work arrives than the desk can do.
    Queue,
    /// Customers take very long to reply.
    Replies,
    /// Unanswered complaints make more people write.
    Contagion,
}

impl StopCause {
    /// The name in results.
    pub const fn name(self) -> &'static str {
        match self {
            StopCause::Queue => "queue",
            StopCause::Replies => "replies",
            StopCause::Contagion => "contagion",
        }
    }
}

/// An agreement in one cell: its terms may vary.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CellSla {
    pub name: String,
    pub within_minutes: f64,
    pub clock: String,
    /// Whether it covers every conversation: it names no contact type, channel, language, brand or reach.
    pub every_conversation: bool,
    pub target: f64,
    pub attained: Estimate,
    pub met: Met,
}

/// A scenario of a cell against the first one there, with intervals that hold together for the scenarios of the cell
/// (Bonferroni), per measure and cell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CellDifference {
    pub scenario: String,
    pub baseline: String,
    pub measures: BTreeMap<String, PairedDifference>,
    /// By name of the agreement, for those that both scenarios have.
    pub sla: BTreeMap<String, PairedDifference>,
}

impl Cell {
    /// The typed value of each key, in the order of the keys.
    pub fn typed_values<'a>(&self, grid: &'a Grid) -> Vec<&'a str> {
        grid.values(self.cell.saturating_sub(1))
    }

    /// The difference of the scenario at that position from the baseline.
    pub fn difference(&self, scenario: usize) -> Option<&CellDifference> {
        let name = &self.scenarios.get(scenario).filter(|_| scenario > 0)?.name;
        self.differences.iter().find(|difference| difference.scenario == *name)
    }
}

impl CellScenario {
    pub fn agreement(&self, name: &str) -> Option<&CellSla> {
        self.sla.iter().find(|sla| sla.name == name)
    }
}

/// Reads back what is written; measures in the order of [`Measure::ALL`].
impl<'de> Deserialize<'de> for Measures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Measures, D::Error> {
        let found = BTreeMap::<String, Estimate>::deserialize(deserializer)?;
        let known =
            Measure::ALL.iter().filter_map(|measure| found.get(measure.id()).map(|estimate| (*measure, *estimate)));
        let measures = Measures(known.collect());
        if measures.0.len() < found.len() { Err(D::Error::custom("a measure that there is not")) } else { Ok(measures) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sweep::cell::tests::cell;

    #[test]
    fn a_cell_reads_back_to_the_bit() {
        for stopped in [false, true] {
            let one = cell(stopped);
            let text = serde_json::to_string(&one).unwrap();
            let back: Cell = serde_json::from_str(&text).unwrap();
            assert_eq!(back, one);
            assert_eq!(serde_json::to_string(&back).unwrap(), text);
        }
        let text = serde_json::to_string(&cell(false)).unwrap().replace("within_1h", "within_1x");
        assert!(serde_json::from_str::<Cell>(&text).is_err());
    }
}
