//! Desks with known answers, and the figures whose intervals are judged.

use crate::desk::{Desks, Size, Source};
use relevo::metrics::Measure;
use relevo::queueing::{Cobham, ErlangA, ErlangC};
use relevo::study::result::{Estimate, StudyResult};

/// Where the true value of a figure comes from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Truth {
    Formula(f64),
    /// One long run of its own, whose error is at least thirty times smaller than that of a study.
    LongRun,
    /// As many replications, of the length that studies have: the quantile of a whole number is the same in most replications, and
    /// what is estimated is its mean over them, not the quantile of a long run.
    ManyReplications,
}

/// A figure of a study.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Place {
    Desk(Measure),
    /// The first agreement of the first scenario.
    Agreement,
    OfContact(&'static str, Measure),
    /// The second scenario less the first, on the same customers.
    Difference(Measure),
}

pub struct Figure {
    pub place: Place,
    pub truth: Truth,
}

impl Place {
    pub fn find(self, study: &StudyResult) -> Estimate {
        let first = &study.scenarios[0];
        match self {
            Place::Desk(measure) => first.measures.get(measure).expect("every measure is given"),
            Place::Agreement => first.sla[0].attained,
            Place::OfContact(name, measure) => first.by_contact[name].get(measure).expect("given by contact type"),
            Place::Difference(measure) => study.differences[0].measures[measure.id()].estimate,
        }
    }

    pub fn name(self) -> String {
        match self {
            Place::Desk(measure) => format!("`{}`", measure.id()),
            Place::Agreement => "share attained of an agreement".into(),
            Place::OfContact(name, measure) => format!("`{}`, {name}", measure.id()),
            Place::Difference(measure) => format!("difference of `{}`", measure.id()),
        }
    }
}

/// A desk, and what is asked of its studies.
pub struct Case {
    pub title: &'static str,
    pub desks: Desks,
    /// The same with the weeks of the long run.
    pub long: Desks,
    pub figures: Vec<Figure>,
}

const LONG_REPLICATIONS: u32 = 60;

fn figure(place: Place, truth: Truth) -> Figure {
    Figure { place, truth }
}

fn case(title: &'static str, each: &[(Source, &[&str])], size: Size, long_weeks: u32, figures: Vec<Figure>) -> Case {
    let long = Size { warmup_weeks: 1, weeks: long_weeks, replications: LONG_REPLICATIONS };
    Case { title, desks: Desks::new(each, size), long: Desks::new(each, long), figures }
}

const fn size(warmup_weeks: u32, weeks: u32) -> Size {
    Size { warmup_weeks, weeks, replications: 10 }
}

/// Sixty conversations an hour, seven agents, and one agent more: the desk of the benches.
pub fn w1() -> Case {
    let exact = ErlangA::new(1.0, 6.0, 20.0, 7).expect("always stable");
    let more = ErlangA::new(1.0, 6.0, 20.0, 8).expect("always stable");
    use {Measure::*, Place::*, Truth::*};
    let figures = vec![
        figure(Desk(QueueTimeMean), Formula(exact.mean_queue_minutes())),
        figure(Desk(BacklogMean), Formula(exact.mean_queue_length())),
        figure(Desk(FirstResponseMean), Formula(exact.mean_wait_of_served_minutes() + 6.0)),
        figure(Desk(Withdrawn), Formula(exact.abandon_probability())),
        figure(Desk(TakenWithin5m), Formula(exact.taken_within(5.0))),
        figure(Desk(Occupancy), Formula(exact.occupancy())),
        figure(Agreement, Formula(exact.answered_within(5.0))),
        figure(Desk(FirstResponseP50), LongRun),
        figure(Desk(FirstResponseP90), LongRun),
        figure(Desk(FirstResponseP99), LongRun),
        figure(Desk(BacklogP95), ManyReplications),
        figure(Difference(Withdrawn), Formula(more.abandon_probability() - exact.abandon_probability())),
        figure(Difference(QueueTimeMean), Formula(more.mean_queue_minutes() - exact.mean_queue_minutes())),
        figure(Difference(FirstResponseP90), LongRun),
        figure(Desk(NetCostPerWeek), LongRun),
        figure(Difference(NetCostPerWeek), LongRun),
    ];
    let file = Source::File("benches/w1.toml");
    case("W1 (M/M/7+M)", &[(file, &[]), (file, &["desk.team.all.agents=8"])], size(1, 1), 200, figures)
}

/// Twenty conversations an hour of ten minutes, round the clock; everything that would disturb a plain queue is off.
const PLAIN: &str = r#"
[demand]
profile = "flat"
daily_cv = 0
[[demand.contact]]
name = "job"
per_week = 3360
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 10 }
agent_messages = 1
[customers]
patience = "none"
phone = 0
chase = 0
hostile = { base = 0, learned = 0 }
[desk]
shrinkage = { absence = 0, off_queue = 0 }
[[desk.team]]
name = "all"
agents = 5
shifts = ["daily 00:00-24:00"]
[policy]
errors = 0
"#;

pub fn erlang_c() -> Case {
    let exact = ErlangC::new(1.0 / 3.0, 10.0, 5).expect("stable");
    let more = ErlangC::new(1.0 / 3.0, 10.0, 6).expect("stable");
    use {Measure::*, Place::*, Truth::*};
    let figures = vec![
        figure(Desk(WaitMean), Formula(exact.mean_wait_minutes())),
        figure(Desk(BacklogMean), Formula(exact.mean_queue_length())),
        figure(Desk(WaitPositive), Formula(exact.wait_probability())),
        figure(Desk(Within15m), Formula(exact.answered_within(15.0))),
        figure(Desk(Occupancy), Formula(exact.occupancy())),
        figure(Difference(WaitMean), Formula(more.mean_wait_minutes() - exact.mean_wait_minutes())),
        figure(Difference(Within15m), Formula(more.answered_within(15.0) - exact.answered_within(15.0))),
    ];
    let text = Source::Text(PLAIN);
    case("M/M/5 (Erlang C)", &[(text, &[]), (text, &["desk.team.all.agents=6"])], size(1, 1), 200, figures)
}

pub fn erlang_a() -> Case {
    let exact = ErlangA::new(1.0 / 3.0, 10.0, 60.0, 3).expect("always stable");
    let more = ErlangA::new(1.0 / 3.0, 10.0, 60.0, 4).expect("always stable");
    use {Measure::*, Place::*, Truth::*};
    let figures = vec![
        figure(Desk(QueueTimeMean), Formula(exact.mean_queue_minutes())),
        figure(Desk(Withdrawn), Formula(exact.abandon_probability())),
        figure(Desk(TakenWithin30m), Formula(exact.taken_within(30.0))),
        figure(Desk(Within1h), Formula(exact.answered_within(60.0))),
        figure(Difference(Withdrawn), Formula(more.abandon_probability() - exact.abandon_probability())),
        figure(Difference(Occupancy), Formula(more.occupancy() - exact.occupancy())),
        figure(Desk(NetCostPerWeek), LongRun),
    ];
    const PATIENCE: &str = "customers.patience={ shape = \"exponential\", mean = 60 }";
    const LEAVES: &str = "desk.on_abandon=\"withdraw\"";
    let text = Source::Text(PLAIN);
    let (three, four) = ([PATIENCE, LEAVES, "desk.team.all.agents=3"], [PATIENCE, LEAVES, "desk.team.all.agents=4"]);
    case("M/M/3+M (Erlang A)", &[(text, &three), (text, &four)], size(1, 1), 200, figures)
}

/// The same queue three times as slow: a small desk, whose weeks differ much.
pub fn small_erlang_a() -> Case {
    let exact = ErlangA::new(1.0 / 9.0, 30.0, 180.0, 3).expect("always stable");
    use {Measure::*, Place::*, Truth::*};
    let figures = vec![
        figure(Desk(QueueTimeMean), Formula(exact.mean_queue_minutes())),
        figure(Desk(Withdrawn), Formula(exact.abandon_probability())),
        figure(Desk(TakenWithin1h), Formula(exact.taken_within(60.0))),
    ];
    let settings = [
        "customers.patience={ shape = \"exponential\", mean = 180 }",
        "desk.on_abandon=\"withdraw\"",
        "desk.team.all.agents=3",
        "demand.contact.job.per_week=1120",
        "demand.contact.job.handling_time={ shape = \"exponential\", mean = 30 }",
    ];
    case("small M/M/3+M (Erlang A)", &[(Source::Text(PLAIN), &settings)], size(1, 1), 200, figures)
}

const CLASSES: [(&str, u32); 3] = [("urgent", 2), ("usual", 14), ("idle", 4)];

pub fn priorities() -> Case {
    let rates = CLASSES.map(|(_, per_hour)| f64::from(per_hour) / 60.0);
    let exact = Cobham::new(&rates, 10.0, 5).expect("stable");
    let mut text = PLAIN.to_string();
    let contact =
        &PLAIN[PLAIN.find("[[demand.contact]]").expect("one type")..PLAIN.find("[customers]").expect("after it")];
    let each_class = CLASSES.map(|(name, per_hour)| {
        contact.replace("\"job\"", &format!("{name:?}")).replace("3360", &(per_hour * 168).to_string())
    });
    text = text.replace(contact, &each_class.concat());
    text += "order = \"priority\"\npriority = [\"urgent\", \"usual\", \"idle\"]\n";
    use {Measure::*, Place::*, Truth::*};
    let waits = exact.mean_wait_minutes();
    let figures = vec![
        figure(OfContact("urgent", WaitMean), Formula(waits[0])),
        figure(OfContact("usual", WaitMean), Formula(waits[1])),
        figure(OfContact("idle", WaitMean), Formula(waits[2])),
        figure(Desk(WaitMean), Formula(exact.overall_mean_wait_minutes())),
        figure(OfContact("idle", Within30m), LongRun),
        figure(OfContact("usual", FirstResponseP50), LongRun),
        figure(OfContact("idle", FirstResponseP90), LongRun),
    ];
    case("M/M/5, three priorities (Cobham)", &[(Source::Text(&text), &[])], size(1, 1), 200, figures)
}

/// The weekday window of the built-in study, and one agent more.
pub fn weekday() -> Case {
    use {Measure::*, Place::*, Truth::*};
    let figures = vec![
        figure(Desk(FirstResponseMean), LongRun),
        figure(Desk(BacklogMean), LongRun),
        figure(Desk(Within1h), LongRun),
        figure(Desk(Satisfied), LongRun),
        figure(Desk(FirstResponseP50), LongRun),
        figure(Desk(FirstResponseP90), LongRun),
        figure(Difference(Within1h), LongRun),
        figure(Difference(FirstResponseP50), LongRun),
        figure(Desk(NetCostPerWeek), LongRun),
        figure(Difference(NetCostPerWeek), LongRun),
    ];
    let file = Source::File("scenarios/weekday.toml");
    case("weekday.toml", &[(file, &[]), (file, &["desk.team.day.agents=4"])], size(1, 2), 400, figures)
}
