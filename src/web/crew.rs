//! The threads that simulate for the page. Each does one small task of a run and turns to the next run, so that nobody waits
//! for all of somebody else's: first those who have no figures yet, but every eighth task goes to those who have.

use super::refine::{Next, Refinement, Snapshot, Task};
use crate::study::thread_pool;
use rayon::ThreadPoolBuildError;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Every so many tasks one goes to a run that only refines.
const REFINING_TURN: u64 = 8;
/// How often a run is asked whether it must stop while there is nothing to do.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

pub struct Crew {
    shared: Arc<Shared>,
    hands: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Default)]
struct Shared {
    list: Mutex<List>,
    bell: Condvar,
}

#[derive(Default)]
struct List {
    /// Whose turn it is stands first.
    runs: VecDeque<Arc<Refinement>>,
    /// Runs whose decision is looked for, one after the other.
    decisions: VecDeque<(Arc<Refinement>, Snapshot)>,
    /// Tasks that are being done.
    at_work: usize,
    turns: u64,
    closing: bool,
}

/// Why there is no crew.
#[derive(Debug, thiserror::Error)]
pub enum NoCrew {
    #[error(transparent)]
    Thread(#[from] std::io::Error),
    #[error(transparent)]
    Pool(#[from] ThreadPoolBuildError),
}

impl Crew {
    /// As many threads as said, else one for each core, and beside them those that look for decisions.
    ///
    /// # Errors
    /// If the system does not give them.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Crew, NoCrew> {
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let threads = threads.unwrap_or(cores).get();
        let (shared, mut hands) = (Arc::new(Shared::default()), vec![]);
        for number in 0..threads {
            let shared = Arc::clone(&shared);
            hands.push(thread::Builder::new().name(format!("run-{number}")).spawn(move || shared.work())?);
        }
        let pool = thread_pool(NonZeroUsize::new(threads.div_ceil(2)))?;
        let deciding = Arc::clone(&shared);
        hands.push(thread::Builder::new().name("decide".into()).spawn(move || {
            while let Some((run, snapshot)) = deciding.next_decision() {
                unless_it_falls_over(&run, |run| run.decide(&snapshot, &pool));
                deciding.lock().at_work -= 1;
            }
        })?);
        Ok(Crew { shared, hands: Mutex::new(hands) })
    }

    pub fn begin(&self, run: Refinement) {
        let mut list = self.shared.lock();
        list.runs.push_back(Arc::new(run));
        list.forget_stopped();
        drop(list);
        self.shared.bell.notify_all();
    }

    /// Runs that are not over, and tasks being done.
    pub fn busy(&self) -> (usize, usize) {
        let list = self.shared.lock();
        (list.runs.len() + list.decisions.len(), list.at_work)
    }

    /// Sends everybody home when what is on has stopped.
    pub fn close(&self) {
        self.shared.lock().closing = true;
        self.shared.bell.notify_all();
        for hand in self.hands.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // A thread that fell over has told so itself.
            let _ = hand.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some((run, task)) = self.next_task() {
            let to_decide = unless_it_falls_over(&run, |run| run.perform(task)).flatten();
            let mut list = self.lock();
            list.at_work -= 1;
            list.decisions.extend(to_decide.map(|snapshot| (run, snapshot)));
            list.forget_stopped();
            drop(list);
            // What was done may be what the next stage of the run waited for.
            self.bell.notify_all();
        }
    }

    fn next_task(&self) -> Option<(Arc<Refinement>, Task)> {
        let mut list = self.lock();
        loop {
            if let Some(found) = list.take() {
                list.at_work += 1;
                return Some(found);
            }
            if list.closing && list.runs.is_empty() {
                // Whoever looks for decisions waits for the last run to end.
                self.bell.notify_all();
                return None;
            }
            list = if list.runs.is_empty() {
                self.bell.wait(list).unwrap_or_else(PoisonError::into_inner)
            } else {
                self.bell.wait_timeout(list, LOOK_AGAIN).unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }

    fn next_decision(&self) -> Option<(Arc<Refinement>, Snapshot)> {
        let mut list = self.lock();
        loop {
            if let Some(found) = list.decisions.pop_front() {
                list.at_work += 1;
                return Some(found);
            }
            if list.closing && list.runs.is_empty() && list.at_work == 0 {
                return None;
            }
            list = self.bell.wait(list).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What was done for a run; a mistake of ours ends that run and no other.
fn unless_it_falls_over<T>(run: &Refinement, work: impl FnOnce(&Refinement) -> T) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(|| work(run)));
    done.inspect_err(|_| run.fall_over()).ok()
}

impl List {
    /// Decisions that nobody waits for any more: whoever left gave up the seat, so nothing else bounds how many there are.
    fn forget_stopped(&mut self) {
        self.decisions.retain(|(run, _)| !run.ends_if_stopped());
    }

    /// The next task, and its run behind all others.
    fn take(&mut self) -> Option<(Arc<Refinement>, Task)> {
        self.turns += 1;
        let urgent_first = !self.turns.is_multiple_of(REFINING_TURN);
        for urgent in [urgent_first, !urgent_first] {
            let mut at = 0;
            while at < self.runs.len() {
                if self.runs[at].is_urgent() != urgent {
                    at += 1;
                    continue;
                }
                match self.runs[at].next() {
                    Next::Nothing => at += 1,
                    Next::Over => drop(self.runs.remove(at)),
                    Next::Task(task) => {
                        let run = self.runs.remove(at)?;
                        self.runs.push_back(Arc::clone(&run));
                        return Some((run, task));
                    }
                }
            }
        }
        None
    }
}
