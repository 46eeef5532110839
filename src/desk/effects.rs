//! How much each lever changes: the figures of MODEL, sections 4, 6 and 7, in one place.

use crate::time::{MS_PER_MINUTE, Span};

/// Handling, messages and patience of a hostile conversation, relative to another.
pub const HOSTILE_HANDLING: f64 = 1.3;
pub const HOSTILE_MESSAGES: f64 = 1.6;
pub const HOSTILE_PATIENCE: f64 = 0.5;
/// Prepared answers: handling in direct messages, and messages of what is not negative.
pub const QUICK_HANDLING: f64 = 0.8;
pub const QUICK_MESSAGES: f64 = 0.85;
/// Not seeing the customer database: handling, and issues that need the phone (EVIDENCE: at least doubles the time).
pub const NO_DATABASE_HANDLING: f64 = 2.0;
pub const NO_DATABASE_PHONE: f64 = 1.5;
/// Handling of the first answer to what a bot hands on.
pub const HANDED_ON_HANDLING: f64 = 0.9;
/// Patience of one who has read a welcome message, and of one who writes while published hours say closed.
pub const WELCOME_PATIENCE: f64 = 1.25;
pub const PUBLISHED_PATIENCE: f64 = 1.5;
/// The public message after an issue solved elsewhere.
pub const FOLLOW_UP: Span = Span(MS_PER_MINUTE);
/// Median and coefficient of variation of the time until a wrong answer comes back (cv: assumption).
pub const REOPEN_MEDIAN_MINUTES: f64 = 360.0;
pub const REOPEN_CV: f64 = 2.0;
/// Share of the answers to indirect mentions that are welcome.
pub const INDIRECT_WELCOME: f64 = 0.7;
/// What the negative conversations of a day teach, each treated preferentially, where the scenario does not say.
pub const LEARNED_IN_A_DAY: f64 = 0.2;
