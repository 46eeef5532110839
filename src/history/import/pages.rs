//! Pages of posts as the second version of X's programming interface gives them: objects with `data`, `includes`, `meta`.
//!
//! One page or many, one after the other, on lines of their own or in a list; also posts alone, as tools write them that unpack
//! pages. They are read as a stream: of a page in hand only what is kept of its posts is in memory. serde_json limits how deep
//! objects may lie in each other.

use super::posts::Posts;
use super::{Gathered, Wish};
use crate::history::History;
use crate::history::refused::{Reason, Where};
use crate::history::source::{Guarded, SourceFault};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

/// Reads an export of pages.
pub fn read(mut stream: BufReader<Guarded>, wish: &Wish) -> Result<History, SourceFault> {
    stream.get_mut().allow_pages();
    let since_row = stream.get_ref().since_row();
    let mut posts = Posts::new(Gathered::new(wish), Rc::clone(&since_row));
    let mut head = Vec::new();
    // A list may stand on one line as long as the export; only objects are looked at to tell whether each has its line.
    if stream.fill_buf()?.trim_ascii_start().starts_with(b"{") {
        while head.trim_ascii().is_empty() && line(&mut stream, &mut head, 0)? {}
    }
    if !head.is_empty() && serde_json::from_slice::<IgnoredAny>(&head).is_ok() {
        lines(&mut stream, head, &mut posts, &since_row)?;
    } else {
        values(Cursor::new(head).chain(stream), &mut posts)?;
    }
    posts.finish()
}

/// Reads one more line behind what is there; `false` at the end.
fn line(stream: &mut impl BufRead, text: &mut Vec<u8>, number: u64) -> Result<bool, SourceFault> {
    let read = stream.read_until(b'\n', text).map_err(|error| too_long(error.into(), number))?;
    Ok(read > 0)
}

/// What is too long here is a page, not a row.
fn too_long(fault: SourceFault, line: u64) -> SourceFault {
    match fault {
        SourceFault::RowTooLong { .. } => SourceFault::PageTooLong { line: line.max(1) },
        other => other,
    }
}

/// Each line is a value of its own, so that one that is broken does not take the others with it.
fn lines(
    stream: &mut impl BufRead,
    head: Vec<u8>,
    posts: &mut Posts,
    since_row: &Cell<u64>,
) -> Result<(), SourceFault> {
    let (mut text, mut number) = (head, 1);
    loop {
        if !text.trim_ascii().is_empty() {
            let mut json = serde_json::Deserializer::from_slice(&text);
            let read = Item(posts).deserialize(&mut json).and_then(|()| json.end());
            if let Err(error) = read {
                posts.page_ends();
                posts.stopped()?;
                let reason = match error.classify() {
                    Category::Eof if !text.ends_with(b"\n") => Reason::HalfPage,
                    _ if std::str::from_utf8(&text).is_err() => Reason::NotUtf8,
                    _ => Reason::NotJson,
                };
                posts.broken(reason, Where::Line(number))?;
            }
        }
        text.clear();
        since_row.set(0);
        if !line(stream, &mut text, number)? {
            return Ok(());
        }
        number += 1;
    }
}

/// Values one after the other, however they are broken into lines.
fn values(stream: impl Read, posts: &mut Posts) -> Result<(), SourceFault> {
    let mut json = serde_json::Deserializer::from_reader(stream);
    while json.end().is_err() {
        let Err(error) = Item(posts).deserialize(&mut json) else {
            continue;
        };
        posts.stopped()?;
        let (line, column) = (error.line() as u64, error.column() as u64);
        match error.classify() {
            Category::Eof => {
                posts.page_ends();
                return posts.broken(Reason::HalfPage, Where::Line(line));
            }
            Category::Io => return Err(too_long(SourceFault::from(std::io::Error::from(error)), line)),
            Category::Syntax | Category::Data => return Err(SourceFault::Json { line, column }),
        }
    }
    Ok(())
}

/// A page, a post alone, or a list of them.
struct Item<'a, 'w>(&'a mut Posts<'w>);

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item<'_, '_> {
    type Value = ();
    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a page of posts, a post, or a list of them")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Item(self.0))?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut alone, mut page) = (Post::default(), false);
        while let Some(Word(key)) = map.next_key()? {
            match key.as_str() {
                "data" => {
                    page = true;
                    map.next_value_seed(List { posts: self.0, included: false })?;
                }
                "includes" => {
                    page = true;
                    map.next_value_seed(Includes(self.0))?;
                }
                "meta" | "errors" => {
                    page = true;
                    map.next_value::<IgnoredAny>()?;
                }
                _ => alone.take(&key, &mut map)?,
            }
        }
        if !page {
            self.0.add(alone, false).map_err(|()| A::Error::custom("too many rows"))?;
        }
        self.0.page_ends();
        Ok(())
    }
}

/// The posts of `data`, or those that were included because others refer to them.
struct List<'a, 'w> {
    posts: &'a mut Posts<'w>,
    included: bool,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();
    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a post or a list of posts")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let List { posts, included } = self;
        while list.next_element_seed(List { posts: &mut *posts, included })?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut post = Post::default();
        while let Some(Word(key)) = map.next_key()? {
            post.take(&key, &mut map)?;
        }
        self.posts.add(post, self.included).map_err(|()| A::Error::custom("too many rows"))
    }
}

/// What a page includes: accounts, and posts that others refer to.
struct Includes<'a, 'w>(&'a mut Posts<'w>);

impl<'de> DeserializeSeed<'de> for Includes<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Includes<'_, '_> {
    type Value = ();
    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("what a page includes")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Word(key)) = map.next_key()? {
            match key.as_str() {
                "users" => {
                    map.next_value::<Option<Vec<User>>>()?.into_iter().flatten().for_each(|user| self.0.knows(user))
                }
                "tweets" => map.next_value_seed(List { posts: self.0, included: true })?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

/// A text or a number as text; empty for anything else.
#[derive(Default, Debug)]
pub struct Word(pub String);

impl<'de> serde::Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Word, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Word;
            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("a text")
            }
            fn visit_str<E>(self, text: &str) -> Result<Word, E> {
                Ok(Word(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Word, E> {
                Ok(Word(text))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Word, E> {
                Ok(Word::default())
            }
            fn visit_unit<E>(self) -> Result<Word, E> {
                Ok(Word::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Word, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Word::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Word, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Word::default())
            }
        }
        json.deserialize_any(Any)
    }
}

/// A post as written: what is needed of it.
#[derive(Default, Debug)]
pub struct Post {
    pub id: Word,
    pub author: Word,
    pub at: Word,
    pub text: Word,
    pub conversation: Word,
    /// Author of what it replies to.
    pub to: Word,
    pub language: Word,
    pub refers_to: Vec<Reference>,
    pub mentions: Vec<Mention>,
    /// Where tools have put the account beside the post.
    pub user: Option<User>,
}

impl Post {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "id" => self.id = map.next_value()?,
            "author_id" => self.author = map.next_value()?,
            "created_at" => self.at = map.next_value()?,
            "text" => self.text = map.next_value()?,
            "conversation_id" => self.conversation = map.next_value()?,
            "in_reply_to_user_id" => self.to = map.next_value()?,
            "lang" => self.language = map.next_value()?,
            "referenced_tweets" => self.refers_to = map.next_value::<Option<_>>()?.unwrap_or_default(),
            "entities" => {
                let entities: Option<Entities> = map.next_value()?;
                self.mentions = entities.and_then(|entities| entities.mentions).unwrap_or_default();
            }
            "author" => self.user = map.next_value()?,
            _ => _ = map.next_value::<IgnoredAny>()?,
        }
        Ok(())
    }
}

#[derive(serde::Deserialize, Default, Debug)]
#[serde(default)]
pub struct Reference {
    #[serde(rename = "type")]
    pub kind: Word,
    pub id: Word,
}

#[derive(serde::Deserialize, Default, Debug)]
#[serde(default)]
struct Entities {
    mentions: Option<Vec<Mention>>,
}

#[derive(serde::Deserialize, Default, Debug)]
#[serde(default)]
pub struct Mention {
    pub id: Word,
    pub username: Word,
}

/// An account.
#[derive(serde::Deserialize, Default, Debug)]
#[serde(default)]
pub struct User {
    pub id: Word,
    pub name: Word,
    pub username: Word,
    pub public_metrics: Option<Metrics>,
}

#[derive(serde::Deserialize, Default, Debug)]
#[serde(default)]
pub struct Metrics {
    pub followers_count: Word,
}
