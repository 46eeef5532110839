//! Scenarios and batches made up for tests: figures that look like a desk's, without simulating one.

use crate::desk::{
    Calendar, Channel, Clock, Contact, Costs, Customers, Days, Demand, Filter, Hostile, Loss, OnAbandon, Policy,
    RunPlan, Scenario, Shift, Skills, Sla, Team, Window,
};
use crate::metrics::series::{FIRST_RESPONSE_MINUTES, HourTotals, SeriesTotals, ShareSum, WeekTotals};
use crate::metrics::sketch::SparseSketch;
use crate::metrics::{Batch, Measure, ReplicationValues, Row, Unit, WeekValues};
use crate::random::{Distribution, Purpose, Stream, replication_key};
use crate::study::result::StudyResult;
use crate::study::{Simulated, assemble};
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, Span};
use std::ops::Range;

const WEEKS: usize = 8;

pub fn sla(name: &str) -> Sla {
    Sla {
        name: name.into(),
        within: Span::from_minutes(60.0),
        target: 0.8,
        clock: Clock::Elapsed,
        filter: Filter::default(),
    }
}

pub fn scenario(name: &str) -> Scenario {
    let minutes = |value| Distribution::Deterministic { value };
    let flat = || Box::new([1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK]);
    let contact = |name: &str, negative| Contact {
        name: name.into(),
        brand: None,
        per_week: 1200.0,
        profile: flat(),
        dm_share: 0.25,
        languages: vec![("es".into(), 1.0)],
        handling_time: minutes(5.0),
        agent_messages: 1.5,
        reply_delay: minutes(10.0),
        negative,
        indirect_per_week: 0.0,
        private_data: 0.0,
        phone_needed: 0.0,
    };
    let window = Window { days: Days { weekdays: 0b1_1111, holidays: false }, from_minute: 480, to_minute: 1200 };
    Scenario {
        name: name.into(),
        description: String::new(),
        currency: "EUR".into(),
        calendar: Calendar::default(),
        run: RunPlan { weeks: WEEKS as u32, warmup_weeks: 1, replications: 50, seed: 2017, control_variates: false },
        demand: Demand {
            growth_per_year: 0.0,
            daily_cv: 0.0,
            holiday_factor: 1.0,
            noise_per_week: 0.0,
            noise_profile: flat(),
            triage_time: minutes(0.25),
            contacts: vec![contact("complaint", true), contact("question", false)],
            contagion: None,
            crises: Vec::new(),
        },
        customers: Customers {
            patience: None,
            phone: 0.3,
            chase: 0.2,
            chase_work: 0.25,
            experienced: 0.0,
            reach: minutes(200.0),
            influencer_reach: 10_000.0,
            hostile: Hostile::NONE,
            dm_accept: 0.8,
            lifetime_margin: 120.0,
            leaves_channel: 0.3,
            spend_uplift: 0.0,
            loss: Loss { satisfied: 0.01, dissatisfied: 0.08 },
        },
        service_hours: vec![window],
        absence: 0.0,
        off_queue: 0.0,
        on_abandon: OnAbandon::Answer,
        teams: vec![Team {
            name: "desk".into(),
            rota: vec![Shift { window, agents: 4 }],
            pause: None,
            skills: Skills::default(),
            speed: 1.0,
            concurrency: 1,
            slowdown: 0.0,
            hourly_wage: 9.1,
        }],
        policy: Policy::default(),
        slas: vec![sla("1 h")],
        sizing: crate::desk::Sizing::default(),
        costs: Costs {
            night: None,
            sunday: 0.0,
            holiday: 0.0,
            contributions: 0.3,
            annual_hours: 1764.0,
            goodwill_cost: 10.0,
            phone_contact: 5.5,
            seats: 0.0,
            supervisors: None,
        },
    }
}

/// A whole study of that many scenarios and replications.
pub fn study(scenarios: usize, replications: u32) -> StudyResult {
    let names = ["Weekday window", "Saturday too", "Round the clock, every day of the week", "a", "b", "c", "d"];
    let scenarios: Vec<Scenario> = names[..scenarios].iter().map(|name| scenario(name)).collect();
    let batches: Vec<Batch> = (0..scenarios.len()).map(|at| batches(at, 0..replications)).collect();
    let simulated: Vec<Simulated> =
        scenarios.iter().zip(&batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
    assemble(&scenarios[0].run, &simulated, None)
}

/// One replication of one scenario; later scenarios answer faster and cost more.
pub fn batch(scenario: usize, replication: u32) -> Batch {
    batches(scenario, replication..replication + 1)
}

pub fn batches(scenario: usize, range: Range<u32>) -> Batch {
    let mut whole: Option<Batch> = None;
    for replication in range {
        let one = one(scenario, replication);
        match &mut whole {
            Some(whole) => whole.append(one).unwrap(),
            None => whole = Some(one),
        }
    }
    whole.unwrap()
}

fn one(scenario: usize, replication: u32) -> Batch {
    let mut common = Stream::new(replication_key(5, replication), Purpose::DayFactor);
    let shared = common.uniform() - 0.5;
    let mut own = Stream::nth(replication_key(5, replication), Purpose::Handling, scenario as u64);
    let mut value = |measure: Measure| {
        let faster = 1.0 / (1.0 + scenario as f64);
        let noise = 1.0 + 0.1 * shared + 0.02 * (own.uniform() - 0.5);
        match measure {
            Measure::ResponseRate => 1.0 - 0.05 * faster * noise,
            Measure::Occupancy => 0.75 * noise,
            Measure::PaidHoursPerWeek => 240.0 + 60.0 * scenario as f64,
            Measure::StaffCostPerWeek => (240.0 + 60.0 * scenario as f64) * 12.06 * (1.0 + 0.001 * noise),
            Measure::Fte => (240.0 + 60.0 * scenario as f64) * 52.14 / 1764.0,
            Measure::ConversationsPerWeek => 2400.0 * (1.0 + 0.05 * shared),
            Measure::WeekOpenUncleared => 0.0,
            Measure::MessagesPerWeek => 4100.0 * (1.0 + 0.05 * shared),
            _ => match (measure.unit(), measure.tendency()) {
                (Unit::Share, crate::metrics::Tendency::Higher) => 1.0 - 0.6 * faster * noise,
                (Unit::Share, _) => 0.4 * faster * noise,
                (Unit::Minutes, _) => 900.0 * faster.powi(3) * noise,
                (Unit::Hours, _) => 6.0 * faster * noise,
                _ => 300.0 * faster.powi(2) * noise,
            },
        }
    };
    let mut row = || {
        let mut row = Row::empty();
        Measure::ALL.iter().for_each(|measure| row.set(*measure, value(*measure)));
        row
    };
    let desk = row();
    let attained = desk.get(Measure::Within1h);
    let replications = vec![ReplicationValues {
        desk,
        contacts: vec![row(), row()],
        channels: Channel::ALL.iter().map(|_| row()).collect(),
        teams: vec![row()],
        slas: vec![attained],
        weeks: vec![WeekValues { opened: 2400, negative: 1200, ..WeekValues::default() }; WEEKS],
    }];
    Batch { first: replication, replications, series: series(scenario, shared) }
}

fn series(scenario: usize, shared: f64) -> SeriesTotals {
    let level = |hour: usize| {
        let closed = if hour >= 116 { (hour - 116) as f64 } else { (hour % 24) as f64 / 3.0 };
        closed / (1.0 + scenario as f64) * (1.0 + 0.1 * shared)
    };
    let hours = (0..HOURS_PER_WEEK).map(|hour| {
        let mut backlog_levels = SparseSketch::default();
        backlog_levels.record((level(hour) * 100.0) as u64, WEEKS as u64);
        HourTotals {
            opened: 14 * WEEKS as u64,
            backlog_ms: (level(hour) * MS_PER_HOUR as f64) as u128 * WEEKS as u128,
            agents_ms: u128::from(4 * MS_PER_HOUR) * WEEKS as u128,
            backlog_levels,
            ..HourTotals::default()
        }
    });
    let weeks = (0..WEEKS).map(|_| WeekTotals { opened: 2400, ..WeekTotals::default() });
    SeriesTotals {
        replications: 1,
        hours: hours.collect(),
        weeks: weeks.collect(),
        first_response: SparseSketch::default(),
        answered_within: FIRST_RESPONSE_MINUTES.map(|minutes| answered_within(scenario, minutes)).to_vec(),
        answered: answered_within(scenario, u64::MAX),
    }
}

/// Of 2,000 conversations; the mean time to those answered is shorter in later scenarios.
fn answered_within(scenario: usize, minutes: u64) -> ShareSum {
    let faster = 1.0 / (1.0 + scenario as f64);
    let answered = 2000.0 * (1.0 - 0.05 * faster) * (1.0 - (-(minutes as f64) / (600.0 * faster.powi(2))).exp());
    let mut share = ShareSum::default();
    share.add_ratio(answered as u64, 2000);
    share
}
