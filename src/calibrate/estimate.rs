//! Values with their sample size and 95 % interval.

use statrs::distribution::{Beta, Binomial, ChiSquared, ContinuousCDF, DiscreteCDF, Gamma, Normal, StudentsT};

/// Confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;
const TAIL: f64 = (1.0 - CONFIDENCE) / 2.0;

/// A value that the export tells.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    pub value: f64,
    /// Limits of the interval.
    pub low: f64,
    pub high: f64,
    /// What it was counted from.
    pub n: u64,
}

impl Estimate {
    pub fn scaled(self, factor: f64) -> Estimate {
        Estimate { value: self.value * factor, low: self.low * factor, high: self.high * factor, n: self.n }
    }
    /// The same where values outside of limits cannot be.
    pub fn within(self, least: f64, most: f64) -> Estimate {
        let kept = |value: f64| value.clamp(least, most);
        Estimate { value: kept(self.value), low: kept(self.low), high: kept(self.high), n: self.n }
    }
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// A normal quantile, in standard deviations.
pub fn normal_quantile(share: f64) -> f64 {
    Normal::new(0.0, 1.0).expect("the standard normal").inverse_cdf(share)
}

/// Half-width of an interval in standard errors: Student t; without degrees of freedom (the variance is known) the normal.
pub fn standard_errors(degrees_of_freedom: f64) -> f64 {
    match StudentsT::new(0.0, 1.0, degrees_of_freedom) {
        Ok(t) if degrees_of_freedom > 0.0 => t.inverse_cdf(1.0 - TAIL),
        _ => normal_quantile(1.0 - TAIL),
    }
}

/// The quantiles of chi-square at both ends of the interval.
pub fn chi_square(degrees_of_freedom: f64) -> Option<(f64, f64)> {
    let chi = ChiSquared::new(degrees_of_freedom).ok()?;
    Some((chi.inverse_cdf(TAIL), chi.inverse_cdf(1.0 - TAIL)))
}

/// A share, with the exact interval of Clopper and Pearson (Biometrika 26, 1934): from the quantiles of beta distributions.
pub fn share(count: u64, n: u64) -> Option<Estimate> {
    share_of_alike(count, n, n as f64)
}

/// The same of counts that are worth so many independent ones ([`Days::worth`]), after Korn and Graubard (Survey Methodology 24, 1998).
pub fn share_of_alike(count: u64, n: u64, worth: f64) -> Option<Estimate> {
    if n == 0 || count > n {
        return None;
    }
    let value = count as f64 / n as f64;
    let (hits, misses) = (value * worth, (1.0 - value) * worth);
    let beta = |a: f64, b: f64, at: f64| Beta::new(a, b).map_or(f64::NAN, |beta| beta.inverse_cdf(at));
    let low = if count == 0 { 0.0 } else { beta(hits, misses + 1.0, TAIL) };
    let high = if count == n { 1.0 } else { beta(hits + 1.0, misses, 1.0 - TAIL) };
    Some(Estimate { value, low, high, n })
}

/// Conversations by the day on which they opened: those of a day wait in the same queue, so that they are no independent witnesses.
#[derive(Clone, Default, Debug)]
pub struct Days(Vec<(u64, u64)>);

impl Days {
    /// One more conversation of a day, counted from any, and whether it counts.
    pub fn add(&mut self, day: u32, counts: bool) {
        let day = day as usize;
        if day >= self.0.len() {
            self.0.resize(day + 1, (0, 0));
        }
        self.0[day].0 += u64::from(counts);
        self.0[day].1 += 1;
    }

    /// How many independent conversations tell the share of those that count as surely: by the variance between days of a ratio
    /// (Cochran, Sampling Techniques, 1977, 6.3) to that of independent ones; Student t for few days. At most as many as there are.
    pub fn worth(&self) -> f64 {
        let days = self.0.iter().filter(|day| day.1 > 0).count() as f64;
        let (hits, of) = self.0.iter().fold((0, 0), |all, day| (all.0 + day.0, all.1 + day.1));
        let share = hits as f64 / of.max(1) as f64;
        let alone = share * (1.0 - share) * of as f64;
        if days < 2.0 || alone <= 0.0 {
            return of as f64;
        }
        let off = |day: &(u64, u64)| (day.0 as f64 - share * day.1 as f64).powi(2);
        let together = days / (days - 1.0) * self.0.iter().map(off).sum::<f64>();
        let few = (standard_errors(days - 1.0) / normal_quantile(1.0 - TAIL)).powi(2);
        of as f64 / (together / alone * few).max(1.0)
    }
}

/// The mean of a Poisson count, with the exact interval of Garwood (Biometrika 28, 1936): from the quantiles of gamma distributions.
pub fn poisson(count: u64) -> Estimate {
    let gamma = |shape: u64, at: f64| Gamma::new(shape as f64, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(at));
    let low = if count == 0 { 0.0 } else { gamma(count, TAIL) };
    Estimate { value: count as f64, low, high: gamma(count + 1, 1.0 - TAIL), n: count }
}

/// Sums from which mean and variance follow (Welford).
#[derive(Clone, Copy, Default, Debug)]
pub struct Moments {
    pub n: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    pub fn add(&mut self, value: f64) {
        self.n += 1;
        let off = value - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (value - self.mean);
    }
    /// The mean alone; 0 of no value.
    pub fn average(&self) -> f64 {
        self.mean
    }
    /// Sample variance, with n - 1.
    pub fn variance(&self) -> f64 {
        self.squares / (self.n.max(2) - 1) as f64
    }
    /// The mean and its Student t interval; `None` of fewer than two values.
    pub fn mean(&self) -> Option<Estimate> {
        if self.n < 2 {
            return None;
        }
        let half_width = standard_errors((self.n - 1) as f64) * (self.variance() / self.n as f64).sqrt();
        Some(Estimate { value: self.mean, low: self.mean - half_width, high: self.mean + half_width, n: self.n })
    }
}

/// A log-normal distribution by its median and its coefficient of variation, each with its interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LogNormal {
    pub median: Estimate,
    pub cv: Estimate,
}

/// Fits a log-normal to values given by the moments of their logarithms: the median by Student t of the mean, the coefficient of
/// variation sqrt(exp(s^2) - 1) by chi-square of the variance. Both are exact where the values are log-normal.
pub fn log_normal(logarithms: &Moments) -> Option<LogNormal> {
    let mean = logarithms.mean()?;
    let degrees = (logarithms.n - 1) as f64;
    let (lower, upper) = chi_square(degrees)?;
    let squares = logarithms.variance() * degrees;
    let cv = |variance: f64| variance.exp_m1().sqrt();
    let n = logarithms.n;
    Some(LogNormal {
        median: Estimate { value: mean.value.exp(), low: mean.low.exp(), high: mean.high.exp(), n },
        cv: Estimate { value: cv(squares / degrees), low: cv(squares / upper), high: cv(squares / lower), n },
    })
}

/// The mean of log-normal values from the moments of their logarithms, exp(m + s^2 / 2), with the interval of Cox (in Land,
/// Technometrics 14, 1972): normal for m + s^2 / 2, whose parts are independent; by Student t for few values.
pub fn log_normal_mean(logarithms: &Moments) -> Option<Estimate> {
    let middle = logarithms.mean()?.value;
    let (n, variance) = (logarithms.n as f64, logarithms.variance());
    let value = middle + variance / 2.0;
    let spread = (variance / n + variance.powi(2) / (2.0 * (n - 1.0))).sqrt();
    let half_width = standard_errors(n - 1.0) * spread;
    Some(Estimate {
        value: value.exp(),
        low: (value - half_width).exp(),
        high: (value + half_width).exp(),
        n: logarithms.n,
    })
}

/// A quantile of sorted times, with the exact interval between order statistics that a binomial count puts around it, so that no
/// distribution is supposed; of times that are worth so many independent ones ([`Days::worth`]) after Woodruff (JASA 47, 1952). Where too
/// few lie beyond it there is no limit: 0, or infinity.
pub fn quantile(sorted: &[f64], share: f64, worth: f64) -> Option<Estimate> {
    let n = sorted.len();
    let value = *sorted.get(((n as f64 * share) as usize).min(n.checked_sub(1)?))?;
    let scale = n as f64 / worth.round().max(1.0);
    let count = Binomial::new(share, worth.round().max(1.0) as u64).ok()?;
    // Order statistics, counted from 1, of as many values as these are worth.
    let (below, above) = (count.inverse_cdf(TAIL), count.inverse_cdf(1.0 - TAIL) + 1);
    let low = below.checked_sub(1).map_or(0.0, |before| sorted[(before as f64 * scale) as usize]);
    let high = sorted.get((above as f64 * scale).ceil() as usize - 1).copied().unwrap_or(f64::INFINITY);
    Some(Estimate { value, low, high, n: n as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 2e-4
    }

    /// Known values: 8 of 10 (Clopper-Pearson .4439 to .9748), a Poisson count of 10 (Garwood 4.7954 to 18.3904).
    #[test]
    fn exact_intervals_as_tabulated() {
        let of_ten = share(8, 10).unwrap();
        assert!(close(of_ten.low, 0.4439) && close(of_ten.high, 0.9748), "{of_ten:?}");
        assert_eq!((share(0, 10).unwrap().low, share(10, 10).unwrap().high, share(1, 0)), (0.0, 1.0, None));
        let ten = poisson(10);
        assert!(close(ten.low, 4.7954) && close(ten.high, 18.3904), "{ten:?}");
        assert!(poisson(0).low == 0.0 && close(poisson(0).high, 3.6889));
    }

    /// 1 to 5: mean 3, standard deviation 1.5811, t(4) = 2.7764, half-width 1.9632.
    #[test]
    fn a_mean_worked_out_by_hand() {
        let mut moments = Moments::default();
        (1..=5).for_each(|value| moments.add(f64::from(value)));
        let mean = moments.mean().unwrap();
        assert!(close(mean.low, 3.0 - 1.9632) && close(mean.high, 3.0 + 1.9632), "{mean:?}");
        assert_eq!(Moments::default().mean(), None);
    }

    #[test]
    fn quantiles_lie_between_values_that_were_seen() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        // The 40th and the 61st: textbooks' exact interval of the median of 100.
        let median = quantile(&values, 0.5, 100.0).unwrap();
        assert_eq!((median.value, median.low, median.high), (50.0, 39.0, 60.0));
        let alike = quantile(&values, 0.5, 25.0).unwrap();
        assert!(alike.low <= 28.0 && alike.high >= 71.0, "worth a quarter, twice as wide: {alike:?}");
        assert_eq!(quantile(&[], 0.5, 0.0), None);
    }

    /// All of 10 values lie below the 90 % quantile with probability 0.35: none of them is a limit.
    #[test]
    fn a_limit_that_few_values_cannot_give_is_none() {
        let values: Vec<f64> = (0..10).map(f64::from).collect();
        let upper = quantile(&values, 0.9, 10.0).unwrap();
        assert_eq!((upper.value, upper.high), (9.0, f64::INFINITY));
        assert_eq!(quantile(&[7.0], 0.5, 1.0).map(|one| (one.low, one.high)), Some((0.0, f64::INFINITY)));
    }

    /// Days on which all are answered, and others on which none is: as many witnesses as days, not as conversations.
    #[test]
    fn conversations_of_one_day_are_no_independent_witnesses() {
        let (mut alike, mut mixed) = (Days::default(), Days::default());
        for day in 0..40 {
            (0..50).for_each(|_| alike.add(day, day % 2 == 0));
            (0..50).for_each(|at| mixed.add(day, at % 2 == 0));
        }
        assert!((30.0..=40.0).contains(&alike.worth()), "{}", alike.worth());
        assert_eq!(mixed.worth(), 2000.0);
        let narrow = share(1000, 2000).unwrap();
        let wide = share_of_alike(1000, 2000, alike.worth()).unwrap();
        assert!((wide.high - wide.low) > 6.0 * (narrow.high - narrow.low), "{wide:?} {narrow:?}");
    }
}
