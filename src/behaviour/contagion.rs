//! How an unanswered public complaint makes others write (MODEL, section 2).

use crate::time::{MS_PER_HOUR, MS_PER_MINUTE, Span};

/// A post's attention halves in this time (EVIDENCE: a tweet's half-life is 80 min) ...
const ATTENTION_HALF_LIFE: f64 = 80.0 * MS_PER_MINUTE as f64;
/// ... and after a day nobody reads it.
const LONGEST: Span = Span(24 * MS_PER_HOUR);

/// Rate of a conversation of relative reach 1 at age a: `per_hour` 2^(-a / 80 min), from `after` to 24 h.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spreading {
    per_hour: f64,
    after: Span,
}

impl Spreading {
    pub fn new(per_hour: f64, after: Span) -> Spreading {
        Spreading { per_hour, after }
    }

    /// Expected conversations that one of relative reach 1 causes from one age to another.
    pub fn expected(&self, from: Span, to: Span) -> f64 {
        let (from, to) = (from.max(self.after), to.min(LONGEST));
        if to <= from { 0.0 } else { self.scale() * (attention(from) - attention(to)) }
    }

    /// Expected conversations that one of relative reach 1 causes if nobody ever answers it.
    pub fn if_never_answered(&self) -> f64 {
        self.expected(Span::ZERO, LONGEST)
    }

    fn scale(&self) -> f64 {
        self.per_hour * ATTENTION_HALF_LIFE / MS_PER_HOUR as f64 / std::f64::consts::LN_2
    }

    /// Age at which the next one is caused, seen from an age: a unit-rate exponential through the inverse of the
    /// cumulative rate. `None`: none before it is forgotten.
    pub fn next(&self, age: Span, relative_reach: f64, exponential: f64) -> Option<Span> {
        let from = age.max(self.after);
        let left = attention(from) - exponential / (self.scale() * relative_reach);
        if from >= LONGEST || left <= attention(LONGEST) {
            return None;
        }
        Some(Span::from_ms(-left.log2() * ATTENTION_HALF_LIFE).max(from))
    }
}

/// Attention that a post of an age has, relative to a new one.
fn attention(age: Span) -> f64 {
    (-(age.0 as f64) / ATTENTION_HALF_LIFE).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Span = Span(MS_PER_HOUR);

    /// 0.5 an hour from the first hour on: 0.5 x 80/60 / ln 2 x (2^-.75 - 2^-18) = 0.571884.
    #[test]
    fn the_expected_number_is_the_integral_of_the_rate() {
        let spreading = Spreading::new(0.5, HOUR);
        assert!((spreading.if_never_answered() - 0.571_884).abs() < 1e-6, "{}", spreading.if_never_answered());
        let two_hours: f64 =
            (0..3600).map(|s| (-(60.0 + (s as f64 + 0.5) / 60.0) / 80.0f64).exp2() * 0.5 / 3600.0).sum();
        assert!((spreading.expected(Span::ZERO, Span(2 * MS_PER_HOUR)) - two_hours).abs() < 1e-7);
        assert_eq!(spreading.expected(Span::ZERO, HOUR), 0.0);
    }

    /// The age of the next is where the integral of the rate reaches the draw.
    #[test]
    fn the_next_one_inverts_the_integral() {
        let spreading = Spreading::new(0.5, HOUR);
        for (age, reach, draw) in [(0, 1.0, 0.1), (90, 4.0, 0.5), (300, 20.0, 0.3)] {
            let age = Span(age * MS_PER_MINUTE);
            let next = spreading.next(age, reach, draw).expect("it spreads");
            assert!(next >= age.max(HOUR));
            assert!((spreading.expected(age, next) * reach - draw).abs() < 1e-6);
        }
        assert_eq!(spreading.next(Span::ZERO, 1.0, 0.6), None);
        assert_eq!(spreading.next(LONGEST, 1e9, 0.01), None);
    }
}
