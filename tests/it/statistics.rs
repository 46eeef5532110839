//! What a person is told of how sure the figures are.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Two scenarios that are the same desk: the second only promises something else.
const ALIKE: &str = r#"
name = "as it is"
[run]
weeks = 2
replications = 6
[demand]
per_week = 400
[[desk.team]]
name = "day"
agents = 3
shifts = ["Mon-Fri 08:00-20:00"]
[[sla]]
name = "1 h"
within = "1h"
target = 0.5
[[variant]]
name = "the same"
description = "nothing changes"
customers.lifetime_margin = 120
[[variant]]
name = "an agent more"
desk.team = [{ name = "day", agents = 4 }]
"#;

/// One agent who is busy 95 % of the time, measured at once.
const SLOW: &str = r#"
name = "slow"
[run]
weeks = 20
warmup_weeks = 0
replications = 30
[demand]
per_week = 319.2
profile = "flat"
noise_per_week = 0
[[demand.contact]]
name = "job"
share = 1
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 30 }
agent_messages = 1
[customers]
patience = "none"
[desk]
shrinkage = { absence = 0, off_queue = 0 }
[[desk.team]]
name = "one"
agents = 1
shifts = ["daily 00:00-24:00"]
[policy]
errors = 0
"#;

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("alike.toml"), ALIKE).unwrap();
    fs::write(home.path().join("slow.toml"), SLOW).unwrap();
    home
}

/// Standard output and standard error of a command that ends well.
fn said(home: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    let done = command.assert().success().get_output().clone();
    (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&said(home, &arguments).0).unwrap()
}

/// The simultaneous interval of every difference between two desks that are the same holds zero: table, page and result.json say so.
#[test]
fn a_difference_whose_interval_holds_zero_is_reported_as_not_shown() {
    let home = home();
    for (lang, legend, mark) in [
        ("en", "≈ no difference from as it is shown", "not shown"),
        ("es", "≈ sin diferencia demostrada con as it is", "no demostrada"),
    ] {
        let folder = format!("out-{lang}");
        let (table, _) = said(home.path(), &["run", "alike.toml", "--lang", lang, "--out", &folder]);
        assert!(table.contains(legend), "{table}");
        let page = fs::read_to_string(home.path().join(&folder).join("report.html")).unwrap();
        assert!(page.contains(mark), "{lang}");
        let result = fs::read_to_string(home.path().join(&folder).join("result.json")).unwrap();
        let found: Value = serde_json::from_str(&result).unwrap();
        let measures = |at: usize| found["differences"][at]["measures"].as_object().unwrap();
        assert!(measures(0).values().all(|one| one["significant"] == false), "{:?}", measures(0));
        for one in measures(1).values() {
            let (low, high) = (one["low"].as_f64().unwrap(), one["high"].as_f64().unwrap());
            if low <= 0.0 && high >= 0.0 {
                assert_eq!(one["significant"], false, "{one}");
            }
        }
        assert_eq!(measures(1)["staff_cost_per_week"]["significant"], true);
    }
}

/// Said on standard error, in the page and in result.json, in the language of the report; not where the warm-up is long enough.
#[test]
fn a_warm_up_that_is_too_short_is_told_everywhere() {
    let home = home();
    for (lang, words) in [
        ("en", ["the warm-up is too short", "weeks would do", "run.warmup_weeks="]),
        ("es", ["el rodaje es demasiado corto", "bastarían", "run.warmup_weeks="]),
    ] {
        let folder = format!("out-{lang}");
        let (_, told) = said(home.path(), &["run", "slow.toml", "--lang", lang, "--out", &folder]);
        let page = fs::read_to_string(home.path().join(&folder).join("report.html")).unwrap();
        assert!(words.iter().all(|word| told.contains(word) && page.contains(word)), "{told}");
    }
    let found = json(home.path(), &["run", "slow.toml"]);
    let short = &found["scenarios"][0]["short_warmup"];
    assert!(short["shortfall"].as_f64().unwrap() > 0.2, "{short}");
    assert!(short["enough_weeks"].as_u64().unwrap() >= 1, "{short}");
    let (_, quiet) = said(home.path(), &["run", "slow.toml", "--quiet"]);
    assert_eq!(quiet, "");
    let settled = json(home.path(), &["run", "slow.toml", "--set", "run.warmup_weeks=30"]);
    assert!(settled["scenarios"][0].get("short_warmup").is_none());
}

/// Table, JSON, CSV and a sweep give the same estimates with control variates, and narrower ones than without.
#[test]
fn control_variates_hold_in_every_output() {
    let home = home();
    let set = ["--set", "run.control_variates=true", "--replications", "20"];
    let with = |arguments: &[&'static str]| -> Vec<&'static str> { arguments.iter().copied().chain(set).collect() };
    let plain = json(home.path(), &["run", "alike.toml", "--replications", "20"]);
    let controlled = json(home.path(), &with(&["run", "alike.toml"]));
    let of = |found: &Value| {
        let one = &found["scenarios"][0]["measures"]["net_cost_per_week"];
        let value = |name: &str| one[name].as_f64().unwrap();
        (value("mean"), value("high") - value("low"))
    };
    assert!(of(&controlled).1 < 0.9 * of(&plain).1, "{:?} against {:?}", of(&controlled), of(&plain));
    assert_eq!(controlled["scenarios"][0]["measures"]["net_cost_per_week"]["replications"], 20);

    let (csv, _) = said(home.path(), &with(&["run", "alike.toml", "--format", "csv"]));
    let row = csv.lines().find(|line| line.contains(",net_cost_per_week,")).expect("a row");
    let mean: f64 = row.split(',').find_map(|cell| cell.parse().ok()).expect("a number");
    assert!((mean / of(&controlled).0 - 1.0).abs() < 1e-6, "{row}");

    let swept = json(home.path(), &with(&["sweep", "alike.toml", "--vary", "desk.team.day.agents=3,4"]));
    let cell = &swept["cells"][0]["scenarios"][0]["measures"]["net_cost_per_week"];
    assert_eq!(cell["mean"], controlled["scenarios"][0]["measures"]["net_cost_per_week"]["mean"]);
    assert_eq!(cell["low"], controlled["scenarios"][0]["measures"]["net_cost_per_week"]["low"]);
}
