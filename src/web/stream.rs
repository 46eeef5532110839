//! Streams of events, and the seats of those who listen: who has left, or asks for something newer, stops the run.

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_stream::Stream;

/// Why a run stops before its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Reason {
    /// The same page asks for something newer.
    Superseded = 1,
    /// Nobody listens any more.
    Gone = 2,
    /// The server stops.
    Stopping = 3,
}

impl Reason {
    /// As the last event of a stream says it.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Superseded => "superseded",
            Reason::Gone => "gone",
            Reason::Stopping => "stopping",
        }
    }
}

/// Asked once for every simulated hour; the first reason counts.
#[derive(Debug, Default)]
pub struct Stop(AtomicU8);

impl Stop {
    pub fn stop(&self, reason: Reason) {
        let _ = self.0.compare_exchange(0, reason as u8, Ordering::Relaxed, Ordering::Relaxed);
    }

    pub fn goes_on(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    pub fn reason(&self) -> Option<Reason> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            1 => Some(Reason::Superseded),
            2 => Some(Reason::Gone),
            _ => Some(Reason::Stopping),
        }
    }
}

/// One event: its name and its data as JSON.
pub struct Told {
    pub name: &'static str,
    pub data: String,
}

pub type Teller = UnboundedSender<Told>;

/// The last event of every stream.
#[derive(Serialize, JsonSchema)]
pub struct End {
    /// `done`, `superseded`, `time`, `stopping` or `failed`.
    reason: &'static str,
}

/// Something that went wrong after the stream had begun.
#[derive(Serialize, JsonSchema)]
pub struct Trouble {
    /// A sentence in the language of the request.
    pub message: String,
}

pub fn tell(teller: &Teller, name: &'static str, data: &impl Serialize) {
    let data = serde_json::to_string(data).expect("events hold text and numbers under keys of text");
    // Nobody listens: then nobody misses it, and the run hears of it elsewhere.
    let _ = teller.send(Told { name, data });
}

pub fn end(teller: &Teller, reason: &'static str) {
    tell(teller, "end", &End { reason });
}

/// Those who are being served, of whom there may be so many.
pub struct Seats {
    most: usize,
    taken: Mutex<HashMap<u64, Taken>>,
    next: AtomicU64,
    closing: AtomicBool,
}

struct Taken {
    key: Option<String>,
    stop: Arc<Stop>,
}

/// A seat, free again when it is dropped; what it was taken for then stops.
pub struct Seat {
    seats: Arc<Seats>,
    number: u64,
    pub stop: Arc<Stop>,
}

impl Seats {
    pub fn for_most(most: usize) -> Arc<Seats> {
        Arc::new(Seats { most, taken: Mutex::default(), next: AtomicU64::default(), closing: AtomicBool::default() })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Taken>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for a client's request, in the place of an older one of the same key; `None` if all are taken.
    pub fn take(self: &Arc<Seats>, key: Option<String>) -> Option<Seat> {
        let mut taken = self.lock();
        if key.is_some() {
            taken.retain(|_, one| {
                let older = one.key == key;
                if older {
                    one.stop.stop(Reason::Superseded);
                }
                !older
            });
        }
        if taken.len() >= self.most {
            return None;
        }
        let (number, stop) = (self.next.fetch_add(1, Ordering::Relaxed), Arc::new(Stop::default()));
        if self.closing.load(Ordering::Relaxed) {
            // It came while the server stops: its end is told, and nothing is simulated.
            stop.stop(Reason::Stopping);
        }
        taken.insert(number, Taken { key, stop: Arc::clone(&stop) });
        Some(Seat { seats: Arc::clone(self), number, stop })
    }

    /// The server stops: everybody is told, and whoever comes later.
    pub fn stop_all(&self) {
        let taken = self.lock();
        self.closing.store(true, Ordering::Relaxed);
        taken.values().for_each(|one| one.stop.stop(Reason::Stopping));
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.stop.stop(Reason::Gone);
        self.seats.lock().remove(&self.number);
    }
}

struct Events {
    heard: UnboundedReceiver<Told>,
    _seat: Seat,
}

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.heard.poll_recv(context).map(|told| told.map(|told| Ok(Event::default().event(told.name).data(told.data))))
    }
}

/// A stream of events to be told; it ends when its teller is dropped.
pub fn events(seat: Seat) -> (Teller, Response) {
    let (teller, heard) = unbounded_channel();
    let alive = KeepAlive::new().interval(Duration::from_secs(10));
    let mut response = Sse::new(Events { heard, _seat: seat }).keep_alive(alive).into_response();
    let kept = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, kept);
    (teller, response)
}
