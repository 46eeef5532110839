//! A finished picture: the drawing, the finding, the text for those who do not see it, and the numbers behind it.

use super::font;
use super::ink::{Ink, Theme, written_in};
use super::table::Table;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt::Write;

/// Most pixels of a side of a bitmap, twice those of a sharp screen: a quarter of a gigabyte while it is drawn.
pub const MOST_PIXELS: u32 = 8192;

#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    /// An `<svg>` element to stand in a page, its colours CSS variables (see [`super::ink::variables`]) with the light ones
    /// behind them, its background that of the page. Refers to nothing outside itself.
    pub svg: String,
    /// Width and height in pixels that the drawing is laid out for.
    pub size: (f64, f64),
    /// The finding, in a sentence.
    pub title: String,
    /// What the picture shows, for those who do not see it.
    pub description: String,
    pub table: Table,
}

/// Why there is no bitmap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoBitmap {
    /// Wider or higher than [`MOST_PIXELS`]: the width and height it would have.
    TooLarge(u32, u32),
    /// What the renderer says.
    Renderer(String),
}

impl Picture {
    /// An SVG file: the colours of a theme, a background, so many pixels wide.
    pub fn file(&self, theme: Theme, width: u32) -> String {
        let (own_width, own_height) = self.size;
        let height = (f64::from(width) * own_height / own_width).round();
        let svg = self.svg.replacen("<svg ", &format!("<svg width=\"{width}\" height=\"{height}\" "), 1);
        let background =
            format!("><path fill=\"{}\" d=\"M0 0h{own_width}v{own_height}h-{own_width}z\"/>", Ink::Paper.css());
        written_in(&svg.replacen('>', &background, 1), theme)
    }

    /// A PNG file so many pixels wide.
    ///
    /// # Errors
    /// If it would be too large.
    pub fn png(&self, theme: Theme, width: u32) -> Result<Vec<u8>, NoBitmap> {
        let renderer = |error: &dyn std::fmt::Display| NoBitmap::Renderer(error.to_string());
        let options = Options { fontdb: font::database(), font_family: font::FAMILY.into(), ..Options::default() };
        let tree = Tree::from_str(&self.file(theme, width), &options).map_err(|error| renderer(&error))?;
        let size = tree.size().to_int_size();
        let (width, height) = (size.width(), size.height());
        let allowed = width.max(height) <= MOST_PIXELS;
        let mut pixels = Pixmap::new(width, height).filter(|_| allowed).ok_or(NoBitmap::TooLarge(width, height))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| renderer(&error))
    }
}

/// The `<svg>` element around a body. `id` begins the ids within; `-title` must be among those of the body.
pub fn element(id: &str, size: (f64, f64), description: &str, body: &str) -> String {
    let mut svg = String::with_capacity(body.len() + description.len() + 300);
    let (width, height) = size;
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-text\" font-family=\"{}\" stroke-linejoin=\"round\">\
         <desc id=\"{id}-text\">{}</desc>{body}</svg>",
        font::FAMILIES,
        super::canvas::escaped(description)
    );
    svg
}
