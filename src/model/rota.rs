//! From shifts to individuals: who works which shift, and when each of them begins and takes a break.

use crate::desk::{Scenario, Shift, Team, Window};
use crate::time::{MS_PER_MINUTE, MS_PER_WEEK, Span, Time};

const MINUTES_PER_DAY: i64 = 1440;

/// One shift of one team, with the individuals who work it.
#[derive(Clone, Debug)]
pub struct Duty {
    pub team: u16,
    pub window: Window,
    /// Numbers of the agents, in the order in which breaks are staggered.
    pub agents: Vec<u32>,
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
    /// Begin of each shift occurrence of the run, and its duty; ascending.
    pub begins: Begins,
}

/// Occurrences of shifts by day: the duties of each weekday and of holidays, in order of their begin.
#[derive(Clone, Debug)]
pub struct Begins {
    by_day_kind: [Vec<u16>; 8],
    holidays: Vec<u32>,
    days: u32,
}

impl Begins {
    /// Duties that begin on a day of the run, in order of their begin; none after the last day.
    pub fn on(&self, day: u32) -> &[u16] {
        if day >= self.days {
            return &[];
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
        let mut team_of_agent = Vec::new();
        let mut duties = Vec::new();
        for (number, team) in scenario.teams.iter().enumerate() {
            let first_agent = team_of_agent.len() as u32;
            let (positions, worked) = assign(&team.rota);
            team_of_agent.extend(std::iter::repeat_n(number as u16, positions));
            duties.extend(team.rota.iter().zip(worked).map(|(shift, positions)| Duty {
                team: number as u16,
                window: shift.window,
                pause: pause_of(team, shift),
                agents: positions.into_iter().map(|position| first_agent + position).collect(),
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
        let begins = Begins { by_day_kind, holidays: scenario.calendar.holidays.clone(), days };
        Rota { duties, team_of_agent, begins }
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

/// Gives each shift its individuals, as numbers below the count returned: shifts that meet get different people, shifts
/// that touch the same ones where possible, so that they are one spell on duty.
fn assign(rota: &[Shift]) -> (usize, Vec<Vec<u32>>) {
    let mut order: Vec<usize> = (0..rota.len()).collect();
    order.sort_by_key(|i| (rota[*i].window.days.weekdays.trailing_zeros(), rota[*i].window.from_minute));
    let mut worked_by: Vec<Vec<usize>> = Vec::new();
    let mut positions: Vec<Vec<u32>> = vec![Vec::new(); rota.len()];
    for i in order {
        let meets: Vec<bool> = rota.iter().map(|other| relation(rota[i].window, other.window).meets).collect();
        let touches: Vec<bool> = rota.iter().map(|other| relation(rota[i].window, other.window).touches).collect();
        let mut free: Vec<usize> =
            (0..worked_by.len()).filter(|position| worked_by[*position].iter().all(|shift| !meets[*shift])).collect();
        free.sort_by_key(|position| !worked_by[*position].iter().any(|shift| touches[*shift]));
        free.truncate(rota[i].agents as usize);
        while free.len() < rota[i].agents as usize {
            free.push(worked_by.len());
            worked_by.push(Vec::new());
        }
        free.sort_unstable();
        for position in free {
            worked_by[position].push(i);
            positions[i].push(position as u32);
        }
    }
    (worked_by.len(), positions)
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
        assert_eq!(worked, vec![vec![0, 1], vec![2], vec![0, 1, 3], vec![0]]);
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
