//! What practitioners measure a desk by, and where a scenario falls.
//!
//! Invariant: a response time is never judged without the response rate standing beside it.

use super::comparison::Tone;
use super::comparison::figure::figure;
use crate::locale::number::percent;
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::study::result::ScenarioResult;

/// Response rate and mean first response of the "very responsive" badge.
const BADGE_RATE: f64 = 0.90;
const BADGE_MINUTES: f64 = 5.0;
/// Shares of brands in Spain in 2015, by the share of tweets that they answered.
const UNDER_A_QUARTER: f64 = 0.5733;
const OVER_HALF: f64 = 0.08;
const UNDER_A_QUARTER_ON_FACEBOOK: f64 = 0.9032;

/// A limit that first responses are held against.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimeLimit {
    pub minutes: f64,
    /// The share of all conversations answered within it.
    pub within: Measure,
    /// Who holds to it.
    pub whose: Text,
}

pub const TIME_LIMITS: [TimeLimit; 4] = [
    TimeLimit {
        minutes: 15.0,
        within: Measure::Within15m,
        whose: Text::new(
            "best in class: direct mentions in under 15 min",
            "los mejores: menciones directas en menos de 15 min",
        ),
    },
    TimeLimit {
        minutes: 60.0,
        within: Measure::Within1h,
        whose: Text::new("accepted by users: within 1 h", "lo que aceptan los usuarios: en 1 h"),
    },
    TimeLimit {
        minutes: 240.0,
        within: Measure::Within4h,
        whose: Text::new("usual in the sector: under 4 h", "lo habitual del sector: menos de 4 h"),
    },
    TimeLimit {
        minutes: 300.0,
        within: Measure::Within5h,
        whose: Text::new("limit of patience: 5 h at most", "límite de la paciencia: 5 h como mucho"),
    },
];

pub const SOURCE: Text = Text::new(
    "Limits and badge: claims of practitioners, trade articles 2012-2017. Spain 2015: shares of brands by the share of \
     messages that they answered.",
    "Límites y distintivo: lo que dicen los profesionales, artículos del sector de 2012 a 2017. España 2015: proporción de \
     marcas según la parte de los mensajes que respondían.",
);

/// A benchmark and where each scenario falls.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    pub benchmark: String,
    /// One for each scenario.
    pub places: Vec<Place>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    pub text: String,
    pub tone: Tone,
}

/// Every benchmark with its places; the response rate comes first.
pub fn rows(scenarios: &[ScenarioResult], lang: Lang) -> Vec<Row> {
    let row = |benchmark: String, place: &dyn Fn(&ScenarioResult) -> Place| Row {
        benchmark,
        places: scenarios.iter().map(place).collect(),
    };
    let mut rows = vec![row(Measure::ResponseRate.label().get(lang).into(), &|one| {
        let rate = one.measures.get(Measure::ResponseRate).unwrap_or_default();
        Place { text: figure(&rate, Unit::Share, lang).0, tone: Tone::Plain }
    })];
    rows.extend(TIME_LIMITS.iter().map(|limit| {
        let title = Text::new("First response, ", "Tiempo de primera respuesta, ").get(lang);
        row(format!("{title}{}", limit.whose.get(lang)), &|one| within(one, limit, lang))
    }));
    let badge = Text::new(
        "\"Very responsive\" badge: response rate of 90 % and mean first response under 5 min",
        "Distintivo de «muy receptivo»: tasa de respuesta del 90 % y primera respuesta media inferior a 5 min",
    );
    rows.push(row(badge.get(lang).into(), &|one| badge_of(one, lang)));
    rows.push(row(spain(lang), &|one| in_spain(one, lang)));
    rows
}

fn mean(one: &ScenarioResult, measure: Measure) -> Option<f64> {
    one.measures.get(measure).and_then(|found| found.mean)
}

fn nothing() -> Place {
    Place { text: "-".into(), tone: Tone::Plain }
}

/// The share answered within the limit, and whether half of those answered are.
fn within(one: &ScenarioResult, limit: &TimeLimit, lang: Lang) -> Place {
    let (Some(share), Some(median)) = (one.measures.get(limit.within), mean(one, Measure::FirstResponseP50)) else {
        return nothing();
    };
    let (share, _) = figure(&share, Unit::Share, lang);
    let (words, tone) = if median < limit.minutes {
        (Text::new("the median is within", "la mediana está dentro"), Tone::Good)
    } else {
        (Text::new("the median is beyond", "la mediana está fuera"), Tone::Bad)
    };
    Place { text: format!("{share}; {}", words.get(lang)), tone }
}

fn badge_of(one: &ScenarioResult, lang: Lang) -> Place {
    let (Some(rate), Some(minutes)) = (mean(one, Measure::ResponseRate), mean(one, Measure::FirstResponseMean)) else {
        return nothing();
    };
    let (words, tone) = match (rate >= BADGE_RATE, minutes < BADGE_MINUTES) {
        (true, true) => (Text::new("earned", "conseguido"), Tone::Good),
        (true, false) => (Text::new("not earned: too slow", "no: demasiado lento"), Tone::Bad),
        (false, true) => (Text::new("not earned: too few answered", "no: responde a pocos"), Tone::Bad),
        (false, false) => {
            (Text::new("not earned: too slow, too few answered", "no: demasiado lento, y responde a pocos"), Tone::Bad)
        }
    };
    Place { text: words.get(lang).into(), tone }
}

fn spain(lang: Lang) -> String {
    let of = |share| percent(share, 2, lang);
    let (under, over, facebook) = (of(UNDER_A_QUARTER), percent(OVER_HALF, 0, lang), of(UNDER_A_QUARTER_ON_FACEBOOK));
    match lang {
        Lang::En => format!(
            "Spain 2015, response rate: {under} of brands answered under 25 % of tweets, {over} more than 50 %; on Facebook \
             {facebook} were under 25 %"
        ),
        Lang::Es => format!(
            "España 2015, tasa de respuesta: el {under} de las marcas respondía a menos del 25 % de los tuits, el {over} a más \
             del 50 %; en Facebook el {facebook} no llegaba al 25 %"
        ),
    }
}

fn in_spain(one: &ScenarioResult, lang: Lang) -> Place {
    let Some(rate) = mean(one, Measure::ResponseRate) else {
        return nothing();
    };
    let (words, tone) = match rate {
        rate if rate > 0.5 => {
            (Text::new("among the few above 50 %", "entre las pocas por encima del 50 %"), Tone::Good)
        }
        rate if rate >= 0.25 => (Text::new("between 25 and 50 %", "entre el 25 y el 50 %"), Tone::Plain),
        _ => (Text::new("among the many under 25 %", "entre las muchas por debajo del 25 %"), Tone::Bad),
    };
    Place { text: words.get(lang).into(), tone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::result::{Estimate, Measures};
    use crate::study::synthetic;

    /// A scenario that answers this share, the median and the mean of them after so many minutes.
    fn scenario(rate: Option<f64>, minutes: f64) -> ScenarioResult {
        let mut one = synthetic::study(1, 2).scenarios.remove(0);
        let mut set = |measure, mean| {
            let Measures(list) = &mut one.measures;
            let found = list.iter_mut().find(|(known, _)| *known == measure).unwrap();
            found.1 = Estimate { mean, low: None, high: None, replications: 1 };
        };
        set(Measure::ResponseRate, rate);
        set(Measure::FirstResponseP50, rate.map(|_| minutes));
        set(Measure::FirstResponseMean, rate.map(|_| minutes));
        one
    }

    fn tones(rate: f64, minutes: f64) -> Vec<Tone> {
        rows(&[scenario(Some(rate), minutes)], Lang::En).iter().map(|row| row.places[0].tone).collect()
    }

    #[test]
    fn each_limit_divides_where_it_says() {
        use Tone::{Bad, Good, Plain};
        assert_eq!(tones(0.95, 4.9), [Plain, Good, Good, Good, Good, Good, Good]);
        assert_eq!(tones(0.95, 5.0), [Plain, Good, Good, Good, Good, Bad, Good]);
        assert_eq!(tones(0.89, 4.9), [Plain, Good, Good, Good, Good, Bad, Good]);
        assert_eq!(tones(0.50, 15.0), [Plain, Bad, Good, Good, Good, Bad, Plain]);
        assert_eq!(tones(0.25, 241.0), [Plain, Bad, Bad, Bad, Good, Bad, Plain]);
        assert_eq!(tones(0.2499, 300.0), [Plain, Bad, Bad, Bad, Bad, Bad, Bad]);
    }

    #[test]
    fn the_response_rate_comes_first_and_nothing_is_said_where_nobody_writes() {
        for lang in [Lang::En, Lang::Es] {
            let rows = rows(&[scenario(None, 0.0), scenario(Some(0.9), 3.0)], lang);
            assert_eq!(rows[0].benchmark, Measure::ResponseRate.label().get(lang));
            assert!(rows.iter().all(|row| row.places[0] == nothing()), "{rows:?}");
            assert!(rows[1].places[1].text.contains(" %; "), "{:?}", rows[1]);
        }
        assert!(spain(Lang::Es).contains("57,33 %") && spain(Lang::En).contains("90.32 %"));
    }
}
