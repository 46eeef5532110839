//! A full round in browsers: the trainer's projector and three teams' phones, with a kill in the middle. What each step leaves on the screens is
//! in target/screens.

use super::House;
use crate::whatif::browser::{Browser, Screen};
use crate::whatif::looks::{CUT, violations};
use serde_json::json;

const PROJECTOR: Screen = Screen { width: 1920, height: 1080, dark: false };
const PHONE: Screen = Screen { width: 360, height: 740, dark: false };
const DARK_PHONE: Screen = Screen { width: 360, height: 740, dark: true };

fn looks_well(browser: &Browser, width: u64, name: &str) {
    let found = browser.js(CUT);
    assert!(found[0].as_u64() <= Some(width), "{name}: {} wide", found[0]);
    assert_eq!(found[1], json!([]), "{name}");
    assert_eq!(violations(browser), json!([]), "{name}");
    browser.shot(&format!("workshop-{name}"));
}

/// A phone joins with what stands on the projector, as somebody does who has never seen it.
fn joins(browser: &Browser, house: &House, lang: &str, code: &str, name: &str) {
    browser.open(&format!("http://{}/join?lang={lang}", house.server.host()));
    browser.until("!document.getElementById('join').hidden");
    browser.type_into("#typed", &code.to_lowercase());
    browser.type_into("#name", name);
    browser.click("#join button");
    stage(browser, "deciding");
}

fn stage(browser: &Browser, wanted: &str) {
    browser.until(&format!("document.body.dataset.stage === '{wanted}'"));
}

fn submits(browser: &Browser, choices: &[(&str, &str)]) {
    for (lever, value) in choices {
        browser.click(&format!("[data-lever='{lever}'] input[value='{value}']"));
    }
    browser.until("document.getElementById('price').textContent !== '' && !document.getElementById('submit').disabled");
    browser.click("#submit");
    browser.until("document.getElementById('state').className === 'done'");
}

#[test]
fn a_round_with_a_trainer_and_three_teams_and_a_kill_in_the_middle() {
    let Some(trainer) = Browser::start(PROJECTOR) else { return };
    let mut house = House::new();
    trainer.open(&format!("http://{}/workshop?lang=en", house.server.host()));
    trainer.until("document.querySelectorAll('#studies li').length === 6");
    looks_well(&trainer, 1920, "choose");
    trainer.click("[data-study='trolls']");
    stage(&trainer, "deciding");
    let key = trainer.js("return location.hash").as_str().expect("a fragment").to_owned();
    trainer.until("document.getElementById('qr').naturalWidth > 0");
    looks_well(&trainer, 1920, "empty");
    let code = trainer.text("#code");
    let phones: Vec<Browser> = [PHONE, DARK_PHONE, PHONE].into_iter().filter_map(Browser::start).collect();
    let [one, two, three] = &phones[..] else { panic!("three browsers") };
    one.open(&format!("http://{}/join?lang=es", house.server.host()));
    one.until("!document.getElementById('join').hidden");
    looks_well(one, 360, "join-es");
    joins(one, &house, "es", &code, "Los <b>tigres</b>");
    joins(two, &house, "en", &code, "Whales");
    joins(three, &house, "es", &code, "Águilas");
    looks_well(one, 360, "decide-es");
    looks_well(two, 360, "decide-dark");
    trainer.until("document.querySelectorAll('#teams li').length === 3");
    assert_eq!(trainer.text("#teams li .who"), "Los <b>tigres</b>");
    assert_eq!(trainer.js("return document.querySelector('#teams b')"), json!(null), "a name is text");
    // No script reads what the browser is known by.
    assert_eq!(one.js("return document.cookie"), json!(""));
    submits(one, &[("first", "hostile")]);
    // Beyond the budget nothing can be submitted; the price says why.
    submits(two, &[("first", "protocol")]);
    looks_well(two, 360, "submitted-dark");
    trainer.until("document.getElementById('count').textContent === '2 of 3 have submitted'");
    looks_well(&trainer, 1920, "two-of-three");
    house = house.killed_and_restarted();
    // Pages come back by themselves, and all is there.
    submits(three, &[("first", "hostile_chasers"), ("gesture", "words")]);
    trainer.until("document.getElementById('count').textContent === '3 of 3 have submitted'");
    one.until("document.getElementById('state').className === 'done' && document.getElementById('trouble').hidden");
    trainer.click("#reveal");
    for browser in phones.iter().chain([&trainer]) {
        stage(browser, "revealed");
        browser.until("document.querySelectorAll('#outcome svg').length === 2");
    }
    looks_well(&trainer, 1920, "revealed");
    trainer.js("document.getElementById('outcome').scrollIntoView()");
    trainer.shot("workshop-revealed-outcome");
    looks_well(one, 360, "revealed-es");
    one.js("document.getElementById('outcome').scrollIntoView()");
    one.shot("workshop-revealed-es-outcome");
    two.js("document.querySelector('.outcome-pictures').scrollIntoView()");
    two.shot("workshop-revealed-dark-picture");
    assert!(trainer.text("#outcome .headline").starts_with("Lowest net cost: Whales"), "{}", trainer.text("#outcome"));
    assert!(one.text("#outcome .headline").starts_with("Menor coste neto: Whales"));
    assert_eq!(one.text("#outcome .own th bdi"), "Los <b>tigres</b>");
    trainer.click("#later");
    for browser in phones.iter().chain([&trainer]) {
        stage(browser, "later");
        browser.until("document.querySelectorAll('#outcome-later svg').length === 2");
    }
    trainer.js("document.getElementById('outcome-later').scrollIntoView()");
    looks_well(&trainer, 1920, "later");
    three.js("document.getElementById('outcome-later').scrollIntoView()");
    looks_well(three, 360, "later-es");
    // The key is in the address alone: whoever opens it again is the trainer.
    trainer.open(&format!("http://{}/workshop?lang=es{key}", house.server.host()));
    stage(&trainer, "later");
    trainer.js("window.kept = []; const old = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => window.kept.push(text)); return old.call(URL, blob); }");
    trainer.click("#csv");
    trainer.until("window.kept.length === 1");
    trainer.click("#report");
    trainer.until("window.kept.length === 2");
    let kept = trainer.js("return window.kept");
    assert_eq!(
        kept[0].as_str().expect("a table").lines().count(),
        1 + 2 * 4,
        "two acts, three teams and the desk as it is"
    );
    assert!(kept[1].as_str().expect("a page").contains("Dar de comer al trol"));
    // Another round: everybody decides once more, from what he or she decided before.
    trainer.click("#next");
    for browser in phones.iter().chain([&trainer]) {
        stage(browser, "deciding");
    }
    one.until("document.querySelector(\"[data-lever='first'] input[value='hostile']\").checked");
    submits(one, &[("first", "protocol")]);
    // Those who have not submitted are named before they are left out.
    trainer.until("document.getElementById('count').textContent === 'Han enviado 1 de 3'");
    trainer.js("window.confirm = (text) => { window.asked = text; return false; }");
    trainer.click("#reveal");
    let asked = trainer.js("return window.asked");
    assert!(asked.as_str().is_some_and(|text| text.contains("Whales, Águilas")), "{asked}");
    trainer.js("window.confirm = () => true");
    trainer.click("#reveal");
    stage(&trainer, "revealed");
    trainer.until("!document.getElementById('history').hidden");
    looks_well(&trainer, 1920, "second-round-es");
    for browser in &phones {
        assert_eq!(without_the_kill(browser), [""; 0]);
    }
    assert_eq!(without_the_kill(&trainer), [""; 0]);
}

/// What the trainer does to teams and to the room, through what the browser asks: said no, nothing happens.
#[test]
fn a_trainer_renames_and_removes_teams_and_deletes_the_room() {
    let Some(trainer) = Browser::start(PROJECTOR) else { return };
    let house = House::new();
    let room = house.open("monday");
    house.join(&room, "Rude name");
    house.join(&room, "Second");
    trainer.open(&format!("http://{}/workshop?lang=en#{}.{}", house.server.host(), room.code, room.secret));
    trainer.until("document.querySelectorAll('#teams li').length === 2");
    let press = |team: usize, button: usize| {
        trainer.js(&format!(
            "document.querySelectorAll('#teams li')[{team}].querySelectorAll('button')[{button}].click()"
        ));
    };
    trainer.js("window.prompt = (text, name) => { window.asked = [text, name]; return 'Kind <i>name</i>'; }");
    press(0, 0);
    trainer.until("document.querySelector('#teams .who').textContent === 'Kind <i>name</i>'");
    assert_eq!(trainer.js("return window.asked[1]"), json!("Rude name"), "the old name is there to be changed");
    // A name that another team has: it is said, and the name stays.
    trainer.js("window.prompt = () => 'second'");
    press(0, 0);
    trainer.until("!document.getElementById('trouble').hidden");
    assert_eq!(trainer.text("#teams .who"), "Kind <i>name</i>");
    trainer.js("window.confirm = (text) => { window.asked = text; return false; }");
    press(1, 1);
    assert!(trainer.js("return window.asked").as_str().is_some_and(|text| text.contains("Second")));
    assert_eq!(house.trainer(&room)["teams"].as_array().map(Vec::len), Some(2), "said no");
    trainer.js("window.confirm = () => true");
    press(1, 1);
    trainer.until("document.querySelectorAll('#teams li').length === 1");
    trainer.click("#delete");
    trainer.until("!document.getElementById('choose').hidden");
    assert_eq!(house.as_trainer("GET", &room, "", &json!(null)).status, 404);
}

/// What a browser complained about beside that the server was away.
fn without_the_kill(browser: &Browser) -> Vec<String> {
    let away = [
        "ERR_CONNECTION_REFUSED",
        "ERR_INCOMPLETE_CHUNKED_ENCODING",
        "ERR_CONNECTION_RESET",
        "ERR_EMPTY_RESPONSE",
        "ERR_SOCKET_NOT_CONNECTED",
    ];
    browser.log().into_iter().filter(|line| !away.iter().any(|known| line.contains(known))).collect()
}

#[test]
fn a_phone_is_told_what_is_wrong_and_works_by_keyboard() {
    let Some(phone) = Browser::start(PHONE) else { return };
    let house = House::new();
    let room = house.open("monday");
    phone.open(&format!("http://{}/join?lang=en#{}", house.server.host(), room.code));
    phone.until("!document.getElementById('join').hidden");
    // The code came with the link: the name is all there is to say.
    assert_eq!(
        phone.js("return [document.getElementById('typed').value, document.activeElement.id]"),
        json!([room.code, "name"])
    );
    house.join(&room, "Taken");
    phone.press(&[], &["t", "a", "k", "e", "n", crate::whatif::browser::ENTER]);
    phone.until("document.getElementById('trouble').textContent.startsWith('another team has this name')");
    looks_well(&phone, 360, "name-taken");
    phone.press(&[], &["2", crate::whatif::browser::ENTER]);
    stage(&phone, "deciding");
    assert!(phone.js("return document.getElementById('trouble').hidden").as_bool() == Some(true));
    phone.click("[data-lever='day'] input[value='4']");
    phone.click("[data-lever='weekend'] input[value='two']");
    phone.until("document.getElementById('price').className === 'over' && document.getElementById('submit').disabled");
    looks_well(&phone, 360, "over-budget");
    // From two people to none at the weekend.
    phone.press(&[], &["\u{e013}"; 3]);
    phone.until("document.getElementById('price').className === '' ");
    submits(&phone, &[("day", "3")]);
    // Removed by the trainer: it is told, and may come in again.
    let team = house.trainer(&room)["teams"][1]["id"].clone();
    house.as_trainer("POST", &room, "/steer", &json!({ "steer": { "do": "remove", "team": team } }));
    phone.until("!document.getElementById('join').hidden");
    let log = phone.log();
    assert!(log.iter().all(|line| line.contains("401") || line.contains("409")), "{log:?}");
}
