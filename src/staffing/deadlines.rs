//! How long a conversation may wait, minute by minute of the ordinary week, on the clock of its agreement.

use crate::desk::week::MINUTES_PER_WEEK;
use crate::desk::{Clock, Scenario, Sla, WeekCover};
use crate::time::{HOURS_PER_WEEK, Span};

const WEEK: usize = MINUTES_PER_WEEK as usize;

/// For each minute of the week in which a conversation opens, the minutes until its limit is over; a week at most.
#[derive(Clone, PartialEq, Debug)]
pub struct Deadlines(Vec<u32>);

impl Deadlines {
    pub fn of(scenario: &Scenario, sla: &Sla) -> Deadlines {
        let limit = sla.within.minutes().floor().min(f64::from(MINUTES_PER_WEEK)) as u32;
        match sla.clock {
            Clock::Elapsed => Deadlines(vec![limit; WEEK]),
            Clock::ServiceHours => Deadlines::on_clock(&scenario.served(), limit),
        }
    }

    /// The clock runs in the minutes of the cover only.
    fn on_clock(cover: &WeekCover, limit: u32) -> Deadlines {
        let mut runs = vec![false; WEEK];
        for (from, to) in cover.intervals() {
            runs[*from as usize..*to as usize].fill(true);
        }
        // `end` is the first minute by which the clock has run for the limit since `begin`; both only move forwards.
        let (mut end, mut run) = (0usize, 0);
        let until = (0..WEEK).map(|begin| {
            while run < limit && end < begin + WEEK {
                run += u32::from(runs[end % WEEK]);
                end += 1;
            }
            let minutes = end.saturating_sub(begin) as u32;
            if end > begin {
                run -= u32::from(runs[begin]);
            } else {
                end = begin + 1;
            }
            minutes
        });
        Deadlines(until.collect())
    }

    /// Longest time until the limit is over for what opens in an hour of the week.
    pub fn longest(&self, hour: usize) -> Span {
        let longest = self.0[hour * 60..(hour + 1) * 60].iter().max().copied().unwrap_or(0);
        Span::from_minutes(f64::from(longest))
    }

    /// For the end of each hour: the hours whose conversations may still wait then, and the share of their minutes for which
    /// that holds, or 1 (`generous`) where it holds for any. `grace`: minutes that pass after the limit until it counts.
    pub fn may_wait(&self, grace: u32, generous: bool) -> Vec<Vec<(usize, f64)>> {
        (0..HOURS_PER_WEEK).map(|hour| self.waiting_at_end_of(hour, grace, generous)).collect()
    }

    fn waiting_at_end_of(&self, hour: usize, grace: u32, generous: bool) -> Vec<(usize, f64)> {
        let end = (hour + 1) * 60 + WEEK;
        // Deadlines only move forwards, so those still to come begin at one minute.
        let back = (1..=WEEK).take_while(|back| self.0[(end - back) % WEEK] + grace >= *back as u32).count();
        (0..HOURS_PER_WEEK)
            .map(|hours| (hours, back.saturating_sub(hours * 60).min(60)))
            .take_while(|(_, minutes)| *minutes > 0)
            .map(|(hours, minutes)| {
                let share = if generous { 1.0 } else { minutes as f64 / 60.0 };
                ((hour + HOURS_PER_WEEK - hours) % HOURS_PER_WEEK, share)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Days, Window};

    #[test]
    fn on_the_elapsed_clock_the_last_limit_may_wait() {
        let half_an_hour = Deadlines(vec![30; WEEK]);
        assert_eq!(half_an_hour.may_wait(0, false)[0], [(0, 0.5)]);
        assert_eq!(half_an_hour.may_wait(60, true)[0], [(0, 1.0), (167, 1.0)]);
        assert_eq!(Deadlines(vec![120; WEEK]).may_wait(0, false)[5], [(5, 1.0), (4, 1.0)]);
    }

    /// Open 08-20 every day, limit 1 h: what opens at 19:30 is due at 08:30; at 07:00 what opened since 19:00 may wait.
    #[test]
    fn on_the_service_clock_the_night_does_not_count() {
        let days = Days { weekdays: 0b111_1111, holidays: false };
        let cover = WeekCover::of([Window { days, from_minute: 480, to_minute: 1200 }]);
        let deadlines = Deadlines::on_clock(&cover, 60);
        assert_eq!(deadlines.0[8 * 60], 60);
        assert_eq!(deadlines.0[19 * 60 + 30], 13 * 60);
        assert_eq!(deadlines.0[3 * 60], 6 * 60);
        assert_eq!(deadlines.longest(19), Span::from_minutes(13.0 * 60.0 + 29.0 - 29.0));
        let waiting: Vec<usize> = deadlines.may_wait(0, false)[24 + 6].iter().map(|(hour, _)| *hour).collect();
        assert_eq!(waiting.len(), 12);
        assert_eq!((waiting[0], waiting[11]), (30, 19));
    }

    #[test]
    fn a_clock_that_never_runs_ends_after_a_week() {
        assert!(Deadlines::on_clock(&WeekCover::default(), 60).0.iter().all(|minutes| *minutes == MINUTES_PER_WEEK));
    }
}
