//! The what-if page in a browser: what a manager does with it, on every screen, in both languages, and by keyboard alone.
//!
//! Needs Chromium and its driver, and for accessibility the script of axe-core; `tests/run` installs them where it may. Without
//! them these tests say so and pass. What each leaves on the screen is in target/screens:
//! `cargo test --test it whatif` makes them all.

pub mod browser;
mod levers;
pub mod looks;
mod speed;
mod watch;

use crate::serve::{DESK, Server};
use browser::{Browser, DESKTOP, Screen};
use std::fs;
use tempfile::TempDir;

/// A server with a small desk, and a browser that shows its page.
struct Visit {
    browser: Browser,
    server: Server,
    folder: TempDir,
}

impl Visit {
    /// The page in English; `None` where there is no browser.
    fn new() -> Option<Visit> {
        Visit::on(DESKTOP, "en", DESK)
    }

    fn on(screen: Screen, lang: &str, desk: &str) -> Option<Visit> {
        let browser = Browser::start(screen)?;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("desk.toml");
        fs::write(&file, desk).expect("written");
        let server = Server::start(&[file.to_str().expect("a path")]);
        let visit = Visit { browser, server, folder };
        visit.browser.open(&visit.address(lang));
        visit.settled();
        Some(visit)
    }

    fn address(&self, lang: &str) -> String {
        format!("http://{}/?lang={lang}", self.server.host())
    }

    /// Waits until the last run has shown all of its replications.
    fn settled(&self) {
        self.browser.until(SETTLED);
    }

    /// Waits for all figures of a run that began after `act`.
    fn after(&self, act: impl FnOnce(&Browser)) {
        let before = self.run();
        act(&self.browser);
        self.browser.until(&format!("Number(document.getElementById('results').dataset.run) > {before}"));
        self.settled();
    }

    fn run(&self) -> u64 {
        let run = self.browser.js("return Number(document.getElementById('results').dataset.run)");
        run.as_u64().expect("a number")
    }

    /// The cells of a row of the table.
    fn row(&self, label: &str) -> Vec<String> {
        let found = self.browser.js(&format!(
            "const row = [...document.querySelectorAll('#table tbody tr')].find((row) => row.cells[0].textContent === {});
             return row ? [...row.cells].slice(1).map((cell) => cell.querySelector('.value').textContent) : []",
            serde_json::json!(label)
        ));
        found.as_array().into_iter().flatten().map(|cell| cell.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// All of the table, word by word.
    fn table(&self) -> String {
        self.browser.text("#table")
    }

    fn quiet(&self) {
        assert_eq!(self.browser.log(), [""; 0]);
    }
}

/// Whether what is shown is whole.
const SETTLED: &str = "document.getElementById('results').dataset.state === 'all' \
     && !document.getElementById('results').classList.contains('stale') && document.getElementById('progress').hidden";
const VOLUME: &str = "[data-key='demand.per_week'] input[type=text]";
const AGENTS: &str = "[data-key='desk.team.all.agents'] input[type=text]";
