//! The numbers behind a picture, as they are, with how a reader of the language writes them.

use crate::locale::Lang;
use crate::locale::number::{duration, number, percent};

/// How the values of a column are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A number with so many decimals.
    Number(usize),
    /// A share as percent with so many decimals.
    Percent(usize),
    /// Minutes as people say them.
    Duration,
}

impl Form {
    pub fn text(self, value: f64, lang: Lang) -> String {
        match self {
            Form::Number(decimals) => number(value, decimals, lang),
            Form::Percent(decimals) => percent(value, decimals, lang),
            Form::Duration => duration(value, lang),
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// With its unit.
    pub name: String,
    pub form: Form,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    pub label: String,
    /// One for each column; none where there is nothing to tell.
    pub values: Vec<Option<f64>>,
}

/// Rows of numbers, each under a label.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// Heading of the labels.
    pub label: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Table {
    pub fn new(label: &str) -> Table {
        Table { label: label.into(), ..Table::default() }
    }

    /// A column for every series: its name, and a value for every row.
    pub fn column(&mut self, name: impl Into<String>, form: Form) {
        self.columns.push(Column { name: name.into(), form });
    }

    pub fn row(&mut self, label: impl Into<String>, values: impl IntoIterator<Item = Option<f64>>) {
        let finite = values.into_iter().map(|value| value.filter(|value| value.is_finite()));
        self.rows.push(Row { label: label.into(), values: finite.collect() });
    }

    /// The cells of a row as text; a dash where there is no value.
    pub fn texts(&self, row: &Row, lang: Lang) -> Vec<String> {
        let text = |(column, value): (&Column, &Option<f64>)| {
            value.map_or("–".into(), |value| column.form.text(value, lang))
        };
        self.columns.iter().zip(&row.values).map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_in_the_form_of_their_column() {
        let mut table = Table::new("Hour");
        table.column("Backlog (messages)", Form::Number(1));
        table.column("Within 1 h", Form::Percent(0));
        table.column("First response", Form::Duration);
        table.row("Mon 08:00", [Some(1234.56), Some(0.41), Some(90.0)]);
        table.row("Mon 09:00", [Some(f64::NAN), None, Some(0.5)]);
        assert_eq!(table.texts(&table.rows[0], Lang::Es), ["1234,6", "41 %", "1 h 30 min"]);
        assert_eq!(table.texts(&table.rows[1], Lang::En), ["–", "–", "30 s"]);
    }
}
