//! A day of crisis as a crisis of the scenario that brings about as many conversations.

use crate::calibrate::Period;
use crate::calibrate::volume::{CrisisDay, Hour};

/// Its shape, that of the defaults: an export of a day does not tell it.
pub const RISE_MIN: u32 = 30;
pub const HALF_LIFE_H: f64 = 6.0;
/// Half-lives after which nothing of it is left.
const HALF_LIVES: f64 = 20.0;
/// The largest that the key takes.
const MOST: f64 = 1000.0;
const STEPS_AN_HOUR: f64 = 10.0;

/// How many times the usual volume it is at its height, so that it brings, all told, what the day had beyond the usual one of its
/// weekday. It begins with the busiest hour of the day.
///
/// `hours`: the 168 of the week.
pub fn peak(crisis: &CrisisDay, hours: &[Hour]) -> f64 {
    if hours.is_empty() {
        return crisis.factor.clamp(1.0, MOST);
    }
    let beyond = crisis.conversations as f64 * (1.0 - 1.0 / crisis.factor.max(1.0));
    let (rise_h, begin) = (f64::from(RISE_MIN) / 60.0, 24 * Period::weekday(crisis.day) + crisis.peak_hour as usize);
    let strength = |after_h: f64| match after_h < rise_h {
        true => after_h / rise_h,
        false => ((rise_h - after_h) / HALF_LIFE_H).exp2(),
    };
    let steps = (STEPS_AN_HOUR * HALF_LIFE_H * HALF_LIVES) as usize;
    let brings = (0..steps).map(|step| {
        let after_h = (step as f64 + 0.5) / STEPS_AN_HOUR;
        hours[(begin + after_h as usize) % hours.len()].per_week / STEPS_AN_HOUR * strength(after_h)
    });
    (1.0 + beyond / brings.sum::<f64>().max(f64::MIN_POSITIVE)).clamp(1.0, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demand::extra;
    use crate::scenario::{LoadOptions, load_embedded};
    use crate::time::{MS_PER_WEEK, Time};

    /// A Thursday with 423 conversations instead of 68, most at 11:00, on a desk that is quiet at night.
    #[test]
    fn the_crisis_of_a_day_brings_what_the_day_had_beyond_the_usual() {
        let day = CrisisDay { day: 0, peak_hour: 11, conversations: 423, factor: 423.0 / 68.0 };
        assert_eq!(Period::weekday(day.day), 3, "1 January 1970 was a Thursday");
        let weight = |hour: usize| if (8..20).contains(&(hour % 24)) { 5.0 } else { 0.6 };
        let hours: Vec<Hour> = (0..168).map(|hour| Hour { per_week: weight(hour), ..Hour::default() }).collect();
        let per_week: f64 = hours.iter().map(|hour| hour.per_week).sum();
        let profile: Vec<String> = hours.iter().map(|hour| hour.per_week.to_string()).collect();
        let text = format!(
            "[run]\nwarmup_weeks = 0\nweeks = 8\n[demand]\nper_week = {per_week}\nprofile = [{}]\n[[demand.contact]]\nname = \"all\"\n\
             [[demand.crisis]]\nname = \"one\"\ncontacts = [\"all\"]\nat = \"week 2 Thu 11:00\"\npeak = {}\nrise = \"{RISE_MIN}m\"\n\
             half_life = \"{HALF_LIFE_H}h\"\n[[desk.team]]\nagents = 4\nshifts = [\"daily 00:00-24:00\"]\n",
            profile.join(", "),
            peak(&day, &hours)
        );
        let loaded = load_embedded(&[("a.toml", text.as_str())], &["a.toml"], &LoadOptions::default());
        let scenario = loaded.unwrap_or_else(|failed| panic!("{:#?}", failed.problems)).scenarios.remove(0);
        let brings = extra(&scenario, &scenario.demand.crises, Time::ZERO, Time(8 * MS_PER_WEEK));
        assert!((brings.conversations / 355.0 - 1.0).abs() < 0.01, "{brings:?}");
    }

    #[test]
    fn a_day_without_a_profile_keeps_its_factor() {
        let day = CrisisDay { day: 0, peak_hour: 11, conversations: 40, factor: 4.0 };
        assert_eq!(peak(&day, &[]), 4.0);
        assert_eq!(peak(&day, &[Hour::default(); 168]), MOST);
    }
}
