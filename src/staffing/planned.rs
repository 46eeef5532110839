//! What the shifts of a scenario cost on paper, without simulating.

use super::catalogue::{MINUTES_PER_DAY, Prices, pause};
use crate::desk::Scenario;

/// Money a week for the shifts as they stand, in an ordinary week: the measure of staff cost less overtime, and without what is paid for work
/// places and for whole supervisors.
pub fn planned_cost(scenario: &Scenario) -> f64 {
    let prices = Prices::new(scenario);
    let of_team = |team: &crate::desk::Team| -> f64 {
        let of_shift = |shift: &crate::desk::Shift| {
            let window = shift.window;
            let minutes = window.to_minute - window.from_minute;
            let unpaid = pause(team.pause, minutes).filter(|pause| !pause.paid).map(|pause| pause.length);
            let days = (0..7).filter(|day| window.days.has_weekday(*day));
            let position = |day: u32| prices.of(team, day * MINUTES_PER_DAY + window.from_minute, minutes, unpaid);
            days.map(position).sum::<f64>() * f64::from(shift.agents)
        };
        team.rota.iter().map(of_shift).sum()
    };
    scenario.teams.iter().map(of_team).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Measure, MeasureOptions, simulate};
    use crate::model::Model;
    use crate::scenario::{LoadOptions, load_embedded};

    const DESK: &str = r#"
[run]
weeks = 2
warmup_weeks = 1
[demand]
per_week = 300
[[desk.team]]
name = "day"
agents = 2
shifts = ["Mon-Fri 08:00-16:00"]
break = { after = "4h", length = "30m", paid = false }
[[desk.team]]
name = "night"
agents = 1
shifts = ["daily 22:00-06:00"]
hourly_wage = 11
[costs]
supervisors = { per_agents = 10, hourly_wage = 14 }
[policy]
training = { cost_per_agent_year = 200, errors = 0.01 }
"#;

    /// Simulated staff cost is the planned one and what overtime costs, which lies at both teams' wages.
    #[test]
    fn it_is_the_simulated_staff_cost_less_overtime() {
        let scenario = load_embedded(&[("desk.toml", DESK)], &["desk.toml"], &LoadOptions::default());
        let scenario = scenario.expect("a sound scenario").scenarios.remove(0);
        let model = Model::new(&scenario);
        let options = MeasureOptions { seed: 3, week_opens: model.week_opens() };
        let batch = simulate(&model, options, 0..40, &|| true).expect("simulated");
        let mean = |measure| {
            let values = batch.replications.iter().filter_map(|one| one.desk.get(measure));
            values.sum::<f64>() / batch.replications.len() as f64
        };
        let (simulated, overtime) = (mean(Measure::StaffCostPerWeek), mean(Measure::OvertimeHoursPerWeek));
        let planned = planned_cost(&scenario);
        let beyond = simulated - planned;
        // An hour of overtime costs between the day team's wage and the night team's with every premium; whoever is absent is not led,
        // which differs from replication to replication (0.2 % of the cost here, level far below 0.1 %).
        let hour = 1.0 + scenario.costs.contributions;
        let (least, most) = (overtime * 9.0 * hour, overtime * 11.0 * 1.5 * hour);
        let slack = planned * 0.002;
        assert!(beyond > least - slack && beyond < most + slack, "{planned} {simulated} {overtime}");
        assert!(overtime > 0.0 && planned > 1000.0);
    }
}
