//! Control variates: how many conversations a replication happened to get has a mean that is known without simulating. Where a
//! figure goes with that number, the part of its chance that comes from there is taken out by regression (Lavenberg and Welch
//! 1981): fewer replications give the same precision.
//!
//! As weights of the replications, so that all measures of a scenario get the same ones: what adds up in each replication adds up in the
//! estimates too.

use super::compare::Simulated;
use super::estimate::{CONFIDENCE, estimate_at, t_quantile};
use super::regression::Weights;
use super::result::Estimate;
use crate::demand::{Arrivals, Intensity};
use crate::desk::{Contact, Scenario};
use crate::metrics::{Measure, ReplicationValues};
use crate::time::Time;

/// Replications that each control asks for. With ten the intervals of waits, which are skewed and do not go with the number of
/// conversations along a line, held the truth too seldom.
const REPLICATIONS_EACH: usize = 20;

/// The control of a scenario, or those of a difference of two whose customers are not the same.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Controls {
    /// Of each, how far each replication lies from the known mean.
    columns: Vec<Vec<f64>>,
    /// Where every replication has a value, which is nearly always.
    whole: Option<Weights>,
}

impl Controls {
    /// None, if the scenario's plan does not ask for them.
    pub fn of(simulated: &Simulated) -> Controls {
        let Simulated { scenario, batch } = simulated;
        if !scenario.run.control_variates {
            return Controls::default();
        }
        Controls::from(vec![conversations(scenario, &batch.replications)])
    }

    /// Of two scenarios whose values are subtracted. What they share, as they mostly share all, counts once.
    pub fn and(&self, other: &Controls) -> Controls {
        let mut columns = self.columns.clone();
        columns.extend(other.columns.iter().filter(|column| !self.columns.contains(column)).cloned());
        Controls::from(columns)
    }

    fn from(columns: Vec<Vec<f64>>) -> Controls {
        let replications = columns.first().map_or(0, Vec::len);
        let kept = &columns[..columns.len().min(replications / REPLICATIONS_EACH)];
        let whole = (!kept.is_empty()).then(|| weights(kept, &vec![true; replications]));
        Controls { columns, whole }
    }

    /// Mean and 95 % interval.
    pub fn estimate(&self, values: impl IntoIterator<Item = Option<f64>>) -> Estimate {
        self.estimate_at(CONFIDENCE, values)
    }

    /// Mean and interval at the given confidence; replications without a value are left out.
    ///
    /// The mean is that of the regression at the known means, its interval Student's with a degree of freedom less for each control
    /// and the variance that holds given the controls.
    pub fn estimate_at(&self, confidence: f64, values: impl IntoIterator<Item = Option<f64>>) -> Estimate {
        let Some(whole) = &self.whole else {
            return estimate_at(confidence, values);
        };
        let values: Vec<Option<f64>> = values.into_iter().collect();
        let present: Vec<bool> = values.iter().map(Option::is_some).collect();
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        if known.len() == values.len() {
            return regressed(confidence, whole, &known);
        }
        let kept = &self.columns[..self.columns.len().min(known.len() / REPLICATIONS_EACH)];
        if kept.is_empty() {
            return estimate_at(confidence, values);
        }
        regressed(confidence, &weights(kept, &present), &known)
    }
}

fn weights(columns: &[Vec<f64>], present: &[bool]) -> Weights {
    let of = |column: &Vec<f64>| {
        let kept = column.iter().zip(present).filter(|(_, present)| **present);
        (kept.map(|(value, _)| *value).collect(), 0.0)
    };
    let observations = present.iter().filter(|present| **present).count();
    Weights::at(observations, &columns.iter().map(of).collect::<Vec<_>>())
}

fn regressed(confidence: f64, weights: &Weights, values: &[f64]) -> Estimate {
    let (n, controls) = (values.len() as f64, weights.explaining() as f64);
    let degrees = n - 1.0 - controls;
    let mean = weights.expected(values);
    let variance = weights.unexplained(values) / degrees * weights.variance_factor();
    let half_width = t_quantile(confidence, degrees) * variance.sqrt();
    Estimate {
        mean: Some(mean),
        low: Some(mean - half_width),
        high: Some(mean + half_width),
        replications: values.len() as u32,
    }
}

/// Conversations per measured week that open by themselves, less how many are expected.
///
/// The work that they mean on paper is no second control: given their number it says nothing more (docs/statistics.md).
fn conversations(scenario: &Scenario, replications: &[ReplicationValues]) -> Vec<f64> {
    let (plan, demand) = (&scenario.run, &scenario.demand);
    let (from, to) = (Time::week_start(plan.warmup_weeks), Time::week_start(plan.warmup_weeks + plan.weeks));
    let intensity = Intensity::of(scenario);
    let expected = |contact: &Contact| {
        let of = |per_week| intensity.expected(&Arrivals::of(contact, per_week, &demand.crises), from, to);
        of(contact.per_week) + scenario.policy.monitor_indirect * of(contact.indirect_per_week)
    };
    let expected = demand.contacts.iter().map(expected).sum::<f64>() / f64::from(plan.weeks);
    let of = |one: &ReplicationValues, measure| one.desk.get(measure).unwrap_or_default();
    // How many others cause depends on how the desk answers: their mean is not known.
    let opened = |one| of(one, Measure::ConversationsPerWeek) - of(one, Measure::Contagious);
    replications.iter().map(|one| opened(one) - expected).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream, replication_key};
    use rand_distr::{Distribution, StandardNormal};

    fn normal(stream: &mut Stream) -> f64 {
        Distribution::<f64>::sample(&StandardNormal, stream)
    }

    /// Replications of a figure with mean 5 that goes with a control, and of the control.
    fn study(number: u32, replications: usize) -> (Controls, Vec<Option<f64>>) {
        let mut stream = Stream::new(replication_key(99, number), Purpose::Handling);
        let control: Vec<f64> = (0..replications).map(|_| normal(&mut stream)).collect();
        let values = control.iter().map(|control| Some(5.0 + 2.0 * control + normal(&mut stream))).collect();
        (Controls::from(vec![control]), values)
    }

    /// By hand: at x = -1, 0, 2 (mean 1/3) the values are 0, 1, 5; the known mean of x is 0.
    #[test]
    fn an_estimate_worked_out_by_hand() {
        let column: Vec<f64> = [-1.0, 0.0, 2.0].repeat(8);
        let controls = Controls::from(vec![column]);
        let found = controls.estimate_at(0.95, [0.0, 1.0, 5.0].repeat(8).into_iter().map(Some));
        // Sxx = 8 (16/9 + 1/9 + 25/9) = 112/3, Sxy = 8 (8/3 + 1/3 + 5) = 64, slope 12/7, mean 2 - 12/7/3 = 10/7.
        assert!((found.mean.unwrap() - 10.0 / 7.0).abs() < 1e-12, "{found:?}");
        // Rest: Syy - Sxy^2 / Sxx = 112 - 4096 * 3 / 112 = 16/7, over 22 degrees of freedom, times 1/24 + (1/3)^2 / (112/3).
        let variance: f64 = 16.0 / 7.0 / 22.0 * (1.0 / 24.0 + 1.0 / 9.0 / (112.0 / 3.0));
        assert!((found.half_width().unwrap() - t_quantile(0.95, 22.0) * variance.sqrt()).abs() < 1e-9, "{found:?}");
    }

    /// 1,000 studies of 20 replications: the number of intervals that hold the mean is binomial(1000, 0.95) and leaves [924, 972]
    /// with a probability below 0.001; the variance is that of the figure, 5, over that of its rest, 1, times (n - 2) / (n - 3).
    #[test]
    fn intervals_hold_the_mean_and_are_narrower() {
        let (mut held, mut plain, mut narrowed) = (0, 0.0, 0.0);
        for number in 0..1000 {
            let (controls, values) = study(number, 20);
            let found = controls.estimate_at(0.95, values.iter().copied());
            held += u32::from(found.low.unwrap() <= 5.0 && 5.0 <= found.high.unwrap());
            narrowed += (found.mean.unwrap() - 5.0).powi(2);
            plain += (estimate_at(0.95, values).mean.unwrap() - 5.0).powi(2);
        }
        assert!((924..=972).contains(&held), "{held} of 1,000 hold the mean");
        // The ratio of two sums of a thousand squares errs by some 6 %.
        let ratio = plain / narrowed;
        assert!((ratio - 5.0 * 17.0 / 18.0).abs() < 1.0, "{ratio}");
    }

    #[test]
    fn few_replications_and_gaps_ask_for_fewer_controls() {
        let (few, values) = study(1, 19);
        assert_eq!(few.estimate_at(0.95, values.clone()), estimate_at(0.95, values));
        let (controls, mut values) = study(1, 22);
        values[3] = None;
        let found = controls.estimate_at(0.95, values.clone());
        assert_eq!(found.replications, 21);
        assert_ne!(found.mean, estimate_at(0.95, values.clone()).mean);
        values[4..8].fill(None);
        assert_eq!(controls.estimate_at(0.95, values.clone()), estimate_at(0.95, values));
        assert_eq!(Controls::default().estimate_at(0.95, [Some(1.0)]), estimate_at(0.95, [Some(1.0)]));
    }

    #[test]
    fn equal_values_have_an_interval_of_no_width() {
        let found = study(1, 20).0.estimate_at(0.95, [Some(0.1); 20]);
        assert_eq!((found.mean, found.low, found.high), (Some(0.1), Some(0.1), Some(0.1)));
    }

    #[test]
    fn controls_of_two_scenarios_count_once_where_they_are_the_same() {
        let (one, _) = study(1, 40);
        let (other, values) = study(2, 40);
        assert_eq!(one.and(&one), one);
        assert_eq!(one.and(&other).columns.len(), 2);
        let both = one.and(&other).estimate_at(0.95, values.iter().copied());
        assert!(both.half_width() < estimate_at(0.95, values).half_width());
    }
}
