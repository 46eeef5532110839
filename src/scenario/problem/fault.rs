//! What may be wrong with a file, a row, a window, a distribution, a name.

use crate::scenario::foreign::Foreign;
use crate::scenario::limits::Limit;

/// Why a file could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileFault {
    NotFound,
    Folder,
    /// A pipe, a device, a socket.
    Special,
    TooLarge {
        bytes: u64,
        limit: Limit,
    },
    NotUtf8 {
        line: usize,
    },
    /// Text of two bytes a character.
    Utf16,
    /// Plainly no scenario.
    Foreign(Foreign),
    /// Resolves to a place outside the folder of the first file.
    Outside,
    /// Text from the web or standard input may name no file.
    NoFilesHere,
    Denied,
    /// Any other failure of the file system.
    Unreadable,
}

/// What is wrong with a row of a data file. Its content is never part of a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DataFault {
    /// The first row does not name the columns expected.
    Header {
        columns: &'static str,
    },
    /// A row has another number of columns.
    Columns {
        columns: &'static str,
    },
    NotANumber {
        column: &'static str,
    },
    Negative {
        column: &'static str,
    },
    /// Not an hour of the week, 0 to 167.
    HourOfWeek,
    HourRepeated,
    HourMissing {
        hour: usize,
    },
    Days,
    Time {
        column: &'static str,
    },
    /// The shift ends when it begins.
    NoHours,
    Agents,
    /// A roster of teams without a row of the one that names it.
    NoRowOfTeam {
        team: String,
        /// Teams of the scenario that have rows. Names that only the file knows are its content.
        known: Vec<String>,
        /// Line and number of the rows of other teams.
        others: Option<(u64, u64)>,
    },
    Empty,
    TooMany {
        limit: Limit,
    },
    NotCsv,
}

/// Why a text is not a window of the week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WindowFault {
    Form,
    /// Several stretches of hours behind the days; the window of each.
    Split {
        windows: Vec<String>,
    },
    /// Hours that are not written as "09:00"; the window meant.
    Hours {
        meant: String,
    },
    Day {
        found: String,
        nearest: Option<String>,
    },
    Time {
        found: String,
    },
    Empty,
}

/// Why a text is not a point of the run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MomentFault {
    /// Neither a week, a day and a time, nor a date and a time.
    Form,
    Day {
        found: String,
        nearest: Option<String>,
    },
    Time {
        found: String,
    },
}

/// Why a table or text is not a distribution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DistributionFault {
    /// Neither mean, median, quantiles nor empirical.
    Form,
    CvMissing,
    /// The shape has no free coefficient of variation.
    CvNotFree {
        shape: &'static str,
    },
    Mean {
        found: String,
    },
    Cv {
        found: String,
    },
    /// Log-normal only.
    MedianShape,
    Quantiles,
    Values,
    UnknownKey {
        found: String,
        nearest: Option<String>,
    },
}

/// What kind of name a list refers to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Named {
    Contact,
    Team,
    Sla,
    Variant,
    Language,
    Brand,
    Crisis,
    ShiftPattern,
    Presence,
    /// Entry of a priority list.
    Priority,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NameFault {
    Empty,
    /// Control, bidirectional-override or line-separator characters.
    Control,
    /// Means something else in lists of names.
    Reserved,
    /// White space at its ends, which nobody can see.
    Spaces,
}

/// The type of a value as written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Written {
    Text,
    Number,
    Flag,
    Date,
    List,
    Table,
}

/// A value as it was found, shortened for display.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub written: Written,
    pub text: String,
}

/// What contradicts itself in `[sizing]`.
#[derive(Clone, PartialEq, Debug)]
pub enum SizingFault {
    /// There are no hours in which a shift may lie.
    NoHours,
    /// Hours with a least presence in which no shift may lie.
    PresenceOutside {
        hours_per_week: f64,
        windows: String,
    },
    /// A shift pattern of hours in which nobody works.
    PatternClosed {
        hours_per_week: f64,
        windows: String,
    },
    /// No team can take all that is asked of those present.
    NobodyQualified,
    LeastAboveMost {
        least: u32,
        most: u32,
    },
    /// The paid time of one shift is above that of the largest contract.
    AboveContract {
        paid_minutes: u32,
        contract_minutes: u32,
    },
    /// One shift alone leaves less than the weekly rest.
    NoWeeklyRest {
        shift_minutes: u32,
        rest_minutes: u32,
    },
    /// The largest share of night shifts that a whole number of them can have is none.
    NightsNeverAllowed {
        days_per_week: u32,
    },
}

/// Why a lever that is on changes nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Idle {
    NoIndirect,
    NotMonitored,
    NoChasers,
    NobodyHostile,
    PatienceForEver,
    AlwaysOpen,
    NoDirectMessages,
    NothingElsewhere,
    NoChannels,
}
