//! What the public learns from preferential treatment (MODEL, section 7).

use crate::time::{Span, Time};

/// The rules: how much a case teaches, how fast it is forgotten, and how hostile it makes people.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Learning {
    /// Share of hostile conversations while nothing is learned, and when everything is.
    pub base: f64,
    pub learned: f64,
    pub half_life: Span,
    pub per_case: f64,
}

impl Learning {
    /// Probability that a conversation of a negative type is hostile.
    #[inline]
    pub fn hostile_share(&self, level: f64) -> f64 {
        self.base + (self.learned - self.base) * level
    }
}

/// How far the public has learned that being hard pays off: 0 (not at all) to 1, halved every half-life.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Learned {
    level: f64,
    at: Time,
}

impl Learned {
    /// The level now; time does not run backwards.
    #[inline]
    pub fn level(&self, now: Time, half_life: Span) -> f64 {
        if self.level == 0.0 {
            return 0.0;
        }
        self.level * (-(now.since(self.at).0 as f64) / half_life.0 as f64).exp2()
    }

    /// One more case: H <- H + kappa (1 - H).
    pub fn teaches(&mut self, now: Time, rules: &Learning) {
        let level = self.level(now, rules.half_life);
        *self = Learned { level: level + rules.per_case * (1.0 - level), at: now };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::MS_PER_DAY;

    const RULES: Learning = Learning { base: 0.03, learned: 0.30, half_life: Span(30 * MS_PER_DAY), per_case: 0.1 };

    #[test]
    fn a_case_teaches_the_rest_and_half_is_forgotten_in_a_half_life() {
        let mut learned = Learned::default();
        assert_eq!(learned.level(Time(5), RULES.half_life), 0.0);
        learned.teaches(Time::ZERO, &RULES);
        learned.teaches(Time::ZERO, &RULES);
        assert!((learned.level(Time::ZERO, RULES.half_life) - 0.19).abs() < 1e-12);
        assert!((learned.level(Time::day_start(60), RULES.half_life) - 0.19 / 4.0).abs() < 1e-12);
        learned.teaches(Time::day_start(30), &RULES);
        assert!((learned.level(Time::day_start(30), RULES.half_life) - (0.095 + 0.0905)).abs() < 1e-12);
    }

    #[test]
    fn the_share_goes_from_base_to_learned() {
        assert_eq!(RULES.hostile_share(0.0), 0.03);
        assert!((RULES.hostile_share(0.5) - 0.165).abs() < 1e-12);
        assert!((RULES.hostile_share(1.0) - 0.30).abs() < 1e-12);
    }
}
