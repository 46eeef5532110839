//! The studies that a room may be opened with: each a scenario within the program, a brief, a budget, the levers teams may move, and questions.

mod dm;
mod influencer;
mod monday;
mod night;
mod outage;
mod trolls;

use super::lever::Lever;
use crate::locale::Text;
use crate::metrics::Measure;
use crate::scenario::Input;

/// A study.
#[derive(Debug)]
pub struct Study {
    pub id: &'static str,
    pub title: Text,
    /// What a team is told before it decides.
    pub brief: Text,
    /// Staff cost a week at most, on paper.
    pub budget: f64,
    /// The agreement whose attainment is shown.
    pub agreement: &'static str,
    /// The figure that the study is about, beside money and attainment.
    pub also: Measure,
    pub levers: &'static [Lever],
    /// What to ask after the reveal.
    pub questions: &'static [Text],
    /// What to ask after the second act.
    pub later: &'static [Text],
    file: &'static str,
}

impl Study {
    pub const ALL: [&'static Study; 6] =
        [&monday::STUDY, &influencer::STUDY, &trolls::STUDY, &outage::STUDY, &night::STUDY, &dm::STUDY];

    /// The study of this name.
    pub fn named(id: &str) -> Option<&'static Study> {
        Study::ALL.into_iter().find(|study| study.id == id)
    }

    /// Its scenario as a file.
    pub fn text(&self) -> &'static str {
        TEXTS.iter().find(|(name, _)| *name == self.file).map_or("", |(_, text)| text)
    }

    /// Its scenario.
    pub fn input(&self) -> Input {
        Input::Embedded { name: self.file, texts: &TEXTS }
    }
}

/// The scenarios by name.
static TEXTS: [(&str, &str); 6] = [
    ("monday.toml", include_str!("../../../scenarios/workshop/monday.toml")),
    ("influencer.toml", include_str!("../../../scenarios/workshop/influencer.toml")),
    ("trolls.toml", include_str!("../../../scenarios/workshop/trolls.toml")),
    ("outage.toml", include_str!("../../../scenarios/workshop/outage.toml")),
    ("night.toml", include_str!("../../../scenarios/workshop/night.toml")),
    ("dm.toml", include_str!("../../../scenarios/workshop/dm.toml")),
];

const PEOPLE: Text = Text::new("at a time", "a la vez");

/// Prepared messages: the same in several studies.
const WORDS_NONE: Text = Text::new("Nothing", "Nada");
const WORDS_HOURS: Text = Text::new("Publish when you answer", "Publicar el horario en que se responde");
const WORDS_ACKNOWLEDGE: Text =
    Text::new("A short \"we have read you\" to each (30 s)", "Un breve «te hemos leído» a cada uno (30 s)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::force::Said;
    use crate::scenario::{LoadOptions, load};
    use crate::workshop::lever::Decision;
    use crate::workshop::lever::LeverKind;
    use crate::workshop::outcome::cost_on_paper;
    use crate::workshop::view::CURRENCY;

    #[test]
    fn what_a_study_says_of_the_desk_as_it_is_is_so() {
        for study in Study::ALL {
            let loaded = load(&[study.input()], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{failed:?}"));
            assert_eq!(loaded.warnings, [], "{}", study.id);
            let scenario = &loaded.scenarios[0];
            assert_eq!(scenario.currency, CURRENCY, "{}", study.id);
            assert_eq!(scenario.name, study.title.en);
            assert!(scenario.slas.iter().any(|sla| sla.name == study.agreement), "{}", study.id);
            for lever in study.levers {
                let LeverKind::Amount { key, as_is, .. } = lever.kind else { continue };
                let there = loaded.in_force[0].iter().find(|one| format!("{}.{}", one.section, one.key.name) == key);
                let Some(Said::Value { toml, .. }) = there.map(|one| &one.value) else { panic!("{key} has no value") };
                assert_eq!(*toml, as_is.to_string(), "{} {key}", study.id);
            }
            let (cost, _) = cost_on_paper(study, &Decision::as_is(study.levers)).expect("a price");
            assert!(cost <= study.budget, "{}: {cost}", study.id);
        }
    }
}
