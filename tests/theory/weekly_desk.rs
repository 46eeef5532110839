//! Desks with a week: what other simulators say (W1, W2), the closed window, hours and pay.

use super::experiment::Experiment;
use relevo::metrics::Measure;

/// M/M/7+M, the first workload that other simulators were run on; exact by Erlang A.
#[test]
fn w1_agrees_with_the_exact_answer() {
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 10080
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 6 }
agent_messages = 1
[[desk.team]]
agents = 7
shifts = ["daily 00:00-24:00"]
"#;
    let settings = ["customers.patience={ shape = \"exponential\", mean = 20 }", "desk.on_abandon=\"withdraw\""];
    let simulated = Experiment::run(desk, &settings, 40, 20);
    simulated.agrees(Measure::Withdrawn, 0.05824, 0.001);
    simulated.agrees(Measure::QueueTimeMean, 1.1647, 0.02);
    simulated.agrees(Measure::TakenWithin5m, 0.88951, 0.002);
}

/// The weekly desk that eleven simulators agree on, to the spread of their figures: withdrawn .1086-.1096, mean time in the
/// queue 36.2-36.5 min, taken within 5 min .729-.732; direct messages .102 / 32.2 / .826, mentions .112 / 38.1 / .688.
/// The middle of each range stands for it, with its half added to what the interval may miss.
#[test]
fn w2_agrees_with_other_simulators() {
    let hours = |day: &[u32; 3]| [[day[0]; 8].to_vec(), [day[1]; 12].to_vec(), [day[2]; 4].to_vec()].concat();
    let week: Vec<u32> = [vec![hours(&[10, 60, 10]); 5].concat(), vec![hours(&[10, 30, 10]); 2].concat()].concat();
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 5160
dm_share = 0.3
private_data = 0
phone_needed = 0
handling_time = { mean = 5, cv = 0.8 }
agent_messages = 1
[[desk.team]]
name = "weekday"
agents = 8
shifts = ["Mon-Fri 08:00-20:00"]
[[desk.team]]
name = "weekend"
agents = 3
shifts = ["Sat-Sun 08:00-20:00"]
[policy]
order = "priority"
priority = ["dm", "mention"]
"#;
    let profile = format!("demand.profile={week:?}");
    let settings = [profile.as_str(), "customers.patience={ mean = 300, cv = 1 }", "desk.on_abandon=\"withdraw\""];
    let simulated = Experiment::run(desk, &settings, 40, 26);
    simulated.within(Measure::Withdrawn, 0.1086, 0.1096);
    simulated.within(Measure::QueueTimeMean, 36.2, 36.5);
    simulated.within(Measure::TakenWithin5m, 0.729, 0.732);
    for (channel, withdrawn, wait, taken) in [(1, 0.102, 32.2, 0.826), (0, 0.112, 38.1, 0.688)] {
        simulated.within_in(channel, Measure::Withdrawn, withdrawn - 0.0005, withdrawn + 0.0005);
        simulated.within_in(channel, Measure::QueueTimeMean, wait - 0.05, wait + 0.05);
        simulated.within_in(channel, Measure::TakenWithin5m, taken - 0.0005, taken + 0.0005);
    }
}

/// VALIDATION, case 9: 6 an hour while closed for 10 hours, then 30 an hour with one agent who takes 1 minute: 60 wait at
/// the opening, clear after (60 - 1) / (1 - 1/2) = 118 minutes. 2,000 mornings.
#[test]
fn case_9_a_closed_window_opens_with_its_backlog() {
    let mut profile = [0u32; 168];
    profile[..10].fill(6);
    profile[10..22].fill(30);
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 420
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = 1
agent_messages = 1
[[desk.team]]
agents = 1
shifts = ["Mon 10:00-24:00"]
"#;
    let simulated = Experiment::run(desk, &[&format!("demand.profile={profile:?}")], 40, 50);
    simulated.agrees(Measure::WeekOpenBacklog, 60.0, 1.0);
    simulated.agrees(Measure::WeekOpenClear, 118.0 / 60.0, 2.5 / 60.0);
}

/// VALIDATION, case 13: one seat 24x7 is 8,760 paid hours a year, 4.97 full-time equivalents; 14 h x 5 are 2.07.
#[test]
fn case_13_a_seat_round_the_clock_takes_five_people() {
    for (shifts, hours, fte) in [("daily 00:00-24:00", 168.0, 4.966), ("Mon-Fri 08:00-22:00", 70.0, 2.069)] {
        let desk = format!("[[desk.team]]\nagents = 1\nshifts = [\"{shifts}\"]\n");
        let simulated = Experiment::run(&desk, &["demand.per_week=1e-6"], 2, 2);
        simulated.within(Measure::PaidHoursPerWeek, hours - 1e-9, hours + 1e-9);
        simulated.within(Measure::Fte, fte - 0.0005, fte + 0.0005);
    }
}

/// VALIDATION, case 14: Sunday 22:00 to Monday 06:00 at 9.10 EUR gross. Sunday 22-24 h: night and Sunday premium; Monday
/// 00-06 h: night premium; contributions of 32.5 % on all of it.
#[test]
fn case_14_a_sunday_night_costs_120_82() {
    let by_hand = (2.0 * (1.0 + 0.203 + 0.198) + 6.0 * (1.0 + 0.203)) * 9.10 * 1.325;
    assert!((by_hand - 120.82f64).abs() < 0.005);
    let desk = r#"
[[desk.team]]
agents = 1
hourly_wage = 9.10
shifts = ["Sun 22:00-06:00"]
[costs]
night = { from = "22:00", to = "06:00", premium = 0.203 }
sunday = 0.198
contributions = 0.325
"#;
    let simulated = Experiment::run(desk, &["demand.per_week=1e-6"], 2, 3);
    simulated.within(Measure::StaffCostPerWeek, by_hand - 1e-9, by_hand + 1e-9);
}

/// A seat round the clock takes 8,760 / 1,764 people, each trained for 300 a year; a week is 7 / 365 of that: 28.57.
#[test]
fn training_is_paid_for_every_full_time_equivalent() {
    let desk = r#"
[[desk.team]]
agents = 1
hourly_wage = 10
shifts = ["daily 00:00-24:00"]
[costs]
night = { premium = 0 }
sunday = 0
contributions = 0
"#;
    let by_hand = 168.0 * 10.0 + 8760.0 / 1764.0 * 300.0 * 7.0 / 365.0;
    let training = "policy.training={ cost_per_agent_year = 300, errors = 0 }";
    let simulated = Experiment::run(desk, &["demand.per_week=1e-6", training], 2, 3);
    simulated.within(Measure::StaffCostPerWeek, by_hand - 1e-9, by_hand + 1e-9);
}

/// Unpaid breaks are not paid, paid ones are, a missed shift is paid as it was planned, overtime is paid.
#[test]
fn paid_hours_know_breaks_and_absence() {
    for (paid, absence, hours) in [(true, 0.0, 40.0), (false, 0.0, 37.5), (false, 0.5, 37.5)] {
        let desk = format!(
            "[[desk.team]]\nagents = 1\nshifts = [\"Mon-Fri 08:00-16:00\"]\n\
             break = {{ after = \"4h\", length = \"30m\", paid = {paid} }}\n"
        );
        let absence = format!("desk.shrinkage={{ absence = {absence}, off_queue = 0 }}");
        let simulated = Experiment::run(&desk, &["demand.per_week=1e-6", &absence], 2, 3);
        simulated.within(Measure::PaidHoursPerWeek, hours - 1e-9, hours + 1e-9);
    }
}

/// Off-queue work takes its share of the time on duty, in messages or out of them: occupancy leaves it out of the time on
/// the queue, so that work / (duty x (1 - f)) is the occupancy whatever f is.
#[test]
fn off_queue_work_takes_its_share() {
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 1008
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 10 }
agent_messages = 1
[[desk.team]]
agents = 2
shifts = ["daily 00:00-24:00"]
"#;
    let settings = ["desk.shrinkage={ absence = 0, off_queue = 0.2 }"];
    let simulated = Experiment::run(desk, &settings, 40, 40);
    simulated.agrees(Measure::Occupancy, 6.0 * 10.0 / 60.0 / (2.0 * 0.8), 0.005);
}
