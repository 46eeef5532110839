//! Where rooms are kept: one SQLite file, or memory.
//!
//! Invariants: what a transaction said is done is on the disk (write-ahead log, synchronised at every commit), so that no kill loses it; one
//! program at a time has the file; a file that is not ours is left as it is.

use crate::locale::{Lang, reason};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// "relv": by which a file is known as ours.
const APPLICATION: i64 = 0x7265_6c76;
const VERSION: i64 = 1;
/// Another program may be on its way out.
const PATIENCE: Duration = Duration::from_millis(1500);

const SCHEMA: &str = "
CREATE TABLE room (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    opened INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
CREATE TABLE round (
    room INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    study TEXT NOT NULL,
    first TEXT,
    later TEXT,
    PRIMARY KEY (room, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE team (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    token BLOB NOT NULL,
    UNIQUE (room, folded)
) STRICT;
CREATE TABLE submission (
    team INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    decision TEXT NOT NULL,
    changes INTEGER NOT NULL,
    PRIMARY KEY (team, round)
) STRICT, WITHOUT ROWID;
";

/// Why rooms cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path}: {source}", path = .0.display(), source = .1)]
    Folder(PathBuf, io::Error),
    /// The file is there and is no file of rooms.
    #[error("{} is not a file of rooms", .0.display())]
    NotOurs(PathBuf),
    /// A later version of relevo made it.
    #[error("{} was made by a later version", .0.display())]
    Later(PathBuf),
    /// Another program has it.
    #[error("{} is in use", .0.display())]
    InUse(PathBuf),
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    #[error("{0}")]
    Random(#[from] super::names::NoRandomness),
}

impl StoreError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (StoreError::Folder(path, source), Lang::En) => {
                format!(
                    "the rooms cannot be kept in {}: {}; name another file with --rooms",
                    path.display(),
                    reason(source, lang)
                )
            }
            (StoreError::Folder(path, source), Lang::Es) => {
                format!(
                    "no se pueden guardar las salas en {}: {}; indica otro archivo con --rooms",
                    path.display(),
                    reason(source, lang)
                )
            }
            (StoreError::NotOurs(path), Lang::En) => {
                format!(
                    "{} is not a file of rooms, and is left as it is; name another file with --rooms",
                    path.display()
                )
            }
            (StoreError::NotOurs(path), Lang::Es) => {
                format!(
                    "{} no es un archivo de salas y se deja como está; indica otro archivo con --rooms",
                    path.display()
                )
            }
            (StoreError::Later(path), Lang::En) => {
                format!(
                    "{} was made by a later version of relevo; use that one, or name another file with --rooms",
                    path.display()
                )
            }
            (StoreError::Later(path), Lang::Es) => {
                format!(
                    "{} lo creó una versión posterior de relevo; usa esa o indica otro archivo con --rooms",
                    path.display()
                )
            }
            (StoreError::InUse(path), Lang::En) => {
                format!(
                    "another relevo serve has the rooms in {}: stop it, or name another file with --rooms",
                    path.display()
                )
            }
            (StoreError::InUse(path), Lang::Es) => {
                format!(
                    "otro relevo serve tiene las salas de {}: deténlo o indica otro archivo con --rooms",
                    path.display()
                )
            }
            (StoreError::Database(error), Lang::En) => format!("the file of rooms cannot be used: {error}"),
            (StoreError::Database(error), Lang::Es) => format!("no se puede usar el archivo de salas: {error}"),
            (StoreError::Random(_), Lang::En) => "the system gives no random numbers".into(),
            (StoreError::Random(_), Lang::Es) => "el sistema no da números aleatorios".into(),
        }
    }
}

/// An open store.
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// The file, made where it is not there, with its folder.
    ///
    /// # Errors
    /// If it cannot be had, is in use, or is not ours.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Folder(path.to_owned(), error))?;
        }
        only_for_the_owner(path).map_err(|error| StoreError::Folder(path.to_owned(), error))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(path, flags).and_then(prepared).map_err(|error| told(error, path))?.map_err(
            |version| {
                if version > VERSION {
                    StoreError::Later(path.to_owned())
                } else {
                    StoreError::NotOurs(path.to_owned())
                }
            },
        )
    }

    /// A store that ends with the program.
    ///
    /// # Errors
    /// None but want of memory.
    pub fn in_memory() -> Result<Store, StoreError> {
        let prepared = prepared(Connection::open_in_memory()?)?;
        prepared.map_err(|_| StoreError::NotOurs(PathBuf::new()))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does all of it or nothing; when it is done it is on the disk.
    pub fn transact<T, E: From<rusqlite::Error>>(
        &self,
        act: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// Makes the file, if it is not there, so that others on this machine cannot read it.
fn only_for_the_owner(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn told(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NotOurs(path.to_owned()),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse(path.to_owned()),
        _ => StoreError::Database(error),
    }
}

/// Sets a connection up; the version found where it is not ours.
fn prepared(connection: Connection) -> rusqlite::Result<Result<Store, i64>> {
    connection.busy_timeout(PATIENCE)?;
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let (application, version) = (number("application_id")?, number("user_version")?);
    match (tables, application, version) {
        (0, 0, 0) => {}
        (_, APPLICATION, version) if version > VERSION => return Ok(Err(version)),
        (_, APPLICATION, VERSION) => {}
        _ => return Ok(Err(0)),
    }
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )?;
    if tables == 0 {
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
    } else {
        // Takes the lock now, so that a second program is told at once.
        connection.execute_batch("BEGIN IMMEDIATE; COMMIT;")?;
    }
    Ok(Ok(Store { connection: Mutex::new(connection) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_kept_and_had_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper/rooms.db");
        let store = Store::open(&path).unwrap();
        store
            .transact(|one| {
                one.execute("INSERT INTO room (code, secret, opened, expires) VALUES ('BCDFGH', x'00', 1, 2)", [])
            })
            .unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::InUse(_))));
        drop(store);
        let again = Store::open(&path).unwrap();
        let rooms = again.transact(|one| one.query_row("SELECT count(*) FROM room", [], |row| row.get::<_, i64>(0)));
        assert_eq!(rooms.unwrap(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_not_ours_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("notes.txt");
        std::fs::write(&text, "not a database, but long enough to be looked at as one".repeat(40)).unwrap();
        assert!(matches!(Store::open(&text), Err(StoreError::NotOurs(_))));
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("not a database"));
        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
        let before = std::fs::read(&other).unwrap();
        assert!(matches!(Store::open(&other), Err(StoreError::NotOurs(_))));
        assert_eq!(std::fs::read(&other).unwrap(), before);
        let later = folder.path().join("later.db");
        drop(Store::open(&later).unwrap());
        Connection::open(&later).unwrap().execute_batch("PRAGMA user_version = 9").unwrap();
        assert!(matches!(Store::open(&later), Err(StoreError::Later(_))));
        assert!(matches!(Store::open(folder.path()), Err(StoreError::Folder(..))));
    }
}
