//! Sentences for faults of files, rows, windows, distributions and names.

use super::accepted::{either, one_of, plain, say};
use crate::locale::{Lang, Text};
use crate::scenario::problem::{DistributionFault, FileFault, Foreign, MomentFault, NameFault, Named, WindowFault};

/// What was found, and the remedy.
pub type Pair = (String, Option<String>);

pub fn file(name: &str, fault: &FileFault, lang: Lang) -> Pair {
    match fault {
        FileFault::NotFound => (
            say!(lang, "there is no file `{name}`", "no existe el archivo `{name}`"),
            Some(say!(lang, "correct the name or the folder", "corrige el nombre o la carpeta")),
        ),
        FileFault::Folder => (
            say!(lang, "`{name}` is a folder", "`{name}` es una carpeta"),
            Some(say!(lang, "name a file in it", "indica un archivo que esté en ella")),
        ),
        FileFault::Special => (
            say!(lang, "`{name}` is a pipe or a device", "`{name}` es una tubería o un dispositivo"),
            Some(say!(
                lang,
                "name a regular file; - reads standard input",
                "indica un archivo normal; - lee la entrada estándar"
            )),
        ),
        FileFault::TooLarge { bytes, limit } => {
            let (bytes, most) = (plain(*bytes as f64, lang), plain(limit.allowed() as f64, lang));
            (
                say!(lang, "`{name}` has {bytes} bytes", "`{name}` tiene {bytes} bytes"),
                Some(say!(
                    lang,
                    "at most {most} bytes are read; name a smaller file",
                    "se leen {most} bytes como máximo; indica un archivo menor"
                )),
            )
        }
        FileFault::NotUtf8 { line } => (
            say!(lang, "`{name}` is not UTF-8 text (line {line})", "`{name}` no es texto UTF-8 (línea {line})"),
            Some(say!(lang, "save it as UTF-8 in the editor", "guárdalo como UTF-8 en el editor")),
        ),
        FileFault::Utf16 => (
            say!(
                lang,
                "`{name}` is text of two bytes a character (UTF-16), as some editors and spreadsheets save it",
                "`{name}` es texto de dos bytes por carácter (UTF-16), como lo guardan algunos editores y hojas de cálculo"
            ),
            Some(say!(
                lang,
                "open it in an editor and save it with the encoding UTF-8",
                "ábrelo en un editor y guárdalo con la codificación UTF-8"
            )),
        ),
        FileFault::Foreign(what) => foreign(name, *what, lang),
        FileFault::Outside => (
            say!(
                lang,
                "`{name}` lies outside the folder of the scenario",
                "`{name}` está fuera de la carpeta del escenario"
            ),
            Some(say!(
                lang,
                "copy it beside the first file; links that lead elsewhere are not followed",
                "cópialo junto al primer archivo; no se siguen enlaces que lleven fuera"
            )),
        ),
        FileFault::NoFilesHere => (
            say!(
                lang,
                "`{name}`: a scenario from standard input or the web may name no file",
                "`{name}`: un escenario de la entrada estándar o de la web no puede nombrar archivos"
            ),
            Some(say!(
                lang,
                "write the values into the scenario, or run it from a file",
                "escribe los valores en el escenario, o úsalo desde un archivo"
            )),
        ),
        FileFault::Denied => (
            say!(lang, "`{name}` may not be read", "no hay permiso para leer `{name}`"),
            Some(say!(lang, "give yourself the right to read it", "date permiso de lectura")),
        ),
        FileFault::Unreadable => (say!(lang, "`{name}` cannot be read", "no se puede leer `{name}`"), None),
    }
}

/// A file that is something else, and where scenarios come from.
fn foreign(name: &str, what: Foreign, lang: Lang) -> Pair {
    let is = match what {
        Foreign::Result => Text::new("a result of relevo", "un resultado de relevo"),
        Foreign::Json => Text::new("a JSON file", "un archivo JSON"),
        Foreign::Html => Text::new("a web page (HTML)", "una página web (HTML)"),
        Foreign::Markup => Text::new("an XML file", "un archivo XML"),
        Foreign::Table => Text::new("a table of rows and columns (CSV)", "una tabla de filas y columnas (CSV)"),
        Foreign::Workbook => Text::new(
            "a workbook of a spreadsheet or a packed file",
            "un libro de hoja de cálculo o un archivo comprimido",
        ),
        Foreign::Pdf => Text::new("a PDF document", "un documento PDF"),
        Foreign::Binary => Text::new("no text", "un archivo que no es texto"),
        Foreign::Prose => Text::new(
            "a text in which no line is key = value or [section]",
            "un texto en el que ninguna línea es clave = valor ni [sección]",
        ),
    };
    let is = is.get(lang);
    let fix = match what {
        Foreign::Result => say!(
            lang,
            "name the scenario file (.toml) that was run; the report folder has a copy of it",
            "indica el archivo de escenario (.toml) que se simuló; la carpeta del informe tiene una copia"
        ),
        Foreign::Table => say!(
            lang,
            "name the scenario file (.toml) that uses it; `relevo new` writes one to start from",
            "indica el archivo de escenario (.toml) que la usa; `relevo new` escribe uno para empezar"
        ),
        _ => say!(
            lang,
            "name a scenario file (.toml); `relevo new` writes one to start from",
            "indica un archivo de escenario (.toml); `relevo new` escribe uno para empezar"
        ),
    };
    (say!(lang, "`{name}` is no scenario: it is {is}", "`{name}` no es un escenario: es {is}"), Some(fix))
}

pub fn window(found: &str, fault: &WindowFault, lang: Lang) -> Pair {
    let what = say!(lang, "\"{found}\" is not a window of the week", "\"{found}\" no es una ventana de la semana");
    let (why, fix) = match fault {
        WindowFault::Form => (
            say!(lang, "days and hours are needed", "hacen falta días y horas"),
            say!(lang, "write it as \"Mon-Fri 08:00-20:00\"", "escríbela como \"Mon-Fri 08:00-20:00\""),
        ),
        WindowFault::Split { windows } => {
            let list: Vec<String> = windows.iter().map(|w| format!("\"{w}\"")).collect();
            let list = list.join(", ");
            (
                say!(lang, "a window has one stretch of hours", "una ventana tiene un solo tramo de horas"),
                say!(lang, "write one window for each: [{list}]", "escribe una ventana por tramo: [{list}]"),
            )
        }
        WindowFault::Hours { meant } => (
            say!(lang, "the hours are not written as 09:00", "las horas no están escritas como 09:00"),
            say!(lang, "write \"{meant}\"", "escribe \"{meant}\""),
        ),
        WindowFault::Day { found, nearest } => (
            say!(lang, "\"{found}\" is not a day", "\"{found}\" no es un día"),
            match nearest {
                Some(nearest) => say!(lang, "did you mean {nearest}?", "¿querías decir {nearest}?"),
                None => say!(
                    lang,
                    "days are Mon Tue Wed Thu Fri Sat Sun, daily, hol",
                    "los días son Lun Mar Mié Jue Vie Sáb Dom (o Mon...), daily, hol"
                ),
            },
        ),
        WindowFault::Time { found } => (
            say!(
                lang,
                "\"{found}\" is not a time at which a window can begin or end",
                "\"{found}\" no es una hora a la que pueda empezar o terminar"
            ),
            say!(lang, "times go from 00:00 to 24:00", "las horas van de 00:00 a 24:00"),
        ),
        WindowFault::Empty => (
            say!(lang, "it ends when it begins", "termina cuando empieza"),
            say!(lang, "for a whole day write 00:00-24:00", "para un día entero escribe 00:00-24:00"),
        ),
    };
    (format!("{what}: {why}"), Some(fix))
}

pub fn moment(found: &str, fault: &MomentFault, lang: Lang) -> Pair {
    let what = say!(lang, "\"{found}\" is not a point of the run", "\"{found}\" no es un momento de la simulación");
    let (why, fix) = match fault {
        MomentFault::Form => (
            say!(
                lang,
                "a week, a day and a time are needed, or a date and a time",
                "hacen falta semana, día y hora, o fecha y hora"
            ),
            None,
        ),
        MomentFault::Day { found, nearest } => (
            say!(lang, "\"{found}\" is not a day", "\"{found}\" no es un día"),
            Some(match nearest {
                Some(nearest) => say!(lang, "did you mean {nearest}?", "¿querías decir {nearest}?"),
                None => say!(
                    lang,
                    "days are Mon Tue Wed Thu Fri Sat Sun",
                    "los días son Lun Mar Mié Jue Vie Sáb Dom (o Mon...)"
                ),
            }),
        ),
        MomentFault::Time { found } => (
            say!(lang, "\"{found}\" is not a time of day", "\"{found}\" no es una hora del día"),
            Some(say!(lang, "times go from 00:00 to 23:59", "las horas van de 00:00 a 23:59")),
        ),
    };
    (format!("{what}: {why}"), fix)
}

pub fn distribution(fault: &DistributionFault, lang: Lang) -> Pair {
    let what = say!(lang, "not a distribution", "no es una distribución");
    let (why, fix) = match fault {
        DistributionFault::Form => (
            say!(
                lang,
                "it needs a number, or either mean, median, two quantiles or empirical",
                "necesita un número, o bien mean, median, dos cuantiles o empirical"
            ),
            say!(lang, "write {{ mean = 5, cv = 0.9 }}", "escribe {{ mean = 5, cv = 0.9 }}"),
        ),
        DistributionFault::CvMissing => (
            say!(lang, "cv is missing", "falta cv"),
            say!(
                lang,
                "add cv (standard deviation / mean), 0.9 is usual for handling times",
                "añade cv (desviación típica / media); 0.9 es habitual en tiempos de gestión"
            ),
        ),
        DistributionFault::CvNotFree { shape } => (
            say!(lang, "{shape} has no cv of its own", "{shape} no tiene cv propio"),
            say!(lang, "remove cv", "quita cv"),
        ),
        DistributionFault::Mean { found } => (
            say!(
                lang,
                "{found} is not a possible mean, median or value",
                "{found} no puede ser media, mediana ni valor"
            ),
            say!(
                lang,
                "write a positive number, for times at most a year",
                "escribe un número positivo; en tiempos, un año como máximo"
            ),
        ),
        DistributionFault::Cv { found } => (
            say!(lang, "{found} is not a possible cv", "{found} no puede ser cv"),
            say!(lang, "write a number from 0 to 10", "escribe un número de 0 a 10"),
        ),
        DistributionFault::MedianShape => (
            say!(lang, "only a log-normal one has a median", "solo la lognormal tiene median"),
            say!(lang, "write mean, or remove shape", "escribe mean, o quita shape"),
        ),
        DistributionFault::Quantiles => (
            say!(
                lang,
                "two quantiles are needed, whose probabilities rise with their times",
                "hacen falta dos cuantiles, cuyas probabilidades crezcan con sus tiempos"
            ),
            say!(lang, "write {{ p1h = 0.27, p5h = 0.59 }}", "escribe {{ p1h = 0.27, p5h = 0.59 }}"),
        ),
        DistributionFault::Values => (
            say!(lang, "no observed value is above 0", "ningún valor observado es mayor que 0"),
            say!(lang, "give at least one", "da al menos uno"),
        ),
        DistributionFault::UnknownKey { found, nearest } => (
            say!(lang, "it has no key `{found}`", "no tiene la clave `{found}`"),
            match nearest {
                Some(nearest) => say!(lang, "did you mean `{nearest}`?", "¿querías decir `{nearest}`?"),
                None => say!(lang, "remove it", "quítala"),
            },
        ),
    };
    (format!("{what}: {why}"), Some(fix))
}

pub fn name(fault: NameFault, found: &str, lang: Lang) -> Pair {
    match fault {
        NameFault::Empty => (
            say!(lang, "an empty name", "un nombre vacío"),
            Some(say!(lang, "write a name between the quotes", "escribe un nombre entre las comillas")),
        ),
        NameFault::Control => (
            say!(
                lang,
                "\"{found}\" holds characters that cannot be seen",
                "\"{found}\" contiene caracteres que no se ven"
            ),
            Some(say!(lang, "type it anew", "escríbelo de nuevo")),
        ),
        NameFault::Reserved => (
            say!(
                lang,
                "\"{found}\" means something else in lists of names",
                "\"{found}\" significa otra cosa en las listas de nombres"
            ),
            Some(say!(lang, "choose another name", "elige otro nombre")),
        ),
        NameFault::Spaces => (
            say!(lang, "\"{found}\" begins or ends with a blank", "\"{found}\" empieza o termina con un espacio"),
            Some(say!(lang, "remove the blank", "quita el espacio")),
        ),
    }
}

/// "contact type", "team" and so on.
pub fn kind(kind: Named, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Named::Contact, Lang::En) => "contact type",
        (Named::Contact, Lang::Es) => "tipo de contacto",
        (Named::Team, Lang::En) => "team",
        (Named::Team, Lang::Es) => "equipo",
        (Named::Sla, Lang::En) => "agreement",
        (Named::Sla, Lang::Es) => "acuerdo",
        (Named::Variant, Lang::En) => "variant",
        (Named::Variant, Lang::Es) => "variante",
        (Named::Language, Lang::En) => "language",
        (Named::Language, Lang::Es) => "idioma",
        (Named::Brand, Lang::En) => "brand",
        (Named::Brand, Lang::Es) => "marca",
        (Named::Crisis, Lang::En) => "crisis",
        (Named::Crisis, Lang::Es) => "crisis",
        (Named::ShiftPattern, Lang::En) => "shift pattern",
        (Named::ShiftPattern, Lang::Es) => "tipo de turno",
        (Named::Presence, Lang::En) => "presence rule",
        (Named::Presence, Lang::Es) => "regla de presencia",
        (Named::Priority, Lang::En) => "contact type, channel or language",
        (Named::Priority, Lang::Es) => "tipo de contacto, canal ni idioma",
    }
}

/// The known names, or that there are none; long lists are cut.
pub fn known(names: &[String], quoted: bool, lang: Lang) -> String {
    const SHOWN: usize = 24;
    if names.is_empty() {
        return say!(lang, "none: no such name exists here", "ninguno: aquí no existe ningún nombre así");
    }
    let shown = &names[..names.len().min(SHOWN)];
    let text = if quoted { one_of(shown, lang) } else { either(shown, lang) };
    if names.len() > SHOWN { format!("{text}, …") } else { text }
}
