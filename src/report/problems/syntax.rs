//! Syntax errors of TOML in both languages: the parser speaks English and names things that a manager need not know.

use super::Message;
use super::accepted::say;
use crate::locale::{Lang, Text};

/// What the parser says, and what is meant, with the usual remedy.
const SAYINGS: &[(&str, Text, Text)] = &[
    (
        "duplicate key",
        Text::new("this key stands here a second time", "esta clave aparece aquí por segunda vez"),
        Text::new(
            "keep one of them; for another entry of a list write [[double brackets]]",
            "deja solo una; para otra entrada de una lista escribe [[corchetes dobles]]",
        ),
    ),
    (
        "string values must be quoted",
        Text::new("a text without quotes", "un texto sin comillas"),
        Text::new("write it in quotes: key = \"text\"", "escríbelo entre comillas: clave = \"texto\""),
    ),
    (
        "missing value",
        Text::new("a key without a value", "una clave sin valor"),
        Text::new("write key = value, or remove the line", "escribe clave = valor, o borra la línea"),
    ),
    (
        "key with no value",
        Text::new("a key without a value", "una clave sin valor"),
        Text::new("write key = value, or remove the line", "escribe clave = valor, o borra la línea"),
    ),
    (
        "missing assignment",
        Text::new("an equals sign is missing", "falta un signo igual"),
        Text::new("write key = value", "escribe clave = valor"),
    ),
    (
        "extra `=`",
        Text::new("one equals sign too many", "sobra un signo igual"),
        Text::new("write key = value", "escribe clave = valor"),
    ),
    (
        "extra assignment",
        Text::new("one equals sign too many", "sobra un signo igual"),
        Text::new("write key = value, one to a line", "escribe clave = valor, uno por línea"),
    ),
    (
        "unclosed array table",
        Text::new("a section header that does not end", "un encabezado de sección sin cerrar"),
        Text::new("close it: [[desk.team]]", "ciérralo: [[desk.team]]"),
    ),
    (
        "unclosed array",
        Text::new("a list that does not end", "una lista sin cerrar"),
        Text::new("close it with ]", "ciérrala con ]"),
    ),
    (
        "unclosed inline table",
        Text::new("a table in braces that does not end", "una tabla entre llaves sin cerrar"),
        Text::new("close it with }", "ciérrala con }"),
    ),
    (
        "unclosed table",
        Text::new("a section header that does not end", "un encabezado de sección sin cerrar"),
        Text::new("close it: [demand]", "ciérralo: [demand]"),
    ),
    (
        "missing table open",
        Text::new("a bracket too many", "sobra un corchete"),
        Text::new("a section begins with [name] or [[name]]", "una sección empieza con [nombre] o [[nombre]]"),
    ),
    (
        "missing comma",
        Text::new("a comma is missing", "falta una coma"),
        Text::new("separate the entries by commas", "separa los elementos con comas"),
    ),
    ("extra comma", Text::new("one comma too many", "sobra una coma"), Text::new("remove it", "quítala")),
    (
        "missing opening quote",
        Text::new("a quote is missing", "falta una comilla"),
        Text::new("texts stand between two quotes: \"text\"", "los textos van entre dos comillas: \"texto\""),
    ),
    (
        "invalid basic string",
        Text::new("a text whose quotes do not end on its line", "un texto cuyas comillas no se cierran en su línea"),
        Text::new("close the quotes", "cierra las comillas"),
    ),
    (
        "invalid literal string",
        Text::new("a text whose quotes do not end on its line", "un texto cuyas comillas no se cierran en su línea"),
        Text::new("close the quotes", "cierra las comillas"),
    ),
    (
        "invalid multi-line",
        Text::new("a text of several lines that does not end", "un texto de varias líneas sin cerrar"),
        Text::new("close it with three quotes", "ciérralo con tres comillas"),
    ),
    (
        "missing escaped value",
        Text::new("a backslash in a text", "una barra inversa en un texto"),
        Text::new("write \\\\ for a backslash", "escribe \\\\ para una barra inversa"),
    ),
    (
        "invalid unquoted key",
        Text::new("a key with characters that need quotes", "una clave con caracteres que necesitan comillas"),
        Text::new(
            "keys hold letters, digits, - and _; a comment begins with #",
            "las claves llevan letras, cifras, - y _; un comentario empieza por #",
        ),
    ),
    (
        "unquoted keys cannot be empty",
        Text::new("a key without a name", "una clave sin nombre"),
        Text::new("write key = value", "escribe clave = valor"),
    ),
    (
        "invalid date-time",
        Text::new("neither a number nor a date that exists", "ni un número ni una fecha que exista"),
        Text::new(
            "texts and times of day stand in quotes: \"08:00\"",
            "los textos y las horas van entre comillas: \"08:00\"",
        ),
    ),
    (
        "unexpected leading zero",
        Text::new("a number that begins with 0", "un número que empieza por 0"),
        Text::new("leave the zero out", "quita el cero"),
    ),
    (
        "recurs",
        Text::new("too many levels of brackets", "demasiados niveles de corchetes"),
        Text::new("a scenario needs four at most", "un escenario necesita cuatro como máximo"),
    ),
    (
        "cannot extend value",
        Text::new(
            "a key that is a value elsewhere in the file and a section here",
            "una clave que en otro lugar es un valor y aquí una sección",
        ),
        Text::new("keep one of them", "deja solo una de las dos"),
    ),
    (
        "carriage return",
        Text::new("a carriage return within a line", "un retorno de carro dentro de una línea"),
        Text::new("save the file with plain line ends", "guarda el archivo con finales de línea normales"),
    ),
    (
        "comment",
        Text::new("a character that no comment may hold", "un carácter que no puede haber en un comentario"),
        Text::new("remove it", "quítalo"),
    ),
    (
        "unexpected content",
        Text::new("something behind the end of the value", "algo detrás del final del valor"),
        Text::new(
            "one key = value to a line; a comment begins with #",
            "una clave = valor por línea; un comentario empieza por #",
        ),
    ),
    (
        "unexpected key or value",
        Text::new("something behind the end of the value", "algo detrás del final del valor"),
        Text::new(
            "one key = value to a line; a comment begins with #",
            "una clave = valor por línea; un comentario empieza por #",
        ),
    ),
    (
        "number",
        Text::new("a number that cannot be read", "un número que no se puede leer"),
        Text::new("write 1234.5, without blanks or signs", "escribe 1234.5, sin espacios ni otros signos"),
    ),
];

/// The message of a syntax error.
pub fn message(parser: &str, lang: Lang) -> Message {
    let (said, remedy) = match SAYINGS.iter().find(|(begin, _, _)| parser.contains(begin)) {
        Some((_, said, remedy)) => (said.get(lang).to_owned(), Some(remedy.get(lang).to_owned())),
        None => (say!(lang, "not TOML", "no es TOML"), None),
    };
    Message {
        found: say!(lang, "the line cannot be read: {said}", "la línea no se puede leer: {said}"),
        accepted: Some(say!(lang, "TOML syntax ({parser})", "sintaxis TOML (en inglés: {parser})")),
        fix: remedy,
    }
}
