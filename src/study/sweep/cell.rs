//! From the batches of a cell to what is kept of it.

use super::grid::Grid;
use super::result::{Cell, CellDifference, CellScenario, CellSla, Stop};
use super::schedule::Batches;
use crate::desk::Scenario;
use crate::metrics::{Batch, Measure};
use crate::study::assemble::{desk_measures, slas};
use crate::study::compare::{Simulated, differences};
use crate::study::control::Controls;
use crate::study::result::{Difference, Measures, SlaResult};

/// The estimates of a cell (`number` counts from 0); scenarios and batches in the same order, the first is the baseline.
///
/// A scenario that could not be simulated has no figures; without the baseline there are no differences. Intervals of
/// differences are simultaneous over the scenarios that could be simulated.
pub fn reduce(grid: &Grid, number: u32, scenarios: &[Scenario], batches: &Batches<Stop>) -> Cell {
    let pairs = || scenarios.iter().zip(batches);
    let simulated: Vec<Simulated> = pairs()
        .filter_map(|(scenario, batch)| batch.as_ref().ok().map(|batch| Simulated { scenario, batch }))
        .collect();
    let compared = if batches.first().is_some_and(Result::is_ok) { differences(&simulated) } else { vec![] };
    let plan = scenarios.first().map(|one| one.run);
    Cell {
        cell: number + 1,
        values: grid.named(number),
        weeks: plan.map_or(0, |plan| plan.weeks),
        warmup_weeks: plan.map_or(0, |plan| plan.warmup_weeks),
        scenarios: pairs().map(|(scenario, batch)| of_scenario(scenario, batch.as_ref())).collect(),
        differences: compared.into_iter().map(of_difference).collect(),
    }
}

fn of_scenario(scenario: &Scenario, batch: Result<&Batch, &Stop>) -> CellScenario {
    let (measures, sla) = match batch {
        Ok(batch) => {
            let simulated = Simulated { scenario, batch };
            let controls = Controls::of(&simulated);
            (desk_measures(&controls, &batch.replications), slas(&controls, &simulated))
        }
        Err(_) => (Measures::default(), vec![]),
    };
    CellScenario {
        name: scenario.name.clone(),
        currency: scenario.currency.clone(),
        stopped: batch.err().copied(),
        measures,
        sla: sla.into_iter().map(of_agreement).collect(),
    }
}

fn of_agreement(found: SlaResult) -> CellSla {
    let SlaResult { name, within_minutes, clock, every_conversation, target, attained, met } = found;
    CellSla { name, within_minutes, clock: clock.to_owned(), every_conversation, target, attained, met }
}

fn of_difference(found: Difference) -> CellDifference {
    let of = |measure: &Measure| found.measures.get(measure.id()).map(|one| (measure.id().to_owned(), *one));
    CellDifference {
        measures: Measure::ALL.iter().filter_map(of).collect(),
        scenario: found.scenario,
        baseline: found.baseline,
        sla: found.sla,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::study::sweep::grid::Axis;
    use crate::study::sweep::result::StopCause;
    use crate::study::synthetic;

    pub fn grid() -> Grid {
        let axis = |key: &str, values: &[&str]| Axis {
            key: key.into(),
            values: values.iter().map(|value| value.to_string()).collect(),
        };
        Grid::new(vec![axis("desk.team.desk.agents", &["3", "4"]), axis("customers.patience", &["none", "1h"])])
            .unwrap()
    }

    /// The third cell of two scenarios.
    pub fn cell(stopped: bool) -> Cell {
        numbered(2, stopped)
    }

    pub fn numbered(number: u32, stopped: bool) -> Cell {
        let scenarios = [synthetic::scenario("base"), synthetic::scenario("=more, \"quoted\"")];
        let stop = Stop { week: 3, cause: StopCause::Queue };
        let second = if stopped { Err(stop) } else { Ok(synthetic::batches(1 + number as usize, 0..12)) };
        reduce(&grid(), number, &scenarios, &vec![Ok(synthetic::batches(0, 0..12)), second])
    }

    #[test]
    fn a_cell_holds_what_a_study_of_it_would() {
        let scenarios = [synthetic::scenario("base"), synthetic::scenario("more")];
        let batches = [synthetic::batches(0, 0..12), synthetic::batches(1, 0..12)];
        let simulated: Vec<Simulated> =
            scenarios.iter().zip(&batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        let study = crate::study::assemble(&scenarios[0].run, &simulated, None);
        let found = reduce(&grid(), 1, &scenarios, &batches.iter().cloned().map(Ok).collect());
        assert_eq!((found.cell, found.values["customers.patience"].as_str()), (2, Some("1h")));
        for (one, whole) in found.scenarios.iter().zip(&study.scenarios) {
            assert_eq!(one.measures, whole.measures);
            assert_eq!((one.sla[0].attained, one.sla[0].met), (whole.sla[0].attained, whole.sla[0].met));
        }
        let (one, whole) = (&found.differences[0], &study.differences[0]);
        assert_eq!(one.measures["within_1h"], whole.measures["within_1h"]);
        assert_eq!((&one.sla, one.measures.len()), (&whole.sla, whole.measures.len()));
    }

    #[test]
    fn a_scenario_that_could_not_be_simulated_says_why_and_is_compared_with_nothing() {
        let found = cell(true);
        assert_eq!(found.scenarios[1].stopped, Some(Stop { week: 3, cause: StopCause::Queue }));
        assert!(found.scenarios[1].measures.0.is_empty() && found.differences.is_empty());
        assert_eq!(found.scenarios[0].measures.0.len(), Measure::ALL.len());
        let scenarios = [synthetic::scenario("base"), synthetic::scenario("more"), synthetic::scenario("most")];
        let without_baseline = vec![
            Err(Stop { week: 1, cause: StopCause::Replies }),
            Ok(synthetic::batches(1, 0..3)),
            Ok(synthetic::batches(2, 0..3)),
        ];
        assert!(reduce(&grid(), 0, &scenarios, &without_baseline).differences.is_empty());
    }
}
