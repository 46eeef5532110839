//! Tables for spreadsheets and scripts: one value a row (tidy), one measure a row (wide), the series, the differences.
//!
//! Invariant: no text cell can be taken for a formula by a spreadsheet.

mod vary;

use crate::desk::Scenario;
use crate::metrics::Measure;
use crate::scenario::{show_days, show_hours};
use crate::study::result::{Difference, Estimate, Measures, PairedDifference, ScenarioResult, StudyResult};
use csv::{Writer, WriterBuilder};
use std::io::{self, Write};
pub use vary::{break_even, sensitivity};

/// How a table is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Form {
    /// Commas between cells, decimal points: what programs expect.
    #[default]
    Comma,
    /// Semicolons between cells and decimal commas, as spreadsheets of much of Europe expect, and the mark by which Excel
    /// knows the encoding.
    Semicolon,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table being written.
pub(crate) struct Rows<W: Write = Vec<u8>> {
    writer: Writer<W>,
    form: Form,
}

impl Rows {
    fn new(form: Form) -> Rows {
        Rows { writer: writer(form, vec![]), form }
    }

    fn into_text(self) -> csv::Result<String> {
        let bytes = self.writer.into_inner().map_err(|error| error.into_error())?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(match self.form {
            Form::Comma => text,
            Form::Semicolon => format!("{BYTE_ORDER_MARK}{text}"),
        })
    }
}

impl<W: Write> Rows<W> {
    /// A table that is written row by row.
    pub(super) fn to(form: Form, mut to: W) -> io::Result<Rows<W>> {
        if form == Form::Semicolon {
            write!(to, "{BYTE_ORDER_MARK}")?;
        }
        Ok(Rows { writer: writer(form, to), form })
    }

    pub(crate) fn write(&mut self, row: impl IntoIterator<Item = impl AsRef<[u8]>>) -> csv::Result<()> {
        self.writer.write_record(row)
    }

    /// The shortest number that reads back as the same; an empty cell where there is none.
    pub(crate) fn value(&self, value: Option<f64>) -> String {
        let text = value.map_or(String::new(), |value| value.to_string());
        match self.form {
            Form::Comma => text,
            Form::Semicolon => text.replace('.', ","),
        }
    }

    pub(crate) fn limits(&self, estimate: &Estimate) -> [String; 3] {
        [estimate.mean, estimate.low, estimate.high].map(|one| self.value(one))
    }

    /// Writes a row of a table that is written row by row; what the file system says comes back as it is.
    pub(super) fn put(&mut self, row: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<()> {
        self.write(row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    /// Ends a table that is written row by row.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn writer<W: Write>(form: Form, to: W) -> Writer<W> {
    let delimiter = match form {
        Form::Comma => b',',
        Form::Semicolon => b';',
    };
    WriterBuilder::new().delimiter(delimiter).from_writer(to)
}

/// Every measure of every scenario, contact type, channel and team, and every agreement: one value a row.
pub fn measures(result: &StudyResult, form: Form) -> csv::Result<String> {
    table(form, &["scenario", "scope", "entity", "measure", "unit", "mean", "low", "high", "replications"], |rows| {
        for one in &result.scenarios {
            tidy(rows, one, "desk", "", &one.measures)?;
            let scopes = [("contact", &one.by_contact), ("channel", &one.by_channel), ("team", &one.by_team)];
            for (scope, entities) in scopes {
                entities.iter().try_for_each(|(name, found)| tidy(rows, one, scope, name, found))?;
            }
            for sla in &one.sla {
                let target = Estimate { mean: Some(sla.target), ..Estimate::default() };
                tidy_row(rows, one, ["sla", &sla.name, "attained", "share"], &sla.attained)?;
                tidy_row(rows, one, ["sla", &sla.name, "target", "share"], &target)?;
            }
        }
        Ok(())
    })
}

fn tidy(rows: &mut Rows, one: &ScenarioResult, scope: &str, entity: &str, found: &Measures) -> csv::Result<()> {
    found.0.iter().try_for_each(|(measure, estimate)| {
        tidy_row(rows, one, [scope, entity, measure.id(), measure.unit().name()], estimate)
    })
}

fn tidy_row(rows: &mut Rows, one: &ScenarioResult, keys: [&str; 4], estimate: &Estimate) -> csv::Result<()> {
    let mut row = vec![text(&one.name)];
    row.extend(keys.map(text));
    row.extend(rows.limits(estimate));
    row.push(estimate.replications.to_string());
    rows.write(&row)
}

/// One row for each measure and agreement, three columns (mean, low, high) for each scenario.
pub fn summary(result: &StudyResult, form: Form) -> csv::Result<String> {
    let mut header = vec!["measure".to_string(), "unit".to_string()];
    for one in &result.scenarios {
        header.extend([text(&one.name), text(&format!("{} low", one.name)), text(&format!("{} high", one.name))]);
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    table(form, &header, |rows| {
        for measure in Measure::ALL {
            let estimates = result.scenarios.iter().map(|one| one.measures.get(*measure).unwrap_or_default());
            let mut row = vec![measure.id().to_string(), measure.unit().name().to_string()];
            row.extend(estimates.flat_map(|estimate| rows.limits(&estimate)));
            rows.write(&row)?;
        }
        for name in result.agreement_names() {
            let estimates = result
                .scenarios
                .iter()
                .map(|one| one.sla.iter().find(|sla| sla.name == name).map_or(Estimate::default(), |sla| sla.attained));
            let mut row = vec![format!("sla:{name}"), "share".to_string()];
            row.extend(estimates.flat_map(|estimate| rows.limits(&estimate)));
            rows.write(&row)?;
        }
        Ok(())
    })
}

/// The levels of each hour of the week (0 is Monday 00:00 to 01:00).
pub fn hours_of_week(result: &StudyResult, form: Form) -> csv::Result<String> {
    let header = [
        "scenario",
        "hour_of_week",
        "arrivals",
        "backlog_mean",
        "backlog_p10",
        "backlog_p90",
        "agents",
        "covered",
        "occupancy",
        "within_1h",
        "staff_cost",
    ];
    table(form, &header, |rows| {
        for one in &result.scenarios {
            let series = &one.series.hour_of_week;
            for hour in 0..series.arrivals.len() {
                let row = [
                    text(&one.name),
                    hour.to_string(),
                    rows.value(Some(series.arrivals[hour])),
                    rows.value(Some(series.backlog_mean[hour])),
                    rows.value(Some(series.backlog_p10[hour])),
                    rows.value(Some(series.backlog_p90[hour])),
                    rows.value(Some(series.agents[hour])),
                    rows.value(Some(series.covered[hour])),
                    rows.value(series.occupancy[hour]),
                    rows.value(series.within_1h[hour]),
                    rows.value(Some(series.staff_cost[hour])),
                ];
                rows.write(row)?;
            }
        }
        Ok(())
    })
}

/// The values of each measured week (1 is the first).
pub fn weeks(result: &StudyResult, form: Form) -> csv::Result<String> {
    let header = [
        "scenario",
        "week",
        "conversations",
        "backlog_mean",
        "within_1h",
        "satisfied",
        "customers_lost",
        "phone_contacts",
        "contact_cost",
        "value_lost",
        "staff_cost",
    ];
    table(form, &header, |rows| {
        for one in &result.scenarios {
            let series = &one.series.week;
            for week in 0..series.conversations.len() {
                let row = [
                    text(&one.name),
                    (week + 1).to_string(),
                    rows.value(Some(series.conversations[week])),
                    rows.value(Some(series.backlog_mean[week])),
                    rows.value(series.within_1h[week]),
                    rows.value(series.satisfied[week]),
                    rows.value(Some(series.customers_lost[week])),
                    rows.value(Some(series.phone_contacts[week])),
                    rows.value(Some(series.contact_cost[week])),
                    rows.value(Some(series.value_lost[week])),
                    rows.value(Some(series.staff_cost[week])),
                ];
                rows.write(row)?;
            }
        }
        Ok(())
    })
}

/// The shifts of every team, in the form that `shifts = "roster.csv"` reads back.
pub fn roster(scenario: &Scenario, form: Form) -> csv::Result<String> {
    table(form, &["day", "from", "to", "agents", "team"], |rows| {
        for team in &scenario.teams {
            for shift in &team.rota {
                let (from, to) = show_hours(&shift.window);
                let agents = shift.agents.to_string();
                rows.write([show_days(shift.window.days), from, to, agents, text(&team.name)])?;
            }
        }
        Ok(())
    })
}

/// Paired differences from the baseline, with simultaneous limits.
pub fn differences(result: &StudyResult, form: Form) -> csv::Result<String> {
    let header = ["scenario", "baseline", "measure", "unit", "mean", "low", "high", "replications", "significant"];
    table(form, &header, |rows| {
        for difference in &result.differences {
            for measure in Measure::ALL {
                if let Some(found) = difference.measures.get(measure.id()) {
                    difference_row(rows, difference, measure.id(), measure.unit().name(), found)?;
                }
            }
            for (name, found) in &difference.sla {
                difference_row(rows, difference, &format!("sla:{name}"), "share", found)?;
            }
        }
        Ok(())
    })
}

fn difference_row(
    rows: &mut Rows,
    difference: &Difference,
    measure: &str,
    unit: &str,
    found: &PairedDifference,
) -> csv::Result<()> {
    let mut row = vec![text(&difference.scenario), text(&difference.baseline), text(measure), unit.to_string()];
    row.extend(rows.limits(&found.estimate));
    row.extend([found.estimate.replications.to_string(), found.significant.to_string()]);
    rows.write(&row)
}

pub(crate) fn table(
    form: Form,
    header: &[&str],
    fill: impl FnOnce(&mut Rows) -> csv::Result<()>,
) -> csv::Result<String> {
    let mut rows = Rows::new(form);
    rows.write(header)?;
    fill(&mut rows)?;
    rows.into_text()
}

/// A text cell that no spreadsheet takes for a formula, whichever separator it was told to split at.
pub(crate) fn text(cell: &str) -> String {
    let (mut safe, mut begins) = (String::with_capacity(cell.len() + 1), true);
    for letter in cell.chars() {
        let formula = matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
        if begins && (formula || safe.is_empty() && matches!(letter, '\t' | '\r' | '\n')) {
            safe.push('\'');
        }
        // A blank before it does not keep a spreadsheet from reading a formula.
        begins = matches!(letter, ',' | ';' | '\t') || begins && letter == ' ';
        safe.push(letter);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect()
    }

    #[test]
    fn tidy_rows_hold_every_scope() {
        let result = synthetic::study(2, 12);
        let rows = read(&measures(&result, Form::Comma).unwrap());
        for scope in ["desk", "contact", "channel", "team", "sla"] {
            assert!(rows.iter().any(|row| row[1] == scope), "{scope}");
        }
        let row = rows.iter().find(|row| row[1] == "desk" && row[3] == "within_1h").unwrap();
        let expected = result.scenarios[0].measures.get(Measure::Within1h).unwrap();
        assert_eq!(row[5].parse::<f64>().ok(), expected.mean);
        assert_eq!((row[4].as_str(), row[8].as_str()), ("share", "12"));
    }

    #[test]
    fn the_wide_table_has_a_row_for_each_measure_and_agreement() {
        let rows = read(&summary(&synthetic::study(3, 4), Form::Comma).unwrap());
        assert_eq!(rows.len(), Measure::ALL.len() + 1);
        assert!(rows.iter().all(|row| row.len() == 2 + 3 * 3));
        assert_eq!(rows.last().unwrap()[0], "sla:1 h");
    }

    #[test]
    fn series_and_differences_are_complete() {
        let result = synthetic::study(3, 4);
        assert_eq!(read(&hours_of_week(&result, Form::Comma).unwrap()).len(), 3 * 168);
        assert_eq!(read(&weeks(&result, Form::Comma).unwrap()).len(), 3 * 8);
        assert_eq!(read(&differences(&result, Form::Comma).unwrap()).len(), 2 * (Measure::ALL.len() + 1));
    }

    #[test]
    fn without_an_interval_cells_are_empty_not_zero() {
        let rows = read(&measures(&synthetic::study(1, 1), Form::Comma).unwrap());
        assert_eq!((rows[0][6].as_str(), rows[0][7].as_str()), ("", ""));
    }

    #[test]
    fn no_text_begins_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"] {
            assert!(text(bad).starts_with('\''), "{bad:?}");
        }
        assert_eq!((text("a=b"), text("a, b; c")), ("a=b".into(), "a, b; c".into()));
        // Split at the separator of another country, or written in full width.
        assert_eq!(text("x;=1+1"), "x;'=1+1");
        assert_eq!(text("x, =1"), "x, '=1");
        assert_eq!(text("＝1"), "'＝1");
        let mut result = synthetic::study(2, 3);
        result.scenarios[0].name = "=HYPERLINK(\"x\")".into();
        for table in [
            measures(&result, Form::Comma),
            summary(&result, Form::Comma),
            hours_of_week(&result, Form::Comma),
            weeks(&result, Form::Comma),
        ] {
            assert!(table.unwrap().contains("'=HYPERLINK"));
        }
    }
}
