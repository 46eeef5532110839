//! What a staffing is made of: shifts that somebody might work, and how many positions each of them gets.

use crate::desk::week::MINUTES_PER_WEEK;

const MINUTES_PER_DAY: u32 = 1440;

/// A shift of one day of the ordinary week that positions of one team may work.
///
/// The team is a template: its skills, speed, wage and break are those of every position planned for it.
#[derive(Clone, PartialEq, Debug)]
pub struct CandidateShift {
    /// Number of the team in [`crate::desk::Scenario::teams`].
    pub team: usize,
    /// Day on which it begins: 0 is Monday.
    pub weekday: u32,
    /// Minutes after midnight of that day, below 1,440.
    pub from_minute: u32,
    /// Length on duty, break included: 1 to 1,440 minutes. It may end on the next day, and on Monday of the next week.
    pub minutes: u32,
    /// Break taken within it, whoever pays for it; 0: none.
    pub break_minutes: u32,
    /// Money for one position of one week: paid minutes with premiums and contributions, training, and its part of a
    /// supervisor. Absence is paid, an unpaid break is not.
    pub cost: f64,
    /// Most positions that may be planned on it.
    pub most: u32,
}

impl CandidateShift {
    /// Minutes after Monday 00:00 at which it begins.
    pub fn begins(&self) -> u32 {
        self.weekday * MINUTES_PER_DAY + self.from_minute
    }

    /// Minutes on duty within a stretch of the week (`to` at most a week, above `from`); what passes Sunday midnight counts
    /// on Monday.
    pub fn minutes_within(&self, from: u32, to: u32) -> u32 {
        let (begin, end) = (self.begins(), self.begins() + self.minutes);
        let shared = |from: u32, to: u32| to.min(end).saturating_sub(from.max(begin));
        shared(from, to) + shared(from + MINUTES_PER_WEEK, to + MINUTES_PER_WEEK)
    }
}

/// Positions on each candidate, in the order of the candidates: the plan of a week.
pub type Positions = Vec<u32>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_from_sunday_reaches_into_monday() {
        let night = CandidateShift {
            team: 0,
            weekday: 6,
            from_minute: 22 * 60,
            minutes: 8 * 60,
            break_minutes: 0,
            cost: 100.0,
            most: 5,
        };
        assert_eq!(night.minutes_within(0, 24 * 60), 6 * 60);
        assert_eq!(night.minutes_within(6 * 1440, MINUTES_PER_WEEK), 2 * 60);
        assert_eq!(night.minutes_within(0, MINUTES_PER_WEEK), 8 * 60);
        assert_eq!(night.minutes_within(5 * 60, 7 * 60), 60);
    }
}
