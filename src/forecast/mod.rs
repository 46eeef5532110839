//! The volume of the next weeks, hour by hour, from the weeks of an export.
//!
//! A weekly level ([`level`]) times the profile of the 168 hours. Which of four levels is taken is decided by the errors that each
//! made on earlier weeks of the export; what so comes out is judged on weeks that it did not know ([`origin`]), beside the
//! seasonal-naive forecast, which repeats the last week, and which is taken where it errs less. Intervals come from sample paths
//! ([`paths`]): error of the level, week-to-week and day-to-day variation, profile, chance.
//!
//! Days of crisis are replaced by ordinary ones: no forecast foresees a crisis.

pub mod level;
pub mod origin;
pub mod paths;
pub mod weeks;

pub use level::{Level, Method};
pub use origin::{Accuracy, Errors, Held};
pub use paths::Range;
pub use weeks::Weeks;

use crate::calibrate::Calibration;
use crate::history::History;

/// Whole weeks that the first forecast of the past is made from.
pub const FEWEST_TO_LEARN: usize = 4;
/// Whole weeks that there must be at least.
pub const FEWEST_WEEKS: usize = 6;
pub const MOST_AHEAD: usize = 26;
const PATHS: usize = 2000;

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wish {
    /// Weeks ahead, from 1 to [`MOST_AHEAD`].
    pub ahead: usize,
    /// Probability that an interval holds, between 0 and 1.
    pub level: f64,
    pub seed: u64,
}

/// The export is too short: whole weeks that it has and that are needed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooShort {
    pub weeks: usize,
    pub needed: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Forecast {
    pub wish: Wish,
    /// First day forecast, counted from 1 January 1970: the one after the last whole day of the export.
    pub from: i64,
    pub past: Weeks,
    /// `None`: the seasonal-naive forecast, which erred less.
    pub method: Option<Method>,
    /// For every hour from `from` on.
    pub hours: Vec<Range>,
    /// For every week.
    pub weeks: Vec<Range>,
    /// Mean of a week, of all weeks together.
    pub per_week: Range,
    /// Shares of the hours of the week, from Monday 00:00 on.
    pub profile: Vec<f64>,
    pub daily_cv: f64,
    pub accuracy: Accuracy,
}

/// Forecasts the weeks after an export.
///
/// # Errors
/// If it is too short.
pub fn forecast(history: &History, calibration: &Calibration, wish: Wish) -> Result<Forecast, TooShort> {
    let past = Weeks::of(history, calibration);
    let needed = FEWEST_WEEKS.max(FEWEST_TO_LEARN + wish.ahead);
    if past.totals.len() < needed {
        return Err(TooShort { weeks: past.totals.len(), needed });
    }
    let judged = origin::judge(&past, &wish);
    let all = past.totals.len();
    let made = match judged.method {
        Some(method) => paths::of_method(&past, all, method, wish.ahead),
        None => paths::naive(&past, all, wish.ahead),
    };
    let drawn = paths::draw(&made, &wish, PATHS, wish.seed);
    Ok(Forecast {
        wish,
        from: past.from + 7 * all as i64,
        method: judged.method,
        hours: drawn.hours,
        weeks: drawn.weeks,
        per_week: drawn.per_week,
        profile: made.profile_of_week(&past),
        daily_cv: made.daily_cv,
        accuracy: judged.accuracy,
        past,
    })
}
