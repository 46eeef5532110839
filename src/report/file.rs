//! A file that appears whole or not at all.

use crate::locale::{Lang, reason};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub enum FileError {
    /// It exists and may not be replaced without being told to.
    Exists(PathBuf),
    /// A folder, a link or a device: never replaced.
    NotAFile(PathBuf),
    /// Not the name of a file.
    Name(PathBuf),
    /// The folder it was to stand in does not exist.
    NoFolder(PathBuf),
    Io(PathBuf, io::Error),
}

impl FileError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (FileError::Exists(path), Lang::En) => {
                format!("{} exists already; give another name, or replace it with --force", path.display())
            }
            (FileError::Exists(path), Lang::Es) => {
                format!("{} ya existe; indica otro nombre, o reemplázalo con --force", path.display())
            }
            (FileError::NotAFile(path), Lang::En) => {
                format!("{} exists and is not an ordinary file; give another name", path.display())
            }
            (FileError::NotAFile(path), Lang::Es) => {
                format!("{} existe y no es un archivo corriente; indica otro nombre", path.display())
            }
            (FileError::Name(path), Lang::En) => format!("\"{}\" cannot be the name of a file", path.display()),
            (FileError::Name(path), Lang::Es) => format!("\"{}\" no puede ser el nombre de un archivo", path.display()),
            (FileError::NoFolder(path), Lang::En) => {
                format!("the folder {} does not exist; make it first, or give another name", path.display())
            }
            (FileError::NoFolder(path), Lang::Es) => {
                format!("la carpeta {} no existe; créala antes, o indica otro nombre", path.display())
            }
            (FileError::Io(path, error), Lang::En) => {
                format!("cannot write {}: {}", path.display(), reason(error, lang))
            }
            (FileError::Io(path, error), Lang::Es) => {
                format!("no se puede escribir {}: {}", path.display(), reason(error, lang))
            }
        }
    }
}

/// Whether a file of this name may be written; the folder it is to stand in.
///
/// # Errors
/// If something is there that may not be replaced, or it cannot be the name of a file.
pub fn check(path: &Path, replace: bool) -> Result<&Path, FileError> {
    let named = path.file_name().is_some() && !path.to_string_lossy().ends_with(std::path::is_separator);
    if !named || path.to_string_lossy().chars().any(char::is_control) {
        return Err(FileError::Name(path.to_string_lossy().replace(char::is_control, "?").into()));
    }
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(FileError::NotAFile(path.into())),
        Ok(_) if !replace => return Err(FileError::Exists(path.into())),
        _ => {}
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(FileError::NoFolder(folder.into()));
    }
    Ok(folder)
}

/// Writes a text, or bytes, beside the wished file, under a hidden name, and then gives it its name.
///
/// # Errors
/// If something is there that may not be replaced, or the file system refuses; then nothing has changed.
pub fn write(path: &Path, content: impl AsRef<[u8]>, replace: bool) -> Result<(), FileError> {
    let io = |error| FileError::Io(path.into(), error);
    let folder = check(path, replace)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".relevo-");
    // A temporary file is private by default; this one is to become an ordinary one.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = builder.tempfile_in(folder).map_err(io)?;
    staged.write_all(content.as_ref()).map_err(io)?;
    staged.as_file().sync_all().map_err(io)?;
    let kept = if replace { staged.persist(path) } else { staged.persist_noclobber(path) };
    kept.map(drop).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => FileError::Exists(path.into()),
        _ => io(error.error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn is_replaced_only_when_told_to() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.toml");
        write(&path, "one", false).unwrap();
        assert!(matches!(write(&path, "two", false), Err(FileError::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write(&path, "two", true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(home.path()), ["a.toml"], "nothing else is left");
    }

    #[test]
    fn what_is_not_an_ordinary_file_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("folder")).unwrap();
        assert!(matches!(write(&home.path().join("folder"), "x", true), Err(FileError::NotAFile(_))));
        assert!(matches!(write(&home.path().join("none/a.toml"), "x", true), Err(FileError::NoFolder(_))));
        assert!(matches!(write(&home.path().join("a\u{1b}[2J"), "x", true), Err(FileError::Name(_))));
        for name in ["", "..", "folder/"] {
            assert!(write(Path::new(name), "x", true).is_err(), "{name:?}");
        }
        assert_eq!(names(home.path()), ["folder"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed_and_the_file_is_an_ordinary_one() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("a.toml"), home.path().join("link.toml"));
        write(&path, "one", false).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(matches!(write(&link, "two", true), Err(FileError::NotAFile(_))));
        assert_ne!(fs::metadata(&path).unwrap().permissions().mode() & 0o044, 0);
    }
}
