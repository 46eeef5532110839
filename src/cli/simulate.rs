//! From scenarios to a result: the study, the engine and the measures put together.

use super::args::Replicate;
use super::interrupt;
use crate::desk::{RunPlan, Scenario};
use crate::engine::{Cause, Stopped};
use crate::locale::number::number;
use crate::locale::{Lang, week_of_run};
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::{MOST_OPEN, Model};
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
    let batches = batches.map_err(|(scenario, stopped)| told(&scenarios[scenario], stopped, lang))?;
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

fn told(scenario: &Scenario, stopped: Stopped, lang: Lang) -> NoResult {
    let (week, cause) = match stopped {
        Stopped::Cancelled => return NoResult::Interrupted,
        Stopped::TooManyOpen { week, cause } => (week, cause),
    };
    let (name, most) = (&scenario.name, number(MOST_OPEN as f64, 0, lang));
    let week = week_of_run(week, scenario.run.warmup_weeks, lang);
    let (why, what_to_do) = match (lang, cause) {
        (Lang::En, Cause::Queue) => (
            "more work arrives than the desk can do, or too much of it while nobody is on duty",
            "lower per_week, add agents or shifts, or simulate fewer weeks; `relevo check` shows the load",
        ),
        (Lang::Es, Cause::Queue) => (
            "llega más trabajo del que el equipo puede hacer, o demasiado mientras no hay nadie de servicio",
            "baja per_week, añade agentes o turnos, o simula menos semanas; `relevo check` muestra la carga",
        ),
        (Lang::En, Cause::Contagion) => (
            "unanswered complaints make more people write than the desk can answer",
            "lower per_hour of [demand.contagion], or answer complaints sooner",
        ),
        (Lang::Es, Cause::Contagion) => (
            "las quejas sin respuesta hacen escribir a más gente de la que el equipo puede atender",
            "baja per_hour de [demand.contagion], o responde antes a las quejas",
        ),
        (Lang::En, Cause::Replies) => {
            ("customers take very long to reply", "shorten reply_delay, or lower agent_messages or per_week")
        }
        (Lang::Es, Cause::Replies) => {
            ("los clientes tardan mucho en responder", "acorta reply_delay, o baja agent_messages o per_week")
        }
    };
    NoResult::Failed(match lang {
        Lang::En => format!(
            "\"{name}\": the run stopped in {week}: more than {most} conversations were open at once, which is the most that \
             is simulated, because {why}; {what_to_do}"
        ),
        Lang::Es => format!(
            "\"{name}\": la simulación se detuvo en {week}: había más de {most} conversaciones abiertas a la vez, que es el \
             máximo que se simula, porque {why}; {what_to_do}"
        ),
    })
}

/// The plan all scenarios are run with, and what must be said about it.
///
/// Compared scenarios meet the same customers: seed and replications are those of the first.
///
/// # Errors
/// If they measure different weeks or pay in different currencies: nothing could be compared. A sentence in the language.
pub fn common_plan(scenarios: &mut [Scenario], lang: Lang) -> Result<Option<String>, String> {
    let Some((baseline, others)) = scenarios.split_first_mut() else {
        return Ok(None);
    };
    for other in others.iter() {
        let weeks = |plan: &RunPlan| (plan.weeks, plan.warmup_weeks);
        if weeks(&other.run) != weeks(&baseline.run) {
            return Err(different_weeks(baseline, other, lang));
        }
        if other.currency != baseline.currency {
            return Err(different_currencies(baseline, other, lang));
        }
    }
    let differs = others
        .iter()
        .any(|other| (other.run.seed, other.run.replications) != (baseline.run.seed, baseline.run.replications));
    others.iter_mut().for_each(|other| other.run = baseline.run);
    let plan = scenarios[0].run;
    Ok(differs.then(|| match lang {
        Lang::En => format!(
            "all scenarios are run with the seed ({}) and the replications ({}) of the first, so that they meet the same \
             customers",
            plan.seed, plan.replications
        ),
        Lang::Es => format!(
            "todos los escenarios se ejecutan con la semilla ({}) y las réplicas ({}) del primero, para que atiendan a los \
             mismos clientes",
            plan.seed, plan.replications
        ),
    }))
}

fn different_weeks(a: &Scenario, b: &Scenario, lang: Lang) -> String {
    let (first, second) = (&a.run, &b.run);
    match lang {
        Lang::En => format!(
            "\"{}\" measures {} weeks after {} of warm-up, \"{}\" {} after {}: they cannot be compared; give them the same \
             run.weeks and run.warmup_weeks, for instance with --set run.weeks={}",
            a.name, first.weeks, first.warmup_weeks, b.name, second.weeks, second.warmup_weeks, first.weeks
        ),
        Lang::Es => format!(
            "\"{}\" mide {} semanas tras {} de rodaje, \"{}\" {} tras {}: no pueden compararse; dales las mismas \
             run.weeks y run.warmup_weeks, por ejemplo con --set run.weeks={}",
            a.name, first.weeks, first.warmup_weeks, b.name, second.weeks, second.warmup_weeks, first.weeks
        ),
    }
}

fn different_currencies(a: &Scenario, b: &Scenario, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "\"{}\" pays in {}, \"{}\" in {}: their costs cannot be compared; give them the same currency",
            a.name, a.currency, b.name, b.currency
        ),
        Lang::Es => format!(
            "\"{}\" paga en {}, \"{}\" en {}: sus costes no pueden compararse; dales la misma moneda (currency)",
            a.name, a.currency, b.name, b.currency
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn a_run_that_fills_up_says_when_why_and_what_to_do() {
        let scenario = synthetic::scenario("base");
        for (lang, words) in
            [(Lang::En, ["warm-up", "2,000,000", "per_week"]), (Lang::Es, ["rodaje", "2.000.000", "per_week"])]
        {
            let NoResult::Failed(text) = told(&scenario, Stopped::TooManyOpen { week: 0, cause: Cause::Queue }, lang)
            else {
                panic!("interrupted");
            };
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
        }
    }

    #[test]
    fn scenarios_are_run_under_the_plan_of_the_first() {
        let mut scenarios = ["a", "b", "c", "d"].map(synthetic::scenario);
        assert_eq!(common_plan(&mut scenarios, Lang::En), Ok(None));
        scenarios[2].run.seed = 3;
        assert!(common_plan(&mut scenarios, Lang::En).unwrap().unwrap().contains("2017"));
        assert!(scenarios.iter().all(|one| one.run.seed == 2017));
        scenarios[1].currency = "USD".into();
        assert!(common_plan(&mut scenarios, Lang::En).unwrap_err().contains("USD"));
        scenarios[3].run.weeks = 9;
        scenarios[1].currency = "EUR".into();
        assert!(common_plan(&mut scenarios, Lang::Es).unwrap_err().contains("run.weeks=8"));
    }

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
