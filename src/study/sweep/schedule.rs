//! All replications of all cells as one list of tasks, so that every thread is busy to the end.
//!
//! Invariants: a cell is the same for any number of threads; no more cells are begun and not finished than there are
//! threads, and those that stand ready for them.

use crate::metrics::Batch;
use crate::study::replicate::{Column, lock};
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The cells to simulate, in the order in which they are begun.
    pub cells: &'a [u32],
    /// Scenarios of each cell.
    pub scenarios: usize,
    pub replications: u32,
}

/// Why a replication gave no batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Halt<S, E> {
    /// The scenario cannot be simulated: the cell holds that, and the sweep goes on.
    Scenario(S),
    /// The sweep ends.
    Sweep(E),
}

/// The batch of each scenario of a cell, or why there is none.
pub type Batches<S> = Vec<Result<Batch, S>>;

/// Simulates every replication of every scenario of every cell.
///
/// `prepare(cell)` is called once for each cell, a little before it is needed; `simulate(prepared, scenario, replication)`
/// gives the batch of that one replication; `finish(cell, prepared, batches)` is called when all of a cell are there, by
/// the thread that brought the last one, in the order in which cells end. `progress(done, all)` counts replications.
///
/// Of a scenario that cannot be simulated the reason is that of the earliest replication that shows it.
///
/// # Errors
/// The first error that any of the functions gives.
pub fn schedule<P, S, E>(
    pool: &ThreadPool,
    work: Work,
    prepare: impl Fn(u32) -> Result<P, E> + Sync,
    simulate: impl Fn(&P, usize, u32) -> Result<Batch, Halt<S, E>> + Sync,
    finish: impl Fn(u32, &P, Batches<S>) -> Result<(), E> + Sync,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<(), E>
where
    P: Send + Sync,
    S: Send,
    E: Send,
{
    let list = List::new(&work, pool.current_num_threads());
    let (next, done, ended) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let failure: Mutex<Option<E>> = Mutex::new(None);
    let open = Mutex::new(Open { slots: BTreeMap::new(), finished: vec![false; work.cells.len()] });
    let fail = |error: E| {
        ended.store(true, Ordering::Relaxed);
        lock(&failure).get_or_insert(error);
    };
    let ready = |at: usize| -> Option<Arc<Slot<P, S>>> {
        let slot = lock(&open).slot(at, &work)?;
        slot.prepared.get_or_init(|| prepare(work.cells[at]).map_err(&fail).ok()).is_some().then_some(slot)
    };
    let run = |at: usize, task: usize| -> Option<()> {
        let slot = ready(at)?;
        let prepared = slot.prepared.get()?.as_ref()?;
        let (scenario, replication) = (task % work.scenarios, (task / work.scenarios) as u32);
        if !slot.is_stopped_before(scenario, replication) {
            match simulate(prepared, scenario, replication) {
                Ok(batch) => lock(&slot.columns[scenario]).column.put(replication, batch),
                Err(Halt::Scenario(reason)) => lock(&slot.columns[scenario]).stop(replication, reason),
                Err(Halt::Sweep(error)) => {
                    fail(error);
                    return None;
                }
            }
        }
        if slot.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            lock(&open).finish(at);
            finish(work.cells[at], prepared, slot.take()).unwrap_or_else(&fail);
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, list.runs());
        Some(())
    };
    pool.broadcast(|_| {
        while !ended.load(Ordering::Relaxed) {
            match list.step(next.fetch_add(1, Ordering::Relaxed)) {
                Some(Step::Prepare(at)) => _ = ready(at),
                Some(Step::Run(at, task)) => _ = run(at, task),
                Some(Step::Nothing) => {}
                None => return,
            }
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// The cells that are prepared and not yet finished.
struct Open<P, S> {
    slots: BTreeMap<usize, Arc<Slot<P, S>>>,
    finished: Vec<bool>,
}

impl<P, S> Open<P, S> {
    /// `None` where the cell is finished: a thread that was to prepare it has been overtaken.
    fn slot(&mut self, at: usize, work: &Work) -> Option<Arc<Slot<P, S>>> {
        let new = || Arc::new(Slot::new(work));
        (!self.finished[at]).then(|| self.slots.entry(at).or_insert_with(new).clone())
    }

    fn finish(&mut self, at: usize) {
        self.finished[at] = true;
        self.slots.remove(&at);
    }
}

struct Slot<P, S> {
    /// `None` where it could not be prepared.
    prepared: OnceLock<Option<P>>,
    columns: Vec<Mutex<Replications<S>>>,
    /// Tasks not yet done.
    left: AtomicUsize,
}

/// What is there of one scenario of a cell.
struct Replications<S> {
    column: Column,
    /// The earliest replication that could not be simulated, and why.
    stopped: Option<(u32, S)>,
}

impl<S> Replications<S> {
    fn new() -> Replications<S> {
        Replications { column: Column::new(0), stopped: None }
    }

    fn stop(&mut self, replication: u32, reason: S) {
        if self.stopped.as_ref().is_none_or(|(at, _)| replication < *at) {
            self.stopped = Some((replication, reason));
        }
    }
}

impl<P, S> Slot<P, S> {
    fn new(work: &Work) -> Slot<P, S> {
        Slot {
            prepared: OnceLock::new(),
            columns: (0..work.scenarios).map(|_| Mutex::new(Replications::new())).collect(),
            left: AtomicUsize::new(work.scenarios * work.replications as usize),
        }
    }

    fn is_stopped_before(&self, scenario: usize, replication: u32) -> bool {
        lock(&self.columns[scenario]).stopped.as_ref().is_some_and(|(at, _)| *at < replication)
    }

    fn take(&self) -> Batches<S> {
        let whole = self.columns.iter().map(|one| std::mem::replace(&mut *lock(one), Replications::new()));
        whole
            .map(|one| match one.stopped {
                Some((_, reason)) => Err(reason),
                None => Ok(one.column.into_batch().expect("every replication has been put")),
            })
            .collect()
    }
}

/// A step of the list; cells by their position in [`Work::cells`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Prepare(usize),
    Run(usize, usize),
    /// At the end there is nothing left to prepare.
    Nothing,
}

/// The order of all steps: a cell is prepared so many cells ahead that no thread has to wait for it, and all its
/// replications follow one another.
struct List {
    cells: usize,
    tasks: usize,
    ahead: usize,
}

impl List {
    fn new(work: &Work, threads: usize) -> List {
        let tasks = work.scenarios * work.replications as usize;
        List { cells: if tasks == 0 { 0 } else { work.cells.len() }, tasks, ahead: 1 + threads.div_ceil(tasks.max(1)) }
    }

    /// Replications of all cells.
    fn runs(&self) -> usize {
        self.cells * self.tasks
    }

    fn step(&self, number: usize) -> Option<Step> {
        let ahead = self.ahead.min(self.cells);
        if number < ahead {
            return Some(Step::Prepare(number));
        }
        let (cell, at) = ((number - ahead) / (self.tasks + 1), (number - ahead) % (self.tasks + 1));
        match at {
            _ if cell >= self.cells => None,
            0 if cell + ahead < self.cells => Some(Step::Prepare(cell + ahead)),
            0 => Some(Step::Nothing),
            _ => Some(Step::Run(cell, at - 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::replicate::thread_pool;
    use crate::study::synthetic;
    use std::num::NonZeroUsize;

    type Found = BTreeMap<u32, Vec<Result<String, u32>>>;

    fn run(threads: usize, cells: &[u32], replications: u32) -> Result<Found, String> {
        let pool = thread_pool(NonZeroUsize::new(threads)).unwrap();
        let found = Mutex::new(Found::new());
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = Work { cells, scenarios: 2, replications };
        schedule(
            &pool,
            work,
            |cell| {
                most.fetch_max(begun.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                if cell == 99 { Err("no such cell".to_string()) } else { Ok(cell) }
            },
            |cell, scenario, replication| {
                std::thread::sleep(std::time::Duration::from_micros(
                    u64::from((replication * 37 + cell * 11) % 5) * 100,
                ));
                match (cell, scenario) {
                    (3, 1) if replication >= 2 => Err(Halt::Scenario(replication)),
                    (77, _) if replication == 1 => Err(Halt::Sweep("stop".to_string())),
                    _ => Ok(synthetic::batch(scenario, replication)),
                }
            },
            |cell, prepared, batches| {
                begun.fetch_sub(1, Ordering::Relaxed);
                assert_eq!(cell, *prepared);
                let texts = batches.into_iter().map(|one| one.map(|batch| serde_json::to_string(&batch).unwrap()));
                assert!(lock(&found).insert(cell, texts.collect()).is_none(), "a cell ends once");
                Ok(())
            },
            |done, all| assert!(done <= all && all == cells.len() * 2 * replications as usize),
        )?;
        let bound = threads + 2 + threads.div_ceil(2 * replications as usize);
        assert!(most.into_inner() <= bound, "cells in memory at once");
        Ok(found.into_inner().unwrap())
    }

    #[test]
    fn every_cell_is_done_once_and_the_same_for_any_number_of_threads() {
        let cells: Vec<u32> = (0..40).collect();
        let one = run(1, &cells, 4).unwrap();
        assert_eq!(one.len(), 40);
        assert_eq!(one, run(2, &cells, 4).unwrap());
        assert_eq!(one, run(5, &cells, 4).unwrap());
        let batch = serde_json::to_string(&synthetic::batches(1, 0..4)).unwrap();
        assert_eq!(one[&7][1], Ok(batch), "batches are whole and in the order of their replications");
        let some = run(3, &[8, 2, 31], 4).unwrap();
        assert!(some.iter().all(|(cell, found)| one[cell] == *found) && some.len() == 3);
    }

    #[test]
    fn a_scenario_that_cannot_be_simulated_gives_its_earliest_reason_and_the_rest_goes_on() {
        for threads in [1, 2, 7] {
            let found = run(threads, &[1, 2, 3, 4], 20).unwrap();
            assert_eq!(found[&3][1], Err(2));
            assert!(found[&3][0].is_ok() && found[&4][1].is_ok());
        }
    }

    #[test]
    fn an_error_ends_the_sweep() {
        let all: Vec<u32> = (70..99).collect();
        assert_eq!(run(2, &all, 3).unwrap_err(), "stop");
        assert_eq!(run(3, &[1, 99, 2], 3).unwrap_err(), "no such cell");
        assert_eq!(run(2, &[], 3).unwrap(), Found::new());
    }

    #[test]
    fn the_list_holds_every_task_once_and_prepares_ahead() {
        for (cells, tasks, threads) in [(1, 1, 1), (5, 3, 2), (4, 2, 9), (20, 1, 4), (3, 50, 2)] {
            let numbers: Vec<u32> = (0..cells).collect();
            let list = List::new(&Work { cells: &numbers, scenarios: 1, replications: tasks }, threads);
            let steps: Vec<Step> = (0..).map_while(|number| list.step(number)).collect();
            let runs: Vec<(usize, usize)> = steps
                .iter()
                .filter_map(|step| if let Step::Run(cell, task) = step { Some((*cell, *task)) } else { None })
                .collect();
            let expected: Vec<(usize, usize)> =
                (0..cells as usize).flat_map(|cell| (0..tasks as usize).map(move |task| (cell, task))).collect();
            assert_eq!(runs, expected);
            for cell in 0..cells as usize {
                let at = |wanted: Step| steps.iter().position(|step| *step == wanted).unwrap();
                assert!(at(Step::Prepare(cell)) + threads.min(cell * tasks as usize) <= at(Step::Run(cell, 0)));
            }
        }
    }
}
