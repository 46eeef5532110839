//! Every scenario of the folder is loaded and run, and the patterns of the field come out.
//!
//! Level of every statistical assertion: the 99.9 % Student interval over the stated replications, of the paired
//! difference or ratio where two scenarios are compared. Seeds are fixed.

use relevo::engine::{self, Ending, Entry, Fact, Observer};
use relevo::metrics::{Batch, Measure, MeasureOptions, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, Loaded, load};
use relevo::study::estimate::estimate_at;
use relevo::time::Time;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

const LEVEL: f64 = 0.999;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Every scenario file of the folder, by name.
pub fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder of scenarios");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

fn loaded(path: &Path, set: &[&str]) -> Loaded {
    let options = LoadOptions { set: set.iter().map(|setting| setting.to_string()).collect() };
    load(&[Input::File(path.into())], &options).unwrap_or_else(|failed| panic!("{path:?}: {:#?}", failed.problems))
}

#[test]
fn every_file_loads_without_a_problem_and_says_what_it_teaches() {
    assert!(files().len() >= 7);
    for path in files() {
        // A desk that has too much to do is what this one is about.
        let overloaded = path.ends_with("spain-2015.toml");
        assert_ne!(loaded(&path, &[]).warnings.is_empty(), overloaded, "{path:?}");
        let text = std::fs::read_to_string(&path).expect("a text");
        for said in ["# What it teaches: ", "Evidence", "ssumptions"] {
            assert!(text.contains(said), "{path:?} does not say: {said}");
        }
    }
}

/// Counts what opens and how it ends, and keeps Little's law to the millisecond over the whole run.
#[derive(Default)]
struct Books {
    opened: u64,
    ended: [u64; 6],
    /// When each waiting message entered the queue, by the conversation's slot.
    waiting: HashMap<u32, Time>,
    since: Time,
    backlog_ms: u64,
    waited_ms: u64,
    first_queued: u64,
}

impl Books {
    fn level_changes(&mut self, now: Time) {
        self.backlog_ms += self.waiting.len() as u64 * now.since(self.since).0;
        self.since = now;
    }
}

impl Observer for Books {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => self.opened += u64::from(who.measured),
            Fact::Ended { who, ending } if who.measured => {
                let ending = match ending {
                    Ending::Answered => 0,
                    Ending::Withdrawn => 1,
                    Ending::NeverAnswered => 2,
                    Ending::Unfinished => 3,
                    Ending::BotContained => 4,
                    Ending::LeftAtEstimate => 5,
                };
                self.ended[ending] += 1;
            }
            Fact::Queued { who, entry } => {
                self.level_changes(now);
                assert_eq!(self.waiting.insert(who.slot, now), None);
                self.first_queued += u64::from(*entry == Entry::First);
            }
            Fact::Taken { who, at_once: false, waited, .. } | Fact::Withdrawn { who, waited } => {
                self.level_changes(now);
                assert!(self.waiting.remove(&who.slot).is_some());
                self.waited_ms += waited.0;
            }
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        self.level_changes(now);
        true
    }
}

/// VALIDATION, case 11: opened = answered + withdrawn + never answered (+ answered and unfinished), and the integral of the
/// backlog is the sum of the times in the queue, to the digit.
#[test]
fn conversations_and_waiting_time_are_conserved_in_every_scenario() {
    for path in files() {
        for scenario in loaded(&path, &["run.weeks=2"]).scenarios {
            let model = Model::new(&scenario);
            for replication in 0..2 {
                let mut books = Books::default();
                engine::simulate(&model, model.plan.seed, replication, &mut books).expect("the desk keeps up");
                assert!(books.opened > 1000 && books.first_queued > 100, "{path:?}: hardly anything happens");
                assert_eq!(books.opened, books.ended.iter().sum::<u64>(), "{path:?}");
                // What still waits at the end has waited from its entry until then.
                let still: u64 = books.waiting.values().map(|entered| books.since.since(*entered).0).sum();
                assert_eq!(books.backlog_ms, books.waited_ms + still, "{path:?}");
            }
        }
    }
}

/// Scenarios simulated on the same customers, the first as baseline.
pub struct Study(pub Vec<Batch>);

impl Study {
    pub fn run(names: &[&str], replications: u32) -> Study {
        let first = |name: &&str| Model::new(&loaded(&folder().join(name), &[]).scenarios[0]);
        Study::of_models(&names.iter().map(first).collect::<Vec<Model>>(), replications)
    }

    /// A file and its variants.
    pub fn with_variants(name: &str, replications: u32) -> Study {
        let scenarios = loaded(&folder().join(name), &[]).scenarios;
        Study::of_models(&scenarios.iter().map(Model::new).collect::<Vec<Model>>(), replications)
    }

    fn of_models(models: &[Model], replications: u32) -> Study {
        let options = MeasureOptions { seed: models[0].plan.seed, week_opens: models[0].week_opens() };
        let run = |model| simulate(model, options, 0..replications, &|| true).expect("the desk keeps up");
        Study(models.iter().map(run).collect())
    }

    pub fn values(&self, scenario: usize, measure: Measure) -> impl Iterator<Item = f64> {
        let value = move |row: &relevo::metrics::ReplicationValues| row.desk.get(measure).expect("always given here");
        self.0[scenario].replications.iter().map(value)
    }

    /// Limits of the mean of a measure.
    pub fn of(&self, scenario: usize, measure: Measure) -> (f64, f64) {
        limits(self.values(scenario, measure))
    }

    /// Limits of the mean of `f(baseline, scenario)`, replication by replication.
    pub fn paired(&self, scenario: usize, measure: Measure, f: impl Fn(f64, f64) -> f64) -> (f64, f64) {
        limits(self.values(0, measure).zip(self.values(scenario, measure)).map(|(base, other)| f(base, other)))
    }
}

pub fn limits(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let estimate = estimate_at(LEVEL, values.map(Some));
    (estimate.low.expect("several replications"), estimate.high.expect("several replications"))
}

#[track_caller]
pub fn assert_inside((low, high): (f64, f64), from: f64, to: f64) {
    assert!(from <= low && high <= to, "[{low}, {high}] is not inside [{from}, {to}]");
}

/// A Mon-Fri 08-20 desk opens on Monday with a backlog that a 24x7 desk does not have. 20 replications of 8 weeks.
#[test]
fn monday() {
    let study = Study::run(&["weekday.toml", "saturday.toml", "round-the-clock.toml"], 20);
    // A quarter of the week's 1,000 conversations, and of the 500 messages of noise, come in the closed weekend.
    assert_inside(study.of(0, Measure::WeekOpenBacklog), 300.0, 400.0);
    assert_inside(study.of(2, Measure::WeekOpenBacklog), 0.0, 10.0);
    assert_inside(study.paired(2, Measure::WeekOpenBacklog, |weekday, all| weekday - all), 300.0, 400.0);
    assert_inside(study.paired(1, Measure::WeekOpenBacklog, |weekday, six| weekday - six), 80.0, 200.0);
    // It takes the weekday desk the whole Monday and more.
    assert_inside(study.of(0, Measure::WeekOpenClear), 12.0, 48.0);
    // The desk is a sensible one, and the windows are paid for: 12 and 108 hours at the premiums of the agreement.
    assert_inside(study.of(0, Measure::Occupancy), 0.70, 0.85);
    assert_inside(study.paired(1, Measure::PaidHoursPerWeek, |weekday, six| six - weekday), 11.5, 12.5);
    assert_inside(study.paired(2, Measure::PaidHoursPerWeek, |weekday, all| all - weekday), 107.0, 109.0);
}

/// Airlines that close at 19:00-20:00 instead of 17:00 answer 24 % more within 1 h (WaveMetrix), and fewer late. 20
/// replications of 8 weeks.
#[test]
fn airlines() {
    let study = Study::run(&["airline-17.toml", "airline-1930.toml"], 20);
    assert_inside(study.paired(1, Measure::Within1h, |early, late| late / early), 1.15, 1.35);
    assert_inside(study.paired(1, Measure::Within5h, |early, late| (1.0 - late) / (1.0 - early)), 0.5, 0.95);
    assert_inside(study.paired(1, Measure::PaidHoursPerWeek, |early, late| late / early), 0.99, 1.01);
}

/// KLM 2014: a mean first answer of the order of 23 min, under the target of 60, with 26 paid seats. 12 replications of 4
/// weeks.
#[test]
fn klm_2014() {
    let study = Study::run(&["klm-2014.toml"], 12);
    assert_inside(study.of(0, Measure::FirstResponseMean), 10.0, 60.0);
    assert_inside(study.of(0, Measure::Fte), 128.0, 132.0);
    assert_inside(study.of(0, Measure::ConversationsPerWeek), 34_000.0, 36_000.0);
    assert_inside(study.of(0, Measure::Occupancy), 0.80, 0.92);
}

/// An outage, one general post after 20 min or after 2 h, no outage: the sooner the post, the nearer to a week without. What
/// crises bring is checked elsewhere (`tests/theory`); 315, 372 and 517 conversations over three weeks. 20 replications.
#[test]
fn crisis() {
    let study = Study::with_variants("crisis.toml", 20);
    let fewer = |outage: f64, other: f64| 3.0 * (outage - other);
    assert_inside(study.paired(1, Measure::ConversationsPerWeek, fewer), 160.0, 245.0);
    assert_inside(study.paired(3, Measure::ConversationsPerWeek, fewer), 430.0, 600.0);
    let better = |outage: f64, other: f64| other - outage;
    assert_inside(study.paired(2, Measure::Within1h, better), 0.005, 0.1);
    assert_inside(study.paired(1, Measure::Within1h, better), 0.02, 0.15);
    assert_inside(study.paired(3, Measure::Within1h, better), 0.03, 0.2);
    assert_inside(study.paired(1, Measure::BacklogMean, |outage, post| post / outage), 0.5, 0.9);
    // A desk that keeps its promise in ordinary weeks and breaks it in the outage.
    assert_inside(study.of(3, Measure::Within1h), 0.80, 0.90);
    assert_inside(study.paired(3, Measure::PaidHoursPerWeek, |outage, none| outage - none), -0.5, 2.0);
}
