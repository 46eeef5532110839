//! What trainers and teams see of a room, in words.

use super::denied::Denied;
use super::lever::{Decision, Lever, LeverKind, Setting};
use super::outcome::Outcome;
use super::rooms::{Key, Whole, Workshop};
use super::rows::{Round, Team};
use super::studies::Study;
use super::told::{CellView, Names, OutcomeView, Written, outcome_view, place_text, written};
use super::words::PLACE;
use crate::locale::Lang;
use crate::locale::number::money;
use crate::metrics::Measure;
use crate::report::charts::Layout;
use schemars::JsonSchema;
use serde::Serialize;

/// How far a round is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Teams decide.
    Deciding,
    /// What they decided is being simulated.
    Revealing,
    Revealed,
    /// Half a year is being simulated.
    Waiting,
    /// Half a year has been seen.
    Later,
}

/// A study in words.
#[derive(Clone, Serialize, JsonSchema)]
pub struct StudyView {
    id: &'static str,
    title: &'static str,
    brief: &'static str,
    /// Staff cost a week at most, with its currency.
    budget: String,
    levers: Vec<LeverView>,
    questions: Vec<&'static str>,
    later: Vec<&'static str>,
}

#[derive(Clone, Serialize, JsonSchema)]
struct LeverView {
    id: &'static str,
    label: &'static str,
    about: &'static str,
    as_is: Setting,
    /// From and to, where it is a number.
    range: Option<[u32; 2]>,
    unit: Option<&'static str>,
    /// Where it is one of several.
    choices: Vec<ChoiceView>,
}

#[derive(Clone, Serialize, JsonSchema)]
struct ChoiceView {
    id: &'static str,
    label: &'static str,
}

/// What a trainer sees.
#[derive(Serialize, JsonSchema)]
pub struct TrainerView {
    code: String,
    round: u32,
    stage: Stage,
    study: StudyView,
    /// When the room is forgotten, in seconds since 1970.
    expires: i64,
    teams: Vec<TeamRow>,
    outcome: Option<OutcomeView>,
    later: Option<OutcomeView>,
    /// Net cost of each team in the rounds that were revealed.
    history: History,
}

#[derive(Serialize, JsonSchema)]
struct TeamRow {
    id: i64,
    name: String,
    /// Whether it has submitted in this round: not what.
    submitted: bool,
}

#[derive(Serialize, JsonSchema)]
struct History {
    rounds: Vec<String>,
    rows: Vec<HistoryRow>,
}

#[derive(Serialize, JsonSchema)]
struct HistoryRow {
    team: String,
    cells: Vec<String>,
}

/// What a team sees.
#[derive(Serialize, JsonSchema)]
pub struct TeamView {
    code: String,
    round: u32,
    stage: Stage,
    study: StudyView,
    id: i64,
    name: String,
    /// What it has submitted in this round.
    decision: Option<Decision>,
    /// What it decided in the round before about the same study.
    before: Option<Decision>,
    teams: usize,
    submitted: usize,
    outcome: Option<OutcomeView>,
    later: Option<OutcomeView>,
}

impl Study {
    /// The study in words.
    pub fn told(&self, lang: Lang) -> StudyView {
        let lever = |lever: &Lever| LeverView {
            id: lever.id,
            label: lever.label.get(lang),
            about: lever.about.get(lang),
            as_is: lever.as_is(),
            range: match lever.kind {
                LeverKind::Amount { least, most, .. } => Some([least, most]),
                LeverKind::Choice(_) => None,
            },
            unit: match lever.kind {
                LeverKind::Amount { unit, .. } => Some(unit.get(lang)),
                LeverKind::Choice(_) => None,
            },
            choices: match lever.kind {
                LeverKind::Amount { .. } => vec![],
                LeverKind::Choice(choices) => {
                    choices.iter().map(|one| ChoiceView { id: one.id, label: one.label.get(lang) }).collect()
                }
            },
        };
        StudyView {
            id: self.id,
            title: self.title.get(lang),
            brief: self.brief.get(lang),
            budget: money(self.budget, CURRENCY, lang),
            levers: self.levers.iter().map(lever).collect(),
            questions: self.questions.iter().map(|text| text.get(lang)).collect(),
            later: self.later.iter().map(|text| text.get(lang)).collect(),
        }
    }
}

/// Of all studies; a test holds it against their scenarios.
pub const CURRENCY: &str = "EUR";

impl Workshop {
    /// What the trainer of a room sees.
    ///
    /// # Errors
    /// If there is no such room, or the secret is not its.
    pub fn trainer(&self, code: &str, secret: &str, layout: Layout, lang: Lang) -> Result<TrainerView, Denied> {
        let (whole, _) = self.look(code, Key::Trainer(secret))?;
        let round = whole.round();
        let submitted = |team: i64| whole.of_round(round.number).any(|one| one.team == team);
        let (outcome, later) = both(&whole, round, layout, lang);
        Ok(TrainerView {
            code: whole.room.code.clone(),
            round: round.number,
            stage: stage(&whole, round),
            study: round.study.told(lang),
            expires: whole.room.expires,
            teams: whole
                .teams
                .iter()
                .map(|team| TeamRow { id: team.id, name: team.name.clone(), submitted: submitted(team.id) })
                .collect(),
            outcome,
            later,
            history: history(&whole, lang),
        })
    }

    /// What one of its teams sees: of the others nothing but their number, until the reveal.
    ///
    /// # Errors
    /// If there is no such room, or the token is none of its.
    pub fn team(&self, code: &str, token: &str, layout: Layout, lang: Lang) -> Result<TeamView, Denied> {
        let (whole, team) = self.look(code, Key::Team(token))?;
        let team = team.ok_or(Denied::NotTeam)?;
        let round = whole.round();
        let own = |number: u32| whole.of_round(number).find(|one| one.team == team.id).map(|one| one.decision.clone());
        let before = whole.rounds.iter().rev().nth(1).filter(|before| before.study.id == round.study.id);
        let (outcome, later) = both(&whole, round, layout, lang);
        Ok(TeamView {
            code: whole.room.code.clone(),
            round: round.number,
            stage: stage(&whole, round),
            study: round.study.told(lang),
            id: team.id,
            name: team.name,
            decision: own(round.number),
            before: before.and_then(|before| own(before.number)),
            teams: whole.teams.len(),
            submitted: whole.of_round(round.number).count(),
            outcome,
            later,
        })
    }
}

fn stage(whole: &Whole, round: &Round) -> Stage {
    match (&round.first, &round.later, whole.closing) {
        (None, _, false) => Stage::Deciding,
        (None, _, true) => Stage::Revealing,
        (Some(_), None, false) => Stage::Revealed,
        (Some(_), None, true) => Stage::Waiting,
        (Some(_), Some(_), _) => Stage::Later,
    }
}

fn both(whole: &Whole, round: &Round, layout: Layout, lang: Lang) -> (Option<OutcomeView>, Option<OutcomeView>) {
    let names = Names::of(&whole.teams);
    let view =
        |outcome: &Option<Outcome>| outcome.as_ref().map(|one| outcome_view(one, round.study, &names, layout, lang));
    (view(&round.first), view(&round.later))
}

fn history(whole: &Whole, lang: Lang) -> History {
    let revealed: Vec<(&Round, &Outcome)> =
        whole.rounds.iter().filter_map(|round| Some((round, round.first.as_ref()?))).collect();
    let cell = |outcome: &Outcome, team: i64| {
        let desk = outcome.desks.iter().find(|desk| desk.teams.contains(&team));
        desk.map_or("–".into(), |desk| {
            let CellView { value, spread } = written(desk.measure(Measure::NetCostPerWeek), Written::Money, lang);
            let place = desk.place.map_or(String::new(), place_text);
            format!("{value} {spread} ({}: {place})", PLACE.get(lang).to_lowercase())
        })
    };
    let row = |team: &Team| HistoryRow {
        team: team.name.clone(),
        cells: revealed.iter().map(|(_, outcome)| cell(outcome, team.id)).collect(),
    };
    History {
        rounds: revealed
            .iter()
            .map(|(round, _)| format!("{}. {}", round.number, round.study.title.get(lang)))
            .collect(),
        rows: whole.teams.iter().map(row).collect(),
    }
}
