//! Files that are plainly no scenario: a result, a table, a web page. They are told of once, by what they are, instead
//! of line by line. Nothing that TOML accepts is among them.

/// What a file is that is no scenario.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Foreign {
    /// A result.json that relevo wrote.
    Result,
    Json,
    Html,
    /// XML and its kin.
    Markup,
    /// Rows of cells, as in a CSV file.
    Table,
    /// A workbook of a spreadsheet program, or another packed file.
    Workbook,
    Pdf,
    /// Bytes that are no text.
    Binary,
    /// Not one line sets a key or begins a section.
    Prose,
}

/// Begins of files, in bytes.
const SIGNATURES: [(&[u8], Foreign); 4] = [
    (b"PK\x03\x04", Foreign::Workbook),
    (b"\xd0\xcf\x11\xe0", Foreign::Workbook),
    (b"%PDF-", Foreign::Pdf),
    (b"\x89PNG", Foreign::Binary),
];
/// Bytes looked at where every one could tell.
const SAMPLE: usize = 4096;

/// What bytes are that are no text, as far as they show it.
pub fn of_bytes(bytes: &[u8]) -> Option<Foreign> {
    let known = SIGNATURES.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, what)| *what);
    known.or(bytes.iter().take(SAMPLE).any(|b| *b == 0).then_some(Foreign::Binary))
}

/// Whether the bytes are a text of two bytes a character, with or without a mark of their order.
pub fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    // The high byte of Latin letters is zero, and on the same side of each pair.
    let pairs = bytes[..bytes.len().min(SAMPLE)].chunks_exact(2);
    let (mut low, mut high, mut all) = (0, 0, 0);
    for pair in pairs {
        all += 1;
        low += usize::from(pair[0] == 0 && pair[1] != 0);
        high += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    all >= 4 && (low * 10 >= all * 9 || high * 10 >= all * 9)
}

/// What a text is that no scenario can be.
pub fn of_text(text: &str) -> Option<Foreign> {
    let begin = text.trim_start();
    match begin.bytes().next()? {
        b'{' if begin.get(..SAMPLE.min(begin.len())).unwrap_or(begin).contains("\"relevo\"") => Some(Foreign::Result),
        b'{' => Some(Foreign::Json),
        b'[' if begin[1..].trim_start().starts_with('{') => Some(Foreign::Json),
        b'<' if is_web_page(begin) => Some(Foreign::Html),
        b'<' => Some(Foreign::Markup),
        _ => of_lines(text),
    }
}

fn is_web_page(begin: &str) -> bool {
    let begins = |word: &str| begin.get(..word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word));
    begins("<!doctype html") || begins("<html")
}

fn of_lines(text: &str) -> Option<Foreign> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let of_scenario = |line: &str| line.contains('=') || line.starts_with('[');
    lines().next()?;
    let first: Vec<&str> = lines().take(10).collect();
    if first.len() > 1 && !first.iter().any(|line| of_scenario(line)) {
        let cells = |sign: char| {
            let count = |line: &&str| line.matches(sign).count();
            let [one, rest @ ..] = &first[..] else { return false };
            // The names of columns end with the last of them; a line of a letter may end with a comma.
            count(one) > 0 && !one.ends_with(sign) && rest.iter().all(|line| count(line) == count(one))
        };
        if [',', ';', '\t'].into_iter().any(cells) {
            return Some(Foreign::Table);
        }
    }
    (!lines().any(of_scenario)).then_some(Foreign::Prose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_recognised() {
        for (text, what) in [
            ("{ \"relevo\": \"0.1.0\", \"seed\": 2017 }", Foreign::Result),
            ("\n {\"a\": 1}", Foreign::Json),
            ("[\n  {\"a\": 1}]", Foreign::Json),
            ("<!DOCTYPE HTML><p>", Foreign::Html),
            ("<?xml version=\"1.0\"?>", Foreign::Markup),
            ("day,from,to\nMon,08:00,16:00\n", Foreign::Table),
            ("# a\nday;from\nMon;08:00\n", Foreign::Table),
            ("Dear Ana,\nplease see below, soon.\n", Foreign::Prose),
            ("demand:\n  per_week: 2400\n", Foreign::Prose),
            ("{é", Foreign::Json),
        ] {
            assert_eq!(of_text(text), Some(what), "{text}");
        }
        assert_eq!(of_bytes(b"PK\x03\x04rest"), Some(Foreign::Workbook));
        assert_eq!(of_bytes(b"a\0b"), Some(Foreign::Binary));
        assert_eq!(of_bytes("ñ = 1".as_bytes()), None);
    }

    #[test]
    fn what_may_be_a_scenario_is_none_of_them() {
        for text in [
            "",
            "  \n# a comment\n",
            "[demand]\nper_week : 2400",
            "[[desk.team]]\n",
            "[\"quoted\"]\n",
            "a, b = 1\nc, d = 2\n",
            "name = \"a\"\n",
            "words\nper_week = 2400\n",
            "day,from\nMon,08:00\n[demand]\n",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn two_bytes_a_character_are_recognised_with_and_without_a_mark() {
        let little: Vec<u8> = "[demand]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "[demand]\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(is_utf16(&little) && is_utf16(&big));
        assert!(is_utf16(b"\xff\xfea\0") && !is_utf16(b"[demand]\n") && !is_utf16(b"") && !is_utf16(&[0; 64]));
    }
}
