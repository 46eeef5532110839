//! The one font of pictures, which comes with the program, so that they look alike on every machine; and how wide its text is.

use super::canvas::UNITS;
use crate::report::text_layout::awaits_next;
use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};
use resvg::usvg::fontdb::Database;
use std::sync::{Arc, LazyLock};

pub const FAMILY: &str = "DejaVu Sans";
/// For pages on machines that lack it: fonts that are no wider.
pub const FAMILIES: &str = "DejaVu Sans,Verdana,system-ui,sans-serif";
/// Height of the font from its lowest to its highest point, for a size of 1: fonts are asked for by this height.
const HEIGHT: f64 = 0.928_223 + 0.235_84;
/// Baseline below the middle of a capital letter, for a size of 1.
pub const MIDDLE: f64 = 0.36;
/// Widths are measured at this size and scaled, because they are given in whole numbers.
const MEASURED_AT: f64 = 200.0;

static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
    let regular = register_font(FAMILY, FontStyle::Normal, dejavu::sans::regular());
    let bold = register_font(FAMILY, FontStyle::Bold, dejavu::sans::bold());
    regular.is_ok() && bold.is_ok()
});

/// For the renderer of bitmaps.
static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    database.load_font_data(dejavu::sans::regular().to_vec());
    database.load_font_data(dejavu::sans::bold().to_vec());
    database.set_sans_serif_family(FAMILY);
    Arc::new(database)
});

static PLAIN: LazyLock<FontDesc<'static>> = LazyLock::new(|| measured(FontStyle::Normal));
static BOLD: LazyLock<FontDesc<'static>> = LazyLock::new(|| measured(FontStyle::Bold));

fn measured(style: FontStyle) -> FontDesc<'static> {
    of_size(MEASURED_AT / UNITS, style)
}

pub fn database() -> Arc<Database> {
    DATABASE.clone()
}

fn style(bold: bool) -> FontStyle {
    if bold { FontStyle::Bold } else { FontStyle::Normal }
}

/// The font in a size in pixels, for a canvas that counts in [`UNITS`] of one.
fn of_size(size: f64, style: FontStyle) -> FontDesc<'static> {
    // Outside of the assertion, which a release does not look into.
    let registered = *REGISTERED;
    debug_assert!(registered, "the font of the program cannot be read");
    FontDesc::new(FontFamily::Name(FAMILY), size * UNITS * HEIGHT, style)
}

/// The font in a size in pixels.
pub fn font(size: f64, bold: bool) -> FontDesc<'static> {
    of_size(size, style(bold))
}

/// The size in pixels of a font that was made by [`font`].
pub fn size_of(size: f64) -> f64 {
    size / UNITS / HEIGHT
}

/// Width of a text in pixels.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let font = if bold { &BOLD } else { &PLAIN };
    let measured = font.layout_box(text).map_or(0, |(_, (right, _))| right);
    f64::from(measured) / MEASURED_AT * size
}

/// A number and its unit, both sides of an equation, a day and its hour.
fn belong_together(before: &str, word: &str) -> bool {
    let hour = |word: &str| word.contains(':') && word.contains(|letter: char| letter.is_ascii_digit());
    let number = awaits_next(before) && !before.rsplit(' ').next().is_some_and(hour);
    number || before.ends_with('=') || word == "=" || (hour(word) && !hour(before))
}

/// Lines no wider than so many pixels, broken at spaces, and within words that are wider than a line.
pub fn wrap(text: &str, room: f64, size: f64, bold: bool) -> Vec<String> {
    let fits = |text: &str| width(text, size, bold) <= room;
    let mut lines: Vec<String> = vec![];
    let mut words: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match words.last_mut().filter(|before| belong_together(before, word)) {
            Some(before) => *before = format!("{before} {word}"),
            None => words.push(word.into()),
        }
    }
    for word in &words {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if fits(&longer) {
                *line = longer;
                continue;
            }
        }
        let mut part = String::new();
        for letter in word.chars() {
            part.push(letter);
            if part.chars().count() > 1 && !fits(&part) {
                part.pop();
                lines.push(std::mem::replace(&mut part, letter.to_string().trim_start().into()));
            }
        }
        lines.push(part);
    }
    lines
}

/// As [`wrap`], at most so many lines; what does not fit is left out behind an ellipsis.
pub fn fold(text: &str, room: f64, most: usize, size: f64, bold: bool) -> Vec<String> {
    let mut lines = wrap(text, room, size, bold);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(&format!("{last}…"), size, bold) > room {
                last.pop();
            }
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Advances in the font's 2,048 units: "i" 569, "m" 1,995, both without kerning.
        assert!((width("im", 2048.0, false) - 2564.0).abs() < 12.0, "{}", width("im", 2048.0, false));
        assert!(width("mm", 12.0, true) > width("mm", 12.0, false));
        assert_eq!(width("", 12.0, false), 0.0);
    }

    #[test]
    fn text_is_broken_to_its_room_and_nothing_is_lost() {
        let text = "Round the clock, every day of the week, andaverylongwordthatdoesnotfit";
        let lines = wrap(text, 120.0, 12.0, false);
        assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        let folded = fold(text, 120.0, 2, 12.0, false);
        assert_eq!(folded.len(), 2);
        assert!(folded[1].ends_with('…') && width(&folded[1], 12.0, false) <= 120.0, "{folded:?}");
        assert_eq!(wrap("", 120.0, 12.0, false), Vec::<String>::new());
        assert_eq!(
            wrap("most (Mon 07:00–08:00), within 1 h", 120.0, 12.0, false),
            ["most", "(Mon 07:00–08:00),", "within 1 h"]
        );
    }
}
