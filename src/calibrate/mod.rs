//! What an export tells of the desk it comes from, each value with its sample size and 95 % interval.
//!
//! An estimate that the data do not hold is `None`, never a guess: what stands for it is said where the scenario is written.
//! Values that need what comes after a conversation's opening are taken from those that opened long before the end ([`RIPE_DAYS`]).

pub mod at_work;
pub mod coverage;
pub mod crisis;
pub mod estimate;
pub mod evidence;
pub mod period;
pub mod precedence;
pub mod service;
pub mod times;
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
    /// Opened in its whole days.
    pub conversations: usize,
    /// In all.
    pub all: usize,
}

/// A conversation opened in the period.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    pub messages: &'a [Message],
    /// Counted from the first of the period.
    pub day: u32,
    /// So long before the end of the export that what follows is in it.
    pub ripe: bool,
}

/// Estimates everything that the export tells.
///
/// # Errors
/// If fewer than [`FEWEST_CONVERSATIONS`] opened in its period.
pub fn calibrate(history: &History) -> Result<Calibration, TooFew> {
    fit(history, None)
}

/// The same of the part of an export before a day ([`History::before`]): of a part, the last day is whole.
///
/// # Errors
/// As of [`calibrate`].
pub fn calibrate_part(part: &History, before: i64) -> Result<Calibration, TooFew> {
    fit(part, Some(before))
}

fn fit(history: &History, cut: Option<i64>) -> Result<Calibration, TooFew> {
    let opened = || history.conversations().map(|messages| history.local_s(messages[0].at_s));
    let period = Period::of(list(opened), cut).ok_or(TooFew { conversations: 0, all: 0 })?;
    let inside = list(|| opened().filter(|local_s| period.holds(*local_s)));
    let (conversations, all) = (inside.len(), history.conversations().count());
    let few = TooFew { conversations, all };
    if conversations < FEWEST_CONVERSATIONS {
        return Err(few);
    }
    // One after the other, each giving back what it needed: of millions of rows every list is long.
    let volume = volume::estimate(&inside, &period);
    drop(inside);
    let work = work::estimate(history, &period);
    let service = service::estimate(&conversations_of(history, &period), history, &work);
    Ok(Calibration {
        period,
        conversations: conversations as u64,
        outside: (all - conversations) as u64,
        volume,
        service: service.ok_or(few)?,
        coverage: coverage::estimate(history, &period),
    })
}

/// The conversations opened in the period.
fn conversations_of<'h>(history: &'h History, period: &Period) -> Vec<Opened<'h>> {
    let last_ripe = period.to - if period.days() < SHORT_DAYS { RIPE_DAYS_OF_SHORT } else { RIPE_DAYS };
    // Of a few days everything counts: what is cut off is then told by the reader's own knowledge of the export.
    let ripe = |day: i64| period.days() <= RIPE_DAYS_OF_SHORT || day < last_ripe;
    let opened = |messages: &'h [Message]| {
        let day = history.local_s(messages[0].at_s).div_euclid(86_400);
        let inside = (period.from..period.to).contains(&day);
        inside.then(|| Opened { messages, day: (day - period.from) as u32, ripe: ripe(day) })
    };
    list(|| history.conversations().filter_map(opened))
}

/// A list of millions, made as long as it will be: one that grows is copied, which takes twice its memory.
fn list<T, I: Iterator<Item = T>>(items: impl Fn() -> I) -> Vec<T> {
    let mut list = Vec::with_capacity(items().count());
    list.extend(items());
    list
}
