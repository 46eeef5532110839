//! No key is read and ignored: changing each alone, in a desk where it matters, changes some result.

use relevo::desk::Scenario;
use relevo::metrics::{MeasureOptions, simulate};
use relevo::model::Model;
use relevo::scenario::keys;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::staffing;
use relevo::study::{Simulated, assemble};
use std::collections::BTreeSet;

/// A desk in which most keys matter: two brands and languages, noise, a night team, Sundays, a holiday.
const DESK: &str = r#"
start = "2026-01-05"
[run]
weeks = 2
warmup_weeks = 1
replications = 2
seed = 7
[demand]
per_week = 500
noise_per_week = 300
languages = { es = 0.7, en = 0.3 }
holidays = ["2026-01-06"]
[[demand.contact]]
name = "question"
share = 0.6
brand = "acme"
[[demand.contact]]
name = "complaint"
share = 0.4
brand = "other"
negative = true
[[demand.contact]]
name = "order"
per_week = 30
[[demand.crisis]]
name = "outage"
contacts = ["complaint"]
at = "week 1 Thu 10:00"
peak = 6
half_life = "2h"
[desk]
service_hours = ["Mon-Fri 08:00-20:00"]
[[desk.team]]
name = "day"
agents = 2
shifts = ["Mon-Sun,hol 08:00-20:00"]
break = { after = "4h", length = "30m" }
[[desk.team]]
name = "night"
agents = 1
shifts = ["daily 22:00-06:00"]
break = { after = "4h", length = "30m" }
[[sla]]
name = "fast"
within = "1h"
"#;

/// Keys that say what something is called or where it comes from.
const NAMES: &[&str] = &[
    "name",
    "description",
    "extends",
    "currency",
    "demand.contact.name",
    "desk.team.name",
    "sla.name",
    "demand.crisis.name",
    "sizing.shift.name",
    "sizing.presence.name",
    "sizing.team.name",
];

/// A key as `--set` takes it, another value for it, and what the desk needs for it to matter.
type Change = (&'static str, &'static str, &'static [&'static str]);

/// A desk that teaches that being hard pays off.
const LEARNING: &[&str] = &["customers.hostile.base=0.2", "policy.preferential=[\"hostile\"]"];
const TRAINING: &[&str] = &["policy.training={ cost_per_agent_year = 300, errors = 0.01 }"];
const SUPERVISORS: &[&str] = &["costs.supervisors={ per_agents = 5 }"];
const BOT: &[&str] = &["policy.bot={ contain = 0.3 }"];

const CHANGES: &[Change] = &[
    ("start", "\"2025-12-29\"", &[]),
    ("run.weeks", "3", &[]),
    ("run.warmup_weeks", "0", &[]),
    ("run.replications", "3", &[]),
    ("run.seed", "8", &[]),
    ("run.control_variates", "true", &["run.replications=20"]),
    ("demand.per_week", "520", &[]),
    ("demand.volume_factor", "1.1", &[]),
    ("demand.handling_factor", "1.3", &[]),
    ("demand.dm_factor", "2", &[]),
    ("demand.profile", "\"flat\"", &[]),
    ("demand.growth_per_year", "0.5", &[]),
    ("demand.daily_cv", "0.4", &[]),
    ("demand.noise_per_week", "200", &[]),
    ("demand.triage_time", "0.5", &[]),
    ("demand.languages", "{ es = 0.5, en = 0.5 }", &["desk.team.night.languages=\"es\""]),
    ("demand.holidays", "[\"2026-01-07\"]", &[]),
    ("demand.holiday_factor", "0.2", &[]),
    ("demand.contact.question.share", "0.597", &[]),
    ("demand.contact.order.per_week", "60", &[]),
    ("demand.contact.question.profile", "\"office\"", &[]),
    ("demand.contact.question.languages", "{ en = 1 }", &["desk.team.night.languages=\"es\""]),
    ("demand.contact.question.brand", "\"other\"", &["desk.team.night.brands=\"other\""]),
    ("demand.contact.question.dm_share", "0.9", &[]),
    ("demand.contact.question.handling_time", "{ mean = 6, cv = 0.9 }", &[]),
    ("demand.contact.question.agent_messages", "2.5", &[]),
    ("demand.contact.question.reply_delay", "{ median = 60, cv = 2 }", &[]),
    ("demand.contact.question.negative", "true", &[]),
    ("demand.contact.question.private_data", "0.6", &[]),
    ("demand.contact.question.phone_needed", "0.4", &[]),
    ("demand.indirect_per_week", "400", &["policy.monitor_indirect=0.5"]),
    ("demand.contagion.per_hour", "0.1", &["demand.contagion={ per_hour = 0.05 }"]),
    ("demand.contagion.after", "\"10m\"", &["demand.contagion={ per_hour = 0.05 }"]),
    ("demand.crisis.outage.contacts", "\"question\"", &[]),
    ("demand.crisis.outage.at", "\"2026-01-08 11:00\"", &[]),
    ("demand.crisis.outage.peak", "5", &[]),
    ("demand.crisis.outage.rise", "\"2h\"", &[]),
    ("demand.crisis.outage.half_life", "\"1h\"", &[]),
    ("demand.crisis.outage.broadcast_after", "\"20m\"", &[]),
    ("customers.patience", "\"20m\"", &[]),
    ("customers.patience_factor", "0.5", &[]),
    ("customers.phone", "0.7", &[]),
    ("customers.chase", "0.6", &[]),
    ("customers.chase_work", "2", &[]),
    ("customers.experienced", "0.8", &[]),
    ("customers.reach", "{ median = 9000, cv = 5 }", &["sla.fast.influencers=true"]),
    ("customers.influencer_reach", "300", &["sla.fast.influencers=true"]),
    ("customers.hostile.base", "0.3", &[]),
    ("customers.hostile.learned", "0.9", LEARNING),
    ("customers.hostile.half_life", "\"1d\"", LEARNING),
    ("customers.hostile.learned_per_case", "0.5", LEARNING),
    ("customers.dm_accept", "0.1", &[]),
    ("customers.lifetime_margin", "200", &[]),
    ("customers.leaves_channel", "0.5", &[]),
    ("customers.spend_uplift", "5", &[]),
    ("customers.loss.satisfied", "0.02", &[]),
    ("customers.loss.dissatisfied", "0.1", &[]),
    ("desk.service_hours", "\"24x7\"", &[]),
    ("desk.shrinkage.absence", "0.3", &[]),
    ("desk.shrinkage.off_queue", "0.4", &[]),
    ("desk.on_abandon", "\"withdraw\"", &[]),
    ("desk.team.day.agents", "3", &[]),
    ("desk.team.day.shifts", "[\"Mon-Sun,hol 09:00-20:00\"]", &[]),
    ("desk.team.night.languages", "\"es\"", &[]),
    ("desk.team.night.channels", "\"dm\"", &[]),
    ("desk.team.night.contacts", "[\"question\"]", &[]),
    ("desk.team.night.brands", "\"acme\"", &[]),
    ("desk.team.day.speed", "0.7", &[]),
    ("desk.team.day.concurrency", "2", &[]),
    ("desk.team.day.slowdown", "0.8", &["desk.team.day.concurrency=3"]),
    ("desk.team.day.hourly_wage", "12", &[]),
    ("desk.team.night.break.after", "\"9h\"", &[]),
    ("desk.team.day.break.length", "\"1h\"", &[]),
    ("desk.team.day.break.paid", "true", &[]),
    ("policy.order", "\"deadline\"", &["sla.fast.contacts=\"complaint\""]),
    ("policy.priority", "[\"complaint\", \"dm\"]", &["policy.order=\"priority\"", "policy.priority=[\"noise\"]"]),
    ("policy.replies_first", "true", &[]),
    ("policy.keep_agent", "false", &[]),
    ("policy.preferential", "[\"hostile\"]", &[]),
    ("policy.dm", "\"always\"", &[]),
    ("policy.errors", "0.2", &[]),
    ("policy.follow_up", "true", &[]),
    ("policy.database_access", "false", &[]),
    ("policy.quick_replies", "true", &[]),
    ("policy.monitor_indirect", "0.8", &["demand.indirect_per_week=200"]),
    ("policy.training.cost_per_agent_year", "600", TRAINING),
    ("policy.training.errors", "0.2", TRAINING),
    ("policy.troll_protocol.max_messages", "1", &["customers.hostile.base=0.5", "policy.troll_protocol={}"]),
    ("policy.bot.when", "\"closed\"", BOT),
    ("policy.bot.channels", "[\"dm\"]", BOT),
    ("policy.bot.contain", "0.6", BOT),
    ("policy.published_hours", "true", &["customers.patience=\"1h\""]),
    ("policy.welcome_message", "true", &["customers.patience=\"1h\""]),
    ("policy.wait_estimate", "true", &[]),
    ("policy.acknowledge", "1", &[]),
    ("sla.fast.within", "\"10m\"", &[]),
    ("sla.fast.target", "0.01", &[]),
    ("sla.fast.clock", "\"service_hours\"", &[]),
    ("sla.fast.contacts", "\"question\"", &[]),
    ("sla.fast.channels", "\"dm\"", &[]),
    ("sla.fast.languages", "\"es\"", &[]),
    ("sla.fast.brands", "\"acme\"", &[]),
    ("sla.fast.influencers", "false", &[]),
    ("costs.night.from", "\"23:00\"", &[]),
    ("costs.night.to", "\"05:00\"", &[]),
    ("costs.night.premium", "0.5", &[]),
    ("costs.sunday", "0.5", &[]),
    ("costs.holiday", "0.9", &[]),
    ("costs.contributions", "0.4", &[]),
    ("costs.goodwill_cost", "25", &["policy.preferential=[\"chasers\"]"]),
    ("costs.annual_hours", "1600", &[]),
    ("sizing.hours", "[\"Mon-Fri 08:00-18:00\"]", &[]),
    ("sizing.closed", "[\"Fri 16:00-20:00\"]", &[]),
    ("sizing.covered", "[\"Mon-Fri 08:00-20:00\"]", &[]),
    ("sizing.earliest_start", "\"09:00\"", &[]),
    ("sizing.latest_start", "\"10:00\"", &[]),
    ("sizing.start_step", "\"30m\"", &[]),
    ("sizing.lengths", "[\"6h\", \"8h\"]", &[]),
    ("sizing.days_per_week", "4", &[]),
    ("sizing.consecutive_days", "3", &[]),
    ("sizing.rest", "\"18h\"", &[]),
    ("sizing.weekly_rest", "\"90h\"", &[]),
    ("sizing.contracts", "[\"30h\"]", &[]),
    ("sizing.night_share", "0.5", ROUND_THE_CLOCK),
    ("sizing.break.after", "\"9h\"", BREAK),
    ("sizing.break.length", "\"1h\"", BREAK),
    ("sizing.break.paid", "true", BREAK),
    ("sizing.shift.early.hours", "[\"Mon-Fri 10:00-18:00\"]", PATTERN),
    ("sizing.presence.some.hours", "[\"Mon 10:00-12:00\"]", PRESENCE),
    ("sizing.presence.some.agents", "2", PRESENCE),
    ("sizing.presence.some.languages", "[\"en\"]", PRESENCE),
    ("sizing.presence.some.channels", "[\"dm\"]", PRESENCE),
    ("sizing.presence.some.contacts", "[\"order\"]", PRESENCE),
    ("sizing.presence.some.brands", "[\"acme\"]", PRESENCE),
    ("sizing.team.night.hours", "[\"Mon-Fri 08:00-16:00\"]", LIMIT),
    ("sizing.team.night.least", "1", LIMIT),
    ("sizing.team.night.most", "2", LIMIT),
    ("sizing.team.night.most_people", "3", LIMIT),
    ("costs.supervisors.per_agents", "2", SUPERVISORS),
    ("costs.supervisors.hourly_wage", "20", SUPERVISORS),
    ("costs.supervisors.whole", "true", SUPERVISORS),
    ("costs.seats", "200", &[]),
    ("costs.phone_contact", "7", &[]),
];

const BREAK: &[&str] = &["sizing.break={}"];
const ROUND_THE_CLOCK: &[&str] = &["sizing.hours=\"24x7\""];
const PATTERN: &[&str] = &["sizing.shift=[{ name = \"early\", hours = \"Mon-Fri 08:00-16:00\" }]"];
/// The night team takes less than the day team in every respect.
const PRESENCE: &[&str] = &[
    "sizing.presence=[{ name = \"some\" }]",
    "desk.team.night.languages=\"es\"",
    "desk.team.night.channels=\"mention\"",
    "desk.team.night.contacts=[\"question\", \"noise\"]",
    "desk.team.night.brands=\"other\"",
];
const LIMIT: &[&str] = &["sizing.team=[{ name = \"night\" }]"];

/// What finding shifts has to go by, and the roster of three positions on each third of the shifts that there are.
fn sizing(settings: &[String]) -> String {
    let scenario = scenario(settings);
    let catalogue = staffing::catalogue(&scenario);
    let positions: Vec<u32> = (0..catalogue.shifts.len()).map(|at| if at % 3 == 0 { 3 } else { 0 }).collect();
    format!("{catalogue:?} {:?}", staffing::roster(&scenario, &catalogue.shifts, &positions))
}

fn scenario(settings: &[String]) -> Scenario {
    let input = Input::Text { name: "desk.toml".into(), text: DESK.into() };
    let loaded = load(&[input], &LoadOptions { set: settings.to_vec() });
    loaded.unwrap_or_else(|f| panic!("{settings:?}: {:?}", f.problems)).scenarios.remove(0)
}

/// Everything the simulation gives: all measures of all replications, their estimates, and whether agreements are met.
fn result(settings: &[String]) -> String {
    let scenario = scenario(settings);
    let model = Model::new(&scenario);
    let options = MeasureOptions { seed: scenario.run.seed, week_opens: model.week_opens() };
    let batch = simulate(&model, options, 0..scenario.run.replications, &|| true).expect("a small desk");
    let study = assemble(&scenario.run, &[Simulated { scenario: &scenario, batch: &batch }], None);
    let met: Vec<_> = study.scenarios[0].sla.iter().map(|sla| sla.met).collect();
    let batch = serde_json::to_string(&batch).expect("a batch can be written");
    format!("{batch} {:?} {met:?}", study.scenarios[0].measures)
}

/// The row of a key as `--set` takes it.
fn row_of(path: &str) -> String {
    for list in
        ["demand.contact.", "demand.crisis.", "desk.team.", "sla.", "sizing.shift.", "sizing.presence.", "sizing.team."]
    {
        if let Some((_, key)) = path.strip_prefix(list).and_then(|rest| rest.split_once('.')) {
            return format!("{list}{key}");
        }
    }
    path.to_owned()
}

#[test]
fn every_key_has_a_change_that_is_tried() {
    let tried: BTreeSet<String> = CHANGES.iter().map(|(path, ..)| row_of(path)).collect();
    let built = keys::all().map(keys::Key::path);
    let rows: BTreeSet<String> = built.filter(|path| !NAMES.contains(&path.as_str())).collect();
    assert_eq!(tried, rows);
}

#[test]
fn changing_a_key_alone_changes_some_result() {
    let mut without = Vec::new();
    for (path, value, context) in CHANGES {
        let context: Vec<String> = context.iter().map(|setting| (*setting).to_owned()).collect();
        let change = format!("{path}={value}");
        let changed: Vec<String> = context.iter().cloned().chain([change.clone()]).collect();
        let result = if path.starts_with("sizing.") { sizing } else { result };
        if result(&context) == result(&changed) {
            without.push(change);
        }
    }
    assert!(without.is_empty(), "no result changes with:\n{}", without.join("\n"));
}
