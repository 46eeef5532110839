//! Where few plans are cheaper than the known one, all of them are excluded: each by its own trial, or because a plan with no fewer
//! positions anywhere has failed.

use super::problem::Block;
use super::refine::Refinement;
use super::trial::{Cancelled, Tried};

/// Plans up to which all cheaper ones are tried.
const MOST_ENUMERATED: f64 = 20_000.0;

impl Refinement<'_> {
    /// Whether the plans that cost less are so few that all of them can be excluded.
    pub fn may_exhaust(&self, cost: f64) -> bool {
        self.plans_below(cost) <= MOST_ENUMERATED
    }

    /// How many plans cost less, counted no further than matters.
    fn plans_below(&self, cost: f64) -> f64 {
        let most = |block: &Block| {
            let affordable = (cost / block.cost.max(1e-9)).floor().min(1e9);
            affordable.min(f64::from(block.most)) + 1.0
        };
        self.bench.problem.blocks.iter().map(most).product()
    }

    /// The cheapest plan of all: tries those below the known one from the dearest down; a plan within one that failed fails.
    ///
    /// # Errors
    /// If somebody asked to stop.
    pub fn enumerate(&self, known: Tried) -> Result<Tried, Cancelled> {
        let mut plans = self.all_plans(known.cost);
        plans.iter_mut().for_each(|(cost, plan)| *cost = self.bench.problem.cost(plan));
        plans.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let (mut best, mut failed): (Tried, Vec<Vec<u32>>) = (known, Vec::new());
        for (cost, plan) in plans {
            let within = |other: &Vec<u32>| plan.iter().zip(other).all(|(a, b)| a <= b);
            if cost >= best.cost - 1e-9 || !self.bench.problem.allows(&plan) || failed.iter().any(within) {
                continue;
            }
            match self.bench.accept(&plan, Some(&best))? {
                Some(found) => best = found,
                None => failed.push(plan),
            }
        }
        Ok(best)
    }

    /// Plans whose positions cost less, and what these cost.
    fn all_plans(&self, below: f64) -> Vec<(f64, Vec<u32>)> {
        let blocks = &self.bench.problem.blocks;
        let mut plans: Vec<(f64, Vec<u32>)> = vec![(0.0, Vec::new())];
        for block in blocks {
            let mut longer = Vec::new();
            for (cost, plan) in &plans {
                for positions in 0..=block.most {
                    let cost = cost + block.cost * f64::from(positions);
                    if cost >= below - 1e-9 {
                        break;
                    }
                    longer.push((cost, [plan.as_slice(), &[positions]].concat()));
                }
            }
            plans = longer;
        }
        plans
    }
}
