//! A unit-rate Poisson process mapped through the inverse of the cumulative intensity (MODEL, section 2).
//!
//! Within an hour the intensity is constant but for growth, g(s) = exp(r s) with r below 10^-5 a minute; its integral and
//! its inverse are expanded to the third order, which errs by less than 10^-10 of the hour.

use crate::desk::Calendar;
use crate::random::{Purpose, Sampler, Stream, entity_key, exponential, purpose_key};
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_WEEK, Time, WEEKS_PER_YEAR};

/// What is common to all arrival processes of a desk.
#[derive(Clone, Debug)]
pub struct Intensity {
    pub calendar: Calendar,
    pub holiday_factor: f64,
    /// Gamma with mean 1; `None`: no variation beyond Poisson.
    pub day_factor: Option<Sampler>,
    /// Growth per millisecond, continuously compounded: ln(1 + growth a year) / year.
    pub growth_per_ms: f64,
    /// Growth counts from here: Monday 00:00 of week 1.
    pub growth_from: Time,
    /// No process opens anything from here on.
    pub end: Time,
}

impl Intensity {
    pub fn growth_per_ms(growth_per_year: f64) -> f64 {
        growth_per_year.ln_1p() / (WEEKS_PER_YEAR * MS_PER_WEEK as f64)
    }
}

/// One arrival process: a volume a week and its profile.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// Expected arrivals in each hour of the week, before growth, day and holiday factors.
    pub per_hour: Box<[f64; HOURS_PER_WEEK]>,
}

impl Arrivals {
    pub fn new(per_week: f64, profile: &[f64; HOURS_PER_WEEK]) -> Arrivals {
        Arrivals { per_hour: Box::new(profile.map(|weight| weight * per_week)) }
    }
    pub fn is_empty(&self) -> bool {
        self.per_hour.iter().all(|expected| *expected <= 0.0)
    }
}

/// Place of one process in one replication.
#[derive(Clone, Debug)]
pub struct Cursor {
    stream: Stream,
    /// Key below which day factors are drawn: that of the replication, the same for every process.
    replication: u64,
    hour: u64,
    hour_begin_ms: f64,
    /// Intensity at the beginning of the hour, per millisecond, and its inverse.
    inverse_rate: f64,
    /// Growth within the hour, per millisecond.
    growth: f64,
    /// Unit-rate time used up since the hour began, and what the whole hour holds.
    used: f64,
    mass: f64,
    day: u32,
    day_factor: f64,
}

impl Cursor {
    /// `process` is the key of the process in the replication, `replication` that of the replication.
    pub fn new(arrivals: &Arrivals, intensity: &Intensity, replication: u64, process: u64) -> Cursor {
        let mut cursor = Cursor {
            stream: Stream::new(process, Purpose::Arrivals),
            replication,
            hour: 0,
            hour_begin_ms: 0.0,
            inverse_rate: 0.0,
            growth: 0.0,
            used: 0.0,
            mass: 0.0,
            day: u32::MAX,
            day_factor: 1.0,
        };
        cursor.enter_hour(0, arrivals, intensity);
        cursor
    }

    /// The next arrival; `NEVER` when there is none before the end.
    #[inline]
    pub fn next(&mut self, arrivals: &Arrivals, intensity: &Intensity) -> Time {
        let mut target = self.used + exponential(&mut self.stream);
        while target > self.mass {
            target -= self.mass;
            let hour = self.hour + 1;
            if hour * MS_PER_HOUR >= intensity.end.0 {
                return Time::NEVER;
            }
            self.enter_hour(hour, arrivals, intensity);
        }
        self.used = target;
        let x = target * self.inverse_rate;
        let grown = self.growth * x;
        Time((self.hour_begin_ms + x * (1.0 - grown * (0.5 - grown / 3.0))) as u64)
    }

    fn enter_hour(&mut self, hour: u64, arrivals: &Arrivals, intensity: &Intensity) {
        let begin = Time(hour * MS_PER_HOUR);
        if begin.day() != self.day {
            self.enter_day(begin.day(), intensity);
        }
        let length = MS_PER_HOUR as f64;
        self.hour = hour;
        self.hour_begin_ms = begin.0 as f64;
        self.growth = if begin >= intensity.growth_from { intensity.growth_per_ms } else { 0.0 };
        let grown_so_far = (self.growth * begin.since(intensity.growth_from).0 as f64).exp();
        let rate = arrivals.per_hour[begin.hour_of_week()] / length * self.day_factor * grown_so_far;
        self.inverse_rate = if rate > 0.0 { 1.0 / rate } else { 0.0 };
        let growth = self.growth * length;
        self.mass = rate * length * (1.0 + growth * (0.5 + growth / 6.0));
        self.used = 0.0;
    }

    fn enter_day(&mut self, day: u32, intensity: &Intensity) {
        self.day = day;
        let drawn = intensity.day_factor.as_ref().map(|sampler| {
            let days = purpose_key(self.replication, Purpose::DayFactor, 0);
            sampler.draw(&mut Stream::new(entity_key(days, u64::from(day)), Purpose::DayFactor))
        });
        let holiday = if intensity.calendar.is_holiday(day) { intensity.holiday_factor } else { 1.0 };
        self.day_factor = drawn.unwrap_or(1.0) * holiday;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Distribution, replication_key};
    use crate::time::MS_PER_DAY;

    fn intensity(cv: f64, growth: f64, weeks: u32) -> Intensity {
        Intensity {
            calendar: Calendar::default(),
            holiday_factor: 1.0,
            day_factor: (cv > 0.0).then(|| Distribution::gamma(1.0, cv).unwrap().sampler(1.0)),
            growth_per_ms: Intensity::growth_per_ms(growth),
            growth_from: Time::ZERO,
            end: Time::week_start(weeks),
        }
    }

    fn count_by_day(arrivals: &Arrivals, intensity: &Intensity, key: u64) -> Vec<f64> {
        let mut counts = vec![0.0; intensity.end.day() as usize];
        let mut cursor = Cursor::new(arrivals, intensity, key, entity_key(key, 0));
        let mut last = Time::ZERO;
        loop {
            let next = cursor.next(arrivals, intensity);
            if next == Time::NEVER {
                return counts;
            }
            assert!(next >= last && next < intensity.end);
            last = next;
            counts[next.day() as usize] += 1.0;
        }
    }

    /// VALIDATION, case 7: variance of a day's count is m + (cv m)^2; 100,002 days, 2 %.
    #[test]
    fn day_to_day_variation_has_the_variance_of_the_mixture() {
        let flat = [1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK];
        let arrivals = Arrivals::new(1400.0, &flat);
        let counts = count_by_day(&arrivals, &intensity(0.3, 0.0, 14_286), replication_key(3, 0));
        let n = counts.len() as f64;
        let mean = counts.iter().sum::<f64>() / n;
        let variance = counts.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / (n - 1.0);
        assert!((mean / 200.0 - 1.0).abs() < 0.005, "{mean}");
        assert!((variance / (200.0 + 60.0 * 60.0) - 1.0).abs() < 0.02, "{variance}");
    }

    /// Without day factors the count of a week is Poisson: 2,000 weeks, mean and variance within five standard errors.
    #[test]
    fn counts_are_poisson_and_follow_the_profile() {
        let mut profile = [0.0; HOURS_PER_WEEK];
        profile[10] = 0.75;
        profile[167] = 0.25;
        let arrivals = Arrivals::new(100.0, &profile);
        let counts = count_by_day(&arrivals, &intensity(0.0, 0.0, 2000), replication_key(4, 0));
        let monday: Vec<f64> = counts.iter().step_by(7).copied().collect();
        let sunday: f64 = counts.iter().skip(6).step_by(7).sum();
        assert_eq!(counts.iter().sum::<f64>(), monday.iter().sum::<f64>() + sunday);
        let mean = monday.iter().sum::<f64>() / 2000.0;
        let variance = monday.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / 1999.0;
        assert!((mean - 75.0).abs() < 5.0 * (75.0f64 / 2000.0).sqrt(), "{mean}");
        assert!((variance / 75.0 - 1.0).abs() < 5.0 * (2.0f64 / 2000.0).sqrt(), "{variance}");
    }

    #[test]
    fn growth_compounds_from_week_one() {
        let flat = [1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK];
        let arrivals = Arrivals::new(70_000.0, &flat);
        let counts = count_by_day(&arrivals, &intensity(0.0, 0.58, 53), replication_key(5, 0));
        // A day of 10,000 has a standard error of 1 %; a week of them .4 %, and five of those are 2 %.
        let week = |first: usize| counts[first..first + 7].iter().sum::<f64>();
        assert!((week(364) / week(0) / 1.58 - 1.0).abs() < 0.02, "{}", week(364) / week(0));
        let exact = 10_000.0 * (1.58f64.powf(30.5 / 365.0));
        assert!((counts[30] / exact - 1.0).abs() < 0.05);
        assert_eq!(counts.len() as u64 * MS_PER_DAY, Time::week_start(53).0);
    }
}
