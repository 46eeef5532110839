//! A paper form of every study, for a room without phones: what the page shows, and what each choice costs.

use super::lever::{Decision, Lever, LeverKind, Setting};
use super::outcome::cost_on_paper;
use super::studies::Study;
use super::view::CURRENCY;
use crate::locale::number::{money, number};
use crate::locale::{Lang, Text};
use std::fmt::Write;

const TITLE: Text = Text::new("Paper forms of the workshop", "Formularios en papel del taller");
const ABOUT: Text = Text::new(
    "One sheet for each team, for a room without phones: print this page, a study to a sheet. Amounts are what a week of staff costs more or less \
     than the desk as it is; they add up, and the sum must stay within the budget. The [guide](guide.md) says how to go on.",
    "Una hoja para cada equipo, para una sala sin móviles: imprime esta página, un caso por hoja. Los importes son lo que cuesta de más o de menos una \
     semana de personal frente al servicio como está; se suman, y la suma debe caber en el presupuesto. La [guía](guia.md) dice cómo seguir.",
);
const TEAM: Text = Text::new("Team", "Equipo");
const COSTS_NOW: Text =
    Text::new("Staff cost of the desk as it is, a week", "Coste de personal del servicio como está, por semana");
const BUDGET: Text = Text::new("Budget", "Presupuesto");
const AS_IT_IS: Text = Text::new("as it is", "como está");
const OURS: Text = Text::new("Our staff cost a week", "Nuestro coste de personal por semana");
const WHY: Text = Text::new("We expect, because", "Esperamos, porque");

/// The forms of all studies as a document.
pub fn markdown(lang: Lang) -> String {
    let mut text = format!("# {}\n\n{}\n", TITLE.get(lang), ABOUT.get(lang));
    Study::ALL.iter().for_each(|study| form(&mut text, study, lang));
    text
}

/// What the shifts of a decision cost; every decision of a study has a price, or a test fails.
fn price(study: &Study, decision: &Decision) -> f64 {
    cost_on_paper(study, decision).map_or(f64::NAN, |(cost, _)| cost)
}

fn form(text: &mut String, study: &Study, lang: Lang) {
    let as_is = Decision::as_is(study.levers);
    let now = price(study, &as_is);
    let amount = |value: f64| money(value.round(), CURRENCY, lang);
    let _ = write!(
        text,
        "\n## {}\n\n{}: ______________________\n\n{}\n\n{}: {}. {}: **{}**.\n\n",
        study.title.get(lang),
        TEAM.get(lang),
        study.brief.get(lang),
        COSTS_NOW.get(lang),
        amount(now),
        BUDGET.get(lang),
        amount(study.budget)
    );
    for lever in study.levers {
        let _ = write!(text, "**{}.** {}\n\n", lever.label.get(lang), lever.about.get(lang));
        for setting in settings(lever) {
            let mut decision = as_is.clone();
            decision.0.insert(lever.id.into(), setting.clone());
            let told = lever.told(&setting, lang);
            let beside = if setting == lever.as_is() {
                AS_IT_IS.get(lang).to_owned()
            } else {
                let more = (price(study, &decision) - now).round();
                let sign = if more > 0.0 { "+" } else { "" };
                format!("{sign}{} {CURRENCY}", number(more, 0, lang))
            };
            let _ = writeln!(text, "- ☐ {told} ({beside})");
        }
        text.push('\n');
    }
    let _ = write!(
        text,
        "{}: __________\n\n{}: ____________________________________________\n",
        OURS.get(lang),
        WHY.get(lang)
    );
}

fn settings(lever: &Lever) -> Vec<Setting> {
    match lever.kind {
        LeverKind::Amount { least, most, .. } => (least..=most).map(Setting::Amount).collect(),
        LeverKind::Choice(choices) => choices.iter().map(|one| Setting::Choice(one.id.to_owned())).collect(),
    }
}
