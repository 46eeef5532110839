//! Sizing beside the usual way: Erlang C hour by hour, each hour rounded up, then the cheapest shifts that cover the hours.
//!
//! The table takes minutes, so it is not among the ordinary tests: `cargo test --test theory usual_way::the_table -- --ignored
//! --nocapture` prints it for docs/sizing.md.

use relevo::desk::Scenario;
use relevo::model::Model;
use relevo::queueing::ErlangC;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::staffing::catalogue::{LeastPresence, PresenceReason};
use relevo::staffing::need::Need;
use relevo::staffing::planning::rules_only;
use relevo::staffing::refine::Refinement;
use relevo::staffing::trial::Bench;
use relevo::staffing::{CandidateShift, Problem};
use relevo::study::thread_pool;
use std::path::Path;

fn scenario(file: &str, set: &[&str]) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
    let set = set.iter().map(|one| one.to_string()).collect();
    let loaded = load(&[Input::File(path)], &LoadOptions { set });
    loaded.unwrap_or_else(|failed| panic!("{:?}", failed.problems)).scenarios.remove(0)
}

/// Agents of each hour by Erlang C for the one agreement, shrinkage added on top, rounded up; none while nobody may be there.
fn required(problem: &Problem, need: &Need) -> Vec<u32> {
    let scenario = &problem.scenario;
    let sla = &scenario.slas[0];
    let mean = |per_hour: &dyn Fn(&relevo::staffing::need::Part) -> f64| need.parts.iter().map(per_hour).sum::<f64>();
    let handling = mean(&|part| part.first.iter().sum()) / mean(&|part| part.opened.iter().sum());
    let shift = &problem.shifts()[0];
    let pause = 1.0 - f64::from(shift.break_minutes) / f64::from(shift.minutes);
    let present = (1.0 - scenario.absence) * (1.0 - scenario.off_queue) * pause;
    let of_hour = |(hour, minutes): (usize, &f64)| {
        let open = problem.shifts().iter().any(|shift| covers(shift, hour));
        let load = minutes / 60.0;
        if !open || load <= 0.0 {
            return 0;
        }
        let keeps = |agents: &u32| {
            ErlangC::new(load / handling, handling, *agents)
                .is_ok_and(|queue| queue.taken_within(sla.within.minutes()) >= sla.target)
        };
        let on_queue = (1..10_000).find(keeps).expect("enough agents");
        (f64::from(on_queue) / present).ceil() as u32
    };
    need.minutes_by_hour().iter().enumerate().map(of_hour).collect()
}

fn covers(shift: &CandidateShift, hour: usize) -> bool {
    shift.minutes_within(hour as u32 * 60, hour as u32 * 60 + 1) > 0
}

/// The cheapest shifts with as many agents as required in every hour, to a gap of 1 %.
fn cover(problem: &Problem, required: &[u32]) -> Vec<u32> {
    let mut covering = problem.clone();
    covering.catalogue.presence = (0..required.len())
        .filter(|hour| required[*hour] > 0)
        .map(|hour| LeastPresence {
            reason: PresenceReason::Covered,
            hours: relevo::desk::WeekCover::of_stretches(&[(hour as u32 * 60, 60)]),
            agents: required[hour],
            teams: (0..problem.scenario.teams.len()).collect(),
        })
        .collect();
    let bounds: Vec<(u32, u32)> = problem.blocks.iter().map(|block| (0, block.most)).collect();
    let solved = rules_only(&covering).whole(&bounds, 0.01).expect("a cover");
    solved.positions.iter().map(|positions| positions.round() as u32).collect()
}

/// Money a week and share in time.
struct Side {
    cost: f64,
    share: f64,
}

/// The usual way, and the staffing found for what the usual way attains: its lower 95 % limit. Both on the same customers.
fn both(file: &str, set: &[&str]) -> (Side, Side) {
    let mut problem = Problem::new(&scenario(file, set));
    let need = Need::of(&Model::new(&problem.scenario));
    let usual = cover(&problem, &required(&problem, &need));
    let pool = thread_pool(None).expect("threads");
    let replications = problem.scenario.run.replications;
    // Every replication counts, so that nothing is asked of the plan yet.
    let mut free = problem.clone();
    free.scenario.slas[0].target = 0.0;
    let bench = Bench::new(&free, &pool, 7, replications, &|| true);
    let tried = bench.attempt(&usual, None).expect("nobody stops it").expect("the desk keeps up");
    let usual = Side { cost: tried.cost, share: tried.attained(0).expect("conversations") };
    problem.scenario.slas[0].target = bench.slack(&tried, 0);
    let bench = Bench::new(&problem, &pool, 7, replications, &|| true);
    let found = Refinement { bench: &bench, need: &need, effort: 4_000 }.run(None).expect("possible").tried;
    (usual, Side { cost: found.cost, share: found.attained(0).expect("conversations") })
}

const ONE_HOUR: &str = "sla=[{ name = \"limit\", within = \"1h\", target = 0.8 }]";
const QUARTER: &str = "sla=[{ name = \"limit\", within = \"15m\", target = 0.8 }]";
const FOUR_HOURS: &str = "sla=[{ name = \"limit\", within = \"4h\", target = 0.9 }]";
const OF_SERVICE: &str = "sla=[{ name = \"limit\", within = \"1h\", target = 0.8, clock = \"service_hours\" }]";

/// Five desks.
#[test]
#[ignore = "takes minutes"]
fn the_table_of_five_desks() {
    println!("| desk | usual way: a week | share in time | found: a week | share in time | cheaper by |");
    println!("|---|---|---|---|---|---|");
    for (name, file, sla) in [
        ("retailer 24x7, 80 % in 1 h", "round-the-clock.toml", ONE_HOUR),
        ("retailer 24x7, 80 % in 15 min", "round-the-clock.toml", QUARTER),
        ("retailer 24x7, 90 % in 4 h", "round-the-clock.toml", FOUR_HOURS),
        ("retailer Mon-Fri 08-20, 80 % in 1 h of service", "weekday.toml", OF_SERVICE),
        ("retailer Mon-Sat 08-20, 80 % in 1 h of service", "saturday.toml", OF_SERVICE),
    ] {
        let (usual, found) = both(file, &[sla]);
        println!(
            "| {name} | {:.0} | {:.1} % | {:.0} | {:.1} % | {:.1} % |",
            usual.cost,
            100.0 * usual.share,
            found.cost,
            100.0 * found.share,
            100.0 * (1.0 - found.cost / usual.cost)
        );
        assert!(found.cost < usual.cost, "{name}");
    }
}

/// The direction alone, on two of them with few replications.
#[test]
fn cheaper_than_the_usual_way_at_the_same_attainment() {
    for (file, sla) in [("round-the-clock.toml", FOUR_HOURS), ("round-the-clock.toml", ONE_HOUR)] {
        let (usual, found) = both(file, &[sla, "run.weeks=2", "run.replications=6"]);
        assert!(found.cost < usual.cost, "{file}: {} and {}", found.cost, usual.cost);
    }
}
