//! What a scenario costs a week, net, in its three steps: staff, with phone contacts and gestures, with lost margin.

use super::hours::panel_head;
use super::ink::Ink;
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Area, At, Layout, MARGIN, Plot, SMALL, Sheet, X_ROOM, fill, stroke};
use super::table::{Form, Table};
use super::words::{extremes, source};
use crate::locale::number::{interval, money, number};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{Estimate, PairedDifference, ScenarioResult, StudyResult};

const BAR: f64 = 24.0;
/// From a bar down to the mark of its interval.
const MARK: f64 = 7.0;
const STEPS: [Text; 3] = [
    Text::new("staff", "personal"),
    Text::new("phone contacts and gestures", "teléfono y gestos comerciales"),
    Text::new("lost margin, less uplift", "margen perdido, menos el adicional"),
];
/// Inks that also differ in their lightness.
const INKS: [Ink; 3] = [Ink::Heat(5), Ink::Series(4), Ink::Heat(2)];
const ON: [Ink; 3] = [Ink::OnHeat(5), Ink::Paper, Ink::OnHeat(2)];
const ABOUT: Text = Text::new(
    "Net cost a week in its three steps, means over replications; what falls left of zero is earned. The line below each bar is the \
     95 % interval of the net cost (simulation noise, given the assumptions).",
    "Coste neto por semana en sus tres pasos, medias de las réplicas; lo que queda a la izquierda del cero se gana. La línea bajo cada \
     barra es el intervalo del 95 % del coste neto (ruido de la simulación, con los supuestos dados).",
);

/// The steps of one scenario and their sum.
struct Cost<'r> {
    name: &'r str,
    steps: [f64; 3],
    net: Estimate,
}

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let currency = result.scenarios.first().map_or("", |one| one.currency.as_str());
    let costs: Vec<Cost<'_>> = result.scenarios.iter().filter_map(cost).collect();
    let mut sheet = Sheet::new("money", layout, lang, title(result, lang), ABOUT.get(lang));
    key(&mut sheet, lang);
    let ends = |cost: &Cost<'_>| {
        let earned: f64 = cost.steps.iter().filter(|step| **step < 0.0).sum();
        let paid: f64 = cost.steps.iter().filter(|step| **step > 0.0).sum();
        (earned.min(cost.net.low.unwrap_or(0.0)), paid.max(cost.net.high.unwrap_or(0.0)))
    };
    let lowest = costs.iter().map(|cost| ends(cost).0).fold(0.0, f64::min);
    let highest = costs.iter().map(|cost| ends(cost).1).fold(0.0, f64::max);
    let room = if highest > lowest { (highest - lowest) * 0.02 } else { 1.0 };
    let from = if lowest < 0.0 { lowest - room } else { 0.0 };
    let x = Axis::numbers(from..highest + room, if sheet.narrow() { 4 } else { 8 }, lang);
    let top = sheet.y;
    for cost in &costs {
        let net = money(cost.net.mean.unwrap_or_default(), currency, lang);
        panel_head(&mut sheet, cost.name, &format!("{net}{}", limits(&cost.net, lang)));
        let area = Area { left: MARGIN, right: sheet.right(), top: sheet.y + 2.0, bottom: sheet.y + 2.0 + BAR };
        sheet.y = area.bottom + MARK + 10.0;
        bar(&sheet.plot(area, &x, &Axis::shares(1, lang)), cost, currency, lang);
    }
    let area = Area { left: MARGIN, right: sheet.right(), top, bottom: sheet.y };
    let plot = sheet.plot(area, &x, &Axis::shares(1, lang));
    plot.x_axis(&x, true);
    let end = plot.across(0.0);
    sheet.line([(end, area.bottom), (end, area.bottom - 4.0)], stroke(Ink::Muted, 1.0));
    sheet.y += X_ROOM;
    let unit = match lang {
        Lang::En => format!("{currency} a week"),
        Lang::Es => format!("{currency} por semana"),
    };
    sheet.text(&unit, sheet.right(), sheet.y + 2.0, SMALL.at(At::Right));
    sheet.y += 8.0;
    let description = format!("{}{}", ABOUT.get(lang), sentences(&costs, currency, lang));
    sheet.finish(&source(result, lang), description, table(&costs, currency, lang))
}

fn cost(one: &ScenarioResult) -> Option<Cost<'_>> {
    let mean = |measure| one.measures.get(measure).and_then(|found| found.mean);
    let staff = mean(Measure::StaffCostPerWeek)?;
    let contacts = mean(Measure::CostWithContactsPerWeek)?;
    let net = one.measures.get(Measure::NetCostPerWeek)?;
    Some(Cost { name: &one.name, steps: [staff, contacts - staff, net.mean? - contacts], net })
}

/// The interval in brackets behind a space, empty where there is none.
fn limits(estimate: &Estimate, lang: Lang) -> String {
    let (Some(low), Some(high)) = (estimate.low, estimate.high) else {
        return String::new();
    };
    let [low, high] = [low, high].map(|one| number(one, 0, lang));
    if low == high { String::new() } else { format!(" {}", interval(&low, &high, lang)) }
}

fn key(sheet: &mut Sheet, lang: Lang) {
    let mut x = MARGIN;
    for (step, ink) in STEPS.iter().zip(INKS) {
        let text = step.get(lang);
        let width = 18.0 + SMALL.width(text) + 22.0;
        if x > MARGIN && x + width > sheet.right() + 22.0 {
            x = MARGIN;
            sheet.y += SMALL.line() + 2.0;
        }
        let middle = sheet.y + SMALL.line() / 2.0;
        let area = Area { left: x, right: x + 12.0, top: middle - 6.0, bottom: middle + 6.0 };
        sheet.rectangle(area, fill(ink, 1.0));
        sheet.text(text, x + 18.0, middle, SMALL);
        x += width;
    }
    sheet.y += SMALL.line() + 8.0;
}

/// The steps from zero to the right, what is earned to the left; figures where they fit; the interval below.
fn bar(plot: &Plot<'_>, cost: &Cost<'_>, currency: &str, lang: Lang) {
    let Area { top, bottom, .. } = plot.area;
    let (mut right, mut left) = (0.0, 0.0);
    for (at, step) in cost.steps.iter().enumerate() {
        let end = if *step >= 0.0 { &mut right } else { &mut left };
        let from = *end;
        *end += step;
        let (a, b) = (plot.across(from.min(*end)), plot.across(from.max(*end)));
        // A gap of paper tells neighbours apart without their colours.
        let area = Area { left: a, right: (b - 1.0).max(a), top, bottom };
        let text = number(*step, 0, lang);
        plot.sheet.hover(format!("{}: {}", STEPS[at].get(lang), money(*step, currency, lang)));
        plot.sheet.rectangle(area, fill(INKS[at], 1.0));
        if SMALL.width(&text) + 8.0 < b - a {
            plot.sheet.text(&text, (a + b) / 2.0, (top + bottom) / 2.0, SMALL.ink(ON[at]).at(At::Middle));
        }
    }
    if let (Some(low), Some(mean), Some(high)) = (cost.net.low, cost.net.mean, cost.net.high) {
        let y = bottom + MARK;
        let [low, mean, high] = [low, mean, high].map(|value| plot.across(value));
        for x in [low, high] {
            plot.sheet.line([(x, y - 3.0), (x, y + 3.0)], stroke(Ink::Text, 1.2));
        }
        plot.sheet.line([(low, y), (high, y)], stroke(Ink::Text, 1.2));
        plot.sheet.dot((mean, y), 2.2, Ink::Text);
    }
}

/// By how much net cost differs from the baseline's and the interval of that amount; `None` where nothing is shown.
fn against(difference: &PairedDifference, currency: &str, lang: Lang) -> Option<(String, String)> {
    let Estimate { mean, low, high, .. } = difference.estimate;
    let mean = mean.filter(|mean| *mean != 0.0 && (difference.significant || low.is_none()))?;
    let turned = Estimate { low: high.map(|high| -high), high: low.map(|low| -low), ..difference.estimate };
    let range = limits(if mean < 0.0 { &turned } else { &difference.estimate }, lang);
    let amount = money(mean.abs(), currency, lang);
    Some(match (lang, mean < 0.0) {
        (Lang::En, true) => (format!("{amount} less"), range),
        (Lang::En, false) => (format!("{amount} more"), range),
        (Lang::Es, true) => (format!("{amount} menos"), range),
        (Lang::Es, false) => (format!("{amount} más"), range),
    })
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let net = |one: &ScenarioResult| one.measures.get(Measure::NetCostPerWeek).and_then(|found| found.mean);
    let nets: Vec<Option<f64>> = result.scenarios.iter().map(net).collect();
    let Some((least, _)) = extremes(&nets) else {
        return Text::new("No net cost is known", "No se conoce ningún coste neto").get(lang).into();
    };
    let ScenarioResult { name: base, currency, .. } = &result.scenarios[0];
    let amount = |at: usize| money(nets[at].unwrap_or_default(), currency, lang);
    if result.scenarios.len() == 1 {
        return match lang {
            Lang::En => format!("{base} costs {} a week, net", amount(0)),
            Lang::Es => format!("{base} cuesta {} netos por semana", amount(0)),
        };
    }
    // The cheapest against the baseline; where that is the baseline itself, the next against it.
    let other = if least > 0 { least } else { cheapest_but_first(&nets) };
    let name = &result.scenarios[other].name;
    let found = result.differences.get(other - 1).and_then(|one| one.measures.get(Measure::NetCostPerWeek.id()));
    let few = result.scenarios.len() == 2;
    match (lang, found.and_then(|found| against(found, currency, lang))) {
        (Lang::En, None) => format!("No difference in net cost is shown between {name} and {base}"),
        (Lang::Es, None) => format!("No se muestra diferencia de coste neto entre {name} y {base}"),
        (Lang::En, Some((than, range))) if few => format!("{name} costs {than} a week, net, than {base}{range}"),
        (Lang::Es, Some((than, range))) if few => format!("{name} cuesta {than} por semana, netos, que {base}{range}"),
        (Lang::En, Some((than, range))) if least > 0 => {
            format!("{name} has the lowest net cost, {} a week: {than} than {base}{range}", amount(least))
        }
        (Lang::Es, Some((than, range))) if least > 0 => {
            format!("{name} tiene el menor coste neto, {} por semana: {than} que {base}{range}", amount(least))
        }
        (Lang::En, Some((than, range))) => {
            format!("{base} has the lowest net cost, {} a week; the next, {name}, costs {than}{range}", amount(0))
        }
        (Lang::Es, Some((than, range))) => {
            format!(
                "{base} tiene el menor coste neto, {} por semana; el siguiente, {name}, cuesta {than}{range}",
                amount(0)
            )
        }
    }
}

fn cheapest_but_first(nets: &[Option<f64>]) -> usize {
    extremes(&nets[1..]).map_or(1, |(least, _)| least + 1)
}

fn sentences(costs: &[Cost<'_>], currency: &str, lang: Lang) -> String {
    let sentence = |cost: &Cost<'_>| {
        let parts = cost
            .steps
            .iter()
            .zip(STEPS)
            .map(|(step, name)| format!("{} {}", name.get(lang), money(*step, currency, lang)));
        let parts: Vec<String> = parts.collect();
        let net = format!("{}{}", money(cost.net.mean.unwrap_or_default(), currency, lang), limits(&cost.net, lang));
        match lang {
            Lang::En => format!(" {}: {}; net {net}.", cost.name, parts.join(", ")),
            Lang::Es => format!(" {}: {}; neto {net}.", cost.name, parts.join(", ")),
        }
    };
    costs.iter().map(sentence).collect()
}

fn table(costs: &[Cost<'_>], currency: &str, lang: Lang) -> Table {
    let mut table = Table::new(Text::new("Scenario", "Escenario").get(lang));
    let net = [
        Text::new("net cost", "coste neto"),
        Text::new("net cost, lower limit", "coste neto, límite inferior"),
        Text::new("net cost, upper limit", "coste neto, límite superior"),
    ];
    for name in STEPS.into_iter().chain(net) {
        table.column(format!("{} ({currency})", name.get(lang)), Form::Number(0));
    }
    for cost in costs {
        let net = [cost.net.mean, cost.net.low, cost.net.high];
        table.row(cost.name, cost.steps.map(Some).into_iter().chain(net));
    }
    table
}
