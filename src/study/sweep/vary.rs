//! `--vary KEY=VALUES` as typed: keys that vary, and everything that is wrong with them in words.

use super::grid::{Axis, Grid, MOST_CELLS, cells};
use super::values::{ValuesFault, values};
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::scenario::setting_path;

/// Keys that must be the same in every cell, and the option that sets them.
const FIXED: [(&[&str], &str); 2] = [(&["run", "seed"], "--seed"), (&["run", "replications"], "--replications")];

/// What is wrong with one `--vary`, or with all of them together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VaryError {
    /// Not of the form KEY=VALUES.
    Form {
        found: String,
    },
    Values {
        key: String,
        fault: ValuesFault,
    },
    /// Two `--vary` name the same key.
    Twice {
        key: String,
    },
    /// A `--set` gives the key as well.
    AlsoSet {
        key: String,
    },
    /// Seed or replications: the cells would not meet the same customers.
    Fixed {
        key: String,
        option: &'static str,
    },
    /// `None`: more than can be counted.
    TooManyCells {
        found: Option<u64>,
    },
}

/// The grid that is asked for; `set` are the settings that hold in every cell.
///
/// # Errors
/// Everything that is wrong.
pub fn grid(vary: &[String], set: &[String]) -> Result<Grid, Vec<VaryError>> {
    let mut errors = vec![];
    let mut axes: Vec<(Vec<String>, Axis)> = vec![];
    let set: Vec<Vec<String>> = set.iter().filter_map(|text| setting_path(text)).map(|(path, _)| path).collect();
    for text in vary {
        let named = setting_path(text).filter(|(path, _)| path.iter().all(|name| !name.is_empty()));
        let Some((path, at)) = named else {
            errors.push(VaryError::Form { found: text.clone() });
            continue;
        };
        let key = text[..at].trim_end_matches('=').trim().to_owned();
        if axes.iter().any(|(known, _)| *known == path) {
            errors.push(VaryError::Twice { key: key.clone() });
        }
        if set.contains(&path) {
            errors.push(VaryError::AlsoSet { key: key.clone() });
        }
        if let Some((_, option)) = FIXED.iter().find(|(fixed, _)| path == *fixed) {
            errors.push(VaryError::Fixed { key: key.clone(), option });
        }
        match values(&text[at..]) {
            Ok(values) => axes.push((path, Axis { key, values })),
            Err(faults) => errors.extend(faults.into_iter().map(|fault| VaryError::Values { key: key.clone(), fault })),
        }
    }
    let axes: Vec<Axis> = axes.into_iter().map(|(_, axis)| axis).collect();
    let found = cells(&axes);
    match Grid::new(axes).filter(|_| errors.is_empty()) {
        Some(grid) => Ok(grid),
        None => {
            if found.is_none_or(|found| found > MOST_CELLS) {
                errors.push(VaryError::TooManyCells { found });
            }
            Err(errors)
        }
    }
}

const FORM: Text = Text::new(
    "expected KEY=VALUES, for instance desk.team.day.agents=2..6 or demand.per_week=500,1000,2000",
    "se esperaba CLAVE=VALORES, por ejemplo desk.team.dia.agents=2..6 o demand.per_week=500,1000,2000",
);

impl VaryError {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (VaryError::Form { found }, _) => format!("--vary \"{found}\": {}", FORM.get(lang)),
            (VaryError::Values { key, fault }, _) => format!("--vary {key}: {}", fault.text(lang)),
            (VaryError::Twice { key }, Lang::En) => {
                format!("--vary {key}: it is given twice; write all its values behind one --vary, with commas")
            }
            (VaryError::Twice { key }, Lang::Es) => {
                format!("--vary {key}: está dos veces; escribe todos sus valores tras un solo --vary, con comas")
            }
            (VaryError::AlsoSet { key }, Lang::En) => {
                format!("--vary {key}: --set gives it one value for all; take one of the two away")
            }
            (VaryError::AlsoSet { key }, Lang::Es) => {
                format!("--vary {key}: --set le da un único valor en todas las celdas; quita uno de los dos")
            }
            (VaryError::Fixed { key, option }, Lang::En) => format!(
                "--vary {key}: all cells meet the same customers, so it is the same in each; set it once with {option}"
            ),
            (VaryError::Fixed { key, option }, Lang::Es) => format!(
                "--vary {key}: todas las celdas atienden a los mismos clientes, así que es igual en todas; fíjalo una vez con \
                 {option}"
            ),
            (VaryError::TooManyCells { found }, _) => too_many_cells(*found, lang),
        }
    }
}

fn too_many_cells(found: Option<u64>, lang: Lang) -> String {
    let most = number(MOST_CELLS as f64, 0, lang);
    let found = found.map(|found| number(found as f64, 0, lang));
    match lang {
        Lang::En => {
            let found = found.unwrap_or_else(|| "more than can be counted".into());
            format!(
                "--vary: {most} cells are the most of a sweep, found {found}; give fewer values, or make several sweeps"
            )
        }
        Lang::Es => {
            let found = found.unwrap_or_else(|| "más de las que se pueden contar".into());
            format!(
                "--vary: un barrido tiene como mucho {most} celdas, y hay {found}; da menos valores, o haz varios barridos"
            )
        }
    }
}

impl ValuesFault {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (ValuesFault::Empty, Lang::En) => {
                "a value is missing; write values with commas between them, for instance 1,2,3".into()
            }
            (ValuesFault::Empty, Lang::Es) => {
                "falta un valor; escribe los valores separados por comas, por ejemplo 1,2,3".into()
            }
            (ValuesFault::Open, Lang::En) => {
                "a bracket, brace or quotation mark is not paired; lists are written [\"a\", \"b\"], texts with a comma \"a, b\""
                    .into()
            }
            (ValuesFault::Open, Lang::Es) => {
                "falta la pareja de un corchete, una llave o unas comillas; las listas se escriben [\"a\", \"b\"], los textos \
                 con coma \"a, b\""
                    .into()
            }
            (ValuesFault::Range { found }, Lang::En) => format!(
                "`{found}` is no range of plain numbers; accepted are 1..9 (whole steps), 1..9:2 (with a step) and 0.1..0.9/5 \
                 (that many values); anything else as a list, for instance 10m,20m,30m"
            ),
            (ValuesFault::Range { found }, Lang::Es) => format!(
                "`{found}` no es un intervalo de números sin unidad; se acepta 1..9 (de uno en uno), 1..9:2 (con un paso) y \
                 0.1..0.9/5 (tantos valores); lo demás, como lista, por ejemplo 10m,20m,30m"
            ),
            (ValuesFault::Backwards { found }, Lang::En) => {
                format!("`{found}` ends below its beginning; write the smaller number first")
            }
            (ValuesFault::Backwards { found }, Lang::Es) => {
                format!("`{found}` acaba por debajo de donde empieza; escribe primero el número menor")
            }
            (ValuesFault::Step { found }, Lang::En) => format!("the step of `{found}` must be above zero"),
            (ValuesFault::Step { found }, Lang::Es) => format!("el paso de `{found}` debe ser mayor que cero"),
            (ValuesFault::Count { found }, Lang::En) => {
                format!("behind the stroke of `{found}` stands how many values there are: a whole number from 2 on")
            }
            (ValuesFault::Count { found }, Lang::Es) => {
                format!("tras la barra de `{found}` va cuántos valores hay: un número entero desde 2")
            }
            (ValuesFault::TooMany { found }, _) => {
                let most = number(MOST_CELLS as f64, 0, lang);
                match lang {
                    Lang::En => format!("`{found}` has more than {most} values, the most cells of a sweep; take a larger step"),
                    Lang::Es => {
                        format!("`{found}` tiene más de {most} valores, el máximo de celdas de un barrido; usa un paso mayor")
                    }
                }
            }
            (ValuesFault::Repeated { value }, Lang::En) => format!("the value `{value}` is there twice"),
            (ValuesFault::Repeated { value }, Lang::Es) => format!("el valor `{value}` está dos veces"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| text.to_string()).collect()
    }

    #[test]
    fn keys_and_values_make_a_grid() {
        let found = grid(&texts(&["demand.per_week = 500,1000", "desk.team.\"a=b\".agents=2..4"]), &[]).unwrap();
        assert_eq!(found.cells(), 6);
        assert_eq!(found.axes()[1].key, "desk.team.\"a=b\".agents");
        assert_eq!(found.settings(5), ["demand.per_week=1000", "desk.team.\"a=b\".agents=4"]);
    }

    #[test]
    fn all_errors_are_told_at_once_in_both_languages() {
        let vary = texts(&["x", "a.b=1,2", "a . b=3", "run.seed=1,2", "c=1..x", "d=5..1", "e.f=1"]);
        let errors = grid(&vary, &texts(&["e.f=2", "other=1"])).unwrap_err();
        let en: Vec<String> = errors.iter().map(|error| error.text(Lang::En)).collect();
        for words in [
            "\"x\": expected KEY=VALUES",
            "a . b: it is given twice",
            "with --seed",
            "`1..x`",
            "`5..1`",
            "e.f: --set gives it",
        ] {
            assert!(en.iter().any(|text| text.contains(words)), "{words}: {en:#?}");
        }
        assert_eq!(errors.len(), 6, "{en:#?}");
        for (error, en) in errors.iter().zip(en) {
            assert!(error.text(Lang::Es) != en && error.text(Lang::Es).starts_with("--vary "));
        }
    }

    #[test]
    fn a_grid_that_is_too_large_says_how_large() {
        let text = |vary: &[&str]| {
            grid(&texts(vary), &[]).unwrap_err().iter().map(|error| error.text(Lang::Es)).collect::<String>()
        };
        assert!(text(&["a=1..1000", "b=1..1000"]).contains("100.000 celdas, y hay 1.000.000"));
        let wide: Vec<String> = ('a'..='m').map(|key| format!("{key}=1..1000")).collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        assert!(text(&wide).contains("más de las que se pueden contar"));
    }
}
