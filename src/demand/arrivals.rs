//! A unit-rate Poisson process mapped through the inverse of the cumulative intensity (MODEL, section 2).
//!
//! Time is walked through in segments. Where no crisis is on, a segment is an hour, or what crises leave of it: the intensity is
//! constant but for growth, g(s) = exp(r s) with r below 10^-5 a minute; its integral and its inverse are expanded to the third
//! order, which errs by less than 10^-10 of the hour. During a crisis segments are short, and the intensity is the straight line
//! between its exact values at both ends.

use super::crises::{Segment, Surges};
use crate::desk::{Calendar, Contact, Crisis, RunPlan, Scenario};
use crate::random::{Distribution, Purpose, Sampler, Stream, entity_key, exponential, purpose_key};
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_WEEK, Span, Time, WEEKS_PER_YEAR};

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
    /// That of a scenario, from the start of its run to the latest end.
    pub fn of(scenario: &Scenario) -> Intensity {
        let (plan, demand) = (&scenario.run, &scenario.demand);
        let weeks = plan.warmup_weeks + plan.weeks + RunPlan::FOLLOW_UP_WEEKS;
        Intensity {
            calendar: scenario.calendar.clone(),
            holiday_factor: demand.holiday_factor,
            day_factor: day_factor(demand.daily_cv),
            growth_per_ms: Intensity::growth_per_ms(demand.growth_per_year),
            growth_from: Time::week_start(plan.warmup_weeks),
            end: Time::week_start(weeks),
        }
    }

    /// Mean usual arrivals per millisecond at an instant: the factor of its day is 1, unless it is a holiday.
    pub fn mean_rate(&self, arrivals: &Arrivals, at: Time) -> f64 {
        let grown = (self.growth_per_ms * at.since(self.growth_from).0 as f64).exp();
        arrivals.per_hour[at.hour_of_week()] / MS_PER_HOUR as f64 * self.holiday(at.day()) * grown
    }

    /// Expected arrivals of a process between two instants at the full hour: the factor of a day has mean 1.
    pub fn expected(&self, arrivals: &Arrivals, from: Time, to: Time) -> f64 {
        let mean = Intensity { day_factor: None, ..self.clone() };
        let mut cursor = Cursor::new(arrivals, &mean, 0, 0);
        let mut sum = 0.0;
        while cursor.begin < to {
            sum += if cursor.begin >= from { cursor.mass } else { 0.0 };
            cursor.enter(cursor.end, arrivals, &mean);
        }
        sum
    }

    fn holiday(&self, day: u32) -> f64 {
        if self.calendar.is_holiday(day) { self.holiday_factor } else { 1.0 }
    }

    pub fn growth_per_ms(growth_per_year: f64) -> f64 {
        growth_per_year.ln_1p() / (WEEKS_PER_YEAR * MS_PER_WEEK as f64)
    }
}

fn day_factor(cv: f64) -> Option<Sampler> {
    // A cv of zero has no gamma distribution; the check keeps the others within its range.
    (cv > 0.0).then(|| Distribution::Gamma { mean: 1.0, cv }.sampler(1.0))
}

/// One arrival process: a volume a week, its profile and its crises.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// Expected arrivals in each hour of the week, before growth, day and holiday factors.
    pub per_hour: Box<[f64; HOURS_PER_WEEK]>,
    pub surges: Surges,
}

impl Arrivals {
    pub fn new(per_week: f64, profile: &[f64; HOURS_PER_WEEK]) -> Arrivals {
        Arrivals { per_hour: Box::new(profile.map(|weight| weight * per_week)), surges: Surges::default() }
    }
    /// That of a contact type, with the crises that concern it.
    pub fn of(contact: &Contact, per_week: f64, crises: &[Crisis]) -> Arrivals {
        Arrivals::new(per_week, &contact.profile).with_surges(Surges::of(&contact.name, crises))
    }
    /// The same process with crises.
    pub fn with_surges(self, surges: Surges) -> Arrivals {
        Arrivals { surges, ..self }
    }
    pub fn is_empty(&self) -> bool {
        self.per_hour.iter().all(|expected| *expected <= 0.0)
    }
}

/// Place of one process in one replication.
#[derive(Clone, Debug)]
pub struct Cursor {
    stream: Stream,
    /// Unit-rate time to the next arrival: drawn one arrival ahead, so that nothing waits for the draw.
    ahead: f64,
    /// Key below which day factors are drawn: that of the replication, the same for every process.
    replication: u64,
    /// The segment of time in which the next arrival is looked for.
    begin: Time,
    end: Time,
    /// Intensity at the beginning of the segment, per millisecond, and its inverse.
    inverse_rate: f64,
    /// Relative growth within the segment, per millisecond: compound, or of a straight line where a crisis is on.
    growth: f64,
    straight: bool,
    /// Unit-rate time used up since the segment began, and what the whole segment holds.
    used: f64,
    mass: f64,
    day: u32,
    day_factor: f64,
}

impl Cursor {
    /// `process` is the key of the process in the replication, `replication` that of the replication.
    pub fn new(arrivals: &Arrivals, intensity: &Intensity, replication: u64, process: u64) -> Cursor {
        let mut stream = Stream::new(process, Purpose::Arrivals);
        let ahead = exponential(&mut stream);
        let mut cursor = Cursor {
            stream,
            ahead,
            replication,
            begin: Time::ZERO,
            end: Time::ZERO,
            inverse_rate: 0.0,
            growth: 0.0,
            straight: false,
            used: 0.0,
            mass: 0.0,
            day: u32::MAX,
            day_factor: 1.0,
        };
        cursor.enter(Time::ZERO, arrivals, intensity);
        cursor
    }

    /// The next arrival; `NEVER` when there is none before the end.
    #[inline(always)]
    pub fn next(&mut self, arrivals: &Arrivals, intensity: &Intensity) -> Time {
        let mut target = self.used + self.ahead;
        self.ahead = exponential(&mut self.stream);
        while target > self.mass {
            target -= self.mass;
            if self.end >= intensity.end {
                return Time::NEVER;
            }
            self.enter(self.end, arrivals, intensity);
        }
        self.used = target;
        let x = target * self.inverse_rate;
        let within = Span::from_ms(if self.straight { self.on_straight_line(x) } else { self.on_growth(x) });
        // Rounding may not carry an arrival into the next segment, where another intensity holds.
        self.begin + within.min(Span(self.end.0 - self.begin.0 - 1))
    }

    /// Where the integral of exp(growth s) is x.
    #[inline]
    fn on_growth(&self, x: f64) -> f64 {
        let grown = self.growth * x;
        if grown == 0.0 { x } else { x * (1.0 - grown * (0.5 - grown / 3.0)) }
    }

    /// Where the integral of 1 + growth s is x.
    fn on_straight_line(&self, x: f64) -> f64 {
        2.0 * x / (1.0 + (1.0 + 2.0 * self.growth * x).sqrt())
    }

    /// Goes on to the segment that begins at an instant.
    #[inline(never)]
    fn enter(&mut self, begin: Time, arrivals: &Arrivals, intensity: &Intensity) {
        if begin.day() != self.day {
            self.enter_day(begin.day(), intensity);
        }
        let hour_end = Time((begin.hour() + 1) * MS_PER_HOUR);
        let expected = arrivals.per_hour[begin.hour_of_week()];
        let segment = match arrivals.surges.is_empty() || expected <= 0.0 {
            true => Segment::usual(hour_end),
            false => arrivals.surges.segment(begin, hour_end),
        };
        (self.begin, self.end) = (begin, segment.end);
        let length = segment.end.since(begin).0 as f64;
        self.growth = if begin >= intensity.growth_from { intensity.growth_per_ms } else { 0.0 };
        let grown_so_far = (self.growth * begin.since(intensity.growth_from).0 as f64).exp();
        let rate = expected / MS_PER_HOUR as f64 * self.day_factor * grown_so_far;
        self.straight = segment != Segment::usual(segment.end);
        let (rate, growth) = if self.straight {
            let last = segment.to / segment.from * (self.growth * length).exp();
            self.growth = (last - 1.0) / length;
            (rate * segment.from, last - 1.0)
        } else {
            (rate, self.growth * length)
        };
        self.inverse_rate = if rate > 0.0 { 1.0 / rate } else { 0.0 };
        let of_second_order = if self.straight { 0.0 } else { growth / 6.0 };
        self.mass = rate * length * (1.0 + growth * (0.5 + of_second_order));
        self.used = 0.0;
    }

    fn enter_day(&mut self, day: u32, intensity: &Intensity) {
        self.day = day;
        let drawn = intensity.day_factor.as_ref().map(|sampler| {
            let days = purpose_key(self.replication, Purpose::DayFactor, 0);
            sampler.draw(&mut Stream::new(entity_key(days, u64::from(day)), Purpose::DayFactor))
        });
        self.day_factor = drawn.unwrap_or(1.0) * intensity.holiday(day);
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

    /// Arrivals without a crisis are part of every result: their exact times over 30 weeks with growth, day factors,
    /// holidays and hours without arrivals, folded into one number.
    #[test]
    fn arrivals_without_a_crisis_keep_their_times() {
        let mut profile = [1.0 / 160.0; HOURS_PER_WEEK];
        profile[..8].fill(0.0);
        let arrivals = Arrivals::new(3000.0, &profile);
        let mut intensity = intensity(0.3, 0.5, 30);
        intensity.calendar.holidays = vec![8, 40];
        intensity.holiday_factor = 0.6;
        intensity.growth_from = Time::week_start(2);
        let key = replication_key(6, 0);
        let mut cursor = Cursor::new(&arrivals, &intensity, key, entity_key(key, 0));
        let (mut folded, mut count) = (0, 0);
        loop {
            let next = cursor.next(&arrivals, &intensity);
            if next == Time::NEVER {
                break;
            }
            (folded, count) = (entity_key(folded, next.0), count + 1);
        }
        assert_eq!((count, folded), (101_846, 13_604_969_653_370_992_861));
    }
}
