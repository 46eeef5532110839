//! How a difference depends on a key, and what an answer hangs on.

use super::{Form, table, text};
use crate::study::result::Estimate;
use crate::study::vary::answer::{BreakEvenAnswer, SensitivityAnswer};

/// The curve, then each crossing, then each stretch of the interval: `kind` says which.
pub fn break_even(answer: &BreakEvenAnswer, form: Form) -> csv::Result<String> {
    let header = ["key", "baseline", "scenario", "measure", "unit", "kind", "value", "mean", "low", "high"];
    let start = [&answer.key, &answer.baseline, &answer.scenario].map(|name| text(name));
    table(form, &header, |rows| {
        let line = |kind: &str, cells: [String; 4]| {
            let mut row = start.to_vec();
            row.extend([answer.measure, answer.unit, kind].map(text));
            row.extend(cells);
            row
        };
        for point in &answer.found.curve {
            let [mean, low, high] = rows.limits(&point.figure);
            let row = line("difference", [rows.value(Some(point.at)), mean, low, high]);
            rows.write(&row)?;
        }
        for crossing in &answer.found.crossings {
            let none = || String::new();
            let row = line("crossing", [rows.value(Some(crossing.at)), none(), none(), none()]);
            rows.write(&row)?;
        }
        for one in answer.found.intervals.iter().flatten() {
            let row = line("interval", [String::new(), String::new(), rows.value(one.low), rows.value(one.high)]);
            rows.write(&row)?;
        }
        Ok(())
    })
}

/// One row for each input of each verdict.
pub fn sensitivity(answer: &SensitivityAnswer, form: Form) -> csv::Result<String> {
    let header = [
        "scenario",
        "baseline",
        "measure",
        "unit",
        "threshold",
        "key",
        "in_force",
        "turns_at",
        "lowest",
        "at_lowest",
        "at_lowest_low",
        "at_lowest_high",
        "highest",
        "at_highest",
        "at_highest_low",
        "at_highest_high",
        "effect",
        "effect_low",
        "effect_high",
    ];
    table(form, &header, |rows| {
        for verdict in &answer.verdicts {
            for effect in &verdict.inputs {
                let mut row = vec![text(&verdict.scenario), text(verdict.baseline.as_deref().unwrap_or_default())];
                row.extend([text(&verdict.measure), text(verdict.unit), rows.value(Some(verdict.threshold))]);
                row.extend([text(&effect.key), rows.value(effect.in_force)]);
                let places = effect.turns_at.iter().map(|at| rows.value(Some(*at)));
                row.push(places.collect::<Vec<_>>().join(" "));
                for (at, figure) in [(effect.low.at, effect.low.figure), (effect.high.at, effect.high.figure)] {
                    row.push(rows.value(Some(at)));
                    row.extend(rows.limits(&figure));
                }
                let found: &Estimate = &effect.effect;
                row.extend(rows.limits(found));
                rows.write(&row)?;
            }
        }
        Ok(())
    })
}
