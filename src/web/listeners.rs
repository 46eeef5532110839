//! Those who listen to rooms: they hear that something has changed, and then ask what they may know.

use super::stream::Trouble;
use crate::locale::Lang;
use crate::workshop::Denied;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_stream::Stream;

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Listeners of all rooms: fewer than connections, so that they can still ask.
const MOST: usize = 190;
/// Listeners of a room: its teams and some more.
const MOST_OF_A_ROOM: usize = 100;
/// After which a browser whose stream broke off asks again.
const AGAIN: Duration = Duration::from_millis(700);

/// Something in the room is not as it was.
#[derive(Serialize, JsonSchema)]
pub struct Changed {
    changed: bool,
}

/// How far the simulation of a reveal is.
#[derive(Serialize, JsonSchema)]
pub struct RevealProgress {
    done: usize,
    all: usize,
}

/// Rooms and who listens to them.
pub struct Hub {
    rooms: Mutex<Listening>,
}

#[derive(Default)]
struct Listening {
    by_code: HashMap<String, Vec<Listener>>,
    closed: bool,
}

struct Listener {
    lang: Lang,
    teller: UnboundedSender<Event>,
}

impl Hub {
    pub fn new() -> Arc<Hub> {
        Arc::new(Hub { rooms: Mutex::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Listening> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A stream that begins with `changed`, so that whoever comes back asks what there is; `None` where too many listen.
    pub fn listen(&self, code: &str, lang: Lang) -> Option<Response> {
        let mut rooms = self.lock();
        rooms.by_code.values_mut().for_each(|listeners| listeners.retain(|one| !one.teller.is_closed()));
        rooms.by_code.retain(|_, listeners| !listeners.is_empty());
        let all: usize = rooms.by_code.values().map(Vec::len).sum();
        let here = rooms.by_code.get(code).map_or(0, Vec::len);
        if rooms.closed || all >= MOST || here >= MOST_OF_A_ROOM {
            return None;
        }
        let (teller, heard) = unbounded_channel();
        let _ = teller.send(event("changed", &Changed { changed: true }).retry(AGAIN));
        rooms.by_code.entry(code.to_owned()).or_default().push(Listener { lang, teller });
        let alive = KeepAlive::new().interval(Duration::from_secs(10));
        let mut response = Sse::new(Heard(heard)).keep_alive(alive).into_response();
        let kept = axum::http::HeaderValue::from_static("no-store");
        response.headers_mut().insert(axum::http::header::CACHE_CONTROL, kept);
        Some(response)
    }

    fn tell(&self, code: &str, made: impl Fn(Lang) -> Event) {
        if let Some(listeners) = self.lock().by_code.get_mut(code) {
            listeners.retain(|one| one.teller.send(made(one.lang)).is_ok());
        }
    }

    pub fn changed(&self, code: &str) {
        self.tell(code, |_| event("changed", &Changed { changed: true }));
    }

    pub fn progress(&self, code: &str, done: usize, all: usize) {
        self.tell(code, |_| event("progress", &RevealProgress { done, all }));
    }

    pub fn trouble(&self, code: &str, why: Denied) {
        self.tell(code, |lang| event("problem", &Trouble { message: why.text(lang) }));
    }

    /// The server stops: all streams end.
    pub fn close(&self) {
        let mut rooms = self.lock();
        rooms.closed = true;
        rooms.by_code.clear();
    }
}

fn event(name: &'static str, data: &impl Serialize) -> Event {
    let data = serde_json::to_string(data).expect("events hold text and numbers under keys of text");
    Event::default().event(name).data(data)
}

struct Heard(UnboundedReceiver<Event>);

impl Stream for Heard {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|event| event.map(Ok))
    }
}
