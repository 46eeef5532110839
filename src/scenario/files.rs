//! Reading of files for a scenario. Scenario files are data, not trust: beyond the files that the user named, only
//! regular files inside the folder of the first one are read, after symbolic links are resolved, up to a stated size.

use super::foreign;
use super::kept::Kept;
use super::limits::Limit;
use super::problem::FileFault;
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Where the files that a scenario names are looked up.
#[derive(Clone, Debug)]
pub enum Shelf<'a> {
    /// Files inside this folder (canonical path).
    Folder(PathBuf, Kept),
    /// Texts within the program, by name.
    Embedded(&'a [(&'a str, &'a str)]),
    /// None: the text came from standard input or the web.
    Closed,
}

/// A file that was found; `path` is canonical (for an embedded text its name).
#[derive(Debug)]
pub struct Found {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// Reads a file that the user named on the command line, and opens the shelf of its folder.
pub fn read_input(path: &Path, kept: &Kept) -> Result<(Found, Shelf<'static>), FileFault> {
    let found = kept.read(kept.canonical(path)?, Limit::FileBytes)?;
    let folder = found.path.parent().unwrap_or(Path::new("/")).to_owned();
    Ok((found, Shelf::Folder(folder, kept.clone())))
}

/// The path without detours and symbolic links.
pub fn canonical(path: &Path) -> Result<PathBuf, FileFault> {
    fs::canonicalize(path).map_err(|e| fault_of(e.kind()))
}

impl Shelf<'_> {
    /// Reads a file named inside a file of the folder `from`.
    pub fn read(&self, from: &Path, name: &str, limit: Limit) -> Result<Found, FileFault> {
        match self {
            Shelf::Closed => Err(FileFault::NoFilesHere),
            Shelf::Embedded(texts) => {
                let (name, text) = texts.iter().find(|(n, _)| *n == name).ok_or(FileFault::NotFound)?;
                Ok(Found { path: PathBuf::from(name), bytes: text.as_bytes().to_vec() })
            }
            Shelf::Folder(root, kept) => {
                if name.contains('\0') {
                    return Err(FileFault::NotFound);
                }
                let canonical = kept.canonical(&from.join(name))?;
                if !canonical.starts_with(root) {
                    return Err(FileFault::Outside);
                }
                kept.read(canonical, limit)
            }
        }
    }
}

/// Reads an ordinary file of at most the size allowed.
pub fn read_regular(path: PathBuf, limit: Limit) -> Result<Found, FileFault> {
    // Looked at before it is opened: to open a pipe would wait for its writer.
    check(&fs::metadata(&path).map_err(|e| fault_of(e.kind()))?, limit)?;
    let file = File::open(&path).map_err(|e| fault_of(e.kind()))?;
    check(&file.metadata().map_err(|e| fault_of(e.kind()))?, limit)?;
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    file.take(limit.allowed() + 1).read_to_end(&mut bytes).map_err(|e| fault_of(e.kind()))?;
    match bytes.len() as u64 {
        length if length > limit.allowed() => Err(FileFault::TooLarge { bytes: length, limit }),
        _ => Ok(Found { path, bytes }),
    }
}

fn check(metadata: &Metadata, limit: Limit) -> Result<(), FileFault> {
    if metadata.is_dir() {
        Err(FileFault::Folder)
    } else if !metadata.is_file() {
        Err(FileFault::Special)
    } else if metadata.len() > limit.allowed() {
        Err(FileFault::TooLarge { bytes: metadata.len(), limit })
    } else {
        Ok(())
    }
}

fn fault_of(kind: ErrorKind) -> FileFault {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput | ErrorKind::InvalidFilename => {
            FileFault::NotFound
        }
        ErrorKind::PermissionDenied => FileFault::Denied,
        ErrorKind::IsADirectory => FileFault::Folder,
        _ => FileFault::Unreadable,
    }
}

/// The text of a scenario file, without a byte-order mark.
pub fn text_of(bytes: Vec<u8>) -> Result<String, FileFault> {
    if foreign::is_utf16(&bytes) {
        return Err(FileFault::Utf16);
    }
    if let Some(what) = foreign::of_bytes(&bytes) {
        return Err(FileFault::Foreign(what));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let valid = e.utf8_error().valid_up_to();
        FileFault::NotUtf8 { line: e.as_bytes()[..valid].iter().filter(|b| **b == b'\n').count() + 1 }
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    foreign::of_text(&text).map_or(Ok(text), |what| Err(FileFault::Foreign(what)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_inside_the_folder_are_read() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(outer.path().join("secret.csv"), "1").unwrap();
        fs::write(inner.join("a.toml"), "x = 1").unwrap();
        fs::write(inner.join("ok.csv"), "1").unwrap();
        let (found, shelf) = read_input(&inner.join("a.toml"), &Kept::default()).unwrap();
        let from = found.path.parent().unwrap();
        assert!(shelf.read(from, "ok.csv", Limit::ReferencedBytes).is_ok());
        let fault = |name: &str| shelf.read(from, name, Limit::ReferencedBytes).unwrap_err();
        assert_eq!(fault("../secret.csv"), FileFault::Outside);
        assert_eq!(fault("missing.csv"), FileFault::NotFound);
        assert_eq!(fault("a\0b"), FileFault::NotFound);
        assert_eq!(fault("."), FileFault::Folder);
        assert_eq!(fault("/dev/null"), FileFault::Outside);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outer.path().join("secret.csv"), inner.join("link.csv")).unwrap();
            assert_eq!(fault("link.csv"), FileFault::Outside);
            std::os::unix::fs::symlink(inner.join("ok.csv"), inner.join("good.csv")).unwrap();
            assert!(shelf.read(from, "good.csv", Limit::ReferencedBytes).is_ok());
        }
    }

    #[test]
    fn too_large_files_are_refused_before_they_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.toml");
        File::create(&path).unwrap().set_len(Limit::FileBytes.allowed() + 1).unwrap();
        let bytes = Limit::FileBytes.allowed() + 1;
        assert_eq!(
            read_input(&path, &Kept::default()).unwrap_err(),
            FileFault::TooLarge { bytes, limit: Limit::FileBytes }
        );
        assert_eq!(read_input(folder.path(), &Kept::default()).unwrap_err(), FileFault::Folder);
        #[cfg(target_os = "linux")]
        assert_eq!(read_input(Path::new("/dev/zero"), &Kept::default()).unwrap_err(), FileFault::Special);
    }

    #[test]
    fn texts_are_utf8_and_lose_their_mark() {
        assert_eq!(text_of(b"\xef\xbb\xbfa = 1".to_vec()), Ok("a = 1".to_owned()));
        assert_eq!(text_of(b"a\nb\xff".to_vec()), Err(FileFault::NotUtf8 { line: 2 }));
    }
}
