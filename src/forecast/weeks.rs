//! The whole weeks of an export, hour by hour, without its days of crisis.

use crate::calibrate::volume::{Day, days, profile};
use crate::calibrate::{Calibration, Period};
use crate::history::History;

pub const HOURS: usize = 168;

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

/// Puts ordinary days of the same weekday in the place of days of crisis, as large as the other days of the week make it.
fn replace(days: &mut [Day], crises: &[i64]) {
    let ordinary = |day: &Day| !crises.contains(&day.number);
    let size = |week: usize, days: &[Day], weekday: usize| -> f64 {
        let others = days.chunks(7).nth(week).into_iter().flatten();
        let counted = others.filter(|day| ordinary(day) && Period::weekday(day.number) != weekday);
        counted.map(|day| f64::from(day.hours.iter().sum::<u32>())).sum()
    };
    for at in (0..days.len()).filter(|at| !ordinary(&days[*at])).collect::<Vec<_>>() {
        let weekday = Period::weekday(days[at].number);
        let alike: Vec<usize> = (0..days.len())
            .filter(|other| ordinary(&days[*other]) && Period::weekday(days[*other].number) == weekday)
            .collect();
        let theirs: f64 = alike.iter().map(|other| size(other / 7, days, weekday)).sum();
        let scale = if theirs > 0.0 { size(at / 7, days, weekday) / theirs } else { 1.0 / alike.len().max(1) as f64 };
        let hour = |hour: usize| alike.iter().map(|other| f64::from(days[*other].hours[hour])).sum::<f64>() * scale;
        let hours: [u32; 24] = std::array::from_fn(|at| hour(at).round() as u32);
        days[at].hours = hours;
    }
}
