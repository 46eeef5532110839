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
    let cost = money(best.across.mean.unwrap_or_default().round(), &outcome.currency, lang);
    let value = best.up.mean.unwrap_or_default();
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
    match (now, lang) {
        (Now::NetCost, Lang::En) => format!("Net cost a week rises most for {}: from {then} to {later}", most.name),
        (Now::NetCost, Lang::Es) => format!("El coste neto semanal sube más en {}: de {then} a {later}", most.name),
        (Now::Hostile, Lang::En) => format!("Hostile complaints, most for {}: from {then} to {later}", most.name),
        (Now::Hostile, Lang::Es) => format!("Quejas hostiles, donde más en {}: del {then} al {later}", most.name),
    }
}
