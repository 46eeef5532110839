//! POST /api/size: the cheapest shifts that keep every agreement. One search at a time, on a thread beside those of the page;
//! a few may wait.

use super::Desk;
use super::answer::Refusal;
use super::body::{Language, read};
use super::entry::{Entry, Prepared, prepare};
use super::limits::{SEARCH_TIME, SEARCHES};
use super::run::{client, replications};
use super::stream::{Seat, Seats, Stop, Teller, Trouble, end, events, tell};
use crate::locale::{Lang, Text};
use crate::report::sizing;
use crate::staffing::{Answer, NoAnswer, Options, Step, size};
use crate::study::thread_pool;
use anstream::adapter::strip_str;
use axum::extract::{Request, State};
use axum::response::Response;
use rayon::ThreadPool;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Columns of the report as plain text.
const TEXT_COLUMNS: usize = 80;
/// How often one who waits is asked whether anybody still listens.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The scenario to be staffed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SizeRequest {
    #[serde(default)]
    lang: Language,
    scenario: Entry,
}

/// Which step is on.
#[derive(Serialize, JsonSchema)]
pub struct SizeProgress {
    /// `waiting`, `searching`, `confirming` or `pricing`.
    step: &'static str,
    text: &'static str,
}

/// The staffing found.
#[derive(Serialize, JsonSchema)]
pub struct Sized {
    /// As `relevo size --format json` gives it.
    sizing: Value,
    /// The scenario with the shifts found, as one file.
    toml: String,
    /// The report for people.
    text: String,
}

/// Searches at once, and who waits for one.
pub struct Searches {
    pool: ThreadPool,
    running: Semaphore,
    seats: Arc<Seats>,
}

impl Searches {
    /// # Errors
    /// If the system gives no threads.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Searches, rayon::ThreadPoolBuildError> {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        // Half of them: whoever moves a lever meanwhile wants figures, too.
        let threads = threads.unwrap_or(cores).get().div_ceil(2);
        let pool = thread_pool(NonZeroUsize::new(threads))?;
        Ok(Searches { pool, running: Semaphore::new(1), seats: Seats::for_most(SEARCHES) })
    }

    pub fn seats(&self) -> &Seats {
        &self.seats
    }

    fn take(&self, key: Option<String>) -> Option<Seat> {
        self.seats.take(key)
    }
}

const WAITING: Text = Text::new("waiting for another search to end", "esperando a que termine otra búsqueda");
const TOO_LONG: Text = Text::new(
    "the search took too long for the page; `relevo size` has no limit of time",
    "la búsqueda tardó demasiado para la página; `relevo size` no tiene límite de tiempo",
);

pub async fn search(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let client = client(request.headers());
    let asked: SizeRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    let seat = desk.searches.take(client).ok_or_else(|| Refusal::busy(lang))?;
    let start = desk.start.clone();
    let ready = tokio::task::spawn_blocking(move || {
        let study = prepare(&[asked.scenario], &start, lang)?;
        replications(None, &study.scenarios[..1], lang)?;
        Ok::<_, Refusal>(study)
    });
    let study = ready.await.map_err(|_| Refusal::fallen_over(lang))??;
    let stop = seat.stop.clone();
    let (teller, response) = events(seat);
    tokio::spawn(take_turn(desk.searches.clone(), study, teller, stop, lang));
    Ok(response)
}

/// Waits until no other search is on, as long as somebody listens, and searches.
async fn take_turn(searches: Arc<Searches>, study: Prepared, teller: Teller, stop: Arc<Stop>, lang: Lang) {
    let mut told = false;
    let turn = loop {
        if let Some(reason) = stop.reason() {
            return end(&teller, reason.name());
        }
        match tokio::time::timeout(LOOK_AGAIN, searches.running.acquire()).await {
            Ok(Ok(turn)) => break turn,
            Ok(Err(_)) => return end(&teller, "stopping"),
            Err(_) if told => {}
            Err(_) => {
                told = true;
                tell(&teller, "progress", &SizeProgress { step: "waiting", text: WAITING.get(lang) });
            }
        }
    };
    let searching = Arc::clone(&searches);
    let done = tokio::task::spawn_blocking(move || find(&searching.pool, &study, &teller, &stop, lang));
    // A search that fell over has told so on standard error, and its stream has ended.
    let _ = done.await;
    drop(turn);
}

fn find(pool: &ThreadPool, study: &Prepared, teller: &Teller, stop: &Stop, lang: Lang) {
    let scenario = &study.scenarios[0];
    let deadline = Instant::now() + SEARCH_TIME;
    let go_on = || stop.goes_on() && Instant::now() <= deadline;
    let progress = |step: Step| {
        tell(teller, "progress", &SizeProgress { step: step_name(step), text: step.text().get(lang) });
    };
    let found = size(scenario, &Options { pool, go_on: &go_on, progress: &progress, margins: true });
    match (found, stop.reason()) {
        (_, Some(reason)) => end(teller, reason.name()),
        (Ok(answer), None) => {
            tell(teller, "answer", &sized(&answer, study, lang));
            end(teller, "done");
        }
        (Err(NoAnswer::Cancelled), None) => {
            tell(teller, "problem", &Trouble { message: TOO_LONG.get(lang).into() });
            end(teller, "time");
        }
        (Err(why), None) => {
            tell(teller, "problem", &Trouble { message: sizing::no_answer(scenario, &why, lang) });
            end(teller, "failed");
        }
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::Searching => "searching",
        Step::Confirming => "confirming",
        Step::Pricing => "pricing",
    }
}

fn sized(answer: &Answer, study: &Prepared, lang: Lang) -> Sized {
    Sized {
        sizing: sizing::json(answer, &[]),
        toml: study.whole[0].staffed(&answer.confirmation.scenario).text(),
        text: strip_str(&sizing::render(answer, TEXT_COLUMNS, lang)).to_string(),
    }
}
