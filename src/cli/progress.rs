//! Progress with the time left, on standard error, only where a person watches.

use crate::history::source::Guarded;
use crate::locale::{Lang, Text};
use crate::staffing::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::Path;

const TEMPLATE: Text =
    Text::new("{bar:30} {pos} of {len} replications, {eta} left", "{bar:30} {pos} de {len} réplicas, quedan {eta}");
const CHECKING: Text = Text::new(
    "{bar:30} {pos} of {len} cells checked, {eta} left",
    "{bar:30} {pos} de {len} celdas comprobadas, quedan {eta}",
);
const READING: Text = Text::new(
    "{bar:30} {bytes} of {total_bytes} read, {eta} left",
    "{bar:30} {bytes} de {total_bytes} leídos, quedan {eta}",
);
/// Of standard input nobody knows the length.
const READING_ON: Text = Text::new("{spinner} {bytes} read", "{spinner} {bytes} leídos");

/// A bar that shows nothing if `quiet` or where standard error is not a terminal.
pub struct Progress(ProgressBar);

impl Progress {
    pub fn new(quiet: bool, lang: Lang) -> Progress {
        Progress::with(TEMPLATE, quiet, lang)
    }

    /// Of cells that are checked before any is simulated.
    pub fn of_checks(quiet: bool, lang: Lang) -> Progress {
        Progress::with(CHECKING, quiet, lang)
    }

    /// Of an export that is read.
    pub fn of_bytes(quiet: bool, lang: Lang) -> Progress {
        Progress::with(READING, quiet, lang)
    }

    /// A stream that shows how far it is read.
    pub fn watching(&self, stream: Guarded, path: &Path, lang: Lang) -> Guarded {
        let length = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
        match length {
            Some(length) => self.0.set_length(length),
            None => {
                if let Ok(style) = ProgressStyle::with_template(READING_ON.get(lang)) {
                    self.0.set_style(style);
                }
            }
        }
        let bar = self.0.clone();
        stream.watched(move |bytes| bar.set_position(bytes))
    }

    fn with(template: Text, quiet: bool, lang: Lang) -> Progress {
        let target = if quiet || !io::stderr().is_terminal() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let style = ProgressStyle::with_template(template.get(lang)).unwrap_or_else(|_| ProgressStyle::default_bar());
        Progress(ProgressBar::with_draw_target(Some(0), target).with_style(style))
    }

    /// Begins where an earlier run ended: what it did says nothing about the time left.
    pub fn begin_at(&self, done: usize, all: usize) {
        self.show(done, all);
        self.0.reset_eta();
    }

    /// `all` may grow while a run replicates to a wished precision.
    pub fn show(&self, done: usize, all: usize) {
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
    }

    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// A line that tells which step is on and how long it has taken; shown as [`Progress`] is.
pub struct Steps(ProgressBar, Lang);

impl Steps {
    pub fn new(quiet: bool, lang: Lang) -> Steps {
        let target = if quiet || !io::stderr().is_terminal() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let style =
            ProgressStyle::with_template("{msg}, {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::with_draw_target(None, target).with_style(style);
        bar.enable_steady_tick(std::time::Duration::from_millis(500));
        Steps(bar, lang)
    }

    pub fn show(&self, step: Step) {
        self.0.set_message(step.text().get(self.1));
    }

    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}
