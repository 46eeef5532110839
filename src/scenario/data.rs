//! Data files that a scenario may name: profiles, observed values, rosters. Problems name the file and the line and
//! never quote the content.

use super::hours;
use super::limits::Limit;
use super::problem::{DataFault, What};
use super::profile::{self, Profile};
use crate::desk::{Shift, Window};
use crate::time::HOURS_PER_WEEK;

const PROFILE_COLUMNS: &str = "hour_of_week,weight";
const ROSTER_COLUMNS: &str = "day,from,to,agents";
/// A roster of several teams, as relevo writes it.
const ROSTER_OF_TEAMS_COLUMNS: &str = "day,from,to,agents,team";

struct Rows<'a> {
    name: &'a str,
    records: csv::StringRecordsIntoIter<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn new(name: &'a str, bytes: &'a [u8]) -> Rows<'a> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // Spreadsheets of half of Europe separate by semicolons.
        let first_line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        let delimiter = if first_line.contains(&b';') { b';' } else { b',' };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        Rows { name, records: reader.into_records() }
    }

    fn fault(&self, line: u64, fault: DataFault) -> What {
        What::Data { name: self.name.to_owned(), line, fault }
    }

    /// The next row that is not blank, and its line.
    fn next(&mut self) -> Option<Result<(u64, csv::StringRecord), What>> {
        loop {
            match self.records.next()? {
                Ok(record) if record.iter().all(str::is_empty) => continue,
                Ok(record) => return Some(Ok((record.position().map_or(0, |p| p.line()), record))),
                Err(error) => {
                    let line = error.position().map_or(0, |p| p.line());
                    return Some(Err(self.fault(line, DataFault::NotCsv)));
                }
            }
        }
    }

    fn expect_header(&mut self, columns: &'static str) -> Result<(), What> {
        self.expect_one_of(&[columns]).map(|_| ())
    }

    /// Which of these headers the file has.
    fn expect_one_of(&mut self, headers: &[&'static str]) -> Result<&'static str, What> {
        let (line, record) = self.next().unwrap_or_else(|| Err(self.fault(0, DataFault::Empty)))?;
        let same =
            |columns: &&&'static str| record.iter().map(str::to_lowercase).eq(columns.split(',').map(str::to_owned));
        let columns = headers.first().copied().unwrap_or_default();
        headers.iter().find(same).copied().ok_or_else(|| self.fault(line, DataFault::Header { columns }))
    }
}

/// A number that is finite and not negative; a decimal comma is understood.
fn number(text: &str) -> Result<f64, DataFault> {
    let value: f64 = text.replace(',', ".").parse().map_err(|_| DataFault::NotANumber)?;
    match value {
        v if !v.is_finite() => Err(DataFault::NotANumber),
        v if v < 0.0 => Err(DataFault::Negative),
        v => Ok(v),
    }
}

/// Observed values: one column of numbers, with or without a header.
pub fn observed(name: &str, bytes: &[u8]) -> Result<Vec<f64>, What> {
    let mut rows = Rows::new(name, bytes);
    let mut values = Vec::new();
    let mut first = true;
    while let Some(row) = rows.next() {
        let (line, record) = row?;
        if record.len() != 1 {
            return Err(rows.fault(line, DataFault::Columns { columns: "value" }));
        }
        match number(&record[0]) {
            Ok(value) => values.push(value),
            Err(DataFault::NotANumber) if first => {}
            Err(fault) => return Err(rows.fault(line, fault)),
        }
        first = false;
        if values.len() as u64 > Limit::EmpiricalValues.allowed() {
            return Err(rows.fault(line, DataFault::TooMany { limit: Limit::EmpiricalValues }));
        }
    }
    if values.is_empty() { Err(rows.fault(0, DataFault::Empty)) } else { Ok(values) }
}

/// A profile: hour of the week (0 to 167) and weight, every hour once, in any order.
pub fn profile(name: &str, bytes: &[u8]) -> Result<Profile, What> {
    let mut rows = Rows::new(name, bytes);
    rows.expect_header(PROFILE_COLUMNS)?;
    let mut weights: [Option<f64>; HOURS_PER_WEEK] = [None; HOURS_PER_WEEK];
    while let Some(row) = rows.next() {
        let (line, record) = row?;
        if record.len() != 2 {
            return Err(rows.fault(line, DataFault::Columns { columns: PROFILE_COLUMNS }));
        }
        let hour = record[0].parse::<usize>().ok().filter(|h| *h < HOURS_PER_WEEK);
        let hour = hour.ok_or_else(|| rows.fault(line, DataFault::HourOfWeek))?;
        let weight = number(&record[1]).map_err(|fault| rows.fault(line, fault))?;
        if weights[hour].replace(weight).is_some() {
            return Err(rows.fault(line, DataFault::HourRepeated));
        }
    }
    if let Some(hour) = weights.iter().position(Option::is_none) {
        return Err(rows.fault(0, DataFault::HourMissing { hour }));
    }
    profile::normalised(&weights.map(Option::unwrap_or_default))
}

/// A roster: day range, from, to, agents; where it has a column for the team, the rows of this one.
pub fn roster(name: &str, bytes: &[u8], team: &str) -> Result<Vec<Shift>, What> {
    let mut rows = Rows::new(name, bytes);
    let columns = rows.expect_one_of(&[ROSTER_COLUMNS, ROSTER_OF_TEAMS_COLUMNS])?;
    let mut shifts = Vec::new();
    while let Some(row) = rows.next() {
        let (line, record) = row?;
        if record.len() != columns.split(',').count() {
            return Err(rows.fault(line, DataFault::Columns { columns }));
        }
        if record.get(4).is_some_and(|cell| !names_team(cell, team)) {
            continue;
        }
        let days = hours::days(&record[0]).map_err(|_| rows.fault(line, DataFault::Days))?;
        let (from_minute, to_minute) = hours::hours(without_seconds(&record[1]), without_seconds(&record[2]))
            .map_err(|_| rows.fault(line, DataFault::Time))?;
        let agents = record[3].parse::<u32>().ok().filter(|a| u64::from(*a) <= Limit::Agents.allowed());
        let agents = agents.ok_or_else(|| rows.fault(line, DataFault::Agents))?;
        shifts.push(Shift { window: Window { days, from_minute, to_minute }, agents });
        if shifts.len() as u64 > Limit::Shifts.allowed() {
            return Err(rows.fault(line, DataFault::TooMany { limit: Limit::Shifts }));
        }
    }
    match columns {
        ROSTER_OF_TEAMS_COLUMNS if shifts.is_empty() => Err(rows.fault(0, DataFault::NoRowOfTeam)),
        _ => Ok(shifts),
    }
}

/// A spreadsheet that opens and saves a roster may write 24:00 as 24:00:00.
fn without_seconds(time: &str) -> &str {
    time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time)
}

/// Relevo writes an apostrophe before a name that a spreadsheet would take for a formula.
fn names_team(cell: &str, team: &str) -> bool {
    cell == team || cell.strip_prefix('\'') == Some(team)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of<T: std::fmt::Debug>(result: Result<T, What>) -> (u64, DataFault) {
        match result {
            Err(What::Data { line, fault, .. }) => (line, fault),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn observed_values_with_and_without_header() {
        assert_eq!(observed("a", b"minutes\n1\n2.5\n\n3\n"), Ok(vec![1.0, 2.5, 3.0]));
        assert_eq!(observed("a", b"\xef\xbb\xbf4\r\n5\r\n"), Ok(vec![4.0, 5.0]));
        assert_eq!(fault_of(observed("a", b"1\nx\n")), (2, DataFault::NotANumber));
        assert_eq!(fault_of(observed("a", b"1\n-2\n")), (2, DataFault::Negative));
        assert_eq!(fault_of(observed("a", b"1\nnan\n")), (2, DataFault::NotANumber));
        assert_eq!(fault_of(observed("a", b"1,2\n")), (1, DataFault::Columns { columns: "value" }));
        assert_eq!(fault_of(observed("a", b"")), (0, DataFault::Empty));
        assert_eq!(fault_of(observed("a", b"1\n\xff\n")).1, DataFault::NotCsv);
    }

    #[test]
    fn profiles_want_every_hour_once() {
        let rows: String = (0..168).map(|h| format!("{h},{}\n", h % 2)).collect();
        let whole = profile("p", format!("hour_of_week,weight\n{rows}").as_bytes()).unwrap();
        assert_eq!((whole[0], whole[1]), (0.0, 1.0 / 84.0));
        let semicolons = format!("Hour_of_week;Weight\n{}", rows.replace(',', ";").replace(";1\n", ";0,5\n"));
        assert_eq!(profile("p", semicolons.as_bytes()).unwrap()[1], 1.0 / 84.0);
        assert_eq!(fault_of(profile("p", rows.as_bytes())), (1, DataFault::Header { columns: PROFILE_COLUMNS }));
        let short = "hour_of_week,weight\n0,1\n";
        assert_eq!(fault_of(profile("p", short.as_bytes())), (0, DataFault::HourMissing { hour: 1 }));
        let twice = "hour_of_week,weight\n0,1\n0,1\n";
        assert_eq!(fault_of(profile("p", twice.as_bytes())), (3, DataFault::HourRepeated));
        let late = "hour_of_week,weight\n168,1\n";
        assert_eq!(fault_of(profile("p", late.as_bytes())), (2, DataFault::HourOfWeek));
    }

    fn shifts_of(window: &str, agents: u32) -> Vec<Shift> {
        vec![Shift { window: hours::window(window).unwrap(), agents }]
    }

    #[test]
    fn rosters_are_read_back() {
        let roster = |name: &str, bytes: &[u8]| super::roster(name, bytes, "=day");
        let shifts = roster("r", b"day,from,to,agents\nMon-Fri,08:00,16:00,4\nSat,22:00,06:00,1\n").unwrap();
        assert_eq!((shifts.len(), shifts[0].agents, shifts[1].window.to_minute), (2, 4, 1800));
        let teams = b"day,from,to,agents,team\nMon,08:00,16:00,4,night\n\"Sat,hol\",22:00,06:00,1,'=day\n";
        assert_eq!(roster("r", teams).unwrap(), shifts_of("Sat,hol 22:00-06:00", 1));
        let saved = b"\xef\xbb\xbfday;from;to;agents;team\r\nMon-Fri;8:00;24:00:00;4;'=day\r\n";
        assert_eq!(roster("r", saved).unwrap(), shifts_of("Mon-Fri 08:00-24:00", 4));
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16:00:30,4\n")), (2, DataFault::Time));
        let others = b"day,from,to,agents,team\nMon,08:00,16:00,4,night\n";
        assert_eq!(fault_of(roster("r", others)), (0, DataFault::NoRowOfTeam));
        let short = b"day,from,to,agents,team\nMon,08:00,16:00,4\n";
        assert_eq!(fault_of(roster("r", short)), (2, DataFault::Columns { columns: ROSTER_OF_TEAMS_COLUMNS }));
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMoon,08:00,16:00,4\n")), (2, DataFault::Days));
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16,4\n")), (2, DataFault::Time));
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16:00,-4\n")), (2, DataFault::Agents));
    }
}
