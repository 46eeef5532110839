//! How soon the page answers, on the study that relevo starts with. A measurement of a release build on a quiet machine:
//! `RELEVO=target/release/relevo cargo test --test it whatif::speed -- --ignored --nocapture`

use super::SETTLED;
use super::browser::{Browser, DESKTOP};
use crate::serve::Server;

const MOVES: usize = 60;
const FIRST_FIGURES_MS: f64 = 150.0;
const FULL_PRECISION_MS: f64 = 3000.0;

#[test]
#[ignore = "a measurement: needs a release build and a quiet machine of two cores"]
fn first_figures_and_full_precision_come_in_time() {
    let Some(browser) = Browser::start(DESKTOP) else { return };
    let program = std::env::var_os("RELEVO").unwrap_or_else(|| env!("CARGO_BIN_EXE_relevo").into());
    let server = Server::of(&program, &[]);
    browser.open(&format!("http://{}/?lang=en", server.host()));
    browser.until(SETTLED);
    browser.js(
        "window.times = []; const results = document.getElementById('results');
         window.move = (value) => {
           const slider = document.querySelector(\"[data-key='demand.per_week'] input[type=range]\");
           window.moved = performance.now(); window.first = null; window.before = results.dataset.run;
           slider.value = value; slider.dispatchEvent(new Event('input', { bubbles: true }));
         };
         new MutationObserver(() => {
           if (window.moved && window.first === null && results.dataset.run !== window.before) window.first = performance.now() - window.moved;
           if (window.first !== null && results.dataset.state === 'all' && window.moved) { window.times.push([window.first, performance.now() - window.moved]); window.moved = 0; }
         }).observe(results, { attributes: true });
         window.longest = 0;
         new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.longest = Math.max(window.longest, one.duration)))).observe({ type: 'longtask' });",
    );
    for number in 0..MOVES {
        browser.js(&format!("window.move({})", 800 + 10 * number));
        browser.until(&format!("window.times.length > {number}"));
    }
    let times = browser.js("return window.times");
    let column = |at: usize| {
        let mut all: Vec<f64> = times.as_array().into_iter().flatten().filter_map(|one| one[at].as_f64()).collect();
        all.sort_by(f64::total_cmp);
        (all[all.len() / 2], all[all.len() * 95 / 100], all[all.len() - 1])
    };
    let (first, full) = (column(0), column(1));
    println!("first figures: median {:.0} ms, 95 % {:.0} ms, most {:.0} ms", first.0, first.1, first.2);
    println!("full precision: median {:.0} ms, 95 % {:.0} ms, most {:.0} ms", full.0, full.1, full.2);
    println!("longest time without an answer to the user: {}", browser.js("return window.longest"));
    assert!(first.1 <= FIRST_FIGURES_MS && full.1 <= FULL_PRECISION_MS);
}
