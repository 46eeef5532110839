//! Scenarios with some keys set, simulated.

use crate::desk::{RunPlan, Scenario};
use crate::engine::Stopped;
use crate::metrics::{MeasureOptions, ReplicationValues, Row, simulate};
use crate::model::Model;
use crate::scenario::{Chosen, Failed, Input, Kept, LoadOptions, Loaded, load_again, load_each, load_embedded};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where scenarios come from, so that they can be read again with other values.
#[derive(Clone, Debug)]
pub enum Material {
    /// Files and texts; files count as they were when they were first read.
    Inputs { inputs: Vec<Input>, kept: Kept },
    /// Texts within the program by name, and the names of those to run.
    Embedded { texts: &'static [(&'static str, &'static str)], names: &'static [&'static str] },
    /// Scenarios of several inputs, each with settings of its own.
    Each { chosen: Vec<Chosen>, kept: Kept },
}

impl Material {
    pub fn of(inputs: Vec<Input>) -> Material {
        Material::Inputs { inputs, kept: Kept::default() }
    }

    /// Reads the scenarios with these settings (KEY=VALUE).
    ///
    /// # Errors
    /// All problems, if one of them is an error.
    pub fn load(&self, set: &[String]) -> Result<Loaded, Box<Failed>> {
        let options = LoadOptions { set: set.to_vec() };
        let loaded = match self {
            Material::Inputs { inputs, kept } => load_again(inputs, &options, kept),
            Material::Embedded { texts, names } => load_embedded(texts, names, &options),
            Material::Each { chosen, kept } => load_each(chosen, set, kept).loaded,
        };
        loaded.map_err(Box::new)
    }
}

/// What a question can ask of one replication of one scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    pub desk: Row,
    /// Share attained, by agreement.
    pub slas: Vec<Option<f64>>,
}

impl From<ReplicationValues> for Outcome {
    fn from(values: ReplicationValues) -> Outcome {
        Outcome { desk: values.desk, slas: values.slas }
    }
}

/// Why there is no answer at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Somebody stopped it.
    Interrupted,
}

/// Why a value of a key cannot be simulated.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// The scenarios are not sound with it.
    Refused(Box<Failed>),
    /// The desk of a scenario, by its name, fills beyond all measure.
    Fills { scenario: String, stopped: Stopped, warmup_weeks: u32 },
}

/// The outcomes at one value: by scenario, then by replication.
pub type Evaluated = Result<Vec<Vec<Outcome>>, Unusable>;

/// Simulates scenarios with other values, always on the same seed and replications.
#[derive(Clone, Copy)]
pub struct Evaluator<'a> {
    pub material: &'a Material,
    /// Settings that hold for every value, before the key's own.
    pub set: &'a [String],
    /// The scenarios asked for, by their number among those loaded, the baseline first.
    pub chosen: &'a [usize],
    /// Seed and weeks of every run.
    pub plan: RunPlan,
    /// Replications of every run, from the first on.
    pub replications: u32,
    pub pool: &'a ThreadPool,
    /// Asked once for every simulated hour.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
    /// Told the replications simulated so far, and those that are known to come.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    pub done: &'a AtomicUsize,
}

impl Evaluator<'_> {
    /// The chosen scenarios with these settings on top.
    ///
    /// # Errors
    /// All problems, if they are not sound.
    pub fn load(&self, settings: &[String]) -> Result<Vec<Scenario>, Box<Failed>> {
        let set: Vec<String> = self.set.iter().chain(settings).cloned().collect();
        let loaded = self.material.load(&set)?;
        let chosen = self.chosen.iter().filter_map(|at| loaded.scenarios.get(*at).cloned());
        Ok(chosen.map(|scenario| Scenario { run: self.plan, ..scenario }).collect())
    }

    /// The outcomes with each of these groups of settings, all simulated together so that no thread waits for another.
    ///
    /// # Errors
    /// If somebody stopped it. A group that cannot be simulated is told in its place.
    pub fn outcomes(&self, groups: &[Vec<String>]) -> Result<Vec<Evaluated>, Stop> {
        let ready: Vec<Result<Vec<Scenario>, Unusable>> =
            groups.iter().map(|settings| self.load(settings).map_err(Unusable::Refused)).collect();
        let scenarios: Vec<&Scenario> = ready.iter().flatten().flatten().collect();
        let simulated = self.simulate(&scenarios)?;
        let mut simulated = simulated.into_iter();
        let outcomes = ready.iter().map(|group| {
            let scenarios = group.as_ref().map_err(Clone::clone)?;
            // All of the group's are taken, also behind one that failed.
            let columns: Vec<_> = simulated.by_ref().take(scenarios.len()).collect();
            columns.into_iter().collect()
        });
        Ok(outcomes.collect())
    }

    /// Every replication of every scenario; the baseline of its group says when the week opens.
    fn simulate(&self, scenarios: &[&Scenario]) -> Result<Vec<Result<Vec<Outcome>, Unusable>>, Stop> {
        let replications = self.replications as usize;
        let models: Vec<Model> = self.pool.install(|| scenarios.par_iter().map(|one| Model::new(one)).collect());
        let group = self.chosen.len().max(1);
        let before = self.done.load(Ordering::Relaxed);
        let tasks = before + models.len() * replications;
        let one = |task: usize| {
            let (at, replication) = (task / replications, (task % replications) as u32);
            let week_opens = models[at - at % group].week_opens();
            let options = MeasureOptions { seed: self.plan.seed, week_opens };
            let found = simulate(&models[at], options, replication..replication + 1, self.go_on);
            (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1, tasks);
            found.map(|batch| batch.replications.into_iter().map(Outcome::from).next())
        };
        let all = models.len() * replications;
        let found: Vec<Result<Option<Outcome>, Stopped>> =
            self.pool.install(|| (0..all).into_par_iter().with_max_len(1).map(one).collect());
        if found.iter().any(|one| matches!(one, Err(Stopped::Cancelled))) {
            return Err(Stop::Interrupted);
        }
        let mut found = found.into_iter();
        let columns = scenarios.iter().map(|scenario| {
            let column: Vec<_> = found.by_ref().take(replications).collect();
            let column: Result<Vec<Option<Outcome>>, Stopped> = column.into_iter().collect();
            let column = column.map_err(|stopped| Unusable::Fills {
                scenario: scenario.name.clone(),
                stopped,
                warmup_weeks: self.plan.warmup_weeks,
            });
            column.map(|outcomes| outcomes.into_iter().flatten().collect())
        });
        Ok(columns.collect())
    }
}
