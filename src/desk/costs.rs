//! Prices of working time.

use crate::time::WEEKS_PER_YEAR;

#[derive(Clone, Debug)]
pub struct Costs {
    pub night: Option<NightPremium>,
    /// Share added to the wage on Sundays.
    pub sunday: f64,
    /// Share added to the wage on public holidays.
    pub holiday: f64,
    /// Employer contributions on top of wage and premiums.
    pub contributions: f64,
    /// Hours of work of a full contract in a year (FTE).
    pub annual_hours: f64,
    /// Price of the goodwill gesture to one who is treated preferentially.
    pub goodwill_cost: f64,
}

/// Share added to the wage between two times of day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NightPremium {
    /// Minutes after midnight, below 1,440.
    pub from_minute: u32,
    /// Minutes after midnight of the same day, above `from_minute`; above 1,440 where it ends on the next day.
    pub to_minute: u32,
    pub premium: f64,
}

/// Full-time equivalents: the paid hours of a year of 365 days over the hours of a full contract in a year.
pub fn fte(paid_hours_per_week: f64, annual_hours: f64) -> f64 {
    paid_hours_per_week * WEEKS_PER_YEAR / annual_hours
}

#[cfg(test)]
mod tests {
    use super::*;

    /// VALIDATION case 13: one seat 24x7 is 8,760 h a year; one of 14 h on five days 3,650 h.
    #[test]
    fn one_seat_takes_more_than_one_person() {
        assert!((168.0 * WEEKS_PER_YEAR - 8760.0).abs() < 1e-9);
        assert_eq!(format!("{:.2}", fte(168.0, 1764.0)), "4.97");
        assert_eq!(format!("{:.2}", fte(14.0 * 5.0, 1764.0)), "2.07");
    }
}
