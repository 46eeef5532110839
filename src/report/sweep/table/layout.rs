//! Laying out a table whose figures may need more room than there is: blocks of columns below one another, each with the
//! labels of its rows.

use crate::report::text_layout::{fold, left, right, width};
use owo_colors::OwoColorize;

/// Widest label column, unless there is plenty of room; narrowest, where there is none.
const MOST_LABEL_COLUMNS: usize = 24;
const FEWEST_LABEL_COLUMNS: usize = 5;
/// A heading may be this wide even above narrow figures.
const HEADING_COLUMNS: usize = 12;
const GAP: usize = 2;

/// A figure of a row: its value, its plus-minus, a word about it, a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub value: String,
    pub half_width: String,
    pub word: &'static str,
    pub mark: &'static str,
}

/// A row: its labels, and its figures or why there are none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub labels: Vec<String>,
    pub figures: Result<Vec<Column>, String>,
}

/// Columns of the parts of a figure.
#[derive(Clone, Copy, Default)]
struct Widths {
    value: usize,
    half_width: usize,
    word: usize,
    mark: usize,
    heading: usize,
}

impl Widths {
    fn of(heading: &str, rows: &[Row], at: usize) -> Widths {
        let figures = || rows.iter().filter_map(|row| row.figures.as_ref().ok()).filter_map(|figures| figures.get(at));
        let most = |part: fn(&Column) -> &str| figures().map(|column| width(part(column))).max().unwrap_or(0);
        Widths {
            value: most(|column| &column.value),
            half_width: most(|column| &column.half_width),
            word: most(|column| column.word),
            mark: most(|column| column.mark),
            heading: width(heading).min(HEADING_COLUMNS),
        }
    }

    fn parts(&self) -> usize {
        let beside = |part: usize| if part > 0 { part + 1 } else { 0 };
        self.value + beside(self.half_width) + beside(self.word) + beside(self.mark)
    }

    fn total(&self) -> usize {
        self.parts().max(self.heading)
    }

    fn line(&self, column: &Column) -> String {
        let mut text = right(&column.value, self.value);
        for (part, columns) in
            [(column.half_width.as_str(), self.half_width), (column.word, self.word), (column.mark, self.mark)]
        {
            if columns > 0 {
                text = format!("{text} {}", left(part, columns));
            }
        }
        right(&text, self.total())
    }
}

/// The table, in as many blocks as it takes.
pub fn table(labels: &[String], headings: &[String], rows: &[Row], columns: usize) -> Vec<String> {
    let widths: Vec<Widths> = headings.iter().enumerate().map(|(at, text)| Widths::of(text, rows, at)).collect();
    let widest = widths.iter().map(Widths::total).max().unwrap_or(0);
    let label_widths = label_widths(labels, rows, columns.saturating_sub(widest + GAP));
    let room = columns.saturating_sub(label_widths.iter().map(|one| one + GAP).sum::<usize>());
    let mut lines = vec![];
    let mut from = 0;
    while from < widths.len() {
        let mut to = from + 1;
        let total = |to: usize| widths[from..to].iter().map(|one| one.total() + GAP).sum::<usize>() - GAP;
        while to < widths.len() && total(to + 1) <= room {
            to += 1;
        }
        if from > 0 {
            lines.push(String::new());
        }
        lines.extend(header(labels, &label_widths, &headings[from..to], &widths[from..to]));
        let block = total(to);
        lines.extend(rows.iter().flat_map(|row| row_lines(row, &label_widths, &widths[from..to], from, block)));
        from = to;
    }
    lines
}

/// The table as one block; `None` where there is no room for it.
pub fn whole_table(labels: &[String], headings: &[String], rows: &[Row], columns: usize) -> Option<Vec<String>> {
    let figures = headings.iter().enumerate().map(|(at, text)| Widths::of(text, rows, at).total() + GAP).sum::<usize>();
    let label_widths = label_widths(labels, rows, columns);
    let needed = figures + label_widths.iter().map(|one| one + GAP).sum::<usize>() - GAP;
    (needed <= columns).then(|| table(labels, headings, rows, columns))
}

fn label_widths(labels: &[String], rows: &[Row], room: usize) -> Vec<usize> {
    let longest = |at: usize| {
        let values = rows.iter().filter_map(|row| row.labels.get(at)).map(|text| width(text));
        values.max().unwrap_or(0).max(width(&labels[at])).min(MOST_LABEL_COLUMNS)
    };
    let mut widths: Vec<usize> = (0..labels.len()).map(longest).collect();
    // Where they do not fit, the widest gives way first.
    while widths.iter().map(|one| one + GAP).sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > FEWEST_LABEL_COLUMNS) else { break };
        *widest -= 1;
    }
    widths
}

fn header(labels: &[String], label_widths: &[usize], headings: &[String], widths: &[Widths]) -> Vec<String> {
    let labels: Vec<Vec<String>> =
        labels.iter().zip(label_widths).map(|(text, columns)| fold(text, *columns)).collect();
    let headings: Vec<Vec<String>> = headings.iter().zip(widths).map(|(text, one)| fold(text, one.total())).collect();
    let height = labels.iter().chain(&headings).map(Vec::len).max().unwrap_or(0);
    // Short ones stand on the lowest line.
    let part = |lines: &[String], at: usize| {
        (at + lines.len()).checked_sub(height).map_or(String::new(), |at| lines[at].clone())
    };
    let line = |at: usize| {
        let left = labels.iter().zip(label_widths).map(|(lines, columns)| left(&part(lines, at), columns + GAP));
        let right = headings
            .iter()
            .zip(widths)
            .map(|(lines, one)| format!("{}{:GAP$}", right(&part(lines, at), one.total()), ""));
        left.chain(right).collect::<String>().trim_end().bold().to_string()
    };
    (0..height).map(line).collect()
}

/// A row on as many lines as its labels take; the figures stand on the first.
fn row_lines(row: &Row, label_widths: &[usize], widths: &[Widths], from: usize, block: usize) -> Vec<String> {
    let labels: Vec<Vec<String>> =
        row.labels.iter().zip(label_widths).map(|(text, columns)| fold(text, *columns)).collect();
    let figures: Vec<String> = match &row.figures {
        Ok(figures) => {
            let parts = figures[from..].iter().zip(widths).map(|(column, one)| one.line(column));
            vec![parts.collect::<Vec<_>>().join(&" ".repeat(GAP))]
        }
        Err(why) => fold(why, block),
    };
    let height = labels.iter().map(Vec::len).max().unwrap_or(0).max(figures.len());
    let line = |at: usize| {
        let labels = labels.iter().zip(label_widths);
        let labels = labels.map(|(lines, columns)| left(lines.get(at).map_or("", String::as_str), columns + GAP));
        let text = labels.collect::<String>() + figures.get(at).map_or("", String::as_str);
        text.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}
