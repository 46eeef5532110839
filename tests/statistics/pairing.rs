//! What it brings that scenarios meet the same customers: the variance of a difference of independent runs over that of paired ones.

use crate::desk::{Desks, Size, Source};
use crate::document;
use rayon::prelude::*;
use relevo::metrics::{Batch, Measure};

const SEED: u64 = 20_170_901;

/// Two scenarios, and what the comparison is called.
pub struct Comparison<'a> {
    title: &'a str,
    desks: [(Source<'a>, &'a [&'a str]); 2],
}

const WEEKDAY: Source = Source::File("scenarios/weekday.toml");
const TROLLS: &str = "scenarios/trolls.toml";
const DM: &str = "scenarios/dm.toml";

const HEADLINES: [Comparison; 7] = [
    Comparison {
        title: "Mon-Fri 08-20 against 24x7",
        desks: [(WEEKDAY, &[]), (Source::File("scenarios/round-the-clock.toml"), &[])],
    },
    Comparison {
        title: "Mon-Fri against Saturday too",
        desks: [(WEEKDAY, &[]), (Source::File("scenarios/saturday.toml"), &[])],
    },
    Comparison { title: "one agent more", desks: [(WEEKDAY, &[]), (WEEKDAY, &["desk.team.day.agents=4"])] },
    Comparison { title: "wait estimate", desks: [(WEEKDAY, &[]), (WEEKDAY, &["policy.wait_estimate=true"])] },
    Comparison { title: "the hostile first", desks: [(Source::File(TROLLS), &[]), (Source::Variant(TROLLS, 2), &[])] },
    Comparison {
        title: "protocol for trolls",
        desks: [(Source::File(TROLLS), &[]), (Source::Variant(TROLLS, 4), &[])],
    },
    Comparison { title: "never to direct messages", desks: [(Source::File(DM), &[]), (Source::Variant(DM, 2), &[])] },
];

const MEASURES: [Measure; 5] =
    [Measure::Within1h, Measure::FirstResponseMean, Measure::BacklogMean, Measure::Satisfied, Measure::NetCostPerWeek];

impl Comparison<'_> {
    fn simulate(&self, size: Size) -> Vec<Vec<Batch>> {
        let desks = Desks::new(&self.desks, size);
        let one = |replication| desks.batches(SEED, replication..replication + 1);
        (0..size.replications).into_par_iter().map(one).collect()
    }
}

fn pairs(batches: &[Vec<Batch>], measure: Measure) -> Vec<(f64, f64)> {
    let value = |batch: &Batch| batch.replications[0].desk.get(measure).expect("a value");
    batches.iter().map(|both| (value(&both[0]), value(&both[1]))).collect()
}

/// Variances of the first, of the second and of their difference.
fn variances(pairs: &[(f64, f64)]) -> [f64; 3] {
    let of = |value: &dyn Fn(&(f64, f64)) -> f64| {
        let n = pairs.len() as f64;
        let mean = pairs.iter().map(value).sum::<f64>() / n;
        pairs.iter().map(|pair| (value(pair) - mean).powi(2)).sum::<f64>() / (n - 1.0)
    };
    [of(&|pair| pair.0), of(&|pair| pair.1), of(&|pair| pair.1 - pair.0)]
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn common_random_numbers() {
    let size = Size { warmup_weeks: 1, weeks: 4, replications: 200 };
    let names: Vec<String> = MEASURES.map(|measure| format!("`{}`", measure.id())).to_vec();
    let header: Vec<&str> = ["comparison"].into_iter().chain(names.iter().map(String::as_str)).collect();
    for one in &HEADLINES {
        let batches = one.simulate(size);
        let ratio = |measure| {
            let [first, second, difference] = variances(&pairs(&batches, measure));
            format!("{:.1}", (first + second) / difference)
        };
        let row: Vec<String> = [one.title.to_string()].into_iter().chain(MEASURES.map(ratio)).collect();
        println!("{}", row.join(" | "));
        document::write("pairing", one.title, &header, &[row]);
    }
}

/// Pairing loses where what is compared moves against each other from one replication to the next. That a correlation is below
/// zero is never sure (one-sided 99.9 %, by Fisher's transformation) in thirty replications of two weeks.
#[test]
fn pairing_never_loses_beyond_chance() {
    const CHANCE: f64 = 3.09;
    let size = Size { warmup_weeks: 1, weeks: 2, replications: 30 };
    for comparison in &HEADLINES[..4] {
        let batches = comparison.simulate(size);
        for measure in MEASURES {
            let [first, second, difference] = variances(&pairs(&batches, measure));
            let correlation = (first + second - difference) / (2.0 * (first * second).sqrt());
            let least = -(CHANCE / f64::from(size.replications - 3).sqrt()).tanh();
            assert!(correlation > least, "{}, {}: {correlation}", comparison.title, measure.id());
        }
    }
}
