//! The nouns of a desk, as meant: a [`Scenario`] is a complete, checked description with every default filled in.
//!
//! Nothing here knows how it was written (that is `scenario`) nor how it is simulated (that is `model`, `engine`).

pub mod clock;
pub mod contact;
pub mod costs;
pub mod crisis;
pub mod customer;
pub mod effects;
pub mod effort;
pub mod overview;
pub mod plan;
pub mod policy;
pub mod shift;
pub mod sizing;
pub mod sla;
pub mod team;
pub mod week;

pub use clock::{ClockHand, OpenHours};
pub use contact::{Channel, Contact, Contagion, Demand};
pub use costs::{Costs, MONTHS_PER_WEEK, NightPremium, Supervisors, fte};
pub use crisis::Crisis;
pub use customer::{Customers, Hostile, Loss};
pub use overview::{ContactVolume, Overview, TeamHours, overview};
pub use plan::RunPlan;
pub use policy::{Bot, DmPolicy, OnAbandon, Order, Policy, Preferential, RankedKind, Training, TrollProtocol};
pub use shift::{Break, Calendar, Days, Shift, Window};
pub use sizing::{LabourRules, Presence, ShiftCatalogue, ShiftPattern, Sizing, StartRules, TeamLimit};
pub use sla::{Clock, Filter, Sla};
pub use team::{Skills, Team};
pub use week::WeekCover;

/// One way of running one desk: everything a simulation needs to know.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub name: String,
    /// What it teaches or why it exists; free text, may be empty.
    pub description: String,
    /// ISO code or sign shown behind amounts of money.
    pub currency: String,
    pub calendar: Calendar,
    pub run: RunPlan,
    pub demand: Demand,
    pub customers: Customers,
    /// The hours the brand publishes as served; empty means those the shifts cover.
    pub service_hours: Vec<Window>,
    /// Probability that one agent's shift is missed whole.
    pub absence: f64,
    /// Share of an agent's time on duty (outside breaks) spent on other work.
    pub off_queue: f64,
    pub on_abandon: OnAbandon,
    pub teams: Vec<Team>,
    pub policy: Policy,
    pub slas: Vec<Sla>,
    pub costs: Costs,
    pub sizing: Sizing,
}
