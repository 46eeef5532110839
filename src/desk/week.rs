//! The ordinary week: which of its minutes windows cover. No day of it is a holiday, so a window that names only
//! holidays covers nothing, and one that names holidays among its days covers its weekdays.
//!
//! Invariant: intervals are ascending, do not touch, are not empty and lie in 0..=10,080.

use super::shift::Window;
use super::{Scenario, Shift};

const MINUTES_PER_DAY: u32 = 1440;
/// Minutes of a week; minute 0 is Monday 00:00.
pub const MINUTES_PER_WEEK: u32 = 7 * MINUTES_PER_DAY;

/// A set of minutes of the ordinary week.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WeekCover(Vec<(u32, u32)>);

impl WeekCover {
    pub fn always() -> WeekCover {
        WeekCover(vec![(0, MINUTES_PER_WEEK)])
    }

    /// The minutes that at least one of the windows covers.
    pub fn of(windows: impl IntoIterator<Item = Window>) -> WeekCover {
        WeekCover::joined(windows.into_iter().flat_map(pieces).collect())
    }

    /// The minutes of stretches (begin, length), a day long at most, that begin within the week; they may reach into the next.
    pub fn of_stretches(stretches: &[(u32, u32)]) -> WeekCover {
        WeekCover::joined(stretches.iter().flat_map(|(from, length)| round_the_week(*from, from + length)).collect())
    }

    fn joined(mut pieces: Vec<(u32, u32)>) -> WeekCover {
        pieces.retain(|(from, to)| from < to);
        pieces.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(pieces.len());
        for (from, to) in pieces {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        WeekCover(joined)
    }

    /// Ascending intervals (from, to) in minutes since Monday 00:00, `to` not included. One that reaches Sunday 24:00
    /// and one that begins on Monday 00:00 stand apart.
    pub fn intervals(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// (begin, length) of each stretch in minutes, ascending, as they follow each other round the week: what ends on Sunday
    /// at midnight goes on into what begins on Monday.
    pub fn stretches(&self) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = self.0.iter().map(|(from, to)| (*from, to - from)).collect();
        if let [first, .., last] = found.as_mut_slice()
            && first.0 == 0
            && last.0 + last.1 == MINUTES_PER_WEEK
        {
            last.1 += first.1;
            found.remove(0);
        }
        found
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Length in hours.
    pub fn hours(&self) -> f64 {
        f64::from(self.0.iter().map(|(from, to)| to - from).sum::<u32>()) / 60.0
    }

    /// How many minutes of an hour of the week (0..168) are in the set.
    pub fn minutes_of_hour(&self, hour_of_week: u32) -> u32 {
        let (start, end) = (hour_of_week * 60, (hour_of_week + 1) * 60);
        self.0.iter().map(|(from, to)| (*to).min(end).saturating_sub((*from).max(start))).sum()
    }

    /// The minutes of this set that are not in the other.
    pub fn minus(&self, other: &WeekCover) -> WeekCover {
        let mut left = Vec::new();
        for &(from, to) in &self.0 {
            let mut rest = from;
            for &(cut_from, cut_to) in other.0.iter().filter(|cut| cut.1 > from && cut.0 < to) {
                left.push((rest, cut_from));
                rest = cut_to;
            }
            left.push((rest, to));
        }
        WeekCover::joined(left)
    }
}

/// The minutes that a window covers, as intervals; what reaches beyond Sunday midnight comes round to Monday.
fn pieces(window: Window) -> impl Iterator<Item = (u32, u32)> {
    (0..7).filter(move |weekday| window.days.has_weekday(*weekday)).flat_map(move |weekday| {
        let midnight = weekday * MINUTES_PER_DAY;
        round_the_week(midnight + window.from_minute, midnight + window.to_minute)
    })
}

/// A stretch that begins within the week, in this week and, as far as it goes on into the next, at the begin of it.
fn round_the_week(from: u32, to: u32) -> [(u32, u32); 2] {
    [(from.min(MINUTES_PER_WEEK), to.min(MINUTES_PER_WEEK)), (0, to.saturating_sub(MINUTES_PER_WEEK))]
}

impl Scenario {
    /// The minutes of the ordinary week in which at least one agent of any team is on duty (absence and breaks apart).
    pub fn covered_by_shifts(&self) -> WeekCover {
        let manned = |shift: &&Shift| shift.agents > 0;
        WeekCover::of(self.teams.iter().flat_map(|team| &team.rota).filter(manned).map(|shift| shift.window))
    }

    /// Most positions on duty at once in the ordinary week, by the rota: an absent agent's place stands empty.
    pub fn most_positions_at_once(&self) -> u32 {
        let mut changes: Vec<(u32, i64)> = Vec::new();
        for shift in self.teams.iter().flat_map(|team| &team.rota) {
            let agents = i64::from(shift.agents);
            for (from, to) in pieces(shift.window) {
                changes.extend([(from, agents), (to, -agents)]);
            }
        }
        // At one minute those who go stand before those who come.
        changes.sort_unstable();
        let (mut on_duty, mut most) = (0, 0);
        for (_, change) in changes {
            on_duty += change;
            most = most.max(on_duty);
        }
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    /// The minutes of the ordinary week that the brand publishes as served; where it publishes none, those its shifts
    /// cover.
    pub fn served(&self) -> WeekCover {
        if self.service_hours.is_empty() {
            self.covered_by_shifts()
        } else {
            WeekCover::of(self.service_hours.iter().copied())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Days;

    fn window(weekdays: u8, from_hour: u32, to_hour: u32) -> Window {
        Window { days: Days { weekdays, holidays: false }, from_minute: from_hour * 60, to_minute: to_hour * 60 }
    }

    #[test]
    fn windows_that_touch_or_overlap_become_one() {
        let cover = WeekCover::of([window(0b1, 8, 16), window(0b1, 16, 20), window(0b1, 10, 12), window(0b10, 9, 10)]);
        assert_eq!(cover.intervals(), [(480, 1200), (1440 + 540, 1440 + 600)]);
        assert_eq!(cover.hours(), 13.0);
    }

    #[test]
    fn a_night_shift_goes_on_into_the_next_day_and_sunday_into_monday() {
        let cover = WeekCover::of([window(0b100_0001, 22, 30)]);
        assert_eq!(cover.intervals(), [(0, 360), (1320, 1800), (6 * 1440 + 1320, 10_080)]);
        assert_eq!(cover.hours(), 16.0);
    }

    #[test]
    fn all_week_is_one_interval_and_holidays_alone_are_none() {
        assert_eq!(WeekCover::of([Window::ALWAYS]).intervals(), [(0, 10_080)]);
        let holidays = Window { days: Days { weekdays: 0, holidays: true }, from_minute: 0, to_minute: 1440 };
        assert!(WeekCover::of([holidays]).is_empty());
    }

    #[test]
    fn stretches_go_on_over_sunday_midnight() {
        let cover = WeekCover::of([window(0b100_0000, 22, 30), window(0b10, 8, 16)]);
        assert_eq!(cover.stretches(), [(1440 + 480, 480), (6 * 1440 + 1320, 480)]);
        assert_eq!(WeekCover::always().stretches(), [(0, MINUTES_PER_WEEK)]);
        assert_eq!(WeekCover::default().stretches(), []);
    }

    #[test]
    fn minutes_of_an_hour_are_counted_exactly() {
        let cover = WeekCover::of([Window { days: Days::DAILY, from_minute: 510, to_minute: 1050 }]);
        assert_eq!([7, 8, 9, 17, 18].map(|hour| cover.minutes_of_hour(hour)), [0, 30, 60, 30, 0]);
        let parts = WeekCover(vec![(5, 10), (50, 70)]);
        assert_eq!(parts.minutes_of_hour(0), 15);
        assert_eq!((0..168).map(|h| cover.minutes_of_hour(h)).sum::<u32>(), 7 * 540);
    }

    #[test]
    fn differences_cut_at_both_ends_and_in_the_middle() {
        let day = WeekCover(vec![(100, 200), (300, 400)]);
        assert_eq!(
            day.minus(&WeekCover(vec![(50, 120), (140, 150), (190, 310)])).intervals(),
            [(120, 140), (150, 190), (310, 400)]
        );
        assert_eq!(day.minus(&WeekCover::default()), day);
        assert!(day.minus(&WeekCover(vec![(0, 10_080)])).is_empty());
        assert!(day.minus(&day).is_empty());
    }
}
