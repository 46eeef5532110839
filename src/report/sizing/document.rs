//! A staffing as JSON.

use super::FrontierPoint;
use crate::metrics::Measure;
use crate::staffing::Answer;
use crate::time::WEEKS_PER_YEAR;
use serde_json::{Value, json};

/// The document: the staffing, and the frontier where one was asked for.
pub fn json(answer: &Answer, frontier: &[FrontierPoint]) -> Value {
    let mut document = staffing(answer);
    if !frontier.is_empty() {
        document["frontier"] = frontier.iter().map(point).collect();
    }
    document
}

fn staffing(answer: &Answer) -> Value {
    let confirmed = &answer.confirmation;
    let scenario = &confirmed.scenario;
    json!({
        "relevo": env!("CARGO_PKG_VERSION"),
        "name": scenario.name,
        "currency": scenario.currency,
        "seed": scenario.run.seed,
        "replications": scenario.run.replications,
        "weeks": scenario.run.weeks,
        "confirmation": { "attempts": answer.attempts, "confidence": confirmed.confidence },
        "sla": agreements(answer),
        "positions_per_week": answer.positions.iter().map(|n| u64::from(*n)).sum::<u64>(),
        "people": answer.roster.people.len(),
        "paid_hours_per_week": answer.paid_hours_per_week(),
        "fte": answer.fte(),
        "planned_cost_per_week": answer.planned_cost,
        "cost_per_week": answer.cost,
        "cost_per_year": answer.cost * WEEKS_PER_YEAR,
        "lower_bound_per_week": answer.bounds.all,
        "true_gap": answer.gap(answer.bounds.all),
        "lower_bound_same_customers_per_week": answer.bounds.same_customers,
        "true_gap_same_customers": answer.gap(answer.bounds.same_customers),
        "planning_cost_per_week": answer.planning.map(|(cost, _)| cost),
        "planning_relaxed_cost_per_week": answer.planning.map(|(_, relaxed)| relaxed),
        "planning_gap": answer.planning_gap(),
        "search": {
            "plans": answer.plans_tried,
            "replications": answer.replications_simulated,
            "removals_tried": answer.removals_tried,
            "every_cheaper_plan_excluded": answer.exhausted,
        },
        "measures": measures(answer),
        "shifts": shifts(answer),
        "roster": super::roster::json(&answer.roster, answer.problem.shifts(), &answer.problem.scenario),
        "hour_of_week": { "need_agents": answer.need_by_hour, "agents_on_duty": answer.on_duty_by_hour },
    })
}

fn agreements(answer: &Answer) -> Value {
    let confirmed = &answer.confirmation;
    let of = |(number, sla): (usize, &crate::desk::Sla)| {
        let margin = answer.margins.get(number);
        json!({
            "name": sla.name,
            "within_minutes": sla.within.minutes(),
            "target": sla.target,
            "attained": answer.attained(number),
            "met": answer.met(number),
            "saved_at_five_points_less_per_week": margin.map(|margin| margin.saved_at_five_points_less),
            "saved_without_per_week": margin.map(|margin| margin.saved_without),
        })
    };
    confirmed.scenario.slas.iter().enumerate().map(of).collect()
}

fn measures(answer: &Answer) -> Value {
    let of = |measure: &Measure| (measure.id().to_owned(), json!(answer.measure(*measure)));
    Value::Object(Measure::ALL.iter().map(of).collect())
}

fn shifts(answer: &Answer) -> Value {
    let teams = &answer.problem.scenario.teams;
    let manned = answer.problem.shifts().iter().zip(&answer.positions).filter(|(_, positions)| **positions > 0);
    manned
        .map(|(shift, positions)| {
            json!({
                "team": teams[shift.team].name,
                "weekday": shift.weekday,
                "from_minute": shift.from_minute,
                "minutes": shift.minutes,
                "break_minutes": shift.break_minutes,
                "positions": positions,
                "cost_per_position": shift.cost,
            })
        })
        .collect()
}

fn point(point: &FrontierPoint) -> Value {
    let wish = json!({ "target": point.target, "within_minutes": point.within_minutes });
    let found = match &point.found {
        Ok(answer) => json!({
            "cost_per_week": answer.cost,
            "fte": answer.fte(),
            "attained": answer.attained(point.agreement),
            "lower_bound_per_week": answer.bounds.all,
        }),
        Err(why) => json!({ "impossible": why }),
    };
    json!({ "wish": wish, "found": found })
}
