//! What `relevo size` gives a planner who has people to roster.

use assert_cmd::Command;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::staffing::{WorkedShift, violations};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A small desk that sleeps at night, two kinds of people, labour rules of its own.
const DESK: &str = "[run]\nweeks = 4\nwarmup_weeks = 1\nreplications = 12\nseed = 5\n[demand]\nper_week = 260\n\
    languages = { es = 0.7, en = 0.3 }\n[desk]\nservice_hours = [\"daily 08:00-22:00\"]\n\
    [[desk.team]]\nname = \"Spanish\"\nagents = 2\nshifts = [\"daily 08:00-22:00\"]\nlanguages = [\"es\"]\n\
    break = { after = \"5h\", length = \"30m\" }\n\
    [[desk.team]]\nname = \"both\"\nagents = 2\nshifts = [\"daily 08:00-22:00\"]\nhourly_wage = 10.2\n\
    break = { after = \"5h\", length = \"30m\" }\n\
    [[sla]]\nname = \"4 h\"\nwithin = \"4h\"\ntarget = 0.75\nclock = \"service_hours\"\n\
    [sizing]\nlengths = [\"7h\"]\nstart_step = \"7h\"\ndays_per_week = 4\ncontracts = [\"28h\", \"14h\"]\n\
    [[sizing.presence]]\nname = \"English\"\nlanguages = [\"en\"]\nhours = [\"Mon-Fri 08:00-22:00\"]\n";

fn size(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("relevo").expect("the program");
    command.current_dir(folder).args(["size", "desk.toml", "--quiet"]).args(more);
    command
}

/// Shifts of each person from the table that planners get.
fn people(text: &str) -> BTreeMap<u32, Vec<WorkedShift>> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut people: BTreeMap<u32, Vec<WorkedShift>> = BTreeMap::new();
    for row in reader.records().map(|row| row.expect("a row")) {
        let minute = |cell: &str| {
            let (hour, minute) = cell.split_once(':').expect("a time");
            hour.parse::<u32>().expect("hours") * 60 + minute.parse::<u32>().expect("minutes")
        };
        let day = DAYS.iter().position(|day| *day == &row[2]).expect("a day") as u32;
        let (from, to) = (minute(&row[3]), minute(&row[4]));
        let shift = WorkedShift {
            team: usize::from(&row[1] == "both"),
            begins: day * 1440 + from,
            minutes: (to + 1440 - from) % 1440,
            paid_minutes: (row[5].parse::<f64>().expect("hours") * 60.0).round() as u32,
        };
        people.entry(row[0].parse().expect("a number")).or_default().push(shift);
    }
    people
}

#[test]
fn the_roster_is_legal_and_its_scenario_runs_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("desk.toml"), DESK).expect("to write");
    let done = size(folder.path(), &["--format", "json", "--out", "sized"]).assert().success();
    let answer: Value = serde_json::from_slice(&done.get_output().stdout).expect("JSON");
    let out = folder.path().join("sized");
    let people = people(&fs::read_to_string(out.join("people.csv")).expect("people.csv"));
    assert_eq!(people.len() as u64, answer["people"].as_u64().expect("a number"));
    assert_eq!(answer["roster"]["people"].as_array().map(Vec::len), Some(people.len()));

    let path = out.join("scenario/sized.toml");
    let sized = load(&[Input::File(path)], &LoadOptions::default()).expect("a sound scenario").scenarios.remove(0);
    for line in people.values() {
        assert_eq!(violations(line, &sized.sizing.labour), [], "{line:?}");
    }
    // Every position of the scenario is worked by one person, and nobody works anything else.
    let mut planned: BTreeMap<(usize, u32, u32), u32> = BTreeMap::new();
    for team in &sized.teams {
        let number = usize::from(team.name == "both");
        for shift in &team.rota {
            let window = shift.window;
            for day in (0..7).filter(|day| window.days.has_weekday(*day)) {
                let key = (number, day * 1440 + window.from_minute, window.to_minute - window.from_minute);
                *planned.entry(key).or_default() += shift.agents;
            }
        }
    }
    let mut worked: BTreeMap<(usize, u32, u32), u32> = BTreeMap::new();
    for shift in people.values().flatten() {
        *worked.entry((shift.team, shift.begins, shift.minutes)).or_default() += 1;
    }
    assert_eq!(worked, planned);
    // Somebody who speaks English is there from Monday to Friday.
    let english = |minute: u32| {
        planned.iter().any(|((team, begins, minutes), _)| *team == 1 && (*begins..begins + minutes).contains(&minute))
    };
    assert!((0..5).all(|day| (480..1320).all(|minute| english(day * 1440 + minute))));

    let mut again = Command::cargo_bin("relevo").expect("the program");
    again.current_dir(&out).args(["run", "scenario/sized.toml", "--quiet", "--format", "json", "--strict"]);
    let result: Value = serde_json::from_slice(&again.assert().success().get_output().stdout).expect("JSON");
    assert_eq!(result["scenarios"][0]["sla"][0]["attained"], answer["sla"][0]["attained"]);
}
