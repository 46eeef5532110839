//! Rows of a table with a header: a message each, or a ticket.

use super::names::{MOST_CONTACTS, MOST_LANGUAGES, MOST_NAMES, Names, account_hash, identifier, is_rounded};
use super::tickets::{self, Tickets};
use super::words::{addressed, asks_dm, channel, outbound, signed};
use super::{Gathered, Wish};
use crate::history::columns::{Field, Places};
use crate::history::moment::MomentFault;
use crate::history::refused::{Reason, Where};
use crate::history::source::{Guarded, SourceFault};
use crate::history::{
    ASKS_DM, History, LANGUAGE_SHIFT, Message, NO_NAME, NO_REACH, OUTBOUND, PRIVATE, UNKNOWN, thread,
};
use std::io::{BufReader, Read};

/// Why a row gives no message.
pub enum RowFault<'r> {
    /// It is counted for a reason, with what was found.
    Refused(Reason, &'r [u8]),
    /// The export cannot be read on.
    Whole(SourceFault),
}

fn refused<T>(reason: Reason, found: &[u8]) -> Result<T, RowFault<'_>> {
    Err(RowFault::Refused(reason, found))
}

/// Reads an export of rows.
pub fn read(stream: BufReader<Guarded>, wish: &Wish) -> Result<History, SourceFault> {
    let since_row = stream.get_ref().since_row();
    let (Form { delimiter, ends }, stream) = form(stream)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(stream);
    let mut record = csv::ByteRecord::new();
    next(&mut reader, &mut record, Ends::Feed)?;
    let header: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let places = Places::find(&header, &wish.mapping, wish.layout)?;
    if wish.brand.is_some() && (places.tickets() || places.of(Field::Account).is_none()) {
        return Err(SourceFault::NoAccounts);
    }
    let mut reading = Reading { places, all: Gathered::new(wish), tickets: Tickets::default(), ends };
    loop {
        since_row.set(0);
        if !next(&mut reader, &mut record, ends)? {
            break;
        }
        reading.row(&record)?;
    }
    reading.finish()
}

/// Reads one record; `false` at the end.
fn next<R: Read>(reader: &mut csv::Reader<R>, record: &mut csv::ByteRecord, ends: Ends) -> Result<bool, SourceFault> {
    let line = reader.position().line() + u64::from(ends == Ends::Both);
    reader.read_byte_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => match SourceFault::from(error) {
            SourceFault::RowTooLong { .. } => SourceFault::RowTooLong { line },
            other => other,
        },
        other => SourceFault::Io(std::io::Error::other(format!("{other:?}"))),
    })
}

/// How the header is written.
struct Form {
    /// What separates the columns: commas, semicolons, tabs or bars, whichever the header has most of.
    delimiter: u8,
    ends: Ends,
}

/// What ends a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Feed,
    /// A carriage return and a feed; the reader begins the next row between them, so that its count of lines is one behind.
    Both,
    /// A carriage return alone, which the reader counts as no line.
    Return,
}

fn form(mut stream: BufReader<Guarded>) -> Result<(Form, impl Read), SourceFault> {
    let mut head = Vec::new();
    // A line may end with either sign, or with both.
    let end_of = |head: &[u8]| head.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    while end_of(&head).is_none_or(|at| at + 1 == head.len() && head[at] == b'\r') {
        let before = head.len();
        stream.by_ref().take(1024).read_to_end(&mut head)?;
        if head.len() == before {
            break;
        }
    }
    let end = end_of(&head).unwrap_or(head.len());
    let line = &head[..end];
    let ends = match &head[end..] {
        [b'\r', b'\n', ..] => Ends::Both,
        [b'\r', ..] => Ends::Return,
        _ => Ends::Feed,
    };
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    let delimiter = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|one| count(*one)).unwrap_or(b',');
    Ok((Form { delimiter, ends }, std::io::Cursor::new(head).chain(stream)))
}

struct Reading<'a> {
    places: Places,
    all: Gathered<'a>,
    tickets: Tickets,
    ends: Ends,
}

/// The cells of one row by their field.
#[derive(Clone, Copy)]
pub struct Cells<'r> {
    record: &'r csv::ByteRecord,
    places: &'r Places,
}

impl<'r> Cells<'r> {
    /// The cell of a field; empty where the export has no such column.
    pub fn of(&self, field: Field) -> &'r [u8] {
        self.places.of(field).and_then(|at| self.record.get(at)).unwrap_or_default().trim_ascii()
    }
}

impl Reading<'_> {
    fn row(&mut self, record: &csv::ByteRecord) -> Result<(), SourceFault> {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(());
        }
        self.all.begin_row()?;
        let line = record.position().map_or(0, csv::Position::line);
        let line = match self.ends {
            Ends::Feed => line,
            Ends::Both => line + 1,
            // Behind the header.
            Ends::Return => self.all.rows + 1,
        };
        let cells = Cells { record, places: &self.places };
        let read = if record.len() != self.places.width {
            refused(Reason::Columns, b"")
        } else if self.places.tickets() {
            tickets::ticket(cells, &mut self.all, line).map(|ticket| self.tickets.add(ticket))
        } else {
            message(cells, &mut self.all, line).map(|message| self.all.messages.push(message))
        };
        match read {
            Ok(()) => {}
            Err(RowFault::Refused(reason, found)) => self.all.refuse(reason, Where::Line(line), found),
            Err(RowFault::Whole(fault)) => return Err(fault),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<History, SourceFault> {
        let fields = self.places.fields();
        if self.places.tickets() {
            tickets::link(self.tickets, &mut self.all);
            return self.all.history(self.places.layout, fields, None);
        }
        let several = self.places.of(Field::Account).is_some();
        let brand = if several { brand(&self.all)? } else { None };
        let named = brand.map(|account| thread::Brand {
            account,
            hash: account_hash(self.all.accounts.names[account as usize].as_bytes()),
            alone: self.all.accounts.names.len() == 1,
        });
        let keyed = self.places.of(Field::Id).is_some();
        if !keyed {
            oldest_first(&mut self.all.messages);
        }
        let messages = std::mem::take(&mut self.all.messages);
        self.all.messages = thread::link(messages, self.places.threaded(), keyed, named, &mut self.all.refusals);
        let brand = brand.map(|number| self.all.accounts.names[number as usize].clone());
        self.all.history(self.places.layout, fields, brand)
    }
}

/// Numbers rows, which their identifiers count, in the order of time where the export begins with the latest: among messages of one
/// minute the later row is the earlier message.
fn oldest_first(messages: &mut [Message]) {
    let steps = |earlier: fn(&u32, &u32) -> bool| {
        messages.windows(2).filter(|pair| earlier(&pair[0].at_s, &pair[1].at_s)).count()
    };
    if steps(u32::gt) > steps(u32::lt) {
        messages.iter_mut().for_each(|message| message.id = thread::LATEST_ROW - message.id);
    }
}

/// The number of the desk's account: the one asked for, or the only one.
fn brand(all: &Gathered) -> Result<Option<u32>, SourceFault> {
    let names = &all.accounts.names;
    let asked = all.wish.brand.as_deref().map(|name| name.trim_start_matches('@'));
    let number = match asked {
        Some(asked) => names.iter().position(|name| name.eq_ignore_ascii_case(asked)),
        None if names.len() == 1 => Some(0),
        None => None,
    };
    if number.is_none() && (asked.is_some() || names.len() > 1) {
        let mut found: Vec<(String, u64)> = names.iter().cloned().zip(all.accounts.messages.clone()).collect();
        found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        return Err(SourceFault::Accounts { asked: asked.map(str::to_owned), found });
    }
    Ok(number.map(|number| number as u32))
}

/// The message of a row, or why there is none. The text comes last in thought: only what is kept of a row must be readable.
fn message<'r>(cells: Cells<'r>, all: &mut Gathered, line: u64) -> Result<Message, RowFault<'r>> {
    let at_s = time(cells, all, line)?;
    let (id, conversation) = identity(cells, all.rows)?;
    let outbound = match outbound(cells.of(Field::Direction)) {
        Some(outbound) => outbound,
        None => return refused(Reason::Direction, cells.of(Field::Direction)),
    };
    let private = private(cells)?;
    let reach = if outbound { reach(cells)?.and(None) } else { reach(cells)? };
    let text = cells.of(Field::Text);
    let names = Named::of(cells, outbound, all)?;
    let mut message = Message {
        id,
        conversation,
        at_s,
        account: names.account,
        reach: reach.unwrap_or(NO_REACH),
        agent: names.agent,
        contact: names.contact,
        flags: names.language << LANGUAGE_SHIFT,
    };
    message.set(OUTBOUND, outbound);
    message.set(PRIVATE, private);
    message.set(ASKS_DM, outbound && asks_dm(text));
    Ok(message)
}

/// When the row was written.
pub fn time<'r>(cells: Cells<'r>, all: &Gathered, line: u64) -> Result<u32, RowFault<'r>> {
    let time = cells.of(Field::Time);
    match all.moment(time) {
        Ok(at_s) => Ok(at_s),
        Err(MomentFault::Order) => {
            let found = String::from_utf8_lossy(time).into_owned();
            Err(RowFault::Whole(SourceFault::DateOrder { line, found }))
        }
        Err(_) if time.is_empty() => refused(Reason::NoTime, b""),
        Err(MomentFault::Not) => refused(Reason::BadTime, time),
        Err(MomentFault::Year) => refused(Reason::Year, time),
        Err(MomentFault::Future) => refused(Reason::Future, time),
    }
}

/// The message's own identifier, and its conversation's or that of what it replies to (the largest number: nothing).
fn identity<'r>(cells: Cells<'r>, row: u64) -> Result<(u64, u64), RowFault<'r>> {
    let keyed = cells.places.of(Field::Id).is_some();
    let named = [Field::Id, Field::ReplyTo, Field::Conversation].map(|field| cells.of(field));
    if let Some(rounded) = named.into_iter().find(|cell| is_rounded(cell)) {
        return refused(Reason::Rounded, rounded);
    }
    let id = if keyed { identifier(cells.of(Field::Id)) } else { Some(row) };
    let group = if cells.places.threaded() {
        identifier(cells.of(Field::ReplyTo)).or(Some(u64::MAX))
    } else {
        identifier(cells.of(Field::Conversation))
    };
    id.zip(group).map_or_else(|| refused(Reason::NoId, b""), Ok)
}

fn private<'r>(cells: Cells<'r>) -> Result<bool, RowFault<'r>> {
    if cells.places.of(Field::Channel).is_none() {
        return Ok(false);
    }
    let text = cells.of(Field::Channel);
    channel(text).map_or_else(|| refused(Reason::Channel, text), Ok)
}

fn reach<'r>(cells: Cells<'r>) -> Result<Option<u32>, RowFault<'r>> {
    let text = cells.of(Field::Reach);
    if text.is_empty() {
        return Ok(None);
    }
    match std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()) {
        Some(reach) if reach != NO_REACH => Ok(Some(reach)),
        _ => refused(Reason::Reach, text),
    }
}

/// The number of a contact type; [`UNKNOWN`] of none.
pub fn contact<'r>(cells: Cells<'r>, all: &mut Gathered) -> Result<u8, RowFault<'r>> {
    let name = cells.of(Field::Contact);
    if std::str::from_utf8(name).is_err() {
        return refused(Reason::NotUtf8, b"");
    }
    match number(&mut all.contacts, name, MOST_CONTACTS) {
        Some(NO_NAME) => Ok(UNKNOWN),
        Some(contact) => Ok(contact as u8),
        None => refused(Reason::Name, b""),
    }
}

/// The number of a name; [`NO_NAME`] of none.
fn number(names: &mut Names, name: &[u8], most: usize) -> Option<u16> {
    if name.is_empty() { Some(NO_NAME) } else { names.number(name, most) }
}

/// The names of a row as numbers.
struct Named {
    contact: u8,
    account: u32,
    agent: u16,
    /// 0 of none.
    language: u8,
}

impl Named {
    fn of<'r>(cells: Cells<'r>, outbound: bool, all: &mut Gathered) -> Result<Named, RowFault<'r>> {
        let text = cells.of(Field::Text);
        let agent = if outbound { signed(cells.of(Field::Agent), text) } else { b"" };
        let (account, language) = (cells.of(Field::Account), cells.of(Field::Language));
        if [account, agent, language].iter().any(|name| std::str::from_utf8(name).is_err()) {
            return refused(Reason::NotUtf8, b"");
        }
        let contact = contact(cells, all)?;
        let account = match (outbound, cells.places.of(Field::Account)) {
            (true, Some(_)) => number(&mut all.accounts, account, MOST_NAMES).map(u32::from),
            (true, None) => Some(0),
            (false, _) => Some(addressed(text, all.asked)),
        };
        let agent = number(&mut all.agents, agent, MOST_NAMES);
        let language = number(&mut all.languages, language, MOST_LANGUAGES);
        match (agent, account, language) {
            // No language is 0.
            (Some(agent), Some(account), Some(language)) => {
                Ok(Named { contact, account, agent, language: language.wrapping_add(1) as u8 })
            }
            _ => refused(Reason::Name, b""),
        }
    }
}
