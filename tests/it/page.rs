//! report.html in a browser: asks for nothing, says no error, fits every width, prints on a few pages, can be read by everyone.
//!
//! Needs Chromium, and for accessibility the script of axe-core; `tests/run` installs both where it may. Without them these
//! tests say so and pass.

use assert_cmd::Command;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};
use tempfile::TempDir;

/// Where `tests/run` puts axe-core.
const AXE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/axe/node_modules/axe-core/axe.min.js");
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// Nothing of the browser's own may reach anybody either.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--enable-logging=stderr",
    "--virtual-time-budget=20000",
];

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let installed = || BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = named.or_else(|| installed().find(|path| path.is_file()));
    if found.is_none() {
        eprintln!("skipped: there is no Chromium");
    }
    found
}

/// A report of the built-in study or of other arguments, and its folder.
fn report(arguments: &[&str]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::cargo_bin("relevo").unwrap();
    let usual = ["--replications", "4", "--out", "report", "--quiet"];
    command.current_dir(home.path()).args(arguments).args(usual).assert().success();
    home
}

fn page(home: &Path) -> PathBuf {
    home.join("report/report.html")
}

fn scenario(name: &str) -> String {
    format!("{}/scenarios/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn open(browser: &Path, page: &Path, more: &[String]) -> Output {
    let profile = tempfile::tempdir().unwrap();
    let done = Process::new(browser)
        .args(FLAGS)
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done
}

/// What the page wrote on the console.
fn console(done: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&done.stderr);
    text.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect()
}

/// Addresses that the page itself asked for, from the browser's log of the network.
fn asked_for(log: &Path) -> Vec<String> {
    let log: Value = serde_json::from_str(&fs::read_to_string(log).unwrap()).unwrap();
    let begun = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    assert!(begun.is_number(), "the log names its events");
    let events = log["events"].as_array().unwrap().iter().filter(|event| event["type"] == *begun);
    // What the browser asks for of itself has no page as its origin.
    let of_page = events.filter(|event| event["params"]["initiator"] != "not an origin");
    // The end of a request tells no address.
    of_page.filter_map(|event| event["params"]["url"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_page_asks_for_nothing_and_says_no_error() {
    let Some(browser) = browser() else { return };
    let home = report(&["--lang", "es"]);
    let log = home.path().join("net.json");
    let more = [format!("--log-net-log={}", log.display()), "--dump-dom".into()];
    let done = open(&browser, &page(home.path()), &more);
    assert_eq!(console(&done), [""; 0]);
    assert_eq!(asked_for(&log), [""; 0]);
    let text = String::from_utf8_lossy(&done.stdout);
    assert!(text.contains("<button type=\"button\">"), "its script ran under its own policy");
    // The two readers above see what they are to see.
    let bad = home.path().join("bad.html");
    fs::write(&bad, "<img src=\"http://relevo.invalid/x\"><script>console.error('seen')</script>").unwrap();
    let done = open(&browser, &bad, &more);
    assert!(console(&done).iter().any(|line| line.contains("seen")));
    assert!(asked_for(&log).iter().any(|url| url.contains("relevo.invalid")));
}

/// Runs in a copy of the page that may run it, within a frame: what it finds is told to the page around.
const PROBE: &str = r#"
(async function () {
  document.querySelectorAll("details").forEach(function (one) { one.open = true; });
  var sorts = [];
  var button = Array.from(document.querySelectorAll("th button")).find(function (one) { return one.closest("tr").querySelector("td.best"); });
  for (var turn = 0; button && turn < 3; turn += 1) {
    button.click();
    var row = button.closest("tr");
    sorts.push({
      values: Array.from(row.cells).slice(1).map(function (cell) { return Number(cell.dataset.value); }),
      names: Array.from(row.closest("table").rows[0].cells).slice(1).map(function (cell) { return cell.textContent; }),
      sort: row.cells[0].getAttribute("aria-sort"),
      said: document.getElementById("sorted").textContent
    });
  }
  var root = document.documentElement;
  var cut = Array.from(document.querySelectorAll("main *")).filter(function (one) {
    var box = one.getBoundingClientRect();
    return box.width > 0 && !one.closest(".scroll, .hidden, pre, svg") && (box.right > root.clientWidth + 1 || box.left < -1);
  }).map(function (one) { return one.tagName + " " + one.textContent.slice(0, 40); });
  var found = { width: innerWidth, wide: root.scrollWidth, cut: cut, sorts: sorts, dark: matchMedia("(prefers-color-scheme: dark)").matches,
    back: getComputedStyle(document.body).backgroundColor, asked: performance.getEntriesByType("resource").length, axe: null };
  if (window.axe) {
    var result = await axe.run(document, { resultTypes: ["violations"] });
    found.axe = result.violations.map(function (one) {
      return one.id + ": " + one.nodes.slice(0, 3).map(function (node) { return node.target.join(" ") + " " + node.failureSummary; }).join(" | ");
    });
  }
  parent.postMessage("PROBE" + btoa(unescape(encodeURIComponent(JSON.stringify(found)))) + "END", "*");
})();
"#;
/// Shows the copy as wide as it is to be: a window of the browser is never narrower than 500.
const FRAME: &str = r#"<!doctype html><body style="margin:0"><iframe src="probed.html" width="WIDTH" height="900" style="border:0"></iframe>
<script>addEventListener("message", function (event) { document.body.append(event.data); });</script>"#;

fn probe(browser: &Path, page: &Path, width: u32, dark: bool) -> Value {
    let text = fs::read_to_string(page).unwrap();
    let policy = text.find("<meta http-equiv").unwrap();
    let end = policy + text[policy..].find('>').unwrap();
    let axe = fs::read_to_string(AXE).unwrap_or_default();
    let scripts = format!("<script>{axe}</script><script>{PROBE}</script></body>");
    let copy = format!("{}{}", &text[..policy], &text[end + 1..]).replace("</body>", &scripts);
    fs::write(page.with_file_name("probed.html"), copy).unwrap();
    let frame = page.with_file_name("frame.html");
    fs::write(&frame, FRAME.replace("WIDTH", &width.to_string())).unwrap();
    let scheme = format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 });
    let done = open(browser, &frame, &["--window-size=1600,1000".into(), scheme, "--dump-dom".into()]);
    let text = String::from_utf8_lossy(&done.stdout);
    let found = text.rsplit_once("PROBE").and_then(|(_, rest)| rest.split_once("END")).expect("the probe ended").0;
    serde_json::from_slice(&STANDARD.decode(found).unwrap()).unwrap()
}

#[test]
fn the_page_fits_every_width_and_can_be_read_by_everyone() {
    let Some(browser) = browser() else { return };
    let three = report(&["--lang", "es"]);
    let one = report(&["run", &scenario("klm-2014.toml"), "--set", "run.weeks=2"]);
    let cases =
        [(&three, 360, false), (&three, 360, true), (&three, 768, true), (&three, 1440, false), (&one, 768, false)];
    for (home, width, dark) in cases {
        let found = probe(&browser, &page(home.path()), width, dark);
        assert_eq!((found["width"].as_u64(), found["dark"].as_bool()), (Some(width.into()), Some(dark)));
        assert_eq!(found["back"] == "rgb(255, 255, 255)", !dark, "{}", found["back"]);
        assert!(found["wide"].as_u64() <= Some(width.into()), "{width}: {}", found["wide"]);
        assert_eq!(found["cut"], serde_json::json!([]), "{width}");
        assert_eq!(found["asked"], 0);
        match &found["axe"] {
            Value::Null => eprintln!("skipped: there is no axe-core in {AXE}"),
            violations => assert_eq!(*violations, serde_json::json!([]), "{width} {dark}"),
        }
    }
}

/// Nine weeks of a desk that answers by day, with types, reach, a day of crisis and rows that cannot be used.
fn export() -> String {
    let mut text = String::from("conversation,time,direction,channel,contact,agent,reach\n");
    let mut drawn = 1u64;
    let mut draw = |below: u64| {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (drawn >> 33) % below
    };
    for day in 0..63i64 {
        let usual = 20 + draw(9);
        for number in 0..if day == 40 { 6 * usual } else { usual } {
            let opened = 1_740_992_400 + day * 86_400 + draw(10 * 3600) as i64;
            let posted = opened + 120 + draw(1800) as i64;
            let at = |second: i64| jiff::Timestamp::from_second(second).unwrap();
            let (channel, contact) = (["public", "dm"][draw(2) as usize], ["a claim", "an order"][draw(2) as usize]);
            let row = |at: jiff::Timestamp, rest: String| format!("{day}-{number},{at},{rest}\n");
            text += &row(at(opened), format!("in,{channel},{contact},,{}", 50 + draw(900)));
            if draw(10) > 0 {
                text += &row(at(posted), format!("out,{channel},,agent {},", draw(3)));
            }
        }
    }
    text + "a,never,in,dm,,,\nb,1970-01-01 00:00,in,dm,,,\n"
}

/// The pages of `relevo calibrate` and `relevo forecast`, in a language.
fn calibrated(lang: &str) -> (TempDir, [PathBuf; 2]) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("export.csv"), export()).unwrap();
    for arguments in [
        &["calibrate", "export.csv", "--out", "calibrated"][..],
        &["forecast", "calibrated/scenario.toml", "--history", "export.csv", "--out", "forecast"],
    ] {
        let mut command = Command::cargo_bin("relevo").unwrap();
        command.current_dir(home.path()).args(arguments).args(["--quiet", "--lang", lang]).assert().success();
    }
    let pages = ["calibrated", "forecast"].map(|folder| home.path().join(folder).join("report.html"));
    (home, pages)
}

#[test]
fn the_pages_of_a_calibration_and_a_forecast_are_no_worse() {
    let Some(browser) = browser() else { return };
    for lang in ["en", "es"] {
        let (home, pages) = calibrated(lang);
        for page in &pages {
            let log = home.path().join("net.json");
            let done = open(&browser, page, &[format!("--log-net-log={}", log.display()), "--dump-dom".into()]);
            assert_eq!((console(&done), asked_for(&log)), (vec![], vec![]), "{}", page.display());
            for (width, dark) in [(360, true), (360, false), (1440, true)] {
                let found = probe(&browser, page, width, dark);
                let case = format!("{lang} {} {width} {dark}", page.display());
                assert!(found["wide"].as_u64() <= Some(width.into()), "{case}: {}", found["wide"]);
                assert_eq!((&found["cut"], &found["asked"]), (&serde_json::json!([]), &serde_json::json!(0)), "{case}");
                assert_eq!(found["back"] == "rgb(255, 255, 255)", !dark, "{case}: {}", found["back"]);
                if found["axe"].is_array() {
                    assert_eq!(found["axe"], serde_json::json!([]), "{case}");
                }
            }
        }
    }
}

#[test]
fn scenarios_stand_in_the_order_of_a_figure_that_is_chosen() {
    let Some(browser) = browser() else { return };
    let found = probe(&browser, &page(report(&[]).path()), 1440, false);
    let turn = |at: usize| {
        let turn = &found["sorts"][at];
        let values: Vec<f64> = turn["values"].as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect();
        (values, turn["names"].clone(), turn["sort"].clone(), turn["said"].as_str().unwrap().to_owned())
    };
    let (down, up, first) = (turn(0), turn(1), turn(2));
    assert!(down.0.is_sorted_by(|a, b| a >= b) && down.0.len() == 3, "{down:?}");
    assert!(up.0.is_sorted_by(|a, b| a <= b) && up.1 != down.1, "{up:?}");
    assert_eq!((down.2.as_str(), up.2.as_str(), first.2.as_str()), (Some("descending"), Some("ascending"), None));
    assert!(down.3.starts_with("Scenarios in the order of: ") && first.3.is_empty());
    assert!(first.1[0].as_str().unwrap().contains("baseline"), "{first:?}");
}

#[test]
fn the_page_prints_on_a_few_pages() {
    let Some(browser) = browser() else { return };
    let reports = [
        report(&["run", &scenario("klm-2014.toml"), "--set", "run.weeks=2"]),
        report(&["--lang", "es"]),
        report(&["--lang", "en"]),
    ];
    for home in reports {
        let pdf = home.path().join("report.pdf");
        let more = ["--no-pdf-header-footer".into(), format!("--print-to-pdf={}", pdf.display())];
        open(&browser, &page(home.path()), &more);
        let bytes = fs::read(&pdf).unwrap();
        let of = |sign: &[u8]| bytes.windows(sign.len()).filter(|window| *window == sign).count();
        let pages = of(b"/Type /Page\n") + of(b"/Type /Page ");
        assert!((1..=6).contains(&pages), "{pages} pages");
    }
}
