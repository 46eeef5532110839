//! `--set` and what became of it: a setting applies to every scenario that has the entry it names, and is told of if none has.

use super::Loading;
use crate::scenario::merge::{Setting, set};
use crate::scenario::problem::Problem;
use crate::scenario::setting;
use crate::scenario::sources::Origin;
use crate::scenario::tree::Table;

/// What became of a setting so far.
pub enum Applied {
    Yes,
    /// With the reason of the last scenario that lacks the entry.
    No(Option<Box<Problem>>),
}

impl Loading {
    pub(super) fn settings(&mut self, option: &str, texts: &[String]) {
        for text in texts {
            let id = self.add_source(option, text, Origin::CommandLine);
            match setting::parse(text, id) {
                Ok(setting) => self.settings.push((setting, Applied::No(None))),
                Err(problems) => self.problems.extend(problems),
            }
        }
    }

    /// Applies the settings that `wanted` selects.
    pub(super) fn apply(&mut self, tree: &mut Table, wanted: impl Fn(&Setting) -> bool) {
        for (setting, applied) in self.settings.iter_mut().filter(|(s, _)| wanted(s)) {
            match (set(tree, setting), &applied) {
                (Ok(()), _) => *applied = Applied::Yes,
                (Err(problem), Applied::No(_)) => *applied = Applied::No(Some(problem)),
                (Err(_), Applied::Yes) => {}
            }
        }
    }

    /// Tells of settings that no scenario has a place for, and forgets all.
    pub(super) fn close_settings(&mut self) {
        for (_, applied) in self.settings.drain(..) {
            if let Applied::No(Some(problem)) = applied {
                self.problems.push(*problem);
            }
        }
    }
}

pub fn in_variant(setting: &Setting) -> bool {
    setting.segments.first().is_some_and(|s| s.name == "variant")
}
