//! result.json of a sweep: what was asked for, then one cell a line, from the journal and through no memory.

use super::journal::Journal;
use crate::study::sweep::Grid;
use crate::study::sweep::result::{SweepResult, Varied};
use std::io::{self, Write};

/// What stands before the cells.
pub fn head(grid: &Grid, set: &[String], seed: u64, replications: u32) -> SweepResult<()> {
    let relevo = env!("CARGO_PKG_VERSION").to_owned();
    SweepResult {
        relevo,
        seed,
        replications,
        vary: grid.axes().iter().map(Varied::from).collect(),
        set: set.into(),
        cells: (),
    }
}

/// The document, with a newline at its end.
///
/// # Errors
/// If the journal cannot be read or the document not be written.
pub fn write(head: &SweepResult<()>, journal: &Journal, to: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(head)?;
    // The cells come last, and stand there as null.
    let open = text.strip_suffix("null\n}").ok_or_else(|| io::Error::other("the cells come last"))?;
    write!(to, "{open}[")?;
    let mut separator = "\n";
    journal.each(usize::MAX, |cell| {
        write!(to, "{separator}    {cell}")?;
        separator = ",\n";
        Ok(())
    })?;
    writeln!(to, "\n  ]\n}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sweep::journal::Line;
    use crate::study::sweep::cell::tests::{grid, numbered};
    use crate::study::sweep::result::Cell;

    #[test]
    fn the_document_is_what_the_whole_would_be() {
        let mut journal = Journal::passing(4).unwrap();
        let cells: Vec<Cell> = (0..4).map(|number| numbered(number, number == 2)).collect();
        for cell in cells.iter().rev() {
            journal.keep(&Line::of(cell).unwrap()).unwrap();
        }
        let mut bytes = vec![];
        write(&head(&grid(), &["a=1".into()], 7, 12), &journal, &mut bytes).unwrap();
        let SweepResult { relevo, seed, replications, vary, set, .. } = head(&grid(), &["a=1".into()], 7, 12);
        let whole = SweepResult { relevo, seed, replications, vary, set, cells };
        let found: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(found, serde_json::to_value(&whole).unwrap());
        assert!(bytes.ends_with(b"\n  ]\n}\n"));
    }
}
