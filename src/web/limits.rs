//! What one request, one client and all together may cost. Beyond it they get a clear answer.

use crate::desk::Scenario;
use crate::desk::overview::overview;
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::scenario::workload;
use std::time::Duration;

/// Bytes of a request: two scenario files of the largest size and what is set in them.
pub const BODY_BYTES: usize = 2 << 20;
/// Scenarios compared in one run: four that are pinned and the one that is being changed.
pub const SCENARIOS: usize = 5;
/// Replications of a run.
pub const REPLICATIONS: u32 = 1000;
/// Steps of all replications of all scenarios of a run.
pub const STEPS: f64 = 200e6;
/// Steps of one replication of one scenario: a thread turns to another run only between two of them, so it may keep others waiting
/// for about a second.
pub const STEPS_OF_A_REPLICATION: f64 = 1e6;
/// Searches for shifts: the one that is on and those that wait.
pub const SEARCHES: usize = 8;
pub const SEARCH_TIME: Duration = Duration::from_secs(600);
/// Runs at once, those that wait for their first figures included.
pub const RUNS: usize = 64;
/// Seconds after which one who was refused may ask again.
pub const RETRY_AFTER_SECONDS: u32 = 2;
/// Time for everything that a run does.
pub const RUN_TIME: Duration = Duration::from_secs(120);
/// For the head of a request, also on a connection that is kept; and for its body.
pub const HEAD_TIME: Duration = Duration::from_secs(10);
pub const BODY_TIME: Duration = Duration::from_secs(10);
/// For a reader that takes nothing of an answer.
pub const WRITE_TIME: Duration = Duration::from_secs(20);
/// Connections at once; beyond them the first that is idle is closed, else the first whose request is still coming.
pub const CONNECTIONS: usize = 256;

const RUN: Text = Text::new(
    "messages and hours of agents on duty to simulate (a week x weeks x replications x scenarios)",
    "mensajes y horas de agente por simular (por semana x semanas x réplicas x escenarios)",
);
const REPLICATION: Text = Text::new(
    "messages and hours of agents on duty to simulate in one replication of a scenario (a week x weeks)",
    "mensajes y horas de agente por simular en una réplica de un escenario (por semana x semanas)",
);

/// Steps that one replication has to simulate, about: messages, and hours of agents on duty, who come, go, pause and leave the queue
/// also where nobody writes.
fn of_a_replication(scenario: &Scenario) -> f64 {
    let run = scenario.run;
    let week = overview(scenario);
    let openings = week.conversations_per_week + week.noise_per_week;
    let messages = if openings > 0.0 { (week.messages_per_week / openings).max(1.0) } else { 1.0 };
    let weeks = f64::from(run.weeks) + f64::from(run.warmup_weeks);
    workload(scenario) / f64::from(run.replications.max(1)) * messages + week.scheduled_hours_per_week * weeks
}

/// Why a run is too much work: a sentence with the limit and what to do.
pub fn too_much(scenarios: &[Scenario], replications: u32, lang: Lang) -> Option<String> {
    let each: Vec<f64> = scenarios.iter().map(of_a_replication).collect();
    let largest = each.iter().copied().fold(0.0, f64::max);
    if largest > STEPS_OF_A_REPLICATION {
        return Some(sentence(REPLICATION, largest, STEPS_OF_A_REPLICATION, lang));
    }
    let all = each.iter().sum::<f64>() * f64::from(replications);
    (all > STEPS).then(|| sentence(RUN, all, STEPS, lang))
}

fn sentence(what: Text, found: f64, most: f64, lang: Lang) -> String {
    let (what, found, most) = (what.get(lang), number(found, 0, lang), number(most, 0, lang));
    match lang {
        Lang::En => format!(
            "{found} {what}; the page simulates at most {most}: lower run.weeks, run.replications, the volume or the agents, or use `relevo run`, \
             which has no such limit"
        ),
        Lang::Es => format!(
            "{found} {what}; la página simula como máximo {most}: baja run.weeks, run.replications, el volumen o los agentes, o usa `relevo run`, \
             que no tiene ese límite"
        ),
    }
}
