//! Speed of the engine, as ratios against two plain loops in the same run. benches/RESULTS.md tells what came out.
//!
//! `cargo bench --bench engine` runs everything; a word after `--` runs the parts whose name it is in (`kernel`, `W1`, `W2`,
//! `everything`, `curve`, `threads`). All candidates of a part run in turn, round after round, and medians are printed: a drift
//! of the machine's speed meets all of them. No figure is a test.

mod curve;
mod kernel;
mod plain_loop;
mod tuned_loop;

use plain_loop::{Desk, Law};
use relevo::engine::{self, Fact, Observer};
use relevo::metrics::{Measure, MeasureOptions, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::replicate::{replicate, thread_pool};
use relevo::time::{Span, Time};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

const ROUNDS: usize = 15;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    if let Some(per_week) = curve::point_asked_for() {
        return curve::point(per_week);
    }
    let wanted = arguments.next().unwrap_or_default();
    let parts: [(&str, &dyn Fn()); 6] = [
        ("kernel", &kernel::run),
        ("W1", &|| one_thread("W1", include_str!("../w1.toml"), &w1())),
        ("W2", &|| one_thread("W2", include_str!("../w2.toml"), &w2())),
        ("everything", &everything),
        ("curve", &curve::run),
        ("threads", &two_threads),
    ];
    parts.iter().filter(|(name, _)| name.contains(&wanted)).for_each(|(_, part)| part());
}

/// The model of a scenario file.
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

/// One replication with every measure.
fn measured(model: &Model, seed: u64) {
    let options = MeasureOptions { seed, week_opens: Span::ZERO };
    black_box(simulate(model, options, 0..1, &|| true).expect("runs to its end"));
}

fn one_thread(name: &str, text: &str, desk: &Desk) {
    let model = &model(text);
    let customers = plain_loop::run(desk, 1).customers as f64;
    agree(desk);
    let candidates: [(&str, &dyn Fn(u64)); 4] = [
        ("tuned loop", &|seed| _ = black_box(tuned_loop::run(desk, seed))),
        ("plain loop", &|seed| _ = black_box(plain_loop::run(desk, seed))),
        ("engine alone", &|seed| engine::simulate(model, seed, 0, &mut Nothing).expect("runs to its end")),
        ("engine, all measures", &|seed| measured(model, seed)),
    ];
    let seconds = interleaved(&candidates);
    println!("{name}: {customers:.0} conversations, one thread, {ROUNDS} rounds");
    for ((what, _), median) in candidates.iter().zip(&seconds) {
        let nanoseconds = median / customers * 1e9;
        let (tuned, plain) = (median / seconds[0], median / seconds[1]);
        println!(
            "  {what:22} {nanoseconds:6.1} ns a conversation   {tuned:5.2} x tuned loop  {plain:5.2} x plain loop"
        );
    }
}

/// Both loops simulate the same desk: shares of given up within a hundredth, waits within a tenth over five runs.
fn agree(desk: &Desk) {
    let of = |run: fn(&Desk, u64) -> plain_loop::Counts| {
        let runs: Vec<_> = (0..5).map(|seed| run(desk, seed)).collect();
        let sum = |value: &dyn Fn(&plain_loop::Counts) -> f64| runs.iter().map(value).sum::<f64>();
        let customers = sum(&|counts| counts.customers as f64);
        (sum(&|counts| counts.given_up as f64) / customers, sum(&|counts| counts.waited_minutes) / customers)
    };
    let ((plain_share, plain_wait), (tuned_share, tuned_wait)) = (of(plain_loop::run), of(tuned_loop::run));
    assert!((plain_share - tuned_share).abs() < 0.01, "given up: {plain_share} and {tuned_share}");
    assert!((plain_wait / tuned_wait - 1.0).abs() < 0.1, "waits: {plain_wait} and {tuned_wait}");
}

/// Every lever on, beside W2: a conversation takes more messages then, so both are divided by either.
fn everything() {
    let models = [model(include_str!("../w2.toml")), model(include_str!("../everything.toml"))];
    let [w2, all] = &models;
    let candidates: [(&str, &dyn Fn(u64)); 3] = [
        ("W2", &|seed| measured(w2, seed)),
        ("everything on", &|seed| measured(all, seed)),
        ("engine alone", &|seed| engine::simulate(all, seed, 0, &mut Nothing).expect("runs to its end")),
    ];
    let seconds = interleaved(&candidates);
    let counts = models.each_ref().map(per_run);
    println!("everything on, one thread, {ROUNDS} rounds");
    for (number, ((what, _), median)) in candidates.iter().zip(&seconds).enumerate() {
        let (conversations, messages) = counts[number.min(1)];
        let ratio = |of: f64, of_w2: f64| median / of / (seconds[0] / of_w2);
        println!(
            "  {what:14} {:6.1} ns a conversation ({:.2} x W2), {:6.1} ns a message ({:.2} x W2), {:.2} messages each",
            median / conversations * 1e9,
            ratio(conversations, counts[0].0),
            median / messages * 1e9,
            ratio(messages, counts[0].1),
            messages / conversations,
        );
    }
}

/// Conversations and messages of a run, warm-up included.
fn per_run(model: &Model) -> (f64, f64) {
    let options = MeasureOptions { seed: 1, week_opens: Span::ZERO };
    let batch = simulate(model, options, 0..1, &|| true).expect("runs to its end");
    let weeks = f64::from(model.plan.weeks + model.plan.warmup_weeks);
    let of = |measure| batch.replications[0].desk.get(measure).expect("it is measured") * weeks;
    (of(Measure::ConversationsPerWeek), of(Measure::MessagesPerWeek))
}

fn two_threads() {
    let model = &model(include_str!("../w2.toml"));
    let options = MeasureOptions { seed: 1, week_opens: Span::ZERO };
    let study = |threads| {
        let pool = thread_pool(NonZeroUsize::new(threads)).expect("threads");
        let one = |_, replication| simulate(model, options, replication..replication + 1, &|| true);
        black_box(replicate(&pool, 1, 0..50, one, |_, _| {})).expect("runs to its end");
    };
    let candidates: [(&str, &dyn Fn(u64)); 2] = [("1", &|_| study(1)), ("2", &|_| study(2))];
    let seconds = interleaved(&candidates);
    println!(
        "threads: W2, 50 replications: {:.3} s on one thread, {:.3} s on two: {:.2} times as fast",
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
