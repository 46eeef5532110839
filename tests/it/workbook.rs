//! report.xlsx read back: its figures are those of result.json, and an office program takes it without a word.

use assert_cmd::Command;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use tempfile::TempDir;

const OFFICE: [&str; 2] = ["soffice", "libreoffice"];

/// The report of a study whose names look like formulas.
fn report(lang: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let text = r#"
name = "=Desk"
start = "2026-01-05"
[run]
weeks = 2
warmup_weeks = 0
replications = 4
[demand]
per_week = 600
[[desk.team]]
name = "@day"
agents = 3
shifts = ["Mon-Fri 08:00-20:00"]
[[sla]]
name = "-1 h"
within = "1h"
target = 0.80
[[variant]]
name = "+ one"
desk.team = [{ name = "@day", agents = 4 }]
"#;
    fs::write(home.path().join("desk.toml"), text).unwrap();
    let mut command = Command::cargo_bin("relevo").unwrap();
    let arguments = ["run", "desk.toml", "--out", "report", "--quiet", "--lang", lang];
    command.current_dir(home.path()).args(arguments).assert().success();
    home
}

fn sheets(home: &Path) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook(home.join("report/report.xlsx")).unwrap();
    let names = book.sheet_names();
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap())).collect()
}

fn sheet<'s>(sheets: &'s [(String, Range<Data>)], name: &str) -> &'s Range<Data> {
    let found = sheets.iter().find(|(known, _)| known == name);
    &found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

fn text(row: &[Data], column: usize) -> &str {
    row.get(column).and_then(DataType::get_string).unwrap_or("")
}

fn figure(row: &[Data], column: usize) -> Value {
    row.get(column).and_then(DataType::get_float).map_or(Value::Null, Value::from)
}

fn assert_limits(row: &[Data], first: usize, expected: &Value) {
    for (at, limit) in ["mean", "low", "high"].into_iter().enumerate() {
        assert_eq!(figure(row, first + at), expected[limit], "{limit} of {row:?}");
    }
}

#[test]
fn every_figure_of_the_workbook_is_that_of_result_json() {
    let home = report("en");
    let json: Value =
        serde_json::from_str(&fs::read_to_string(home.path().join("report/result.json")).unwrap()).unwrap();
    let sheets = sheets(home.path());
    let scenario = |name: &str| json["scenarios"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    let measures = sheet(&sheets, "Measures");
    let known = json["scenarios"][0]["measures"].as_object().unwrap().len();
    assert_eq!(measures.rows().count(), known + 1);
    for row in measures.rows().skip(1) {
        for (at, one) in json["scenarios"].as_array().unwrap().iter().enumerate() {
            assert_limits(row, 3 + 3 * at, &one["measures"][text(row, 2)]);
        }
    }
    for (name, part) in [("By contact type", "by_contact"), ("By channel", "by_channel"), ("By team", "by_team")] {
        let found = sheet(&sheets, name);
        assert!(found.rows().count() > 10, "{name}");
        for row in found.rows().skip(1) {
            assert_limits(row, 3, &scenario(text(row, 0))[part][text(row, 1)][text(row, 7)]);
        }
    }
    for row in sheet(&sheets, "SLA").rows().skip(1) {
        let sla = &scenario(text(row, 0))["sla"][0];
        assert_eq!((text(row, 1), figure(row, 2)), ("-1 h", sla["within_minutes"].clone()));
        assert_eq!(figure(row, 4), sla["target"]);
        assert_limits(row, 5, &sla["attained"]);
    }
    for row in sheet(&sheets, "Differences").rows().skip(1) {
        let id = text(row, 8);
        let difference = &json["differences"][0];
        let found = match id.strip_prefix("sla:") {
            Some(name) => &difference["sla"][name],
            None => &difference["measures"][id],
        };
        assert_limits(row, 3, found);
        assert_eq!(text(row, 6) == "yes", found["significant"] == true, "{row:?}");
    }
}

#[test]
fn the_series_of_the_workbook_are_those_of_result_json() {
    let home = report("es");
    let json: Value =
        serde_json::from_str(&fs::read_to_string(home.path().join("report/result.json")).unwrap()).unwrap();
    let sheets = sheets(home.path());
    let hours = ["arrivals", "backlog_mean", "backlog_p90", "agents", "occupancy", "within_1h", "staff_cost"];
    let found = sheet(&sheets, "Hora de la semana");
    assert_eq!(found.rows().count(), 169);
    assert_eq!((text(found.rows().nth(25).unwrap(), 0), figure(found.rows().nth(26).unwrap(), 1)), ("mar", 1.0.into()));
    let weeks = ["conversations", "backlog_mean", "within_1h", "learned", "hostile_share", "waiting_hours"];
    for (name, series, names, first) in
        [("Hora de la semana", "hour_of_week", &hours[..], 2), ("Semanas", "week", &weeks[..], 2)]
    {
        let columns = if series == "week" { 12 } else { 7 };
        for (at, row) in sheet(&sheets, name).rows().skip(1).enumerate() {
            for (scenario, one) in json["scenarios"].as_array().unwrap().iter().enumerate() {
                for (column, name) in names.iter().enumerate() {
                    let expected = &one["series"][series][*name][at];
                    assert_eq!(figure(row, first + columns * scenario + column), *expected, "{name} {at}");
                }
            }
        }
    }
}

fn office() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let all = OFFICE.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    all.into_iter().find(|path| path.is_file())
}

#[test]
fn an_office_program_takes_the_workbook_without_a_word() {
    let Some(office) = office() else {
        eprintln!("skipped: there is no LibreOffice");
        return;
    };
    let home = report("es");
    let profile = format!("-env:UserInstallation=file://{}/profile", home.path().display());
    let done = Process::new(office)
        .current_dir(home.path())
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
        ])
        .arg("report/report.xlsx")
        .output()
        .unwrap();
    // That the office program finds no Java says nothing about the workbook.
    let said: String = String::from_utf8_lossy(&done.stderr).lines().filter(|line| !line.contains("javaldx")).collect();
    let said = said.to_lowercase();
    assert!(done.status.success() && !said.contains("error") && !said.contains("warn"), "{said}");
    let table = fs::read_to_string(home.path().join("report-Indicadores.csv")).unwrap();
    assert!(table.starts_with("Indicador,Unidad") && table.contains("=Desk: media"), "{table}");
    assert!(!table.contains("#NAME") && !table.contains("#NOMBRE") && !table.contains("Err:"), "{table}");
}
