//! Chromium by WebDriver, over plain sockets: the few commands that these tests need.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};
use tempfile::TempDir;

/// Nothing takes so long unless something hangs.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_millis(50);
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1600,1000",
];
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const SHIFT: &str = "\u{e008}";
pub const RIGHT: &str = "\u{e014}";
pub const DOWN: &str = "\u{e015}";

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: TempDir,
}

/// How a page is looked at.
#[derive(Clone, Copy)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
}

pub const DESKTOP: Screen = Screen { width: 1440, height: 1000, dark: false };

/// A driver and its port; `None` where there is no such program. One that finds its port taken ends, and another is started.
fn driver() -> Option<(Child, u16)> {
    for _ in 0..5 {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut driver = started.ok()?;
        let told = BufReader::new(driver.stdout.take().expect("a pipe"));
        let port = told
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_suffix('.')?.rsplit_once("successfully on port ")?.1.parse().ok());
        if let Some(port) = port {
            return Some((driver, port));
        }
        driver.kill().ok();
        driver.wait().ok();
    }
    panic!("chromedriver finds no port");
}

impl Browser {
    /// `None`, and a word, where there is no browser or nothing to drive it with.
    pub fn start(screen: Screen) -> Option<Browser> {
        let Some((driver, port)) = driver() else {
            eprintln!("skipped: there is no chromedriver");
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder");
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        browser.session = browser.begin(screen)?;
        Some(browser)
    }

    fn begin(&self, Screen { width, height, dark }: Screen) -> Option<String> {
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
        flags.push(format!("--user-data-dir={}", self._profile.path().display()));
        flags.push(format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 }));
        let options = json!({ "args": flags, "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1, "touch": false, "mobile": false } } });
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let answer = self.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        if answer["error"] == "session not created" {
            eprintln!("skipped: there is no Chromium: {}", answer["message"]);
            return None;
        }
        Some(answer["sessionId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned())
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], self.port))).expect("the driver");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).expect("sent");
        answer(stream)
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        let answer = self.ask("POST", &format!("/session/{}/{path}", self.session), body);
        assert!(answer["error"].is_null(), "{path}: {}", answer["message"]);
        answer
    }

    pub fn open(&self, address: &str) {
        self.command("url", &json!({ "url": address }));
    }

    /// What a function body returns in the page.
    pub fn js(&self, body: &str) -> Value {
        self.command("execute/sync", &json!({ "script": body, "args": [] }))
    }

    pub fn text(&self, selector: &str) -> String {
        let found = self.js(&format!("return document.querySelector({})?.textContent ?? ''", json!(selector)));
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression holds; tells what was on the page if it never does.
    pub fn until(&self, expression: &str) -> Value {
        let begin = Instant::now();
        loop {
            let found = self.js(&format!("return {expression}"));
            if found.as_bool() != Some(false) && !found.is_null() {
                return found;
            }
            if begin.elapsed() > PATIENCE {
                self.shot("failed");
                let page = self.js("return document.body.innerText.slice(0, 2000)");
                panic!("never: {expression}\n{:?}\n{page}", self.log());
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.command("element", &json!({ "using": "css selector", "value": selector }));
        found.as_object().and_then(|found| found.values().next()?.as_str()).expect("an element").to_owned()
    }

    pub fn click(&self, selector: &str) {
        self.js(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(selector)));
        self.command(&format!("element/{}/click", self.element(selector)), &json!({}));
    }

    /// Types into an element; the path of a file into an input for files.
    pub fn type_into(&self, selector: &str, text: &str) {
        self.command(&format!("element/{}/value", self.element(selector)), &json!({ "text": text }));
    }

    /// Puts a text in place of what stands in an input.
    pub fn replace(&self, selector: &str, text: &str) {
        self.js(&format!("const input = document.querySelector({}); input.scrollIntoView({{ block: 'center' }}); input.focus(); input.select()", json!(selector)));
        self.type_into(selector, text);
    }

    /// Keys pressed one after the other, each with those that are held down.
    pub fn press(&self, held: &[&str], keys: &[&str]) {
        let step = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        let mut steps: Vec<Value> = held.iter().map(|key| step("keyDown", key)).collect();
        steps.extend(keys.iter().flat_map(|key| [step("keyDown", key), step("keyUp", key)]));
        steps.extend(held.iter().map(|key| step("keyUp", key)));
        self.command("actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": steps }] }));
    }

    /// Drags with the mouse from the middle of one element to that of another.
    pub fn drag(&self, from: &str, to: &str) {
        let over = |selector: &str| {
            let origin = json!({ "element-6066-11e4-a52e-4f735466cecf": self.element(selector) });
            json!({ "type": "pointerMove", "duration": 50, "origin": origin, "x": 0, "y": 0 })
        };
        self.js(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(from)));
        let button = |kind: &str| json!({ "type": kind, "button": 0 });
        let steps = [over(from), button("pointerDown"), over(to), button("pointerUp")];
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.command("actions", &json!({ "actions": [mouse] }));
    }

    /// What the page and the browser complained about since it was last asked.
    pub fn log(&self) -> Vec<String> {
        let found = self.command("se/log", &json!({ "type": "browser" }));
        found
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Keeps what is on the screen in target/screens, to be looked at.
    pub fn shot(&self, name: &str) -> PathBuf {
        let answer = self.ask("GET", &format!("/session/{}/screenshot", self.session), &Value::Null);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, STANDARD.decode(answer.as_str().expect("a picture")).expect("base64")).expect("written");
        file
    }
}

/// What the driver says. It leaves connections open, so the length of its answer counts.
fn answer(stream: TcpStream) -> Value {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line of the driver");
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(text) = line.strip_prefix("content-length:") {
            length = text.trim().parse().expect("a length");
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the answer of the driver");
    let told: Value = serde_json::from_slice(&body).expect("JSON of the driver");
    told["value"].clone()
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Closes the browser as well, which outlives its driver otherwise.
            let stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], self.port)));
            let head =
                format!("DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", self.session);
            let _ = stream.and_then(|mut stream| {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.write_all(head.as_bytes())?;
                stream.read(&mut [0; 64])
            });
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
