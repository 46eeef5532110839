//! Writing to the standard streams without falling over a reader that has gone.

use std::io::{self, IsTerminal, Write};

/// Prints a report; colours only where the stream wants them.
///
/// # Errors
/// If the stream cannot be written; a reader that closed it is no error.
pub fn print_coloured(text: &str) -> io::Result<()> {
    finish(write_all(&mut anstream::stdout().lock(), text))
}

/// Prints data as they are.
///
/// # Errors
/// As [`print_coloured`].
pub fn print_plain(text: &str) -> io::Result<()> {
    finish(write_all(&mut io::stdout().lock(), text))
}

/// Prints data that are written piece by piece.
///
/// # Errors
/// As [`print_coloured`], and those of the function.
pub fn print_pieces(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut stream = io::BufWriter::new(io::stdout().lock());
    finish(write(&mut stream).and_then(|()| stream.flush()))
}

/// Tells something beside the result. Where standard error is gone there is nobody to tell.
pub fn tell(text: &str) {
    let _ = write_all(&mut anstream::stderr().lock(), &format!("{}\n", text.trim_end()));
}

fn write_all(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn finish(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Columns of a report that is not shown on a terminal.
pub const USUAL_COLUMNS: usize = 80;

/// Columns to lay a report out for: those that COLUMNS says, else those of the terminal, else the usual ones.
pub fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok()).filter(|columns| *columns > 0);
    let stdout = io::stdout();
    let shown = || if stdout.is_terminal() { terminal_size::terminal_size_of(&stdout) } else { None };
    said.or_else(|| shown().map(|(width, _)| usize::from(width.0))).unwrap_or(USUAL_COLUMNS)
}
