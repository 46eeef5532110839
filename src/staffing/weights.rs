//! Where a position would help, as far as the conversations that were missed tell: only a guess about what to try next, never a
//! verdict.

use super::need::Need;
use super::problem::Problem;
use super::trial::Tried;
use crate::time::HOURS_PER_WEEK;

/// Longest limit, in hours, over which a position is taken to help; beyond it a shift helps as much anywhere.
const LONGEST_LAG: usize = 24;
/// How much presence helps what opens one, two and three hours later: it finds a shorter queue.
const LATER: [f64; 3] = [0.7, 0.4, 0.2];

/// For each team and hour of the week, the conversations a week that one of the team on duty then might have answered in time.
#[derive(Clone, Debug)]
pub struct Weights(Vec<Vec<f64>>);

impl Weights {
    /// From the conversations that missed the agreements which count.
    pub fn of(problem: &Problem, need: &Need, tried: &Tried, counts: impl Fn(usize) -> bool) -> Weights {
        let scenario = &problem.scenario;
        let weeks = f64::from(scenario.run.weeks);
        let mut weights = vec![vec![0.0; HOURS_PER_WEEK]; scenario.teams.len()];
        for (number, sla) in scenario.slas.iter().enumerate().filter(|(number, _)| counts(*number)) {
            let lag = (sla.within.hours() as usize).min(LONGEST_LAG);
            let mut helps = vec![0.0; HOURS_PER_WEEK];
            for (opened, missed) in tried.missed_by_hour(number, weeks).into_iter().enumerate() {
                for later in 0..=lag {
                    helps[(opened + later) % HOURS_PER_WEEK] += missed;
                }
                for (earlier, share) in LATER.iter().enumerate() {
                    helps[(opened + HOURS_PER_WEEK - 1 - earlier) % HOURS_PER_WEEK] += missed * share;
                }
            }
            let takes = |team: &usize| {
                need.parts.iter().any(|part| part.agreements & (1 << number) != 0 && part.teams.contains(team))
            };
            for team in (0..weights.len()).filter(takes) {
                weights[team].iter_mut().zip(&helps).for_each(|(sum, helps)| *sum += helps);
            }
        }
        Weights(weights)
    }

    /// What a position on each block is worth, for each unit of money.
    pub fn by_block(&self, problem: &Problem) -> Vec<f64> {
        let worth = |at: usize| {
            let (block, weights) = (&problem.blocks[at], &self.0[problem.team_of(at)]);
            let of = |member: &usize| {
                let shift = &problem.shifts()[*member];
                let hour =
                    |hour: usize| f64::from(shift.minutes_within(hour as u32 * 60, (hour as u32 + 1) * 60)) / 60.0;
                (0..HOURS_PER_WEEK).map(|h| hour(h) * weights[h]).sum::<f64>()
            };
            block.members.iter().map(of).sum::<f64>() / block.cost.max(1e-9)
        };
        (0..problem.blocks.len()).map(worth).collect()
    }

    /// Takes off what one more position on a block is expected to bring, given how many are on duty already: for its team and
    /// those that take the same messages.
    pub fn served(&mut self, problem: &Problem, need: &Need, plan: &[u32], block: usize) {
        let team = problem.team_of(block);
        let together = |other: &usize| {
            *other == team || need.parts.iter().any(|part| part.teams.contains(&team) && part.teams.contains(other))
        };
        for hour in 0..HOURS_PER_WEEK {
            let minute = hour as u32 * 60 + 30;
            if problem.on_duty(block, minute) > 0 {
                let present = f64::from(problem.present(plan, &[team], minute));
                for other in (0..self.0.len()).filter(together) {
                    self.0[other][hour] *= (present + 1.0) / (present + 2.0);
                }
            }
        }
    }
}
