//! What the decisions of all teams bring, simulated on the same customers.

use super::lever::Decision;
use super::studies::Study;
use crate::desk::Scenario;
use crate::engine::Stopped;
use crate::metrics::{Batch, Measure, MeasureOptions, WeekValues, simulate};
use crate::model::Model;
use crate::scenario::{Chosen, Kept, LoadedEach, load_each};
use crate::staffing::planned_cost;
use crate::study::ranking::{Place, of_weeks, places};
use crate::study::result::Estimate;
use crate::study::{Simulated, assemble, replicate};
use rayon::ThreadPool;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// This month, or half a year later.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    First,
    Later,
}

/// Weeks of the second act: what is learned takes months to show.
const LATER_WEEKS: u32 = 26;
/// Its replications: each has so many more weeks than those of the first act.
const LATER_REPLICATIONS: u32 = 10;
/// The weeks that are set beside each other at the begin and at the end of the second act.
const STRETCH: usize = 4;
/// What is kept of a simulation, beside the figure that the study is about.
const KEPT: [Measure; 6] = [
    Measure::NetCostPerWeek,
    Measure::CostWithContactsPerWeek,
    Measure::StaffCostPerWeek,
    Measure::CustomersLost,
    Measure::HostileShare,
    Measure::Learned,
];

/// What all decisions of a round brought.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub act: Act,
    pub weeks: u32,
    pub replications: u32,
    pub currency: String,
    pub target: f64,
    /// The desk as it is first, then the decisions in the order in which they were first submitted.
    pub desks: Vec<DeskOutcome>,
}

/// What one decision brought.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeskOutcome {
    pub decision: Decision,
    /// Numbers of the teams that decided so.
    pub teams: Vec<i64>,
    pub attained: Estimate,
    /// By the name of the measure.
    pub measures: BTreeMap<String, Estimate>,
    /// Ranks by net cost that are possible; `None` for a desk that no team decided on.
    pub place: Option<Place>,
    /// The first and the last four weeks of the second act.
    pub stretches: Option<[Stretch; 2]>,
    /// What the public has learned at the end of each week.
    pub learned: Vec<f64>,
}

/// Figures of some weeks.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Stretch {
    pub net_cost: Estimate,
    pub customers_lost: Estimate,
    /// Hostile among the negative.
    pub hostile_share: Estimate,
    /// From opening to first response, or to the end without one.
    pub wait_minutes: Estimate,
}

impl DeskOutcome {
    pub fn measure(&self, measure: Measure) -> Estimate {
        self.measures.get(measure.id()).copied().unwrap_or_default()
    }
}

/// Why there is no outcome.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPlayed {
    #[error("{0}")]
    Stopped(Stopped),
    /// A study and its levers do not fit together: a mistake of ours.
    #[error("a decision makes no sound scenario: {0}")]
    Unsound(String),
}

/// The scenarios of decisions, all complete, in their order.
pub fn scenarios(study: &Study, decisions: &[Decision], act: Act) -> Result<Vec<Scenario>, NotPlayed> {
    let later = match act {
        Act::First => vec![],
        Act::Later => vec![format!("run.weeks={LATER_WEEKS}"), format!("run.replications={LATER_REPLICATIONS}")],
    };
    let chosen = |(at, decision): (usize, &Decision)| Chosen {
        input: study.input(),
        set: decision.settings(study.levers),
        name: Some(format!("{}", at + 1)),
        scenario: None,
    };
    let chosen: Vec<Chosen> = decisions.iter().enumerate().map(chosen).collect();
    let LoadedEach { loaded, .. } = load_each(&chosen, &later, &Kept::default());
    let loaded = loaded.map_err(|failed| {
        NotPlayed::Unsound(failed.problems.first().map_or(String::new(), |problem| format!("{:?}", problem.what)))
    })?;
    Ok(loaded.scenarios)
}

/// What the shifts of a decision cost a week on paper, and the currency.
pub fn cost_on_paper(study: &Study, decision: &Decision) -> Result<(f64, String), NotPlayed> {
    let scenario = scenarios(study, std::slice::from_ref(decision), Act::First)?.remove(0);
    Ok((planned_cost(&scenario), scenario.currency))
}

/// Simulates the decisions of all teams, each once however many decided so, and the desk as it is.
///
/// `go_on` is asked once for every simulated hour; `progress(done, all)` is told of every replication.
///
/// # Errors
/// When told to stop, or if a desk fills beyond the engine's cap.
pub fn play(
    study: &Study,
    submitted: &[(i64, Decision)],
    act: Act,
    pool: &ThreadPool,
    go_on: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Outcome, NotPlayed> {
    let mut decisions = vec![Decision::as_is(study.levers)];
    let mut teams: Vec<Vec<i64>> = vec![vec![]];
    for (team, decision) in submitted {
        let known = decisions.iter().position(|one| one == decision).unwrap_or_else(|| {
            decisions.push(decision.clone());
            teams.push(vec![]);
            decisions.len() - 1
        });
        teams[known].push(*team);
    }
    let scenarios = scenarios(study, &decisions, act)?;
    let models: Vec<Model> = scenarios.iter().map(Model::new).collect();
    let plan = scenarios[0].run;
    let options = MeasureOptions { seed: plan.seed, week_opens: models[0].week_opens() };
    let one =
        |scenario: usize, replication: u32| simulate(&models[scenario], options, replication..replication + 1, go_on);
    let batches = replicate(pool, scenarios.len(), 0..plan.replications, one, progress).map_err(NotPlayed::Stopped)?;
    Ok(tell(study, act, &scenarios, &batches, decisions.into_iter().zip(teams).collect()))
}

fn tell(
    study: &Study,
    act: Act,
    scenarios: &[Scenario],
    batches: &[Batch],
    decided: Vec<(Decision, Vec<i64>)>,
) -> Outcome {
    let simulated: Vec<Simulated> =
        scenarios.iter().zip(batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
    let plan = scenarios[0].run;
    let result = assemble(&plan, &simulated, None);
    let weights: Vec<u32> = decided.iter().map(|(_, teams)| teams.len() as u32).collect();
    let ranks = places(&simulated, &weights, Measure::NetCostPerWeek).unwrap_or_default();
    let agreement = |at: usize| result.scenarios[at].sla.iter().find(|sla| sla.name == study.agreement);
    let desk = |(at, (decision, teams)): (usize, (Decision, Vec<i64>))| {
        let one = &result.scenarios[at];
        let kept = KEPT.into_iter().chain([study.also]);
        let measures = kept.filter_map(|measure| Some((measure.id().to_owned(), one.measures.get(measure)?)));
        DeskOutcome {
            place: ranks.get(at).copied().filter(|_| !teams.is_empty()),
            decision,
            teams,
            attained: agreement(at).map(|sla| sla.attained).unwrap_or_default(),
            measures: measures.collect(),
            stretches: (act == Act::Later).then(|| stretches(&simulated[at], plan.weeks as usize)),
            learned: one.series.week.learned.clone(),
        }
    };
    Outcome {
        act,
        weeks: plan.weeks,
        replications: plan.replications,
        currency: scenarios[0].currency.clone(),
        target: agreement(0).map_or(0.0, |sla| sla.target),
        desks: decided.into_iter().enumerate().map(desk).collect(),
    }
}

fn stretches(one: &Simulated, weeks: usize) -> [Stretch; 2] {
    let of = |from: usize| {
        let range = from..from + STRETCH;
        let mean = |value: fn(&WeekValues) -> f64| {
            of_weeks(one, range.clone(), |weeks| Some(weeks.iter().map(value).sum::<f64>() / STRETCH as f64))
        };
        let ratio = |part: fn(&WeekValues) -> f64, whole: fn(&WeekValues) -> u64| {
            of_weeks(one, range.clone(), |weeks| {
                let all: u64 = weeks.iter().map(whole).sum();
                (all > 0).then(|| weeks.iter().map(part).sum::<f64>() / all as f64)
            })
        };
        Stretch {
            net_cost: mean(|week| week.staff_cost + week.contact_cost + week.value_lost),
            customers_lost: mean(|week| week.customers_lost),
            hostile_share: ratio(|week| week.hostile as f64, |week| week.negative),
            wait_minutes: ratio(|week| week.waiting_ms as f64 / 60_000.0, |week| week.opened),
        }
    };
    [of(0), of(weeks.saturating_sub(STRETCH))]
}
