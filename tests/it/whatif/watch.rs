//! A week that is played: from the what-if page, by mouse and keyboard, in both languages, on every screen, and on paper.
//!
//! How smoothly, on a release build and a quiet machine:
//! `RELEVO=target/release/relevo cargo test --test it whatif::watch -- --ignored --nocapture`

use super::browser::{Browser, RIGHT, Screen};
use super::looks::{CUT, violations};
use super::{AGENTS, Visit};
use crate::serve::{DESK, Server};
use serde_json::{Value, json};

/// Whether a week is there to be watched.
const READY: &str =
    "document.querySelectorAll('.pane').length > 0 && document.getElementById('loading').textContent === ''";
const MONDAY_NINE: &str = "t=32400&s=3600";

/// What a counter of a pane shows.
fn counter(browser: &Browser, pane: usize, label: &str) -> String {
    let found = browser.js(&format!(
        "return [...document.querySelectorAll('.pane')[{pane}].querySelectorAll('.counters div')].find((one) => one.children[0].textContent === {}).children[1].textContent",
        json!(label)
    ));
    found.as_str().expect("a counter").to_owned()
}

fn clock(browser: &Browser) -> String {
    browser.text("#clock")
}

/// How many pixels of a canvas are painted.
fn painted(browser: &Browser, pane: usize) -> u64 {
    let found = browser.js(&format!(
        "const one = document.querySelectorAll('.pane canvas')[{pane}];
         return one.getContext('2d').getImageData(0, 0, one.width, one.height).data.filter((value, at) => at % 4 === 3 && value > 0).length"
    ));
    found.as_u64().expect("a number")
}

/// What waits, counted one by one, at many moments in any order.
fn counts_are_those_of_the_facts(browser: &Browser) {
    browser.js(
        "import('/assets/week.js').then(async ({ indexed, counted }) => {
           const body = { scenarios: [{ start: 0, set: { 'desk.team.all.agents': 1 } }] };
           const answer = await fetch('/api/week', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
           const [variant] = (await answer.json()).variants;
           const { messages, conversations } = variant;
           const week = indexed(variant);
           const strange = [];
           for (let moment = 0; moment < 604800; moment += 3217) {
             const time = (moment * 7) % 604800;
             const waits = messages.entered.map((at, number) => ({ at, until: messages.taken[number] ?? messages.left[number] ?? Infinity })).filter(({ at, until }) => at <= time && until > time);
             const phoned = conversations.phoned.filter((at) => at !== null && at >= 0 && at <= time).length;
             const answered = conversations.answered.filter((at) => at !== null && at >= 0 && at <= time).length;
             const oldest = waits.length ? time - Math.min(...waits.map(({ at }) => at)) : null;
             const found = counted(week, time);
             if (found.waiting !== waits.length || found.oldest !== oldest || found.phoned !== phoned || found.answered !== answered) strange.push([time, found, waits.length, oldest]);
           }
           window.strange = strange;
         })",
    );
    assert_eq!(browser.until("window.strange ?? null"), json!([]));
}

#[test]
fn a_week_is_played_paused_stepped_and_scrubbed() {
    let Some(visit) = Visit::new() else { return };
    // Two variants, from the page where they stand.
    visit.after(|browser| browser.click("#pin"));
    visit.after(|browser| browser.replace(AGENTS, "3"));
    visit.browser.click("#watch");
    visit.browser.until(READY);
    let browser = &visit.browser;
    assert_eq!(browser.js("return document.querySelectorAll('.pane').length"), json!(2));
    assert_eq!(browser.js("return document.getElementById('together').hidden"), json!(false));
    let names = browser.js("return [...document.querySelectorAll('.pane h2')].map((one) => one.textContent)");
    assert_eq!(names, json!(["small", "small (2)"]));
    browser.until("document.getElementById('clock').textContent !== 'Monday 00:00'");
    browser.shot("watch-playing");
    browser.click("#play");
    let stands = clock(browser);
    assert_eq!(browser.text("#play"), "Play");
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(clock(browser), stands, "paused");
    // To the first shift, by hours and by events.
    browser.click("#monday");
    assert_eq!(clock(browser), "Monday 07:59");
    let night: u32 = counter(browser, 0, "Waiting").parse().expect("a number");
    assert!(night > 0, "the night's load waits");
    assert_eq!(
        counter(browser, 0, "Waiting"),
        counter(browser, 1, "Waiting"),
        "the same customers, and nobody was there"
    );
    assert_eq!(counter(browser, 0, "Arrived"), counter(browser, 1, "Arrived"));
    browser.shot("watch-monday");
    browser.click("#hour-on");
    assert_eq!(clock(browser), "Monday 08:00");
    browser.js("document.getElementById('time').focus()");
    browser.press(&[], &[RIGHT, RIGHT]);
    assert_eq!(clock(browser), "Monday 10:00");
    browser.press(&[], &["\u{e00e}"]);
    assert_eq!(clock(browser), "Tuesday 10:00");
    browser.click("#hour-back");
    assert_eq!(clock(browser), "Tuesday 09:00");
    browser.click("#event");
    let next = browser.js("return Number(document.getElementById('time').value)").as_u64().expect("a time");
    assert!((118_800..118_800 + 3600).contains(&next), "{next}");
    browser.click("#day");
    assert_eq!(clock(browser), "Wednesday 00:00");
    counts_are_those_of_the_facts(browser);
    assert!(painted(browser, 0) > 50 && painted(browser, 1) > 50);
    // What stands at the end is what the week's table says.
    browser.js(
        "const time = document.getElementById('time'); time.value = 604800; time.dispatchEvent(new Event('input'))",
    );
    for (pane, body) in [(0, 1), (1, 2)] {
        let row = browser.js(&format!("return [...document.querySelectorAll('#days tbody:nth-of-type({body}) tr:last-child td')].map((cell) => cell.textContent)"));
        for (place, label) in [(2, "Arrived"), (3, "Answered"), (4, "Late"), (5, "Phoned"), (6, "Gave up")] {
            assert_eq!(row[place], json!(counter(browser, pane, label)), "{label}");
        }
    }
    // The address brings it all back.
    browser.click("#monday");
    browser.until("location.hash.includes('t=28740')");
    let (address, before) = (browser.js("return location.href"), counter(browser, 1, "Waiting"));
    browser.open("about:blank");
    browser.open(address.as_str().expect("an address"));
    browser.until(READY);
    assert_eq!((clock(browser).as_str(), counter(browser, 1, "Waiting")), ("Monday 07:59", before));
    // And one alone.
    browser
        .js("const one = document.getElementById('second'); one.value = '-1'; one.dispatchEvent(new Event('change'))");
    browser.until("document.querySelectorAll('.pane').length === 1");
    assert_eq!(
        browser.js("return document.getElementById('together').hidden"),
        json!(true),
        "there is nobody beside it"
    );
    browser.shot("watch-one");
    browser.click("#back");
    visit.settled();
    visit.quiet();
}

#[test]
fn it_fits_every_screen_and_can_be_read_by_everyone() {
    for (width, height, dark, lang) in [(360, 740, false, "es"), (1440, 1000, true, "en"), (1920, 1080, false, "es")] {
        let Some(browser) = Browser::start(Screen { width, height, dark }) else { return };
        let server = Server::start(&[]);
        let name = |what: &str| format!("watch-{what}-{width}-{lang}{}", if dark { "-dark" } else { "" });
        browser.open(&format!("http://{}/watch?lang={lang}#{MONDAY_NINE}", server.host()));
        browser.until(READY);
        assert_eq!(browser.js("return document.documentElement.lang"), json!(lang));
        let expected = if lang == "es" { "Lunes 09:00" } else { "Monday 09:00" };
        assert_eq!(clock(&browser), expected);
        let found = browser.js(CUT);
        assert!(found[0].as_u64() <= Some(width.into()), "{width}: {}", found[0]);
        assert_eq!(found[1], json!([]), "{width}");
        assert_eq!(violations(&browser), json!([]), "{width} {lang}");
        browser.shot(&name("nine"));
        browser.js("document.getElementById('hourly').open = true");
        browser.until("document.querySelectorAll('#hours tbody tr').length >= 169");
        browser.js("document.getElementById('still').scrollIntoView()");
        browser.shot(&name("table"));
        browser.js("document.getElementById('hourly').open = false; scrollTo(0, 0)");
        browser.click("#still-show");
        assert_eq!(browser.js("return [...document.querySelectorAll('#stills svg')].every((one) => one.getBoundingClientRect().height > 100)"), json!(true));
        assert_eq!(browser.js(CUT)[1], json!([]), "{width}");
        assert_eq!(browser.js("delete window.found; return 1"), json!(1));
        assert_eq!(violations(&browser), json!([]), "{width} {lang}, still");
        browser.shot(&name("still"));
        assert_eq!(browser.log(), [""; 0]);
    }
}

#[test]
fn a_week_that_is_none_is_told() {
    let Some(browser) = Browser::start(super::DESKTOP) else { return };
    let server = Server::start(&[]);
    browser.open(&format!("http://{}/watch?lang=es#w=200", server.host()));
    browser.until("document.getElementById('notice-server') !== null");
    assert!(browser.text("#notice-server").contains("semanas que ver"));
    browser.js(
        "document.getElementById('week').value = 1; document.getElementById('week').dispatchEvent(new Event('change'))",
    );
    browser.until(READY);
    browser.until("document.getElementById('notice-server') === null");
}

/// More than 3,000 conversations a week, of which many wait.
fn busy() -> String {
    DESK.replace("per_week = 260", "per_week = 3600")
        .replace("agents = 2", "agents = 12")
        .replace("replications = 10", "replications = 2")
}

#[test]
#[ignore = "a measurement: needs a release build and a quiet machine"]
fn a_busy_week_is_smooth() {
    let Some(browser) = Browser::start(Screen { width: 1920, height: 1080, dark: false }) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["one", "two"].map(|name| {
        let file = folder.path().join(format!("{name}.toml"));
        let agents = if name == "one" { "agents = 12" } else { "agents = 16" };
        let text = busy().replace("agents = 12", agents).replace("name = \"small\"", &format!("name = \"{name}\""));
        std::fs::write(&file, text).expect("written");
        file.to_str().expect("a path").to_owned()
    });
    let program = std::env::var_os("RELEVO").unwrap_or_else(|| env!("CARGO_BIN_EXE_relevo").into());
    let server = Server::of(&program, &[&files[0], &files[1]]);
    for speed in [3600, 21_600] {
        browser.open("about:blank");
        browser.open(&format!("http://{}/watch?lang=en#f=0&b=1&t=0&s={speed}", server.host()));
        browser.until(READY);
        let frames = browser.js(
            "window.frames = []; let before = 0;
             const look = (now) => { if (before) frames.push(now - before); before = now; if (frames.length < 600) requestAnimationFrame(look); };
             document.getElementById('play').click(); requestAnimationFrame(look); return 0",
        );
        assert_eq!(frames, json!(0));
        browser.until("window.frames.length >= 600");
        browser.shot(&format!("watch-busy-{speed}"));
        let arrived = counter(&browser, 0, "Arrived");
        let mut times: Vec<f64> =
            browser.js("return window.frames").as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        let (median, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
        println!(
            "{speed} s a second, {arrived} arrived: median {median:.1} ms, 95 % {p95:.1} ms, most {:.1} ms",
            times[times.len() - 1]
        );
        assert!(median <= 17.5 && p95 <= 34.0, "{median} {p95}");
    }
}
