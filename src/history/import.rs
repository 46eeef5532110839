//! From the rows of an export to messages.

use super::columns::{Field, Layout, Mapping, Places};
use super::moment::{DateOrder, MomentFault, moment};
use super::refused::{Reason, Refusals, Where};
use super::source::{Guarded, MOST_ROWS, SourceFault};
use super::{ASKS_DM, History, LANGUAGE_SHIFT, Message, NO_NAME, NO_REACH, OUTBOUND, PRIVATE, UNKNOWN, thread};
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::Read;

/// How an export is to be read.
#[derive(Clone, Debug)]
pub struct Wish {
    pub layout: Option<Layout>,
    pub mapping: Mapping,
    /// The desk's account, where there are several.
    pub brand: Option<String>,
    pub zone: TimeZone,
    pub dates: Option<DateOrder>,
}

const MOST_CONTACTS: usize = 64;
/// As many as the upper half of the flags can tell apart.
const MOST_LANGUAGES: usize = 15;
const MOST_NAMES: usize = 65_000;
const MOST_NAME_BYTES: usize = 80;
/// Invitations to direct messages, in small letters.
const INVITATIONS: [&[u8]; 6] =
    [b" dm ", b"direct message", b"mensaje directo", b"mensaje privado", b"private message", b" md "];

/// Names that were seen, each with a number.
#[derive(Default)]
struct Names {
    numbers: HashMap<Vec<u8>, u16>,
    names: Vec<String>,
    messages: Vec<u64>,
}

impl Names {
    fn number(&mut self, name: &[u8], most: usize) -> Option<u16> {
        if let Some(number) = self.numbers.get(name) {
            self.messages[usize::from(*number)] += 1;
            return Some(*number);
        }
        if self.names.len() >= most || name.len() > MOST_NAME_BYTES {
            return None;
        }
        let number = self.names.len() as u16;
        self.names.push(String::from_utf8_lossy(name).chars().filter(|c| !c.is_control()).collect());
        self.numbers.insert(name.to_vec(), number);
        self.messages.push(1);
        Some(number)
    }
}

fn hash(text: &[u8]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

/// The hash by which an account is recognised where a customer speaks to it.
fn account_hash(name: &[u8]) -> u32 {
    hash(&name.to_ascii_lowercase()) as u32
}

/// A number as it is ("3", or "3.0" as spreadsheets save it), any other name by its hash, which no number equals.
fn identifier(text: &[u8]) -> Option<u64> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    let whole = text.strip_suffix(b".0").unwrap_or(text);
    let number = if whole.len() <= 18 && whole.iter().all(u8::is_ascii_digit) {
        whole.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
    } else {
        hash(text) | 1 << 63
    };
    Some(number)
}

struct Reading<'a> {
    wish: &'a Wish,
    places: Places,
    accounts: Names,
    agents: Names,
    contacts: Names,
    languages: Names,
    refusals: Refusals,
    messages: Vec<Message>,
    rows: u64,
}

/// Reads an export and finds its conversations.
///
/// # Errors
/// If it cannot be read as a whole, is of no known layout, or holds nothing that can be used.
pub fn import(stream: Guarded, wish: &Wish) -> Result<History, SourceFault> {
    let since_row = stream.since_row();
    let (delimiter, stream) = delimiter(stream)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(stream);
    let mut record = csv::ByteRecord::new();
    next(&mut reader, &mut record)?;
    let header: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let places = Places::find(&header, &wish.mapping, wish.layout)?;
    let mut reading = Reading {
        wish,
        places,
        accounts: Names::default(),
        agents: Names::default(),
        contacts: Names::default(),
        languages: Names::default(),
        refusals: Refusals::default(),
        messages: Vec::new(),
        rows: 0,
    };
    loop {
        since_row.set(0);
        if !next(&mut reader, &mut record)? {
            break;
        }
        reading.row(&record)?;
    }
    reading.finish()
}

/// Reads one record; `false` at the end.
fn next<R: Read>(reader: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<bool, SourceFault> {
    let line = reader.position().line();
    reader.read_byte_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => match SourceFault::from(error) {
            SourceFault::RowTooLong { .. } => SourceFault::RowTooLong { line },
            other => other,
        },
        other => SourceFault::Io(std::io::Error::other(format!("{other:?}"))),
    })
}

/// What separates the columns: commas, semicolons or tabs, whichever the header has most of.
fn delimiter(mut stream: Guarded) -> Result<(u8, impl Read), SourceFault> {
    let mut head = Vec::new();
    while !head.contains(&b'\n') {
        let before = head.len();
        stream.by_ref().take(1024).read_to_end(&mut head)?;
        if head.len() == before {
            break;
        }
    }
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|one| count(*one)).unwrap_or(b',');
    Ok((delimiter, std::io::Cursor::new(head).chain(stream)))
}

impl Reading<'_> {
    fn row(&mut self, record: &csv::ByteRecord) -> Result<(), SourceFault> {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(());
        }
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(SourceFault::TooManyRows);
        }
        let line = record.position().map_or(0, csv::Position::line);
        match self.message(record, line)? {
            Ok(message) => self.messages.push(message),
            Err((reason, found)) => self.refusals.note(reason, Where::Line(line), found),
        }
        Ok(())
    }

    /// The message of a row, or why there is none and what was found.
    fn message<'r>(
        &mut self,
        record: &'r csv::ByteRecord,
        line: u64,
    ) -> Result<Result<Message, (Reason, &'r [u8])>, SourceFault> {
        let places = &self.places;
        let cell = |field: Field| places.of(field).and_then(|at| record.get(at)).unwrap_or_default().trim_ascii();
        // The text comes last in thought: only what is kept of a row must be readable.
        if record.len() != places.width {
            return Ok(Err((Reason::Columns, b"")));
        }
        let time = cell(Field::Time);
        let at_s = match moment(time, &self.wish.zone, self.wish.dates) {
            Ok(at_s) => at_s,
            Err(MomentFault::Order) => {
                return Err(SourceFault::DateOrder { line, found: String::from_utf8_lossy(time).into_owned() });
            }
            Err(_) if time.is_empty() => return Ok(Err((Reason::NoTime, b""))),
            Err(MomentFault::Not) => return Ok(Err((Reason::BadTime, time))),
            Err(MomentFault::Year) => return Ok(Err((Reason::Year, time))),
        };
        let threaded = places.threaded();
        let named = if places.of(Field::Id).is_some() { identifier(cell(Field::Id)) } else { Some(self.rows) };
        let group = if threaded {
            identifier(cell(Field::ReplyTo)).or(Some(u64::MAX))
        } else {
            identifier(cell(Field::Conversation))
        };
        let (Some(id), Some(conversation)) = (named, group) else {
            return Ok(Err((Reason::NoId, b"")));
        };
        let Some(outbound) = outbound(cell(Field::Direction)) else {
            return Ok(Err((Reason::Direction, cell(Field::Direction))));
        };
        let mut flags = if outbound { OUTBOUND } else { 0 };
        match channel(cell(Field::Channel)) {
            _ if places.of(Field::Channel).is_none() => {}
            Some(true) => flags |= PRIVATE,
            Some(false) => {}
            None => return Ok(Err((Reason::Channel, cell(Field::Channel)))),
        }
        let reach = match cell(Field::Reach) {
            b"" => NO_REACH,
            text => match std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()) {
                Some(reach) if reach != NO_REACH => reach,
                _ => return Ok(Err((Reason::Reach, text))),
            },
        };
        let text = cell(Field::Text);
        if outbound && asks_dm(text) {
            flags |= ASKS_DM;
        }
        let agent = if outbound { signed(cell(Field::Agent), text) } else { b"" };
        let (contact, account, language) = (cell(Field::Contact), cell(Field::Account), cell(Field::Language));
        if [contact, account, agent, language].iter().any(|name| std::str::from_utf8(name).is_err()) {
            return Ok(Err((Reason::NotUtf8, b"")));
        }
        let number = |names: &mut Names, name: &[u8], most| match name {
            b"" => Some(NO_NAME),
            name => names.number(name, most),
        };
        let (agent, contact) =
            (number(&mut self.agents, agent, MOST_NAMES), number(&mut self.contacts, contact, MOST_CONTACTS));
        let account = match (outbound, places.of(Field::Account)) {
            (true, Some(_)) => number(&mut self.accounts, account, MOST_NAMES).map(u32::from),
            (true, None) => Some(0),
            (false, _) => Some(addressed(text)),
        };
        let language = number(&mut self.languages, language, MOST_LANGUAGES);
        let (Some(agent), Some(contact), Some(account), Some(language)) = (agent, contact, account, language) else {
            return Ok(Err((Reason::Name, b"")));
        };
        // No language is 0 there.
        flags |= (language.wrapping_add(1) as u8) << LANGUAGE_SHIFT;
        let contact = if contact == NO_NAME { UNKNOWN } else { contact as u8 };
        Ok(Ok(Message { id, conversation, at_s, account, reach, agent, contact, flags }))
    }

    fn finish(self) -> Result<History, SourceFault> {
        let several = self.places.of(Field::Account).is_some();
        let brand = if several { self.brand()? } else { None };
        let named = brand.map(|account| thread::Brand {
            account,
            hash: account_hash(self.accounts.names[account as usize].as_bytes()),
            alone: self.accounts.names.len() == 1,
        });
        let mut refusals = self.refusals;
        let keyed = self.places.of(Field::Id).is_some();
        let messages = thread::link(self.messages, self.places.threaded(), keyed, named, &mut refusals);
        if messages.is_empty() {
            return Err(SourceFault::NothingUsable(Box::new(refusals)));
        }
        Ok(History {
            layout: self.places.layout,
            fields: self.places.fields(),
            messages,
            zone: self.wish.zone.clone(),
            brand: brand.map(|number| self.accounts.names[number as usize].clone()),
            agents: self.agents.names,
            contacts: self.contacts.names,
            languages: self.languages.names,
            refusals,
            rows: self.rows,
        })
    }

    /// The number of the desk's account: the one asked for, or the only one.
    fn brand(&self) -> Result<Option<u32>, SourceFault> {
        let names = &self.accounts.names;
        let asked = self.wish.brand.as_deref().map(|name| name.trim_start_matches('@'));
        let number = match asked {
            Some(asked) => names.iter().position(|name| name.eq_ignore_ascii_case(asked)),
            None if names.len() == 1 => Some(0),
            None => None,
        };
        if number.is_none() && (asked.is_some() || names.len() > 1) {
            let mut found: Vec<(String, u64)> = names.iter().cloned().zip(self.accounts.messages.clone()).collect();
            found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            return Err(SourceFault::Accounts { asked: asked.map(str::to_owned), found });
        }
        Ok(number.map(|number| number as u32))
    }
}

/// Written by the desk (`true`) or by the customer.
fn outbound(text: &[u8]) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    if is(&["in", "inbound", "incoming", "customer", "user", "end-user", "true", "1"]) {
        Some(false)
    } else if is(&["out", "outbound", "outgoing", "agent", "brand", "desk", "false", "0"]) {
        Some(true)
    } else {
        None
    }
}

/// Private (`true`) or public.
fn channel(text: &[u8]) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    if is(&["dm", "private", "direct", "direct message", "md"]) {
        Some(true)
    } else if is(&["public", "mention", "tweet", "post", "comment"]) {
        Some(false)
    } else {
        None
    }
}

fn asks_dm(text: &[u8]) -> bool {
    if text.is_empty() {
        return false;
    }
    let letters = |byte: &u8| if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' };
    let words: Vec<u8> = [b' '].into_iter().chain(text.iter().map(letters)).chain([b' ']).collect();
    INVITATIONS.iter().any(|invitation| words.windows(invitation.len()).any(|part| part == *invitation))
}

/// The account a message speaks to first, by its hash; 0 if it names none.
fn addressed(text: &[u8]) -> u32 {
    let Some(at) = text.iter().position(|byte| *byte == b'@') else {
        return 0;
    };
    let name = &text[at + 1..];
    let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(name.len());
    if end == 0 { 0 } else { account_hash(&name[..end]) }
}

/// Who wrote: the agent named, else the initials with which desks sign, "^AB" or "-AB" at the end of the text.
fn signed<'a>(agent: &'a [u8], text: &'a [u8]) -> &'a [u8] {
    if !agent.is_empty() {
        return agent;
    }
    // A link may come behind the initials.
    let mut words = text.rsplit(u8::is_ascii_whitespace).filter(|word| !word.starts_with(b"http"));
    match words.next() {
        Some([b'^' | b'-' | b'*' | b'/', initials @ ..])
            if (1..=3).contains(&initials.len()) && initials.iter().all(u8::is_ascii_alphabetic) =>
        {
            initials
        }
        _ => b"",
    }
}

#[cfg(test)]
mod tests;
