//! Where the cheaper of two changes as a key changes: of a study over the value of a customer, and of `relevo breakeven`.

use super::curve::{self, Crossing, Curves, Line};
use super::picture::Picture;
use super::sheet::Layout;
use super::table::Form;
use super::words::{self, source};
use crate::locale::number::interval;
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::report::varied::{value, winner};
use crate::scenario::keys;
use crate::scenario::path::NumberPath;
use crate::study::result::StudyResult;
use crate::study::vary::Side;
use crate::study::vary::answer::BreakEvenAnswer;
use crate::study::vary::breakeven::{BreakEven, Finding, Interval};

const MARGIN_KEY: &str = "customers.lifetime_margin";
/// Findings in the title; more are counted.
const MOST_FINDINGS: usize = 3;

/// What is compared over which key.
struct Compared<'a> {
    path: &'a NumberPath,
    measure: Measure,
    currency: &'a str,
    baseline: &'a str,
    /// The others with what was found of each.
    others: Vec<(&'a str, &'a BreakEven)>,
}

/// Whether a study has what [`of_study`] draws.
pub fn is_known(result: &StudyResult) -> bool {
    margins(result).next().is_some()
}

fn margins(result: &StudyResult) -> impl Iterator<Item = (&str, &BreakEven)> {
    let decided = result.differences.iter().filter_map(|one| Some((&one.scenario, one.decision.as_ref()?)));
    decided.filter_map(|(name, decision)| Some((name.as_str(), decision.margin.as_ref()?)))
}

/// Net cost of every scenario beyond the baseline's over what losing a customer costs.
pub fn of_study(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let first = result.scenarios.first();
    let (baseline, currency) = first.map_or(("", ""), |one| (one.name.as_str(), one.currency.as_str()));
    match NumberPath::new(MARGIN_KEY) {
        Ok(path) => {
            let others = margins(result).collect();
            let compared = Compared { path: &path, measure: Measure::NetCostPerWeek, currency, baseline, others };
            curve::draw(&compared.curves(source(result, lang), lang), layout, lang)
        }
        // Not while the key has its name; nothing else is drawn in its place.
        Err(_) => curve::draw(&nothing(lang), layout, lang),
    }
}

/// The curve of `relevo breakeven`.
pub fn of_answer(answer: &BreakEvenAnswer, path: &NumberPath, measure: Measure, layout: Layout, lang: Lang) -> Picture {
    let others = vec![(answer.scenario.as_str(), &answer.found)];
    let compared = Compared { path, measure, currency: &answer.currency, baseline: &answer.baseline, others };
    let head = &answer.head;
    let source = words::made_by(head.relevo, head.seed, head.replications, head.weeks, lang);
    curve::draw(&compared.curves(source, lang), layout, lang)
}

fn nothing(lang: Lang) -> Curves {
    Curves {
        kind: "breakeven",
        title: Text::new("There is nothing to compare", "No hay nada que comparar").get(lang).into(),
        about: String::new(),
        key: MARGIN_KEY.into(),
        key_unit: String::new(),
        form: Form::Number(0),
        unit: String::new(),
        difference: true,
        lines: vec![],
        source: String::new(),
    }
}

impl Compared<'_> {
    fn curves(&self, source: String, lang: Lang) -> Curves {
        if self.others.is_empty() {
            return Curves { source, ..nothing(lang) };
        }
        let (form, unit) = self.figure(lang);
        Curves {
            title: self.title(lang),
            about: self.about(lang),
            key: self.path.path.clone(),
            key_unit: self.key_unit(lang),
            form,
            unit,
            lines: self.others.iter().map(|(name, found)| self.line(name, found, lang)).collect(),
            source,
            ..nothing(lang)
        }
    }

    /// How figures of the measure are written, and their unit where the form does not tell it.
    fn figure(&self, lang: Lang) -> (Form, String) {
        match self.measure.unit() {
            Unit::MoneyPerWeek | Unit::Money => (Form::Number(0), self.currency.to_owned()),
            Unit::Share => (Form::Percent(1), String::new()),
            Unit::Minutes => (Form::Number(1), "min".to_owned()),
            _ => (Form::Number(1), self.measure.label().get(lang).to_owned()),
        }
    }

    fn key_unit(&self, lang: Lang) -> String {
        match self.path.unit() {
            keys::Unit::Money => self.currency.to_owned(),
            unit => unit.text().get(lang).to_owned(),
        }
    }

    fn line(&self, name: &str, found: &BreakEven, lang: Lang) -> Line {
        let crossings = found.crossings.iter().map(|crossing| {
            let at = crossing.at;
            let holds = |low: Option<f64>, high: Option<f64>| {
                low.is_none_or(|low| low <= at) && high.is_none_or(|high| at <= high)
            };
            let interval = found.intervals.iter().flatten().find(|one| holds(one.low, one.high));
            // Without an interval only the place is drawn.
            let (low, high) = interval.map_or((Some(at), Some(at)), |one| (one.low, one.high));
            Crossing { at, low, high, text: self.value(at, found, lang) }
        });
        Line { name: name.to_owned(), points: found.curve.clone(), crossings: crossings.collect() }
    }

    /// A value of the key, as exact as it was found.
    fn value(&self, at: f64, found: &BreakEven, lang: Lang) -> String {
        let known = if found.whole { 0.0 } else { (found.to - found.from) / 1000.0 };
        value(self.path, at, known, self.currency, lang)
    }

    /// The values that are not ruled out, in brackets behind a space; where they go on, what the range ends with.
    fn range(&self, interval_found: Interval, found: &BreakEven, lang: Lang) -> String {
        let text = |at: f64| self.value(at, found, lang);
        let low = interval_found.low.map_or_else(|| format!("≤{}", text(found.from)), text);
        let high = interval_found.high.map_or_else(|| format!("≥{}", text(found.to)), text);
        format!(" {}", interval(&low, &high, lang))
    }

    fn about(&self, lang: Lang) -> String {
        let (label, key, base) = (self.measure.label().get(lang), &self.path.path, self.baseline);
        let other = match (self.others.as_slice(), lang) {
            ([(name, _)], _) => (*name).to_owned(),
            (_, Lang::En) => "each scenario".to_owned(),
            (_, Lang::Es) => "cada escenario".to_owned(),
        };
        match lang {
            Lang::En => format!(
                "{label}, {other} less {base}, over {key}: mean and 95 % interval (simulation noise, given the assumptions). Thick: values \
                 at which the two are not told apart."
            ),
            Lang::Es => format!(
                "{label}, {other} menos {base}, según {key}: media e intervalo del 95 % (ruido de la simulación, con los supuestos dados). \
                 Grueso: valores con los que no se distinguen."
            ),
        }
    }

    fn title(&self, lang: Lang) -> String {
        let findings = self.others.iter().take(MOST_FINDINGS).map(|(name, found)| self.finding(name, found, lang));
        let findings = findings.collect::<Vec<_>>().join("; ");
        match (self.others.len().saturating_sub(MOST_FINDINGS), lang) {
            (0, _) => findings,
            (more, Lang::En) => format!("{findings}; and {more} more"),
            (more, Lang::Es) => format!("{findings}; y {more} más"),
        }
    }

    /// Who is better off from which value on.
    fn finding(&self, name: &str, found: &BreakEven, lang: Lang) -> String {
        let (base, key) = (self.baseline, &self.path.path);
        let last = found.curve.last().and_then(|point| point.figure.mean).and_then(Side::of);
        let better = last.map(|side| winner(self.measure, side, [base, name], lang));
        match (found.crossings.as_slice(), better, lang) {
            ([one], Some(better), _) => {
                let range = found.interval().map_or(String::new(), |one| self.range(one, found, lang));
                let at = self.value(one.at, found, lang);
                match lang {
                    Lang::En => format!("{better} from {key} = {at}{range} on"),
                    Lang::Es => format!("{better} a partir de {key} = {at}{range}"),
                }
            }
            ([], Some(better), Lang::En) if found.finding == Finding::Unsure => {
                format!("{better} at every {key} shown, but not surely at all of them")
            }
            ([], Some(better), Lang::Es) if found.finding == Finding::Unsure => {
                format!("{better} con cualquier {key} mostrado, aunque no con seguridad en todos")
            }
            ([], Some(better), Lang::En) => format!("{better} at every {key} shown"),
            ([], Some(better), Lang::Es) => format!("{better} con cualquier {key} mostrado"),
            ([] | [_], _, Lang::En) => format!("\"{name}\" and \"{base}\" do not differ at any {key} shown"),
            ([] | [_], _, Lang::Es) => format!("«{name}» y «{base}» no se diferencian con ningún {key} mostrado"),
            (several, _, _) => {
                let places: Vec<String> = several.iter().map(|one| self.value(one.at, found, lang)).collect();
                let places = places.join("; ");
                match lang {
                    Lang::En => {
                        format!("\"{name}\" and \"{base}\" change places several times with {key}: at {places}")
                    }
                    Lang::Es => format!("«{name}» y «{base}» se alternan varias veces según {key}: en {places}"),
                }
            }
        }
    }
}
