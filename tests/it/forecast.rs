//! The volume of the next weeks: `relevo forecast`.

use assert_cmd::Command;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const DESK: &str =
    "[demand]\nper_week = 5\nvolume_factor = 2\n[[desk.team]]\nagents = 3\nshifts = [\"Mon-Fri 08:00-20:00\"]\n";

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn stdout(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8(relevo(home, arguments).assert().success().get_output().stdout.clone()).unwrap()
}

fn failure(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8(relevo(home, arguments).assert().code(2).get_output().stderr.clone()).unwrap()
}

/// So many weeks from a Monday on, a tenth more in each than in the one before, beginning with 10 conversations a day.
fn growing(weeks: i64) -> String {
    let mut text = String::from("conversation,time,direction\n");
    for day in 0..7 * weeks + 2 {
        let count = (10.0 * 1.1f64.powi((day / 7) as i32)).round() as i64;
        for number in 0..count {
            let second = 1_740_992_400 + (day - 1) * 86_400 + (day * 7_919 + number * 104_729) * 2_654_435_761 % 36_000;
            let at = |second: i64| jiff::Timestamp::from_second(second).unwrap();
            writeln!(text, "{day}-{number},{},in", at(second)).unwrap();
            writeln!(text, "{day}-{number},{},out", at(second + 600)).unwrap();
        }
    }
    text
}

#[test]
fn the_scenario_gets_the_volume_that_is_expected_with_its_growth_and_ends() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("export.csv"), growing(12)).unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    let arguments = ["forecast", "desk.toml", "--history", "export.csv"];
    let text = stdout(home.path(), &arguments);
    let found: toml::Table = toml::from_str(&text).unwrap();
    let (demand, run) = (&found["demand"], &found["run"]);
    let value = |key: &str| demand[key].as_float().unwrap_or_else(|| demand[key].as_integer().unwrap() as f64);
    let per_week = value("per_week");
    // The 13th week of such a growth begins at 70 x 1.1^12 conversations a week, less half a week of growth.
    let expected = 70.0 * 1.1f64.powf(11.5);
    assert!((per_week / expected - 1.0).abs() < 0.1, "{per_week} against {expected}");
    let growth = value("growth_per_year");
    assert!((growth.ln_1p() / 1.1f64.ln() / (365.0 / 7.0) - 1.0).abs() < 0.2, "{growth}");
    assert_eq!((run["weeks"].as_integer(), demand["profile"].as_array().unwrap().len()), (Some(4), 168));
    assert!(demand.get("volume_factor").is_none(), "the forecast is the whole volume");
    assert_eq!(found["variant"].as_array().unwrap().len(), 2);
    fs::write(home.path().join("next.toml"), &text).unwrap();
    relevo(home.path(), &["check", "next.toml"]).assert().success();
    assert_eq!(stdout(home.path(), &arguments), text, "the same bytes");
}

/// A study of last year, with a holiday, a crisis and a variant of its own, becomes one of the weeks forecast, which says what it left out.
#[test]
fn the_scenario_is_of_the_weeks_forecast_and_says_what_is_not_in_it() {
    let home = tempfile::tempdir().unwrap();
    let desk = format!(
        "start = \"2024-01-01\"\nname = \"Last year\"\n{}[[demand.contact]]\nname = \"all\"\n[[demand.crisis]]\nname = \"outage\"\n\
         contacts = [\"all\"]\nat = \"2024-02-20 11:00\"\n[[variant]]\nname = \"one more\"\n[variant.demand]\nvolume_factor = 1.5\n",
        DESK.replace("per_week = 5", "per_week = 5\nholidays = [\"2024-01-06\"]")
    );
    fs::write(home.path().join("export.csv"), growing(12)).unwrap();
    fs::write(home.path().join("desk.toml"), desk).unwrap();
    for (lang, of, variants) in
        [("en", "Forecast of 4 weeks from", "one more"), ("es", "Previsión de 4 semanas desde", "one more")]
    {
        let arguments = ["forecast", "desk.toml", "--history", "export.csv", "--lang", lang];
        let text = stdout(home.path(), &arguments);
        let header: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        let header = header.join(" ").replace(" # ", " ");
        for said in [of, "export.csv", "Last year", variants] {
            assert!(header.contains(said), "{said}: {header}");
        }
        let found: toml::Table = toml::from_str(&text).unwrap();
        // The export ends on a Sunday, with a day that is not whole behind it.
        assert_eq!(found["start"].as_str(), Some("2025-05-26"), "{text}");
        assert!(found["demand"].get("crisis").is_none(), "a crisis of last year");
        fs::write(home.path().join("next.toml"), &text).unwrap();
        relevo(home.path(), &["check", "next.toml"]).assert().success();
    }
}

#[test]
fn the_folder_holds_page_tables_and_pictures_in_both_languages() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("export.csv"), growing(10)).unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    for (lang, words) in [
        ("en", "conversations a week are expected over 3 weeks"),
        ("es", "conversaciones por semana durante 3 semanas"),
    ] {
        let arguments = [
            "forecast",
            "desk.toml",
            "--history",
            "export.csv",
            "--weeks",
            "3",
            "--out",
            "out",
            "--force",
            "--lang",
            lang,
        ];
        let told = stdout(home.path(), &arguments);
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{told}");
        let read = |name: &str| fs::read_to_string(home.path().join("out").join(name)).unwrap();
        assert!(read("report.html").contains(&format!("<html lang=\"{lang}\">")));
        assert_eq!((read("hours.csv").lines().count(), read("weeks.csv").lines().count()), (3 * 168 + 1, 4));
        for name in ["pictures/weeks.svg", "pictures/weeks.png", "pictures/hours.svg", "scenario/forecast.toml"] {
            assert!(home.path().join("out").join(name).is_file(), "{name}");
        }
    }
}

#[test]
fn what_cannot_be_forecast_is_told_all_at_once() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("export.csv"), growing(5)).unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    let with =
        |more: &[&str]| failure(home.path(), &[&["forecast", "desk.toml", "--history", "export.csv"], more].concat());
    let told = with(&["--weeks", "0", "--level", "100%", "--time-zone", "Mars"]);
    assert!(told.contains("--weeks 0") && told.contains("--level 100%") && told.contains("Mars"), "{told}");
    let told = with(&[]);
    assert!(told.contains("5 whole weeks") && told.contains("at least 8"), "{told}");
    assert!(with(&["--lang", "es"]).contains("5 semanas completas"));
    fs::write(home.path().join("one.csv"), "conversation,time,direction\na,2025-03-03 10:00,in\n").unwrap();
    let told = failure(home.path(), &["forecast", "desk.toml", "--history", "one.csv"]);
    assert!(told.contains("at least 30"), "{told}");
}
