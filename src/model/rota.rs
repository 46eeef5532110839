//! From shifts to individuals: who works which shift, and when each of them begins and takes a break.

use crate::desk::{Days, Scenario, Shift, Team, Window};
use crate::time::{MS_PER_MINUTE, MS_PER_WEEK, Span, Time};
use std::collections::BTreeMap;
use std::ops::Range;

const MINUTES_PER_DAY: i64 = 1440;
/// Different numbers of people in an hour: duties are numbered with 16 bits, and there are 24 hours.
const MOST_HEADCOUNTS: u32 = 2000;

/// One shift of one team, with the individuals who work it.
#[derive(Clone, Debug)]
pub struct Duty {
    pub team: u16,
    pub window: Window,
    /// Numbers of the agents, in the order in which breaks are staggered.
    pub agents: Vec<Range<u32>>,
    pub pause: Option<Pause>,
}

/// Breaks of one shift.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pause {
    pub length: Span,
    pub paid: bool,
    /// Begin of the first break, after the begin of the shift.
    first: Span,
    /// How many different times there are; the agents take them in turn.
    slots: u32,
}

impl Pause {
    /// Begin of the break of the k-th agent, after the begin of the shift.
    pub fn begin(&self, k: usize) -> Span {
        self.first + Span(k as u64 % u64::from(self.slots) * self.length.0)
    }
}

/// All shifts of all teams, and the days they are worked on.
#[derive(Clone, Debug)]
pub struct Rota {
    pub duties: Vec<Duty>,
    /// Team of each agent.
    pub team_of_agent: Vec<u16>,
    /// Agents of each team: those of one team have consecutive numbers.
    pub agents_of_team: Vec<Range<u32>>,
    pub begins: Begins,
}

/// Occurrences of shifts by day: the duties of each weekday and of holidays, in order of their begin.
#[derive(Clone, Debug)]
pub struct Begins {
    by_day_kind: [Vec<u16>; 8],
    holidays: Vec<u32>,
    days: u32,
    /// Where every day has hours of its own: its duties, instead of those of its kind.
    by_date: Option<Vec<Vec<u16>>>,
}

impl Begins {
    /// Duties that begin on a day of the run, in order of their begin; none after the last day.
    pub fn on(&self, day: u32) -> &[u16] {
        if day >= self.days {
            return &[];
        }
        if let Some(dates) = &self.by_date {
            return &dates[day as usize];
        }
        let holiday = self.holidays.binary_search(&day).is_ok();
        &self.by_day_kind[if holiday { 7 } else { (day % 7) as usize }]
    }
    pub fn days(&self) -> u32 {
        self.days
    }
}

impl Rota {
    pub fn new(scenario: &Scenario, days: u32) -> Rota {
        let (mut team_of_agent, mut agents_of_team) = (Vec::new(), Vec::new());
        let mut duties = Vec::new();
        for (number, team) in scenario.teams.iter().enumerate() {
            let first = team_of_agent.len() as u32;
            let shifts = manned(&team.rota);
            let (positions, worked) = assign(&shifts);
            team_of_agent.extend(std::iter::repeat_n(number as u16, positions as usize));
            agents_of_team.push(first..first + positions);
            duties.extend(shifts.iter().zip(worked).map(|(shift, positions)| Duty {
                team: number as u16,
                window: shift.window,
                pause: pause_of(team, shift),
                agents: positions.into_iter().map(|range| first + range.start..first + range.end).collect(),
            }));
        }
        let mut by_day_kind: [Vec<u16>; 8] = Default::default();
        for (kind, list) in by_day_kind.iter_mut().enumerate() {
            let worked = |duty: &Duty| match kind {
                7 => duty.window.days.holidays,
                weekday => duty.window.days.has_weekday(weekday as u32),
            };
            list.extend((0..duties.len()).filter(|number| worked(&duties[*number])).map(|number| number as u16));
            list.sort_by_key(|number| duties[usize::from(*number)].window.from_minute);
        }
        let begins = Begins { by_day_kind, holidays: scenario.calendar.holidays.clone(), days, by_date: None };
        Rota { duties, team_of_agent, agents_of_team, begins }
    }

    /// A rota of one team with so many people in each hour of the run, whatever weekday it is: the first of them stay, the last come
    /// and go. Hours beyond a whole day count for nothing; no more than 2,000 different numbers of people are told apart.
    pub fn by_hour(people: &[u32]) -> Rota {
        let most = people.iter().copied().max().unwrap_or(0);
        let step = most.div_ceil(MOST_HEADCOUNTS).max(1);
        let mut numbers: BTreeMap<(u32, u32), u16> = BTreeMap::new();
        let mut duties = Vec::new();
        let mut by_date = Vec::with_capacity(people.len() / 24);
        for day in people.chunks_exact(24) {
            let mut of_day = Vec::new();
            for (hour, people) in (0u32..).zip(day).filter(|(_, people)| **people > 0) {
                let people = people.next_multiple_of(step).min(most);
                let number = *numbers.entry((hour, people)).or_insert_with(|| {
                    let window = Window { days: Days::DAILY, from_minute: 60 * hour, to_minute: 60 * (hour + 1) };
                    duties.push(Duty { team: 0, window, agents: std::iter::once(0..people).collect(), pause: None });
                    (duties.len() - 1) as u16
                });
                of_day.push(number);
            }
            by_date.push(of_day);
        }
        let days = by_date.len() as u32;
        let begins = Begins { by_day_kind: Default::default(), holidays: Vec::new(), days, by_date: Some(by_date) };
        Rota {
            duties,
            team_of_agent: vec![0; most as usize],
            agents_of_team: std::iter::once(0..most).collect(),
            begins,
        }
    }

    pub fn begin_of(&self, duty: u16, day: u32) -> Time {
        let minutes = u64::from(self.duties[usize::from(duty)].window.from_minute);
        Time::day_start(day) + Span(minutes * MS_PER_MINUTE)
    }

    /// See [`super::Model::week_opens`].
    pub fn week_opens(&self) -> Span {
        let begins =
            (0..7u32).flat_map(|day| self.begins.by_day_kind[day as usize].iter().map(move |duty| (day, *duty)));
        begins.map(|(day, duty)| Span(self.begin_of(duty, day).0 % MS_PER_WEEK)).min().unwrap_or(Span::ZERO)
    }
}

/// How many individuals work the shifts of a team.
pub fn positions(rota: &[Shift]) -> u32 {
    assign(&manned(rota)).0
}

/// Shifts that somebody works; those of the same hours are one, so that all who work them take their breaks in turn.
fn manned(rota: &[Shift]) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for shift in rota.iter().filter(|shift| shift.agents > 0) {
        match shifts.iter_mut().find(|known| known.window == shift.window) {
            Some(known) => known.agents += shift.agents,
            None => shifts.push(*shift),
        }
    }
    shifts
}

/// Positions that work the same shifts, as far as these have been given out.
struct Crew {
    positions: Range<u32>,
    shifts: Vec<usize>,
}

/// Gives each shift its individuals, as numbers below the count returned: shifts that meet get different people, shifts
/// that touch the same ones where possible, so that they are one spell on duty.
///
/// People are handled by crews, of which there are no more than two a shift, however many people there are.
fn assign(rota: &[Shift]) -> (u32, Vec<Vec<Range<u32>>>) {
    let mut order: Vec<usize> = (0..rota.len()).collect();
    order.sort_by_key(|i| (rota[*i].window.days.weekdays.trailing_zeros(), rota[*i].window.from_minute));
    let (mut people, mut crews): (u32, Vec<Crew>) = (0, Vec::new());
    let mut given: Vec<Vec<Range<u32>>> = vec![Vec::new(); rota.len()];
    for i in order {
        let to: Vec<Relation> = rota.iter().map(|other| relation(rota[i].window, other.window)).collect();
        let is_free = |crew: &usize| crews[*crew].shifts.iter().all(|shift| !to[*shift].meets);
        let touches = |crew: &usize| crews[*crew].shifts.iter().any(|shift| to[*shift].touches);
        let mut free: Vec<usize> = (0..crews.len()).filter(is_free).collect();
        free.sort_by_key(|crew| (!touches(crew), crews[*crew].positions.start));
        let mut missing = rota[i].agents;
        for number in free {
            let crew = &mut crews[number];
            let split = crew.positions.start + missing.min(crew.positions.len() as u32);
            missing -= split - crew.positions.start;
            let rest = Crew { positions: split..crew.positions.end, shifts: crew.shifts.clone() };
            crew.positions.end = split;
            crew.shifts.push(i);
            given[i].push(crew.positions.clone());
            if !rest.positions.is_empty() {
                crews.push(rest);
            }
            if missing == 0 {
                break;
            }
        }
        if missing > 0 {
            crews.push(Crew { positions: people..people + missing, shifts: vec![i] });
            given[i].push(people..people + missing);
            people += missing;
        }
        given[i].sort_by_key(|range| range.start);
    }
    (people, given)
}

struct Relation {
    meets: bool,
    touches: bool,
}

/// How two windows lie to each other in any week, holidays included (which may follow any weekday).
fn relation(a: Window, b: Window) -> Relation {
    let mut relation = Relation { meets: false, touches: false };
    for offset in -1..=1i64 {
        let together =
            (0..7).any(|day| a.days.has_weekday(day) && b.days.has_weekday((i64::from(day) + 7 + offset) as u32 % 7));
        let on_holidays =
            if offset == 0 { a.days.holidays && b.days.holidays } else { a.days.holidays || b.days.holidays };
        let (a_from, a_to) = (i64::from(a.from_minute), i64::from(a.to_minute));
        let shift = offset * MINUTES_PER_DAY;
        let (b_from, b_to) = (i64::from(b.from_minute) + shift, i64::from(b.to_minute) + shift);
        relation.meets |= (together || on_holidays) && a_from < b_to && b_from < a_to;
        relation.touches |= together && (a_to == b_from || b_to == a_from);
    }
    relation
}

/// Breaks lie around the middle of the shift, one after another; where there are more agents than the middle half of the
/// shift has room for, they share the times, of which there are two at least.
fn pause_of(team: &Team, shift: &Shift) -> Option<Pause> {
    let pause = team.pause?;
    let length = shift.window.length();
    if length <= pause.after || pause.length >= length || pause.length == Span::ZERO {
        return None;
    }
    let room = (length.0 / 2 / pause.length.0).max(2).min(length.0 / pause.length.0) as u32;
    let slots = shift.agents.clamp(1, room.max(1));
    let taken = u64::from(slots) * pause.length.0;
    Some(Pause { length: pause.length, paid: pause.paid, first: Span((length.0 - taken) / 2), slots })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Break, Days, Skills};

    fn window(weekdays: u8, from: u32, to: u32) -> Window {
        Window { days: Days { weekdays, holidays: false }, from_minute: from * 60, to_minute: to * 60 }
    }

    fn team(pause: Option<Break>) -> Team {
        Team {
            name: "t".into(),
            rota: Vec::new(),
            pause,
            skills: Skills::default(),
            speed: 1.0,
            concurrency: 1,
            slowdown: 0.15,
            hourly_wage: 10.0,
        }
    }

    #[test]
    fn shifts_that_touch_are_worked_by_the_same_people_and_those_that_meet_by_others() {
        let rota = [
            Shift { window: window(0b1, 8, 16), agents: 2 },
            Shift { window: window(0b1, 12, 20), agents: 1 },
            Shift { window: window(0b1, 16, 24), agents: 3 },
            Shift { window: window(0b10, 0, 8), agents: 1 },
        ];
        let (people, worked) = assign(&rota);
        assert_eq!(people, 4);
        let worked: Vec<Vec<u32>> = worked.into_iter().map(|ranges| ranges.into_iter().flatten().collect()).collect();
        assert_eq!(worked, vec![vec![0, 1], vec![2], vec![0, 1, 3], vec![0]]);
    }

    /// Five hundred shifts of a hundred thousand people, of which every second one meets the one before.
    #[test]
    fn large_teams_are_given_out_by_crews() {
        let days = Days { weekdays: 0b1_1111, holidays: true };
        let shift = |i: u32| Shift {
            window: Window { days, from_minute: i * 2, to_minute: i * 2 + 3 - i % 2 },
            agents: 100_000 - i % 3,
        };
        let rota: Vec<Shift> = (0..500).map(shift).collect();
        let (people, worked) = assign(&rota);
        assert_eq!(people, 199_999);
        for (shift, ranges) in rota.iter().zip(&worked) {
            assert_eq!(ranges.iter().map(|range| range.len() as u32).sum::<u32>(), shift.agents);
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
        let meets =
            |a: &[Range<u32>], b: &[Range<u32>]| a.iter().any(|a| b.iter().any(|b| a.start < b.end && b.start < a.end));
        assert!((1..500).step_by(2).all(|i| !meets(&worked[i - 1], &worked[i])));
    }

    #[test]
    fn sunday_night_meets_monday_morning() {
        let rota =
            [Shift { window: window(0b1, 4, 12), agents: 1 }, Shift { window: window(0b100_0000, 22, 30), agents: 1 }];
        assert_eq!(assign(&rota).0, 2);
    }

    #[test]
    fn breaks_are_staggered_round_the_middle_and_a_pair_never_leaves_together() {
        let half_hour = Span(30 * MS_PER_MINUTE);
        let team = team(Some(Break { after: Span(4 * 60 * MS_PER_MINUTE), length: half_hour, paid: false }));
        let shift = |agents| Shift { window: window(1, 8, 16), agents };
        let begins = |agents| {
            let pause = pause_of(&team, &shift(agents)).expect("eight hours have a break");
            (0..agents as usize).map(|k| pause.begin(k).minutes()).collect::<Vec<_>>()
        };
        assert_eq!(begins(1), [225.0]);
        assert_eq!(begins(2), [210.0, 240.0]);
        assert_eq!(begins(9)[7..], [330.0, 120.0]);
        assert_eq!(pause_of(&team, &Shift { window: window(1, 8, 12), agents: 1 }), None);
    }
}
