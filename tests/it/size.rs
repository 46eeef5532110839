//! `relevo size`: what it prints, what it writes, and what it says where there is nothing to find.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A small desk that is sized within a second or two.
const DESK: &str = r#"
name = "small"
[run]
weeks = 3
replications = 10
seed = 5
[demand]
per_week = 260
profile = "consumer"
noise_per_week = 40
[[demand.contact]]
name = "question"
share = 1.0
handling_time = { mean = 6.0, cv = 0.9 }
agent_messages = 1.4
[desk]
service_hours = ["daily 08:00-20:00"]
shrinkage = { absence = 0.05, off_queue = 0.10 }
[[desk.team]]
name = "all"
agents = 2
shifts = ["daily 08:00-20:00"]
hourly_wage = 10
[[sla]]
name = "1 h of service"
within = "1h"
target = 0.8
clock = "service_hours"
"#;

fn desk(text: &str) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("desk.toml"), text).expect("a file");
    home
}

fn relevo(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("relevo").expect("the program");
    command.args(arguments).current_dir(home).env("LC_ALL", "C").env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
    let done = command.output().expect("relevo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code().unwrap_or(-1), text(&done.stdout), text(&done.stderr))
}

fn number(value: &Value, path: &str) -> f64 {
    value.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("{path} in {value}"))
}

/// The staffing as a scenario runs as it stands, and gives the share in time that was claimed, to the last digit.
#[test]
fn the_scenario_written_reproduces_the_claim() {
    let home = desk(DESK);
    let (status, out, error) = relevo(home.path(), &["size", "desk.toml", "--out", "sized"]);
    assert_eq!(status, 0, "{error}");
    assert!(out.contains("True gap") && out.contains("Positions by shift and day"), "{out}");
    let read =
        |name: &str| fs::read_to_string(home.path().join("sized").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let claim: Value = serde_json::from_str(&read("sizing.json")).expect("JSON");
    assert_eq!(claim["sla"][0]["met"], "yes");
    assert!(number(&claim, "/sla/0/attained/low") >= 0.8);
    assert!(number(&claim, "/lower_bound_per_week") <= number(&claim, "/cost_per_week"));
    assert!(read("shifts.csv").lines().count() > 1 && read("week.csv").lines().count() == 169);

    let (status, out, error) =
        relevo(home.path(), &["run", "sized/scenario/sized.toml", "--format", "json", "--strict"]);
    assert_eq!(status, 0, "{error}");
    let run: Value = serde_json::from_str(&out).expect("JSON");
    for limit in ["mean", "low", "high"] {
        let (claimed, found) = (&claim["sla"][0]["attained"][limit], &run["scenarios"][0]["sla"][0]["attained"][limit]);
        assert_eq!(claimed, found, "{limit}");
    }
    assert_eq!(claim["measures"]["fte"]["mean"], run["scenarios"][0]["measures"]["fte"]["mean"]);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let home = desk(DESK);
    let of = |threads: &str| relevo(home.path(), &["size", "desk.toml", "--threads", threads, "--format", "json"]).1;
    assert!(of("1").contains("\"positions_per_week\""));
    assert_eq!(of("1"), of("3"));
}

#[test]
fn a_frontier_is_dearer_the_more_is_promised() {
    let home = desk(DESK);
    let arguments = ["size", "desk.toml", "--frontier", "1 h of service=0.6,0.95", "--format", "csv"];
    let (status, out, error) = relevo(home.path(), &arguments);
    assert_eq!(status, 0, "{error}");
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let costs: Vec<f64> = rows.records().map(|row| row.unwrap()[2].parse().unwrap()).collect();
    assert!(costs.len() == 2 && costs[0] < costs[1], "{out}");
}

/// Open until 20:00, promised round the clock: how much is missing, when, and what would help; in both languages.
#[test]
fn an_impossible_wish_says_what_is_missing_and_what_would_help() {
    let home = desk(
        &DESK.replace("clock = \"service_hours\"", "clock = \"elapsed\"").replace("target = 0.8", "target = 0.97"),
    );
    let (status, out, error) = relevo(home.path(), &["size", "desk.toml"]);
    assert_eq!((status, out.as_str()), (1, ""), "{error}");
    for words in
        ["97 % is promised", "conversations a week", "the same shifts a limit of", "sizing.hours", "or a target below"]
    {
        assert!(error.contains(words), "{words} in {error}");
    }
    let (status, _, error) = relevo(home.path(), &["size", "desk.toml", "--strict", "--lang", "es"]);
    assert_eq!(status, 3, "{error}");
    assert!(error.contains("se promete el 97 %") && error.contains("con los mismos turnos"), "{error}");
}

/// Where the limits of the team are in the way, they are named.
#[test]
fn a_wish_that_needs_more_people_than_there_may_be_says_so() {
    let home = desk(&format!("{DESK}[[sizing.team]]\nname = \"all\"\nmost_people = 2\n"));
    let (status, _, error) = relevo(home.path(), &["size", "desk.toml"]);
    assert_eq!(status, 1, "{error}");
    assert!(error.contains("as many people as [[sizing.team]] allows"), "{error}");
    assert!(error.contains("with more people than `most` or `most_people` allow"), "{error}");
}

/// Supervisors and work places are in the cost of the answer, and told apart.
#[test]
fn supervisors_and_work_places_are_in_the_cost() {
    let home = desk(&DESK.replace(
        "[[sla]]",
        "[costs]\nseats = 200\nsupervisors = { per_agents = 4, hourly_wage = 20, whole = true }\n[[sla]]",
    ));
    let (status, out, error) = relevo(home.path(), &["size", "desk.toml", "--format", "json"]);
    assert_eq!(status, 0, "{error}");
    let claim: Value = serde_json::from_str(&out).expect("JSON");
    let measure = |id: &str| number(&claim, &format!("/measures/{id}/mean"));
    // What was simulated is an ordinary week here: no holidays. Absence is paid, so both count the same hours.
    let (told, simulated) = (number(&claim, "/cost_per_week"), measure("staff_cost_per_week"));
    assert!((told - simulated).abs() < 0.01 * simulated, "{told} and {simulated}");
    assert!(measure("supervisors_per_week") > 0.1 * told && measure("seats_per_week") > 50.0);
    assert!(number(&claim, "/lower_bound_per_week") <= told);
    let (_, table, _) = relevo(home.path(), &["size", "desk.toml"]);
    assert!(table.contains("are for supervisors and"), "{table}");
}

#[test]
fn what_cannot_be_sized_is_told_before_anything_is_simulated() {
    let home = desk(DESK);
    for (wish, words) in [("80", "neither a target"), ("3 h=0.8", "there is no SLA \"3 h\""), (",", "expected 1 to 20")]
    {
        let (status, _, error) = relevo(home.path(), &["size", "desk.toml", "--frontier", wish]);
        assert_eq!(status, 2, "{error}");
        assert!(error.contains(words), "{error}");
    }
    fs::create_dir(home.path().join("mine")).expect("a folder");
    fs::write(home.path().join("mine/notes.txt"), "x").expect("a file");
    let (status, _, error) = relevo(home.path(), &["size", "desk.toml", "--out", "mine"]);
    assert_eq!(status, 2);
    assert!(error.contains("was not made by relevo"), "{error}");
}

/// Two teams for two channels, and only the direct messages are promised anything: positions of the other team, which cost less, do
/// not help.
#[test]
fn what_is_short_asks_for_those_who_may_take_it() {
    let home = desk(
        r#"
[run]
weeks = 2
replications = 6
[demand]
per_week = 400
[[desk.team]]
name = "public"
agents = 1
channels = ["mention"]
shifts = ["daily 08:00-22:00"]
[[desk.team]]
name = "dm"
agents = 1
channels = ["dm"]
concurrency = 3
hourly_wage = 12
shifts = ["daily 08:00-22:00"]
[sizing]
earliest_start = "07:00"
latest_start = "15:00"
lengths = ["8h", "4h"]
contracts = ["40h", "20h"]
[[sla]]
name = "dm 2 h"
within = "2h"
target = 0.85
clock = "service_hours"
channels = ["dm"]
"#,
    );
    let (status, out, error) = relevo(home.path(), &["size", "desk.toml", "--quiet"]);
    assert_eq!(status, 0, "{error}");
    assert!(out.contains("dm") && out.contains("2 h\" keeps"), "{out}");
}

/// Two at night and few nights for each: whole positions broke the rule, and nothing could be added to a plan that breaks it.
#[test]
fn a_plan_that_rounding_made_unlawful_is_mended() {
    let home = desk(
        r#"
[run]
weeks = 2
replications = 6
[demand]
per_week = 500
[[desk.team]]
name = "all"
agents = 3
shifts = ["daily 00:00-08:00", "daily 08:00-16:00", "daily 16:00-24:00"]
[sizing]
hours = ["daily 00:00-24:00"]
closed = ["Sun 00:00-24:00"]
lengths = ["8h", "5h"]
contracts = ["40h", "20h"]
night_share = 0.4
[[sizing.presence]]
hours = ["Mon-Fri 22:00-06:00"]
agents = 2
[[sla]]
within = "1h"
target = 0.7
"#,
    );
    let (status, out, error) = relevo(home.path(), &["size", "desk.toml", "--quiet", "--format", "json"]);
    assert_eq!(status, 0, "{error}");
    let claim: Value = serde_json::from_str(&out).expect("JSON");
    assert!(number(&claim, "/cost_per_week") > 0.0);
}
