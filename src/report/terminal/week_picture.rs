//! The mean backlog over the week in block characters, one band for each scenario, on a common scale.

use crate::locale::number::{decimals, number, weekday};
use crate::locale::{Lang, Text};
use crate::report::text_layout::{heading, left, width};
use crate::study::result::StudyResult;
use owo_colors::OwoColorize;

const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Characters of a day: three hours each.
const CELLS_PER_DAY: usize = 8;
const HOURS_PER_CELL: usize = 24 / CELLS_PER_DAY;
const DAYS: usize = 7;

const TITLE: Text = Text::new("Backlog over the week", "Carga pendiente en la semana");
const NOTHING: Text = Text::new("no message ever waits", "ningún mensaje espera");

pub fn lines(result: &StudyResult, columns: usize, lang: Lang) -> Vec<String> {
    let weeks: Vec<Vec<f64>> =
        result.scenarios.iter().map(|one| cells(&one.series.hour_of_week.backlog_mean)).collect();
    let highest = weeks.iter().flatten().copied().fold(0.0, f64::max);
    if highest <= 0.0 {
        return vec![format!("{}: {}", TITLE.get(lang).bold(), NOTHING.get(lang))];
    }
    let scale = number(highest, decimals(highest, None, 1), lang);
    let scale = match lang {
        Lang::En => format!("mean; full height = {scale} messages"),
        Lang::Es => format!("media; altura completa = {scale} mensajes"),
    };
    let mut lines = vec![format!("{} ({scale})", TITLE.get(lang).bold())];
    let label_columns = columns - DAYS * (CELLS_PER_DAY + 1) - 1;
    let longest = result.scenarios.iter().map(|one| width(&one.name)).max().unwrap_or(0);
    let label_columns = label_columns.min(24).min(longest.max(4));
    let days: Vec<String> = (0..DAYS).map(|day| left(weekday(day, lang), CELLS_PER_DAY)).collect();
    lines.push(format!("{} {}", left("", label_columns), days.join(" ").trim_end()));
    // Tall bands where there is room for them.
    let height = if result.scenarios.len() <= 4 { 3 } else { 1 };
    for (one, week) in result.scenarios.iter().zip(&weeks) {
        let mut label = heading(&one.name, label_columns, height);
        while label.len() < height {
            label.insert(0, String::new());
        }
        for (at, label) in label.iter().enumerate() {
            let band = band(week, highest, height, height - 1 - at);
            let line = format!("{} {band}", left(label, label_columns));
            // Empty air above a low band is no use.
            if !line.trim().is_empty() {
                lines.push(line.trim_end().to_string());
            }
        }
    }
    lines
}

/// Means of three hours each.
fn cells(hours: &[f64]) -> Vec<f64> {
    hours.chunks(HOURS_PER_CELL).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect()
}

/// One line of a band of the given height; line 0 is the lowest and always shows a base line.
fn band(week: &[f64], highest: f64, height: usize, line: usize) -> String {
    let full = BLOCKS.len() - 1;
    let mut text = String::new();
    for (at, value) in week.iter().enumerate() {
        if at > 0 && at % CELLS_PER_DAY == 0 {
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
        assert_eq!(band(&week, 16.0, 1, 0), "▁▂▄█▁▁▁▁ ▁");
        assert_eq!(band(&week, 16.0, 2, 0), "▁▄██▁▁▁▁ ▂");
        assert_eq!(band(&week, 16.0, 2, 1), "   █      ");
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
