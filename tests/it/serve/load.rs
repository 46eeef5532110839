//! Many at once and for long: what the server promises, measured. These take minutes, so they run only when asked for, on the
//! program that RELEVO_BINARY names (a release build):
//!
//!     RELEVO_BINARY=target/release/relevo cargo test --test it serve::load -- --ignored --nocapture --test-threads 1

use super::{DESK, Server};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::time::{Duration, Instant};

fn server() -> Server {
    let program = std::env::var_os("RELEVO_BINARY").unwrap_or_else(|| OsString::from(env!("CARGO_BIN_EXE_relevo")));
    Server::of(&program, &[])
}

/// Sorted, in milliseconds.
fn told(about: &str, mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{about}: {} first figures, median {:.0} ms, 95 % {:.0} ms, most {:.0} ms",
        times.len(),
        at(0.5),
        at(0.95),
        at(1.0)
    );
    at(0.95)
}

/// What a page asks for when a lever moves: the built-in study with another volume, and the pictures on the screen.
fn moved(step: u64) -> Value {
    let set = json!({ "demand.per_week": 900 + step % 400 });
    let scenarios: Vec<Value> = (0..3).map(|start| json!({ "start": start, "set": set })).collect();
    json!({ "scenarios": scenarios, "pictures": ["backlog", "money"], "result": false })
}

/// Moves a lever and waits for the first figures: how long that took.
fn first_figures(server: &Server, client: &str, step: u64) -> (f64, super::Listener) {
    let begin = Instant::now();
    let mut listener = server.listen(client, &moved(step));
    listener.wait("figures");
    (begin.elapsed().as_secs_f64() * 1e3, listener)
}

#[test]
#[ignore = "measures; needs a release build and a quiet machine"]
fn one_who_moves_levers_sees_figures_at_once() {
    let server = server();
    let times = (0..200).map(|step| {
        let (time, listener) = first_figures(&server, "one", step);
        drop(listener);
        server.until_quiet();
        time
    });
    let most = told("one client", times.collect());
    assert!(most < 100.0, "{most}");
}

#[test]
#[ignore = "measures; takes a minute and needs a release build"]
fn forty_move_levers_for_a_minute() {
    let server = server();
    let end = Instant::now() + Duration::from_secs(60);
    let times = std::thread::scope(|scope| {
        let client = |number: u64| {
            let server = &server;
            move || {
                let (mut times, mut step) = (vec![], number * 7);
                while Instant::now() < end {
                    let (time, listener) = first_figures(server, &format!("client-{number}"), step);
                    times.push(time);
                    step += 1;
                    // A hand rests between half a second and a second and a half; meanwhile figures are refined.
                    std::thread::sleep(Duration::from_millis(500 + (step * 37 + number * 101) % 1000));
                    drop(listener);
                }
                times
            }
        };
        let clients: Vec<_> = (0..40).map(|number| scope.spawn(client(number))).collect();
        clients.into_iter().flat_map(|client| client.join().expect("no error")).collect()
    });
    let most = told("forty clients", times);
    assert!(most < 2000.0, "{most}");
}

/// Megabytes of the process in memory.
fn resident(server: &Server) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    line.trim().trim_end_matches("kB").trim().parse::<f64>().expect("a number") / 1024.0
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "ten thousand runs take minutes"]
fn memory_is_flat_over_ten_thousand_runs() {
    let server = server();
    let run = |step: u64| {
        let set = json!({ "demand.per_week": 200 + step % 100 });
        let body = json!({ "scenarios": [{ "toml": DESK, "set": set }], "replications": 4, "result": false, "pictures": ["backlog"] });
        let mut listener = server.listen(&format!("client-{}", step % 8), &body);
        assert_eq!(listener.wait("end")["reason"], "done");
    };
    let mut sizes = vec![];
    for step in 0..10_000 {
        run(step);
        if step % 1000 == 999 {
            sizes.push(resident(&server));
        }
    }
    println!("megabytes after every thousand runs: {sizes:.1?}");
    assert!(sizes[9] < sizes[1] * 1.1 + 5.0, "{sizes:?}");
}
