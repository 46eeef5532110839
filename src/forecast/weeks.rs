//! The whole weeks of an export, hour by hour, without its days of crisis.

use crate::calibrate::volume::{Day, days, profile};
use crate::calibrate::{Calibration, Period};
use crate::history::History;

pub const HOURS: usize = 168;
/// Other days of a week, with conversations, that tell how large it was.
const FEWEST_OTHERS: usize = 3;
/// Days of the same weekday on either side that stand for one where its week does not tell.
const BESIDE: usize = 2;

#[derive(Clone, PartialEq, Debug)]
pub struct Weeks {
    /// First day of the first week, counted from 1 January 1970. Weeks begin on its weekday, so that the last one ends with the last
    /// whole day.
    pub from: i64,
    /// Conversations of each hour of each week, from its first day 00:00 on.
    pub hours: Vec<Vec<u32>>,
    pub totals: Vec<f64>,
    /// Days of crisis that were replaced.
    pub crises: Vec<i64>,
}

impl Weeks {
    pub fn of(history: &History, calibration: &Calibration) -> Weeks {
        let period = calibration.period;
        let opened = history.conversations().map(|messages| history.local_s(messages[0].at_s));
        let opened: Vec<i64> = opened.filter(|local_s| period.holds(*local_s)).collect();
        let count = usize::try_from(period.days() / 7).unwrap_or_default();
        let from = period.to - 7 * count as i64;
        let mut days = days(&opened, &Period { from, to: period.to });
        let crises: Vec<i64> = calibration.volume.crises.iter().map(|crisis| crisis.day).collect();
        replace(&mut days, &crises);
        let week = |week: &[Day]| week.iter().flat_map(|day| day.hours).collect::<Vec<u32>>();
        let hours: Vec<Vec<u32>> = days.chunks_exact(7).map(week).collect();
        let totals = hours.iter().map(|week| f64::from(week.iter().sum::<u32>())).collect();
        Weeks { from, hours, totals, crises }
    }

    /// Days of the first `known` weeks.
    fn days(&self, known: usize) -> Vec<Day> {
        let hours = self.hours[..known].iter().flat_map(|week| week.chunks_exact(24));
        let day = |(at, hours): (usize, &[u32])| Day {
            number: self.from + at as i64,
            hours: std::array::from_fn(|hour| hours[hour]),
        };
        hours.enumerate().map(day).collect()
    }

    /// Shares of the hours of a week from its first day on, drawn towards like days where the first `known` weeks have few
    /// conversations, and how many conversations stand behind each.
    pub fn profile(&self, known: usize) -> (Vec<f64>, Vec<f64>) {
        let fitted = profile(&self.days(known));
        let first = 24 * Period::weekday(self.from);
        let at = |hour: usize| fitted[(first + hour) % HOURS].per_week;
        let sum: f64 = (0..HOURS).map(at).sum();
        let shares = (0..HOURS).map(|hour| if sum > 0.0 { at(hour) / sum } else { 1.0 / HOURS as f64 }).collect();
        let behind = (0..HOURS).map(|hour| at(hour) * known as f64).collect();
        (shares, behind)
    }

    /// Variation of days beyond chance in the first `known` weeks, each day compared with its share of its week.
    pub fn daily_cv(&self, known: usize) -> f64 {
        let (shares, _) = self.profile(known);
        let (mut excess, mut squares) = (0.0, 0.0);
        for (week, total) in self.hours[..known].iter().zip(&self.totals) {
            for (day, shares) in week.chunks_exact(24).zip(shares.chunks_exact(24)) {
                let (count, share) = (f64::from(day.iter().sum::<u32>()), shares.iter().sum::<f64>());
                let expected = total * share;
                // A day is part of its week, so that it differs from its share by less than from what was expected of it.
                excess += ((count - expected).powi(2) - expected * (1.0 - share)) / (1.0 - share).max(0.1);
                squares += expected.powi(2);
            }
        }
        if squares > 0.0 { (excess / squares).max(0.0).sqrt() } else { 0.0 }
    }
}

/// Puts ordinary days of the same weekday in the place of days of crisis, as large as the other days of the week make it. Where these
/// are too few to tell, the place is that of the weeks beside.
fn replace(days: &mut [Day], crises: &[i64]) {
    let ordinary = |day: &Day| !crises.contains(&day.number);
    let replaced: Vec<usize> = (0..days.len()).filter(|at| !ordinary(&days[*at])).collect();
    for at in replaced {
        let weekday = Period::weekday(days[at].number);
        let mut alike: Vec<usize> = (0..days.len())
            .filter(|other| ordinary(&days[*other]) && Period::weekday(days[*other].number) == weekday)
            .collect();
        // Conversations on the other ordinary days of a week, and on how many of them there were any.
        let others = |week: usize, days: &[Day]| {
            let of_week = days.chunks(7).nth(week).into_iter().flatten();
            let counted = of_week.filter(|day| ordinary(day) && Period::weekday(day.number) != weekday);
            let totals = counted.map(Day::total).filter(|total| *total > 0.0);
            totals.fold((0.0, 0), |(sum, count), total| (sum + total, count + 1))
        };
        let (size, seen) = others(at / 7, days);
        let theirs: f64 = alike.iter().map(|other| others(other / 7, days).0).sum();
        let scale = if seen >= FEWEST_OTHERS && theirs > 0.0 {
            size / theirs
        } else {
            alike = beside(&alike, at);
            1.0 / alike.len().max(1) as f64
        };
        let hour = |hour: usize| alike.iter().map(|other| f64::from(days[*other].hours[hour])).sum::<f64>() * scale;
        days[at].hours = std::array::from_fn(|at| hour(at).round() as u32);
    }
}

/// Of days in order of time those nearest to a day, on both sides.
fn beside(alike: &[usize], at: usize) -> Vec<usize> {
    let later = alike.partition_point(|other| *other < at);
    let (from, to) = (later.saturating_sub(BESIDE), (later + BESIDE).min(alike.len()));
    alike[from..to].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weeks of seven days with so many conversations each, in the hour before noon; they begin on a Thursday.
    fn days(totals: impl Iterator<Item = u32>) -> Vec<Day> {
        let day = |(number, total): (usize, u32)| {
            let mut hours = [0; 24];
            hours[11] = total;
            Day { number: number as i64, hours }
        };
        totals.enumerate().map(day).collect()
    }

    fn totals(days: &[Day]) -> Vec<u32> {
        days.iter().map(|day| day.hours.iter().sum()).collect()
    }

    /// Ten weeks that grow by 10 a day each week, with crises in the fifth and the sixth.
    #[test]
    fn a_week_of_crisis_is_like_the_weeks_beside_it() {
        let grown = |at: usize| 100 + 10 * (at as u32 / 7);
        let crisis = |at: &usize| (28..41).contains(at);
        let mut found = days((0..70).map(|at| if crisis(&at) { 900 } else { grown(at) }));
        replace(&mut found, &(28..41).collect::<Vec<i64>>());
        for (at, total) in totals(&found).into_iter().enumerate() {
            let expected = f64::from(grown(at));
            assert!((f64::from(total) / expected - 1.0).abs() < 0.1, "day {at}: {total}, {expected} expected");
        }
    }

    /// A day is as large as the others of its week make it, also where the desk has two days off.
    #[test]
    fn a_day_of_crisis_is_like_its_week() {
        let off = |at: usize| at % 7 > 4;
        let of_week = |at: usize| if at / 7 == 3 { 60 } else { 30 };
        let mut found = days((0..70).map(|at| if off(at) { 0 } else { of_week(at) }));
        found[22].hours[11] = 400;
        replace(&mut found, &[22]);
        assert_eq!(totals(&found)[21..28], [60, 60, 60, 60, 60, 0, 0]);
    }
}
