//! Prices of working time.

#[derive(Clone, Debug)]
pub struct Costs {
    pub night: Option<NightPremium>,
    /// Share added to the wage on Sundays.
    pub sunday: f64,
    /// Share added to the wage on public holidays.
    pub holiday: f64,
    /// Employer contributions on top of wage and premiums.
    pub contributions: f64,
    /// Hours of work of a full contract in a year (FTE).
    pub annual_hours: f64,
}

/// Share added to the wage between two times of day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NightPremium {
    /// Minutes after midnight, below 1,440.
    pub from_minute: u32,
    /// Minutes after midnight of the same day, above `from_minute`; above 1,440 where it ends on the next day.
    pub to_minute: u32,
    pub premium: f64,
}
