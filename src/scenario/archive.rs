//! Files read once for many loads: however long those take and whatever happens to the files meanwhile, all of them see
//! the same.

use super::files::{Found, canonical, read_regular};
use super::limits::Limit;
use super::problem::FileFault;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What was found of every path that was asked for, faults included.
#[derive(Debug, Default)]
pub struct Archive {
    paths: Mutex<HashMap<PathBuf, Result<PathBuf, FileFault>>>,
    files: Mutex<HashMap<(PathBuf, Limit), Result<Vec<u8>, FileFault>>>,
}

impl Archive {
    /// The path without detours and symbolic links, as it was when it was first asked for.
    pub(super) fn canonical(&self, path: &Path) -> Result<PathBuf, FileFault> {
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths.entry(path.to_owned()).or_insert_with(|| canonical(path)).clone()
    }

    /// A file of a canonical path, as it was when it was first read.
    pub(super) fn read(&self, path: PathBuf, limit: Limit) -> Result<Found, FileFault> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || read_regular(path.clone(), limit).map(|found| found.bytes);
        let bytes = files.entry((path.clone(), limit)).or_insert_with(read).clone()?;
        Ok(Found { path, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_what_it_was_when_first_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "1").unwrap();
        let archive = Archive::default();
        let read = || archive.read(archive.canonical(&path)?, Limit::ReferencedBytes).map(|found| found.bytes);
        assert_eq!(read().unwrap(), b"1");
        fs::write(&path, "2").unwrap();
        assert_eq!(read().unwrap(), b"1");
        fs::remove_file(&path).unwrap();
        assert_eq!(read().unwrap(), b"1");
        let missing = folder.path().join("b.csv");
        assert_eq!(archive.canonical(&missing), Err(FileFault::NotFound));
        fs::write(&missing, "3").unwrap();
        assert_eq!(archive.canonical(&missing), Err(FileFault::NotFound));
    }
}
