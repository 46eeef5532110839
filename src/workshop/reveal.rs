//! A reveal under way: what was submitted, until what it brings is kept.

use super::denied::Denied;
use super::lever::Decision;
use super::outcome::{Act, play};
use super::rooms::{Workshop, fell_over};
use super::rows::{Room, Round};
use super::studies::Study;
use rayon::ThreadPool;
use std::sync::Arc;

/// While it lives nobody changes what was submitted.
pub struct Reveal {
    workshop: Arc<Workshop>,
    code: String,
    round: u32,
    study: &'static Study,
    act: Act,
    submitted: Vec<(i64, Decision)>,
}

impl Reveal {
    pub(super) fn new(
        workshop: Arc<Workshop>,
        room: &Room,
        on: &Round,
        act: Act,
        submitted: Vec<(i64, Decision)>,
    ) -> Reveal {
        Reveal { workshop, code: room.code.clone(), round: on.number, study: on.study, act, submitted }
    }

    /// Simulates all that was submitted and keeps what it brings.
    ///
    /// # Errors
    /// When told to stop, or if it cannot be kept: then the round is as it was.
    pub fn run(
        self,
        pool: &ThreadPool,
        go_on: &(dyn Fn() -> bool + Sync),
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<(), Denied> {
        let outcome = play(self.study, &self.submitted, self.act, pool, go_on, progress).map_err(fell_over)?;
        self.workshop.keep(&self.code, self.round, &outcome)
    }
}

impl Drop for Reveal {
    fn drop(&mut self) {
        self.workshop.closing().remove(&self.code);
    }
}
