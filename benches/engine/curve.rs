//! The same desk from a thousand to ten million conversations a week, agents scaled along: time and memory of a conversation.
//!
//! Each point runs in a process of its own, whose memory at its most is then that of the point.

use super::{measured, model};
use relevo::engine::{self, Fact, Observer};
use relevo::model::Model;
use relevo::time::Time;
use std::process::Command;
use std::time::Instant;

const POINT: &str = "RELEVO_BENCH_PER_WEEK";
const PER_WEEK: [u64; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const ROUNDS: usize = 5;

/// The point that this process is started for.
pub fn point_asked_for() -> Option<u64> {
    std::env::var(POINT).ok()?.parse().ok()
}

pub fn run() {
    println!("curve: conversations a week, agents scaled along, all measures, one thread, {ROUNDS} rounds");
    let bench = std::env::current_exe().expect("this program has a name");
    for per_week in PER_WEEK {
        let point = Command::new(&bench).env(POINT, per_week.to_string()).status().expect("it starts");
        assert!(point.success(), "{per_week} conversations a week");
    }
}

/// Measures one point.
pub fn point(per_week: u64) {
    let model = desk(per_week);
    let mut open = Open::default();
    let before = memory();
    engine::simulate(&model, 1, 0, &mut open).expect("runs to its end");
    let seconds = (0..ROUNDS as u64).map(|seed| {
        let begin = Instant::now();
        measured(&model, seed + 1);
        begin.elapsed().as_secs_f64()
    });
    let mut seconds: Vec<f64> = seconds.collect();
    seconds.sort_by(f64::total_cmp);
    let nanoseconds = seconds[ROUNDS / 2] / open.opened as f64 * 1e9;
    let agents = model.rota.team_of_agent.len();
    let added = match (memory(), before) {
        (Some(most), Some(before)) => format!("{:7.1} MB, of which {:6.1} before the run", most, before),
        _ => "memory not known on this system".into(),
    };
    println!(
        "  {per_week:>10} a week  {agents:>6} agents  {nanoseconds:6.1} ns a conversation  {:>7} open at most  {added}",
        open.most
    );
}

/// W2, larger or smaller.
fn desk(per_week: u64) -> Model {
    // W2 has 8 and 3 agents for 5,160 conversations a week.
    let agents = |of_w2: u64| (of_w2 * per_week).div_ceil(5160).max(1);
    let weeks = (2_000_000 / per_week).clamp(1, 200);
    let text = include_str!("../w2.toml")
        .replace("weeks = 52", &format!("weeks = {weeks}"))
        .replace("per_week = 5160", &format!("per_week = {per_week}"))
        .replace("agents = 8", &format!("agents = {}", agents(8)))
        .replace("agents = 3", &format!("agents = {}", agents(3)));
    model(&text)
}

/// Counts what is open.
#[derive(Default)]
struct Open {
    opened: u64,
    open: u64,
    most: u64,
}

impl Observer for Open {
    fn on(&mut self, _: Time, fact: &Fact) {
        match fact {
            Fact::Opened { .. } => {
                (self.opened, self.open) = (self.opened + 1, self.open + 1);
                self.most = self.most.max(self.open);
            }
            Fact::Ended { .. } => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }
}

/// Most memory of this process so far, in MB, where the system tells.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1024.0)
}
