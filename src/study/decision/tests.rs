use super::*;
use crate::desk::RunPlan;
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::Model;
use crate::scenario::{Input as Source, Loaded};
use crate::study::thread_pool;
use crate::study::vary::Material;
use std::sync::atomic::{AtomicUsize, Ordering};

const DESK: &str = "[run]\nweeks = 2\nreplications = 20\n[demand]\nper_week = 700\n[[desk.team]]\nname = \"day\"\nagents = 2\n\
    shifts = [\"Mon-Fri 09:00-18:00\"]\n[[variant]]\nname = \"Three\"\ndesk.team = [{ name = \"day\", agents = 3 }]\n\
    [[variant]]\nname = \"Same\"\n";

/// A desk with its variants, simulated.
struct Simulation {
    material: Material,
    loaded: Loaded,
    batches: Vec<Batch>,
    replications: u32,
}

impl Simulation {
    fn new(replications: u32) -> Simulation {
        let material = Material::of(vec![Source::Text { name: "desk.toml".into(), text: DESK.into() }]);
        let loaded = material.load(&[]).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
        let week_opens = Model::new(&loaded.scenarios[0]).week_opens();
        let batch = |scenario: &Scenario| {
            let options = MeasureOptions { seed: scenario.run.seed, week_opens };
            simulate(&Model::new(scenario), options, 0..replications, &|| true).expect("a small desk")
        };
        let batches = loaded.scenarios.iter().map(batch).collect();
        Simulation { material, loaded, batches, replications }
    }

    /// The decisions, and the replications that were simulated for them.
    fn decide(&self, weeks: Option<u32>) -> (Vec<Decision>, usize) {
        let mut scenarios = self.loaded.scenarios.clone();
        for scenario in &mut scenarios {
            scenario.run.weeks = weeks.unwrap_or(scenario.run.weeks);
        }
        let pairs = scenarios.iter().zip(&self.batches);
        let simulated: Vec<Simulated> = pairs.map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        let done = AtomicUsize::new(0);
        let plan: RunPlan = self.loaded.scenarios[0].run;
        let evaluator = Evaluator {
            material: &self.material,
            set: &[],
            chosen: &[0, 1, 2],
            plan,
            replications: self.replications,
            pool: &thread_pool(None).expect("threads"),
            go_on: &|| true,
            progress: &|_, _| {},
            done: &done,
        };
        let run = Run { simulated: &simulated, in_force: &self.loaded.in_force };
        let found = decide(&evaluator, &run).expect("nobody stops it");
        (found, done.load(Ordering::Relaxed))
    }
}

#[test]
fn the_work_behind_a_verdict_is_bounded() {
    let simulation = Simulation::new(50);
    let (found, replications) = simulation.decide(None);
    let own = 3 * 50;
    assert!(replications > 0 && replications <= 6 * own, "{replications} beside {own}");
    let three = &found[0];
    let margin =
        three.margin.as_ref().and_then(BreakEven::crossing).expect("three agents pay for some value of a customer");
    assert!(margin.at > 0.0 && margin.beyond == Side::Below);
    assert!(three.volume.is_some() && three.left_out.is_none());
    for turning in &three.turning {
        assert!((turning.low..=turning.high).contains(&turning.turns_at), "{turning:?}");
        assert_ne!(turning.key, "customers.lifetime_margin", "told on its own");
    }
    let same = &found[1];
    assert_eq!(same.margin.as_ref().map(|one| one.finding), Some(breakeven::Finding::NoDifference));
    assert!(same.turning.is_empty(), "there is no verdict to turn");
}

/// At the turning value the mean difference of the net cost, with the replications it was found with, is about zero: far smaller
/// than at the value in force.
#[test]
fn a_turning_value_turns() {
    let simulation = Simulation::new(20);
    let (found, _) = simulation.decide(None);
    let base = found[0].steps.net.and_then(|net| net.estimate.mean).expect("a mean");
    let pool = thread_pool(None).expect("threads");
    let done = AtomicUsize::new(0);
    for turning in &found[0].turning {
        let evaluator = Evaluator {
            material: &simulation.material,
            set: &[],
            chosen: &[0, 1],
            plan: simulation.loaded.scenarios[0].run,
            replications: 20,
            pool: &pool,
            go_on: &|| true,
            progress: &|_, _| {},
            done: &done,
        };
        let outcomes = evaluator.outcomes(&[vec![turning.path.set(turning.turns_at)]]).expect("nobody stops it");
        let outcomes = outcomes.into_iter().next().and_then(Result::ok).expect("a sound scenario");
        let there = net(1).sample(turning.turns_at, &outcomes).estimate().mean.expect("a mean");
        assert!(there.abs() < 0.35 * base.abs(), "{}: {there} at {}, {base} now", turning.key, turning.turns_at);
    }
}

/// A run that took long is told by its prices alone.
#[test]
fn nothing_more_is_simulated_behind_a_long_run() {
    let simulation = Simulation::new(6);
    let (found, replications) = simulation.decide(Some(520_000));
    assert_eq!(replications, 0);
    let left_out = found[0].left_out.expect("told");
    assert!(left_out.conversations > left_out.most);
    assert!(found[0].volume.is_none() && found[0].margin.is_some());
}

#[test]
fn one_replication_gives_a_margin_without_an_interval_and_turns_nothing() {
    let simulation = Simulation::new(1);
    let (found, _) = simulation.decide(None);
    let margin = found[0].margin.as_ref().expect("closed form");
    assert!(margin.crossing().is_some() && margin.intervals.is_none());
    assert!(found[0].turning.is_empty(), "nothing is sure");
    assert!(found[0].customers_saved_per_week.low.is_none());
}
