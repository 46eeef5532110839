//! The mean backlog over the week in block characters, one band for each scenario, on a common scale.

use crate::locale::number::{decimals, number, weekday};
use crate::locale::{Lang, Text};
use crate::report::text_layout::{fold, left, width};
use crate::study::result::StudyResult;
use owo_colors::OwoColorize;

const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Characters of a day, three hours each, and where there is no room for them, six.
const CELLS_PER_DAY: usize = 8;
const NARROW_CELLS_PER_DAY: usize = 4;
const FEWEST_LABEL_COLUMNS: usize = 8;
const MOST_LABEL_COLUMNS: usize = 24;
const DAYS: usize = 7;

const TITLE: Text = Text::new("Backlog over the week", "Carga pendiente en la semana");
const NOTHING: Text = Text::new("no message ever waits", "ningún mensaje espera");

pub fn lines(result: &StudyResult, columns: usize, lang: Lang) -> Vec<String> {
    let series: Vec<(&str, &[f64])> =
        result.scenarios.iter().map(|one| (one.name.as_str(), &one.series.hour_of_week.backlog_mean[..])).collect();
    let unit = Text::new("messages", "mensajes");
    bands(TITLE, NOTHING, unit, &series, columns, lang)
}

/// Means of the hours of the week of several series, each under its name: a title, what is said where all are zero, and the unit.
pub fn bands(
    title: Text,
    nothing: Text,
    unit: Text,
    series: &[(&str, &[f64])],
    columns: usize,
    lang: Lang,
) -> Vec<String> {
    let cells_per_day =
        if columns > DAYS * (CELLS_PER_DAY + 1) + FEWEST_LABEL_COLUMNS { CELLS_PER_DAY } else { NARROW_CELLS_PER_DAY };
    let weeks: Vec<Vec<f64>> = series.iter().map(|(_, hours)| cells(hours, cells_per_day)).collect();
    let highest = weeks.iter().flatten().copied().fold(0.0, f64::max);
    if highest <= 0.0 {
        return titled(&format!("{}: ", title.get(lang)), nothing.get(lang), columns);
    }
    let (scale, unit) = (number(highest, decimals(highest, None, 1), lang), unit.get(lang));
    let scale = match lang {
        Lang::En => format!("mean; full height = {scale} {unit}"),
        Lang::Es => format!("media; altura completa = {scale} {unit}"),
    };
    let mut lines = titled(&format!("{} ", title.get(lang)), &format!("({scale})"), columns);
    let longest = series.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    // The names stand beside their bands, or above them where that would leave them no room.
    let room = columns.saturating_sub(DAYS * (cells_per_day + 1));
    let beside = room > FEWEST_LABEL_COLUMNS;
    let label_columns = if beside { (room - 1).min(MOST_LABEL_COLUMNS).min(longest.max(4)) } else { 0 };
    let days: Vec<String> = (0..DAYS).map(|day| left(weekday(day, lang), cells_per_day)).collect();
    lines.push(placed("", label_columns, &days.join(" ")));
    // Tall bands where there is room for them.
    let band_height = if series.len() <= 4 { 3 } else { 1 };
    for ((name, _), week) in series.iter().zip(&weeks) {
        let mut label = if beside { fold(name, label_columns) } else { vec![] };
        if !beside {
            lines.extend(fold(name, columns));
        }
        let height = band_height.max(label.len());
        while label.len() < height {
            label.insert(0, String::new());
        }
        for (at, label) in label.iter().enumerate() {
            let line = height - 1 - at;
            let band =
                if line < band_height { band(week, cells_per_day, highest, band_height, line) } else { String::new() };
            let line = placed(label, label_columns, &band);
            // Empty air above a low band is no use.
            if !line.is_empty() {
                lines.push(line);
            }
        }
    }
    lines
}

/// A bold title and what follows it, on one line or on two.
fn titled(title: &str, rest: &str, columns: usize) -> Vec<String> {
    if width(title) + width(rest) <= columns {
        return vec![format!("{}{rest}", title.bold())];
    }
    let rest = fold(rest, columns - 2).into_iter().map(|line| format!("  {line}"));
    std::iter::once(title.trim_end().bold().to_string()).chain(rest).collect()
}

/// A band beside its label, if there is one.
fn placed(label: &str, label_columns: usize, band: &str) -> String {
    let gap = usize::from(label_columns > 0);
    format!("{}{:gap$}{band}", left(label, label_columns), "").trim_end().to_string()
}

/// Means of so many hours that the day has that many cells.
fn cells(hours: &[f64], cells_per_day: usize) -> Vec<f64> {
    hours.chunks(24 / cells_per_day).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect()
}

/// One line of a band of the given height; line 0 is the lowest and always shows a base line.
fn band(week: &[f64], cells_per_day: usize, highest: f64, height: usize, line: usize) -> String {
    let full = BLOCKS.len() - 1;
    let mut text = String::new();
    for (at, value) in week.iter().enumerate() {
        if at > 0 && at % cells_per_day == 0 {
            text.push(' ');
        }
        let eighths = (value / highest * (height * full) as f64).round() as usize;
        let here = eighths.saturating_sub(line * full).min(full);
        text.push(BLOCKS[if line == 0 { here.max(1) } else { here }]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn a_band_rises_with_the_backlog_on_the_common_scale() {
        let week = [0.0, 4.0, 8.0, 16.0, 0.0, 0.0, 0.0, 0.0, 2.0];
        assert_eq!(band(&week, 8, 16.0, 1, 0), "▁▂▄█▁▁▁▁ ▁");
        assert_eq!(band(&week, 8, 16.0, 2, 0), "▁▄██▁▁▁▁ ▂");
        assert_eq!(band(&week, 8, 16.0, 2, 1), "   █      ");
    }

    #[test]
    fn days_are_labelled_above_their_cells() {
        let lines = lines(&synthetic::study(2, 2), 80, Lang::Es);
        assert!(lines[1].contains("lun      mar      mié"), "{}", lines[1]);
        let days = lines[1].chars().position(|c| c == 'l').unwrap();
        let lowest = lines.iter().find(|line| line.starts_with("Weekday window ▁")).unwrap();
        let bars = lowest.chars().position(|c| BLOCKS[1..].contains(&c)).unwrap();
        assert_eq!(days, bars);
    }

    #[test]
    fn a_desk_without_backlog_says_so() {
        let mut result = synthetic::study(1, 2);
        result.scenarios[0].series.hour_of_week.backlog_mean = vec![0.0; 168];
        assert!(lines(&result, 80, Lang::En)[0].ends_with("no message ever waits"));
    }
}
