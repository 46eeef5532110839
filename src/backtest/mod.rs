//! Whether a calibrated scenario reproduces what the desk did next: fitted on the first part of an export, judged on the last.
//!
//! The scenario is simulated for the weeks that it was not fitted on, with as many people at work in every hour as were observed
//! then ([`presence`]), many times. What was observed is one draw; if the scenario were the desk, it would be exchangeable with the
//! replications. So every figure has the range that holds a further replication with 95 % probability, and every distance the
//! limit that a replication keeps to with 95 % ([`compare`]). Both hold what chance does, not what the estimates of the scenario err.
//!
//! What is answered after the last whole day of the export is unknown; it counts as unanswered in the export and in the
//! simulation alike ([`tally`]), so that both are cut off at the same instant.

pub mod compare;
pub mod presence;
pub mod run;
pub mod tally;

pub use compare::{Compared, Distance, Grade, HourOfWeek, Moment, QuantilePoint};
pub use run::{BackTest, Options, Outcome, back_test};

use crate::calibrate::Period;
use crate::history::History;

/// Whole weeks that the scenario is fitted on at least: every weekday is then seen twice.
pub const FEWEST_FITTED_WEEKS: i64 = 2;
/// Whole weeks that it is judged on at least.
pub const FEWEST_JUDGED_WEEKS: i64 = 1;
/// Conversations of the judged weeks from which anything is said of them.
pub const FEWEST_JUDGED: usize = 30;

/// The days of an export, parted: the scenario is fitted on those before `day`, and judged on those from it on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Split {
    pub period: Period,
    /// Counted from 1 January 1970, local.
    pub day: i64,
}

/// Why an export cannot be parted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoSplit {
    /// Whole weeks that there are.
    TooShort { weeks: i64 },
    /// Conversations opened before the parting day, or from it on.
    TooFew { fitted: usize, judged: usize },
}

impl Split {
    /// Parts the days so that the share of the whole weeks nearest to the one asked for is judged.
    ///
    /// # Errors
    /// If there are fewer weeks, or conversations in them, than a judgement needs.
    pub fn of(history: &History, period: Period, share: f64) -> Result<Split, NoSplit> {
        let weeks = period.days().div_euclid(7);
        if weeks < FEWEST_FITTED_WEEKS + FEWEST_JUDGED_WEEKS {
            return Err(NoSplit::TooShort { weeks });
        }
        let judged = ((share * weeks as f64).round() as i64).clamp(FEWEST_JUDGED_WEEKS, weeks - FEWEST_FITTED_WEEKS);
        let split = Split { period, day: period.to - 7 * judged };
        let opened = history.conversations().map(|messages| history.local_s(messages[0].at_s));
        let inside = opened.filter(|local_s| period.holds(*local_s));
        let (mut before, mut after) = (0, 0);
        inside.for_each(|local_s| *if local_s < split.day * 86_400 { &mut before } else { &mut after } += 1);
        if before < crate::calibrate::FEWEST_CONVERSATIONS || after < FEWEST_JUDGED {
            return Err(NoSplit::TooFew { fitted: before, judged: after });
        }
        Ok(split)
    }

    /// Whole weeks that are judged.
    pub fn judged_weeks(&self) -> i64 {
        (self.period.to - self.day) / 7
    }
    /// Days that the scenario is fitted on.
    pub fn fitted_days(&self) -> i64 {
        self.day - self.period.from
    }
}
