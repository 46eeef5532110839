//! What answering sooner costs: staff cost a week against a share answered in time, a dot for each desk.

use super::hours::area_below;
use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Layout, SMALL, Sheet, axis_room, stroke};
use super::table::{Form, Table};
use super::words::{shares, source};
use crate::locale::number::{interval, money, percent};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{Estimate, ScenarioResult, StudyResult};

const HEIGHT: f64 = 280.0;
/// Half of the bar at either end of an interval.
const END: f64 = 3.0;

/// One desk.
#[derive(Clone, PartialEq, Debug)]
pub struct Dot {
    pub name: String,
    /// Money a week.
    pub cost: f64,
    pub share: Estimate,
}

/// Desks by what they cost and what they attain.
#[derive(Clone, PartialEq, Debug)]
pub struct Frontier {
    pub dots: Vec<Dot>,
    pub currency: String,
    /// What the share is, in words: "answered within 1 h".
    pub figure: String,
    pub source: String,
}

/// Staff cost of every scenario against what it answers within an hour, on the customer's clock.
pub fn of_study(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let dot = |one: &ScenarioResult| {
        let found = |measure| one.measures.get(measure);
        let (cost, share) = (found(Measure::StaffCostPerWeek)?.mean?, found(Measure::Within1h)?);
        share.mean.map(|_| Dot { name: one.name.clone(), cost, share })
    };
    let data = Frontier {
        dots: result.scenarios.iter().filter_map(dot).collect(),
        currency: result.scenarios.first().map_or(String::new(), |one| one.currency.clone()),
        figure: Text::new("answered within 1 h", "respondido en 1 h").get(lang).into(),
        source: source(result, lang),
    };
    draw(&data, layout, lang)
}

pub fn draw(data: &Frontier, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("frontier", layout, lang, title(data, lang), &about(data, lang));
    let label = |dot: &Dot| EndLabel {
        name: dot.name.clone(),
        detail: format!("{}, {}", money(dot.cost.round(), &data.currency, lang), attained(&dot.share, lang)),
        at: 0.0,
    };
    labels::above(&mut sheet, &data.dots.iter().map(label).collect::<Vec<_>>());
    let highest = data.dots.iter().map(|dot| dot.cost).fold(0.0, f64::max);
    let x = Axis::from_zero(highest, if sheet.narrow() { 4 } else { 8 }, lang);
    let y = Axis::shares(4, lang);
    let area = area_below(&mut sheet, axis_room(&y), HEIGHT);
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    let best = best(&data.dots);
    plot.line(best.iter().map(|at| place(&data.dots[*at])), stroke(Ink::Muted, 1.2));
    for (number, dot) in data.dots.iter().enumerate() {
        let (cost, share) = place(dot);
        if let (Some(low), Some(high)) = (dot.share.low, dot.share.high) {
            let ((x, top), (_, bottom)) = (plot.place(cost, high.min(1.0)), plot.place(cost, low.max(0.0)));
            sheet.line([(x, top), (x, bottom)], stroke(Ink::Series(number), 1.4));
            for y in [top, bottom] {
                sheet.line([(x - END, y), (x + END, y)], stroke(Ink::Series(number), 1.4));
            }
        }
        let text = format!("{}: {}", dot.name, money(dot.cost.round(), &data.currency, lang));
        sheet.hover(format!("{text}, {}", attained(&dot.share, lang)));
        sheet.dot(plot.place(cost, share), 4.5, Ink::Series(number));
    }
    let unit = match lang {
        Lang::En => format!("Staff cost, {} a week", data.currency),
        Lang::Es => format!("Coste de personal, {} por semana", data.currency),
    };
    sheet.paragraph(&unit, SMALL);
    let description = format!("{} {}.", about(data, lang), title(data, lang));
    sheet.finish(&data.source, description, table(data, lang))
}

fn place(dot: &Dot) -> (f64, f64) {
    (dot.cost, dot.share.mean.unwrap_or_default())
}

/// Those of which no other costs less, or as much, and attains more, by their cost.
fn best(dots: &[Dot]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..dots.len()).collect();
    let (cost, share) = (|at: usize| place(&dots[at]).0, |at: usize| place(&dots[at]).1);
    order.sort_by(|a, b| cost(*a).total_cmp(&cost(*b)).then(share(*b).total_cmp(&share(*a))));
    let mut most = f64::NEG_INFINITY;
    order.retain(|at| {
        let more = share(*at) > most;
        most = most.max(share(*at));
        more
    });
    order
}

fn about(data: &Frontier, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "Staff cost a week against the share of conversations {}, with its 95 % interval (simulation noise, given the \
             assumptions). The line joins those of which none costs less and attains more.",
            data.figure
        ),
        Lang::Es => format!(
            "Coste de personal por semana frente a la proporción de conversaciones {}, con su intervalo del 95 % (ruido de la \
             simulación, con los supuestos dados). La línea une las que ninguna otra mejora con menos coste.",
            data.figure.replace("respondido", "respondidas")
        ),
    }
}

fn attained(share: &Estimate, lang: Lang) -> String {
    let text = |share: f64| percent(share, 1, lang);
    match (share.mean, share.low, share.high) {
        (Some(mean), Some(low), Some(high)) => {
            format!("{} {}", text(mean), interval(&text(low), &text(high), lang))
        }
        (Some(mean), ..) => text(mean),
        _ => "–".into(),
    }
}

fn title(data: &Frontier, lang: Lang) -> String {
    let best = best(&data.dots);
    let (Some(first), Some(last)) = (best.first(), best.last()) else {
        return Text::new("There is nothing to compare", "No hay nada que comparar").get(lang).into();
    };
    let (cheap, good) = (&data.dots[*first], &data.dots[*last]);
    let amount = |cost: f64| money(cost.round(), &data.currency, lang);
    let share = |dot: &Dot| dot.share.mean.unwrap_or_default();
    let texts = shares(&[share(cheap), share(good)], lang);
    let figure = &data.figure;
    if first == last {
        let more = data.dots.len() > 1;
        return match (lang, more) {
            (Lang::En, false) => format!("{}: {} {figure} for {} a week", cheap.name, texts[0], amount(cheap.cost)),
            (Lang::Es, false) => {
                format!("{}: {} {figure} por {} a la semana", cheap.name, texts[0], amount(cheap.cost))
            }
            (Lang::En, true) => format!(
                "{} costs least, {} a week, and none of the others has more {figure} ({})",
                cheap.name,
                amount(cheap.cost),
                texts[0]
            ),
            (Lang::Es, true) => format!(
                "{} es lo más barato, {} a la semana, y nada supera su {} {figure}",
                cheap.name,
                amount(cheap.cost),
                texts[0]
            ),
        };
    }
    let dearer = amount(good.cost - cheap.cost);
    match lang {
        Lang::En => format!(
            "Going from {} {figure} ({}) to {} ({}) costs {dearer} a week more",
            texts[0], cheap.name, texts[1], good.name
        ),
        Lang::Es => format!(
            "Pasar del {} {figure} ({}) al {} ({}) cuesta {dearer} más por semana",
            texts[0], cheap.name, texts[1], good.name
        ),
    }
}

fn table(data: &Frontier, lang: Lang) -> Table {
    let mut table = Table::new(Text::new("Desk", "Servicio").get(lang));
    let cost = Text::new("staff cost a week", "coste de personal por semana").get(lang);
    table.column(format!("{cost} ({})", data.currency), Form::Number(0));
    let parts = [
        Text::new("mean", "media"),
        Text::new("lower limit", "límite inferior"),
        Text::new("upper limit", "límite superior"),
    ];
    parts.iter().for_each(|part| table.column(format!("{} ({})", data.figure, part.get(lang)), Form::Percent(1)));
    for dot in &data.dots {
        table.row(dot.name.clone(), [Some(dot.cost), dot.share.mean, dot.share.low, dot.share.high]);
    }
    table
}
