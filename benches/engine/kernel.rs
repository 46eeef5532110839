//! What a simulated conversation is made of, each by itself: draws of keyed streams, the next arrival, the calendar.

use super::interleaved;
use relevo::demand::Cursor;
use relevo::engine::{Calendar, Event};
use relevo::random::{Distribution, Purpose, Stream, entity_key, exponential, replication_key};
use relevo::time::{Span, Time};
use std::hint::black_box;

const TIMES: u64 = 1_000_000;

pub fn run() {
    let log_normal = Distribution::log_normal(5.0, 0.8).expect("a mean and a cv").sampler(60_000.0);
    let model = super::model(include_str!("../w2.toml"));
    let parts: [(&str, &dyn Fn(u64)); 6] = [
        ("a uniform of a conversation", &|seed| draws(seed, |stream| stream.uniform())),
        ("an exponential", &|seed| draws(seed, exponential)),
        ("a log-normal", &|seed| draws(seed, |stream| log_normal.draw(stream))),
        ("the next arrival", &|seed| arrivals(&model, seed)),
        ("calendar, 8 at work", &|seed| hold(8, seed)),
        ("calendar, 1,000 at work", &|seed| hold(1000, seed)),
    ];
    let seconds = interleaved(&parts);
    println!("kernel: {TIMES} times each");
    for ((what, _), median) in parts.iter().zip(&seconds) {
        println!("  {what:28} {:5.1} ns", median / TIMES as f64 * 1e9);
    }
}

/// One draw of each of many conversations.
fn draws(seed: u64, draw: impl Fn(&mut Stream) -> f64) {
    let parent = replication_key(seed, 0);
    let sum: f64 = (0..TIMES).map(|n| draw(&mut Stream::new(entity_key(parent, n), Purpose::Handling))).sum();
    black_box(sum);
}

fn arrivals(model: &relevo::model::Model, seed: u64) {
    let (process, intensity) = (&model.processes[0], &model.intensity);
    let key = replication_key(seed, 0);
    let (mut n, mut times) = (0, 0);
    while times < TIMES {
        let mut cursor = Cursor::new(process, intensity, key, entity_key(key, n));
        n += 1;
        while times < TIMES && black_box(cursor.next(process, intensity)) != Time::NEVER {
            times += 1;
        }
    }
}

/// Messages in hand one after another: each end of work is followed by the next message of the same agent.
fn hold(agents: u32, seed: u64) {
    let mut calendar = Calendar::new();
    let key = replication_key(seed, 0);
    let mut at_work = 0;
    let mut work = |now: Time| {
        at_work += 1;
        now + Span::from_ms(6e5 * exponential(&mut Stream::new(entity_key(key, at_work), Purpose::Handling)))
    };
    (0..agents).for_each(|slot| calendar.work_until(work(Time::ZERO), slot));
    let mut ended = 0;
    while let Some((now, event)) = calendar.pop_before(Time::week_start(500)) {
        if let Event::WorkEnds { slot } = event {
            ended += 1;
            if ended == TIMES {
                break;
            }
            calendar.work_until(work(now), slot);
        }
    }
    black_box(ended);
}
