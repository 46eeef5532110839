//! Plans that whole positions made unlawful, mended: the nearest ones that keep presence, seats and labour rules.

use super::catalogue::{Cut, LeastPresence, SeatLimit};
use super::problem::Problem;
use crate::desk::WeekCover;

impl Problem {
    /// By how much a plan breaks presence, seats and labour rules, in positions summed over rules and instants; 0 if it keeps them.
    fn broken(&self, plan: &[u32]) -> f64 {
        let positions = self.positions(plan);
        let beyond = |cut: &Cut| {
            let sum: f64 = cut.terms.iter().map(|(at, count)| count * f64::from(positions[*at])).sum();
            (sum - cut.most - 1e-9).max(0.0)
        };
        let missing = |rule: &LeastPresence| {
            let of = |minute: &u32| rule.agents.saturating_sub(self.present(plan, &rule.teams, *minute));
            self.edges_within(&rule.hours).iter().map(of).sum::<u32>()
        };
        let crowded = |limit: &SeatLimit| {
            let of = |minute: &u32| self.present(plan, &[limit.team], *minute).saturating_sub(limit.agents);
            self.edges_within(&WeekCover::always()).iter().map(of).sum::<u32>()
        };
        let presence: u32 = self.catalogue.presence.iter().map(missing).sum();
        let seats: u32 = self.catalogue.seats.iter().map(crowded).sum();
        self.all_cuts().map(beyond).sum::<f64>() + f64::from(presence + seats)
    }

    /// A plan near this one that keeps presence, seats and labour rules, which rounding and growing may break: a position more
    /// where that mends most for its money, or one less where none more mends anything. `None` if this leads nowhere.
    pub fn made_to_keep_rules(&self, plan: &[u32]) -> Option<Vec<u32>> {
        let mut plan: Vec<u32> = plan.iter().zip(&self.blocks).map(|(n, block)| (*n).min(block.most)).collect();
        while !self.allows(&plan) {
            let broken = self.broken(&plan);
            let mends = |changed: &[u32], price: f64| (broken - self.broken(changed)) / price.max(1e-9);
            let mut best: Option<(f64, Vec<u32>)> = None;
            for more in [true, false] {
                for at in 0..plan.len() {
                    let possible = if more { plan[at] < self.blocks[at].most } else { plan[at] > 0 };
                    if !possible {
                        continue;
                    }
                    let mut changed = plan.clone();
                    changed[at] = if more { plan[at] + 1 } else { plan[at] - 1 };
                    let gain = mends(&changed, if more { self.blocks[at].cost } else { 1.0 });
                    if gain > 1e-9 && best.as_ref().is_none_or(|(known, _)| gain > *known) {
                        best = Some((gain, changed));
                    }
                }
                if best.is_some() {
                    break;
                }
            }
            plan = best?.1;
        }
        Some(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{LoadOptions, load_embedded};

    const DESK: &str = r#"
[demand]
per_week = 500
[[desk.team]]
name = "all"
agents = 3
shifts = ["daily 00:00-08:00", "daily 08:00-16:00", "daily 16:00-24:00"]
[sizing]
hours = ["daily 00:00-24:00"]
closed = ["Sun 00:00-24:00"]
lengths = ["8h"]
night_share = 0.4
[[sizing.presence]]
hours = ["Mon-Fri 22:00-06:00"]
agents = 2
"#;

    /// Nobody at night, and nights alone: both are mended, and a plan that keeps the rules stays as it is.
    #[test]
    fn what_breaks_presence_or_the_share_of_nights_is_mended() {
        let loaded = load_embedded(&[("desk.toml", DESK)], &["desk.toml"], &LoadOptions::default());
        let problem = Problem::new(&loaded.expect("a sound scenario").scenarios.remove(0));
        let nobody = vec![0; problem.blocks.len()];
        let nights_alone: Vec<u32> =
            (0..problem.blocks.len()).map(|at| 2 * problem.on_duty(at, 24 * 60 + 30)).collect();
        for unlawful in [nobody, nights_alone] {
            assert!(!problem.allows(&unlawful));
            let mended = problem.made_to_keep_rules(&unlawful).expect("a lawful plan");
            assert!(problem.allows(&mended) && problem.broken(&mended) == 0.0);
            assert_eq!(problem.made_to_keep_rules(&mended).as_ref(), Some(&mended));
        }
    }
}
