//! Words and figures that the pictures share.

use crate::locale::Lang;
use crate::locale::number::{number, percent};
use crate::study::result::StudyResult;

/// Where the figures come from.
pub fn source(result: &StudyResult, lang: Lang) -> String {
    made_by(result.relevo, result.seed, result.replications, result.weeks, lang)
}

/// The same of any run.
pub fn made_by(version: &str, seed: u64, replications: u32, weeks: u32, lang: Lang) -> String {
    let plural = |count: u32| if count == 1 { "" } else { "s" };
    let (many_replications, many_weeks) = (plural(replications), plural(weeks));
    let [replications, weeks] = [replications, weeks].map(|count| number(f64::from(count), 0, lang));
    match lang {
        Lang::En => format!(
            "relevo {version}, seed {seed}: {replications} replication{many_replications} of {weeks} week{many_weeks}"
        ),
        Lang::Es => format!(
            "relevo {version}, semilla {seed}: {replications} réplica{many_replications} de {weeks} semana{many_weeks}"
        ),
    }
}

/// An amount of messages: few with a decimal, none without.
pub fn amount(value: f64, lang: Lang) -> String {
    number(value, usize::from(value.abs() < 9.95 && value != 0.0), lang)
}

/// A round number that an amount is surely below, with at most three digits that count.
pub fn below(value: f64) -> f64 {
    let step = if value < 100.0 { 1.0 } else { 10f64.powf(value.log10().floor() - 2.0) };
    ((value / step).floor() + 1.0) * step
}

/// Shares to be read side by side: whole percents unless that would hide how they differ, or say 0 or 100 % of what is not.
pub fn shares(values: &[f64], lang: Lang) -> Vec<String> {
    let known = || values.iter().copied();
    let spread = known().fold(f64::MIN, f64::max) - known().fold(f64::MAX, f64::min);
    let close = values.len() > 1 && spread > 0.0 && spread < 0.02;
    let extreme = known().any(|value| (value > 0.985 && value < 1.0) || (value < 0.015 && value > 0.0));
    known().map(|value| percent(value, usize::from(close || extreme), lang)).collect()
}

/// Numbers of the least and the greatest of the values that there are; `None` without any.
pub fn extremes(values: &[Option<f64>]) -> Option<(usize, usize)> {
    let known = || values.iter().enumerate().filter_map(|(at, value)| value.map(|value| (at, value)));
    let least = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
    // The first of equal ones, as for the least.
    let greatest = known().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some((least.0, greatest.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn bounds_are_round_and_truly_above() {
        for (value, bound) in
            [(0.0, 1.0), (0.4, 1.0), (21.3, 22.0), (22.0, 23.0), (355.0, 356.0), (199_600.0, 200_000.0)]
        {
            assert_eq!(below(value), bound, "{value}");
        }
    }

    #[test]
    fn of_equal_values_the_first_is_taken() {
        assert_eq!(extremes(&[None, Some(2.0), Some(2.0)]), Some((1, 1)));
        assert_eq!(extremes(&[Some(3.0), None, Some(1.0), Some(3.0)]), Some((2, 0)));
        assert_eq!(extremes(&[None]), None);
    }

    #[test]
    fn the_source_counts_in_words_of_the_language() {
        let mut result = synthetic::study(1, 2);
        assert!(source(&result, Lang::Es).ends_with("semilla 2017: 2 réplicas de 8 semanas"));
        (result.replications, result.weeks) = (1, 1);
        assert!(source(&result, Lang::En).ends_with("seed 2017: 1 replication of 1 week"));
    }
}
