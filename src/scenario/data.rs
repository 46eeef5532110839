//! Data files that a scenario may name: profiles, observed values, rosters. Problems name the file and the line and
//! never quote the content.

use super::hours;
use super::limits::Limit;
use super::problem::{DataFault, What};
use super::profile::{self, Profile};
use super::tree::shorten;
use crate::desk::{Shift, Window};
use crate::time::HOURS_PER_WEEK;

const PROFILE_COLUMNS: &str = "hour_of_week,weight";
const ROSTER_COLUMNS: &str = "day,from,to,agents";
/// A roster of several teams, as relevo writes it.
const ROSTER_OF_TEAMS_COLUMNS: &str = "day,from,to,agents,team";
/// Column of observed values, which need not be named.
const VALUE_COLUMN: &str = "value";
/// Problems after which the rest of a file is not looked at.
const MOST_FAULTS: usize = 20;

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

    /// Which of these headers the file has.
    fn expect_header(&mut self, headers: &[&'static str]) -> Result<&'static str, What> {
        let (line, record) = self.next().unwrap_or_else(|| Err(self.fault(0, DataFault::Empty)))?;
        let same =
            |columns: &&&'static str| record.iter().map(str::to_lowercase).eq(columns.split(',').map(str::to_owned));
        let columns = headers.first().copied().unwrap_or_default();
        headers.iter().find(same).copied().ok_or_else(|| self.fault(line, DataFault::Header { columns }))
    }

    /// Reads the remaining rows, each with its line, and gives all their faults, up to a number.
    fn each(&mut self, mut read: impl FnMut(u64, &csv::StringRecord) -> Result<(), Vec<DataFault>>) -> Vec<What> {
        let mut faults = Vec::new();
        while let Some(row) = self.next().filter(|_| faults.len() < MOST_FAULTS) {
            match row {
                Err(fault) => faults.push(fault),
                Ok((line, record)) => {
                    let found = read(line, &record).err().unwrap_or_default();
                    let beyond = found.iter().any(|fault| matches!(fault, DataFault::TooMany { .. }));
                    faults.extend(found.into_iter().map(|fault| self.fault(line, fault)));
                    if beyond {
                        break;
                    }
                }
            }
        }
        faults
    }
}

/// A number that is finite and not negative; a decimal comma is understood.
fn number(text: &str, column: &'static str) -> Result<f64, DataFault> {
    let value: f64 = text.replace(',', ".").parse().map_err(|_| DataFault::NotANumber { column })?;
    match value {
        v if !v.is_finite() => Err(DataFault::NotANumber { column }),
        v if v < 0.0 => Err(DataFault::Negative { column }),
        v => Ok(v),
    }
}

/// Observed values: one column of numbers, with or without a header.
///
/// # Errors
/// All faults of its rows, at least one.
pub fn observed(name: &str, bytes: &[u8]) -> Result<Vec<f64>, Vec<What>> {
    let mut rows = Rows::new(name, bytes);
    let mut values = Vec::new();
    let mut first = true;
    let mut faults = rows.each(|_, record| {
        let may_be_header = std::mem::take(&mut first);
        if record.len() != 1 {
            return Err(vec![DataFault::Columns { columns: VALUE_COLUMN }]);
        }
        match number(&record[0], VALUE_COLUMN) {
            Ok(value) => values.push(value),
            Err(DataFault::NotANumber { .. }) if may_be_header => {}
            Err(fault) => return Err(vec![fault]),
        }
        within(values.len(), Limit::EmpiricalValues)
    });
    if values.is_empty() && faults.is_empty() {
        faults.push(rows.fault(0, DataFault::Empty));
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

fn within(count: usize, limit: Limit) -> Result<(), Vec<DataFault>> {
    if count as u64 > limit.allowed() { Err(vec![DataFault::TooMany { limit }]) } else { Ok(()) }
}

/// A profile: hour of the week (0 to 167) and weight, every hour once, in any order.
///
/// # Errors
/// All faults of its rows, at least one.
pub fn profile(name: &str, bytes: &[u8]) -> Result<Profile, Vec<What>> {
    let mut rows = Rows::new(name, bytes);
    rows.expect_header(&[PROFILE_COLUMNS]).map_err(|fault| vec![fault])?;
    let mut weights: [Option<f64>; HOURS_PER_WEEK] = [None; HOURS_PER_WEEK];
    let mut faults = rows.each(|_, record| {
        if record.len() != 2 {
            return Err(vec![DataFault::Columns { columns: PROFILE_COLUMNS }]);
        }
        let hour = record[0].parse::<usize>().ok().filter(|h| *h < HOURS_PER_WEEK).ok_or(DataFault::HourOfWeek);
        match (hour, number(&record[1], "weight")) {
            (Ok(hour), Ok(weight)) => match weights[hour].replace(weight) {
                Some(_) => Err(vec![DataFault::HourRepeated]),
                None => Ok(()),
            },
            (hour, weight) => Err(hour.err().into_iter().chain(weight.err()).collect()),
        }
    });
    // Of a broken row nobody knows which hour it was to be.
    if let Some(hour) = weights.iter().position(Option::is_none).filter(|_| faults.is_empty()) {
        faults.push(rows.fault(0, DataFault::HourMissing { hour }));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    profile::normalised(&weights.map(Option::unwrap_or_default)).map_err(|fault| vec![fault])
}

/// A roster: day range, from, to, agents; where it has a column for the team, the rows of the team asked for. `teams`
/// are the names of all teams of the scenario.
///
/// # Errors
/// All faults of its rows, at least one.
pub fn roster(name: &str, bytes: &[u8], team: &str, teams: &[String]) -> Result<Vec<Shift>, Vec<What>> {
    let mut rows = Rows::new(name, bytes);
    let columns = rows.expect_header(&[ROSTER_COLUMNS, ROSTER_OF_TEAMS_COLUMNS]).map_err(|fault| vec![fault])?;
    let width = columns.split(',').count();
    let (mut shifts, mut elsewhere) = (Vec::new(), RowsOfOthers::default());
    let mut faults = rows.each(|line, record| {
        if record.len() != width {
            return Err(vec![DataFault::Columns { columns }]);
        }
        if let Some(cell) = record.get(4).filter(|cell| !names_team(cell, team)) {
            elsewhere.note(line, cell, teams);
            return Ok(());
        }
        shifts.push(shift(record)?);
        within(shifts.len(), Limit::Shifts)
    });
    if columns == ROSTER_OF_TEAMS_COLUMNS && shifts.is_empty() && faults.is_empty() {
        faults.push(rows.fault(0, elsewhere.instead_of(team)));
    }
    if faults.is_empty() { Ok(shifts) } else { Err(faults) }
}

/// The shift of a row with the columns day, from, to, agents, or all that is wrong with it.
fn shift(record: &csv::StringRecord) -> Result<Shift, Vec<DataFault>> {
    let days = hours::days(&record[0]).map_err(|_| DataFault::Days);
    let time = |at: usize, latest: u32, column: &'static str| {
        hours::clock(without_seconds(&record[at])).filter(|minute| *minute <= latest).ok_or(DataFault::Time { column })
    };
    let times = (time(1, 1439, "from"), time(2, 1440, "to"));
    let hours = hours::hours(without_seconds(&record[1]), without_seconds(&record[2])).map_err(|_| DataFault::NoHours);
    let agents = record[3].parse::<u32>().ok().filter(|a| u64::from(*a) <= Limit::Agents.allowed());
    match (days, times, hours, agents.ok_or(DataFault::Agents)) {
        (Ok(days), _, Ok((from_minute, to_minute)), Ok(agents)) => {
            Ok(Shift { window: Window { days, from_minute, to_minute }, agents })
        }
        (days, (from, to), hours, agents) => {
            let hours = hours.err().filter(|_| from.is_ok() && to.is_ok());
            let faults = [days.err(), from.err(), to.err(), hours, agents.err()];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

/// The rows of a roster that belong to other teams than the one asked for.
#[derive(Default)]
struct RowsOfOthers {
    /// Teams of the scenario, each once.
    known: Vec<String>,
    first: u64,
    unknown: u64,
}

impl RowsOfOthers {
    fn note(&mut self, line: u64, cell: &str, teams: &[String]) {
        match teams.iter().find(|team| names_team(cell, team)) {
            Some(team) if self.known.contains(team) => {}
            Some(team) => self.known.push(team.clone()),
            None => {
                self.first = if self.unknown == 0 { line } else { self.first };
                self.unknown += 1;
            }
        }
    }

    fn instead_of(self, team: &str) -> DataFault {
        let others = (self.unknown > 0).then_some((self.first, self.unknown));
        DataFault::NoRowOfTeam { team: shorten(team), known: self.known, others }
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

    fn faults_of<T: std::fmt::Debug>(result: Result<T, Vec<What>>) -> Vec<(u64, DataFault)> {
        let of = |what| match what {
            What::Data { line, fault, .. } => (line, fault),
            other => panic!("{other:?}"),
        };
        result.expect_err("faults").into_iter().map(of).collect()
    }

    fn fault_of<T: std::fmt::Debug>(result: Result<T, Vec<What>>) -> (u64, DataFault) {
        let mut faults = faults_of(result);
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults.remove(0)
    }

    #[test]
    fn observed_values_with_and_without_header() {
        assert_eq!(observed("a", b"minutes\n1\n2.5\n\n3\n"), Ok(vec![1.0, 2.5, 3.0]));
        assert_eq!(observed("a", b"\xef\xbb\xbf4\r\n5\r\n"), Ok(vec![4.0, 5.0]));
        assert_eq!(fault_of(observed("a", b"1\nx\n")), (2, DataFault::NotANumber { column: "value" }));
        assert_eq!(fault_of(observed("a", b"1\n-2\n")), (2, DataFault::Negative { column: "value" }));
        assert_eq!(fault_of(observed("a", b"1\nnan\n")), (2, DataFault::NotANumber { column: "value" }));
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
        let roster =
            |name: &str, bytes: &[u8]| super::roster(name, bytes, "=day", &["=day".to_owned(), "night".to_owned()]);
        let shifts = roster("r", b"day,from,to,agents\nMon-Fri,08:00,16:00,4\nSat,22:00,06:00,1\n").unwrap();
        assert_eq!((shifts.len(), shifts[0].agents, shifts[1].window.to_minute), (2, 4, 1800));
        let teams = b"day,from,to,agents,team\nMon,08:00,16:00,4,night\n\"Sat,hol\",22:00,06:00,1,'=day\n";
        assert_eq!(roster("r", teams).unwrap(), shifts_of("Sat,hol 22:00-06:00", 1));
        let saved = b"\xef\xbb\xbfday;from;to;agents;team\r\nMon-Fri;8:00;24:00:00;4;'=day\r\n";
        assert_eq!(roster("r", saved).unwrap(), shifts_of("Mon-Fri 08:00-24:00", 4));
        let odd = fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16:00:30,4\n"));
        assert_eq!(odd, (2, DataFault::Time { column: "to" }));
        let others = b"day,from,to,agents,team\nMon,08:00,16:00,4,night\nTue,08:00,16:00,4,night\nWed,1,2,x,day\n";
        let (team, known) = ("=day".to_owned(), vec!["night".to_owned()]);
        let what = DataFault::NoRowOfTeam { team, known, others: Some((4, 1)) };
        assert_eq!(fault_of(roster("r", others)), (0, what));
        let short = b"day,from,to,agents,team\nMon,08:00,16:00,4\n";
        assert_eq!(fault_of(roster("r", short)), (2, DataFault::Columns { columns: ROSTER_OF_TEAMS_COLUMNS }));
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMoon,08:00,16:00,4\n")), (2, DataFault::Days));
        assert_eq!(
            fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16,4\n")),
            (2, DataFault::Time { column: "to" })
        );
        assert_eq!(fault_of(roster("r", b"day,from,to,agents\nMon,08:00,16:00,-4\n")), (2, DataFault::Agents));
    }

    #[test]
    fn every_bad_row_is_told_of_up_to_a_number() {
        let rows = "day,from,to,agents\nMoon,8,16:00,four\nMon,08:00,16:00,4\nTue,08:00,08:00,4\nWed,24:00,25:00,1\n";
        let expected = vec![
            (2, DataFault::Days),
            (2, DataFault::Time { column: "from" }),
            (2, DataFault::Agents),
            (4, DataFault::NoHours),
            (5, DataFault::Time { column: "from" }),
            (5, DataFault::Time { column: "to" }),
        ];
        assert_eq!(faults_of(roster("r", rows.as_bytes(), "day", &[])), expected);
        let many = format!("day,from,to,agents\n{}", "Moon,08:00,16:00,4\n".repeat(1000));
        assert_eq!(faults_of(roster("r", many.as_bytes(), "day", &[])).len(), MOST_FAULTS);
        let hours = "hour_of_week,weight\n0,many\n168,-1\n";
        let expected = vec![
            (2, DataFault::NotANumber { column: "weight" }),
            (3, DataFault::HourOfWeek),
            (3, DataFault::Negative { column: "weight" }),
        ];
        assert_eq!(faults_of(profile("p", hours.as_bytes())), expected);
    }
}
