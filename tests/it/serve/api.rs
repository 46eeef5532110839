//! What the page gets: the figures of the command line, problems at their place, files to keep.

use super::{DESK, Server};
use serde_json::{Value, json};
use std::process::Command;

/// The document of `relevo run` with these arguments.
fn relevo(arguments: &[&str]) -> Value {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("desk.toml"), DESK).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    let done = command.args(arguments).current_dir(home.path()).env("LC_ALL", "C").output().expect("relevo runs");
    serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&done.stderr)))
}

fn without_command_line(mut document: Value) -> Value {
    document["command_line"] = Value::Null;
    document
}

/// The text of a number is the shortest that gives its bits, so equal texts are equal bits.
#[test]
fn figures_are_those_of_the_command_line_to_the_last_digit() {
    let server = Server::start(&[]);
    let scenarios = json!([{ "start": 0 }, { "start": 1 }, { "start": 2 }]);
    let events =
        server.post("/api/run", &json!({ "scenarios": scenarios, "replications": 13, "pictures": [] })).events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["begun", "figures", "figures", "figures", "decision", "end"]);
    let replications: Vec<u64> = events[1..5].iter().filter_map(|(_, data)| data["replications"].as_u64()).collect();
    assert_eq!(replications, [4, 8, 13, 13]);
    let states: Vec<&str> = events[1..5].iter().filter_map(|(_, data)| data["state"].as_str()).collect();
    assert_eq!(states, ["refining", "refining", "all", "all"]);
    let told = without_command_line(events[4].1["result"].clone());
    let known = without_command_line(relevo(&["--format", "json", "--replications", "13"]));
    assert_eq!(told.to_string(), known.to_string());
    // Those on the way are as good, for as many replications.
    let known = relevo(&["--format", "json", "--replications", "8"]);
    assert_eq!(events[2].1["result"]["scenarios"].to_string(), known["scenarios"].to_string());
    // The decision is in the words and in a picture.
    let verdict = |at: usize| events[at].1["verdict"].to_string();
    assert_ne!(verdict(3), verdict(4));
}

#[test]
fn a_comparison_is_the_document_of_the_command_line() {
    let server = Server::start(&[]);
    let body = json!({ "scenarios": [{ "start": 0 }, { "start": 1 }, { "start": 2 }], "replications": 5 });
    let told = server.post("/api/compare", &body).json();
    let known = relevo(&["--format", "json", "--replications", "5"]);
    assert_eq!(without_command_line(told).to_string(), without_command_line(known).to_string());
    let alone = server.post("/api/compare", &json!({ "scenarios": [{ "start": 0 }], "lang": "es" }));
    assert_eq!(alone.status, 422);
    assert!(alone.text().contains("dos escenarios"), "{}", alone.text());
}

#[test]
fn values_are_set_as_by_the_command_line() {
    let server = Server::start(&[]);
    let set = json!({ "desk.team.all.agents": 3, "desk.team.all.shifts": ["daily 08:00-18:00"], "customers.patience": "none",
        "desk.shrinkage": { "absence": 0.1, "off_queue": 0.2 }, "policy.dm": "always", "run.control_variates": true });
    let body = json!({ "scenarios": [{ "toml": DESK, "set": set }], "decision": false });
    let events = server.post("/api/run", &body).events();
    let known = relevo(&[
        "run",
        "desk.toml",
        "--format",
        "json",
        "--set",
        "desk.team.all.agents=3",
        "--set",
        "desk.team.all.shifts=[\"daily 08:00-18:00\"]",
        "--set",
        "customers.patience=none",
        "--set",
        "desk.shrinkage={absence=0.1, off_queue=0.2}",
        "--set",
        "policy.dm=always",
        "--set",
        "run.control_variates=true",
    ]);
    let last = &events[events.len() - 2].1;
    assert_eq!(last["result"]["scenarios"].to_string(), known["scenarios"].to_string());
}

#[test]
fn a_wish_ends_a_run_as_soon_as_it_is_fulfilled() {
    let server = Server::start(&[]);
    let run = |wish: &str, most: u32| {
        let body = json!({ "scenarios": [{ "toml": DESK }], "replications": most, "wish": wish, "pictures": [] });
        let events = server.post("/api/run", &body).events();
        events[events.len() - 2].1.clone()
    };
    let reached = run("within_1h=0.4", 200);
    assert_eq!((reached["state"].as_str(), reached["replications"].as_u64()), (Some("reached"), Some(32)));
    assert_eq!(reached["result"]["precision"]["ended"], "reached");
    let missed = run("within_1h=0.00001", 20);
    assert_eq!((missed["state"].as_str(), missed["replications"].as_u64()), (Some("most_replications"), Some(20)));
}

#[test]
fn problems_are_told_at_their_scenario_and_key_in_the_language() {
    let server = Server::start(&[]);
    let bad = json!({ "toml": DESK, "set": { "desk.team.all.agents": -3 } });
    let body = json!({ "lang": "es", "scenarios": [{ "start": 1 }, bad] });
    let answer = server.post("/api/run", &body);
    assert_eq!(answer.status, 422);
    let told = answer.json();
    assert_eq!(told["error"]["code"], "scenario");
    let problem = &told["problems"][0];
    assert_eq!((problem["scenario"].as_u64(), problem["key"].as_str()), (Some(1), Some("desk.team.all.agents")));
    assert_eq!((problem["source"].as_str(), problem["code"].as_str()), (Some("--set"), Some("out_of_range")));
    assert!(problem["message"].as_str().expect("a sentence").contains("es -3"), "{problem}");
    let checked = server.post("/api/check", &json!({ "scenario": { "toml": "[demand]\nper_weak = 3" } }));
    assert_eq!((checked.status, &checked.json()["ok"]), (200, &json!(false)));
    let checked = checked.json();
    let unknown = checked["problems"].as_array().expect("problems").iter().find(|one| one["code"] == "unknown_key");
    assert_eq!(unknown.map(|one| (one["line"].as_u64(), one["scenario"].as_u64())), Some((Some(2), Some(0))));
    let other_weeks = json!({ "scenarios": [{ "start": 0 }, { "toml": DESK }] });
    assert_eq!(server.post("/api/run", &other_weeks).json()["error"]["code"], "plan");
}

#[test]
fn a_study_is_split_into_scenarios_that_run_alone() {
    let server = Server::start(&[]);
    let study = format!("{DESK}[[variant]]\nname = \"three\"\n[[variant.desk.team]]\nname = \"all\"\nagents = 3\n");
    let checked = server.post("/api/check", &json!({ "scenario": { "toml": study } })).json();
    let scenarios = checked["scenarios"].as_array().expect("scenarios");
    assert_eq!(scenarios.len(), 2);
    assert!(
        scenarios[1]["overview"]["paid_hours_per_week"].as_f64()
            > scenarios[0]["overview"]["paid_hours_per_week"].as_f64()
    );
    let run = |scenarios: Value| {
        let body = json!({ "scenarios": scenarios, "decision": false, "pictures": [] });
        let events = server.post("/api/run", &body).events();
        events[events.len() - 2].1["result"]["scenarios"].clone()
    };
    let together = run(json!([{ "toml": study }]));
    let split = run(json!([{ "toml": scenarios[0]["toml"] }, { "toml": scenarios[1]["toml"] }]));
    assert_eq!(together, split);
    // Two of one name are told apart.
    let twice = run(json!([{ "toml": DESK }, { "toml": DESK }]));
    assert_eq!((&twice[0]["name"], &twice[1]["name"]), (&json!("small"), &json!("small (2)")));
}

#[test]
fn the_page_starts_with_the_files_of_the_command_line_and_their_data() {
    let home = tempfile::tempdir().expect("a folder");
    let text = DESK.replace("profile = \"consumer\"", "profile = \"hours.csv\"");
    std::fs::write(home.path().join("desk.toml"), &text).expect("a file");
    let hours: String = (0..168).map(|hour| format!("{hour},1\n")).collect();
    std::fs::write(home.path().join("hours.csv"), format!("hour_of_week,weight\n{hours}")).expect("a file");
    let server = Server::start(&[home.path().join("desk.toml").to_str().expect("a path")]);
    // Whatever happens to them meanwhile, they are as they were.
    std::fs::remove_file(home.path().join("hours.csv")).expect("removed");
    let begun = server.get("/api/start?lang=es").json();
    assert_eq!((&begun["lang"], &begun["scenarios"][0]["names_files"]), (&json!("es"), &json!(true)));
    let body = json!({ "scenarios": [{ "start": 0, "set": { "desk.team.all.agents": 3 } }], "pictures": [], "replications": 4 });
    let run = server.post("/api/run", &body);
    assert_eq!(
        run.events().last().map(|(name, data)| (name.clone(), data["reason"].clone())),
        Some(("end".into(), json!("done")))
    );
    // The same text from a page names a file, which it may not.
    let refused = server.post("/api/run", &json!({ "scenarios": [{ "toml": text }] }));
    assert_eq!((refused.status, &refused.json()["problems"][0]["code"]), (422, &json!("file")));
    assert!(!refused.text().contains(home.path().to_str().expect("a path")));
    let report =
        server.post("/api/report", &json!({ "scenarios": [{ "start": 0 }], "kind": "html", "replications": 4 }));
    assert!(report.text().contains("small"));
}

#[test]
fn reports_are_those_of_the_command_line_and_scenarios_can_be_kept() {
    let server = Server::start(&[]);
    let toml = json!({ "toml": DESK, "set": { "desk.team.all.agents": 3 }, "name": "three of us" });
    let report =
        |kind: &str| server.post("/api/report", &json!({ "scenarios": [toml], "kind": kind, "replications": 6 }));
    let page = report("html");
    assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"relevo-report.html\""));
    assert!(
        page.text().contains("three of us")
            && page.text().contains("relevo run scenarios/scenario-1.toml --replications 6")
    );
    assert!(report("xlsx").body.starts_with(b"PK"));
    let known =
        relevo(&["run", "desk.toml", "--format", "json", "--set", "desk.team.all.agents=3", "--replications", "6"]);
    assert_eq!(report("json").json()["scenarios"][0]["measures"], known["scenarios"][0]["measures"]);
    let kept = report("toml").text();
    assert!(kept.contains("name = \"three of us\"") && kept.contains("agents = 3"), "{kept}");
}

#[test]
fn a_desk_is_sized_and_the_answer_runs() {
    let server = Server::start(&[]);
    let events = server.post("/api/size", &json!({ "lang": "es", "scenario": { "toml": DESK } })).events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.starts_with(&["progress"]) && names.ends_with(&["answer", "end"]), "{names:?}");
    assert_eq!(events[0].1["text"], "buscando turnos");
    let answer = &events[events.len() - 2].1;
    let checked = server.post("/api/check", &json!({ "scenario": { "toml": answer["toml"] } })).json();
    assert_eq!(checked["ok"], true, "{checked}");
    assert!(answer["sizing"]["cost_per_week"].as_f64().is_some_and(|cost| cost > 0.0));
    let impossible = DESK.replace("[[sla]]", "[[sla]]\nname = \"at once\"\nwithin = \"1m\"\ntarget = 1.0\n[[sla]]");
    let events = server.post("/api/size", &json!({ "scenario": { "toml": impossible } })).events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.ends_with(&["problem", "end"]), "{names:?}");
}

/// Of the conversations of the week, those that opened in it.
fn own(variant: &Value) -> Vec<usize> {
    let opened = variant["conversations"]["opened"].as_array().expect("a column");
    let counts = |at: &usize| {
        let noise = variant["conversations"]["mark"][*at].as_u64().expect("bits") & 4 != 0;
        !noise && (0..604_800).contains(&opened[*at].as_i64().expect("a time"))
    };
    (0..opened.len()).filter(counts).collect()
}

#[test]
fn a_week_that_is_watched_is_the_one_that_is_measured() {
    let server = Server::start(&[]);
    let one = json!({ "toml": DESK, "set": { "run.weeks": 1, "run.replications": 1 } });
    let more = json!({ "toml": DESK, "name": "more", "set": { "run.weeks": 1, "run.replications": 1, "desk.team.all.agents": 3 } });
    let body = json!({ "scenarios": [one, more] });
    let answer = server.post("/api/week", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.text(), server.post("/api/week", &body).text(), "the same bytes");
    let week = answer.json();
    let measured = server.post("/api/compare", &json!({ "scenarios": [one, more], "replications": 1 })).json();
    let arrivals = |variant: &Value| -> Vec<String> {
        own(variant).iter().map(|at| variant["conversations"]["opened"][*at].to_string()).collect()
    };
    assert_eq!(arrivals(&week["variants"][0]), arrivals(&week["variants"][1]), "the same customers");
    for (number, variant) in week["variants"].as_array().expect("variants").iter().enumerate() {
        let own = own(variant);
        let column = |name: &str| own.iter().map(|at| variant["conversations"][name][*at].clone()).collect::<Vec<_>>();
        let share = |name: &str| column(name).iter().filter(|value| !value.is_null()).count() as f64 / own.len() as f64;
        let of = |measure: &str| measured["scenarios"][number]["measures"][measure]["mean"].as_f64().expect("a mean");
        assert!((own.len() as f64 - of("conversations_per_week")).abs() < 1e-9);
        for (name, measure) in [("answered", "response_rate"), ("phoned", "phoned"), ("gave_up", "abandoned")] {
            assert!((share(name) - of(measure)).abs() < 1e-9, "{name}: {} {}", share(name), of(measure));
        }
        let late = column("late").iter().filter(|late| **late == 1).count() as f64 / own.len() as f64;
        let attained = measured["scenarios"][number]["sla"][0]["attained"]["mean"].as_f64().expect("a mean");
        assert!((1.0 - late - attained).abs() < 1e-9, "{late} {attained}");
        let columns = variant["messages"].as_object().expect("columns");
        let length = variant["messages"]["of"].as_array().map(Vec::len);
        assert!(
            length > Some(own.len() / 2) && columns.values().all(|column| column.as_array().map(Vec::len) == length)
        );
    }
}

#[test]
fn a_week_that_cannot_be_watched_is_refused_in_words() {
    let server = Server::start(&[]);
    let ask = |set: Value, week: u32| {
        let scenario = json!({ "toml": DESK, "set": set });
        server.post("/api/week", &json!({ "lang": "es", "scenarios": [scenario], "week": week }))
    };
    let huge = json!({ "run.weeks": 1, "demand.per_week": 120_000, "desk.team.all.agents": 200 });
    for (answer, words) in [(ask(json!({}), 3), "3 semanas que ver"), (ask(huge, 0), "100.000 mensajes")] {
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert!(answer.text().contains(words), "{}", answer.text());
    }
}
