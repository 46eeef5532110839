//! A roster as a table for people, as CSV for spreadsheets, as data for programs.

use crate::desk::Scenario;
use crate::desk::{Days, Window};
use crate::locale::number::{duration, number, weekday};
use crate::locale::{Lang, Text};
use crate::report::csv::{Form, table, text};
use crate::report::problems::clean;
use crate::report::text_layout::{NARROWEST, fold, left, right, width, wrap};
use crate::scenario::{show_days, show_hours};
use crate::staffing::CandidateShift;
use crate::staffing::roster::{Person, Roster, TeamRoster};
use serde_json::{Value, json};

const PEOPLE: Text = Text::new("people", "personas");
const PAID: Text = Text::new("paid", "pagadas");
const CONTRACT: Text = Text::new("contract", "contrato");
const FREE: &str = "·";
const INDENT: usize = 2;
const MEANING: Text = Text::new(
    "The same week comes again and again. People are those who work in it, absent ones included, who are paid; full-time \
     equivalents (FTE) are the contracts it takes all the year, holidays included. Rest is kept within each line; where people \
     go from one line to another, look at the rest between them.",
    "La misma semana se repite. Las personas son las que trabajan en ella, incluidas las ausentes, que se pagan; los equivalentes a \
     tiempo completo (ETC) son los contratos que hacen falta todo el año, vacaciones incluidas. El descanso se cumple dentro de \
     cada línea; si alguien pasa de una línea a otra, mira el descanso entre ellas.",
);

/// One line of people who work the same week.
struct Line<'p> {
    people: usize,
    week: &'p Person,
}

/// The roster of each team, people with the same week on one line.
pub fn lines(
    roster: &Roster,
    shifts: &[CandidateShift],
    scenario: &Scenario,
    columns: usize,
    lang: Lang,
) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    let mut lines = Vec::new();
    for team in &roster.teams {
        let title = title(team, scenario, lang);
        lines.extend(fold(&clean(&title), columns));
        lines.extend(week_table(roster, team.team, shifts, columns, lang));
    }
    lines.extend(wrap(&rules(scenario, lang), columns));
    lines.extend(wrap(MEANING.get(lang), columns));
    lines
}

fn title(team: &TeamRoster, scenario: &Scenario, lang: Lang) -> String {
    let whole = |value: f64| number(value, 0, lang);
    let (people, shifts) = (whole(f64::from(team.people)), whole(f64::from(team.shifts)));
    let hours = |minutes: u64| number(minutes as f64 / 60.0, usize::from(!minutes.is_multiple_of(60)), lang);
    let (paid, contracts) = (hours(team.paid_minutes), hours(team.contract_minutes));
    let fte = number(team.fte, 1, lang);
    let name = &scenario.teams[team.team].name;
    let (one, one_shift) = (team.people == 1, team.shifts == 1);
    let least = match (lang, team.people_least < team.people) {
        (Lang::En, true) => format!(" (at least {})", whole(f64::from(team.people_least))),
        (Lang::Es, true) => format!(" (como mínimo {})", whole(f64::from(team.people_least))),
        (_, false) => String::new(),
    };
    match lang {
        Lang::En => format!(
            "{name}: {people} {}{least}, {shifts} {} and {paid} paid hours a week under contracts of {contracts} h, {fte} FTE",
            if one { "person" } else { "people" },
            if one_shift { "shift" } else { "shifts" },
        ),
        Lang::Es => format!(
            "{name}: {people} {}{least}, {shifts} {} y {paid} horas pagadas por semana con contratos de {contracts} h, {fte} ETC",
            if one { "persona" } else { "personas" },
            if one_shift { "turno" } else { "turnos" },
        ),
    }
}

fn rules(scenario: &Scenario, lang: Lang) -> String {
    let labour = &scenario.sizing.labour;
    let long = |minutes: u32| duration(f64::from(minutes), lang);
    let (rest, weekly) = (long(labour.rest_minutes), long(labour.weekly_rest_minutes));
    let (days, in_a_row) = (labour.days_per_week, labour.consecutive_days);
    let contracts: Vec<String> = labour
        .contracts_minutes
        .iter()
        .map(|minutes| number(f64::from(*minutes) / 60.0, usize::from(!minutes.is_multiple_of(60)), lang))
        .collect();
    let contracts = contracts.join(" / ");
    match lang {
        Lang::En => format!(
            "Every line keeps: {days} days a week at most, {in_a_row} in a row; one shift a day; {rest} between shifts; {weekly} free \
             once a week; {contracts} h a week by contract."
        ),
        Lang::Es => format!(
            "Cada línea cumple: {days} días por semana como máximo, {in_a_row} seguidos; un turno al día; {rest} entre turnos; {weekly} \
             libres cada semana; {contracts} h por semana según contrato."
        ),
    }
}

fn lines_of(roster: &Roster, team: usize) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for person in roster.people.iter().filter(|person| person.team == team) {
        match lines.last_mut() {
            Some(line) if line.week.shifts == person.shifts => line.people += 1,
            _ => lines.push(Line { people: 1, week: person }),
        }
    }
    lines
}

fn week_table(roster: &Roster, team: usize, shifts: &[CandidateShift], columns: usize, lang: Lang) -> Vec<String> {
    let mut rows = vec![header(lang)];
    for line in lines_of(roster, team) {
        let mut row = vec![format!("{} ×", number(line.people as f64, 0, lang))];
        for day in 0..7 {
            let worked = line.week.shifts.iter().map(|shift| &shifts[*shift]).find(|shift| shift.weekday == day);
            row.push(worked.map_or(FREE.to_owned(), |shift| hours_of(shift, true)));
        }
        row.extend([line.week.paid_minutes, line.week.contract_minutes].map(|minutes| hours_long(minutes, lang)));
        rows.push(row);
    }
    let widths = widths(&rows);
    let across = INDENT + widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
    if across > columns {
        return narrow(&rows, columns);
    }
    let cell = |(at, (cell, columns)): (usize, (&String, &usize))| match at {
        0 | 8.. => right(cell, *columns),
        _ => left(cell, *columns),
    };
    let line = |row: &Vec<String>| row.iter().zip(&widths).enumerate().map(cell).collect::<Vec<_>>().join("  ");
    rows.iter().map(|row| format!("{:INDENT$}{}", "", line(row)).trim_end().to_owned()).collect()
}

/// Where the table is wider than the terminal: a paragraph for each line of the roster.
fn narrow(rows: &[Vec<String>], columns: usize) -> Vec<String> {
    let header = &rows[0];
    let paragraph = |row: &Vec<String>| {
        let days: Vec<String> =
            (1..8).filter(|day| row[*day] != FREE).map(|day| format!("{} {}", header[day], row[day])).collect();
        let text = format!("{} {}: {} {}", row[0], days.join(", "), row[8], header[8]);
        wrap(&text, columns - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", ""))
    };
    rows[1..].iter().flat_map(paragraph).collect()
}

fn header(lang: Lang) -> Vec<String> {
    let days = (0..7).map(|day| weekday(day, lang).to_owned());
    let ends = [PAID, CONTRACT].map(|text| text.get(lang).to_owned());
    std::iter::once(PEOPLE.get(lang).to_owned()).chain(days).chain(ends).collect()
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    (0..rows[0].len()).map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0)).collect()
}

/// "8-16", "22:30-7"; in full, "08:00-16:00".
fn hours_of(shift: &CandidateShift, short: bool) -> String {
    let to_minute = shift.from_minute + shift.minutes;
    let window = Window { days: Days::default(), from_minute: shift.from_minute, to_minute };
    let (from, to) = show_hours(&window);
    if !short {
        return format!("{from}-{to}");
    }
    let brief = |time: &str| time.trim_start_matches('0').trim_end_matches(":00").to_owned();
    let brief = |time: &str| match time.strip_prefix("00") {
        Some(rest) => format!("0{}", brief(rest)),
        None => brief(time),
    };
    format!("{}-{}", brief(&from), brief(&to))
}

fn hours_long(minutes: u32, lang: Lang) -> String {
    format!("{} h", number(f64::from(minutes) / 60.0, usize::from(!minutes.is_multiple_of(60)), lang))
}

/// One row for each shift of each person, people numbered through all teams.
pub fn csv(roster: &Roster, shifts: &[CandidateShift], scenario: &Scenario, form: Form) -> csv::Result<String> {
    let header = ["person", "team", "day", "from", "to", "paid_hours", "paid_hours_per_week", "contract_hours"];
    table(form, &header, |rows| {
        for (number, person) in roster.people.iter().enumerate() {
            let team = &scenario.teams[person.team];
            for shift in person.shifts.iter().map(|shift| &shifts[*shift]) {
                let hours = hours_of(shift, false);
                let (from, to) = hours.split_once('-').unwrap_or_default();
                let paid = scenario.sizing.paid_minutes(team, shift.minutes);
                let of_minutes = |minutes: u32| rows.value(Some(f64::from(minutes) / 60.0));
                let figures = [paid, person.paid_minutes, person.contract_minutes].map(of_minutes);
                let day = show_days(Days { weekdays: 1 << shift.weekday, holidays: false });
                let start = [(number + 1).to_string(), text(&team.name), day, from.to_owned(), to.to_owned()];
                rows.write(start.into_iter().chain(figures))?;
            }
        }
        Ok(())
    })
}

/// The same for programs.
pub fn json(roster: &Roster, shifts: &[CandidateShift], scenario: &Scenario) -> Value {
    let shift = |number: &usize| {
        let shift = &shifts[*number];
        let hours = hours_of(shift, false);
        let (from, to) = hours.split_once('-').unwrap_or_default();
        json!({ "day": show_days(Days { weekdays: 1 << shift.weekday, holidays: false }), "from": from, "to": to })
    };
    let person = |person: &Person| {
        json!({
            "team": scenario.teams[person.team].name,
            "paid_hours": f64::from(person.paid_minutes) / 60.0,
            "contract_hours": f64::from(person.contract_minutes) / 60.0,
            "shifts": person.shifts.iter().map(shift).collect::<Vec<_>>(),
        })
    };
    let team = |team: &TeamRoster| {
        json!({
            "team": scenario.teams[team.team].name,
            "people": team.people,
            "people_at_least": team.people_least,
            "shifts_per_week": team.shifts,
            "paid_hours_per_week": team.paid_minutes as f64 / 60.0,
            "contract_hours_per_week": team.contract_minutes as f64 / 60.0,
            "fte": team.fte,
        })
    };
    json!({
        "teams": roster.teams.iter().map(team).collect::<Vec<_>>(),
        "people": roster.people.iter().map(person).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests;
