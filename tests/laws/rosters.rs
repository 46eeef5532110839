//! Rosters of random plans under random labour rules, judged by the auditor, and the auditor by broken weeks.

use proptest::collection::vec;
use proptest::prelude::*;
use relevo::desk::{LabourRules, Scenario, ShiftCatalogue, StartRules, TeamLimit};
use relevo::scenario::{Input, LoadOptions, load};
use relevo::staffing::roster::BrokenRule;
use relevo::staffing::{CandidateShift, Violation, WorkedShift, catalogue, roster, violations};

const WEEK: u32 = 7 * 1440;

/// Two kinds of people round the clock.
const DESK: &str = "[demand]\nper_week = 100\n[[desk.team]]\nname = \"a\"\nagents = 1\nshifts = [\"24x7\"]\n\
    break = { length = \"30m\" }\n[[desk.team]]\nname = \"b\"\nagents = 1\nshifts = [\"24x7\"]\nspeed = 0.8\n";

fn desk() -> Scenario {
    let input = Input::Text { name: "desk".into(), text: DESK.into() };
    load(&[input], &LoadOptions::default()).expect("a sound desk").scenarios.remove(0)
}

fn rules() -> impl Strategy<Value = LabourRules> {
    let contracts = prop_oneof![Just(vec![2400]), Just(vec![2400, 1200]), Just(vec![1800]), Just(vec![3000, 1500])];
    let nights = prop_oneof![3 => Just(1.0), 1 => 0.2f64..0.9];
    (1u32..=7, 2u32..=7, 0u32..=16, 0u32..=60, contracts, nights, 20u32..24).prop_map(
        |(days_per_week, consecutive_days, rest_hours, weekly_rest_hours, contracts_minutes, night_share, dusk)| {
            LabourRules {
                days_per_week,
                consecutive_days,
                rest_minutes: rest_hours * 60,
                weekly_rest_minutes: weekly_rest_hours * 60,
                contracts_minutes,
                night_share,
                night: (dusk * 60, 30 * 60),
            }
        },
    )
}

fn lengths() -> impl Strategy<Value = Vec<u32>> {
    prop_oneof![Just(vec![480]), Just(vec![240, 480]), Just(vec![360, 600]), Just(vec![300])]
}

/// A desk with its rules, its candidates, and a plan of a few of them (place among them, positions).
fn plan() -> impl Strategy<Value = (Scenario, Vec<CandidateShift>, Vec<u32>)> {
    (rules(), lengths(), vec((any::<prop::sample::Index>(), 1u32..6), 1..25)).prop_map(|(labour, lengths, chosen)| {
        let mut scenario = desk();
        scenario.sizing.labour = labour;
        scenario.sizing.catalogue = ShiftCatalogue::Rules(StartRules {
            earliest_minute: 0,
            latest_minute: 1440,
            step_minutes: 120,
            lengths_minutes: lengths,
        });
        let shifts = catalogue(&scenario).shifts;
        let mut positions = vec![0; shifts.len()];
        if !shifts.is_empty() {
            chosen.iter().for_each(|(place, count)| positions[place.index(shifts.len())] += count);
        }
        (scenario, shifts, positions)
    })
}

fn worked(scenario: &Scenario, shift: &CandidateShift) -> WorkedShift {
    WorkedShift {
        team: shift.team,
        begins: shift.begins(),
        minutes: shift.minutes,
        paid_minutes: scenario.sizing.paid_minutes(&scenario.teams[shift.team], shift.minutes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every line is a legal week, every position is worked exactly once, nobody could have fewer people than the bound; only
    /// the share of nights can stand in the way.
    #[test]
    fn every_line_is_legal_and_every_position_is_worked_once((scenario, shifts, positions) in plan()) {
        let labour = &scenario.sizing.labour;
        match roster(&scenario, &shifts, &positions) {
            Ok(found) => {
                let mut covered = vec![0; shifts.len()];
                for person in &found.people {
                    let line: Vec<WorkedShift> = person.shifts.iter().map(|i| worked(&scenario, &shifts[*i])).collect();
                    prop_assert_eq!(violations(&line, labour), vec![]);
                    prop_assert!(!line.is_empty() && line.iter().all(|shift| shift.team == person.team));
                    prop_assert!(labour.contracts_minutes.contains(&person.contract_minutes));
                    prop_assert!(person.paid_minutes <= person.contract_minutes);
                    person.shifts.iter().for_each(|i| covered[*i] += 1);
                }
                prop_assert_eq!(&covered, &positions);
                for team in &found.teams {
                    let people = found.people.iter().filter(|person| person.team == team.team).count() as u32;
                    prop_assert!(people == team.people && people >= team.people_least);
                }
            }
            Err(failures) => {
                prop_assert!(labour.night_share < 1.0);
                for failure in failures {
                    let is_nights = matches!(failure.rule, BrokenRule::NightShare { shifts, .. } if shifts > 0);
                    prop_assert!(is_nights, "{failure:?}");
                    let planned: f64 = failure.cut.terms.iter().map(|(i, each)| each * f64::from(positions[*i])).sum();
                    prop_assert!(planned > failure.cut.most);
                }
            }
        }
    }

    /// A limit on people is kept, or told with a constraint that the plan breaks.
    #[test]
    fn a_limit_on_people_is_kept_or_told((mut scenario, shifts, positions) in plan(), most in 1u32..12) {
        scenario.sizing.labour.night_share = 1.0;
        let limit = TeamLimit { name: "a".into(), hours: vec![], least: 0, most: None, most_people: Some(most) };
        scenario.sizing.teams = vec![limit];
        match roster(&scenario, &shifts, &positions) {
            Ok(found) => prop_assert!(found.people.iter().filter(|person| person.team == 0).count() <= most as usize),
            Err(failures) => {
                prop_assert_eq!(failures.len(), 1);
                let cut = &failures[0].cut;
                let planned: f64 = cut.terms.iter().map(|(i, each)| each * f64::from(positions[*i])).sum();
                prop_assert!(planned > cut.most);
                prop_assert!(cut.terms.iter().all(|(i, _)| shifts[*i].team == 0));
            }
        }
    }

    /// A week that was legal is not any more once a shift stands too near to another, a day or an hour too many is worked.
    #[test]
    fn broken_weeks_are_found_out((scenario, shifts, positions) in plan(), near in 0u32..5000) {
        let labour = &scenario.sizing.labour;
        for person in roster(&scenario, &shifts, &positions).map(|found| found.people).unwrap_or_default() {
            let line: Vec<WorkedShift> = person.shifts.iter().map(|i| worked(&scenario, &shifts[*i])).collect();
            let first = line[0];
            let too_near = WorkedShift { begins: (first.begins + near % (first.minutes + labour.rest_minutes)) % WEEK, ..first };
            let mut broken = line.clone();
            broken.push(too_near);
            let about_rest = |v: &Violation| matches!(v, Violation::Rest { .. } | Violation::Overlap { .. });
            prop_assert!(violations(&broken, labour).iter().any(about_rest), "{broken:?}");
            let mut longer = line.clone();
            longer[0].paid_minutes += labour.longest_contract_minutes();
            let about_hours = |v: &Violation| matches!(v, Violation::Contract { .. });
            prop_assert!(violations(&longer, labour).iter().any(about_hours));
            let days = LabourRules { days_per_week: line.len() as u32 - 1, ..labour.clone() };
            let about_days = |v: &Violation| matches!(v, Violation::Days { .. });
            prop_assert!(violations(&line, &days).iter().any(about_days));
            let mut mixed = line.clone();
            mixed.push(WorkedShift { team: 9, ..first });
            prop_assert!(violations(&mixed, labour).contains(&Violation::Teams));
        }
    }
}
