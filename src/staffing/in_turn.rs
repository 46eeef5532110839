//! What first come, first served adds to the lower bound: whoever is answered in time finds everybody who wrote before answered,
//! too, so that a desk cannot write a weekend off and yet be in time on Monday morning. docs/sizing.md proves it.
//!
//! Let a conversation open at instant t, and W be the work on the first messages that opened in the hours from s to t. Added to
//! what comes, it changes neither what opened before nor handling times (Mecke's formula); it is in time with probability e. In
//! that case all of W is done by its limit, but for the rest of messages in hand. E[W; in time] is at least m e - d (e (1 - e))^1/2,
//! with m the mean of W and d its standard deviation (Cauchy and Schwarz); tangents make it linear in e.

use super::deadlines::Deadlines;
use super::need::{Need, Part};
use super::problem::Problem;
use super::program::{Capacity, Turn};
use super::residual::Residual;
use crate::desk::{OnAbandon, Order, Scenario};
use crate::time::HOURS_PER_WEEK;

/// Shares in time at which tangents are taken.
const TANGENTS: [f64; 4] = [0.25, 0.6, 0.9, 0.97];
/// Where a desk never closes: hours before an opening from which on work is summed up.
const HOURS_BEFORE: [usize; 2] = [6, 12];
/// Closed stretches before an opening that are looked back to.
const CLOSINGS: usize = 2;

/// Conditions for the shares in time of every hour; none where messages may be taken in another order than they came, where the
/// first response is something else than the first message, or where weeks are not alike.
pub fn turns(problem: &Problem, need: &Need, deadlines: &Deadlines, capacity: &[Capacity]) -> Vec<Turn> {
    if !in_turn(&problem.scenario, need) {
        return Vec::new();
    }
    let work = Work::of(&problem.scenario, need);
    let open: Vec<bool> = (0..HOURS_PER_WEEK)
        .map(|hour| capacity.iter().any(|one| one.by_hour.iter().any(|(at, _)| *at == hour)))
        .collect();
    let mut found = Vec::new();
    for hour in 0..HOURS_PER_WEEK {
        // The hours from the opening to the limit of the last who opens in this one.
        let ahead = deadlines.last_of(hour).div_ceil(60) as usize + 1;
        for before in looked_back(&open, hour).into_iter().filter(|before| before + ahead < HOURS_PER_WEEK) {
            let hours: Vec<usize> =
                (0..before + ahead).map(|at| (hour + HOURS_PER_WEEK - before + at) % HOURS_PER_WEEK).collect();
            let can = can(capacity, &hours);
            let (mean, deviation) = work.within(&hours[..before]);
            found.extend(TANGENTS.iter().map(|share| tangent(hour, mean, deviation, *share, can.clone())));
        }
    }
    found
}

/// Whether every message is taken in the order in which they came, all weeks are alike, and nobody leaves the queue.
fn in_turn(scenario: &Scenario, need: &Need) -> bool {
    let (policy, demand) = (&scenario.policy, &scenario.demand);
    let preferential = policy.preferential;
    let one_queue = need.parts.iter().all(|part| part.teams == need.noise_teams);
    let by_entry = policy.order == Order::Fifo
        && !policy.replies_first
        && !(preferential.influencers || preferential.hostile || preferential.chasers);
    let nobody_leaves =
        scenario.customers.patience.is_none() || scenario.on_abandon == OnAbandon::Answer && !policy.wait_estimate;
    let weeks_alike = demand.growth_per_year == 0.0
        && demand.crises.is_empty()
        && demand.contagion.is_none()
        && scenario.calendar.holidays.is_empty();
    let plain_answers = policy.bot.is_none() && policy.acknowledge.is_none();
    one_queue && by_entry && nobody_leaves && weeks_alike && plain_answers
}

/// First messages and noise by hour of the week.
struct Work {
    minutes: Vec<f64>,
    /// Sum of the mean squares of their handling times.
    squares: Vec<f64>,
    daily_cv: f64,
}

impl Work {
    fn of(scenario: &Scenario, need: &Need) -> Work {
        let square = Residual::largest_square(scenario);
        let triage = &scenario.demand.triage_time;
        let per_minute = if triage.mean() > 0.0 { triage.second_moment() / triage.mean() } else { 0.0 };
        let sum = |hour: usize, of: fn(&Part) -> &Vec<f64>| need.parts.iter().map(|part| of(part)[hour]).sum::<f64>();
        let hours = 0..HOURS_PER_WEEK;
        Work {
            minutes: hours.clone().map(|hour| sum(hour, |part| &part.first) + need.noise[hour]).collect(),
            squares: hours
                .map(|hour| sum(hour, |part| &part.opened) * square + need.noise[hour] * per_minute)
                .collect(),
            daily_cv: scenario.demand.daily_cv,
        }
    }

    /// Mean and standard deviation of the work that opens in consecutive hours, given an opening behind them: its day is
    /// a busy one, as busy days have more of them.
    fn within(&self, hours: &[usize]) -> (f64, f64) {
        let of_days = hours.chunk_by(|a, b| a / 24 == b / 24);
        let squared: f64 = of_days.map(|day| day.iter().map(|hour| self.minutes[*hour]).sum::<f64>().powi(2)).sum();
        let mean: f64 = hours.iter().map(|hour| self.minutes[*hour]).sum();
        let cv = self.daily_cv.powi(2);
        let variance = (squared * cv + hours.iter().map(|hour| self.squares[*hour]).sum::<f64>()) * (1.0 + cv);
        (mean, variance.sqrt())
    }
}

/// Hours from which on work is summed up: beginnings of the last closed stretches, or some hours where nothing closes.
fn looked_back(open: &[bool], hour: usize) -> Vec<usize> {
    let at = |before: usize| open[(hour + HOURS_PER_WEEK - before) % HOURS_PER_WEEK];
    let closings: Vec<usize> =
        (1..HOURS_PER_WEEK).filter(|before| !at(*before) && at(before + 1)).take(CLOSINGS).collect();
    if closings.is_empty() { HOURS_BEFORE.to_vec() } else { closings }
}

/// Minutes of work that a position of each block does in these hours at most, the rest of what is in hand at their end included.
fn can(capacity: &[Capacity], hours: &[usize]) -> Vec<(usize, f64)> {
    let of = |one: &Capacity| {
        let within = one.by_hour.iter().filter(|(at, _)| hours.contains(at)).map(|(_, minutes)| minutes).sum::<f64>();
        if within > 0.0 { within + one.overtime } else { 0.0 }
    };
    capacity.iter().map(of).enumerate().filter(|(_, minutes)| *minutes > 0.0).collect()
}

/// m e - d f(e) with f(e) = (e (1 - e))^1/2, which lies below its tangents.
fn tangent(hour: usize, mean: f64, deviation: f64, share: f64, can: Vec<(usize, f64)>) -> Turn {
    let root = (share * (1.0 - share)).sqrt();
    let slope = (1.0 - 2.0 * share) / (2.0 * root);
    Turn { hour, work: mean - deviation * slope, spared: deviation * (root - slope * share), can }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;
    use crate::scenario::{Input, LoadOptions, load};
    use crate::staffing::bound::{Among, lower_bound};

    fn desk(more: &str) -> Scenario {
        let text = format!(
            "[demand]\nper_week = 1000\nprofile = \"flat\"\ndaily_cv = 0\n[customers]\npatience = \"none\"\n\
             [[desk.team]]\nname = \"desk\"\nagents = 1\nshifts = [\"Mon-Fri 08:00-20:00\"]\n\
             [[sla]]\nname = \"1 h\"\nwithin = \"1h\"\ntarget = 0.9\nclock = \"service_hours\"\n{more}"
        );
        let input = Input::Text { name: "desk".into(), text };
        load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0)
    }

    fn bound(scenario: &Scenario) -> f64 {
        let problem = Problem::new(scenario);
        lower_bound(&problem, &Need::of(&Model::new(&problem.scenario)), Among::All).unwrap()
    }

    /// Most of what comes to this desk comes while it is closed. Nine in ten in time are more than what is written in the open
    /// hours, and whoever is in time on Monday finds the weekend answered. With replies first, nothing is claimed of turns.
    #[test]
    fn a_weekend_cannot_be_written_off() {
        let (in_turn, in_any) = (bound(&desk("")), bound(&desk("[policy]\nreplies_first = true\n")));
        assert!(in_turn > 1.2 * in_any, "{in_turn} and {in_any}");
    }

    /// One hour of every day, and the work of its six hours: with certainty all of it, without any nothing.
    #[test]
    fn tangents_lie_above_the_root() {
        for share in TANGENTS {
            let turn = tangent(0, 100.0, 20.0, share, vec![]);
            for e in [0.0, 0.1, 0.5, 0.8, 0.9, 0.99, 1.0] {
                let asked = turn.work * e - turn.spared;
                assert!(asked <= 100.0 * e - 20.0 * f64::sqrt(e * (1.0 - e)) + 1e-9, "{share} {e} {asked}");
            }
        }
    }

    #[test]
    fn work_of_closed_hours_is_summed_from_their_beginning() {
        let open: Vec<bool> = (0..HOURS_PER_WEEK).map(|hour| hour < 120 && (8..20).contains(&(hour % 24))).collect();
        // Monday 08:00: since Friday 20:00, and since Thursday 20:00.
        assert_eq!(looked_back(&open, 8), [60, 84]);
        assert_eq!(looked_back(&[true; HOURS_PER_WEEK], 8), HOURS_BEFORE);
        let work = Work { minutes: vec![10.0; 168], squares: vec![50.0; 168], daily_cv: 0.2 };
        let hours: Vec<usize> = (20..30).collect();
        let variance = (40f64.powi(2) + 60f64.powi(2)) * 0.04 * 1.04 + 500.0 * 1.04;
        assert_eq!(work.within(&hours).0, 100.0);
        assert!((work.within(&hours).1 - variance.sqrt()).abs() < 1e-9);
    }
}
