//! Paired comparisons: all scenarios meet the same customers (common random numbers), so differences are taken within
//! a replication.

use super::control::Controls;
use super::estimate::CONFIDENCE;
use super::result::{Best, Difference, Estimate, PairedDifference};
use super::turn::turn;
use crate::desk::Scenario;
use crate::metrics::{Batch, Measure, Tendency};
use std::collections::BTreeMap;

/// A difference below this share of the values compared is an error of rounding.
const ROUNDING: f64 = 1e-9;

/// A scenario with its replications.
#[derive(Clone, Copy, Debug)]
pub struct Simulated<'a> {
    pub scenario: &'a Scenario,
    pub batch: &'a Batch,
}

impl Simulated<'_> {
    pub fn values(&self, measure: Measure) -> impl Iterator<Item = Option<f64>> {
        self.batch.replications.iter().map(move |replication| replication.desk.get(measure))
    }

    /// Share attained of the agreement with the given name; `None` where the scenario has none of that name.
    pub fn attained(&self, name: &str) -> Option<impl Iterator<Item = Option<f64>>> {
        let at = self.scenario.slas.iter().position(|sla| sla.name == name)?;
        Some(self.batch.replications.iter().map(move |replication| replication.slas[at]))
    }
}

/// Every scenario but the first against the first, with simultaneous intervals (Bonferroni over the scenarios).
pub fn differences(simulated: &[Simulated]) -> Vec<Difference> {
    let Some((baseline, others)) = simulated.split_first() else {
        return vec![];
    };
    others.iter().map(|other| difference(baseline, other, others.len())).collect()
}

fn difference(baseline: &Simulated, other: &Simulated, compared: usize) -> Difference {
    let how = Pairing { controls: Controls::of(baseline).and(&Controls::of(other)), compared };
    let measures = Measure::ALL.iter().filter_map(|measure| {
        let found = how.paired(other.values(*measure), baseline.values(*measure))?;
        Some((measure.id(), found))
    });
    let sla = baseline.scenario.slas.iter().filter_map(|sla| {
        let found = how.paired(other.attained(&sla.name)?, baseline.attained(&sla.name)?)?;
        Some((sla.name.clone(), found))
    });
    Difference {
        scenario: other.scenario.name.clone(),
        baseline: baseline.scenario.name.clone(),
        measures: measures.collect(),
        sla: sla.collect(),
        turn: turn(baseline, other),
        decision: None,
    }
}

/// How two scenarios are compared.
pub(super) struct Pairing {
    pub controls: Controls,
    /// Comparisons whose intervals are to hold together.
    pub compared: usize,
}

impl Pairing {
    /// `None` where no replication has both values.
    pub fn paired(
        &self,
        values: impl Iterator<Item = Option<f64>>,
        baseline: impl Iterator<Item = Option<f64>>,
    ) -> Option<PairedDifference> {
        let mut size = 0.0f64;
        let differences: Vec<_> = values
            .zip(baseline)
            .map(|(value, base)| {
                let (value, base) = (value?, base?);
                size = size.max(value.abs()).max(base.abs());
                Some(value - base)
            })
            .collect();
        let confidence = 1.0 - (1.0 - CONFIDENCE) / self.compared.max(1) as f64;
        let estimate = self.controls.estimate_at(confidence, differences);
        let mean = estimate.mean?;
        let significant = leaves_zero_out(&estimate) && mean.abs() > ROUNDING * size;
        Some(PairedDifference { estimate, significant })
    }
}

fn leaves_zero_out(estimate: &Estimate) -> bool {
    estimate.low.is_some_and(|low| low > 0.0) || estimate.high.is_some_and(|high| high < 0.0)
}

/// Per measure with a direction, the scenarios that are not shown to be worse than the one with the best mean
/// (simultaneous over the others). Nothing is said where that would be all of them.
pub fn best(simulated: &[Simulated]) -> Best {
    let controls: Vec<Controls> = simulated.iter().map(Controls::of).collect();
    let measures = Measure::ALL.iter().filter_map(|measure| {
        let rows: Vec<Vec<_>> = simulated.iter().map(|one| one.values(*measure).collect()).collect();
        Some((measure.id(), best_names(simulated, &controls, &rows, measure.tendency())?))
    });
    let named = simulated.first().map_or(&[][..], |first| &first.scenario.slas);
    let sla = named.iter().filter_map(|sla| {
        let rows: Option<Vec<Vec<_>>> =
            simulated.iter().map(|one| one.attained(&sla.name).map(Iterator::collect)).collect();
        Some((sla.name.clone(), best_names(simulated, &controls, &rows?, Tendency::Higher)?))
    });
    Best { measures: measures.collect(), sla: sla.collect::<BTreeMap<_, _>>() }
}

fn best_names(
    simulated: &[Simulated],
    controls: &[Controls],
    rows: &[Vec<Option<f64>>],
    tendency: Tendency,
) -> Option<Vec<String>> {
    let sign = match tendency {
        Tendency::Higher => 1.0,
        Tendency::Lower => -1.0,
        Tendency::Neither => return None,
    };
    let means: Option<Vec<f64>> = rows
        .iter()
        .zip(controls)
        .map(|(row, one)| one.estimate(row.iter().copied()).mean.map(|mean| sign * mean))
        .collect();
    let means = means?;
    let leader = (0..means.len()).max_by(|a, b| means[*a].total_cmp(&means[*b]).then(b.cmp(a)))?;
    let not_worse = |at: &usize| {
        let how = Pairing { controls: controls[*at].and(&controls[leader]), compared: rows.len() - 1 };
        let against = how.paired(rows[*at].iter().copied(), rows[leader].iter().copied());
        *at == leader || !against.is_some_and(|difference| difference.significant)
    };
    let best: Vec<usize> = (0..rows.len()).filter(not_worse).collect();
    (best.len() < rows.len()).then(|| best.iter().map(|at| simulated[*at].scenario.name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::estimate::t_quantile;
    use crate::study::synthetic;

    fn with(name: &str, measure: Measure, values: &[Option<f64>]) -> (Scenario, Batch) {
        let mut scenario = synthetic::scenario(name);
        scenario.slas = vec![synthetic::sla("a"), synthetic::sla(name)];
        let mut batch = synthetic::batches(0, 0..values.len() as u32);
        for (replication, value) in batch.replications.iter_mut().zip(values) {
            replication.desk = crate::metrics::Row::empty();
            replication.desk.0[measure as usize] = *value;
            replication.slas = vec![*value, Some(0.5)];
        }
        (scenario, batch)
    }

    fn refer(owned: &[(Scenario, Batch)]) -> Vec<Simulated<'_>> {
        owned.iter().map(|(scenario, batch)| Simulated { scenario, batch }).collect()
    }

    #[test]
    fn differences_are_paired_and_simultaneous() {
        let m = Measure::Within1h;
        let owned = [
            with("base", m, &[Some(0.40), Some(0.50), Some(0.60), None]),
            with("one", m, &[Some(0.51), Some(0.60), Some(0.69), Some(0.9)]),
            with("two", m, &[Some(0.30), Some(0.55), Some(0.62), Some(0.9)]),
        ];
        let found = differences(&refer(&owned));
        assert_eq!(found.len(), 2);
        let one = found[0].measures["within_1h"];
        // 0.11, 0.10, 0.09: mean 0.10, standard error 0.01 / sqrt 3, at 97.5 % because two scenarios are compared.
        assert_eq!(one.estimate.replications, 3);
        assert!((one.estimate.mean.unwrap() - 0.10).abs() < 1e-12);
        let half_width = t_quantile(0.975, 2.0) * 0.01 / 3f64.sqrt();
        assert!((one.estimate.half_width().unwrap() - half_width).abs() < 1e-9);
        assert!(one.significant);
        assert!(!found[1].measures["within_1h"].significant);
        assert!(!found[0].measures.contains_key("backlog_mean"), "nothing to compare");
        assert_eq!(found[0].sla.keys().collect::<Vec<_>>(), ["a"], "only agreements both have");
        assert_eq!((found[0].scenario.as_str(), found[0].baseline.as_str()), ("one", "base"));
    }

    #[test]
    fn equal_scenarios_and_single_replications_show_no_difference() {
        let m = Measure::BacklogMean;
        let owned = [with("base", m, &[Some(3.1), Some(2.0)]), with("same", m, &[Some(3.1), Some(2.0)])];
        let same = differences(&refer(&owned))[0].measures["backlog_mean"];
        assert_eq!((same.estimate.mean, same.significant), (Some(0.0), false));
        assert!(best(&refer(&owned)).measures.is_empty());
        let owned = [with("base", m, &[Some(3.1)]), with("other", m, &[Some(9.0)])];
        let once = differences(&refer(&owned))[0].measures["backlog_mean"];
        assert_eq!((once.estimate.low, once.significant), (None, false));
        assert!(best(&refer(&owned)).measures.is_empty());
        assert!(differences(&refer(&owned[..1])).is_empty());
    }

    #[test]
    fn constant_differences_are_significant_but_rounding_errors_are_not() {
        let m = Measure::PaidHoursPerWeek;
        let owned = [with("base", m, &[Some(300.0); 4]), with("more", m, &[Some(340.0); 4])];
        assert!(differences(&refer(&owned))[0].measures[m.id()].significant);
        let owned = [with("base", m, &[Some(300.0); 4]), with("same", m, &[Some(300.000_000_000_1); 4])];
        assert!(!differences(&refer(&owned))[0].measures[m.id()].significant);
    }

    #[test]
    fn the_best_are_those_not_shown_worse_than_the_leader() {
        let m = Measure::BacklogMean;
        let owned = [
            with("far", m, &[Some(9.0), Some(9.5), Some(9.2)]),
            with("near", m, &[Some(3.0), Some(2.0), Some(4.0)]),
            with("lead", m, &[Some(2.5), Some(2.3), Some(2.4)]),
        ];
        assert_eq!(best(&refer(&owned)).measures["backlog_mean"], ["near", "lead"]);
        assert_eq!(best(&refer(&owned)).sla["a"], ["far"]);
    }
}
