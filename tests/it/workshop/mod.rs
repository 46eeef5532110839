//! The workshop: rooms, trainers and teams, over HTTP and in browsers.

mod forms;
mod load;
mod rooms;
mod round;
mod studies;

use crate::serve::{Answer, Server};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(120);

/// A server whose rooms are in a file of its own.
pub struct House {
    pub server: Server,
    folder: TempDir,
}

/// A room and its key.
pub struct Room {
    pub code: String,
    pub secret: String,
}

impl House {
    pub fn new() -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let server = House::serve(&folder.path().join("rooms.db"), env!("CARGO_BIN_EXE_relevo").as_ref(), "0");
        House { server, folder }
    }

    /// Another build of the program.
    pub fn of(program: &std::ffi::OsStr) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let server = House::serve(&folder.path().join("rooms.db"), program, "0");
        House { server, folder }
    }

    fn serve(file: &Path, program: &std::ffi::OsStr, port: &str) -> Server {
        Server::of(program, &["--rooms", file.to_str().expect("a path"), "--port", port])
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("rooms.db")
    }

    /// Kills the server as `kill -9` does, and starts it again on the same port.
    pub fn killed_and_restarted(mut self) -> House {
        let port = self.server.port.to_string();
        self.server.child.kill().expect("killed");
        self.server.child.wait().expect("gone");
        let file = self.file();
        self.server = House::serve(&file, env!("CARGO_BIN_EXE_relevo").as_ref(), &port);
        self
    }

    pub fn open(&self, study: &str) -> Room {
        let opened = self.server.post("/api/workshop/rooms", &json!({ "study": study }));
        assert_eq!(opened.status, 200, "{}", opened.text());
        let opened = opened.json();
        let text = |key: &str| opened[key].as_str().expect("a text").to_owned();
        Room { code: text("code"), secret: text("secret") }
    }

    /// A team joins; its cookie.
    pub fn join(&self, room: &Room, name: &str) -> String {
        let joined = self.server.post(&room.path("/join"), &json!({ "name": name }));
        assert_eq!(joined.status, 200, "{}", joined.text());
        cookie(&joined)
    }

    pub fn trainer(&self, room: &Room) -> Value {
        let seen = self.as_trainer("GET", room, "", &Value::Null);
        assert_eq!(seen.status, 200, "{}", seen.text());
        seen.json()
    }

    pub fn as_trainer(&self, method: &str, room: &Room, path: &str, body: &Value) -> Answer {
        self.with(method, &room.path(path), ("X-Relevo-Trainer", &room.secret), body)
    }

    pub fn as_team(&self, method: &str, room: &Room, path: &str, cookie: &str, body: &Value) -> Answer {
        self.with(method, &room.path(path), ("Cookie", cookie), body)
    }

    fn with(&self, method: &str, path: &str, header: (&str, &str), body: &Value) -> Answer {
        let headers = [("Content-Type", "application/json"), header];
        let body = if method == "GET" { vec![] } else { body.to_string().into_bytes() };
        self.server.ask(method, path, &headers, &body)
    }

    pub fn submit(&self, room: &Room, cookie: &str, decision: &Value) -> Answer {
        let body = json!({ "round": 1, "decision": decision, "submit": true });
        self.as_team("POST", room, "/decide", cookie, &body)
    }

    /// Plays an act to its end.
    pub fn reveal(&self, room: &Room, act: &str) -> Value {
        let begun = self.as_trainer("POST", room, "/reveal", &json!({ "act": act }));
        assert_eq!(begun.status, 200, "{}", begun.text());
        let begin = Instant::now();
        loop {
            let seen = self.trainer(room);
            if seen["stage"] != "revealing" && seen["stage"] != "waiting" {
                return seen;
            }
            assert!(begin.elapsed() < PATIENCE, "{act} takes too long");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Room {
    pub fn path(&self, rest: &str) -> String {
        format!("/api/workshop/rooms/{}{rest}", self.code)
    }
}

/// The cookie of an answer as a browser sends it back. The head of an answer is kept in lower case, so it is read from the bytes elsewhere.
pub fn cookie(answer: &Answer) -> String {
    let set = answer.raw_header("set-cookie").expect("a cookie");
    set.split(';').next().expect("a pair").to_owned()
}
