//! Answers with all that is needed to read them and to have them again: what `--format json` prints.

use super::breakeven::BreakEven;
use super::sensitivity::{Effect, Ranking};
use crate::study::result::{CommandLine, Estimate};
use serde::Serialize;

/// What every answer begins with.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Head {
    /// Version of relevo that made it.
    pub relevo: &'static str,
    pub seed: u64,
    pub replications: u32,
    pub weeks: u32,
    pub warmup_weeks: u32,
    pub command_line: CommandLine,
    /// Confidence of every interval; what it covers is the chance of the simulation, given the assumptions.
    pub confidence: f64,
}

/// Where the cheaper of two changes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct BreakEvenAnswer {
    #[serde(flatten)]
    pub head: Head,
    pub baseline: String,
    pub scenario: String,
    pub currency: String,
    /// The measure whose difference (scenario less baseline) is looked at, and its unit.
    pub measure: &'static str,
    pub unit: &'static str,
    /// Dotted path of the key.
    pub key: String,
    /// The value in force in each; null where there is none, or no number.
    pub in_force_in_baseline: Option<f64>,
    pub in_force_in_scenario: Option<f64>,
    #[serde(flatten)]
    pub found: BreakEven,
}

/// What an answer hangs on.
#[derive(Clone, Debug, Serialize)]
pub struct SensitivityAnswer {
    #[serde(flatten)]
    pub head: Head,
    pub currency: String,
    /// One for each scenario but the first; of a scenario alone one, for its first agreement.
    pub verdicts: Vec<VerdictAnswer>,
}

/// How one figure depends on the inputs.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictAnswer {
    pub scenario: String,
    /// Null where the figure is that of the scenario alone.
    pub baseline: Option<String>,
    /// `net_cost_per_week` (a difference, scenario less baseline), or `sla:NAME`.
    pub measure: String,
    pub unit: &'static str,
    /// The answer turns where the mean of the figure passes this.
    pub threshold: f64,
    /// With everything as it is.
    pub figure: Estimate,
    /// Largest effect first.
    pub inputs: Vec<Effect>,
    /// Inputs that could not be varied over their range, and the value at which that showed.
    pub not_varied: Vec<NotVariedAnswer>,
    #[serde(skip)]
    pub ranking: Ranking,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NotVariedAnswer {
    pub key: String,
    pub at: f64,
}

impl VerdictAnswer {
    pub fn new(
        scenario: &str,
        baseline: Option<&str>,
        (measure, unit): (String, &'static str),
        ranking: Ranking,
    ) -> Self {
        let not_varied = ranking.not_varied.iter();
        VerdictAnswer {
            scenario: scenario.to_owned(),
            baseline: baseline.map(str::to_owned),
            measure,
            unit,
            threshold: ranking.asked.threshold,
            figure: ranking.figure,
            inputs: ranking.effects.clone(),
            not_varied: not_varied
                .map(|one| NotVariedAnswer { key: one.input.path.path.clone(), at: one.at })
                .collect(),
            ranking,
        }
    }
}
