//! What is wrong with an export, and what to do.

use crate::calibrate::{FEWEST_CONVERSATIONS, TooFew};
use crate::history::refused::{Example, Where};
use crate::history::source::{MOST_BYTES, MOST_PAGE_BYTES, MOST_ROW_BYTES, MOST_ROWS, SourceFault};
use crate::history::{Field, Reason, Refusals};
use crate::locale::number::number;
use crate::locale::{Lang, Text, hidden, reason};

/// Accounts that are listed.
const MOST_ACCOUNTS: usize = 20;
const MOST_COLUMNS: usize = 30;

const FOLDER: Text =
    Text::new("is a folder; name the file of the export", "es una carpeta; indica el archivo de la exportación");
const EMPTY: Text = Text::new("is empty", "está vacío");
const UTF16: Text = Text::new(
    "is encoded in UTF-16; save it again as \"CSV UTF-8\"",
    "está codificado en UTF-16; guárdalo de nuevo como «CSV UTF-8»",
);
const BINARY: Text = Text::new(
    "is no text (a workbook or an archive?); export it as CSV, compressed with gzip at most",
    "no es texto (¿un libro de cálculo o un archivo comprimido?); expórtalo como CSV, comprimido con gzip como mucho",
);

const NO_ROW: Text = Text::new(
    "holds no message: only a header, or an error that the interface gave instead of posts?",
    "no contiene ningún mensaje: ¿solo una cabecera, o un error que la interfaz dio en lugar de publicaciones?",
);
const PACKED: Text = Text::new(
    "is compressed with gzip, and damaged or cut; copy or download it again",
    "está comprimido con gzip, y dañado o cortado; cópialo o descárgalo de nuevo",
);
const NO_ACCOUNT: Text = Text::new(
    "no account answers in it; name yours with --brand, and export its answers too",
    "ninguna cuenta responde en él; indica la tuya con --brand y exporta también sus respuestas",
);
const NO_ACCOUNTS: Text = Text::new(
    "has no column that says which account wrote; leave out --brand, or name that column with --map account=\"...\"",
    "no tiene ninguna columna que diga qué cuenta escribió; quita --brand, o indica esa columna con --map account=\"...\"",
);
const NOT_PAGES: Text = Text::new(
    "is not JSON, as pages of the X API v2 are; leave out --from x-api to have its columns recognised",
    "no es JSON, como lo son las páginas de la API v2 de X; quita --from x-api para que se reconozcan sus columnas",
);

/// The sentence for an export that cannot be used; `name` is how the user called it.
pub fn fault(fault: &SourceFault, name: &str, lang: Lang) -> String {
    let count = |value: u64| number(value as f64, 0, lang);
    let said = match (fault, lang) {
        (SourceFault::Io(error), Lang::En) => format!("cannot be read: {}", reason(error, lang)),
        (SourceFault::Io(error), Lang::Es) => format!("no se puede leer: {}", reason(error, lang)),
        (SourceFault::Folder, _) => FOLDER.get(lang).to_owned(),
        (SourceFault::Empty, _) => EMPTY.get(lang).to_owned(),
        (SourceFault::Utf16, _) => UTF16.get(lang).to_owned(),
        (SourceFault::Binary, _) => BINARY.get(lang).to_owned(),
        (SourceFault::Packed, _) => PACKED.get(lang).to_owned(),
        (SourceFault::TooLong, Lang::En) => format!("has more than {} bytes (unpacked); split it", count(MOST_BYTES)),
        (SourceFault::TooLong, Lang::Es) => {
            format!("tiene más de {} bytes (descomprimido); divídelo", count(MOST_BYTES))
        }
        (SourceFault::RowTooLong { line }, Lang::En) => format!(
            "from line {} on, one row has more than {} bytes; is a quote there never closed?",
            count(*line),
            count(MOST_ROW_BYTES)
        ),
        (SourceFault::RowTooLong { line }, Lang::Es) => format!(
            "desde la línea {}, una fila tiene más de {} bytes; ¿hay unas comillas que no se cierran?",
            count(*line),
            count(MOST_ROW_BYTES)
        ),
        (SourceFault::TooManyRows, Lang::En) => format!("has more than {} rows; split it", count(MOST_ROWS)),
        (SourceFault::TooManyRows, Lang::Es) => format!("tiene más de {} filas; divídelo", count(MOST_ROWS)),
        (SourceFault::PageTooLong { line }, _) => page_too_long(&count(*line), &count(MOST_PAGE_BYTES), lang),
        (SourceFault::Json { line, column }, _) => no_json(&count(*line), &count(*column), lang),
        (SourceFault::NotPages, _) => NOT_PAGES.get(lang).to_owned(),
        (SourceFault::Columns(found), _) => columns(found, lang),
        (SourceFault::NoColumn { named, found }, Lang::En) => {
            let named: Vec<String> = named.iter().map(|name| format!("\"{}\"", harmless(name))).collect();
            format!("has no column {} as --map says; it has {}", named.join(", "), listed(found))
        }
        (SourceFault::NoColumn { named, found }, Lang::Es) => {
            let named: Vec<String> = named.iter().map(|name| format!("«{}»", harmless(name))).collect();
            format!("no tiene la columna {} que dice --map; tiene {}", named.join(", "), listed(found))
        }
        (SourceFault::NoAccounts, _) => NO_ACCOUNTS.get(lang).to_owned(),
        (SourceFault::NameByHandle { handle }, Lang::En) => format!(
            "its first posts come before the account that --brand names, so that it is not told which of them speak to it; name it by its handle: --brand {}",
            harmless(handle)
        ),
        (SourceFault::NameByHandle { handle }, Lang::Es) => format!(
            "sus primeras publicaciones vienen antes que la cuenta que indica --brand, así que no se sabe cuáles le hablan; indícala por su nombre de usuario: --brand {}",
            harmless(handle)
        ),
        (SourceFault::Missing(fields), _) => missing(fields, lang),
        (SourceFault::Accounts { asked, found }, _) => accounts(asked.as_deref(), found, lang),
        (SourceFault::DateOrder { line, found }, Lang::En) => format!(
            "line {}: \"{}\" may have the day or the month first; say --dates dmy or --dates mdy",
            count(*line),
            harmless(found)
        ),
        (SourceFault::DateOrder { line, found }, Lang::Es) => format!(
            "línea {}: «{}» puede llevar antes el día o el mes; indica --dates dmy o --dates mdy",
            count(*line),
            harmless(found)
        ),
        (SourceFault::NothingUsable(refusals), _) => {
            let told = |reason: &Reason| {
                let count = count(refusals.count(*reason));
                let examples = examples(refusals, *reason, lang);
                let examples = if examples.is_empty() { examples } else { format!(" ({examples})") };
                format!("{count} x {}{examples}", reason.text().get(lang))
            };
            let all: Vec<String> = Reason::ALL.iter().filter(|reason| refusals.count(**reason) > 0).map(told).collect();
            let what =
                Text::new("holds no conversation that can be used", "no tiene ninguna conversación que se pueda usar");
            if all.is_empty() { NO_ROW.get(lang).to_owned() } else { format!("{}: {}", what.get(lang), all.join("; ")) }
        }
    };
    format!("{name}: {said}")
}

fn page_too_long(line: &str, most: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "from line {line} on, one page has more than {most} bytes; write pages as the interface gives them, one after the other"
        ),
        Lang::Es => format!(
            "desde la línea {line}, una página tiene más de {most} bytes; escribe las páginas como las da la interfaz, una tras otra"
        ),
    }
}

fn no_json(line: &str, column: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "line {line}, column {column}: is not JSON as the X API v2 gives it (data, includes, meta); was it cut or edited, or not saved as UTF-8?"
        ),
        Lang::Es => format!(
            "línea {line}, columna {column}: no es JSON como el de la API v2 de X (data, includes, meta); ¿se cortó, se editó o no se guardó como UTF-8?"
        ),
    }
}

/// That an export says too little.
pub fn too_few(few: &TooFew, name: &str, lang: Lang) -> String {
    let (found, all) = (few.conversations, number(few.all as f64, 0, lang));
    match lang {
        Lang::En => format!(
            "{name}: {found} of {all} conversations opened on whole days (the first and the last day of an export do not count); at least {FEWEST_CONVERSATIONS} are needed to estimate anything: export more days"
        ),
        Lang::Es => format!(
            "{name}: {found} de {all} conversaciones se abrieron en días completos (el primer y el último día de una exportación no cuentan); para estimar algo hacen falta al menos {FEWEST_CONVERSATIONS}: exporta más días"
        ),
    }
}

/// Where rows stand that were refused for a reason, and what was found: "line 4 \"soon\", line 9".
pub fn examples(refusals: &Refusals, reason: Reason, lang: Lang) -> String {
    let example = |one: &Example| {
        let place = match (one.place, lang) {
            (Where::Line(line), Lang::En) => format!("line {line}"),
            (Where::Line(line), Lang::Es) => format!("línea {line}"),
            (Where::Id(id), _) => format!("id {id}"),
            (Where::Row(row), Lang::En) => format!("row {row}"),
            (Where::Row(row), Lang::Es) => format!("fila {row}"),
            (Where::Nowhere, _) => String::new(),
        };
        if one.found.is_empty() { place } else { format!("{place} \"{}\"", one.found).trim_start().to_owned() }
    };
    let told = refusals.examples(reason).iter().map(example).filter(|told| !told.is_empty());
    told.collect::<Vec<_>>().join(", ")
}

fn harmless(text: &str) -> String {
    text.chars().map(|c| if hidden(c) { '?' } else { c }).take(40).collect()
}

fn listed(columns: &[String]) -> String {
    let more = if columns.len() > MOST_COLUMNS { ", ..." } else { "" };
    let shown: Vec<String> = columns.iter().take(MOST_COLUMNS).map(|name| harmless(name)).collect();
    format!("{}{more}", shown.join(", "))
}

fn columns(found: &[String], lang: Lang) -> String {
    let found = listed(found);
    match lang {
        Lang::En => format!(
            "has the columns {found}; expected those of twcs (tweet_id, author_id, inbound, created_at, in_response_to_tweet_id), \
             plain (conversation, time, direction) or zendesk (ticket_id, created_at, reply_time_in_minutes); name others with --map, for instance --map time=\"Created at\""
        ),
        Lang::Es => format!(
            "tiene las columnas {found}; se esperan las de twcs (tweet_id, author_id, inbound, created_at, in_response_to_tweet_id), \
             plain (conversation, time, direction) o zendesk (ticket_id, created_at, reply_time_in_minutes); indica otras con --map, por ejemplo --map time=\"Creado\""
        ),
    }
}

fn missing(fields: &[Field], lang: Lang) -> String {
    let fields: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    let fields = fields.join(", ");
    match lang {
        Lang::En => format!(
            "--map does not name the column of {fields}; needed are time, direction, and conversation or id with reply_to; \
             of tickets, time, reply_minutes and conversation"
        ),
        Lang::Es => {
            format!(
                "--map no indica la columna de {fields}; hacen falta time, direction, y conversation o bien id con reply_to; \
                 si son tickets, time, reply_minutes y conversation"
            )
        }
    }
}

fn accounts(asked: Option<&str>, found: &[(String, u64)], lang: Lang) -> String {
    let listed: Vec<String> = found
        .iter()
        .take(MOST_ACCOUNTS)
        .map(|(name, messages)| format!("\n  {} ({})", harmless(name), number(*messages as f64, 0, lang)))
        .collect();
    let (all, listed) = (number(found.len() as f64, 0, lang), listed.concat());
    match (asked, lang) {
        (Some(asked), Lang::En) => {
            format!("no account \"{asked}\" answers in it; of {all}, those with most messages are:{listed}")
        }
        (Some(asked), Lang::Es) => {
            format!("ninguna cuenta «{asked}» responde en él; de {all}, las que tienen más mensajes son:{listed}")
        }
        (None, _) if found.is_empty() => NO_ACCOUNT.get(lang).to_owned(),
        (None, Lang::En) => {
            format!("{all} accounts answer in it; name yours with --brand. Those with most messages are:{listed}")
        }
        (None, Lang::Es) => {
            format!(
                "responden en él {all} cuentas; indica la tuya con --brand. Las que tienen más mensajes son:{listed}"
            )
        }
    }
}
