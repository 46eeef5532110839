//! Ctrl-C: the simulation asks every simulated hour whether to go on.

use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C (and a wish to terminate) is noted instead of ending the process. To be called when all input
/// has been read: while the process waits for standard input it must end at once.
///
/// # Errors
/// If the system does not allow it.
pub fn watch() -> Result<(), ctrlc::Error> {
    match ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed)) {
        // A command of several steps asks before each.
        Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        done => done,
    }
}

/// Whether nobody has asked to stop.
pub fn go_on() -> bool {
    !STOP.load(Ordering::Relaxed)
}
