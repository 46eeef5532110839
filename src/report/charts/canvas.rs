//! Where drawing ends: a back end of plotters that writes a small SVG. It counts in tenths of a pixel, joins what follows in the
//! same ink to one path, and gives a mark the text that hovering over it shows.

use super::font;
use super::ink::Ink;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;
use std::fmt::Write;

/// Units of the canvas in a pixel.
pub const UNITS: f64 = 10.0;

/// The body of an SVG as it grows.
#[derive(Debug, Default)]
pub struct Canvas {
    size: (u32, u32),
    body: String,
    /// Attributes of the group that is open.
    group: Option<String>,
    /// Path of untitled shapes of the open group that is not yet written.
    path: String,
    hover: Option<String>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas {
    /// Size in pixels; nothing is cut off at its edges.
    pub fn new(width: f64, height: f64) -> Canvas {
        Canvas { size: ((width * UNITS) as u32, (height * UNITS) as u32), ..Canvas::default() }
    }

    /// The next mark shows this text when hovered over.
    pub fn hover_next(&mut self, text: String) {
        self.hover = Some(text);
    }

    /// Opens a group that is referred to by its name.
    pub fn begin(&mut self, id: &str) {
        self.close();
        let _ = write!(self.body, "<g id=\"{}\">", escaped(id));
    }

    pub fn end(&mut self) {
        self.close();
        self.body.push_str("</g>");
    }

    pub fn into_body(mut self) -> String {
        self.close();
        self.body
    }

    fn write_path(&mut self) {
        if !self.path.is_empty() {
            let _ = write!(self.body, "<path d=\"{}\"/>", self.path);
            self.path.clear();
        }
    }

    fn close(&mut self) {
        self.write_path();
        if self.group.take().is_some() {
            self.body.push_str("</g>");
        }
    }

    fn open(&mut self, attributes: String) {
        if self.group.as_deref() != Some(&attributes) {
            self.close();
            let _ = write!(self.body, "<g {attributes}>");
            self.group = Some(attributes);
        }
    }

    fn shape(&mut self, attributes: String, path: &str) {
        self.open(attributes);
        match self.hover.take() {
            None => self.path.push_str(path),
            Some(text) => {
                self.write_path();
                let _ = write!(self.body, "<path d=\"{path}\"><title>{}</title></path>", escaped(&text));
            }
        }
    }

    fn stroked(&mut self, points: impl IntoIterator<Item = BackendCoord>, style: &impl BackendStyle) {
        let ink = ink(style.color());
        let mut attributes = format!("fill=\"none\" stroke=\"{}\"", ink.css());
        attributes += &opacity("stroke-opacity", style.color().alpha);
        if style.stroke_width() != UNITS as u32 {
            attributes += &format!(" stroke-width=\"{}\"", tenths(style.stroke_width() as i32));
        }
        if !ink.dashes().is_empty() {
            attributes += &format!(" stroke-dasharray=\"{}\"", ink.dashes());
        }
        self.shape(attributes, &path_through(points));
    }

    fn filled(&mut self, points: impl IntoIterator<Item = BackendCoord>, colour: BackendColor) {
        let attributes = match ink(colour) {
            Ink::Unseen => "fill=\"none\" pointer-events=\"all\"".to_owned(),
            ink => format!("fill=\"{}\"{}", ink.css(), opacity("fill-opacity", colour.alpha)),
        };
        self.shape(attributes, &format!("{}z", path_through(points)));
    }
}

/// Only inks are drawn with; another colour would not follow the theme.
fn ink(colour: BackendColor) -> Ink {
    let ink = Ink::of(colour);
    debug_assert!(ink.is_some(), "drawn in {:?}, which is no ink", colour.rgb);
    ink.unwrap_or(Ink::Text)
}

fn opacity(name: &str, alpha: f64) -> String {
    if alpha < 1.0 { format!(" {name}=\"{}\"", (alpha * 100.0).round() / 100.0) } else { String::new() }
}

/// Tenths of a pixel as pixels.
fn tenths(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = (units.unsigned_abs() / 10, units.unsigned_abs() % 10);
    match (whole, rest) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, rest) => format!("{sign}.{rest}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

/// Begins at the first point and goes on relative to it, which is shorter.
fn path_through(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut path = String::new();
    let mut last: Option<BackendCoord> = None;
    for point in points {
        match last {
            None => path = format!("M{} {}", tenths(point.0), tenths(point.1)),
            Some(last) => {
                let (x, y) = (point.0 - last.0, point.1 - last.1);
                match (x, y) {
                    (0, 0) => continue,
                    (x, 0) => path += &format!("h{}", tenths(x)),
                    (0, y) => path += &format!("v{}", tenths(y)),
                    (x, y) => {
                        let gap = if y < 0 { "" } else { " " };
                        path += &format!("l{}{gap}{}", tenths(x), tenths(y));
                    }
                }
            }
        }
        last = Some(point);
    }
    path
}

/// Text as it may stand in XML: what would end it is escaped, what XML does not know is left out.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }
    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }
    fn present(&mut self) -> Drawn {
        Ok(())
    }
    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.filled([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], colour);
        Ok(())
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.stroked([from, to], style);
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let corners = [a, (b.0, a.1), b, (a.0, b.1)];
        if fill {
            self.filled(corners, style.color());
        } else {
            self.stroked(corners.into_iter().chain([a]), style);
        }
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.stroked(path, style);
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        self.filled(points, style.color());
        Ok(())
    }
    /// Filled: the marks of pictures are.
    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let attributes =
            format!("fill=\"{}\"{}", ink(style.color()).css(), opacity("fill-opacity", style.color().alpha));
        let (r, across) = (tenths(radius as i32), tenths(2 * radius as i32));
        let start = format!("M{} {}", tenths(x - radius as i32), tenths(y));
        self.shape(attributes, &format!("{start}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"));
        Ok(())
    }
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let size = font::size_of(style.size());
        let mut attributes =
            format!("fill=\"{}\" font-size=\"{}\"", ink(style.color()).css(), (size * 10.0).round() / 10.0);
        if ink(style.color()) == Ink::Label {
            attributes += &format!(" stroke=\"{}\" stroke-width=\"3\" paint-order=\"stroke\"", Ink::Paper.css());
        }
        if matches!(style.style(), FontStyle::Bold) {
            attributes += " font-weight=\"bold\"";
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => attributes += " text-anchor=\"middle\"",
            HPos::Right => attributes += " text-anchor=\"end\"",
        }
        let down = match style.anchor().v_pos {
            VPos::Top => 2.0 * font::MIDDLE,
            VPos::Center => font::MIDDLE,
            VPos::Bottom => 0.0,
        };
        self.open(attributes);
        self.write_path();
        let y = y + (down * size * UNITS).round() as i32;
        let title = self.hover.take().map_or(String::new(), |text| format!("<title>{}</title>", escaped(&text)));
        let _ = writeln!(self.body, "<text x=\"{}\" y=\"{}\">{title}{}</text>", tenths(x), tenths(y), escaped(text));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::sheet::stroke;
    use plotters::style::ShapeStyle;

    fn style(ink: Ink) -> ShapeStyle {
        stroke(ink, 1.0)
    }

    #[test]
    fn what_follows_in_the_same_ink_becomes_one_path() {
        let mut canvas = Canvas::new(100.0, 100.0);
        canvas.draw_line((0, 0), (105, 0), &style(Ink::Grid)).unwrap();
        canvas.draw_line((0, 50), (105, 47), &style(Ink::Grid)).unwrap();
        canvas.draw_rect((10, 10), (20, 30), &style(Ink::Shade), true).unwrap();
        let body = canvas.into_body();
        assert_eq!(
            body,
            "<g fill=\"none\" stroke=\"var(--grid,#dcdcdc)\"><path d=\"M0 0h10.5M0 5l10.5-.3\"/></g>\
             <g fill=\"var(--shade,#efefef)\"><path d=\"M1 1h1v2h-1z\"/></g>"
        );
    }

    #[test]
    fn a_mark_shows_its_text_and_texts_are_escaped() {
        let mut canvas = Canvas::new(100.0, 100.0);
        canvas.hover_next("<b>&\u{1}".into());
        canvas.draw_rect((0, 0), (10, 10), &style(Ink::Unseen), true).unwrap();
        let body = canvas.into_body();
        assert!(body.contains("<title>&lt;b&gt;&amp; </title>"), "{body}");
        assert_eq!(escaped("\"'\u{ffff}"), "&quot;&#39;");
    }

    #[test]
    fn coordinates_are_as_short_as_they_can_be() {
        assert_eq!([0, 5, -5, 10, -105, 100].map(tenths), ["0", ".5", "-.5", "1", "-10.5", "10"]);
        assert_eq!(path_through([(0, 0), (0, 0), (5, -5), (5, 5)]), "M0 0l.5-.5v1");
    }
}
