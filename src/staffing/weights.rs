//! Where a position would help, as far as the conversations that were missed tell: only a guess about what to try next, never a
//! verdict.

use super::problem::Problem;
use super::trial::Tried;
use crate::time::HOURS_PER_WEEK;

/// Longest limit, in hours, over which a position is taken to help; beyond it a shift helps as much anywhere.
const LONGEST_LAG: usize = 24;
/// How much presence helps what opens one, two and three hours later: it finds a shorter queue.
const LATER: [f64; 3] = [0.7, 0.4, 0.2];

/// For each hour of the week, the conversations a week that somebody on duty then might have answered in time.
pub fn by_hour(problem: &Problem, tried: &Tried) -> Vec<f64> {
    let scenario = &problem.scenario;
    let weeks = f64::from(scenario.run.weeks);
    let mut weights = vec![0.0; HOURS_PER_WEEK];
    for (number, sla) in scenario.slas.iter().enumerate() {
        let lag = (sla.within.hours() as usize).min(LONGEST_LAG);
        for (opened, missed) in tried.missed_by_hour(number, weeks).into_iter().enumerate() {
            for later in 0..=lag {
                weights[(opened + later) % HOURS_PER_WEEK] += missed;
            }
            for (earlier, share) in LATER.iter().enumerate() {
                weights[(opened + HOURS_PER_WEEK - 1 - earlier) % HOURS_PER_WEEK] += missed * share;
            }
        }
    }
    weights
}

/// What a position on each block is worth by such weights, for each unit of money.
pub fn by_block(problem: &Problem, weights: &[f64]) -> Vec<f64> {
    let worth = |at: usize| {
        let block = &problem.blocks[at];
        let of = |member: &usize| {
            let shift = &problem.shifts()[*member];
            let hour = |hour: usize| f64::from(shift.minutes_within(hour as u32 * 60, (hour as u32 + 1) * 60)) / 60.0;
            (0..HOURS_PER_WEEK).map(|h| hour(h) * weights[h]).sum::<f64>()
        };
        block.members.iter().map(of).sum::<f64>() / block.cost.max(1e-9)
    };
    (0..problem.blocks.len()).map(worth).collect()
}

/// Takes off what one more position on a block is expected to bring, given how many are on duty already.
pub fn served(problem: &Problem, plan: &[u32], block: usize, weights: &mut [f64]) {
    let teams = [problem.team_of(block)];
    for (hour, weight) in weights.iter_mut().enumerate() {
        let minute = hour as u32 * 60 + 30;
        if problem.on_duty(block, minute) > 0 {
            let present = f64::from(problem.present(plan, &teams, minute));
            *weight *= (present + 1.0) / (present + 2.0);
        }
    }
}
