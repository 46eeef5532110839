//! What a room found, to keep: a table for spreadsheets and a page.

use super::denied::Denied;
use super::outcome::{Act, DeskOutcome, Outcome};
use super::rooms::{Key, Workshop};
use super::rows::{Round, Team};
use super::told::{Names, OutcomeView, outcome_view};
use super::words;
use crate::locale::Lang;
use crate::locale::number::money;
use crate::metrics::Measure;
use crate::report::charts::Layout;
use crate::report::csv::{Form, Rows, table, text};
use crate::report::html::{style, style_policy};
use crate::study::result::{Estimate, StudyResult};
use askama::Template;

/// One row for each team of each act that was revealed.
///
/// # Errors
/// If there is no such room, or the secret is not its.
pub fn csv(workshop: &Workshop, code: &str, secret: &str, lang: Lang) -> Result<String, Denied> {
    let (whole, _) = workshop.look(code, Key::Trainer(secret))?;
    let form = match lang {
        Lang::En => Form::Comma,
        Lang::Es => Form::Semicolon,
    };
    let figures = ["net_cost", "cost_with_contacts", "attained", "customers_lost", "hostile_share", "learned"];
    let mut header: Vec<String> =
        ["round", "study", "act", "weeks", "team", "place_best", "place_worst", "decided"].map(str::to_owned).into();
    header.extend(figures.iter().flat_map(|name| ["mean", "low", "high"].map(|end| format!("{name}_{end}"))));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let written = table(form, &header, |rows| {
        for round in &whole.rounds {
            for outcome in [&round.first, &round.later].into_iter().flatten() {
                act(rows, round, outcome, &whole.teams, lang)?;
            }
        }
        Ok(())
    });
    written.map_err(|error| Denied::FellOver(error.to_string()))
}

fn act(rows: &mut Rows, round: &Round, outcome: &Outcome, teams: &[Team], lang: Lang) -> csv::Result<()> {
    let act = match outcome.act {
        Act::First => "first",
        Act::Later => "later",
    };
    let mut write = |name: &str, desk: &DeskOutcome| {
        let place = |rank: fn(&crate::study::ranking::Place) -> u32| {
            desk.place.as_ref().map_or(String::new(), |place| rank(place).to_string())
        };
        let mut row = vec![round.number.to_string(), round.study.id.into(), act.into(), outcome.weeks.to_string()];
        row.extend([text(name), place(|one| one.best), place(|one| one.worst), text(&decided(round, desk, lang))]);
        row.extend(estimates(desk).iter().flat_map(|estimate| rows.limits(estimate)));
        rows.write(&row)
    };
    if let Some(as_it_is) = outcome.desks.first().filter(|desk| desk.teams.is_empty()) {
        write(words::AS_IT_IS.get(lang), as_it_is)?;
    }
    for team in teams {
        if let Some(desk) = outcome.desks.iter().find(|desk| desk.teams.contains(&team.id)) {
            write(&team.name, desk)?;
        }
    }
    Ok(())
}

fn estimates(desk: &DeskOutcome) -> [Estimate; 6] {
    let of = |measure| desk.measure(measure);
    [
        of(Measure::NetCostPerWeek),
        of(Measure::CostWithContactsPerWeek),
        desk.attained,
        of(Measure::CustomersLost),
        of(Measure::HostileShare),
        of(Measure::Learned),
    ]
}

fn decided(round: &Round, desk: &DeskOutcome, lang: Lang) -> String {
    let levers = round.study.levers.iter();
    let one = |lever: &super::lever::Lever| {
        let setting = desk.decision.0.get(lever.id).cloned().unwrap_or_else(|| lever.as_is());
        format!("{}: {}", lever.label.get(lang), lever.told(&setting, lang))
    };
    levers.map(one).collect::<Vec<_>>().join("; ")
}

#[derive(Template)]
#[template(path = "rounds.html")]
struct Page {
    lang: Lang,
    code: &'static str,
    version: &'static str,
    policy: String,
    style: String,
    rounds: Vec<RoundPart>,
}

struct RoundPart {
    title: String,
    brief: &'static str,
    budget: String,
    acts: Vec<ActPart>,
}

struct ActPart {
    title: &'static str,
    view: OutcomeView,
    questions: Vec<&'static str>,
}

/// A page that needs nothing else: all rounds that were revealed.
///
/// # Errors
/// If there is no such room, or the secret is not its.
pub fn page(workshop: &Workshop, code: &str, secret: &str, lang: Lang) -> Result<String, Denied> {
    let (whole, _) = workshop.look(code, Key::Trainer(secret))?;
    let names = Names::of(&whole.teams);
    let act = |round: &Round, outcome: &Outcome| {
        let (title, asked) = match outcome.act {
            Act::First => (words::FIRST_ACT, round.study.questions),
            Act::Later => (words::SECOND_ACT, round.study.later),
        };
        ActPart {
            title: title.get(lang),
            view: outcome_view(outcome, round.study, &names, Layout::Wide, lang),
            questions: asked.iter().map(|text| text.get(lang)).collect(),
        }
    };
    let part = |round: &Round| RoundPart {
        title: format!("{} {}: {}", words::ROUND.get(lang), round.number, round.study.title.get(lang)),
        brief: round.study.brief.get(lang),
        budget: money(round.study.budget, super::view::CURRENCY, lang),
        acts: [&round.first, &round.later].into_iter().flatten().map(|outcome| act(round, outcome)).collect(),
    };
    let style = style();
    let page = Page {
        lang,
        code: lang.code(),
        version: StudyResult::VERSION,
        policy: style_policy(&style),
        style,
        rounds: whole.rounds.iter().filter(|round| round.first.is_some()).map(part).collect(),
    };
    page.render().map_err(|error| Denied::FellOver(error.to_string()))
}
