//! Keys as programs read them.

use super::{Default, Kind};
use crate::scenario::tree::own_value;
use serde_json::Value;

impl Kind {
    /// Stable name, for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Name => "name",
            Kind::File => "file",
            Kind::Flag => "flag",
            Kind::Number { .. } => "number",
            Kind::Share => "share",
            Kind::Target => "target",
            Kind::Count { .. } => "count",
            Kind::Duration { .. } => "duration",
            Kind::Durations { .. } => "durations",
            Kind::Clock => "clock",
            Kind::Date => "date",
            Kind::Dates => "dates",
            Kind::Moment => "moment",
            Kind::Choice(_) => "choice",
            Kind::Choices(_) => "choices",
            Kind::Names(_) => "names",
            Kind::Channels => "channels",
            Kind::Ranks => "ranks",
            Kind::Shares => "shares",
            Kind::Times => "times",
            Kind::TimesOrNever => "times_or_never",
            Kind::People => "people",
            Kind::Profile => "profile",
            Kind::Windows => "windows",
            Kind::Shifts => "shifts",
        }
    }
}

impl Default {
    /// The value that applies where none is given; null where no value can say it.
    pub fn json(self) -> Value {
        match self {
            Default::Value(text) => own_value(text).map_or(Value::Null, |node| node.json()),
            Default::Required | Default::Words(_) | Default::Nothing(_) => Value::Null,
        }
    }
}
