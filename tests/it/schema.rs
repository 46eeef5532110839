//! The JSON Schemas against an independent validator: what the program accepts is valid, and what a schema can see is
//! refused.

use jsonschema::Validator;
use relevo::locale::Lang;
use relevo::report::result_schema;
use relevo::scenario::schema::schema;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Why a schema cannot see what is wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unseen {
    /// It is not TOML, so there is nothing to judge; an editor says so by itself.
    NotToml,
    /// Two or more values decide it together.
    Together,
    /// What it extends or names decides it.
    OtherFile,
    /// The file is good; `--set` is not.
    Setting,
    /// The day of the week, or a day that no month has: patterns do not count days.
    Calendar,
    /// A TOML time without quotes, which is text like any other once it is JSON.
    TimeAsText,
}

const UNSEEN: &[(&str, Unseen)] = &[
    ("break_longer_than_shift", Unseen::Together),
    ("break_of_half_the_shift", Unseen::Together),
    ("bytes_not_utf8", Unseen::NotToml),
    ("bytes_utf16", Unseen::NotToml),
    ("crisis_contact_unknown", Unseen::Together),
    ("crisis_date_outside_the_run", Unseen::Together),
    ("crisis_date_without_start", Unseen::Together),
    ("crisis_outside_the_run", Unseen::Together),
    ("crisis_repeated", Unseen::Together),
    ("contagion_explosive", Unseen::Together),
    ("gesture_with_protocol", Unseen::Together),
    ("reactions_above_one", Unseen::Together),
    ("csv_observed_text", Unseen::OtherFile),
    ("csv_profile_hour", Unseen::OtherFile),
    ("csv_profile_rows", Unseen::OtherFile),
    ("csv_roster_and_agents", Unseen::Together),
    ("csv_roster_header", Unseen::OtherFile),
    ("csv_roster_rows", Unseen::OtherFile),
    ("csv_roster_without_team", Unseen::OtherFile),
    ("date_not_monday", Unseen::Calendar),
    ("distribution_quantiles", Unseen::Together),
    ("desk_fills", Unseen::Together),
    ("extends_in_a_circle", Unseen::OtherFile),
    ("extends_itself", Unseen::OtherFile),
    ("extends_missing", Unseen::OtherFile),
    ("extends_not_a_scenario", Unseen::OtherFile),
    ("extends_outside", Unseen::OtherFile),
    ("file_is_a_folder", Unseen::OtherFile),
    ("foreign_json", Unseen::NotToml),
    ("foreign_letter", Unseen::NotToml),
    ("foreign_result", Unseen::NotToml),
    ("foreign_table", Unseen::NotToml),
    ("foreign_web_page", Unseen::NotToml),
    ("foreign_workbook", Unseen::NotToml),
    ("holiday_outside_the_run", Unseen::Calendar),
    ("holidays_without_start", Unseen::Together),
    ("limit_agents", Unseen::Together),
    ("limit_agents_of_roster", Unseen::OtherFile),
    ("limit_candidates", Unseen::Together),
    ("limit_crisis_factor", Unseen::Together),
    ("limit_volume", Unseen::Together),
    ("limit_weeks", Unseen::Together),
    ("limit_workload", Unseen::Together),
    ("limit_workload_crisis", Unseen::Together),
    ("limit_workload_growth", Unseen::Together),
    ("name_is_a_language", Unseen::Together),
    ("name_repeated", Unseen::Together),
    ("names_unknown", Unseen::Together),
    ("nobody_on_duty", Unseen::Together),
    ("nobody_takes_a_language", Unseen::Together),
    ("nobody_takes_noise", Unseen::Together),
    ("nobody_takes_the_default_language", Unseen::Together),
    ("priority_without_list", Unseen::Together),
    ("range_huge_integer", Unseen::NotToml),
    ("set_bad_value", Unseen::Setting),
    ("set_form", Unseen::Setting),
    ("set_syntax", Unseen::Setting),
    ("set_unknown_entry", Unseen::Setting),
    ("set_unknown_key", Unseen::Setting),
    ("shares_do_not_sum", Unseen::Together),
    ("shares_of_languages", Unseen::Together),
    ("shifts_overlap", Unseen::Together),
    ("shifts_overlap_at_midnight", Unseen::Together),
    ("sizing_hours", Unseen::Together),
    ("sizing_names", Unseen::Together),
    ("sizing_no_hours", Unseen::Together),
    ("sizing_nobody", Unseen::Together),
    ("sizing_rules", Unseen::Together),
    ("sla_covers_nothing", Unseen::Together),
    ("slip_decimal_comma", Unseen::NotToml),
    ("slip_equals", Unseen::NotToml),
    ("slip_quotes", Unseen::NotToml),
    ("slip_units", Unseen::NotToml),
    ("slip_words", Unseen::NotToml),
    ("syntax_duplicate_key", Unseen::NotToml),
    ("syntax_hides_nothing_else", Unseen::NotToml),
    ("syntax_missing_value", Unseen::NotToml),
    ("syntax_several", Unseen::NotToml),
    ("syntax_time_without_quotes", Unseen::TimeAsText),
    ("syntax_unclosed_list", Unseen::NotToml),
    ("syntax_unclosed_quote", Unseen::NotToml),
    ("syntax_unquoted_text", Unseen::NotToml),
    ("variant_nameless_entry", Unseen::Together),
    ("variant_repeated", Unseen::Together),
];

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of scenarios");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    files
}

/// A TOML file as JSON, as editors convert it; numbers that JSON does not know become null.
fn as_json(path: &Path) -> Option<Value> {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(flag) => json!(flag),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(convert).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, convert(value))).collect(),
        }
    }
    let text = fs::read_to_string(path).ok()?;
    text.parse::<toml::Table>().ok().map(|table| convert(toml::Value::Table(table)))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).expect("a schema of draft 2020-12");
    jsonschema::draft202012::new(schema).expect("a schema that can be used")
}

#[test]
fn every_good_scenario_is_valid() {
    for lang in [Lang::En, Lang::Es] {
        let validator = validator(&schema(lang));
        for path in toml_files("scenarios").iter().chain(&toml_files("benches")) {
            let file = as_json(path).expect("TOML");
            let faults: Vec<String> = validator.iter_errors(&file).map(|e| e.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        }
    }
}

/// A new broken file is refused by the schema, or stands in the list of those it cannot see, with the reason.
#[test]
fn every_broken_scenario_is_refused_or_known_to_be_beyond_a_schema() {
    let validator = validator(&schema(Lang::En));
    let mut differing = Vec::new();
    for path in toml_files("scenarios/bad") {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let reason = UNSEEN.iter().find(|(name, _)| *name == stem).map(|(_, reason)| *reason);
        let fault = match as_json(&path) {
            None => (reason != Some(Unseen::NotToml)).then_some("is not TOML"),
            Some(file) => match (validator.is_valid(&file), reason) {
                (true, None | Some(Unseen::NotToml)) => Some("is accepted"),
                (false, Some(_)) => Some("is refused although listed"),
                _ => None,
            },
        };
        differing.extend(fault.map(|fault| format!("{stem} {fault}")));
    }
    let gone = UNSEEN.iter().filter(|(name, _)| !Path::new(&format!("scenarios/bad/{name}.toml")).exists());
    differing.extend(gone.map(|(name, _)| format!("{name} is gone")));
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What the program reads in many ways is valid in all of them.
#[test]
fn every_way_to_write_a_value_is_valid() {
    let validator = validator(&schema(Lang::En));
    for text in [
        "extends = \"base.toml\"\n[[desk.team]]\nname = \"day\"\nagents = 5\n",
        "[demand]\nper_week = 5\n[desk]\nteam = [{ agents = 4.0, shifts = \"24/7\" }]\n",
        "[[demand.contact]]\nname = \"a\"\nper_week = 3\n[[desk.team]]\nshifts = \"roster.csv\"\n",
        "start = 2026-01-05\nsla = []\n[demand]\nper_week = 5\nholidays = [2026-01-06]\nprofile = \"p.CSV\"\n\
         [customers]\npatience = \"none\"\nreach = 5\n[[desk.team]]\nagents = 1\nshifts = [\"lun-vie,festivos 8:00 - 24:00\"]\n",
        "extends = \"b.toml\"\n[customers]\npatience = { p90 = 0.5, p3h = 0.9 }\nhostile = { base = 0, half_life = \"30d\" }\n\
         [policy]\nbot = \"none\"\npreferential = []\n[[variant]]\nname = \"v\"\ndesk.shrinkage.absence = 0.1\n",
        "extends = \"b.toml\"\n[[demand.contact]]\nname = \"a\"\nhandling_time = { shape = \"exponential\", mean = \"5m\" }\n\
         reply_delay = { empirical = \"x.csv\" }\nlanguages = { es = 1 }\n[demand]\ncontagion = { per_hour = 0.0, after = \"1h\" }\n",
        "demand.per_week = 5\nsizing = \"none\"\n[[desk.team]]\nshifts = [\"Mon-Fri 08:00-16:00 x3\", \"24x7 × 1\"]\n",
        "demand.per_week = 5\n[[desk.team]]\nshifts = \"Sat 08:00-16:00 x3\"\n[sizing]\nlengths = \"8h\"\ncontracts = [2400, \"20h\"]\n\
         break = \"none\"\nclosed = []\nrest = 0\nnight_share = 0.5\n[[sizing.presence]]\nlanguages = \"en\"\n[[sizing.team]]\nname = \"team\"\n",
        "extends = \"b.toml\"\n[[sizing.shift]]\nname = \"early\"\n[[variant]]\nname = \"v\"\nsizing.days_per_week = 6\n",
    ] {
        let table: toml::Table = text.parse().expect("TOML");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file.toml");
        fs::write(&path, toml::to_string(&table).expect("TOML")).expect("to write");
        let file = as_json(&path).expect("TOML");
        let faults: Vec<String> = validator.iter_errors(&file).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{text}: {faults:?}");
    }
}

#[test]
fn the_command_prints_both_schemas_in_both_languages() {
    let print = |arguments: &[&str]| -> Value {
        let mut command = assert_cmd::Command::cargo_bin("relevo").expect("the program");
        let done = command.args(arguments).assert().success();
        serde_json::from_slice(&done.get_output().stdout).expect("JSON")
    };
    assert_eq!(print(&["schema", "--lang", "en"]), schema(Lang::En));
    assert_eq!(print(&["schema", "scenario", "--lang", "es"]), schema(Lang::Es));
    assert_eq!(print(&["schema", "result", "--lang", "es"]), result_schema::schema(Lang::Es));
}

const DESK: &str = "[run]\nweeks = 1\nwarmup_weeks = 0\nreplications = 2\n[demand]\nper_week = 100\n\
    [[desk.team]]\nagents = 2\nshifts = [\"Mon-Fri 08:00-20:00\"]\n[[variant]]\nname = \"more\"\ndemand.per_week = 120\n";

#[test]
fn a_result_is_valid_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("desk.toml"), DESK).expect("to write");
    let run = |more: &[&str]| -> Value {
        let mut command = assert_cmd::Command::cargo_bin("relevo").expect("the program");
        command.current_dir(folder.path()).args(["run", "desk.toml", "--quiet", "--format", "json"]).args(more);
        serde_json::from_slice(&command.assert().success().get_output().stdout).expect("JSON")
    };
    let validator = validator(&result_schema::schema(Lang::En));
    let result = run(&[]);
    // One replication has no interval; a wished precision is told of.
    for good in [&result, &run(&["--replications", "1"]), &run(&["--precision", "within_1h=0.5"])] {
        let faults: Vec<String> = validator.iter_errors(good).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    let broken = |pointer: &str, value: Value| {
        let mut broken = result.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert!(!validator.is_valid(&broken), "{pointer}");
    };
    broken("/seed", json!("2017"));
    broken("/scenarios/0/sla/0/met", json!("maybe"));
    broken("/scenarios/0/measures/within_1h/mean", json!("0.5"));
    broken("/scenarios/0/measures/within_1h/unit", json!("min"));
    broken("/scenarios/1/by_contact/praise/wait_mean", json!(4));
    broken("/scenarios/0/series/hour_of_week/arrivals/0", json!(null));
    broken("/differences/0/baseline", json!(null));
    for missing in ["relevo", "scenarios", "differences"] {
        let mut broken = result.clone();
        broken.as_object_mut().expect("an object").remove(missing);
        assert!(!validator.is_valid(&broken), "without {missing}");
    }
}
