//! Files as they were when they were first read: scenarios loaded again and again with another value each time, also by
//! many threads, rest on the same texts, whatever happens to the files meanwhile.

use super::files::{Found, canonical, read_regular};
use super::limits::Limit;
use super::problem::FileFault;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where paths led when they were first asked for, and what stood there.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    paths: HashMap<PathBuf, PathBuf>,
    files: HashMap<PathBuf, Arc<[u8]>>,
}

impl Kept {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path without detours and symbolic links.
    pub(super) fn canonical(&self, path: &Path) -> Result<PathBuf, FileFault> {
        if let Some(known) = self.memory().paths.get(path) {
            return Ok(known.clone());
        }
        let found = canonical(path)?;
        Ok(self.memory().paths.entry(path.to_owned()).or_insert(found).clone())
    }

    /// The bytes of a file by its canonical path.
    pub(super) fn read(&self, path: PathBuf, limit: Limit) -> Result<Found, FileFault> {
        let known = self.memory().files.get(&path).cloned();
        let bytes = match known {
            Some(bytes) => bytes,
            None => {
                let found = read_regular(path.clone(), limit)?;
                // Of two threads that read it at once, both take what the first one found.
                self.memory().files.entry(found.path).or_insert_with(|| found.bytes.into()).clone()
            }
        };
        let length = bytes.len() as u64;
        if length > limit.allowed() {
            return Err(FileFault::TooLarge { bytes: length, limit });
        }
        Ok(Found { path, bytes: bytes.to_vec() })
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
        let kept = Kept::default();
        let read = || kept.read(kept.canonical(&path)?, Limit::ReferencedBytes).map(|found| found.bytes);
        assert_eq!(read().unwrap(), b"1");
        fs::write(&path, "2").unwrap();
        assert_eq!(read().unwrap(), b"1");
        fs::remove_file(&path).unwrap();
        assert_eq!(read().unwrap(), b"1");
        assert_eq!(kept.canonical(&folder.path().join("b.csv")), Err(FileFault::NotFound));
    }
}
