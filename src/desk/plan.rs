//! How long and how often a scenario is simulated.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RunPlan {
    /// Measured weeks.
    pub weeks: u32,
    /// Weeks before the measured ones; they start with an empty desk.
    pub warmup_weeks: u32,
    pub replications: u32,
    pub seed: u64,
    /// Estimates use what is known of the customers that a replication gets (`study::control`).
    pub control_variates: bool,
}

impl RunPlan {
    /// Weeks the desk goes on at most after the last measured one, so that what was opened is followed to its end.
    pub const FOLLOW_UP_WEEKS: u32 = 4;
}
