//! Replicating until one figure is known as precisely as wished.

use super::compare::Simulated;
use super::control::Controls;
use super::result::{PrecisionEnd, PrecisionResult};
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::metrics::{Batch, Measure, Unit};
use std::ops::Range;
use std::str::FromStr;

/// Replications a precision run begins with. A run that looks early ends too often where chance made the spread small, and with
/// figures that are skewed the mean with it: beginning with ten or with twenty its 95 % intervals hold the truth too seldom
/// (docs/statistics.md).
pub const FEWEST_REPLICATIONS: u32 = 30;
/// On fewer than these nothing is said to be precise: the most that are allowed may not be less.
pub const LEAST_REPLICATIONS: u32 = 10;
/// Replications a precision run ends with at the latest, unless told otherwise.
pub const MOST_REPLICATIONS: u32 = 10_000;

/// A figure that a study gives for every scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Figure {
    Measure(Measure),
    /// Share attained of the agreement with this name.
    Sla(String),
}

/// The wish: the 95 % half-width of a figure, in its unit, that no scenario may exceed.
#[derive(Clone, PartialEq, Debug)]
pub struct Wish {
    pub figure: Figure,
    pub half_width: f64,
}

/// What is wrong with a wish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WishError {
    /// Not of the form FIGURE=HALFWIDTH.
    Form,
    UnknownMeasure {
        found: String,
        nearest: Option<&'static str>,
    },
    /// Not a positive number.
    HalfWidth {
        found: String,
    },
    /// A share cannot be off by 1 or more: percentage points were meant.
    Points {
        found: String,
        share: String,
    },
    /// At most so many replications would be allowed.
    FewReplications {
        most: u32,
    },
    UnknownSla {
        found: String,
        scenario: String,
        known: Vec<String>,
    },
}

impl WishError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (WishError::Form, Lang::En) => {
                "expected MEASURE=HALFWIDTH, for instance within_1h=0.005 or \"sla:NAME=0.005\"".into()
            }
            (WishError::Form, Lang::Es) => {
                "se esperaba MEDIDA=SEMIANCHO, por ejemplo within_1h=0.005 o \"sla:NOMBRE=0.005\"".into()
            }
            (WishError::UnknownMeasure { found, nearest }, Lang::En) => {
                let hint = nearest.map_or(String::new(), |near| format!(" did you mean `{near}`?"));
                format!("there is no measure `{found}`;{hint} they are, beside sla:NAME:\n{}", names())
            }
            (WishError::UnknownMeasure { found, nearest }, Lang::Es) => {
                let hint = nearest.map_or(String::new(), |near| format!(" ¿querías decir `{near}`?"));
                format!("no existe la medida `{found}`;{hint} las hay, además de sla:NOMBRE:\n{}", names())
            }
            (WishError::Points { found, share }, Lang::En) => format!(
                "the half-width of a share lies between 0 and 1, not `{found}`; {found} percentage points are written {share}"
            ),
            (WishError::Points { found, share }, Lang::Es) => format!(
                "el semiancho de una proporción está entre 0 y 1, no `{found}`; {found} puntos porcentuales se escriben {share}"
            ),
            (WishError::HalfWidth { found }, Lang::En) => {
                format!("the half-width must be a positive number in the unit of the measure, not `{found}`")
            }
            (WishError::HalfWidth { found }, Lang::Es) => {
                format!("el semiancho debe ser un número positivo en la unidad de la medida, no `{found}`")
            }
            (WishError::FewReplications { most }, Lang::En) => format!(
                "it takes at least {LEAST_REPLICATIONS} replications to know how precise a figure is; --replications {most} allows \
                 fewer: give more, or leave it out"
            ),
            (WishError::FewReplications { most }, Lang::Es) => format!(
                "hacen falta al menos {LEAST_REPLICATIONS} réplicas para saber la precisión de una medida; --replications {most} \
                 permite menos: indica más, o no lo indiques"
            ),
            (WishError::UnknownSla { found, scenario, known }, Lang::En) => {
                format!("\"{scenario}\" has no SLA named \"{found}\"; it has: {}", quoted(known))
            }
            (WishError::UnknownSla { found, scenario, known }, Lang::Es) => {
                format!("\"{scenario}\" no tiene ningún SLA llamado \"{found}\"; tiene: {}", quoted(known))
            }
        }
    }
}

/// The names of all measures, in lines that a terminal shows whole.
fn names() -> String {
    const COLUMNS: usize = 78;
    let mut lines = vec![String::new()];
    for measure in Measure::ALL {
        let id = measure.id();
        if lines.last().is_some_and(|line| line.len() + 2 + id.len() > COLUMNS) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "  " } else { " " });
            line.push_str(id);
        }
    }
    lines.join("\n")
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    if names.is_empty() { "-".into() } else { names.join(", ") }
}

/// The id of a measure, or `sla:` and the name of an agreement.
impl FromStr for Figure {
    type Err = WishError;

    fn from_str(text: &str) -> Result<Figure, WishError> {
        Ok(match text.strip_prefix("sla:") {
            Some(name) => Figure::Sla(name.to_string()),
            None => Figure::Measure(measure(text.trim())?),
        })
    }
}

impl Figure {
    /// Whether every scenario gives the figure.
    ///
    /// # Errors
    /// If it is an agreement that one of them does not have.
    pub fn check(&self, scenarios: &[&Scenario]) -> Result<(), WishError> {
        let Figure::Sla(name) = self else {
            return Ok(());
        };
        let without = scenarios.iter().find(|scenario| scenario.slas.iter().all(|sla| sla.name != *name));
        without.map_or(Ok(()), |scenario| {
            Err(WishError::UnknownSla {
                found: name.clone(),
                scenario: scenario.name.clone(),
                known: scenario.slas.iter().map(|sla| sla.name.clone()).collect(),
            })
        })
    }
}

impl FromStr for Wish {
    type Err = WishError;

    fn from_str(text: &str) -> Result<Wish, WishError> {
        // The last sign: the name of an agreement may hold one.
        let (figure, half_width) = text.rsplit_once('=').ok_or(WishError::Form)?;
        let figure: Figure = figure.parse()?;
        let number: f64 = half_width.trim().parse().unwrap_or(f64::NAN);
        let found = half_width.trim().to_string();
        if !(number.is_finite() && number > 0.0) {
            return Err(WishError::HalfWidth { found });
        }
        let share = match figure {
            Figure::Measure(measure) => measure.unit() == Unit::Share,
            Figure::Sla(_) => true,
        };
        if share && number >= 1.0 {
            return Err(WishError::Points { found, share: (number / 100.0).to_string() });
        }
        Ok(Wish { figure, half_width: number })
    }
}

/// The measure of this name.
///
/// # Errors
/// If there is none, with the one that may be meant.
pub fn measure(id: &str) -> Result<Measure, WishError> {
    let found = Measure::ALL.iter().find(|measure| measure.id() == id).copied();
    found.ok_or_else(|| {
        // Another name is proposed only where it is so like this one that it may be meant.
        let closeness = |known: &str| strsim::normalized_damerau_levenshtein(known, id);
        let near = Measure::ALL.iter().map(|measure| (closeness(measure.id()), measure.id()));
        let nearest =
            near.filter(|(closeness, _)| *closeness >= 0.6).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id);
        WishError::UnknownMeasure { found: id.to_string(), nearest }
    })
}

impl Wish {
    /// Whether so many replications may say anything about precision.
    ///
    /// # Errors
    /// If they are fewer than [`LEAST_REPLICATIONS`].
    pub fn within(self, most: u32) -> Result<Wish, WishError> {
        if most < LEAST_REPLICATIONS { Err(WishError::FewReplications { most }) } else { Ok(self) }
    }

    /// Whether every scenario gives the figure.
    ///
    /// # Errors
    /// If it is an agreement that one of them does not have.
    pub fn check(&self, scenarios: &[&Scenario]) -> Result<(), WishError> {
        self.figure.check(scenarios)
    }

    /// The widest half-width over the scenarios after `total` replications of at most `most`, and why no more are needed.
    pub fn judge(&self, simulated: &[Simulated], total: u32, most: u32) -> (Option<f64>, Option<PrecisionEnd>) {
        let half_width = self.widest(simulated);
        let ended = match half_width {
            Some(half_width) if half_width <= self.half_width => Some(PrecisionEnd::Reached),
            None if total > 1 => Some(PrecisionEnd::NoInterval),
            _ if total >= most => Some(PrecisionEnd::MostReplications),
            _ => None,
        };
        (half_width, ended)
    }

    pub fn result(&self, half_width: Option<f64>, ended: PrecisionEnd) -> PrecisionResult {
        PrecisionResult { measure: self.name(), half_width_wished: self.half_width, half_width, ended }
    }

    fn name(&self) -> String {
        match &self.figure {
            Figure::Measure(measure) => measure.id().to_string(),
            Figure::Sla(name) => format!("sla:{name}"),
        }
    }

    /// The widest half-width over the scenarios; `None` where one has no interval.
    fn widest(&self, simulated: &[Simulated]) -> Option<f64> {
        let half_widths = simulated.iter().map(|one| {
            let values: Vec<Option<f64>> = match &self.figure {
                Figure::Measure(measure) => one.values(*measure).collect(),
                Figure::Sla(name) => one.attained(name)?.collect(),
            };
            Controls::of(one).estimate(values).half_width()
        });
        half_widths.reduce(|a, b| Some(a?.max(b?))).flatten()
    }
}

/// Replicates until the wish is fulfilled, a scenario is seen not to give the figure, or `most` is reached.
///
/// `run` simulates a range of replications in every scenario. The sizes of the ranges follow from the results alone,
/// so the study is the same for any number of threads.
///
/// # Errors
/// Those of `run`.
pub fn until_precise<E>(
    wish: &Wish,
    scenarios: &[&Scenario],
    most: u32,
    mut run: impl FnMut(Range<u32>) -> Result<Vec<Batch>, E>,
) -> Result<(Vec<Batch>, PrecisionResult), E> {
    let mut total = FEWEST_REPLICATIONS.min(most);
    let mut batches = run(0..total)?;
    loop {
        let simulated: Vec<Simulated> =
            scenarios.iter().zip(&batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        let (half_width, ended) = wish.judge(&simulated, total, most);
        if let Some(ended) = ended {
            return Ok((batches, wish.result(half_width, ended)));
        }
        let next = next_total(total, half_width, wish.half_width).min(most);
        for (batch, more) in batches.iter_mut().zip(run(total..next)?) {
            batch.append(more).expect("ranges of replications follow one another");
        }
        total = next;
    }
}

/// The half-width shrinks with the root of the replications: as many as that asks for, but at least ten more, and at most
/// twice as many, because the first intervals are themselves uncertain.
fn next_total(total: u32, half_width: Option<f64>, wished: f64) -> u32 {
    let needed = half_width.map_or(f64::INFINITY, |found| f64::from(total) * (found / wished).powi(2));
    let (least, greatest) = (total.saturating_add(10), total.saturating_mul(2));
    (needed.ceil() as u32).clamp(least, greatest.max(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Row;
    use crate::study::synthetic;

    fn wish(text: &str) -> Wish {
        text.parse().unwrap()
    }

    #[test]
    fn wishes_are_read_and_faults_are_named() {
        assert_eq!(wish("within_1h=0.005").figure, Figure::Measure(Measure::Within1h));
        assert_eq!(wish("sla:80 % = 1 h=0.01"), Wish { figure: Figure::Sla("80 % = 1 h".into()), half_width: 0.01 });
        assert_eq!("within_1h".parse::<Wish>(), Err(WishError::Form));
        let unknown = "within1h=0.1".parse::<Wish>().unwrap_err();
        assert_eq!(unknown, WishError::UnknownMeasure { found: "within1h".into(), nearest: Some("within_1h") });
        for bad in ["within_1h=0", "within_1h=-1", "within_1h=", "within_1h=inf", "within_1h=x"] {
            assert!(matches!(bad.parse::<Wish>(), Err(WishError::HalfWidth { .. })), "{bad}");
        }
        for lang in [Lang::En, Lang::Es] {
            let told = "banana=0.1".parse::<Wish>().unwrap_err().text(lang);
            assert!(told.contains("  conversations_per_week ") && !told.contains('?'), "{told}");
            assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
            for points in ["within_1h=5", "sla:1 h=5"] {
                let told = points.parse::<Wish>().unwrap_err().text(lang);
                assert!(told.contains("0.05"), "{told}");
            }
        }
        assert_eq!(wish("staff_cost_per_week=50").half_width, 50.0);
        let scenario = synthetic::scenario("base");
        assert!(wish("sla:1 h=0.1").check(&[&scenario]).is_ok());
        let missing = wish("sla:2 h=0.1").check(&[&scenario]).unwrap_err();
        assert!(missing.text(Lang::En).contains("\"1 h\""), "{}", missing.text(Lang::En));
    }

    #[test]
    fn batches_grow_by_what_is_needed_within_bounds() {
        assert_eq!(next_total(10, Some(2.0), 1.0), 20);
        assert_eq!(next_total(100, Some(1.01), 1.0), 110);
        assert_eq!(next_total(100, Some(1.2), 1.0), 144);
        assert_eq!(next_total(100, Some(1e9), 1.0), 200);
        assert_eq!(next_total(3, Some(1.01), 1.0), 13);
    }

    #[test]
    fn replicates_until_the_widest_scenario_is_narrow_enough() {
        let (a, b) = (synthetic::scenario("a"), synthetic::scenario("b"));
        let mut ranges = vec![];
        let wish = wish("within_1h=0.004");
        let (batches, found) = until_precise(&wish, &[&a, &b], MOST_REPLICATIONS, |range| {
            ranges.push(range.clone());
            Ok::<_, ()>((0..2).map(|scenario| synthetic::batches(scenario, range.clone())).collect())
        })
        .unwrap();
        assert_eq!(found.ended, PrecisionEnd::Reached);
        assert!(found.half_width.unwrap() <= 0.004);
        assert_eq!(ranges[0], 0..30);
        assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "{ranges:?}");
        let total = ranges.last().unwrap().end;
        assert!(total > 30);
        assert!(batches.iter().all(|batch| batch.replications.len() as u32 == total));
    }

    #[test]
    fn ends_at_the_most_replications_and_where_nothing_is_measured() {
        let scenario = synthetic::scenario("a");
        let (batches, found) = until_precise(&wish("within_1h=1e-9"), &[&scenario], 25, |range| {
            Ok::<_, ()>(vec![synthetic::batches(0, range)])
        })
        .unwrap();
        assert_eq!((found.ended, batches[0].replications.len()), (PrecisionEnd::MostReplications, 25));
        let (batches, found) = until_precise(&wish("within_1h=1e-9"), &[&scenario], 25, |range| {
            let mut batch = synthetic::batches(0, range);
            batch.replications.iter_mut().for_each(|replication| replication.desk = Row::empty());
            Ok::<_, ()>(vec![batch])
        })
        .unwrap();
        assert_eq!(
            (found.ended, found.half_width, batches[0].replications.len()),
            (PrecisionEnd::NoInterval, None, 25)
        );
    }
}
