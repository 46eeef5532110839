//! Lines that TOML cannot read for a slip of form: what it is, and the line as it should be.

use super::Message;
use super::accepted::{accepted, say};
use crate::locale::{Lang, Text};
use crate::scenario::slip::{Slip, SlipKind};

pub fn message(slip: &Slip, lang: Lang) -> Message {
    let found = said(slip.kind).get(lang).to_owned();
    let fix = match &slip.lines[..] {
        [] => remedy(slip.kind, lang),
        [line] => {
            let line = line.trim();
            Some(say!(lang, "write {line}", "escribe {line}"))
        }
        [first, second, ..] => {
            let (first, second) = (first.trim(), second.trim());
            Some(say!(
                lang,
                "write {first} or {second}, whichever is meant",
                "escribe {first} o {second}, según lo que sea"
            ))
        }
    };
    Message { found, accepted: slip.key.map(|key| accepted(key, lang)), fix }
}

/// What is wrong with the line.
fn said(kind: SlipKind) -> Text {
    match kind {
        SlipKind::DecimalComma => {
            Text::new("decimals need a point, not a comma", "los decimales llevan punto, no coma")
        }
        SlipKind::Thousands => Text::new(
            "thousands are not set apart by signs or blanks",
            "los miles no se separan con signos ni espacios",
        ),
        SlipKind::CommaOrThousands => Text::new(
            "a number with a comma: decimals need a point, and thousands are not set apart",
            "un número con coma: los decimales llevan punto, y los miles no se separan",
        ),
        SlipKind::Word => Text::new("a text without quotation marks", "un texto sin comillas"),
        SlipKind::NotANumber => Text::new("a word where a number is needed", "una palabra donde hace falta un número"),
        SlipKind::CurvedQuotes => Text::new(
            "quotation marks of a word processor: they must be straight",
            "comillas de procesador de textos: tienen que ser rectas",
        ),
        SlipKind::Equals => {
            Text::new("an equals sign is needed between key and value", "entre la clave y el valor va un signo igual")
        }
        SlipKind::Duration => {
            Text::new("a duration with a unit needs quotation marks", "una duración con unidad lleva comillas")
        }
        SlipKind::Percent => Text::new(
            "a share is written as a fraction of 1, without %",
            "una proporción se escribe como parte de 1, sin %",
        ),
        SlipKind::Currency => Text::new(
            "money is a number alone; the currency stands once, at the top of the file",
            "el dinero es solo un número; la moneda se indica una vez, al principio del archivo",
        ),
        SlipKind::Unit => Text::new("a number stands alone, without its unit", "un número va solo, sin su unidad"),
        SlipKind::Flag => Text::new("yes and no are written true and false", "sí y no se escriben true y false"),
        SlipKind::Clock => Text::new(
            "a time of day stands in quotation marks, as \"08:00\"",
            "una hora va entre comillas, como \"08:00\"",
        ),
        SlipKind::Comment => Text::new("a comment begins with #", "un comentario empieza por #"),
        SlipKind::Blank => Text::new(
            "a special blank, as web pages and word processors have them",
            "un espacio especial, como los de páginas web y procesadores de texto",
        ),
        SlipKind::NoValue => Text::new("a key without a value", "una clave sin valor"),
    }
}

/// What to do where no line can be proposed.
fn remedy(kind: SlipKind, lang: Lang) -> Option<String> {
    match kind {
        SlipKind::NoValue => Some(say!(
            lang,
            "write the value behind the equals sign, on the same line, or remove the line",
            "escribe el valor detrás del signo igual, en la misma línea, o borra la línea"
        )),
        SlipKind::NotANumber => Some(say!(lang, "write the number in figures", "escribe el número en cifras")),
        _ => None,
    }
}
