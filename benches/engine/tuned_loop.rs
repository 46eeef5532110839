//! The yardstick that is hard to reach: the same desks as in the plain loop, by someone who knows what they are and measures nothing.
//!
//! No calendar: the ends of work of a handful of agents are looked at one by one, the next arrival and the next change of
//! staff are two numbers. Nobody is followed: patience is looked at when a message is about to be taken. No keyed streams, no
//! individuals, two sums and two counts.

use super::plain_loop::{Counts, Desk};
use rand::RngExt;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Distribution, Exp1};
use std::collections::VecDeque;

const HOUR: f64 = 60.0;
/// Agents on duty at once, at most.
const MOST_AGENTS: usize = 8;

struct Waiting {
    since: f64,
    patience: f64,
}

struct Run<'d> {
    desk: &'d Desk,
    rng: Xoshiro256PlusPlus,
    /// When each agent's work ends; infinity: idle.
    ends: [f64; MOST_AGENTS],
    busy: usize,
    on_duty: usize,
    queues: [VecDeque<Waiting>; 2],
    counts: Counts,
}

/// Simulates the desk once.
pub fn run(desk: &Desk, seed: u64) -> Counts {
    let rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let ends = [f64::INFINITY; MOST_AGENTS];
    let mut run = Run { desk, rng, ends, busy: 0, on_duty: 0, queues: Default::default(), counts: Counts::default() };
    let end = desk.weeks as f64 * 168.0 * HOUR;
    let (mut arrives, mut changes) = (run.next_arrival(0.0), 0.0);
    loop {
        let (agent, finishes) = run.first_end();
        if arrives <= finishes && arrives <= changes {
            if arrives > end {
                return run.counts;
            }
            run.arrives(arrives);
            arrives = run.next_arrival(arrives);
        } else if finishes <= changes {
            run.ends[agent] = f64::INFINITY;
            run.busy -= 1;
            run.serve(finishes);
        } else {
            run.on_duty = desk.agents_at(changes) as usize;
            let now = changes;
            changes = run.next_change(now, end);
            run.serve(now);
        }
    }
}

impl Run<'_> {
    #[inline(always)]
    fn first_end(&self) -> (usize, f64) {
        let mut first = 0;
        for agent in 1..MOST_AGENTS {
            if self.ends[agent] < self.ends[first] {
                first = agent;
            }
        }
        (first, self.ends[first])
    }

    fn next_change(&self, now: f64, end: f64) -> f64 {
        let mut next = now + HOUR;
        while next < end && self.desk.agents_at(next) == self.desk.agents_at(now) {
            next += HOUR;
        }
        if next < end { next } else { f64::INFINITY }
    }

    #[inline(always)]
    fn next_arrival(&mut self, mut now: f64) -> f64 {
        let mut mass: f64 = Exp1.sample(&mut self.rng);
        let mut hour = (now / HOUR) as u64;
        loop {
            let rate = self.desk.per_hour[(hour % 168) as usize] / HOUR;
            let hour_ends = (hour + 1) as f64 * HOUR;
            let left = rate * (hour_ends - now);
            if mass <= left {
                return now + mass / rate;
            }
            mass -= left;
            now = hour_ends;
            hour += 1;
        }
    }

    #[inline(always)]
    fn arrives(&mut self, now: f64) {
        self.counts.customers += 1;
        let class = usize::from(self.desk.first_class < 1.0 && self.rng.random::<f64>() >= self.desk.first_class);
        if self.busy < self.on_duty {
            self.takes(now);
        } else {
            let patience = self.desk.patience.draw(&mut self.rng);
            self.queues[class].push_back(Waiting { since: now, patience });
        }
    }

    #[inline(always)]
    fn takes(&mut self, now: f64) {
        let service = self.desk.service.draw(&mut self.rng);
        let idle = self.ends.iter().position(|end| *end == f64::INFINITY);
        self.ends[idle.expect("somebody is idle")] = now + service;
        self.busy += 1;
    }

    #[inline(always)]
    fn serve(&mut self, now: f64) {
        while self.busy < self.on_duty {
            let Some(waited) = self.next_waiting(now) else { return };
            self.counts.waited_minutes += waited;
            self.takes(now);
        }
    }

    /// How long the next one has waited; who has not waited so long has gone.
    #[inline(always)]
    fn next_waiting(&mut self, now: f64) -> Option<f64> {
        for queue in &mut self.queues {
            while let Some(waiting) = queue.pop_front() {
                let waited = now - waiting.since;
                if waited < waiting.patience {
                    return Some(waited);
                }
                self.counts.given_up += 1;
                self.counts.waited_minutes += waiting.patience;
            }
        }
        None
    }
}
