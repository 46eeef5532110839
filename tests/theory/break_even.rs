//! Break-even values and their intervals against exact ones.
//!
//! The statistical cases are M/M/c+M desks with withdrawal, one of which has an agent more: what it costs more is the wage of that
//! agent, what it saves are phone contacts at the rate that Erlang A says.

use super::experiment::{NO_ERRORS, PLAIN};
use relevo::desk::RunPlan;
use relevo::metrics::Measure;
use relevo::queueing::ErlangA;
use relevo::scenario::path::NumberPath;
use relevo::scenario::{Input, Loaded};
use relevo::study::thread_pool;
use relevo::study::vary::breakeven::{BreakEven, Finding, Search, over};
use relevo::study::vary::{Evaluator, Material, Question, Side, Stop};
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;

static POOL: OnceLock<rayon::ThreadPool> = OnceLock::new();

/// Net cost of the second scenario less that of the first.
pub const NET: Question = Question::Difference { baseline: 0, other: 1, measure: Measure::NetCostPerWeek };

/// A file with one variant, and settings for both.
pub struct Pair {
    material: Material,
    set: Vec<String>,
}

impl Pair {
    pub fn new(changes: &str, settings: &[&str]) -> Pair {
        let input = Input::Text { name: "theory".into(), text: format!("{PLAIN}{changes}") };
        let set = [NO_ERRORS].iter().chain(settings).map(|setting| setting.to_string()).collect();
        Pair { material: Material::of(vec![input]), set }
    }

    fn search(&self, key: &str, range: (f64, f64)) -> Search {
        Search::new(&NumberPath::new(key).expect("a number"), Measure::NetCostPerWeek, range)
    }

    fn find(&self, key: &str, search: Search, replications: u32, seed: u64) -> BreakEven {
        let path = NumberPath::new(key).expect("a number");
        let found = self.ask(&[0, 1], replications, seed, |evaluator| over(evaluator, &path, NET, search));
        found.unwrap_or_else(|(at, why)| panic!("{key} = {at}: {why:?}"))
    }

    pub fn load(&self) -> Loaded {
        self.material.load(&self.set).unwrap_or_else(|failed| panic!("{:#?}", failed.problems))
    }

    /// Asks something of the scenarios of these numbers.
    pub fn ask<T>(
        &self,
        chosen: &[usize],
        replications: u32,
        seed: u64,
        question: impl FnOnce(&Evaluator) -> Result<T, Stop>,
    ) -> T {
        let plan = RunPlan { seed, ..self.load().scenarios[0].run };
        let evaluator = Evaluator {
            material: &self.material,
            set: &self.set,
            chosen,
            plan,
            replications,
            pool: POOL.get_or_init(|| thread_pool(None).expect("threads")),
            go_on: &|| true,
            progress: &|_, _| {},
            done: &AtomicUsize::new(0),
        };
        question(&evaluator).expect("nobody stops it")
    }
}

/// Two agents round the clock whose training costs, against three whose training is free: no customer's loss is counted, nobody
/// phones, so that nothing is left to chance.
fn without_chance() -> Pair {
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 50
private_data = 0
phone_needed = 0
handling_time = 5
agent_messages = 1
[[desk.team]]
name = "all"
agents = 2
hourly_wage = 10
shifts = ["24x7"]
[policy.training]
cost_per_agent_year = 4000
errors = 0
[[variant]]
name = "more"
[[variant.desk.team]]
name = "all"
agents = 3
[variant.policy.training]
cost_per_agent_year = 0
errors = 0
"#;
    let settings =
        ["costs.night.premium=0", "costs.sunday=0", "costs.contributions=0.25", "customers.lifetime_margin=0"];
    Pair::new(desk, &settings)
}

const YEAR_WEEKS: f64 = 365.0 / 7.0;

#[test]
fn a_linear_key_without_chance_is_exact() {
    // 168 h x wage x 1.25 for the third agent against 4,000 a year for each full-time equivalent of the two.
    let desk = without_chance();
    let training = 4_000.0 / YEAR_WEEKS * (2.0 * 168.0 * YEAR_WEEKS / 1_764.0);
    let exact = training / (168.0 * 1.25);
    let key = "desk.team.*.hourly_wage";
    let found = desk.find(key, desk.search(key, (1.0, 20.0)), 3, 1);
    assert!(found.linear && found.finding == Finding::Once);
    let crossing = found.crossing().expect("one");
    assert!((crossing.at - exact).abs() < 1e-6 * exact, "{} against {exact}", crossing.at);
    assert_eq!(crossing.beyond, Side::Above, "the third agent is paid for beyond it");
    let interval = found.interval().expect("one");
    for limit in [interval.low, interval.high] {
        assert!((limit.expect("a limit") - exact).abs() < 1e-6 * exact, "{interval:?}");
    }
}

/// The more hours a contract has, the fewer full-time equivalents are trained: hyperbolic in the hours.
#[test]
fn a_key_that_is_not_linear_is_found_to_the_tolerance_without_chance() {
    let desk = without_chance();
    let third = 168.0 * 10.0 * 1.25;
    let exact = 4_000.0 * 2.0 * 168.0 / third;
    let key = "costs.annual_hours";
    let found = desk.find(key, desk.search(key, (200.0, 2_000.0)), 3, 1);
    assert!(!found.linear && found.finding == Finding::Once && (found.tolerance - 1.8).abs() < 1e-9);
    let crossing = found.crossing().expect("one");
    assert!((crossing.at - exact).abs() <= found.tolerance, "{} against {exact}", crossing.at);
    let interval = found.interval().expect("one");
    let limits = [interval.low.expect("a limit"), interval.high.expect("a limit")];
    assert!(limits.iter().all(|limit| (limit - exact).abs() <= found.tolerance), "{limits:?}");
}

const PER_WEEK: f64 = 105.0;
const SERVICE: f64 = 240.0;
const PATIENCE: f64 = 240.0;
const WAGE: f64 = 10.0;

/// Two agents against three; whoever loses patience phones.
pub fn erlang_a(phone_contact: f64) -> Pair {
    let desk = format!(
        r#"
[[demand.contact]]
name = "job"
per_week = {PER_WEEK}
private_data = 0
phone_needed = 0
handling_time = {{ shape = "exponential", mean = {SERVICE} }}
agent_messages = 1
[[desk.team]]
name = "all"
agents = 2
hourly_wage = {WAGE}
shifts = ["24x7"]
[[variant]]
name = "more"
[[variant.desk.team]]
name = "all"
agents = 3
"#
    );
    let phone = format!("costs.phone_contact={phone_contact}");
    let settings = [
        "run.weeks=1",
        "desk.on_abandon=\"withdraw\"",
        &format!("customers.patience={{ shape = \"exponential\", mean = {PATIENCE} }}"),
        "customers.phone=1",
        "customers.lifetime_margin=0",
        "costs.night.premium=0",
        "costs.sunday=0",
        "costs.contributions=0",
        &phone,
    ];
    Pair::new(&desk, &settings)
}

/// Phone contacts a week that the third agent saves at a volume.
fn saved(factor: f64) -> f64 {
    let per_week = PER_WEEK * factor;
    let abandoned = |agents| {
        let queue = ErlangA::new(per_week / (168.0 * 60.0), SERVICE, PATIENCE, agents).expect("a queue");
        per_week * queue.abandon_probability()
    };
    abandoned(2) - abandoned(3)
}

/// The least and the greatest number of successes of `n`, each with probability `p`, that a two-sided exact binomial test at
/// 99.9 % does not reject.
fn acceptance(n: u32, p: f64) -> (u32, u32) {
    // In logarithms: the first probabilities are below the smallest number.
    let mut log_probability = f64::from(n) * (1.0 - p).ln();
    let mut below = 0.0;
    let (mut least, mut greatest) = (0, n);
    for successes in 0..=n {
        let probability = log_probability.exp();
        if below + probability <= 0.0005 {
            least = successes + 1;
        }
        if 1.0 - below > 0.0005 {
            greatest = successes;
        }
        below += probability;
        log_probability += (f64::from(n - successes) / f64::from(successes + 1) * p / (1.0 - p)).ln();
    }
    (least, greatest)
}

#[test]
fn the_acceptance_of_the_binomial_test_is_right() {
    // 1,000 tosses at one half: 448 to 552; 10 at one half: none rejected but 0 and 10 together have 0.00195.
    assert_eq!(acceptance(1_000, 0.5), (448, 552));
    assert_eq!(acceptance(10, 0.5), (0, 10));
    assert_eq!(acceptance(12, 0.5), (1, 11));
    assert_eq!((acceptance(1_000, 0.95), acceptance(100, 0.95)), ((926, 971), (87, 100)));
}

fn covers(found: &BreakEven, exact: f64) -> bool {
    let stretches = found.intervals.as_ref().expect("intervals");
    stretches.iter().any(|one| one.low.is_none_or(|low| low <= exact) && one.high.is_none_or(|high| exact <= high))
}

/// Fieller's interval of the price of a phone contact, in 1,000 runs of 5 replications on the seeds 1 to 1,000.
#[test]
fn the_interval_of_a_price_covers_as_often_as_it_says() {
    const RUNS: u32 = 1_000;
    let exact = 168.0 * WAGE / saved(1.0);
    let desk = erlang_a(5.0);
    let key = "costs.phone_contact";
    let search = desk.search(key, (0.0, 4.0 * exact));
    let runs = (1..=u64::from(RUNS)).map(|seed| desk.find(key, search, 5, seed));
    let found: Vec<BreakEven> = runs.collect();
    let covered = found.iter().filter(|one| covers(one, exact)).count() as u32;
    let (least, greatest) = acceptance(RUNS, 0.95);
    assert!((least..=greatest).contains(&covered), "{covered} of {RUNS} not within {least}..={greatest}");
    let crossings = found.iter().filter_map(|one| Some(one.crossing()?.at));
    // The mean of ratios is biased by some percent; a wrong figure would be off by far more.
    let mean = crossings.clone().sum::<f64>() / crossings.count() as f64;
    assert!((mean / exact - 1.0).abs() < 0.05, "{mean} against {exact}");
}

/// The volume at which the third agent pays for itself, searched in 60 runs of 5 replications on the seeds 1 to 60.
#[test]
fn the_interval_of_a_volume_covers_as_often_as_it_says() {
    const RUNS: u32 = 60;
    let price = 168.0 * WAGE / saved(1.0);
    let desk = erlang_a(price);
    let key = "demand.volume_factor";
    let search = Search { grid: 4, tolerance: 0.003, ..desk.search(key, (0.4, 1.8)) };
    let runs = (1..=u64::from(RUNS)).map(|seed| desk.find(key, search, 5, seed));
    let covered = runs.filter(|one| covers(one, 1.0)).count() as u32;
    let (least, greatest) = acceptance(RUNS, 0.95);
    assert!((least..=greatest).contains(&covered), "{covered} of {RUNS} not within {least}..={greatest}");
}
