//! Patience, chasing, phoning and how often: against probabilities worked out by hand.

use super::experiment::Experiment;
use relevo::metrics::Measure;

/// Nobody on duty but on Sunday night, everybody's patience 10 minutes: all give up. A customer phones with .32, chases with
/// .20 (three times at most), else leaves; chances are independent at each end of patience.
fn nobody(on_abandon: &str) -> Experiment {
    let mut profile = [0u32; 168];
    profile[..100].fill(1);
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 500
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = 0.5
agent_messages = 1
[[desk.team]]
agents = 1
shifts = ["Sun 10:00-24:00"]
"#;
    let settings = [
        &format!("demand.profile={profile:?}"),
        "customers.patience=10",
        "customers.phone=0.32",
        "customers.chase=0.20",
        &format!("desk.on_abandon=\"{on_abandon}\""),
    ];
    Experiment::run(desk, &settings, 40, 12)
}

#[test]
fn chances_of_phoning_chasing_and_leaving() {
    let (phone, chase): (f64, f64) = (0.32, 0.20);
    let phoned = phone * (1.0 + chase + chase.powi(2) + chase.powi(3));
    let answered = nobody("answer");
    answered.agrees(Measure::Phoned, phoned, 0.005);
    answered.agrees(Measure::Chased, chase, 0.005);
    answered.within(Measure::Abandoned, 1.0, 1.0);
    // Agents cannot know: everything is answered in the end, and the work is spent.
    answered.within(Measure::ResponseRate, 1.0, 1.0);
    answered.within(Measure::Withdrawn, 0.0, 0.0);
    let withdrawn = nobody("withdraw");
    withdrawn.agrees(Measure::Phoned, phoned, 0.005);
    withdrawn.within(Measure::ResponseRate, 0.0, 0.0);
    withdrawn.within(Measure::Withdrawn, 1.0, 1.0);
    // 10 minutes, half as long after each chase: 10 + .2 x 5 + .04 x 2.5 + .008 x 1.25 minutes on average.
    let waited = 10.0 + chase * 5.0 + chase.powi(2) * 2.5 + chase.powi(3) * 1.25;
    withdrawn.agrees(Measure::QueueTimeMean, waited, 0.05);
}

/// Each chase adds a quarter to the handling of the first message: 500 messages of half a minute, of which .2 are chased once
/// or more, and so on.
#[test]
fn chases_add_work() {
    let chase: f64 = 0.20;
    let chases = chase + chase.powi(2) + chase.powi(3);
    let work_hours = 500.0 * 0.5 * (1.0 + 0.25 * chases) / 60.0;
    nobody("answer").agrees(Measure::Occupancy, work_hours / 14.0, 0.005);
}
