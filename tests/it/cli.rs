//! The commands as a user or a script meets them.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DESK: &str = r#"
name = "Day desk"
[run]
weeks = 2
warmup_weeks = 0
replications = 4
[demand]
per_week = 600
[[desk.team]]
agents = 3
shifts = ["Mon-Fri 08:00-20:00"]
[[sla]]
name = "1 h"
within = "1h"
target = 0.80
"#;

/// A folder with a desk and one that has an agent more.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    let more = "extends = \"desk.toml\"\nname = \"One more\"\n[[desk.team]]\nagents = 4\n";
    fs::write(home.path().join("more.toml"), more).unwrap();
    home
}

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn stdout(home: &Path, arguments: &[&str]) -> String {
    let done = relevo(home, arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// Standard error of a command that ends with the given status.
fn failure(home: &Path, arguments: &[&str], status: i32) -> String {
    let done = relevo(home, arguments).assert().code(status);
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

#[test]
fn two_files_are_compared_and_the_first_is_the_baseline() {
    let home = home();
    let text = stdout(home.path(), &["run", "desk.toml", "more.toml"]);
    assert!(
        text.contains("One more") && text.lines().next().is_some_and(|line| line.contains("costs least")),
        "{text}"
    );
    assert!(text.contains("Day desk") && text.contains("Response rate"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colours in a pipe");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is written unasked");
}

#[test]
fn colours_can_be_forced_and_forbidden() {
    let home = home();
    let run = |variable: &str| {
        let done = relevo(home.path(), &["run", "desk.toml"]).env("CLICOLOR_FORCE", "1").env(variable, "1").assert();
        done.success().get_output().stdout.clone()
    };
    assert!(run("SOME_OTHER").contains(&0x1b));
    assert!(!run("NO_COLOR").contains(&0x1b));
}

#[test]
fn everything_is_told_in_spanish_too() {
    let home = home();
    let text = stdout(home.path(), &["run", "desk.toml", "--lang", "es"]);
    assert!(text.contains("Tasa de respuesta") && text.contains("supuestos"), "{text}");
    let done = relevo(home.path(), &["run", "desk.toml"]).env("LANG", "es_ES.UTF-8").assert().success();
    assert_eq!(String::from_utf8_lossy(&done.get_output().stdout), text);
    assert_eq!(stdout(home.path(), &["--lang", "es", "run", "desk.toml"]), text);
    assert!(stdout(home.path(), &["run", "--help", "--lang", "es"]).contains("Uso: relevo run"));
    assert!(stdout(home.path(), &["--lang", "es", "--help"]).contains("Órdenes:"));
    assert!(failure(home.path(), &["--lang=es", "--seeed", "3"], 2).contains("argumento inesperado"));
}

#[test]
fn usage_and_input_errors_end_with_two() {
    let home = home();
    fs::write(home.path().join("bad.toml"), "[demand]\nper_weak = 3\n").unwrap();
    fs::write(home.path().join("short.toml"), "extends = \"desk.toml\"\n[run]\nweeks = 1\n").unwrap();
    for (arguments, word) in [
        (&["run"][..], "<FILE>"),
        (&["rum"], "run"),
        (&["run", "desk.toml", "--format", "xml"], "xml"),
        (&["run", "desk.toml", "--replications", "0"], "1..="),
        (&["run", "desk.toml", "--precision", "within1h=0.1"], "`within_1h`"),
        (&["run", "desk.toml", "--precision", "sla:2 h=0.1"], "\"1 h\""),
        (&["run", "desk.toml", "--precision", "within_1h=0.1", "--replications", "9"], "at least 10"),
        (&["run", "missing.toml"], "missing.toml"),
        (&["run", "bad.toml"], "per_week"),
        (&["check", "bad.toml"], "per_week"),
        (&["run", "desk.toml", "short.toml"], "run.weeks"),
        (&["run", "-", "-"], "-"),
        (&["--seed", "3", "run", "desk.toml"], "--seed belongs behind the command"),
        (&["run", "desk.toml", "--set", "demand.per_weak=3"], "per_week"),
    ] {
        let told = failure(home.path(), arguments, 2);
        assert!(told.contains(word), "{arguments:?}: {told}");
        assert!(!told.contains("panicked"));
    }
}

#[test]
fn strict_tells_by_its_status() {
    let home = home();
    relevo(home.path(), &["run", "desk.toml", "--strict"]).assert().code(3);
    relevo(home.path(), &["run", "desk.toml"]).assert().code(0);
    let sure = DESK.replace("0.80", "0.01");
    fs::write(home.path().join("sure.toml"), sure).unwrap();
    relevo(home.path(), &["run", "sure.toml", "--strict"]).assert().code(0);
}

#[test]
fn json_is_the_documented_shape_and_the_same_for_any_number_of_threads() {
    let home = home();
    let run =
        |threads| stdout(home.path(), &["run", "desk.toml", "more.toml", "--format", "json", "--threads", threads]);
    let text = run("1");
    assert_eq!(text, run("2"));
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found["replications"], 4);
    assert_eq!(found["scenarios"][1]["name"], "One more");
    assert_eq!(found["scenarios"][0]["sla"][0]["target"], 0.8);
    assert_eq!(found["scenarios"][0]["series"]["hour_of_week"]["backlog_mean"].as_array().unwrap().len(), 168);
    assert_eq!(found["differences"][0]["baseline"], "Day desk");
    assert!(found["differences"][0]["measures"]["staff_cost_per_week"]["significant"].as_bool().unwrap());
}

#[test]
fn one_replication_has_no_interval() {
    let home = home();
    let text = stdout(home.path(), &["run", "desk.toml", "--replications", "1", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(found["scenarios"][0]["measures"]["response_rate"]["low"].is_null());
    assert_eq!(found["scenarios"][0]["sla"][0]["met"], "unsure");
}

#[test]
fn csv_is_tidy_and_holds_no_formula() {
    let home = home();
    fs::write(home.path().join("formula.toml"), "extends = \"desk.toml\"\nname = \"=1+2\"\n").unwrap();
    let text = stdout(home.path(), &["run", "formula.toml", "--format", "csv"]);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("scenario,scope,entity,measure,unit,mean,low,high,replications"));
    assert!(lines.all(|line| line.starts_with("'=1+2,")));
}

#[test]
fn seed_and_replications_overlay_the_file() {
    let home = home();
    let run = |arguments: &[&str]| {
        let text = stdout(home.path(), &[&["run", "desk.toml", "--format", "json"], arguments].concat());
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let found = run(&["--seed", "99", "--replications", "3"]);
    assert_eq!((found["seed"].as_u64(), found["replications"].as_u64()), (Some(99), Some(3)));
    assert_ne!(found["scenarios"], run(&["--replications", "3"])["scenarios"]);
    assert_eq!(found["scenarios"], run(&["--replications", "3", "--set", "run.seed=99"])["scenarios"]);
    let precise = run(&["--precision", "within_1h=0.02", "--replications", "12"]);
    assert!(precise["replications"].as_u64().unwrap() >= 10);
    assert!(precise["precision"]["ended"].is_string());
}

#[test]
fn a_folder_holds_everything_and_is_not_overwritten() {
    let home = home();
    let run =
        |extra: &[&str]| relevo(home.path(), &[&["run", "more.toml", "--out", "out/report"], extra].concat()).assert();
    run(&[]).success();
    let folder = home.path().join("out/report");
    let names =
        ["report.txt", "result.json", "measures.csv", "summary.csv", "series_hour_of_week.csv", "series_week.csv"];
    for name in names.iter().chain(&["scenarios/more.toml", "scenarios/desk.toml"]) {
        assert!(folder.join(name).is_file(), "{name}");
    }
    assert!(!fs::read_to_string(folder.join("report.txt")).unwrap().contains('\u{1b}'));
    assert_eq!(fs::read_dir(home.path().join("out")).unwrap().count(), 1, "no temporary folder is left");
    fs::write(folder.join("result.json"), "mine").unwrap();
    run(&[]).code(2);
    assert_eq!(fs::read_to_string(folder.join("result.json")).unwrap(), "mine");
    run(&["--force"]).success();
    assert!(fs::read_to_string(folder.join("result.json")).unwrap().starts_with('{'));
    // The copies run again and give the same.
    let again = stdout(&folder.join("scenarios"), &["run", "more.toml", "--format", "json"]);
    assert_eq!(again, fs::read_to_string(folder.join("result.json")).unwrap());
}

/// Profiles, rosters and observed values are part of what was run: the copy has them, in their places.
#[test]
fn the_copies_hold_the_data_that_the_scenario_names() {
    let home = home();
    let data = home.path().join("data");
    fs::create_dir(&data).unwrap();
    let profile: String = (0..168).map(|hour| format!("{hour},{}\n", 1 + hour % 24)).collect();
    fs::write(data.join("profile.csv"), format!("hour_of_week,weight\n{profile}")).unwrap();
    fs::write(data.join("roster.csv"), "day,from,to,agents\nMon,08:00,16:00,3\nFri,12:00,20:00,2\n").unwrap();
    fs::write(data.join("minutes.csv"), "2\n3.5\n7\n").unwrap();
    let text = DESK
        .replace("per_week = 600", "per_week = 600\nprofile = \"data/profile.csv\"")
        .replace("[\"Mon-Fri 08:00-20:00\"]", "\"data/roster.csv\"")
        .replace("agents = 3\n", "")
        + "[customers]\npatience = { empirical = \"data/minutes.csv\" }\n";
    fs::write(home.path().join("data.toml"), text).unwrap();
    relevo(home.path(), &["run", "data.toml", "--out", "report"]).assert().success();
    let folder = home.path().join("report");
    let again = stdout(&folder.join("scenarios"), &["run", "data.toml", "--format", "json"]);
    assert_eq!(again, fs::read_to_string(folder.join("result.json")).unwrap());
}

#[test]
fn a_folder_that_relevo_did_not_make_is_safe_even_from_force() {
    let home = home();
    failure(home.path(), &["run", "desk.toml", "--out", ".", "--force"], 2);
    fs::create_dir(home.path().join("photos")).unwrap();
    fs::write(home.path().join("photos/cat"), "x").unwrap();
    failure(home.path(), &["run", "desk.toml", "--out", "photos", "--force"], 2);
    failure(home.path(), &["run", "desk.toml", "--out", "desk.toml", "--force"], 2);
    assert_eq!(fs::read_dir(home.path().join("photos")).unwrap().count(), 1);
}

#[test]
fn the_default_study_prints_its_verdict_even_where_it_cannot_write() {
    let home = tempfile::tempdir().unwrap();
    let arguments = ["--replications", "2", "--set", "run.weeks=1"];
    let first = relevo(home.path(), &arguments).assert().success().get_output().clone();
    assert!(home.path().join("relevo-report/scenarios/retailer.toml").is_file());
    relevo(home.path(), &arguments).assert().success();
    fs::remove_file(home.path().join("relevo-report/.relevo")).unwrap();
    let second = relevo(home.path(), &arguments).assert().success().get_output().clone();
    assert_eq!(first.stdout, second.stdout);
    assert!(String::from_utf8_lossy(&second.stderr).contains("not made by relevo"));
}

#[test]
fn standard_input_is_a_scenario() {
    let home = home();
    let run = |arguments: &[&str]| relevo(home.path(), arguments).write_stdin(DESK).assert().success();
    assert!(String::from_utf8_lossy(&run(&["run", "-"]).get_output().stdout).starts_with("Day desk"));
    assert!(String::from_utf8_lossy(&run(&["check", "-"]).get_output().stdout).starts_with("Day desk"));
    let named = "extends = \"desk.toml\"\n";
    relevo(home.path(), &["run", "-"]).write_stdin(named).assert().code(2);
}

#[test]
fn a_check_tells_what_the_file_means() {
    let home = home();
    let text = stdout(home.path(), &["check", "desk.toml", "more.toml"]);
    assert!(text.contains("Day desk") && text.contains("One more") && text.contains("Mon-Fri 08:00-20:00"), "{text}");
    let found: serde_json::Value =
        serde_json::from_str(&stdout(home.path(), &["check", "desk.toml", "--format", "json"])).unwrap();
    assert_eq!(found["scenarios"][0]["conversations_per_week"], 600.0);
    assert_eq!(found["scenarios"][0]["scheduled_hours_per_week"], 180.0);
    fs::write(home.path().join("bad.toml"), "[demand]\nper_weak = 3\n").unwrap();
    let done = relevo(home.path(), &["check", "bad.toml", "--format", "json"]).assert().code(2);
    let found: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    let unknown = found["problems"].as_array().unwrap().iter().find(|one| one["code"] == "unknown_key").unwrap();
    assert_eq!((unknown["line"].as_u64(), unknown["severity"].as_str()), (Some(2), Some("error")));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_and_a_full_disk_do_not_panic() {
    use std::process::{Command as Process, Stdio};
    let home = home();
    let binary = assert_cmd::cargo::cargo_bin("relevo");
    let mut child = Process::new(&binary)
        .current_dir(home.path())
        .args(["run", "desk.toml", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let done =
            Process::new(binary).current_dir(home.path()).args(["run", "desk.toml"]).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_at_once_and_says_so() {
    use std::process::{Command as Process, Stdio};
    let home = home();
    let child = Process::new(assert_cmd::cargo::cargo_bin("relevo"))
        .current_dir(home.path())
        .args(["run", "desk.toml", "--replications", "100000", "--out", "report"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    let sent = Process::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let begun = std::time::Instant::now();
    let done = child.wait_with_output().unwrap();
    // Far less than the run would have taken; generous against a busy machine.
    assert!(begun.elapsed().as_secs_f64() < 10.0);
    assert_eq!(done.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&done.stderr).contains("stopped"));
    assert!(done.stdout.is_empty());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing half-written is left");
}

#[test]
fn a_check_shows_what_nobody_wrote_and_what_was_written() {
    let home = home();
    let text = stdout(home.path(), &["check", "desk.toml", "--assumptions"]);
    let (assumed, written) = text.split_once("Day desk: written").unwrap_or_else(|| panic!("{text}"));
    assert!(assumed.contains("patience = { p1h = 0.27, p5h = 0.59 }") && assumed.contains("evidence:"), "{text}");
    assert!(!assumed.contains("weeks = 2") && written.contains("weeks = 2 [weeks]"), "{text}");
    assert!(written.contains("desk.toml:4"), "{text}");
    let arguments = ["check", "more.toml", "--assumptions", "--format", "json", "--set", "run.seed=5"];
    let document: serde_json::Value = serde_json::from_str(&stdout(home.path(), &arguments)).unwrap();
    let values = document["scenarios"][0]["values"].as_array().unwrap();
    let of = |key: &str| values.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    assert_eq!((&of("run.seed")["value"], &of("run.seed")["source"]), (&5.into(), &"--set".into()));
    assert_eq!((&of("desk.team.agents")["value"], &of("desk.team.agents")["source"]), (&4.into(), &"more.toml".into()));
    assert_eq!(
        (&of("customers.phone")["written"], &of("customers.phone")["line"]),
        (&false.into(), &serde_json::Value::Null)
    );
    assert!(document["scenarios"][0]["load"].is_number());
}
