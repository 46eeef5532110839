//! Names of an export, each with a number, and identifiers as numbers.

use crate::history::refused::FIRST_HASH;
use crate::locale::hidden;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

pub const MOST_CONTACTS: usize = 64;
/// As many as the upper half of the flags can tell apart.
pub const MOST_LANGUAGES: usize = 15;
pub const MOST_NAMES: usize = 65_000;
const MOST_NAME_BYTES: usize = 80;

/// Names that were seen, each with a number.
#[derive(Default)]
pub struct Names {
    numbers: HashMap<Vec<u8>, u16>,
    pub names: Vec<String>,
    /// How often each was asked for.
    pub messages: Vec<u64>,
}

impl Names {
    /// The number of a name; `None` if it is too long or one too many.
    pub fn number(&mut self, name: &[u8], most: usize) -> Option<u16> {
        if let Some(number) = self.numbers.get(name) {
            self.messages[usize::from(*number)] += 1;
            return Some(*number);
        }
        if self.names.len() >= most || name.len() > MOST_NAME_BYTES {
            return None;
        }
        let number = self.names.len() as u16;
        self.names.push(String::from_utf8_lossy(name).chars().filter(|c| !hidden(*c)).collect());
        self.numbers.insert(name.to_vec(), number);
        self.messages.push(1);
        Some(number)
    }
}

pub fn hash(text: &[u8]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

/// The hash by which an account is recognised where a customer speaks to it.
pub fn account_hash(name: &[u8]) -> u32 {
    hash(&name.to_ascii_lowercase()) as u32
}

/// Whether a program has rounded a long number to a few digits as it saved it ("1.87615E+18"): it names one thing no longer.
pub fn is_rounded(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let exponent = text.windows(2).position(|two| two.eq_ignore_ascii_case(b"e+"));
    exponent.is_some_and(|at| {
        let (digits, power) = (&text[..at], &text[at + 2..]);
        let number = digits.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        number && !digits.is_empty() && !power.is_empty() && power.iter().all(u8::is_ascii_digit)
    })
}

/// A number as it is ("3", or "3.0" as spreadsheets save it), any other name by its hash, which no number equals.
pub fn identifier(text: &[u8]) -> Option<u64> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    let whole = text.strip_suffix(b".0").unwrap_or(text);
    let digits = whole.len() <= 19 && whole.iter().all(u8::is_ascii_digit);
    let number = digits.then(|| whole.iter().fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0')));
    Some(number.filter(|number| *number < FIRST_HASH).unwrap_or_else(|| hash(text) | FIRST_HASH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_numbers_are_told_from_names() {
        for text in ["1.87615E+18", "1,87615E+18", " 2e+18 ", "9E+5"] {
            assert!(is_rounded(text.as_bytes()), "{text}");
        }
        for text in ["", "E+18", "1.5E18", "12e7", "case 1E+5", "1.87615E+", "1.8-E+18", "3.0", "a1e+5"] {
            assert!(!is_rounded(text.as_bytes()), "{text}");
        }
        assert!(identifier(b"case-7").unwrap() >= FIRST_HASH && identifier(b"3.0").unwrap() == 3);
        assert_eq!(identifier(b"1994301234567890123"), Some(1_994_301_234_567_890_123), "a post of today");
        assert!(identifier(b"9999999999999999999").unwrap() >= FIRST_HASH);
    }
}
