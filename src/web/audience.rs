//! Whom a run is told to: a page that sees figures as they come, or one who waits for a file.

use super::answer::Refusal;
use super::entry::Prepared;
use super::figures::{State, View, figures};
use super::report::{Wanted, file};
use super::stream::{Teller, Trouble, end, tell};
use crate::locale::Lang;
use crate::study::result::StudyResult;
use axum::body::Bytes;
use tokio::sync::mpsc::UnboundedSender;

pub enum Audience {
    Page { view: View, teller: Teller },
    File { wanted: Wanted, sender: UnboundedSender<Result<Bytes, Refusal>> },
}

impl Audience {
    pub fn lang(&self) -> Lang {
        match self {
            Audience::Page { view, .. } => view.lang,
            Audience::File { wanted, .. } => wanted.lang,
        }
    }

    /// Whether figures are of use before they are the last.
    pub fn watches(&self) -> bool {
        matches!(self, Audience::Page { .. })
    }

    /// Figures, as the event of this name.
    pub fn figures(&self, name: &'static str, result: &StudyResult, state: State, most: u32) {
        if let Audience::Page { view, teller } = self {
            tell(teller, name, &figures(result, state, most, view));
        }
    }

    /// All there is to say has been found out.
    pub fn done(&self, study: &Prepared, result: StudyResult) {
        match self {
            Audience::Page { teller, .. } => end(teller, "done"),
            Audience::File { wanted, sender } => _ = sender.send(file(wanted, study, result)),
        }
    }

    /// The run ended before that.
    pub fn ended(&self, reason: &'static str, message: Option<String>) {
        match self {
            Audience::Page { teller, .. } => {
                if let Some(message) = message {
                    tell(teller, "problem", &Trouble { message });
                }
                end(teller, reason);
            }
            Audience::File { sender, .. } => {
                let refusal = match message {
                    Some(message) => Refusal::unprocessable("run", message),
                    None => Refusal::unfinished(reason, self.lang()),
                };
                let _ = sender.send(Err(refusal));
            }
        }
    }
}
