//! The service-hours clock: it runs only while the brand is published as open.

use super::shift::{Calendar, Window};
use crate::time::{MS_PER_DAY, Span, Time};

/// Opening hours over the whole horizon, for reading the service-hours clock in constant time.
///
/// Invariant: intervals are disjoint, ascending, and split at midnight.
#[derive(Clone, Debug)]
pub struct OpenHours {
    /// Open at every instant: the clock is wall time.
    always: bool,
    /// For each day (and one more) the index of its first interval.
    first: Vec<u32>,
    /// For each day (and one more) the time open before it.
    open_before: Vec<u64>,
    intervals: Vec<(u64, u64)>,
}

impl OpenHours {
    /// The union of the windows over `days` days.
    pub fn new(windows: &[Window], calendar: &Calendar, days: u32) -> OpenHours {
        let end = u64::from(days) * MS_PER_DAY;
        let mut raw: Vec<(u64, u64)> = (0..days)
            .flat_map(|day| windows.iter().filter_map(move |window| window.on_day(calendar, day)))
            .map(|(from, to)| (from.0, to.0.min(end)))
            .collect();
        raw.sort_unstable();
        let (mut intervals, mut reached) = (Vec::new(), 0);
        for (from, to) in raw {
            split_at_midnight(from.max(reached), to, &mut intervals);
            reached = reached.max(to);
        }
        let (mut first, mut open_before, mut open, mut at) = (Vec::new(), Vec::new(), 0, 0);
        for day in 0..=u64::from(days) {
            first.push(at as u32);
            open_before.push(open);
            while at < intervals.len() && intervals[at].0 < (day + 1) * MS_PER_DAY {
                open += intervals[at].1 - intervals[at].0;
                at += 1;
            }
        }
        OpenHours { always: open == end, first, open_before, intervals }
    }

    /// Time open since the start of the run; what lies beyond the horizon counts as closed.
    #[inline]
    pub fn read(&self, now: Time) -> Span {
        if self.always {
            return Span(now.0);
        }
        let day = (now.day() as usize).min(self.first.len() - 2);
        let mut open = self.open_before[day];
        for (from, to) in &self.intervals[self.first[day] as usize..self.first[day + 1] as usize] {
            open += now.0.min(*to).saturating_sub(*from);
        }
        Span(open)
    }

    /// Time open between two instants.
    #[inline]
    pub fn between(&self, from: Time, to: Time) -> Span {
        Span(self.read(to).0 - self.read(from).0)
    }

    /// The first instant at which the clock has run for `span` since `from`; `NEVER` beyond the horizon.
    pub fn after(&self, from: Time, span: Span) -> Time {
        if self.always {
            return from + span;
        }
        let wanted = self.read(from).0 + span.0;
        let day = self.open_before.partition_point(|open| *open < wanted);
        if day == 0 || day == self.open_before.len() {
            return if day == 0 { from } else { Time::NEVER };
        }
        let mut left = wanted - self.open_before[day - 1];
        for (begin, end) in &self.intervals[self.first[day - 1] as usize..self.first[day] as usize] {
            if left <= end - begin {
                return Time((begin + left).max(from.0));
            }
            left -= end - begin;
        }
        Time::NEVER
    }
}

fn split_at_midnight(mut from: u64, to: u64, intervals: &mut Vec<(u64, u64)>) {
    while from < to {
        let midnight = (from / MS_PER_DAY + 1) * MS_PER_DAY;
        intervals.push((from, to.min(midnight)));
        from = midnight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Days;
    use crate::time::{MS_PER_HOUR, MS_PER_MINUTE};

    fn at(day: u64, hour: u64, minute: u64) -> Time {
        Time(day * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE)
    }

    /// The fixed example of both clocks (VALIDATION, case 10).
    #[test]
    fn friday_1630_with_one_hour_is_due_monday_0930_in_service_hours() {
        let days = Days { weekdays: 0b1_1111, holidays: false };
        let windows = [Window { days, from_minute: 9 * 60, to_minute: 17 * 60 }];
        let clock = OpenHours::new(&windows, &Calendar::default(), 28);
        let hour = Span(MS_PER_HOUR);
        assert_eq!(clock.after(at(4, 16, 30), hour), at(7, 9, 30));
        assert_eq!(at(4, 16, 30) + hour, at(4, 17, 30));
        assert_eq!(clock.between(at(4, 16, 30), at(7, 9, 30)), hour);
        assert_eq!(clock.between(at(4, 20, 0), at(7, 3, 0)), Span::ZERO);
        let holiday = Calendar { start: None, holidays: vec![7] };
        assert_eq!(OpenHours::new(&windows, &holiday, 28).after(at(4, 16, 30), hour), at(8, 9, 30));
    }

    #[test]
    fn overlapping_windows_across_midnight_count_once() {
        let night = Window { days: Days::DAILY, from_minute: 22 * 60, to_minute: 30 * 60 };
        let late = Window { days: Days::DAILY, from_minute: 20 * 60, to_minute: 24 * 60 };
        let clock = OpenHours::new(&[night, late], &Calendar::default(), 7);
        assert_eq!(clock.read(at(1, 0, 0)), Span(4 * MS_PER_HOUR));
        assert_eq!(clock.read(at(2, 0, 0)), Span(14 * MS_PER_HOUR));
        assert_eq!(clock.after(at(0, 23, 0), Span(8 * MS_PER_HOUR)), at(1, 21, 0));
        assert_eq!(clock.after(at(6, 23, 0), Span(8 * MS_PER_HOUR)), Time::NEVER);
    }

    #[test]
    fn always_open_is_wall_time() {
        let clock = OpenHours::new(&[Window::ALWAYS], &Calendar { start: None, holidays: vec![3] }, 14);
        assert_eq!(clock.read(at(9, 3, 7)), Span(at(9, 3, 7).0));
        assert_eq!(clock.after(at(13, 20, 0), Span(6 * MS_PER_HOUR)), at(14, 2, 0));
    }
}
