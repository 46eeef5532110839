//! From the values of independent replications to a mean with its interval.

use super::result::{Estimate, Met};
use statrs::distribution::{ContinuousCDF, StudentsT};

/// Confidence of every interval that is not said to be simultaneous.
pub const CONFIDENCE: f64 = 0.95;

/// Mean and Student t interval at [`CONFIDENCE`]; replications without a value are left out.
pub fn estimate(values: impl IntoIterator<Item = Option<f64>>) -> Estimate {
    estimate_at(CONFIDENCE, values)
}

/// Mean and Student t interval at the given confidence (0 to 1, both excluded).
///
/// The limits are the mean plus and minus the half-width: for a share close to 0 or 1 one of them may lie outside.
pub fn estimate_at(confidence: f64, values: impl IntoIterator<Item = Option<f64>>) -> Estimate {
    let values: Vec<f64> = values.into_iter().flatten().collect();
    let Some(&first) = values.first() else {
        return Estimate::default();
    };
    let n = values.len() as f64;
    // Around the first value, so that equal values have exactly no spread.
    let mean = first + values.iter().map(|value| value - first).sum::<f64>() / n;
    let mut result = Estimate { mean: Some(mean), low: None, high: None, replications: values.len() as u32 };
    if values.len() > 1 {
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let half_width = t_quantile(confidence, n - 1.0) * (squares / (n - 1.0) / n).sqrt();
        (result.low, result.high) = (Some(mean - half_width), Some(mean + half_width));
    }
    result
}

/// The value that a Student t variable exceeds in absolute value with probability `1 - confidence`.
pub fn t_quantile(confidence: f64, degrees_of_freedom: f64) -> f64 {
    let t = StudentsT::new(0.0, 1.0, degrees_of_freedom).expect("at least one degree of freedom");
    t.inverse_cdf(0.5 + confidence / 2.0)
}

/// Whether a share attains its target: without an interval nobody can tell.
pub fn met(attained: &Estimate, target: f64) -> Met {
    match (attained.low, attained.high) {
        (Some(low), _) if low >= target => Met::Yes,
        (_, Some(high)) if high < target => Met::No,
        _ => Met::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream, replication_key};
    use rand_distr::{Distribution, StandardNormal};

    fn close(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-6)
    }

    #[test]
    fn interval_of_four_values_worked_out_by_hand() {
        // 2, 4, 4, 6: mean 4, variance 8/3, t(3, 97.5 %) = 3.1824463, half-width 3.1824463 * sqrt(8/3/4).
        let found = estimate([Some(2.0), None, Some(4.0), Some(4.0), Some(6.0)]);
        assert_eq!(found.replications, 4);
        assert!(close(found.mean, 4.0));
        assert!(close(found.low, 4.0 - 3.182_446_305_284_263 * 0.816_496_580_927_726), "{found:?}");
        assert!(close(found.half_width(), 2.598_456_6), "{found:?}");
    }

    #[test]
    fn t_quantiles_agree_with_an_integration_of_the_density() {
        for (confidence, degrees, expected) in
            [(0.95, 1.0, 12.706_205), (0.95, 9.0, 2.262_157), (0.95, 49.0, 2.009_575), (0.975, 49.0, 2.312_375)]
        {
            let found = t_quantile(confidence, degrees);
            assert!((found - expected).abs() < 2e-5, "{confidence} {degrees}: {found}");
        }
        assert!((t_quantile(0.95, 9_999.0) - 1.960_2).abs() < 1e-4);
    }

    #[test]
    fn without_two_values_there_is_no_interval_and_without_one_no_mean() {
        let one = estimate([None, Some(0.7)]);
        assert_eq!((one.mean, one.low, one.high, one.replications), (Some(0.7), None, None, 1));
        assert_eq!(estimate([None, None]), Estimate::default());
        assert_eq!(met(&one, 0.5), Met::Unsure);
        assert_eq!(met(&Estimate::default(), 0.5), Met::Unsure);
    }

    #[test]
    fn equal_values_have_an_interval_of_no_width() {
        let found = estimate(vec![Some(0.1); 7]);
        assert_eq!((found.mean, found.low, found.high), (Some(0.1), Some(0.1), Some(0.1)));
        assert_eq!(met(&found, 0.1), Met::Yes);
    }

    #[test]
    fn met_needs_the_whole_interval() {
        let of =
            |low, high| Estimate { mean: Some((low + high) / 2.0), low: Some(low), high: Some(high), replications: 9 };
        assert_eq!(met(&of(0.80, 0.84), 0.80), Met::Yes);
        assert_eq!(met(&of(0.79, 0.84), 0.80), Met::Unsure);
        assert_eq!(met(&of(0.75, 0.80), 0.80), Met::Unsure);
        assert_eq!(met(&of(0.75, 0.799), 0.80), Met::No);
    }

    /// 1,000 studies of 10 normal replications: the number of intervals that hold the true mean is binomial(1000, 0.95);
    /// it leaves [924, 972] with a probability below 0.001 (two-sided, exact).
    #[test]
    fn intervals_cover_the_mean_as_often_as_they_say() {
        let covered = (0..1000)
            .filter(|study| {
                let mut stream = Stream::new(replication_key(77, *study), Purpose::Handling);
                let values: Vec<_> = (0..10)
                    .map(|_| Some(5.0 + 3.0 * Distribution::<f64>::sample(&StandardNormal, &mut stream)))
                    .collect();
                let found = estimate(values);
                found.low.unwrap() <= 5.0 && 5.0 <= found.high.unwrap()
            })
            .count();
        assert!((924..=972).contains(&covered), "{covered} of 1,000 intervals cover the mean");
    }
}
