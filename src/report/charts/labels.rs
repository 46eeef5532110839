//! Names beside the ends of their lines, none upon another.

use super::font;
use super::ink::Ink;
use super::sheet::{Area, MARGIN, PLAIN, SMALL, Sheet, stroke};

/// Length of the piece of line before a name.
const SAMPLE: f64 = 26.0;
/// Most lines of a name.
const MOST_LINES: usize = 3;
const GAP: f64 = 5.0;

/// A name, what is said below it, and where its line ends (pixels from the top).
pub struct EndLabel {
    pub name: String,
    pub detail: String,
    pub at: f64,
}

/// Middles of boxes of the given heights, as close to where they are wished as order and room allow, none upon another.
/// Where there is not enough room they go on below it.
pub fn spread(wished: &[f64], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wished.len()).collect();
    order.sort_by(|a, b| wished[*a].total_cmp(&wished[*b]));
    let mut middles = wished.to_vec();
    let mut edge = top;
    for at in &order {
        middles[*at] = wished[*at].max(edge + heights[*at] / 2.0);
        edge = middles[*at] + heights[*at] / 2.0;
    }
    // What ran over the bottom is pushed back up, and pushes those above it.
    let whole: f64 = heights.iter().sum();
    let mut edge = bottom.max(top + whole);
    for at in order.iter().rev() {
        middles[*at] = middles[*at].min(edge - heights[*at] / 2.0);
        edge = middles[*at] - heights[*at] / 2.0;
    }
    middles
}

fn lines(label: &EndLabel, room: f64) -> Vec<String> {
    font::fold(&label.name, room, MOST_LINES, SMALL.size, false)
}

fn height(label: &EndLabel, room: f64) -> f64 {
    let details = usize::from(!label.detail.is_empty());
    (lines(label, room).len() + details) as f64 * SMALL.line() + GAP
}

/// Height that the labels need in a column so many pixels wide.
pub fn needed(labels: &[EndLabel], column: f64) -> f64 {
    labels.iter().map(|label| height(label, column - SAMPLE - 14.0)).sum()
}

/// Labels right of a plot, each behind a piece of its line that leads from where it ends.
pub fn beside(sheet: &Sheet, plot: Area, labels: &[EndLabel]) {
    let text_left = plot.right + SAMPLE + 14.0;
    let room = sheet.right() - text_left;
    let heights: Vec<f64> = labels.iter().map(|label| height(label, room)).collect();
    let wished: Vec<f64> = labels.iter().map(|label| label.at).collect();
    let middles = spread(&wished, &heights, plot.top, plot.bottom);
    for (number, (label, middle)) in labels.iter().zip(&middles).enumerate() {
        let sample = [(plot.right + 3.0, label.at), (plot.right + 12.0, *middle), (text_left - 5.0, *middle)];
        sheet.line(sample, stroke(Ink::Dashed(number), 1.8));
    }
    for ((label, middle), height) in labels.iter().zip(&middles).zip(&heights) {
        let mut y = middle - (height - GAP) / 2.0 + SMALL.line() / 2.0;
        for line in lines(label, room) {
            sheet.text(&line, text_left, y, SMALL.ink(Ink::Text));
            y += SMALL.line();
        }
        sheet.text(&label.detail, text_left, y, SMALL);
    }
}

/// Labels above a plot, one below another, each behind a piece of its line.
pub fn above(sheet: &mut Sheet, labels: &[EndLabel]) {
    let left = MARGIN + SAMPLE + 10.0;
    for (number, label) in labels.iter().enumerate() {
        let y = sheet.y + PLAIN.line() / 2.0;
        sheet.line([(MARGIN, y), (MARGIN + SAMPLE, y)], stroke(Ink::Dashed(number), 1.8));
        let text =
            if label.detail.is_empty() { label.name.clone() } else { format!("{}: {}", label.name, label.detail) };
        for line in font::fold(&text, sheet.right() - left, MOST_LINES, SMALL.size, false) {
            sheet.text(&line, left, sheet.y + PLAIN.line() / 2.0, SMALL.ink(Ink::Text));
            sheet.y += SMALL.line();
        }
        sheet.y += 2.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_order_and_their_distance() {
        let heights = [20.0, 20.0, 30.0];
        let middles = spread(&[100.0, 95.0, 99.0], &heights, 0.0, 120.0);
        assert!(middles[1] < middles[2] && middles[2] < middles[0], "{middles:?}");
        assert!(middles[2] - middles[1] >= 25.0 && middles[0] - middles[2] >= 25.0, "{middles:?}");
        assert!(middles[0] + 10.0 <= 120.0 && middles[1] - 10.0 >= 0.0, "{middles:?}");
        assert_eq!(spread(&[30.0, 90.0], &[20.0, 20.0], 0.0, 120.0), [30.0, 90.0]);
    }

    #[test]
    fn too_many_labels_run_on_below() {
        let middles = spread(&[5.0; 4], &[20.0; 4], 0.0, 30.0);
        assert_eq!(middles, [10.0, 30.0, 50.0, 70.0]);
    }
}
