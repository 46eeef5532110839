//! Whatever is sent: the server stays up, answers others, and leaks nothing.

use super::{DESK, Server};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// That it is well, and how soon it says so.
fn well(server: &mut Server) {
    let begin = Instant::now();
    assert_eq!(server.get("/healthz").status, 200);
    assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
    assert!(server.child.try_wait().expect("a child").is_none(), "the server has ended");
}

/// Every header that keeps a page safe stands in every answer, also in refusals.
fn hardened(answer: &super::Answer) {
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value));
    }
    assert!(answer.header("access-control-allow-origin").is_none() && answer.header("server").is_none());
}

#[test]
fn hosts_and_origins_are_the_announced_ones() {
    let mut server = Server::start(&[]);
    let (own, port) = (server.host(), server.port);
    let json_type = ("Content-Type", "application/json");
    let body = json!({ "scenario": { "toml": DESK } }).to_string();
    let other_port = format!("127.0.0.1:{}", port.wrapping_add(1));
    let named = format!("evil.example:{port}");
    let longer = format!("{own}.evil.example");
    for host in ["evil.example", "", other_port.as_str(), named.as_str(), longer.as_str(), "127.0.0.1"] {
        for (method, path) in [("GET", "/"), ("GET", "/healthz"), ("POST", "/api/check")] {
            let answer = server.ask(method, path, &[("Host", host), json_type], body.as_bytes());
            assert_eq!(answer.status, 421, "{host} {path}");
            hardened(&answer);
            assert!(!answer.text().contains("evil"));
        }
    }
    let twice = server.ask("GET", "/", &[("Host", &own), ("Host", "evil.example")], b"");
    assert!([400, 421].contains(&twice.status));
    let absolute = server.ask("GET", "http://evil.example/healthz", &[], b"");
    assert_eq!(absolute.status, 421);
    let localhost = format!("localhost:{port}");
    assert_eq!(server.ask("GET", "/", &[("Host", &localhost)], b"").status, 200);
    let (own_origin, https) = (format!("http://{own}"), format!("https://{own}"));
    for (origin, status) in
        [("null", 403), ("http://evil.example", 403), (https.as_str(), 403), ("", 403), (own_origin.as_str(), 200)]
    {
        let answer = server.ask("POST", "/api/check", &[("Origin", origin), json_type], body.as_bytes());
        assert_eq!(answer.status, status, "{origin}");
        hardened(&answer);
    }
    well(&mut server);
}

#[test]
fn paths_lead_nowhere_but_to_what_there_is() {
    let mut server = Server::start(&[]);
    let long = format!("/assets/{}", "a/../".repeat(2000));
    for path in [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets//etc/passwd",
        "//etc/passwd",
        "/assets/style.css%00",
        "/assets/%00",
        "/assets/style.css/",
        "/assets/",
        "/assets",
        "/assets/STYLE.CSS",
        "/api",
        "/api/",
        "/api/run/",
        "/api//run",
        "/.git/config",
        "/%ff%fe",
        "/assets/%ff",
        "/assets/....//style.css",
        "/assets/.",
        "/index.html",
        long.as_str(),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        hardened(&answer);
        assert!(!answer.text().contains("root:") && !answer.text().contains("[package]"));
    }
    assert_eq!(server.get("/assets/style.css?x=/../../etc/passwd").status, 200);
    for raw in [
        "GET  HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\n\r\n\r\n\r\n",
    ] {
        let mut stream = server.connect();
        let _ = stream.write_all(raw.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut told = Vec::new();
        let _ = stream.read_to_end(&mut told);
        let told = String::from_utf8_lossy(&told);
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 400"), "{raw:?}: {told}");
    }
    let mut stream = server.connect();
    let _ = stream.write_all(
        format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", server.host(), "x".repeat(100_000)).as_bytes(),
    );
    let mut told = String::new();
    let _ = stream.read_to_string(&mut told);
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 431"), "{told}");
    well(&mut server);
}

#[test]
fn bodies_are_judged_before_anything_is_done() {
    let mut server = Server::start(&[]);
    let json_type = ("Content-Type", "application/json");
    let whole = json!({ "scenario": { "toml": DESK } }).to_string();
    for (kind, status) in
        [("text/plain", 415), ("", 415), ("multipart/form-data", 415), ("application/json; charset=utf-8", 200)]
    {
        assert_eq!(
            server.ask("POST", "/api/check", &[("Content-Type", kind)], whole.as_bytes()).status,
            status,
            "{kind}"
        );
    }
    let nested = format!("{{\"scenario\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let twice = "{\"scenario\":{\"toml\":\"\"},\"scenario\":{\"toml\":\"\"}}";
    for broken in
        ["", "{", "null", "[]", "\u{feff}{}", "{\"scenario\":{\"toml\":\"\\ud800\"}}", nested.as_str(), twice, "\0"]
    {
        let answer = server.ask("POST", "/api/check", &[json_type], broken.as_bytes());
        assert_eq!(answer.status, 400, "{:?}", &broken[..broken.len().min(60)]);
        hardened(&answer);
    }
    assert_eq!(server.ask("POST", "/api/check", &[json_type], b"{\"scenario\":{\"toml\":\"\xff\"}}").status, 400);
    let large = json!({ "scenario": { "toml": "#".repeat(3 << 20) } }).to_string();
    assert_eq!(server.ask("POST", "/api/check", &[json_type], large.as_bytes()).status, 413);
    assert_eq!(announced(&server, 1 << 40), 413);
    assert_eq!(chunked(&server, 40 << 10, 100), 413);
    well(&mut server);
}

/// A body that is announced to be so long and never comes.
fn announced(server: &Server, length: u64) -> u16 {
    let mut stream = server.connect();
    let head = format!(
        "POST /api/check HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
        server.host()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    super::Answer::of(stream).status
}

/// A body that does not say how long it is.
fn chunked(server: &Server, chunk: usize, chunks: usize) -> u16 {
    let mut stream = server.connect();
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        server.host()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let part = format!("{chunk:x}\r\n{}\r\n", " ".repeat(chunk));
    for _ in 0..chunks {
        if stream.write_all(part.as_bytes()).is_err() {
            break;
        }
    }
    super::Answer::of(stream).status
}

#[test]
fn scenarios_are_data_and_not_trusted() {
    let mut server = Server::start(&[]);
    let check = |entry: serde_json::Value| {
        let answer = server.post("/api/run", &json!({ "scenarios": [entry], "replications": 4 }));
        assert_eq!(answer.status, 422, "{}", answer.text());
        let text = answer.text();
        for leak in ["root:", "/src/", "src/", env!("CARGO_MANIFEST_DIR"), "panicked"] {
            assert!(!text.contains(leak), "{text}");
        }
        answer.json()
    };
    for file in ["/etc/passwd", "../../../etc/passwd", "retailer.toml", "file:///etc/passwd", "/dev/zero"] {
        check(json!({ "toml": format!("extends = \"{file}\"\n") }));
        check(json!({ "toml": DESK.replace("\"consumer\"", &format!("\"{}\"", file.replace(".toml", ".csv"))) }));
        check(json!({ "toml": DESK, "set": { "extends": file } }));
        check(json!({ "start": 0, "set": { "desk.team.day.shifts": format!("{file}.csv") } }));
        check(json!({ "start": 0, "set": { "demand.profile": format!("{file}.csv") } }));
    }
    check(json!({ "start": 3 }));
    check(json!({ "start": 0, "toml": DESK }));
    check(json!({ "name": "x" }));
    check(json!({ "toml": DESK, "set": { "demand.per_week": null } }));
    check(json!({ "toml": DESK, "set": { "a=1\nrun.seed": 3 } }));
    check(json!({ "toml": DESK, "set": { "": 3 } }));
    check(json!({ "toml": DESK, "set": { "desk.team.all.agents": 1e300 } }));
    check(json!({ "toml": DESK, "name": "a\u{0}b" }));
    check(json!({ "toml": DESK, "name": "x".repeat(100_000) }));
    let many: serde_json::Map<String, serde_json::Value> = (0..1001).map(|at| (format!("key{at}"), json!(1))).collect();
    check(json!({ "toml": DESK, "set": many }));
    check(json!({ "toml": "a = [".repeat(50_000) }));
    check(json!({ "toml": format!("{DESK}[desk]\n") }));
    // Too much work is refused with the limit and the lever.
    let workload = |entry: serde_json::Value, replications: u32| {
        let answer = server.post("/api/run", &json!({ "scenarios": [entry], "replications": replications }));
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (422, &json!("workload")), "{}", answer.text());
        assert!(answer.text().contains("run.weeks"), "{}", answer.text());
    };
    workload(json!({ "toml": DESK, "set": { "run.weeks": 500 } }), 1000);
    let busy = DESK.replace("per_week = 260", "per_week = 26000").replace("agents = 2", "agents = 200");
    workload(json!({ "toml": busy, "set": { "run.weeks": 100 } }), 4);
    // Agents come and go also where hardly anybody writes.
    workload(json!({ "toml": DESK, "set": { "desk.team.all.agents": 5000, "run.weeks": 400 } }), 1);
    workload(
        json!({ "toml": DESK.replace("agent_messages = 1.4", "agent_messages = 90"), "set": { "demand.per_week": 10_000 } }),
        4,
    );
    let slow = json!({ "scenarios": [{ "toml": DESK }], "replications": 1001 });
    assert_eq!(server.post("/api/run", &slow).json()["error"]["code"], "replications");
    let six: Vec<_> = (0..6).map(|_| json!({ "toml": DESK })).collect();
    assert_eq!(server.post("/api/run", &json!({ "scenarios": six })).json()["error"]["code"], "scenarios");
    well(&mut server);
}

/// Both ways of being slow at once: a byte a second of the head, and of the body.
#[test]
fn slow_clients_are_left_behind() {
    let mut server = Server::start(&[]);
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n",
        server.host()
    );
    let (mut of_head, mut of_body) = (server.connect(), server.connect());
    of_body.write_all(head.as_bytes()).expect("sent");
    let begin = Instant::now();
    let mut left = [false, false];
    while left.contains(&false) {
        assert!(begin.elapsed() < Duration::from_secs(30), "{left:?}");
        std::thread::sleep(Duration::from_secs(1));
        for (left, (stream, byte)) in left.iter_mut().zip([(&mut of_head, b"G"), (&mut of_body, b" ")]) {
            *left = *left || stream.write_all(byte).is_err() || closed(stream);
        }
        well(&mut server);
    }
    assert!(begin.elapsed() > Duration::from_secs(5), "nobody who is merely slow is cut off at once");
}

/// As many as there may be begin to send and stop; whoever comes then is served.
#[test]
fn slow_bodies_keep_nobody_out() {
    let mut server = Server::start(&[]);
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n",
        server.host()
    );
    let slow: Vec<TcpStream> = (0..256)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(head.as_bytes()).expect("sent");
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    for _ in 0..10 {
        well(&mut server);
    }
    drop(slow);
}

/// Whether the other side has closed; what it said before is passed over.
fn closed(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_millis(10))).expect("a timeout");
    let mut bytes = [0; 4096];
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => {
                return error.kind() != std::io::ErrorKind::WouldBlock && error.kind() != std::io::ErrorKind::TimedOut;
            }
        }
    }
}

#[test]
fn a_thousand_idle_connections_keep_nobody_out() {
    let mut server = Server::start(&[]);
    let mut page = server.listen("page", &super::endless());
    page.wait("figures");
    let mut idle = vec![];
    for at in 0..1000 {
        idle.push(server.connect());
        if at % 100 == 0 {
            well(&mut server);
        }
    }
    well(&mut server);
    assert_eq!(server.runs(), 1, "who is being served stays");
    // Half of them begin to speak and stop.
    for stream in &mut idle[500..] {
        let _ = stream.write_all(b"GET / HT");
    }
    well(&mut server);
    let body = json!({ "scenarios": [{ "toml": DESK }], "pictures": [] });
    assert_eq!(server.post("/api/run", &body).events().last().expect("events").1["reason"], "done");
}
