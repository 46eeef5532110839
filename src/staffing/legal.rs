//! Whether the week of a person is legal: an auditor that shares no code with whoever made the week.
//!
//! It lays the shifts on the 10,080 minutes of a week that follows itself, and looks at what it sees there.

use crate::desk::LabourRules;

const DAY: usize = 1440;
const WEEK: usize = 7 * DAY;
/// Minutes at night that make a shift a night shift.
const NIGHT_SHIFT: usize = 180;

/// A shift of one person in a week that repeats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WorkedShift {
    pub team: usize,
    /// Minutes after Monday 00:00, below those of a week.
    pub begins: u32,
    /// Minutes on duty, break included; it may end in the next week.
    pub minutes: u32,
    pub paid_minutes: u32,
}

/// One way in which a week is not legal.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Violation {
    /// Two shifts at once, from this minute of the week on.
    Overlap {
        minute: u32,
    },
    /// Too little rest after the shift that ends at this minute of the week.
    Rest {
        ends: u32,
        minutes: u32,
        least: u32,
    },
    /// The longest free time of the week is too short.
    WeeklyRest {
        minutes: u32,
        least: u32,
    },
    Days {
        found: u32,
        most: u32,
    },
    /// Days in a row, over the end of the week too; 7 where no day is free.
    ConsecutiveDays {
        found: u32,
        most: u32,
    },
    /// More paid time than the longest contract.
    Contract {
        paid_minutes: u32,
        most: u32,
    },
    Nights {
        nights: u32,
        shifts: u32,
    },
    /// Shifts of several teams.
    Teams,
    /// Two shifts that begin on one day; 0 is Monday.
    SameDay {
        weekday: u32,
    },
    /// Longer than a week, or beginning outside of it: no shift at all.
    NotAShift {
        begins: u32,
    },
}

/// All ways in which the shifts of one person, in whatever order, break the rules.
pub fn violations(shifts: &[WorkedShift], rules: &LabourRules) -> Vec<Violation> {
    let mut found = Vec::new();
    let sound = |s: &&WorkedShift| (s.begins as usize) < WEEK && s.minutes >= 1 && (s.minutes as usize) < WEEK;
    found.extend(shifts.iter().filter(|s| !sound(s)).map(|s| Violation::NotAShift { begins: s.begins }));
    if !found.is_empty() || shifts.is_empty() {
        return found;
    }
    let mut on_duty = vec![0u8; WEEK];
    for shift in shifts {
        for minute in 0..shift.minutes as usize {
            on_duty[(shift.begins as usize + minute) % WEEK] += 1;
        }
    }
    if let Some(minute) = on_duty.iter().position(|people| *people > 1) {
        found.push(Violation::Overlap { minute: minute as u32 });
    }
    found.extend(too_little_rest(shifts, &on_duty, rules));
    let most_free = longest_run(&on_duty.iter().map(|people| *people == 0).collect::<Vec<_>>());
    if most_free < rules.weekly_rest_minutes {
        found.push(Violation::WeeklyRest { minutes: most_free, least: rules.weekly_rest_minutes });
    }
    found.extend(too_many_days(shifts, rules));
    let paid_minutes: u32 = shifts.iter().map(|shift| shift.paid_minutes).sum();
    let most = rules.contracts_minutes.iter().copied().max().unwrap_or_default();
    if paid_minutes > most {
        found.push(Violation::Contract { paid_minutes, most });
    }
    let nights = shifts.iter().filter(|shift| night_minutes(shift, rules) >= NIGHT_SHIFT).count() as u32;
    if f64::from(nights) > rules.night_share * shifts.len() as f64 + 1e-6 {
        found.push(Violation::Nights { nights, shifts: shifts.len() as u32 });
    }
    if shifts.iter().any(|shift| shift.team != shifts[0].team) {
        found.push(Violation::Teams);
    }
    found
}

fn too_little_rest(shifts: &[WorkedShift], on_duty: &[u8], rules: &LabourRules) -> Vec<Violation> {
    let rest_after = |shift: &WorkedShift| {
        let end = (shift.begins + shift.minutes) as usize;
        let minutes = (0..WEEK).take_while(|minute| on_duty[(end + minute) % WEEK] == 0).count() as u32;
        (end % WEEK, minutes)
    };
    let short = |(ends, minutes): (usize, u32)| {
        let least = rules.rest_minutes;
        (minutes < least).then_some(Violation::Rest { ends: ends as u32, minutes, least })
    };
    shifts.iter().map(rest_after).filter_map(short).collect()
}

fn too_many_days(shifts: &[WorkedShift], rules: &LabourRules) -> Vec<Violation> {
    let mut shifts_of_day = [0; 7];
    shifts.iter().for_each(|shift| shifts_of_day[shift.begins as usize / DAY] += 1);
    let worked = shifts_of_day.map(|shifts| shifts > 0);
    let days = worked.iter().filter(|day| **day).count() as u32;
    let in_a_row = longest_run(&worked);
    let twice = (0..7).filter(|day| shifts_of_day[*day] > 1);
    let mut found: Vec<Violation> = twice.map(|day| Violation::SameDay { weekday: day as u32 }).collect();
    if days > rules.days_per_week {
        found.push(Violation::Days { found: days, most: rules.days_per_week });
    }
    // Seven in a row of a week that repeats have no end; a rule of seven asks for none.
    if in_a_row > rules.consecutive_days {
        found.push(Violation::ConsecutiveDays { found: in_a_row, most: rules.consecutive_days });
    }
    found
}

/// Longest run of true in a circle.
fn longest_run(circle: &[bool]) -> u32 {
    let (mut longest, mut run) = (0, 0);
    for place in 0..2 * circle.len() {
        run = if circle[place % circle.len()] { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest.min(circle.len()) as u32
}

fn night_minutes(shift: &WorkedShift, rules: &LabourRules) -> usize {
    let (from, to) = (rules.night.0 as usize, rules.night.1 as usize);
    let is_night = |minute: usize| {
        let of_day = minute % DAY;
        (from..to).contains(&of_day) || (from..to).contains(&(of_day + DAY))
    };
    (0..shift.minutes as usize).filter(|minute| is_night(shift.begins as usize + minute)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Sizing;

    const HOUR: u32 = 60;

    fn shift(day: u32, hour: u32) -> WorkedShift {
        WorkedShift { team: 0, begins: day * 1440 + hour * HOUR, minutes: 8 * HOUR, paid_minutes: 450 }
    }

    fn rules() -> LabourRules {
        Sizing::default().labour
    }

    #[test]
    fn an_ordinary_week_and_a_week_of_nights_are_legal() {
        let days: Vec<_> = (0..5).map(|day| shift(day, 8)).collect();
        let nights: Vec<_> = (2..7).map(|day| shift(day, 22)).collect();
        assert_eq!((violations(&days, &rules()), violations(&nights, &rules())), (vec![], vec![]));
        assert_eq!(violations(&[], &rules()), []);
    }

    #[test]
    fn rest_counts_round_the_week() {
        // Sunday 22:00 to Monday 06:00, and Monday 14:00.
        let line = [shift(6, 22), shift(0, 14)];
        assert_eq!(violations(&line, &rules()), [Violation::Rest { ends: 360, minutes: 480, least: 720 }]);
        let back_to_back = [shift(1, 8), shift(1, 16)];
        assert_eq!(
            violations(&back_to_back, &rules()),
            [Violation::Rest { ends: 1440 + 960, minutes: 0, least: 720 }, Violation::SameDay { weekday: 1 }]
        );
        assert_eq!(violations(&[shift(0, 14), shift(1, 10)], &rules()), []);
        let short = violations(&[shift(0, 14), shift(1, 9)], &rules());
        assert_eq!(short, [Violation::Rest { ends: 22 * 60, minutes: 660, least: 720 }]);
        let twice = violations(&[shift(0, 8), shift(0, 10)], &rules());
        assert_eq!(twice[0], Violation::Overlap { minute: 600 });
    }

    #[test]
    fn days_hours_and_free_time_have_limits() {
        let six: Vec<_> = (0..6).map(|day| shift(day, 8)).collect();
        let kinds = violations(&six, &rules());
        assert_eq!(
            kinds,
            [Violation::Days { found: 6, most: 5 }, Violation::Contract { paid_minutes: 2700, most: 2400 }]
        );
        let six_days = LabourRules { days_per_week: 6, contracts_minutes: vec![2700], ..rules() };
        assert_eq!(violations(&six, &six_days), []);
        let five_in_a_row = LabourRules { consecutive_days: 5, ..six_days.clone() };
        // Thursday to Tuesday: six in a row over the end of the week.
        let over_the_end: Vec<_> = [3, 4, 5, 6, 0, 1].map(|day| shift(day, 8)).to_vec();
        assert_eq!(violations(&over_the_end, &five_in_a_row), [Violation::ConsecutiveDays { found: 6, most: 5 }]);
        let seven: Vec<_> = (0..7).map(|day| shift(day, 8)).collect();
        let seven_days = LabourRules { days_per_week: 7, contracts_minutes: vec![4000], ..rules() };
        assert_eq!(
            violations(&seven, &seven_days),
            [
                Violation::WeeklyRest { minutes: 16 * 60, least: 36 * 60 },
                Violation::ConsecutiveDays { found: 7, most: 6 }
            ]
        );
        let no_end = LabourRules { weekly_rest_minutes: 0, consecutive_days: 7, ..seven_days };
        assert_eq!(violations(&seven, &no_end), []);
        // One day off between a late Saturday and an early Monday: 32 hours.
        let late = [shift(0, 6), shift(1, 6), shift(3, 14), shift(4, 14), shift(5, 14)];
        assert_eq!(
            violations(&late, &LabourRules { weekly_rest_minutes: 49 * 60, ..rules() }),
            [Violation::WeeklyRest { minutes: 48 * 60, least: 49 * 60 }]
        );
    }

    #[test]
    fn nights_are_a_share_and_people_have_one_team() {
        let mixed = [shift(0, 8), shift(1, 8), shift(2, 22), shift(3, 22)];
        let half = LabourRules { night_share: 0.5, ..rules() };
        assert_eq!(violations(&mixed, &half), []);
        let third = LabourRules { night_share: 0.34, ..rules() };
        assert_eq!(violations(&mixed, &third), [Violation::Nights { nights: 2, shifts: 4 }]);
        let teams = [shift(0, 8), WorkedShift { team: 1, ..shift(1, 8) }];
        assert_eq!(violations(&teams, &rules()), [Violation::Teams]);
        let nothing = WorkedShift { minutes: 0, ..shift(0, 8) };
        assert_eq!(violations(&[nothing], &rules()), [Violation::NotAShift { begins: 480 }]);
    }
}
