//! How many conversations, when, and how much that varies.

use super::crisis;
pub use super::crisis::CrisisDay;
use super::estimate::{Estimate, Moments, chi_square, poisson, standard_errors};
use super::period::Period;

const HOURS: usize = 168;
/// Weeks from which growth is estimated: below, a season looks like growth.
const FEWEST_WEEKS_FOR_GROWTH: usize = 8;
/// Supposed where a week or less tells nothing of it; the default of the scenario.
const SUPPOSED_DAILY_CV: f64 = 0.12;
/// Hours of a working day are alike, those of Saturday and Sunday are not like them.
const CLASSES: [usize; 7] = [0, 0, 0, 0, 0, 1, 2];

/// An hour of the week.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Hour {
    /// Conversations opened in it, all weeks together.
    pub count: u64,
    /// Days that it was observed on.
    pub days: u64,
    /// Conversations a week in it, smoothed.
    pub per_week: f64,
}

impl Hour {
    /// Conversations a week in it as counted, with the interval of a Poisson count.
    pub fn observed(&self) -> Option<Estimate> {
        (self.days > 0).then(|| poisson(self.count).scaled(1.0 / self.days as f64))
    }
}

/// What arrives.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Conversations a week: in the last week of the export where it grows, else on average. Crisis days are left out.
    pub per_week: Estimate,
    /// Relative growth a year; `None` of less than eight weeks.
    pub growth_per_year: Option<Estimate>,
    /// Day-to-day variation beyond chance; `None` where no weekday comes twice.
    pub daily_cv: Option<Estimate>,
    /// From Monday 00:00 on; empty where not every weekday was observed.
    pub hours: Vec<Hour>,
    pub crises: Vec<CrisisDay>,
}

impl Volume {
    /// The export shows that the volume grows or shrinks.
    pub fn grows(&self) -> bool {
        self.growth_per_year.is_some_and(|growth| !growth.holds(0.0))
    }
}

/// Conversations of one day by hour.
pub struct Day {
    /// Counted from 1 January 1970, local.
    pub number: i64,
    pub hours: [u32; 24],
}

impl Day {
    pub fn total(&self) -> f64 {
        f64::from(self.hours.iter().sum::<u32>())
    }
    fn weekday(&self) -> usize {
        Period::weekday(self.number)
    }
}

/// Estimates from the local seconds at which conversations were opened. The mean of each weekday stands for its day of the week, so
/// that an export need not hold whole weeks. The interval of the volume is the wider of two: of days that vary as `daily_cv` says, and
/// of whole weeks, which also shows what days that follow each other have in common. Of a volume that grows it holds what the growth errs.
pub fn estimate(opened_local_s: &[i64], period: &Period) -> Volume {
    let (mut days, crises) = crisis::without(days(opened_local_s, period));
    let trend = Trend::of(&days, period);
    let growth_per_year = trend.map(|trend| trend.per_year());
    let growth = trend.filter(|trend| !trend.per_year().holds(0.0));
    let rate = growth.map_or(0.0, |growth| growth.per_week);
    let (middle, last) = (period.middle(), period.to as f64);
    let factor = |day: f64| (rate * (day - middle) / 7.0).exp();
    days.sort_by_key(|day| day.number);
    let mut weekdays = [Moments::default(); 7];
    for day in &days {
        weekdays[day.weekday()].add(day.total() / factor(day.number as f64 + 0.5));
    }
    let daily_cv = daily_cv(&weekdays);
    let known = daily_cv.map_or(SUPPOSED_DAILY_CV, |cv| cv.value);
    let per_week = per_week(&weekdays, known, opened_local_s.len() as u64);
    let per_week = trend.map_or(per_week, |trend| trend.at_least_as_wide(per_week, growth.is_some()));
    // What was seen is that of the middle; what comes next is like the last week.
    let per_week = growth.map_or(per_week, |growth| growth.carried(per_week, (last - 3.5 - middle) / 7.0));
    let hours = if weekdays.iter().all(|weekday| weekday.n > 0) { profile(&days) } else { vec![] };
    Volume { per_week, growth_per_year, daily_cv, hours, crises }
}

/// The days of a period, from the local seconds at which conversations were opened.
pub fn days(opened_local_s: &[i64], period: &Period) -> Vec<Day> {
    let mut days: Vec<Day> = (period.from..period.to).map(|number| Day { number, hours: [0; 24] }).collect();
    for local_s in opened_local_s {
        let (day, hour) = (local_s.div_euclid(86_400), local_s.rem_euclid(86_400) / 3600);
        if let Some(day) = usize::try_from(day - period.from).ok().and_then(|at| days.get_mut(at)) {
            day.hours[hour as usize] += 1;
        }
    }
    days
}

/// Coefficient of variation of a day's factor: over the weekdays, what the variance of their days exceeds that of Poisson counts, to
/// the square of the mean. Interval: chi-square of the pooled variance, its degrees of freedom after Satterthwaite.
fn daily_cv(weekdays: &[Moments; 7]) -> Option<Estimate> {
    let repeated: Vec<(f64, f64, f64)> = weekdays
        .iter()
        .filter(|days| days.n >= 2)
        .filter_map(|days| Some((days.mean()?.value, days.variance(), (days.n - 1) as f64)))
        .collect();
    let sum = |of: &dyn Fn(&(f64, f64, f64)) -> f64| repeated.iter().map(of).sum::<f64>();
    let (means, variances) = (sum(&|day| day.0), sum(&|day| day.1));
    // The square of a mean is above the square of what it estimates by the variance of the mean.
    let squares = sum(&|day| (day.0.powi(2) - day.1 / (day.2 + 1.0)).max(0.0));
    if squares <= 0.0 {
        return None;
    }
    let cv = |total: f64| ((total - means).max(0.0) / squares).sqrt();
    let value = cv(variances);
    let modelled = |day: &(f64, f64, f64)| day.0 + (value * day.0).powi(2);
    let degrees = sum(&modelled).powi(2) / sum(&|day| modelled(day).powi(2) / day.2);
    let (lower, upper) = chi_square(degrees)?;
    let limit = |quantile: f64| cv(variances * degrees / quantile);
    let n = weekdays.iter().map(|days| days.n).sum();
    Some(Estimate { value, low: limit(upper), high: limit(lower), n })
}

/// The sum of the means of the weekdays; where some were never observed, seven times the mean of the others.
fn per_week(weekdays: &[Moments; 7], daily_cv: f64, n: u64) -> Estimate {
    let seen: Vec<(f64, f64)> =
        weekdays.iter().filter(|days| days.n > 0).map(|days| (days.average(), days.n as f64)).collect();
    let whole = 7.0 / (seen.len().max(1) as f64);
    let value: f64 = whole * seen.iter().map(|(mean, _)| mean).sum::<f64>();
    let variance: f64 = seen.iter().map(|(mean, days)| (mean + (daily_cv * mean).powi(2)) / days).sum();
    let degrees: f64 = seen.iter().map(|(_, days)| days - 1.0).sum();
    let half_width = standard_errors(degrees) * whole * variance.sqrt();
    Estimate { value, low: (value - half_width).max(0.0), high: value + half_width, n }
}

/// Conversations of each hour of the week. Where counts are thin they are drawn towards what the hour has on days of its class:
/// gamma-Poisson shrinkage, its prior variance from the excess of the counts over chance (empirical Bayes). The total is kept.
pub fn profile(days: &[Day]) -> Vec<Hour> {
    let mut hours = vec![Hour::default(); HOURS];
    for day in days {
        for (hour, count) in day.hours.iter().enumerate() {
            let of_week = &mut hours[24 * day.weekday() + hour];
            of_week.count += u64::from(*count);
            of_week.days += 1;
        }
    }
    let rate = |hour: &Hour| hour.count as f64 / hour.days as f64;
    let prior: Vec<f64> = (0..HOURS).map(|at| expected(&hours, at, &rate)).collect();
    let expected_count = |at: usize| prior[at] * hours[at].days as f64;
    let excess: f64 =
        (0..HOURS).map(|at| (hours[at].count as f64 - expected_count(at)).powi(2) - expected_count(at)).sum();
    let squares: f64 = (0..HOURS).map(|at| expected_count(at).powi(2)).sum();
    let variance = if squares > 0.0 { (excess / squares).max(0.0) } else { 0.0 };
    let total: f64 = hours.iter().map(rate).sum();
    let drawn =
        |at: usize| prior[at] * (hours[at].count as f64 * variance + 1.0) / (expected_count(at) * variance + 1.0);
    let drawn: Vec<f64> = (0..HOURS).map(drawn).collect();
    let kept = drawn.iter().sum::<f64>();
    let scale = if kept > 0.0 { total / kept } else { 1.0 };
    hours.iter_mut().zip(drawn).for_each(|(hour, drawn)| hour.per_week = drawn * scale);
    hours
}

/// What an hour would have if the days of its class differed only in their totals.
fn expected(hours: &[Hour], at: usize, rate: &dyn Fn(&Hour) -> f64) -> f64 {
    let (weekday, hour) = (at / 24, at % 24);
    let alike = (0..7).filter(|other| CLASSES[*other] == CLASSES[weekday]);
    let of_day = |day: usize| hours[24 * day..24 * (day + 1)].iter().map(rate).sum::<f64>();
    let (in_hour, in_all) =
        alike.fold((0.0, 0.0), |(hour_sum, all), day| (hour_sum + rate(&hours[24 * day + hour]), all + of_day(day)));
    if in_all > 0.0 { of_day(weekday) * in_hour / in_all } else { 0.0 }
}

/// Growth as a straight line through the logarithms of weekly totals.
#[derive(Clone, Copy)]
struct Trend {
    per_week: f64,
    half_width: f64,
    /// Half-width of the interval of the mean logarithm, of weeks about the line and about their mean.
    about_line: f64,
    about_mean: f64,
    weeks: u64,
}

impl Trend {
    /// Least squares; interval by Student t of the slope. `None` of fewer weeks than tell growth, or weeks without a conversation.
    fn of(days: &[Day], period: &Period) -> Option<Trend> {
        let mut weekdays = [Moments::default(); 7];
        days.iter().for_each(|day| weekdays[day.weekday()].add(day.total()));
        let weeks = (period.to - period.from) as usize / 7;
        if weeks < FEWEST_WEEKS_FOR_GROWTH {
            return None;
        }
        let count = |number: i64| days.binary_search_by_key(&number, |day| day.number).ok().map(|at| days[at].total());
        let mean = |counts: &[Option<f64>]| {
            let known: Vec<f64> = counts.iter().flatten().copied().collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        };
        let total = |week: usize| -> f64 {
            let from = period.from + 7 * week as i64;
            let of_day = |number: i64| {
                // A day of crisis counts as the ordinary ones of its weekday in the weeks beside it.
                let beside = || {
                    mean(&[number - 7, number + 7].map(count)).or_else(|| mean(&[number - 14, number + 14].map(count)))
                };
                count(number).or_else(beside).unwrap_or_else(|| weekdays[Period::weekday(number)].average())
            };
            (from..from + 7).map(of_day).sum()
        };
        let logarithms: Vec<f64> = (0..weeks).map(total).filter(|total| *total > 0.0).map(f64::ln).collect();
        if logarithms.len() < weeks {
            return None;
        }
        let n = weeks as f64;
        let (middle, average) = ((n - 1.0) / 2.0, logarithms.iter().sum::<f64>() / n);
        let off = |(at, value): (usize, &f64)| (at as f64 - middle, value - average);
        let squares: f64 = logarithms.iter().enumerate().map(off).map(|(at, _)| at * at).sum();
        let per_week = logarithms.iter().enumerate().map(off).map(|(at, value)| at * value).sum::<f64>() / squares;
        let rest: f64 = logarithms.iter().enumerate().map(off).map(|(at, value)| (value - per_week * at).powi(2)).sum();
        let half_width = standard_errors(n - 2.0) * (rest / (n - 2.0) / squares).sqrt();
        let of_mean = |rest: f64, degrees: f64| standard_errors(degrees) * (rest / degrees / n).sqrt();
        let (about_line, about_mean) = (of_mean(rest, n - 2.0), of_mean(rest + per_week.powi(2) * squares, n - 1.0));
        Some(Trend { per_week, half_width, about_line, about_mean, weeks: weeks as u64 })
    }

    /// A level whose interval is no narrower than that of whole weeks: of days that follow each other, the errors may be alike.
    fn at_least_as_wide(&self, level: Estimate, grows: bool) -> Estimate {
        let half_width = if grows { self.about_line } else { self.about_mean };
        let (low, high) = (level.value * (-half_width).exp(), level.value * half_width.exp());
        Estimate { low: level.low.min(low), high: level.high.max(high), ..level }
    }

    /// The level of the middle, so many weeks later. Of a straight line the level of the middle and the slope err independently, so that
    /// their half-widths add up as squares do; of logarithms, as growth is compound.
    fn carried(&self, level: Estimate, weeks: f64) -> Estimate {
        let wider = |logarithm: f64| logarithm.hypot(weeks * self.half_width);
        let value = level.value * (self.per_week * weeks).exp();
        let (below, above) = ((level.value / level.low).ln(), (level.high / level.value).ln());
        Estimate { value, low: value * (-wider(below)).exp(), high: value * wider(above).exp(), n: level.n }
    }

    fn per_year(&self) -> Estimate {
        let year = |per_week: f64| (per_week * 365.0 / 7.0).exp_m1();
        Estimate {
            value: year(self.per_week),
            low: year(self.per_week - self.half_width),
            high: year(self.per_week + self.half_width),
            n: self.weeks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Openings spread evenly over the hours of each day, so many on each weekday; `extra` more at 11:00 of one day.
    fn openings(weeks: i64, per_day: [i64; 7], crisis: Option<(i64, i64)>) -> (Vec<i64>, Period) {
        let from = 4; // Monday 5 January 1970
        let mut opened = vec![];
        for day in from..from + 7 * weeks {
            let count = per_day[Period::weekday(day)];
            opened.extend((0..count).map(|at| day * 86_400 + at * 86_400 / count.max(1)));
            if let Some((_, extra)) = crisis.filter(|(of, _)| from + of == day) {
                opened.extend((0..extra).map(|at| day * 86_400 + 11 * 3600 + at));
            }
        }
        (opened, Period { from, to: from + 7 * weeks })
    }

    #[test]
    fn weekdays_and_hours_add_up_to_the_volume() {
        let (opened, period) = openings(4, [48, 48, 48, 48, 48, 24, 0], None);
        let volume = estimate(&opened, &period);
        assert!((volume.per_week.value - 264.0).abs() < 1e-9 && volume.per_week.holds(264.0));
        let total: f64 = volume.hours.iter().map(|hour| hour.per_week).sum();
        assert!((total - 264.0).abs() < 1e-9, "smoothing keeps the total: {total}");
        assert!(volume.hours[..120].iter().all(|hour| (hour.per_week - 2.0).abs() < 1e-9));
        assert!(volume.hours[144..].iter().all(|hour| hour.per_week == 0.0));
        assert_eq!((volume.growth_per_year, volume.crises.len()), (None, 0));
        assert_eq!(volume.daily_cv.map(|cv| cv.value), Some(0.0), "days that are alike vary less than chance");
    }

    #[test]
    fn a_day_of_crisis_is_found_and_left_out() {
        let (opened, period) = openings(5, [48; 7], Some((15, 400)));
        let volume = estimate(&opened, &period);
        assert_eq!(volume.crises.len(), 1);
        let crisis = volume.crises[0];
        assert_eq!((crisis.day, crisis.peak_hour, crisis.conversations), (period.from + 15, 11, 448));
        assert!((volume.per_week.value - 336.0).abs() < 1e-9, "{:?}", volume.per_week);
    }

    /// The last 13 days of 145 have four times as many: these are the desk that is planned for, and none of them is left out.
    #[test]
    fn a_new_level_counts() {
        let (_, period) = openings(21, [0; 7], None);
        let of_day = |day: i64| {
            let count = if day < period.to - 13 { 30 } else { 120 };
            (0..count).map(move |at| day * 86_400 + at * 86_400 / count)
        };
        let opened: Vec<i64> = (period.from..period.to).flat_map(of_day).collect();
        let volume = estimate(&opened, &period);
        assert_eq!(volume.crises, []);
        let mean = 7.0 * (134.0 * 30.0 + 13.0 * 120.0) / 147.0;
        assert!(volume.per_week.value >= mean - 1e-9 && volume.per_week.high > 1.2 * mean, "{:?}", volume.per_week);
    }

    /// Tenfold in a year, with a day of crisis: the level is that of the last week.
    #[test]
    fn growth_makes_no_crises_and_crises_no_growth() {
        let (_, period) = openings(52, [0; 7], None);
        let mean = |day: i64| 15.0 * 10f64.powf((day - period.from) as f64 / 365.0);
        let of_day = |day: i64| {
            let count = (mean(day) * if day == period.from + 340 { 4.0 } else { 1.0 }).round() as i64;
            (0..count).map(move |at| day * 86_400 + at * 86_400 / count)
        };
        let opened: Vec<i64> = (period.from..period.to).flat_map(of_day).collect();
        let volume = estimate(&opened, &period);
        assert_eq!(volume.crises.iter().map(|crisis| crisis.day - period.from).collect::<Vec<_>>(), [340]);
        let growth = volume.growth_per_year.unwrap();
        assert!((growth.value / 9.0 - 1.0).abs() < 0.01, "{growth:?}");
        let last: f64 = (period.to - 7..period.to).map(mean).sum();
        assert!((volume.per_week.value / last - 1.0).abs() < 0.02, "{:?} {last}", volume.per_week);
    }

    #[test]
    fn growth_is_that_of_the_weeks() {
        let (_, period) = openings(20, [0; 7], None);
        let mut opened = vec![];
        for day in period.from..period.to {
            let count = (200.0 * (0.02 * (day - period.from) as f64 / 7.0).exp()).round() as i64;
            opened.extend((0..count).map(|at| day * 86_400 + at * 86_400 / count));
        }
        let volume = estimate(&opened, &period);
        let growth = volume.growth_per_year.unwrap();
        let expected = (0.02f64 * 365.0 / 7.0).exp_m1();
        assert!((growth.value / expected - 1.0).abs() < 0.01 && volume.grows(), "{growth:?}");
        let last = 1400.0 * (0.02f64 * 19.5).exp();
        assert!((volume.per_week.value / last - 1.0).abs() < 0.02, "{:?} {last}", volume.per_week);
    }
    /// So many openings a day, spread evenly, of weeks 0, 1, ...
    fn volume_of(weeks: i64, per_day: impl Fn(i64) -> f64) -> Volume {
        let (_, period) = openings(weeks, [0; 7], None);
        let of_day = |day: i64| {
            let count = per_day((day - period.from) / 7).round() as i64;
            (0..count).map(move |at| day * 86_400 + at * 86_400 / count)
        };
        let opened: Vec<i64> = (period.from..period.to).flat_map(of_day).collect();
        estimate(&opened, &period)
    }

    #[test]
    fn the_level_of_the_last_week_is_no_surer_than_the_growth_that_leads_to_it() {
        let noise = |week: i64| if week % 2 == 0 { 1.05 } else { 0.95 };
        let volume = volume_of(20, |week| 200.0 * (0.02 * week as f64).exp() * noise(week));
        let growth = volume.growth_per_year.unwrap();
        assert!(volume.grows());
        let half_width_a_week = (growth.high.ln_1p() - growth.value.ln_1p()) * 7.0 / 365.0;
        let level = volume.per_week;
        assert!((level.high / level.value).ln() > 9.5 * half_width_a_week, "{level:?} {half_width_a_week}");
        assert!((level.value / level.low).ln() > 9.5 * half_width_a_week, "{level:?} {half_width_a_week}");
    }

    /// Ten weeks of standard deviation 0.105 of the logarithm: t(9) = 2.262, half-width 2.262 x 0.105 / sqrt(10) = 0.075. Seventy days that
    /// erred independently would say 0.025.
    #[test]
    fn days_of_a_week_that_are_off_together_are_no_seven_witnesses() {
        let volume = volume_of(10, |week| if week % 2 == 0 { 220.0 } else { 180.0 });
        let level = volume.per_week;
        assert!(!volume.grows() && (level.value - 1400.0).abs() < 1e-9);
        assert!(((level.high / level.value).ln() - 0.0757).abs() < 0.001, "{level:?}");
    }
}
