//! `relevo sweep`: what a grid gives, and that a sweep which is stopped in any way goes on where it was.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};
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
name = "day"
agents = 3
shifts = ["Mon-Fri 08:00-20:00"]
[[sla]]
name = "1 h"
within = "1h"
target = 0.80
[[variant]]
name = "Saturday"
desk.team = [{ name = "saturday", agents = 1, shifts = ["Sat 09:00-14:00"] }]
"#;

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
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

fn stdout(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8(relevo(home, arguments).assert().success().get_output().stdout.clone()).unwrap()
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&stdout(home, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// Standard error of a command that ends with the given status.
fn failure(home: &Path, arguments: &[&str], status: i32) -> String {
    let done = relevo(home, arguments).assert().code(status);
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A cell is what `relevo run` gives with its values: scenarios, agreements and differences.
#[test]
fn a_cell_is_what_a_run_with_its_values_is() {
    let home = home();
    let vary = ["--vary", "desk.team.day.agents=2..4", "--vary", "customers.patience=none,\"30m\""];
    let sweep = json(home.path(), &[&["sweep", "desk.toml", "--set", "demand.per_week=500"][..], &vary].concat());
    let cells = sweep["cells"].as_array().unwrap();
    assert_eq!(cells.len(), 6);
    for (at, agents, patience) in [(0, "2", "none"), (3, "3", "30m"), (4, "4", "none")] {
        let set = [format!("desk.team.day.agents={agents}"), format!("customers.patience={patience}")];
        let run = json(
            home.path(),
            &["run", "desk.toml", "--set", "demand.per_week=500", "--set", &set[0], "--set", &set[1]],
        );
        let cell = &cells[at];
        assert_eq!(cell["values"]["desk.team.day.agents"].to_string(), agents);
        for scenario in 0..2 {
            for of in ["name", "measures", "sla"] {
                assert_eq!(cell["scenarios"][scenario][of], run["scenarios"][scenario][of], "{of} of {set:?}");
            }
        }
        for of in ["scenario", "baseline", "measures", "sla"] {
            assert_eq!(cell["differences"][0][of], run["differences"][0][of], "{of} of {set:?}");
        }
    }
}

#[test]
fn a_folder_holds_everything_and_is_the_same_for_any_number_of_threads() {
    let home = home();
    let sweep = |out: &str, threads: &str| {
        let vary = ["--vary", "desk.team.day.agents=2,3", "--vary", "demand.per_week=400..600:100"];
        let arguments = [&["sweep", "desk.toml", "--out", out, "--threads", threads][..], &vary].concat();
        stdout(home.path(), &arguments)
    };
    let table = sweep("one", "1");
    assert!(table.starts_with("6 cells: desk.team.day.agents (2 values) x demand.per_week (3 values)"), "{table}");
    assert_eq!(table.lines().filter(|line| line.contains("Saturday")).count(), 2 * 6, "two blocks of columns: {table}");
    assert_eq!(table.replace("one", "two"), sweep("two", "2"));
    let (one, two) = (files(&home.path().join("one")), files(&home.path().join("two")));
    assert!(one == two, "{:?}", one.keys());
    let expected = [
        ".relevo",
        "cells.csv",
        "chart-2.svg",
        "chart.svg",
        "differences.csv",
        "report.txt",
        "result.json",
        "scenarios/desk.toml",
        "summary.csv",
    ];
    assert_eq!(one.keys().map(|path| path.display().to_string()).collect::<Vec<_>>(), expected);
    assert_eq!(names(home.path()), ["desk.toml", "one", "two"], "the working folders are gone");
    let tidy = String::from_utf8(one[Path::new("cells.csv")].clone()).unwrap();
    assert!(tidy.starts_with("desk.team.day.agents,demand.per_week,scenario,measure,unit,mean,low,high,"), "{tidy}");
    assert!(tidy.contains("\n3,500,Saturday,sla:1 h,share,0."));
    let printed = stdout(home.path(), &["sweep", "desk.toml", "--vary", "desk.team.day.agents=2", "--format", "csv"]);
    assert!(printed.starts_with("desk.team.day.agents,scenario,measure,"), "{printed}");
    // The folder is there; without --force it stays.
    assert!(
        failure(home.path(), &["sweep", "desk.toml", "--vary", "demand.per_week=5,6", "--out", "one"], 2)
            .contains("--force")
    );
    relevo(home.path(), &["sweep", "desk.toml", "--vary", "demand.per_week=50,60", "--out", "one", "--force"])
        .assert()
        .success();
    assert!(
        String::from_utf8_lossy(&files(&home.path().join("one"))[Path::new("cells.csv")])
            .starts_with("demand.per_week,")
    );
}

#[test]
fn the_result_is_valid_by_its_schema() {
    let home = home();
    let schema = json_schema(home.path());
    let validator = jsonschema::validator_for(&schema).unwrap();
    let result =
        json(home.path(), &["sweep", "desk.toml", "--vary", "desk.team.day.agents=2,3", "--vary", "policy.order=fifo"]);
    let faults: Vec<String> = validator.iter_errors(&result).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    for (pointer, wrong) in [("/cells/0/cell", "one"), ("/cells/1/scenarios/0/measures/within_1h/mean", "x")] {
        let mut broken = result.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong.into();
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
}

fn json_schema(home: &Path) -> Value {
    serde_json::from_str(&stdout(home, &["schema", "sweep"])).unwrap()
}

/// Cells may read files of their own; the folder has them all.
#[test]
fn values_may_name_files() {
    let home = home();
    for (name, busy) in [("day.csv", 9..18), ("night.csv", 0..6)] {
        let weight = |hour: &u32| if busy.contains(&(hour % 24)) { 5 } else { 1 };
        let rows: String = (0..168).map(|hour| format!("{hour},{}\n", weight(&hour))).collect();
        fs::write(home.path().join(name), format!("hour_of_week,weight\n{rows}")).unwrap();
    }
    let sweep = ["sweep", "desk.toml", "--vary", "demand.profile=day.csv,night.csv", "--out", "grid"];
    relevo(home.path(), &sweep).assert().success();
    let folder = home.path().join("grid");
    assert_eq!(names(&folder.join("scenarios")), ["day.csv", "desk.toml", "night.csv"]);
    let again = [&sweep[..5], &["again"]].concat();
    relevo(&folder.join("scenarios"), &again).assert().success();
    fs::rename(folder.join("scenarios/again"), home.path().join("again")).unwrap();
    assert!(files(&home.path().join("again")) == files(&folder), "the copies give the same");
}

#[test]
fn a_matrix_and_the_chosen_measures_in_both_languages() {
    let home = home();
    let vary = ["--vary", "desk.team.day.agents=2,3", "--vary", "demand.per_week=400,600"];
    let arguments = [&["sweep", "desk.toml", "--measure", "within_1h"][..], &vary].concat();
    let text = stdout(home.path(), &arguments);
    assert!(text.contains("Day desk: Answered within 1 h") && text.contains("Saturday: Answered within 1 h"), "{text}");
    let spanish = stdout(home.path(), &[&arguments[..], &["--lang", "es"]].concat());
    assert!(spanish.starts_with("4 celdas:") && spanish.contains("Day desk: Respondidas en 1 h"), "{spanish}");
    let sla = stdout(home.path(), &["sweep", "desk.toml", "--vary", "sla.1 h.target=0.1,0.9", "--measure", "sla:1 h"]);
    assert!(sla.contains("SLA \"1 h\"") && sla.contains(" yes") && sla.contains(" no"), "{sla}");
}

#[test]
fn bad_input_is_told_at_once_in_both_languages() {
    let home = home();
    fs::write(home.path().join("short.toml"), "extends = \"desk.toml\"\nname = \"short\"\n[run]\nweeks = 1\n").unwrap();
    for (arguments, english, spanish) in [
        (&["--vary", "demand.per_week"][..], "expected KEY=VALUES", "se esperaba CLAVE=VALORES"),
        (&["--vary", "demand.per_week="], "a value is missing", "falta un valor"),
        (&["--vary", "demand.per_week=1,,2"], "a value is missing", "falta un valor"),
        (&["--vary", "demand.per_week=9..1"], "ends below", "acaba por debajo"),
        (&["--vary", "demand.per_week=1..9:0"], "above zero", "mayor que cero"),
        (&["--vary", "demand.per_week=1..9/1"], "a whole number from 2", "un número entero desde 2"),
        (&["--vary", "demand.per_week=5m..9m"], "no range of plain numbers", "no es un intervalo"),
        (&["--vary", "demand.per_week=1,1"], "`1` is there twice", "`1` está dos veces"),
        (&["--vary", "demand.per_week=[1,2"], "is not paired", "falta la pareja"),
        (&["--vary", "demand.per_week=1..200000"], "more than 100,000", "más de 100.000"),
        (&["--vary", "demand.per_week=1..999", "--vary", "demand.daily_cv=0..1/999"], "998,001", "998.001"),
        (&["--vary", "run.seed=1,2"], "with --seed", "con --seed"),
        (&["--vary", "demand.per_week=1", "--vary", "demand.per_week=2"], "given twice", "dos veces"),
        (&["--vary", "demand.per_week=1", "--set", "demand.per_week=2"], "take one of the two away", "quita uno"),
        (&["--vary", "demand.per_weak=1,2"], "per_week", "per_week"),
        (&["--vary", "desk.team.night.agents=1,2"], "night", "night"),
        (&["--vary", "demand.per_week=10", "--measure", "within1h"], "within_1h", "within_1h"),
        (&["--vary", "demand.per_week=10", "--measure", "sla:2 h"], "there are: \"1 h\"", "hay: \"1 h\""),
        (&["--vary", "demand.per_week=10", "--parquet"], "--out", "--out"),
        (&["--vary", "run={ seed = 1 },{ seed = 2 }"], "set them once with --seed", "fíjalas una vez"),
        (&["--vary", "variant=[],[{ name = \"a\" }]"], "the same scenarios", "deben tener los mismos"),
        (&["--vary", "demand.per_week=10", "--out", ".."], "folder", "carpeta"),
        (&["short.toml", "--vary", "demand.per_week=10"], "run.weeks", "run.weeks"),
        (&[], "--vary", "--vary"),
    ] {
        let told = failure(home.path(), &[&["sweep", "desk.toml"][..], arguments].concat(), 2);
        assert!(told.contains(english) && !told.contains("panicked"), "{arguments:?}: {told}");
        let told = failure(home.path(), &[&["sweep", "desk.toml", "--lang", "es"][..], arguments].concat(), 2);
        assert!(told.contains(spanish), "{arguments:?}: {told}");
    }
    assert_eq!(names(home.path()), ["desk.toml", "short.toml"], "nothing is left");
}

/// Values are judged cell by cell, before anything is simulated, and told once each with the cells they show in.
#[test]
fn every_problem_of_every_cell_is_told_with_its_cells() {
    let home = home();
    let vary = ["--vary", "desk.team.day.agents=-1,2,3", "--vary", "customers.patience=1h,soon"];
    let told = failure(home.path(), &[&["sweep", "desk.toml", "--out", "grid"][..], &vary].concat(), 2);
    assert!(told.contains("--vary: error:") && told.contains("agents=-1"), "{told}");
    assert!(told.contains("in 2 of 6 cells, first with desk.team.day.agents=-1, customers.patience=1h"), "{told}");
    assert!(told.contains("in 3 of 6 cells, first with desk.team.day.agents=-1, customers.patience=soon"), "{told}");
    assert!(told.contains("problems in the cells; nothing was simulated"), "{told}");
    assert_eq!(names(home.path()), ["desk.toml"]);
}

/// A desk that fills up ends no sweep: its cell says so, the others have their figures, the status is 1.
#[test]
fn a_cell_that_cannot_be_simulated_is_told_and_the_sweep_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let flood = "[run]\nwarmup_weeks = 0\nreplications = 2\n[demand]\ncontagion = { per_hour = 0.3, after = \"1h\" }\n\
                 [[demand.contact]]\nname = \"complaint\"\nper_week = 2000\nnegative = true\ndm_share = 0\n\
                 [customers]\npatience = 120\nphone = 0\nchase = 1\nreach = 200\n\
                 [[desk.team]]\nagents = 1\nshifts = [\"Mon 08:00-09:00\"]\n";
    fs::write(home.path().join("flood.toml"), flood).unwrap();
    let sweep = ["sweep", "flood.toml", "--vary", "demand.contagion.per_hour=0.3,0.01", "--set", "run.weeks=4"];
    let told = failure(home.path(), &[&sweep[..], &["--out", "grid"]].concat(), 1);
    assert!(told.contains("could not be simulated"), "{told}");
    let folder = home.path().join("grid");
    let tidy = fs::read_to_string(folder.join("cells.csv")).unwrap();
    let row =
        |begin: &str| tidy.lines().find(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("{begin}: {tidy}"));
    assert!(
        row("0.3,flood,within_1h,").ends_with(",share,,,,0,,contagion in week 2"),
        "{}",
        row("0.3,flood,within_1h,")
    );
    assert!(row("0.01,flood,within_1h,share,0").ends_with(",2,,"));
    let report = fs::read_to_string(folder.join("report.txt")).unwrap();
    assert!(report.contains("not simulated beyond week 2"), "{report}");
    let result: Value = serde_json::from_str(&fs::read_to_string(folder.join("result.json")).unwrap()).unwrap();
    assert_eq!(result["cells"][0]["scenarios"][0]["stopped"]["cause"], "contagion");
    assert!(jsonschema::validator_for(&json_schema(home.path())).unwrap().is_valid(&result));
}

/// A sweep long enough to be killed many times.
const LONG: [&str; 8] = [
    "sweep",
    "desk.toml",
    "--vary",
    "desk.team.day.agents=2..5",
    "--vary",
    "demand.per_week=300..800/20",
    "--replications",
    "12",
];

fn begin(home: &Path, arguments: &[&str]) -> Child {
    let mut process = Process::new(assert_cmd::cargo::cargo_bin("relevo"));
    process.current_dir(home).args(arguments).env("LC_ALL", "C");
    process.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until the journal of a sweep holds something beyond what was asked for.
fn wait_for_cells(home: &Path, out: &str) {
    let journal = home.join(format!("{out}.unfinished/journal"));
    let begun = Instant::now();
    while fs::metadata(&journal).map_or(0, |found| found.len()) < 20_000 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no cell after a minute");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Random numbers of a fixed seed, from 0 to 1 (xorshift; Marsaglia 2003).
fn random(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1u64 << 53) as f64
}

#[test]
fn killed_at_ten_random_moments_it_ends_with_the_same_bytes() {
    let home = home();
    let arguments = |out: &'static str| [&LONG[..], &["--out", out]].concat();
    let begun = Instant::now();
    stdout(home.path(), &arguments("whole"));
    let took = begun.elapsed().as_secs_f64();
    let mut state = 20_170_311;
    let mut progress = vec![];
    for _ in 0..10 {
        let mut child = begin(home.path(), &arguments("killed"));
        std::thread::sleep(Duration::from_secs_f64(took * 0.12 * random(&mut state)));
        // On this system to kill is to send SIGKILL: nothing can be tidied up.
        child.kill().unwrap();
        child.wait().unwrap();
        let journal = fs::read(home.path().join("killed.unfinished/journal")).unwrap_or_default();
        progress.push(journal.iter().filter(|byte| **byte == b'\n').count());
    }
    assert!(progress.is_sorted() && progress.iter().any(|lines| *lines > 2), "cells were lost: {progress:?}");
    let done = relevo(home.path(), &arguments("killed")).assert().success();
    let told = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(told.contains("going on where it was stopped"), "{told}");
    assert!(files(&home.path().join("whole")) == files(&home.path().join("killed")), "the folders differ");
    assert_eq!(names(home.path()), ["desk.toml", "killed", "whole"], "nothing else is left");
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_how_to_go_on_and_another_sweep_is_refused() {
    let home = home();
    let arguments = [&LONG[..], &["--out", "grid"]].concat();
    let child = begin(home.path(), &arguments);
    wait_for_cells(home.path(), "grid");
    assert!(failure(home.path(), &arguments, 2).contains("another relevo is at this sweep"));
    assert!(Process::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let done = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(130), "{told}");
    assert!(told.contains("the same command goes on from there") && told.contains("grid.unfinished"), "{told}");
    let of = |more: &[&str]| failure(home.path(), &[&arguments[..], more].concat(), 2);
    assert!(of(&["--seed", "5"]).contains("its --set, --seed or --replications are others"));
    assert!(of(&["--vary", "customers.chase=0.1,0.2", "--lang", "es"]).contains("tiene otros --vary"));
    fs::write(home.path().join("desk.toml"), DESK.replace("0.80", "0.81")).unwrap();
    assert!(of(&[]).contains("its scenario files are others"));
    let small = ["sweep", "desk.toml", "--vary", "demand.per_week=50", "--out", "grid"];
    assert!(failure(home.path(), &small, 2).contains("--force"));
    relevo(home.path(), &[&small[..], &["--force"]].concat()).assert().success();
    assert_eq!(names(home.path()), ["desk.toml", "grid"]);
}

/// Killed after the folder has its place and before the journal is taken away, the same command finds its work done; and
/// a folder that somebody else made meanwhile is never replaced.
#[test]
fn killed_between_the_folder_and_the_end_of_its_journal_the_work_is_done() {
    let home = home();
    let sweep = ["sweep", "desk.toml", "--vary", "demand.per_week=100..105", "--out", "grid"];
    let (grid, unfinished, saved) =
        (home.path().join("grid"), home.path().join("grid.unfinished"), home.path().join("saved"));
    let child = begin(home.path(), &[&sweep[..], &["--replications", "40"]].concat());
    while !unfinished.is_dir() {
        std::thread::sleep(Duration::from_millis(1));
    }
    fs::create_dir(&grid).unwrap();
    fs::write(grid.join("photo"), "x").unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(names(&grid), ["photo"]);
    // All cells are in the journal: the folder is made without simulating any.
    fs::remove_dir_all(&grid).unwrap();
    fs::copy(unfinished.join("journal"), &saved).unwrap();
    let again = [&sweep[..], &["--replications", "40"]].concat();
    let done = relevo(home.path(), &again).assert().success().get_output().clone();
    assert!(String::from_utf8_lossy(&done.stderr).contains("6 of 6 cells are done"));
    let whole = files(&grid);
    let with_journal = || {
        fs::create_dir(&unfinished).unwrap();
        fs::copy(&saved, unfinished.join("journal")).unwrap();
    };
    with_journal();
    relevo(home.path(), &again).assert().success();
    assert!(files(&grid) == whole);
    assert_eq!(names(home.path()), ["desk.toml", "grid", "saved"]);
    with_journal();
    fs::write(grid.join("result.json"), "{}").unwrap();
    assert!(failure(home.path(), &again, 1).contains("exists already"));
    assert_eq!(fs::read_to_string(grid.join("result.json")).unwrap(), "{}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error_and_a_full_disk_is_one() {
    let home = home();
    for format in ["csv", "json"] {
        let mut process = Process::new(assert_cmd::cargo::cargo_bin("relevo"));
        process.current_dir(home.path()).args(["sweep", "desk.toml", "--vary", "demand.per_week=10..60", "--quiet"]);
        process.args(["--format", format]).env("LC_ALL", "C").stderr(Stdio::piped());
        let mut child = process.stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
        if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
            assert_eq!(process.stdout(full).output().unwrap().status.code(), Some(1), "{format}");
        }
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_parquet_is_refused_with_the_way_to_get_it() {
    let home = home();
    let sweep = ["sweep", "desk.toml", "--vary", "demand.per_week=10", "--out", "grid", "--parquet"];
    assert!(failure(home.path(), &sweep, 2).contains("--features parquet"));
    assert!(failure(home.path(), &[&sweep[..], &["--lang", "es"]].concat(), 2).contains("se compiló sin Parquet"));
    assert_eq!(names(home.path()), ["desk.toml"]);
}

#[cfg(feature = "parquet")]
#[test]
fn with_the_feature_the_folder_holds_a_parquet_table() {
    let home = home();
    let sweep = ["sweep", "desk.toml", "--vary", "demand.per_week=10,20", "--out", "grid", "--parquet"];
    relevo(home.path(), &sweep).assert().success();
    let bytes = fs::read(home.path().join("grid/cells.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") && bytes.len() > 1000);
}
