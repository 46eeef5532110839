//! The yardstick: both workloads as one would write them by hand, for nothing but counts and one sum of waits.
//!
//! A binary heap of events, a queue for each class, a table of customers. No keyed streams, no individuals, no measures.

use rand::RngExt;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Distribution, Exp, Exp1, LogNormal};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

const HOUR: f64 = 60.0;

/// A desk in minutes.
pub struct Desk {
    pub weeks: u64,
    /// Arrivals an hour in each hour of the week.
    pub per_hour: [f64; 168],
    /// Agents on duty in each hour of the week.
    pub agents: [u32; 168],
    /// Share of the class that goes first.
    pub first_class: f64,
    pub service: Law,
    pub patience: Law,
}

impl Desk {
    /// Agents on duty at an instant.
    pub fn agents_at(&self, now: f64) -> u32 {
        self.agents[(now / HOUR) as usize % 168]
    }
}

pub enum Law {
    Exponential(Exp<f64>),
    LogNormal(LogNormal<f64>),
}

impl Law {
    pub fn exponential(mean: f64) -> Law {
        Law::Exponential(Exp::new(1.0 / mean).expect("a positive mean"))
    }
    pub fn log_normal(mean: f64, cv: f64) -> Law {
        let variance = (1.0 + cv * cv).ln();
        Law::LogNormal(LogNormal::new(mean.ln() - variance / 2.0, variance.sqrt()).expect("a finite spread"))
    }
    pub fn draw(&self, rng: &mut Xoshiro256PlusPlus) -> f64 {
        match self {
            Law::Exponential(law) => law.sample(rng),
            Law::LogNormal(law) => law.sample(rng),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Arrives,
    Finishes,
    GivesUp(u32),
    Staffing(u32),
}

#[derive(Default, Debug)]
pub struct Counts {
    pub customers: u64,
    pub given_up: u64,
    pub waited_minutes: f64,
}

struct Customer {
    arrived: f64,
    waiting: bool,
}

struct Run<'d> {
    desk: &'d Desk,
    rng: Xoshiro256PlusPlus,
    /// Times are not negative, so their bits order as they do.
    events: BinaryHeap<Reverse<(u64, u64, Event)>>,
    sequence: u64,
    customers: Vec<Customer>,
    queues: [VecDeque<u32>; 2],
    busy: u32,
    on_duty: u32,
    counts: Counts,
}

/// Simulates the desk once.
pub fn run(desk: &Desk, seed: u64) -> Counts {
    let mut run = Run {
        desk,
        rng: Xoshiro256PlusPlus::seed_from_u64(seed),
        events: BinaryHeap::new(),
        sequence: 0,
        customers: Vec::new(),
        queues: Default::default(),
        busy: 0,
        on_duty: 0,
        counts: Counts::default(),
    };
    run.plan_staffing();
    run.plan_arrival(0.0);
    let end = desk.weeks as f64 * 168.0 * HOUR;
    while let Some(Reverse((bits, _, event))) = run.events.pop() {
        let now = f64::from_bits(bits);
        if now > end {
            break;
        }
        run.handle(now, event);
    }
    run.counts
}

impl Run<'_> {
    fn plan(&mut self, at: f64, event: Event) {
        self.sequence += 1;
        self.events.push(Reverse((at.to_bits(), self.sequence, event)));
    }

    fn plan_staffing(&mut self) {
        let mut before = None;
        for hour in 0..self.desk.weeks * 168 {
            let agents = self.desk.agents[(hour % 168) as usize];
            if before != Some(agents) {
                self.plan(hour as f64 * HOUR, Event::Staffing(agents));
                before = Some(agents);
            }
        }
    }

    fn plan_arrival(&mut self, mut now: f64) {
        let mut mass: f64 = Exp1.sample(&mut self.rng);
        loop {
            let hour = (now / HOUR).floor();
            let rate = self.desk.per_hour[hour as u64 as usize % 168] / HOUR;
            let left = (hour + 1.0) * HOUR - now;
            if mass <= rate * left {
                return self.plan(now + mass / rate, Event::Arrives);
            }
            mass -= rate * left;
            now = (hour + 1.0) * HOUR;
        }
    }

    fn handle(&mut self, now: f64, event: Event) {
        match event {
            Event::Arrives => {
                self.counts.customers += 1;
                let class = usize::from(self.rng.random::<f64>() >= self.desk.first_class);
                let number = self.customers.len() as u32;
                self.customers.push(Customer { arrived: now, waiting: true });
                self.queues[class].push_back(number);
                let patience = self.desk.patience.draw(&mut self.rng);
                self.plan(now + patience, Event::GivesUp(number));
                self.plan_arrival(now);
            }
            Event::Finishes => self.busy -= 1,
            Event::GivesUp(number) => {
                let customer = &mut self.customers[number as usize];
                if customer.waiting {
                    customer.waiting = false;
                    self.counts.given_up += 1;
                    self.counts.waited_minutes += now - customer.arrived;
                }
                return;
            }
            Event::Staffing(agents) => self.on_duty = agents,
        }
        while self.busy < self.on_duty && self.serves_next(now) {}
    }

    fn serves_next(&mut self, now: f64) -> bool {
        for class in 0..self.queues.len() {
            while let Some(number) = self.queues[class].pop_front() {
                let customer = &mut self.customers[number as usize];
                if customer.waiting {
                    customer.waiting = false;
                    self.counts.waited_minutes += now - customer.arrived;
                    self.busy += 1;
                    let service = self.desk.service.draw(&mut self.rng);
                    self.plan(now + service, Event::Finishes);
                    return true;
                }
            }
        }
        false
    }
}
