//! `breakeven` and `sensitivity` as a user or a script meets them, and the decision behind a verdict.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DESK: &str = r#"
name = "Two"
[run]
weeks = 2
warmup_weeks = 1
replications = 6
[demand]
per_week = 700
[[desk.team]]
name = "day"
agents = 2
shifts = ["Mon-Fri 09:00-18:00"]
[[variant]]
name = "Three"
[[variant.desk.team]]
name = "day"
agents = 3
[[variant]]
name = "Same"
"#;

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("desk.toml"), DESK).unwrap();
    let (two, _) = DESK.split_once("[[variant]]").unwrap();
    fs::write(home.path().join("two.toml"), two).unwrap();
    fs::write(home.path().join("three.toml"), two.replace("agents = 2", "agents = 3").replace("Two", "Three")).unwrap();
    home
}

fn relevo(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").unwrap();
    command.current_dir(home).args(arguments).env("COLUMNS", "80");
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn stdout(home: &Path, arguments: &[&str]) -> String {
    let done = relevo(home, arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn failure(home: &Path, arguments: &[&str]) -> String {
    let done = relevo(home, arguments).assert().code(2);
    assert!(done.get_output().stdout.is_empty(), "nothing is printed beside the error");
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&stdout(home, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// What is said, in one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const MARGIN: [&str; 5] = ["breakeven", "two.toml", "three.toml", "--over", "customers.lifetime_margin"];

#[test]
fn a_break_even_is_told_in_a_sentence_and_a_table() {
    let home = home();
    let text = stdout(home.path(), &MARGIN);
    let line = flat(&text);
    assert!(line.starts_with("Net cost a week: \"Three\" against \"Two\", over customers.lifetime_margin."), "{text}");
    assert!(line.contains("on \"Three\" is cheaper; below it \"Two\" is cheaper."), "{text}");
    assert!(line.contains("95 % interval: [") && line.contains("At the value in force, 120 EUR,"), "{text}");
    assert!(line.contains("given the assumptions") && line.contains("from 6 replications"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let spanish = flat(&stdout(home.path(), &[&MARGIN[..], &["--lang", "es"]].concat()));
    assert!(spanish.contains("A partir de customers.lifetime_margin = "), "{spanish}");
    assert!(spanish.contains("«Three» es más barato; por debajo, «Two» es más barato."), "{spanish}");
    assert!(spanish.contains("Intervalo del 95 %: [") && spanish.contains("dados los supuestos"), "{spanish}");
}

#[test]
fn a_script_gets_the_same_bytes_on_any_number_of_threads() {
    let home = home();
    for over in ["customers.lifetime_margin", "demand.volume_factor"] {
        let run = |threads: &str, form: &str| {
            let arguments =
                ["breakeven", "two.toml", "three.toml", "--over", over, "--threads", threads, "--format", form];
            stdout(home.path(), &arguments)
        };
        assert_eq!(run("1", "json"), run("2", "json"));
        assert_eq!(run("1", "csv"), run("2", "csv"));
    }
    let found = json(home.path(), &MARGIN);
    assert_eq!((&found["finding"], &found["linear"], &found["whole"]), (&"once".into(), &true.into(), &false.into()));
    assert_eq!((&found["from"], &found["to"]), (&30.0.into(), &480.0.into()), "the plausible range");
    assert_eq!((&found["replications"], &found["in_force_in_baseline"]), (&6.into(), &120.0.into()));
    let at = found["crossings"][0]["at"].as_f64().unwrap();
    let (low, high) = (found["intervals"][0]["low"].as_f64().unwrap(), found["intervals"][0]["high"].as_f64().unwrap());
    assert!(30.0 < low && low < at && at < high && high < 480.0, "{low} {at} {high}");
    assert_eq!(found["curve"].as_array().unwrap().len(), 9);
    let table = stdout(home.path(), &[&MARGIN[..], &["--format", "csv"]].concat());
    assert!(table.starts_with("key,baseline,scenario,measure,unit,kind,value,mean,low,high\n"), "{table}");
    assert!(table.contains(&format!(",crossing,{at},,,\n")) && table.contains(&format!(",interval,,,{low},{high}\n")));
    let table = stdout(home.path(), &[&MARGIN[..], &["--format", "csv", "--csv", "semicolon"]].concat());
    assert!(table.contains(&format!(";crossing;{};;;\n", at.to_string().replace('.', ","))), "{table}");
}

#[test]
fn scenarios_are_chosen_by_name() {
    let home = home();
    let over = ["--over", "customers.lifetime_margin"];
    let run = |choice: &[&str]| json(home.path(), &[&["breakeven", "desk.toml"], choice, &over].concat());
    let found = run(&["--scenario", "Three"]);
    assert_eq!((&found["baseline"], &found["scenario"]), (&"Two".into(), &"Three".into()));
    let other_way = run(&["--baseline", "Three", "--scenario", "Two"]);
    assert_eq!(other_way["crossings"][0]["at"], found["crossings"][0]["at"]);
    assert_eq!(other_way["crossings"][0]["beyond"], "above");
    let of_files = json(home.path(), &MARGIN);
    assert_eq!(of_files["crossings"], found["crossings"], "two files, or a file and its variant");
    // Standard input is read once and simulated many times.
    let done = relevo(
        home.path(),
        &["breakeven", "-", "--scenario", "Three", "--over", "demand.volume_factor", "--from", "0.9", "--to", "1.1"],
    )
    .write_stdin(DESK)
    .assert()
    .success();
    assert!(!done.get_output().stdout.is_empty());
}

#[test]
fn equal_scenarios_have_no_difference_at_any_value() {
    let home = home();
    for over in ["customers.lifetime_margin", "demand.volume_factor"] {
        let arguments = ["breakeven", "desk.toml", "--scenario", "Same", "--over", over];
        let text = flat(&stdout(home.path(), &arguments));
        assert!(text.contains("There is no difference between the two at any value tried"), "{text}");
        let text = flat(&stdout(home.path(), &[&arguments[..], &["--lang", "es"]].concat()));
        assert!(text.contains("No hay diferencia entre los dos en ningún valor probado"), "{text}");
        assert_eq!(json(home.path(), &arguments)["finding"], "no_difference");
    }
}

#[test]
fn no_break_even_is_told_with_who_is_ahead_and_by_how_much() {
    let home = home();
    let arguments = [&MARGIN[..], &["--from", "1", "--to", "5"]].concat();
    let text = flat(&stdout(home.path(), &arguments));
    assert!(
        text.contains(
            "No break-even from customers.lifetime_margin = 1 EUR to 5 EUR: \"Two\" is cheaper throughout, by"
        ),
        "{text}"
    );
    assert!(text.contains("The straight line passes zero at") && text.contains("outside the range"), "{text}");
    let text = flat(&stdout(home.path(), &[&arguments[..], &["--lang", "es"]].concat()));
    assert!(text.contains("No hay punto de equilibrio entre customers.lifetime_margin = 1 EUR y 5 EUR"), "{text}");
    assert!(text.contains("La línea recta pasa por cero en"), "{text}");
    let one = flat(&stdout(home.path(), &[&MARGIN[..], &["--replications", "1"]].concat()));
    assert!(one.contains("One replication gives no interval") && !one.contains('['), "{one}");
    let one = flat(&stdout(home.path(), &[&MARGIN[..], &["--replications", "1", "--lang", "es"]].concat()));
    assert!(one.contains("Una sola réplica no da ningún intervalo"), "{one}");
    assert!(json(home.path(), &[&MARGIN[..], &["--replications", "1"]].concat())["intervals"].is_null());
}

#[test]
fn whole_numbers_are_answered_in_whole_numbers() {
    let home = home();
    let two = fs::read_to_string(home.path().join("two.toml")).unwrap();
    // One more in the evening: does it pay, the more there are by day?
    let extra = "[[desk.team]]\nname = \"night\"\nagents = 1\nshifts = [\"Mon-Fri 18:00-22:00\"]\n";
    fs::write(home.path().join("night.toml"), format!("{}{extra}", two.replace("Two", "Night"))).unwrap();
    let arguments =
        ["breakeven", "two.toml", "night.toml", "--over", "desk.team.day.agents", "--from", "1", "--to", "5"];
    let found = json(home.path(), &arguments);
    assert_eq!(found["whole"], true);
    let tried: Vec<f64> = found["curve"].as_array().unwrap().iter().map(|one| one["at"].as_f64().unwrap()).collect();
    assert_eq!(tried, [1.0, 2.0, 3.0, 4.0, 5.0]);
    for crossing in found["crossings"].as_array().unwrap() {
        assert_eq!(crossing["at"].as_f64().unwrap().fract(), 0.0);
    }
    let text = flat(&stdout(home.path(), &arguments));
    assert!(text.contains("Only whole numbers are tried."), "{text}");
    let wrong = [&arguments[..5], &["--from", "1.5", "--to", "5"]].concat();
    assert!(failure(home.path(), &wrong).contains("takes whole numbers only"));
    assert!(failure(home.path(), &[&wrong[..], &["--lang", "es"]].concat()).contains("solo acepta números enteros"));
}

#[test]
fn what_cannot_be_varied_is_refused_in_both_languages() {
    let home = home();
    let over = |key: &'static str, rest: &[&'static str]| -> Vec<&'static str> {
        [&["breakeven", "two.toml", "three.toml", "--over", key], rest].concat()
    };
    let cases: Vec<(Vec<&str>, &str, &str)> = vec![
        (over("demand.per_wek", &[]), "did you mean `demand.per_week`?", "¿querías decir `demand.per_week`?"),
        (over("policy.order", &[]), "is not a number", "no es un número"),
        (over("customers.patience", &[]), "name one of its numbers", "indica uno de sus números"),
        (over("run.weeks", &[]), "how the desk is simulated", "cómo se simula el equipo"),
        (over("", &[]), "expected a key", "se esperaba una clave"),
        (over("customers.spend_uplift", &[]), "give --from and --to", "indica --from y --to"),
        (over("customers.phone", &["--from", "0.5", "--to", "0.2"]), "must lie below", "debe ser menor que"),
        (over("customers.phone", &["--from", "0.5", "--to", "1.2"]), "accepts 0 to 1", "acepta de 0 a 1"),
        (over("customers.phone", &["--from", "half"]), "expected a number", "se esperaba un número"),
        (over("customers.hostile.half_life", &["--from", "x"]), "expected a duration", "se esperaba una duración"),
        (over("customers.phone", &["--measure", "netcost"]), "no such measure", "no existe esa medida"),
        (over("customers.phone", &["--scenario", "Four"]), "there are: \"Two\", \"Three\"", "hay: \"Two\", \"Three\""),
        (over("demand.crisis.*.peak", &["--from", "2", "--to", "3"]), "there is none", "no hay ninguna"),
        (over("desk.team.late.agents", &["--from", "2", "--to", "3"]), "has no team \"late\"", "no tiene el equipo"),
        (
            over("customers.phone", &["--from", "0.5", "--to", "0.95"]),
            "with customers.phone = 0.8375 the scenarios are not sound",
            "los escenarios no son válidos",
        ),
        (
            vec!["breakeven", "two.toml", "--over", "customers.phone"],
            "two scenarios are needed",
            "hacen falta dos escenarios",
        ),
        (
            vec!["breakeven", "desk.toml", "--over", "customers.phone"],
            "choose one with --scenario NAME: \"Two\", \"Three\", \"Same\"",
            "elige uno con --scenario NOMBRE",
        ),
        (
            vec!["sensitivity", "desk.toml", "--parameter", "customers.phone"],
            "expected KEY=LOW..HIGH",
            "se esperaba CLAVE=",
        ),
        (
            vec!["sensitivity", "desk.toml", "--parameter", "customers.phone=0.4..0.2"],
            "does not lie below",
            "no es menor que",
        ),
        (
            vec!["sensitivity", "desk.toml", "--parameter", "customers.phone=0.4..2"],
            "accepted is 0 to 1",
            "se acepta de 0 a 1",
        ),
        (vec!["sensitivity", "desk.toml", "--parameter", "policy.order=1..2"], "is not a number", "no es un número"),
        (
            vec!["sensitivity", "desk.toml", "--parameter", "desk.team.day.agents=1.5..2"],
            "only whole numbers",
            "solo se aceptan números enteros",
        ),
        (
            vec!["sensitivity", "two.toml", "--set", "sla=[]"],
            "has no SLA, and there is nothing to compare it with",
            "no tiene ningún SLA",
        ),
    ];
    for (arguments, english, spanish) in cases {
        let text = flat(&failure(home.path(), &arguments));
        assert!(text.contains(english), "{arguments:?}: {text}");
        let text = flat(&failure(home.path(), &[&arguments[..], &["--lang", "es"]].concat()));
        assert!(text.contains(spanish), "{arguments:?}: {text}");
    }
}

#[test]
fn inputs_are_ranked_by_what_they_do_to_the_answer() {
    let home = home();
    let arguments = ["sensitivity", "two.toml", "three.toml", "--parameter", "demand.contact.*.reply_delay.cv=1..2"];
    // The standard mix is not written in the file, so nothing can be set in it.
    let text = flat(&stdout(home.path(), &arguments));
    assert!(
        text.contains("Not varied: with demand.contact.*.reply_delay.cv = 1 the scenarios are not sound"),
        "{text}"
    );
    let arguments = ["sensitivity", "two.toml", "three.toml", "--parameter", "customers.phone=0.3..0.34"];
    let found = json(home.path(), &arguments);
    let verdict = &found["verdicts"][0];
    assert_eq!((&verdict["scenario"], &verdict["baseline"]), (&"Three".into(), &"Two".into()));
    let inputs = verdict["inputs"].as_array().unwrap();
    let sizes: Vec<f64> = inputs.iter().map(|one| one["effect"]["mean"].as_f64().unwrap().abs()).collect();
    assert!(sizes.len() > 8 && sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
    let input = |key: &str| inputs.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key}"));
    assert_eq!(input("customers.phone")["low"]["at"], 0.3, "the range typed");
    // The value at which the answer turns is the break-even.
    let even = json(home.path(), &MARGIN)["crossings"][0]["at"].as_f64().unwrap();
    let turn = input("customers.lifetime_margin")["turns_at"][0].as_f64().unwrap();
    assert!((turn - even).abs() < 1e-6 * even, "{turn} against {even}");
    let text = stdout(home.path(), &arguments);
    assert!(flat(&text).contains("The answer hangs on") && text.contains('●') && text.contains('│'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let spanish = flat(&stdout(home.path(), &[&arguments[..], &["--lang", "es"]].concat()));
    assert!(spanish.contains("La respuesta depende de") && spanish.contains("cambia en"), "{spanish}");
    let table = stdout(home.path(), &[&arguments[..], &["--format", "csv"]].concat());
    assert_eq!(table.lines().count(), inputs.len() + 1);
    let run = |threads| stdout(home.path(), &[&arguments[..], &["--format", "json", "--threads", threads]].concat());
    assert_eq!(run("1"), run("2"));
}

#[test]
fn a_desk_alone_is_asked_for_its_first_agreement() {
    let home = home();
    let found = json(home.path(), &["sensitivity", "two.toml"]);
    let verdict = &found["verdicts"][0];
    assert!(verdict["baseline"].is_null() && verdict["measure"].as_str().unwrap().starts_with("sla:"));
    let keys: Vec<&str> =
        verdict["inputs"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert!(keys.contains(&"demand.handling_factor") && !keys.contains(&"customers.lifetime_margin"), "{keys:?}");
    let text = flat(&stdout(home.path(), &["sensitivity", "two.toml"]));
    assert!(text.contains("the SLA is missed") && text.contains("against 80 %"), "{text}");
    // Of what is poorly known only what can matter here is varied: no crisis, nobody treated preferentially.
    assert!(!keys.iter().any(|key| key.contains("crisis") || key.contains("learned")), "{keys:?}");
}

/// What is plausible for each alone may not be so together: 0.7 phone, and with 0.4 more chase than there are.
#[test]
fn an_input_that_cannot_be_varied_is_told_and_the_others_are() {
    let home = home();
    let arguments = ["sensitivity", "two.toml", "three.toml", "--set", "customers.phone=0.7"];
    let found = json(home.path(), &arguments);
    assert_eq!(found["verdicts"][0]["not_varied"][0]["key"], "customers.chase");
    assert_eq!(found["verdicts"][0]["not_varied"][0]["at"], 0.4);
    assert!(found["verdicts"][0]["inputs"].as_array().unwrap().len() > 5);
    assert!(stdout(home.path(), &arguments).contains("Not varied: with customers.chase = 0.4"));
}

#[test]
fn every_crisis_has_a_doubt_of_its_own() {
    let home = home();
    let crisis = |name: &str| {
        format!(
            "[[demand.crisis]]\nname = \"{name}\"\ncontacts = [\"complaint\"]\nat = \"week 1 Tue 11:00\"\npeak = 3\n"
        )
    };
    let text = DESK.replace("[[desk.team]]", &format!("{}{}[[desk.team]]", crisis("a.b"), crisis("storm")));
    fs::write(home.path().join("crises.toml"), text).unwrap();
    let found = json(home.path(), &["sensitivity", "crises.toml", "--replications", "2"]);
    let inputs = found["verdicts"][0]["inputs"].as_array().unwrap().clone();
    for (key, low, high) in
        [("demand.crisis.\"a.b\".half_life", 180.0, 720.0), ("demand.crisis.\"storm\".half_life", 180.0, 720.0)]
    {
        let input = inputs.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key}"));
        assert_eq!((&input["low"]["at"], &input["high"]["at"]), (&low.into(), &high.into()));
        assert_eq!(input["in_force"], 360.0);
    }
}

#[test]
fn a_comparison_says_what_stands_behind_its_verdict() {
    let home = home();
    let run = |threads: &str| json(home.path(), &["run", "desk.toml", "--threads", threads]);
    let found = run("1");
    assert_eq!(found, run("2"));
    let decision = &found["differences"][0]["decision"];
    let difference = &found["differences"][0]["measures"];
    for (step, measure) in [
        ("staff", "staff_cost_per_week"),
        ("with_contacts", "cost_with_contacts_per_week"),
        ("net", "net_cost_per_week"),
    ] {
        assert_eq!(decision["steps"][step], difference[measure], "{step}");
    }
    let saved = decision["customers_saved_per_week"]["mean"].as_f64().unwrap();
    let lost = difference["customers_lost_per_week"]["mean"].as_f64().unwrap();
    assert!((saved + lost).abs() < 1e-9 && saved > 0.0);
    // Closed form from the run itself is what the command finds with two more runs.
    let even =
        json(home.path(), &["breakeven", "desk.toml", "--scenario", "Three", "--over", "customers.lifetime_margin"]);
    let (own, command) = (decision["margin"]["crossings"][0]["at"].as_f64(), even["crossings"][0]["at"].as_f64());
    assert!((own.unwrap() - command.unwrap()).abs() < 1e-6 * own.unwrap());
    assert!(decision["volume"]["finding"].is_string() && decision["left_out"].is_null());
    assert!(decision["turning"].as_array().unwrap().len() <= 2);
    let same = &found["differences"][1]["decision"];
    assert_eq!(
        (&same["margin"]["finding"], &same["volume"]["finding"]),
        (&"no_difference".into(), &"no_difference".into())
    );
    assert_eq!(same["turning"].as_array().unwrap().len(), 0);
}
