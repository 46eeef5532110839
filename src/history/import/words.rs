//! What the words of a message tell: direction, channel, whom it speaks to, who signed it.

use super::names::account_hash;

/// Invitations to direct messages, in small letters.
const INVITATIONS: [&[u8]; 6] =
    [b" dm ", b"direct message", b"mensaje directo", b"mensaje privado", b"private message", b" md "];

/// Written by the desk (`true`) or by the customer.
pub fn outbound(text: &[u8]) -> Option<bool> {
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
pub fn channel(text: &[u8]) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    if is(&["dm", "private", "direct", "direct message", "md"]) {
        Some(true)
    } else if is(&["public", "mention", "tweet", "post", "comment"]) {
        Some(false)
    } else {
        None
    }
}

pub fn asks_dm(text: &[u8]) -> bool {
    if text.is_empty() {
        return false;
    }
    let letters = |byte: &u8| if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' };
    let words: Vec<u8> = [b' '].into_iter().chain(text.iter().map(letters)).chain([b' ']).collect();
    INVITATIONS.iter().any(|invitation| words.windows(invitation.len()).any(|part| part == *invitation))
}

/// The account a message speaks to, by its hash: that asked for if it is among them, else the first that is not a mere number, as
/// customers are called in anonymised exports; 0 if it names none.
pub fn addressed(text: &[u8], asked: Option<u32>) -> u32 {
    let of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let name = |rest: &[u8]| rest.iter().position(|byte| !of_word(byte)).unwrap_or(rest.len());
    let names =
        || text.split(|byte| *byte == b'@').skip(1).map(|rest| &rest[..name(rest)]).filter(|name| !name.is_empty());
    let wanted = asked.filter(|asked| names().any(|name| account_hash(name) == *asked));
    let spoken_to = || names().find(|name| !name.iter().all(u8::is_ascii_digit)).or_else(|| names().next());
    wanted.or_else(|| spoken_to().map(account_hash)).unwrap_or(0)
}

/// Who wrote: the agent named, else the initials with which desks sign, "^AB" or "-AB" at the end of the text.
pub fn signed<'a>(agent: &'a [u8], text: &'a [u8]) -> &'a [u8] {
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
