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
    /// Of a ticket, minutes to its first reply; rows are tickets where there is such a column.
    ReplyMinutes,
    /// Of a ticket, how many replies it had.
    Replies,
}

impl Field {
    pub const ALL: [Field; 14] = [
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
        Field::ReplyMinutes,
        Field::Replies,
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
            Field::ReplyMinutes => "reply_minutes",
            Field::Replies => "replies",
        }
    }

    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name.trim())
    }
}

/// Fields with the names that their columns may have, the first that is there counts.
type NamedColumns = &'static [(Field, &'static [&'static str])];

/// A known way to write an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// "Customer Support on Twitter": one row a message, each naming the one it replies to.
    Twcs,
    /// The plain layout of relevo: one row a message, each naming its conversation.
    Plain,
    /// Ticket metrics of Zendesk: one row a ticket.
    Zendesk,
    /// Pages of posts as the second version of X's programming interface gives them: JSON, no columns.
    XApi,
    /// Columns named by the user.
    Mapped,
}

const TWCS_NEEDED: NamedColumns = &[
    (Field::Id, &["tweet_id"]),
    (Field::Account, &["author_id"]),
    (Field::Direction, &["inbound"]),
    (Field::Time, &["created_at"]),
    (Field::ReplyTo, &["in_response_to_tweet_id"]),
];
const PLAIN_NEEDED: NamedColumns =
    &[(Field::Conversation, &["conversation"]), (Field::Time, &["time"]), (Field::Direction, &["direction"])];
const PLAIN_OPTIONAL: NamedColumns = &[
    (Field::Id, &["id"]),
    (Field::Channel, &["channel"]),
    (Field::Contact, &["contact"]),
    (Field::Agent, &["agent"]),
    (Field::Reach, &["reach"]),
    (Field::Language, &["language"]),
    (Field::Account, &["account"]),
    (Field::Text, &["text"]),
];
/// As the programming interface names them, nested or flattened by whoever saved them, and as the export of tickets does. An "id"
/// beside a "ticket_id" is that of the metrics.
const ZENDESK_NEEDED: NamedColumns = &[
    (Field::Conversation, &["ticket_id", "zendesk_id", "id"]),
    (Field::Time, &["created_at", "ticket_created_at"]),
    (
        Field::ReplyMinutes,
        &[
            "reply_time_in_minutes_calendar",
            "first_reply_time_in_minutes",
            "first_reply_time_in_minutes_calendar",
            "first_reply_time_calendar_minutes",
            "reply_time_in_minutes",
        ],
    ),
];
const ZENDESK_OPTIONAL: NamedColumns = &[(Field::Replies, &["replies"]), (Field::Contact, &["contact", "ticket_type"])];

impl Layout {
    /// Those recognised by their columns.
    pub const OF_COLUMNS: [Layout; 3] = [Layout::Twcs, Layout::Plain, Layout::Zendesk];

    pub fn id(self) -> &'static str {
        match self {
            Layout::Twcs => "twcs",
            Layout::Plain => "plain",
            Layout::Zendesk => "zendesk",
            Layout::XApi => "x-api",
            Layout::Mapped => "map",
        }
    }

    /// Columns by which it is recognised, and those it may have.
    fn columns(self) -> (NamedColumns, NamedColumns) {
        match self {
            Layout::Twcs => (TWCS_NEEDED, &[(Field::Text, &["text"])]),
            Layout::Plain => (PLAIN_NEEDED, PLAIN_OPTIONAL),
            Layout::Zendesk => (ZENDESK_NEEDED, ZENDESK_OPTIONAL),
            Layout::XApi | Layout::Mapped => (&[], &[]),
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
            mapping.iter().for_each(|(field, column)| found.places[*field as usize] = place(header, column));
            let lacking = mapping.iter().filter(|(_, column)| place(header, column).is_none());
            let named: Vec<String> = lacking.map(|(_, column)| column.clone()).collect();
            return match named.is_empty() {
                true => found.complete(),
                false => Err(SourceFault::NoColumn { named, found: header.to_vec() }),
            };
        }
        let known = Layout::OF_COLUMNS.into_iter().filter(|known| layout.is_none_or(|asked| asked == *known));
        for layout in known {
            let (needed, optional) = layout.columns();
            if needed.iter().all(|(_, names)| named(header, names).is_some()) {
                found.layout = layout;
                for (field, names) in needed.iter().chain(optional) {
                    found.places[*field as usize] = named(header, names);
                }
                return Ok(found);
            }
        }
        Err(SourceFault::Columns(header.to_vec()))
    }

    fn complete(self) -> Result<Places, SourceFault> {
        let has = |field: Field| self.of(field).is_some();
        let direction = has(Field::Direction) || self.tickets();
        let named = has(Field::Conversation) || has(Field::Id) && (self.tickets() || has(Field::ReplyTo));
        let needed = [(Field::Time, has(Field::Time)), (Field::Direction, direction), (Field::Conversation, named)];
        let missing: Vec<Field> = needed.into_iter().filter(|(_, there)| !there).map(|(field, _)| field).collect();
        if missing.is_empty() { Ok(self) } else { Err(SourceFault::Missing(missing)) }
    }

    /// Rows are tickets, not messages.
    pub fn tickets(&self) -> bool {
        self.of(Field::ReplyMinutes).is_some()
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

/// The place of the first of the names that the header has, however it writes them: "First reply time", "first_reply.time".
fn named(header: &[String], names: &[&str]) -> Option<usize> {
    let plain = |name: &str| {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
    };
    let header: Vec<String> = header.iter().map(|name| plain(name)).collect();
    names.iter().find_map(|name| header.iter().position(|column| column == name))
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
    fn ticket_metrics_are_recognised_however_they_were_saved() {
        for (text, ticket, minutes) in [
            ("id,ticket_id,created_at,replies,reply_time_in_minutes__business,reply_time_in_minutes__calendar", 1, 5),
            (
                "Id,Created at,First reply time in minutes,First reply time in minutes within business hours,Replies",
                0,
                2,
            ),
            ("ticket_id,created_at,reply_time_in_minutes.calendar,solved_at", 0, 2),
            ("ticket_id,created_at,reply_time_in_minutes,solved_at", 0, 2),
        ] {
            let places = Places::find(&header(text), &vec![], None).unwrap();
            assert_eq!((places.layout, places.tickets()), (Layout::Zendesk, true), "{text}");
            assert_eq!((places.of(Field::Conversation), places.of(Field::ReplyMinutes)), (Some(ticket), Some(minutes)));
        }
        let mapping = [(Field::Time, "a"), (Field::ReplyMinutes, "b"), (Field::Id, "c")];
        let mapping = mapping.map(|(field, name)| (field, name.to_owned())).to_vec();
        assert!(Places::find(&header("a,b,c"), &mapping, None).unwrap().tickets());
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
