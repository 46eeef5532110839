//! A wish that cannot be granted: how much is missing, in which hours, and what would make it possible.

use super::need::Need;
use super::problem::Problem;
use super::trial::{Bench, Cancelled, Tried};
use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Scenario, Sla, TeamLimit, Window};
use crate::time::{HOURS_PER_WEEK, Span};

/// Limits that are looked at, in minutes: those that people use.
const LIMITS_MINUTES: [u32; 14] = [5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320];
/// Positions on duty for each agent of the busiest hour's load: more help nobody.
const PLENTY: f64 = 3.0;

/// What is missing although there are people in plenty.
#[derive(Clone, PartialEq, Debug)]
pub struct Shortfall {
    /// In the order of the agreements.
    pub agreements: Vec<Missed>,
}

/// One agreement with people in plenty on every shift that may be worked.
#[derive(Clone, PartialEq, Debug)]
pub struct Missed {
    /// Share in time at best.
    pub attainable: f64,
    /// Stretches of the week whose conversations miss the limit: (first hour, hour behind the last, conversations missed a week),
    /// most missed first.
    pub hours: Vec<(usize, usize, f64)>,
    /// The shortest usual limit that could be kept with the same shifts.
    pub limit_that_would_do: Option<Span>,
    /// Share in time with people in plenty round the clock.
    pub attainable_round_the_clock: f64,
    /// Share in time with more people than the limits of the teams allow; `None` where no team has such a limit.
    pub attainable_beyond_limits: Option<f64>,
}

impl Missed {
    pub fn is_short(&self, sla: &Sla) -> bool {
        self.attainable < sla.target
    }
}

/// Simulates people in plenty to see what is missing even then.
///
/// # Errors
/// If somebody asked to stop.
pub fn shortfall(problem: &Problem, need: &Need, bench: &Bench<'_>) -> Result<Shortfall, Cancelled> {
    let best = in_plenty(problem, need, bench)?;
    let anywhere = Problem::new(&round_the_clock(&problem.scenario));
    let anywhere_bench = bench.with_problem(&anywhere);
    let always = in_plenty(&anywhere, need, &anywhere_bench)?;
    let unlimited = beyond_limits(&problem.scenario).map(|scenario| Problem::new(&scenario));
    let more = match &unlimited {
        Some(unlimited) => Some(in_plenty(unlimited, need, &bench.with_problem(unlimited))?),
        None => None,
    };
    let share =
        |tried: &Option<Tried>, number: usize| tried.as_ref().and_then(|one| one.attained(number)).unwrap_or(0.0);
    let mut agreements = Vec::new();
    for number in 0..problem.scenario.slas.len() {
        let weeks = f64::from(problem.scenario.run.weeks);
        let missed = best.as_ref().map(|tried| tried.missed_by_hour(number, weeks)).unwrap_or_default();
        agreements.push(Missed {
            attainable: share(&best, number),
            hours: stretches(&missed),
            limit_that_would_do: limit_that_would_do(problem, need, bench, number)?,
            attainable_round_the_clock: share(&always, number),
            attainable_beyond_limits: more.as_ref().map(|more| share(more, number)),
        });
    }
    Ok(Shortfall { agreements })
}

/// A plan with more people than anybody needs, as far as the limits allow, simulated; `None` if even that desk fills up.
fn in_plenty(problem: &Problem, need: &Need, bench: &Bench<'_>) -> Result<Option<Tried>, Cancelled> {
    let busiest = need.minutes_by_hour().into_iter().fold(0.0, f64::max) / 60.0;
    let positions = (busiest * PLENTY).ceil() as u32 + 3;
    let mut plan = vec![0; problem.blocks.len()];
    // As many more on each shift as the hour of it with the fewest lacks, one block after another.
    for at in 0..plan.len() {
        let shift = &problem.shifts()[problem.blocks[at].members[0]];
        let minutes = (0..shift.minutes).step_by(60).map(|minute| (shift.begins() + minute) % MINUTES_PER_WEEK);
        let present = minutes.map(|minute| problem.present(&plan, &[shift.team], minute)).min().unwrap_or(0);
        for _ in present..positions {
            let mut more = plan.clone();
            more[at] += 1;
            if !problem.keeps_limits(&more) {
                break;
            }
            plan = more;
        }
    }
    bench.attempt(&plan, None)
}

/// The same desk, whose shifts may lie anywhere in the week; what is promised stays as it is.
fn round_the_clock(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.sizing.hours = vec![Window::ALWAYS];
    scenario.sizing.closed = Vec::new();
    scenario.sizing.catalogue = crate::desk::Sizing::default().catalogue;
    scenario.sizing.teams.iter_mut().for_each(|limit| limit.hours = Vec::new());
    scenario
}

/// The same desk whose teams may have any number of people; `None` where they may anyway.
fn beyond_limits(scenario: &Scenario) -> Option<Scenario> {
    let limited = |limit: &TeamLimit| limit.most.is_some() || limit.most_people.is_some();
    let mut scenario = scenario.clone();
    let teams = &mut scenario.sizing.teams;
    let any = teams.iter().any(limited);
    teams.iter_mut().for_each(|limit| (limit.most, limit.most_people) = (None, None));
    any.then_some(scenario)
}

/// The shortest limit of those people use that people in plenty would keep.
fn limit_that_would_do(
    problem: &Problem,
    need: &Need,
    bench: &Bench<'_>,
    number: usize,
) -> Result<Option<Span>, Cancelled> {
    let sla = problem.scenario.slas[number].clone();
    let longer = LIMITS_MINUTES.iter().map(|minutes| Span::from_minutes(f64::from(*minutes)));
    let mut other = problem.clone();
    // All limits at once, as agreements of one desk.
    other.scenario.slas =
        longer.filter(|limit| *limit > sla.within).map(|within| Sla { within, ..sla.clone() }).collect();
    let tried = in_plenty(&other, need, &bench.with_problem(&other))?;
    let kept =
        |at: &usize| tried.as_ref().and_then(|tried| tried.attained(*at)).is_some_and(|share| share >= sla.target);
    Ok((0..other.scenario.slas.len()).find(kept).map(|at| other.scenario.slas[at].within))
}

/// Stretches of hours in which at least a tenth as much is missed as in the worst hour, most missed first.
fn stretches(missed: &[f64]) -> Vec<(usize, usize, f64)> {
    let worst = missed.iter().copied().fold(0.0, f64::max);
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for (hour, missed) in missed.iter().enumerate().take(HOURS_PER_WEEK).filter(|(_, missed)| **missed > worst * 0.1) {
        match found.last_mut() {
            Some(last) if last.1 == hour => *last = (last.0, hour + 1, last.2 + missed),
            _ => found.push((hour, hour + 1, *missed)),
        }
    }
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    found
}
