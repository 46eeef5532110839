//! How the page looks and reads: every width, light and dark, both languages.

use super::browser::{Browser, Screen};
use super::{AGENTS, VOLUME, Visit};
use crate::serve::DESK;
use serde_json::{Value, json};
use std::fs;

/// Where `tests/run` puts axe-core.
const AXE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/axe/node_modules/axe-core/axe.min.js");
/// What stands beyond the screen although nothing lets it be scrolled to.
pub const CUT: &str = "return [document.documentElement.scrollWidth, [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && !one.closest('.scroll, .hidden, .skip, pre, svg') && (box.right > innerWidth + 1 || box.left < -1);
  }).map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`)]";

pub fn violations(browser: &Browser) -> Value {
    let Ok(axe) = fs::read_to_string(AXE) else {
        eprintln!("skipped: there is no axe-core in {AXE}");
        return json!([]);
    };
    browser.js(&axe);
    browser.js(
        "axe.run(document, { resultTypes: ['violations'] }).then((result) => {
           window.found = result.violations.map((one) => `${one.id}: ` + one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | '));
         })",
    );
    browser.until("window.found ?? null")
}

#[test]
fn it_fits_every_screen_and_can_be_read_by_everyone() {
    let screens =
        [(360, 740, false, "es"), (768, 1024, true, "en"), (1440, 1000, true, "es"), (1920, 1080, false, "en")];
    for (width, height, dark, lang) in screens {
        let Some(visit) = Visit::on(Screen { width, height, dark }, lang, DESK) else { return };
        let name = |what: &str| format!("{what}-{width}-{lang}{}", if dark { "-dark" } else { "" });
        visit.browser.shot(&name("first"));
        visit.browser.js("for (const one of document.querySelectorAll('details')) one.open = one.id !== 'downloads'");
        let found = visit.browser.js(CUT);
        assert!(found[0].as_u64() <= Some(width.into()), "{width}: {}", found[0]);
        assert_eq!(found[1], json!([]), "{width}");
        assert_eq!(visit.browser.js("return matchMedia('(prefers-color-scheme: dark)').matches"), json!(dark));
        assert_eq!(violations(&visit.browser), json!([]), "{width} {lang}");
        visit.browser.shot(&name("open"));
        visit.browser.js("document.getElementById('verdict').scrollIntoView()");
        visit.browser.shot(&name("verdict"));
        visit.browser.js("document.getElementById('kinds').scrollIntoView()");
        visit.browser.shot(&name("picture"));
        visit.browser.js("document.querySelector(\"[data-key='desk.team.all.shifts']\").scrollIntoView()");
        visit.browser.shot(&name("week"));
        visit.quiet();
    }
}

#[test]
fn spanish_is_spanish_throughout() {
    let Some(visit) = Visit::on(super::DESKTOP, "es", DESK) else { return };
    assert_eq!(visit.browser.js("return document.documentElement.lang"), json!("es"));
    visit.after(|browser| browser.replace(VOLUME, "1.300,5"));
    let shown =
        visit.browser.js("return document.querySelector(\"[data-key='demand.per_week'] input[type=range]\").value");
    let value: f64 = shown.as_str().and_then(|value| value.parse().ok()).expect("a number");
    assert!((1295.0..=1305.0).contains(&value), "{value}");
    let cell = visit.row("Carga pendiente, media").concat()
        + &visit.row("Tasa de respuesta").concat()
        + &visit.row("Coste por conversación, EUR").concat();
    assert!(cell.contains(',') && !cell.contains('.'), "{cell}");
    // Whatever is said in Spanish is not what is said in English.
    let said = "return [...document.querySelectorAll('[data-text], .name, .about, summary, h3, legend .kind, option')].map((one) => one.textContent.trim())";
    let spanish = visit.browser.js(said);
    visit.browser.click("#language");
    visit.browser.until("document.documentElement.lang === 'en'");
    visit.settled();
    assert_eq!(
        visit.browser.js(&format!("return document.querySelector({}).value", json!(VOLUME))),
        json!("1,300.5"),
        "the other language shows the same state"
    );
    let english = visit.browser.js(said);
    let (spanish, english) = (spanish.as_array().expect("texts"), english.as_array().expect("texts"));
    assert_eq!(spanish.len(), english.len());
    let same: Vec<&str> =
        spanish.iter().zip(english).filter(|(es, en)| es == en).filter_map(|(es, _)| es.as_str()).collect();
    let alike = ["", "Crisis", "bot", "Bot", "influencers", "no", "small", "1 h of service"];
    let strange: Vec<&&str> =
        same.iter().filter(|text| !alike.contains(*text) && text.chars().any(char::is_alphabetic)).collect();
    assert_eq!(strange, [&""; 0]);
    visit.browser.shot("english");
    visit.quiet();
}

#[test]
fn what_is_being_used_stays_as_it_is() {
    let Some(visit) = Visit::new() else { return };
    visit.browser.js(&format!("window.held = document.querySelector({})", json!(AGENTS)));
    visit.after(|browser| browser.replace(AGENTS, "3"));
    visit.after(|browser| browser.type_into(AGENTS, "0"));
    let found =
        visit.browser.js("return [document.activeElement === window.held, window.held.value, window.held.isConnected]");
    assert_eq!(found, json!([true, "30", true]));
    // Read out once when it stands, not with every refinement.
    assert_eq!(visit.browser.js("return document.getElementById('spoken').getAttribute('aria-live')"), json!("polite"));
    assert!(visit.browser.text("#lead").starts_with(visit.browser.text("#spoken").split(". ").next().unwrap_or("?")));
    visit.quiet();
}
