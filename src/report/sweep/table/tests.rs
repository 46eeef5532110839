use super::*;
use crate::report::text_layout::width;
use crate::study::sweep::cell::tests::{grid, numbered};
use anstream::adapter::strip_str;

fn cells() -> Vec<Cell> {
    (0..4).map(|number| numbered(number, number == 1)).collect()
}

fn text(grid: &Grid, cells: &[Cell], figures: &[Figure], columns: usize, lang: Lang) -> String {
    let shown = Shown { grid, cells, figures, seed: 2017, replications: 12, stopped: 1, whole: Some("out/cells.csv") };
    strip_str(&render(&shown, columns, lang)).to_string()
}

fn row<'a>(text: &'a str, begin: &str) -> &'a str {
    text.lines().find(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("no {begin}:\n{text}"))
}

#[test]
fn every_cell_has_a_row_with_its_values_and_figures() {
    let text = text(&grid(), &cells(), &usual_figures(&["1 h".into()]), 120, Lang::En);
    assert!(text.starts_with("4 cells: desk.team.desk.agents (2 values) x customers.patience (2 values)"), "{text}");
    let first = row(&text, "3       none      base");
    assert!(first.contains(" % ±") && first.contains(" no"), "{first}");
    let stopped = row(&text, "3       1h        =more");
    assert!(stopped.contains("not simulated beyond week 3 of the measured ones: more work"), "{stopped}");
    assert!(text.contains("one scenario of one cell could not be simulated"));
    assert!(row(&text, "agents").contains("patience  scenario"), "{text}");
}

#[test]
fn fits_any_terminal_in_both_languages() {
    let figures: Vec<Figure> = Measure::ALL.iter().map(|measure| Figure::Measure(*measure)).collect();
    for (figures, columns) in
        [(&usual_figures(&[]), 40), (&figures, 40), (&figures, 57), (&figures, 80), (&figures, 160)]
    {
        for lang in [Lang::En, Lang::Es] {
            let text = text(&grid(), &cells(), figures, columns, lang);
            for line in text.lines() {
                assert!(width(line) <= columns, "{} of {columns} columns: {line}\n{text}", width(line));
                assert_eq!(line.trim_end(), line);
            }
        }
    }
}

#[test]
fn two_keys_and_one_figure_make_a_matrix_for_each_scenario() {
    let one = [Figure::Measure(Measure::FirstResponseP50)];
    let with = text(&grid(), &cells(), &one, 80, Lang::En);
    let matrix = with.split("base: First response, median").nth(1).unwrap_or_else(|| panic!("{with}"));
    assert!(matrix.contains("patience = none") || matrix.contains("patience ="), "{matrix}");
    assert_eq!(row(matrix, "4 ").matches('±').count(), 2, "{matrix}");
    let second = matrix.split("First response, median").nth(1).unwrap();
    assert_eq!(row(second, "3 ").matches(" x").count(), 1, "a cell that was not simulated: {second}");
    let two = [one[0].clone(), Figure::Measure(Measure::Within1h)];
    assert!(!text(&grid(), &cells(), &two, 80, Lang::En).contains("base: "));
    assert!(!text(&grid(), &cells()[..3], &one, 80, Lang::En).contains("base: "), "not all cells");
}

#[test]
fn a_large_sweep_says_where_the_rest_is() {
    let part = text(&grid(), &cells()[..2], &usual_figures(&[]), 80, Lang::Es);
    assert!(part.contains("las primeras 2 de 4 celdas; todas están en out/cells.csv"), "{part}");
}

#[test]
fn differences_that_are_not_shown_are_marked() {
    let mut cells = cells();
    let found = cells[0].differences[0].measures.get_mut("within_1h").unwrap();
    found.significant = false;
    let text = text(&grid(), &cells, &[Figure::Measure(Measure::Within1h)], 80, Lang::En);
    assert!(text.contains("≈ no difference from base shown in that cell"), "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with(" ≈")).count(), 1, "{text}");
}

#[test]
fn keys_are_told_apart_with_as_little_as_possible() {
    let axis = |key: &str| Axis { key: key.into(), values: vec!["1".into()] };
    let axes = [axis("desk.team.a.agents"), axis("desk.team.b.agents"), axis("demand.per_week")];
    assert_eq!(short_keys(&axes), ["a.agents", "b.agents", "per_week"]);
}

#[test]
fn what_is_forgotten_is_not_shown() {
    let figures =
        [Figure::Measure(Measure::WeekOpenClear), Figure::Measure(Measure::Within1h), Figure::Sla("1 h".into())];
    let whole = text(&grid(), &cells(), &figures, 80, Lang::En);
    let mut cells = cells();
    cells.iter_mut().for_each(|cell| forget_unshown(cell, &figures));
    assert_eq!(text(&grid(), &cells, &figures, 80, Lang::En), whole);
    assert_eq!(cells[0].scenarios[0].measures.0.len(), 3);
    assert_eq!(cells[0].differences[0].measures.len(), 2);
}
