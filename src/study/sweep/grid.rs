//! The cells of a sweep: the product of the values of its keys.

use super::values::typed;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most cells of a sweep: their scenarios are all judged before the first is simulated.
pub const MOST_CELLS: u64 = 100_000;

/// A key and the values that it takes, each as `--set KEY=VALUE` would be given it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Axis {
    pub key: String,
    pub values: Vec<String>,
}

/// All combinations, numbered from 0; the first key changes slowest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    axes: Vec<Axis>,
}

impl Grid {
    /// `None` where there is no cell, or more than [`MOST_CELLS`].
    pub fn new(axes: Vec<Axis>) -> Option<Grid> {
        cells(&axes).filter(|cells| (1..=MOST_CELLS).contains(cells)).map(|_| Grid { axes })
    }

    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    pub fn cells(&self) -> u32 {
        cells(&self.axes).unwrap_or(0) as u32
    }

    /// The value of each key in a cell, in the order of the keys.
    pub fn values(&self, cell: u32) -> Vec<&str> {
        let mut rest = cell as usize;
        let mut values: Vec<&str> = self
            .axes
            .iter()
            .rev()
            .map(|axis| {
                let value = &axis.values[rest % axis.values.len()];
                rest /= axis.values.len();
                value.as_str()
            })
            .collect();
        values.reverse();
        values
    }

    /// What must be set for a cell, as KEY=VALUE.
    pub fn settings(&self, cell: u32) -> Vec<String> {
        self.axes.iter().zip(self.values(cell)).map(|(axis, value)| format!("{}={value}", axis.key)).collect()
    }

    /// The values of a cell by key, numbers as numbers.
    pub fn named(&self, cell: u32) -> BTreeMap<String, Value> {
        self.axes.iter().zip(self.values(cell)).map(|(axis, value)| (axis.key.clone(), typed(value))).collect()
    }
}

/// The number of combinations; `None` where it cannot be counted.
pub fn cells(axes: &[Axis]) -> Option<u64> {
    axes.iter().try_fold(1u64, |cells, axis| cells.checked_mul(axis.values.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(key: &str, values: &[&str]) -> Axis {
        Axis { key: key.into(), values: values.iter().map(|value| value.to_string()).collect() }
    }

    #[test]
    fn the_first_key_changes_slowest() {
        let grid = Grid::new(vec![axis("a", &["1", "2"]), axis("b", &["x", "y", "z"])]).unwrap();
        assert_eq!(grid.cells(), 6);
        let cells: Vec<String> = (0..6).map(|cell| grid.values(cell).concat()).collect();
        assert_eq!(cells, ["1x", "1y", "1z", "2x", "2y", "2z"]);
        assert_eq!(grid.settings(4), ["a=2", "b=y"]);
        assert_eq!(serde_json::to_string(&grid.named(4)).unwrap(), r#"{"a":2,"b":"y"}"#);
    }

    #[test]
    fn a_grid_has_at_least_one_cell_and_not_too_many() {
        let many: Vec<String> = (0..400).map(|value| value.to_string()).collect();
        let wide = |key: &str| Axis { key: key.into(), values: many.clone() };
        assert!(Grid::new(vec![wide("a"), wide("b")]).is_none(), "160,000 cells");
        assert!(Grid::new(vec![wide("a"); 12]).is_none(), "more than can be counted");
        assert!(Grid::new(vec![axis("a", &[])]).is_none());
        assert_eq!(Grid::new(vec![wide("a")]).unwrap().cells(), 400);
    }
}
