//! Which uncertain inputs the verdict hangs on: what each does to the verdict's figure over its plausible range, and where the
//! verdict turns.

use super::hours::panel_head;
use super::ink::Ink;
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Area, Layout, MARGIN, Plot, SMALL, Sheet, X_ROOM, fill, stroke};
use super::table::{Form, Table};
use super::words::made_by;
use crate::locale::{Lang, Text};
use crate::report::varied::value;
use crate::study::vary::answer::{SensitivityAnswer, VerdictAnswer};
use crate::study::vary::sensitivity as study;

const BAR: f64 = 16.0;

/// The inputs of a verdict of `relevo sensitivity`.
pub fn of_verdict(answer: &SensitivityAnswer, verdict: &VerdictAnswer, lang: Lang) -> Tornado {
    let currency = &answer.currency;
    let effect = |effect: &study::Effect| {
        let input = &effect.input;
        let text = |at: f64, known: f64| value(&input.path, at, known, currency, lang);
        let known = (input.high - input.low) / 100.0;
        let label = input.label.map_or(String::new(), |label| format!(" ({})", label.get(lang)));
        Effect {
            name: format!("{}{label}", effect.key),
            values: (text(input.low, 0.0), text(input.high, 0.0)),
            figures: (effect.low.figure.mean.unwrap_or(f64::NAN), effect.high.figure.mean.unwrap_or(f64::NAN)),
            turns_at: effect.turns_at.iter().map(|at| text(*at, known)).collect(),
        }
    };
    let scenario = &verdict.scenario;
    let (figure, form) = match (&verdict.baseline, lang) {
        (Some(base), Lang::En) => {
            (format!("Net cost of {scenario} less that of {base} ({currency} a week)"), Form::Number(0))
        }
        (Some(base), Lang::Es) => {
            (format!("Coste neto de {scenario} menos el de {base} ({currency} por semana)"), Form::Number(0))
        }
        (None, _) => (format!("{scenario}: {}", verdict.measure.trim_start_matches("sla:")), Form::Percent(1)),
    };
    let head = &answer.head;
    Tornado {
        figure,
        form,
        as_it_is: verdict.figure.mean.unwrap_or(verdict.threshold),
        threshold: verdict.threshold,
        effects: verdict.inputs.iter().map(effect).collect(),
        source: made_by(head.relevo, head.seed, head.replications, head.weeks, lang),
    }
}

/// What one input does.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// Dotted path of the key, and in words where there are any.
    pub name: String,
    /// Its lowest and highest plausible value as written.
    pub values: (String, String),
    /// The figure at these.
    pub figures: (f64, f64),
    /// Values at which the verdict turns, as written; empty where none is within the range.
    pub turns_at: Vec<String>,
}

/// How the verdict's figure depends on each input.
#[derive(Clone, PartialEq, Debug)]
pub struct Tornado {
    /// What the figure is, in words with its unit, and how it is written.
    pub figure: String,
    pub form: Form,
    /// With everything as it is.
    pub as_it_is: f64,
    /// Where the verdict turns: zero for a difference, the target for an agreement.
    pub threshold: f64,
    /// Largest effect first.
    pub effects: Vec<Effect>,
    pub source: String,
}

const NOT_WITHIN: Text = Text::new("does not turn within its range", "no cambia dentro de su margen");

pub fn draw(data: &Tornado, layout: Layout, lang: Lang) -> Picture {
    let about = match lang {
        Lang::En => format!(
            "{}, with one input at a time at the lowest and the highest plausible value. Thin line: everything as it is; dashed: \
             where the verdict turns.",
            data.figure
        ),
        Lang::Es => format!(
            "{}, con un supuesto cada vez en su valor verosímil más bajo y más alto. Línea fina: todo como está; a trazos: donde cambia \
             el veredicto.",
            data.figure
        ),
    };
    let title = title(data, lang);
    let mut sheet = Sheet::new("sensitivity", layout, lang, title.clone(), &about);
    let figures = || data.effects.iter().flat_map(|effect| [effect.figures.0, effect.figures.1]);
    let (low, high) = figures()
        .chain([data.threshold])
        .filter(|value| value.is_finite())
        .fold((data.as_it_is, data.as_it_is), |(low, high), value| (low.min(value), high.max(value)));
    let factor = if matches!(data.form, Form::Percent(_)) { 100.0 } else { 1.0 };
    let margin = if high > low { (high - low) * 0.03 } else { 0.5 / factor };
    let ticks = if sheet.narrow() { 5 } else { 9 };
    let x = Axis::numbers((low - margin) * factor..(high + margin) * factor, ticks, lang);
    let x = if factor > 1.0 { x.in_percent() } else { x };
    let y = Axis::shares(1, lang);
    let top = sheet.y;
    let lines = [(data.as_it_is * factor, stroke(Ink::Text, 1.2)), (data.threshold * factor, stroke(Ink::Mark, 1.2))];
    for effect in &data.effects {
        let turns = match effect.turns_at.as_slice() {
            [] => NOT_WITHIN.get(lang).to_owned(),
            values => match lang {
                Lang::En => format!("turns at {}", values.join("; ")),
                Lang::Es => format!("cambia en {}", values.join("; ")),
            },
        };
        panel_head(&mut sheet, &effect.name, &turns);
        let area = Area { left: MARGIN, right: sheet.right(), top: sheet.y + 5.0, bottom: sheet.y + 5.0 + BAR };
        sheet.y = area.bottom + SMALL.line() + 4.0;
        let plot = sheet.plot(area, &x, &y);
        bar(&plot, effect, (data.as_it_is * factor, factor), data.form, lang);
        for (at, style) in lines {
            let x = plot.across(at);
            sheet.line([(x, area.top - 2.0), (x, area.bottom + 2.0)], style);
        }
    }
    let area = Area { left: MARGIN, right: sheet.right(), top, bottom: sheet.y };
    sheet.plot(area, &x, &y).x_axis(&x, true);
    sheet.y += X_ROOM;
    sheet.finish(&data.source, format!("{about} {title}.{}", sentences(data, lang)), table(data, lang))
}

/// The figures between both ends of an input: the part towards its low value paler, both values written below their ends.
fn bar(plot: &Plot<'_>, effect: &Effect, (base, factor): (f64, f64), form: Form, lang: Lang) {
    let Area { top, bottom, .. } = plot.area;
    let middle = plot.across(base);
    let text_y = bottom + SMALL.line() / 2.0 + 1.0;
    let ends = [(effect.figures.0, &effect.values.0, Ink::Heat(2)), (effect.figures.1, &effect.values.1, Ink::Heat(4))];
    let mut places = vec![];
    // Where both ends lie on one side of everything as it is, each gets half of the bar.
    let halved = (effect.figures.0 * factor > base) == (effect.figures.1 * factor > base);
    let half = (top + bottom) / 2.0;
    let heights = if halved { [(top, half), (half, bottom)] } else { [(top, bottom); 2] };
    for ((figure, value, ink), (top, bottom)) in ends.into_iter().zip(heights).filter(|(end, _)| end.0.is_finite()) {
        let x = plot.across(figure * factor);
        plot.sheet.hover(format!("{} = {value}: {}", effect.name, form.text(figure, lang)));
        plot.sheet.rectangle(Area { left: x.min(middle), right: x.max(middle), top, bottom }, fill(ink, 1.0));
        places.push((x, value));
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    labels(plot, &places, text_y);
}

/// Both values below their ends, pushed apart where they would meet.
fn labels(plot: &Plot<'_>, places: &[(f64, &String)], y: f64) {
    const GAP: f64 = 10.0;
    let (from, to) = (MARGIN, plot.sheet.right());
    let width = |at: usize| places.get(at).map_or(0.0, |(_, text)| SMALL.width(text));
    let Some((first, _)) = places.first() else { return };
    let second = places.get(1).map_or(*first, |place| place.0);
    let room = to - from;
    let mut left = (first - width(0) / 2.0).clamp(from, (to - width(0)).max(from));
    let mut right = (second - width(1) / 2.0).clamp(from, (to - width(1)).max(from));
    if left + width(0) + GAP > right && width(0) + GAP + width(1) <= room {
        let middle = (left + width(0) + right) / 2.0;
        left = (middle - GAP / 2.0 - width(0)).clamp(from, to - width(1) - GAP - width(0));
        right = left + width(0) + GAP;
    }
    plot.sheet.text(places[0].1, left, y, SMALL);
    if let Some((_, text)) = places.get(1) {
        plot.sheet.text(text, right, y, SMALL);
    }
}

fn title(data: &Tornado, lang: Lang) -> String {
    let turning: Vec<&Effect> = data.effects.iter().filter(|effect| !effect.turns_at.is_empty()).collect();
    let one = |effect: &Effect| {
        let at = effect.turns_at.join("; ");
        match lang {
            Lang::En => format!("{} ({at})", effect.name),
            Lang::Es => format!("{} ({at})", effect.name),
        }
    };
    match (turning.as_slice(), lang) {
        ([], Lang::En) => "No single uncertain input turns the verdict within its plausible range".into(),
        ([], Lang::Es) => "Ningún supuesto dudoso cambia por sí solo el veredicto dentro de su margen verosímil".into(),
        ([effect], Lang::En) => format!("The verdict hangs on one uncertain input: {}", one(effect)),
        ([effect], Lang::Es) => format!("El veredicto depende de un supuesto dudoso: {}", one(effect)),
        ([first, second, rest @ ..], Lang::En) => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            format!("The verdict hangs on {}, {}{more}", one(first), one(second))
        }
        ([first, second, rest @ ..], Lang::Es) => {
            let more = if rest.is_empty() { String::new() } else { format!(" y {} más", rest.len()) };
            format!("El veredicto depende de {}, {}{more}", one(first), one(second))
        }
    }
}

fn sentences(data: &Tornado, lang: Lang) -> String {
    let sentence = |effect: &Effect| {
        let [low, high] = [effect.figures.0, effect.figures.1].map(|figure| data.form.text(figure, lang));
        let (name, from, to) = (&effect.name, &effect.values.0, &effect.values.1);
        match lang {
            Lang::En => format!(" {name}: {low} at {from}, {high} at {to}."),
            Lang::Es => format!(" {name}: {low} con {from}, {high} con {to}."),
        }
    };
    data.effects.iter().map(sentence).collect()
}

fn table(data: &Tornado, lang: Lang) -> Table {
    let mut table = Table::new(Text::new("Input and its range", "Supuesto y su margen").get(lang));
    let columns = [
        Text::new("at the lowest value", "con el valor más bajo"),
        Text::new("at the highest value", "con el valor más alto"),
    ];
    columns.iter().for_each(|name| table.column(format!("{} ({})", data.figure, name.get(lang)), data.form));
    for effect in &data.effects {
        let label = format!("{} ({} … {})", effect.name, effect.values.0, effect.values.1);
        table.row(label, [Some(effect.figures.0), Some(effect.figures.1)]);
    }
    table
}
