//! Tickets: a row tells when a customer wrote, after how many minutes the first reply came, and how many there were.
//!
//! Each ticket becomes the customer's message and, if it was replied to, one message of the desk that stands for all of its replies.

use super::Gathered;
use super::names::{identifier, is_rounded};
use super::rows::{Cells, RowFault, contact, time};
use crate::history::columns::Field;
use crate::history::refused::{Reason, Where};
use crate::history::{Message, NO_NAME, NO_REACH, OUTBOUND};

/// What is kept of a ticket.
pub struct Ticket {
    id: u64,
    at_s: u32,
    /// When the first reply came.
    replied_s: Option<u32>,
    replies: u32,
    contact: u8,
}

const _: () = assert!(size_of::<Ticket>() <= 32);

/// Tickets read so far, in pieces, each given back as soon as its messages are made.
#[derive(Default)]
pub struct Tickets(Vec<Vec<Ticket>>);

const PIECE: usize = 1 << 16;

impl Tickets {
    pub fn add(&mut self, ticket: Ticket) {
        match self.0.last_mut().filter(|piece| piece.len() < PIECE) {
            Some(piece) => piece.push(ticket),
            None => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(ticket);
                self.0.push(piece);
            }
        }
    }
}

/// The ticket of a row.
pub fn ticket<'r>(cells: Cells<'r>, all: &mut Gathered, line: u64) -> Result<Ticket, RowFault<'r>> {
    let at_s = time(cells, all, line)?;
    let named = cells.of(Field::Conversation);
    let named = if named.is_empty() { cells.of(Field::Id) } else { named };
    if is_rounded(named) {
        return Err(RowFault::Refused(Reason::Rounded, named));
    }
    let Some(id) = identifier(named) else {
        return Err(RowFault::Refused(Reason::NoId, b""));
    };
    let bad = |field: Field| RowFault::Refused(Reason::ReplyTime, cells.of(field));
    let minutes = quantity(cells.of(Field::ReplyMinutes)).map_err(|()| bad(Field::ReplyMinutes))?;
    let replies = quantity(cells.of(Field::Replies)).map_err(|()| bad(Field::Replies))?;
    let replied = |minutes: u32| at_s.checked_add(minutes.checked_mul(60)?);
    let replied_s = match minutes {
        None => None,
        Some(minutes) => {
            let happened = replied(minutes).filter(|at_s| *at_s <= all.wish.latest_s);
            Some(happened.ok_or_else(|| bad(Field::ReplyMinutes))?)
        }
    };
    if minutes.is_none() && replies.is_some_and(|replies| replies > 0) {
        // Only a ticket that the desk opened has replies and no time of the first one.
        return Err(RowFault::Refused(Reason::NoQuestion, b""));
    }
    let contact = contact(cells, all)?;
    Ok(Ticket { id, at_s, replied_s, replies: replies.unwrap_or(1).clamp(1, NO_REACH - 1), contact })
}

/// A whole number of minutes or replies, `None` of an empty cell: "12", "12.0", or the pair of calendar and business minutes that the
/// programming interface gives, of which the calendar's count.
fn quantity(text: &[u8]) -> Result<Option<u32>, ()> {
    let text = std::str::from_utf8(text).map_err(|_| ())?.trim();
    let text = match text.strip_prefix('{') {
        Some(pair) => {
            let (_, value) = pair.split_once("calendar").ok_or(())?;
            let value = value.trim_start_matches(['"', '\'', ' ', ':', '=', '>']);
            value.split([',', '}']).next().unwrap_or_default().trim()
        }
        None => text,
    };
    if ["", "null", "none", "nan", "-"].iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) {
        return Ok(None);
    }
    let value: f64 = text.replace(',', ".").parse().map_err(|_| ())?;
    let whole = (0.0..f64::from(u32::MAX)).contains(&value);
    if whole { Ok(Some(value.round() as u32)) } else { Err(()) }
}

/// Makes of each ticket the messages that it stands for, and leaves out tickets that came before.
pub fn link(tickets: Tickets, all: &mut Gathered) {
    let replied = tickets.0.iter().flatten().filter(|ticket| ticket.replied_s.is_some()).count();
    let messages = &mut all.messages;
    messages.reserve_exact(tickets.0.iter().map(Vec::len).sum::<usize>() + replied);
    for ticket in tickets.0.into_iter().flatten() {
        let Ticket { id, at_s, replied_s, replies, contact } = ticket;
        let opening =
            Message { id, conversation: id, at_s, account: 0, reach: NO_REACH, agent: NO_NAME, contact, flags: 0 };
        messages.push(opening);
        if let Some(at_s) = replied_s {
            messages.push(Message { at_s, reach: replies, flags: OUTBOUND, ..opening });
        }
    }
    messages.sort_unstable_by_key(|message| (message.id, message.outbound(), message.at_s, message.reach));
    let refusals = &mut all.refusals;
    messages.dedup_by(|next, kept| {
        let again = (next.id, next.outbound()) == (kept.id, kept.outbound());
        if again && !next.outbound() {
            refusals.note(Reason::Duplicate, Where::of(next.id), b"");
        }
        again
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_in_every_form() {
        for (text, expected) in [
            ("12", Ok(Some(12))),
            ("12.0", Ok(Some(12))),
            ("0,4", Ok(Some(0))),
            ("", Ok(None)),
            ("NULL", Ok(None)),
            ("{\"calendar\": 7, \"business\": 3}", Ok(Some(7))),
            ("{'business': 3, 'calendar': 9}", Ok(Some(9))),
            ("{\"calendar\": null, \"business\": null}", Ok(None)),
            ("-3", Err(())),
            ("soon", Err(())),
            ("{}", Err(())),
            ("1e99", Err(())),
        ] {
            assert_eq!(quantity(text.as_bytes()), expected, "{text}");
        }
    }
}
