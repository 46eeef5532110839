//! From messages that name what they reply to, to conversations.

use super::refused::{Reason, Refusals, Where};
use super::{DIRECT, Message};

/// The desk's account.
#[derive(Clone, Copy, Debug)]
pub struct Brand {
    /// In the messages of the desk.
    pub account: u32,
    /// In the messages that speak to it.
    pub hash: u32,
    /// No other account answers in the export.
    pub alone: bool,
}

/// What the numbers of rows are taken from where the export begins with the latest one, so that they grow with time.
pub const LATEST_ROW: u64 = 1 << 62;

/// The place of a message that has no place.
const NONE: u32 = u32::MAX;
const LOOP: u32 = u32::MAX - 1;
const CUT: u32 = u32::MAX - 2;

/// Puts messages into conversations, by time, and leaves out what belongs to none or to another account.
///
/// `threaded`: `conversation` names the message replied to (the largest number: none); otherwise it is the conversation.
/// `keyed`: identifiers are the export's own, so that one that comes twice is a repeated row. `brand`: the desk's account, where the
/// export tells who wrote.
///
/// A conversation begins with a customer's message: what the desk wrote before is left out. In a thread below a post of the desk,
/// every customer's reply to the post begins a conversation of its own.
pub fn link(
    mut messages: Vec<Message>,
    threaded: bool,
    keyed: bool,
    brand: Option<Brand>,
    refusals: &mut Refusals,
) -> Vec<Message> {
    if keyed {
        messages.sort_by_key(|message| message.id);
        unrepeated(&mut messages, refusals);
    }
    if threaded {
        follow(&mut messages, refusals);
    }
    messages.sort_unstable_by_key(|message| (message.conversation, message.at_s, message.id));
    // Where replies are followed, messages have identifiers of their own, too.
    keep_whole(messages, keyed || threaded, brand, refusals)
}

/// Leaves the first of those with the same identifier, of messages in the order of their identifiers.
pub fn unrepeated(messages: &mut Vec<Message>, refusals: &mut Refusals) {
    messages.dedup_by(|next, kept| {
        let again = next.id == kept.id;
        if again {
            refusals.note(Reason::Duplicate, Where::of(next.id), b"");
        }
        again
    });
}

/// Makes `conversation` the message that each thread began with; leaves out circles and threads without a beginning.
fn follow(messages: &mut Vec<Message>, refusals: &mut Refusals) {
    let parents = parents(messages);
    let roots = roots(messages, &parents);
    for at in 0..messages.len() {
        if let Some(root) = messages.get(roots[at] as usize).map(|root| root.id) {
            messages[at].conversation = root;
        }
        let direct = messages[at].outbound() && parents[at] == roots[at];
        messages[at].set(DIRECT, direct);
    }
    let mut roots = roots.into_iter();
    messages.retain(|message| {
        let reason = match roots.next() {
            Some(LOOP) => Reason::Loop,
            Some(CUT) if message.outbound() => Reason::NoQuestion,
            Some(CUT) => Reason::ThreadCut,
            _ => return true,
        };
        refusals.note(reason, Where::of(message.id), b"");
        false
    });
}

/// The place of the message that each replies to; [`NONE`] if none, [`CUT`] if it is not in the export.
fn parents(messages: &[Message]) -> Vec<u32> {
    let place = |id: u64| messages.binary_search_by_key(&id, |message| message.id).map_or(CUT, |at| at as u32);
    let of = |message: &Message| if message.conversation == u64::MAX { NONE } else { place(message.conversation) };
    messages.iter().map(of).collect()
}

/// The place of the message that each thread began with, or [`LOOP`] or [`CUT`]. Every link is followed once.
fn roots(messages: &[Message], parents: &[u32]) -> Vec<u32> {
    // What a message is while its own thread is being followed.
    const PENDING: u32 = u32::MAX - 3;
    let mut roots = vec![NONE; messages.len()];
    let mut path = Vec::new();
    for start in 0..messages.len() as u32 {
        let mut here = start;
        let found = loop {
            match roots[here as usize] {
                NONE => {}
                PENDING => break LOOP,
                known => break known,
            }
            roots[here as usize] = PENDING;
            path.push(here);
            match parents[here as usize] {
                NONE => break here,
                CUT => break CUT,
                parent if begins(messages, parents, here, parent) => break here,
                parent => here = parent,
            }
        };
        for place in path.drain(..) {
            roots[place as usize] = found;
        }
    }
    roots
}

/// Whether a customer's reply to a post of the desk begins a conversation.
fn begins(messages: &[Message], parents: &[u32], here: u32, parent: u32) -> bool {
    !messages[here as usize].outbound() && messages[parent as usize].outbound() && parents[parent as usize] == NONE
}

/// Leaves out what is not a conversation with the desk, what the desk wrote before its beginning, and what other accounts wrote in it.
fn keep_whole(messages: Vec<Message>, named: bool, brand: Option<Brand>, refusals: &mut Refusals) -> Vec<Message> {
    let mut messages = messages;
    let (mut kept, mut from) = (0, 0);
    while from < messages.len() {
        let conversation = messages[from].conversation;
        let length = messages[from..].iter().take_while(|message| message.conversation == conversation).count();
        let whole = &mut messages[from..from + length];
        let early = begin_with_customer(whole);
        let not_ours = brand.and_then(|brand| whose(whole, brand));
        for at in 0..length {
            let message = messages[from + at];
            let foreign = brand.is_some_and(|brand| message.outbound() && message.account != brand.account);
            let reason = match not_ours {
                Some(reason) => reason,
                None if foreign => Reason::OtherAccount,
                None if at >= early => {
                    messages[kept] = message;
                    kept += 1;
                    continue;
                }
                None if early == length => Reason::NoQuestion,
                // A post of the desk stands alone where replies are followed, so this one replies to something later.
                None => Reason::AnswerFirst,
            };
            refusals.note(reason, place(message.id, named), b"");
        }
        from += length;
    }
    messages.truncate(kept);
    messages
}

/// Puts the customer's first message before what the desk wrote in the same second or, where times are whole minutes, minute; how many
/// messages of the desk come before it.
fn begin_with_customer(whole: &mut [Message]) -> usize {
    let early = whole.iter().take_while(|message| message.outbound()).count();
    let Some(first) = whole.get(early).map(|message| message.at_s) else {
        return early;
    };
    let before = whole[..early].iter().take_while(|message| message.at_s < first).count();
    whole[before..=early].rotate_right(1);
    before
}

/// Why a conversation is not the desk's; `None` if it is.
fn whose(whole: &[Message], brand: Brand) -> Option<Reason> {
    let ours = match whole.iter().find(|message| message.outbound()) {
        Some(answer) => answer.account == brand.account,
        // Whom an unanswered message speaks to is only known if it says so.
        None => whole[0].account == brand.hash || brand.alone && whole[0].account == 0,
    };
    let says_nothing = whole[0].account == 0 && whole.iter().all(|message| !message.outbound());
    match ours {
        true => None,
        false if says_nothing => Some(Reason::Unattributed),
        false => Some(Reason::OtherAccount),
    }
}

/// Where a message stands: by its identifier, or by the row that it counts.
fn place(id: u64, named: bool) -> Where {
    match id {
        _ if named => Where::of(id),
        latest_first if id > LATEST_ROW / 2 => Where::Line(LATEST_ROW - latest_first + 1),
        row => Where::Line(row + 1),
    }
}
