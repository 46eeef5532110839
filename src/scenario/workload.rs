//! How much a scenario gives to simulate.

use crate::demand::extra;
use crate::desk::Scenario;
use crate::time::{Time, WEEKS_PER_YEAR};

/// Conversations and noise that a scenario has to simulate, about.
pub fn workload(scenario: &Scenario) -> f64 {
    let (demand, run) = (&scenario.demand, scenario.run);
    let volume = demand.noise_per_week + demand.contacts.iter().map(|c| c.per_week).sum::<f64>();
    let weeks = f64::from(run.warmup_weeks) + grown_weeks(demand.growth_per_year, f64::from(run.weeks));
    let crises = extra(scenario, &demand.crises, Time::ZERO, Time::NEVER).conversations;
    (volume * weeks + crises) * f64::from(run.replications)
}

/// Weeks of the volume of week 1 that bring as much as `weeks` of a volume that grows.
fn grown_weeks(growth_per_year: f64, weeks: f64) -> f64 {
    let per_week = growth_per_year.ln_1p() / WEEKS_PER_YEAR;
    if per_week == 0.0 { weeks } else { (per_week * weeks).exp_m1() / per_week }
}
