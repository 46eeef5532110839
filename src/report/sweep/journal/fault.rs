//! Why a journal cannot be gone on with.

use crate::locale::{Lang, reason};
use std::io;
use std::path::PathBuf;

/// In what another sweep differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Differs {
    Version,
    Vary,
    Options,
    Files,
    /// It cannot be read.
    Unknown,
}

#[derive(Debug)]
pub enum JournalError {
    Io(PathBuf, io::Error),
    /// Another process is at it.
    InUse(PathBuf),
    /// Not made by relevo.
    Foreign(PathBuf),
    /// Of another sweep.
    Other(PathBuf, Differs),
}

impl JournalError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (JournalError::Io(path, error), Lang::En) => {
                format!("cannot write {}: {}", path.display(), reason(error, lang))
            }
            (JournalError::Io(path, error), Lang::Es) => {
                format!("no se puede escribir {}: {}", path.display(), reason(error, lang))
            }
            (JournalError::InUse(path), Lang::En) => format!(
                "another relevo is at this sweep (it holds {}); wait for it, or name another folder with --out",
                path.display()
            ),
            (JournalError::InUse(path), Lang::Es) => format!(
                "otro relevo está con este barrido (tiene abierto {}); espera a que acabe, o indica otra carpeta con --out",
                path.display()
            ),
            (JournalError::Foreign(path), Lang::En) => format!(
                "{} was not made by relevo and is left as it is; move it away, or name another folder with --out",
                path.display()
            ),
            (JournalError::Foreign(path), Lang::Es) => format!(
                "{} no es de relevo y se deja como está; muévelo a otro sitio, o indica otra carpeta con --out",
                path.display()
            ),
            (JournalError::Other(path, differs), Lang::En) => format!(
                "{} is of another sweep, which was stopped: {}; repeat that one to go on with it, begin anew with --force, or \
                 name another folder with --out",
                path.display(),
                differs.text(lang)
            ),
            (JournalError::Other(path, differs), Lang::Es) => format!(
                "{} es de otro barrido, que se interrumpió: {}; repite aquel para continuarlo, empieza de nuevo con --force, o \
                 indica otra carpeta con --out",
                path.display(),
                differs.text(lang)
            ),
        }
    }
}

impl Differs {
    fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Differs::Version, Lang::En) => "another version of relevo made it",
            (Differs::Version, Lang::Es) => "lo hizo otra versión de relevo",
            (Differs::Vary, Lang::En) => "its --vary are others",
            (Differs::Vary, Lang::Es) => "tiene otros --vary",
            (Differs::Options, Lang::En) => "its --set, --seed or --replications are others",
            (Differs::Options, Lang::Es) => "tiene otros --set, --seed o --replications",
            (Differs::Files, Lang::En) => "its scenario files are others, or have been changed since",
            (Differs::Files, Lang::Es) => "sus archivos de escenario son otros, o han cambiado desde entonces",
            (Differs::Unknown, Lang::En) => "what it was made for cannot be read",
            (Differs::Unknown, Lang::Es) => "no se puede leer para qué se hizo",
        }
    }
}
