//! Progress with the time left, on standard error, only where a person watches.

use crate::locale::{Lang, Text};
use crate::staffing::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

const TEMPLATE: Text =
    Text::new("{bar:30} {pos} of {len} replications, {eta} left", "{bar:30} {pos} de {len} réplicas, quedan {eta}");
const CHECKING: Text = Text::new(
    "{bar:30} {pos} of {len} cells checked, {eta} left",
    "{bar:30} {pos} de {len} celdas comprobadas, quedan {eta}",
);

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
