//! Named profiles: how arrivals spread over the 168 hours of the week.

use super::problem::What;
use crate::time::HOURS_PER_WEEK;

pub type Profile = Box<[f64; HOURS_PER_WEEK]>;

pub const NAMES: [&str; 3] = ["consumer", "office", "flat"];

/// Shares of a consumer brand's day by hour: 77 % from 09:00 to 21:00 (EVIDENCE: airlines, 35 accounts); the shape
/// within is an assumption: a rise in the morning, a dip after lunch, a second height towards the evening.
const CONSUMER_DAY: [f64; 24] = [
    0.016, 0.010, 0.006, 0.005, 0.005, 0.007, 0.013, 0.023, 0.036, 0.050, 0.060, 0.067, 0.069, 0.066, 0.063, 0.063,
    0.066, 0.069, 0.070, 0.067, 0.060, 0.046, 0.037, 0.026,
];
/// Volume of a weekend day relative to a weekday (EVIDENCE: about 40 % fewer).
const CONSUMER_WEEKEND: f64 = 0.6;

/// Shares of the office hours 08-20 (assumption), and how the rest spreads over evenings, nights and weekends.
const OFFICE_HOURS: [f64; 12] = [0.055, 0.085, 0.100, 0.100, 0.090, 0.070, 0.075, 0.095, 0.100, 0.095, 0.080, 0.055];
const OFFICE_SHARE: f64 = 0.85;
const OFFICE_EVENING: [f64; 12] = [6.0, 5.0, 4.0, 2.0, 1.0, 0.5, 0.3, 0.3, 0.3, 0.5, 1.5, 4.0];
const OFFICE_WEEKEND: [f64; 24] = [
    0.8, 0.5, 0.3, 0.3, 0.3, 0.4, 0.6, 1.0, 1.4, 1.8, 2.0, 2.0, 1.9, 1.7, 1.6, 1.6, 1.7, 1.9, 2.0, 2.0, 1.9, 1.7, 1.4,
    1.1,
];

/// The profile of a name of [`NAMES`].
pub fn named(name: &str) -> Option<Profile> {
    let weight: fn(usize) -> f64 = match name {
        "consumer" => consumer,
        "office" => office,
        "flat" => |_| 1.0,
        _ => return None,
    };
    normalised(&std::array::from_fn::<f64, HOURS_PER_WEEK, _>(weight)).ok()
}

/// Weights divided by their sum. Errors: not 168 of them, or all zero. They must be finite and not negative.
pub fn normalised(weights: &[f64]) -> Result<Profile, What> {
    let whole: &[f64; HOURS_PER_WEEK] = weights.try_into().map_err(|_| What::Weights { found: weights.len() })?;
    let largest = whole.iter().copied().fold(0.0, f64::max);
    if largest <= 0.0 {
        return Err(What::NoWeight);
    }
    // Divided by the largest first, so that huge weights cannot overflow the sum.
    let scaled = whole.map(|w| w / largest);
    let sum: f64 = scaled.iter().sum();
    Ok(Box::new(scaled.map(|w| w / sum)))
}

fn consumer(hour: usize) -> f64 {
    CONSUMER_DAY[hour % 24] * if hour / 24 < 5 { 1.0 } else { CONSUMER_WEEKEND }
}

fn office(hour: usize) -> f64 {
    let (day, hour) = (hour / 24, hour % 24);
    let outside = 5.0 * OFFICE_EVENING.iter().sum::<f64>() + 2.0 * OFFICE_WEEKEND.iter().sum::<f64>();
    let rest = (1.0 - OFFICE_SHARE) / outside;
    match (day, hour) {
        (0..5, 8..20) => OFFICE_HOURS[hour - 8] * OFFICE_SHARE / 5.0,
        (0..5, _) => OFFICE_EVENING[(hour + 4) % 24] * rest,
        _ => OFFICE_WEEKEND[hour] * rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(profile: &Profile, inside: impl Fn(usize, usize) -> bool) -> f64 {
        (0..HOURS_PER_WEEK).filter(|h| inside(h / 24, h % 24)).map(|h| profile[h]).sum()
    }

    #[test]
    fn consumer_has_the_shares_of_the_evidence() {
        let profile = named("consumer").unwrap();
        assert!((profile.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((share(&profile, |_, h| (9..21).contains(&h)) - 0.77).abs() < 1e-9);
        let (weekday, weekend) = (share(&profile, |d, _| d < 5) / 5.0, share(&profile, |d, _| d >= 5) / 2.0);
        assert!((weekend / weekday - 0.6).abs() < 1e-9);
    }

    #[test]
    fn office_has_85_percent_in_office_hours() {
        let profile = named("office").unwrap();
        assert!((share(&profile, |d, h| d < 5 && (8..20).contains(&h)) - 0.85).abs() < 1e-9);
        // The evening goes on below the last office hour and falls.
        assert!(profile[19] > profile[20] && profile[20] > profile[23]);
    }

    #[test]
    fn weights_are_normalised_or_refused() {
        assert_eq!(normalised(&[1.0; 24]), Err(What::Weights { found: 24 }));
        assert_eq!(normalised(&[0.0; 168]), Err(What::NoWeight));
        let huge = normalised(&[1e308; 168]).unwrap();
        assert!((huge[0] - 1.0 / 168.0).abs() < 1e-15);
        assert!(named("banana").is_none());
    }
}
