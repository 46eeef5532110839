//! Many replications of several scenarios on all cores.
//!
//! Invariant: the result does not depend on the number of threads, on who finishes first, nor on how a range of
//! replications is split: batches are appended in the order of their replications.

use crate::metrics::Batch;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Threads to simulate with; `None`: one for each core.
///
/// # Errors
/// If the system does not give the threads.
pub fn thread_pool(threads: Option<NonZeroUsize>) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(threads.map_or(0, NonZeroUsize::get)).build()
}

/// Simulates every replication of the range in every scenario and returns one batch for each scenario.
///
/// `simulate(scenario, replication)` gives the batch of that one replication. `progress(done, all)` is called after
/// each. Threads take the next task from one list that goes by replication, then by scenario: all are busy until
/// the last tasks, and only a few batches wait for an earlier one.
///
/// # Errors
/// The error of the earliest task that failed; tasks not yet begun are left out.
pub fn replicate<E, S, P>(
    pool: &ThreadPool,
    scenarios: usize,
    replications: Range<u32>,
    simulate: S,
    progress: P,
) -> Result<Vec<Batch>, E>
where
    E: Send,
    S: Fn(usize, u32) -> Result<Batch, E> + Sync,
    P: Fn(usize, usize) + Sync,
{
    let tasks = scenarios * replications.len();
    let next_task = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let failure: Mutex<Option<(usize, E)>> = Mutex::new(None);
    let columns: Vec<Mutex<Column>> = (0..scenarios).map(|_| Mutex::new(Column::new(replications.start))).collect();
    let done = AtomicUsize::new(0);

    pool.broadcast(|_| {
        while !stopped.load(Ordering::Relaxed) {
            // A task once taken is always run, so that the earliest failure does not depend on the threads.
            let task = next_task.fetch_add(1, Ordering::Relaxed);
            if task >= tasks {
                return;
            }
            let (scenario, replication) = (task % scenarios, replications.start + (task / scenarios) as u32);
            match simulate(scenario, replication) {
                Ok(batch) => lock(&columns[scenario]).put(replication, batch),
                Err(error) => {
                    stopped.store(true, Ordering::Relaxed);
                    let mut earliest = lock(&failure);
                    if earliest.as_ref().is_none_or(|(at, _)| task < *at) {
                        *earliest = Some((task, error));
                    }
                }
            }
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, tasks);
        }
    });

    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some((_, error)) => Err(error),
        None => {
            let columns = columns.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner));
            Ok(columns.filter_map(Column::into_batch).collect())
        }
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is there of one scenario: the replications so far without a gap, and those that came early.
pub(super) struct Column {
    next: u32,
    merged: Option<Batch>,
    early: BTreeMap<u32, Batch>,
}

impl Column {
    pub(super) fn new(first: u32) -> Column {
        Column { next: first, merged: None, early: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, replication: u32, batch: Batch) {
        self.early.insert(replication, batch);
        while let Some(batch) = self.early.remove(&self.next) {
            self.next += batch.replications.len() as u32;
            match &mut self.merged {
                Some(merged) => merged.append(batch).expect("batches are put in their order"),
                None => self.merged = Some(batch),
            }
        }
    }

    /// `None` where nothing was put.
    pub(super) fn into_batch(self) -> Option<Batch> {
        self.merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    fn run(threads: usize, replications: Range<u32>) -> Vec<Batch> {
        let pool = thread_pool(NonZeroUsize::new(threads)).unwrap();
        let simulate = |scenario: usize, replication: u32| {
            // Uneven work, so that replications finish out of order.
            std::thread::sleep(std::time::Duration::from_micros(u64::from(replication * 37 % 5) * 100));
            Ok::<_, ()>(synthetic::batch(scenario, replication))
        };
        replicate(&pool, 3, replications, simulate, |_, _| {}).unwrap()
    }

    fn bytes(batches: &[Batch]) -> String {
        serde_json::to_string(batches).unwrap()
    }

    #[test]
    fn the_same_bytes_for_any_number_of_threads_and_any_split() {
        let whole = run(1, 0..20);
        assert_eq!(whole.len(), 3);
        assert_eq!(whole[0].replications.len(), 20);
        assert_eq!(bytes(&whole), bytes(&run(2, 0..20)));
        assert_eq!(bytes(&whole), bytes(&run(5, 0..20)));
        let mut halves = run(2, 0..7);
        for (half, rest) in halves.iter_mut().zip(run(3, 7..20)) {
            half.append(rest).unwrap();
        }
        assert_eq!(bytes(&whole), bytes(&halves));
    }

    #[test]
    fn the_earliest_failure_stops_the_rest_and_is_the_same_for_any_number_of_threads() {
        for threads in [1, 2, 4] {
            let pool = thread_pool(NonZeroUsize::new(threads)).unwrap();
            let begun = AtomicUsize::new(0);
            let result = replicate(
                &pool,
                2,
                0..1000,
                |scenario, replication| {
                    begun.fetch_add(1, Ordering::Relaxed);
                    if replication >= 3 {
                        Err((scenario, replication))
                    } else {
                        Ok(synthetic::batch(scenario, replication))
                    }
                },
                |_, _| {},
            );
            assert_eq!(result.unwrap_err(), (0, 3));
            assert!(begun.load(Ordering::Relaxed) < 20);
        }
    }

    #[test]
    fn progress_ends_at_all_tasks() {
        let pool = thread_pool(NonZeroUsize::new(2)).unwrap();
        let most = AtomicUsize::new(0);
        let progress = |done: usize, all: usize| {
            assert_eq!(all, 8);
            most.fetch_max(done, Ordering::Relaxed);
        };
        replicate(&pool, 2, 0..4, |s, r| Ok::<_, ()>(synthetic::batch(s, r)), progress).unwrap();
        assert_eq!(most.into_inner(), 8);
    }

    #[test]
    fn no_replications_give_no_batches() {
        let pool = thread_pool(NonZeroUsize::new(1)).unwrap();
        assert_eq!(replicate(&pool, 2, 3..3, |s, r| Ok::<_, ()>(synthetic::batch(s, r)), |_, _| {}), Ok(vec![]));
    }
}
