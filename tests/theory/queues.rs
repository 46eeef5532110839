//! VALIDATION, cases 1 to 6: plain queues against the exact formulas.

use super::experiment::Experiment;
use relevo::metrics::Measure;
use relevo::queueing::{Cobham, ErlangA, ErlangC, ErlangR, Mg1};

const SHARE: f64 = 0.005;

fn one_type(per_hour: u32, agents: u32, handling: &str) -> String {
    format!(
        r#"
[[demand.contact]]
name = "job"
per_week = {}
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = {handling}
agent_messages = 1
[[desk.team]]
name = "all"
agents = {agents}
shifts = ["daily 00:00-24:00"]
"#,
        per_hour * 168
    )
}

fn erlang_c(per_hour: u32, agents: u32, weeks: u32) {
    let exact = ErlangC::new(f64::from(per_hour) / 60.0, 5.0, agents).expect("stable");
    let simulated =
        Experiment::run(&one_type(per_hour, agents, r#"{ shape = "exponential", mean = 5 }"#), &[], 40, weeks);
    simulated.agrees(Measure::WaitPositive, exact.wait_probability(), SHARE);
    simulated.agrees(Measure::WaitMean, exact.mean_wait_minutes(), 0.02 * exact.mean_wait_minutes());
    simulated.agrees(Measure::TakenWithin15m, exact.taken_within(15.0), SHARE);
    simulated.agrees(Measure::Within15m, exact.answered_within(15.0), SHARE);
    simulated.agrees(Measure::Occupancy, exact.occupancy(), SHARE);
    simulated.agrees(Measure::BacklogMean, exact.mean_queue_length(), 0.03 * exact.mean_queue_length());
}

#[test]
fn case_1_three_agents_erlang_c() {
    erlang_c(30, 3, 50);
}

#[test]
fn case_2_six_agents_erlang_c() {
    erlang_c(60, 6, 40);
}

#[test]
fn case_3_erlang_a() {
    for agents in [4, 5, 6] {
        let exact = ErlangA::new(1.0, 5.0, 120.0, agents).expect("always stable");
        let settings = ["customers.patience={ shape = \"exponential\", mean = 120 }", "desk.on_abandon=\"withdraw\""];
        let desk = one_type(60, agents, r#"{ shape = "exponential", mean = 5 }"#);
        let simulated = Experiment::run(&desk, &settings, 40, 55);
        simulated.agrees(Measure::Withdrawn, exact.abandon_probability(), SHARE);
        simulated.agrees(Measure::TakenWithin30m, exact.taken_within(30.0), SHARE);
        simulated.agrees(Measure::Occupancy, exact.occupancy(), SHARE);
        simulated.agrees(Measure::QueueTimeMean, exact.mean_queue_minutes(), 0.03 * exact.mean_queue_minutes());
    }
}

/// Half-width 5 %: the wait of this queue varies slowly.
#[test]
fn case_4_pollaczek_khinchine() {
    let exact = Mg1::new(0.1, 8.0, 1.5).expect("stable").mean_wait_minutes();
    let simulated = Experiment::run(&one_type(6, 1, "{ mean = 8, cv = 1.5 }"), &[], 40, 110);
    simulated.agrees(Measure::WaitMean, exact, 0.05 * exact);
}

#[test]
fn case_5_priorities_cobham() {
    let rates = [3, 51, 6];
    let exact = Cobham::new(&rates.map(|per_hour| f64::from(per_hour) / 60.0), 5.0, 6).expect("stable");
    let mut desk = one_type(0, 6, "1").replace("per_week = 0\n", "per_week = 1e-9\n");
    for (number, per_hour) in rates.iter().enumerate() {
        desk += &format!(
            r#"
[[demand.contact]]
name = "class {number}"
per_week = {}
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = {{ shape = "exponential", mean = 5 }}
agent_messages = 1
"#,
            per_hour * 168
        );
    }
    desk += "[policy]\norder = \"priority\"\npriority = [\"class 0\", \"class 1\", \"class 2\"]\n";
    let simulated = Experiment::run(&desk, &[], 40, 75);
    for (number, wait) in exact.mean_wait_minutes().iter().enumerate() {
        simulated.agrees_for(&format!("class {number}"), Measure::WaitMean, *wait, 0.02 * wait);
    }
    let overall = exact.overall_mean_wait_minutes();
    simulated.agrees(Measure::WaitMean, overall, 0.02 * overall);
}

#[test]
fn case_6_returning_customers_erlang_r() {
    let exact = ErlangR::new(20.0 / 60.0, 2.0, 5.0, 30.0, 5).expect("stable");
    let desk = one_type(20, 5, r#"{ shape = "exponential", mean = 5 }"#)
        .replace("agent_messages = 1", "agent_messages = 2\nreply_delay = { shape = \"exponential\", mean = 30 }");
    let simulated = Experiment::run(&desk, &["policy.keep_agent=false"], 40, 40);
    let per_week = exact.messages_per_minute() * 60.0 * 168.0;
    simulated.agrees(Measure::MessagesPerWeek, per_week, 0.02 * per_week);
    simulated.agrees(Measure::WaitPositive, exact.messages().wait_probability(), SHARE);
    let wait = exact.messages().mean_wait_minutes();
    simulated.agrees(Measure::WaitMean, wait, 0.02 * wait);
}

/// Half the messages in hand at once, twice the time each: two in hand without slowdown are two servers.
#[test]
fn concurrency_without_slowdown_is_more_servers() {
    let exact = ErlangC::new(0.5, 5.0, 4).expect("stable");
    let desk = one_type(30, 2, r#"{ shape = "exponential", mean = 5 }"#) + "concurrency = 2\nslowdown = 0\n";
    let simulated = Experiment::run(&desk, &[], 40, 40);
    simulated.agrees(Measure::WaitPositive, exact.wait_probability(), SHARE);
    simulated.agrees(Measure::WaitMean, exact.mean_wait_minutes(), 0.03 * exact.mean_wait_minutes());
}

/// A speed of 2 halves handling times.
#[test]
fn speed_divides_handling_times() {
    let exact = ErlangC::new(0.5, 5.0, 3).expect("stable");
    let desk = one_type(30, 3, r#"{ shape = "exponential", mean = 10 }"#) + "speed = 2\n";
    let simulated = Experiment::run(&desk, &[], 40, 50);
    simulated.agrees(Measure::WaitMean, exact.mean_wait_minutes(), 0.02 * exact.mean_wait_minutes());
}
