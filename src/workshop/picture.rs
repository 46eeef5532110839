//! Pictures of an outcome: what was paid against what it brought, and what changed within half a year.

use super::outcome::{Act, DeskOutcome, Outcome, Stretch};
use super::told::{Names, money_form};
use super::words::{ATTAINED, COST, HOSTILE, LOST, NET_COST, NOW, THEN};
use crate::locale::number::{money, percent};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::report::charts::table::Form;
use crate::report::charts::teams::{About, Change, Changes, Point, Points, Quantity, changes, points};
use crate::report::charts::{Layout, Picture};
use crate::study::result::Estimate;

/// The pictures of an act.
pub fn pictures(outcome: &Outcome, names: &Names, layout: Layout, lang: Lang) -> Vec<Picture> {
    match outcome.act {
        Act::First => {
            vec![against(outcome, names, Up::Attained, layout, lang), against(outcome, names, Up::Lost, layout, lang)]
        }
        Act::Later => {
            vec![change(outcome, names, Now::NetCost, layout, lang), change(outcome, names, Now::Hostile, layout, lang)]
        }
    }
}

#[derive(Clone, Copy)]
enum Up {
    Attained,
    Lost,
}

fn source(outcome: &Outcome, lang: Lang) -> String {
    let (replications, weeks) = (outcome.replications, outcome.weeks);
    match lang {
        Lang::En => format!(
            "relevo: {replications} replications of {weeks} weeks, all teams on the same customers; 95 % intervals"
        ),
        Lang::Es => {
            format!(
                "relevo: {replications} réplicas de {weeks} semanas, todos los equipos con los mismos clientes; intervalos del 95 %"
            )
        }
    }
}

fn of_money(label: Text, outcome: &Outcome, lang: Lang) -> Quantity {
    let per_week = Text::new("a week", "por semana").get(lang);
    Quantity { name: format!("{}, {} {per_week}", label.get(lang), outcome.currency), form: money_form() }
}

fn against(outcome: &Outcome, names: &Names, up: Up, layout: Layout, lang: Lang) -> Picture {
    let figure = |desk: &DeskOutcome| match up {
        Up::Attained => desk.attained,
        Up::Lost => desk.measure(Measure::CustomersLost),
    };
    let points_of: Vec<Point> = names
        .shown(outcome, lang)
        .map(|(desk, name)| Point { name, across: desk.measure(Measure::CostWithContactsPerWeek), up: figure(desk) })
        .collect();
    let (id, quantity) = match up {
        Up::Attained => ("attained", Quantity { name: ATTAINED.get(lang).into(), form: Form::Percent(1) }),
        Up::Lost => ("lost", Quantity { name: LOST.get(lang).into(), form: Form::Number(1) }),
    };
    let about = Text::new(
        "Each team a point, with its 95 % intervals; what it decided is in the table.",
        "Cada equipo es un punto, con sus intervalos del 95 %; lo que decidió está en la tabla.",
    );
    let title = title_of_points(&points_of, up, outcome, lang);
    points(
        &Points {
            about: About { id, title, about: about.get(lang).into(), source: source(outcome, lang) },
            across: of_money(COST, outcome, lang),
            up: quantity,
            points: points_of,
        },
        layout,
        lang,
    )
}

fn title_of_points(found: &[Point], up: Up, outcome: &Outcome, lang: Lang) -> String {
    let by = |a: &&Point, b: &&Point| a.up.mean.unwrap_or_default().total_cmp(&b.up.mean.unwrap_or_default());
    let best = match up {
        Up::Attained => found.iter().max_by(by),
        Up::Lost => found.iter().min_by(by),
    };
    let Some(best) = best else {
        return Text::new("Nobody has decided", "Nadie ha decidido").get(lang).into();
    };
    let value = best.up.mean.unwrap_or_default();
    let mut others = found.iter().filter(|other| other.name != best.name);
    if others.any(|other| overlap((value, half_width(&best.up)), (mean(&other.up), half_width(&other.up)))) {
        return match (up, lang) {
            (Up::Attained, Lang::En) => {
                format!("Answered within 1 h: up to {}; the best are not told apart", percent(value, 1, lang))
            }
            (Up::Attained, Lang::Es) => {
                format!("Respondido en 1 h: hasta el {}; los mejores no se distinguen", percent(value, 1, lang))
            }
            (Up::Lost, Lang::En) => format!(
                "Customers lost: {} a week at best; the best are not told apart",
                Form::Number(1).text(value, lang)
            ),
            (Up::Lost, Lang::Es) => format!(
                "Clientes perdidos: {} por semana en el mejor caso; los mejores no se distinguen",
                Form::Number(1).text(value, lang)
            ),
        };
    }
    let cost = money(best.across.mean.unwrap_or_default().round(), &outcome.currency, lang);
    match (up, lang) {
        (Up::Attained, Lang::En) => {
            format!("Most answered within 1 h: {}, {} for {cost} a week", best.name, percent(value, 1, lang))
        }
        (Up::Attained, Lang::Es) => {
            format!("Lo más respondido en 1 h: {}, {} por {cost} a la semana", best.name, percent(value, 1, lang))
        }
        (Up::Lost, Lang::En) => {
            format!("Fewest customers lost: {}, {} a week for {cost}", best.name, Form::Number(1).text(value, lang))
        }
        (Up::Lost, Lang::Es) => {
            format!(
                "Menos clientes perdidos: {}, {} por semana por {cost}",
                best.name,
                Form::Number(1).text(value, lang)
            )
        }
    }
}

#[derive(Clone, Copy)]
enum Now {
    NetCost,
    Hostile,
}

fn change(outcome: &Outcome, names: &Names, now: Now, layout: Layout, lang: Lang) -> Picture {
    let figure = |stretch: &Stretch| match now {
        Now::NetCost => stretch.net_cost,
        Now::Hostile => stretch.hostile_share,
    };
    let changes_of: Vec<Change> = names
        .shown(outcome, lang)
        .filter_map(|(desk, name)| {
            let [first, last] = desk.stretches.as_ref()?;
            Some(Change { name, then: figure(first), now: figure(last) })
        })
        .collect();
    let (id, quantity) = match now {
        Now::NetCost => ("later", of_money(NET_COST, outcome, lang)),
        Now::Hostile => ("hostile", Quantity { name: HOSTILE.get(lang).into(), form: Form::Percent(1) }),
    };
    let about = Text::new(
        "The first four weeks and the last four of half a year.",
        "Las cuatro primeras semanas y las cuatro últimas de medio año.",
    );
    let title = title_of_changes(&changes_of, now, outcome, lang);
    changes(
        &Changes {
            about: About { id, title, about: about.get(lang).into(), source: source(outcome, lang) },
            figure: quantity,
            changes: changes_of,
            times: [THEN.get(lang).into(), NOW.get(lang).into()],
        },
        layout,
        lang,
    )
}

fn title_of_changes(found: &[Change], now: Now, outcome: &Outcome, lang: Lang) -> String {
    let rise = |one: &Change| one.now.mean.unwrap_or_default() - one.then.mean.unwrap_or_default();
    let Some(most) = found.iter().max_by(|a, b| rise(a).total_cmp(&rise(b))) else {
        return Text::new("Nobody has decided", "Nadie ha decidido").get(lang).into();
    };
    let value = |one: &Estimate| {
        let mean = one.mean.unwrap_or_default();
        match now {
            Now::NetCost => money(mean.round(), &outcome.currency, lang),
            Now::Hostile => percent(mean, 1, lang),
        }
    };
    let (then, later) = (value(&most.then), value(&most.now));
    // Both ends of a rise err at most together.
    let rises = |one: &Change| (rise(one), half_width(&one.then) + half_width(&one.now));
    if found.iter().any(|other| other.name != most.name && overlap(rises(most), rises(other))) {
        return match (now, lang) {
            (Now::NetCost, Lang::En) => {
                format!("Net cost a week: from {then} to {later} at most; the largest rises are not told apart")
            }
            (Now::NetCost, Lang::Es) => {
                format!("Coste neto semanal: de {then} a {later} como mucho; las mayores subidas no se distinguen")
            }
            (Now::Hostile, Lang::En) => {
                format!("Hostile complaints: from {then} to {later} at most; the largest rises are not told apart")
            }
            (Now::Hostile, Lang::Es) => {
                format!("Quejas hostiles: del {then} al {later} como mucho; las mayores subidas no se distinguen")
            }
        };
    }
    match (now, lang) {
        (Now::NetCost, Lang::En) => format!("Net cost a week rises most for {}: from {then} to {later}", most.name),
        (Now::NetCost, Lang::Es) => format!("El coste neto semanal sube más en {}: de {then} a {later}", most.name),
        (Now::Hostile, Lang::En) => format!("Hostile complaints, most for {}: from {then} to {later}", most.name),
        (Now::Hostile, Lang::Es) => format!("Quejas hostiles, donde más en {}: del {then} al {later}", most.name),
    }
}

fn mean(one: &Estimate) -> f64 {
    one.mean.unwrap_or_default()
}

/// Half the width of an interval; of a value without one nothing is known beyond itself.
fn half_width(one: &Estimate) -> f64 {
    match (one.low, one.high) {
        (Some(low), Some(high)) => (high - low) / 2.0,
        _ => 0.0,
    }
}

/// Whether two values, each with half the width of its interval, are not told apart by their intervals: no team is praised or blamed for
/// what chance may have done.
fn overlap((a, wide): (f64, f64), (b, other): (f64, f64)) -> bool {
    (a - b).abs() <= wide + other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(mean: f64, half: f64) -> Estimate {
        Estimate { mean: Some(mean), low: Some(mean - half), high: Some(mean + half), ..Estimate::default() }
    }

    fn outcome() -> Outcome {
        Outcome { act: Act::First, weeks: 4, replications: 20, currency: "EUR".into(), target: 0.8, desks: Vec::new() }
    }

    #[test]
    fn nobody_is_named_for_what_chance_may_have_done() {
        let point = |name: &str, mean: f64, half: f64| Point {
            name: name.into(),
            across: estimate(2000.0, 1.0),
            up: estimate(mean, half),
        };
        let title = |found: &[Point], up| title_of_points(found, up, &outcome(), Lang::En);
        let apart = [point("A", 0.9, 0.01), point("B", 0.8, 0.01)];
        assert!(title(&apart, Up::Attained).starts_with("Most answered within 1 h: A, 90.0 %"));
        let tied = [point("A", 0.821, 0.012), point("B", 0.819, 0.012)];
        assert_eq!(title(&tied, Up::Attained), "Answered within 1 h: up to 82.1 %; the best are not told apart");
        let change = |name: &str, now: f64| Change {
            name: name.into(),
            then: estimate(0.028, 0.002),
            now: estimate(now, 0.004),
        };
        let title = |found: &[Change]| title_of_changes(found, Now::Hostile, &outcome(), Lang::En);
        assert!(title(&[change("A", 0.165), change("B", 0.031)]).starts_with("Hostile complaints, most for A"));
        assert!(!title(&[change("A", 0.031), change("B", 0.0309)]).contains("most for"));
    }
}
