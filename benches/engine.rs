//! Speed of the engine, as a ratio against a plain loop in the same run.
//!
//! `cargo bench --bench engine` runs every candidate in turn, round after round, and prints medians: a drift of the machine's
//! speed meets all of them. No figure is a test.

mod plain_loop;

use plain_loop::{Desk, Law};
use relevo::engine::{self, Fact, Observer};
use relevo::metrics::{MeasureOptions, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::replicate::{replicate, thread_pool};
use relevo::time::{Span, Time};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

const ROUNDS: usize = 15;

fn main() {
    for (name, text, desk) in [("W1", include_str!("w1.toml"), w1()), ("W2", include_str!("w2.toml"), w2())] {
        one_thread(name, &model(text), &desk);
    }
    two_threads(&model(include_str!("w2.toml")));
}

fn model(text: &str) -> Model {
    let input = Input::Text { name: "bench".into(), text: text.into() };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

fn w1() -> Desk {
    Desk {
        weeks: 20,
        per_hour: [60.0; 168],
        agents: [7; 168],
        first_class: 1.0,
        service: Law::exponential(6.0),
        patience: Law::exponential(20.0),
    }
}

fn w2() -> Desk {
    let by_day = |hour: usize| (8..20).contains(&(hour % 24));
    let weekday = |hour: usize| hour / 24 < 5;
    Desk {
        weeks: 52,
        per_hour: std::array::from_fn(|hour| match (by_day(hour), weekday(hour)) {
            (false, _) => 10.0,
            (true, true) => 60.0,
            (true, false) => 30.0,
        }),
        agents: std::array::from_fn(|hour| match (by_day(hour), weekday(hour)) {
            (false, _) => 0,
            (true, true) => 8,
            (true, false) => 3,
        }),
        first_class: 0.3,
        service: Law::log_normal(5.0, 0.8),
        patience: Law::log_normal(300.0, 1.0),
    }
}

/// Sees everything and keeps nothing.
struct Nothing;

impl Observer for Nothing {
    fn on(&mut self, _now: Time, fact: &Fact) {
        black_box(fact);
    }
}

fn one_thread(name: &str, model: &Model, desk: &Desk) {
    let customers = plain_loop::run(desk, 1).customers as f64;
    let options = |seed| MeasureOptions { seed, week_opens: Span::ZERO };
    let candidates: [(&str, &dyn Fn(u64)); 3] = [
        ("plain loop", &|seed| _ = black_box(plain_loop::run(desk, seed))),
        ("engine alone", &|seed| engine::simulate(model, seed, 0, &mut Nothing).expect("runs to its end")),
        ("engine, all measures", &|seed| {
            black_box(simulate(model, options(seed), 0..1, &|| true).expect("runs to its end"));
        }),
    ];
    let seconds = interleaved(&candidates);
    println!("{name}: {customers:.0} conversations, one thread, {ROUNDS} rounds");
    for ((what, _), median) in candidates.iter().zip(&seconds) {
        let nanoseconds = median / customers * 1e9;
        println!("  {what:22} {nanoseconds:6.1} ns a conversation   {:5.2} x plain loop", median / seconds[0]);
    }
}

fn two_threads(model: &Model) {
    let options = MeasureOptions { seed: 1, week_opens: Span::ZERO };
    let study = |threads| {
        let pool = thread_pool(NonZeroUsize::new(threads)).expect("threads");
        let one = |_, replication| simulate(model, options, replication..replication + 1, &|| true);
        black_box(replicate(&pool, 1, 0..50, one, |_, _| {})).expect("runs to its end");
    };
    let candidates: [(&str, &dyn Fn(u64)); 2] = [("1", &|_| study(1)), ("2", &|_| study(2))];
    let seconds = interleaved(&candidates);
    println!(
        "W2, 50 replications: {:.3} s on one thread, {:.3} s on two: {:.2} times as fast",
        seconds[0],
        seconds[1],
        seconds[0] / seconds[1]
    );
}

/// Median seconds of each candidate.
fn interleaved(candidates: &[(&str, &dyn Fn(u64))]) -> Vec<f64> {
    let mut seconds = vec![Vec::new(); candidates.len()];
    for round in 0..=ROUNDS {
        for ((_, candidate), times) in candidates.iter().zip(&mut seconds) {
            let begin = Instant::now();
            candidate(round as u64);
            // The first round warms up.
            if round > 0 {
                times.push(begin.elapsed().as_secs_f64());
            }
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    seconds.iter_mut().map(median).collect()
}
