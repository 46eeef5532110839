//! What may be stored, and how often a secret may be guessed.

use std::time::Duration;

/// Rooms that are kept at once.
pub const ROOMS: u32 = 200;
/// Rooms opened from one address within [`OPENED_WITHIN`].
pub const OPENED: u32 = 20;
pub const OPENED_WITHIN: Duration = Duration::from_secs(3600);
/// Teams of a room.
pub const TEAMS: u32 = 80;
/// Letters of a team's name.
pub const NAME_LETTERS: usize = 30;
/// Rounds of a room.
pub const ROUNDS: u32 = 20;
/// Times a team may submit within a round.
pub const CHANGES: u32 = 100;
/// Days after which a room is forgotten.
pub const DAYS: i64 = 7;
/// Wrong codes or secrets from one address within [`WRONG_WITHIN`]; there are 64 million codes.
pub const WRONG: u32 = 10;
pub const WRONG_WITHIN: Duration = Duration::from_secs(60);
/// Addresses that are remembered; the one that was silent for longest is forgotten.
pub const ADDRESSES: usize = 4096;
/// Time that all desks of a reveal together may take.
pub const REVEAL_TIME: Duration = Duration::from_secs(300);
