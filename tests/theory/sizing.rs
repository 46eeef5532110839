//! Sizing against answers that are known: the smallest number of agents of the exact formulas, and complete enumeration.
//!
//! Both are exact comparisons of whole numbers. A search accepts a plan when the lower 95 % limit of the share in time is at
//! or above the target, so where the exact share lies within 0.005 of the target, one agent more is right, too.

use relevo::desk::Scenario;
use relevo::model::Model;
use relevo::queueing::{ErlangA, ErlangC};
use relevo::scenario::{Input, LoadOptions, load};
use relevo::staffing::bound::{Among, lower_bound};
use relevo::staffing::need::Need;
use relevo::staffing::refine::Refinement;
use relevo::staffing::trial::{Bench, Tried};
use relevo::staffing::{Options, Problem, size_problem};
use relevo::study::thread_pool;

const PLAIN: &str = r#"
[demand]
profile = "flat"
daily_cv = 0
noise_per_week = 0
[customers]
patience = "none"
hostile = { base = 0, learned = 0, half_life = "30d" }
[policy]
errors = 0
[desk]
service_hours = ["daily 00:00-24:00"]
shrinkage = { absence = 0, off_queue = 0 }
"#;

fn scenario(text: &str, set: &[String]) -> Scenario {
    let input = Input::Text { name: "desk.toml".into(), text: format!("{PLAIN}{text}") };
    let loaded = load(&[input], &LoadOptions { set: set.to_vec() });
    loaded.unwrap_or_else(|failed| panic!("{:?}", failed.problems)).scenarios.remove(0)
}

/// A desk of one skill round the clock, with the same agents at any time.
struct Single {
    load: f64,
    handling_minutes: f64,
    limit_minutes: f64,
    target: f64,
    patience_minutes: Option<f64>,
}

impl Single {
    fn per_minute(&self) -> f64 {
        self.load / self.handling_minutes
    }

    /// Share in time with so many agents; 0 where the queue grows without end.
    fn exact(&self, agents: u32) -> f64 {
        match self.patience_minutes {
            None => ErlangC::new(self.per_minute(), self.handling_minutes, agents)
                .map_or(0.0, |queue| queue.answered_within(self.limit_minutes)),
            Some(patience) => ErlangA::new(self.per_minute(), self.handling_minutes, patience, agents)
                .expect("always stable")
                .answered_within(self.limit_minutes),
        }
    }

    fn scenario(&self) -> Scenario {
        let text = format!(
            "[[demand.contact]]\nname = \"job\"\nper_week = {}\ndm_share = 0\nprivate_data = 0\nphone_needed = 0\n\
             handling_time = {{ shape = \"exponential\", mean = {} }}\nagent_messages = 1\n\
             [[desk.team]]\nname = \"all\"\nagents = 1\nshifts = [\"daily 00:00-24:00\"]\n\
             [[sla]]\nname = \"limit\"\nwithin = {}\ntarget = {}\n",
            self.per_minute() * 10_080.0,
            self.handling_minutes,
            self.limit_minutes,
            self.target
        );
        let mut set = vec!["run.weeks=8".to_owned(), "run.replications=24".to_owned()];
        if let Some(patience) = self.patience_minutes {
            set.push(format!("customers.patience={{ shape = \"exponential\", mean = {patience} }}"));
            set.push("desk.on_abandon=\"withdraw\"".to_owned());
        }
        scenario(&text, &set)
    }

    /// Three shifts a day, with the same positions on each.
    fn sized(&self) -> u32 {
        let problem = Problem::new(&self.scenario());
        let thirds = |at: &usize| problem.shifts()[*at].from_minute.is_multiple_of(480);
        let members: Vec<usize> = (0..problem.shifts().len()).filter(thirds).collect();
        assert_eq!(members.len(), 21);
        let problem = problem.with_blocks(vec![members.clone()]);
        let pool = thread_pool(None).expect("threads");
        let options = Options { pool: &pool, go_on: &|| true, progress: &|_| {}, margins: false };
        let answer = size_problem(&problem, &options).expect("possible").expect("rosterable");
        answer.positions[members[0]]
    }

    fn check(&self) {
        let smallest = (1..1000).find(|agents| self.exact(*agents) >= self.target).expect("enough agents");
        let found = self.sized();
        let on_the_edge = self.exact(smallest) - self.target <= 0.005;
        let right = found == smallest || on_the_edge && found == smallest + 1;
        assert!(
            right,
            "load {} handling {} limit {} target {} patience {:?}: {found}, not {smallest}, which attains {}",
            self.load,
            self.handling_minutes,
            self.limit_minutes,
            self.target,
            self.patience_minutes,
            self.exact(smallest)
        );
    }
}

/// 5 loads x 3 limits x 2 targets.
fn grid(patience_minutes: Option<f64>) -> usize {
    let mut cases = 0;
    for load in [0.6, 1.3, 2.4, 3.7, 5.2] {
        for limit_minutes in [30.0, 45.0, 90.0] {
            for target in [0.75, 0.9] {
                Single { load, handling_minutes: 12.0, limit_minutes, target, patience_minutes }.check();
                cases += 1;
            }
        }
    }
    cases
}

#[test]
fn the_smallest_number_of_agents_of_erlang_c() {
    assert_eq!(grid(None), 30);
}

#[test]
fn the_smallest_number_of_agents_of_erlang_a() {
    assert_eq!(grid(Some(60.0)), 30);
}

/// A small desk open by day, whose shifts are patterns of the whole week.
fn small_desk(volume: u32, target: f64, limit: &str, speed: f64) -> Scenario {
    let text = format!(
        "[[demand.contact]]\nname = \"job\"\nper_week = {volume}\nhandling_time = {{ mean = 9, cv = 0.8 }}\nagent_messages = 1.4\n\
         [[desk.team]]\nname = \"all\"\nagents = 1\nspeed = {speed}\nshifts = [\"daily 00:00-24:00\"]\n\
         [[sla]]\nname = \"limit\"\nwithin = \"{limit}\"\ntarget = {target}\nclock = \"service_hours\"\n"
    );
    let set = [
        "run.weeks=3",
        "run.replications=8",
        "demand.profile=\"consumer\"",
        "desk.service_hours=[\"daily 08:00-22:00\"]",
    ];
    scenario(&text, &set.map(str::to_owned))
}

/// The cheapest plan of all, each of them simulated: no order, no bound, nothing left out but what costs too much.
fn by_enumeration(bench: &Bench) -> Tried {
    let blocks = &bench.problem.blocks;
    let mut best: Option<Tried> = None;
    let plans: u32 = blocks.iter().map(|block| block.most + 1).product();
    for mut number in 0..plans {
        let digit = |block: &relevo::staffing::Block| {
            let digit = number % (block.most + 1);
            number /= block.most + 1;
            digit
        };
        let plan: Vec<u32> = blocks.iter().map(digit).collect();
        if best.as_ref().is_some_and(|best| bench.problem.cost(&plan) >= best.cost - 1e-9) {
            continue;
        }
        if let Some(found) = bench.accept(&plan, None).expect("nobody stops it") {
            best = Some(found);
        }
    }
    best.expect("three on every shift are enough")
}

/// 12 desks of 3 to 5 patterns with at most 3 people each (4^3 to 4^5 plans): the same cost as the best of all plans, judged on
/// the same customers.
#[test]
fn the_best_of_complete_enumeration() {
    let starts = [[8, 14, 11, 9, 12].as_slice(), &[8, 10, 12, 14], &[8, 11, 14]];
    let mut cases = 0;
    for (volume, target, limit, speed) in
        [(250, 0.8, "1h", 1.0), (420, 0.7, "30m", 1.1), (340, 0.9, "2h", 0.9), (500, 0.8, "4h", 1.0)]
    {
        for starts in starts {
            let problem = Problem::new(&small_desk(volume, target, limit, speed));
            let members = |hour: &u32| {
                (0..problem.shifts().len())
                    .filter(|at| problem.shifts()[*at].from_minute == hour * 60)
                    .collect::<Vec<_>>()
            };
            let mut problem = problem.clone().with_blocks(starts.iter().map(members).collect());
            problem.blocks.iter_mut().for_each(|block| block.most = 3);
            let pool = thread_pool(None).expect("threads");
            let bench = Bench::new(&problem, &pool, 5, problem.scenario.run.replications, &|| true);
            let need = Need::of(&Model::new(&problem.scenario));
            let found = Refinement { bench: &bench, need: &need, effort: 1_000_000 }.run(None).expect("possible");
            let best = by_enumeration(&bench);
            assert!(
                (found.tried.cost - best.cost).abs() < 1e-6,
                "{volume} {starts:?}: {:?}, not {:?}",
                found.tried.plan,
                best.plan
            );
            // The cheapest of all plans costs no less than the bound. No customer gives up here, so both bounds are one.
            let bound = lower_bound(&problem, &need, Among::All).expect("solved");
            let overtime = 0.02 * best.cost;
            assert!(bound > 0.3 * best.cost && bound <= best.cost + overtime, "{bound} for {}", best.cost);
            assert_eq!(lower_bound(&problem, &need, Among::NoMoreGiveUp(&[0.0])), Ok(bound));
            cases += 1;
        }
    }
    assert_eq!(cases, 12);
}
