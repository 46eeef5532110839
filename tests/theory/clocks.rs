//! VALIDATION, case 10: both clocks of the same message.

use super::experiment::Experiment;
use relevo::metrics::Measure;

/// Messages of Friday 16:00-17:00 only, one minute of work, nobody before Monday 09:30 (the desk is published as open from
/// 09:00): on the elapsed clock they wait for days, on the service-hours clock for the rest of Friday's hour and half an hour
/// more. A limit of 90 minutes of service is kept by all of them if work takes next to nothing; one of 29 minutes by none.
#[test]
fn the_service_hours_clock_stands_still_over_the_weekend() {
    let mut profile = [0u32; 168];
    profile[4 * 24 + 16] = 1;
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 30
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = 0.001
agent_messages = 1
[[desk.team]]
agents = 1
shifts = ["Mon 09:30-17:00"]
"#;
    let settings = ["desk.service_hours=[\"Mon-Fri 09:00-17:00\"]", &format!("demand.profile={profile:?}")];
    let simulated = Experiment::run(desk, &settings, 30, 20);
    // Uniform over the hour: half an hour of Friday on average, and half an hour of Monday.
    simulated.agrees(Measure::FirstResponseServiceMean, 60.0, 1.0);
    // From 16:30 on average to Monday 09:30: 65 hours.
    simulated.agrees(Measure::FirstResponseMean, 65.0 * 60.0, 1.0);
    simulated.within(Measure::Within24h, 0.0, 0.0);
}
