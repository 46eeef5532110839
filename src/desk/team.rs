//! Teams: who is on duty when, and what they may take.

use super::contact::Channel;
use super::shift::{Break, Shift};

#[derive(Clone, Debug)]
pub struct Team {
    pub name: String,
    /// Who is on duty when; shifts of one team may touch, and each has its number of agents.
    pub rota: Vec<Shift>,
    pub pause: Option<Break>,
    pub skills: Skills,
    /// Divides handling times (a novice has 0.7).
    pub speed: f64,
    /// Messages one agent has in hand at most.
    pub concurrency: u32,
    /// Relative growth of the handling time with each further message in hand.
    pub slowdown: f64,
    /// Gross wage per hour, before premiums and contributions.
    pub hourly_wage: f64,
}

/// What a team may take; `None` means everything of that kind. `"noise"` may stand among the contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skills {
    pub languages: Option<Vec<String>>,
    pub channels: Option<Vec<Channel>>,
    pub contacts: Option<Vec<String>>,
    /// Contact types without a brand may be taken by every team.
    pub brands: Option<Vec<String>>,
}
