//! What the answer hangs on: inputs by their effect, with a bar each, and where the answer turns.

use super::text_layout::{NARROWEST, left, right, width};
use super::varied::{coverage, estimate, figure, paragraph, unusable, value, winner};
use crate::locale::number::{decimals, number, percent};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::Estimate;
use crate::study::vary::answer::{SensitivityAnswer, VerdictAnswer};
use crate::study::vary::sensitivity::Effect;
use crate::study::vary::{Question, Side};
use owo_colors::OwoColorize;

/// Characters of a bar.
const BAR: usize = 24;
const CHANGES_NOTHING: Text = Text::new("changes nothing", "no cambia nada");
const NOT_WITHIN: Text = Text::new("does not turn it", "no la cambia");

/// One part for each verdict.
pub fn render(answer: &SensitivityAnswer, columns: usize, lang: Lang) -> String {
    let columns = columns.max(NARROWEST);
    let parts = answer.verdicts.iter().map(|verdict| Told { answer, verdict, lang }.text(columns));
    let mut text = parts.collect::<Vec<_>>().join("\n");
    text.push('\n');
    let rest = match lang {
        Lang::En => {
            " Each input is varied alone over what is plausible, all others as they are; the bar reaches from the figure at its \
             lowest (○) to that at its highest value (●), the line is the figure as it is. Turning values are found to within a \
             hundredth of the range; only the ends are looked at for whether there is one."
        }
        Lang::Es => {
            " Cada dato se varía solo, en lo que es plausible, con los demás como están; la barra va de la cifra con su valor más \
             bajo (○) a la cifra con el más alto (●), y la línea es la cifra actual. Los valores de cambio se hallan con una \
             centésima del rango; solo se miran los extremos para saber si hay alguno."
        }
    };
    text.push_str(&paragraph(&format!("{}{rest}", coverage(answer.head.replications, lang)), columns));
    text
}

struct Told<'a> {
    answer: &'a SensitivityAnswer,
    verdict: &'a VerdictAnswer,
    lang: Lang,
}

impl Told<'_> {
    fn text(&self, columns: usize) -> String {
        let mut text = paragraph(&self.heading(), columns);
        text.push_str(&paragraph(&self.summary(), columns));
        text.push('\n');
        let scale = self.scale();
        for effect in &self.verdict.inputs {
            text.push_str(&self.block(effect, scale, columns));
        }
        for one in &self.verdict.ranking.not_varied {
            let at = value(&one.input.path, one.at, 0.0, &self.answer.currency, self.lang);
            let why = unusable(&one.input.path.path, &at, &one.why, self.lang);
            text.push_str(&match self.lang {
                Lang::En => format!("Not varied: {why}\n"),
                Lang::Es => format!("Sin variar: {why}\n"),
            });
        }
        text
    }

    fn measure(&self) -> Option<Measure> {
        match self.verdict.ranking.asked.question {
            Question::Difference { measure, .. } => Some(measure),
            Question::Attained { .. } => None,
        }
    }

    fn figure(&self, amount: f64) -> String {
        match self.measure() {
            Some(measure) => figure(measure, amount, &self.answer.currency, self.lang),
            None => percent(amount, 1, self.lang),
        }
    }

    fn estimate(&self, found: &Estimate) -> String {
        // A share within a limit stands for an agreement: both are percentages.
        estimate(self.measure().unwrap_or(Measure::Within1h), found, &self.answer.currency, self.lang)
    }

    /// What the answer is on a side of the threshold.
    fn outcome(&self, side: Side) -> String {
        let scenario = &self.verdict.scenario;
        match (self.measure(), &self.verdict.baseline) {
            (Some(measure), Some(baseline)) => winner(measure, side, [baseline, scenario], self.lang),
            _ => match (side, self.lang) {
                (Side::Above, Lang::En) => "the SLA is met".to_owned(),
                (Side::Below, Lang::En) => "the SLA is missed".to_owned(),
                (Side::Above, Lang::Es) => "el SLA se cumple".to_owned(),
                (Side::Below, Lang::Es) => "el SLA se incumple".to_owned(),
            },
        }
    }

    fn side(&self, value: f64) -> Option<Side> {
        Side::of(value - self.verdict.threshold)
    }

    fn heading(&self) -> String {
        let VerdictAnswer { scenario, baseline, measure, threshold, figure, .. } = self.verdict;
        let shown = self.estimate(figure);
        let side = figure.mean.and_then(|mean| self.side(mean));
        let mut outcome = side.map_or("=".to_owned(), |side| self.outcome(side));
        let less_threshold = |limit: Option<f64>| limit.map(|limit| limit - threshold);
        let above = Estimate { low: less_threshold(figure.low), high: less_threshold(figure.high), ..*figure };
        if side.is_some() && Side::sure(&above).is_none() {
            outcome.push_str(match self.lang {
                Lang::En => ", but this is not sure",
                Lang::Es => ", pero no es seguro",
            });
        }
        match (baseline, self.lang) {
            (Some(baseline), Lang::En) => {
                format!("\"{scenario}\" against \"{baseline}\", net cost a week: {shown}; {outcome}.")
            }
            (Some(baseline), Lang::Es) => {
                format!("«{scenario}» frente a «{baseline}», coste neto por semana: {shown}; {outcome}.")
            }
            (None, lang) => {
                let (name, target) = (measure.trim_start_matches("sla:"), percent(*threshold, 0, lang));
                match lang {
                    Lang::En => format!("\"{scenario}\", SLA \"{name}\": {shown} against {target}; {outcome}."),
                    Lang::Es => format!("«{scenario}», SLA «{name}»: {shown} frente al {target}; {outcome}."),
                }
            }
        }
    }

    /// Which inputs turn the answer.
    fn summary(&self) -> String {
        let turning = self.verdict.inputs.iter().filter(|effect| !effect.turns_at.is_empty());
        let named: Vec<String> =
            turning.map(|effect| format!("{} ({})", self.name(effect), self.turns(effect))).collect();
        match (named.is_empty(), self.lang) {
            (true, Lang::En) => "No input turns the answer within its range.".to_owned(),
            (true, Lang::Es) => "Ningún dato cambia la respuesta dentro de su rango.".to_owned(),
            (false, Lang::En) => format!("The answer hangs on {}.", named.join("; ")),
            (false, Lang::Es) => format!("La respuesta depende de {}.", named.join("; ")),
        }
    }

    fn name(&self, effect: &Effect) -> String {
        effect.input.label.map_or(effect.key.clone(), |label| label.get(self.lang).to_owned())
    }

    fn value(&self, effect: &Effect, at: f64, width: f64) -> String {
        value(&effect.input.path, at, width, &self.answer.currency, self.lang)
    }

    fn turns(&self, effect: &Effect) -> String {
        let width = (effect.high.at - effect.low.at) / 100.0;
        let places: Vec<String> = effect.turns_at.iter().map(|at| self.value(effect, *at, width)).collect();
        match self.lang {
            Lang::En => format!("turns at {}", places.join(" and ")),
            Lang::Es => format!("cambia en {}", places.join(" y ")),
        }
    }

    /// The least and the greatest figure of all inputs, and of the scenarios as they are.
    fn scale(&self) -> (f64, f64) {
        let ends = self.verdict.inputs.iter().flat_map(|effect| [effect.low.figure.mean, effect.high.figure.mean]);
        let all = ends.chain([self.verdict.figure.mean]).flatten();
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    }

    fn block(&self, effect: &Effect, scale: (f64, f64), columns: usize) -> String {
        let range = format!("{} - {}", self.value(effect, effect.low.at, 0.0), self.value(effect, effect.high.at, 0.0));
        let now = effect.in_force.map_or(String::new(), |now| {
            let now = self.value(effect, now, 0.0);
            match self.lang {
                Lang::En => format!(" (now {now})"),
                Lang::Es => format!(" (ahora {now})"),
            }
        });
        let turns = match (effect.turns_at.is_empty(), effect.effect.mean) {
            (_, Some(0.0)) => CHANGES_NOTHING.get(self.lang).to_owned(),
            (true, _) => NOT_WITHIN.get(self.lang).to_owned(),
            (false, _) => self.turns(effect),
        };
        let (low, high) = (effect.low.figure.mean, effect.high.figure.mean);
        let bar = match (low, high, self.verdict.figure.mean) {
            (Some(low), Some(high), Some(now)) => bar(low, high, now, scale),
            _ => String::new(),
        };
        let figures = |value: Option<f64>| value.map_or("-".to_owned(), |value| self.figure(value));
        let head = format!("{}  {range}{now}", effect.key.bold());
        let plain = width(&effect.key) + 2 + width(&range) + width(&now);
        let gap = columns.saturating_sub(plain + width(&turns)).max(2);
        let first = if plain + 2 + width(&turns) <= columns {
            format!("{head}{}{turns}\n", " ".repeat(gap))
        } else {
            format!("{head}\n  {turns}\n")
        };
        let second = format!("  {} {bar} {}", right(&figures(low), 12), left(&figures(high), 12));
        let effect = effect.effect.half_width().zip(effect.effect.mean).map_or(String::new(), |(half_width, mean)| {
            let scale = if self.measure().is_some() { 1.0 } else { 100.0 };
            let places = decimals(mean * scale, Some(half_width * scale), 2);
            format!("± {}", number(half_width * scale, places, self.lang))
        });
        format!("{first}{} {effect}\n", second.trim_end())
    }
}

/// From the figure at the lowest value (○) to that at the highest (●), and the figure as it is (│).
fn bar(low: f64, high: f64, now: f64, (least, most): (f64, f64)) -> String {
    let place = |value: f64| match most > least {
        true => ((value - least) / (most - least) * (BAR - 1) as f64).round() as usize,
        false => BAR / 2,
    };
    let mut cells = vec![' '; BAR];
    let (from, to) = (place(low.min(high)), place(low.max(high)));
    cells[from..=to].iter_mut().for_each(|cell| *cell = '─');
    cells[place(now)] = '│';
    cells[place(low)] = '○';
    cells[place(high)] = '●';
    cells.into_iter().collect()
}
