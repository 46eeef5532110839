//! Problems of a scenario as data: where, which key, what. Turning them into sentences is the report's job.

mod fault;

pub use super::foreign::Foreign;
use super::limits::Limit;
use super::slip::Slip;
use crate::desk::overview::Excess;
pub use fault::{
    DataFault, DistributionFault, FileFault, Found, Idle, MomentFault, NameFault, Named, SizingFault, WindowFault,
    Written,
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    Error,
    Warning,
}

/// A stretch of bytes of one source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Index into [`super::Sources`].
    pub source: u32,
    pub start: u32,
    pub end: u32,
}

/// One thing that is wrong or doubtful in a scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    pub severity: Severity,
    /// Where the offending value was written; `None` where nothing was written.
    pub place: Option<Place>,
    /// Dotted path of the key, list entries by name; empty for the file as a whole.
    pub path: String,
    /// The variant it shows in, where the file itself does not have it and no value alone shows it.
    pub variant: Option<String>,
    pub what: What,
}

impl Problem {
    pub fn error(place: Option<Place>, path: impl Into<String>, what: What) -> Problem {
        Problem { severity: Severity::Error, place, path: path.into(), variant: None, what }
    }
    pub fn warning(place: Option<Place>, path: impl Into<String>, what: What) -> Problem {
        Problem { severity: Severity::Warning, place, path: path.into(), variant: None, what }
    }
}

/// What is wrong. A closed set: each carries the data its sentence needs.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    /// TOML syntax; the message is the parser's, in English. The slip says it better, where one is recognised.
    Syntax {
        message: String,
        slip: Option<Slip>,
    },
    /// The input itself, or a file named by a key.
    File {
        name: String,
        fault: FileFault,
    },
    /// A row of a data file (line 0: the file as a whole).
    Data {
        name: String,
        line: u64,
        fault: DataFault,
    },
    /// An extended file that is not a scenario; its content is not shown.
    NotAScenario {
        name: String,
        line: usize,
        column: usize,
    },
    ExtendsLoop {
        chain: Vec<String>,
    },
    Limit {
        limit: Limit,
        found: u64,
    },

    UnknownKey {
        key: String,
        nearest: Option<String>,
        /// Sections that have a key of this name; "variant" and what begins with it lie in the same variant.
        elsewhere: Vec<String>,
        known: Vec<String>,
    },
    Missing {
        key: &'static str,
        example: &'static str,
    },
    WrongType {
        key: &'static super::keys::Key,
        found: Found,
    },
    OutOfRange {
        key: &'static super::keys::Key,
        found: Found,
    },
    /// A section was expected, a plain value stands there, or the other way round.
    NotASection {
        list: bool,
        found: Found,
    },
    NotWhole {
        found: Found,
    },
    Choice {
        found: String,
        accepted: Vec<String>,
        nearest: Option<String>,
    },
    Duration {
        found: String,
    },
    Time {
        found: String,
    },
    Window {
        found: String,
        fault: WindowFault,
    },
    Date {
        found: String,
        /// It is not even of the form of a date.
        form: bool,
    },
    Moment {
        found: String,
        fault: MomentFault,
    },
    NotMonday {
        found: String,
        before: String,
        after: String,
    },
    Distribution {
        fault: DistributionFault,
    },
    /// Number of weights of a profile.
    Weights {
        found: usize,
    },
    /// All weights are zero.
    NoWeight,

    Name {
        fault: NameFault,
        found: String,
    },
    NameRepeated {
        kind: Named,
        found: String,
    },
    /// A list entry without a name where entries are told apart by name.
    NameNeeded {
        kind: Named,
    },
    UnknownName {
        kind: Named,
        found: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    ListedTwice {
        found: String,
    },

    SharesSum {
        sum: f64,
        of: Vec<String>,
    },
    ShareAndVolume,
    NoShareNoVolume {
        contacts: usize,
    },
    /// The value has no effect because of another one.
    NoEffect {
        because: &'static str,
    },
    HolidaysNeedStart,
    HolidayOutside {
        found: String,
        first: String,
        last: String,
    },

    /// A crisis by date in a run without dates.
    CrisisNeedsStart,
    /// A crisis that would begin before the run or after its measured weeks.
    CrisisOutside {
        found: String,
        first: String,
        last: String,
    },
    /// A crisis that multiplies by 1.
    CrisisWithoutPeak,
    /// A general post published when hardly anything of the crisis is left.
    BroadcastTooLate {
        after_minutes: f64,
        felt_minutes: f64,
    },

    NoTeam,
    NobodyEverOnDuty,
    NoShifts,
    ShiftsOverlap {
        first: String,
        second: String,
        day: u32,
    },
    BreakTooLong {
        shift_minutes: u32,
        break_minutes: f64,
        half: bool,
    },
    BreakNeverDue {
        longest_minutes: u32,
    },
    ServiceUncovered {
        hours_per_week: f64,
        windows: String,
    },
    CoverageOutside {
        hours_per_week: f64,
        windows: String,
    },
    /// More work arrives in an ordinary week than can be done.
    Overload {
        work_hours: f64,
        capacity_hours: f64,
        /// Paid hours a week that would make up for it, worked as those there are.
        missing_paid_hours: f64,
        /// Messages, where it piles up.
        backlog_growth_per_week: f64,
        excess: Excess,
    },
    /// More conversations are open at once than a run may hold.
    DeskFills {
        /// 1 is the first measured one, 0 and below are warm-up.
        week: i64,
        warmup_weeks: u32,
        most: usize,
    },
    /// So small a volume, or one so written, that a point may have been meant to set thousands apart.
    FewConversations {
        per_week: f64,
        /// The number without its point.
        thousands: Option<String>,
    },
    /// Messages no team may take.
    NobodyTakes {
        contacts: Vec<String>,
        channels: Vec<String>,
        language: String,
        conversations_per_week: f64,
    },
    SlaCoversNothing,
    PriorityListMissing,
    PriorityListUnused {
        order: String,
    },
    /// Goodwill gestures to hostile customers beside the protocol for trolls.
    GestureForbidden,
    /// Probabilities of which at most one comes true, above 1 together.
    ReactionsSum {
        phone: f64,
        chase: f64,
    },
    /// More of the satisfied customers are lost than of the others.
    LossOrder {
        satisfied: f64,
        dissatisfied: f64,
    },
    /// An unanswered complaint causes more than one other.
    ExplosiveContagion {
        caused: f64,
        /// Rate at which it would be one.
        most_per_hour: f64,
    },
    /// A lever that is on and changes nothing.
    LeverIdle {
        idle: Idle,
    },

    /// A contradiction in `[sizing]`.
    Sizing {
        fault: SizingFault,
    },

    /// `extends` and `variant` stand at the top of a file, nowhere else.
    OnlyAtTheTop {
        key: &'static str,
    },
    SetForm,
    SetPath {
        segment: String,
        known: Vec<String>,
    },
}

impl What {
    /// All values of [`What::code`].
    pub const CODES: [&str; 61] = [
        "syntax",
        "file",
        "data",
        "not_a_scenario",
        "extends_loop",
        "limit",
        "unknown_key",
        "missing",
        "wrong_type",
        "out_of_range",
        "not_a_section",
        "not_whole",
        "choice",
        "duration",
        "time",
        "window",
        "date",
        "moment",
        "not_monday",
        "distribution",
        "weights",
        "no_weight",
        "name",
        "name_repeated",
        "name_needed",
        "unknown_name",
        "listed_twice",
        "shares_sum",
        "share_and_volume",
        "no_share_no_volume",
        "no_effect",
        "holidays_need_start",
        "holiday_outside",
        "crisis_needs_start",
        "crisis_outside",
        "crisis_without_peak",
        "broadcast_too_late",
        "no_team",
        "nobody_ever_on_duty",
        "no_shifts",
        "shifts_overlap",
        "break_too_long",
        "break_never_due",
        "service_uncovered",
        "coverage_outside",
        "overload",
        "desk_fills",
        "few_conversations",
        "nobody_takes",
        "sla_covers_nothing",
        "priority_list_missing",
        "priority_list_unused",
        "gesture_forbidden",
        "reactions_sum",
        "loss_order",
        "explosive_contagion",
        "lever_idle",
        "sizing",
        "only_at_the_top",
        "set_form",
        "set_path",
    ];

    /// Stable name of the kind of problem, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            What::Syntax { .. } => "syntax",
            What::File { .. } => "file",
            What::Data { .. } => "data",
            What::NotAScenario { .. } => "not_a_scenario",
            What::ExtendsLoop { .. } => "extends_loop",
            What::Limit { .. } => "limit",
            What::UnknownKey { .. } => "unknown_key",
            What::Missing { .. } => "missing",
            What::WrongType { .. } => "wrong_type",
            What::OutOfRange { .. } => "out_of_range",
            What::NotASection { .. } => "not_a_section",
            What::NotWhole { .. } => "not_whole",
            What::Choice { .. } => "choice",
            What::Duration { .. } => "duration",
            What::Time { .. } => "time",
            What::Window { .. } => "window",
            What::Date { .. } => "date",
            What::Moment { .. } => "moment",
            What::NotMonday { .. } => "not_monday",
            What::Distribution { .. } => "distribution",
            What::Weights { .. } => "weights",
            What::NoWeight => "no_weight",
            What::Name { .. } => "name",
            What::NameRepeated { .. } => "name_repeated",
            What::NameNeeded { .. } => "name_needed",
            What::UnknownName { .. } => "unknown_name",
            What::ListedTwice { .. } => "listed_twice",
            What::SharesSum { .. } => "shares_sum",
            What::ShareAndVolume => "share_and_volume",
            What::NoShareNoVolume { .. } => "no_share_no_volume",
            What::NoEffect { .. } => "no_effect",
            What::HolidaysNeedStart => "holidays_need_start",
            What::HolidayOutside { .. } => "holiday_outside",
            What::CrisisNeedsStart => "crisis_needs_start",
            What::CrisisOutside { .. } => "crisis_outside",
            What::CrisisWithoutPeak => "crisis_without_peak",
            What::BroadcastTooLate { .. } => "broadcast_too_late",
            What::NoTeam => "no_team",
            What::NobodyEverOnDuty => "nobody_ever_on_duty",
            What::NoShifts => "no_shifts",
            What::ShiftsOverlap { .. } => "shifts_overlap",
            What::BreakTooLong { .. } => "break_too_long",
            What::BreakNeverDue { .. } => "break_never_due",
            What::ServiceUncovered { .. } => "service_uncovered",
            What::CoverageOutside { .. } => "coverage_outside",
            What::Overload { .. } => "overload",
            What::DeskFills { .. } => "desk_fills",
            What::FewConversations { .. } => "few_conversations",
            What::NobodyTakes { .. } => "nobody_takes",
            What::SlaCoversNothing => "sla_covers_nothing",
            What::PriorityListMissing => "priority_list_missing",
            What::PriorityListUnused { .. } => "priority_list_unused",
            What::GestureForbidden => "gesture_forbidden",
            What::ReactionsSum { .. } => "reactions_sum",
            What::LossOrder { .. } => "loss_order",
            What::ExplosiveContagion { .. } => "explosive_contagion",
            What::LeverIdle { .. } => "lever_idle",
            What::Sizing { .. } => "sizing",
            What::OnlyAtTheTop { .. } => "only_at_the_top",
            What::SetForm => "set_form",
            What::SetPath { .. } => "set_path",
        }
    }

    /// Whether one value alone shows it, whatever stands elsewhere in the file.
    pub fn is_local(&self) -> bool {
        matches!(
            self,
            What::UnknownKey { .. }
                | What::WrongType { .. }
                | What::OutOfRange { .. }
                | What::NotWhole { .. }
                | What::Choice { .. }
                | What::Duration { .. }
                | What::Time { .. }
                | What::Window { .. }
                | What::Date { .. }
                | What::Moment { .. }
                | What::NotMonday { .. }
                | What::Distribution { .. }
                | What::Weights { .. }
                | What::NoWeight
                | What::Name { .. }
        )
    }
}
