//! The time to clear what waits as the week opens: a week counts as one at most, which a plain figure would hide.

use crate::metrics::Measure;
use crate::study::result::Measures;
use crate::time::HOURS_PER_WEEK;

/// What the mean time to clear the backlog of the week's opening hides, since a week counts as one at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clearing {
    /// The mean is a week, as shown in whole hours: (almost) no week is cleared before the next one opens.
    NotWithinAWeek,
    /// Some weeks are not: the mean is a lower limit.
    AtLeast,
}

/// How the time to clear must be told; `None` for any other measure and for a time that may stand as it is.
pub fn clearing(measure: Measure, measures: &Measures) -> Option<Clearing> {
    let mean = |measure| measures.get(measure).and_then(|estimate| estimate.mean);
    let hours = mean(Measure::WeekOpenClear).filter(|_| measure == Measure::WeekOpenClear)?;
    let some_weeks = mean(Measure::WeekOpenUncleared).is_some_and(|share| share > 0.0);
    match hours {
        hours if hours >= HOURS_PER_WEEK as f64 - 0.5 => Some(Clearing::NotWithinAWeek),
        _ => some_weeks.then_some(Clearing::AtLeast),
    }
}
