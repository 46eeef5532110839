//! The terminal report: verdict, one table, a picture of the week.
//!
//! Colours are always written as escape codes; the stream they go to takes them out where they are not wanted.

mod table;
pub mod week_picture;
mod widths;

use super::text_layout::{NARROWEST, fold};
use super::verdict::verdict;
use crate::locale::Lang;
use crate::study::result::StudyResult;
use owo_colors::OwoColorize;

/// Wider lines are hard to read.
pub const WIDEST: usize = 160;

/// The whole report, with escape codes for colour, at most `columns` wide (at least [`NARROWEST`]).
pub fn render(result: &StudyResult, columns: usize, lang: Lang) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let mut lines: Vec<String> = vec![];
    for (at, paragraph) in verdict(result, lang).iter().enumerate() {
        let wrapped = fold(paragraph, columns.min(100) - 2);
        for (line_at, line) in wrapped.iter().enumerate() {
            let line = if at == 0 { line.bold().to_string() } else { line.clone() };
            lines.push(if line_at == 0 { line } else { format!("  {line}") });
        }
    }
    lines.push(String::new());
    lines.extend(table::lines(result, columns, lang));
    lines.push(String::new());
    lines.extend(week_picture::lines(result, columns, lang));
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::text_layout::width;
    use super::*;
    use crate::study::synthetic;
    use anstream::adapter::strip_str;

    #[test]
    fn fits_any_terminal_in_both_languages_for_any_number_of_scenarios() {
        for (scenarios, columns) in [1, 2, 3, 4, 7].into_iter().flat_map(|n| [40, 57, 72, 80].map(|c| (n, c))) {
            for replications in [1, 12] {
                let result = synthetic::study(scenarios, replications);
                for lang in [Lang::En, Lang::Es] {
                    let text = render(&result, columns, lang);
                    let text = strip_str(&text).to_string();
                    for line in text.lines() {
                        assert!(width(line) <= columns, "{} columns: {line}\n{text}", width(line));
                        assert_eq!(line.trim_end(), line, "trailing space");
                    }
                }
            }
        }
    }

    #[test]
    fn the_verdict_comes_first_and_the_response_rate_stands_above_the_response_times() {
        let result = synthetic::study(3, 12);
        let text = render(&result, 80, Lang::En);
        let plain = strip_str(&text).to_string();
        let line = |word: &str| plain.lines().position(|line| line.contains(word)).unwrap();
        assert!(plain.lines().next().is_some_and(|line| line.contains(" costs least")), "{plain}");
        assert_eq!(line("Response rate") + 1, line("First response, median"));
        assert!(!result.scenarios.is_empty() && line("Backlog over the week") > line("Staff cost"));
    }
}
