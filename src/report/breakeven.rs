//! Where the cheaper of two changes, in sentences and in a table.

use super::text_layout::{NARROWEST, right, width};
use super::varied::{coverage, estimate, figure, paragraph, value, winner};
use crate::locale::number::interval;
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::scenario::path::NumberPath;
use crate::study::vary::answer::BreakEvenAnswer;
use crate::study::vary::breakeven::{Crossing, Finding, Interval};
use crate::study::vary::{Point, Side};
use owo_colors::OwoColorize;

const VALUE: Text = Text::new("value", "valor");
const DIFFERENCE: Text = Text::new("difference", "diferencia");
const ANSWER: Text = Text::new("who", "quién");
/// Rows of the table, beside the places where the difference passes zero.
const MOST_ROWS: usize = 9;

/// An answer with what is needed to say it.
struct Told<'a> {
    answer: &'a BreakEvenAnswer,
    path: &'a NumberPath,
    measure: Measure,
    lang: Lang,
}

/// The sentences, then the difference at a few values.
pub fn render(answer: &BreakEvenAnswer, path: &NumberPath, measure: Measure, columns: usize, lang: Lang) -> String {
    let columns = columns.max(NARROWEST);
    let told = Told { answer, path, measure, lang };
    let mut text = String::new();
    for sentence in told.sentences() {
        text.push_str(&paragraph(&sentence, columns));
    }
    text.push('\n');
    text.push_str(&told.table());
    text.push('\n');
    text.push_str(&paragraph(&told.method(), columns));
    text
}

impl Told<'_> {
    fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.question()];
        sentences.push(match self.answer.found.finding {
            Finding::Once => self.once(),
            Finding::Several => self.several(),
            Finding::Never | Finding::Unsure => self.never(),
            Finding::NoDifference => self.no_difference(),
        });
        sentences.extend(self.interval());
        sentences.extend(self.now());
        sentences
    }

    fn names(&self) -> [&str; 2] {
        [&self.answer.baseline, &self.answer.scenario]
    }

    fn winner(&self, side: Side) -> String {
        winner(self.measure, side, self.names(), self.lang)
    }

    /// A value of the key, as exact as it was found.
    fn value(&self, at: f64) -> String {
        let found = &self.answer.found;
        let known = if found.whole { 0.0 } else { (found.to - found.from) / 1000.0 };
        value(self.path, at, known, &self.answer.currency, self.lang)
    }

    fn amount(&self, amount: f64) -> String {
        figure(self.measure, amount, &self.answer.currency, self.lang)
    }

    fn question(&self) -> String {
        let (label, key) = (self.measure.label().get(self.lang), &self.answer.key);
        let [baseline, scenario] = self.names();
        match self.lang {
            Lang::En => format!("{label}: \"{scenario}\" against \"{baseline}\", over {key}."),
            Lang::Es => format!("{label}: «{scenario}» frente a «{baseline}», según {key}."),
        }
    }

    fn once(&self) -> String {
        let Some(Crossing { at, beyond }) = self.answer.found.crossing() else { return String::new() };
        let (after, before) = (self.winner(beyond), self.winner(beyond.opposite()));
        let (key, at) = (&self.answer.key, self.value(at));
        match self.lang {
            Lang::En => format!("From {key} = {at} on {after}; below it {before}."),
            Lang::Es => format!("A partir de {key} = {at}, {after}; por debajo, {before}."),
        }
    }

    fn several(&self) -> String {
        let crossings = &self.answer.found.crossings;
        let first = crossings.first().map_or(Side::Above, |one| one.beyond.opposite());
        let mut parts = vec![self.winner(first)];
        for one in crossings {
            let (at, winner) = (self.value(one.at), self.winner(one.beyond));
            parts.push(match self.lang {
                Lang::En => format!("from {at} on {winner}"),
                Lang::Es => format!("a partir de {at}, {winner}"),
            });
        }
        let (key, times, parts) = (&self.answer.key, crossings.len(), parts.join("; "));
        match self.lang {
            Lang::En => format!("The answer changes {times} times as {key} rises: at first {parts}."),
            Lang::Es => format!("La respuesta cambia {times} veces al subir {key}: al principio, {parts}."),
        }
    }

    fn never(&self) -> String {
        let found = &self.answer.found;
        let ends = (found.curve.first(), found.curve.last());
        let (Some(first), Some(last)) = ends else { return String::new() };
        let side = found.curve.iter().find_map(|point| Side::of(point.figure.mean?)).unwrap_or(Side::Above);
        let by = |point: &Point| self.amount(point.figure.mean.unwrap_or_default().abs());
        let (winner, key) = (self.winner(side), &self.answer.key);
        let (from, to, by_from, by_to) = (self.value(found.from), self.value(found.to), by(first), by(last));
        let mut text = match self.lang {
            Lang::En => format!(
                "No break-even from {key} = {from} to {to}: {winner} throughout, by {by_from} at {from} and by {by_to} at {to}."
            ),
            Lang::Es => format!(
                "No hay punto de equilibrio entre {key} = {from} y {to}: {winner} en todo el rango, por {by_from} en {from} y \
                 por {by_to} en {to}."
            ),
        };
        if let Some(at) = found.outside {
            let at = self.value(at);
            text.push_str(&match self.lang {
                Lang::En => format!(" The straight line passes zero at {at}, outside the range."),
                Lang::Es => format!(" La línea recta pasa por cero en {at}, fuera del rango."),
            });
        }
        text
    }

    fn no_difference(&self) -> String {
        let found = &self.answer.found;
        let (from, to, key) = (self.value(found.from), self.value(found.to), &self.answer.key);
        match self.lang {
            Lang::En => {
                format!("There is no difference between the two at any value tried from {key} = {from} to {to}.")
            }
            Lang::Es => {
                format!("No hay diferencia entre los dos en ningún valor probado entre {key} = {from} y {to}.")
            }
        }
    }

    /// What is not ruled out.
    fn interval(&self) -> Option<String> {
        let found = &self.answer.found;
        let intervals = found.intervals.as_ref()?;
        let shown: Vec<String> = intervals.iter().map(|one| self.limits(one)).collect();
        let shown = shown.join(Text::new(" and ", " y ").get(self.lang));
        let everywhere = intervals.iter().any(|one| one.low.is_none() && one.high.is_none());
        let mut text = match (found.finding, everywhere, self.lang) {
            (Finding::NoDifference | Finding::Never, ..) => return None,
            (_, true, Lang::En) => "It is not sure at any value of the range who it is.".to_owned(),
            (_, true, Lang::Es) => "No es seguro en ningún valor del rango quién es.".to_owned(),
            (Finding::Once | Finding::Several, _, Lang::En) => format!("95 % interval: {shown}."),
            (Finding::Once | Finding::Several, _, Lang::Es) => format!("Intervalo del 95 %: {shown}."),
            (Finding::Unsure, _, Lang::En) => format!("It is not sure, though, for {shown}."),
            (Finding::Unsure, _, Lang::Es) => format!("Pero no es seguro para {shown}."),
        };
        let open = intervals.iter().any(|one| one.low.is_none() || one.high.is_none());
        if found.unbounded {
            text.push_str(&match self.lang {
                Lang::En => {
                    format!(" It has no end: {} may have no effect at all; more replications tell.", self.answer.key)
                }
                Lang::Es => format!(
                    " No tiene fin: puede que {} no tenga ningún efecto; más réplicas lo dirán.",
                    self.answer.key
                ),
            });
        } else if open && !everywhere {
            text.push_str(match self.lang {
                Lang::En => " It reaches the end of the range searched; --from and --to widen it.",
                Lang::Es => " Llega al final del rango buscado; --from y --to lo amplían.",
            });
        }
        Some(text)
    }

    fn limits(&self, one: &Interval) -> String {
        let found = &self.answer.found;
        let (from, to) = (self.value(found.from), self.value(found.to));
        match (one.low, one.high) {
            (Some(low), Some(high)) => interval(&self.value(low), &self.value(high), self.lang),
            (None, Some(high)) => match self.lang {
                Lang::En => format!("{from} (or less) to {}", self.value(high)),
                Lang::Es => format!("{from} (o menos) a {}", self.value(high)),
            },
            (Some(low), None) => match self.lang {
                Lang::En => format!("{} to {to} (or more)", self.value(low)),
                Lang::Es => format!("{} a {to} (o más)", self.value(low)),
            },
            (None, None) => match self.lang {
                Lang::En => format!("{from} to {to}"),
                Lang::Es => format!("{from} a {to}"),
            },
        }
    }

    /// Where the scenarios as they are stand.
    fn now(&self) -> Option<String> {
        let (base, other) = (self.answer.in_force_in_baseline?, self.answer.in_force_in_scenario?);
        let found = &self.answer.found;
        if base != other {
            let (base, other) = (self.value(base), self.value(other));
            return Some(match self.lang {
                Lang::En => format!("In force are {base} and {other}; here both have the same value."),
                Lang::Es => format!("Ahora valen {base} y {other}; aquí ambos tienen el mismo valor."),
            });
        }
        let now = value(self.path, base, 0.0, &self.answer.currency, self.lang);
        let side = match found.crossing() {
            Some(one) if found.finding == Finding::Once && (found.from..=found.to).contains(&base) => {
                let passed = if found.whole { base >= one.at } else { base > one.at };
                Some(if passed { one.beyond } else { one.beyond.opposite() })
            }
            _ => None,
        };
        let winner = side.map(|side| self.winner(side));
        Some(match (winner, self.lang) {
            (Some(winner), Lang::En) => format!("At the value in force, {now}, {winner}."),
            (Some(winner), Lang::Es) => format!("Con el valor actual, {now}, {winner}."),
            (None, Lang::En) => format!("The value in force is {now}."),
            (None, Lang::Es) => format!("El valor actual es {now}."),
        })
    }

    fn table(&self) -> String {
        let rows: Vec<[String; 3]> = self.points().iter().map(|point| self.row(point)).collect();
        let header = [VALUE, DIFFERENCE, ANSWER].map(|text| text.get(self.lang).to_owned());
        let columns = [0, 1].map(|at| {
            let cells = rows.iter().chain([&header]).map(|row| width(&row[at]));
            cells.max().unwrap_or(0)
        });
        let line = |row: &[String; 3]| {
            format!("{}  {}  {}", right(&row[0], columns[0]), right(&row[1], columns[1]), row[2]).trim_end().to_owned()
        };
        let mut text = format!("{}\n", line(&header).bold());
        rows.iter().for_each(|row| text.push_str(&format!("{}\n", line(row))));
        text
    }

    fn row(&self, point: &Point) -> [String; 3] {
        let side = point.figure.mean.and_then(Side::of);
        let sure = Side::sure(&point.figure).is_some();
        let who = match (side, sure, self.lang) {
            (None, ..) => "=".to_owned(),
            (Some(side), true, _) => self.winner(side),
            (Some(_), false, Lang::En) => "not sure".to_owned(),
            (Some(_), false, Lang::Es) => "no es seguro".to_owned(),
        };
        let difference = estimate(self.measure, &point.figure, &self.answer.currency, self.lang);
        [self.value(point.at), difference, who]
    }

    /// So many of the values known that a table holds them, evenly over the range.
    fn points(&self) -> Vec<Point> {
        let found = &self.answer.found;
        let most = if found.whole { 2 * MOST_ROWS } else { MOST_ROWS };
        if found.curve.len() <= most {
            return found.curve.clone();
        }
        let place = |row: usize| found.from + (found.to - found.from) * row as f64 / (MOST_ROWS - 1) as f64;
        let nearest = |row: usize| {
            let distance = |point: &&Point| (point.at - place(row)).abs();
            found.curve.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).copied()
        };
        let mut points: Vec<Point> = (0..MOST_ROWS).filter_map(nearest).collect();
        points.dedup_by(|a, b| a.at == b.at);
        points
    }

    fn method(&self) -> String {
        let found = &self.answer.found;
        let covers = coverage(found.replications, self.lang);
        let [baseline, scenario] = self.names();
        let difference = match self.lang {
            Lang::En => format!("Difference: \"{scenario}\" less \"{baseline}\"."),
            Lang::Es => format!("Diferencia: «{scenario}» menos «{baseline}»."),
        };
        let found_to = match (found.linear, found.whole, self.lang) {
            (true, _, Lang::En) => {
                "A price changes nothing else, so the break-even and its interval are exact.".to_owned()
            }
            (true, _, Lang::Es) => {
                "Un precio no cambia nada más, así que el punto de equilibrio y su intervalo son exactos.".to_owned()
            }
            (_, true, Lang::En) => "Only whole numbers are tried.".to_owned(),
            (_, true, Lang::Es) => "Solo se prueban números enteros.".to_owned(),
            (_, _, Lang::En) => format!(
                "Places are found to within a thousandth of the range; two changes close together may not be seen \
                 ({} values tried).",
                found.curve.len()
            ),
            (_, _, Lang::Es) => format!(
                "Los puntos se hallan con una milésima del rango; dos cambios muy próximos pueden no verse ({} valores \
                 probados).",
                found.curve.len()
            ),
        };
        format!("{difference} {covers} {found_to}")
    }
}
