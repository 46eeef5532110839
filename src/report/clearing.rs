//! The time to clear what waits as the week opens: a week counts as one at most, which a plain figure would hide.

use crate::metrics::Measure;
use crate::study::result::Estimate;
use crate::time::HOURS_PER_WEEK;

/// What the mean time to clear the backlog of the week's opening hides, since a week counts as one at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clearing {
    /// The mean is a week, as shown in whole hours: (almost) no week is cleared before the next one opens.
    NotWithinAWeek,
    /// So near to a week that some weeks are not: the mean is a lower limit.
    AtLeast,
}

/// Share of a week from which on a mean time to clear it is a lower limit.
const NEAR_A_WEEK: f64 = 0.9;

/// How the time to clear must be told; `None` for any other measure and for a time that may stand as it is.
pub fn clearing(measure: Measure, estimate: &Estimate) -> Option<Clearing> {
    let hours = estimate.mean.filter(|_| measure == Measure::WeekOpenClear)?;
    let week = HOURS_PER_WEEK as f64;
    match hours {
        hours if hours >= week - 0.5 => Some(Clearing::NotWithinAWeek),
        hours if hours >= NEAR_A_WEEK * week => Some(Clearing::AtLeast),
        _ => None,
    }
}
