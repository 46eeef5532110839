//! Windows of the week, shifts, breaks and the calendar that turns them into instants.

use crate::time::{MS_PER_MINUTE, Span, Time};

/// The kinds of day a window applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Days {
    /// Bit 0 is Monday, bit 6 Sunday.
    pub weekdays: u8,
    /// Whether it applies on public holidays, whatever weekday they fall on.
    pub holidays: bool,
}

impl Days {
    pub const DAILY: Days = Days { weekdays: 0b111_1111, holidays: false };

    pub fn has_weekday(self, weekday: u32) -> bool {
        self.weekdays & (1 << weekday) != 0
    }
}

/// A stretch of the day on certain days. It belongs to the day on which it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    pub days: Days,
    /// Minutes after midnight, below 1,440.
    pub from_minute: u32,
    /// Above `from_minute`, at most 1,440 later; above 1,440 where it ends on the next day.
    pub to_minute: u32,
}

impl Window {
    pub const ALWAYS: Window =
        Window { days: Days { weekdays: 0b111_1111, holidays: true }, from_minute: 0, to_minute: 1440 };

    pub fn length(self) -> Span {
        Span(u64::from(self.to_minute - self.from_minute) * MS_PER_MINUTE)
    }

    /// Beginning and end of the occurrence that begins on the given day of the run, if there is one.
    pub fn on_day(self, calendar: &Calendar, day: u32) -> Option<(Time, Time)> {
        let applies = if calendar.is_holiday(day) { self.days.holidays } else { self.days.has_weekday(day % 7) };
        let at = |minute: u32| Time::day_start(day) + Span(u64::from(minute) * MS_PER_MINUTE);
        applies.then(|| (at(self.from_minute), at(self.to_minute)))
    }
}

/// A window in which a number of agents of one team are on duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shift {
    pub window: Window,
    pub agents: u32,
}

/// One break in every shift that is longer than `after`, staggered over the team around the middle of the shift.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Break {
    pub after: Span,
    pub length: Span,
    pub paid: bool,
}

/// Which days of the run are public holidays. Day 0 is the Monday of the first warm-up week.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Date of the Monday of week 1, the first measured one; `None`: generic weeks.
    pub start: Option<jiff::civil::Date>,
    /// Days of the run, ascending, without repetition.
    pub holidays: Vec<u32>,
}

impl Calendar {
    pub fn is_holiday(&self, day: u32) -> bool {
        !self.holidays.is_empty() && self.holidays.binary_search(&day).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::MS_PER_HOUR;

    #[test]
    fn a_window_belongs_to_the_day_it_begins_on_and_skips_holidays() {
        let calendar = Calendar { start: None, holidays: vec![1] };
        let night = Window { days: Days::DAILY, from_minute: 22 * 60, to_minute: 30 * 60 };
        assert_eq!(night.on_day(&calendar, 0), Some((Time(22 * MS_PER_HOUR), Time(30 * MS_PER_HOUR))));
        assert_eq!(night.on_day(&calendar, 1), None);
        assert!(Window::ALWAYS.on_day(&calendar, 1).is_some());
    }
}
