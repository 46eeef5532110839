//! What a conversation leaves behind, in probabilities: whether the customer is satisfied, is lost, and tells others.

/// How the customer's matter was solved (MODEL, section 8).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Solved {
    /// By an agent whose first message was taken before the customer's first patience ended.
    InTime,
    /// By an agent, later.
    Late,
    /// On the telephone, also where an agent answers afterwards.
    ByPhone,
    /// Not: never answered, withdrawn, left at the wait estimate, or answered where no answer was welcome.
    Not,
    /// By the bot alone.
    ByBot,
}

impl Solved {
    pub const ALL: [Solved; 5] = [Solved::InTime, Solved::Late, Solved::ByPhone, Solved::Not, Solved::ByBot];

    /// Probability that it satisfies, without errors or gestures.
    const fn satisfies(self) -> f64 {
        match self {
            Solved::InTime => 0.90,
            Solved::Late => 0.40,
            Solved::ByPhone => 0.50,
            Solved::Not => 0.05,
            Solved::ByBot => 0.75,
        }
    }
}

/// What a wrong agent message takes from the probability of being satisfied.
const ERROR: f64 = 0.20;
/// What a goodwill gesture adds to it, and how far.
const GESTURE: f64 = 0.05;
const MOST_SATISFIED: f64 = 0.98;

/// With this many errors nobody is satisfied, however the matter was solved; more change nothing.
pub const MOST_ERRORS: u8 = 5;

/// Probability that the customer is satisfied.
pub fn satisfied(solved: Solved, errors: u8, gesture: bool) -> f64 {
    let gesture = if gesture { GESTURE } else { 0.0 };
    (solved.satisfies() - ERROR * f64::from(errors) + gesture).clamp(0.0, MOST_SATISFIED)
}

/// People who are told of a good experience: 71 % recommend it, to 42 people.
pub const TOLD_GOOD: f64 = 0.71 * 42.0;
/// People who are told of a bad experience.
pub const TOLD_BAD: f64 = 53.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn errors_take_away_and_gestures_add_within_limits() {
        close(satisfied(Solved::InTime, 0, false), 0.90);
        close(satisfied(Solved::InTime, 0, true), 0.95);
        close(satisfied(Solved::InTime, 2, true), 0.55);
        close(satisfied(Solved::Late, 1, false), 0.20);
        close(satisfied(Solved::Late, 3, true), 0.0);
        close(satisfied(Solved::ByPhone, 0, false), 0.50);
        close(satisfied(Solved::Not, 0, true), 0.10);
        close(satisfied(Solved::ByBot, 0, false), 0.75);
        for solved in Solved::ALL {
            for gesture in [false, true] {
                assert_eq!(satisfied(solved, MOST_ERRORS, gesture), 0.0);
                assert!(satisfied(solved, 0, gesture) <= MOST_SATISFIED);
            }
        }
    }
}
