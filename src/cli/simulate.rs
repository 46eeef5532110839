//! From scenarios to a result: the study, the engine and the measures put together.

use super::args::Replicate;
use super::interrupt;
use crate::desk::{RunPlan, Scenario};
use crate::engine::Stopped;
use crate::locale::Lang;
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::Model;
use crate::report::stopped::told;
use crate::scenario::force::InForce;
use crate::study::decision::{Decision, Run, decide};
use crate::study::precision::{Wish, until_precise};
use crate::study::result::StudyResult;
use crate::study::vary::{Evaluator, Material, Stop};
use crate::study::{Simulated, assemble, replicate, thread_pool};
use rayon::ThreadPool;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::AtomicUsize;

/// Why there is no result.
#[derive(Debug)]
pub enum NoResult {
    Interrupted,
    /// A sentence in the language of the report.
    Failed(String),
}

/// What the decision behind the verdict needs beside the scenarios.
pub struct Behind<'a> {
    pub material: &'a Material,
    /// Settings that the scenarios were read with.
    pub set: &'a [String],
    pub in_force: &'a [Vec<InForce>],
}

/// Simulates all scenarios under one plan and says what came of it, and, with what that needs, what stands behind the verdict.
///
/// # Errors
/// If somebody stopped it, a desk filled up, or the system gives no threads.
pub fn study(
    scenarios: &[Scenario],
    behind: Option<&Behind>,
    how: &Replicate,
    threads: Option<NonZeroUsize>,
    progress: impl Fn(usize, usize) + Sync,
    lang: Lang,
) -> Result<StudyResult, NoResult> {
    let pool = thread_pool(threads).map_err(|error| NoResult::Failed(error.to_string()))?;
    let models: Vec<Model> = scenarios.iter().map(Model::new).collect();
    let (Some(baseline), Some(plan)) = (models.first(), scenarios.first().map(|one| one.run)) else {
        return Err(NoResult::Failed("no scenario".into()));
    };
    let options = MeasureOptions { seed: plan.seed, week_opens: baseline.week_opens() };
    let run = |range: Range<u32>| {
        let one = |scenario: usize, replication: u32| {
            simulate(&models[scenario], options, replication..replication + 1, &interrupt::go_on)
                .map_err(|stopped| (scenario, stopped))
        };
        let before = range.start as usize * models.len();
        replicate(&pool, models.len(), range, one, |done, all| progress(before + done, before + all))
    };
    let (batches, precision) = match how {
        Replicate::AsPlanned => (run(0..plan.replications), None),
        Replicate::UntilPrecise { wish, most } => replicate_until(wish, *most, scenarios, run),
    };
    let batches = batches.map_err(|(scenario, stopped)| {
        told(&scenarios[scenario], stopped, lang).map_or(NoResult::Interrupted, NoResult::Failed)
    })?;
    let simulated: Vec<Simulated> =
        scenarios.iter().zip(&batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
    let mut result = assemble(&plan, &simulated, precision);
    if let Some(behind) = behind {
        let decisions = decisions(&pool, behind, plan, &simulated, &progress)?;
        for (difference, decision) in result.differences.iter_mut().zip(decisions) {
            difference.decision = Some(decision);
        }
    }
    Ok(result)
}

fn decisions(
    pool: &ThreadPool,
    behind: &Behind,
    plan: RunPlan,
    simulated: &[Simulated],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Decision>, NoResult> {
    let chosen: Vec<usize> = (0..simulated.len()).collect();
    let replications = simulated.first().map_or(0, |one| one.batch.replications.len());
    let done = AtomicUsize::new(replications * simulated.len());
    let evaluator = Evaluator {
        material: behind.material,
        set: behind.set,
        chosen: &chosen,
        plan,
        replications: replications as u32,
        pool,
        go_on: &interrupt::go_on,
        progress,
        done: &done,
    };
    let run = Run { simulated, in_force: behind.in_force };
    decide(&evaluator, &run).map_err(|Stop::Interrupted| NoResult::Interrupted)
}

type Replicated = Result<Vec<Batch>, (usize, Stopped)>;

fn replicate_until(
    wish: &Wish,
    most: u32,
    scenarios: &[Scenario],
    run: impl FnMut(Range<u32>) -> Replicated,
) -> (Replicated, Option<crate::study::result::PrecisionResult>) {
    let scenarios: Vec<&Scenario> = scenarios.iter().collect();
    match until_precise(wish, &scenarios, most, run) {
        Ok((batches, precision)) => (Ok(batches), Some(precision)),
        Err(stopped) => (Err(stopped), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn the_engine_gives_the_same_study_for_any_number_of_threads() {
        let scenarios = [synthetic::scenario("base"), {
            let mut more = synthetic::scenario("more");
            more.teams[0].rota[0].agents = 7;
            more
        }];
        let run = |threads, how: &Replicate| {
            let found = study(&scenarios, None, how, NonZeroUsize::new(threads), |_, _| {}, Lang::En).unwrap();
            serde_json::to_string(&found).unwrap()
        };
        let wish = Replicate::UntilPrecise { wish: "within_1h=0.01".parse().unwrap(), most: 30 };
        assert_eq!(run(1, &wish), run(2, &wish));
        assert!(run(2, &wish).contains("\"ended\":\""));
    }
}
