//! The observed beside the simulated: ranges of a further replication, and the largest distance of two distributions.
//!
//! With 40 j - 1 replications the j-th smallest and the j-th largest value enclose a further exchangeable one with exactly 95 %
//! probability, whatever the distribution; no normal distribution and no independence within a replication are supposed.
//!
//! How many of many places lie outside is judged likewise: every replication is held against all others and the observed, as the
//! observed is held against all replications. Were the scenario the desk, these counts would be exchangeable too, however much the
//! places hang together, so that the observed one is above the limit that 95 % of the others keep to in 5 % of the cases at most.

use super::tally::Tally;
use crate::calibrate::Estimate;
use crate::metrics::sketch::{SparseSketch, low_edge};
use crate::time::HOURS_PER_WEEK;

/// Replications of one step; see above.
pub const STEP: usize = 40;
/// Shares at which the quantiles of the first response are compared.
const SHARES: [f64; 19] =
    [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 0.95];
/// Conversations of an hour of the week from which its attainment is compared.
pub const FEWEST_OF_AN_HOUR: u32 = 5;
/// What a reader would call the same: relative difference of a volume, difference of a share, distance of distributions, relative
/// difference of a mean backlog.
const SAME_VOLUME: f64 = 0.05;
const SAME_SHARE: f64 = 0.02;
const SAME_DISTRIBUTION: f64 = 0.05;
const SAME_ATTAINMENT: f64 = 0.05;
const SAME_BACKLOG: f64 = 0.10;
/// A range that reaches further than so many times that from its middle tells nothing: hardly anything would lie outside of it.
const TELLING: f64 = 5.0;
/// Conversations that the range of a backlog may reach from its middle in any case.
const TELLING_BACKLOG: f64 = 0.5;

/// How well a figure is reproduced.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// The observed lies where a further replication would.
    Right,
    /// Further away than chance takes it, yet by so little that it matters to nobody.
    Close,
    /// Chance alone takes it so far that nobody can tell.
    Untold,
    Off,
}

impl Grade {
    fn of(within_chance: bool, small: bool) -> Grade {
        match (within_chance, small) {
            (true, _) => Grade::Right,
            (false, true) => Grade::Close,
            (false, false) => Grade::Off,
        }
    }
    /// Of a figure that differs little enough where it differs by no more than `same`.
    fn of_figure(compared: &Compared, same: f64, telling: f64) -> Grade {
        match Grade::of(compared.within_chance(), (compared.observed - compared.mean).abs() <= same) {
            Grade::Right if (compared.high - compared.low) / 2.0 > telling => Grade::Untold,
            grade => grade,
        }
    }
}

/// A figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Compared {
    pub observed: f64,
    /// Mean of the replications, and the limits that hold a further one with 95 % probability.
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

impl Compared {
    /// `None` without values, or where nothing was observed.
    pub fn of(observed: Option<f64>, values: impl Iterator<Item = Option<f64>>) -> Option<Compared> {
        let range = Range::of(values.flatten().collect())?;
        Some(Compared { observed: observed?, mean: range.mean, low: range.low, high: range.high })
    }
    /// The same where the mean itself is only known to an interval: both errors add up as independent ones do.
    pub fn widened(self, estimate: &Estimate) -> Compared {
        let relative = |limit: f64| if estimate.value > 0.0 { (limit / estimate.value - 1.0) * self.mean } else { 0.0 };
        let low = (self.mean - self.low).hypot(relative(estimate.low));
        let high = (self.high - self.mean).hypot(relative(estimate.high));
        Compared { low: (self.mean - low).max(0.0), high: self.mean + high, ..self }
    }
    pub fn within_chance(&self) -> bool {
        (self.low..=self.high).contains(&self.observed)
    }
}

struct Range {
    mean: f64,
    low: f64,
    high: f64,
}

impl Range {
    fn of(mut values: Vec<f64>) -> Option<Range> {
        values.sort_by(f64::total_cmp);
        // Where some replications have no value, the range is of as many as there are.
        let from_end = (values.len() + 1) / STEP;
        let at = from_end.max(1) - 1;
        let (low, high) = (*values.get(at)?, *values.get(values.len() - 1 - at)?);
        Some(Range { mean: values.iter().sum::<f64>() / values.len() as f64, low, high })
    }
}

/// The value that a further replication is at most with 95 % probability.
fn upper(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = ((values.len() + 1) * 19 / 20).max(1) - 1;
    values.get(place).copied().unwrap_or(f64::NAN)
}

/// Counts, for the observed (first) and every replication, the places in which it lies outside of the range of all others.
struct Strays {
    counts: Vec<u32>,
    sorted: Vec<f64>,
}

impl Strays {
    fn of(replications: usize) -> Strays {
        Strays { counts: vec![0; 1 + replications], sorted: Vec::with_capacity(1 + replications) }
    }

    /// One place: the value of each, and whether it is judged. Those without a value are not held against others.
    fn add(&mut self, values: impl Iterator<Item = (Option<f64>, bool)> + Clone) {
        self.sorted.clear();
        self.sorted.extend(values.clone().filter_map(|(value, _)| value));
        self.sorted.sort_by(f64::total_cmp);
        let all = self.sorted.len();
        let from_end = (all / STEP).max(1);
        for (count, (value, _)) in self.counts.iter_mut().zip(values).filter(|(_, (_, judged))| *judged) {
            let Some(value) = value else { continue };
            // Others at or below, and at or above.
            let below = self.sorted.partition_point(|one| *one <= value) - 1;
            let above = all - self.sorted.partition_point(|one| *one < value) - 1;
            *count += u32::from(all > 1 && (below < from_end || above < from_end));
        }
    }

    fn limit(&self) -> f64 {
        upper(self.counts[1..].iter().map(|count| f64::from(*count)).collect())
    }
}

/// A quantile of the first response, in minutes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct QuantilePoint {
    pub share: f64,
    pub minutes: Compared,
}

/// The largest distance between two distributions of the first response (Kolmogorov), of those answered.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Distance {
    pub value: f64,
    /// What a further replication keeps to with 95 % probability.
    pub limit: f64,
    /// Share of the replications, the observed among them, that are as far away as the observed.
    pub p_value: f64,
    /// Where it lies, and the shares answered until then.
    pub at_min: f64,
    pub observed: f64,
    pub simulated: f64,
}

/// Attainment in an hour of the week.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct HourOfWeek {
    /// Conversations observed.
    pub opened: u32,
    /// Share with a first response within an hour; `None` of fewer than [`FEWEST_OF_AN_HOUR`] conversations, or where no replication
    /// has any.
    pub within: Option<Compared>,
    /// The same of any number of conversations, as far as there are any.
    pub observed: Option<f64>,
    pub simulated: Option<f64>,
}

/// Conversations waiting for a first response that they get, at the end of an hour.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Moment {
    pub waiting: Compared,
}

/// How many of many places lie outside of the range of a further replication.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Outside {
    pub count: usize,
    pub of: usize,
    /// As many lie outside of it by chance, at most with 95 % probability: what the replications keep to, each of them held against all
    /// others and the observed.
    pub limit: f64,
    /// Mean difference in size.
    pub difference: f64,
}

pub fn share(hits: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| hits as f64 / of as f64)
}

pub fn volume_grade(compared: &Compared) -> Grade {
    let same = SAME_VOLUME * compared.mean;
    Grade::of_figure(compared, same, TELLING * same)
}

pub fn share_grade(compared: &Compared) -> Grade {
    Grade::of_figure(compared, SAME_SHARE, TELLING * SAME_SHARE)
}

pub fn distance_grade(distance: &Distance) -> Grade {
    match Grade::of(distance.value <= distance.limit, distance.value <= SAME_DISTRIBUTION) {
        Grade::Right if distance.limit > TELLING * SAME_DISTRIBUTION => Grade::Untold,
        grade => grade,
    }
}

/// The worse of the grades of the hours and of all of them together: of a desk with few conversations hardly an hour tells anything.
pub fn attainment_grade(outside: &Outside, all: &Compared) -> Grade {
    let of_hours = Grade::of(outside.count as f64 <= outside.limit, outside.difference <= SAME_ATTAINMENT);
    of_hours.max(Grade::of_figure(all, SAME_ATTAINMENT, TELLING * SAME_ATTAINMENT))
}

/// Likewise of the hours and of their mean.
pub fn backlog_grade(outside: &Outside, all: &Compared) -> Grade {
    let small = SAME_BACKLOG * all.mean.max(all.observed);
    let of_hours = Grade::of(outside.count as f64 <= outside.limit, outside.difference <= small);
    of_hours.max(Grade::of_figure(all, small, (TELLING * small).max(TELLING_BACKLOG)))
}

pub fn quantiles(observed: &Tally, replications: &[Tally]) -> Vec<QuantilePoint> {
    let minutes = |tally: &Tally, share| tally.responses.quantile(share).map(|ms| ms / 60_000.0);
    let point = |share| {
        let simulated = replications.iter().map(|one| minutes(one, share));
        Some(QuantilePoint { share, minutes: Compared::of(minutes(observed, share), simulated)? })
    };
    SHARES.into_iter().filter_map(point).collect()
}

/// Largest difference between the shares at or below each bin, and where.
fn kolmogorov(one: &SparseSketch, other: &[(u32, f64)]) -> (f64, u32, f64, f64) {
    let all = one.total().max(1) as f64;
    let (mut mine, mut theirs) = (0.0, 0.0);
    let (mut a, mut b) = (one.0.iter().peekable(), other.iter().peekable());
    let mut largest = (0.0, 0, 0.0, 0.0);
    loop {
        let bin = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => x.0.min(y.0),
            (Some(x), None) => x.0,
            (None, Some(y)) => y.0,
            (None, None) => return largest,
        };
        if let Some(entry) = a.next_if(|entry| entry.0 == bin) {
            mine += entry.1 as f64 / all;
        }
        if let Some(entry) = b.next_if(|entry| entry.0 == bin) {
            theirs += entry.1;
        }
        let distance: f64 = mine - theirs;
        if distance.abs() > largest.0 {
            largest = (distance.abs(), bin, mine, theirs);
        }
    }
}

/// Shares in each bin of all replications but one, every replication of the same weight.
fn without(pool: &[(u32, f64)], one: &SparseSketch, replications: usize) -> Vec<(u32, f64)> {
    let all = one.total().max(1) as f64;
    let mut own = one.0.iter().peekable();
    let rest = |(bin, sum): &(u32, f64)| {
        let mine = own.next_if(|entry| entry.0 == *bin).map_or(0.0, |entry| entry.1 as f64 / all);
        (*bin, (sum - mine) / (replications - 1) as f64)
    };
    pool.iter().map(rest).collect()
}

/// `None` where nobody was answered, or there are fewer than two replications with answers.
pub fn distance(observed: &Tally, replications: &[Tally]) -> Option<Distance> {
    let answered: Vec<&SparseSketch> =
        replications.iter().filter(|one| one.answered > 0).map(|one| &one.responses).collect();
    if observed.answered == 0 || answered.len() < 2 {
        return None;
    }
    let mut bins = std::collections::BTreeMap::new();
    for one in &answered {
        let all = one.total() as f64;
        one.0.iter().for_each(|(bin, count)| *bins.entry(*bin).or_insert(0.0) += *count as f64 / all);
    }
    let pool: Vec<(u32, f64)> = bins.into_iter().collect();
    let n = answered.len();
    let mean: Vec<(u32, f64)> = pool.iter().map(|(bin, sum)| (*bin, sum / n as f64)).collect();
    let (value, bin, share_observed, share_simulated) = kolmogorov(&observed.responses, &mean);
    let others: Vec<f64> = answered.iter().map(|one| kolmogorov(one, &without(&pool, one, n)).0).collect();
    let as_far = others.iter().filter(|other| **other >= value).count();
    Some(Distance {
        value,
        p_value: (as_far + 1) as f64 / (n + 1) as f64,
        limit: upper(others),
        at_min: (low_edge(bin as usize + 1) - 1) as f64 / 60_000.0,
        observed: share_observed,
        simulated: share_simulated,
    })
}

/// Attainment within an hour by the hour of the week, and how much of it lies outside of the ranges.
pub fn hours(observed: &Tally, replications: &[Tally]) -> (Vec<HourOfWeek>, Outside) {
    let of = |(hits, opened): (u32, u32)| share(hits.into(), opened.into());
    let hour = |at: usize| {
        let (hits, opened) = observed.within[at];
        let enough = of((hits, opened)).filter(|_| opened >= FEWEST_OF_AN_HOUR);
        let all = replications.iter().fold((0, 0), |sum, one| (sum.0 + one.within[at].0, sum.1 + one.within[at].1));
        HourOfWeek {
            opened,
            within: Compared::of(enough, replications.iter().map(|one| of(one.within[at]))),
            observed: of((hits, opened)),
            simulated: of(all),
        }
    };
    let hours: Vec<HourOfWeek> = (0..HOURS_PER_WEEK).map(hour).collect();
    let mut strays = Strays::of(replications.len());
    for at in 0..HOURS_PER_WEEK {
        let tallies = std::iter::once(observed).chain(replications);
        strays.add(tallies.map(|one| (of(one.within[at]), one.within[at].1 >= FEWEST_OF_AN_HOUR)));
    }
    let places = || hours.iter().filter_map(|hour| Some((f64::from(hour.opened), hour.within?)));
    let weights: f64 = places().map(|(opened, _)| opened).sum();
    let differences: f64 = places().map(|(opened, one)| opened * (one.observed - one.mean).abs()).sum();
    let outside = Outside {
        count: places().filter(|(_, one)| !one.within_chance()).count(),
        of: places().count(),
        limit: strays.limit(),
        difference: if weights > 0.0 { differences / weights } else { 0.0 },
    };
    (hours, outside)
}

/// The backlog of first responses hour by hour, and how much of it lies outside of the ranges.
pub fn backlog(observed: &Tally, replications: &[Tally]) -> (Vec<Moment>, Outside) {
    let level = |tally: &Tally, at: usize| tally.waiting.get(at).map(|waiting| f64::from(*waiting));
    let moment = |at: usize| {
        let waiting = Compared::of(level(observed, at), replications.iter().map(|one| level(one, at)))?;
        Some(Moment { waiting })
    };
    let moments: Vec<Moment> = (0..observed.waiting.len()).filter_map(moment).collect();
    let mut strays = Strays::of(replications.len());
    for at in 0..observed.waiting.len() {
        let tallies = std::iter::once(observed).chain(replications);
        strays.add(tallies.map(|one| (level(one, at), true)));
    }
    let mean = |sum: f64| sum / moments.len().max(1) as f64;
    let observed = mean(moments.iter().map(|one| one.waiting.observed).sum());
    let simulated = mean(moments.iter().map(|one| one.waiting.mean).sum());
    let outside = Outside {
        count: moments.iter().filter(|one| !one.waiting.within_chance()).count(),
        of: moments.len(),
        limit: strays.limit(),
        difference: (observed - simulated).abs(),
    };
    (moments, outside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::estimate::normal_quantile;
    use crate::random::{Purpose, Stream};

    fn sketch(values: &[u64]) -> SparseSketch {
        let mut sketch = SparseSketch::default();
        values.iter().for_each(|value| sketch.record(*value, 1));
        sketch
    }

    fn tally(values: &[u64]) -> Tally {
        Tally {
            opened: values.len() as u64,
            answered: values.len() as u64,
            responses: sketch(values),
            within: vec![(0, 0); HOURS_PER_WEEK],
            waiting: vec![],
        }
    }

    #[test]
    fn the_largest_distance_is_found_where_it_is() {
        let same: Vec<Tally> = (0..39).map(|_| tally(&[10, 20, 30, 40])).collect();
        let found = distance(&tally(&[10, 10, 10, 40]), &same).unwrap();
        assert!((found.value - 0.5).abs() < 1e-12, "{found:?}");
        assert!((found.observed - 0.75).abs() < 1e-12 && (found.simulated - 0.25).abs() < 1e-12);
        assert_eq!((found.limit, found.p_value), (0.0, 1.0 / 40.0));
        assert_eq!(distance(&tally(&[10, 20, 30, 40]), &same).unwrap().value, 0.0);
        assert_eq!(distance(&tally(&[]), &same), None);
    }

    /// No hour is outside of its range, and yet all of them together are: with few conversations an hour tells nothing.
    #[test]
    fn hours_that_tell_nothing_do_not_hide_what_they_say_together() {
        let outside = Outside { count: 0, of: 1, limit: 0.0, difference: 0.0 };
        let all = |observed| Compared { observed, mean: 0.36, low: 0.27, high: 0.43 };
        assert_eq!(attainment_grade(&outside, &all(0.82)), Grade::Off);
        assert_eq!(attainment_grade(&outside, &all(0.40)), Grade::Right);
        assert_eq!(backlog_grade(&outside, &all(1.1)), Grade::Off);
        assert_eq!(backlog_grade(&outside, &all(0.3)), Grade::Right);
    }

    /// A volume anywhere from 0 to 2,796 is no success where 125 came: nothing could have failed.
    #[test]
    fn a_range_that_holds_anything_judges_nothing() {
        let wide = Compared { observed: 125.0, mean: 148.0, low: 0.0, high: 2796.0 };
        assert_eq!(volume_grade(&wide), Grade::Untold);
        assert_eq!(volume_grade(&Compared { low: 120.0, high: 180.0, ..wide }), Grade::Right);
        let share = Compared { observed: 1.0, mean: 0.7, low: 0.0, high: 1.0 };
        assert_eq!(share_grade(&share), Grade::Untold);
        let far = Distance { value: 0.58, limit: 0.8, p_value: 0.35, at_min: 186.0, observed: 0.82, simulated: 0.24 };
        assert_eq!(distance_grade(&far), Grade::Untold);
        assert_eq!(distance_grade(&Distance { limit: 0.1, ..far }), Grade::Off);
    }

    /// Of 39 replications the least and the greatest, of 79 the second from each end.
    #[test]
    fn ranges_hold_a_further_replication_in_38_of_40_cases() {
        for (replications, low, high) in [(39, 0.0, 38.0), (79, 1.0, 77.0), (199, 4.0, 194.0)] {
            let values = (0..replications).map(|value| Some(f64::from(value)));
            let compared = Compared::of(Some(1e9), values).unwrap();
            assert_eq!((compared.low, compared.high), (low, high));
            assert!(!compared.within_chance());
        }
        assert_eq!(upper((0..39).map(f64::from).collect()), 37.0);
    }

    /// How often an observed that is one more replication has more strays than the limit: of hours, and of levels. Each tally has so
    /// many hours, whose values follow each other with the correlation given.
    fn false_alarms(trials: u64, replications: usize, correlation: f64) -> (u64, u64) {
        let one = |stream: &mut Stream| {
            let mut level = 0.0;
            let mut tally = tally(&[1]);
            for at in 0..NULL_HOURS {
                let noise = normal_quantile(stream.uniform().clamp(1e-12, 1.0 - 1e-12));
                let kept = if at == 0 { 0.0 } else { correlation };
                level = kept * level + (1.0 - kept * kept).sqrt() * noise;
                tally.waiting.push((1000.0 + 100.0 * level) as u32);
                tally.within[at] = ((100.0 + 20.0 * level).clamp(0.0, 200.0) as u32, 200);
            }
            tally
        };
        let (mut of_hours, mut of_levels) = (0, 0);
        for trial in 0..trials {
            let mut stream = Stream::new(trial, Purpose::Reach);
            let mut drawn: Vec<Tally> = (0..=replications).map(|_| one(&mut stream)).collect();
            let seen = drawn.pop().unwrap();
            let above = |outside: Outside| u64::from(outside.count as f64 > outside.limit);
            of_hours += above(hours(&seen, &drawn).1);
            of_levels += above(backlog(&seen, &drawn).1);
        }
        (of_hours, of_levels)
    }

    const NULL_HOURS: usize = 40;

    /// At most 5 %, and not far below, which would judge nothing: counts are whole numbers, so that some share the limit. Of 1,000
    /// desks with 39 replications 11 to 73, of 300 with 199 replications 1 to 28: the 99.9 % limits of binomial counts with 2.5 % and
    /// 5 %, one-sided each (999 in 1,000).
    #[test]
    fn a_desk_that_is_its_scenario_has_too_many_strays_in_5_percent_of_the_cases() {
        for correlation in [0.0, 0.9] {
            for (trials, replications, band) in [(1000, 39, 11..=73), (300, 199, 1..=28)] {
                let (of_hours, of_levels) = false_alarms(trials, replications, correlation);
                println!("{correlation}, {replications}: {of_hours}, {of_levels} of {trials}");
                for found in [of_hours, of_levels] {
                    assert!(
                        band.contains(&found),
                        "{correlation}, {replications}: {found} of {trials}, not in {band:?}"
                    );
                }
            }
        }
    }

    /// One hour of a hundred outside of its range is what chance does, whatever the number of replications.
    #[test]
    fn some_hours_outside_of_their_range_are_chance() {
        let level = |replication: u32, at: u32| (replication * 7919 + at * 104_729) % 1009;
        let of = |replication: u32| {
            let mut tally = tally(&[1]);
            tally.waiting = (0..100).map(|at| level(replication, at)).collect();
            tally
        };
        let others: Vec<Tally> = (0..39).map(of).collect();
        let mut seen = tally(&[1]);
        seen.waiting = vec![500; 100];
        seen.waiting[50] = 5000;
        let outside = backlog(&seen, &others).1;
        assert!(outside.count == 1 && outside.limit >= 1.0, "{outside:?}");
    }
}
