//! The workshop over HTTP: rooms, their trainers and teams. What they may do is in `crate::workshop`.
//!
//! Invariants: a trainer's secret travels in a header and a team's in a cookie that no script reads; neither is logged or told again; whoever
//! tries wrong ones too often is not heard for a while.

mod teams;
mod trainers;

use super::Desk;
use super::answer::Refusal;
use super::body::{Language, spoken};
use super::listeners::{Hub, Peer};
use super::stream::{Reason, Stop};
use crate::locale::{Lang, Text};
use crate::report::charts::Layout;
use crate::study::thread_pool;
use crate::workshop::limits::{DAYS, OPENED, OPENED_WITHIN, WRONG, WRONG_WITHIN};
use crate::workshop::{Attempts, Denied, Workshop};
use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use rayon::{ThreadPool, ThreadPoolBuildError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub use teams::{DecideRequest, JoinRequest, Priced, decide, events, join, qr, team};
pub use trainers::{
    ExportRequest, OpenRequest, RevealRequest, RoomOpened, SteerRequest, WorkshopBeginning, begin, export, open,
    reveal, steer, trainer,
};

/// The header that carries the trainer's secret.
pub const TRAINER: &str = "x-relevo-trainer";
const COOKIE: &str = "relevo_team";
/// As long as rooms last.
const COOKIE_SECONDS: i64 = DAYS * 86_400;

const TOO_OFTEN: Text = Text::new(
    "too many tries from this address: wait a minute and look at the code again",
    "demasiados intentos desde esta dirección: espera un minuto y mira otra vez el código",
);
const TOO_MANY_ROOMS: Text = Text::new(
    "many rooms have been opened from this address: go on in one of them, or try again in an hour",
    "se han abierto muchas salas desde esta dirección: sigue en una de ellas o inténtalo en una hora",
);

/// What the workshop needs of the server.
pub struct Rooms {
    pub workshop: Arc<Workshop>,
    pub hub: Arc<Hub>,
    /// Where phones reach the server, as it was announced.
    pub address: String,
    wrong: Attempts,
    opened: Attempts,
    pool: ThreadPool,
    /// One reveal at a time has the pool.
    turn: Semaphore,
    /// Told when the server stops.
    pub stop: Arc<Stop>,
}

impl Rooms {
    /// # Errors
    /// If the system gives no threads.
    pub fn new(
        workshop: Arc<Workshop>,
        address: String,
        threads: Option<NonZeroUsize>,
    ) -> Result<Rooms, ThreadPoolBuildError> {
        Ok(Rooms {
            workshop,
            address,
            hub: Hub::new(),
            wrong: Attempts::new(WRONG, WRONG_WITHIN),
            opened: Attempts::new(OPENED, OPENED_WITHIN),
            pool: thread_pool(threads)?,
            turn: Semaphore::new(1),
            stop: Arc::default(),
        })
    }

    /// The server stops.
    pub fn end(&self) {
        self.stop.stop(Reason::Stopping);
        self.hub.close();
    }
}

/// How a page wants to see a room.
#[derive(Clone, Copy, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    lang: Option<Language>,
    #[serde(default)]
    narrow: bool,
}

impl Wish {
    fn lang(self, headers: &HeaderMap) -> Lang {
        self.lang.map_or_else(|| spoken(headers), Lang::from)
    }

    fn layout(self) -> Layout {
        if self.narrow { Layout::Narrow } else { Layout::Wide }
    }
}

/// Does something on a thread that may wait for the disk.
async fn apart<T: Send + 'static>(
    desk: &Desk,
    lang: Lang,
    act: impl FnOnce(&Rooms) -> Result<T, Denied> + Send + 'static,
) -> Result<T, Refusal> {
    let rooms = Arc::clone(&desk.rooms);
    let done = tokio::task::spawn_blocking(move || act(&rooms)).await;
    done.map_err(|_| Refusal::fallen_over(lang))?.map_err(|why| refused(&why, lang))
}

/// The same in a room: wrong codes and secrets are counted, and an address with too many of them is not heard, unless with the
/// right `key`: the trainer's phone has the address of those who guess, behind one router. A wrong key is told what a missing one is.
async fn in_room<T: Send + 'static>(
    desk: &Desk,
    Peer(peer): Peer,
    key: &str,
    lang: Lang,
    act: impl FnOnce(&Rooms) -> Result<T, Denied> + Send + 'static,
) -> Result<T, Refusal> {
    let too_often = || Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too_often", TOO_OFTEN.get(lang));
    let heard = desk.rooms.wrong.may(peer);
    if !heard && key.is_empty() {
        return Err(too_often());
    }
    let rooms = Arc::clone(&desk.rooms);
    let done = tokio::task::spawn_blocking(move || act(&rooms)).await.map_err(|_| Refusal::fallen_over(lang))?;
    done.map_err(|why| match why {
        Denied::NoRoom | Denied::NotTrainer | Denied::NotTeam if !heard => too_often(),
        Denied::NoRoom | Denied::NotTrainer => {
            desk.rooms.wrong.count(peer);
            refused(&why, lang)
        }
        other => refused(&other, lang),
    })
}

fn refused(why: &Denied, lang: Lang) -> Refusal {
    let status = match why {
        Denied::NoRoom | Denied::NoTeam => StatusCode::NOT_FOUND,
        Denied::NotTrainer | Denied::NotTeam => StatusCode::UNAUTHORIZED,
        Denied::RoomsFull | Denied::RoomFull | Denied::RoundsFull | Denied::TooManyChanges => {
            StatusCode::TOO_MANY_REQUESTS
        }
        Denied::NameTaken
        | Denied::OtherRound
        | Denied::Revealed
        | Denied::Closing
        | Denied::NotRevealed
        | Denied::NobodyDecided => StatusCode::CONFLICT,
        Denied::NoStudy | Denied::Name(_) | Denied::Undecided(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Denied::Stopped | Denied::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        Denied::FellOver(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Refusal::new(status, why.code(), why.text(lang))
}

/// The trainer's secret of a request; an empty one is nobody's.
fn secret(headers: &HeaderMap) -> String {
    headers.get(TRAINER).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The token that a team's browser sent.
fn token(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map_or(String::new(), |(_, token)| token.to_owned())
}

/// Done; what there is now is told to those who ask for it.
#[derive(Serialize, JsonSchema)]
pub struct Accepted {
    accepted: bool,
}

const ACCEPTED: Json<Accepted> = Json(Accepted { accepted: true });
