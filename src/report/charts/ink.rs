//! What pictures are drawn with: inks instead of colours. While a picture is drawn an ink is a sentinel colour; the canvas turns
//! each once into a CSS variable with its light colour behind it, so that one SVG serves light and dark pages.
//!
//! Invariant: no colour is the only carrier of a meaning; series also differ in their dashes, and carry their names.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// Series with a colour of their own; further ones begin again with other dashes.
pub const SERIES: usize = 8;
/// Steps of the scale of a heat map.
pub const HEATS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Background, and the gaps between cells.
    Paper,
    Text,
    /// Secondary text, axes.
    Muted,
    Grid,
    /// Hours in which nobody is on duty.
    Shade,
    /// What is seen by the pointer only.
    Unseen,
    /// A solid line or an area of a series.
    Series(usize),
    /// A line of a series in its dashes.
    Dashed(usize),
    Heat(usize),
    /// Text upon a step of the scale.
    OnHeat(usize),
    /// A dashed line that marks a limit.
    Mark,
    /// Text upon lines, with a rim of paper.
    Label,
}

/// A light or a dark page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// After Okabe and Ito, darkened for white paper and lightened for black until each stands out 3 to 1.
const SERIES_COLOURS: [(&str, &str); SERIES] = [
    ("#0072b2", "#56b4e9"),
    ("#d55e00", "#ff9a57"),
    ("#00845f", "#3dcfa0"),
    ("#a8518a", "#e6a3cb"),
    ("#a87000", "#f0b93a"),
    ("#3f8fbf", "#a7d9f5"),
    ("#6b6b6b", "#b5b5b5"),
    ("#8c4a1c", "#d9a878"),
];
/// One hue from pale to deep, so that it survives a copier and every kind of colour blindness.
const HEAT_COLOURS: [(&str, &str); HEATS] = [
    ("#eef3fa", "#16222e"),
    ("#cfe0f2", "#1d3a55"),
    ("#9fc4e6", "#24557f"),
    ("#5f9fd2", "#4a8fca"),
    ("#2b6fae", "#7dbcec"),
    ("#0b4580", "#bfe0f9"),
];
const ON_HEAT_COLOURS: [(&str, &str); HEATS] = [
    ("#1b1b1b", "#f0f0f0"),
    ("#1b1b1b", "#f0f0f0"),
    ("#1b1b1b", "#f0f0f0"),
    ("#101010", "#101010"),
    ("#ffffff", "#101010"),
    ("#ffffff", "#101010"),
];
/// Lengths of dashes and gaps in pixels; "" is a solid line.
const DASHES: [&str; 6] = ["", "7 3", "2 2.5", "9 3 2 3", "12 4", "5 2 1.5 2 1.5 2"];

const PLAIN: [Ink; 8] = [Ink::Paper, Ink::Text, Ink::Muted, Ink::Grid, Ink::Shade, Ink::Unseen, Ink::Mark, Ink::Label];

impl Ink {
    /// The colour that stands for the ink while a picture is drawn.
    pub fn sentinel(self) -> RGBColor {
        let plain = |at: u8| RGBColor(1, at, 0);
        match self {
            Ink::Paper => plain(0),
            Ink::Text => plain(1),
            Ink::Muted => plain(2),
            Ink::Grid => plain(3),
            Ink::Shade => plain(4),
            Ink::Unseen => plain(5),
            Ink::Mark => plain(6),
            Ink::Label => plain(7),
            Ink::Series(series) => RGBColor(2, series as u8, 0),
            Ink::Dashed(series) => RGBColor(3, series as u8, 0),
            Ink::Heat(step) => RGBColor(4, step as u8, 0),
            Ink::OnHeat(step) => RGBColor(5, step as u8, 0),
        }
    }

    /// The ink of a sentinel; `None` for any other colour.
    pub fn of(colour: BackendColor) -> Option<Ink> {
        let (kind, at, zero) = colour.rgb;
        let at = usize::from(at);
        let ink = match kind {
            1 => *PLAIN.get(at)?,
            2 => Ink::Series(at),
            3 => Ink::Dashed(at),
            4 if at < HEATS => Ink::Heat(at),
            5 if at < HEATS => Ink::OnHeat(at),
            _ => return None,
        };
        (zero == 0).then_some(ink)
    }

    /// Dashes of a line, "" where it is solid.
    pub fn dashes(self) -> &'static str {
        match self {
            Ink::Dashed(series) => DASHES[(series + series / SERIES) % DASHES.len()],
            Ink::Mark => "3 3",
            _ => "",
        }
    }

    /// Name of the CSS variable, and the light and the dark colour; `None` where nothing is seen.
    fn colours(self) -> Option<(String, (&'static str, &'static str))> {
        let named = |name: &str, pair| Some((name.to_owned(), pair));
        match self {
            Ink::Unseen => None,
            Ink::Paper => named("paper", ("#ffffff", "#14181c")),
            Ink::Text | Ink::Mark | Ink::Label => named("ink", ("#1b1b1b", "#e8e8e8")),
            Ink::Muted => named("muted", ("#595959", "#a9b0b7")),
            Ink::Grid => named("grid", ("#dcdcdc", "#333a41")),
            Ink::Shade => named("shade", ("#efefef", "#232930")),
            Ink::Series(series) | Ink::Dashed(series) => {
                let at = series % SERIES;
                Some((format!("c{}", at + 1), SERIES_COLOURS[at]))
            }
            Ink::Heat(step) => Some((format!("h{step}"), HEAT_COLOURS[step])),
            Ink::OnHeat(step) => Some((format!("t{step}"), ON_HEAT_COLOURS[step])),
        }
    }

    /// As it stands in an SVG: a CSS variable with the light colour for pages that do not set it.
    pub fn css(self) -> String {
        self.colours().map_or("none".into(), |(name, (light, _))| format!("var(--{name},{light})"))
    }
}

/// Every ink that is seen, each variable once.
fn palette() -> Vec<(String, (&'static str, &'static str))> {
    let plain = [Ink::Paper, Ink::Text, Ink::Muted, Ink::Grid, Ink::Shade].into_iter();
    let series = (0..SERIES).map(Ink::Series);
    let heats = (0..HEATS).flat_map(|step| [Ink::Heat(step), Ink::OnHeat(step)]);
    plain.chain(series).chain(heats).filter_map(Ink::colours).collect()
}

/// The variables of a theme as CSS declarations, for a page that holds pictures.
pub fn variables(theme: Theme) -> String {
    palette().iter().map(|(name, pair)| format!("--{name}:{};", of(*pair, theme))).collect()
}

fn of(pair: (&'static str, &'static str), theme: Theme) -> &'static str {
    match theme {
        Theme::Light => pair.0,
        Theme::Dark => pair.1,
    }
}

/// The same SVG with the colours of a theme in place of the variables, for where no page sets any.
pub fn written_in(svg: &str, theme: Theme) -> String {
    let palette = palette();
    palette
        .iter()
        .fold(svg.to_owned(), |svg, (name, pair)| svg.replace(&format!("var(--{name},{})", pair.0), of(*pair, theme)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::style::Color;

    fn all() -> Vec<Ink> {
        let series = (0..20).flat_map(|at| [Ink::Series(at), Ink::Dashed(at)]);
        let heats = (0..HEATS).flat_map(|at| [Ink::Heat(at), Ink::OnHeat(at)]);
        PLAIN.into_iter().chain(series).chain(heats).collect()
    }

    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    /// Contrast as defined by WCAG 2.2.
    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn colour(ink: Ink, theme: Theme) -> &'static str {
        of(ink.colours().unwrap().1, theme)
    }

    #[test]
    fn every_ink_has_a_sentinel_of_its_own_that_leads_back_to_it() {
        for ink in all() {
            assert_eq!(Ink::of(ink.sentinel().to_backend_color()), Some(ink));
        }
        assert_eq!(Ink::of(RGBColor(4, 6, 0).to_backend_color()), None);
        assert_eq!(Ink::of(RGBColor(255, 255, 255).to_backend_color()), None);
    }

    #[test]
    fn a_theme_leaves_no_variable() {
        let svg: String = all().into_iter().map(Ink::css).collect();
        for theme in [Theme::Light, Theme::Dark] {
            assert!(!written_in(&svg, theme).contains("var("));
        }
        assert!(variables(Theme::Dark).contains("--c1:#56b4e9;"));
    }

    /// Text 4.5 to 1 and marks 3 to 1 against what they stand on (WCAG 2.2, 1.4.3 and 1.4.11).
    #[test]
    fn inks_stand_out_in_both_themes() {
        for theme in [Theme::Light, Theme::Dark] {
            let against = |ink, on| contrast(colour(ink, theme), colour(on, theme));
            for on in [Ink::Paper, Ink::Shade] {
                assert!(against(Ink::Text, on) > 7.0 && against(Ink::Muted, on) > 4.5, "{theme:?} {on:?}");
            }
            for at in 0..SERIES {
                let found = against(Ink::Series(at), Ink::Paper);
                assert!(found > 3.0, "{theme:?} series {at}: {found}");
            }
            for step in 0..HEATS {
                let found = against(Ink::OnHeat(step), Ink::Heat(step));
                assert!(found > 4.5, "{theme:?} step {step}: {found}");
            }
        }
    }

    #[test]
    fn neighbouring_series_differ_in_more_than_their_colour() {
        for at in 0..24 {
            assert_ne!(Ink::Dashed(at).dashes(), Ink::Dashed(at + 1).dashes());
            assert_ne!(Ink::Dashed(at).dashes(), Ink::Dashed(at + SERIES).dashes(), "same colour, same dashes");
        }
    }
}
