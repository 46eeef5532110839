//! Days of crisis: far above those around them, and over soon.
//!
//! A day is judged by the weeks before it and by the weeks after it, not by the whole export, so that neither growth nor a lasting change
//! of level makes crises: what does not come back is a new level. Days of a weekday are compared by what is usual on it.

use super::period::Period;
use super::volume::Day;

/// Days of a weekday from which it is known what is usual on it.
const FEWEST_OF_WEEKDAY: usize = 4;
/// Days before and after a day that tell the level around it.
const AROUND: usize = 28;
const GENEROUS_DAILY_CV: f64 = 0.25;
/// A crisis at least doubles a day, and is five standard deviations above it, at a generous day-to-day variation.
const FAR: Limit = Limit { factor: 2.0, deviations: 5.0 };
/// Days beyond this belong to the same stretch: it is not over yet.
const RAISED: Limit = Limit { factor: 1.5, deviations: 2.0 };
/// Ordinary days within a stretch: chance makes as many.
const MOST_BETWEEN: usize = 2;
/// What lasts longer is another level: two weeks, half of what it is compared with.
const MOST_DAYS: i64 = 14;
/// Share of all conversations that days of crisis hold at most: of more, nobody can say which days are the ordinary ones.
const MOST_IN_CRISES: f64 = 0.3;

/// A day far above those around it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CrisisDay {
    /// Days since 1970, local.
    pub day: i64,
    /// Hour of the day with most conversations.
    pub peak_hour: u32,
    pub conversations: u64,
    /// How many times what is usual on its weekday, at the level of the weeks around it.
    pub factor: f64,
}

struct Limit {
    factor: f64,
    deviations: f64,
}

impl Limit {
    fn of(&self, usual: f64) -> f64 {
        let deviation = (usual + (GENEROUS_DAILY_CV * usual).powi(2)).sqrt();
        (self.factor * usual).max(usual + self.deviations * deviation)
    }
}

/// A day beside what is usual.
struct Told {
    at: usize,
    usual: f64,
    raised: bool,
    far: bool,
}

/// Takes the days of crisis out of days that follow each other.
pub fn without(days: Vec<Day>) -> (Vec<Day>, Vec<CrisisDay>) {
    let told = told(&days);
    let raised: Vec<usize> = (0..told.len()).filter(|place| told[*place].raised).collect();
    let stretches = raised.chunk_by(|one, next| next - one <= MOST_BETWEEN + 1);
    let day_of = |place: &usize| days[told[*place].at].number;
    let short = stretches.filter(|stretch| day_of(&stretch[stretch.len() - 1]) - day_of(&stretch[0]) < MOST_DAYS);
    let far = short.flatten().map(|place| &told[*place]).filter(|day| day.far);
    let crisis = |one: &Told| {
        let day = &days[one.at];
        CrisisDay {
            day: day.number,
            peak_hour: (0..24).max_by_key(|hour| day.hours[*hour]).unwrap_or_default() as u32,
            conversations: day.total() as u64,
            factor: day.total() / one.usual,
        }
    };
    let crises: Vec<CrisisDay> = far.map(crisis).collect();
    let all: f64 = days.iter().map(Day::total).sum();
    if crises.iter().map(|crisis| crisis.conversations as f64).sum::<f64>() > MOST_IN_CRISES * all {
        return (days, vec![]);
    }
    let ordinary = days.into_iter().filter(|day| crises.iter().all(|crisis| crisis.day != day.number)).collect();
    (ordinary, crises)
}

/// Days that can be compared: those of weekdays that are worked, and of others if they are raised.
fn told(days: &[Day]) -> Vec<Told> {
    let medians: [Option<f64>; 7] = std::array::from_fn(|weekday| {
        let of_weekday = days.iter().filter(|day| Period::weekday(day.number) == weekday);
        let totals: Vec<f64> = of_weekday.map(Day::total).collect();
        median(totals).filter(|(_, count)| *count >= FEWEST_OF_WEEKDAY).map(|(median, _)| median)
    });
    let all_quiet = medians.iter().flatten().all(|median| *median < 1.0);
    let of_day = |at: usize| medians[Period::weekday(days[at].number)];
    // What nobody writes on tells no level.
    let worked = |at: &usize| of_day(*at).is_some_and(|median| median >= 1.0 || all_quiet);
    let level = |range: std::ops::Range<usize>| {
        median(range.filter(worked).filter_map(|at| Some(days[at].total() / of_day(at)?.max(1.0))).collect())
    };
    let one = |at: usize| {
        let before = level(at.saturating_sub(AROUND)..at).map(|(level, _)| level);
        let after = level(at + 1..(at + 1 + AROUND).min(days.len())).map(|(level, _)| level);
        let (total, of_weekday) = (days[at].total(), of_day(at)?.max(1.0));
        let least = before.into_iter().chain(after).fold(f64::INFINITY, f64::min);
        // Without a day after it nobody knows whether it is over.
        let usual = after.map(|after| (of_weekday * before.unwrap_or(0.0).max(after)).max(1.0));
        let raised = total > RAISED.of((of_weekday * least).max(1.0));
        let far = raised && usual.is_some_and(|usual| total > FAR.of(usual));
        (raised || worked(&at)).then(|| Told { at, usual: usual.unwrap_or(1.0), raised, far })
    };
    (0..days.len()).filter_map(one).collect()
}

/// The upper median, and of how many.
fn median(mut values: Vec<f64>) -> Option<(f64, usize)> {
    values.sort_by(f64::total_cmp);
    Some((*values.get(values.len() / 2)?, values.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::estimate::normal_quantile;
    use crate::random::{Purpose, Stream};

    /// Days with so many conversations each, at noon.
    fn days(totals: &[u32]) -> Vec<Day> {
        let day = |(number, total): (usize, &u32)| {
            let mut hours = [0; 24];
            hours[12] = *total;
            Day { number: number as i64, hours }
        };
        totals.iter().enumerate().map(day).collect()
    }

    fn found(totals: &[u32]) -> Vec<i64> {
        without(days(totals)).1.iter().map(|crisis| crisis.day).collect()
    }

    /// About so many conversations on each day: chance as of Poisson counts, and a tenth from day to day.
    fn varied(days: usize, mean: impl Fn(usize) -> f64, seed: u64) -> Vec<u32> {
        let mut stream = Stream::new(seed, Purpose::Reach);
        let mut count = |mean: f64| {
            let standard = normal_quantile(stream.uniform().clamp(1e-9, 1.0 - 1e-9));
            (mean + (mean + (0.1 * mean).powi(2)).sqrt() * standard).round().max(0.0) as u32
        };
        (0..days).map(|day| count(mean(day))).collect()
    }

    #[test]
    fn a_change_of_level_and_growth_are_no_crises() {
        for seed in 0..20 {
            for last in 1..60 {
                let step = varied(150, |day| if day < 150 - last { 30.0 } else { 120.0 }, seed);
                assert_eq!(found(&step), [0i64; 0], "four times as many on the last {last} days, {seed}");
            }
            let growth = varied(364, |day| 15.0 * 10f64.powf(day as f64 / 364.0), seed);
            assert_eq!(found(&growth), [0i64; 0], "tenfold in a year, {seed}");
            let summer = varied(364, |day| if (150..185).contains(&day) { 120.0 } else { 30.0 }, seed);
            assert_eq!(found(&summer), [0i64; 0], "five weeks of another level, {seed}");
        }
    }

    #[test]
    fn what_is_over_within_two_weeks_is_a_crisis_wherever_it_lies() {
        for (from, to) in [(0, 1), (20, 21), (50, 53), (60, 73), (196, 198)] {
            for seed in 0..20 {
                let high = |day: usize| if (from..to).contains(&day) { 5.0 } else { 1.0 };
                // The level grows twofold meanwhile.
                let totals = varied(200, |day| 60.0 * high(day) * 2f64.powf(day as f64 / 100.0), seed);
                let expected: Vec<i64> = (from as i64..to as i64).collect();
                assert_eq!(found(&totals), expected, "{from} to {to}, {seed}");
            }
        }
    }

    /// Days that nobody works on neither end a stretch nor prolong it.
    #[test]
    fn weekends_off_tell_nothing() {
        let totals = |level: &dyn Fn(usize) -> u32| -> Vec<u32> {
            (0..140).map(|day| if Period::weekday(day as i64) > 4 { 0 } else { level(day) }).collect()
        };
        assert_eq!(found(&totals(&|day| if day < 130 { 40 } else { 160 })), [0i64; 0]);
        assert_eq!(found(&totals(&|day| if day == 64 { 160 } else { 40 })), [64]);
    }

    /// Of a level that does not change, at most 1 day of 10,000 is taken for a crisis: of 100,000 days 10, at most 20 at the 99.9 % limit
    /// of a Poisson count.
    #[test]
    fn chance_makes_no_crises() {
        let seen: usize = (0..100).map(|seed| found(&varied(1000, |_| 12.0, 1000 + seed)).len()).sum();
        assert!(seen <= 20, "{seen}");
    }
}
