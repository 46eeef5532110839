//! A staffing as tables for spreadsheets and scripts.

use super::FrontierPoint;
use crate::report::csv::{Form, table, text};
use crate::staffing::Answer;
use crate::time::HOURS_PER_WEEK;

/// One row for each shift with positions.
///
/// # Errors
/// None that an answer can cause.
pub fn shifts(answer: &Answer, form: Form) -> csv::Result<String> {
    let header = ["team", "weekday", "from_minute", "minutes", "break_minutes", "positions", "cost_per_position"];
    table(form, &header, |rows| {
        let manned = answer.problem.shifts().iter().zip(&answer.positions).filter(|(_, positions)| **positions > 0);
        for (shift, positions) in manned {
            rows.write([
                text(&answer.problem.scenario.teams[shift.team].name),
                shift.weekday.to_string(),
                shift.from_minute.to_string(),
                shift.minutes.to_string(),
                shift.break_minutes.to_string(),
                positions.to_string(),
                rows.value(Some(shift.cost)),
            ])?;
        }
        Ok(())
    })
}

/// For each hour of the week the agents that the expected work keeps busy, and those on duty.
///
/// # Errors
/// As [`shifts`].
pub fn week(answer: &Answer, form: Form) -> csv::Result<String> {
    table(form, &["hour_of_week", "need_agents", "agents_on_duty"], |rows| {
        for hour in 0..HOURS_PER_WEEK {
            let figures = [answer.need_by_hour[hour], answer.on_duty_by_hour[hour]];
            let [need, on_duty] = figures.map(|value| rows.value(Some(value)));
            rows.write([hour.to_string(), need, on_duty])?;
        }
        Ok(())
    })
}

/// One row for each point; cells are empty where there is no staffing.
///
/// # Errors
/// As [`shifts`].
pub fn frontier(points: &[FrontierPoint], form: Form) -> csv::Result<String> {
    let header = [
        "target",
        "within_minutes",
        "cost_per_week",
        "fte",
        "attained",
        "attained_low",
        "attained_high",
        "lower_bound_per_week",
    ];
    table(form, &header, |rows| {
        for point in points {
            let answer = point.found.as_ref().ok();
            let attained = answer.map(|answer| answer.attained(point.agreement)).unwrap_or_default();
            let figures = [
                Some(point.target),
                Some(point.within_minutes),
                answer.map(|answer| answer.cost),
                answer.map(|answer| answer.fte()),
                attained.mean,
                attained.low,
                attained.high,
                answer.and_then(|answer| answer.bounds.all),
            ];
            rows.write(figures.map(|figure| rows.value(figure)))?;
        }
        Ok(())
    })
}
