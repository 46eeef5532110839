//! How wide the columns of the table are.

use crate::report::comparison::Cell;
use crate::report::text_layout::width;

/// The mark's column stands between the figures of two scenarios, where there are marks.
pub(super) const GAP: usize = 1;

/// Columns of the parts of a cell.
pub(super) struct Widths {
    pub value: usize,
    pub half_width: usize,
    pub mark: usize,
}

impl Widths {
    /// As narrow as possible: a plus-minus that is longer than its columns takes some of a value that is short.
    pub fn of(cells: &[&Cell]) -> Widths {
        let most = |part: &dyn Fn(&Cell) -> usize| cells.iter().map(|cell| part(cell)).max().unwrap_or(0);
        let value_beside = |half_width: usize| most(&|cell| width(&cell.value) + overlap(cell, half_width));
        let longest = most(&|cell| width(&cell.half_width));
        // Of equal ones the one in which most stand straight below one another.
        let half_width = (1..=longest).rev().min_by_key(|columns| value_beside(*columns) + columns).unwrap_or(0);
        Widths { value: value_beside(half_width), half_width, mark: most(&|cell| width(cell.mark.sign())) }
    }
    /// Of all of them, with the spaces between.
    pub fn total(&self) -> usize {
        let half_width = if self.half_width > 0 { 1 + self.half_width } else { 0 };
        let mark = if self.mark > 0 { 1 + self.mark } else { 0 };
        self.value + half_width + mark
    }
}

/// Columns by which the plus-minus of a cell is longer than its own.
pub(super) fn overlap(cell: &Cell, columns: usize) -> usize {
    width(&cell.half_width).saturating_sub(columns)
}
