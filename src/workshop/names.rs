//! Codes of rooms, secrets, and the names of teams.

use super::limits::NAME_LETTERS;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Consonants: no code is a word, and none is read as a digit.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
const CODE_LETTERS: usize = 6;
const SECRET_BYTES: usize = 32;

/// The system gives no random numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandomness;

/// A code of a room, as it is kept: six letters.
pub fn new_code() -> Result<String, NoRandomness> {
    let mut code = String::new();
    while code.len() < CODE_LETTERS {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|_| NoRandomness)?;
        // 240 is a multiple of 20: every letter is as likely.
        if byte[0] < 240 {
            code.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
        }
    }
    Ok(code)
}

/// A code as somebody typed it, as it is kept; `None` if it is none.
pub fn typed_code(typed: &str) -> Option<String> {
    // More than a code and its blanks can be is not looked at.
    if typed.len() > 4 * CODE_LETTERS {
        return None;
    }
    let code: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (code.len() == CODE_LETTERS && code.bytes().all(|letter| LETTERS.contains(&letter))).then_some(code)
}

/// A secret that is told once, and what is kept of it.
pub fn new_secret() -> Result<(String, [u8; 32]), NoRandomness> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    let secret = URL_SAFE_NO_PAD.encode(bytes);
    let kept = hash(&secret);
    Ok((secret, kept))
}

/// What is kept of a secret. It is as hard to guess as its 32 random bytes, so one round of hashing will do.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Why a name cannot be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameFault {
    Empty,
    TooLong,
    /// Control characters, or marks that change the direction of what follows.
    Letters,
}

/// A name as it is kept: blanks as they are read.
pub fn team_name(typed: &str) -> Result<String, NameFault> {
    // Not even looked at beyond what a name can be.
    if typed.len() > 16 * NAME_LETTERS {
        return Err(NameFault::TooLong);
    }
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(NameFault::Empty),
        _ if name.chars().any(is_unseen) || !joins_letters(&name) => Err(NameFault::Letters),
        letters if letters > NAME_LETTERS => Err(NameFault::TooLong),
        _ => Ok(name),
    }
}

/// What nobody sees, or what changes the direction of what follows; joiners and variation selectors are another matter.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Joiners of Persian letters and of pictures, and selectors of their form: unseen themselves.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether joiners stand behind something to be seen, and do not follow letters that never join.
fn joins_letters(name: &str) -> bool {
    let mut before = None;
    name.chars().all(|c| {
        let stands = !is_joiner(c) || before.is_some_and(|before: char| !before.is_ascii() || c == '\u{fe0f}');
        before = Some(c);
        stands
    })
}

/// A name as it is compared with others: those that look the same are the same.
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| !is_joiner(*c)).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(typed_code(" bcd-fgh "), Some("BCDFGH".into()));
        assert_eq!(typed_code("BCD FGH"), Some("BCDFGH".into()));
        for wrong in ["", "BCDFG", "BCDFGHJ", "BCDFGA", "BCDFG1", "ßßß", "ﬀBCDF", &"B".repeat(1000)] {
            assert_eq!(typed_code(wrong), None, "{wrong}");
        }
    }

    /// Of 20,000 codes out of 64 million some three meet one before them, by a Poisson law; each letter stands at each place 1,000
    /// times, give or take 31. Both limits are passed by chance less than once in 100,000 times.
    #[test]
    fn codes_are_as_many_as_their_letters_allow() {
        let codes: Vec<String> = (0..20_000).map(|_| new_code().unwrap()).collect();
        assert!(codes.iter().all(|code| typed_code(code).as_deref() == Some(code)));
        let different: HashSet<&String> = codes.iter().collect();
        assert!(different.len() >= codes.len() - 15, "{}", different.len());
        for place in 0..CODE_LETTERS {
            for letter in LETTERS {
                let times = codes.iter().filter(|code| code.as_bytes()[place] == *letter).count();
                assert!((1000 - 170..=1000 + 170).contains(&times), "{} at {place}: {times}", char::from(*letter));
            }
        }
    }

    #[test]
    fn of_a_secret_only_its_hash_is_kept() {
        let (secret, kept) = new_secret().unwrap();
        assert_eq!((secret.len(), hash(&secret)), (43, kept));
        assert_ne!(new_secret().unwrap().0, secret);
    }

    #[test]
    fn names_are_what_is_read() {
        assert_eq!(team_name("  Los \t tigres "), Ok("Los tigres".into()));
        assert_eq!(team_name("<b>&\"'"), Ok("<b>&\"'".into()), "escaped where it stands, not here");
        assert_eq!(team_name(" \n"), Err(NameFault::Empty));
        assert_eq!(team_name(&"x".repeat(31)), Err(NameFault::TooLong));
        assert_eq!(team_name(&"ñ".repeat(30)), Ok("ñ".repeat(30)));
        for seen in ["\u{1f469}\u{200d}\u{1f692}", "\u{2764}\u{fe0f}", "\u{645}\u{6cc}\u{200c}\u{62e}"] {
            assert_eq!(team_name(seen), Ok(seen.into()), "{seen:?}");
        }
        assert_eq!(folded("A\u{fe0f}"), folded("a"));
        for hidden in [
            "a\u{202e}b",
            "a\u{0}b",
            "a\u{200b}b",
            "\u{feff}a",
            "\u{2800}",
            "\u{3164}",
            "\u{115f}",
            "\u{34f}",
            "\u{e0041}",
            "\u{200d}",
            "\u{fe0f}",
            "a\u{200d}b",
        ] {
            assert_eq!(team_name(hidden), Err(NameFault::Letters), "{hidden:?}");
        }
    }
}
