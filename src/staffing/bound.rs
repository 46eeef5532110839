//! What no staffing can undercut: a lower bound on the staff cost a week of every plan whose simulated long-run week keeps the
//! agreements and keeps up with what comes. Only expected work counts, and no safety; docs/sizing.md proves it.

use super::deadlines::Deadlines;
use super::need::{Need, Part};
use super::problem::Problem;
use super::program::{Capacity, Case, Flow, Program, Unsolved};
use super::residual::Residual;
use super::shift::CandidateShift;
use crate::desk::{OnAbandon, Scenario, Sla};
use crate::time::HOURS_PER_WEEK;

/// Minutes after the taking within which the work on a message counts as bound to its limit; the rest may be done later.
const GRACE_MINUTES: u32 = 60;

/// Mean length of a spell of off-queue work (MODEL, section 5).
const OFF_QUEUE_SPELL_MINUTES: f64 = 15.0;

/// Which staffings the bound holds for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Among<'a> {
    /// All that keep the agreements, however many customers give up while they wait.
    All,
    /// Those in which no larger share of any contact type gives up than this, by contact type.
    NoMoreGiveUp(&'a [f64]),
}

/// Staff cost a week, overtime included, below which no staffing keeps the agreements; 0 where there is nothing to do.
///
/// # Errors
/// If no plan within the limits satisfies even these conditions, or the solver fails.
pub fn lower_bound(problem: &Problem, need: &Need, among: Among<'_>) -> Result<f64, Unsolved> {
    let scenario = &problem.scenario;
    let cases = if scenario.slas.is_empty() {
        vec![case(scenario, need, None, among)]
    } else {
        (0..scenario.slas.len()).map(|sla| case(scenario, need, Some(sla), among)).collect()
    };
    let residuals: Vec<Residual> = (0..scenario.teams.len()).map(|team| Residual::of(scenario, team)).collect();
    let program = Program {
        problem,
        cases,
        capacity: problem.blocks.iter().map(|block| capacity(problem, &block.members, &residuals)).collect(),
        overtime_cost: (0..scenario.teams.len()).map(|team| overtime_cost(scenario, team)).collect(),
        safety: vec![1.0; HOURS_PER_WEEK],
        least_share: 0.0,
    };
    let bounds: Vec<(u32, u32)> = problem.blocks.iter().map(|block| (0, block.most)).collect();
    // The solver's own tolerance.
    Ok((program.relaxed(&bounds)?.cost * (1.0 - 1e-6)).max(0.0))
}

/// Money for a minute of work in overtime at the lowest price: no premium.
fn overtime_cost(scenario: &Scenario, team: usize) -> f64 {
    scenario.teams[team].hourly_wage * (1.0 + scenario.costs.contributions) / 60.0 / work_rate(scenario, team)
}

/// Minutes of work that a minute on the queue does at most.
pub fn work_rate(scenario: &Scenario, team: usize) -> f64 {
    let team = &scenario.teams[team];
    let together = |k: u32| f64::from(k) / (1.0 + team.slowdown * f64::from(k - 1));
    team.speed * (1..=team.concurrency.max(1)).map(together).fold(0.0, f64::max)
}

fn case(scenario: &Scenario, need: &Need, sla: Option<usize>, among: Among<'_>) -> Case {
    let deadlines = sla.map(|sla| Deadlines::of(scenario, &scenario.slas[sla]));
    let covered = |part: &Part| sla.is_some_and(|sla| part.agreements & (1 << sla) != 0);
    let flow = |part: &Part| match (&deadlines, covered(part)) {
        (Some(deadlines), true) => in_time_flow(scenario, part, deadlines, among),
        _ => Flow { teams: part.teams.clone(), untimed: least_untimed(scenario, part, among), ..Flow::default() },
    };
    let mut flows: Vec<Flow> = need.parts.iter().map(flow).collect();
    flows.push(Flow { teams: need.noise_teams.clone(), untimed: need.noise.iter().sum(), ..Flow::default() });
    // A bot that answers only while closed makes the conversations that count depend on the plan.
    let closed_bot = scenario.policy.bot.as_ref().is_some_and(|bot| bot.only_closed);
    let target = if closed_bot { 0.0 } else { sla.map_or(0.0, |sla| of_floating_point(&scenario.slas[sla])) };
    let may_wait = match &deadlines {
        Some(deadlines) => deadlines.may_wait(GRACE_MINUTES, true),
        None => vec![Vec::new(); HOURS_PER_WEEK],
    };
    Case { target, may_wait, flows }
}

fn of_floating_point(sla: &Sla) -> f64 {
    sla.target * (1.0 - 1e-9)
}

/// Whether some customers may leave before anybody works for them.
fn may_leave_untaken(scenario: &Scenario) -> bool {
    scenario.customers.patience.is_some()
        && (scenario.on_abandon == OnAbandon::Withdraw || scenario.policy.wait_estimate)
}

/// Work of a week whatever the agreements say.
fn least_untimed(scenario: &Scenario, part: &Part, among: Among<'_>) -> f64 {
    let first: f64 = part.first.iter().sum();
    match among {
        _ if scenario.customers.patience.is_none() => first + part.further.iter().sum::<f64>(),
        Among::NoMoreGiveUp(gave_up) => {
            let first = if may_leave_untaken(scenario) { 0.0 } else { first };
            first + part.further_with(gave_up)
        }
        Among::All if may_leave_untaken(scenario) => 0.0,
        Among::All => first,
    }
}

fn in_time_flow(scenario: &Scenario, part: &Part, deadlines: &Deadlines, among: Among<'_>) -> Flow {
    let soon = Residual::share_within(scenario, f64::from(GRACE_MINUTES));
    let timed: Vec<f64> = part.first.iter().map(|minutes| minutes * soon).collect();
    let kept: Vec<f64> =
        (0..HOURS_PER_WEEK).map(|hour| further_if_in_time(scenario, part, deadlines, hour, among)).collect();
    // Where everybody's first message is worked on anyway, being in time only moves that work.
    let first_if_in_time = if may_leave_untaken(scenario) { 1.0 } else { 0.0 };
    let more = |hour: usize| part.first[hour] * first_if_in_time - timed[hour] + kept[hour];
    Flow {
        teams: part.teams.clone(),
        opened: part.opened.clone(),
        untimed: least_untimed(scenario, part, among),
        untimed_if_in_time: (0..HOURS_PER_WEEK).map(more).collect(),
        timed,
    }
}

/// Further messages that come if the first is answered in time, beyond what counts in any case.
fn further_if_in_time(scenario: &Scenario, part: &Part, deadlines: &Deadlines, hour: usize, among: Among<'_>) -> f64 {
    let policy = &scenario.policy;
    match among {
        Among::NoMoreGiveUp(_) => 0.0,
        _ if scenario.customers.patience.is_none() => 0.0,
        // Taken before patience ended: the conversation goes on.
        Among::All if scenario.on_abandon == OnAbandon::Withdraw => part.further[hour],
        // The wait depends on the patience itself: nothing is claimed.
        Among::All if policy.preferential.chasers || policy.wait_estimate => 0.0,
        Among::All => part.further_after(scenario, deadlines.longest(hour))[hour],
    }
}

fn capacity(problem: &Problem, members: &[usize], residuals: &[Residual]) -> Capacity {
    let scenario = &problem.scenario;
    let mut sum = Capacity { by_hour: Vec::new(), a_week: 0.0, overtime: 0.0 };
    for member in members {
        let shift = &problem.catalogue.shifts[*member];
        let one = of_shift(scenario, shift, residuals[shift.team]);
        sum.a_week += one.a_week;
        sum.overtime += one.overtime;
        sum.by_hour.extend(one.by_hour);
    }
    sum
}

fn of_shift(scenario: &Scenario, shift: &CandidateShift, residual: Residual) -> Capacity {
    let comes = 1.0 - scenario.absence;
    let off = scenario.off_queue;
    let rate = work_rate(scenario, shift.team);
    // Spells that the end of duty cuts short: those begun just before it, and those that a message in hand postponed.
    let cut = off / (1.0 - off).max(1e-9) * (OFF_QUEUE_SPELL_MINUTES + residual.age);
    let on_queue = |minutes: f64| comes * rate * ((1.0 - off) * (minutes + cut)).min(minutes);
    let overtime = comes * rate * residual.rest;
    let after = CandidateShift { minutes: shift.minutes + GRACE_MINUTES, ..shift.clone() };
    let mut by_hour = Vec::new();
    for hour in 0..HOURS_PER_WEEK as u32 {
        let within = |shift: &CandidateShift| shift.minutes_within(hour * 60, (hour + 1) * 60);
        let on_duty = within(shift);
        // Overtime lies behind the end of duty, within the grace as far as it counts here.
        let behind = if within(&after) > on_duty { overtime } else { 0.0 };
        let minutes = on_queue(f64::from(on_duty)) + behind;
        if minutes > 0.0 {
            by_hour.push((hour as usize, minutes));
        }
    }
    let net = f64::from(shift.minutes.saturating_sub(shift.break_minutes));
    Capacity { by_hour, a_week: on_queue(net), overtime }
}
