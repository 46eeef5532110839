//! From a plan on paper to one that simulation bears out: positions are added where conversations are missed, taken away where
//! they can go, exchanged where that helps; every step is judged on the same customers.
//!
//! The effort is counted in simulated conversations, never in seconds, so that the same seed gives the same plan on any machine.

use super::need::Need;
use super::planning::{Planned, Tuning, first_beta, plan as plan_on_paper};
use super::problem::Problem;
use super::program::Unsolved;
use super::trial::{Bench, Cancelled, Tried};
use super::weights::Weights;

/// Why no plan was found.
#[derive(Clone, PartialEq, Debug)]
pub enum NotFound {
    Cancelled,
    /// Even as many positions as the limits allow do not keep every agreement.
    Impossible,
    /// The limits contradict each other: no plan at all keeps presence, seats and labour rules.
    Contradiction,
}

impl From<Cancelled> for NotFound {
    fn from(_: Cancelled) -> NotFound {
        NotFound::Cancelled
    }
}

/// A plan from which nothing can be taken away.
#[derive(Clone, Debug)]
pub struct Refined {
    pub tried: Tried,
    /// Removals that were tried on the plan found, each of which misses an agreement.
    pub removals_tried: usize,
    /// Whether every cheaper plan was excluded: by its own trial, or because one with more positions failed.
    pub exhausted: bool,
    pub planned: Option<Planned>,
}

/// Steps of the search for the safety of the planning model.
const STEPS_OF_SAFETY: usize = 6;
/// Positions that are tried one by one when something is to be added to a small plan.
const ADDITIONS_TRIED: usize = 4;
const SMALL_PLAN: u32 = 60;
/// Additions without any progress after which the wish counts as impossible.
const MOST_IN_VAIN: usize = 12;

/// The search itself.
pub struct Refinement<'r> {
    pub bench: &'r Bench<'r>,
    pub need: &'r Need,
    /// Replications after which no exchange is tried any more.
    pub effort: u64,
}

impl Refinement<'_> {
    fn problem(&self) -> &Problem {
        self.bench.problem
    }

    /// The cheapest plan found that keeps all agreements on the customers of the search. `start`: a plan known to be near.
    ///
    /// # Errors
    /// If somebody stopped it, or there is no such plan.
    pub fn run(&self, start: Option<&[u32]>) -> Result<Refined, NotFound> {
        let (first, planned) = match start {
            Some(plan) => (self.repair(plan.to_vec())?, None),
            None => self.first()?,
        };
        let mut tried = self.trim(first)?;
        let mut exhausted = false;
        if self.may_exhaust(tried.cost) {
            tried = self.enumerate(tried)?;
            exhausted = true;
        } else {
            tried = self.exchange(tried)?;
        }
        let (tried, removals_tried) = self.without_removals(tried)?;
        Ok(Refined { tried, removals_tried, exhausted, planned })
    }

    /// What is left of a plan when positions are only taken away, to a hundredth of them.
    ///
    /// # Errors
    /// If somebody asked to stop.
    pub fn roughly_trimmed(&self, tried: &Tried) -> Result<Tried, Cancelled> {
        let positions = tried.plan.iter().sum::<u32>() as usize;
        self.trim_to(tried.clone(), positions / 10, (positions / 100).max(1))
    }

    /// The best of the plans on paper over the safety, made good by simulation: where a search begins.
    ///
    /// # Errors
    /// As [`Refinement::run`].
    pub fn first(&self) -> Result<(Tried, Option<Planned>), NotFound> {
        let (mut low, mut high) = (-2.0, first_beta(&self.problem().scenario, self.need) + 1.0);
        let mut best: Option<(Tried, Planned)> = None;
        let mut short: Option<Planned> = None;
        for _ in 0..STEPS_OF_SAFETY {
            let beta = (low + high) / 2.0;
            let Some(planned) = self.on_paper(beta)? else {
                low = beta;
                continue;
            };
            match self.bench.accept(&planned.plan, None)? {
                Some(tried) => {
                    high = beta;
                    if best.as_ref().is_none_or(|(known, _)| tried.cost < known.cost) {
                        best = Some((tried, planned));
                    }
                }
                None => {
                    low = beta;
                    short = Some(planned);
                }
            }
        }
        // What just falls short needs only a little more.
        if let Some(planned) = short {
            let repaired = self.repair(planned.plan.clone());
            match (repaired, &best) {
                (Ok(tried), Some((known, _))) if tried.cost >= known.cost => {}
                (Ok(tried), _) => best = Some((tried, planned)),
                (Err(NotFound::Cancelled), _) => return Err(NotFound::Cancelled),
                (Err(error), None) => return Err(error),
                (Err(_), Some(_)) => {}
            }
        }
        match best {
            Some((tried, planned)) => Ok((tried, Some(planned))),
            None => Ok((self.repair(self.least_plan()?)?, None)),
        }
    }

    /// `None` where the solver finds no plan with this safety.
    fn on_paper(&self, beta: f64) -> Result<Option<Planned>, NotFound> {
        let gave_up = vec![0.0; self.problem().scenario.demand.contacts.len()];
        let found = plan_on_paper(self.problem(), self.need, &Tuning { beta, least_share: 1.0, gave_up });
        let kept = found
            .ok()
            .and_then(|planned| Some(Planned { plan: self.problem().made_to_keep_rules(&planned.plan)?, ..planned }));
        if (self.bench.go_on)() { Ok(kept) } else { Err(NotFound::Cancelled) }
    }

    /// The cheapest plan that keeps presence, seats and labour rules, whatever the agreements say.
    fn least_plan(&self) -> Result<Vec<u32>, NotFound> {
        let problem = self.problem();
        let program = super::planning::rules_only(problem);
        let bounds: Vec<(u32, u32)> = problem.blocks.iter().map(|block| (0, block.most)).collect();
        match program.whole(&bounds, 0.02) {
            Ok(solved) => Ok(solved.positions.iter().map(|positions| positions.round() as u32).collect()),
            Err(Unsolved::Infeasible) => Err(NotFound::Contradiction),
            // Nothing on every block is the plan to add to.
            Err(Unsolved::Solver(_)) => Ok(vec![0; problem.blocks.len()]),
        }
    }

    /// Adds positions where conversations are missed until every agreement is kept.
    fn repair(&self, plan: Vec<u32>) -> Result<Tried, NotFound> {
        let mut plan = match self.problem().made_to_keep_rules(&plan) {
            Some(plan) => plan,
            None => self.least_plan()?,
        };
        let mut in_vain = 0;
        let mut nearest = f64::NEG_INFINITY;
        loop {
            let Some(tried) = self.bench.attempt(&plan, None)? else {
                // The desk fills up: more everywhere.
                let grown = self.grown(&plan).and_then(|grown| self.problem().made_to_keep_rules(&grown));
                plan = grown.filter(|grown| *grown != plan).ok_or(NotFound::Impossible)?;
                continue;
            };
            let complete = tried.replications.len() as u32 == self.bench.replications();
            if complete && self.bench.keeps_all(&tried) && self.problem().allows(&plan) {
                return Ok(tried);
            }
            let nearness = self.bench.nearness(&tried);
            in_vain = if nearness > nearest + 1e-4 { 0 } else { in_vain + 1 };
            nearest = nearest.max(nearness);
            if in_vain > MOST_IN_VAIN {
                return Err(NotFound::Impossible);
            }
            plan = self.with_more(&plan, &tried)?.ok_or(NotFound::Impossible)?;
        }
    }

    /// A half more of everything, at least one; `None` if nothing may be added.
    fn grown(&self, plan: &[u32]) -> Option<Vec<u32>> {
        let blocks = &self.problem().blocks;
        let more = |(positions, block): (&u32, &super::problem::Block)| (positions + positions / 2 + 1).min(block.most);
        let grown: Vec<u32> = plan.iter().zip(blocks).map(more).collect();
        (grown != plan).then_some(grown)
    }

    /// The plan with one position more where that seems to help most, or several where much is missing; `None` if nothing may
    /// be added.
    fn with_more(&self, plan: &[u32], tried: &Tried) -> Result<Option<Vec<u32>>, NotFound> {
        let problem = self.problem();
        // What is short asks for more; only where nothing is, and yet the desk does not keep up, all do.
        let is_short = |sla: usize| self.bench.slack(tried, sla) < 0.0;
        let any_short = (0..problem.scenario.slas.len()).any(is_short);
        let mut weights = Weights::of(problem, self.need, tried, |sla| !any_short || is_short(sla));
        if plan.iter().sum::<u32>() <= SMALL_PLAN {
            let mut best: Option<(f64, Vec<u32>)> = None;
            for at in self.by_worth(plan, &weights).into_iter().take(ADDITIONS_TRIED) {
                let more = self.changed(plan, &[at], &[]);
                let found = self.bench.attempt(&more, None)?;
                let nearness = found.map_or(f64::NEG_INFINITY, |found| self.bench.nearness(&found));
                let gain = (nearness - self.bench.nearness(tried)) / problem.blocks[at].cost;
                if best.as_ref().is_none_or(|(known, _)| gain > *known) {
                    best = Some((gain, more));
                }
            }
            return Ok(best.map(|(_, plan)| plan));
        }
        let mut plan = plan.to_vec();
        let before = plan.clone();
        for _ in 0..self.positions_missing(tried) {
            let Some(at) = self.by_worth(&plan, &weights).first().copied() else { break };
            weights.served(problem, self.need, &plan, at);
            plan[at] += 1;
        }
        Ok((plan != before).then_some(plan))
    }

    /// Blocks that may have one more position, the most worth first; ties in their order.
    fn by_worth(&self, plan: &[u32], weights: &Weights) -> Vec<usize> {
        let worth = weights.by_block(self.problem());
        let mut blocks: Vec<usize> = (0..plan.len()).filter(|at| self.problem().blocks[*at].most > plan[*at]).collect();
        blocks.retain(|at| self.may_add(plan, *at));
        blocks.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
        blocks
    }

    /// One more position breaks no limit.
    fn may_add(&self, plan: &[u32], at: usize) -> bool {
        let problem = self.problem();
        if problem.catalogue.seats.is_empty() && problem.all_cuts().next().is_none() {
            return true;
        }
        problem.keeps_limits(&self.changed(plan, &[at], &[]))
    }

    fn weights_of_all(&self, tried: &Tried) -> Weights {
        Weights::of(self.problem(), self.need, tried, |_| true)
    }

    /// A cautious guess from the share that is missing; about a third of it, so that little has to be taken away again.
    fn positions_missing(&self, tried: &Tried) -> usize {
        let short = -self.bench.least_slack(tried).clamp(-1.0, 0.0);
        let positions = f64::from(tried.plan.iter().sum::<u32>());
        ((short * positions * 0.15).ceil() as usize).clamp(1, 100)
    }

    fn changed(&self, plan: &[u32], more: &[usize], less: &[usize]) -> Vec<u32> {
        let mut plan = plan.to_vec();
        more.iter().for_each(|at| plan[*at] += 1);
        less.iter().for_each(|at| plan[*at] = plan[*at].saturating_sub(1));
        plan
    }

    /// Takes positions away as long as every agreement is kept: several at once from large plans, then one by one.
    fn trim(&self, tried: Tried) -> Result<Tried, Cancelled> {
        let positions = tried.plan.iter().sum::<u32>() as usize;
        self.trim_to(tried, positions / 40, 1)
    }

    /// The same, no finer than `fewest` positions at once, first so many.
    fn trim_to(&self, tried: Tried, first: usize, fewest: usize) -> Result<Tried, Cancelled> {
        let mut tried = tried;
        let mut at_once = first.max(fewest);
        let mut fails: Vec<bool> = vec![false; tried.plan.len()];
        loop {
            let (removable, less) = self.removable(&tried, at_once, &mut fails);
            if removable.is_empty() {
                return Ok(tried);
            }
            let found = self.bench.accept(&less, Some(&tried))?;
            match found {
                Some(found) => tried = found,
                // One position alone can not go; fewer people answer no more, so it can not go later either.
                None if removable.len() == 1 => fails[removable[0]] = true,
                None if removable.len() / 2 < fewest => return Ok(tried),
                None => at_once = removable.len() / 2,
            }
        }
    }

    /// Positions to take away together, and the plan without them: those that seem to matter least, as far as presence and
    /// labour rules allow. What they forbid to take away alone is marked as failed; the last step looks at it once more.
    fn removable(&self, tried: &Tried, at_once: usize, fails: &mut [bool]) -> (Vec<usize>, Vec<u32>) {
        let (mut removable, mut plan) = (Vec::new(), tried.plan.clone());
        for at in self.by_harm(tried) {
            if removable.len() == at_once {
                break;
            }
            let less = self.changed(&plan, &[], &[at]);
            if fails[at] || less == plan {
                continue;
            }
            if self.problem().allows(&less) {
                removable.push(at);
                plan = less;
            } else if removable.is_empty() {
                fails[at] = true;
            }
        }
        (removable, plan)
    }

    /// Blocks with positions, those first that seem to matter least for their money.
    fn by_harm(&self, tried: &Tried) -> Vec<usize> {
        let worth = self.weights_of_all(tried).by_block(self.problem());
        let mut blocks: Vec<usize> = (0..tried.plan.len()).filter(|at| tried.plan[*at] > 0).collect();
        blocks.sort_by(|a, b| worth[*a].total_cmp(&worth[*b]).then(a.cmp(b)));
        blocks
    }

    /// Puts a position elsewhere where that is cheaper, or keeps the agreements so much better that others can go.
    fn exchange(&self, tried: Tried) -> Result<Tried, Cancelled> {
        let mut tried = tried;
        'again: loop {
            let worth = self.by_worth(&tried.plan, &self.weights_of_all(&tried));
            let harm = self.by_harm(&tried);
            for round in 0..worth.len().max(harm.len()) {
                for (more, less) in pairs_of_round(&worth, &harm, round) {
                    if self.bench.simulated() >= self.effort {
                        return Ok(tried);
                    }
                    if let Some(better) = self.try_exchange(&tried, more, less)? {
                        tried = self.trim(better)?;
                        continue 'again;
                    }
                }
            }
            return Ok(tried);
        }
    }

    /// The plan with one position moved, if it is better.
    fn try_exchange(&self, tried: &Tried, more: usize, less: usize) -> Result<Option<Tried>, Cancelled> {
        /// Gain of slack that is worth a move at equal cost.
        const WORTH_A_MOVE: f64 = 0.001;
        let (dearer, cheaper) = (self.problem().blocks[more].cost, self.problem().blocks[less].cost);
        if more == less || dearer > cheaper + 1e-9 {
            return Ok(None);
        }
        let plan = self.changed(&tried.plan, &[more], &[less]);
        if !self.problem().allows(&plan) {
            return Ok(None);
        }
        let found = self.bench.accept(&plan, Some(tried))?;
        let gain = |found: &Tried| self.bench.least_slack(found) - self.bench.least_slack(tried);
        Ok(found.filter(|found| found.cost < tried.cost - 1e-9 || gain(found) >= WORTH_A_MOVE))
    }

    /// Tries to take away each position of the plan until none can go; the number tried on the last plan. Of a large plan a
    /// removal is not simulated again where a plan with no fewer positions anywhere has failed.
    fn without_removals(&self, tried: Tried) -> Result<(Tried, usize), Cancelled> {
        let mut tried = tried;
        loop {
            let large = tried.plan.iter().sum::<u32>() > SMALL_PLAN;
            let mut count = 0;
            let mut found = None;
            for at in self.by_harm(&tried) {
                let less = self.changed(&tried.plan, &[], &[at]);
                count += 1;
                if self.problem().allows(&less) && !(large && self.bench.failed_with_more(&less)) {
                    found = self.bench.accept(&less, Some(&tried))?;
                }
                if found.is_some() {
                    break;
                }
            }
            match found {
                Some(better) => tried = better,
                None => return Ok((tried, count)),
            }
        }
    }
}

/// Pairs (to add, to take away) in which the later of the two ranks is `round`.
fn pairs_of_round<'p>(
    worth: &'p [usize],
    harm: &'p [usize],
    round: usize,
) -> impl Iterator<Item = (usize, usize)> + 'p {
    let added =
        worth.get(round).into_iter().flat_map(move |more| harm.iter().take(round + 1).map(|less| (*more, *less)));
    let taken = harm.get(round).into_iter().flat_map(move |less| worth.iter().take(round).map(|more| (*more, *less)));
    added.chain(taken)
}
