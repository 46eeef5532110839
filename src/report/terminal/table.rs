//! One table with a column for each scenario; where they do not fit side by side, several below one another.

use super::widths::{GAP, Widths, overlap};
use crate::locale::Lang;
use crate::report::comparison::{Cell, Row, Tone, groups, legend};
use crate::report::text_layout::{fold, left, right, width};
use crate::study::result::{ScenarioResult, StudyResult};
use owo_colors::OwoColorize;

const MOST_LABEL_COLUMNS: usize = 32;
const FEWEST_LABEL_COLUMNS: usize = 12;
const MOST_NAME_COLUMNS: usize = 20;

/// The table and its legend.
pub fn lines(result: &StudyResult, columns: usize, lang: Lang) -> Vec<String> {
    let groups = groups(result, lang);
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let mut widths = Widths::of(&rows().flat_map(|row| &row.cells).collect::<Vec<_>>());
    // On a narrow terminal the figures come first, and the labels take more lines.
    let left_over = columns.saturating_sub(widths.total() + GAP).max(FEWEST_LABEL_COLUMNS);
    let label_columns = rows().map(|row| width(&row.label)).max().unwrap_or(0).min(MOST_LABEL_COLUMNS).min(left_over);
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
        for group in &groups {
            lines.push(group.name.bold().to_string());
            group.rows.iter().for_each(|row| lines.extend(lines_of(row, range.clone(), label_columns, &widths)));
        }
    }
    lines.extend(key(&legend(result, &groups, lang), columns));
    lines
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
    let mut lines = label_lines(&row.label, label_columns);
    let last = lines.pop().unwrap_or_default();
    lines.push(figures_beside(&last, &row.cells[range], label_columns, widths));
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
        for (part, columns) in [(cell.half_width.as_str(), widths.half_width), (cell.mark.sign(), widths.mark)] {
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

/// The key to the marks: on one line, or a paragraph for each where that is too wide.
fn key(parts: &[String], columns: usize) -> Vec<String> {
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
    use crate::metrics::Measure;
    use crate::study::result::Estimate;
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
}
