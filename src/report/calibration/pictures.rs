//! Observed against fitted, and against what the fit simulates.

mod fitted;
mod judged;

use super::terminal::day;
use crate::backtest::BackTest;
use crate::calibrate::{Calibration, Evidence};
use crate::locale::date::short_date;
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::report::charts::{Layout, Picture};
use fitted::{people, profile, replies, volume};
use jiff::ToSpan;
use jiff::civil::Date;
use judged::{attained_hours, backlog, quantiles};

/// Minutes that a picture of waiting times begins with.
const SHORTEST_WAIT: f64 = 1.0;

const OBSERVED: Text = Text::new("observed", "observado");
const HOUR: Text = Text::new("Hour", "Hora");
const RANGE_LOW: Text = Text::new("range from", "margen desde");
const RANGE_HIGH: Text = Text::new("range to", "margen hasta");

/// A picture and the name of its file.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    pub id: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    pub picture: Picture,
}

/// What the pictures are drawn from.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub calibration: &'a Calibration,
    pub evidence: &'a Evidence,
    /// People on duty in each hour of the week by the scenario.
    pub people: &'a [u32],
    pub back_test: Option<&'a BackTest>,
}

type Draw = fn(&Shown<'_>, Layout, Lang) -> Option<Picture>;

/// All pictures that there are data for, in order.
pub fn all(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Vec<Named> {
    let kinds: [(&str, Text, Draw); 7] = [
        (
            "quantiles",
            Text::new("first response, observed against simulated", "primera respuesta, observada y simulada"),
            quantiles,
        ),
        (
            "attained",
            Text::new("answered within 1 h by hour of the week", "respondidas en 1 h por hora de la semana"),
            attained_hours,
        ),
        (
            "backlog",
            Text::new(
                "conversations waiting for their first response",
                "conversaciones que esperan la primera respuesta",
            ),
            backlog,
        ),
        (
            "volume",
            Text::new("volume with its trend and days of crisis", "volumen con su tendencia y los días de crisis"),
            volume,
        ),
        ("profile", Text::new("conversations by hour of the week", "conversaciones por hora de la semana"), profile),
        (
            "people",
            Text::new("people at work by hour of the week", "personas trabajando por hora de la semana"),
            people,
        ),
        ("replies", Text::new("how soon customers reply", "cuánto tardan los clientes en contestar"), replies),
    ];
    let named = |(id, about, draw): (&'static str, Text, Draw)| {
        Some(Named { id, about: about.get(lang), picture: draw(shown, layout, lang)? })
    };
    kinds.into_iter().filter_map(named).collect()
}

/// Where the figures of the export come from.
fn of_export(calibration: &Calibration, lang: Lang) -> String {
    let period = calibration.period;
    let count = number(calibration.conversations as f64, 0, lang);
    let (from, to) = (day(period.from, lang), day(period.to - 1, lang));
    match lang {
        Lang::En => format!("relevo {}: {count} conversations opened from {from} to {to}", env!("CARGO_PKG_VERSION")),
        Lang::Es => {
            format!("relevo {}: {count} conversaciones abiertas del {from} al {to}", env!("CARGO_PKG_VERSION"))
        }
    }
}

pub fn short_day(number: i64, lang: Lang) -> String {
    let since = Date::constant(1970, 1, 1);
    since.checked_add(number.days()).map_or_else(|_| number.to_string(), |day| short_date(day, lang))
}
