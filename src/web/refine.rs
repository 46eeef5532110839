//! A run that is refined: first figures from few replications, then twice as many each time.
//!
//! Invariant: the figures of so many replications are those of `relevo run` with as many: replications are appended in their
//! order, whoever simulated them; nothing that was simulated is thrown away.

use super::audience::Audience;
use super::entry::Prepared;
use super::figures::State as Refined;
use super::limits::RUN_TIME;
use super::stream::Stop;
use crate::desk::Scenario;
use crate::engine::Stopped;
use crate::locale::Text;
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::Model;
use crate::report::stopped::told;
use crate::study::decision::{Decision, Run as Decided, decide};
use crate::study::precision::{FEWEST_REPLICATIONS, Wish};
use crate::study::result::{CommandLine, PrecisionEnd, StudyResult};
use crate::study::vary::Evaluator;
use crate::study::{Simulated, assemble};
use rayon::ThreadPool;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Replications of the first figures: the fewest that give an interval worth showing.
const FIRST: u32 = 4;

const FELL_OVER: Text = Text::new("the server failed at this run", "el servidor falló en esta simulación");

/// How far a run goes.
#[derive(Clone, Debug)]
pub struct Goal {
    pub most: u32,
    pub wish: Option<Wish>,
    /// What beside the scenarios decides on the figures, as the command line has it.
    pub command_line: CommandLine,
    /// Whether what stands behind the verdict is looked for at the end.
    pub decision: bool,
}

/// One run: what is simulated, and who is told.
pub struct Refinement {
    study: Prepared,
    models: Vec<Model>,
    options: MeasureOptions,
    goal: Goal,
    audience: Audience,
    stop: Arc<Stop>,
    deadline: Instant,
    first_told: AtomicBool,
    progress: Mutex<Progress>,
}

struct Progress {
    /// Replications of the stage that is on.
    stage: Range<u32>,
    /// The stage's batches by task: replication by replication, in each the scenarios in their order.
    slots: Vec<Option<Batch>>,
    next_task: usize,
    outstanding: usize,
    /// What all stages before gave, by scenario.
    batches: Arc<Vec<Batch>>,
    ready: Option<Snapshot>,
    telling: bool,
    failure: Option<(usize, Stopped)>,
    over: bool,
}

/// What there is after a stage.
pub struct Snapshot {
    batches: Arc<Vec<Batch>>,
    state: Refined,
    half_width: Option<f64>,
}

/// Something that a thread can do for a run.
pub enum Task {
    Simulate { task: usize, scenario: usize, replication: u32 },
    Tell(Snapshot),
}

/// What a run has to be done for it now.
pub enum Next {
    Task(Task),
    /// Others are still at it.
    Nothing,
    Over,
}

impl Refinement {
    pub fn new(study: Prepared, goal: Goal, audience: Audience, stop: Arc<Stop>) -> Refinement {
        let models: Vec<Model> = study.scenarios.iter().map(Model::new).collect();
        let plan = study.scenarios[0].run;
        let options = MeasureOptions { seed: plan.seed, week_opens: models[0].week_opens() };
        let stage = 0..FIRST.min(goal.most);
        let slots = empty(models.len() * stage.len());
        let progress = Progress {
            stage,
            slots,
            next_task: 0,
            outstanding: 0,
            batches: Arc::default(),
            ready: None,
            telling: false,
            failure: None,
            over: false,
        };
        let (deadline, progress) = (Instant::now() + RUN_TIME, Mutex::new(progress));
        let first_told = AtomicBool::new(!audience.watches());
        Refinement { study, models, options, goal, audience, stop, deadline, first_told, progress }
    }

    /// Whether somebody waits for the first figures.
    pub fn is_urgent(&self) -> bool {
        !self.first_told.load(Ordering::Relaxed)
    }

    /// Tells the end of a run that must stop; whether it must.
    pub fn ends_if_stopped(&self) -> bool {
        let reason = self.stopping();
        if let Some(reason) = reason {
            self.audience.ended(reason, None);
        }
        reason.is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the run must stop, as the end of the stream says it.
    fn stopping(&self) -> Option<&'static str> {
        match self.stop.reason() {
            Some(reason) => Some(reason.name()),
            None if Instant::now() > self.deadline => Some("time"),
            None => None,
        }
    }

    /// What there is to do.
    pub fn next(&self) -> Next {
        let mut progress = self.lock();
        if progress.over {
            return Next::Over;
        }
        let (reason, failure) = (self.stopping(), progress.failure);
        if reason.is_some() || failure.is_some() {
            // The end is told last.
            if progress.outstanding > 0 || progress.telling {
                return Next::Nothing;
            }
            progress.over = true;
            match (reason, failure) {
                (Some(reason), _) => self.audience.ended(reason, None),
                (None, Some((task, stopped))) => self.fail(task % self.models.len(), stopped),
                (None, None) => {}
            }
            return Next::Over;
        }
        if !progress.telling
            && let Some(snapshot) = progress.ready.take()
        {
            progress.telling = true;
            return Next::Task(Task::Tell(snapshot));
        }
        if progress.next_task >= progress.slots.len() {
            return Next::Nothing;
        }
        let (task, scenarios) = (progress.next_task, self.models.len());
        progress.next_task += 1;
        progress.outstanding += 1;
        let replication = progress.stage.start + (task / scenarios) as u32;
        Next::Task(Task::Simulate { task, scenario: task % scenarios, replication })
    }

    /// Does it; the last figures where the decision is still to be looked for.
    pub fn perform(&self, task: Task) -> Option<Snapshot> {
        match task {
            Task::Simulate { task, scenario, replication } => {
                self.simulate(task, scenario, replication);
                None
            }
            Task::Tell(snapshot) => self.tell_figures(snapshot),
        }
    }

    fn simulate(&self, task: usize, scenario: usize, replication: u32) {
        let go_on = || self.stop.goes_on() && Instant::now() <= self.deadline;
        let found = simulate(&self.models[scenario], self.options, replication..replication + 1, &go_on);
        let mut progress = self.lock();
        progress.outstanding -= 1;
        match found {
            Ok(batch) => progress.slots[task] = Some(batch),
            // Whoever stopped it is asked in `next`.
            Err(Stopped::Cancelled) => {}
            Err(stopped) => {
                progress.next_task = progress.slots.len();
                if progress.failure.is_none_or(|(earliest, _)| task < earliest) {
                    progress.failure = Some((task, stopped));
                }
            }
        }
        // A gap is one that was stopped: `next` asks why.
        if progress.failure.is_none() && progress.slots.iter().all(Option::is_some) {
            self.advance(&mut progress);
        }
    }

    fn fail(&self, scenario: usize, stopped: Stopped) {
        self.audience.ended("failed", told(&self.study.scenarios[scenario], stopped, self.audience.lang()));
    }

    /// Something of ours broke in the middle of it; what it was stands on standard error.
    pub fn fall_over(&self) {
        let mut progress = self.lock();
        if !progress.over {
            progress.over = true;
            self.audience.ended("failed", Some(FELL_OVER.get(self.audience.lang()).to_owned()));
        }
    }

    /// A stage is done: its batches join the others, and the next one begins if more is needed.
    fn advance(&self, progress: &mut Progress) {
        let scenarios = self.models.len();
        let slots = std::mem::take(&mut progress.slots);
        let batches = Arc::make_mut(&mut progress.batches);
        for (task, batch) in slots.into_iter().flatten().enumerate() {
            match batches.get_mut(task % scenarios) {
                Some(merged) => merged.append(batch).expect("replications are appended in their order"),
                None => batches.push(batch),
            }
        }
        let total = progress.stage.end;
        let (half_width, state) = self.judge(&progress.batches, total);
        if state == Refined::Refining {
            progress.stage = total..total.saturating_mul(2).min(self.goal.most);
            progress.slots = empty(scenarios * progress.stage.len());
        }
        progress.next_task = 0;
        if state == Refined::Refining && !self.audience.watches() {
            return;
        }
        progress.ready = Some(Snapshot { batches: Arc::clone(&progress.batches), state, half_width });
    }

    fn judge(&self, batches: &[Batch], total: u32) -> (Option<f64>, Refined) {
        let most = self.goal.most;
        match &self.goal.wish {
            None => (None, if total >= most { Refined::All } else { Refined::Refining }),
            // The first intervals are themselves too uncertain to end a run.
            Some(_) if total < FEWEST_REPLICATIONS.min(most) => (None, Refined::Refining),
            Some(wish) => match wish.judge(&simulated(&self.study.scenarios, batches), total, most) {
                (half_width, None) => (half_width, Refined::Refining),
                (half_width, Some(ended)) => (half_width, Refined::from(ended)),
            },
        }
    }

    fn result(&self, snapshot: &Snapshot) -> StudyResult {
        let ended = PrecisionEnd::try_from(snapshot.state).ok();
        let precision = self.goal.wish.as_ref().zip(ended).map(|(wish, ended)| wish.result(snapshot.half_width, ended));
        let plan = self.study.scenarios[0].run;
        let result = assemble(&plan, &simulated(&self.study.scenarios, &snapshot.batches), precision);
        StudyResult { command_line: self.goal.command_line.clone(), ..result }
    }

    fn tell_figures(&self, snapshot: Snapshot) -> Option<Snapshot> {
        let result = self.result(&snapshot);
        self.audience.figures("figures", &result, snapshot.state, self.goal.most);
        self.first_told.store(true, Ordering::Relaxed);
        if snapshot.state != Refined::Refining && !self.decides() {
            self.finish(result);
        }
        let mut progress = self.lock();
        progress.telling = false;
        progress.over = snapshot.state != Refined::Refining;
        (progress.over && self.decides()).then_some(snapshot)
    }

    fn decides(&self) -> bool {
        self.goal.decision && self.models.len() > 1
    }

    fn finish(&self, result: StudyResult) {
        match self.stopping() {
            Some(reason) => self.audience.ended(reason, None),
            None => self.audience.done(&self.study, result),
        }
    }

    /// Looks for what stands behind the verdict, and tells it with the last figures.
    pub fn decide(&self, snapshot: &Snapshot, pool: &ThreadPool) {
        if self.ends_if_stopped() {
            return;
        }
        let mut result = self.result(snapshot);
        if let Some(decisions) = self.decisions(snapshot, pool) {
            for (difference, decision) in result.differences.iter_mut().zip(decisions) {
                difference.decision = Some(decision);
            }
            self.audience.figures("decision", &result, snapshot.state, self.goal.most);
        }
        self.finish(result);
    }

    fn decisions(&self, snapshot: &Snapshot, pool: &ThreadPool) -> Option<Vec<Decision>> {
        let simulated = simulated(&self.study.scenarios, &snapshot.batches);
        let chosen: Vec<usize> = (0..simulated.len()).collect();
        let go_on = || self.stopping().is_none();
        let evaluator = Evaluator {
            material: &self.study.material,
            set: &[],
            chosen: &chosen,
            plan: self.study.scenarios[0].run,
            replications: snapshot.batches[0].replications.len() as u32,
            pool,
            go_on: &go_on,
            progress: &|_, _| {},
            done: &AtomicUsize::new(0),
        };
        let run = Decided { simulated: &simulated, in_force: &self.study.in_force };
        decide(&evaluator, &run).ok()
    }
}

fn empty(slots: usize) -> Vec<Option<Batch>> {
    (0..slots).map(|_| None).collect()
}

fn simulated<'a>(scenarios: &'a [Scenario], batches: &'a [Batch]) -> Vec<Simulated<'a>> {
    scenarios.iter().zip(batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect()
}
