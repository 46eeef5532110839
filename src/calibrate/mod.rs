//! What an export tells of the desk it comes from, each value with its sample size and 95 % interval.
//!
//! An estimate that the data do not hold is `None`, never a guess: what stands for it is said where the scenario is written.
//! Values that need what comes after a conversation's opening are taken from those that opened long before the end ([`RIPE_DAYS`]).

pub mod coverage;
pub mod estimate;
pub mod evidence;
pub mod period;
pub mod precedence;
pub mod service;
pub mod volume;
pub mod work;

pub use coverage::{Coverage, Spell};
pub use estimate::{Estimate, LogNormal};
pub use evidence::Evidence;
pub use period::Period;
pub use precedence::Precedence;
pub use service::{Kind, QUANTILES, Service};
pub use volume::Volume;
pub use work::Handling;

use crate::history::{History, Message};

/// Days before the end of the export after which a conversation opened too late to be seen to its end.
pub const RIPE_DAYS: i64 = 7;
/// The same of an export of less than four weeks.
const RIPE_DAYS_OF_SHORT: i64 = 2;
const SHORT_DAYS: i64 = 28;
/// Fewest conversations from which anything is said.
pub const FEWEST_CONVERSATIONS: usize = 30;

/// A desk as its export shows it.
#[derive(Clone, Debug)]
pub struct Calibration {
    pub period: Period,
    /// Conversations opened in the period.
    pub conversations: u64,
    /// Conversations outside of it: strays, and those of the first and last day.
    pub outside: u64,
    pub volume: Volume,
    pub service: Service,
    pub coverage: Coverage,
}

/// Why an export says too little.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooFew {
    pub conversations: usize,
}

/// Estimates everything that the export tells.
///
/// # Errors
/// If fewer than [`FEWEST_CONVERSATIONS`] opened in its period.
pub fn calibrate(history: &History) -> Result<Calibration, TooFew> {
    let opened: Vec<i64> = history.conversations().map(|messages| history.local_s(messages[0].at_s)).collect();
    let period = Period::of(&opened).ok_or(TooFew { conversations: 0 })?;
    let inside: Vec<i64> = opened.iter().copied().filter(|local_s| period.holds(*local_s)).collect();
    if inside.len() < FEWEST_CONVERSATIONS {
        return Err(TooFew { conversations: inside.len() });
    }
    let last_ripe = 86_400 * (period.to - if period.days() < SHORT_DAYS { RIPE_DAYS_OF_SHORT } else { RIPE_DAYS });
    // Of a few days everything counts: what is cut off is then told by the reader's own knowledge of the export.
    let ripe = |local_s: i64| period.days() <= RIPE_DAYS_OF_SHORT || local_s < last_ripe;
    let conversations: Vec<(&[Message], bool)> = history
        .conversations()
        .zip(&opened)
        .filter(|(_, local_s)| period.holds(**local_s))
        .map(|(messages, local_s)| (messages, ripe(*local_s)))
        .collect();
    let work = work::estimate(history, &period);
    let service = service::estimate(&conversations, history, &work).ok_or(TooFew { conversations: inside.len() })?;
    Ok(Calibration {
        period,
        conversations: inside.len() as u64,
        outside: (opened.len() - inside.len()) as u64,
        volume: volume::estimate(&inside, &period),
        service,
        coverage: coverage::estimate(history, &period),
    })
}
