//! The tidy rows of a cell, the same for every kind of table: one for each scenario and figure.

use crate::metrics::{Measure, Unit};
use crate::study::result::{Estimate, Met};
use crate::study::sweep::result::{Cell, CellScenario, Stop};
use std::borrow::Cow;
use std::io;

/// Columns behind those of the keys.
pub const COLUMNS: [&str; 9] = ["scenario", "measure", "unit", "mean", "low", "high", "replications", "met", "stopped"];

/// One figure of one scenario of a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct TidyRow<'a> {
    pub scenario: &'a str,
    /// The id of the measure, or `sla:` and the name of the agreement.
    pub measure: Cow<'a, str>,
    pub unit: &'static str,
    pub estimate: Estimate,
    /// Of an agreement: `yes`, `no`, `unsure`.
    pub met: Option<&'static str>,
    /// Why there is no figure, where the scenario could not be simulated.
    pub stopped: Option<String>,
}

/// Hands the rows of a cell to a function, measures in their order, then agreements.
///
/// # Errors
/// Those of the function.
pub fn rows(cell: &Cell, mut take: impl FnMut(&TidyRow) -> io::Result<()>) -> io::Result<()> {
    for one in &cell.scenarios {
        let stopped = one.stopped.map(stop_words);
        for measure in Measure::ALL {
            take(&TidyRow {
                scenario: &one.name,
                measure: measure.id().into(),
                unit: measure.unit().name(),
                estimate: one.measures.get(*measure).unwrap_or_default(),
                met: None,
                stopped: stopped.clone(),
            })?;
        }
        agreements(one).try_for_each(|row| take(&row))?;
    }
    Ok(())
}

fn agreements(one: &CellScenario) -> impl Iterator<Item = TidyRow<'_>> {
    one.sla.iter().map(|sla| TidyRow {
        scenario: &one.name,
        measure: format!("sla:{}", sla.name).into(),
        unit: Unit::Share.name(),
        estimate: sla.attained,
        met: Some(met_word(sla.met)),
        stopped: None,
    })
}

/// Whether an agreement is met, as in result.json.
pub fn met_word(met: Met) -> &'static str {
    match met {
        Met::Yes => "yes",
        Met::No => "no",
        Met::Unsure => "unsure",
    }
}

/// For programs, like the names of measures.
pub fn stop_words(stop: Stop) -> String {
    format!("{} in week {}", stop.cause.name(), stop.week)
}
