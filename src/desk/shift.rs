//! Windows of the week, shifts, breaks and the calendar that turns them into instants.

use crate::time::{MS_PER_MINUTE, Span};

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
