//! Totals by hour of week and by week, as integers so that they can be added in any order.

use super::sketch::SparseSketch;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_WEEK};
use serde::{Deserialize, Serialize};

/// Limits in minutes, from one minute to a week, at which the distribution of the first response is told.
pub const FIRST_RESPONSE_MINUTES: [u64; 28] = [
    1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720, 960, 1440, 2160, 2880, 4320,
    7200, 10_080,
];

/// A sum of shares in fixed point, exact to 2^-40, so that adding does not depend on the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ShareSum {
    sum: u64,
    count: u32,
}

impl ShareSum {
    const ONE: f64 = (1u64 << 40) as f64;

    /// Counts `hits / of`; nothing where `of` is zero.
    pub fn add_ratio(&mut self, hits: u64, of: u64) {
        if of > 0 {
            self.sum += (hits as f64 / of as f64 * Self::ONE).round() as u64;
            self.count += 1;
        }
    }
    pub fn add(&mut self, other: ShareSum) {
        self.sum += other.sum;
        self.count += other.count;
    }
    pub fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / Self::ONE / f64::from(self.count))
    }
}

/// A sum of money in fixed point, exact to a millionth, so that adding does not depend on the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct MoneySum(i128);

impl MoneySum {
    const ONE: f64 = 1e6;

    pub fn add_money(&mut self, money: f64) {
        self.0 += (money * Self::ONE).round() as i128;
    }
    pub fn add(&mut self, other: MoneySum) {
        self.0 += other.0;
    }
    pub fn money(self) -> f64 {
        self.0 as f64 / Self::ONE
    }
}

/// Totals of one hour of the week over weeks and replications.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct HourTotals {
    pub opened: u64,
    /// Messages waiting, times milliseconds.
    pub backlog_ms: u128,
    /// Agents on duty, times milliseconds.
    pub agents_ms: u128,
    pub occupancy: ShareSum,
    pub within_1h: ShareSum,
    /// The hour's mean backlog in each week and replication, in hundredths of a message.
    pub backlog_levels: SparseSketch,
    pub staff_cost: MoneySum,
}

/// Totals of one measured week over replications.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct WeekTotals {
    pub opened: u64,
    pub backlog_ms: u128,
    pub within_1h: ShareSum,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SeriesTotals {
    pub replications: u32,
    /// 168 hours, Monday 00:00 first.
    pub hours: Vec<HourTotals>,
    /// One for each measured week.
    pub weeks: Vec<WeekTotals>,
    /// First responses in milliseconds, all conversations answered.
    pub first_response: SparseSketch,
    /// First responses posted within each of [`FIRST_RESPONSE_MINUTES`], of all conversations asked.
    pub answered_within: Vec<ShareSum>,
    /// Answered at all, of all conversations asked.
    pub answered: ShareSum,
}

impl SeriesTotals {
    pub fn add(&mut self, other: &SeriesTotals) {
        self.replications += other.replications;
        for (mine, theirs) in self.hours.iter_mut().zip(&other.hours) {
            mine.opened += theirs.opened;
            mine.backlog_ms += theirs.backlog_ms;
            mine.agents_ms += theirs.agents_ms;
            mine.occupancy.add(theirs.occupancy);
            mine.within_1h.add(theirs.within_1h);
            mine.backlog_levels.add(&theirs.backlog_levels);
            mine.staff_cost.add(theirs.staff_cost);
        }
        for (mine, theirs) in self.weeks.iter_mut().zip(&other.weeks) {
            mine.opened += theirs.opened;
            mine.backlog_ms += theirs.backlog_ms;
            mine.within_1h.add(theirs.within_1h);
        }
        self.first_response.add(&other.first_response);
        self.answered_within.resize(FIRST_RESPONSE_MINUTES.len(), ShareSum::default());
        self.answered_within.iter_mut().zip(&other.answered_within).for_each(|(mine, theirs)| mine.add(*theirs));
        self.answered.add(other.answered);
    }

    fn by_hour(&self, value: impl Fn(&HourTotals) -> f64) -> Vec<f64> {
        assert_eq!(self.hours.len(), HOURS_PER_WEEK);
        self.hours.iter().map(value).collect()
    }
    fn hours_observed(&self) -> f64 {
        f64::from(self.replications) * self.weeks.len() as f64
    }
    /// Conversations opened in each hour of the week.
    pub fn arrivals_by_hour(&self) -> Vec<f64> {
        self.by_hour(|hour| hour.opened as f64 / self.hours_observed())
    }
    /// Messages waiting in each hour of the week.
    pub fn backlog_by_hour(&self) -> Vec<f64> {
        self.by_hour(|hour| hour.backlog_ms as f64 / MS_PER_HOUR as f64 / self.hours_observed())
    }
    /// Quantile of an hour's mean backlog over weeks and replications, for each hour of the week.
    pub fn backlog_quantile_by_hour(&self, p: f64) -> Vec<f64> {
        self.by_hour(|hour| hour.backlog_levels.quantile(p).unwrap_or(0.0) / 100.0)
    }
    /// Agents on duty in each hour of the week.
    pub fn agents_by_hour(&self) -> Vec<f64> {
        self.by_hour(|hour| hour.agents_ms as f64 / MS_PER_HOUR as f64 / self.hours_observed())
    }
    pub fn occupancy_by_hour(&self) -> Vec<Option<f64>> {
        self.hours.iter().map(|hour| hour.occupancy.mean()).collect()
    }
    pub fn within_1h_by_hour(&self) -> Vec<Option<f64>> {
        self.hours.iter().map(|hour| hour.within_1h.mean()).collect()
    }
    /// Staff cost of each hour of the week; the 168 values add up to that of a week.
    pub fn staff_cost_by_hour(&self) -> Vec<f64> {
        self.by_hour(|hour| hour.staff_cost.money() / self.hours_observed())
    }
    /// Conversations opened in each measured week.
    pub fn conversations_by_week(&self) -> Vec<f64> {
        self.weeks.iter().map(|week| week.opened as f64 / f64::from(self.replications)).collect()
    }
    pub fn backlog_by_week(&self) -> Vec<f64> {
        let observed = MS_PER_WEEK as f64 * f64::from(self.replications);
        self.weeks.iter().map(|week| week.backlog_ms as f64 / observed).collect()
    }
    pub fn within_1h_by_week(&self) -> Vec<Option<f64>> {
        self.weeks.iter().map(|week| week.within_1h.mean()).collect()
    }
}
