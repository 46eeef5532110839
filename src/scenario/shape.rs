//! Distributions as a scenario may write them.

use super::hours::minutes;
use super::limits::MAX_MINUTES;
use super::problem::{DistributionFault as Fault, What};
use super::suggest::nearest;
use super::tree::{Node, Table, Value, shorten};
use crate::random::{Distribution, DistributionError};

/// The first is the one meant where none is named.
pub(super) const SHAPES_WITH_CV: [&str; 3] = ["lognormal", "gamma", "weibull"];
pub(super) const SHAPES_WITHOUT_CV: [&str; 2] = ["exponential", "deterministic"];
const SHAPES: [&str; 5] = ["lognormal", "exponential", "gamma", "weibull", "deterministic"];
const KEYS: [&str; 5] = ["shape", "mean", "median", "cv", "empirical"];
/// Largest mean or median of a number of people.
pub(super) const MAX_PEOPLE: f64 = 1e9;

/// What the values of a distribution are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Minutes; durations such as "5m" may be written instead of numbers.
    Times,
    People,
}

/// Reads the distribution of the observed values in a file.
pub type ReadValues<'a> = &'a mut dyn FnMut(&str) -> Result<Distribution, What>;

/// A number, a duration, or a table. Errors are told of the node as a whole.
pub fn distribution(node: &Node, measure: Measure, read: ReadValues<'_>) -> Result<Distribution, What> {
    match &node.value {
        Value::Number { .. } | Value::Text(_) => {
            Distribution::deterministic(quantity(node, measure)?).map_err(|e| fault(fault_of(e, node, None)))
        }
        Value::Table(table) => from_table(node, table, measure, read),
        _ => Err(fault(Fault::Form)),
    }
}

fn fault(fault: Fault) -> What {
    What::Distribution { fault }
}

fn from_table(node: &Node, table: &Table, measure: Measure, read: ReadValues<'_>) -> Result<Distribution, What> {
    let quantiles = quantiles(table, measure)?;
    for entry in &table.entries {
        let known = KEYS.contains(&entry.key.as_str()) || quantile_minutes(&entry.key, measure).is_some();
        if !known {
            let nearest = nearest(&entry.key, KEYS);
            return Err(fault(Fault::UnknownKey { found: shorten(&entry.key), nearest }));
        }
    }
    let count = table.entries.len();
    if let Some(empirical) = table.get("empirical") {
        let name = empirical.as_text().filter(|_| count == 1).ok_or_else(|| fault(Fault::Form))?;
        return read(name);
    }
    if let [a, b] = quantiles[..] {
        if count != 2 {
            return Err(fault(Fault::Form));
        }
        return Distribution::log_normal_quantiles(a, b).map_err(|e| fault(fault_of(e, node, None)));
    }
    if !quantiles.is_empty() {
        return Err(fault(Fault::Quantiles));
    }
    by_moments(table, measure)
}

/// Pairs of time and probability of keys such as `p1h`, by rising time.
fn quantiles(table: &Table, measure: Measure) -> Result<Vec<(f64, f64)>, What> {
    let mut found = Vec::new();
    for entry in &table.entries {
        if let Some(minutes) = quantile_minutes(&entry.key, measure) {
            let share =
                entry.node.as_number().filter(|p| *p > 0.0 && *p < 1.0).ok_or_else(|| fault(Fault::Quantiles))?;
            found.push((minutes, share));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(found)
}

fn quantile_minutes(key: &str, measure: Measure) -> Option<f64> {
    let text = key.strip_prefix('p').filter(|_| measure == Measure::Times)?;
    text.starts_with(|c: char| c.is_ascii_digit()).then(|| minutes(text).ok()).flatten()
}

fn by_moments(table: &Table, measure: Measure) -> Result<Distribution, What> {
    let shape = match table.get("shape") {
        None => "lognormal",
        Some(node) => shape_name(node)?,
    };
    let cv = table.get("cv");
    let located = match (table.get("mean"), table.get("median")) {
        (Some(mean), None) => mean,
        (None, Some(median)) if shape == "lognormal" => median,
        (None, Some(_)) => return Err(fault(Fault::MedianShape)),
        _ => return Err(fault(Fault::Form)),
    };
    let location = quantity(located, measure)?;
    let fixed = |shape: &'static str, result: Result<Distribution, DistributionError>| match cv {
        Some(_) => Err(fault(Fault::CvNotFree { shape })),
        None => result.map_err(|e| fault(fault_of(e, located, cv))),
    };
    let free = |make: fn(f64, f64) -> Result<Distribution, DistributionError>| {
        let node = cv.ok_or_else(|| fault(Fault::CvMissing))?;
        let cv_value = node.as_number().ok_or_else(|| fault(Fault::Cv { found: node.shown() }))?;
        make(location, cv_value).map_err(|e| fault(fault_of(e, located, cv)))
    };
    match shape {
        "exponential" => fixed("exponential", Distribution::exponential(location)),
        "deterministic" => fixed("deterministic", Distribution::deterministic(location)),
        "gamma" => free(Distribution::gamma),
        "weibull" => free(Distribution::weibull),
        _ if table.get("median").is_some() => free(Distribution::log_normal_median),
        _ => free(Distribution::log_normal),
    }
}

fn shape_name(node: &Node) -> Result<&'static str, What> {
    let found = node.as_text().unwrap_or_default();
    SHAPES.into_iter().find(|s| *s == found).ok_or_else(|| What::Choice {
        found: node.shown(),
        accepted: SHAPES.map(str::to_owned).to_vec(),
        nearest: nearest(found, SHAPES),
    })
}

/// A number in the unit of the key, within its limits.
fn quantity(node: &Node, measure: Measure) -> Result<f64, What> {
    let largest = if measure == Measure::Times { MAX_MINUTES } else { MAX_PEOPLE };
    let value = match (&node.value, measure) {
        (Value::Number { value, .. }, _) => *value,
        (Value::Text(text), Measure::Times) => minutes(text)?,
        _ => return Err(fault(Fault::Form)),
    };
    if value >= 0.0 && value <= largest { Ok(value) } else { Err(fault(Fault::Mean { found: node.shown() })) }
}

fn fault_of(error: DistributionError, located: &Node, cv: Option<&Node>) -> Fault {
    match error {
        DistributionError::Mean => Fault::Mean { found: located.shown() },
        DistributionError::Cv => Fault::Cv { found: cv.map(Node::shown).unwrap_or_default() },
        DistributionError::Quantiles => Fault::Quantiles,
        DistributionError::Values => Fault::Values,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tree::own_value;

    fn times(text: &str) -> Result<Distribution, What> {
        let mut read = |_: &str| Distribution::empirical(vec![1.0, 3.0]).map_err(|_| What::NoWeight);
        distribution(&own_value(text).unwrap(), Measure::Times, &mut read)
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(times("5"), Distribution::deterministic(5.0).map_err(|_| What::NoWeight));
        assert_eq!(times("\"1h30m\"").unwrap().mean(), 90.0);
        assert!((times("{ mean = 5, cv = 0.9 }").unwrap().mean() - 5.0).abs() < 1e-9);
        assert!((times("{ mean = \"5m\", cv = 0.9 }").unwrap().mean() - 5.0).abs() < 1e-9);
        assert!(matches!(times("{ median = 10, cv = 2 }"), Ok(Distribution::LogNormal { .. })));
        assert_eq!(times("{ shape = \"exponential\", mean = 6 }"), Ok(Distribution::Exponential { mean: 6.0 }));
        assert!(matches!(times("{ shape = \"gamma\", mean = 6, cv = 0.5 }"), Ok(Distribution::Gamma { .. })));
        assert!(matches!(times("{ shape = \"weibull\", mean = 6, cv = 0.5 }"), Ok(Distribution::Weibull { .. })));
        assert!(matches!(times("{ shape = \"deterministic\", mean = 6 }"), Ok(Distribution::Deterministic { .. })));
        assert_eq!(times("{ p1h = 0.27, p5h = 0.59 }"), times("{ p300 = 0.59, p60 = 0.27 }"));
        assert_eq!(times("{ empirical = \"a.csv\" }").unwrap().mean(), 2.0);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, expected) in [
            ("[1]", Fault::Form),
            ("{}", Fault::Form),
            ("{ mean = 5, median = 4, cv = 1 }", Fault::Form),
            ("{ mean = 5 }", Fault::CvMissing),
            ("{ mean = -5, cv = 1 }", Fault::Mean { found: "-5".into() }),
            ("{ mean = inf, cv = 1 }", Fault::Mean { found: "inf".into() }),
            ("{ mean = 5, cv = nan }", Fault::Cv { found: "nan".into() }),
            ("{ mean = 5, cv = 11 }", Fault::Cv { found: "11".into() }),
            ("{ shape = \"exponential\", mean = 6, cv = 1 }", Fault::CvNotFree { shape: "exponential" }),
            ("{ shape = \"gamma\", median = 6, cv = 1 }", Fault::MedianShape),
            ("{ p1h = 0.6, p5h = 0.5 }", Fault::Quantiles),
            ("{ p1h = 0.6 }", Fault::Quantiles),
            ("{ p1h = 0.3, p2h = 1 }", Fault::Quantiles),
            ("{ means = 5, cv = 1 }", Fault::UnknownKey { found: "means".into(), nearest: Some("mean".into()) }),
        ] {
            assert_eq!(times(text), Err(What::Distribution { fault: expected }), "{text}");
        }
        assert!(
            matches!(times("{ shape = \"gama\", mean = 1 }"), Err(What::Choice { nearest: Some(n), .. }) if n == "gamma")
        );
    }
}
