//! The simulation of the judged weeks, and what came of it.

use super::compare::{
    Compared, Distance, Grade, HourOfWeek, Moment, Outside, QuantilePoint, STEP, attainment_grade, backlog,
    backlog_grade, distance, distance_grade, hours, quantiles, share, share_grade, volume_grade,
};
use super::presence::{self, Presence};
use super::tally::{Counting, Simulated, Tally, Window, observed};
use super::{FEWEST_JUDGED, Split};
use crate::calibrate::{Estimate, Period};
use crate::desk::{RunPlan, Scenario};
use crate::engine::{Stopped, simulate};
use crate::history::History;
use crate::model::{Model, Rota};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Weeks simulated before the judged ones, with the people observed then, so that the desk is not empty.
const WARM_UP_WEEKS: u32 = 2;
/// Conversations simulated in all, about: the number of replications follows.
const BUDGET: f64 = 4_000_000.0;
const MOST_STEPS: usize = 5;

/// How to run it.
pub struct Options<'a> {
    /// The volume that was fitted: what it errs is part of the range of the volume.
    pub per_week: Estimate,
    pub seed: u64,
    pub pool: &'a ThreadPool,
    /// Asked once a simulated hour.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
    /// Called with replications done and all.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What the scenario gets right, and by how much it errs.
#[derive(Clone, PartialEq, Debug)]
pub struct BackTest {
    pub split: Split,
    pub seed: u64,
    pub replications: usize,
    /// The number of people at work is observed; else supposed.
    pub named: bool,
    /// Mean number of people at work in the hours in which anybody was.
    pub people: f64,
    /// Conversations a week; the range holds what the estimate errs, too.
    pub volume: Compared,
    pub volume_grade: Grade,
    /// Share answered before the end of the export.
    pub response_rate: Compared,
    pub response_grade: Grade,
    pub quantiles: Vec<QuantilePoint>,
    /// `None` where nobody is answered, in the export or in the simulation.
    pub distance: Option<(Distance, Grade)>,
    /// First responses within an hour, of all conversations.
    pub within_1h: Compared,
    pub hours: Vec<HourOfWeek>,
    pub hours_outside: Outside,
    pub hours_grade: Grade,
    pub backlog: Vec<Moment>,
    pub backlog_outside: Outside,
    pub backlog_grade: Grade,
    /// Mean number of conversations waiting for their first response, over the judged hours.
    pub waiting: Compared,
}

/// How it ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    Judged(Box<BackTest>),
    /// The desk of the scenario cannot do the work.
    Stopped(Stopped),
    /// No replication opens a conversation.
    Empty,
    /// Somebody stopped it.
    Cancelled,
}

/// Simulates the judged weeks of `history` under the scenario that was fitted on what came before them.
///
/// The same seed gives the same result on any number of threads.
pub fn back_test(history: &History, split: &Split, scenario: &Scenario, options: &Options) -> Outcome {
    let window = Window::of(split, history);
    let seen = observed(history, split, window);
    debug_assert!(seen.opened >= FEWEST_JUDGED as u64);
    let (model, presence) = prepared(history, split, scenario);
    let per_week: f64 = scenario.demand.contacts.iter().map(|contact| contact.per_week).sum();
    let weeks = f64::from(model.plan.weeks + model.plan.warmup_weeks);
    let steps = (BUDGET / (per_week * weeks).max(1.0) / STEP as f64) as usize;
    let replications = STEP * steps.clamp(1, MOST_STEPS) - 1;
    let begin_s = (i64::from(WARM_UP_WEEKS) * 7 + Period::weekday(split.day) as i64) * 86_400;
    let done = AtomicUsize::new(0);
    let one = |replication: usize| {
        let mut run = Simulated { counting: Counting::new(window), begin_s, go_on: options.go_on, over: false };
        match simulate(&model, options.seed, replication as u32, &mut run) {
            Err(Stopped::Cancelled) if !run.over => Err(Stopped::Cancelled),
            Err(stopped @ Stopped::TooManyOpen { .. }) => Err(stopped),
            _ => {
                (options.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, replications);
                Ok(run.counting.finish())
            }
        }
    };
    // The first failure in the order of the replications, whichever thread is first.
    let tallies: Vec<Result<Tally, Stopped>> =
        options.pool.install(|| (0..replications).into_par_iter().map(one).collect());
    match tallies.into_iter().collect::<Result<Vec<Tally>, Stopped>>() {
        Ok(tallies) => match judged(split, &seen, &tallies, &presence, options) {
            Some(found) => Outcome::Judged(Box::new(found)),
            None => Outcome::Empty,
        },
        Err(Stopped::Cancelled) => Outcome::Cancelled,
        Err(stopped) => Outcome::Stopped(stopped),
    }
}

/// The scenario over the judged weeks, with the people observed, all of whom have come.
fn prepared(history: &History, split: &Split, scenario: &Scenario) -> (Model, Presence) {
    let begin_weekday = Period::weekday(split.day) as i64;
    let days = split.period.to - split.day;
    let weeks = (begin_weekday + days + 6) / 7;
    let mut planned = scenario.clone();
    planned.run = RunPlan { weeks: weeks as u32, warmup_weeks: WARM_UP_WEEKS, ..scenario.run };
    planned.calendar.start = None;
    planned.calendar.holidays = Vec::new();
    planned.teams.truncate(1);
    planned.teams.iter_mut().for_each(|team| team.pause = None);
    planned.absence = 0.0;
    let mut model = Model::new(&planned);
    let first = split.day - begin_weekday - 7 * i64::from(WARM_UP_WEEKS);
    let seen = presence::observe(history, first, split.period.to, scenario);
    let run_hours = 24 * 7 * (weeks as usize + (WARM_UP_WEEKS + RunPlan::FOLLOW_UP_WEEKS) as usize);
    let mut people = seen.people.clone();
    // Before the export nothing is known: as on the same weekday a week later. After it the run is over.
    let known_from = 24 * usize::try_from(split.period.from - first).unwrap_or_default();
    for hour in (0..known_from.min(people.len())).rev() {
        people[hour] = people.get(hour + 168).copied().unwrap_or_default();
    }
    people.resize(run_hours, 0);
    model.rota = Rota::by_hour(&people);
    let judged = people.split_off((24 * (split.day - first)) as usize);
    (model, Presence { people: judged[..(24 * days) as usize].to_vec(), named: seen.named })
}

fn judged(split: &Split, seen: &Tally, tallies: &[Tally], presence: &Presence, options: &Options) -> Option<BackTest> {
    let weeks = split.judged_weeks() as f64;
    let compared = |of: &dyn Fn(&Tally) -> Option<f64>| Compared::of(of(seen), tallies.iter().map(of));
    let volume = compared(&|one| Some(one.opened as f64 / weeks))?.widened(&options.per_week);
    let response_rate = compared(&|one| share(one.answered, one.opened))?;
    let within = |one: &Tally| {
        let (hits, of) =
            one.within.iter().fold((0u64, 0u64), |sum, hour| (sum.0 + u64::from(hour.0), sum.1 + u64::from(hour.1)));
        share(hits, of)
    };
    let waiting = |one: &Tally| {
        let sum: u64 = one.waiting.iter().map(|waiting| u64::from(*waiting)).sum();
        Some(sum as f64 / one.waiting.len().max(1) as f64)
    };
    let (hours, hours_outside) = hours(seen, tallies);
    let (backlog, backlog_outside) = backlog(seen, tallies);
    let at_work: Vec<f64> =
        presence.people.iter().filter(|people| **people > 0).map(|people| f64::from(*people)).collect();
    let waiting = compared(&waiting)?;
    let within_1h = compared(&within)?;
    Some(BackTest {
        split: *split,
        seed: options.seed,
        replications: tallies.len(),
        named: presence.named,
        people: at_work.iter().sum::<f64>() / at_work.len().max(1) as f64,
        volume,
        volume_grade: volume_grade(&volume),
        response_rate,
        response_grade: share_grade(&response_rate),
        quantiles: quantiles(seen, tallies),
        distance: distance(seen, tallies).map(|found| (found, distance_grade(&found))),
        within_1h,
        hours,
        hours_outside,
        hours_grade: attainment_grade(&hours_outside, &within_1h),
        backlog,
        backlog_outside,
        backlog_grade: backlog_grade(&backlog_outside, &waiting),
        waiting,
    })
}
