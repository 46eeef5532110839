//! A scenario file as written: an owned tree of values, each of which keeps the place where it was written.
//!
//! Merging moves values between trees and never changes a place, so a problem always points at the line that causes
//! it, be it in the file, in one it extends, in a variant or on the command line.

use super::limits::Limit;
use super::problem::{Found, Place, Problem, What, Written};
use super::slip::{self, Slip};
use std::fmt;
use std::ops::Range;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};

#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// `None` for values that the program itself supplies.
    pub place: Option<Place>,
    pub value: Value,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Text(String),
    /// `written` as in the file, underscores removed.
    Number {
        value: f64,
        integer: Option<i64>,
        written: String,
    },
    Flag(bool),
    /// A TOML date or time, as text.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Entries in the order in which they were written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    pub entries: Vec<Entry>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    pub key: String,
    pub key_place: Option<Place>,
    pub node: Node,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.node)
    }
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|e| e.key == key)?;
        Some(self.entries.remove(index))
    }
}

impl Node {
    pub fn written(&self) -> Written {
        match self.value {
            Value::Text(_) => Written::Text,
            Value::Number { .. } => Written::Number,
            Value::Flag(_) => Written::Flag,
            Value::Date(_) => Written::Date,
            Value::List(_) => Written::List,
            Value::Table(_) => Written::Table,
        }
    }

    /// The value as it was found, for a problem.
    pub fn found(&self) -> Found {
        Found { written: self.written(), text: self.shown() }
    }

    /// Short text of a scalar; lists and tables are not spelled out.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Text(text) => shorten(text),
            Value::Number { written, .. } => shorten(written),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(date) => date.clone(),
            Value::List(_) | Value::Table(_) => String::new(),
        }
    }

    pub fn as_table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }
    pub fn as_list(&self) -> Option<&[Node]> {
        if let Value::List(list) = &self.value { Some(list) } else { None }
    }
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }
    pub fn as_number(&self) -> Option<f64> {
        if let Value::Number { value, .. } = self.value { Some(value) } else { None }
    }
}

impl Node {
    /// The value as JSON has it; a number that JSON does not know is null.
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Text(text) | Value::Date(text) => text.as_str().into(),
            Value::Number { integer: Some(integer), .. } => (*integer).into(),
            Value::Number { value, .. } => (*value).into(),
            Value::Flag(flag) => (*flag).into(),
            Value::List(list) => list.iter().map(Node::json).collect(),
            Value::Table(table) => table.entries.iter().map(|e| (e.key.clone(), e.node.json())).collect(),
        }
    }
}

impl fmt::Display for Node {
    /// The value as TOML on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Value::Text(text) => write!(f, "{}", toml::Value::String(text.clone())),
            Value::Number { written, .. } => f.write_str(written),
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Date(date) => f.write_str(date),
            Value::List(list) => {
                let items: Vec<String> = list.iter().map(Node::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Value::Table(table) if table.entries.is_empty() => f.write_str("{}"),
            Value::Table(table) => {
                let key = |text: &str| {
                    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                    if bare { text.to_owned() } else { toml::Value::String(text.to_owned()).to_string() }
                };
                let items: Vec<String> =
                    table.entries.iter().map(|e| format!("{} = {}", key(&e.key), e.node)).collect();
                write!(f, "{{ {} }}", items.join(", "))
            }
        }
    }
}

/// At most 60 characters of a text, so that a problem stays readable.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Parses a document. The tree holds what could be read; problems are all syntax errors (up to their limit) and too
/// deep nesting.
pub fn parse(text: &str, source: u32) -> (Table, Vec<Problem>) {
    if let Some(problems) = hopeless(text, source) {
        return (Table::default(), problems);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut problems = syntax_problems(text, errors, source);
    let mut reading = Reading { source, problems: &mut problems };
    let table = reading.table(document.get_ref(), 0);
    (table, problems)
}

/// The problems of a large text that is full of syntax errors. The parser keeps every error it meets, which in a file
/// of noise would take hundreds of megabytes, so a large text is tried bit by bit first.
fn hopeless(text: &str, source: u32) -> Option<Vec<Problem>> {
    const STEP: usize = 128 << 10;
    let line_ends = |from: usize| text.as_bytes()[from..].iter().position(|b| *b == b'\n').map(|i| from + i + 1);
    let mut end = line_ends(STEP.min(text.len()))?;
    loop {
        // A cut may break a list or text of several lines, which is one error, or a few.
        let (_, errors) = DeTable::parse_recoverable(&text[..end]);
        if errors.len() as u64 > Limit::SyntaxErrors.allowed() {
            return Some(syntax_problems(text, errors, source));
        }
        end = line_ends((end + STEP).min(text.len()))?;
    }
}

/// Number of values below a table, itself not counted.
pub fn count_values(table: &Table) -> u64 {
    fn below(node: &Node) -> u64 {
        match &node.value {
            Value::List(list) => 1 + list.iter().map(below).sum::<u64>(),
            Value::Table(table) => 1 + count_values(table),
            _ => 1,
        }
    }
    table.entries.iter().map(|e| below(&e.node)).sum()
}

/// Parses one value, as on the right of `--set KEY=`; places are shifted by `offset` bytes.
pub fn parse_value(text: &str, source: u32, offset: u32) -> Result<Node, Vec<Problem>> {
    let (value, errors) = DeValue::parse_recoverable(text);
    let mut problems = syntax_problems("", errors, source);
    let mut reading = Reading { source, problems: &mut problems };
    let mut node = reading.node(&value, 0);
    shift(&mut node, offset);
    for place in problems.iter_mut().filter_map(|p| p.place.as_mut()) {
        (place.start, place.end) = (place.start + offset, place.end + offset);
    }
    if problems.is_empty() { Ok(node) } else { Err(problems) }
}

/// A value that the program itself supplies: a default of the reference table.
pub fn own_value(text: &str) -> Option<Node> {
    let mut node = parse_value(text, 0, 0).ok()?;
    forget_places(&mut node);
    Some(node)
}

impl Entry {
    /// Makes the entry one that the program itself supplies.
    pub fn forget_places(&mut self) {
        self.key_place = None;
        forget_places(&mut self.node);
    }
}

fn forget_places(node: &mut Node) {
    node.place = None;
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(forget_places),
        Value::Table(table) => table.entries.iter_mut().for_each(Entry::forget_places),
        _ => {}
    }
}

fn shift(node: &mut Node, offset: u32) {
    let move_place = |place: &mut Option<Place>| {
        if let Some(place) = place {
            (place.start, place.end) = (place.start + offset, place.end + offset);
        }
    };
    move_place(&mut node.place);
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|n| shift(n, offset)),
        Value::Table(table) => table.entries.iter_mut().for_each(|e| {
            move_place(&mut e.key_place);
            shift(&mut e.node, offset);
        }),
        _ => {}
    }
}

/// The errors of a document as problems; a line whose slip is recognised has one. Of a value alone the text is empty.
fn syntax_problems(text: &str, errors: Vec<de::Error>, source: u32) -> Vec<Problem> {
    let found = errors.len() as u64;
    let shown = Limit::SyntaxErrors.allowed();
    let mut mended: Vec<Range<usize>> = Vec::new();
    let mut problems = Vec::new();
    for error in errors.into_iter().take(shown as usize) {
        let span = error.span().unwrap_or(0..0);
        if mended.iter().any(|line| line.contains(&span.start) || line.end == span.start) {
            continue;
        }
        let message = error.message().to_owned();
        let (span, slip) = match slip_at(text, span.start, &message) {
            Some((line, slip, span)) => {
                mended.push(line);
                (span, Some(slip))
            }
            None => (span, None),
        };
        problems.push(Problem::error(Some(place(span, source)), "", What::Syntax { message, slip }));
    }
    if found > shown {
        problems.push(Problem::error(None, "", What::Limit { limit: Limit::SyntaxErrors, found }));
    }
    problems
}

/// The line at a byte, the slip in it, and the bytes that the slip concerns.
fn slip_at(text: &str, at: usize, message: &str) -> Option<(Range<usize>, Slip, Range<usize>)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let line = &text[start..end];
    let element = || slip::of_element(line).filter(|_| message.contains("must be quoted") && !line.contains('='));
    let (slip, span) = slip::of_line(line).or_else(element)?;
    Some((start..end, slip, start + span.start..start + span.end))
}

fn place(span: Range<usize>, source: u32) -> Place {
    Place { source, start: span.start as u32, end: span.end as u32 }
}

struct Reading<'p> {
    source: u32,
    problems: &'p mut Vec<Problem>,
}

impl Reading<'_> {
    fn table(&mut self, table: &DeTable<'_>, depth: u64) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_place: Some(place(key.span(), self.source)),
                node: self.node(value, depth + 1),
            })
            .collect();
        // The parser sorts by key; people expect their own order.
        entries.sort_by_key(|e| e.key_place.map(|p| p.start));
        Table { entries }
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>, depth: u64) -> Node {
        let here = place(value.span(), self.source);
        if depth > Limit::Nesting.allowed() {
            // One problem a file is enough: the rest of a tower of brackets says the same.
            let told = |p: &Problem| matches!(p.what, What::Limit { limit: Limit::Nesting, .. });
            if !self.problems.iter().any(told) {
                let what = What::Limit { limit: Limit::Nesting, found: depth };
                self.problems.push(Problem::error(Some(here), "", what));
            }
            return Node { place: Some(here), value: Value::Flag(false) };
        }
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(integer) => {
                let parsed = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
                let value = parsed.map(|i| i as f64).or_else(|| integer.as_str().parse().ok());
                Value::Number { value: value.unwrap_or(f64::INFINITY), integer: parsed, written: integer.to_string() }
            }
            DeValue::Float(float) => {
                // Negative zero is zero.
                let value = float.as_str().parse::<f64>().unwrap_or(f64::NAN) + 0.0;
                Value::Number { value, integer: None, written: float.to_string() }
            }
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(list) => Value::List(list.iter().map(|v| self.node(v, depth + 1)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table, depth)),
        };
        Node { place: Some(here), value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_at(text: &str, place: Option<Place>) -> &str {
        place.map_or("", |p| &text[p.start as usize..p.end as usize])
    }

    #[test]
    fn every_key_and_value_keeps_its_place() {
        let text = "z = 1_000\n[desk]\nx = \"ñ\"\n[[desk.team]]\nagents = 2\nb.c = [true]\n";
        let (tree, problems) = parse(text, 3);
        assert_eq!(problems, []);
        let keys: Vec<&str> = tree.entries.iter().map(|e| text_at(text, e.key_place)).collect();
        assert_eq!(keys, ["z", "desk"]);
        assert_eq!(text_at(text, tree.get("z").unwrap().place), "1_000");
        let desk = tree.get("desk").unwrap();
        assert_eq!((text_at(text, desk.place), desk.place.unwrap().source), ("[desk]", 3));
        let team = &desk.as_table().unwrap().get("team").unwrap().as_list().unwrap()[0];
        assert_eq!(text_at(text, team.place), "[[desk.team]]");
        let inner = team.as_table().unwrap().get("b").unwrap().as_table().unwrap().get("c").unwrap();
        assert_eq!(text_at(text, inner.place), "[true]");
    }

    #[test]
    fn numbers_of_every_kind() {
        let value = |text: &str| own_value(text).unwrap().value;
        assert!(matches!(value("0x10"), Value::Number { integer: Some(16), .. }));
        assert!(matches!(value("-0.0"), Value::Number { value, .. } if value.is_sign_positive()));
        assert!(matches!(value("nan"), Value::Number { value, .. } if value.is_nan()));
        assert!(matches!(value("99999999999999999999"), Value::Number { integer: None, value, .. } if value > 9e19));
        assert!(matches!(value("2026-01-05"), Value::Date(d) if d == "2026-01-05"));
    }

    #[test]
    fn all_syntax_errors_are_told_and_deep_nesting_is_refused() {
        let (_, problems) = parse("a = \nb = 1\nc = = 2\n", 0);
        assert!(problems.len() >= 2, "{problems:?}");
        let deep = format!("a = {}1{}", "[".repeat(40), "]".repeat(40));
        let (_, problems) = parse(&deep, 0);
        assert!(matches!(problems[..], [Problem { what: What::Limit { limit: Limit::Nesting, .. }, .. }]));
        let (_, problems) = parse(&format!("a = {}", "[".repeat(100_000)), 0);
        assert!(problems.len() as u64 <= Limit::SyntaxErrors.allowed() + 2);
    }
}
