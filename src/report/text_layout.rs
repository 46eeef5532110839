//! Laying out text in columns of a terminal: widths are columns, not bytes.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The fewest columns that reports are laid out for.
pub const NARROWEST: usize = 40;

pub fn width(text: &str) -> usize {
    text.width()
}

/// Spaces before the text up to the given width.
pub fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Spaces behind the text up to the given width.
pub fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Lines of at most the given width, broken at spaces but not between a number and its unit; a word wider than a line
/// stands alone, whole.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let words = unbroken_words(text, " ");
    let mut lines = vec![];
    let mut line = String::new();
    for word in &words {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text with spaces that do not break where a line should not end.
pub fn unbroken(text: &str) -> String {
    unbroken_words(text, "\u{a0}").join(" ")
}

/// Words, with what belongs to the one before joined to it.
fn unbroken_words(text: &str, joint: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(before) if awaits_next(before) => {
                before.push_str(joint);
                before.push_str(word);
            }
            _ => words.push(word.to_string()),
        }
    }
    words
}

/// The same, but a word wider than a line is broken: nothing is lost, nothing is too wide.
pub fn fold(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![];
    for line in wrap(text, columns) {
        let mut part = String::new();
        for character in line.chars() {
            if !part.is_empty() && width(&part) + character.width().unwrap_or(0) > columns {
                lines.push(std::mem::take(&mut part));
            }
            part.push(character);
        }
        lines.push(part);
    }
    lines
}

/// Whether what follows belongs to the end of the text: a number ("95", "[2,180,") and its unit, a sign ("+") and what it
/// stands before, what is counted and its number ("n = 5", "line 7").
pub fn awaits_next(text: &str) -> bool {
    let word = text.rsplit([' ', '\u{a0}']).next().unwrap_or(text).trim_start_matches(['(', '[', '±', '-']);
    let ends = |c: char| c.is_ascii_digit() || c == ',';
    // "08-20" is a name's, and no number.
    let number = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(ends) && !word.contains('-');
    number || matches!(word, "+" | "=" | "n" | "id" | "line" | "row" | "línea" | "fila")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_columns() {
        assert_eq!(right("mié", 5), "  mié");
        assert_eq!(left("客服", 5), "客服 ");
    }

    #[test]
    fn text_breaks_at_spaces() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
        assert_eq!(wrap("about (95 % or less) [1, 2]", 12), ["about (95 %", "or less)", "[1, 2]"]);
        assert_eq!(wrap("Mon-Fri 08-20 (51 %) [-3, -2]", 14), ["Mon-Fri 08-20", "(51 %)", "[-3, -2]"]);
        assert_eq!(wrap("against + Saturday", 10), ["against", "+ Saturday"]);
        assert_eq!(unbroken("about 95 % or [1, 2] of + Saturday"), "about 95\u{a0}% or [1,\u{a0}2] of +\u{a0}Saturday");
        assert_eq!(fold("an unbreakable word", 6), ["an", "unbrea", "kable", "word"]);
    }
}
