//! One picture alone: `relevo chart`.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const DESK: &str = "[demand]\nper_week = 300\n[[desk.team]]\nname = \"desk\"\nagents = 1\nshifts = [\"Mon-Fri 08:00-20:00\"]\n\
                    [[variant]]\nname = \"Saturday <too>\"\n[[variant.desk.team]]\nname = \"desk\"\nshifts = [\"Mon-Sat 08:00-20:00\"]\n";
const FEW: [&str; 4] = ["--set", "run.weeks=2", "--replications", "3"];

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
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

fn said(home: &Path, arguments: &[&str]) -> (Vec<u8>, String) {
    let done = relevo(home, arguments).assert().success().get_output().clone();
    (done.stdout, String::from_utf8(done.stderr).unwrap())
}

fn failure(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8(relevo(home, arguments).assert().code(2).get_output().stderr.clone()).unwrap()
}

fn kinds(home: &Path) -> Vec<String> {
    let help = String::from_utf8(said(home, &["chart", "--help"]).0).unwrap();
    let list = help.split_once("Kinds:\n").expect("kinds are listed").1;
    let kinds = list.lines().take_while(|line| !line.is_empty());
    kinds.map(|line| line.split_whitespace().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_kind_is_printed_and_both_scenarios_are_in_it() {
    let home = home();
    let kinds = kinds(home.path());
    assert!(kinds.len() >= 8, "{kinds:?}");
    for kind in &kinds {
        let (svg, _) = said(home.path(), &[&["chart", kind, "desk.toml", "--quiet"], &FEW[..]].concat());
        let svg = String::from_utf8(svg).unwrap();
        let document = roxmltree::Document::parse(svg.trim_end()).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let said: String = document.descendants().filter_map(|node| node.text()).collect();
        assert!(said.contains("Saturday <too>") && said.contains("3 replications of 2 weeks"), "{kind}");
        assert!(!svg.contains("var("), "{kind}");
    }
}

#[test]
fn a_picture_is_the_same_for_any_number_of_threads_and_follows_its_options() {
    let home = home();
    let svg =
        |more: &[&str]| said(home.path(), &[&["chart", "response", "desk.toml", "-q"], &FEW[..], more].concat()).0;
    let plain = svg(&["--threads", "1"]);
    assert_eq!(plain, svg(&["--threads", "2", "-o", "-"]));
    let options: [&[&str]; 5] =
        [&["--seed", "7"], &["--dark"], &["--width", "500"], &["--lang", "es"], &["--set", "demand.per_week=200"]];
    for more in options {
        assert_ne!(plain, svg(more), "{more:?}");
    }
}

#[test]
fn files_appear_whole_and_are_not_overwritten() {
    let home = home();
    let (folder, svg, png) = (home.path(), home.path().join("a.svg"), home.path().join("a.PNG"));
    fn draw<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&["chart", "backlog", "desk.toml"], &FEW[..], more].concat()
    }
    let (printed, told) = said(folder, &draw(&["-o", "a.svg"]));
    assert!(printed.is_empty() && told.contains("messages") && told.ends_with("written: a.svg\n"), "{told}");
    assert!(fs::read_to_string(&svg).unwrap().contains("width=\"960\""));
    said(folder, &draw(&["-o", "a.PNG", "--lang", "es"]));
    let bytes = fs::read(&png).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n"));
    assert_eq!(u32::from_be_bytes(bytes[16..20].try_into().unwrap()), 1920);
    let again = failure(folder, &draw(&["-o", "a.svg", "--dark"]));
    assert!(again.contains("a.svg exists already") && again.contains("--force"), "{again}");
    said(folder, &draw(&["-o", "a.svg", "--dark", "--force"]));
    assert!(fs::read_to_string(&svg).unwrap().contains("#14181c"), "the dark page");
}

#[test]
fn what_cannot_be_drawn_is_told_with_the_remedy() {
    let home = home();
    let told = |more: &[&str]| failure(home.path(), more);
    let gif = ["chart", "backlog", "desk.toml", "-o", "a.gif"];
    assert!(told(&gif).contains("a.gif: a picture is written as .svg or .png"));
    assert!(told(&[&gif[..], &["--lang", "es"]].concat()).contains("una imagen se escribe como .svg o .png"));
    let unknown = told(&["chart", "pie", "desk.toml", "--lang", "es"]);
    assert!(unknown.contains("'pie'") && unknown.contains("backlog, monday"), "{unknown}");
    assert!(told(&["chart", "backlog", "--lang", "es"]).contains("falta: <ARCHIVO>..."));
    let narrow = told(&["chart", "backlog", "desk.toml", "--width", "10", "--lang", "es"]);
    assert!(narrow.contains("se acepta un número entero en 240..=8192"), "{narrow}");
    let variants: String = (1..12).map(|number| format!("[[variant]]\nname = \"Plan {number}\"\n")).collect();
    fs::write(home.path().join("many.toml"), DESK.to_owned() + &variants).unwrap();
    let tall = [&["chart", "heatmap", "many.toml", "-o", "a.png", "--width", "8192"], &FEW[..]].concat();
    assert!(told(&tall).contains("at most 8,192 on a side are written; give a smaller --width"));
    assert!(told(&[&tall[..], &["--lang", "es"]].concat()).contains("como mucho 8192 por lado"));
    assert!(!home.path().join("a.gif").exists() && !home.path().join("a.png").exists());
}

/// The curve of the first response goes through the measures at their limits and ends at the response rate.
#[test]
fn the_distribution_of_the_first_response_agrees_with_the_measures() {
    let home = home();
    let (json, _) = said(home.path(), &[&["run", "desk.toml", "--format", "json", "-q"], &FEW[..]].concat());
    let found: serde_json::Value = serde_json::from_slice(&json).unwrap();
    for one in found["scenarios"].as_array().unwrap() {
        let measure = |name: &str| one["measures"][name]["mean"].as_f64().unwrap();
        let series = &one["series"]["first_response"];
        let numbers = |name: &str| -> Vec<f64> {
            series[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
        };
        let (limits, shares) = (numbers("within_minutes"), numbers("share"));
        assert!(limits.is_sorted() && shares.is_sorted() && limits.len() == shares.len());
        let named =
            [("5m", 5.0), ("15m", 15.0), ("30m", 30.0), ("1h", 60.0), ("4h", 240.0), ("5h", 300.0), ("24h", 1440.0)];
        for (name, minutes) in named {
            let at = limits.iter().position(|limit| *limit == minutes).unwrap();
            let exact = measure(&format!("within_{name}"));
            assert!((shares[at] - exact).abs() < 1e-9, "{name}: {} against {exact}", shares[at]);
        }
        let answered = series["answered"].as_f64().unwrap();
        assert!((answered - measure("response_rate")).abs() < 1e-9 && answered >= shares[shares.len() - 1]);
        let hours = |name: &str| &one["series"]["hour_of_week"][name];
        assert_eq!(
            (&hours("covered")[7], &hours("covered")[8], &hours("covered")[167]),
            (&0.0.into(), &1.0.into(), &0.0.into())
        );
        for hour in 0..168 {
            let [low, high] = ["backlog_p10", "backlog_p90"].map(|name| hours(name)[hour].as_f64().unwrap());
            assert!(low <= high, "{hour}");
        }
    }
}

#[test]
fn break_even_and_sensitivity_are_drawn_beside_their_answer() {
    let home = home();
    let folder = home.path();
    let few = ["--set", "run.weeks=1", "--replications", "4"];
    let over = ["breakeven", "desk.toml", "--over", "customers.lifetime_margin"];
    let (answer, _) = said(folder, &[&over[..], &few].concat());
    let (drawn, told) = said(folder, &[&over[..], &few, &["--chart", "b.svg"]].concat());
    assert_eq!(answer, drawn, "the answer is printed as without the picture");
    assert!(told.contains("customers.lifetime_margin") && told.ends_with("written: b.svg\n"), "{told}");
    said(folder, &[&["sensitivity", "desk.toml", "--chart", "s.png", "--width", "600"], &few[..]].concat());
    assert!(fs::read(folder.join("s.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(failure(folder, &[&over[..], &["--dark"]].concat()).contains("--chart"));
    let again = failure(folder, &[&over[..], &["--chart", "b.svg"]].concat());
    assert!(again.contains("b.svg exists already"), "{again}");
    fs::write(folder.join("one.toml"), DESK.split("[[variant]]").next().unwrap()).unwrap();
    assert!(failure(folder, &["chart", "breakeven", "one.toml"]).contains("two scenarios are needed"));
    let three = ["sensitivity", "desk.toml", "one.toml", "--chart", "t.svg", "--lang", "es"];
    assert!(failure(folder, &three).contains("hay 2: indica solo dos escenarios"), "{}", failure(folder, &three));
}
