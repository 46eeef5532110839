//! From batches to a [`StudyResult`].

use super::compare::{Simulated, best, differences};
use super::control::Controls;
use super::estimate::{estimate, met};
use super::levers::policy_measures;
use super::result::{
    CommandLine, FirstResponseSeries, HourSeries, Measures, PrecisionResult, ScenarioResult, Series, SlaResult,
    StudyResult, WeekSeries,
};
use super::warmup::short_warmup;
use crate::desk::{Channel, Clock, Filter, RunPlan, Scenario};
use crate::metrics::series::{FIRST_RESPONSE_MINUTES, SeriesTotals};
use crate::metrics::{Measure, ReplicationValues, Row, Scope, WeekValues};
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR};
use std::collections::BTreeMap;

/// Everything a study found. `plan` is the one all scenarios were run with; the first scenario is the baseline.
///
/// What the command line changed is left empty: only the command knows it.
///
/// All batches hold the same replications, and their rows are in the order of their scenario's contacts, teams and agreements.
pub fn assemble(plan: &RunPlan, simulated: &[Simulated], precision: Option<PrecisionResult>) -> StudyResult {
    let replications = simulated.first().map_or(0, |one| one.batch.replications.len() as u32);
    StudyResult {
        relevo: StudyResult::VERSION,
        seed: plan.seed,
        replications,
        weeks: plan.weeks,
        warmup_weeks: plan.warmup_weeks,
        command_line: CommandLine::default(),
        precision,
        scenarios: simulated.iter().map(scenario_result).collect(),
        differences: differences(simulated),
        best: best(simulated),
        policy_measures: policy_measures(simulated.iter().map(|one| one.scenario)),
    }
}

fn scenario_result(one: &Simulated) -> ScenarioResult {
    let Simulated { scenario, batch } = one;
    let replications = &batch.replications;
    let controls = Controls::of(one);
    let contacts = scenario.demand.contacts.iter().map(|contact| contact.name.clone());
    let channels =
        Channel::ALL.iter().filter(|channel| opens(scenario, **channel)).map(|channel| channel.name().to_string());
    let teams = scenario.teams.iter().map(|team| team.name.clone());
    ScenarioResult {
        name: scenario.name.clone(),
        currency: scenario.currency.clone(),
        phone_contact: scenario.costs.phone_contact,
        measures: desk_measures(&controls, replications),
        sla: slas(&controls, one),
        by_contact: by_entity(&controls, replications, contacts, Scope::Conversations, |replication| {
            &replication.contacts
        }),
        by_channel: by_entity(&controls, replications, channels, Scope::Conversations, |replication| {
            &replication.channels
        }),
        by_team: by_entity(&controls, replications, teams, Scope::Teams, |replication| &replication.teams),
        series: series(scenario, &batch.series, replications),
        short_warmup: short_warmup(scenario, replications),
    }
}

/// Whether conversations may open in a channel: indirect mentions only where they are looked for.
fn opens(scenario: &Scenario, channel: Channel) -> bool {
    channel != Channel::Indirect || scenario.policy.monitor_indirect > 0.0
}

/// Every measure of the whole desk.
pub(super) fn desk_measures(controls: &Controls, replications: &[ReplicationValues]) -> Measures {
    measures(controls, replications, None, |replication| &replication.desk)
}

/// `scope`: only the measures given there; `None`: all.
fn measures(
    controls: &Controls,
    replications: &[ReplicationValues],
    scope: Option<Scope>,
    row: impl Fn(&ReplicationValues) -> &Row,
) -> Measures {
    let given = Measure::ALL.iter().filter(|measure| scope.is_none_or(|scope| measure.scope() == scope));
    let estimates = given.map(|&measure| {
        let values = replications.iter().map(|replication| row(replication).get(measure));
        (measure, controls.estimate(values))
    });
    Measures(estimates.collect())
}

fn by_entity(
    controls: &Controls,
    replications: &[ReplicationValues],
    names: impl Iterator<Item = String>,
    scope: Scope,
    rows: impl Fn(&ReplicationValues) -> &Vec<Row>,
) -> BTreeMap<String, Measures> {
    names
        .enumerate()
        .map(|(at, name)| (name, measures(controls, replications, Some(scope), |replication| &rows(replication)[at])))
        .collect()
}

pub(super) fn slas(controls: &Controls, one: &Simulated) -> Vec<SlaResult> {
    let found = one.scenario.slas.iter().enumerate().map(|(at, sla)| {
        let attained = controls.estimate(one.batch.replications.iter().map(|replication| replication.slas[at]));
        SlaResult {
            name: sla.name.clone(),
            within_minutes: sla.within.minutes(),
            clock: match sla.clock {
                Clock::Elapsed => "elapsed",
                Clock::ServiceHours => "service_hours",
            },
            every_conversation: sla.filter == Filter::default(),
            target: sla.target,
            attained,
            met: met(&attained, sla.target),
        }
    });
    found.collect()
}

fn series(scenario: &Scenario, totals: &SeriesTotals, replications: &[ReplicationValues]) -> Series {
    let cover = scenario.covered_by_shifts();
    let covered = (0..HOURS_PER_WEEK as u32).map(|hour| f64::from(cover.minutes_of_hour(hour)) / 60.0);
    let weeks = |value: fn(&WeekValues) -> Option<f64>| -> Vec<Option<f64>> {
        let of_week = |week: usize| estimate(replications.iter().map(|one| value(&one.weeks[week]))).mean;
        (0..totals.weeks.len()).map(of_week).collect()
    };
    let known =
        |value: fn(&WeekValues) -> Option<f64>| weeks(value).into_iter().map(Option::unwrap_or_default).collect();
    Series {
        hour_of_week: HourSeries {
            arrivals: totals.arrivals_by_hour(),
            backlog_mean: totals.backlog_by_hour(),
            backlog_p10: totals.backlog_quantile_by_hour(0.1),
            backlog_p90: totals.backlog_quantile_by_hour(0.9),
            agents: totals.agents_by_hour(),
            covered: covered.collect(),
            occupancy: totals.occupancy_by_hour(),
            within_1h: totals.within_1h_by_hour(),
            staff_cost: totals.staff_cost_by_hour(),
        },
        week: WeekSeries {
            conversations: totals.conversations_by_week(),
            backlog_mean: totals.backlog_by_week(),
            within_1h: totals.within_1h_by_week(),
            learned: known(|week| Some(week.learned)),
            hostile_share: weeks(|week| (week.negative > 0).then(|| week.hostile as f64 / week.negative as f64)),
            waiting_hours: known(|week| Some(week.waiting_ms as f64 / MS_PER_HOUR as f64)),
            satisfied: weeks(|week| (week.opened > 0).then(|| week.satisfied / week.opened as f64)),
            customers_lost: known(|week| Some(week.customers_lost)),
            phone_contacts: known(|week| Some(week.phone_contacts as f64)),
            contact_cost: known(|week| Some(week.contact_cost)),
            value_lost: known(|week| Some(week.value_lost)),
            staff_cost: known(|week| Some(week.staff_cost)),
        },
        first_response: FirstResponseSeries {
            within_minutes: FIRST_RESPONSE_MINUTES.map(|minutes| minutes as f64).to_vec(),
            share: totals.answered_within.iter().map(|share| share.mean()).collect(),
            answered: totals.answered.mean(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn the_result_has_the_documented_shape() {
        let scenarios = [synthetic::scenario("base"), synthetic::scenario("other")];
        let batches = [synthetic::batches(0, 0..12), synthetic::batches(1, 0..12)];
        let simulated: Vec<_> =
            scenarios.iter().zip(&batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        let found = assemble(&scenarios[0].run, &simulated, None);
        let json = serde_json::to_value(&found).unwrap();
        assert_eq!(json["replications"], 12);
        let base = &json["scenarios"][0];
        assert_eq!(base["measures"]["first_response_p50"]["unit"], "min");
        assert!(base["measures"]["within_1h"]["low"].as_f64() < base["measures"]["within_1h"]["mean"].as_f64());
        assert_eq!(base["sla"][0]["clock"], "elapsed");
        assert_eq!(base["by_contact"]["complaint"]["response_rate"]["unit"], "share");
        assert!(base["by_contact"]["complaint"]["fte"].is_null(), "not given by contact type");
        assert!(base["by_team"]["desk"]["fte"].is_object());
        assert_eq!(base["series"]["hour_of_week"]["arrivals"].as_array().unwrap().len(), 168);
        assert_eq!(base["series"]["week"]["conversations"].as_array().unwrap().len(), 8);
        assert_eq!(json["differences"][0]["baseline"], "base");
        assert!(json["differences"][0]["measures"]["within_1h"]["significant"].is_boolean());
        assert!(json.get("precision").is_none());
    }

    #[test]
    fn one_replication_gives_nulls_not_zeros() {
        let scenario = synthetic::scenario("base");
        let batch = synthetic::batches(0, 0..1);
        let found = assemble(&scenario.run, &[Simulated { scenario: &scenario, batch: &batch }], None);
        let json = serde_json::to_value(&found).unwrap();
        assert!(json["scenarios"][0]["measures"]["within_1h"]["low"].is_null());
        assert_eq!(json["scenarios"][0]["sla"][0]["met"], "unsure");
    }
}
