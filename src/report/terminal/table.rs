//! One table with a column for each scenario; where they do not fit side by side, several below one another.

use super::rows::{
    AGREEMENTS, BY_PHONE, MONEY, OUTCOME, OUTCOME_ROWS, POLICY, SERVICE, SERVICE_ROWS, STAFF, STAFF_ROWS, WAITING,
    WAITING_ROWS, money_rows, policy_rows,
};
use super::widths::{GAP, Widths, overlap};
use crate::locale::number::{self, duration_unit, percent};
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::report::clearing::{Clearing, clearing};
use crate::report::text_layout::{fold, left, right, width};
use crate::report::verdict::target;
use crate::study::result::{Estimate, Met, PairedDifference, ScenarioResult, StudyResult};
use crate::time::HOURS_PER_WEEK;
use owo_colors::OwoColorize;

const YES: Text = Text::new("yes", "sí");
const NO: Text = Text::new("no", "no");
const UNSURE: Text = Text::new("unsure", "dudoso");
const MOST_LABEL_COLUMNS: usize = 32;
const FEWEST_LABEL_COLUMNS: usize = 12;
const MOST_NAME_COLUMNS: usize = 20;

const BEYOND: &str = ">";
const AT_LEAST: &str = "≥";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Plain,
    Best,
    Good,
    Bad,
    Doubtful,
}

/// A figure: its value, its plus-minus and its mark.
pub(super) struct Cell {
    pub value: String,
    pub half_width: String,
    pub mark: &'static str,
    tone: Tone,
}

enum Row {
    Group(String),
    Figures { label: String, cells: Vec<Cell> },
}

/// The table and its legend.
pub fn lines(result: &StudyResult, columns: usize, lang: Lang) -> Vec<String> {
    let rows = rows(result, lang);
    let cells = rows.iter().flat_map(|row| if let Row::Figures { cells, .. } = row { &cells[..] } else { &[] });
    let mut widths = Widths::of(&cells.collect::<Vec<_>>());
    // On a narrow terminal the figures come first, and the labels take more lines.
    let left_over = columns.saturating_sub(widths.total() + GAP).max(FEWEST_LABEL_COLUMNS);
    let label_columns = rows.iter().map(label_width).max().unwrap_or(0).min(MOST_LABEL_COLUMNS).min(left_over);
    let side_by_side = (columns.saturating_sub(label_columns) / (widths.total() + GAP)).max(1);
    let count = result.scenarios.len();
    // Blocks of about equal size look better than a full one and a rest.
    let block = count.div_ceil(count.div_ceil(side_by_side).max(1)).max(1);
    // A name may ask for more than the figures below it where there is room.
    let room = (columns.saturating_sub(label_columns) / block.min(count).max(1)).saturating_sub(GAP);
    let longest = result.scenarios.iter().map(|one| width(&one.name)).max().unwrap_or(0);
    widths.value += longest.min(room).min(MOST_NAME_COLUMNS).saturating_sub(widths.total());
    let mut lines = vec![];
    for first in (0..count).step_by(block) {
        if first > 0 {
            lines.push(String::new());
        }
        let range = first..count.min(first + block);
        lines.extend(header(&result.scenarios[range.clone()], label_columns, widths.total()));
        for row in &rows {
            lines.extend(lines_of(row, range.clone(), label_columns, &widths));
        }
    }
    lines.extend(legend(result, &rows, columns, lang));
    lines
}

fn label_width(row: &Row) -> usize {
    match row {
        Row::Group(_) => 0,
        Row::Figures { label, .. } => width(label),
    }
}

fn header(scenarios: &[ScenarioResult], label_columns: usize, cell_columns: usize) -> Vec<String> {
    if let [one] = scenarios {
        let columns = label_columns + GAP + cell_columns;
        return fold(&one.name, columns).iter().map(|line| right(line, columns).bold().to_string()).collect();
    }
    let names: Vec<Vec<String>> = scenarios.iter().map(|one| fold(&one.name, cell_columns)).collect();
    let height = names.iter().map(Vec::len).max().unwrap_or(0);
    let lines = (0..height).map(|at| {
        let mut text = left("", label_columns);
        for name in &names {
            // Short names stand on the lowest line.
            let part = (at + name.len()).checked_sub(height).map_or("", |at| name[at].as_str());
            text.push_str(&" ".repeat(GAP));
            text.push_str(&right(part, cell_columns));
        }
        text.trim_end().bold().to_string()
    });
    lines.collect()
}

fn lines_of(row: &Row, range: std::ops::Range<usize>, label_columns: usize, widths: &Widths) -> Vec<String> {
    let (label, cells) = match row {
        Row::Group(name) => return vec![name.bold().to_string()],
        Row::Figures { label, cells } => (label, &cells[range]),
    };
    let mut lines = label_lines(label, label_columns);
    let last = lines.pop().unwrap_or_default();
    lines.push(figures_beside(&last, cells, label_columns, widths));
    lines
}

/// A label on as many lines as it needs; the further ones are set in like the first.
fn label_lines(label: &str, columns: usize) -> Vec<String> {
    let words = label.trim_start();
    let indent = label.len() - words.len();
    fold(words, columns.saturating_sub(indent)).iter().map(|line| format!("{:indent$}{line}", "")).collect()
}

fn figures_beside(label: &str, cells: &[Cell], label_columns: usize, widths: &Widths) -> String {
    let mut text = left(label, label_columns);
    // Spaces are kept back until something follows them.
    let mut pending = 0;
    for cell in cells {
        let value = right(&cell.value, widths.value - overlap(cell, widths.half_width) + GAP + pending);
        text.push_str(&painted(&value, cell.tone));
        pending = 0;
        for (part, columns) in [(cell.half_width.as_str(), widths.half_width), (cell.mark, widths.mark)] {
            if columns == 0 {
                continue;
            }
            if part.is_empty() {
                pending += columns + 1;
            } else {
                text.push_str(&painted(&format!("{}{part}", " ".repeat(pending + 1)), cell.tone));
                pending = columns.saturating_sub(width(part));
            }
        }
    }
    text
}

fn painted(text: &str, tone: Tone) -> String {
    match tone {
        Tone::Plain => text.to_string(),
        Tone::Best => text.bold().to_string(),
        Tone::Good => text.green().to_string(),
        Tone::Bad => text.red().to_string(),
        Tone::Doubtful => text.yellow().to_string(),
    }
}

fn rows(result: &StudyResult, lang: Lang) -> Vec<Row> {
    let mut rows = vec![];
    let group = |name: Text| Row::Group(name.get(lang).to_string());
    let figures = |rows: &mut Vec<Row>, list: &[(Measure, Text)]| {
        rows.extend(list.iter().map(|(measure, label)| measure_row(result, *measure, *label, lang)));
    };
    rows.push(group(SERVICE));
    figures(&mut rows, &SERVICE_ROWS);
    let names = result.agreement_names();
    if !names.is_empty() {
        rows.push(group(AGREEMENTS));
        names.iter().for_each(|name| rows.extend(agreement_rows(result, name, lang)));
    }
    rows.push(group(WAITING));
    figures(&mut rows, &WAITING_ROWS);
    let policy = policy_rows(result);
    if !policy.is_empty() {
        rows.push(group(POLICY));
        figures(&mut rows, &policy);
    }
    rows.push(group(STAFF));
    figures(&mut rows, &STAFF_ROWS);
    rows.push(group(OUTCOME));
    figures(&mut rows, &OUTCOME_ROWS);
    rows.push(group(MONEY));
    for (measure, label) in money_rows(result) {
        figures(&mut rows, &[(measure, label)]);
        if measure == Measure::CostPerConversation {
            rows.push(by_phone_row(result, lang));
        }
    }
    rows
}

/// What a contact by phone costs: a price, so it has no interval and no mark.
fn by_phone_row(result: &StudyResult, lang: Lang) -> Row {
    let price = |one: &ScenarioResult| Cell {
        value: number::number(one.phone_contact, 2, lang),
        half_width: String::new(),
        mark: "",
        tone: Tone::Plain,
    };
    let cells = result.scenarios.iter().map(price).collect();
    Row::Figures { label: with_currency(result, BY_PHONE.get(lang)), cells }
}

fn with_currency(result: &StudyResult, label: &str) -> String {
    let currency = result.scenarios.first().map_or("", |one| one.currency.as_str());
    format!("{label}, {currency}")
}

fn measure_row(result: &StudyResult, measure: Measure, label: Text, lang: Lang) -> Row {
    let best = result.best.measures.get(measure.id());
    let cells = result.scenarios.iter().enumerate().map(|(at, one)| {
        let difference = difference(result, at, |difference| difference.measures.get(measure.id()));
        let estimate = one.measures.get(measure).unwrap_or_default();
        let (value, half_width) = match clearing(measure, &one.measures) {
            Some(Clearing::NotWithinAWeek) => (format!("{BEYOND} {HOURS_PER_WEEK} h"), String::new()),
            Some(Clearing::AtLeast) => {
                let (value, half_width) = figure(&estimate, measure.unit(), lang);
                (format!("{AT_LEAST} {value}"), half_width)
            }
            None => figure(&estimate, measure.unit(), lang),
        };
        cell(value, half_width, best.is_some_and(|best| best.contains(&one.name)), difference)
    });
    let label = match measure.unit() {
        Unit::MoneyPerWeek | Unit::Money => with_currency(result, label.get(lang)),
        _ => label.get(lang).to_string(),
    };
    Row::Figures { label, cells: cells.collect() }
}

fn difference<'a>(
    result: &'a StudyResult,
    scenario: usize,
    of: impl Fn(&'a crate::study::result::Difference) -> Option<&'a PairedDifference>,
) -> Option<&'a PairedDifference> {
    scenario.checked_sub(1).and_then(|at| result.differences.get(at)).and_then(of)
}

fn cell(value: String, half_width: String, best: bool, difference: Option<&PairedDifference>) -> Cell {
    // Without an interval nothing can be said about the difference, so it has no mark either.
    let alike = difference.is_some_and(|difference| !difference.significant && difference.estimate.low.is_some());
    // One sign: that a difference is not shown must never be hidden by a praise.
    let mark = match (alike, best) {
        (true, _) => "≈",
        (false, true) => "*",
        (false, false) => "",
    };
    Cell { value, half_width, mark, tone: if best { Tone::Best } else { Tone::Plain } }
}

/// A value in the unit people would say, and its half-width in the same unit.
fn figure(estimate: &Estimate, unit: Unit, lang: Lang) -> (String, String) {
    let Some(mean) = estimate.mean else {
        return ("-".into(), String::new());
    };
    let (suffix, divisor, most_decimals) = match unit {
        Unit::Share => (" %", 0.01, 1),
        Unit::Minutes => with_unit(mean, lang),
        Unit::Hours if mean.abs() < 48.0 => (" h", 1.0, 1),
        Unit::Hours => (" h", 1.0, 0),
        Unit::PerHour => ("", 1.0, 2),
        Unit::Messages | Unit::Fte => ("", 1.0, 1),
        Unit::Money => ("", 1.0, 2),
        Unit::PerWeek => ("", 1.0, 1),
        Unit::PeoplePerWeek | Unit::MoneyPerWeek => ("", 1.0, 0),
    };
    let scaled_half_width = estimate.half_width().map(|half_width| half_width / divisor);
    let decimals = number::decimals(mean / divisor, scaled_half_width, most_decimals);
    let value = match unit {
        Unit::Share => percent(mean, decimals, lang),
        _ => format!("{}{suffix}", number::number(mean / divisor, decimals, lang)),
    };
    (value, scaled_half_width.map_or(String::new(), |found| plus_minus(found, mean / divisor, decimals, lang)))
}

/// The unit with its sign and its size in minutes, and the most decimals in it.
fn with_unit(minutes: f64, lang: Lang) -> (&'static str, f64, usize) {
    let (_, size) = duration_unit(minutes, lang);
    match duration_unit(minutes, lang).0 {
        "s" => (" s", size, 0),
        "min" => (" min", size, 1),
        "h" => (" h", size, 1),
        _ => (Text::new(" days", " días").get(lang), size, 1),
    }
}

/// Rounded up, so that what is shown is never narrower than what was found; nothing for a figure without spread.
fn plus_minus(half_width: f64, value: f64, decimals: usize, lang: Lang) -> String {
    if half_width <= 1e-9 * value.abs() {
        return String::new();
    }
    let power = 10f64.powi(decimals as i32);
    format!("±{}", number::number((half_width * power - 1e-9).ceil() / power, decimals, lang))
}

/// The share attained, and below it whether that meets the target.
fn agreement_rows(result: &StudyResult, name: &str, lang: Lang) -> [Row; 2] {
    let of = |one: &'_ ScenarioResult| one.sla.iter().find(|sla| sla.name == name).cloned();
    let best = result.best.sla.get(name);
    let attained = result.scenarios.iter().enumerate().map(|(at, one)| {
        let difference = difference(result, at, |difference| difference.sla.get(name));
        let estimate = of(one).map_or(Estimate::default(), |sla| sla.attained);
        let (value, half_width) = figure(&estimate, Unit::Share, lang);
        cell(value, half_width, best.is_some_and(|best| best.contains(&one.name)), difference)
    });
    let met = result.scenarios.iter().map(|one| {
        // Without a conversation there is nothing to be unsure of.
        let (text, tone) = match of(one).filter(|sla| sla.attained.mean.is_some()).map(|sla| sla.met) {
            None => ("-", Tone::Plain),
            Some(Met::Yes) => (YES.get(lang), Tone::Good),
            Some(Met::No) => (NO.get(lang), Tone::Bad),
            Some(Met::Unsure) => (UNSURE.get(lang), Tone::Doubtful),
        };
        Cell { value: text.into(), half_width: String::new(), mark: "", tone }
    });
    let first = result.scenarios.iter().find_map(of);
    let question = first.map_or(String::new(), |sla| match lang {
        Lang::En => format!("  {}: met?", target(&sla, lang)),
        Lang::Es => format!("  {}: ¿cumple?", target(&sla, lang)),
    });
    [
        Row::Figures { label: name.to_string(), cells: attained.collect() },
        Row::Figures { label: question, cells: met.collect() },
    ]
}

/// Only what occurs is explained.
fn legend(result: &StudyResult, rows: &[Row], columns: usize, lang: Lang) -> Vec<String> {
    let has = |sign: &str| {
        rows.iter().any(|row| match row {
            Row::Group(_) => false,
            Row::Figures { cells, .. } => cells
                .iter()
                .any(|cell| [cell.mark, &cell.half_width, &cell.value].iter().any(|part| part.contains(sign))),
        })
    };
    let baseline = result.scenarios.first().map_or("", |one| one.name.as_str());
    let mut parts = vec![];
    if has("±") {
        parts.push(match lang {
            Lang::En => "± 95 % interval".to_string(),
            Lang::Es => "± intervalo del 95 %".to_string(),
        });
    }
    if has("*") {
        parts.push(match lang {
            Lang::En => "* best, or not shown worse than the best".to_string(),
            Lang::Es => "* mejor, o no peor demostrado".to_string(),
        });
    }
    if has("≈") {
        parts.push(match lang {
            Lang::En => format!("≈ no difference from {baseline} shown"),
            Lang::Es => format!("≈ sin diferencia demostrada con {baseline}"),
        });
    }
    if has(BEYOND) {
        parts.push(match lang {
            Lang::En => format!("{BEYOND} {HOURS_PER_WEEK} h: not cleared within a week"),
            Lang::Es => format!("{BEYOND} {HOURS_PER_WEEK} h: no se pone al día en una semana"),
        });
    }
    if has(AT_LEAST) {
        parts.push(match lang {
            Lang::En => format!("{AT_LEAST} some weeks are not cleared before the next one opens"),
            Lang::Es => format!("{AT_LEAST} en algunas semanas no se pone al día antes de abrir la siguiente"),
        });
    }
    let text = parts.join("   ");
    if width(&text) <= columns {
        return Some(text).filter(|text| !text.is_empty()).map(|text| text.dimmed().to_string()).into_iter().collect();
    }
    let paragraph = |text: &String| {
        let wrapped = fold(text, columns - 2).into_iter().enumerate();
        wrapped.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect::<Vec<_>>()
    };
    parts.iter().flat_map(paragraph).map(|line| line.dimmed().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;
    use anstream::adapter::strip_str;

    fn plain(result: &StudyResult, columns: usize) -> Vec<String> {
        lines(result, columns, Lang::En).iter().map(|line| strip_str(line).to_string()).collect()
    }

    fn row<'a>(lines: &'a [String], label: &str) -> &'a str {
        lines.iter().find(|line| line.starts_with(label)).unwrap()
    }

    #[test]
    fn the_best_is_marked_and_so_is_what_does_not_differ() {
        let lines = plain(&synthetic::study(3, 50), 80);
        assert!(row(&lines, "Answered within 1 h").ends_with(" *"));
        assert_eq!(row(&lines, "Conversations a week").matches('≈').count(), 2);
        assert!(!row(&lines, "Occupancy").contains('*'), "nobody says which occupancy is best");
        assert!(lines.iter().any(|line| line.starts_with("≈ no difference from Weekday window")));
        let met = row(&lines, "  80 % in 1 h: met?");
        assert_eq!(met.split_whitespace().skip(6).collect::<Vec<_>>(), ["no", "no", "unsure"]);
    }

    #[test]
    fn policy_figures_stand_before_the_staff_where_the_study_is_about_them() {
        let mut result = synthetic::study(2, 12);
        assert!(!plain(&result, 80).iter().any(|line| line == "Policy"));
        result.policy_measures = vec![Measure::HostileShare, Measure::Intrusions];
        let lines = plain(&result, 80);
        let at = |label: &str| lines.iter().position(|line| line.starts_with(label)).unwrap();
        assert_eq!(at("Policy") + 1, at("Hostile among the negative "));
        assert_eq!(at("Felt as intrusion, a week ") + 1, at("Staff"));
        let spanish = super::lines(&result, 80, Lang::Es).join("\n");
        assert!(spanish.contains("Política") && spanish.contains("Hostiles entre las negativas"), "{spanish}");
    }

    /// Three scenarios of the usual width stand side by side on 80 columns, the cents of a cost per conversation too.
    #[test]
    fn a_long_interval_takes_some_of_a_short_value() {
        let mut result = synthetic::study(3, 12);
        for one in &mut result.scenarios {
            one.name.truncate(10);
            for (measure, found) in &mut one.measures.0 {
                let (mean, half_width) = match measure {
                    Measure::FirstResponseP50 => (29.9, 1.5),
                    Measure::CostPerConversation => (3.23, 0.02),
                    _ => (0.5, 0.002),
                };
                *found = Estimate {
                    mean: Some(mean),
                    low: Some(mean - half_width),
                    high: Some(mean + half_width),
                    replications: 12,
                };
            }
        }
        let lines = plain(&result, 80);
        assert_eq!(lines.iter().filter(|line| line.starts_with("Response rate")).count(), 1);
        let cost = row(&lines, "Cost per conversation, EUR");
        let response = row(&lines, "First response, median");
        assert!(cost.contains(" 3.23 ±0.02") && response.contains(" 29.9 min ±1.5"), "{cost}\n{response}");
        // One column further left than the others, and ending where they end or beyond.
        assert_eq!(response.find('±').map(|at| at - 1), cost.find('±'), "{cost}\n{response}");
    }

    #[test]
    fn without_intervals_there_are_no_marks_and_no_legend() {
        let text = plain(&synthetic::study(3, 1), 80).join("\n");
        assert!(!text.contains(['*', '≈', '±']), "{text}");
    }

    #[test]
    fn scenarios_that_do_not_fit_stand_below_one_another() {
        let lines = plain(&synthetic::study(7, 12), 80);
        let blocks = lines.iter().filter(|line| line.starts_with("Response rate")).count();
        assert_eq!(blocks, 3);
        assert_eq!(
            plain(&synthetic::study(7, 12), 160).iter().filter(|line| line.starts_with("Response rate")).count(),
            1
        );
    }

    #[test]
    fn what_takes_longer_than_a_week_is_no_plain_figure() {
        let mut result = synthetic::study(2, 12);
        for (hours, uncleared, cell, legend) in [
            (168.0, 1.0, " > 168 h", "> 168 h: not cleared within a week"),
            (167.8, 0.99, " > 168 h", "> 168 h: not cleared within a week"),
            (140.2, 0.8, " ≥ 140 h", "≥ some weeks are not cleared before the next one opens"),
        ] {
            for (measure, mean) in [(Measure::WeekOpenClear, hours), (Measure::WeekOpenUncleared, uncleared)] {
                let found = result.scenarios[0].measures.0.iter_mut().find(|(one, _)| *one == measure);
                found.unwrap().1 = Estimate { mean: Some(mean), low: Some(mean), high: Some(mean), replications: 12 };
            }
            let lines = plain(&result, 80);
            assert!(row(&lines, "Time to clear it").contains(cell), "{}", row(&lines, "Time to clear it"));
            assert!(lines.iter().any(|line| line.contains(legend)), "{lines:?}");
        }
        let alone = plain(&StudyResult { differences: vec![], ..result }, 120);
        assert!(alone.iter().any(|line| line.contains("± 95 % interval   ")), "{alone:?}");
        let usual = plain(&synthetic::study(2, 12), 80).join("\n");
        assert!(!usual.contains("168 h") && !usual.contains('≥'), "{usual}");
    }

    #[test]
    fn figures_are_in_the_unit_people_would_say() {
        let of = |mean: f64, half_width: f64, unit| {
            let estimate = Estimate {
                mean: Some(mean),
                low: Some(mean - half_width),
                high: Some(mean + half_width),
                replications: 9,
            };
            let (value, half_width) = figure(&estimate, unit, Lang::En);
            format!("{value} {half_width}")
        };
        assert_eq!(of(0.68, 0.02, Unit::Minutes), "41 s ±2");
        assert_eq!(of(200.0, 12.0, Unit::Minutes), "3.3 h ±0.2");
        assert_eq!(of(3024.0, 100.0, Unit::Minutes), "2.1 days ±0.1");
        assert_eq!(of(0.971_2, 0.004, Unit::Share), "97.1 % ±0.4");
        assert_eq!(of(2310.4, 31.2, Unit::MoneyPerWeek), "2,310 ±32");
        assert_eq!(of(240.0, 0.0, Unit::Hours), "240 h ");
        assert_eq!(figure(&Estimate::default(), Unit::Share, Lang::En).0, "-");
    }
}
