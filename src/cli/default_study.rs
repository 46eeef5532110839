//! The study of `relevo` alone: three windows of one retailer's desk.

/// The scenarios compared, the first is the baseline.
pub const SCENARIOS: [&str; 3] = ["weekday.toml", "saturday.toml", "round-the-clock.toml"];

/// The files by name, and those they extend.
pub const FILES: [(&str, &str); 4] = [
    ("retailer.toml", include_str!("../../scenarios/retailer.toml")),
    ("weekday.toml", include_str!("../../scenarios/weekday.toml")),
    ("saturday.toml", include_str!("../../scenarios/saturday.toml")),
    ("round-the-clock.toml", include_str!("../../scenarios/round-the-clock.toml")),
];
