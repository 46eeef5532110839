//! A sheet as rows that are written one after the other.

use crate::locale::{Lang, Text};
use crate::metrics::Unit;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Rows of data that a sheet holds, below the limit of the format so that a note fits behind them.
const MOST_ROWS: u32 = 1_000_000;
/// Scenarios that stand beside one another, each with several columns of the 16,384 that a sheet has.
pub const MOST_BESIDE: usize = 1_000;
/// Characters of a cell; the format allows 32,767.
const MOST_CHARACTERS: usize = 32_000;
const ROWS_OMITTED: Text = Text::new(
    "More rows than a sheet holds: the rest is in the CSV files of this folder.",
    "Más filas de las que caben en una hoja: el resto está en los archivos CSV de esta carpeta.",
);

/// The formats of all sheets.
pub struct Formats {
    pub plain: Format,
    pub wrapped: Format,
    pub title: Format,
    pub group: Format,
    header: Format,
    units: Vec<(Unit, Format)>,
    count: Format,
    pub date: Format,
}

const UNITS: [(Unit, &str); 10] = [
    (Unit::PerWeek, "#,##0.0"),
    (Unit::PeoplePerWeek, "#,##0"),
    (Unit::Minutes, "#,##0.0"),
    (Unit::Hours, "#,##0.0"),
    (Unit::Share, "0.0%"),
    (Unit::Messages, "#,##0.0"),
    (Unit::PerHour, "0.00"),
    (Unit::MoneyPerWeek, "#,##0.00"),
    (Unit::Money, "#,##0.00"),
    (Unit::Fte, "0.00"),
];

impl Formats {
    pub fn new() -> Formats {
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0xE6_ECF2))
            .set_border_bottom(FormatBorder::Thin);
        Formats {
            plain: Format::new(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            title: Format::new().set_bold().set_font_size(14),
            group: Format::new().set_bold(),
            header,
            units: UNITS.iter().map(|(unit, form)| (*unit, Format::new().set_num_format(*form))).collect(),
            count: Format::new().set_num_format("0"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }

    pub fn of(&self, unit: Unit) -> &Format {
        self.units.iter().find(|(known, _)| *known == unit).map_or(&self.plain, |(_, format)| format)
    }
}

/// What stands in a cell.
pub enum Cell {
    Text(String),
    /// An empty cell where there is no number.
    Number(Option<f64>, Unit),
    Count(f64),
    /// A number as it is.
    Plain(f64),
}

impl Cell {
    pub fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// A sheet that is filled from the top.
pub struct Table<'s> {
    pub sheet: &'s mut Worksheet,
    pub formats: &'s Formats,
    lang: Lang,
    /// The row that is written next.
    pub row: u32,
    omitted: bool,
}

impl<'s> Table<'s> {
    pub fn new(sheet: &'s mut Worksheet, formats: &'s Formats, lang: Lang) -> Table<'s> {
        Table { sheet, formats, lang, row: 0, omitted: false }
    }

    /// The header, which stays in sight with the first columns, each with its width in characters.
    pub fn header(&mut self, columns: &[(String, f64)], frozen: u16) -> Result<(), XlsxError> {
        self.header_row(columns)?;
        self.sheet.set_freeze_panes(self.row, frozen)?;
        self.sheet.set_repeat_rows(self.row - 1, self.row - 1)?;
        Ok(())
    }

    pub fn header_row(&mut self, columns: &[(String, f64)]) -> Result<(), XlsxError> {
        for (at, (name, width)) in columns.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, at as u16, cut(name), &self.formats.header)?;
            self.sheet.set_column_width(at as u16, *width)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A row of cells; beyond what a sheet holds nothing is written, which [`Table::finish`] says.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        if self.row >= MOST_ROWS {
            self.omitted = true;
            return Ok(());
        }
        for (at, cell) in cells.iter().enumerate() {
            self.cell(at as u16, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) => {
                self.sheet.write_string_with_format(self.row, column, cut(text), &self.formats.plain)?
            }
            Cell::Number(Some(value), unit) => {
                self.sheet.write_number_with_format(self.row, column, *value, self.formats.of(*unit))?
            }
            Cell::Number(None, _) => return Ok(()),
            Cell::Count(value) => self.sheet.write_number_with_format(self.row, column, *value, &self.formats.count)?,
            Cell::Plain(value) => self.sheet.write_number_with_format(self.row, column, *value, &self.formats.plain)?,
        };
        Ok(())
    }

    /// Lets the reader choose rows by their values, from the header in the given row on.
    pub fn filter(&mut self, header: u32, columns: u16) -> Result<(), XlsxError> {
        if self.row > header + 1 {
            self.sheet.autofilter(header, 0, self.row - 1, columns - 1)?;
        }
        Ok(())
    }

    pub fn finish(self) -> Result<(), XlsxError> {
        if self.omitted {
            self.sheet.write_string(self.row, 0, ROWS_OMITTED.get(self.lang))?;
        }
        Ok(())
    }
}

/// A text as long as a cell may hold.
pub fn cut(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}
