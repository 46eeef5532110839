use super::*;
use crate::scenario::{Input, LoadOptions, load};

const DEMAND: &str = "[demand]\nper_week = 100\nlanguages = { es = 0.8, en = 0.2 }\n";

fn scenario(rest: &str) -> Scenario {
    let input = Input::Text { name: "desk".into(), text: format!("{DEMAND}{rest}") };
    load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0)
}

fn team(name: &str, rest: &str) -> String {
    format!("[[desk.team]]\nname = \"{name}\"\nagents = 1\nshifts = [\"24x7\"]\n{rest}\n")
}

/// (weekday, hour, length in hours) of the candidates of a team.
fn shown(catalogue: &Catalogue, team: usize) -> Vec<(u32, f64, f64)> {
    let of_team = catalogue.shifts.iter().filter(|shift| shift.team == team);
    of_team.map(|s| (s.weekday, f64::from(s.from_minute) / 60.0, f64::from(s.minutes) / 60.0)).collect()
}

#[test]
fn without_sizing_shifts_of_eight_hours_begin_on_every_full_hour_of_the_service_hours() {
    let hours = "[desk]\nservice_hours = [\"Mon-Fri 08:00-20:00\", \"Sat 10:00-14:00\"]\n";
    let found = catalogue(&scenario(&format!("{hours}{}", team("a", ""))));
    let mut expected: Vec<(u32, f64, f64)> =
        (0..5).flat_map(|day| (8..=12).map(move |hour| (day, f64::from(hour), 8.0))).collect();
    // Hours shorter than a shift have one of their own.
    expected.push((5, 10.0, 4.0));
    assert_eq!(shown(&found, 0), expected);
    let always = catalogue(&scenario(&team("a", "")));
    assert_eq!(always.shifts.len(), 168);
    assert_eq!(always.nights.iter().filter(|night| **night).count(), 7 * 11);
}

#[test]
fn rules_bound_beginnings_and_shifts_end_with_the_hours() {
    let sizing = "[sizing]\nhours = [\"Mon 08:30-17:00\", \"Sun 20:00-05:00\"]\nlengths = [\"8h\", \"4h\"]\n\
                  start_step = \"2h\"\nearliest_start = \"08:00\"\nlatest_start = \"22:00\"\n";
    let found = catalogue(&scenario(&format!("{}{sizing}", team("a", ""))));
    let expected = [
        (0, 8.5, 4.0),
        (0, 8.5, 8.0),
        (0, 9.0, 8.0),
        (0, 10.5, 4.0),
        (0, 12.5, 4.0),
        (0, 13.0, 4.0),
        (6, 20.0, 4.0),
        (6, 20.0, 8.0),
        (6, 21.0, 8.0),
        (6, 22.0, 4.0),
    ];
    assert_eq!(shown(&found, 0), expected);
}

#[test]
fn patterns_are_all_there_is_and_closed_hours_stay_closed() {
    let sizing = "[sizing]\n[[sizing.shift]]\nname = \"early\"\nhours = [\"Mon-Wed 06:00-14:00\"]\n\
                  [[sizing.shift]]\nname = \"night\"\nhours = [\"Sun 22:00-06:00\"]\n";
    let found = catalogue(&scenario(&format!("{}{sizing}", team("a", ""))));
    assert_eq!(shown(&found, 0), [(0, 6.0, 8.0), (1, 6.0, 8.0), (2, 6.0, 8.0), (6, 22.0, 8.0)]);
    let closed = "[sizing]\nclosed = [\"daily 00:00-08:00\", \"Sat-Sun 00:00-24:00\"]\n";
    let found = catalogue(&scenario(&format!("{}{closed}", team("a", ""))));
    assert_eq!(shown(&found, 0).len(), 5 * 9);
    assert!(shown(&found, 0).iter().all(|(day, hour, _)| *day < 5 && (8.0..=16.0).contains(hour)));
    let no_nights = catalogue(&scenario(&format!("{}[sizing]\nnight_share = 0\n", team("a", ""))));
    assert!(!no_nights.nights.contains(&true) && no_nights.shifts.len() == 7 * 13);
}

/// Sunday 22:00-06:00 at 10 an hour with a third in contributions: two hours of Sunday, eight of night, a break of half an
/// hour at 01:45 unpaid.
#[test]
fn a_position_costs_what_the_premiums_of_its_minutes_say() {
    let costs = "[costs]\nsunday = 0.5\ncontributions = 0.3\nnight = { premium = 0.2 }\n";
    let team = team("a", "hourly_wage = 10\nbreak = { length = \"30m\" }");
    let desk = scenario(&format!("{team}{costs}"));
    let found = catalogue(&desk);
    let of = |weekday: u32, hour: u32| {
        let shift = found.shifts.iter().find(|s| (s.weekday, s.from_minute) == (weekday, hour * 60)).unwrap();
        (shift.cost, shift.break_minutes)
    };
    let (sunday_night, pause) = of(6, 22);
    assert!((sunday_night - 13.0 * (2.0 * 1.7 + 5.5 * 1.2)).abs() < 1e-9, "{sunday_night}");
    assert_eq!(pause, 30);
    assert!((of(1, 8).0 - 13.0 * 7.5).abs() < 1e-9);
    // A holiday of the run is no part of the ordinary week, and the break of [sizing] takes the place of the team's.
    let paid = format!(
        "start = \"2026-01-05\"\n{DEMAND}holidays = [\"2026-01-06\"]\n{team}{costs}[sizing.break]\nlength = \"1h\"\npaid = true\n"
    );
    let input = Input::Text { name: "desk".into(), text: paid };
    let desk =
        load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0);
    let found = catalogue(&desk);
    let tuesday = found.shifts.iter().find(|s| (s.weekday, s.from_minute) == (1, 480)).unwrap();
    assert!((tuesday.cost - 13.0 * 8.0).abs() < 1e-9 && tuesday.break_minutes == 60);
}

#[test]
fn teams_that_offer_nothing_new_are_no_templates() {
    let english = "languages = [\"en\"]\nhourly_wage = 11";
    let teams = [team("day", ""), team("night", ""), team("english", english), team("late", english)].concat();
    let desk = scenario(&teams);
    assert_eq!(templates(&desk), [0, 2]);
    let limited = scenario(&format!(
        "{teams}[[sizing.team]]\nname = \"night\"\nhours = [\"daily 22:00-06:00\"]\nmost = 3\n[[sizing.team]]\nname = \"day\"\nmost = 0\n"
    ));
    assert_eq!(templates(&limited), [1, 2]);
    let found = catalogue(&limited);
    assert_eq!(shown(&found, 1).len(), 7);
    assert!(found.shifts.iter().all(|shift| shift.most == if shift.team == 1 { 3 } else { 100_000 }));
    assert_eq!(found.seats, [SeatLimit { team: 1, agents: 3 }]);
}

#[test]
fn presence_names_who_counts_and_what_nobody_can_cover() {
    let teams = [team("all", "languages = [\"es\", \"en\"]"), team("spanish", "languages = [\"es\"]")].concat();
    let sizing = "[sizing]\ncovered = [\"Mon-Fri 08:00-20:00\"]\nlatest_start = \"14:00\"\nearliest_start = \"06:00\"\n\
                  [[sizing.presence]]\nname = \"nights\"\nhours = [\"daily 22:00-08:00\"]\nagents = 2\n\
                  [[sizing.presence]]\nname = \"English\"\nlanguages = [\"en\"]\n\
                  [[sizing.team]]\nname = \"spanish\"\nleast = 1\nhours = [\"Mon 08:00-16:00\"]\n";
    let found = catalogue(&scenario(&format!("{teams}{sizing}")));
    let told: Vec<_> =
        found.presence.iter().map(|p| (p.reason.clone(), p.hours.hours(), p.agents, p.teams.len())).collect();
    let rule = |name: &str| PresenceReason::Rule(name.to_owned());
    let team = PresenceReason::Team("spanish".to_owned());
    assert_eq!(
        told,
        [
            (PresenceReason::Covered, 60.0, 1, 2),
            (rule("nights"), 70.0, 2, 2),
            (rule("English"), 168.0, 1, 1),
            (team, 8.0, 1, 1)
        ]
    );
    // Shifts begin from 06:00 to 14:00, so nobody can be there from 22:00 to 06:00.
    let missing: Vec<_> = found.uncoverable().into_iter().map(|(reason, hours)| (reason, hours.hours())).collect();
    assert_eq!(missing, [(rule("nights"), 56.0), (rule("English"), 56.0)]);
}

#[test]
fn labour_rules_are_linear_constraints_of_every_plan() {
    let sizing = "[sizing]\nnight_share = 0.4\nlengths = [\"8h\"]\n[[sizing.team]]\nname = \"a\"\nmost_people = 6\n";
    let found = catalogue(&scenario(&format!("{}{sizing}", team("a", ""))));
    let kept = |plan: &dyn Fn(usize) -> f64| {
        let sum = |cut: &Cut| cut.terms.iter().map(|(shift, each)| each * plan(*shift)).sum::<f64>();
        found.cuts.iter().filter(|cut| sum(cut) > cut.most + 1e-9).count()
    };
    let at = |weekday: u32, hour: u32| {
        found.shifts.iter().position(|s| (s.weekday, s.from_minute) == (weekday, hour * 60)).unwrap()
    };
    let (days, nights) = ([at(0, 8), at(1, 8), at(2, 8)], [at(3, 22), at(4, 22), at(5, 22)]);
    let among = |shifts: &[usize], shift: usize| f64::from(u8::from(shifts.contains(&shift)));
    assert_eq!(kept(&|shift| among(&days, shift) + among(&nights[..2], shift)), 0);
    assert_eq!(kept(&|shift| among(&days, shift) + among(&nights, shift)), 1);
    assert_eq!(kept(&|shift| 7.0 * among(&days[..1], shift)), 1);
    assert_eq!(kept(&|shift| 6.0 * among(&days, shift)), 0);
}
