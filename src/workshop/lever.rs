//! Levers that teams of a workshop may move, within bounds, and what a team decided.

use crate::locale::number::money;
use crate::locale::{Lang, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that a team may decide.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    pub id: &'static str,
    pub label: Text,
    pub about: Text,
    pub kind: LeverKind,
}

/// How a lever is moved.
#[derive(Clone, Copy, Debug)]
pub enum LeverKind {
    /// A whole number of a key of the scenario, which has `as_is` now.
    Amount { key: &'static str, least: u32, most: u32, as_is: u32, unit: Text },
    /// One of several; the first is the desk as it is.
    Choice(&'static [Choice]),
}

/// One way of moving a lever.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub id: &'static str,
    pub label: Text,
    /// KEY=VALUE, as for `--set`.
    pub set: &'static [&'static str],
}

/// Where a lever was put.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "LeverSetting")]
pub enum Setting {
    Amount(u32),
    Choice(String),
}

/// What a team decided: levers by name. A lever that is left out stays as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug, Serialize, Deserialize, JsonSchema)]
// The document of the server also has the decision behind a verdict.
#[schemars(rename = "TeamDecision")]
pub struct Decision(pub BTreeMap<String, Setting>);

/// Why a decision cannot be taken.
#[derive(Clone, PartialEq, Debug)]
pub enum Undecided {
    /// No lever of the study has this name.
    NoLever(String),
    /// The lever does not go there: its name and what it accepts.
    Beyond(Text, String),
    /// It costs more a week than there is: both in the currency.
    Budget { cost: f64, budget: f64, currency: String },
}

impl Lever {
    fn accepts(&self, setting: &Setting) -> bool {
        match (&self.kind, setting) {
            (LeverKind::Amount { least, most, .. }, Setting::Amount(amount)) => (least..=most).contains(&amount),
            (LeverKind::Choice(choices), Setting::Choice(id)) => choices.iter().any(|choice| choice.id == id),
            _ => false,
        }
    }

    fn accepted(&self) -> String {
        match &self.kind {
            LeverKind::Amount { least, most, .. } => format!("{least}…{most}"),
            LeverKind::Choice(choices) => choices.iter().map(|choice| choice.id).collect::<Vec<_>>().join(", "),
        }
    }

    /// Where the lever is in the desk as it is.
    pub fn as_is(&self) -> Setting {
        match &self.kind {
            LeverKind::Amount { as_is, .. } => Setting::Amount(*as_is),
            LeverKind::Choice(choices) => Setting::Choice(choices[0].id.to_owned()),
        }
    }

    /// Where the lever is, in words.
    pub fn told(&self, setting: &Setting, lang: Lang) -> String {
        match (&self.kind, setting) {
            (LeverKind::Amount { unit, .. }, Setting::Amount(amount)) => format!("{amount} {}", unit.get(lang)),
            (LeverKind::Choice(choices), Setting::Choice(id)) => {
                choices.iter().find(|choice| choice.id == id).map_or(id.clone(), |one| one.label.get(lang).to_owned())
            }
            _ => "–".into(),
        }
    }

    /// KEY=VALUE for where the lever is.
    fn settings(&self, setting: &Setting) -> Vec<String> {
        match (&self.kind, setting) {
            (LeverKind::Amount { key, .. }, Setting::Amount(amount)) => vec![format!("{key}={amount}")],
            (LeverKind::Choice(choices), Setting::Choice(id)) => {
                let chosen = choices.iter().find(|choice| choice.id == id);
                chosen.into_iter().flat_map(|choice| choice.set).map(|set| (*set).to_owned()).collect()
            }
            _ => vec![],
        }
    }
}

impl Decision {
    /// The decision with every lever of the study in it, each within its bounds.
    ///
    /// # Errors
    /// The first lever that is unknown or put where it does not go.
    pub fn complete(&self, levers: &[Lever]) -> Result<Decision, Undecided> {
        if let Some(unknown) = self.0.keys().find(|id| levers.iter().all(|lever| lever.id != id.as_str())) {
            return Err(Undecided::NoLever(unknown.chars().take(40).collect()));
        }
        let mut whole = BTreeMap::new();
        for lever in levers {
            let setting = self.0.get(lever.id).cloned().unwrap_or_else(|| lever.as_is());
            if !lever.accepts(&setting) {
                return Err(Undecided::Beyond(lever.label, lever.accepted()));
            }
            whole.insert(lever.id.to_owned(), setting);
        }
        Ok(Decision(whole))
    }

    /// What it changes in the scenario, as `--set` has it. Complete decisions only.
    pub fn settings(&self, levers: &[Lever]) -> Vec<String> {
        levers.iter().filter_map(|lever| Some(lever.settings(self.0.get(lever.id)?))).flatten().collect()
    }

    /// The desk as it is.
    pub fn as_is(levers: &[Lever]) -> Decision {
        Decision(levers.iter().map(|lever| (lever.id.to_owned(), lever.as_is())).collect())
    }
}

impl Undecided {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Undecided::NoLever(id), Lang::En) => format!("there is no lever \"{id}\" in this study"),
            (Undecided::NoLever(id), Lang::Es) => format!("en este caso no hay ninguna palanca «{id}»"),
            (Undecided::Beyond(label, accepted), Lang::En) => format!("{}: accepted are {accepted}", label.en),
            (Undecided::Beyond(label, accepted), Lang::Es) => format!("{}: se acepta {accepted}", label.es),
            (Undecided::Budget { cost, budget, currency }, _) => {
                let (cost, budget) = (money(cost.round(), currency, lang), money(*budget, currency, lang));
                match lang {
                    Lang::En => format!("these shifts cost {cost} a week; the budget is {budget}"),
                    Lang::Es => format!("estos turnos cuestan {cost} a la semana; el presupuesto es de {budget}"),
                }
            }
        }
    }
}
