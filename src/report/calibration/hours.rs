//! The hours of the week as CSV: what was seen, and what the scenario says of it.

use crate::calibrate::Calibration;

/// One row for each hour of the week, times and numbers in the form that programs read. Empty cells: not observed.
pub fn table(calibration: &Calibration) -> String {
    let mut text = String::from(
        "hour_of_week,conversations,observed_per_week,low,high,fitted_per_week,answers_per_week,worked_share,worked_low,\
         worked_high,people\n",
    );
    let cell = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
    for (at, worked) in calibration.coverage.hours.iter().enumerate() {
        let hour = calibration.volume.hours.get(at);
        let observed = hour.and_then(|hour| hour.observed());
        let cells = [
            at.to_string(),
            hour.map_or_else(String::new, |hour| hour.count.to_string()),
            cell(observed.map(|one| one.value)),
            cell(observed.map(|one| one.low)),
            cell(observed.map(|one| one.high)),
            cell(hour.map(|hour| hour.per_week)),
            cell(Some(worked.messages)),
            cell(worked.share.map(|one| one.value)),
            cell(worked.share.map(|one| one.low)),
            cell(worked.share.map(|one| one.high)),
            cell(worked.people),
        ];
        text += &cells.join(",");
        text.push('\n');
    }
    text
}
