use super::*;
use crate::scenario::{Input, LoadOptions, load};
use crate::staffing::{WorkedShift, catalogue, violations};

/// A desk round the clock with what `[sizing]` says.
fn scenario(sizing: &str) -> Scenario {
    let text = format!(
        "[demand]\nper_week = 100\n[[desk.team]]\nname = \"desk\"\nagents = 1\nshifts = [\"24x7\"]\nbreak = {{ length = \"30m\" }}\n{sizing}"
    );
    let input = Input::Text { name: "desk".into(), text };
    load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0)
}

/// Patterns of 8 h that begin at these hours, worked by so many on each day of the week.
fn planned(scenario: &Scenario, plan: &[(u32, [u32; 7])]) -> (Vec<CandidateShift>, Vec<u32>) {
    let shifts = catalogue(scenario).shifts;
    let count = |shift: &CandidateShift| {
        let row = plan.iter().find(|(hour, _)| hour * 60 == shift.from_minute);
        row.map_or(0, |(_, days)| days[shift.weekday as usize])
    };
    let positions = shifts.iter().map(count).collect();
    (shifts, positions)
}

fn worked(scenario: &Scenario, shifts: &[CandidateShift], person: &Person) -> Vec<WorkedShift> {
    let team = &scenario.teams[person.team];
    let worked = |shift: &CandidateShift| WorkedShift {
        team: shift.team,
        begins: shift.begins(),
        minutes: shift.minutes,
        paid_minutes: scenario.sizing.paid_minutes(team, shift.minutes),
    };
    person.shifts.iter().map(|number| worked(&shifts[*number])).collect()
}

/// People and the bound; every line is legal, every position is worked once.
fn people(scenario: &Scenario, plan: &[(u32, [u32; 7])]) -> (u32, u32) {
    let (shifts, positions) = planned(scenario, plan);
    let found = roster(scenario, &shifts, &positions).unwrap();
    let mut covered = vec![0; shifts.len()];
    for person in &found.people {
        let line = worked(scenario, &shifts, person);
        assert_eq!(violations(&line, &scenario.sizing.labour), [], "{line:?}");
        assert_eq!(person.paid_minutes, line.iter().map(|shift| shift.paid_minutes).sum::<u32>());
        person.shifts.iter().for_each(|shift| covered[*shift] += 1);
    }
    assert_eq!(covered, positions);
    assert_eq!(found.teams.iter().map(|team| team.people as usize).sum::<usize>(), found.people.len());
    (found.teams[0].people, found.teams[0].people_least)
}

#[test]
fn as_few_people_as_the_bound_where_that_is_known_to_be_possible() {
    let desk = scenario("");
    // Five people work Monday to Friday; a position of seven days takes seven fifths of a person.
    assert_eq!(people(&desk, &[(8, [5, 5, 5, 5, 5, 0, 0])]), (5, 5));
    assert_eq!(people(&desk, &[(8, [5; 7])]), (7, 7));
    // One seat round the clock: 21 shifts.
    assert_eq!(people(&desk, &[(6, [1; 7]), (14, [1; 7]), (22, [1; 7])]), (5, 5));
    assert_eq!(people(&desk, &[(6, [10; 7]), (14, [10; 7]), (22, [10; 7])]), (42, 42));
    // More on Saturday than anything else: whoever works then has other days too.
    assert_eq!(people(&desk, &[(8, [3, 3, 3, 3, 3, 9, 3]), (12, [1, 2, 1, 2, 1, 0, 0])]), (9, 9));
    // Nobody works two days of this plan, so each shift takes a person.
    assert_eq!(people(&desk, &[(0, [2, 0, 0, 0, 0, 0, 0]), (16, [3, 0, 0, 0, 0, 0, 0])]), (5, 5));
}

#[test]
fn a_large_desk_is_rostered_near_the_bound() {
    let desk = scenario("");
    let week = |n: u32| [n, n, n - 1, n, n, n / 2, n / 2 + 1];
    let starts = [
        (6, 14),
        (7, 17),
        (8, 31),
        (9, 22),
        (10, 13),
        (12, 18),
        (13, 11),
        (14, 25),
        (15, 16),
        (16, 7),
        (22, 5),
        (23, 3),
    ];
    let plan: Vec<_> = starts.map(|(hour, n)| (hour, week(n))).to_vec();
    let (people, least) = people(&desk, &plan);
    assert!(people <= least + 1, "{people} people, at least {least}");
}

/// Eleven hundred shifts that begin on every hour of the week, more on Mondays and about noon.
#[test]
fn a_desk_round_the_clock_is_rostered_near_the_bound() {
    let desk = scenario("");
    let starts = |hour: u32| [12, 9, 8, 8, 9, 6, 5].map(|n| (n * (14 - hour.abs_diff(11)) / 12).max(1));
    let plan: Vec<_> = (0..24).map(|hour| (hour, starts(hour))).collect();
    let (people, least) = people(&desk, &plan);
    assert!(people <= least + 1, "{people} people, at least {least}");
}

#[test]
fn part_time_contracts_hold_the_hours() {
    let desk = scenario("[sizing]\ncontracts = [\"37h30m\", \"20h\"]\n");
    let (shifts, positions) = planned(&desk, &[(8, [1; 7])]);
    let found = roster(&desk, &shifts, &positions).unwrap();
    let mut lines: Vec<_> = found.people.iter().map(|person| (person.contract_minutes, person.paid_minutes)).collect();
    lines.sort_unstable();
    assert_eq!(lines, [(1200, 900), (2250, 2250)]);
    assert_eq!((found.teams[0].contract_minutes, found.teams[0].paid_minutes), (3450, 3150));
    assert!((found.teams[0].fte - 52.5 * (365.0 / 7.0) / 1764.0).abs() < 1e-9);
}

#[test]
fn hours_are_even_where_one_contract_is_all_there_is() {
    let desk = scenario("");
    let (shifts, positions) = planned(&desk, &[(8, [2, 2, 2, 2, 0, 1, 1])]);
    let found = roster(&desk, &shifts, &positions).unwrap();
    let mut days: Vec<_> = found.people.iter().map(|person| person.shifts.len()).collect();
    days.sort_unstable();
    assert_eq!(days, [5, 5]);
    let (shifts, positions) = planned(&desk, &[(8, [2, 2, 2, 1, 1, 0, 0])]);
    let days: Vec<_> = roster(&desk, &shifts, &positions).unwrap().people.iter().map(|p| p.shifts.len()).collect();
    assert_eq!(days, [4, 4]);
}

#[test]
fn nights_without_other_shifts_beside_them_are_told() {
    let desk = scenario("[sizing]\nnight_share = 0.4\n");
    assert_eq!(people(&desk, &[(8, [3; 7]), (22, [2; 7])]).0, 7);
    let (shifts, positions) = planned(&desk, &[(8, [1, 1, 1, 0, 0, 0, 0]), (22, [1; 7])]);
    let failures = roster(&desk, &shifts, &positions).unwrap_err();
    // Two nights may stand beside three days.
    let [Unrosterable { team: 0, rule: BrokenRule::NightShare { shifts: 5, .. }, cut }] = &failures[..] else {
        panic!("{failures:?}")
    };
    let planned: f64 = cut.terms.iter().map(|(shift, each)| each * f64::from(positions[*shift])).sum();
    assert_eq!((planned, cut.most), (7.0, 2.0));
}

#[test]
fn too_few_people_are_told_with_what_takes_them() {
    let limited = |people: u32| scenario(&format!("[[sizing.team]]\nname = \"desk\"\nmost_people = {people}\n"));
    let tell = |people: u32, plan: &[(u32, [u32; 7])]| {
        let desk = limited(people);
        let (shifts, positions) = planned(&desk, plan);
        let failure = roster(&desk, &shifts, &positions).unwrap_err().remove(0);
        let planned: f64 = failure.cut.terms.iter().map(|(shift, each)| each * f64::from(positions[*shift])).sum();
        assert!(planned > failure.cut.most, "the cut holds already");
        failure.rule
    };
    let days = BrokenRule::People { needed: 7, most: 6, busiest: Busiest::Days };
    assert_eq!(tell(6, &[(8, [5; 7])]), days);
    let saturday = Busiest::Hours { from: 5 * 1440, minutes: 1440 };
    let rule = BrokenRule::People { needed: 9, most: 8, busiest: saturday };
    assert_eq!(tell(8, &[(8, [1, 1, 1, 1, 1, 9, 1])]), rule);
    let desk = limited(7);
    assert_eq!(people(&desk, &[(8, [5; 7])]), (7, 7));
}

#[test]
fn the_same_plan_has_the_same_roster() {
    let desk = scenario("");
    let (shifts, positions) = planned(&desk, &[(6, [3, 2, 4, 1, 5, 2, 2]), (14, [2; 7]), (22, [1, 1, 1, 1, 2, 2, 1])]);
    assert_eq!(roster(&desk, &shifts, &positions), roster(&desk, &shifts, &positions));
}

/// Fewest legal weeks that the shifts can be parted into, by trying all of them.
fn fewest_of_all(line: &[WorkedShift], rules: &LabourRules) -> u32 {
    let sets = 1usize << line.len();
    let chosen = |set: usize| (0..line.len()).filter(|i| set & (1 << i) != 0).map(|i| line[i]).collect::<Vec<_>>();
    let legal: Vec<bool> = (0..sets).map(|set| violations(&chosen(set), rules).is_empty()).collect();
    let mut fewest = vec![u32::MAX; sets];
    fewest[0] = 0;
    for set in 1..sets {
        let first = 1 << set.trailing_zeros();
        let mut part = set;
        while part > 0 {
            if part & first != 0 && legal[part] {
                fewest[set] = fewest[set].min(fewest[set ^ part].saturating_add(1));
            }
            part = (part - 1) & set;
        }
    }
    fewest[sets - 1]
}

/// Forty plans of nine shifts under three sets of rules: as few people as any parting into legal weeks has.
#[test]
fn small_plans_get_the_fewest_people_there_can_be() {
    let rules = [
        "",
        "[sizing]\nconsecutive_days = 2\nrest = \"14h\"\n",
        "[sizing]\nweekly_rest = \"60h\"\ncontracts = [\"30h\"]\n",
    ];
    for (n, rules) in (0..40).map(|n: u64| (n, rules[n as usize % 3])) {
        let desk = scenario(rules);
        let shifts = catalogue(&desk).shifts;
        let mut positions = vec![0; shifts.len()];
        for k in 0..9 {
            // Beginnings every four hours, some of them twice.
            let at = crate::random::mix(n * 100 + k) as usize % (shifts.len() / 4) * 4;
            positions[at] += 1;
        }
        let worked = |shift: &CandidateShift| {
            let person = Person { team: 0, shifts: vec![0], paid_minutes: 0, contract_minutes: 0 };
            worked(&desk, std::slice::from_ref(shift), &person)[0]
        };
        let line: Vec<WorkedShift> = shifts
            .iter()
            .zip(&positions)
            .flat_map(|(shift, count)| std::iter::repeat_n(worked(shift), *count as usize))
            .collect();
        let found = roster(&desk, &shifts, &positions).unwrap().teams[0];
        assert_eq!(found.people, fewest_of_all(&line, &desk.sizing.labour), "plan {n}: {line:?}");
    }
}

/// Sixty plans of ten shifts, half of them nights, of which half of a week at most may be: there is a roster whenever some
/// parting into legal weeks exists, and none where there is none.
#[test]
fn nights_find_their_place_wherever_there_is_one() {
    let (mut possible, mut impossible, mut hidden) = (0, 0, 0);
    for n in 0..60u64 {
        let share = [0.5, 0.4, 0.67][n as usize % 3];
        let desk = scenario(&format!("[sizing]\nnight_share = {share}\nrest = \"11h\"\n"));
        let shifts = catalogue(&desk).shifts;
        let mut positions = vec![0; shifts.len()];
        for k in 0..10u64 {
            let draw = crate::random::mix(n * 1000 + k);
            let hour = if k < 5 { 22 } else { [6, 9, 12, 14][draw as usize / 7 % 4] };
            let is = |shift: &CandidateShift| u64::from(shift.weekday) == draw % 7 && shift.from_minute == hour * 60;
            positions[shifts.iter().position(is).expect("such a shift")] += 1;
        }
        let one = Person { team: 0, shifts: vec![0], paid_minutes: 0, contract_minutes: 0 };
        let line: Vec<WorkedShift> = shifts
            .iter()
            .zip(&positions)
            .flat_map(|(shift, count)| {
                std::iter::repeat_n(worked(&desk, std::slice::from_ref(shift), &one)[0], *count as usize)
            })
            .collect();
        let some = fewest_of_all(&line, &desk.sizing.labour) < u32::MAX;
        assert_eq!(roster(&desk, &shifts, &positions).is_ok(), some, "plan {n}: {line:?}");
        let week = Week::new(&desk.sizing.labour, duties(&desk, &shifts, &positions, 0));
        let counts: Vec<u32> = week.duties.iter().map(|duty| duty.count).collect();
        let left = improve::plain(&week, &counts, 0).left.iter().sum::<u32>();
        hidden += u32::from(some && left > 0);
        (possible, impossible) = (possible + u32::from(some), impossible + u32::from(!some));
    }
    assert!(possible > 10 && impossible > 10, "{possible} with a roster, {impossible} without");
    assert!(hidden > 0, "trial alone finds all of them: these plans show nothing");
}
