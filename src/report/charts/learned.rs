//! What preferential treatment teaches the public over the weeks, and what that costs.

use super::hours::panel_head;
use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::{Axis, Scale, headroom};
use super::sheet::{Area, Layout, MARGIN, Sheet, X_ROOM, axis_room, stroke};
use super::table::{Form, Table};
use super::words::{extremes, shares, source};
use crate::locale::number::{money, number, percent};
use crate::locale::{Lang, Text};
use crate::study::result::{ScenarioResult, StudyResult};

const HEIGHT: f64 = 120.0;
/// Up to so many weeks every one gets a dot.
const MOST_DOTS: usize = 12;
const ABOUT: Text = Text::new(
    "By week, means over replications: how far the public has learned that being hard pays off (0 to 100 %), the share of hostile \
     conversations among the negative ones, and net cost.",
    "Por semana, medias de las réplicas: hasta dónde ha aprendido el público que ser duro compensa (del 0 al 100 %), la proporción de \
     conversaciones hostiles entre las negativas, y el coste neto.",
);
const LEARNED: Text = Text::new("Learned hostility", "Hostilidad aprendida");
const HOSTILE: Text = Text::new("Hostile among the negative", "Hostiles entre las negativas");
const WEEK: Text = Text::new("Week", "Semana");

/// One plot of the picture: a line for each scenario, by week.
struct Panel {
    name: String,
    unit: String,
    form: Form,
    lines: Vec<Vec<Option<f64>>>,
}

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("learned", layout, lang, title(result, lang), ABOUT.get(lang));
    let detail = |one: &ScenarioResult| {
        let last = one.series.week.learned.last().copied().unwrap_or_default();
        let last = shares(&[last], lang).concat();
        match lang {
            Lang::En => format!("learned {last} in the end"),
            Lang::Es => format!("aprendido el {last} al final"),
        }
    };
    let names = result.scenarios.iter().map(|one| EndLabel { name: one.name.clone(), detail: detail(one), at: 0.0 });
    labels::above(&mut sheet, &names.collect::<Vec<_>>());
    let panels = panels(result, lang);
    let weeks = result.weeks.max(1) as usize;
    let ticks = if sheet.narrow() { 6 } else { 13 };
    let mut x = Axis::numbers(1.0..(weeks.max(2)) as f64, ticks, lang);
    x.ticks.retain(|tick| tick.at.fract() == 0.0 && (1.0..=weeks as f64).contains(&tick.at));
    x.ticks.iter_mut().for_each(|tick| tick.text = number(tick.at, 0, lang));
    sheet.y += 6.0;
    let axes: Vec<Axis> = panels.iter().map(|panel| axis(panel, lang)).collect();
    let room = axes.iter().map(axis_room).fold(0.0, f64::max);
    for (panel, y) in panels.iter().zip(&axes) {
        panel_head(&mut sheet, &panel.name, &panel.unit);
        let top = sheet.y + 7.0;
        let area = Area { left: MARGIN + room, right: sheet.right(), top, bottom: top + HEIGHT };
        sheet.y = area.bottom + X_ROOM;
        lines(&sheet, area, (&x, y), panel, result, lang);
    }
    sheet.paragraph(WEEK.get(lang), super::sheet::SMALL);
    let description = format!("{}{}", ABOUT.get(lang), sentences(result, lang));
    sheet.finish(&source(result, lang), description, table(result, &panels, lang))
}

fn panels(result: &StudyResult, lang: Lang) -> Vec<Panel> {
    let each = |of: &dyn Fn(&ScenarioResult) -> Vec<Option<f64>>| result.scenarios.iter().map(of).collect();
    let known = |values: &[f64]| values.iter().map(|value| Some(*value)).collect::<Vec<_>>();
    let currency = result.scenarios.first().map_or("", |one| one.currency.as_str());
    let percent =
        |name: Text, lines| Panel { name: name.get(lang).into(), unit: String::new(), form: Form::Percent(1), lines };
    let costs: Vec<Vec<f64>> = result.scenarios.iter().map(weekly_cost).collect();
    let extra =
        costs.split_first().map(|(base, _)| costs.iter().map(|own| running_extra(own, base)).collect::<Vec<_>>());
    let (name, lines) = match extra.filter(|_| costs.len() > 1) {
        Some(extra) => (
            Text::new(
                "Net cost beyond that of the first scenario, added up since week 1",
                "Coste neto más allá del primer escenario, acumulado desde la semana 1",
            ),
            extra.iter().map(|line| known(line)).collect(),
        ),
        None => (
            Text::new("Net cost of the week", "Coste neto de la semana"),
            costs.iter().map(|line| known(line)).collect(),
        ),
    };
    vec![
        percent(LEARNED, each(&|one| known(&one.series.week.learned))),
        percent(HOSTILE, each(&|one| one.series.week.hostile_share.clone())),
        Panel { name: name.get(lang).into(), unit: currency.into(), form: Form::Number(0), lines },
    ]
}

/// Net cost of each week: staff, phone contacts and gestures, lost margin less uplift.
fn weekly_cost(one: &ScenarioResult) -> Vec<f64> {
    let week = &one.series.week;
    let parts = week.staff_cost.iter().zip(&week.contact_cost).zip(&week.value_lost);
    parts.map(|((staff, contacts), lost)| staff + contacts + lost).collect()
}

fn running_extra(own: &[f64], base: &[f64]) -> Vec<f64> {
    let differences = own.iter().zip(base).map(|(own, base)| own - base);
    differences
        .scan(0.0, |sum, extra| {
            *sum += extra;
            Some(*sum)
        })
        .collect()
}

fn axis(panel: &Panel, lang: Lang) -> Axis {
    let values = || panel.lines.iter().flatten().flatten().copied();
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    match panel.form {
        Form::Percent(_) => {
            // Ticks in percent on a scale of shares.
            let mut axis = Axis::from_zero(high * 100.0, 3, lang).in_percent();
            axis.ticks.iter_mut().for_each(|tick| tick.at /= 100.0);
            Axis { scale: Scale::linear(0.0..headroom(high * 100.0) / 100.0), ..axis }
        }
        _ if low == high => Axis::from_zero(0.0, 3, lang),
        _ => Axis::numbers(low * 1.06..high * 1.06, 3, lang),
    }
}

fn lines(sheet: &Sheet, area: Area, (x, y): (&Axis, &Axis), panel: &Panel, result: &StudyResult, lang: Lang) {
    let plot = sheet.plot(area, x, y);
    plot.y_axis(y);
    plot.x_axis(x, true);
    for (number, line) in panel.lines.iter().enumerate() {
        let points: Vec<(f64, f64)> =
            line.iter().enumerate().filter_map(|(at, value)| value.map(|value| ((at + 1) as f64, value))).collect();
        if points.len() <= MOST_DOTS {
            points.iter().for_each(|(x, y)| sheet.dot(plot.place(*x, *y), 2.4, Ink::Series(number)));
        }
        plot.line(points, stroke(Ink::Dashed(number), 1.8));
    }
    let weeks = panel.lines.iter().map(Vec::len).max().unwrap_or(0);
    for week in 0..weeks {
        let values = panel.lines.iter().zip(&result.scenarios).map(|(line, one)| {
            let value = line.get(week).copied().flatten();
            format!("\n{}: {}", one.name, value.map_or("–".into(), |value| panel.form.text(value, lang)))
        });
        let at = (week + 1) as f64;
        let (from, to) = ((at - 0.5).max(1.0), (at + 0.5).min(weeks.max(2) as f64));
        plot.hover_column(from, to, format!("{} {}{}", WEEK.get(lang), week + 1, values.collect::<String>()));
    }
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let last: Vec<Option<f64>> = result.scenarios.iter().map(|one| one.series.week.learned.last().copied()).collect();
    let Some((least, most)) = extremes(&last) else {
        return Text::new("No week is measured", "No se mide ninguna semana").get(lang).into();
    };
    let (low, high) = (&result.scenarios[least].name, &result.scenarios[most].name);
    let count = number(f64::from(result.weeks), 0, lang);
    let weeks = match (lang, result.weeks) {
        (Lang::En, 1) => "1 week".into(),
        (Lang::Es, 1) => "1 semana".into(),
        (Lang::En, _) => format!("{count} weeks"),
        (Lang::Es, _) => format!("{count} semanas"),
    };
    let shares = shares(&[last[most].unwrap_or_default(), last[least].unwrap_or_default()], lang);
    if last[most] == Some(0.0) {
        return match lang {
            Lang::En => {
                format!("In {weeks} the public learns nothing: nobody is treated preferentially for being hard")
            }
            Lang::Es => {
                format!("En {weeks} el público no aprende nada: a nadie se da trato preferente por ser duro")
            }
        };
    }
    match (lang, result.scenarios.len()) {
        (Lang::En, 1) => format!("{high}: learned hostility stands at {} after {weeks}", shares[0]),
        (Lang::Es, 1) => format!("{high}: la hostilidad aprendida está en el {} tras {weeks}", shares[0]),
        (Lang::En, _) if shares[0] == shares[1] => {
            format!("After {weeks} learned hostility stands at {} in every scenario", shares[0])
        }
        (Lang::Es, _) if shares[0] == shares[1] => {
            format!("Tras {weeks} la hostilidad aprendida está en el {} en todos los escenarios", shares[0])
        }
        (Lang::En, _) => {
            format!("After {weeks} learned hostility stands at {} with {high}, {} with {low}", shares[0], shares[1])
        }
        (Lang::Es, _) => format!(
            "Tras {weeks} la hostilidad aprendida está en el {} con {high}; en el {} con {low}",
            shares[0], shares[1]
        ),
    }
}

fn sentences(result: &StudyResult, lang: Lang) -> String {
    let sentence = |one: &ScenarioResult| {
        let week = &one.series.week;
        let learned = percent(week.learned.last().copied().unwrap_or_default(), 1, lang);
        let hostile =
            week.hostile_share.last().copied().flatten().map_or("–".into(), |share| percent(share, 1, lang));
        let cost = money(weekly_cost(one).last().copied().unwrap_or_default(), &one.currency, lang);
        let name = &one.name;
        match lang {
            Lang::En => format!(" {name}, last week: learned {learned}, hostile {hostile}, net cost {cost}."),
            Lang::Es => format!(" {name}, última semana: aprendido {learned}, hostiles {hostile}, coste neto {cost}."),
        }
    };
    result.scenarios.iter().map(sentence).collect()
}

fn table(result: &StudyResult, panels: &[Panel], lang: Lang) -> Table {
    let mut table = Table::new(WEEK.get(lang));
    for one in &result.scenarios {
        for panel in panels {
            let unit = if panel.unit.is_empty() { String::new() } else { format!(", {}", panel.unit) };
            table.column(format!("{} ({}{unit})", one.name, panel.name), panel.form);
        }
    }
    for week in 0..result.weeks as usize {
        let values = (0..result.scenarios.len()).flat_map(|at| {
            panels.iter().map(move |panel| panel.lines.get(at).and_then(|line| line.get(week)).copied().flatten())
        });
        table.row((week + 1).to_string(), values);
    }
    table
}
