//! Slips of a line that TOML cannot read: a decimal comma, a word without quotes, a colon for the equals sign. Each is
//! told with the line as it should be, which is given only where it can be read and nothing else can be meant.

mod amount;

use super::hours;
use super::keys::{self, Key, Kind, Unit};
use super::suggest::nearest;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What is wrong with the form of a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SlipKind {
    DecimalComma,
    /// Signs that set thousands apart.
    Thousands,
    /// A comma that may begin the decimals or set thousands apart.
    CommaOrThousands,
    /// A text without quotes.
    Word,
    /// A word where a number is needed.
    NotANumber,
    CurvedQuotes,
    /// No equals sign, or another sign in its place.
    Equals,
    /// A duration without quotes.
    Duration,
    Percent,
    Currency,
    /// A number followed by its unit.
    Unit,
    Flag,
    /// A time of day without quotes or a zero.
    Clock,
    Comment,
    /// A blank that only looks like one.
    Blank,
    NoValue,
}

/// A slip, and the line as it should be: none where nobody can know, two where both may be meant.
#[derive(Clone, PartialEq, Debug)]
pub struct Slip {
    pub kind: SlipKind,
    pub lines: Vec<String>,
    /// The key that the line sets, where its name says which values it takes.
    pub key: Option<&'static Key>,
}

/// Longest line looked at, in bytes.
const LONGEST: usize = 240;
/// Blanks that a copy from a web page or a word processor brings.
const BLANKS: [char; 6] = ['\u{a0}', '\u{2002}', '\u{2003}', '\u{2007}', '\u{2009}', '\u{202f}'];
const CURVED: [char; 8] = ['“', '”', '„', '‟', '«', '»', '″', '＂'];
const CURVED_SINGLE: [char; 7] = ['‘', '’', '‚', '‹', '›', '′', '`'];

/// The slip of a line that cannot be read, and the bytes of the line it concerns.
pub fn of_line(line: &str) -> Option<(Slip, Range<usize>)> {
    let line = line.trim_end();
    if line.len() > LONGEST || line.trim().is_empty() {
        return None;
    }
    if let Some(comment) = line.trim_start().strip_prefix("//") {
        let indent = line.len() - line.trim_start().len();
        let lines = vec![format!("{}# {}", &line[..indent], comment.trim_start())];
        return Some((Slip { kind: SlipKind::Comment, lines, key: None }, indent..line.len()));
    }
    if line.contains(BLANKS) {
        let plain = line.replace(BLANKS, " ");
        if document_is_sound(&plain) {
            let at = line.find(BLANKS).unwrap_or_default();
            let blank = line[at..].chars().next().map_or(1, char::len_utf8);
            return Some((Slip { kind: SlipKind::Blank, lines: vec![plain], key: None }, at..at + blank));
        }
    }
    let assignment = Assignment::of(line)?;
    let wants = Wants::of_key(assignment.name());
    let key = wants.key;
    let slip = |kind, lines| Slip { kind, lines, key };
    if assignment.value.is_empty() {
        let whole = line.len() - line.trim_start().len()..line.len();
        return Some((slip(SlipKind::NoValue, Vec::new()), whole));
    }
    let Some(Mended { readings, slip: of_value }) = mended(assignment.value, &wants) else {
        let word = wants.is_numeric() && assignment.value.chars().all(|c| c.is_alphabetic() || c == ' ');
        return word.then(|| (slip(SlipKind::NotANumber, Vec::new()), assignment.value_range(line)));
    };
    if !assignment.equals && of_value == Some(SlipKind::Word) && assignment.value.contains(' ') {
        // A sentence that begins with the name of a key.
        return None;
    }
    let kind = if assignment.equals { of_value? } else { SlipKind::Equals };
    let lines: Vec<String> = readings.iter().map(|value| assignment.with(value)).collect();
    let range = if assignment.equals { assignment.value_range(line) } else { assignment.separator_range(line) };
    lines.iter().all(|line| document_is_sound(line)).then(|| (slip(kind, lines), range))
}

/// A line of a list that goes over several lines, such as `Mon-Fri 08:00-20:00,`.
pub fn of_element(line: &str) -> Option<(Slip, Range<usize>)> {
    let text = line.trim().trim_end_matches(',').trim_end();
    let wants = Wants { kinds: vec![Kind::Windows], key: None };
    if line.len() > LONGEST || text.is_empty() {
        return None;
    }
    let Mended { readings, slip } = mended(text, &wants)?;
    let start = line.len() - line.trim_start().len();
    let range = start..start + text.len();
    let lines = readings.iter().map(|value| format!("{}{value}{}", &line[..range.start], &line[range.end..]));
    let lines = lines.map(|line| line.trim_end().to_owned()).collect();
    Some((Slip { kind: slip?, lines, key: None }, range))
}

fn document_is_sound(text: &str) -> bool {
    DeTable::parse_recoverable(text).1.is_empty()
}

fn value_is_sound(text: &str) -> bool {
    DeValue::parse_recoverable(text).1.is_empty()
}

/// A line taken apart: what stands before the value, the value, and the comment behind it.
struct Assignment<'l> {
    indent: &'l str,
    key: &'l str,
    value: &'l str,
    behind: &'l str,
    /// Key and value stand on the two sides of one equals sign.
    equals: bool,
}

impl<'l> Assignment<'l> {
    fn of(line: &'l str) -> Option<Assignment<'l>> {
        let indent = &line[..line.len() - line.trim_start().len()];
        let rest = &line[indent.len()..];
        let key_end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c)))?;
        let (key, rest) = rest.split_at(key_end);
        let tail = rest.trim_start();
        let (value, equals) = match tail.strip_prefix('=') {
            Some(value) if value.starts_with('=') => (value.trim_start_matches('='), false),
            Some(value) => (value, true),
            None => (tail.strip_prefix(":=").or(tail.strip_prefix(':')).unwrap_or(tail), false),
        };
        let name = key.rsplit('.').next().unwrap_or(key);
        // Without the sign a line may be anything; the name of a key says that it is one.
        let known = keys::all().any(|k| k.name == name);
        let apart = equals || tail.starts_with([':', '=']) || rest.starts_with(char::is_whitespace);
        if key.is_empty() || !(equals || known && apart) {
            return None;
        }
        let comment = comment_at(value);
        let behind = value[..comment].trim_end().len();
        Some(Assignment { indent, key, value: value[..behind].trim_start(), behind: &value[behind..], equals })
    }

    fn name(&self) -> &'l str {
        self.key.rsplit('.').next().unwrap_or(self.key)
    }

    fn with(&self, value: &str) -> String {
        format!("{}{} = {value}{}", self.indent, self.key, self.behind.trim_end())
    }

    fn value_range(&self, line: &str) -> Range<usize> {
        let end = line.len() - self.behind.len();
        end - self.value.len()..end
    }

    fn separator_range(&self, line: &str) -> Range<usize> {
        let start = self.indent.len() + self.key.len();
        start..self.value_range(line).start
    }
}

/// Where a comment begins, outside quotes.
fn comment_at(text: &str) -> usize {
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => return i,
            _ => {}
        }
    }
    text.len()
}

/// What the key that a line sets takes, as far as its name tells.
struct Wants {
    kinds: Vec<Kind>,
    key: Option<&'static Key>,
}

impl Wants {
    fn of_key(name: &str) -> Wants {
        let rows: Vec<&'static Key> = keys::all().filter(|k| k.name == name).collect();
        let mut kinds: Vec<Kind> = rows.iter().map(|k| k.kind).collect();
        if kinds.is_empty() {
            kinds.extend(of_distribution(name));
        }
        let key =
            rows.first().copied().filter(|first| rows.iter().all(|k| (k.kind, k.unit) == (first.kind, first.unit)));
        Wants { kinds, key }
    }

    /// What stands inside the table that is the value.
    fn inside(&self, name: &str) -> Wants {
        if self.kinds.contains(&Kind::Shares) {
            return Wants { kinds: vec![Kind::Share], key: None };
        }
        Wants::of_key(name)
    }

    fn all(&self, of: impl Fn(&Kind) -> bool) -> bool {
        !self.kinds.is_empty() && self.kinds.iter().all(of)
    }

    fn is_numeric(&self) -> bool {
        self.all(|k| matches!(k, Kind::Number { .. } | Kind::Share | Kind::Target | Kind::Count { .. }))
    }

    fn is_whole(&self) -> bool {
        self.all(|k| matches!(k, Kind::Count { .. }))
    }

    fn takes_durations(&self) -> bool {
        self.all(|k| matches!(k, Kind::Duration { .. } | Kind::Times | Kind::TimesOrNever))
    }

    fn takes_text(&self) -> bool {
        !self.kinds.iter().any(|k| {
            matches!(
                k,
                Kind::Number { .. }
                    | Kind::Share
                    | Kind::Target
                    | Kind::Count { .. }
                    | Kind::Flag
                    | Kind::Duration { .. }
                    | Kind::Times
                    | Kind::TimesOrNever
                    | Kind::People
                    | Kind::Clock
                    | Kind::Shares
                    | Kind::Date
                    | Kind::Dates
            )
        })
    }

    fn unit(&self) -> Unit {
        self.key.map_or(Unit::None, |k| k.unit)
    }
}

/// The keys of a distribution have no rows of their own.
fn of_distribution(name: &str) -> Option<Kind> {
    match name {
        "mean" | "median" => Some(Kind::Times),
        "cv" => Some(Kind::Number { min: 0.0, max: 10.0 }),
        "shape" | "empirical" => Some(Kind::Text),
        _ => name.strip_prefix('p').and_then(|time| hours::minutes(time).ok()).map(|_| Kind::Share),
    }
}

/// A value as it can be read, in one or two readings; no slip where it can be read as it stands.
struct Mended {
    readings: Vec<String>,
    slip: Option<SlipKind>,
}

impl Mended {
    fn one(text: impl Into<String>, slip: SlipKind) -> Option<Mended> {
        Some(Mended { readings: vec![text.into()], slip: Some(slip) })
    }
}

fn mended(text: &str, wants: &Wants) -> Option<Mended> {
    if value_is_sound(text) {
        return Some(Mended { readings: vec![text.to_owned()], slip: None });
    }
    if text.contains(CURVED) || text.contains(CURVED_SINGLE) {
        let double = text.replace(CURVED, "\"");
        let all = double.replace(CURVED_SINGLE, "\"");
        return [double, all]
            .into_iter()
            .find(|t| value_is_sound(t))
            .and_then(|t| Mended::one(t, SlipKind::CurvedQuotes));
    }
    if let Some((value, comment)) = text.split_once(" //") {
        let Mended { readings, slip } = mended(value.trim_end(), wants)?;
        let readings = readings.iter().map(|r| format!("{r}  # {}", comment.trim_start())).collect();
        return Some(Mended { readings, slip: Some(slip.unwrap_or(SlipKind::Comment)) });
    }
    let within = |open, close| text.strip_prefix(open).and_then(|t| t.strip_suffix(close));
    if let Some(inner) = within('{', '}') {
        return table(inner, wants);
    }
    if let Some(inner) = within('[', ']') {
        return list(inner, wants);
    }
    if text.contains(['"', '\'', '[', ']', '{', '}', '=', '\\']) {
        return None;
    }
    scalar(text, wants)
}

/// Elements or entries between commas that stand outside quotes.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quote) = (Vec::new(), 0, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, ',') => {
                parts.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

fn table(inner: &str, wants: &Wants) -> Option<Mended> {
    let mut entries: Vec<String> = Vec::new();
    for part in parts(inner) {
        let decimals = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        match entries.last_mut() {
            // A table holds no entry that is a mere number: it is what follows a decimal comma.
            Some(before) if decimals && before.ends_with(|c: char| c.is_ascii_digit()) => {
                before.push(',');
                before.push_str(part);
            }
            _ => entries.push(part.to_owned()),
        }
    }
    let mut first = None;
    for entry in &mut entries {
        let (key, value) = entry.split_once('=')?;
        let (key, value) = (key.trim(), value.trim());
        let Mended { mut readings, slip } = mended(value, &wants.inside(key))?;
        let (reading, None) = (readings.pop()?, readings.pop()) else { return None };
        first = first.or(slip);
        *entry = format!("{key} = {reading}");
    }
    Mended::one(format!("{{ {} }}", entries.join(", ")), first?)
}

fn list(inner: &str, wants: &Wants) -> Option<Mended> {
    let mut first = None;
    let mut elements = Vec::new();
    for part in parts(inner).into_iter().filter(|p| !p.is_empty()) {
        let Mended { mut readings, slip } = mended(part, wants)?;
        let (reading, None) = (readings.pop()?, readings.pop()) else { return None };
        first = first.or(slip);
        elements.push(reading);
    }
    Mended::one(format!("[{}]", elements.join(", ")), first?)
}

fn scalar(text: &str, wants: &Wants) -> Option<Mended> {
    if wants.all(|k| *k == Kind::Flag) {
        let flag = match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "sí" | "si" | "verdadero" => "true",
            "false" | "no" | "off" | "falso" => "false",
            _ => return None,
        };
        return Mended::one(flag, SlipKind::Flag);
    }
    if wants.all(|k| *k == Kind::Clock) {
        return hours::loose_clock(text).and_then(|clock| Mended::one(format!("\"{clock}\""), SlipKind::Clock));
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c) || amount::CURRENCY_SIGNS.contains(&c))
        && let Some(found) = amount::mended(text, wants)
    {
        return Some(found);
    }
    words(text, wants)
}

/// Words without quotes.
fn words(text: &str, wants: &Wants) -> Option<Mended> {
    let never = text == "none" && wants.all(|k| *k == Kind::TimesOrNever);
    let first = text.chars().next()?;
    let known_kind = !wants.kinds.is_empty();
    if !(never || wants.takes_text()) || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    // What begins with a figure may be an amount; a key that takes texts only says that it is none.
    if text.chars().any(char::is_control) || !(first.is_alphabetic() || known_kind && first.is_ascii_digit()) {
        return None;
    }
    let quoted = |text: &str| format!("\"{}\"", text.trim());
    let windows = |k: &Kind| matches!(k, Kind::Windows | Kind::Shifts);
    let several = |k: &Kind| matches!(k, Kind::Names(_) | Kind::Channels | Kind::Choices(_) | Kind::Ranks);
    let choices: Vec<&'static str> = wants
        .kinds
        .iter()
        .flat_map(|k| if let Kind::Choice(words) = k { words.iter() } else { [].iter() })
        .copied()
        .collect();
    let text = if wants.all(windows) {
        let csv = text.to_lowercase().ends_with(".csv");
        if !csv && hours::shift(text).is_err() {
            return None;
        }
        quoted(text)
    } else if wants.all(|k| matches!(k, Kind::Choice(_))) {
        quoted(&nearest(text, choices)?)
    } else if wants.kinds.iter().any(several) && text.contains(',') {
        format!("[{}]", text.split(',').map(quoted).collect::<Vec<_>>().join(", "))
    } else {
        quoted(text)
    };
    Mended::one(text, SlipKind::Word)
}

#[cfg(test)]
mod tests;
