//! The cells of a sweep that is under way, so that a killed one goes on where it was.
//!
//! Beside the folder that a sweep is to make, `NAME.unfinished` holds a journal: a line that says what it is, one with
//! what was asked for, then one for each finished cell, in the order in which they ended. Each line carries its checksum
//! and is handed to the system whole, so a process that is killed loses at most the cells in its hands; after a loss of
//! power also those of the last seconds, since the disk is waited for only now and then. What is torn or damaged is cut
//! off with all that follows, and simulated again. The lock on the journal ends with the process that holds it.
//!
//! Of a cell only its place in the file is in memory.

mod fault;

pub use fault::{Differs, JournalError};

use super::super::folder::parent;
use crate::study::sweep::grid::Axis;
use crate::study::sweep::result::Cell;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The first line.
const MAGIC: &str = "relevo sweep journal 1\n";
const FILE: &str = "journal";
/// What a folder being staged inside begins with.
const STAGED: &str = ".relevo-";
/// Longest line of a cell that is believed: 64 scenarios have a few megabytes.
const MOST_LINE_BYTES: u64 = 1 << 28;
/// How often the disk is waited for.
const SYNC_EVERY: Duration = Duration::from_secs(5);
/// How often a folder that another process takes away at the same moment is made again.
const TRIES: usize = 3;

/// What a sweep was asked for; two with the same give the same cells.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub relevo: String,
    pub vary: Vec<Axis>,
    pub set: Vec<String>,
    pub seed: u64,
    pub replications: u32,
    /// Paths and texts of all files read.
    pub files: Vec<(PathBuf, String)>,
}

/// A cell as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// From 0.
    number: u32,
    text: String,
    /// Scenarios that could not be simulated.
    stopped: u32,
}

impl Line {
    /// # Errors
    /// None that a cell can cause: its numbers are finite or absent, its keys are text.
    pub fn of(cell: &Cell) -> serde_json::Result<Line> {
        Ok(Line { number: cell.cell - 1, text: line_of(cell)?, stopped: stopped_in(cell) })
    }
}

fn stopped_in(cell: &Cell) -> u32 {
    cell.scenarios.iter().filter(|one| one.stopped.is_some()).count() as u32
}

/// The cells that are done.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// Of the working folder; `None`: a file without a name, which ends with the process.
    home: Option<PathBuf>,
    /// Where the line of each cell begins.
    lines: Vec<Option<u64>>,
    /// Scenarios of all cells that could not be simulated.
    stopped: u32,
    end: u64,
    synced: Instant,
}

/// The working folder beside the one that a sweep is to make.
pub fn workshop(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    folder.with_file_name(name)
}

impl Journal {
    /// A journal that nobody can go on with.
    ///
    /// # Errors
    /// If the system gives no temporary file.
    pub fn passing(cells: u32) -> io::Result<Journal> {
        Ok(Journal::new(tempfile::tempfile()?, None, cells))
    }

    fn new(file: File, home: Option<PathBuf>, cells: u32) -> Journal {
        Journal { file, home, lines: vec![None; cells as usize], stopped: 0, end: 0, synced: Instant::now() }
    }

    /// The journal of the sweep that is to make the folder: begun, or gone on with where it is of the same sweep. With
    /// `anew`, one of another sweep is begun anew.
    ///
    /// # Errors
    /// If it is in use, of another sweep or no journal, or the file system refuses.
    pub fn open(folder: &Path, asked: &Asked, cells: u32, anew: bool) -> Result<Journal, JournalError> {
        let home = workshop(folder);
        let path = home.join(FILE);
        let io = |error| JournalError::Io(path.clone(), error);
        fs::create_dir_all(parent(folder)).map_err(io)?;
        let file = locked(&home, &path)?;
        let mut journal = Journal::new(file, Some(home), cells);
        match journal.recall(asked).map_err(io)? {
            Recalled::Same => {}
            Recalled::Nothing => journal.begin(asked).map_err(io)?,
            Recalled::Other(_) if anew => journal.begin(asked).map_err(io)?,
            Recalled::Other(differs) => return Err(JournalError::Other(path, differs)),
            Recalled::Foreign => return Err(JournalError::Foreign(path)),
        }
        journal.clear_workshop();
        Ok(journal)
    }

    fn begin(&mut self, asked: &Asked) -> io::Result<()> {
        self.file.set_len(0)?;
        self.end = 0;
        self.lines.fill(None);
        self.stopped = 0;
        let line = line_of(asked)?;
        self.put(MAGIC.as_bytes())?;
        self.put(line.as_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Reads what is there and cuts off what is not whole.
    fn recall(&mut self, asked: &Asked) -> io::Result<Recalled> {
        let length = self.file.metadata()?.len();
        self.file.seek(SeekFrom::Start(0))?;
        let mut reader = BufReader::new(&self.file);
        let mut bytes = vec![];
        reader.by_ref().take(MAGIC.len() as u64).read_to_end(&mut bytes)?;
        if !MAGIC.as_bytes().starts_with(&bytes) {
            return Ok(Recalled::Foreign);
        }
        bytes.clear();
        let read = reader.read_until(b'\n', &mut bytes)?;
        let Some(header) = checked(&bytes) else {
            // Killed while it was being begun: no cell can have followed.
            let torn = MAGIC.len() as u64 + read as u64 >= length;
            return Ok(if torn { Recalled::Nothing } else { Recalled::Other(Differs::Unknown) });
        };
        if let Some(differs) = difference(header, asked)? {
            return Ok(Recalled::Other(differs));
        }
        let mut end = (MAGIC.len() + read) as u64;
        let mut lines = std::mem::take(&mut self.lines);
        loop {
            bytes.clear();
            let read = reader.by_ref().take(MOST_LINE_BYTES).read_until(b'\n', &mut bytes)? as u64;
            let Some(cell) = checked(&bytes).and_then(|text| serde_json::from_str::<Cell>(text).ok()) else { break };
            let at = (cell.cell as usize).checked_sub(1).filter(|at| lines.get(*at).is_some_and(Option::is_none));
            let Some(at) = at else { break };
            lines[at] = Some(end);
            self.stopped += stopped_in(&cell);
            end += read;
        }
        drop(reader);
        self.lines = lines;
        self.end = end;
        self.file.set_len(end)?;
        Ok(Recalled::Same)
    }

    /// Takes away what a process left that was killed while it made the folder.
    fn clear_workshop(&self) {
        let entries = self.home.as_ref().and_then(|home| fs::read_dir(home).ok()).into_iter().flatten().flatten();
        let staged = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGED));
        // What cannot be taken away does no harm.
        staged.for_each(|entry| _ = fs::remove_dir_all(entry.path()));
    }

    /// Cells that are done.
    pub fn done(&self) -> u32 {
        self.lines.iter().flatten().count() as u32
    }

    /// Numbers of the cells still to do, from 0.
    pub fn missing(&self) -> Vec<u32> {
        (0..self.lines.len() as u32).filter(|cell| self.lines[*cell as usize].is_none()).collect()
    }

    /// Scenarios of the cells done that could not be simulated.
    pub fn stopped(&self) -> u32 {
        self.stopped
    }

    /// Waits for the disk.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn sync(&mut self) -> io::Result<()> {
        self.synced = Instant::now();
        self.file.sync_data()
    }

    /// Keeps a cell.
    ///
    /// # Errors
    /// If the file system refuses (a full disk): the cell is not kept, those before it are.
    pub fn keep(&mut self, line: &Line) -> io::Result<()> {
        let begins = self.end;
        if let Err(error) = self.put(line.text.as_bytes()) {
            // Half a line would be cut off when it is read again; here it is overwritten or cut off now.
            let _ = self.file.set_len(begins);
            return Err(error);
        }
        self.lines[line.number as usize] = Some(begins);
        self.stopped += line.stopped;
        if self.home.is_some() && self.synced.elapsed() > SYNC_EVERY {
            self.sync()?;
        }
        Ok(())
    }

    /// Hands the JSON of each cell that is done to a function, in the order of the grid.
    ///
    /// Several may read at once.
    ///
    /// # Errors
    /// If the journal cannot be read, and those of the function.
    pub fn each(&self, cells: usize, mut take: impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        let mut reader = BufReader::new(Place { file: &self.file, at: 0 });
        let (mut at, mut bytes) = (u64::MAX, vec![]);
        for begins in self.lines.iter().take(cells).flatten() {
            if at != *begins {
                reader.seek(SeekFrom::Start(*begins))?;
            }
            bytes.clear();
            at = begins + reader.read_until(b'\n', &mut bytes)? as u64;
            take(checked(&bytes).ok_or_else(damaged)?)?;
        }
        Ok(())
    }

    /// The same for the cells themselves.
    ///
    /// # Errors
    /// As [`Journal::each`].
    pub fn each_cell(&self, cells: usize, mut take: impl FnMut(Cell) -> io::Result<()>) -> io::Result<()> {
        self.each(cells, |text| take(serde_json::from_str(text)?))
    }

    /// The working folder.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// Takes the working folder away: its cells have found their place.
    pub fn end(self) {
        self.clear_workshop();
        let Journal { file, home, .. } = self;
        if let Some(home) = home {
            // The file first: whoever waits for its lock sees that it is gone. What others put there stays.
            let _ = fs::remove_file(home.join(FILE));
            drop(file);
            let _ = fs::remove_dir(home);
        }
    }
}

/// A reader with a place of its own in a file: the one of the file itself is shared by all who read it.
struct Place<'f> {
    file: &'f File,
    at: u64,
}

impl Read for Place<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(self.file, into, self.at)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(self.file, into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Place<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.file.metadata()?.len().checked_add_signed(by),
        }
        .ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// What was found in a journal.
enum Recalled {
    Same,
    Nothing,
    Other(Differs),
    Foreign,
}

/// A value as a line of the journal.
///
/// # Errors
/// None that a cell can cause: its numbers are finite or absent, its keys are text.
fn line_of(value: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string(value)?;
    Ok(format!("{:08x} {text}\n", crc32fast::hash(text.as_bytes())))
}

/// The text of a line that is whole.
fn checked(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, text) = line.split_once(' ')?;
    (sum.len() == 8 && u32::from_str_radix(sum, 16).ok()? == crc32fast::hash(text.as_bytes())).then_some(text)
}

fn damaged() -> io::Error {
    io::Error::other("the journal was changed by another program")
}

/// In what the sweep that a journal was made for differs; `None`: in nothing.
fn difference(header: &str, asked: &Asked) -> serde_json::Result<Option<Differs>> {
    if header == serde_json::to_string(asked)? {
        return Ok(None);
    }
    let Ok(found) = serde_json::from_str::<Asked>(header) else {
        return Ok(Some(Differs::Unknown));
    };
    Ok(Some(match found {
        found if found.relevo != asked.relevo => Differs::Version,
        found if found.vary != asked.vary => Differs::Vary,
        found if found.files != asked.files => Differs::Files,
        _ => Differs::Options,
    }))
}

/// The journal's file, locked; made where there is none.
fn locked(home: &Path, path: &Path) -> Result<File, JournalError> {
    let io = |error| JournalError::Io(path.into(), error);
    for _ in 0..TRIES {
        match fs::create_dir(home) {
            // A folder that is not ours must not be written into, whatever it is called.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !path.is_file() && !is_empty(home) => {
                return Err(JournalError::Foreign(home.into()));
            }
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(io(error)),
            _ => {}
        }
        let file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(io)?,
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse(path.into())),
            Err(TryLockError::Error(error)) => return Err(io(error)),
            // Whoever held it before may just have taken it away.
            Ok(()) if is_at(&file, path) => return Ok(file),
            Ok(()) => {}
        }
    }
    Err(JournalError::InUse(path.into()))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |file: fs::Metadata, path: fs::Metadata| (file.dev(), file.ino()) == (path.dev(), path.ino());
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(file, path)| same(file, path))
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests;
