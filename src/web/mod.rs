//! `relevo serve`: a local server for the what-if page and its API.
//!
//! Invariants: no request reads a file but that of the rooms; what a request may cost is bounded before it is simulated (`limits`); simulation
//! never runs on the threads that talk to browsers (`crew`); what nobody waits for any more stops; nothing of a scenario is
//! logged.

mod answer;
mod assets;
mod audience;
mod body;
mod check;
mod crew;
mod entry;
mod figures;
mod gate;
mod labels;
mod limits;
mod listeners;
mod openapi;
mod refine;
mod report;
mod routes;
mod run;
mod server;
mod size;
mod start;
mod stream;
mod watch_words;
mod week;
mod words;
mod workshop;
mod workshop_words;

pub use server::{Options, ServeError, serve};

use crate::scenario::{Input, Kept, Loaded};
use std::sync::Arc;

/// A scenario that the page starts with: one of those of an input, which is read again for every request with other values.
#[derive(Clone, Debug)]
pub struct StartScenario {
    pub input: Input,
    /// Its number among the scenarios of the input.
    pub at: usize,
}

/// What the page starts with, as it was read when the server began.
pub struct Start {
    pub scenarios: Vec<StartScenario>,
    /// The scenarios in the same order.
    pub loaded: Loaded,
    pub kept: Kept,
}

/// What every request needs.
#[derive(Clone)]
pub(crate) struct Desk {
    pub start: Arc<Start>,
    pub crew: Arc<crew::Crew>,
    pub seats: Arc<stream::Seats>,
    pub searches: Arc<size::Searches>,
    pub rooms: Arc<workshop::Rooms>,
    /// One week is simulated at a time.
    pub weeks: Arc<tokio::sync::Semaphore>,
}
