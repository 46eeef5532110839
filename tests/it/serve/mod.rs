//! `relevo serve`: the real program on a free port, asked by plain sockets, so that nothing mends what is sent or received.

mod abuse;
mod api;
mod document;
mod life;
mod load;

use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing takes so long unless something hangs.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Server {
    pub child: Child,
    pub port: u16,
    _told: BufReader<ChildStdout>,
}

impl Server {
    /// The server with these further arguments.
    pub fn start(arguments: &[&str]) -> Server {
        Server::of(env!("CARGO_BIN_EXE_relevo").as_ref(), arguments)
    }

    /// The same of another build of the program.
    pub fn of(program: &OsStr, arguments: &[&str]) -> Server {
        let mut command = Command::new(program);
        command.args(["serve", "--quiet"]).args(arguments).env("LC_ALL", "C");
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("relevo starts");
        let mut told = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        told.read_line(&mut line).expect("an address");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {line}"));
        Server { child, port, _told: told }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], self.port))).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// A request as a well-behaved client sends it, and its answer to the end.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        self.send(&mut stream, method, path, headers, body);
        Answer::of(stream)
    }

    /// HTTP/1.0, so that an answer of unknown length comes as it is and ends with its connection.
    pub fn send(&self, stream: &mut TcpStream, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) {
        let mut text = format!("{method} {path} HTTP/1.0\r\n");
        if headers.iter().all(|(name, _)| *name != "Host") {
            text.push_str(&format!("Host: {}\r\n", self.host()));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        // A server that refuses may close before it has read all.
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.write_all(body));
    }

    /// A run that is listened to.
    pub fn listen(&self, client: &str, body: &Value) -> Listener {
        let mut stream = self.connect();
        let headers = [("Content-Type", "application/json"), ("X-Relevo-Client", client)];
        self.send(&mut stream, "POST", "/api/run", &headers, body.to_string().as_bytes());
        Listener(BufReader::new(stream))
    }

    /// Runs that are not over.
    pub fn runs(&self) -> u64 {
        self.get("/healthz").json()["runs"].as_u64().expect("a number")
    }

    /// How long it took until nothing is simulated any more.
    pub fn until_quiet(&self) -> Duration {
        let begin = Instant::now();
        loop {
            let health = self.get("/healthz").json();
            if (health["runs"].as_u64(), health["tasks"].as_u64()) == (Some(0), Some(0)) {
                return begin.elapsed();
            }
            assert!(begin.elapsed() < PATIENCE, "{health}");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    /// The head as it came.
    raw_head: String,
    pub body: Vec<u8>,
}

impl Answer {
    fn of(mut stream: TcpStream) -> Answer {
        let mut bytes = vec![];
        // What came before a connection was reset counts.
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {:?}", String::from_utf8_lossy(&bytes)));
        let raw_head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let head = raw_head.to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, raw_head, body: bytes[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    /// The same with capitals and small letters as they came.
    pub fn raw_header(&self, name: &str) -> Option<&str> {
        let value =
            |line: &'_ str| line.get(..name.len() + 2)?.eq_ignore_ascii_case(&format!("{name}: ")).then_some(());
        self.raw_head.lines().find(|line| value(line).is_some()).map(|line| &line[name.len() + 2..])
    }

    /// The events of a stream: name and data.
    pub fn events(&self) -> Vec<(String, Value)> {
        let mut reader = Listener(BufReader::new(&self.body[..]));
        std::iter::from_fn(|| reader.next()).collect()
    }
}

/// One who hears events as they come.
pub struct Listener<R = TcpStream>(BufReader<R>);

impl<R: Read> Listener<R> {
    /// The next event; `None` when the stream has ended.
    pub fn next(&mut self) -> Option<(String, Value)> {
        let mut name = None;
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(text) = line.strip_prefix("event: ") {
                name = Some(text.trim().to_owned());
            } else if let (Some(text), Some(name)) = (line.strip_prefix("data: "), &name) {
                return Some((name.clone(), serde_json::from_str(text).expect("data as JSON")));
            }
        }
    }

    /// The next event of this name; those before it are left out.
    pub fn wait(&mut self, wanted: &str) -> Value {
        loop {
            let (name, data) = self.next().unwrap_or_else(|| panic!("the stream ended before {wanted}"));
            if name == wanted {
                return data;
            }
        }
    }
}

/// A desk that is simulated in a moment.
pub const DESK: &str = r#"
name = "small"
[run]
weeks = 3
replications = 10
seed = 5
[demand]
per_week = 260
profile = "consumer"
noise_per_week = 40
[[demand.contact]]
name = "question"
share = 1.0
handling_time = { mean = 6.0, cv = 0.9 }
agent_messages = 1.4
[desk]
service_hours = ["daily 08:00-20:00"]
shrinkage = { absence = 0.05, off_queue = 0.10 }
[[desk.team]]
name = "all"
agents = 2
shifts = ["daily 08:00-20:00"]
hourly_wage = 10
[[sla]]
name = "1 h of service"
within = "1h"
target = 0.8
clock = "service_hours"
"#;

/// The same with so much to do that it is not done within a test.
pub fn endless() -> Value {
    let busy = DESK.replace("weeks = 3", "weeks = 500").replace("per_week = 260", "per_week = 150");
    serde_json::json!({ "scenarios": [{ "toml": busy }], "replications": 900, "pictures": [], "result": false })
}
