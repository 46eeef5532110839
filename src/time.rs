//! Simulated time: integer milliseconds since the run began (Monday 00:00 of its first warm-up week).
//!
//! Invariant: no floating-point number orders events. Conversions round to the nearest millisecond and happen
//! where a quantity enters the engine.

use std::ops::{Add, AddAssign, Sub};

pub const MS_PER_MINUTE: u64 = 60_000;
pub const MS_PER_HOUR: u64 = 60 * MS_PER_MINUTE;
pub const MS_PER_DAY: u64 = 24 * MS_PER_HOUR;
pub const MS_PER_WEEK: u64 = 7 * MS_PER_DAY;
pub const HOURS_PER_WEEK: usize = 168;
/// Weeks of a year of 365 days.
pub const WEEKS_PER_YEAR: f64 = 365.0 / 7.0;

/// An instant: milliseconds since the start of the run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Time(pub u64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span(pub u64);

impl Time {
    pub const ZERO: Time = Time(0);
    /// Later than every instant of every run.
    pub const NEVER: Time = Time(u64::MAX);

    /// Monday 00:00 of the given week of the run (0 is the first warm-up week).
    pub fn week_start(week: u32) -> Time {
        Time(u64::from(week) * MS_PER_WEEK)
    }
    /// 00:00 of the given day of the run (0 is a Monday).
    pub fn day_start(day: u32) -> Time {
        Time(u64::from(day) * MS_PER_DAY)
    }
    /// Whole weeks since the start of the run.
    pub fn week(self) -> u32 {
        (self.0 / MS_PER_WEEK) as u32
    }
    /// Whole days since the start of the run.
    pub fn day(self) -> u32 {
        (self.0 / MS_PER_DAY) as u32
    }
    /// Whole hours since the start of the run.
    pub fn hour(self) -> u64 {
        self.0 / MS_PER_HOUR
    }
    /// 0 (Monday 00:00-01:00) to 167 (Sunday 23:00-24:00).
    pub fn hour_of_week(self) -> usize {
        (self.hour() % HOURS_PER_WEEK as u64) as usize
    }
    /// The time since an earlier instant; zero if `earlier` is later.
    pub fn since(self, earlier: Time) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    pub const ZERO: Span = Span(0);

    /// Spans made from numbers are no longer than this: 71,000 years.
    pub const LONGEST: Span = Span(1 << 51);

    /// The nearest whole millisecond; negative and not-a-number give zero, too large the longest span.
    pub fn from_minutes(minutes: f64) -> Span {
        Span::from_ms(minutes * MS_PER_MINUTE as f64)
    }
    /// The nearest whole millisecond; negative and not-a-number give zero, too large the longest span.
    #[inline]
    pub fn from_ms(ms: f64) -> Span {
        // At 2^52 the spacing of the numbers is 1: adding it rounds to a whole number, which then stands in the low bits. A
        // conversion with its checks takes several times as long, and this is done several times a conversation.
        const SHIFT: f64 = (1u64 << 52) as f64;
        let in_range = ms.max(0.0).min(Span::LONGEST.0 as f64);
        Span((in_range + SHIFT).to_bits() & ((1 << 52) - 1))
    }
    pub fn minutes(self) -> f64 {
        self.0 as f64 / MS_PER_MINUTE as f64
    }
    pub fn hours(self) -> f64 {
        self.0 as f64 / MS_PER_HOUR as f64
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Time {
    type Output = Time;
    fn sub(self, span: Span) -> Time {
        Time(self.0.saturating_sub(span.0))
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_know_their_place_in_the_week() {
        let tuesday_nine = Time(MS_PER_WEEK + MS_PER_DAY + 9 * MS_PER_HOUR);
        assert_eq!(tuesday_nine.week(), 1);
        assert_eq!(tuesday_nine.day(), 8);
        assert_eq!(tuesday_nine.hour_of_week(), 33);
    }

    #[test]
    fn minutes_round_to_the_nearest_millisecond_and_never_wrap() {
        assert_eq!(Span::from_minutes(0.00001), Span(1));
        assert_eq!(Span::from_minutes(-1.0), Span::ZERO);
        assert_eq!(Span::from_minutes(f64::NAN), Span::ZERO);
        assert_eq!(Span::from_minutes(f64::INFINITY), Span::LONGEST);
        assert_eq!(Span::from_ms(1e12 + 0.6), Span(1_000_000_000_001));
    }
}
