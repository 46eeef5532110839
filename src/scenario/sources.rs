//! The texts of a load, so that places can be shown.

use super::problem::Place;
use std::sync::Arc;

/// Where texts came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A file named by the user, or embedded in the program.
    Input,
    /// A file named by another file.
    Extended,
    /// Data that a scenario names: a profile, a roster, observed values. Nothing of it is shown.
    Data,
    /// Standard input or the web.
    Untrusted,
    CommandLine,
}

/// One text that was read.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub text: Arc<str>,
    pub origin: Origin,
    /// False for an extended file that turned out not to be a scenario: nothing of it is shown.
    pub quotable: bool,
}

/// All texts of a load, so that places can be shown.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

/// A place as a person reads it; line and columns count from 1, columns in characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    pub end_column: usize,
}

impl Sources {
    pub fn add(&mut self, source: Source) -> u32 {
        self.list.push(source);
        (self.list.len() - 1) as u32
    }

    pub fn get(&self, id: u32) -> Option<&Source> {
        self.list.get(id as usize)
    }

    /// Number of texts, which is the id of the next.
    pub fn len(&self) -> u32 {
        self.list.len() as u32
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.list.iter()
    }

    /// Line and columns of a place; a place over several lines ends with its first.
    pub fn position(&self, place: Place) -> Option<Position> {
        let text = &self.get(place.source)?.text;
        let start = floor_boundary(text, place.start as usize);
        let end = floor_boundary(text, place.end as usize).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let column = text[line_start..start].chars().count() + 1;
        let marked = text[start..end.min(line_end)].trim_end().chars().count().max(1);
        let line = text[..line_start].matches('\n').count() + 1;
        Some(Position { line, column, end_column: column + marked })
    }

    /// The line a place begins on, without its end, where it may be shown.
    pub fn excerpt(&self, place: Place) -> Option<&str> {
        let source = self.get(place.source)?;
        if !source.quotable {
            return None;
        }
        let start = floor_boundary(&source.text, place.start as usize);
        let line_start = source.text[..start].rfind('\n').map_or(0, |i| i + 1);
        source.text[line_start..].lines().next()
    }
}

fn floor_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
