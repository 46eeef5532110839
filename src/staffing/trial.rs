//! A plan put to the test: simulated on the customers of the search, and judged.
//!
//! Every plan meets the same customers (common random numbers), so that a plan is compared with a known one by their differences,
//! of which a few replications tell much. The result does not depend on the number of threads.

use super::problem::Problem;
use crate::engine::{self, Stopped};
use crate::metrics::attainment::{Agreements, Attainment, Kept};
use crate::model::Model;
use crate::study::estimate::{estimate, t_quantile};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Somebody asked to stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cancelled;

/// Largest growth of the queue a week, as a share of the messages of a week, of a desk that keeps up.
pub const MOST_GROWTH: f64 = 0.01;
/// Replications after which a plan is looked at before all are run.
const LOOKS: [u32; 4] = [4, 8, 16, 32];
/// Confidence at which a plan is discarded before all are run.
const DISCARD_CONFIDENCE: f64 = 0.99;

/// Positions from which on one of them is worth less than simulation can tell in any bearable time: whether a change does is
/// then read from the mean difference of so many replications, which at worst leaves a position too many.
pub const LARGE_PLAN: u32 = 200;
const ENOUGH_FOR_LARGE: usize = 8;

/// A plan and what simulation found of it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Positions by block.
    pub plan: Vec<u32>,
    pub cost: f64,
    /// By replication; as many as were run.
    pub replications: Vec<Kept>,
}

/// Simulates plans of a problem.
pub struct Bench<'b> {
    pub problem: &'b Problem,
    pub pool: &'b ThreadPool,
    pub seed: u64,
    /// Replications of a plan that is not discarded before.
    replications: u32,
    /// How far above its target each agreement must be kept: what a failed confirmation taught.
    cushions: Vec<f64>,
    pub go_on: &'b (dyn Fn() -> bool + Sync),
    simulated: AtomicU64,
    plans: AtomicU64,
    /// Plans that were not accepted, so that none is tried twice.
    refused: Mutex<HashSet<Vec<u32>>>,
}

impl<'b> Bench<'b> {
    pub fn new(
        problem: &'b Problem,
        pool: &'b ThreadPool,
        seed: u64,
        replications: u32,
        go_on: &'b (dyn Fn() -> bool + Sync),
    ) -> Bench<'b> {
        let (simulated, plans) = (AtomicU64::new(0), AtomicU64::new(0));
        let cushions = vec![0.0; problem.scenario.slas.len()];
        let refused = Mutex::new(HashSet::new());
        Bench { problem, pool, seed, replications, cushions, go_on, simulated, plans, refused }
    }

    /// The same customers, judged by the same targets, for another problem of the same agreements or others.
    pub fn with_problem<'c>(&self, problem: &'c Problem) -> Bench<'c>
    where
        'b: 'c,
    {
        let mut bench = Bench::new(problem, self.pool, self.seed, self.replications, self.go_on);
        if problem.scenario.slas.len() == self.cushions.len() {
            bench.cushions.clone_from(&self.cushions);
        }
        bench
    }

    /// Replications simulated so far.
    pub fn simulated(&self) -> u64 {
        self.simulated.load(Ordering::Relaxed)
    }
    /// Plans tried so far.
    pub fn plans(&self) -> u64 {
        self.plans.load(Ordering::Relaxed)
    }

    /// A range of replications of a plan; `None` if the desk fills up.
    fn run(&self, model: &Model, agreements: &Agreements, range: Range<u32>) -> Result<Option<Vec<Kept>>, Cancelled> {
        let one = |replication: u32| {
            let mut observer = Attainment::new(model, agreements, self.go_on);
            engine::simulate(model, self.seed, replication, &mut observer)?;
            Ok(observer.finish())
        };
        self.simulated.fetch_add(range.len() as u64, Ordering::Relaxed);
        let counts: Result<Vec<Kept>, Stopped> = self.pool.install(|| range.into_par_iter().map(one).collect());
        match counts {
            Ok(counts) if (self.go_on)() => Ok(Some(counts)),
            Err(Stopped::TooManyOpen { .. }) => Ok(None),
            Ok(_) | Err(Stopped::Cancelled) => Err(Cancelled),
        }
    }

    /// Simulates a plan as far as needed to know whether it keeps every agreement; `Some` with all replications if so.
    ///
    /// `known` is a plan simulated in full: where it is given, only differences from it decide whether to go on.
    ///
    /// # Errors
    /// If somebody asked to stop.
    pub fn accept(&self, plan: &[u32], known: Option<&Tried>) -> Result<Option<Tried>, Cancelled> {
        if self.refused().contains(plan) {
            return Ok(None);
        }
        let tried = self.attempt(plan, known)?;
        let kept = tried.filter(|tried| tried.replications.len() as u32 == self.replications && self.keeps_all(tried));
        if kept.is_none() {
            self.refused().insert(plan.to_vec());
        }
        Ok(kept)
    }

    /// Whether a plan that was not accepted has no fewer positions anywhere: fewer people answer no more.
    pub fn failed_with_more(&self, plan: &[u32]) -> bool {
        self.refused().iter().any(|refused| plan.iter().zip(refused).all(|(less, more)| less <= more))
    }

    fn refused(&self) -> MutexGuard<'_, HashSet<Vec<u32>>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn replications(&self) -> u32 {
        self.replications
    }

    /// From now on plans are simulated more (or less) often.
    pub fn replicate(&mut self, replications: u32) {
        self.replications = replications;
        self.refused().clear();
    }

    /// How far the lower limits of a plan lie below the means: the largest distance over the agreements.
    pub fn half_width(&self, tried: &Tried) -> f64 {
        let of = |agreement: usize| {
            let attained = estimate(tried.replications.iter().map(|kept| kept.attained(agreement)));
            attained.half_width().unwrap_or(0.0)
        };
        (0..self.cushions.len()).map(of).fold(0.0, f64::max)
    }

    /// Asks for so much more (or less) than the target of an agreement from now on.
    pub fn raise(&mut self, agreement: usize, by: f64) {
        self.cushions[agreement] += by;
        // What was refused before may do now, or the other way round.
        self.refused().clear();
    }

    /// Simulates a plan until it is clear that it fails, or in full; `None` if the desk fills up.
    ///
    /// # Errors
    /// As [`Bench::accept`].
    pub fn attempt(&self, plan: &[u32], known: Option<&Tried>) -> Result<Option<Tried>, Cancelled> {
        self.plans.fetch_add(1, Ordering::Relaxed);
        let model = Model::new(&self.problem.staffed(plan));
        let agreements = Agreements::new(&model);
        let mut tried = Tried { plan: plan.to_vec(), cost: self.problem.cost(plan), replications: Vec::new() };
        let looks = LOOKS.iter().copied().filter(|look| *look < self.replications).chain([self.replications]);
        for look in looks {
            let Some(more) = self.run(&model, &agreements, tried.replications.len() as u32..look)? else {
                return Ok(None);
            };
            tried.replications.extend(more);
            if look < self.replications && self.fails_already(&tried, known) {
                break;
            }
        }
        Ok(Some(tried))
    }

    /// Whether all replications together show every agreement kept: the lower 95 % limit at or above the target.
    pub fn keeps_all(&self, tried: &Tried) -> bool {
        (0..self.targets().len()).all(|at| self.slack(tried, at) >= 0.0) && self.keeps_up(tried)
    }

    /// Lower 95 % limit of an agreement less its target.
    pub fn slack(&self, tried: &Tried, agreement: usize) -> f64 {
        let attained = estimate(tried.replications.iter().map(|kept| kept.attained(agreement)));
        // What covers nobody misses nothing; without an interval nothing is known.
        if attained.mean.is_none() {
            0.0
        } else {
            attained.low.unwrap_or(f64::NEG_INFINITY) - self.targets()[agreement]
        }
    }

    /// The least slack over all agreements; infinite without any.
    pub fn least_slack(&self, tried: &Tried) -> f64 {
        (0..self.targets().len()).map(|at| self.slack(tried, at)).fold(f64::INFINITY, f64::min)
    }

    fn targets(&self) -> Vec<f64> {
        self.problem.scenario.slas.iter().zip(&self.cushions).map(|(sla, cushion)| sla.target + cushion).collect()
    }

    /// How near a plan comes to keeping everything, 0 if it does: the share by which an agreement is missed most, and the
    /// growth of the queue beyond what a desk that keeps up has, both taken off.
    pub fn nearness(&self, tried: &Tried) -> f64 {
        self.least_slack(tried).min(0.0) - (self.growth(tried) - MOST_GROWTH).max(0.0)
    }

    fn growth(&self, tried: &Tried) -> f64 {
        let weeks = f64::from(self.problem.scenario.run.weeks);
        let n = tried.replications.len() as f64;
        tried.replications.iter().map(|kept| kept.growth(weeks)).sum::<f64>() / n
    }

    fn keeps_up(&self, tried: &Tried) -> bool {
        self.growth(tried) <= MOST_GROWTH
    }

    fn fails_already(&self, tried: &Tried, known: Option<&Tried>) -> bool {
        (0..self.targets().len()).any(|at| self.misses_already(tried, known, at))
    }

    /// Whether few replications show that all of them would not keep an agreement.
    fn misses_already(&self, tried: &Tried, known: Option<&Tried>, agreement: usize) -> bool {
        let target = self.targets()[agreement];
        let of = |kept: &Kept| kept.attained(agreement);
        let n = tried.replications.len();
        let known = known.filter(|known| known.replications.len() as u32 == self.replications);
        let (values, base): (Vec<Option<f64>>, f64) = match known {
            Some(known) => {
                let whole = estimate(known.replications.iter().map(of));
                let (Some(mean), Some(low)) = (whole.mean, whole.low) else { return false };
                let pairs = tried.replications.iter().zip(&known.replications);
                // All replications must bring the mean this far above the target.
                let room = (mean - low).max(0.0);
                (pairs.map(|(one, other)| Some(of(one)? - of(other)?)).collect(), target + room - mean)
            }
            None => (tried.replications.iter().map(of).collect(), target),
        };
        let found = estimate(values);
        if known.is_some() && n >= ENOUGH_FOR_LARGE && tried.plan.iter().sum::<u32>() >= LARGE_PLAN {
            return found.mean.is_some_and(|mean| mean < base);
        }
        match (found.mean, found.half_width()) {
            (Some(mean), Some(half_width)) => {
                let wider = t_quantile(DISCARD_CONFIDENCE, n as f64 - 1.0) / t_quantile(0.95, n as f64 - 1.0);
                mean + half_width * wider < base
            }
            _ => false,
        }
    }
}

impl Tried {
    /// Share attained of an agreement over all replications run; `None` if it covered none.
    pub fn attained(&self, agreement: usize) -> Option<f64> {
        estimate(self.replications.iter().map(|kept| kept.attained(agreement))).mean
    }

    /// By contact type, the share of customers who gave up before the first answer.
    pub fn gave_up(&self) -> Vec<f64> {
        let contacts = self.replications.first().map_or(0, |kept| kept.conversations.len());
        let share = |contact: usize| {
            let of = |counts: fn(&Kept) -> &Vec<u64>| {
                self.replications.iter().map(|kept| counts(kept)[contact]).sum::<u64>() as f64
            };
            of(|kept| &kept.gave_up) / of(|kept| &kept.conversations).max(1.0)
        };
        (0..contacts).map(share).collect()
    }

    /// Conversations a week that missed an agreement, by hour of opening.
    pub fn missed_by_hour(&self, agreement: usize, weeks: f64) -> Vec<f64> {
        let n = self.replications.len() as f64 * weeks;
        let of = |hour: usize| {
            let missed = |kept: &Kept| f64::from(kept.opened[agreement][hour] - kept.kept[agreement][hour]);
            self.replications.iter().map(missed).sum::<f64>() / n
        };
        (0..crate::time::HOURS_PER_WEEK).map(of).collect()
    }
}
