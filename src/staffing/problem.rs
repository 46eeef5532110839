//! What is to be planned: a desk, the shifts that may be worked, and what every plan must keep beside the agreements.

use super::catalogue::{Catalogue, Cut, LeastPresence, SeatLimit, catalogue};
use super::shift::{CandidateShift, Positions};
use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Days, MONTHS_PER_WEEK, Scenario, Shift, WeekCover, Window};

/// Candidates that get the same number of positions: a pattern of several days, or a single shift.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// Candidates, all of one team.
    pub members: Vec<usize>,
    /// Money for one position on each of them.
    pub cost: f64,
    pub most: u32,
}

/// A desk to be staffed. Positions are planned for blocks; what is simulated are the candidates in them.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Teams are templates: what their shifts say is replaced by the plan. Service hours and breaks are stated.
    pub scenario: Scenario,
    pub catalogue: Catalogue,
    pub blocks: Vec<Block>,
    /// Constraints that were found on the way, on the positions of candidates.
    pub cuts: Vec<Cut>,
}

impl Problem {
    /// What the scenario's `[sizing]` says, or its defaults; every candidate is planned on its own.
    pub fn new(scenario: &Scenario) -> Problem {
        let mut scenario = scenario.clone();
        if scenario.service_hours.is_empty() {
            // What is promised must not move with the shifts that are tried.
            let manned = |shift: &&Shift| shift.agents > 0;
            let shifts = scenario.teams.iter().flat_map(|team| &team.rota).filter(manned);
            scenario.service_hours = shifts.map(|shift| shift.window).collect();
        }
        let sizing = scenario.sizing.clone();
        scenario.teams.iter_mut().for_each(|team| team.pause = sizing.pause_of(team));
        let catalogue = catalogue(&scenario);
        let alone = (0..catalogue.shifts.len()).map(|at| vec![at]).collect();
        Problem { scenario, catalogue, blocks: Vec::new(), cuts: Vec::new() }.with_blocks(alone)
    }

    /// The same desk with candidates that are planned together.
    pub fn with_blocks(mut self, members: Vec<Vec<usize>>) -> Problem {
        let shifts = &self.catalogue.shifts;
        let block = |members: Vec<usize>| Block {
            cost: members.iter().map(|at| shifts[*at].cost).sum(),
            most: members.iter().map(|at| shifts[*at].most).min().unwrap_or(0),
            members,
        };
        self.blocks = members.into_iter().map(block).collect();
        self
    }

    /// The shifts that positions may be planned on.
    pub fn shifts(&self) -> &[CandidateShift] {
        &self.catalogue.shifts
    }

    /// Linear constraints on the positions of candidates: those of the labour rules, and those found on the way.
    pub fn all_cuts(&self) -> impl Iterator<Item = &Cut> {
        self.catalogue.cuts.iter().chain(&self.cuts)
    }

    pub fn team_of(&self, block: usize) -> usize {
        self.catalogue.shifts[self.blocks[block].members[0]].team
    }

    /// Money a week for a plan, by block: its positions, and a work place for each on duty in the fullest minute.
    pub fn cost(&self, plan: &[u32]) -> f64 {
        let positions: f64 =
            self.blocks.iter().zip(plan).map(|(block, positions)| block.cost * f64::from(*positions)).sum();
        positions + self.seat_price() * f64::from(self.most_present(plan))
    }

    /// Money a week for a work place.
    pub fn seat_price(&self) -> f64 {
        self.scenario.costs.seats * MONTHS_PER_WEEK
    }

    /// Positions on duty in the fullest minute, which begins with a shift; nobody counts where places cost nothing.
    fn most_present(&self, plan: &[u32]) -> u32 {
        if self.scenario.costs.seats == 0.0 {
            return 0;
        }
        let manned: Vec<usize> = (0..plan.len()).filter(|at| plan[*at] > 0).collect();
        let begins =
            manned.iter().flat_map(|at| &self.blocks[*at].members).map(|member| self.shifts()[*member].begins());
        let present = |minute| manned.iter().map(|at| plan[*at] * self.on_duty(*at, minute)).sum();
        begins.map(present).max().unwrap_or(0)
    }

    /// Positions by candidate.
    pub fn positions(&self, plan: &[u32]) -> Positions {
        let mut positions = vec![0; self.shifts().len()];
        for (block, planned) in self.blocks.iter().zip(plan) {
            block.members.iter().for_each(|member| positions[*member] += planned);
        }
        positions
    }

    /// How many members of a block are on duty at a minute of the week.
    pub fn on_duty(&self, block: usize, minute: u32) -> u32 {
        let covers = |member: &&usize| self.catalogue.shifts[**member].minutes_within(minute, minute + 1) > 0;
        self.blocks[block].members.iter().filter(covers).count() as u32
    }

    /// Positions on duty at a minute of the week, of the teams named.
    pub fn present(&self, plan: &[u32], teams: &[usize], minute: u32) -> u32 {
        let of_team = |at: &usize| plan[*at] > 0 && teams.contains(&self.team_of(*at));
        (0..self.blocks.len()).filter(of_team).map(|at| plan[at] * self.on_duty(at, minute)).sum()
    }

    /// Minutes of some hours at which these begin or somebody may come or go: between two of them nothing changes.
    pub fn edges_within(&self, hours: &WeekCover) -> Vec<u32> {
        let ends = self.shifts().iter().flat_map(|shift| [shift.begins(), shift.begins() + shift.minutes]);
        let begins = hours.intervals().iter().map(|(from, _)| *from);
        let mut edges: Vec<u32> = ends.map(|minute| minute % MINUTES_PER_WEEK).chain(begins).collect();
        edges.retain(|minute| hours.intervals().iter().any(|(from, to)| (from..to).contains(&minute)));
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Whether a plan keeps presence, seats and labour rules; agreements are for the simulation to judge.
    pub fn allows(&self, plan: &[u32]) -> bool {
        let enough = |rule: &LeastPresence| {
            let present = |minute: &u32| self.present(plan, &rule.teams, *minute) >= rule.agents;
            self.edges_within(&rule.hours).iter().all(present)
        };
        self.keeps_limits(plan) && self.catalogue.presence.iter().all(enough)
    }

    /// Whether a plan has nowhere more positions than it may.
    pub fn keeps_limits(&self, plan: &[u32]) -> bool {
        let within = plan.iter().zip(&self.blocks).all(|(positions, block)| *positions <= block.most);
        let positions = self.positions(plan);
        let sum = |cut: &Cut| cut.terms.iter().map(|(at, count)| count * f64::from(positions[*at])).sum::<f64>();
        let seated = |limit: &SeatLimit| {
            let present = |minute: &u32| self.present(plan, &[limit.team], *minute) <= limit.agents;
            self.edges_within(&WeekCover::always()).iter().all(present)
        };
        within && self.all_cuts().all(|cut| sum(cut) <= cut.most + 1e-9) && self.catalogue.seats.iter().all(seated)
    }

    /// The scenario with the shifts of a plan.
    pub fn staffed(&self, plan: &[u32]) -> Scenario {
        let mut scenario = self.scenario.clone();
        let positions = self.positions(plan);
        // Worked on holidays are the shifts of Sundays, where the brand is open on holidays.
        let open_on_holidays = scenario.service_hours.iter().any(|window| window.days.holidays);
        for (number, team) in scenario.teams.iter_mut().enumerate() {
            team.rota = rota(self.shifts(), &positions, number, open_on_holidays);
        }
        scenario
    }
}

/// Shifts of a team in order of their begin; those of the same hours and positions on several days are one.
fn rota(candidates: &[CandidateShift], positions: &[u32], team: usize, open_on_holidays: bool) -> Vec<Shift> {
    let mut worked: Vec<(u32, u32, u32, u32)> = Vec::new();
    for (shift, agents) in candidates.iter().zip(positions).filter(|(shift, agents)| shift.team == team && **agents > 0)
    {
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
