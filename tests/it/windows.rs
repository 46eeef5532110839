//! `relevo windows`: each window with its cheapest shifts, compared on the same customers.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const DESK: &str = "[run]\nweeks = 2\nreplications = 8\n[demand]\nper_week = 150\n[[desk.team]]\nname = \"desk\"\nagents = 1\n\
                    shifts = [\"Mon-Fri 08:00-20:00\"]\n[[sla]]\nname = \"soon\"\nwithin = \"2h\"\ntarget = 0.7\n";

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    home
}

#[test]
fn each_window_keeps_its_promise_in_its_own_hours_and_runs_as_it_stands() {
    let home = home();
    let windows = ["--window", "Mon-Fri 09:00-18:00", "--window", "Mon-Fri 08:00-20:00, Sat 10:00-14:00"];
    let done =
        relevo(home.path(), &[&["windows", "desk.toml", "--out", "found"][..], &windows].concat()).assert().code(0);
    let text = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(text.contains("SLA \"soon\" (70 % in 2 h of service): met by Mon-Fri 09:00-18:00"), "{text}");
    assert!(!text.contains("missed by") && !text.contains("unsure for"), "{text}");
    assert!(
        told.contains("Mon-Fri 09:00-18:00: the cheapest shifts found cost ") && told.contains(" people"),
        "{told}"
    );
    assert!(told.contains("SLA \"soon\" counts service hours here"), "{told}");
    let found = home.path().join("found");
    assert!(found.join("report.html").exists());
    let result: serde_json::Value = serde_json::from_slice(&fs::read(found.join("result.json")).unwrap()).unwrap();
    assert!(result["differences"][0]["decision"]["margin"].is_object(), "with what stands behind the verdict");
    // What was found runs as it stands, to the same figures.
    let files = ["found/scenarios/window-1.toml", "found/scenarios/window-2.toml"];
    let again = relevo(home.path(), &["run", files[0], files[1], "--format", "json"]).assert().code(0);
    let again: serde_json::Value = serde_json::from_slice(&again.get_output().stdout).unwrap();
    assert_eq!(again["scenarios"], result["scenarios"]);
}

#[test]
fn windows_that_are_none_are_told_with_what_is_accepted() {
    let home = home();
    for (lang, words) in [("en", "expected days and hours"), ("es", "se esperan días y horas")] {
        let arguments = ["windows", "desk.toml", "--window", "Mon-Fri 08:00", "--lang", lang];
        let done = relevo(home.path(), &arguments).assert().code(2);
        let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(told.contains(words) && told.contains("Mon-Fri 08:00"), "{told}");
    }
}
