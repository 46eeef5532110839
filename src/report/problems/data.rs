//! Sentences for the rows of data files: the file, the line and the column, never what stands there.

use super::accepted::{plain, say};
use super::faults::{Pair, known};
use crate::locale::Lang;
use crate::scenario::problem::DataFault;

pub fn data(name: &str, line: u64, fault: &DataFault, lang: Lang) -> Pair {
    let (what, fix) = match fault {
        DataFault::NoRowOfTeam { team, known, others } => no_row_of_team(team, known, *others, lang),
        _ => of_cell(fault, lang).unwrap_or_else(|| of_rows(fault, lang)),
    };
    let column = column(fault).map(|column| say!(lang, ", column `{column}`", ", columna `{column}`"));
    let column = column.unwrap_or_default();
    let found = match line {
        0 => say!(lang, "in `{name}`: {what}", "en `{name}`: {what}"),
        _ => say!(lang, "in `{name}`, line {line}{column}: {what}", "en `{name}`, línea {line}{column}: {what}"),
    };
    (found, Some(fix))
}

/// The column of a fault that lies in one cell; the only column of observed values has no name.
fn column(fault: &DataFault) -> Option<&'static str> {
    match fault {
        DataFault::NotANumber { column } | DataFault::Negative { column } => Some(*column).filter(|c| *c != "value"),
        DataFault::Time { column } => Some(column),
        DataFault::HourOfWeek | DataFault::HourRepeated => Some("hour_of_week"),
        DataFault::Days => Some("day"),
        DataFault::Agents => Some("agents"),
        _ => None,
    }
}

/// What was found, and the remedy, which there always is.
type Sentences = (String, String);

fn of_cell(fault: &DataFault, lang: Lang) -> Option<Sentences> {
    let every_hour = || say!(lang, "give each of the 168 hours one row", "da una fila a cada una de las 168 horas");
    Some(match fault {
        DataFault::NotANumber { .. } => (
            say!(lang, "not a number", "no es un número"),
            say!(lang, "write a number of 0 or more, such as 12.5", "escribe un número desde 0, como 12,5"),
        ),
        DataFault::Negative { .. } => (
            say!(lang, "a negative number", "un número negativo"),
            say!(lang, "write a number of 0 or more", "escribe un número desde 0"),
        ),
        DataFault::HourOfWeek => (
            say!(lang, "not an hour of the week", "no es una hora de la semana"),
            say!(
                lang,
                "hours go from 0 (Monday 00:00) to 167 (Sunday 23:00)",
                "las horas van de 0 (lunes 00:00) a 167 (domingo 23:00)"
            ),
        ),
        DataFault::HourRepeated => {
            (say!(lang, "an hour that stands there twice", "una hora que aparece dos veces"), every_hour())
        }
        DataFault::HourMissing { hour } => (say!(lang, "hour {hour} is missing", "falta la hora {hour}"), every_hour()),
        DataFault::Days => (
            say!(lang, "not days of the week", "no son días de la semana"),
            say!(
                lang,
                "write Mon-Fri, Sat, daily or hol; \"Mon,Wed\" in quotes",
                "escribe Lun-Vie, Sáb, daily o hol; \"Lun,Mié\" entre comillas"
            ),
        ),
        DataFault::Time { column: "from" } => (
            say!(lang, "not a time of day", "no es una hora del día"),
            say!(lang, "write 08:00; times go from 00:00 to 23:59", "escribe 08:00; las horas van de 00:00 a 23:59"),
        ),
        DataFault::Time { .. } => (
            say!(lang, "not a time of day", "no es una hora del día"),
            say!(lang, "write 16:00; times go from 00:00 to 24:00", "escribe 16:00; las horas van de 00:00 a 24:00"),
        ),
        DataFault::Agents => (
            say!(lang, "not a number of agents", "no es un número de agentes"),
            say!(lang, "write a whole number, such as 4", "escribe un número entero, como 4"),
        ),
        _ => return None,
    })
}

fn of_rows(fault: &DataFault, lang: Lang) -> Sentences {
    match fault {
        DataFault::Header { columns } => (
            say!(lang, "the first row does not name the columns", "la primera fila no nombra las columnas"),
            say!(lang, "begin the file with the row {columns}", "empieza el archivo con la fila {columns}"),
        ),
        DataFault::Columns { columns: "value" } => (
            say!(lang, "more than one column", "más de una columna"),
            say!(lang, "give one number a row", "da un número por fila"),
        ),
        DataFault::Columns { columns } => (
            say!(lang, "a row with another number of columns", "una fila con otro número de columnas"),
            say!(
                lang,
                "give every row the columns {columns}; a text with a comma stands in quotes",
                "da a cada fila las columnas {columns}; un texto con coma va entre comillas"
            ),
        ),
        DataFault::NoHours => (
            say!(lang, "a shift that ends when it begins", "un turno que termina cuando empieza"),
            say!(lang, "for a whole day write 00:00 and 24:00", "para un día entero escribe 00:00 y 24:00"),
        ),
        DataFault::TooMany { limit } => {
            let (subject, most) = (limit.subject().get(lang), plain(limit.allowed() as f64, lang));
            (
                say!(lang, "more than {most} {subject}", "más de {most} {subject}"),
                say!(lang, "leave rows out", "quita filas"),
            )
        }
        DataFault::NotCsv => (
            say!(lang, "not a row of comma-separated UTF-8 text", "no es una fila de texto UTF-8 separado por comas"),
            say!(lang, "save the sheet as CSV (UTF-8)", "guarda la hoja como CSV (UTF-8)"),
        ),
        _ => (say!(lang, "no data", "no hay datos"), say!(lang, "add rows to it", "añade filas")),
    }
}

/// Names that only the file knows are its content, and are told of by line.
fn no_row_of_team(team: &str, teams: &[String], others: Option<(u64, u64)>, lang: Lang) -> Sentences {
    let mut held = Vec::new();
    if !teams.is_empty() {
        let names = known(teams, true, lang);
        held.push(say!(lang, "it has rows of {names}", "tiene filas de {names}"));
    }
    match others {
        Some((line, 1)) => held.push(say!(
            lang,
            "line {line} names a team that the scenario does not have",
            "la línea {line} nombra un equipo que no está en el escenario"
        )),
        Some((line, rows)) => held.push(say!(
            lang,
            "{rows} rows, the first in line {line}, name teams that the scenario does not have",
            "{rows} filas, la primera en la línea {line}, nombran equipos que no están en el escenario"
        )),
        None => {}
    }
    let held = if held.is_empty() { String::new() } else { format!("; {}", held.join("; ")) };
    (
        say!(lang, "no row of the team \"{team}\"{held}", "ninguna fila del equipo \"{team}\"{held}"),
        say!(
            lang,
            "write \"{team}\" in the column `team` of its rows, or give the team in the scenario the name it has there",
            "escribe \"{team}\" en la columna `team` de sus filas, o da al equipo del escenario el nombre que tiene allí"
        ),
    )
}
