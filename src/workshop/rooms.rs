//! What trainers and teams may do in a room.

use super::denied::Denied;
use super::lever::{Decision, Undecided};
use super::limits::{CHANGES, DAYS, ROOMS, ROUNDS, TEAMS};
use super::names::{hash, new_code, new_secret, team_name, typed_code};
use super::outcome::{Act, NotPlayed, cost_on_paper};
use super::reveal::Reveal;
use super::rows::{self, Room, Round, Submission, Team};
use super::store::{Store, StoreError};
use super::studies::Study;
use rusqlite::Transaction;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: i64 = 86_400;
/// Codes tried until one is free: with 200 of 64 million taken the first nearly always is.
const TRIES: usize = 20;

/// All rooms.
pub struct Workshop {
    /// `None`: in memory.
    path: Option<PathBuf>,
    /// Opened when it is first needed: who does not hold a workshop keeps no file.
    store: Mutex<Option<Arc<Store>>>,
    /// Codes of rooms whose reveal is under way; numbers of rooms are given again once a room is deleted.
    closing: Mutex<HashSet<String>>,
    clock: fn() -> i64,
}

/// A room as it was opened. The secret is told this once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    pub code: String,
    pub secret: String,
}

/// By what somebody is known.
#[derive(Clone, Copy, Debug)]
pub enum Key<'k> {
    /// The trainer's secret.
    Trainer(&'k str),
    /// What a team's browser keeps.
    Team(&'k str),
}

/// What a trainer does to a room, beside revealing.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Steer {
    /// Everybody decides once more, about the same desk or another.
    NextRound {
        /// The study; the same where it is left out.
        study: Option<String>,
    },
    Rename {
        team: i64,
        name: String,
    },
    Remove {
        team: i64,
    },
    /// The room and all that was said in it are forgotten.
    Delete,
}

/// All that is known of a room.
pub struct Whole {
    pub room: Room,
    pub rounds: Vec<Round>,
    pub teams: Vec<Team>,
    pub submissions: Vec<Submission>,
    /// Whether a reveal is under way.
    pub closing: bool,
}

impl Whole {
    pub fn round(&self) -> &Round {
        &self.rounds[self.rounds.len() - 1]
    }

    /// What teams decided in a round.
    pub fn of_round(&self, number: u32) -> impl Iterator<Item = &Submission> {
        self.submissions.iter().filter(move |one| one.round == number)
    }
}

fn unix_seconds() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}

impl Workshop {
    /// Rooms in a file, which is opened when it is first needed; `None`: rooms that end with the program.
    pub fn new(path: Option<PathBuf>) -> Arc<Workshop> {
        Workshop::at(path, unix_seconds)
    }

    fn at(path: Option<PathBuf>, clock: fn() -> i64) -> Arc<Workshop> {
        Arc::new(Workshop { path, store: Mutex::default(), closing: Mutex::default(), clock })
    }

    /// Where rooms are kept.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Opens the store, if it is not open.
    ///
    /// # Errors
    /// If it cannot be had.
    pub fn store(&self) -> Result<Arc<Store>, StoreError> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = &*store {
            return Ok(Arc::clone(store));
        }
        let opened = Arc::new(match &self.path {
            Some(path) => Store::open(path)?,
            None => Store::in_memory()?,
        });
        *store = Some(Arc::clone(&opened));
        Ok(opened)
    }

    pub(super) fn closing(&self) -> MutexGuard<'_, HashSet<String>> {
        self.closing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room of a code as it was typed, and something done in it.
    pub(super) fn within<T>(
        &self,
        code: &str,
        act: impl FnOnce(&Transaction, &Room) -> Result<T, Denied>,
    ) -> Result<T, Denied> {
        let code = typed_code(code).ok_or(Denied::NoRoom)?;
        let now = (self.clock)();
        self.store()?.transact(|store| {
            let room = rows::room(store, &code, now)?;
            act(store, &room)
        })
    }

    /// Opens a room.
    ///
    /// # Errors
    /// If the study is unknown or there are too many rooms.
    pub fn open(&self, study: &str) -> Result<Opened, Denied> {
        let study = Study::named(study).ok_or(Denied::NoStudy)?;
        let now = (self.clock)();
        let (secret, kept) = new_secret().map_err(StoreError::from)?;
        self.store()?.transact(|store| {
            if rows::forget_expired(store, now)? >= ROOMS {
                return Err(Denied::RoomsFull);
            }
            for _ in 0..TRIES {
                let code = new_code().map_err(StoreError::from)?;
                if rows::open_room(store, &code, &kept, (now, now + DAYS * SECONDS_PER_DAY), study)? {
                    return Ok(Opened { code, secret: secret.clone() });
                }
            }
            Err(Denied::RoomsFull)
        })
    }

    /// Whether there is a room of this code.
    ///
    /// # Errors
    /// If there is none.
    pub fn exists(&self, code: &str) -> Result<String, Denied> {
        self.within(code, |_, room| Ok(room.code.clone()))
    }

    /// A new team, and what its browser is to keep.
    ///
    /// # Errors
    /// If the name cannot be had, or the room is full.
    pub fn join(&self, code: &str, name: &str) -> Result<String, Denied> {
        let name = team_name(name).map_err(Denied::Name)?;
        let (token, kept) = new_secret().map_err(StoreError::from)?;
        self.within(code, |store, room| {
            if rows::teams(store, room.id)?.len() >= TEAMS as usize {
                return Err(Denied::RoomFull);
            }
            rows::join(store, room.id, &name, &kept)?;
            Ok(token)
        })
    }

    /// All that is known of a room, for its trainer or one of its teams, of which it tells which.
    ///
    /// # Errors
    /// If there is no such room, or the key is not one of its.
    pub fn look(&self, code: &str, key: Key) -> Result<(Whole, Option<Team>), Denied> {
        self.within(code, |store, room| {
            let team = self.known(store, room, key)?;
            let closing = self.closing().contains(&room.code);
            let whole = Whole {
                rounds: rows::rounds(store, room.id)?,
                teams: rows::teams(store, room.id)?,
                submissions: rows::submissions(store, room.id)?,
                room: room.clone(),
                closing,
            };
            Ok((whole, team))
        })
    }

    /// Who it is: `None` is the trainer.
    fn known(&self, store: &Transaction, room: &Room, key: Key) -> Result<Option<Team>, Denied> {
        match key {
            Key::Trainer(secret) if hash(secret)[..] == room.secret[..] => Ok(None),
            Key::Trainer(_) => Err(Denied::NotTrainer),
            Key::Team(token) => rows::team_of_token(store, room.id, &hash(token)).map(Some),
        }
    }

    /// What the shifts of a decision cost a week on paper, and the currency.
    ///
    /// # Errors
    /// If a lever is put where it does not go.
    pub fn price(&self, code: &str, token: &str, decision: &Decision) -> Result<(f64, String, &'static Study), Denied> {
        let (whole, _) = self.look(code, Key::Team(token))?;
        let study = whole.round().study;
        let decision = decision.complete(study.levers)?;
        let (cost, currency) = cost_on_paper(study, &decision).map_err(fell_over)?;
        Ok((cost, currency, study))
    }

    /// Keeps what a team decided in the round that is on; it may change its mind until the reveal.
    ///
    /// # Errors
    /// If the decision cannot be taken or costs more than there is, or the round is over or about to be.
    pub fn submit(&self, code: &str, token: &str, round: u32, decision: &Decision) -> Result<(), Denied> {
        let (cost, currency, study) = self.price(code, token, decision)?;
        if cost > study.budget {
            return Err(Denied::Undecided(Undecided::Budget { cost, budget: study.budget, currency }));
        }
        self.within(code, |store, room| {
            let team = rows::team_of_token(store, room.id, &hash(token))?;
            let on = rows::rounds(store, room.id)?.pop().ok_or(Denied::NoRoom)?;
            // Asked within the transaction: whoever reveals takes those that were kept before.
            let closing = self.closing().contains(&room.code);
            match () {
                () if on.number != round || on.study.id != study.id => Err(Denied::OtherRound),
                () if on.first.is_some() => Err(Denied::Revealed),
                () if closing => Err(Denied::Closing),
                () => rows::submit(store, team.id, round, &decision.complete(study.levers)?, CHANGES),
            }
        })
    }

    /// What a trainer does.
    ///
    /// # Errors
    /// If the secret is wrong, or it cannot be done.
    pub fn steer(&self, code: &str, secret: &str, steer: &Steer) -> Result<(), Denied> {
        self.within(code, |store, room| {
            self.known(store, room, Key::Trainer(secret))?;
            match steer {
                Steer::Rename { team, name } => {
                    rows::rename(store, room.id, *team, &team_name(name).map_err(Denied::Name)?)
                }
                Steer::Remove { team } => rows::remove(store, room.id, *team),
                Steer::Delete => rows::delete_room(store, room.id),
                Steer::NextRound { study } => {
                    let last = rows::rounds(store, room.id)?.pop().ok_or(Denied::NoRoom)?;
                    let study = match study {
                        Some(id) => Study::named(id).ok_or(Denied::NoStudy)?,
                        None => last.study,
                    };
                    match () {
                        () if self.closing().contains(&room.code) => Err(Denied::Closing),
                        () if last.first.is_none() => Err(Denied::NotRevealed),
                        () if last.number >= ROUNDS => Err(Denied::RoundsFull),
                        () => rows::open_round(store, room.id, last.number + 1, study),
                    }
                }
            }
        })
    }

    /// Takes what was submitted; from now on nobody changes anything until the reveal is over, however it ends.
    ///
    /// # Errors
    /// If the secret is wrong, the act has been played, or nobody has decided.
    pub fn begin_reveal(self: &Arc<Workshop>, code: &str, secret: &str, act: Act) -> Result<Reveal, Denied> {
        self.within(code, |store, room| {
            self.known(store, room, Key::Trainer(secret))?;
            let on = rows::rounds(store, room.id)?.pop().ok_or(Denied::NoRoom)?;
            match act {
                Act::First if on.first.is_some() => return Err(Denied::Revealed),
                Act::Later if on.first.is_none() => return Err(Denied::NotRevealed),
                Act::Later if on.later.is_some() => return Err(Denied::Revealed),
                Act::First | Act::Later => {}
            }
            let submitted: Vec<(i64, Decision)> = rows::submissions(store, room.id)?
                .into_iter()
                .filter(|one| one.round == on.number)
                .map(|one| (one.team, one.decision))
                .collect();
            if submitted.is_empty() {
                return Err(Denied::NobodyDecided);
            }
            if !self.closing().insert(room.code.clone()) {
                return Err(Denied::Closing);
            }
            Ok(Reveal::new(Arc::clone(self), room, &on, act, submitted))
        })
    }

    /// Keeps what a reveal brought.
    pub(super) fn keep(&self, code: &str, round: u32, outcome: &super::outcome::Outcome) -> Result<(), Denied> {
        self.within(code, |store, room| rows::keep_outcome(store, room.id, round, outcome))
    }
}

pub(super) fn fell_over(why: NotPlayed) -> Denied {
    match why {
        NotPlayed::Stopped(_) => Denied::Stopped,
        NotPlayed::Unsound(_) => Denied::FellOver(why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local!(static NOW: Cell<i64> = const { Cell::new(1_000_000) });

    fn later(seconds: i64) {
        NOW.set(NOW.get() + seconds);
    }

    #[test]
    fn rooms_are_forgotten_after_a_week() {
        let workshop = Workshop::at(None, || NOW.get());
        let opened = workshop.open("monday").unwrap();
        let token = workshop.join(&opened.code, "One").unwrap();
        later(7 * SECONDS_PER_DAY - 1);
        assert!(workshop.look(&opened.code, Key::Team(&token)).is_ok());
        later(1);
        assert!(matches!(workshop.look(&opened.code, Key::Trainer(&opened.secret)), Err(Denied::NoRoom)));
        // Opening another one takes what is over off the disk, teams included.
        workshop.open("dm").unwrap();
        let left = workshop.store().unwrap().transact(|store| {
            store.query_row("SELECT (SELECT count(*) FROM room), (SELECT count(*) FROM team)", [], |row| {
                Ok::<(i64, i64), rusqlite::Error>((row.get(0)?, row.get(1)?))
            })
        });
        assert_eq!(left.unwrap(), (1, 0));
    }

    #[test]
    fn limits_hold() {
        let workshop = Workshop::new(None);
        let opened = workshop.open("monday").unwrap();
        let tokens: Vec<String> =
            (0..TEAMS).map(|number| workshop.join(&opened.code, &format!("Team {number}")).unwrap()).collect();
        assert!(matches!(workshop.join(&opened.code, "One more"), Err(Denied::RoomFull)));
        let decision = Decision::default();
        for _ in 0..CHANGES {
            workshop.submit(&opened.code, &tokens[0], 1, &decision).unwrap();
        }
        let again = workshop.submit(&opened.code, &tokens[0], 1, &decision);
        assert!(matches!(again, Err(Denied::TooManyChanges)), "{again:?}");
        for _ in 1..ROOMS {
            workshop.open("dm").unwrap();
        }
        assert!(matches!(workshop.open("dm"), Err(Denied::RoomsFull)));
        assert!(matches!(workshop.open("no study"), Err(Denied::NoStudy)));
    }

    /// The store gives the number of a deleted room to the next one.
    #[test]
    fn a_new_room_knows_nothing_of_the_reveal_of_a_deleted_one() {
        let workshop = Workshop::new(None);
        let first = workshop.open("monday").unwrap();
        let token = workshop.join(&first.code, "One").unwrap();
        workshop.submit(&first.code, &token, 1, &Decision::default()).unwrap();
        let under_way = workshop.begin_reveal(&first.code, &first.secret, Act::First).unwrap();
        workshop.steer(&first.code, &first.secret, &Steer::Delete).unwrap();
        let second = workshop.open("monday").unwrap();
        let token = workshop.join(&second.code, "One").unwrap();
        workshop.submit(&second.code, &token, 1, &Decision::default()).unwrap();
        let of_second = workshop.begin_reveal(&second.code, &second.secret, Act::First).unwrap();
        drop(under_way);
        assert!(matches!(workshop.submit(&second.code, &token, 1, &Decision::default()), Err(Denied::Closing)));
        drop(of_second);
        workshop.submit(&second.code, &token, 1, &Decision::default()).unwrap();
    }

    #[test]
    fn nothing_changes_while_a_reveal_is_under_way() {
        let workshop = Workshop::new(None);
        let opened = workshop.open("monday").unwrap();
        let token = workshop.join(&opened.code, "One").unwrap();
        let reveal = || workshop.begin_reveal(&opened.code, &opened.secret, Act::First);
        assert!(matches!(reveal(), Err(Denied::NobodyDecided)));
        workshop.submit(&opened.code, &token, 1, &Decision::default()).unwrap();
        let under_way = reveal().unwrap();
        assert!(matches!(reveal(), Err(Denied::Closing)));
        assert!(matches!(workshop.submit(&opened.code, &token, 1, &Decision::default()), Err(Denied::Closing)));
        let pool = crate::study::thread_pool(None).unwrap();
        // Stopped: the round is as it was.
        assert!(matches!(under_way.run(&pool, &|| false, &|_, _| {}), Err(Denied::Stopped)));
        workshop.submit(&opened.code, &token, 1, &Decision::default()).unwrap();
        reveal().unwrap().run(&pool, &|| true, &|_, _| {}).unwrap();
        assert!(matches!(workshop.submit(&opened.code, &token, 1, &Decision::default()), Err(Denied::Revealed)));
        assert!(matches!(reveal(), Err(Denied::Revealed)));
        let next = Steer::NextRound { study: Some("dm".into()) };
        workshop.steer(&opened.code, &opened.secret, &next).unwrap();
        assert!(matches!(workshop.steer(&opened.code, &opened.secret, &next), Err(Denied::NotRevealed)));
    }
}
