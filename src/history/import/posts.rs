//! From posts and the accounts that wrote them to messages of the desk and of its customers.
//!
//! Whether a post is the desk's follows from its author, whom `--brand` names by identifier, handle or displayed name. Until all is
//! read, a message holds the hash of its author in `account` and what is only needed until then in `contact`.

use super::Gathered;
use super::names::{MOST_LANGUAGES, MOST_NAMES, hash, identifier};
use super::pages::{Post, User};
use super::words::{asks_dm, signed};
use crate::history::columns::{Field, Layout};
use crate::history::moment::MomentFault;
use crate::history::refused::{Reason, Where};
use crate::history::source::SourceFault;
use crate::history::{ASKS_DM, DIRECT, History, LANGUAGE_SHIFT, Message, NO_NAME, NO_REACH, OUTBOUND, UNKNOWN, thread};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// It speaks to the desk.
const SPEAKS: u8 = 1;
/// It came in `includes`.
const INCLUDED: u8 = 2;
/// It continues a conversation of which what it replies to is missing.
const ADOPTED: u8 = 4;
/// What the message of no account speaks to.
const NOBODY: u32 = 2;
const THE_DESK: u32 = 1;
/// Accounts that are counted at once, to list those with most messages where none was named.
const MOST_COUNTED: usize = 1 << 16;
/// Accounts of the name asked for that are told apart.
const MOST_NAMESAKES: usize = 8;

/// What is kept of an account of the page in hand.
struct Account {
    reach: u32,
    username: String,
}

/// An account that writes replies.
struct Writer {
    messages: u64,
    username: String,
}

/// The desk's account, as far as it is known.
struct Desk {
    /// As asked for, without `@`.
    asked: Option<String>,
    id: Option<u64>,
    username: Option<String>,
    /// Accounts that show the name asked for.
    namesakes: Vec<(u64, String)>,
}

impl Desk {
    fn meets(&mut self, id: u64, user: &User) {
        let Some(asked) = &self.asked else {
            return;
        };
        if user.username.0.eq_ignore_ascii_case(asked) || self.id == Some(id) {
            self.id = Some(id);
            self.username = Some(user.username.0.clone()).filter(|name| !name.is_empty());
        } else if user.name.0.to_lowercase() == asked.to_lowercase()
            && self.namesakes.iter().all(|(known, _)| *known != id)
            && self.namesakes.len() < MOST_NAMESAKES
        {
            self.namesakes.push((id, user.username.0.clone()));
        }
    }

    /// Identifier and handle; a displayed name counts if only one account shows it.
    fn known(&self) -> Option<(u64, Option<&str>)> {
        match (self.id, self.namesakes.as_slice()) {
            (Some(id), _) => Some((id, self.username.as_deref())),
            (None, [(id, username)]) => Some((*id, Some(username.as_str()))),
            (None, _) => None,
        }
    }

    /// Whether a handle is the desk's: also that asked for, before any page tells whose it is.
    fn is_called(&self, handle: &str) -> bool {
        let known = self.known().and_then(|(_, handle)| handle).or(self.asked.as_deref());
        known.is_some_and(|known| known.eq_ignore_ascii_case(handle))
    }
}

/// Posts of the pages read.
pub struct Posts<'a> {
    all: Gathered<'a>,
    since_row: Rc<Cell<u64>>,
    desk: Desk,
    /// Posts of the page in hand, and whether they came in `includes`; which row each is.
    page: Vec<(Post, bool, u64)>,
    accounts: HashMap<u64, Account>,
    writers: HashMap<u64, Writer>,
    /// Of replies deep in a conversation, their own identifier and that of the post that began it.
    beginnings: Vec<(u64, u64)>,
    knows_reach: bool,
    /// Posts that speak to somebody were read before the desk's handle was known.
    undecided: bool,
    fault: Option<SourceFault>,
}

/// Any 32 bits of a number, alike for like numbers.
fn author_hash(id: u64) -> u32 {
    hash(&id.to_le_bytes()) as u32
}

impl<'a> Posts<'a> {
    pub fn new(all: Gathered<'a>, since_row: Rc<Cell<u64>>) -> Posts<'a> {
        let asked = all.wish.brand.as_deref().map(|name| name.trim().trim_start_matches('@').to_owned());
        let id = asked.as_deref().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        let id = id.and_then(|name| identifier(name.as_bytes()));
        Posts {
            all,
            since_row,
            desk: Desk { asked, id, username: None, namesakes: vec![] },
            page: vec![],
            accounts: HashMap::new(),
            writers: HashMap::new(),
            beginnings: vec![],
            knows_reach: false,
            undecided: false,
            fault: None,
        }
    }

    /// One more post of the page in hand.
    ///
    /// # Errors
    /// If there are more than are read; [`Posts::stopped`] tells.
    pub fn add(&mut self, mut post: Post, included: bool) -> Result<(), ()> {
        if let Err(fault) = self.all.begin_row() {
            self.fault = Some(fault);
            return Err(());
        }
        if let Some(user) = post.user.take() {
            if post.author.0.is_empty() {
                post.author.0.clone_from(&user.id.0);
            }
            self.knows(user);
        }
        self.page.push((post, included, self.all.rows));
        Ok(())
    }

    /// Why reading was stopped, if it was.
    pub fn stopped(&mut self) -> Result<(), SourceFault> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// A row of which nothing could be read.
    pub fn broken(&mut self, reason: Reason, place: Where) -> Result<(), SourceFault> {
        self.all.begin_row()?;
        self.all.refuse(reason, place, b"");
        Ok(())
    }

    /// An account that the page in hand includes.
    pub fn knows(&mut self, user: User) {
        let Some(id) = identifier(user.id.0.as_bytes()) else {
            return;
        };
        self.desk.meets(id, &user);
        let followers = user.public_metrics.and_then(|metrics| metrics.followers_count.0.parse().ok());
        self.knows_reach |= followers.is_some();
        let reach = followers.filter(|followers| *followers != NO_REACH).unwrap_or(NO_REACH);
        self.accounts.insert(id, Account { reach, username: user.username.0 });
    }

    /// Makes messages of the posts in hand: what a page includes is known only at its end.
    pub fn page_ends(&mut self) {
        self.since_row.set(0);
        let page = std::mem::take(&mut self.page);
        for (post, included, row) in &page {
            match self.message(post, *included) {
                Ok(message) => self.all.messages.push(message),
                Err((reason, found)) => {
                    let place = identifier(post.id.0.as_bytes()).map_or(Where::Row(*row), Where::of);
                    self.all.refuse(reason, place, found.as_bytes());
                }
            }
        }
        self.page = page;
        self.page.clear();
        self.accounts.clear();
    }

    fn message<'p>(&mut self, post: &'p Post, included: bool) -> Result<Message, (Reason, &'p str)> {
        let id = identifier(post.id.0.as_bytes()).ok_or((Reason::NoId, ""))?;
        let author = identifier(post.author.0.as_bytes()).ok_or((Reason::NoAuthor, ""))?;
        let at = post.at.0.trim();
        let at_s = self.all.moment(at.as_bytes()).map_err(|fault| match fault {
            _ if at.is_empty() => (Reason::NoTime, ""),
            MomentFault::Year => (Reason::Year, at),
            MomentFault::Future => (Reason::Future, at),
            MomentFault::Not | MomentFault::Order => (Reason::BadTime, at),
        })?;
        let refers = |kind: &str| post.refers_to.iter().find(|reference| reference.kind.0 == kind);
        if refers("retweeted").is_some() {
            return Err((Reason::Repost, ""));
        }
        let parent = refers("replied_to").and_then(|reference| identifier(reference.id.0.as_bytes()));
        let beginning = identifier(post.conversation.0.as_bytes()).filter(|beginning| *beginning != id);
        if let (Some(parent), Some(beginning)) = (parent, beginning)
            && parent != beginning
        {
            self.beginnings.push((id, beginning));
        }
        let speaks = self.speaks(post);
        let handle_known = self.desk.known().is_some_and(|(_, handle)| handle.is_some());
        let speaks_to_any = !post.mentions.is_empty() || post.text.0.contains('@');
        self.undecided |= speaks_to_any && !speaks && !handle_known;
        let account = self.accounts.get(&author);
        let reach = account.map_or(NO_REACH, |account| account.reach);
        if parent.is_some() && !included {
            let username = account.map(|account| account.username.clone()).unwrap_or_default();
            self.counts(author, username);
        }
        let mut message = Message {
            id,
            conversation: parent.or(beginning).unwrap_or(u64::MAX),
            at_s,
            account: author_hash(author),
            reach,
            agent: self.agent(author, &post.text.0),
            contact: u8::from(included) * INCLUDED + u8::from(speaks) * SPEAKS,
            flags: self.language(&post.language.0) << LANGUAGE_SHIFT,
        };
        message.set(ASKS_DM, asks_dm(post.text.0.as_bytes()));
        Ok(message)
    }

    /// Who signed for the desk; of those who are certainly not the desk nobody.
    fn agent(&mut self, author: u64, text: &str) -> u16 {
        if self.desk.known().is_some_and(|(id, _)| id != author) {
            return NO_NAME;
        }
        match signed(b"", text.as_bytes()) {
            b"" => NO_NAME,
            name => self.all.agents.number(name, MOST_NAMES).unwrap_or(NO_NAME),
        }
    }

    /// 0 of none, which stands also for those that X could not tell, and for more languages than are kept.
    fn language(&mut self, name: &str) -> u8 {
        let told = !name.is_empty() && !matches!(name, "und" | "zxx" | "art" | "qam" | "qct" | "qht" | "qme" | "qst");
        let number = told.then(|| self.all.languages.number(name.as_bytes(), MOST_LANGUAGES)).flatten();
        number.map_or(0, |number| number as u8 + 1)
    }

    fn speaks(&self, post: &Post) -> bool {
        let known = self.desk.known().map(|(id, _)| id);
        let is_desk = |id: &str| known.is_some() && identifier(id.as_bytes()) == known;
        let mentioned = |text: &str| {
            let handles = text.split('@').skip(1);
            let handle = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            handles.into_iter().any(|rest| self.desk.is_called(&rest[..handle(rest)]))
        };
        is_desk(&post.to.0)
            || post.mentions.iter().any(|one| is_desk(&one.id.0) || self.desk.is_called(&one.username.0))
            || mentioned(&post.text.0)
    }

    /// Counts the replies of an account in bounded memory: where there are too many accounts, those with few are forgotten (Misra
    /// and Gries, Science of Computer Programming 2, 1982), so that counts may be too low by a share of 1/65,536 of all.
    fn counts(&mut self, author: u64, username: String) {
        if let Some(writer) = self.writers.get_mut(&author) {
            writer.messages += 1;
            if writer.username.is_empty() {
                writer.username = username;
            }
        } else if self.writers.len() < MOST_COUNTED {
            self.writers.insert(author, Writer { messages: 1, username });
        } else {
            self.writers.values_mut().for_each(|writer| writer.messages -= 1);
            self.writers.retain(|_, writer| writer.messages > 0);
        }
    }

    /// Links the messages, once all are read.
    pub fn finish(mut self) -> Result<History, SourceFault> {
        if self.all.messages.is_empty() {
            return Err(SourceFault::NothingUsable(Box::new(self.all.refusals)));
        }
        let Some((id, username)) = self.desk.known().map(|(id, name)| (id, name.map(str::to_owned))) else {
            return Err(self.accounts_found());
        };
        // By its handle it was recognised all along.
        let asked_otherwise =
            |handle: &&String| self.desk.asked.as_deref().is_none_or(|asked| !asked.eq_ignore_ascii_case(handle));
        if let Some(handle) = username.as_ref().filter(|_| self.undecided).filter(asked_otherwise) {
            return Err(SourceFault::NameByHandle { handle: handle.clone() });
        }
        let ours = author_hash(id);
        self.once();
        if !self.all.messages.iter().any(|message| message.account == ours) {
            return Err(self.accounts_found());
        }
        self.adopt();
        for message in &mut self.all.messages {
            let outbound = message.account == ours;
            message.set(OUTBOUND, outbound);
            message.set(ASKS_DM, outbound && message.asks_dm());
            message.account = if outbound || message.contact & SPEAKS != 0 { THE_DESK } else { NOBODY };
            if outbound {
                message.reach = NO_REACH;
            } else {
                message.agent = NO_NAME;
            }
        }
        let brand = thread::Brand { account: THE_DESK, hash: THE_DESK, alone: false };
        let messages = std::mem::take(&mut self.all.messages);
        let mut messages = thread::link(messages, true, false, Some(brand), &mut self.all.refusals);
        for message in &mut messages {
            message.set(DIRECT, message.direct() && message.contact & ADOPTED == 0);
            message.contact = UNKNOWN;
        }
        self.all.messages = messages;
        let mut fields = vec![Field::Id, Field::ReplyTo, Field::Time, Field::Direction, Field::Account, Field::Text];
        if self.knows_reach {
            fields.push(Field::Reach);
        }
        if !self.all.languages.names.is_empty() {
            fields.push(Field::Language);
        }
        let brand = username.unwrap_or_else(|| id.to_string());
        self.all.history(Layout::XApi, fields, Some(brand))
    }

    /// Leaves each post once: the same one stands on several pages and beside the replies to it.
    fn once(&mut self) {
        let messages = &mut self.all.messages;
        // Of like ones the one that knows most is first.
        messages.sort_unstable_by_key(|message| {
            (message.id, message.contact & INCLUDED, message.reach == NO_REACH, message.at_s)
        });
        let refusals = &mut self.all.refusals;
        messages.dedup_by(|next, kept| {
            if next.id != kept.id {
                return false;
            }
            let same = (next.at_s, next.account, next.conversation) == (kept.at_s, kept.account, kept.conversation);
            refusals.note(if same { Reason::Again } else { Reason::Duplicate }, Where::of(next.id), b"");
            kept.contact |= next.contact & SPEAKS;
            true
        });
        self.beginnings.sort_unstable();
    }

    /// Lets replies to what is missing continue the conversation that they name, if its beginning is there.
    fn adopt(&mut self) {
        let messages = &mut self.all.messages;
        for at in 0..messages.len() {
            let here = |id: u64| messages.binary_search_by_key(&id, |message| message.id).is_ok();
            let message = messages[at];
            if message.conversation == u64::MAX || here(message.conversation) {
                continue;
            }
            let named = self.beginnings.binary_search_by_key(&message.id, |(id, _)| *id);
            let Some(beginning) = named.ok().map(|place| self.beginnings[place].1).filter(|id| here(*id)) else {
                continue;
            };
            messages[at].conversation = beginning;
            messages[at].contact |= ADOPTED;
        }
    }

    /// That the desk's account is not known: those which write most replies.
    fn accounts_found(self) -> SourceFault {
        let mut found: Vec<(String, u64)> = self
            .writers
            .into_iter()
            .map(|(id, writer)| {
                (if writer.username.is_empty() { id.to_string() } else { writer.username }, writer.messages)
            })
            .collect();
        found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        SourceFault::Accounts { asked: self.desk.asked, found }
    }
}
