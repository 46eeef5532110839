//! Where each scenario's first response falls on a line of time, beside the limits that practitioners name.

use crate::locale::Lang;
use crate::locale::number::{duration, percent};
use crate::metrics::Measure;
use crate::report::text_layout::unbroken;
use crate::study::result::ScenarioResult;

/// The line goes from a minute to two days, in equal steps for equal ratios.
const FIRST_MINUTES: f64 = 1.0;
const LAST_MINUTES: f64 = 2880.0;
/// Marks in minutes, with the side on which the label stands: those of 4 and 5 h would else overlap.
const TICKS: [(f64, &str); 7] = [
    (1.0, "start"),
    (5.0, "middle"),
    (15.0, "middle"),
    (60.0, "middle"),
    (240.0, "end"),
    (300.0, "start"),
    (1440.0, "middle"),
];

pub struct Tick {
    pub percent: String,
    pub anchor: &'static str,
    pub label: String,
}

/// Places on the line, in percent of its length.
pub struct Place {
    pub median: String,
    pub p90: String,
}

pub struct Strip {
    pub name: String,
    pub words: String,
    /// `None` where nobody is answered.
    pub place: Option<Place>,
}

pub fn ticks(lang: Lang) -> Vec<Tick> {
    let tick = |(minutes, anchor): &(f64, &'static str)| Tick {
        percent: place(*minutes),
        anchor,
        label: duration(*minutes, lang),
    };
    TICKS.iter().map(tick).collect()
}

pub fn rows(scenarios: &[ScenarioResult], lang: Lang) -> Vec<Strip> {
    scenarios.iter().map(|one| row(one, lang)).collect()
}

fn row(one: &ScenarioResult, lang: Lang) -> Strip {
    let mean = |measure| one.measures.get(measure).and_then(|found| found.mean);
    let name = one.name.clone();
    let found = (mean(Measure::FirstResponseP50), mean(Measure::FirstResponseP90), mean(Measure::ResponseRate));
    let (Some(median), Some(p90), Some(rate)) = found else {
        let words = match lang {
            Lang::En => "nobody is answered",
            Lang::Es => "no se responde a nadie",
        };
        return Strip { name, words: words.into(), place: None };
    };
    let (rate, half, most) = (percent(rate, 0, lang), duration(median, lang), duration(p90, lang));
    let words = match lang {
        Lang::En => format!("answers {rate}; half of these within {half}, 90 % within {most}"),
        Lang::Es => format!("responde al {rate}; a la mitad en {half}, al 90 % en {most}"),
    };
    Strip { name, words: unbroken(&words), place: Some(Place { median: place(median), p90: place(p90) }) }
}

/// What is beyond an end of the line stands at the end.
fn place(minutes: f64) -> String {
    let along = (minutes.max(FIRST_MINUTES) / FIRST_MINUTES).ln() / (LAST_MINUTES / FIRST_MINUTES).ln();
    format!("{:.1}", 100.0 * along.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn equal_ratios_are_equal_steps_and_nothing_leaves_the_line() {
        assert_eq!((place(0.01).as_str(), place(1.0).as_str()), ("0.0", "0.0"));
        assert_eq!((place(2880.0).as_str(), place(1e6).as_str()), ("100.0", "100.0"));
        assert_eq!(place(2880f64.sqrt()), "50.0");
        let marks: Vec<f64> = ticks(Lang::En).iter().map(|tick| tick.percent.parse().unwrap()).collect();
        assert!(marks.is_sorted());
    }

    #[test]
    fn times_never_stand_without_the_response_rate() {
        let mut scenarios = synthetic::study(2, 3).scenarios;
        for lang in [Lang::En, Lang::Es] {
            assert!(rows(&scenarios, lang).iter().all(|row| row.place.is_some() && row.words.contains("\u{a0}%")));
        }
        let median = scenarios[0].measures.0.iter_mut().find(|(one, _)| *one == Measure::FirstResponseP50).unwrap();
        median.1.mean = None;
        let silent = row(&scenarios[0], Lang::En);
        assert!(silent.place.is_none() && silent.words == "nobody is answered");
    }
}
