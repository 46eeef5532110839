//! Every kind of picture on made-up studies from nothing to too much, in both layouts and languages: no text is cut or stands
//! upon another, nothing outside is referred to, what a title says and what a table holds are the data.
//!
//! `cargo test --lib charts::tests::look -- --ignored` writes all of them as PNG into target/pictures, to be looked at.

use super::curve::{Line, Sweep};
use super::grid::Grid;
use super::table::Form;
use super::tornado::{Effect, Tornado};
use super::*;
use crate::metrics::Measure;
use crate::scenario::path::NumberPath;
use crate::study::decision::{Decision, Steps};
use crate::study::result::{CommandLine, Difference, Estimate, SlaResult};
use crate::study::synthetic;
use crate::study::vary::answer::{BreakEvenAnswer, Head};
use crate::study::vary::breakeven::{BreakEven, Crossing, Finding, Interval};
use crate::study::vary::{Point, Side};
use resvg::tiny_skia::Rect;
use resvg::usvg::{Group, Node, Options, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const LONG: &str = "Mañanas, tardes y noches con refuerzo de fin de semana y más";
const LAYOUTS: [Layout; 2] = [Layout::Wide, Layout::Narrow];

fn estimate(mean: f64, half: f64) -> Estimate {
    Estimate { mean: Some(mean), low: Some(mean - half), high: Some(mean + half), replications: 12 }
}

/// A study of so many scenarios and weeks whose backlog peaks at about `peak`; later scenarios are open longer, answer sooner.
fn study(scenarios: usize, weeks: u32, peak: f64, name: impl Fn(usize) -> String) -> StudyResult {
    let mut result = synthetic::study(1, 12);
    let model = result.scenarios.remove(0);
    result.weeks = weeks;
    for number in 0..scenarios {
        let mut one = model.clone();
        let ease = 1.0 / (1.0 + number as f64);
        one.name = name(number);
        let open = |hour: usize| number >= 2 || (hour < (5 + number) * 24 && (8..20).contains(&(hour % 24)));
        let backlog = |hour: usize| {
            let since = (0..168).find(|back| open((hour + 168 - back) % 168)).unwrap_or(0) as f64;
            peak * ease * (since / 60.0).min(1.0) + if peak > 0.0 { (hour % 7) as f64 * ease } else { 0.0 }
        };
        let hours = &mut one.series.hour_of_week;
        hours.covered = (0..168).map(|hour| f64::from(u8::from(open(hour)))).collect();
        hours.agents = hours.covered.iter().map(|covered| covered * 4.0).collect();
        hours.arrivals =
            (0..168).map(|hour| 14.0 + 9.0 * f64::sin(f64::from(hour) / 24.0 * std::f64::consts::TAU)).collect();
        hours.backlog_mean = (0..168).map(backlog).collect();
        hours.backlog_p10 = hours.backlog_mean.iter().map(|mean| mean * 0.8).collect();
        hours.backlog_p90 = hours.backlog_mean.iter().map(|mean| mean * 1.25).collect();
        hours.occupancy = (0..168).map(|hour| open(hour).then_some(0.95 - 0.3 * (1.0 - ease))).collect();
        hours.within_1h =
            (0..168).map(|hour| (hour != 3).then(|| if open(hour) { 1.0 - 0.1 * ease } else { 0.02 })).collect();
        let first = &mut one.series.first_response;
        let share = |limit: &f64| Some(0.96 * (1.0 - f64::exp(-limit / (600.0 * ease * ease))));
        first.share = first.within_minutes.iter().map(share).collect();
        first.answered = Some(0.96);
        let week = &mut one.series.week;
        let taught = |week: u32| 0.6 * ease * (1.0 - f64::exp(-f64::from(week) / 9.0));
        week.learned = (1..=weeks).map(taught).collect();
        week.hostile_share = (1..=weeks).map(|week| Some(0.03 + 0.3 * taught(week))).collect();
        week.staff_cost = vec![3000.0 + 400.0 * number as f64; weeks as usize];
        week.contact_cost = (1..=weeks).map(|week| 500.0 * ease + 10.0 * f64::from(week % 5)).collect();
        week.value_lost = (1..=weeks).map(|week| 900.0 * ease + 30.0 * f64::from(week % 3)).collect();
        let (staff, contacts, lost) = (3000.0 + 400.0 * number as f64, 500.0 * ease, 900.0 * ease);
        for (measure, value) in [
            (Measure::StaffCostPerWeek, staff),
            (Measure::CostWithContactsPerWeek, staff + contacts),
            (Measure::NetCostPerWeek, staff + contacts + lost),
            (Measure::WeekOpenBacklog, peak * ease),
            (Measure::Within1h, 1.0 - 0.6 * ease),
        ] {
            set(&mut one, measure, estimate(value, value.abs() * 0.02));
        }
        result.scenarios.push(one);
    }
    result.differences = (1..scenarios).map(|number| decided(&result, number)).collect();
    result
}

/// What is known of the value of a customer from which on a scenario pays.
fn decided(result: &StudyResult, number: usize) -> Difference {
    let at = 150.0 + 27.0 * number as f64;
    let margin = found(-2310.0 / (at - 30.0), &[(at, Some(at - 30.0), Some(at + 30.0))]);
    let decision = Decision {
        steps: Steps { staff: None, with_contacts: None, net: None },
        customers_saved_per_week: Estimate::default(),
        phone_contacts_saved_per_week: Estimate::default(),
        margin: Some(margin),
        margin_in_force: Some(120.0),
        volume: None,
        volume_factor_in_force: None,
        conversations_per_week: 2400.0,
        turning: vec![],
        left_out: None,
    };
    Difference {
        scenario: result.scenarios[number].name.clone(),
        baseline: result.scenarios[0].name.clone(),
        measures: BTreeMap::new(),
        sla: BTreeMap::new(),
        turn: None,
        decision: Some(decision),
    }
}

fn set(one: &mut crate::study::result::ScenarioResult, measure: Measure, value: Estimate) {
    let found = one.measures.0.iter_mut().find(|(known, _)| *known == measure).expect("every measure is there");
    found.1 = value;
}

fn sla(minutes: f64, target: f64) -> SlaResult {
    let model = synthetic::study(1, 2).scenarios.remove(0).sla.remove(0);
    SlaResult { name: format!("{minutes}"), within_minutes: minutes, target, every_conversation: true, ..model }
}

fn short(number: usize) -> String {
    ["Mon-Fri 08-20", "Mon-Sat 08-20", "24x7"].get(number).map_or(format!("Plan {number}"), |name| (*name).to_string())
}

/// Studies from one scenario to eight, from nothing waiting to 200,000, with long names, over 26 weeks.
fn studies() -> Vec<(&'static str, StudyResult)> {
    let long = |number: usize| format!("{} {LONG}", number + 1).chars().take(60).collect::<String>();
    let mut crowded = study(3, 26, 355.0, long);
    // One that no scenario meets, one that all do, and neighbours whose marks would meet.
    let marks = [(1.0, 0.99), (15.0, 0.8), (20.0, 0.8), (60.0, 0.8), (60.0, 0.9), (240.0, 0.9), (10_080.0, 0.01)];
    crowded.scenarios[0].sla = marks.map(|(minutes, target)| sla(minutes, target)).to_vec();
    let mut empty = study(1, 1, 0.0, short);
    let one = &mut empty.scenarios[0];
    one.measures.0.iter_mut().for_each(|(_, value)| *value = Estimate::default());
    one.series.hour_of_week.arrivals = vec![0.0; 168];
    one.series.hour_of_week.within_1h = vec![None; 168];
    one.series.hour_of_week.occupancy = vec![None; 168];
    one.series.first_response.share.iter_mut().for_each(|share| *share = None);
    one.series.first_response.answered = None;
    vec![
        ("one", study(1, 8, 355.0, short)),
        ("three", study(3, 8, 355.0, short)),
        ("eight", study(8, 8, 355.0, long)),
        ("many", study(12, 2, 9.0, short)),
        ("long", crowded),
        ("zero", study(2, 8, 0.0, short)),
        ("flood", study(3, 26, 200_000.0, short)),
        ("nothing", empty),
    ]
}

fn curve_points(slope: f64, from: f64, to: f64) -> Vec<Point> {
    let place = |step: i32| from + (to - from) * f64::from(step) / 8.0;
    let point =
        |at: f64| Point { at, figure: estimate(2310.0 + slope * (at - from), 180.0 + 0.1 * slope.abs() * (at - from)) };
    (0..=8).map(|step| point(place(step))).collect()
}

/// The difference of net cost over the value of a customer; intervals are those of the crossings.
fn found(slope: f64, places: &[(f64, Option<f64>, Option<f64>)]) -> BreakEven {
    let last = Side::of(2310.0 + slope * 450.0).expect("not zero");
    BreakEven {
        finding: if places.len() > 1 { Finding::Several } else { Finding::Once },
        from: 30.0,
        to: 480.0,
        whole: false,
        linear: true,
        tolerance: 1e-3,
        replications: 12,
        crossings: places.iter().map(|(at, ..)| Crossing { at: *at, beyond: last }).collect(),
        intervals: Some(places.iter().map(|(_, low, high)| Interval { low: *low, high: *high }).collect()),
        outside: None,
        unbounded: false,
        curve: curve_points(slope, 30.0, 480.0),
    }
}

fn break_even(
    slope: f64,
    places: &[(f64, Option<f64>, Option<f64>)],
    name: &str,
    layout: Layout,
    lang: Lang,
) -> Picture {
    let head = Head {
        relevo: "0.1.0",
        seed: 2017,
        replications: 12,
        weeks: 8,
        warmup_weeks: 1,
        command_line: CommandLine::default(),
        confidence: 0.95,
    };
    let answer = BreakEvenAnswer {
        head,
        baseline: format!("Mon-Fri{name}"),
        scenario: format!("24x7{name}"),
        currency: "EUR".into(),
        measure: Measure::NetCostPerWeek.id(),
        unit: Measure::NetCostPerWeek.unit().name(),
        key: "customers.lifetime_margin".into(),
        in_force_in_baseline: None,
        in_force_in_scenario: None,
        found: found(slope, places),
    };
    let path = NumberPath::new(&answer.key).expect("a key");
    breakeven::of_answer(&answer, &path, Measure::NetCostPerWeek, layout, lang)
}

fn grid(columns: usize, rows: usize, value: impl Fn(usize, usize) -> Option<f64>) -> Grid {
    let numbers = |count: usize| (1..=count).map(|value| value.to_string()).collect::<Vec<_>>();
    Grid {
        figure: "Answered within 1 h".into(),
        form: Form::Percent(1),
        more_is_better: Some(true),
        across: ("desk.team.morning.agents".into(), numbers(columns)),
        down: ("demand.per_week".into(), numbers(rows)),
        values: (0..rows).map(|row| (0..columns).map(|column| value(column, row)).collect()).collect(),
        source: "relevo, seed 2017".into(),
    }
}

fn tornado(turning: usize, name: &str) -> Tornado {
    let effect = |at: usize| Effect {
        name: format!("demand.handling_factor {at} {name}"),
        values: ("0.85".into(), if at == 3 { "0.851".into() } else { "1.2".into() }),
        figures: (
            2310.0 - 900.0 / (at + 1) as f64 * 3.0,
            2310.0 + if at == 3 { -640.0 } else { 1200.0 / (at + 1) as f64 },
        ),
        turns_at: if at < turning { vec!["0.88".into()] } else { vec![] },
    };
    Tornado {
        figure: "Net cost of 24x7 beyond that of Mon-Fri (EUR a week)".into(),
        form: Form::Number(0),
        as_it_is: 2310.0,
        threshold: 0.0,
        effects: (0..7).map(effect).collect(),
        source: "relevo, seed 2017".into(),
    }
}

/// So many teams, their figures about so far from each other.
fn teams_of(many: usize, spread: f64) -> (teams::Points, teams::Changes) {
    let about = |id| teams::About { id, title: "A <b> & B".into(), about: LONG.into(), source: "relevo".into() };
    let quantity = |form| teams::Quantity { name: "Coste por semana, EUR".into(), form };
    let value = |at: usize| spread * ((at * 37 % 60) as f64 / 60.0);
    let name = |at: usize| if at.is_multiple_of(5) { format!("{at} {LONG}") } else { format!("Equipo {at}") };
    let money = |at: usize| estimate(6000.0 * (1.0 + value(at)), 40.0);
    let points =
        (0..many).map(|at| teams::Point { name: name(at), across: money(at), up: estimate(0.8 - value(at * 7), 0.01) });
    let changes = (0..many).map(|at| teams::Change { name: name(at), then: money(at), now: money(at + 1) });
    (
        teams::Points {
            about: about("teams"),
            across: quantity(Form::Number(0)),
            up: quantity(Form::Percent(1)),
            points: points.collect(),
        },
        teams::Changes {
            about: about("change"),
            figure: quantity(Form::Number(0)),
            changes: changes.collect(),
            times: ["antes".into(), "ahora".into()],
        },
    )
}

/// The pictures of other commands.
fn others(layout: Layout, lang: Lang) -> Vec<(String, Picture)> {
    let line = |number: usize| Line {
        name: format!("{number} {LONG}"),
        points: curve_points(number as f64 - 1.0, 1.0, 9.0),
        crossings: vec![],
    };
    let sweep = |lines: usize| Sweep {
        key: "desk.team.morning.agents".into(),
        unit: String::new(),
        figure: "Net cost a week".into(),
        form: Form::Number(0),
        lines: (0..lines).map(line).collect(),
        source: "relevo, seed 2017".into(),
    };
    let shares = |column: usize, row: usize| Some(1.0 - 0.03 * row as f64 / (1.0 + column as f64 / 3.0));
    let long = format!(" {LONG}");
    let curves = [
        ("once", break_even(-11.0, &[(240.0, Some(190.0), Some(330.0))], "", layout, lang)),
        ("long", break_even(11.0, &[(470.0, None, None)], &long, layout, lang)),
        ("never", break_even(2.0, &[], "", layout, lang)),
        ("several", break_even(-11.0, &[(100.0, None, Some(120.0)), (240.0, Some(200.0), None)], "", layout, lang)),
        ("close", break_even(-11.0, &[(239.0, None, Some(239.0)), (240.0, Some(240.0), None)], "", layout, lang)),
    ];
    let mut drawn: Vec<(String, Picture)> = vec![];
    drawn.extend(curves.map(|(name, picture)| (format!("breakeven-{name}"), picture)));
    drawn.extend([1, 3, 8].map(|lines| (format!("sweep-{lines}"), curve::sweep(&sweep(lines), layout, lang))));
    let grids = [
        ("small", grid(5, 4, shares)),
        ("large", grid(60, 90, shares)),
        ("same", grid(3, 2, |_, _| Some(0.5))),
        ("none", grid(3, 2, |_, _| None)),
    ];
    drawn.extend(grids.iter().map(|(name, data)| (format!("grid-{name}"), super::grid::draw(data, layout, lang))));
    let people = |most: f64, name: &str| people::People {
        name: name.into(),
        on_duty: (0..168).map(|hour| (most * f64::from(hour % 24) / 23.0).round()).collect(),
        needed: (0..168).map(|hour| 0.8 * most * f64::from(hour % 24) / 23.0).collect(),
        source: "relevo, seed 2017".into(),
    };
    for (name, data) in [("small", people(3.0, "desk")), ("large", people(260.0, LONG)), ("none", people(0.0, "desk"))]
    {
        drawn.push((format!("people-{name}"), super::people::draw(&data, layout, lang)));
    }
    let targets = |count: usize, step: f64| frontier::Frontier {
        dots: (0..count)
            .map(|at| frontier::Dot {
                name: format!("{} % {LONG}", 70 + at),
                cost: 2000.0 + step * at as f64,
                share: estimate(0.7 + 0.28 * at as f64 / count as f64, 0.01),
            })
            .collect(),
        currency: "EUR".into(),
        figure: "a tiempo".into(),
        source: "relevo, seed 2017".into(),
    };
    for (name, data) in [("dear", targets(5, 400.0)), ("same", targets(3, -150.0)), ("none", targets(0, 0.0))] {
        drawn.push((format!("frontier-{name}"), super::frontier::draw(&data, layout, lang)));
    }
    for (name, many, spread) in
        [("none", 0, 0.0), ("one", 1, 0.0), ("few", 7, 0.2), ("same", 12, 0.0), ("many", 60, 0.1)]
    {
        let (points, changes) = teams_of(many, spread);
        drawn.push((format!("teams-{name}"), teams::points(&points, layout, lang)));
        drawn.push((format!("change-{name}"), teams::changes(&changes, layout, lang)));
    }
    for (name, data) in [("two", tornado(2, "")), ("none", tornado(0, LONG)), ("many", tornado(5, ""))] {
        drawn.push((format!("sensitivity-{name}"), super::tornado::draw(&data, layout, lang)));
    }
    drawn
}

/// Every picture of every made-up study, named.
fn all(layout: Layout, lang: Lang) -> Vec<(String, Picture)> {
    let studies = studies();
    let drawn = studies.iter().flat_map(|(name, result)| {
        Kind::ALL.map(|kind| (format!("{}-{name}", kind.id()), kind.draw(result, layout, lang)))
    });
    drawn.chain(others(layout, lang)).collect()
}

fn named(name: &str, layout: Layout, lang: Lang) -> String {
    format!("{name}-{layout:?}-{lang:?}").to_lowercase()
}

fn texts(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => texts(inner, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// What the renderer makes of the texts, with the font that is drawn with.
#[test]
fn no_text_is_cut_and_none_stands_upon_another() {
    let mut wrong = vec![];
    // Spanish is the longer one.
    for (layout, lang) in LAYOUTS.map(|layout| (layout, Lang::Es)) {
        for (name, picture) in all(layout, lang) {
            let options = Options { fontdb: font::database(), ..Options::default() };
            let tree = Tree::from_str(&picture.file(Theme::Light, 960), &options).expect("an SVG");
            let mut found = vec![];
            texts(tree.root(), &mut found);
            assert!(found.len() > 2, "{name} has no text");
            let name = named(&name, layout, lang);
            let scale = 960.0 / picture.size.0 as f32;
            let (width, height) = (960.0, picture.size.1 as f32 * scale);
            for (text, place) in &found {
                let inside =
                    place.left() >= 0.0 && place.top() >= 0.0 && place.right() <= width && place.bottom() <= height;
                if !inside {
                    wrong.push(format!("{name}: \"{text}\" is cut at {place:?}"));
                }
            }
            for (at, (a, one)) in found.iter().enumerate() {
                for (b, other) in &found[at + 1..] {
                    let across = one.right().min(other.right()) - one.left().max(other.left());
                    let down = one.bottom().min(other.bottom()) - one.top().max(other.top());
                    if across > 0.5 * scale && down > 0.5 * scale {
                        wrong.push(format!("{name}: \"{a}\" and \"{b}\" meet"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} defects:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn pictures_are_sound_refer_to_nothing_outside_and_follow_the_theme() {
    for (name, picture) in all(Layout::Wide, Lang::En) {
        let document = roxmltree::Document::parse(&picture.svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        for reference in ["aria-labelledby", "aria-describedby"] {
            assert!(ids.contains(root.attribute(reference).expect("refers")), "{name} {reference}");
        }
        let kind = name.split('-').next().expect("a name").replace("grid", "sweep");
        assert!(ids.iter().all(|id| id.starts_with(&format!("{kind}-wide-"))), "{name}: {ids:?}");
        for node in document.descendants() {
            assert!(
                !["a", "image", "use", "script", "style", "foreignObject"].contains(&node.tag_name().name()),
                "{name}"
            );
            let outside = |value: &str| value.contains("url(") || value.contains("://") || value.starts_with('#');
            assert!(!node.attributes().any(|attribute| outside(attribute.value())), "{name}: {node:?}");
        }
        let light = picture.file(Theme::Light, 960);
        assert!(!light.contains("var(") && !picture.file(Theme::Dark, 960).contains("var("), "{name}");
        assert_ne!(light, picture.file(Theme::Dark, 960));
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let (once, twice) = (all(Layout::Wide, Lang::Es), all(Layout::Wide, Lang::Es));
    assert!(once == twice);
    let picture = &once[0].1;
    assert_eq!(picture.png(Theme::Dark, 480), picture.png(Theme::Dark, 480));
}

#[test]
fn a_bitmap_is_as_wide_as_asked_for_and_never_too_large() {
    let picture = Kind::Backlog.draw(&study(3, 8, 355.0, short), Layout::Wide, Lang::En);
    let png = picture.png(Theme::Light, 500).unwrap();
    // Width and height stand in the first chunk of a PNG.
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(side(16), 500);
    assert_eq!(f64::from(side(20)), (500.0 * picture.size.1 / 960.0).round());
    let tall = Kind::Heatmap.draw(&study(64, 2, 9.0, short), Layout::Wide, Lang::En);
    assert!(matches!(tall.png(Theme::Light, 1920), Err(NoBitmap::TooLarge(1920, height)) if height > MOST_PIXELS));
}

#[test]
fn names_are_escaped() {
    let hostile = |_| "</text><script>alert('x')</script>&\"\u{202e}\u{fffe}".to_string();
    for kind in Kind::ALL {
        let picture = kind.draw(&study(2, 8, 355.0, hostile), Layout::Narrow, Lang::En);
        let document =
            roxmltree::Document::parse(&picture.svg).unwrap_or_else(|error| panic!("{}: {error}", kind.id()));
        assert!(document.descendants().all(|node| !node.has_tag_name("script")), "{}", kind.id());
    }
}

#[test]
fn titles_state_what_the_data_say() {
    let title = |kind: Kind, result: &StudyResult, lang| kind.draw(result, Layout::Wide, lang).title;
    let (one, two, zero) = (study(1, 8, 355.0, short), study(2, 8, 355.0, short), study(2, 8, 0.0, short));
    let mut alike = study(3, 8, 355.0, short);
    for number in 1..3 {
        let name = alike.scenarios[number].name.clone();
        alike.scenarios[number] = crate::study::result::ScenarioResult { name, ..alike.scenarios[0].clone() };
    }
    let nothing = &studies()[7].1;
    let peak = two.scenarios[0].series.hour_of_week.backlog_mean.iter().copied().fold(0.0, f64::max).round();
    let cases: [(Kind, &StudyResult, String, &str); 15] = [
        (
            Kind::Backlog,
            &one,
            format!("Mon-Fri 08-20: the backlog peaks at {peak} messages (Mon 06:00–07:00)"),
            "la carga pendiente llega a",
        ),
        (
            Kind::Backlog,
            &two,
            format!("; Mon-Fri 08-20 reaches {peak} (Mon 06:00–07:00)"),
            "Mon-Sat 08-20 mantiene la carga pendiente por debajo de",
        ),
        (Kind::Backlog, &alike, format!("in every scenario: {peak} messages"), "en todos los escenarios"),
        (Kind::Backlog, &zero, "No message waits at any hour of the week".into(), "Ningún mensaje espera"),
        (
            Kind::Monday,
            &two,
            "As the week opens 355 messages wait with Mon-Fri 08-20, 178 with Mon-Sat 08-20".into(),
            "esperan 355 mensajes con Mon-Fri 08-20 y 178 con",
        ),
        (
            Kind::Monday,
            &alike,
            "As the week opens 355 messages wait in every scenario".into(),
            "en todos los escenarios",
        ),
        (
            Kind::Arrivals,
            &two,
            "nobody is on duty with Mon-Fri 08-20, ".into(),
            "sin nadie de servicio con Mon-Fri 08-20",
        ),
        (Kind::Arrivals, nothing, "No conversation comes in".into(), "No entra ninguna conversación"),
        (
            Kind::Response,
            &two,
            "Mon-Sat 08-20 answers 70 % of all conversations within 1 h, Mon-Fri 08-20 40 % (in the end 95 % with both)"
                .into(),
            "Mon-Sat 08-20 responde al 70 % de las conversaciones en 1 h; Mon-Fri 08-20, al 40 %",
        ),
        (Kind::Response, nothing, "No conversation comes in".into(), "No entra ninguna"),
        (
            Kind::Heatmap,
            &two,
            "Mon-Sat 08-20 answers 80 % or more within 1 h in 72 of 167 hours of the week, Mon-Fri 08-20 in 60".into(),
            "en 72 de 167 horas de la semana; Mon-Fri 08-20, en 60",
        ),
        (
            Kind::Heatmap,
            &alike,
            "Every scenario answers 80 % or more within 1 h in 60 of 167 hours".into(),
            "Todos los escenarios",
        ),
        (Kind::Occupancy, nothing, "Nobody is on the queue".into(), "No hay nadie en la cola"),
        (
            Kind::Money,
            &one,
            "Mon-Fri 08-20 costs 4,400 EUR a week, net".into(),
            "Mon-Fri 08-20 cuesta 4400 EUR netos por semana",
        ),
        (
            Kind::Learned,
            &one,
            "Mon-Fri 08-20: learned hostility stands at 35 % after 8 weeks".into(),
            "la hostilidad aprendida está en el 35 % tras 8 semanas",
        ),
    ];
    for (kind, result, english, spanish) in cases {
        let found = title(kind, result, Lang::En);
        assert!(found.contains(&english), "{found}\n{english}");
        let found = title(kind, result, Lang::Es);
        assert!(found.contains(spanish), "{found}\n{spanish}");
    }
}

#[test]
fn titles_of_money_follow_the_difference_and_whether_it_is_shown() {
    let mut result = study(2, 8, 355.0, short);
    let mut difference = synthetic::study(2, 12).differences.remove(0);
    let mut title = |mean: f64, half: f64, significant: bool, lang| {
        let found = crate::study::result::PairedDifference { estimate: estimate(mean, half), significant };
        difference.measures.insert(Measure::NetCostPerWeek.id(), found);
        result.differences = vec![difference.clone()];
        Kind::Money.draw(&result, Layout::Wide, lang).title
    };
    let less = title(-300.0, 120.0, true, Lang::En);
    assert_eq!(less, "Mon-Sat 08-20 costs 300 EUR less a week, net, than Mon-Fri 08-20 [180, 420]");
    assert_eq!(
        title(310.0, 20.0, true, Lang::Es),
        "Mon-Sat 08-20 cuesta 310 EUR más por semana, netos, que Mon-Fri 08-20 [290; 330]"
    );
    let unsure = title(-300.0, 420.0, false, Lang::En);
    assert_eq!(unsure, "No difference in net cost is shown between Mon-Sat 08-20 and Mon-Fri 08-20");
}

#[test]
fn titles_of_the_other_pictures_say_where_it_turns() {
    let once = |lang| break_even(-11.0, &[(240.0, Some(190.0), Some(330.0))], "", Layout::Wide, lang).title;
    assert_eq!(once(Lang::En), "\"24x7\" is cheaper from customers.lifetime_margin = 240 EUR [190 EUR, 330 EUR] on");
    assert_eq!(
        once(Lang::Es),
        "«24x7» es más barato a partir de customers.lifetime_margin = 240 EUR [190 EUR; 330 EUR]"
    );
    let never = break_even(2.0, &[], "", Layout::Wide, Lang::Es).title;
    assert_eq!(never, "«Mon-Fri» es más barato con cualquier customers.lifetime_margin mostrado");
    let frontier = Kind::Frontier.draw(&study(2, 8, 355.0, short), Layout::Wide, Lang::En).title;
    assert_eq!(
        frontier,
        "Going from 40 % answered within 1 h (Mon-Fri 08-20) to 70 % (Mon-Sat 08-20) costs 400 EUR a week more"
    );
    let nothing = Kind::BreakEven.draw(&study(1, 2, 9.0, short), Layout::Wide, Lang::En).title;
    assert_eq!(nothing, "There is nothing to compare");
    let grid = grid(3, 2, |column, row| Some(0.5 + 0.1 * column as f64 - 0.05 * row as f64));
    let best = super::grid::draw(&grid, Layout::Wide, Lang::En).title;
    assert_eq!(best, "Answered within 1 h is best with desk.team.morning.agents = 3, demand.per_week = 1: 70.0 %");
    assert!(
        super::tornado::draw(&tornado(0, ""), Layout::Wide, Lang::En).title.starts_with("No single uncertain input")
    );
    assert!(super::tornado::draw(&tornado(5, ""), Layout::Wide, Lang::En).title.ends_with(", and 3 more"));
}

#[test]
fn tables_hold_the_data() {
    let result = study(3, 26, 355.0, short);
    let of = |kind: Kind| kind.draw(&result, Layout::Wide, Lang::En).table;
    for kind in Kind::ALL {
        let table = of(kind);
        assert!(table.rows.iter().all(|row| row.values.len() == table.columns.len()), "{}", kind.id());
    }
    let hours = &result.scenarios[1].series.hour_of_week;
    let backlog = of(Kind::Backlog);
    assert_eq!(backlog.rows.len(), 168);
    let of_second: Vec<_> = backlog.rows.iter().map(|row| row.values[3..6].to_vec()).collect();
    let expected: Vec<_> = (0..168)
        .map(|hour| [&hours.backlog_mean, &hours.backlog_p10, &hours.backlog_p90].map(|of| Some(of[hour])).to_vec())
        .collect();
    assert_eq!(of_second, expected);
    assert_eq!(of(Kind::Monday).rows[6].label, "Mon 00:00–01:00");
    let within: Vec<_> = of(Kind::Heatmap).rows.iter().map(|row| row.values[1]).collect();
    assert_eq!(within, hours.within_1h);
    let response = of(Kind::Response);
    let series = &result.scenarios[2].series.first_response;
    assert_eq!(response.rows.len(), series.share.len() + 1);
    assert_eq!(response.rows.last().map(|row| row.values[2]), Some(series.answered));
    let money = of(Kind::Money);
    assert_eq!(money.rows[1].values[..4], [Some(3400.0), Some(250.0), Some(450.0), Some(4100.0)]);
    assert_eq!(of(Kind::Learned).rows[25].values[0], result.scenarios[0].series.week.learned.last().copied());
    let extra = of(Kind::Learned).rows[1].values[5].unwrap();
    let week = |one: usize, week: usize| {
        let weeks = &result.scenarios[one].series.week;
        weeks.staff_cost[week] + weeks.contact_cost[week] + weeks.value_lost[week]
    };
    assert!((extra - (week(1, 0) - week(0, 0) + week(1, 1) - week(0, 1))).abs() < 1e-9);
}

/// The page they stand in is to stay below 1 MB for three scenarios.
#[test]
fn pictures_of_three_scenarios_are_small() {
    let result = study(3, 26, 355.0, short);
    let sizes = Kind::ALL.map(|kind| kind.draw(&result, Layout::Wide, Lang::En).svg.len());
    assert!(sizes.iter().sum::<usize>() < 450_000, "{sizes:?}");
}

#[test]
#[ignore = "writes files to be looked at"]
fn look() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder).unwrap();
    for (layout, lang, theme) in [
        (Layout::Wide, Lang::En, Theme::Light),
        (Layout::Wide, Lang::Es, Theme::Dark),
        (Layout::Narrow, Lang::Es, Theme::Light),
    ] {
        for (name, picture) in all(layout, lang) {
            let name = named(&name, layout, lang);
            match picture.png(theme, 800) {
                Ok(png) => fs::write(folder.join(format!("{name}.png")), png).unwrap(),
                Err(error) => println!("{name}: {error:?}"),
            }
        }
    }
}
