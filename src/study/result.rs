//! What a study found, in the shape of result.json. Documented by its JSON Schema; additions only.

use super::decision::Decision;
use crate::metrics::Measure;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Mean over replications with its 95 % interval (Student t). `low` and `high` are absent where no interval can be
/// had (fewer than two replications with a value), `mean` where no replication has a value; absent is written null.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    pub mean: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Replications with a value (an empty denominator leaves one out).
    pub replications: u32,
}

impl Estimate {
    pub fn half_width(&self) -> Option<f64> {
        Some((self.high? - self.low?) / 2.0)
    }
}

/// An estimate with the unit it is in.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Measured {
    #[serde(flatten)]
    pub estimate: Estimate,
    pub unit: &'static str,
}

/// Measures by name, in the order of [`Measure::ALL`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Measures(pub Vec<(Measure, Estimate)>);

impl Measures {
    pub fn get(&self, measure: Measure) -> Option<Estimate> {
        self.0.iter().find(|(m, _)| *m == measure).map(|(_, e)| *e)
    }
}

impl Serialize for Measures {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(m, e)| (m.id(), Measured { estimate: *e, unit: m.unit().name() })))
    }
}

impl JsonSchema for Measures {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Measures".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let measured = generator.subschema_for::<Measured>();
        let named = Measure::ALL.iter().map(|measure| {
            let unit = measure.unit().name();
            let one = json_schema!({
                "allOf": [measured, { "properties": { "unit": { "const": unit } } }],
                "description": measure.label().en,
            });
            (measure.id().to_owned(), one.to_value())
        });
        let properties: serde_json::Map<String, serde_json::Value> = named.collect();
        json_schema!({
            "description": "Every measure by its name; a later version may add some.",
            "type": "object",
            "properties": properties,
            "additionalProperties": measured,
        })
    }
}

/// Whether a target is met: yes when the lower limit is at or above it, no when the upper one is below, else unsure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    Yes,
    No,
    Unsure,
}

#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct SlaResult {
    pub name: String,
    pub within_minutes: f64,
    pub clock: &'static str,
    /// Whether it covers every conversation: it names no contact type, channel, language, brand or reach.
    pub every_conversation: bool,
    pub target: f64,
    pub attained: Estimate,
    pub met: Met,
}

/// Levels and counts by hour of week (168 values, Monday 00:00 first); null where nothing was observed.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct HourSeries {
    /// Conversations opened in the hour, mean over weeks and replications.
    pub arrivals: Vec<f64>,
    /// Messages waiting, time-weighted mean of the hour.
    pub backlog_mean: Vec<f64>,
    /// 10 % quantile over weeks and replications of the hour's mean backlog.
    pub backlog_p10: Vec<f64>,
    /// 90 % quantile over weeks and replications of the hour's mean backlog.
    pub backlog_p90: Vec<f64>,
    /// Agents on duty, time-weighted mean.
    pub agents: Vec<f64>,
    /// Share of the hour in which the shifts of an ordinary week have somebody on duty (0 to 1).
    pub covered: Vec<f64>,
    /// Share of agents' time on the queue with at least one message in hand.
    pub occupancy: Vec<Option<f64>>,
    /// Share of the conversations opened in the hour whose first response was posted within one hour.
    pub within_1h: Vec<Option<f64>>,
    /// Money for the staff on duty in the hour, mean over weeks and replications; the 168 values add up to a week's.
    pub staff_cost: Vec<f64>,
}

/// Values by measured week (`weeks` values), means over replications.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct WeekSeries {
    pub conversations: Vec<f64>,
    pub backlog_mean: Vec<f64>,
    pub within_1h: Vec<Option<f64>>,
    /// What the public has learned about being hard paying off, at the end of the week (0 to 1).
    pub learned: Vec<f64>,
    /// Share of hostile ones among the conversations of negative types.
    pub hostile_share: Vec<Option<f64>>,
    /// Hours from opening to first response, or to the end without one, summed over the conversations opened.
    pub waiting_hours: Vec<f64>,
    /// Share of satisfied customers among the conversations opened.
    pub satisfied: Vec<Option<f64>>,
    /// Customers lost by the conversations opened.
    pub customers_lost: Vec<f64>,
    /// Phone contacts of the conversations opened.
    pub phone_contacts: Vec<f64>,
    /// Money for phone contacts and gestures of the conversations opened.
    pub contact_cost: Vec<f64>,
    /// Lost margin less uplift of the conversations opened.
    pub value_lost: Vec<f64>,
    /// Money for the staff of the week.
    pub staff_cost: Vec<f64>,
}

/// Distribution of the first response over all conversations (those that the bot solved apart), means over replications;
/// those never answered count as missed. Null where no conversation came in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct FirstResponseSeries {
    /// Limits in minutes, ascending.
    pub within_minutes: Vec<f64>,
    /// Share whose first response was posted within each limit.
    pub share: Vec<Option<f64>>,
    /// Share answered at all.
    pub answered: Option<f64>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct Series {
    pub hour_of_week: HourSeries,
    pub week: WeekSeries,
    pub first_response: FirstResponseSeries,
}

#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ScenarioResult {
    pub name: String,
    pub currency: String,
    /// Price of a contact by phone, beside which a cost per conversation is to be seen.
    pub phone_contact: f64,
    pub measures: Measures,
    pub sla: Vec<SlaResult>,
    pub by_contact: BTreeMap<String, Measures>,
    pub by_channel: BTreeMap<String, Measures>,
    pub by_team: BTreeMap<String, Measures>,
    pub series: Series,
    /// Where the empty desk that a run begins with is still felt in the measured weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_warmup: Option<ShortWarmup>,
}

/// Less waits in the first measured week than the later ones let expect for it.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ShortWarmup {
    /// What the mean backlog of that week lacks, as a part of what was expected (0 to 1).
    pub shortfall: f64,
    /// Weeks of warm-up that would do; null where the weeks simulated are too few to tell.
    pub enough_weeks: Option<u32>,
}

/// Paired difference of one measure: scenario minus baseline, on the same customers.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PairedDifference {
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Whether the simultaneous interval leaves zero out; `false` where no interval can be had.
    pub significant: bool,
}

/// One scenario against the baseline. Intervals are simultaneous over the scenarios compared (Bonferroni), per measure.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Difference {
    pub scenario: String,
    pub baseline: String,
    pub measures: BTreeMap<&'static str, PairedDifference>,
    /// By name of the agreement, for those that both scenarios have.
    pub sla: BTreeMap<String, PairedDifference>,
    /// Where the scenario treats customers preferentially and the baseline does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// What stands behind the verdict; left out where it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// From which measured week on preferential treatment costs the others more waiting than it saves those who get it: running
/// means over four weeks, 95 % limits that hold for all weeks together. Null: not within the weeks simulated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Turn {
    pub week: Option<u32>,
    /// It may be so from here on ...
    pub earliest: Option<u32>,
    /// ... and surely is from here on.
    pub latest: Option<u32>,
    /// Weeks simulated.
    pub weeks: u32,
}

/// Why a run that replicates to a wished precision ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionEnd {
    /// Every scenario's half-width came below the wish.
    Reached,
    /// The most replications allowed were not enough.
    MostReplications,
    /// A scenario does not give the figure (no conversation it covers), so no number of replications would do.
    NoInterval,
}

#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct PrecisionResult {
    pub measure: String,
    pub half_width_wished: f64,
    /// The widest half-width over the scenarios at the end.
    pub half_width: Option<f64>,
    pub ended: PrecisionEnd,
}

/// For each figure with a direction, the scenarios that are not shown to be worse than the best one. A figure where
/// that would be all of them, or where no interval can be had, is left out.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct Best {
    pub measures: BTreeMap<&'static str, Vec<String>>,
    pub sla: BTreeMap<String, Vec<String>>,
}

/// What the command line changed. With the scenario files, the seed and this the same figures can be had again.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct CommandLine {
    /// Values set in every scenario (KEY=VALUE), as typed and in their order.
    pub set: Vec<String>,
    /// The seed typed; null where that of the first scenario holds.
    pub seed: Option<u64>,
    /// The replications typed, with a wished precision the most of them; null where none were.
    pub replications: Option<u32>,
    /// The precision wished for (MEASURE=HALFWIDTH), as typed.
    pub precision: Option<String>,
}

/// Everything a study found.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct StudyResult {
    /// Version of relevo that made it.
    pub relevo: &'static str,
    pub seed: u64,
    pub replications: u32,
    pub weeks: u32,
    pub warmup_weeks: u32,
    pub command_line: CommandLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionResult>,
    /// The first is the baseline.
    pub scenarios: Vec<ScenarioResult>,
    /// One for each scenario but the first.
    pub differences: Vec<Difference>,
    pub best: Best,
    /// Policy figures that the study is about (see [`super::levers`]): a table shows these, a file holds all.
    #[serde(skip)]
    pub policy_measures: Vec<Measure>,
}

impl StudyResult {
    /// Version of relevo that makes results.
    pub const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Names of the agreements in the order in which scenarios first have them.
    pub fn agreement_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = vec![];
        for sla in self.scenarios.iter().flat_map(|one| &one.sla) {
            if !names.contains(&sla.name.as_str()) {
                names.push(&sla.name);
            }
        }
        names
    }
}
