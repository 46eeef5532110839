//! Prices of working time, work places, phone contacts and gestures.

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
    /// Price of a contact by phone.
    pub phone_contact: f64,
    /// Price of a work place, per month.
    pub seats: f64,
    /// Outside paid hours and full-time equivalents; `None`: nobody pays any.
    pub supervisors: Option<Supervisors>,
}

/// Supervisors of the agents on duty (MODEL, section 9).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Supervisors {
    /// Agents on duty whom one of them leads, at least 1.
    pub per_agents: f64,
    /// Gross wage, before premiums and contributions.
    pub hourly_wage: f64,
    /// Their number is rounded up; else a part of one is paid.
    pub whole: bool,
}

impl Supervisors {
    /// How many lead that many agents on duty.
    pub fn of(self, agents_on_duty: u64) -> f64 {
        let exact = agents_on_duty as f64 / self.per_agents;
        // A quotient that is whole but for its rounding is whole.
        if self.whole { (exact - 1e-9).ceil().max(0.0) } else { exact }
    }
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

/// Months of a week, of which there are 365/7 in a year of 12 months.
pub const MONTHS_PER_WEEK: f64 = 12.0 / WEEKS_PER_YEAR;

/// Full-time equivalents: the paid hours of a year of 365 days over the hours of a full contract in a year.
pub fn fte(paid_hours_per_week: f64, annual_hours: f64) -> f64 {
    paid_hours_per_week * WEEKS_PER_YEAR / annual_hours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supervisors_are_a_part_of_one_or_whole() {
        let of = |whole, agents| Supervisors { per_agents: 12.0, hourly_wage: 12.5, whole }.of(agents);
        assert_eq!([of(false, 0), of(false, 3), of(false, 12)], [0.0, 0.25, 1.0]);
        assert_eq!([of(true, 0), of(true, 1), of(true, 12), of(true, 13)], [0.0, 1.0, 1.0, 2.0]);
        assert_eq!(Supervisors { per_agents: 1.1, hourly_wage: 1.0, whole: true }.of(11), 10.0);
    }

    /// VALIDATION case 13: one seat 24x7 is 8,760 h a year; one of 14 h on five days 3,650 h.
    #[test]
    fn one_seat_takes_more_than_one_person() {
        assert!((168.0 * WEEKS_PER_YEAR - 8760.0).abs() < 1e-9);
        assert_eq!(format!("{:.2}", fte(168.0, 1764.0)), "4.97");
        assert_eq!(format!("{:.2}", fte(14.0 * 5.0, 1764.0)), "2.07");
    }
}
