//! Pictures of a sweep: a line for each scenario over the numbers of one key, or a map of two keys for each.

use super::curve::{self, Line};
use super::grid;
use super::picture::Picture;
use super::sheet::Layout;
use super::table::Form;
use super::words::made_by;
use crate::locale::Lang;
use crate::metrics::{Tendency, Unit};
use crate::study::precision::Figure;
use crate::study::result::Estimate;
use crate::study::sweep::Grid;
use crate::study::sweep::result::{Cell, CellScenario};
use crate::study::vary::Point;

/// Cells that a picture can show; they are all in memory while it is drawn, so this bounds what a sweep needs.
pub const MOST_CELLS: u32 = 2_000;

/// What is drawn of a sweep.
#[derive(Clone, Debug)]
pub struct Swept<'a> {
    pub grid: &'a Grid,
    /// All of them, in the order of the grid.
    pub cells: &'a [Cell],
    pub figure: &'a Figure,
    pub seed: u64,
    pub replications: u32,
}

/// Whether a grid can be drawn: one key, of two numbers or more, or two keys, and not too many cells.
pub fn can_be_drawn(grid: &Grid) -> bool {
    let number = |value: &String| value.parse::<f64>().is_ok_and(f64::is_finite);
    grid.cells() <= MOST_CELLS
        && match grid.axes() {
            [only] => only.values.len() > 1 && only.values.iter().all(number),
            [down, across] => down.values.len() > 1 && across.values.len() > 1,
            _ => false,
        }
}

/// One picture of one key, one for each scenario of two; none where the grid cannot be drawn.
pub fn draw(swept: &Swept, layout: Layout, lang: Lang) -> Vec<Picture> {
    if !can_be_drawn(swept.grid) {
        return vec![];
    }
    let scenarios = swept.cells.first().map_or(0, |cell| cell.scenarios.len());
    match swept.grid.axes() {
        [_] => vec![of_one_key(swept, scenarios, layout, lang)],
        _ => (0..scenarios).map(|at| of_two_keys(swept, at, scenarios, layout, lang)).collect(),
    }
}

fn of_one_key(swept: &Swept, scenarios: usize, layout: Layout, lang: Lang) -> Picture {
    let key = &swept.grid.axes()[0].key;
    let line = |at: usize| {
        let point = |cell: &Cell| {
            let value = cell.typed_values(swept.grid)[0].parse().unwrap_or_default();
            Point { at: value, figure: estimate(swept.figure, &cell.scenarios[at]) }
        };
        let mut points: Vec<Point> = swept.cells.iter().map(point).collect();
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        let name = swept.cells[0].scenarios[at].name.clone();
        Line { name, points, crossings: vec![] }
    };
    let data = curve::Sweep {
        key: key.clone(),
        unit: String::new(),
        figure: words(swept, lang),
        form: form(swept.figure),
        lines: (0..scenarios).map(line).collect(),
        source: source(swept, lang),
    };
    curve::sweep(&data, layout, lang)
}

/// The first key downwards, the second across.
fn of_two_keys(swept: &Swept, at: usize, scenarios: usize, layout: Layout, lang: Lang) -> Picture {
    let [down, across] = [&swept.grid.axes()[0], &swept.grid.axes()[1]];
    let mean = |cell: &Cell| estimate(swept.figure, &cell.scenarios[at]).mean;
    let words = words(swept, lang);
    let data = grid::Grid {
        figure: if scenarios > 1 { format!("{}: {words}", swept.cells[0].scenarios[at].name) } else { words },
        form: form(swept.figure),
        more_is_better: match swept.figure {
            Figure::Sla(_) => Some(true),
            Figure::Measure(measure) => match measure.tendency() {
                Tendency::Higher => Some(true),
                Tendency::Lower => Some(false),
                Tendency::Neither => None,
            },
        },
        across: (across.key.clone(), across.values.clone()),
        down: (down.key.clone(), down.values.clone()),
        values: swept.cells.chunks(across.values.len()).map(|row| row.iter().map(mean).collect()).collect(),
        source: source(swept, lang),
    };
    grid::draw(&data, layout, lang)
}

/// Nothing where the scenario could not be simulated.
fn estimate(figure: &Figure, one: &CellScenario) -> Estimate {
    match figure {
        Figure::Measure(measure) => one.measures.get(*measure).unwrap_or_default(),
        Figure::Sla(name) => one.agreement(name).map(|sla| sla.attained).unwrap_or_default(),
    }
}

fn form(figure: &Figure) -> Form {
    match figure {
        Figure::Sla(_) => Form::Percent(1),
        Figure::Measure(measure) => match measure.unit() {
            Unit::Share => Form::Percent(1),
            Unit::PerWeek | Unit::PeoplePerWeek | Unit::MoneyPerWeek => Form::Number(0),
            Unit::PerHour | Unit::Money => Form::Number(2),
            Unit::Minutes | Unit::Hours | Unit::Messages | Unit::Fte => Form::Number(1),
        },
    }
}

/// The figure in words, with its unit where it has one.
fn words(swept: &Swept, lang: Lang) -> String {
    let Figure::Measure(measure) = swept.figure else {
        let Figure::Sla(name) = swept.figure else { return String::new() };
        return match lang {
            Lang::En => format!("SLA \"{name}\""),
            Lang::Es => format!("SLA «{name}»"),
        };
    };
    let currency = swept.cells.first().and_then(|cell| cell.scenarios.first()).map(|one| one.currency.as_str());
    let unit = match measure.unit() {
        Unit::Minutes => Some("min"),
        Unit::Hours => Some("h"),
        Unit::MoneyPerWeek | Unit::Money => currency,
        _ => None,
    };
    let label = measure.label().get(lang);
    unit.map_or_else(|| label.to_owned(), |unit| format!("{label}, {unit}"))
}

fn source(swept: &Swept, lang: Lang) -> String {
    let weeks = swept.cells.first().map_or(0, |cell| cell.weeks);
    made_by(env!("CARGO_PKG_VERSION"), swept.seed, swept.replications, weeks, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Measure;
    use crate::study::sweep::cell::tests::{grid, numbered};
    use crate::study::sweep::grid::Axis;

    fn swept<'a>(grid: &'a Grid, cells: &'a [Cell], figure: &'a Figure) -> Swept<'a> {
        Swept { grid, cells, figure, seed: 2017, replications: 12 }
    }

    #[test]
    fn one_key_is_a_line_for_each_scenario_whatever_the_order_of_its_values() {
        let axis = Axis { key: "demand.per_week".into(), values: vec!["300".into(), "100".into(), "200".into()] };
        let grid = Grid::new(vec![axis]).unwrap();
        let cells: Vec<Cell> = (0..3).map(|number| numbered(number, number == 1)).collect();
        let figure = Figure::Measure(Measure::Within1h);
        for lang in [Lang::En, Lang::Es] {
            let drawn = draw(&swept(&grid, &cells, &figure), Layout::Wide, lang);
            assert_eq!(drawn.len(), 1);
            assert!(drawn[0].title.starts_with(Measure::Within1h.label().get(lang)), "{}", drawn[0].title);
            let labels: Vec<&str> = drawn[0].table.rows.iter().map(|row| row.label.as_str()).collect();
            assert_eq!(labels, ["100", "200", "300"]);
            let first = cells[1].scenarios[0].measures.get(Measure::Within1h).unwrap().mean;
            assert_eq!(drawn[0].table.rows[0].values[0], first);
            assert_eq!(drawn[0].table.rows[0].values[3], None, "a scenario that could not be simulated");
        }
    }

    #[test]
    fn two_keys_are_a_map_for_each_scenario() {
        let cells: Vec<Cell> = (0..4).map(|number| numbered(number, false)).collect();
        let figure = Figure::Sla("1 h".into());
        let grid = grid();
        let drawn = draw(&swept(&grid, &cells, &figure), Layout::Narrow, Lang::En);
        assert_eq!(drawn.len(), 2);
        assert!(drawn[0].title.contains("base: SLA \"1 h\""), "{}", drawn[0].title);
        let second = cells[3].scenarios[1].sla[0].attained.mean;
        assert!(drawn[1].table.rows.iter().any(|row| row.values.contains(&second)));
    }

    #[test]
    fn words_and_three_keys_are_not_drawn() {
        let axis = |values: &[&str]| Axis { key: "x".into(), values: values.iter().map(|v| v.to_string()).collect() };
        let of = |axes: Vec<Axis>| can_be_drawn(&Grid::new(axes).unwrap());
        assert!(of(vec![axis(&["1", "2"])]));
        assert!(!of(vec![axis(&["1", "none"])]) && !of(vec![axis(&["1"])]));
        assert!(of(vec![axis(&["1", "none"]), axis(&["a", "b"])]));
        assert!(!of(vec![axis(&["1", "2"]), axis(&["1"])]) && !of(vec![axis(&["1", "2"]); 3]));
        let many: Vec<String> = (0..200).map(|value| value.to_string()).collect();
        assert!(!of(vec![Axis { key: "x".into(), values: many }; 2]));
    }
}
