//! A staffing at a terminal: the verdict first, then shifts, people against need, money, and how far from the best possible.

use super::{FrontierPoint, roster};
use crate::locale::number::{decimals, duration, interval, money, number, percent, weekday};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::report::text_layout::{NARROWEST, fold, left, right};
use crate::staffing::Answer;
use crate::study::result::Met;
use crate::time::WEEKS_PER_YEAR;
use owo_colors::OwoColorize;

const SHIFTS: Text = Text::new("Positions by shift and day", "Puestos por turno y día");
const WEEK: Text = Text::new("Agents that the work keeps busy / on duty", "Agentes que ocupa el trabajo / de servicio");
const ROSTER: Text = Text::new("Who works when", "Quién trabaja cuándo");
const COST: Text = Text::new("What it costs", "Cuánto cuesta");
const BEST: Text = Text::new("How far from the best possible", "A qué distancia de lo mejor posible");
const PRICES: Text = Text::new("What each promise costs", "Cuánto cuesta cada promesa");
const FOUND: Text = Text::new("How it was found", "Cómo se encontró");

/// The whole report.
pub fn render(answer: &Answer, columns: usize, lang: Lang) -> String {
    let columns = columns.max(NARROWEST);
    let mut lines = fold(&verdict(answer, lang), columns);
    let mut part = |title: Text, more: Vec<String>| {
        lines.push(String::new());
        lines.push(title.get(lang).bold().to_string());
        lines.extend(more);
    };
    part(SHIFTS, shift_table(answer, lang));
    part(WEEK, week_table(answer, lang));
    part(ROSTER, roster::lines(&answer.roster, answer.problem.shifts(), &answer.problem.scenario, columns, lang));
    let folded = |paragraphs: Vec<String>| paragraphs.iter().flat_map(|one| fold(one, columns)).collect::<Vec<_>>();
    part(COST, folded(cost(answer, lang)));
    part(BEST, folded(gaps(answer, lang)));
    if !answer.margins.is_empty() {
        part(PRICES, folded(prices(answer, lang)));
    }
    part(FOUND, folded(found(answer, lang)));
    lines.push(String::new());
    lines.join("\n")
}

fn verdict(answer: &Answer, lang: Lang) -> String {
    let scenario = &answer.confirmation.scenario;
    let positions = number(answer.positions.iter().map(|n| f64::from(*n)).sum(), 0, lang);
    let people = number(answer.roster.people.len() as f64, 0, lang);
    let fte = number(answer.fte(), 1, lang);
    let cost = money(answer.cost.round(), &scenario.currency, lang);
    let kept: Vec<String> = (0..scenario.slas.len()).map(|at| kept(answer, at, lang)).collect();
    let rate = answer.measure(Measure::ResponseRate).mean.map_or("-".into(), |rate| percent(rate, 1, lang));
    match lang {
        Lang::En => format!(
            "\"{}\" needs {positions} shifts a week, {people} people ({fte} FTE), for {cost} a week: {}. {rate} of all \
             conversations are answered.",
            scenario.name,
            kept.join("; ")
        ),
        Lang::Es => format!(
            "\"{}\" necesita {positions} turnos por semana, {people} personas ({fte} ETC), por {cost} a la semana: {}. Se \
             responde el {rate} de las conversaciones.",
            scenario.name,
            kept.join("; ")
        ),
    }
}

fn kept(answer: &Answer, agreement: usize, lang: Lang) -> String {
    let sla = &answer.confirmation.scenario.slas[agreement];
    let attained = answer.attained(agreement);
    let digits = decimals(100.0, attained.half_width().map(|width| width * 100.0), 1);
    let share = |value: Option<f64>| value.map_or("-".into(), |value| percent(value, digits, lang));
    let limits = interval(&share(attained.low), &share(attained.high), lang);
    let (found, target) = (share(attained.mean), percent(sla.target, 0, lang));
    let limit = duration(sla.within.minutes(), lang);
    match (lang, answer.met(agreement)) {
        (Lang::En, Met::Yes) => format!("\"{}\" keeps {found} {limits} within {limit}, {target} promised", sla.name),
        (Lang::En, _) => format!("\"{}\" covers no conversation", sla.name),
        (Lang::Es, Met::Yes) => {
            format!("\"{}\" cumple un {found} {limits} en {limit}, con {target} prometido", sla.name)
        }
        (Lang::Es, _) => format!("\"{}\" no abarca ninguna conversación", sla.name),
    }
}

/// One row for each shift of a team, one column for each day.
fn shift_table(answer: &Answer, lang: Lang) -> Vec<String> {
    let mut rows: Vec<(usize, u32, u32, [u32; 7])> = Vec::new();
    for (shift, positions) in answer.problem.shifts().iter().zip(&answer.positions).filter(|(_, n)| **n > 0) {
        let same = |row: &&mut (usize, u32, u32, [u32; 7])| {
            (row.0, row.1, row.2) == (shift.team, shift.from_minute, shift.minutes)
        };
        match rows.iter_mut().find(same) {
            Some(row) => row.3[shift.weekday as usize] += positions,
            None => {
                let mut days = [0; 7];
                days[shift.weekday as usize] = *positions;
                rows.push((shift.team, shift.from_minute, shift.minutes, days));
            }
        }
    }
    rows.sort_by_key(|row| (row.0, row.1, row.2));
    let teams = &answer.problem.scenario.teams;
    let label = |row: &(usize, u32, u32, [u32; 7])| format!("{} {}", hours(row.1, row.2), teams[row.0].name);
    let width = rows.iter().map(|row| crate::report::text_layout::width(&label(row))).max().unwrap_or(0).min(40);
    let header: String = (0..7).map(|day| right(weekday(day, lang), 5)).collect();
    let cell = |positions: &u32| if *positions == 0 { "·".to_owned() } else { positions.to_string() };
    let mut lines = vec![format!("{}{header}", left("", width))];
    lines.extend(rows.iter().map(|row| {
        let cells: String = row.3.iter().map(|positions| right(&cell(positions), 5)).collect();
        format!("{}{cells}", left(&label(row), width))
    }));
    lines
}

fn hours(from: u32, minutes: u32) -> String {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    format!("{}-{}", clock(from), clock(from + minutes))
}

/// Two hours a row, one day a column: agents kept busy and agents on duty.
fn week_table(answer: &Answer, lang: Lang) -> Vec<String> {
    let mean = |hours: &[f64], at: usize| (hours[at] + hours[at + 1]) / 2.0;
    let shown = |value: f64| number(value, if value < 9.95 { 1 } else { 0 }, lang);
    let header: String = (0..7).map(|day| right(weekday(day, lang), 11)).collect();
    let row = |hour: usize| {
        let cell = |day: usize| {
            let at = day * 24 + hour;
            let figures = (mean(&answer.need_by_hour, at), mean(&answer.on_duty_by_hour, at));
            right(&format!("{}/{}", shown(figures.0), shown(figures.1)), 11)
        };
        let label = format!("{hour:02}-{:02} h", hour + 2);
        format!("{}{}", left(&label, 7), (0..7).map(cell).collect::<String>())
    };
    let mut lines = vec![format!("{}{header}", left("", 7))];
    lines.extend((0..24).step_by(2).map(row));
    lines
}

fn cost(answer: &Answer, lang: Lang) -> Vec<String> {
    let currency = &answer.problem.scenario.currency;
    let amount = |value: f64| money(value.round(), currency, lang);
    let hours = number(answer.paid_hours_per_week(), 0, lang);
    let (week, year) = (amount(answer.cost), amount(answer.cost * WEEKS_PER_YEAR));
    let (planned, overtime) = (amount(answer.planned_cost), amount(answer.cost - answer.planned_cost));
    let annual = number(answer.problem.scenario.costs.annual_hours, 0, lang);
    let mut lines = vec![match lang {
        Lang::En => format!(
            "{week} a week, {year} a year: {planned} for {hours} paid hours of an ordinary week and {overtime} of overtime. \
             {} full-time equivalents of {annual} h a year; absence, breaks that are paid and off-queue work are within them.",
            number(answer.fte(), 1, lang)
        ),
        Lang::Es => format!(
            "{week} a la semana, {year} al año: {planned} por {hours} horas pagadas de una semana corriente y {overtime} de horas \
             extra. {} equivalentes a tiempo completo de {annual} h al año, que incluyen ausencias, pausas pagadas y tareas \
             fuera de cola.",
            number(answer.fte(), 1, lang)
        ),
    }];
    let (supervisors, places) = answer.supervisors_and_places();
    if supervisors > 0.0 || places > 0.0 {
        let (supervisors, places) = (amount(supervisors), amount(places));
        lines.push(match lang {
            Lang::En => format!("Of it {supervisors} are for supervisors and {places} for work places, a week."),
            Lang::Es => {
                format!("De ello, {supervisors} son de supervisión y {places} de puestos de trabajo, a la semana.")
            }
        });
    }
    lines
}

fn gaps(answer: &Answer, lang: Lang) -> Vec<String> {
    let currency = &answer.problem.scenario.currency;
    let share = |bound: Option<f64>| answer.gap(bound).map(|gap| percent(gap, 1, lang));
    let amount = |bound: Option<f64>| bound.map(|bound| money(bound.round(), currency, lang));
    let mut lines = Vec::new();
    if let (Some(gap), Some(bound)) = (share(answer.bounds.all), amount(answer.bounds.all)) {
        lines.push(match lang {
            Lang::En => format!(
                "True gap: no staffing that keeps these promises costs less than {bound} a week, so at most {gap} could be saved."
            ),
            Lang::Es => format!(
                "Distancia real: ninguna plantilla que cumpla estas promesas cuesta menos de {bound} a la semana, así que como \
                 mucho podría ahorrarse un {gap}."
            ),
        });
    }
    if let (Some(gap), Some(bound)) = (share(answer.bounds.same_customers), amount(answer.bounds.same_customers)) {
        lines.push(match lang {
            Lang::En => format!(
                "Among staffings in which no more customers give up waiting than in this one: {bound} and {gap}. The rest is \
                 what a staffing might save by losing customers."
            ),
            Lang::Es => format!(
                "Entre las plantillas en que no abandonan más clientes que en esta: {bound} y {gap}. Lo demás es lo que podría \
                 ahorrarse perdiendo clientes."
            ),
        });
    }
    if answer.bounds.all.is_some() {
        lines.push(
            Text::new(
                "Both count expected work only. What chance, days that differ and whole people take stands in the gap: little in a large \
                 desk, most of it in a desk of a few people, though nobody could save it.",
                "Ambas cotas cuentan solo el trabajo esperado. Lo que piden el azar, los días desiguales y las personas enteras queda en la \
                 distancia: poco en un servicio grande, casi todo en uno de pocas personas, aunque nadie podría ahorrarlo.",
            )
            .get(lang)
            .to_owned(),
        );
    }
    if answer.exhausted {
        lines.push(
            Text::new(
                "Best possible among whole plans of these shifts: every cheaper one was excluded by simulation.",
                "Lo mejor posible entre los planes enteros con estos turnos: la simulación descarta todos los más baratos.",
            )
            .get(lang)
            .to_owned(),
        );
    }
    if let Some(gap) = answer.planning_gap() {
        let gap = percent(gap, 1, lang);
        lines.push(match lang {
            Lang::En => format!("Solver's gap on the planning model, with which the search began: {gap}."),
            Lang::Es => {
                format!("Distancia del programa en el modelo de planificación con que empezó la búsqueda: {gap}.")
            }
        });
    }
    lines
}

fn prices(answer: &Answer, lang: Lang) -> Vec<String> {
    let scenario = &answer.problem.scenario;
    let amount = |value: f64| money(value.round(), &scenario.currency, lang);
    let of = |(sla, margin): (&crate::desk::Sla, &crate::staffing::answer::Margin)| {
        let lower = percent((sla.target - 0.05).max(0.0), 0, lang);
        let (less, without) = (amount(margin.saved_at_five_points_less), amount(margin.saved_without));
        match lang {
            Lang::En => format!(
                "\"{}\": with a target of {lower}, {less} a week less; without it, {without} a week less, all others kept.",
                sla.name
            ),
            Lang::Es => format!(
                "\"{}\": con un objetivo del {lower}, {less} a la semana menos; sin ella, {without} menos, cumpliendo las demás.",
                sla.name
            ),
        }
    };
    let mut lines: Vec<String> = scenario.slas.iter().zip(&answer.margins).map(of).collect();
    lines.push(
        Text::new(
            "Found by taking positions away from this staffing in simulation; a staffing made for the easier promise may save more.",
            "Calculado quitando puestos de esta plantilla en la simulación; una hecha para la promesa menor puede ahorrar más.",
        )
        .get(lang)
        .to_owned(),
    );
    lines
}

fn found(answer: &Answer, lang: Lang) -> Vec<String> {
    let run = &answer.confirmation.scenario.run;
    let count = |value: u64| number(value as f64, 0, lang);
    let (plans, replications) = (count(answer.plans_tried), count(answer.replications_simulated));
    let removals = count(answer.removals_tried as u64);
    let confidence = percent(answer.confirmation.confidence, 1, lang);
    let attempts = count(u64::from(answer.attempts));
    vec![match lang {
        Lang::En => format!(
            "{plans} plans were tried in {replications} replications. Each shift of the plan was taken away by one position, \
             {removals} in all: each time a promise or a rule is broken. Confirmed on seeds that the search did not use (seed {}, \
             {} replications; plan {attempts} put to this test, looked at with {confidence} confidence). The intervals cover the \
             chance of the simulation, given the assumptions.",
            run.seed, run.replications
        ),
        Lang::Es => format!(
            "Se probaron {plans} planes en {replications} réplicas. A cada turno del plan se le quitó un puesto, {removals} en \
             total: cada vez se rompe una promesa o una regla. Confirmado con semillas que la búsqueda no usó (semilla {}, {} \
             réplicas; plan número {attempts} sometido a esta prueba, con una confianza del {confidence}). Los intervalos cubren \
             el azar de la simulación, dados los supuestos.",
            run.seed, run.replications
        ),
    }]
}

/// The frontier as a table: one row for each point.
pub fn frontier(points: &[FrontierPoint], currency: &str, lang: Lang) -> String {
    let header = match lang {
        Lang::En => ["target", "within", "a week", "FTE", "attained", "bound"],
        Lang::Es => ["objetivo", "límite", "semanal", "ETC", "cumplido", "cota"],
    };
    let cells = |cells: [String; 6]| cells.iter().map(|cell| right(cell, 13)).collect::<String>();
    let mut lines = vec![cells(header.map(str::to_owned))];
    for point in points {
        let wish = [percent(point.target, 0, lang), duration(point.within_minutes, lang)];
        match &point.found {
            Ok(answer) => {
                let attained = answer.attained(point.agreement).mean;
                let [target, within] = wish;
                lines.push(cells([
                    target,
                    within,
                    money(answer.cost.round(), currency, lang),
                    number(answer.fte(), 1, lang),
                    attained.map_or("-".into(), |share| percent(share, 1, lang)),
                    answer.bounds.all.map_or("-".into(), |bound| money(bound.round(), currency, lang)),
                ]));
            }
            Err(why) => lines.push(format!("{}  {why}", wish.map(|cell| right(&cell, 13)).concat())),
        }
    }
    lines.join("\n") + "\n"
}
