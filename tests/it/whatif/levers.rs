//! What one does with the page.

use super::browser::{Browser, DESKTOP, DOWN, ENTER, RIGHT, SHIFT, TAB};
use super::{AGENTS, VOLUME, Visit};
use crate::serve::{DESK, Server};
use serde_json::json;
use std::fs;

#[test]
fn figures_follow_a_lever_and_their_intervals_narrow() {
    let Some(visit) = Visit::new() else { return };
    let (hours, before) = (visit.row("Paid hours a week"), visit.row("Occupancy"));
    visit.browser.js("window.widths = []; new MutationObserver(() => {
           const { replications, run } = document.getElementById('results').dataset;
           const track = document.querySelector('#key-figures .track').style;
           const width = parseFloat(track.getPropertyValue('--to')) - parseFloat(track.getPropertyValue('--from'));
           window.widths.push([Number(run), Number(replications), width]);
         }).observe(document.getElementById('results'), { attributes: true, attributeFilter: ['data-replications'] })");
    visit.after(|browser| {
        // As a hand does it: a slider tells every step of its way.
        browser.js(
            "const slider = document.querySelector(\"[data-key='demand.per_week'] input[type=range]\");
             for (const value of [300, 330, 360, 390]) { slider.value = value; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        );
    });
    let after = visit.row("Occupancy");
    assert_ne!(before, after);
    assert_eq!(hours, visit.row("Paid hours a week"), "people are there as before");
    let shown =
        visit.browser.js("return document.querySelector(\"[data-key='demand.per_week'] input[type=text]\").value");
    assert_eq!(
        shown,
        visit.browser.js("return document.querySelector(\"[data-key='demand.per_week'] input[type=range]\").value")
    );
    let widths = visit
        .browser
        .js("const last = Math.max(...widths.map(([run]) => run)); return widths.filter(([run]) => run === last)");
    let widths: Vec<(u64, f64)> = widths
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one[1].as_u64().expect("replications"), one[2].as_f64().expect("a width")))
        .collect();
    assert!(
        widths.first().is_some_and(|first| first.0 == 4) && widths.last().is_some_and(|last| last.0 == 10),
        "{widths:?}"
    );
    assert!(widths[0].1 > widths[widths.len() - 1].1, "{widths:?}");
    visit.browser.click("[data-key='demand.per_week'] .reset");
    visit.browser.until("document.querySelector(\"[data-key='demand.per_week'] .reset\").hidden");
    visit.settled();
    visit.browser.until(&format!(
        "[...document.querySelectorAll('#table .value')].some((cell) => cell.textContent === {})",
        json!(before[0])
    ));
    visit.browser.shot("lever");
    visit.quiet();
}

#[test]
fn every_kind_of_lever_reaches_the_desk() {
    let Some(visit) = Visit::new() else { return };
    let before = visit.table();
    // Something that is off at first, a choice, a flag, and a table of two numbers.
    visit.after(|browser| browser.click("[data-key='policy.bot'] input"));
    let bot = visit.table();
    assert_ne!(before, bot);
    visit.after(|browser| browser.replace("[data-key='policy.bot.contain'] input[type=text]", "60"));
    assert_ne!(bot, visit.table());
    visit.after(|browser| browser.click("[data-key='policy.bot'] input"));
    assert_eq!(before, visit.table(), "off again is as if it had never been on");
    visit.after(|browser| browser.click("[data-key='policy.database_access'] input"));
    assert_ne!(before, visit.table());
    visit.after(|browser| browser.click("[data-key='policy.database_access'] .reset"));
    visit.browser.click("[data-id='demand.contact|question'] > summary");
    visit.after(|browser| {
        browser.replace("[data-key='demand.contact.question.handling_time'] .part:first-child input[type=text]", "9")
    });
    assert_ne!(before, visit.table());
    visit.browser.shot("policy");
    visit.quiet();
}

#[test]
fn variants_are_pinned_named_compared_and_removed() {
    let Some(visit) = Visit::new() else { return };
    let alone = visit.row("Occupancy");
    visit.after(|browser| browser.click("#pin"));
    visit.after(|browser| browser.replace(AGENTS, "3"));
    let both = visit.row("Occupancy");
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], alone[0], "the pinned one stays as it was");
    assert_ne!(both[0], both[1]);
    visit.after(|browser| browser.replace("#name", "One more"));
    let heads = visit
        .browser
        .js("return [...document.querySelectorAll('#table thead th')].slice(1).map((one) => one.textContent)");
    assert_eq!(heads, json!(["small (baseline)", "One more"]));
    // The same customers: a difference of what is only customers' doing is none.
    let opened = visit.row("Conversations a week");
    assert_eq!(opened[0], opened[1]);
    // The world is one for all variants.
    visit.after(|browser| browser.replace(VOLUME, "390"));
    let opened = visit.row("Conversations a week");
    assert_eq!(opened[0], opened[1]);
    visit.browser.shot("pinned");
    for _ in 0..3 {
        visit.after(|browser| browser.click("#pin"));
    }
    assert_eq!(visit.row("Occupancy").len(), 5);
    assert_eq!(visit.browser.js("return document.getElementById('pin').disabled"), json!(true));
    visit.after(|browser| browser.click("#variants li:nth-child(2) button"));
    visit.after(|browser| browser.click("#first"));
    let heads = visit.browser.text("#table thead");
    assert!(heads.contains("One more (baseline)"), "{heads}");
    visit.after(|browser| browser.click("#remove"));
    assert_eq!(visit.row("Occupancy").len(), 4);
    visit.quiet();
}

#[test]
fn a_link_shows_the_same_elsewhere_and_a_broken_one_says_so() {
    let Some(visit) = Visit::new() else { return };
    visit.after(|browser| browser.click("#pin"));
    visit.after(|browser| browser.replace(AGENTS, "4"));
    visit.browser.click("#share");
    visit.browser.until("document.getElementById('notice-share') !== null");
    let address = visit.browser.js("return location.href");
    let fragment = address.as_str().and_then(|address| address.split_once('#')).expect("a fragment").1.to_owned();
    let table = visit.table();
    // Another server, which has never seen the scenario.
    let other = Server::start(&[]);
    let elsewhere = Browser::start(DESKTOP).expect("a browser");
    elsewhere.open(&format!("http://{}/?lang=en#{fragment}", other.host()));
    elsewhere.until(super::SETTLED);
    assert_eq!(elsewhere.text("#table"), table);
    assert_eq!(elsewhere.js(&format!("return document.querySelector({}).value", json!(AGENTS))), json!("4"));
    elsewhere.shot("link");
    let cut = &fragment[..fragment.len() / 2];
    elsewhere.open("about:blank");
    elsewhere.open(&format!("http://{}/?lang=en#{cut}", other.host()));
    elsewhere.until("document.getElementById('notice-link') !== null");
    assert!(elsewhere.text("#notice-link").contains("cannot be read"));
    elsewhere.until(super::SETTLED.replace("'all'", "document.getElementById('results').dataset.state").as_str());
    elsewhere.shot("broken-link");
    assert_eq!(elsewhere.log(), [""; 0]);
    visit.quiet();
}

#[test]
fn a_file_is_opened_and_a_bad_one_tells_its_slips() {
    let Some(visit) = Visit::new() else { return };
    let file = visit.folder.path().join("two.toml");
    let two = DESK.replace("name = \"small\"", "name = \"two\"")
        + "\n[[variant]]\nname = \"three people\"\n[[variant.desk.team]]\nname = \"all\"\nagents = 3\n";
    fs::write(&file, two).expect("written");
    visit.after(|browser| browser.type_into("#file", file.to_str().expect("a path")));
    let heads =
        visit.browser.js("return [...document.querySelectorAll('#table thead bdi')].map((one) => one.textContent)");
    assert_eq!(heads, json!(["two", "three people"]));
    visit.browser.shot("file");
    // By dropping.
    visit.after(|browser| {
        browser.js(&format!(
            "const data = new DataTransfer(); data.items.add(new File([{}], 'dropped.toml'));
             document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))",
            json!(DESK.replace("name = \"small\"", "name = \"dropped\""))
        ));
    });
    assert!(visit.browser.text("#variants").contains("dropped"));
    let bad = visit.folder.path().join("bad.toml");
    fs::write(&bad, DESK.replace("agents = 2", "agents = \"two\"").replace("per_week = 260", "per_weak = 260"))
        .expect("written");
    visit.browser.type_into("#file", bad.to_str().expect("a path"));
    visit.browser.until("document.getElementById('notice-file') !== null");
    let told = visit.browser.text("#notice-file");
    assert!(
        told.contains("bad.toml") && told.contains("per_weak") && told.contains("agents") && told.contains("line "),
        "{told}"
    );
    visit.browser.shot("bad-file");
    visit.quiet();
}

/// What is being typed stays as it is; the unit is not added after the first digit.
#[test]
fn a_duration_is_typed_key_by_key() {
    let Some(visit) = Visit::new() else { return };
    let box_of_it = "[data-key='policy.acknowledge'] input[type=text]";
    for typed in ["90m", "1h30m", "2h"] {
        visit.browser.replace(box_of_it, typed);
        let value = visit.browser.js(&format!("return document.querySelector({}).value", json!(box_of_it)));
        assert_eq!(value, json!(typed));
    }
}

#[test]
fn a_bad_value_is_told_at_its_control() {
    let Some(visit) = Visit::new() else { return };
    let table = visit.table();
    visit.browser.replace(AGENTS, "-3");
    visit.browser.until("!document.getElementById('problems').hidden");
    let control = visit.browser.js(&format!(
        "const input = document.querySelector({});
         return [input.getAttribute('aria-invalid'), input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' ')]",
        json!(AGENTS)
    ));
    let told = control[1].as_str().expect("a text");
    assert!(control[0] == "true" && told.contains("-3") && told.contains("0 to 100,000"), "{control}");
    assert!(visit.browser.text("#problem-list").contains("-3"));
    visit.browser.until("document.getElementById('results').classList.contains('stale')");
    visit.browser.shot("bad-value");
    visit.browser.click("#problem-list a");
    let focused = visit.browser.js("return document.activeElement.closest('[data-key]').dataset.key");
    assert_eq!(focused, json!("desk.team.all.agents"));
    // The browser itself notes that the server refused.
    assert!(visit.browser.log().iter().all(|line| line.contains("422")));
    visit.after(|browser| browser.replace(AGENTS, "2"));
    assert_eq!(visit.browser.js("return document.getElementById('problems').hidden"), json!(true));
    assert_eq!(visit.table(), table);
}

/// Presses Tab until this is focused.
fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..200 {
        browser.press(&[], &[TAB]);
        if browser.js(&format!("return document.activeElement.matches({})", json!(selector))) == json!(true) {
            return;
        }
    }
    panic!("{selector} is never reached");
}

#[test]
fn the_keyboard_is_enough() {
    let Some(visit) = Visit::new() else { return };
    let browser = &visit.browser;
    browser.press(&[], &[TAB]);
    assert_eq!(browser.js("return document.activeElement.className"), json!("skip"));
    visit.after(|browser| {
        tab_to(browser, "#pin");
        browser.press(&[], &[ENTER]);
    });
    let before = visit.row("Paid hours a week");
    visit.after(|browser| {
        tab_to(browser, "[data-key='demand.per_week'] input[type=range]");
        browser.press(&[], &[RIGHT, RIGHT, RIGHT]);
    });
    assert_eq!(visit.row("Paid hours a week"), before);
    // The week: Monday 00:00 gets five people, copied to the right twice, and Tuesday 02:00 one.
    visit.after(|browser| {
        tab_to(browser, "[data-key='desk.team.all.shifts'] .cell");
        browser.press(&[], &["5"]);
        browser.press(&[SHIFT], &[RIGHT, RIGHT]);
        browser.press(&[], &[DOWN, "+"]);
    });
    let shifts = browser.js("return document.querySelector(\"[data-key='desk.team.all.shifts'] .more input\").value");
    assert_eq!(shifts, json!("Mon 00:00-03:00 x5; daily 08:00-20:00; Tue 02:00-03:00 x1"));
    let named = browser.js("return document.activeElement.getAttribute('aria-label')");
    assert_eq!(named, json!("Tuesday 02:00: 1 on duty"));
    let hours: Vec<f64> = visit
        .row("Paid hours a week")
        .iter()
        .map(|cell| cell.split_whitespace().next().and_then(|hours| hours.parse().ok()).expect("hours"))
        .collect();
    assert!((hours[1] - hours[0] - 16.0).abs() <= 1.0, "{hours:?}");
    browser.shot("keyboard");
    tab_to(browser, "#kinds [aria-selected=true]");
    browser.press(&[], &[RIGHT]);
    browser.until(
        "document.activeElement.id === 'kind-monday' && document.getElementById('drawing').dataset.kind === 'monday'",
    );
    visit.quiet();
}

#[test]
fn shifts_are_found_and_compared() {
    let Some(visit) = Visit::new() else { return };
    visit.browser.click("#size");
    visit.browser.until("!document.getElementById('size-answer').hidden || (!document.getElementById('size').disabled && document.getElementById('size-progress').textContent)");
    assert!(!visit.browser.text("#size-text").is_empty(), "{}", visit.browser.text("#size-progress"));
    visit.browser.shot("sized");
    visit.after(|browser| browser.click("#size-take"));
    assert_eq!(visit.row("Occupancy").len(), 2);
    assert!(visit.browser.text("#table thead").contains("small, sized"));
    visit.quiet();
}

#[test]
fn files_go_out() {
    let Some(visit) = Visit::new() else { return };
    visit.after(|browser| browser.replace(AGENTS, "3"));
    visit.browser.js(
        "window.saved = []; const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { blob.slice(0, 4000).text().then((text) => window.saved.push([blob.size, text])); return make(blob); };",
    );
    for (number, (kind, sign)) in
        [("toml", "agents = 3"), ("html", "<!doctype html>"), ("xlsx", "PK"), ("json", "\"relevo\"")]
            .into_iter()
            .enumerate()
    {
        visit.browser.click("#downloads > summary");
        visit.browser.click(&format!("[data-kind={kind}]"));
        let saved = visit.browser.until(&format!("window.saved.length > {number} && window.saved[{number}]"));
        assert!(saved[1].as_str().is_some_and(|text| text.contains(sign)), "{kind}: {saved}");
    }
    visit.quiet();
}

#[test]
fn hours_are_drawn_with_the_mouse() {
    let Some(visit) = Visit::new() else { return };
    let cell = |place: u32| format!("[data-key='desk.team.all.shifts'] .cell[data-at='{place}']");
    let shifts = |visit: &Visit| {
        visit.browser.js("return document.querySelector(\"[data-key='desk.team.all.shifts'] .more input\").value")
    };
    let before = visit.table();
    // From Saturday 09:00 to Sunday 17:00: whoever is there goes.
    visit.after(|browser| browser.drag(&cell(5 * 24 + 9), &cell(6 * 24 + 17)));
    assert_eq!(shifts(&visit), json!("Mon-Fri 08:00-20:00; Sat-Sun 08:00-09:00; Sat-Sun 18:00-20:00"));
    assert_ne!(visit.table(), before);
    visit.after(|browser| browser.drag(&cell(6 * 24 + 17), &cell(5 * 24 + 9)));
    assert_eq!(shifts(&visit), json!("daily 08:00-20:00"));
    assert_eq!(visit.table(), before);
    visit.browser.shot("week");
    visit.quiet();
}

#[test]
fn shifts_are_written_as_they_are_read() {
    let Some(visit) = Visit::new() else { return };
    let lists = json!([
        ["Mon-Fri 08:00-14:00", "Mon-Fri 14:00-20:00"],
        ["Mon-Fri 08:00-16:00 x2", "Mon-Fri 12:00-20:30", "Sat 10:00-14:00 x1"],
        ["daily 22:00-06:00", "daily 06:00-14:00 x4", "daily 14:00-22:00"],
        ["lun-vie 9:15-17:45", "sáb,hol 10:00-14:00"],
        ["24x7"],
        ["Sun 20:00-04:00 x7"],
        []
    ]);
    let found = visit.browser.js(&format!(
        "return import('/assets/shifts.js').then(({{ readAll, people, asShifts, asWindows }}) => {lists}.map((list) => {{
           const before = readAll(list), counts = people(before, 3), again = asShifts(counts, before, 3), windows = asWindows(counts, before);
           const alike = (other) => counts.every((count, minute) => count === other[minute]);
           const covered = people(readAll(windows), 1);
           return [again, windows, alike(people(readAll(again), 3)), counts.every((count, minute) => (count > 0) === (covered[minute] > 0))];
         }}))"
    ));
    for one in found.as_array().expect("a list") {
        assert_eq!((&one[2], &one[3]), (&json!(true), &json!(true)), "{one}");
    }
    let written = |at: usize| found[at][0].clone();
    assert_eq!(written(0), lists[0], "who hands over to whom stays");
    assert_eq!(written(1), json!(["Mon-Fri 08:00-16:00 x2", "Mon-Fri 12:00-20:30", "Sat 10:00-14:00 x1"]));
    assert_eq!(written(3), json!(["Mon-Fri 09:15-17:45", "Sat 10:00-14:00", "hol 10:00-14:00"]));
    assert_eq!(found[4][1], json!(["24x7"]));
}
