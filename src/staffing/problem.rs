//! What is to be planned: a desk, the shifts that may be worked, and what every plan must keep beside the agreements.

use super::shift::{CandidateShift, Positions};
use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Days, Scenario, Shift, Window};

/// Candidates that get the same number of positions: a pattern of several days, or a single shift.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// Candidates, all of one team.
    pub members: Vec<usize>,
    /// Money for one position on each of them.
    pub cost: f64,
    pub most: u32,
}

/// So many positions at least at every minute of some stretches of the week.
#[derive(Clone, PartialEq, Debug)]
pub struct Presence {
    /// Minutes since Monday 00:00, from and to, within the week.
    pub hours: Vec<(u32, u32)>,
    /// Teams whose positions count.
    pub teams: Vec<usize>,
    pub least: u32,
}

/// Positions of some candidates together, at most (or at least) so many: limits of teams, and what a roster asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Together {
    /// Candidates and how much a position on each counts.
    pub counts: Vec<(usize, f64)>,
    pub least: Option<f64>,
    pub most: Option<f64>,
}

/// A desk to be staffed. Positions are planned for blocks; what is simulated are the candidates in them.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Teams are templates: what their shifts say is replaced by the plan. Service hours are stated.
    pub scenario: Scenario,
    pub candidates: Vec<CandidateShift>,
    pub blocks: Vec<Block>,
    pub presences: Vec<Presence>,
    pub limits: Vec<Together>,
}

impl Problem {
    /// Every candidate planned on its own.
    pub fn new(scenario: &Scenario, candidates: Vec<CandidateShift>) -> Problem {
        let block = |(at, shift): (usize, &CandidateShift)| Block { members: vec![at], cost: shift.cost, most: shift.most };
        let mut scenario = scenario.clone();
        if scenario.service_hours.is_empty() {
            // What is promised must not move with the shifts that are tried.
            let manned = |shift: &&Shift| shift.agents > 0;
            let shifts = scenario.teams.iter().flat_map(|team| &team.rota).filter(manned);
            scenario.service_hours = shifts.map(|shift| shift.window).collect();
        }
        let blocks = candidates.iter().enumerate().map(block).collect();
        Problem { scenario, candidates, blocks, presences: Vec::new(), limits: Vec::new() }
    }

    pub fn team_of(&self, block: usize) -> usize {
        self.candidates[self.blocks[block].members[0]].team
    }

    /// Money a week for the positions of a plan, by block.
    pub fn cost(&self, plan: &[u32]) -> f64 {
        self.blocks.iter().zip(plan).map(|(block, positions)| block.cost * f64::from(*positions)).sum()
    }

    /// Positions by candidate.
    pub fn positions(&self, plan: &[u32]) -> Positions {
        let mut positions = vec![0; self.candidates.len()];
        for (block, planned) in self.blocks.iter().zip(plan) {
            block.members.iter().for_each(|member| positions[*member] += planned);
        }
        positions
    }

    /// Positions on duty at a minute of the week, of the teams named.
    pub fn present(&self, plan: &[u32], teams: &[usize], minute: u32) -> u32 {
        let on_duty = |block: &Block| {
            let covers = |member: &&usize| self.candidates[**member].minutes_within(minute, minute + 1) > 0;
            block.members.iter().filter(covers).count() as u32
        };
        let of_team = |at: &usize| teams.contains(&self.team_of(*at));
        (0..self.blocks.len()).filter(of_team).map(|at| plan[at] * on_duty(&self.blocks[at])).sum()
    }

    /// Minutes at which somebody may begin or end within some hours, and where these begin: between two of them nothing
    /// changes.
    pub fn edges_within(&self, hours: &[(u32, u32)]) -> Vec<u32> {
        let ends = self.candidates.iter().flat_map(|shift| [shift.begins(), shift.begins() + shift.minutes]);
        let mut edges: Vec<u32> =
            ends.map(|minute| minute % MINUTES_PER_WEEK).chain(hours.iter().map(|(from, _)| *from)).collect();
        edges.retain(|minute| hours.iter().any(|(from, to)| (from..to).contains(&minute)));
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Whether a plan keeps presence and limits; agreements are for the simulation to judge.
    pub fn allows(&self, plan: &[u32]) -> bool {
        let within = plan.iter().zip(&self.blocks).all(|(positions, block)| *positions <= block.most);
        let present = |presence: &Presence| {
            let enough = |minute: &u32| self.present(plan, &presence.teams, *minute) >= presence.least;
            self.edges_within(&presence.hours).iter().all(enough)
        };
        let positions = self.positions(plan);
        let kept = |limit: &Together| {
            let sum: f64 = limit.counts.iter().map(|(at, count)| count * f64::from(positions[*at])).sum();
            limit.least.is_none_or(|least| sum >= least - 1e-9) && limit.most.is_none_or(|most| sum <= most + 1e-9)
        };
        within && self.limits.iter().all(kept) && self.presences.iter().all(present)
    }

    /// The scenario with the shifts of a plan.
    pub fn staffed(&self, plan: &[u32]) -> Scenario {
        let mut scenario = self.scenario.clone();
        let positions = self.positions(plan);
        // Worked on holidays are the shifts of Sundays, where the brand is open on holidays.
        let open_on_holidays = scenario.service_hours.iter().any(|window| window.days.holidays);
        for (number, team) in scenario.teams.iter_mut().enumerate() {
            team.rota = rota(&self.candidates, &positions, number, open_on_holidays);
        }
        scenario
    }
}

/// Shifts of a team in order of their begin; those of the same hours and positions on several days are one.
fn rota(candidates: &[CandidateShift], positions: &[u32], team: usize, open_on_holidays: bool) -> Vec<Shift> {
    let mut worked: Vec<(u32, u32, u32, u32)> = Vec::new();
    for (shift, agents) in candidates.iter().zip(positions).filter(|(shift, agents)| shift.team == team && **agents > 0) {
        let (from, to) = (shift.from_minute, shift.from_minute + shift.minutes);
        match worked.iter_mut().find(|known| (known.0, known.1, known.2) == (shift.weekday, from, to)) {
            Some(known) => known.3 += agents,
            None => worked.push((shift.weekday, from, to, *agents)),
        }
    }
    let mut shifts: Vec<Shift> = Vec::new();
    for (weekday, from_minute, to_minute, agents) in worked {
        let day = 1u8 << weekday;
        let same = |known: &&mut Shift| {
            (known.window.from_minute, known.window.to_minute, known.agents) == (from_minute, to_minute, agents)
        };
        match shifts.iter_mut().find(same) {
            Some(known) => known.window.days.weekdays |= day,
            None => {
                let days = Days { weekdays: day, holidays: false };
                shifts.push(Shift { window: Window { days, from_minute, to_minute }, agents });
            }
        }
    }
    for shift in &mut shifts {
        shift.window.days.holidays = open_on_holidays && shift.window.days.has_weekday(6);
    }
    shifts.sort_by_key(|shift| (shift.window.from_minute, shift.window.to_minute, shift.window.days.weekdays));
    shifts
}
