//! The planning model: the program of a week with the safety that chance asks for, solved to whole positions.

use super::bound::work_rate;
use super::deadlines::Deadlines;
use super::need::{Need, Part};
use super::problem::Problem;
use super::program::{Capacity, Case, Flow, Program, Unsolved};
use crate::desk::{Order, Scenario, Sla};
use crate::queueing::ErlangC;
use crate::time::HOURS_PER_WEEK;

/// What the planning model does not know by itself: simulation tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Tuning {
    /// Capacity beyond the load, in square roots of the load in agents.
    pub beta: f64,
    /// Share of each hour's conversations that are planned to be in time, at least, where somebody may be there.
    pub least_share: f64,
    /// By contact type, the share of customers who give up before the first answer: their further messages do not come.
    pub gave_up: Vec<f64>,
}

/// A plan in whole positions.
#[derive(Clone, PartialEq, Debug)]
pub struct Planned {
    /// Positions by block.
    pub plan: Vec<u32>,
    pub cost: f64,
    /// Cost of the relaxation: no plan of the planning model costs less.
    pub relaxed_cost: f64,
}

const WHOLE: f64 = 1e-6;

/// The cheapest plan of the planning model rounded to whole positions; simulation mends what rounding breaks.
///
/// # Errors
/// If the limits allow no plan, or the solver fails.
pub fn plan(problem: &Problem, need: &Need, tuning: &Tuning) -> Result<Planned, Unsolved> {
    let program = program(problem, need, tuning);
    let bounds: Vec<(u32, u32)> = problem.blocks.iter().map(|block| (0, block.most)).collect();
    let relaxed = program.relaxed(&bounds)?;
    let plan = rounded(problem, &relaxed.positions);
    Ok(Planned { cost: problem.cost(&plan), plan, relaxed_cost: relaxed.cost })
}

/// Whole positions of the same sum: along the week of each team, a position is planned wherever the parts so far have come to
/// one more than is planned, so that neighbouring shifts make up for each other.
fn rounded(problem: &Problem, positions: &[f64]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by_key(|at| {
        let shift = &problem.shifts()[problem.blocks[*at].members[0]];
        (shift.team, shift.begins(), *at)
    });
    let mut plan = vec![0; positions.len()];
    let (mut sum, mut planned, mut team) = (0.0, 0.0, usize::MAX);
    for at in order {
        if problem.team_of(at) != team {
            (sum, planned, team) = (0.0, 0.0, problem.team_of(at));
        }
        sum += positions[at];
        let more = (sum + 0.5 - WHOLE - planned).floor().max(0.0);
        plan[at] = (more as u32).min(problem.blocks[at].most);
        planned += f64::from(plan[at]);
    }
    plan
}

/// Cost of the planning model's relaxation, with the agreements as `slas` has them.
///
/// # Errors
/// As [`plan`].
pub fn relaxed_cost(problem: &Problem, need: &Need, tuning: &Tuning) -> Result<f64, Unsolved> {
    let bounds: Vec<(u32, u32)> = problem.blocks.iter().map(|block| (0, block.most)).collect();
    Ok(program(problem, need, tuning).relaxed(&bounds)?.cost)
}

/// The program in which only presence, seats and labour rules count.
pub fn rules_only(problem: &Problem) -> Program<'_> {
    let capacity = |_: &super::problem::Block| Capacity { by_hour: Vec::new(), a_week: 0.0, overtime: 0.0 };
    Program {
        problem,
        cases: Vec::new(),
        capacity: problem.blocks.iter().map(capacity).collect(),
        overtime_cost: vec![0.0; problem.scenario.teams.len()],
        safety: vec![1.0; HOURS_PER_WEEK],
        least_share: 0.0,
    }
}

fn program<'p>(problem: &'p Problem, need: &Need, tuning: &Tuning) -> Program<'p> {
    let scenario = &problem.scenario;
    let cases = match scenario.slas.is_empty() {
        true => vec![case(scenario, need, None, tuning)],
        false => (0..scenario.slas.len()).map(|sla| case(scenario, need, Some(sla), tuning)).collect(),
    };
    let load = need.minutes_by_hour();
    let safety = |minutes: &f64| (1.0 + tuning.beta / (minutes / 60.0).max(LEAST_LOAD).sqrt()).max(LEAST_SAFETY);
    Program {
        problem,
        cases,
        capacity: problem.blocks.iter().map(|block| capacity(problem, &block.members)).collect(),
        // Work is planned within the hours on duty.
        overtime_cost: vec![0.0; scenario.teams.len()],
        safety: load.iter().map(safety).collect(),
        least_share: tuning.least_share,
    }
}

/// Even where much may be late, an hour needs some capacity for what is to be in time.
const LEAST_SAFETY: f64 = 0.05;
/// Agents of load below which safety does not grow any more.
const LEAST_LOAD: f64 = 0.25;

fn case(scenario: &Scenario, need: &Need, sla: Option<usize>, tuning: &Tuning) -> Case {
    let covered = |part: &Part| sla.is_some_and(|sla| part.agreements & (1 << sla) != 0);
    let mut flows: Vec<Flow> = need.parts.iter().map(|part| flow(part, covered(part), tuning)).collect();
    // First come, first served: what nobody promised anything for stands in the same queue.
    let in_one_queue = !matches!(scenario.policy.order, Order::Priority(_));
    let beside =
        flows.iter_mut().find(|flow| in_one_queue && flow.teams == need.noise_teams && !flow.opened.is_empty());
    match beside {
        Some(flow) => {
            for hour in 0..HOURS_PER_WEEK {
                flow.timed[hour] += need.noise[hour];
                flow.untimed_if_in_time[hour] -= need.noise[hour];
            }
            flow.untimed += need.noise.iter().sum::<f64>();
        }
        None => {
            flows.push(Flow { teams: need.noise_teams.clone(), untimed: need.noise.iter().sum(), ..Flow::default() })
        }
    }
    let target = sla.map_or(0.0, |sla| scenario.slas[sla].target);
    let may_wait = match sla {
        Some(sla) => Deadlines::of(scenario, &scenario.slas[sla]).may_wait(0, false),
        None => vec![Vec::new(); HOURS_PER_WEEK],
    };
    Case { target, may_wait, flows }
}

fn flow(part: &Part, covered: bool, tuning: &Tuning) -> Flow {
    let further: f64 = part.further.iter().sum();
    let kept = if further > 0.0 { part.further_with(&tuning.gave_up) / further } else { 1.0 };
    let work: Vec<f64> = part.first.iter().zip(&part.further_when_due).map(|(first, due)| first + kept * due).collect();
    let untimed = work.iter().sum();
    if !covered {
        return Flow { teams: part.teams.clone(), untimed, ..Flow::default() };
    }
    Flow {
        teams: part.teams.clone(),
        opened: part.opened.clone(),
        untimed,
        untimed_if_in_time: work.iter().map(|minutes| -minutes).collect(),
        timed: work,
    }
}

fn capacity(problem: &Problem, members: &[usize]) -> Capacity {
    let scenario = &problem.scenario;
    let mut sum = Capacity { by_hour: Vec::new(), a_week: 0.0, overtime: 0.0 };
    for member in members {
        let shift = &problem.catalogue.shifts[*member];
        let at_work = 1.0 - f64::from(shift.break_minutes) / f64::from(shift.minutes);
        let share = (1.0 - scenario.absence) * (1.0 - scenario.off_queue) * at_work * work_rate(scenario, shift.team);
        for hour in 0..HOURS_PER_WEEK as u32 {
            let minutes = share * f64::from(shift.minutes_within(hour * 60, (hour + 1) * 60));
            if minutes > 0.0 {
                sum.by_hour.push((hour as usize, minutes));
                sum.a_week += minutes;
            }
        }
    }
    sum
}

/// Where the search for the safety begins: what Erlang C says of the busiest hour for the strictest agreement.
pub fn first_beta(scenario: &Scenario, need: &Need) -> f64 {
    let busiest = need.minutes_by_hour().into_iter().fold(0.0, f64::max) / 60.0;
    let conversations: f64 = need.parts.iter().flat_map(|part| &part.opened).sum();
    let first: f64 = need.parts.iter().flat_map(|part| &part.first).sum();
    if busiest <= 0.0 || conversations <= 0.0 {
        return 0.0;
    }
    let handling = (first / conversations).max(0.01);
    let beta = |sla: &Sla| {
        let enough = |servers: &u32| {
            let queue = ErlangC::new(busiest / handling, handling, *servers);
            queue.is_ok_and(|queue| queue.taken_within(sla.within.minutes()) >= sla.target)
        };
        let fewest = busiest.floor() as u32 + 1;
        let servers = (fewest..fewest + 200).find(enough).unwrap_or(fewest + 200);
        (f64::from(servers) - busiest) / busiest.sqrt()
    };
    scenario.slas.iter().map(beta).fold(0.0, f64::max)
}
