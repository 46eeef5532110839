//! The days that an export tells about.

/// Silence that parts one stretch of an export from the next.
const MOST_SILENT_DAYS: i64 = 14;
/// Days of a stretch from which its first and its last are left out: they are seldom whole.
const FEWEST_TO_TRIM: i64 = 4;

/// Whole local days, the last one excluded, counted from 1 January 1970.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    pub from: i64,
    pub to: i64,
}

impl Period {
    pub fn days(&self) -> i64 {
        self.to - self.from
    }
    pub fn middle(&self) -> f64 {
        (self.from + self.to) as f64 / 2.0
    }
    /// Weekday of a day, 0 is Monday: 1 January 1970 was a Thursday.
    pub fn weekday(day: i64) -> usize {
        (day + 3).rem_euclid(7) as usize
    }
    pub fn holds(&self, local_s: i64) -> bool {
        (self.from..self.to).contains(&local_s.div_euclid(86_400))
    }

    /// The longest account of an export: between silences of more than two weeks, the stretch with most conversations, without its
    /// first and last day. `None` of no conversation.
    ///
    /// `cut` is the day on which an export was cut off by us, if it was: the day before it is whole, and days without a conversation
    /// just before it are as well told as others.
    pub fn of(opened_local_s: Vec<i64>, cut: Option<i64>) -> Option<Period> {
        let mut days = opened_local_s;
        days.iter_mut().for_each(|local_s| *local_s = local_s.div_euclid(86_400));
        days.sort_unstable();
        let stretches = days.chunk_by(|day, next| next - day <= MOST_SILENT_DAYS);
        // Of equals the later, which is nearer to what is to be planned.
        let longest = stretches.max_by_key(|stretch| stretch.len())?;
        let (first, last) = (*longest.first()?, *longest.last()?);
        let cut = cut.filter(|cut| *cut > last && cut - last <= MOST_SILENT_DAYS);
        let whole = Period { from: first, to: cut.unwrap_or(last + 1) };
        let trimmed = Period { from: first + 1, to: cut.unwrap_or(last) };
        Some(if whole.days() >= FEWEST_TO_TRIM { trimmed } else { whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_of_other_years_do_not_stretch_the_period() {
        let opened: Vec<i64> = [100].into_iter().chain(1000..1030).chain([5000]).map(|day| day * 86_400 + 7).collect();
        assert_eq!(Period::of(opened.clone(), None), Some(Period { from: 1001, to: 1029 }));
        assert_eq!(Period::of(opened[..1].to_vec(), None), Some(Period { from: 100, to: 101 }));
        assert_eq!(Period::of(vec![], None), None);
        assert_eq!((Period::weekday(0), Period::weekday(4), Period::weekday(-1)), (3, 0, 2));
    }

    /// Days 10 to 39, cut off on day 30, on day 32 after two days off, and long after the last conversation.
    #[test]
    fn the_day_before_a_cut_is_whole() {
        let until = |day: i64| (10..day).map(|day| day * 86_400).collect::<Vec<i64>>();
        assert_eq!(Period::of(until(30), None), Some(Period { from: 11, to: 29 }));
        assert_eq!(Period::of(until(30), Some(30)), Some(Period { from: 11, to: 30 }));
        assert_eq!(Period::of(until(30), Some(32)), Some(Period { from: 11, to: 32 }));
        assert_eq!(Period::of(until(30), Some(90)), Some(Period { from: 11, to: 29 }));
        assert_eq!(Period::of(until(12), Some(12)), Some(Period { from: 10, to: 12 }));
    }
}
