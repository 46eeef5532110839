//! How often the 95 % intervals of many studies hold the truth, as they are and with control variates.

use crate::cases::{Case, Figure, Place, Truth, erlang_a, erlang_c, priorities, w1, weekday};
use crate::desk::Desks;
use crate::document::{self, significant};
use rayon::prelude::*;
use relevo::study::estimate::estimate;
use relevo::study::result::{Estimate, StudyResult};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Studies of a case have the seeds that follow this one.
pub const FIRST_SEED: u64 = 20_170_901;
/// The long run has one that is far from all of these.
const LONG_SEED: u64 = 1_000_000_007;

/// Numbers of intervals that hold the truth which an exact binomial test at 99.9 %, two-sided, does not reject.
pub fn not_rejected(studies: u64) -> (u64, u64) {
    let covered = Binomial::new(0.95, studies).expect("a probability");
    let tail = 0.0005;
    let least = (0..=studies).find(|held| covered.cdf(*held) >= tail).expect("at most all");
    let most = (1..=studies).rev().find(|held| covered.sf(held - 1) >= tail).expect("at least one");
    (least, most)
}

/// What came of one figure in many studies.
pub struct Covered {
    pub mean_half_width: f64,
    /// Of the estimates, from one study to another.
    pub variance: f64,
    pub held: u64,
    /// Studies whose interval lies below the truth, and above.
    pub below: u64,
    pub above: u64,
}

impl Covered {
    pub fn of(truth: f64, estimates: &[Estimate]) -> Covered {
        let limits = || estimates.iter().map(|one| (one.low.expect("an interval"), one.high.expect("an interval")));
        let means: Vec<f64> = estimates.iter().map(|one| one.mean.expect("a value")).collect();
        let studies = means.len() as f64;
        let mean = means.iter().sum::<f64>() / studies;
        Covered {
            mean_half_width: limits().map(|(low, high)| (high - low) / 2.0).sum::<f64>() / studies,
            variance: means.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (studies - 1.0),
            held: limits().filter(|(low, high)| *low <= truth && truth <= *high).count() as u64,
            below: limits().filter(|(_, high)| *high < truth).count() as u64,
            above: limits().filter(|(low, _)| *low > truth).count() as u64,
        }
    }

    pub fn studies(&self) -> u64 {
        self.held + self.below + self.above
    }

    pub fn rejected(&self) -> bool {
        let (least, most) = not_rejected(self.studies());
        !(least..=most).contains(&self.held)
    }

    pub fn held_share(&self) -> String {
        format!("{:.1} %", 100.0 * self.held as f64 / self.studies() as f64)
    }
}

/// The truth of each figure, and half the width of its own interval.
pub fn truths(case: &Case) -> Vec<(f64, f64)> {
    let long = case.figures.iter().any(|figure| figure.truth == Truth::LongRun).then(|| long_run(case));
    let of = |figure: &Figure| match (figure.truth, &long) {
        (Truth::Formula(exact), _) => (exact, 0.0),
        (Truth::LongRun, Some(study)) => {
            let found = figure.place.find(study);
            (found.mean.expect("a value"), found.half_width().expect("an interval"))
        }
        (Truth::LongRun, None) => unreachable!("asked for above"),
        (Truth::ManyReplications, _) => many_replications(case, figure.place),
    };
    case.figures.iter().map(of).collect()
}

fn many_replications(case: &Case, place: Place) -> (f64, f64) {
    const REPLICATIONS: u32 = 8_000;
    let Place::Desk(measure) = place else { panic!("{} is no measure of the desk", place.name()) };
    let first = Desks::of(vec![case.desks.scenarios()[0].clone()]);
    let value = |replication| {
        let batches = first.batches(LONG_SEED, replication..replication + 1);
        batches[0].replications[0].desk.get(measure)
    };
    let values: Vec<Option<f64>> = (0..REPLICATIONS).into_par_iter().map(value).collect();
    let found = estimate(values);
    (found.mean.expect("a value"), found.half_width().expect("an interval"))
}

fn long_run(case: &Case) -> StudyResult {
    let parts: Vec<_> = (0..case.long.plan.replications)
        .into_par_iter()
        .map(|replication| case.long.batches(LONG_SEED, replication..replication + 1))
        .collect();
    let whole = parts.into_iter().reduce(|mut whole, part| {
        whole.iter_mut().zip(part).for_each(|(mine, next)| mine.append(next).expect("in order"));
        whole
    });
    case.long.result(&whole.expect("replications"))
}

/// What came of a figure.
pub struct Found {
    pub plain: Covered,
    /// Of the studies of twice as many replications: as they are, and with control variates, which ask for so many.
    pub twice: [Covered; 2],
}

/// Two studies and, of both together, one of twice as many replications: the estimates of each figure.
fn two_studies(case: &Case, number: u64) -> Vec<([Estimate; 2], [Estimate; 2])> {
    let replications = case.desks.plan.replications;
    let batches = |from: u32| case.desks.batches(FIRST_SEED + number, from..from + replications);
    let (mut first, second) = (batches(0), batches(replications));
    let halves = [case.desks.result(&first), case.desks.result(&second)];
    first.iter_mut().zip(second).for_each(|(mine, next)| mine.append(next).expect("in order"));
    let whole = [case.desks.result(&first), case.desks.controlled(&first)];
    let of = |figure: &Figure| {
        let find = |study: &StudyResult| figure.place.find(study);
        (halves.each_ref().map(find), whole.each_ref().map(find))
    };
    case.figures.iter().map(of).collect()
}

pub fn measure(case: &Case, truths: &[(f64, f64)], studies: u64) -> Vec<Found> {
    let found: Vec<Vec<([Estimate; 2], [Estimate; 2])>> =
        (0..studies / 2).into_par_iter().map(|number| two_studies(case, number)).collect();
    let of = |(at, (truth, _)): (usize, &(f64, f64))| {
        let plain: Vec<Estimate> = found.iter().flat_map(|both| both[at].0).collect();
        let twice = |how: usize| found.iter().map(|both| both[at].1[how]).collect::<Vec<Estimate>>();
        Found { plain: Covered::of(*truth, &plain), twice: [0, 1].map(|how| Covered::of(*truth, &twice(how))) }
    };
    truths.iter().enumerate().map(of).collect()
}

const HEADER: [&str; 7] = ["desk", "figure", "truth", "known", "mean half-width", "held", "below / above it"];
const HEADER_OF_CONTROLS: [&str; 6] = [
    "desk",
    "figure",
    "variance, plain / controlled",
    "half-width, controlled / plain",
    "held, plain",
    "held, controlled",
];

/// A thousand studies of a desk: their rows go into the page, and none of its figures may be rejected.
fn cover(case: &Case) {
    const STUDIES: u64 = 1_000;
    assert_eq!((not_rejected(STUDIES), not_rejected(STUDIES / 2)), ((926, 971), (458, 489)));
    let (mut rows, mut rows_of_controls, mut wrong) = (vec![], vec![], vec![]);
    let truths = truths(case);
    let found = measure(case, &truths, STUDIES);
    for ((figure, (truth, error)), Found { plain, twice }) in case.figures.iter().zip(truths).zip(found) {
        let known = if error > 0.0 { format!("± {}", significant(error)) } else { "exact".into() };
        let begin = [case.title.to_string(), figure.place.name()];
        let mut row = begin.to_vec();
        row.extend([significant(truth), known, significant(plain.mean_half_width), plain.held_share()]);
        row.push(format!("{} / {}", plain.below, plain.above));
        let [without, with] = &twice;
        let mut row_of_controls = begin.to_vec();
        row_of_controls.push(format!("{:.2}", without.variance / with.variance));
        row_of_controls.push(format!("{:.2}", with.mean_half_width / without.mean_half_width));
        // Control variates are asked for by who knows this table: what is rejected there is marked, and fails nothing.
        let mark = if with.rejected() { " (rejected)" } else { "" };
        row_of_controls.extend([without.held_share(), format!("{}{mark}", with.held_share())]);
        println!("{} || {}", row.join(" | "), row_of_controls[2..].join(" | "));
        if 30.0 * error > plain.mean_half_width {
            wrong.push(format!("the long run is too short for {row:?}"));
        }
        if plain.rejected() || without.rejected() {
            wrong.push(format!("{} and {} held: {row:?}, {row_of_controls:?}", plain.held, without.held));
        }
        rows.push(row);
        rows_of_controls.push(row_of_controls);
    }
    document::write("coverage", case.title, &HEADER, &rows);
    document::write("controls", case.title, &HEADER_OF_CONTROLS, &rows_of_controls);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn coverage_of_w1() {
    cover(&w1());
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn coverage_of_erlang_c() {
    cover(&erlang_c());
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn coverage_of_erlang_a() {
    cover(&erlang_a());
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn coverage_of_priorities() {
    cover(&priorities());
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn coverage_of_a_weekday_window() {
    cover(&weekday());
}

/// Two hundred studies, exact figures only: 179 to 198 intervals may hold the truth, and 87 to 100 of the hundred of twice as many
/// replications.
#[test]
fn intervals_hold_exact_figures() {
    const STUDIES: u64 = 200;
    assert_eq!((not_rejected(STUDIES), not_rejected(STUDIES / 2)), ((179, 198), (87, 100)));
    let mut case = erlang_a();
    case.figures.retain(|figure| matches!(figure.truth, Truth::Formula(_)));
    let truths = truths(&case);
    for (figure, Found { plain, twice: [without, with] }) in case.figures.iter().zip(measure(&case, &truths, STUDIES)) {
        for (one, how) in [(&plain, "plain"), (&without, "twice as many"), (&with, "control variates")] {
            assert!(!one.rejected(), "{}, {how}: {} held", figure.place.name(), one.held);
        }
    }
}
