//! Problems of scenarios as people and programs read them: file, line and column, the line itself with a mark, what
//! was found, what is accepted, and how to mend it.

pub(super) mod accepted;
mod data;
mod faults;
mod sentences;
mod slips;
mod syntax;

use crate::locale::Lang;
use crate::scenario::sources::{Origin, Position};
use crate::scenario::{Failed, Problem, Severity, Sources};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The sentences of one problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// What was found.
    pub found: String,
    pub accepted: Option<String>,
    /// How to mend it.
    pub fix: Option<String>,
}

/// One problem for `--format json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct MachineProblem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The variant it shows in, if the file itself does not have it.
    pub variant: Option<String>,
    /// Stable name of the kind of problem.
    pub code: &'static str,
    /// Dotted path of the key, list entries by name; empty for the file as a whole.
    pub key: String,
    /// File, `--set`, or the name of a text.
    pub source: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// From 1, in characters.
    pub column: Option<usize>,
    /// Just behind the offending text.
    pub end_column: Option<usize>,
    pub message: String,
    pub accepted: Option<String>,
    pub fix: Option<String>,
}

/// The sentences of a problem in a language.
pub fn message(problem: &Problem, lang: Lang) -> Message {
    let Message { found, accepted, fix } = sentences::of(problem, lang);
    Message { found: clean(&found), accepted: accepted.map(|t| clean(&t)), fix: fix.map(|t| clean(&t)) }
}

/// All problems of a failed load, and how many there are.
pub fn render_failed(failed: &Failed, lang: Lang) -> String {
    let mut text = render(&failed.problems, &failed.sources, lang);
    let errors = failed.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let warnings = failed.problems.len() - errors;
    text.push_str(&sentences::total(errors, warnings, failed.omitted, lang));
    text.push('\n');
    text
}

/// Problems one after the other, each with a blank line behind it.
pub fn render(problems: &[Problem], sources: &Sources, lang: Lang) -> String {
    let mut text = String::new();
    for problem in problems {
        one(&mut text, problem, sources, lang);
        text.push('\n');
    }
    text
}

/// Problems as data.
pub fn machine(problems: &[Problem], sources: &Sources, lang: Lang) -> Vec<MachineProblem> {
    problems
        .iter()
        .map(|problem| {
            let Message { found, accepted, fix } = message(problem, lang);
            let position = position(problem, sources);
            MachineProblem {
                severity: match problem.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                code: problem.what.code(),
                variant: problem.variant.as_deref().map(clean),
                key: clean(&problem.path),
                source: problem.place.and_then(|p| sources.get(p.source)).map(|s| clean(&s.name)),
                line: position.as_ref().map(|p| p.line),
                column: position.as_ref().map(|p| p.column),
                end_column: position.as_ref().map(|p| p.end_column),
                message: found,
                accepted,
                fix,
            }
        })
        .collect()
}

/// Position of what was written; `None` for a problem of a file as a whole.
fn position(problem: &Problem, sources: &Sources) -> Option<Position> {
    let place = problem.place.filter(|p| (p.start, p.end) != (0, 0))?;
    sources.position(place)
}

fn one(text: &mut String, problem: &Problem, sources: &Sources, lang: Lang) {
    let Message { mut found, accepted, fix } = message(problem, lang);
    if let Some(variant) = &problem.variant {
        found = clean(&sentences::in_variant(&found, variant, lang));
    }
    let source = problem.place.and_then(|p| sources.get(p.source));
    let position = position(problem, sources);
    let on_command_line = source.is_some_and(|s| s.origin == Origin::CommandLine);
    if let Some(source) = source {
        text.push_str(&clean(&source.name));
        if let Some(position) = position.as_ref().filter(|_| !on_command_line) {
            // Writing to a string does not fail.
            let _ = write!(text, ":{}:{}", position.line, position.column);
        }
        text.push_str(": ");
    }
    let _ = writeln!(text, "{}: {found}", sentences::severity(problem.severity, lang));
    if let (Some(position), Some(line)) = (&position, problem.place.and_then(|p| sources.excerpt(p))) {
        excerpt(text, line, position, on_command_line);
    }
    let (accepted_word, fix_word) = sentences::labels(lang);
    if let Some(accepted) = accepted {
        let _ = writeln!(text, "    {accepted_word}: {accepted}");
    }
    if let Some(fix) = fix {
        let _ = writeln!(text, "    {fix_word}: {fix}");
    }
}

/// The line with a mark under the offending stretch; of a very long line the part around it.
fn excerpt(text: &mut String, line: &str, position: &Position, numberless: bool) {
    const WIDEST: usize = 100;
    const BEFORE: usize = 50;
    let from = position.column - 1;
    let skipped = if from + BEFORE > WIDEST { from - BEFORE.min(from) } else { 0 };
    let part = |from: usize, to: usize| -> String {
        let chars = line.chars().skip(from).take(to.saturating_sub(from));
        chars.map(|c| if c == '\t' { "    ".to_owned() } else { clean_char(c) }).collect()
    };
    let end = skipped + WIDEST;
    let cut_before = if skipped > 0 { "…" } else { "" };
    let cut_behind = if line.chars().count() > end { "…" } else { "" };
    let before = format!("{cut_before}{}", part(skipped, from));
    let marked = part(from, (position.end_column - 1).min(end));
    let shown = format!("{cut_before}{}{cut_behind}", part(skipped, end));
    let number = if numberless { "   ".to_owned() } else { format!("{:>4}", position.line) };
    let gutter = " ".repeat(number.width());
    let marks = "^".repeat(marked.width().max(1));
    let _ = writeln!(text, "{number} | {}", shown.trim_end());
    let _ = writeln!(text, "{gutter} | {}{marks}", " ".repeat(before.width()));
}

/// A text without characters that could steer a terminal or hide something.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

fn clean_char(c: char) -> String {
    let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    if c.is_control() || hidden { c.escape_unicode().to_string() } else { c.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};

    fn failed(text: &str) -> Failed {
        let input = Input::Text { name: "desk.toml".to_owned(), text: text.to_owned() };
        load(&[input], &LoadOptions::default()).map(|l| l.scenarios.len()).expect_err("a problem")
    }

    const TEAM: &str = "[[desk.team]]\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n";

    #[test]
    fn a_problem_shows_place_line_and_remedy() {
        let failed = failed(&format!("[demand]\nper_weak = 2400\nper_week = 2400\n{TEAM}"));
        let text = render_failed(&failed, Lang::En);
        let expected =
            "desk.toml:2:1: error: `per_weak` is not a key of [demand]\n   2 | per_weak = 2400\n     | ^^^^^^^^\n";
        assert!(text.starts_with(expected), "{text}");
        assert!(text.contains("per_week") && text.ends_with("1 error\n"), "{text}");
        assert!(render_failed(&failed, Lang::Es).contains("no es una clave de [demand]"));
    }

    #[test]
    fn marks_stand_under_wide_and_tabbed_text_and_long_lines_are_cut() {
        let failed = failed(&format!("[demand]\nper_week = 1\n\t\"nöise\" = \"日本\"\n{TEAM}"));
        let text = render_failed(&failed, Lang::En);
        assert!(text.contains("   3 |     \"nöise\""), "{text}");
        assert!(text.contains("     |     ^^^^^^^\n"), "{text}");
        let long = format!("[demand]\nper_week = 1\nlanguages = {{ {} b = 5 }}\n{TEAM}", "a".repeat(3000) + " = 1,");
        let text = render_failed(&super::tests::failed(&long), Lang::En);
        assert!(text.lines().all(|l| l.chars().count() < 220), "{text}");
    }

    #[test]
    fn nothing_a_file_holds_steers_the_terminal() {
        let failed = failed(&format!("[demand]\nper_week = 1\n\"a\\u001b[31m\" = 1\n{TEAM}# \u{1b}[2J\n"));
        let text = render_failed(&failed, Lang::En);
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn machines_get_the_same_as_data() {
        let failed = failed(&format!("[demand]\nper_week = \"many\"\n{TEAM}"));
        let problems = machine(&failed.problems, &failed.sources, Lang::En);
        let problem = &problems[0];
        assert_eq!((problem.severity, problem.code, problem.key.as_str()), ("error", "wrong_type", "demand.per_week"));
        assert_eq!((problem.line, problem.column, problem.end_column), (Some(2), Some(12), Some(18)));
        assert_eq!(problem.source.as_deref(), Some("desk.toml"));
    }
}
