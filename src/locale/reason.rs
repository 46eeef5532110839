//! Why the operating system refused something: its own words are English.

use super::{Lang, Text};
use std::io::{self, ErrorKind};

/// The common reasons in words of their own; of the others the system's sentence, said to be its.
pub fn reason(error: &io::Error, lang: Lang) -> String {
    match of_kind(error.kind()) {
        Some(text) => text.get(lang).to_owned(),
        None => match lang {
            Lang::En => error.to_string(),
            Lang::Es => format!("el sistema dice: {error}"),
        },
    }
}

fn of_kind(kind: ErrorKind) -> Option<Text> {
    Some(match kind {
        ErrorKind::NotFound => Text::new("there is no such file or folder", "no existe el archivo o la carpeta"),
        ErrorKind::PermissionDenied => Text::new("permission is denied", "no hay permiso"),
        ErrorKind::AlreadyExists => Text::new("it exists already", "ya existe"),
        ErrorKind::NotADirectory => {
            Text::new("a part of the path is not a folder", "una parte de la ruta no es una carpeta")
        }
        ErrorKind::IsADirectory => Text::new("it is a folder", "es una carpeta"),
        ErrorKind::DirectoryNotEmpty => Text::new("the folder is not empty", "la carpeta no está vacía"),
        ErrorKind::ReadOnlyFilesystem => Text::new("the disk can only be read", "el disco es de solo lectura"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Text::new("the disk is full", "el disco está lleno"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            Text::new("the name cannot be a file's", "el nombre no sirve para un archivo")
        }
        ErrorKind::FileTooLarge => Text::new("the file is too large", "el archivo es demasiado grande"),
        ErrorKind::ResourceBusy => Text::new("it is in use", "está en uso"),
        ErrorKind::OutOfMemory => Text::new("the memory is full", "la memoria está llena"),
        ErrorKind::InvalidData => Text::new("it is no text", "no es texto"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_reasons_speak_both_languages() {
        let missing = std::fs::read("no such folder/file").expect_err("no file");
        assert_eq!(reason(&missing, Lang::En), "there is no such file or folder");
        assert_eq!(reason(&missing, Lang::Es), "no existe el archivo o la carpeta");
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        assert_eq!(reason(&denied, Lang::Es), "no hay permiso");
        let other = io::Error::other("odd");
        assert_eq!(reason(&other, Lang::Es), "el sistema dice: odd");
    }
}
