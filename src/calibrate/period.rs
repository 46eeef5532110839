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
    pub fn of(opened_local_s: Vec<i64>) -> Option<Period> {
        let mut days = opened_local_s;
        days.iter_mut().for_each(|local_s| *local_s = local_s.div_euclid(86_400));
        days.sort_unstable();
        let stretches = days.chunk_by(|day, next| next - day <= MOST_SILENT_DAYS);
        // Of equals the later, which is nearer to what is to be planned.
        let longest = stretches.max_by_key(|stretch| stretch.len())?;
        let (first, last) = (*longest.first()?, *longest.last()?);
        let whole = Period { from: first, to: last + 1 };
        let trimmed = Period { from: first + 1, to: last };
        Some(if whole.days() >= FEWEST_TO_TRIM { trimmed } else { whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_of_other_years_do_not_stretch_the_period() {
        let opened: Vec<i64> = [100].into_iter().chain(1000..1030).chain([5000]).map(|day| day * 86_400 + 7).collect();
        assert_eq!(Period::of(opened.clone()), Some(Period { from: 1001, to: 1029 }));
        assert_eq!(Period::of(opened[..1].to_vec()), Some(Period { from: 100, to: 101 }));
        assert_eq!(Period::of(vec![]), None);
        assert_eq!((Period::weekday(0), Period::weekday(4), Period::weekday(-1)), (3, 0, 2));
    }
}
