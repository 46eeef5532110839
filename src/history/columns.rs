//! Which column holds what: layouts recognised by their header, or a mapping that the user gives.

use super::source::SourceFault;

/// What a column may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Names the message; with `ReplyTo`, conversations are found by following replies.
    Id,
    ReplyTo,
    /// Names the conversation.
    Conversation,
    Time,
    /// From the customer or from the desk.
    Direction,
    /// Public or private.
    Channel,
    Contact,
    /// Who wrote for the desk.
    Agent,
    Reach,
    Language,
    /// Account that wrote the message.
    Account,
    /// Only looked at for the account it speaks to, an invitation to direct messages, and the initials of an agent; not kept.
    Text,
}

impl Field {
    pub const ALL: [Field; 12] = [
        Field::Id,
        Field::ReplyTo,
        Field::Conversation,
        Field::Time,
        Field::Direction,
        Field::Channel,
        Field::Contact,
        Field::Agent,
        Field::Reach,
        Field::Language,
        Field::Account,
        Field::Text,
    ];

    /// Its name in `--map`, and in the plain layout.
    pub fn name(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::ReplyTo => "reply_to",
            Field::Conversation => "conversation",
            Field::Time => "time",
            Field::Direction => "direction",
            Field::Channel => "channel",
            Field::Contact => "contact",
            Field::Agent => "agent",
            Field::Reach => "reach",
            Field::Language => "language",
            Field::Account => "account",
            Field::Text => "text",
        }
    }

    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name.trim())
    }
}

/// Fields with the names of their columns.
type NamedColumns = &'static [(Field, &'static str)];

/// A known way to write an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// "Customer Support on Twitter": one row a message, each naming the one it replies to.
    Twcs,
    /// The plain layout of relevo: one row a message, each naming its conversation.
    Plain,
    /// Columns named by the user.
    Mapped,
}

impl Layout {
    pub const ALL: [Layout; 2] = [Layout::Twcs, Layout::Plain];

    pub fn id(self) -> &'static str {
        match self {
            Layout::Twcs => "twcs",
            Layout::Plain => "plain",
            Layout::Mapped => "map",
        }
    }

    /// Columns by which it is recognised, and those it may have.
    fn columns(self) -> (NamedColumns, NamedColumns) {
        match self {
            Layout::Twcs => (
                &[
                    (Field::Id, "tweet_id"),
                    (Field::Account, "author_id"),
                    (Field::Direction, "inbound"),
                    (Field::Time, "created_at"),
                    (Field::ReplyTo, "in_response_to_tweet_id"),
                ],
                &[(Field::Text, "text")],
            ),
            Layout::Plain => (
                &[(Field::Conversation, "conversation"), (Field::Time, "time"), (Field::Direction, "direction")],
                &[
                    (Field::Id, "id"),
                    (Field::Channel, "channel"),
                    (Field::Contact, "contact"),
                    (Field::Agent, "agent"),
                    (Field::Reach, "reach"),
                    (Field::Language, "language"),
                    (Field::Account, "account"),
                    (Field::Text, "text"),
                ],
            ),
            Layout::Mapped => (&[], &[]),
        }
    }
}

/// Fields and the columns that hold them, as the user named them.
pub type Mapping = Vec<(Field, String)>;

/// The place of each field in a row.
#[derive(Clone, Debug)]
pub struct Places {
    pub layout: Layout,
    places: [Option<usize>; Field::ALL.len()],
    /// Columns of the header.
    pub width: usize,
}

impl Places {
    /// Finds the fields in a header: by the mapping if there is one, else by the layout asked for, else by the layouts known.
    ///
    /// # Errors
    /// If columns are missing.
    pub fn find(header: &[String], mapping: &Mapping, layout: Option<Layout>) -> Result<Places, SourceFault> {
        let mut found = Places { layout: Layout::Mapped, places: Default::default(), width: header.len() };
        if !mapping.is_empty() {
            for (field, column) in mapping {
                let named = || SourceFault::NoColumn { named: column.clone(), found: header.to_vec() };
                found.places[*field as usize] = Some(place(header, column).ok_or_else(named)?);
            }
            return found.complete();
        }
        let known = Layout::ALL.into_iter().filter(|known| layout.is_none_or(|asked| asked == *known));
        for layout in known {
            let (needed, optional) = layout.columns();
            if needed.iter().all(|(_, column)| place(header, column).is_some()) {
                found.layout = layout;
                for (field, column) in needed.iter().chain(optional) {
                    found.places[*field as usize] = place(header, column);
                }
                return Ok(found);
            }
        }
        Err(SourceFault::Columns(header.to_vec()))
    }

    fn complete(self) -> Result<Places, SourceFault> {
        let mut missing: Vec<Field> =
            [Field::Time, Field::Direction].into_iter().filter(|field| self.of(*field).is_none()).collect();
        let threaded = self.of(Field::Id).is_some() && self.of(Field::ReplyTo).is_some();
        if self.of(Field::Conversation).is_none() && !threaded {
            missing.push(Field::Conversation);
        }
        if missing.is_empty() { Ok(self) } else { Err(SourceFault::Missing(missing)) }
    }

    pub fn of(&self, field: Field) -> Option<usize> {
        self.places[field as usize]
    }

    /// Conversations are found by following replies.
    pub fn threaded(&self) -> bool {
        self.of(Field::Conversation).is_none()
    }

    /// Fields that the export has.
    pub fn fields(&self) -> Vec<Field> {
        Field::ALL.into_iter().filter(|field| self.of(*field).is_some()).collect()
    }
}

fn place(header: &[String], column: &str) -> Option<usize> {
    header.iter().position(|name| name.trim().eq_ignore_ascii_case(column.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn layouts_are_recognised_in_any_order_and_with_more_columns() {
        let twcs = header(",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id");
        let places = Places::find(&twcs, &vec![], None).unwrap();
        assert_eq!((places.layout, places.of(Field::Id), places.threaded()), (Layout::Twcs, Some(1), true));
        let plain = header("Direction,Time,other,Conversation");
        let places = Places::find(&plain, &vec![], None).unwrap();
        assert_eq!((places.layout, places.of(Field::Conversation), places.threaded()), (Layout::Plain, Some(3), false));
        assert!(matches!(Places::find(&plain, &vec![], Some(Layout::Twcs)), Err(SourceFault::Columns(_))));
    }

    #[test]
    fn a_mapping_must_say_enough() {
        let header = header("when,who,case");
        let mapping =
            |pairs: &[(Field, &str)]| pairs.iter().map(|(field, name)| (*field, (*name).to_owned())).collect();
        let whole = mapping(&[(Field::Time, "When"), (Field::Direction, "who"), (Field::Conversation, "case")]);
        assert_eq!(Places::find(&header, &whole, None).unwrap().of(Field::Time), Some(0));
        let short = mapping(&[(Field::Time, "when")]);
        match Places::find(&header, &short, None) {
            Err(SourceFault::Missing(fields)) => assert_eq!(fields, [Field::Direction, Field::Conversation]),
            other => panic!("{other:?}"),
        }
        let wrong = mapping(&[(Field::Time, "date")]);
        assert!(matches!(Places::find(&header, &wrong, None), Err(SourceFault::NoColumn { .. })));
    }
}
