//! From an export to messages: rows of a table (`rows`), of which each is a message or a ticket (`tickets`), or pages of posts
//! (`pages`, `posts`).

mod names;
mod pages;
mod posts;
mod rows;
mod tickets;
mod words;

use super::columns::{Field, Layout, Mapping};
use super::moment::{DateOrder, MomentFault, moment};
use super::refused::{Reason, Refusals, Where};
use super::source::{Guarded, MOST_ROWS, SourceFault};
use super::{History, Message};
use jiff::tz::TimeZone;
use names::Names;
use std::io::{BufRead, BufReader};
use std::sync::Arc;

/// How an export is to be read.
#[derive(Clone, Debug)]
pub struct Wish {
    pub layout: Option<Layout>,
    pub mapping: Mapping,
    /// The desk's account, where there are several.
    pub brand: Option<String>,
    pub zone: TimeZone,
    pub dates: Option<DateOrder>,
    /// Nothing was written later, in seconds since 1970: the time at which the export is read, and a day for clocks that differ.
    pub latest_s: u32,
}

/// Reads an export and finds its conversations.
///
/// # Errors
/// If it cannot be read as a whole, is of no known layout, or holds nothing that can be used.
pub fn import(stream: Guarded, wish: &Wish) -> Result<History, SourceFault> {
    let mut stream = BufReader::with_capacity(1 << 16, stream);
    let objects = matches!(stream.fill_buf()?.trim_ascii_start(), [b'{' | b'[', ..]);
    match wish.layout {
        Some(Layout::XApi) if !objects => Err(SourceFault::NotPages),
        Some(Layout::XApi) => pages::read(stream, wish),
        None if objects && wish.mapping.is_empty() => pages::read(stream, wish),
        _ => rows::read(stream, wish),
    }
}

/// Messages that there is room for from the beginning: address space, of which only what is written to becomes memory. A list that grows
/// is copied, so that for a while it takes twice its memory.
const ROOM: usize = 1 << 22;

/// What was read so far.
struct Gathered<'a> {
    wish: &'a Wish,
    accounts: Names,
    agents: Names,
    contacts: Names,
    languages: Names,
    refusals: Refusals,
    messages: Vec<Message>,
    rows: u64,
    /// The account asked for, as customers speak to it.
    asked: Option<u32>,
}

impl<'a> Gathered<'a> {
    fn new(wish: &'a Wish) -> Gathered<'a> {
        Gathered {
            wish,
            accounts: Names::default(),
            agents: Names::default(),
            contacts: Names::default(),
            languages: Names::default(),
            refusals: Refusals::default(),
            messages: Vec::with_capacity(ROOM),
            rows: 0,
            asked: wish
                .brand
                .as_deref()
                .map(|name| names::account_hash(name.trim().trim_start_matches('@').as_bytes())),
        }
    }

    /// When a row was written.
    fn moment(&self, text: &[u8]) -> Result<u32, MomentFault> {
        moment(text, &self.wish.zone, self.wish.dates, self.wish.latest_s)
    }

    /// Counts one more row.
    fn begin_row(&mut self) -> Result<(), SourceFault> {
        self.rows += 1;
        if self.rows > MOST_ROWS { Err(SourceFault::TooManyRows) } else { Ok(()) }
    }

    fn refuse(&mut self, reason: Reason, place: Where, found: &[u8]) {
        self.refusals.note(reason, place, found);
    }

    /// The history of messages that are linked already.
    fn history(self, layout: Layout, fields: Vec<Field>, brand: Option<String>) -> Result<History, SourceFault> {
        if self.messages.is_empty() {
            return Err(SourceFault::NothingUsable(Box::new(self.refusals)));
        }
        Ok(History {
            layout,
            fields,
            messages: Arc::new(self.messages),
            until_s: u32::MAX,
            zone: self.wish.zone.clone(),
            brand,
            agents: self.agents.names,
            contacts: self.contacts.names,
            languages: self.languages.names,
            refusals: self.refusals,
            rows: self.rows,
        })
    }
}

#[cfg(test)]
mod tests;
