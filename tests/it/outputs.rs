//! What a person gets out: how a result was made, narrow terminals, desks without work, tables for spreadsheets.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const DESK: &str = r#"
name = "Day desk"
[run]
weeks = 2
warmup_weeks = 0
replications = 4
[demand]
per_week = 600
[[desk.team]]
name = "day"
agents = 3
shifts = ["Mon-Fri 08:00-20:00", "Sat,hol 10:00-14:00"]
[[sla]]
name = "1 h"
within = "1h"
target = 0.80
"#;
/// A name that no narrow column can hold on three lines, with a word wider than a column.
const LONG: &str = "Mon-Sat 08:00-22:00, a second team on Wednesdays: antidisestablishmentarianism";

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    let more = |name: &str, text: &str| {
        fs::write(home.path().join(name), format!("extends = \"desk.toml\"\n{text}\n")).unwrap();
    };
    more("more.toml", &format!("name = \"{LONG}\"\n[[desk.team]]\nname = \"day\"\nagents = 4"));
    more("empty.toml", "name = \"Nobody writes\"\n[demand]\nper_week = 0");
    home
}

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Standard output and standard error of a command that ends well.
fn said(mut command: Command) -> (String, String) {
    let done = command.assert().success().get_output().clone();
    (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
}

fn stdout(home: &Path, arguments: &[&str]) -> String {
    said(relevo(home, arguments)).0
}

fn json_of(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&stdout(home, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// Words of a text, whatever its lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_result_says_what_the_command_line_changed() {
    let home = home();
    let none = json_of(home.path(), &["run", "desk.toml"]);
    let nothing = json!({ "set": [], "seed": null, "replications": null, "precision": null });
    assert_eq!(none["command_line"], nothing);
    let set = ["--set", "demand.per_week=300", "--set", "desk.team.day.agents=2"];
    let run = [&["run", "desk.toml", "--seed", "9", "--replications", "3", "--out", "report"][..], &set].concat();
    let found = json_of(home.path(), &run);
    let typed = json!({ "set": ["demand.per_week=300", "desk.team.day.agents=2"], "seed": 9, "replications": 3,
        "precision": null });
    assert_eq!(found["command_line"], typed);
    let written = fs::read_to_string(home.path().join("report/result.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), found);
    let precise = json_of(home.path(), &["run", "desk.toml", "--precision", "within_1h=0.1", "--replications", "12"]);
    let typed = json!({ "set": [], "seed": null, "replications": 12, "precision": "within_1h=0.1" });
    assert_eq!(precise["command_line"], typed);
    let schema: Value = serde_json::from_str(&stdout(home.path(), &["schema", "result"])).unwrap();
    assert!(schema["required"].as_array().unwrap().contains(&json!("command_line")));
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&found));
}

#[test]
fn the_report_says_how_to_have_it_again() {
    let home = home();
    let run = ["run", "desk.toml", "--set", "customers.patience=\"none\"", "--seed", "9", "--replications", "3"];
    stdout(home.path(), &[&run[..], &["--out", "report"]].concat());
    let report = fs::read_to_string(home.path().join("report/report.txt")).unwrap();
    let last = report.trim_end().lines().last().unwrap();
    let typed = "seed 9: --set 'customers.patience=\"none\"' --seed 9 --replications 3";
    assert_eq!(last, format!("relevo {}, {typed}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_file_named_like_a_sector_says_how_to_get_that_sector() {
    let home = home();
    for (lang, word) in [("en", "is also the name of a sector"), ("es", "es también el nombre de un sector")] {
        let told =
            |arguments: &[&str]| said(relevo(home.path(), &[arguments, &["--force", "--lang", lang]].concat())).1;
        for name in ["airline", "airline.toml", "./airline"] {
            let told = told(&["new", name]);
            assert!(told.contains(word) && told.contains("--sector airline"), "{told}");
        }
        for (name, sector) in [("Aerolinea", "airline"), ("administración pública.toml", "public-administration")] {
            let told = told(&["new", name]);
            assert!(told.contains(word) && told.contains(&format!("--sector {sector}")), "{told}");
        }
        let window = if lang == "en" { "second window" } else { "otra ventana" };
        assert!(told(&["new", "plans"]).contains(window) && !told(&["new", "plans", "--minimal"]).contains(window));
        for silent in [&["new", "airline", "--sector", "airline"][..], &["new", "airline", "--sector", "bank"]] {
            assert!(!told(silent).contains(word), "{silent:?}");
        }
        assert!(!told(&["new", "plans"]).contains(word));
        assert_eq!(told(&["new", "airline", "--quiet"]), "");
    }
    // What the note says works as it is written.
    stdout(home.path(), &["new", "airline", "--sector", "airline", "--force"]);
    let airline = fs::read_to_string(home.path().join("airline.toml")).unwrap();
    assert_eq!(airline, stdout(home.path(), &["new", "-", "--sector", "airline"]));
}

#[test]
fn a_desk_without_conversations_is_told_in_words_not_in_dashes() {
    let home = home();
    for (lang, alone, against, sla) in [
        (
            "en",
            "Nobody writes: no conversation comes in, so there is nothing to answer. Staff cost",
            "No conversation comes in with Nobody writes, so that its answering cannot be compared with that of Day desk",
            "nothing to measure with Nobody writes.",
        ),
        (
            "es",
            "Nobody writes: no entra ninguna conversación, así que no hay nada que responder. El personal cuesta",
            "Con Nobody writes no entra ninguna conversación, así que su respuesta no puede compararse con la de Day desk",
            "nada que medir con Nobody writes.",
        ),
    ] {
        let one = words(&stdout(home.path(), &["run", "empty.toml", "--lang", lang]));
        assert!(one.starts_with(alone) && one.contains(sla), "{one}");
        let two = words(&stdout(home.path(), &["run", "desk.toml", "empty.toml", "--lang", lang]));
        assert!(two.starts_with(against) && two.contains(sla), "{two}");
        let turned = words(&stdout(home.path(), &["run", "empty.toml", "desk.toml", "--lang", lang]));
        assert!(turned.starts_with(against), "{turned}");
        for text in [one, two, turned] {
            let verdict = text.split("Day desk Nobody").next().unwrap().split(" Answering").next().unwrap();
            for odd in [" -,", " - ", "(-)", "0.0 ", "0,0 ", "0 s ", "unsure for", "dudoso en", "NaN"] {
                assert!(!verdict.split(" Respuesta").next().unwrap().contains(odd), "{odd:?} in {verdict}");
            }
        }
    }
    let both = words(&stdout(home.path(), &["run", "empty.toml", "empty.toml"]));
    assert!(both.starts_with("No conversation comes in with Nobody writes or with"), "{both}");
}

#[test]
fn a_check_of_a_desk_without_conversations_says_so() {
    let home = home();
    for (lang, word, closed) in [
        ("en", "no conversation comes in", "Arrive while closed -"),
        ("es", "no entra ninguna conversación", "Llegan con el equipo cerrado -"),
    ] {
        let text = words(&stdout(home.path(), &["check", "empty.toml", "--lang", lang]));
        assert!(text.contains(word) && text.contains(closed), "{text}");
        assert!(!words(&stdout(home.path(), &["check", "desk.toml", "--lang", lang])).contains(word));
    }
    let found = json_of(home.path(), &["check", "empty.toml"]);
    assert_eq!(found["scenarios"][0]["share_opened_uncovered"], Value::Null);
    assert_eq!(found["scenarios"][0]["share_opened_unserved"], Value::Null);
    let found = json_of(home.path(), &["run", "empty.toml"]);
    let one = &found["scenarios"][0];
    assert_eq!(one["measures"]["response_rate"]["mean"], Value::Null);
    assert_eq!(one["sla"][0]["attained"]["mean"], Value::Null);
    assert_eq!(one["measures"]["conversations_per_week"]["mean"], 0.0);
}

/// Nothing is wider than the terminal, and nothing is cut with an ellipsis.
fn fits(text: &str, columns: usize) {
    for line in text.lines() {
        assert!(line.width() <= columns, "{} columns: {line}\n{text}", line.width());
    }
    assert!(!text.contains('…'), "{text}");
}

#[test]
fn a_narrow_terminal_shows_everything() {
    let home = home();
    let at = |columns: &str, arguments: &[&str]| {
        let mut command = relevo(home.path(), arguments);
        command.env("COLUMNS", columns);
        said(command).0
    };
    for lang in ["en", "es"] {
        for columns in [40, 48, 66, 80, 100] {
            let at = |arguments: &[&str]| at(&columns.to_string(), &[arguments, &["--lang", lang]].concat());
            for files in [&["desk.toml"][..], &["desk.toml", "more.toml", "empty.toml"], &["empty.toml"]] {
                let report = at(&[&["run"][..], files].concat());
                fits(&report, columns);
                let rows = if lang == "en" { "Response rate" } else { "Tasa de respuesta" };
                assert!(report.lines().any(|line| line.starts_with(rows) && line.len() > rows.len()), "{report}");
                fits(&at(&[&["check"][..], files].concat()), columns);
                fits(&at(&[&["check", "--assumptions"][..], files].concat()), columns);
            }
            fits(&at(&["--help"]), columns);
            fits(&at(&["new", "--help"]), columns);
            fits(&at(&["new", "--list"]), columns);
        }
    }
    // Every scenario has a block and a band of its own, under its whole name.
    let report = at("40", &["run", "desk.toml", "more.toml", "empty.toml"]);
    assert_eq!(report.matches("Response rate").count(), 3, "{report}");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&report).matches(&squeezed(LONG)).count() >= 2, "{report}");
    assert!(report.lines().filter(|line| line.contains("▁")).count() >= 3, "{report}");
    // A terminal may be said to have any width.
    for columns in ["0", "1", "17", "wide", ""] {
        at(columns, &["run", "desk.toml"]);
        at(columns, &["check", "desk.toml", "--assumptions"]);
        at(columns, &["new", "--list"]);
    }
    // Examples keep their lines.
    assert!(at("40", &["--help"]).lines().any(|line| line == "  relevo check desk.toml"));
}

#[test]
fn tables_come_as_a_spreadsheet_of_the_other_half_of_europe_wants_them() {
    let home = home();
    let run = ["run", "desk.toml", "more.toml", "--format", "csv"];
    let plain = stdout(home.path(), &run);
    assert_eq!(plain, stdout(home.path(), &[&run[..], &["--csv", "comma"]].concat()));
    let european = stdout(home.path(), &[&run[..], &["--csv", "semicolon"]].concat());
    let european = european.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    let rows = |text: &str, delimiter: u8| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let (plain, european) = (rows(&plain, b','), rows(european, b';'));
    assert_eq!(plain.len(), european.len());
    for (one, other) in plain.iter().zip(&european).skip(1) {
        assert_eq!(one[..5], other[..5], "texts are the same");
        let commas: Vec<String> = one[5..].iter().map(|cell| cell.replace('.', ",")).collect();
        assert_eq!(commas, other[5..]);
    }
    assert!(european.iter().any(|row| row[5].contains(',')));
}

#[test]
fn rosters_in_both_forms_are_read_back() {
    let home = home();
    for style in ["comma", "semicolon"] {
        let folder = home.path().join(style);
        stdout(home.path(), &["run", "desk.toml", "--out", style, "--csv", style]);
        for name in ["measures.csv", "summary.csv", "series_hour_of_week.csv", "series_week.csv", "roster.csv"] {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            assert_eq!(text.starts_with('\u{feff}'), style == "semicolon", "{name}");
            assert_eq!(text.lines().next().unwrap().contains(';'), style == "semicolon", "{name}");
        }
        let desk = DESK
            .replace(r#"agents = 3"#, "")
            .replace(r#"shifts = ["Mon-Fri 08:00-20:00", "Sat,hol 10:00-14:00"]"#, r#"shifts = "roster.csv""#);
        fs::write(folder.join("again.toml"), desk).unwrap();
        let again = json_of(&folder, &["run", "again.toml"]);
        assert_eq!(again["scenarios"], json_of(home.path(), &["run", "desk.toml"])["scenarios"], "{style}");
    }
}

/// One quiet week, and weeks after a crisis in which the desk is never clear: the mean alone would look like a plain figure.
#[test]
fn a_mean_over_weeks_that_are_not_cleared_is_a_lower_limit() {
    let home = home();
    let crisis = "extends = \"desk.toml\"\nname = \"Crisis\"\n[run]\nweeks = 4\n[[demand.crisis]]\nname = \"storm\"\n\
        contacts = [\"incident\"]\nat = \"week 2 Wed 10:00\"\npeak = 60\nrise = \"2h\"\nhalf_life = \"48h\"\n";
    fs::write(home.path().join("crisis.toml"), crisis).unwrap();
    let found = json_of(home.path(), &["run", "crisis.toml"]);
    let measures = &found["scenarios"][0]["measures"];
    let clear = measures["week_open_clear"]["mean"].as_f64().unwrap();
    assert!((40.0..140.0).contains(&clear), "{clear}");
    let share = measures["week_open_uncleared"]["mean"].as_f64();
    assert!(share.is_some_and(|share| (0.25..0.8).contains(&share)), "{share:?}");
    for (lang, row, said) in
        [("en", "Time to clear it", "it takes at least"), ("es", "Tiempo hasta ponerse al día", "se tarda al menos")]
    {
        let out = stdout(home.path(), &["run", "crisis.toml", "--lang", lang]);
        let line = out.lines().find(|line| line.starts_with(row)).unwrap();
        assert!(line.contains("≥ "), "{line}");
        assert!(words(&out).contains(said), "{out}");
    }
    let usual = stdout(home.path(), &["run", "desk.toml"]);
    assert!(!usual.contains('≥'), "{usual}");
}
