//! The workshop: rooms in which teams decide about a desk, and then see what it did and what it taught.
//!
//! Knows no HTTP and no page. Invariants: a submission that was acknowledged is on the disk; secrets are kept as hashes and told once; until the
//! reveal nobody learns what another team decided; all teams of a reveal meet the same customers; what may be stored has stated limits (`limits`).

mod attempts;
mod denied;
pub mod export;
pub mod form;
mod lever;
pub mod limits;
mod names;
mod outcome;
mod picture;
mod reveal;
mod rooms;
mod rows;
mod store;
mod studies;
mod told;
mod view;
mod words;

pub use attempts::Attempts;
pub use denied::Denied;
pub use lever::{Choice, Decision, Lever, LeverKind, Setting, Undecided};
pub use outcome::{Act, DeskOutcome, Outcome, Stretch, play};
pub use reveal::Reveal;
pub use rooms::{Key, Opened, Steer, Workshop};
pub use store::{Store, StoreError};
pub use studies::Study;
pub use told::{OutcomeView, PictureView, Row};
pub use view::{Stage, StudyView, TeamView, TrainerView};
