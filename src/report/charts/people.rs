//! People of a plan against the work of each hour of the week.

use super::hours::{Stretch, area_below, steps};
use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::{Axis, hour_span};
use super::sheet::{Layout, Sheet, axis_room, stroke};
use super::table::{Form, Table};
use super::words::extremes;
use crate::locale::number::{decimals, number};
use crate::locale::{Lang, Text};

const HEIGHT: f64 = 190.0;
const ABOUT: Text = Text::new(
    "Agents on duty by the plan (breaks, other work and absence included), and agents that the work of each hour would keep busy if every \
     message were answered at once: what can wait is done later.",
    "Agentes de servicio según el plan (descansos, otras tareas y ausencias incluidos), y agentes que ocuparía el trabajo de cada hora si \
     todo se respondiera al momento: lo que puede esperar se hace después.",
);
const ON_DUTY: Text = Text::new("agents on duty", "agentes de servicio");
const NEEDED: Text = Text::new("agents that the work keeps busy", "agentes que ocupa el trabajo");

/// A plan by hour of the week.
#[derive(Clone, PartialEq, Debug)]
pub struct People {
    /// Whose plan it is.
    pub name: String,
    /// Agents, for each hour of the week.
    pub on_duty: Vec<f64>,
    pub needed: Vec<f64>,
    pub source: String,
}

pub fn draw(data: &People, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("people", layout, lang, title(data, lang), ABOUT.get(lang));
    let label = |text: Text| EndLabel { name: text.get(lang).into(), detail: String::new(), at: 0.0 };
    labels::above(&mut sheet, &[label(ON_DUTY), label(NEEDED)]);
    let highest = data.on_duty.iter().chain(&data.needed).copied().fold(0.0, f64::max);
    let (stretch, y) = (Stretch::week(lang), Axis::from_zero(highest, 5, lang));
    let area = area_below(&mut sheet, axis_room(&y), HEIGHT);
    let plot = sheet.plot(area, &stretch.axis, &y);
    plot.y_axis(&y);
    let known: Vec<Option<f64>> = data.on_duty.iter().map(|agents| Some(*agents)).collect();
    steps(&plot, &known, Ink::Series(0));
    let corners =
        data.needed.iter().enumerate().flat_map(|(at, agents)| [(at as f64, *agents), (at as f64 + 1.0, *agents)]);
    plot.line(corners, stroke(Ink::Dashed(1), 1.8));
    stretch.axis(&plot);
    for (hour, (on_duty, needed)) in data.on_duty.iter().zip(&data.needed).enumerate() {
        let [on_duty, needed] = [on_duty, needed].map(|value| number(*value, decimals(*value, None, 1), lang));
        let text = format!("{}: {on_duty} {}, {needed} {}", hour_span(hour, lang), ON_DUTY.get(lang), NEEDED.get(lang));
        plot.hover_column(hour as f64, hour as f64 + 1.0, text);
    }
    let description = format!("{} {}.", ABOUT.get(lang), title(data, lang));
    sheet.finish(&data.source, description, table(data, lang))
}

fn title(data: &People, lang: Lang) -> String {
    let known: Vec<Option<f64>> = data.on_duty.iter().map(|agents| Some(*agents)).collect();
    let name = &data.name;
    let Some((least, most)) = extremes(&known) else {
        return match lang {
            Lang::En => format!("{name}: nobody is planned"),
            Lang::Es => format!("{name}: no hay nadie previsto"),
        };
    };
    let agents = |hour: usize| number(data.on_duty[hour], decimals(data.on_duty[hour], None, 1), lang);
    let (low, high, worst) = (agents(least), agents(most), hour_span(most, lang));
    match lang {
        Lang::En if low == high => format!("{name}: {high} agents on duty in every hour of the week"),
        Lang::Es if low == high => format!("{name}: {high} agentes de servicio a todas las horas de la semana"),
        Lang::En => format!("{name}: from {low} to {high} agents on duty, most of them {worst}"),
        Lang::Es => format!("{name}: de {low} a {high} agentes de servicio, el máximo {worst}"),
    }
}

fn table(data: &People, lang: Lang) -> Table {
    let mut table = Table::new(Text::new("Hour", "Hora").get(lang));
    [ON_DUTY, NEEDED].iter().for_each(|text| table.column(text.get(lang), Form::Number(1)));
    for (hour, (on_duty, needed)) in data.on_duty.iter().zip(&data.needed).enumerate() {
        table.row(hour_span(hour, lang), [Some(*on_duty), Some(*needed)]);
    }
    table
}
