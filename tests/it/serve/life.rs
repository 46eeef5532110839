//! What is on, what stops, and for whom there is room.

use super::{DESK, Server, endless};
use serde_json::json;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

/// From the wish to stop until nothing is simulated: a simulated hour takes microseconds; the rest is the other work of the machine.
const AT_ONCE: Duration = Duration::from_millis(500);

#[test]
fn something_newer_stops_something_older_of_the_same_page_at_once() {
    let server = Server::start(&[]);
    let mut old = server.listen("page", &endless());
    let mut other = server.listen("another", &endless());
    old.wait("figures");
    other.wait("figures");
    let begin = Instant::now();
    let mut new = server.listen("page", &json!({ "scenarios": [{ "toml": DESK }], "pictures": [] }));
    assert_eq!(old.wait("end")["reason"], "superseded");
    let stopped = begin.elapsed();
    assert!(stopped < AT_ONCE, "{stopped:?}");
    assert_eq!(new.wait("end")["reason"], "done");
    // A run that has told its end is taken from the list a moment later.
    while server.runs() > 1 && begin.elapsed() < Duration::from_secs(10) {}
    assert_eq!(server.runs(), 1, "the run of another page goes on, and only that");
}

#[test]
fn whoever_leaves_is_not_simulated_for() {
    let server = Server::start(&[]);
    let mut listener = server.listen("page", &endless());
    listener.wait("figures");
    assert_eq!(server.runs(), 1);
    drop(listener);
    let quiet = server.until_quiet();
    assert!(quiet < AT_ONCE, "{quiet:?}");
    // The same of one who waits for a file, and of one who waits for shifts.
    let body = json!({ "scenarios": endless()["scenarios"], "kind": "html", "replications": 900 }).to_string();
    let mut stream = server.connect();
    server.send(&mut stream, "POST", "/api/report", &[("Content-Type", "application/json")], body.as_bytes());
    while server.runs() == 0 {}
    drop(stream);
    let quiet = server.until_quiet();
    assert!(quiet < AT_ONCE, "{quiet:?}");
}

/// One with much to do keeps nobody waiting for first figures.
#[test]
fn first_figures_come_before_refinement() {
    let server = Server::start(&["--threads", "1"]);
    let mut greedy: Vec<_> = (0..8).map(|at| server.listen(&format!("greedy-{at}"), &endless())).collect();
    greedy.iter_mut().for_each(|one| _ = one.wait("figures"));
    let begin = Instant::now();
    let mut modest = server.listen("modest", &json!({ "scenarios": [{ "toml": DESK }], "pictures": [] }));
    modest.wait("figures");
    let waited = begin.elapsed();
    assert!(waited < Duration::from_secs(2), "{waited:?}");
}

#[test]
fn there_is_room_for_so_many_and_no_more() {
    let server = Server::start(&["--threads", "1"]);
    let mut guests: Vec<_> = (0..64).map(|at| server.listen(&format!("guest-{at}"), &endless())).collect();
    guests.iter_mut().for_each(|one| _ = one.wait("begun"));
    let refused = server.post("/api/run", &endless());
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("2")));
    assert_eq!(refused.json()["error"]["code"], "busy");
    // Others are answered meanwhile, and whoever is in may ask for something newer.
    assert_eq!(server.get("/").status, 200);
    let mut newer = server.listen("guest-7", &endless());
    newer.wait("begun");
    assert_eq!(guests[7].wait("end")["reason"], "superseded");
    guests.truncate(1);
    let mut welcome = server.listen("late", &endless());
    welcome.wait("begun");
}

#[test]
fn a_desk_that_fills_up_is_told_in_the_stream() {
    let server = Server::start(&[]);
    let contagious = format!("{DESK}[demand.contagion]\nper_hour = 0.9\nafter = \"1h\"\n")
        .replace("share = 1.0", "share = 1.0\nnegative = true")
        .replace("per_week = 260", "per_week = 2600")
        .replace("weeks = 3", "weeks = 300");
    let answer =
        server.post("/api/run", &json!({ "lang": "es", "scenarios": [{ "toml": contagious }], "replications": 4 }));
    if answer.status == 422 {
        // Already seen on paper: then it is told at once.
        assert!(
            answer.text().contains("explosive_contagion") || answer.text().contains("workload"),
            "{}",
            answer.text()
        );
        return;
    }
    let events = answer.events();
    let (name, told) = &events[events.len() - 2];
    assert_eq!(name, "problem", "{told}");
    assert!(told["message"].as_str().expect("a sentence").contains("conversaciones abiertas"), "{told}");
    assert_eq!(events.last().map(|(_, data)| data["reason"].clone()), Some(json!("failed")));
}

#[cfg(unix)]
#[test]
fn the_server_says_good_bye() {
    for signal in ["-INT", "-TERM"] {
        let mut server = Server::start(&[]);
        let mut listener = server.listen("page", &endless());
        listener.wait("figures");
        let id = server.child.id().to_string();
        let begin = Instant::now();
        std::process::Command::new("kill").args([signal, &id]).status().expect("kill");
        assert_eq!(listener.wait("end")["reason"], "stopping");
        assert!(listener.next().is_none());
        let status = server.child.wait().expect("an end");
        assert_eq!(status.code(), Some(130));
        assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
        let mut told = String::new();
        server.child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
        assert_eq!(told.trim(), "the server has stopped");
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_comes_while_the_server_stops_does_not_hold_it_up() {
    let mut server = Server::start(&[]);
    let body = endless().to_string();
    let (first, rest) = body.split_at(body.len() - 5);
    let mut stream = server.connect();
    let head = format!(
        "POST /api/run HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        server.host(),
        body.len()
    );
    stream.write_all(format!("{head}{first}").as_bytes()).expect("a connection");
    // It is being read when the server is told to stop.
    std::thread::sleep(Duration::from_millis(300));
    let id = server.child.id().to_string();
    let begin = Instant::now();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    std::thread::sleep(Duration::from_millis(500));
    let _ = stream.write_all(rest.as_bytes());
    server.child.wait().expect("an end");
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

/// While one decision is looked for, others ask for theirs and leave: these do not wait in a line that nothing bounds.
#[test]
fn decisions_of_those_who_left_are_forgotten() {
    let server = Server::start(&[]);
    let start: Vec<_> = (0..3).map(|at| json!({ "start": at })).collect();
    let mut holder = server.listen("holder", &json!({ "scenarios": start, "replications": 60, "pictures": [] }));
    while holder.wait("figures")["state"] != "all" {}
    let two = json!([{ "toml": DESK }, { "toml": DESK, "set": { "desk.team.all.agents": 3 } }]);
    for at in 0..40 {
        let body = json!({ "scenarios": two, "replications": 2, "pictures": [], "result": false });
        let mut listener = server.listen(&format!("page-{at}"), &body);
        listener.wait("figures");
    }
    std::thread::sleep(Duration::from_millis(300));
    assert!(server.runs() < 10, "{} runs", server.runs());
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start(&[]);
    let port = server.port.to_string();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
    let done = command.args(["serve", "--port", &port]).env("LC_ALL", "C").output().expect("relevo runs");
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains(&port) && told.contains("--port"), "{told}");
}
