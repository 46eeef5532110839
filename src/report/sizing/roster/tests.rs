use super::*;
use crate::scenario::{Input, LoadOptions, load};
use crate::staffing::{catalogue, roster};

/// Two on duty every day from 8 to 16, one from 22:30 to 6:30, in two teams.
fn rostered() -> (Scenario, Vec<CandidateShift>, Roster) {
    let text = "[demand]\nper_week = 100\n[[desk.team]]\nname = \"day\"\nagents = 1\nshifts = [\"24x7\"]\n\
                [[desk.team]]\nname = \"=night\"\nagents = 1\nshifts = [\"24x7\"]\nspeed = 0.5\nbreak = { length = \"30m\" }\n\
                [[sizing.shift]]\nname = \"day\"\nhours = [\"daily 08:00-16:00\"]\n\
                [[sizing.shift]]\nname = \"night\"\nhours = [\"daily 22:30-06:30\"]\n";
    let input = Input::Text { name: "desk".into(), text: text.into() };
    let desk =
        load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0);
    let shifts = catalogue(&desk).shifts;
    let planned = |shift: &CandidateShift| match (shift.team, shift.from_minute) {
        (0, 480) => 5,
        (1, 1350) => 1,
        _ => 0,
    };
    let positions: Vec<u32> = shifts.iter().map(planned).collect();
    let found = roster(&desk, &shifts, &positions).unwrap();
    (desk, shifts, found)
}

#[test]
fn the_table_fits_its_terminal_and_holds_everybody() {
    let (desk, shifts, found) = rostered();
    for lang in [Lang::En, Lang::Es] {
        for columns in [40, 60, 80, 120] {
            let text = lines(&found, &shifts, &desk, columns, lang).join("\n");
            assert!(text.lines().all(|line| width(line) <= columns), "{text}");
            let people: usize =
                text.lines().filter_map(|line| line.trim_start().split_once(" ×")?.0.parse::<usize>().ok()).sum();
            assert_eq!(people, found.people.len(), "{text}");
        }
    }
    let english = lines(&found, &shifts, &desk, 120, Lang::En).join("\n");
    assert!(
        english.starts_with("day: 7 people, 35 shifts and 280 paid hours a week under contracts of 280 h, 8.3 FTE\n"),
        "{english}"
    );
    assert!(
        english.contains(" 8-16 ") && english.contains(" 22:30-6:30 ") && english.contains("52.5 paid hours"),
        "{english}"
    );
    let spanish = lines(&found, &shifts, &desk, 100, Lang::Es).join("\n");
    assert!(spanish.contains("=night: 2 personas, 7 turnos") && spanish.contains("mié"), "{spanish}");
}

#[test]
fn spreadsheets_and_programs_get_every_shift_of_everybody() {
    let (desk, shifts, found) = rostered();
    let text = csv(&found, &shifts, &desk, Form::Comma).unwrap();
    assert_eq!(text.lines().count(), 1 + 42);
    assert!(text.lines().any(|line| line.contains("'=night,") && line.contains(",22:30,06:30,7.5,")), "{text}");
    assert!(csv(&found, &shifts, &desk, Form::Semicolon).unwrap().contains(";22:30;06:30;7,5;"));
    let data = json(&found, &shifts, &desk);
    assert_eq!(data["people"].as_array().unwrap().len(), 9);
    assert_eq!((&data["teams"][0]["people"], &data["teams"][0]["shifts_per_week"]), (&json!(7), &json!(35)));
    assert_eq!(data["people"][0]["shifts"][0]["from"], "08:00");
}

#[test]
fn midnight_is_short_too() {
    let shift = |from_minute, minutes| CandidateShift {
        team: 0,
        weekday: 0,
        from_minute,
        minutes,
        break_minutes: 0,
        cost: 1.0,
        most: 1,
    };
    let told: Vec<String> =
        [(0, 480), (30, 480), (960, 480), (600, 615)].map(|(f, m)| hours_of(&shift(f, m), true)).to_vec();
    assert_eq!(told, ["0-8", "0:30-8:30", "16-24", "10-20:15"]);
}
