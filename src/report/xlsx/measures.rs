//! All measures of the desk and of its parts, what the agreements attain, and the differences from the baseline.

use super::sheet::{Cell, MOST_BESIDE, Table};
use super::{HIGH, ID, LOW, MEAN, MEASURE, SCENARIO, UNIT};
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::report::comparison::figure::unit_words;
use crate::report::comparison::met;
use crate::study::result::{Estimate, Measures, PairedDifference, ScenarioResult, StudyResult};
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// Width of a column of figures, in characters.
const FIGURE: f64 = 13.0;
const LABEL: f64 = 44.0;

/// Parts of a desk that have measures of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entities {
    Contacts,
    Channels,
    Teams,
}

impl Entities {
    fn header(self) -> Text {
        match self {
            Entities::Contacts => Text::new("Contact type", "Tipo de contacto"),
            Entities::Channels => Text::new("Channel", "Canal"),
            Entities::Teams => Text::new("Team", "Equipo"),
        }
    }

    fn of(self, one: &ScenarioResult) -> &BTreeMap<String, Measures> {
        match self {
            Entities::Contacts => &one.by_contact,
            Entities::Channels => &one.by_channel,
            Entities::Teams => &one.by_team,
        }
    }
}

fn columns(texts: &[(Text, f64)], lang: Lang) -> Vec<(String, f64)> {
    texts.iter().map(|(text, width)| (text.get(lang).to_owned(), *width)).collect()
}

fn limits(estimate: &Estimate, unit: Unit) -> [Cell; 3] {
    [estimate.mean, estimate.low, estimate.high].map(|one| Cell::Number(one, unit))
}

/// A row for each measure; mean and limits of each scenario beside one another.
pub fn desk(table: &mut Table, result: &StudyResult, lang: Lang) -> Result<(), XlsxError> {
    let shown = &result.scenarios[..result.scenarios.len().min(MOST_BESIDE)];
    let mut header = columns(&[(MEASURE, LABEL), (UNIT, 18.0), (ID, 30.0)], lang);
    for one in shown {
        header.push((format!("{}: {}", one.name, MEAN.get(lang).to_lowercase()), FIGURE + 4.0));
        header.extend(columns(&[(LOW, FIGURE), (HIGH, FIGURE)], lang));
    }
    table.header(&header, 1)?;
    let currency = shown.first().map_or("", |one| one.currency.as_str());
    for measure in Measure::ALL {
        let unit = measure.unit();
        let mut cells = vec![
            Cell::text(measure.label().get(lang)),
            Cell::Text(unit_words(unit, currency, lang)),
            Cell::text(measure.id()),
        ];
        for one in shown {
            cells.extend(limits(&one.measures.get(*measure).unwrap_or_default(), unit));
        }
        table.row(&cells)?;
    }
    Ok(())
}

/// A row for each scenario, part and measure, to be filtered and pivoted.
pub fn entities(table: &mut Table, result: &StudyResult, entities: Entities, lang: Lang) -> Result<(), XlsxError> {
    let texts = [
        (SCENARIO, 28.0),
        (entities.header(), 22.0),
        (MEASURE, LABEL),
        (MEAN, FIGURE),
        (LOW, FIGURE),
        (HIGH, FIGURE),
        (UNIT, 18.0),
        (ID, 30.0),
    ];
    table.header(&columns(&texts, lang), 3)?;
    for one in &result.scenarios {
        for (entity, measures) in entities.of(one) {
            for (measure, estimate) in &measures.0 {
                let unit = measure.unit();
                let mut cells = vec![Cell::text(&one.name), Cell::text(entity), Cell::text(measure.label().get(lang))];
                cells.extend(limits(estimate, unit));
                cells.extend([Cell::Text(unit_words(unit, &one.currency, lang)), Cell::text(measure.id())]);
                table.row(&cells)?;
            }
        }
    }
    table.filter(0, texts.len() as u16)
}

/// What each agreement asks for and what is attained.
pub fn agreements(table: &mut Table, result: &StudyResult, lang: Lang) -> Result<(), XlsxError> {
    let texts = [
        (SCENARIO, 28.0),
        (Text::new("SLA", "SLA"), 28.0),
        (Text::new("Limit, min", "Límite, min"), FIGURE),
        (Text::new("Clock", "Reloj"), 18.0),
        (Text::new("Target", "Objetivo"), FIGURE),
        (Text::new("Attained", "Alcanzado"), FIGURE),
        (LOW, FIGURE),
        (HIGH, FIGURE),
        (Text::new("Met", "Cumplido"), FIGURE),
    ];
    table.header(&columns(&texts, lang), 2)?;
    for one in &result.scenarios {
        for sla in &one.sla {
            let clock = match sla.clock {
                "service_hours" => Text::new("service hours", "horario de atención"),
                _ => Text::new("elapsed", "tiempo transcurrido"),
            };
            let measured = sla.attained.mean.map_or("-", |_| met(sla.met, lang).0);
            let mut cells = vec![
                Cell::text(&one.name),
                Cell::text(&sla.name),
                Cell::Number(Some(sla.within_minutes), Unit::Minutes),
                Cell::text(clock.get(lang)),
                Cell::Number(Some(sla.target), Unit::Share),
            ];
            cells.extend(limits(&sla.attained, Unit::Share));
            cells.push(Cell::text(measured));
            table.row(&cells)?;
        }
    }
    table.filter(0, texts.len() as u16)
}

/// Paired differences from the baseline, with their simultaneous limits.
pub fn differences(table: &mut Table, result: &StudyResult, lang: Lang) -> Result<(), XlsxError> {
    let texts = [
        (SCENARIO, 28.0),
        (Text::new("Less the baseline", "Menos la referencia"), 28.0),
        (MEASURE, LABEL),
        (Text::new("Difference", "Diferencia"), FIGURE),
        (LOW, FIGURE),
        (HIGH, FIGURE),
        (Text::new("Difference shown", "Diferencia demostrada"), FIGURE),
        (UNIT, 18.0),
        (ID, 30.0),
    ];
    table.header(&columns(&texts, lang), 3)?;
    let currency = result.scenarios.first().map_or("", |one| one.currency.as_str());
    for one in &result.differences {
        let mut write = |label: &str, id: &str, unit: Unit, found: &PairedDifference| {
            let shown = if found.significant { Text::new("yes", "sí") } else { Text::new("no", "no") };
            let mut cells = vec![Cell::text(&one.scenario), Cell::text(&one.baseline), Cell::text(label)];
            cells.extend(limits(&found.estimate, unit));
            cells.extend([Cell::text(shown.get(lang)), Cell::Text(unit_words(unit, currency, lang)), Cell::text(id)]);
            table.row(&cells)
        };
        for measure in Measure::ALL {
            if let Some(found) = one.measures.get(measure.id()) {
                write(measure.label().get(lang), measure.id(), measure.unit(), found)?;
            }
        }
        for (name, found) in &one.sla {
            write(&format!("SLA: {name}"), &format!("sla:{name}"), Unit::Share, found)?;
        }
    }
    table.filter(0, texts.len() as u16)
}
