//! Rooms, rounds, teams and submissions as rows of the store.

use super::denied::Denied;
use super::lever::Decision;
use super::names::folded;
use super::outcome::{Act, Outcome};
use super::studies::Study;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

/// A room that is open.
#[derive(Clone, Debug)]
pub struct Room {
    pub id: i64,
    pub code: String,
    pub secret: Vec<u8>,
    pub expires: i64,
}

/// A round of a room.
#[derive(Clone, Debug)]
pub struct Round {
    pub number: u32,
    pub study: &'static Study,
    pub first: Option<Outcome>,
    pub later: Option<Outcome>,
}

/// A team of a room.
#[derive(Clone, Debug)]
pub struct Team {
    pub id: i64,
    pub name: String,
}

/// What a team decided in a round.
#[derive(Clone, Debug)]
pub struct Submission {
    pub team: i64,
    pub round: u32,
    pub decision: Decision,
    /// How often it was submitted.
    pub changes: u32,
}

/// The room of a code, unless its time is over.
pub fn room(store: &Connection, code: &str, now: i64) -> Result<Room, Denied> {
    let found = store
        .query_row(
            "SELECT id, code, secret, expires FROM room WHERE code = ?1 AND expires > ?2",
            params![code, now],
            |row| Ok(Room { id: row.get(0)?, code: row.get(1)?, secret: row.get(2)?, expires: row.get(3)? }),
        )
        .optional()?;
    found.ok_or(Denied::NoRoom)
}

/// A new room with its first round; `false` where the code is taken.
pub fn open_room(
    store: &Connection,
    code: &str,
    secret: &[u8],
    (now, expires): (i64, i64),
    study: &Study,
) -> Result<bool, Denied> {
    let made = store.execute(
        "INSERT INTO room (code, secret, opened, expires) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (code) DO NOTHING",
        params![code, secret, now, expires],
    )?;
    if made == 1 {
        open_round(store, store.last_insert_rowid(), 1, study)?;
    }
    Ok(made == 1)
}

pub fn open_round(store: &Connection, room: i64, number: u32, study: &Study) -> Result<(), Denied> {
    store.execute("INSERT INTO round (room, number, study) VALUES (?1, ?2, ?3)", params![room, number, study.id])?;
    Ok(())
}

/// Forgets the rooms whose time is over, and says how many are left.
pub fn forget_expired(store: &Connection, now: i64) -> Result<u32, Denied> {
    store.execute("DELETE FROM room WHERE expires <= ?1", [now])?;
    Ok(store.query_row("SELECT count(*) FROM room", [], |row| row.get(0))?)
}

pub fn delete_room(store: &Connection, room: i64) -> Result<(), Denied> {
    store.execute("DELETE FROM room WHERE id = ?1", [room])?;
    Ok(())
}

/// All rounds of a room, in their order; there is at least one.
pub fn rounds(store: &Connection, room: i64) -> Result<Vec<Round>, Denied> {
    let mut asked = store.prepare("SELECT number, study, first, later FROM round WHERE room = ?1 ORDER BY number")?;
    let found = asked.query_map([room], |row| {
        let study: String = row.get(1)?;
        let study = Study::named(&study).ok_or(FromSqlError::InvalidType)?;
        let outcome = |at: usize| row.get::<_, Option<String>>(at)?.map(|text| json::<Outcome>(&text)).transpose();
        Ok(Round { number: row.get(0)?, study, first: outcome(2)?, later: outcome(3)? })
    })?;
    let found: Vec<Round> = found.collect::<rusqlite::Result<_>>()?;
    if found.is_empty() { Err(Denied::NoRoom) } else { Ok(found) }
}

/// What the store holds as JSON was written by this program.
fn json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| FromSqlError::Other(Box::new(error)).into())
}

/// Keeps what an act brought, once.
pub fn keep_outcome(store: &Connection, room: i64, round: u32, outcome: &Outcome) -> Result<(), Denied> {
    let text = serde_json::to_string(outcome).map_err(|error| Denied::FellOver(error.to_string()))?;
    let asked = match outcome.act {
        Act::First => "UPDATE round SET first = ?3 WHERE room = ?1 AND number = ?2 AND first IS NULL",
        Act::Later => "UPDATE round SET later = ?3 WHERE room = ?1 AND number = ?2 AND later IS NULL",
    };
    store.execute(asked, params![room, round, text])?;
    Ok(())
}

/// All teams of a room, in the order in which they joined.
pub fn teams(store: &Connection, room: i64) -> Result<Vec<Team>, Denied> {
    let mut asked = store.prepare("SELECT id, name FROM team WHERE room = ?1 ORDER BY id")?;
    let found = asked.query_map([room], |row| Ok(Team { id: row.get(0)?, name: row.get(1)? }))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The team of a room that has this token.
pub fn team_of_token(store: &Connection, room: i64, token: &[u8]) -> Result<Team, Denied> {
    let found = store
        .query_row("SELECT id, name FROM team WHERE room = ?1 AND token = ?2", params![room, token], |row| {
            Ok(Team { id: row.get(0)?, name: row.get(1)? })
        })
        .optional()?;
    found.ok_or(Denied::NotTeam)
}

/// Upper and lower case do not tell teams apart.
pub fn join(store: &Connection, room: i64, name: &str, token: &[u8]) -> Result<Team, Denied> {
    let joined = store.execute(
        "INSERT INTO team (room, name, folded, token) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (room, folded) DO NOTHING",
        params![room, name, folded(name), token],
    )?;
    match joined {
        1 => Ok(Team { id: store.last_insert_rowid(), name: name.to_owned() }),
        _ => Err(Denied::NameTaken),
    }
}

pub fn rename(store: &Connection, room: i64, team: i64, name: &str) -> Result<(), Denied> {
    let taken: bool = store.query_row(
        "SELECT EXISTS (SELECT 1 FROM team WHERE room = ?1 AND folded = ?2 AND id <> ?3)",
        params![room, folded(name), team],
        |row| row.get(0),
    )?;
    if taken {
        return Err(Denied::NameTaken);
    }
    let renamed = store.execute(
        "UPDATE team SET name = ?3, folded = ?4 WHERE room = ?1 AND id = ?2",
        params![room, team, name, folded(name)],
    )?;
    if renamed == 1 { Ok(()) } else { Err(Denied::NoTeam) }
}

pub fn remove(store: &Connection, room: i64, team: i64) -> Result<(), Denied> {
    match store.execute("DELETE FROM team WHERE room = ?1 AND id = ?2", [room, team])? {
        1 => Ok(()),
        _ => Err(Denied::NoTeam),
    }
}

/// All submissions of a room by round, then in the order in which teams joined.
pub fn submissions(store: &Connection, room: i64) -> Result<Vec<Submission>, Denied> {
    let mut asked = store.prepare(
        "SELECT submission.team, submission.round, submission.decision, submission.changes FROM submission
         JOIN team ON team.id = submission.team WHERE team.room = ?1 ORDER BY submission.round, submission.team",
    )?;
    let found = asked.query_map([room], |row| {
        let decision: String = row.get(2)?;
        Ok(Submission { team: row.get(0)?, round: row.get(1)?, decision: json(&decision)?, changes: row.get(3)? })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Keeps what a team decided, in the place of what it decided before; `most` times.
pub fn submit(store: &Connection, team: i64, round: u32, decision: &Decision, most: u32) -> Result<(), Denied> {
    let text = serde_json::to_string(decision).map_err(|error| Denied::FellOver(error.to_string()))?;
    let kept = store.execute(
        "INSERT INTO submission (team, round, decision, changes) VALUES (?1, ?2, ?3, 1)
         ON CONFLICT (team, round) DO UPDATE SET decision = ?3, changes = changes + 1 WHERE changes < ?4",
        params![team, round, text, most],
    )?;
    if kept == 1 { Ok(()) } else { Err(Denied::TooManyChanges) }
}
