//! The reference of the scenario file as a document: docs/scenario.md and docs/escenario.md are these texts.

use super::problems::accepted::{plain, values};
use crate::locale::{Lang, Text};
use crate::scenario::STANDARD_MIX;
use crate::scenario::keys::doubt::{DOUBTS, Plausible};
use crate::scenario::keys::{self, Default, Key, Kind, SECTIONS, Section};
use crate::scenario::limits::Limit;

const DOUBTS_TITLE: Text = Text::new("What is least certain", "Lo menos seguro");
const LIMITS: Text = Text::new("Limits", "Límites");
const STANDARD: Text = Text::new("Contact types where none is given", "Tipos de contacto si no se da ninguno");
const REQUIRED: Text = Text::new("**required**", "**obligatorio**");
const TOP: Text = Text::new("Top of the file", "Principio del archivo");

/// The whole document in Markdown.
pub fn markdown(lang: Lang) -> String {
    let mut text = match lang {
        Lang::En => include_str!("reference/intro.en.md").to_owned(),
        Lang::Es => include_str!("reference/intro.es.md").to_owned(),
    };
    for section in SECTIONS {
        text.push_str(&section_table(section, lang));
        if section.path == "demand.contact" {
            text.push_str(&standard_mix(lang));
        }
    }
    text.push_str(&doubts(lang));
    text.push_str(&limits(lang));
    text
}

fn section_table(section: &Section, lang: Lang) -> String {
    let title = match (section.path, section.list) {
        ("", _) => TOP.get(lang).to_owned(),
        (path, true) => format!("`[[{path}]]`"),
        (path, false) => format!("`[{path}]`"),
    };
    let mut text = format!("\n## {title}\n\n{}\n", section.about.get(lang));
    if section.path == "variant" {
        text.push_str(match lang {
            Lang::En => "\nIt has a `name` of its own and any key of the file but `extends`, which it changes.\n",
            Lang::Es => "\nTiene `name` propio y cualquier clave del archivo salvo `extends`, y la cambia.\n",
        });
        return text;
    }
    text.push_str(match lang {
        Lang::En => "\n| key | value | unit | default | rests on | meaning |\n|---|---|---|---|---|---|\n",
        Lang::Es => {
            "\n| clave | valor | unidad | por omisión | se apoya en | significado |\n|---|---|---|---|---|---|\n"
        }
    });
    for key in keys::all().filter(|k| k.section == section.path) {
        let cells = [
            format!("`{}`", key.name),
            value(key.kind, lang),
            key.unit.text().get(lang).to_owned(),
            default(key, lang),
            key.basis.text(lang),
            key.about.get(lang).to_owned(),
        ];
        text.push_str(&row(&cells));
    }
    text
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// What a key accepts; values that many keys share are explained in one place.
fn value(kind: Kind, lang: Lang) -> String {
    let link = |en: &str, es: &str| match lang {
        Lang::En => en.to_owned(),
        Lang::Es => es.to_owned(),
    };
    match kind {
        Kind::Name => link("[name](#names)", "[nombre](#nombres)"),
        Kind::Duration { min_minutes } if min_minutes >= 1.0 => link(
            &format!("[duration](#durations-times-and-dates) of at least {min_minutes} min"),
            &format!("[duración](#duraciones-horas-y-fechas) de {min_minutes} min como mínimo"),
        ),
        Kind::Duration { min_minutes } if min_minutes > 0.0 => {
            link("[duration](#durations-times-and-dates) above 0", "[duración](#duraciones-horas-y-fechas) mayor que 0")
        }
        Kind::Duration { .. } => {
            link("[duration](#durations-times-and-dates)", "[duración](#duraciones-horas-y-fechas)")
        }
        Kind::Durations { min_minutes, max_minutes } => {
            let (least, most) = (plain(min_minutes / 60.0, lang), plain(max_minutes / 60.0, lang));
            link(
                &format!("list of [durations](#durations-times-and-dates) from {least} h to {most} h"),
                &format!("lista de [duraciones](#duraciones-horas-y-fechas) de {least} h a {most} h"),
            )
        }
        Kind::Times => link("[distribution](#distributions)", "[distribución](#distribuciones)"),
        Kind::TimesOrNever => {
            link("[distribution](#distributions), or `\"none\"`", "[distribución](#distribuciones) o `\"none\"`")
        }
        Kind::People => link("number or [distribution](#distributions)", "número o [distribución](#distribuciones)"),
        Kind::Windows => link("[windows](#windows)", "[ventanas](#ventanas)"),
        Kind::Shifts => {
            link("[windows](#windows), or `\"roster.csv\"`", "[ventanas](#ventanas), o `\"cuadrante.csv\"`")
        }
        Kind::Choice(words) => one_of(words),
        Kind::Choices(words) => {
            let words = one_of(words);
            link(&format!("a list of {words}"), &format!("una lista de {words}"))
        }
        _ => values(kind, "", lang),
    }
}

fn one_of(words: &[&str]) -> String {
    words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ")
}

fn default(key: &Key, lang: Lang) -> String {
    match key.default {
        Default::Required => REQUIRED.get(lang).to_owned(),
        Default::Value(text) => format!("`{text}`"),
        Default::Words(words) | Default::Nothing(words) => words.get(lang).to_owned(),
    }
}

fn standard_mix(lang: Lang) -> String {
    let about = match lang {
        Lang::En => {
            "A file without `[[demand.contact]]` has these (an assumption, shown as one by `relevo check --assumptions`):"
        }
        Lang::Es => {
            "Un archivo sin `[[demand.contact]]` tiene estos (un supuesto, y así lo muestra `relevo check --assumptions`):"
        }
    };
    format!("\n### {}\n\n{about}\n\n```toml\n{}\n```\n", STANDARD.get(lang), STANDARD_MIX.trim())
}

/// The keys whose values are poorly known, with the values that are plausible.
fn doubts(lang: Lang) -> String {
    let about = match lang {
        Lang::En => {
            "Each with the values that are plausible; `relevo sensitivity` varies those that can matter in a scenario, one at a time. \
             A range always holds the value in force.\n\n| key | plausible | rests on |\n|---|---|---|\n"
        }
        Lang::Es => {
            "Cada una con los valores plausibles; `relevo sensitivity` varía, de una en una, las que pueden importar en un escenario. \
             Un rango siempre contiene el valor actual.\n\n| clave | plausible | se apoya en |\n|---|---|---|\n"
        }
    };
    let mut text = format!("\n## {}\n\n{about}", DOUBTS_TITLE.get(lang));
    for doubt in DOUBTS {
        let key =
            if doubt.section.is_empty() { doubt.name.into() } else { format!("{}.{}", doubt.section, doubt.name) };
        let range = match (doubt.range, lang) {
            (Plausible::Between(low, high), Lang::En) => format!("{} to {}", plain(low, lang), plain(high, lang)),
            (Plausible::Between(low, high), Lang::Es) => format!("de {} a {}", plain(low, lang), plain(high, lang)),
            (Plausible::Times(low, high), Lang::En) => {
                format!("the value in force x {} to x {}", plain(low, lang), plain(high, lang))
            }
            (Plausible::Times(low, high), Lang::Es) => {
                format!("el valor actual, de x {} a x {}", plain(low, lang), plain(high, lang))
            }
        };
        text.push_str(&row(&[format!("`{key}`"), range, doubt.basis.text(lang)]));
    }
    text
}

fn limits(lang: Lang) -> String {
    let header = match lang {
        Lang::En => "| what | at most |\n|---|---:|\n",
        Lang::Es => "| qué | como máximo |\n|---|---:|\n",
    };
    let mut text = format!("\n## {}\n\n{header}", LIMITS.get(lang));
    for limit in Limit::ALL {
        text.push_str(&row(&[limit.subject().get(lang).to_owned(), plain(limit.allowed() as f64, lang)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_in_the_document_and_every_link_has_its_heading() {
        for lang in [Lang::En, Lang::Es] {
            let text = markdown(lang);
            for key in keys::all() {
                assert!(text.contains(&format!("| `{}` |", key.name)), "{}", key.path());
            }
            let slug = |heading: &str| {
                let kept = heading.to_lowercase().replace(' ', "-");
                kept.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>()
            };
            let headings: Vec<String> =
                text.lines().filter(|l| l.starts_with('#')).map(|l| slug(l.trim_start_matches('#').trim())).collect();
            for link in text.split("](#").skip(1).filter_map(|rest| rest.split_once(')')) {
                assert!(headings.iter().any(|heading| heading == link.0), "#{}", link.0);
            }
        }
    }
}
