//! A desk as its export shows it: the report, the scenario, the hours as a table, and what is wrong with an export.

mod crisis;
mod faults;
mod hours;
pub mod judged;
mod judged_terminal;
mod page;
pub mod pictures;
mod scenario;
mod shifts;
mod terminal;
mod warnings;

pub use faults::{fault, too_few};
pub use hours::table as hours_table;
pub use judged_terminal::{render as judgement, table};
pub use page::{Told, iso_day, page, quantiles_table, weeks_table};
pub use scenario::file as scenario;
pub use terminal::{day, render};

use crate::calibrate::Estimate;
use crate::locale::Lang;
use crate::locale::number::{interval, number, percent};

/// A value with its interval and sample size: "41 [38, 44], n = 210"; no upper limit is "∞".
fn shown(estimate: &Estimate, write: &dyn Fn(f64) -> String, lang: Lang) -> String {
    let limit = |value: f64| if value.is_finite() { write(value) } else { "∞".to_owned() };
    let between = interval(&limit(estimate.low), &limit(estimate.high), lang);
    format!("{} {between}, n = {}", write(estimate.value), number(estimate.n as f64, 0, lang))
}

fn shown_share(estimate: &Estimate, lang: Lang) -> String {
    shown(estimate, &|value| percent(value, 1, lang), lang)
}

fn shown_number(estimate: &Estimate, decimals: usize, lang: Lang) -> String {
    shown(estimate, &|value| number(value, decimals, lang), lang)
}
