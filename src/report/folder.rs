//! A folder that appears whole or not at all.
//!
//! Everything is written into a hidden folder beside the wished one, which is then renamed. A marker tells the folders
//! that relevo made and what it wrote there: only a folder that holds nothing else is ever replaced, so that no wish for
//! output can delete someone's files.

use crate::locale::{Lang, reason};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;

/// File that tells a folder made by relevo: a line for the version, then one for the path of each file written.
const MARKER: &str = ".relevo";
/// What file managers put into every folder they show: nobody's work.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
/// Foreign files named in a message.
const MOST_NAMED: usize = 3;

/// What to do with a folder that is already there and not empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    Keep,
    /// Replace it whole if relevo made it.
    ReplaceOwn,
}

/// A file of the folder; its path is relative, made of plain names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Content {
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Content {
        Content { path: path.into(), bytes: bytes.into() }
    }
}

#[derive(Debug)]
pub enum FolderError {
    /// It exists and may not be replaced without being told to.
    Exists(PathBuf),
    /// It exists and relevo did not make it.
    Foreign(PathBuf),
    /// Relevo made it, and it holds something that relevo did not write.
    Mixed {
        folder: PathBuf,
        foreign: Vec<String>,
    },
    /// Not the name of a folder.
    Name(PathBuf),
    Io(PathBuf, io::Error),
}

impl FolderError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (FolderError::Exists(path), Lang::En) => {
                format!("{} exists already; name another folder, or replace it with --force", path.display())
            }
            (FolderError::Exists(path), Lang::Es) => {
                format!("{} ya existe; indica otra carpeta, o reemplázala con --force", path.display())
            }
            (FolderError::Foreign(path), Lang::En) => {
                format!("{} was not made by relevo and is left as it is; name another folder", path.display())
            }
            (FolderError::Foreign(path), Lang::Es) => {
                format!("{} no fue creado por relevo y se deja como está; indica otra carpeta", path.display())
            }
            (FolderError::Mixed { folder, foreign }, Lang::En) => format!(
                "{} holds what relevo did not write ({}) and is left as it is; move that away, or name another folder",
                folder.display(),
                named(foreign)
            ),
            (FolderError::Mixed { folder, foreign }, Lang::Es) => format!(
                "{} contiene lo que relevo no escribió ({}) y se deja como está; muévelo a otro sitio, o indica otra carpeta",
                folder.display(),
                named(foreign)
            ),
            (FolderError::Name(path), Lang::En) => format!("{} cannot be the name of a new folder", path.display()),
            (FolderError::Name(path), Lang::Es) => {
                format!("{} no puede ser el nombre de una carpeta nueva", path.display())
            }
            (FolderError::Io(path, error), Lang::En) => {
                format!("cannot write {}: {}", path.display(), reason(error, lang))
            }
            (FolderError::Io(path, error), Lang::Es) => {
                format!("no se puede escribir {}: {}", path.display(), reason(error, lang))
            }
        }
    }
}

fn named(foreign: &[String]) -> String {
    let more = if foreign.len() > MOST_NAMED { ", ..." } else { "" };
    format!("{}{more}", foreign[..foreign.len().min(MOST_NAMED)].join(", "))
}

/// Whether [`write()`] would be allowed to make the folder: to be asked before a long computation.
///
/// # Errors
/// As [`write()`], as far as can be seen without writing.
pub fn check(folder: &Path, existing: Existing) -> Result<(), FolderError> {
    if folder.file_name().is_none() {
        return Err(FolderError::Name(folder.into()));
    }
    let Ok(found) = fs::symlink_metadata(folder) else {
        return Ok(());
    };
    // What a symbolic link names is not ours to replace, whatever it holds.
    let own = found.is_dir() && folder.join(MARKER).is_file();
    let empty = found.is_dir() && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if empty {
        return Ok(());
    }
    if !own {
        return Err(FolderError::Foreign(folder.into()));
    }
    let foreign = foreign(folder).map_err(|error| FolderError::Io(folder.into(), error))?;
    match existing {
        _ if !foreign.is_empty() => Err(FolderError::Mixed { folder: folder.into(), foreign }),
        Existing::Keep => Err(FolderError::Exists(folder.into())),
        Existing::ReplaceOwn => Ok(()),
    }
}

/// What a marked folder holds beside the files that its marker lists. A marker without a list vouches for nothing.
fn foreign(folder: &Path) -> io::Result<Vec<String>> {
    let marker = fs::read(folder.join(MARKER))?;
    let marker = String::from_utf8_lossy(&marker);
    let written: BTreeSet<&str> = marker.lines().skip(1).chain([MARKER]).collect();
    let mut foreign = vec![];
    look(folder, "", &written, &mut foreign)?;
    Ok(foreign)
}

/// Goes only into folders that hold files of the list, so that a great folder of someone else is one find.
fn look(folder: &Path, prefix: &str, written: &BTreeSet<&str>, foreign: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        let below = format!("{path}/");
        if kind.is_dir() && written.iter().any(|one| one.starts_with(&below)) {
            look(&entry.path(), &below, written, foreign)?;
        } else if kind.is_dir() {
            foreign.push(below);
        } else if !written.contains(path.as_str()) && !LITTER.contains(&name.as_str()) {
            foreign.push(path);
        }
    }
    Ok(())
}

/// The path as the marker lists it, the same on every platform.
fn listed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Makes the folder with these files, and those above it where they are missing.
///
/// # Errors
/// If something is there that may not be replaced, or the file system refuses; then nothing is left behind.
pub fn write(folder: &Path, contents: &[Content], existing: Existing) -> Result<(), FolderError> {
    check(folder, existing)?;
    let parent = parent(folder);
    fs::create_dir_all(parent).map_err(|error| FolderError::Io(folder.into(), error))?;
    let staged = Staged::new(folder, parent)?;
    for content in contents {
        staged.add(&content.path, |file| file.write_all(&content.bytes))?;
    }
    staged.appear(existing)
}

/// The folder above.
pub fn parent(folder: &Path) -> &Path {
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A folder that is filled file by file and then appears whole; dropped before, it leaves nothing behind.
#[derive(Debug)]
pub struct Staged {
    folder: PathBuf,
    staged: TempDir,
    /// Where what is replaced waits until the new folder is in its place; on the same disk as the folder.
    workshop: PathBuf,
    /// In order, whichever thread wrote them first.
    written: Mutex<BTreeSet<String>>,
}

impl Staged {
    /// Begins a folder that is filled inside `workshop`, which must be on the same disk.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn new(folder: &Path, workshop: &Path) -> Result<Staged, FolderError> {
        let staged = new_folder(workshop).map_err(|error| FolderError::Io(folder.into(), error))?;
        Ok(Staged { folder: folder.into(), staged, workshop: workshop.into(), written: Mutex::default() })
    }

    /// Writes a file of the folder; its path is relative, made of plain names. Several may be written at once.
    ///
    /// # Errors
    /// If the file is there already, or the file system refuses.
    pub fn add(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), FolderError> {
        self.written().insert(listed(path));
        self.fill(path, fill).map_err(|error| FolderError::Io(self.folder.clone(), error))
    }

    fn written(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fill(&self, path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
        let path = self.staged.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = BufWriter::new(File::create_new(&path)?);
        fill(&mut file)?;
        file.into_inner()?.sync_all()
    }

    /// Whether the folder is there already, with the same files and nothing different in them.
    pub fn is_there(&self) -> bool {
        check(&self.folder, Existing::ReplaceOwn).is_ok()
            && self.folder.join(MARKER).is_file()
            && self.written().iter().all(|path| same(&self.staged.path().join(path), &self.folder.join(path)))
    }

    /// Gives the folder its place.
    ///
    /// # Errors
    /// If something is there that may not be replaced, or the file system refuses; then what was there is still there.
    pub fn appear(self, existing: Existing) -> Result<(), FolderError> {
        check(&self.folder, existing)?;
        let list: String = self.written().iter().map(|path| format!("{path}\n")).collect();
        let marker = format!("relevo {}\n{list}", env!("CARGO_PKG_VERSION"));
        let io = |error| FolderError::Io(self.folder.clone(), error);
        self.fill(Path::new(MARKER), |file| file.write_all(marker.as_bytes())).map_err(io)?;
        // Dropped behind this, the staging place has nothing left at its path to be removed.
        replace(&self.folder, &self.workshop, self.staged.path()).map_err(io)
    }
}

/// Whether two files hold the same bytes; `false` where one cannot be read.
fn same(a: &Path, b: &Path) -> bool {
    const CHUNK: u64 = 1 << 16;
    let (Ok(mut a), Ok(mut b)) = (File::open(a), File::open(b)) else { return false };
    let (mut one, mut other) = (vec![], vec![]);
    loop {
        one.clear();
        other.clear();
        let chunk = |file: &mut File, into: &mut Vec<u8>| Read::by_ref(file).take(CHUNK).read_to_end(into);
        let read = chunk(&mut a, &mut one).and(chunk(&mut b, &mut other));
        if read.is_err() || one != other {
            return false;
        }
        if one.is_empty() {
            return true;
        }
    }
}

fn new_folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".relevo-");
    // A temporary folder is private by default; this one is to become an ordinary one.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent)
}

/// The old folder is moved away before the new one takes its place, and comes back if that fails.
fn replace(folder: &Path, workshop: &Path, staged: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_err() {
        return fs::rename(staged, folder);
    }
    let attic = new_folder(workshop)?;
    let old = attic.path().join("old");
    fs::rename(folder, &old)?;
    if let Err(error) = fs::rename(staged, folder) {
        fs::rename(&old, folder)?;
        return Err(error);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Content> {
        vec![Content::new("result.json", "{}"), Content::new("scenarios/a.toml", "x = 1")]
    }

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn appears_whole_with_the_folders_above_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        write(&folder, &files(), Existing::Keep).unwrap();
        assert_eq!(entries(&folder), [MARKER, "result.json", "scenarios"]);
        assert_eq!(entries(&home.path().join("a")), ["b"], "nothing else is left");
    }

    #[test]
    fn is_replaced_whole_only_where_relevo_made_it_and_was_told_to() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        write(&folder, &files(), Existing::Keep).unwrap();
        let again = [Content::new("other.txt", "new")];
        assert!(matches!(write(&folder, &again, Existing::Keep), Err(FolderError::Exists(_))));
        assert_eq!(entries(&folder).len(), 3);
        write(&folder, &again, Existing::ReplaceOwn).unwrap();
        assert_eq!(entries(&folder), [MARKER, "other.txt"]);
        assert_eq!(entries(home.path()), ["report"]);
    }

    #[test]
    fn what_others_made_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("holiday");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("photo"), "x").unwrap();
        assert!(matches!(write(&folder, &files(), Existing::ReplaceOwn), Err(FolderError::Foreign(_))));
        assert!(matches!(write(&folder.join("photo"), &files(), Existing::ReplaceOwn), Err(FolderError::Foreign(_))));
        assert_eq!(entries(&folder), ["photo"]);
        assert!(matches!(write(Path::new(".."), &files(), Existing::ReplaceOwn), Err(FolderError::Name(_))));
        fs::remove_file(folder.join("photo")).unwrap();
        write(&folder, &files(), Existing::Keep).unwrap();
        assert_eq!(entries(&folder).len(), 3, "an empty folder is as good as none");
    }

    #[test]
    fn what_someone_put_beside_the_report_is_never_replaced() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        write(&folder, &files(), Existing::Keep).unwrap();
        fs::write(folder.join(".DS_Store"), "").unwrap();
        fs::write(folder.join("scenarios/mine.toml"), "x").unwrap();
        fs::create_dir(folder.join("notes")).unwrap();
        for existing in [Existing::ReplaceOwn, Existing::Keep] {
            let error = write(&folder, &files(), existing).unwrap_err();
            for lang in [Lang::En, Lang::Es] {
                assert!(error.text(lang).contains("(notes/, scenarios/mine.toml)"), "{}", error.text(lang));
            }
        }
        assert!(folder.join("scenarios/mine.toml").exists());
        for more in ["1", "2", "3"] {
            fs::write(folder.join(more), "x").unwrap();
        }
        let error = write(&folder, &files(), Existing::ReplaceOwn).unwrap_err();
        assert!(error.text(Lang::En).contains("(1, 2, 3, ...)"), "{}", error.text(Lang::En));
        for entry in ["1", "2", "3", "scenarios/mine.toml"] {
            fs::remove_file(folder.join(entry)).unwrap();
        }
        fs::remove_dir(folder.join("notes")).unwrap();
        write(&folder, &files(), Existing::ReplaceOwn).unwrap();
        fs::write(folder.join(MARKER), "relevo 0.1.0\n").unwrap();
        let unlisted = write(&folder, &files(), Existing::ReplaceOwn);
        assert!(matches!(unlisted, Err(FolderError::Mixed { .. })), "a marker without a list");
    }

    #[test]
    fn nothing_is_left_where_a_file_cannot_be_written() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        let clash = [Content::new("a", "x"), Content::new("a", "y")];
        assert!(matches!(write(&folder, &clash, Existing::Keep), Err(FolderError::Io(..))));
        assert!(entries(home.path()).is_empty());
    }

    #[test]
    fn a_folder_that_is_there_already_is_recognised() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        let staged = |text: &str| {
            let staged = Staged::new(&folder, home.path()).unwrap();
            staged.add(Path::new("a/b.txt"), |file| file.write_all(text.as_bytes())).unwrap();
            staged
        };
        assert!(!staged("x").is_there());
        staged("x").appear(Existing::Keep).unwrap();
        assert!(staged("x").is_there() && !staged("y").is_there());
        assert!(matches!(staged("y").appear(Existing::Keep), Err(FolderError::Exists(_))));
        fs::write(folder.join("mine"), "x").unwrap();
        assert!(!staged("x").is_there(), "it holds more");
        assert_eq!(entries(home.path()), ["report"], "what was staged is gone");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let own = home.path().join("own");
        write(&own, &files(), Existing::Keep).unwrap();
        let link = home.path().join("link");
        std::os::unix::fs::symlink(&own, &link).unwrap();
        assert!(matches!(write(&link, &files(), Existing::ReplaceOwn), Err(FolderError::Foreign(_))));
    }
}
