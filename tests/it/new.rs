//! From nothing to an own scenario: `relevo new`, completions, manual pages, rosters.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

const SECTORS: [&str; 7] = ["retailer", "airline", "telecom", "bank", "utility", "public-administration", "small-firm"];
/// Few: the figures asserted are far from their limits.
const FEW: [&str; 6] = ["--set", "run.weeks=2", "--replications", "4", "--format", "json"];

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Standard output and standard error of a command that ends well.
fn said(home: &Path, arguments: &[&str]) -> (String, String) {
    let done = relevo(home, arguments).assert().success().get_output().clone();
    (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
}

fn failure(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8(relevo(home, arguments).assert().code(2).get_output().stderr.clone()).unwrap()
}

/// The result of a file; nothing may be told on the way.
fn run(home: &Path, file: &str) -> Value {
    let (result, told) = said(home, &[&["run", file], &FEW[..]].concat());
    assert_eq!(told, "", "{file}");
    serde_json::from_str(&result).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_sector_gives_a_believable_desk_without_warnings() {
    let home = tempfile::tempdir().unwrap();
    for sector in SECTORS {
        for more in [&["--lang", "en"][..], &["--lang", "es"], &["--minimal"]] {
            said(home.path(), &[&["new", "desk", "--force", "--sector", sector], more].concat());
            let found = run(home.path(), "desk.toml");
            let measure = |name: &str| found["scenarios"][0]["measures"][name]["mean"].as_f64().unwrap();
            let figures = ["response_rate", "occupancy", "within_1h"].map(measure);
            let [answered, occupancy, within_1h] = figures;
            assert!(answered > 0.97, "{sector} {more:?}: {figures:?}");
            assert!((0.60..0.85).contains(&occupancy), "{sector} {more:?}: {figures:?}");
            assert!((0.20..0.99).contains(&within_1h), "{sector} {more:?}: {figures:?}");
        }
    }
}

/// The lines that a user uncomments: levers and the second window.
fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(code) if !code.starts_with(' ') => format!("{code}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn the_second_window_works_when_uncommented() {
    let home = tempfile::tempdir().unwrap();
    for sector in SECTORS {
        for lang in ["en", "es"] {
            let (text, _) = said(home.path(), &["new", "-", "--sector", sector, "--lang", lang]);
            fs::write(home.path().join("desk.toml"), uncommented(&text)).unwrap();
            let found = run(home.path(), "desk.toml");
            assert_eq!(found["scenarios"].as_array().map(Vec::len), Some(2), "{sector} {lang}");
            let difference = &found["differences"][0]["measures"]["paid_hours_per_week"]["mean"];
            assert_ne!(difference.as_f64(), Some(0.0), "{sector} {lang}: another window has other hours");
        }
    }
}

/// Keys whose first line does not stand below a comment.
fn unexplained(text: &str) -> Vec<String> {
    let (mut section, mut before, mut seen, mut found) = ("", "", vec![], vec![]);
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            if !seen.contains(&(section, key)) && !before.starts_with("# ") {
                found.push(format!("{section} {key}"));
            }
            seen.push((section, key));
        }
        before = line;
    }
    found
}

#[test]
fn the_file_explains_itself_in_the_language_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let words = [("en", "# YOURS: ", "assumption", "evidence"), ("es", "# TUYO: ", "supuesto", "evidencia")];
    for (lang, yours, word, evidence) in words {
        for sector in SECTORS {
            let (text, _) = said(home.path(), &["new", "-", "--sector", sector, "--lang", lang]);
            assert_eq!(text.matches(yours).count(), 5, "{sector} {lang}");
            assert!(text.contains(word) && text.contains(evidence), "{sector} {lang}");
            assert!(text.lines().all(|line| line.chars().count() <= 120), "{sector} {lang}");
            assert_eq!(unexplained(&text), Vec::<String>::new(), "{sector} {lang}");
            let levers =
                text.split("\n[policy]\n").nth(1).and_then(|rest| rest.split("#[[variant]]").next()).unwrap_or("");
            let off = levers.lines().filter(|line| line.starts_with('#') && !line.starts_with("# "));
            assert_eq!(off.count(), 3, "{sector} {lang}: levers to try");
            let (minimal, _) = said(home.path(), &["new", "-", "--sector", sector, "--lang", lang, "--minimal"]);
            assert!(minimal.lines().count() < 25 && minimal.matches(yours).count() == 3, "{minimal}");
        }
    }
    let (spanish, _) = said(home.path(), &["new", "-", "--lang", "es"]);
    assert!(spanish.contains("name = \"queja\"") && spanish.contains("lun-vie 08:00-20:00"));
    assert!(!spanish.contains("assumption") && !spanish.contains("question"));
}

#[test]
fn a_file_appears_whole_and_is_not_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let (printed, told) = said(home.path(), &["new"]);
    assert_eq!((printed.as_str(), names(home.path())), ("", vec!["scenario.toml".to_owned()]));
    assert!(told.contains("relevo check scenario.toml") && told.contains("relevo run scenario.toml"), "{told}");
    fs::write(home.path().join("scenario.toml"), "mine").unwrap();
    assert!(failure(home.path(), &["new"]).contains("scenario.toml exists already"));
    assert!(failure(home.path(), &["new", "--lang", "es"]).contains("ya existe"));
    assert_eq!(fs::read_to_string(home.path().join("scenario.toml")).unwrap(), "mine");
    said(home.path(), &["new", "--force"]);
    assert!(fs::read_to_string(home.path().join("scenario.toml")).unwrap().starts_with("# Retailer"));
    assert!(failure(home.path(), &["new", "plans/desk"]).contains("the folder plans does not exist"));
    fs::create_dir(home.path().join("plans")).unwrap();
    assert!(failure(home.path(), &["new", "plans", "--force"]).contains("not an ordinary file"));
    let (_, told) = said(home.path(), &["new", "plans/my desk"]);
    assert!(told.contains("relevo check 'plans/my desk.toml'"), "{told}");
    assert_eq!((names(home.path()).len(), names(&home.path().join("plans"))), (2, vec!["my desk.toml".to_owned()]));
}

#[test]
fn the_sectors_are_listed_and_a_slip_is_told() {
    let home = tempfile::tempdir().unwrap();
    for lang in ["en", "es"] {
        let (list, _) = said(home.path(), &["new", "--list", "--lang", lang]);
        assert!(SECTORS.iter().all(|sector| list.contains(sector)), "{list}");
    }
    assert!(failure(home.path(), &["new", "--sector", "airlin"]).contains("airline"));
    assert!(failure(home.path(), &["new", "--sector", "aerolínea", "--lang", "es"]).contains("se acepta: retailer"));
    failure(home.path(), &["new", "--list", "desk"]);
    assert!(names(home.path()).is_empty());
}

#[test]
fn every_help_has_examples_in_both_languages() {
    let home = tempfile::tempdir().unwrap();
    for (lang, word, file) in [("en", "Examples:", "desk.toml"), ("es", "Ejemplos:", "equipo.toml")] {
        for command in ["run", "check", "new"] {
            let (help, _) = said(home.path(), &[command, "--help", "--lang", lang]);
            let examples = help.split(word).nth(1).unwrap_or_default();
            let shown = examples.lines().filter(|line| line.starts_with(&format!("  relevo {command}"))).count();
            assert!((3..=5).contains(&shown) && examples.contains(file), "{help}");
        }
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let home = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (script, _) = said(home.path(), &["completions", shell]);
        for word in ["check", "precision", "sector"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The last two complete no values.
        let values = ["bash", "zsh", "fish"].contains(&shell);
        assert_eq!(script.contains("public-administration"), values, "{shell}");
    }
    assert!(said(home.path(), &["completions", "fish", "--lang", "es"]).0.contains("Semilla"));
    assert!(failure(home.path(), &["completions", "tcsh"]).contains("bash"));
    said(home.path(), &["man", "pages"]);
    let page = fs::read_to_string(home.path().join("pages/relevo-new.1")).unwrap();
    assert!(page.contains(".SH EXAMPLES") && page.contains("sector"));
    assert!(failure(home.path(), &["man", "pages"]).contains("exists already"));
    said(home.path(), &["man", "pages", "--force", "--lang", "es"]);
    assert!(fs::read_to_string(home.path().join("pages/relevo.1")).unwrap().contains(".SH EJEMPLOS"));
}

/// A desk whose teams have names that a spreadsheet would calculate, nights and holidays.
const ROTA: &str = r#"
start = "2026-01-05"
[run]
weeks = 2
replications = 3
[demand]
per_week = 500
holidays = ["2026-01-06"]
[[desk.team]]
name = "=day, and more"
agents = 3
shifts = ["Mon-Fri 08:00-16:00", "Tue,Sat,hol 16:00-24:00"]
[[desk.team]]
name = "night"
agents = 1
shifts = ["daily 22:00-06:00", "Sun 06:30-07:15"]
"#;

#[test]
fn a_roster_is_read_back_as_the_same_desk() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), ROTA).unwrap();
    said(home.path(), &["run", "desk.toml", "--out", "report"]);
    let roster = fs::read_to_string(home.path().join("report/roster.csv")).unwrap();
    assert_eq!(
        roster,
        "day,from,to,agents,team\n\
         Mon-Fri,08:00,16:00,3,\"'=day, and more\"\n\
         \"Tue,Sat,hol\",16:00,24:00,3,\"'=day, and more\"\n\
         daily,22:00,06:00,1,night\n\
         Sun,06:30,07:15,1,night\n"
    );
    let from_roster: String = ROTA
        .lines()
        .filter(|line| !line.starts_with("agents"))
        .map(|line| if line.starts_with("shifts") { "shifts = \"roster.csv\"\n".into() } else { format!("{line}\n") })
        .collect();
    fs::write(home.path().join("report/desk.toml"), from_roster).unwrap();
    assert_eq!(run(&home.path().join("report"), "desk.toml"), run(home.path(), "desk.toml"));
}

#[test]
fn several_scenarios_have_a_roster_each() {
    let home = tempfile::tempdir().unwrap();
    let variants = "[[variant]]\nname = \"+ a/b\"\n[[variant]]\nname = \"a b\"\n";
    fs::write(home.path().join("desk.toml"), format!("{ROTA}{variants}")).unwrap();
    said(home.path(), &["run", "desk.toml", "--replications", "1", "--out", "report"]);
    let rosters: Vec<String> =
        names(&home.path().join("report")).into_iter().filter(|name| name.starts_with("roster")).collect();
    assert_eq!(rosters, ["roster-1-desk.csv", "roster-2-a-b.csv", "roster-3-a-b.csv"]);
}

#[test]
fn a_roster_without_the_team_is_told() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("roster.csv"), "day,from,to,agents,team\nMon,08:00,16:00,2,night\n").unwrap();
    let desk = "[demand]\nper_week = 50\n[[desk.team]]\nname = \"day\"\nshifts = \"roster.csv\"\n";
    fs::write(home.path().join("desk.toml"), desk).unwrap();
    assert!(failure(home.path(), &["check", "desk.toml"]).contains("no row of the team"));
    assert!(failure(home.path(), &["check", "desk.toml", "--lang", "es"]).contains("ninguna fila del equipo"));
}
