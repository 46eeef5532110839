//! The frame that all pictures share: the finding on top, what is shown below it, plots with their axes, the source at the foot.
//!
//! Lengths are pixels; [`Sheet::finish`] makes the picture as high as what was put on it.

use super::canvas::{Canvas, UNITS};
use super::font;
use super::ink::Ink;
use super::picture::{Picture, element};
use super::scale::{Axis, Scale};
use super::table::Table;
use crate::locale::Lang;
use plotters::coord::{Shift, cartesian::Cartesian2d};
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, CoordMapper, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle, TextStyle};
use std::cell::RefCell;
use std::rc::Rc;

pub const MARGIN: f64 = 16.0;
/// What texts of an axis may take of the margin.
const EDGE: f64 = 5.0;
pub const TITLE_SIZE: f64 = 17.0;
pub const TEXT_SIZE: f64 = 12.0;
pub const SMALL_SIZE: f64 = 11.0;
const LINE: f64 = 1.3;
/// From the x axis down to the middle of its texts, and to what comes below them.
const X_TEXT: f64 = 14.0;
pub const X_ROOM: f64 = 26.0;
/// Highest drawing that a canvas is made for; it is cut to what is used.
const HIGHEST: f64 = 100_000.0;

/// How wide a picture is laid out. Text has the same size in all, so that a phone gets a layout of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// 960 pixels: pages, paper, projectors.
    Wide,
    /// 480 pixels: phones.
    Narrow,
}

impl Layout {
    pub fn width(self) -> f64 {
        match self {
            Layout::Wide => 960.0,
            Layout::Narrow => 480.0,
        }
    }
}

/// Where text stands at its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// Begins there; the point is at the middle of its height.
    Left,
    Middle,
    Right,
}

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub size: f64,
    pub bold: bool,
    pub ink: Ink,
    pub at: At,
}

pub const PLAIN: Look = Look { size: TEXT_SIZE, bold: false, ink: Ink::Text, at: At::Left };
pub const SMALL: Look = Look { size: SMALL_SIZE, bold: false, ink: Ink::Muted, at: At::Left };
pub const BOLD: Look = Look { size: TEXT_SIZE, bold: true, ink: Ink::Text, at: At::Left };

impl Look {
    pub fn at(self, at: At) -> Look {
        Look { at, ..self }
    }
    pub fn ink(self, ink: Ink) -> Look {
        Look { ink, ..self }
    }
    pub fn width(self, text: &str) -> f64 {
        font::width(text, self.size, self.bold)
    }
    /// From one line to the next.
    pub fn line(self) -> f64 {
        (self.size * LINE).round()
    }
    fn style(self) -> TextStyle<'static> {
        let across = match self.at {
            At::Left => HPos::Left,
            At::Middle => HPos::Center,
            At::Right => HPos::Right,
        };
        let style = font::font(self.size, self.bold).color(&self.ink.sentinel());
        TextStyle { pos: Pos::new(across, VPos::Center), ..style }
    }
}

/// A rectangle of the sheet.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A filled shape in an ink, so much of it covering what is below.
pub fn fill(ink: Ink, opacity: f64) -> ShapeStyle {
    ink.sentinel().mix(opacity).filled()
}

/// A line in an ink, so many pixels wide.
pub fn stroke(ink: Ink, width: f64) -> ShapeStyle {
    ink.sentinel().stroke_width((width * UNITS).round() as u32)
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

type Surface = DrawingArea<Canvas, Shift>;

/// A picture in the making.
pub struct Sheet {
    pub lang: Lang,
    pub layout: Layout,
    /// How far down the sheet is used.
    pub y: f64,
    id: String,
    canvas: Rc<RefCell<Canvas>>,
    surface: Surface,
    title: String,
}

impl Sheet {
    /// An empty sheet under its finding and one or more lines that say what is shown.
    pub fn new(kind: &str, layout: Layout, lang: Lang, title: String, about: &str) -> Sheet {
        let canvas = Rc::new(RefCell::new(Canvas::new(layout.width(), HIGHEST)));
        let surface = DrawingArea::from(&canvas);
        let id = format!("{kind}-{}", if layout == Layout::Wide { "wide" } else { "narrow" });
        let mut sheet = Sheet { lang, layout, y: MARGIN, id, canvas, surface, title: title.clone() };
        sheet.canvas.borrow_mut().begin(&format!("{}-title", sheet.id));
        sheet.paragraph(&title, Look { size: TITLE_SIZE, ..BOLD });
        sheet.canvas.borrow_mut().end();
        sheet.y += 2.0;
        sheet.paragraph(about, SMALL);
        sheet.y += 6.0;
        sheet
    }

    pub fn width(&self) -> f64 {
        self.layout.width()
    }
    pub fn narrow(&self) -> bool {
        self.layout == Layout::Narrow
    }
    pub fn right(&self) -> f64 {
        self.width() - MARGIN
    }

    /// Lines over the whole width, below what is there.
    pub fn paragraph(&mut self, text: &str, look: Look) {
        for line in font::wrap(text, self.width() - 2.0 * MARGIN, look.size, look.bold) {
            self.text(&line, MARGIN, self.y + look.line() / 2.0, look);
            self.y += look.line();
        }
    }

    /// Draws what plotters has; nothing that is drawn here can fail.
    fn draw<'e, E, M>(&self, element: &'e E)
    where
        M: CoordMapper,
        &'e E: PointCollection<'e, (i32, i32), M>,
        E: Drawable<Canvas, M>,
    {
        let drawn = self.surface.draw(element);
        debug_assert!(drawn.is_ok(), "{drawn:?}");
    }

    /// One line of text; `y` is the middle of its capital letters.
    pub fn text(&self, text: &str, x: f64, y: f64, look: Look) {
        self.draw(&Text::new(text.to_owned(), (units(x), units(y)), look.style()));
    }

    /// The next mark shows this when hovered over.
    pub fn hover(&self, text: String) {
        self.canvas.borrow_mut().hover_next(text);
    }

    pub fn rectangle(&self, area: Area, style: ShapeStyle) {
        let corners = [(units(area.left), units(area.top)), (units(area.right), units(area.bottom))];
        self.draw(&Rectangle::new(corners, style));
    }

    /// An area that is not seen and shows this when hovered over.
    pub fn hover_area(&self, area: Area, text: String) {
        self.hover(text);
        self.rectangle(area, fill(Ink::Unseen, 1.0));
    }

    pub fn line(&self, points: impl IntoIterator<Item = (f64, f64)>, style: ShapeStyle) {
        let points: Vec<(i32, i32)> = points.into_iter().map(|(x, y)| (units(x), units(y))).collect();
        if points.len() > 1 {
            self.draw(&PathElement::new(points, style));
        }
    }

    pub fn polygon(&self, points: impl IntoIterator<Item = (f64, f64)>, style: ShapeStyle) {
        let points: Vec<(i32, i32)> = points.into_iter().map(|(x, y)| (units(x), units(y))).collect();
        self.draw(&Polygon::new(points, style));
    }

    pub fn dot(&self, (x, y): (f64, f64), radius: f64, ink: Ink) {
        self.draw(&Circle::new((units(x), units(y)), units(radius), fill(ink, 1.0)));
    }

    /// A plot in an area of the sheet, its grid drawn.
    pub fn plot(&self, area: Area, x: &Axis, y: &Axis) -> Plot<'_> {
        let across = units(area.left)..units(area.right);
        let up = units(area.bottom)..units(area.top);
        let coordinates = Cartesian2d::new(x.scale.clone(), y.scale.clone(), (across, up));
        Plot { sheet: self, area, surface: self.surface.apply_coord_spec(coordinates) }
    }

    /// Ends the sheet with its source.
    pub fn finish(mut self, source: &str, description: String, table: Table) -> Picture {
        self.y += 4.0;
        self.paragraph(source, SMALL);
        let size = (self.width(), (self.y + MARGIN / 2.0).ceil());
        let body = self.canvas.take().into_body();
        let svg = element(&self.id, size, &description, &body);
        Picture { svg, size, title: self.title, description, table }
    }
}

/// A part of a sheet with axes of its own: places are values.
pub struct Plot<'s> {
    pub sheet: &'s Sheet,
    pub area: Area,
    surface: DrawingArea<Canvas, Cartesian2d<Scale, Scale>>,
}

impl Plot<'_> {
    fn draw<'e, E, M>(&self, element: &'e E)
    where
        M: CoordMapper,
        &'e E: PointCollection<'e, (f64, f64), M>,
        E: Drawable<Canvas, M>,
    {
        let drawn = self.surface.draw(element);
        debug_assert!(drawn.is_ok(), "{drawn:?}");
    }

    /// Where a value stands on the sheet.
    pub fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.surface.map_coordinate(&(x, y));
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    pub fn line(&self, points: impl IntoIterator<Item = (f64, f64)>, style: ShapeStyle) {
        let points: Vec<(f64, f64)> = points.into_iter().collect();
        if points.len() > 1 {
            self.draw(&PathElement::new(points, style));
        }
    }

    pub fn polygon(&self, points: Vec<(f64, f64)>, style: ShapeStyle) {
        if points.len() > 2 {
            self.draw(&Polygon::new(points, style));
        }
    }

    /// The area between two lines over the same places; so much of it covers what is below.
    pub fn band(&self, low: &[(f64, f64)], high: &[(f64, f64)], ink: Ink, opacity: f64) {
        self.polygon(low.iter().chain(high.iter().rev()).copied().collect(), fill(ink, opacity));
    }

    /// Lines across at the ticks of the y axis, their texts to the left.
    pub fn y_axis(&self, axis: &Axis) {
        let Area { left, right, .. } = self.area;
        for tick in &axis.ticks {
            let (_, y) = self.place(0.0, tick.at);
            self.sheet.line([(left, y), (right, y)], stroke(Ink::Grid, 1.0));
        }
        for tick in &axis.ticks {
            let (_, y) = self.place(0.0, tick.at);
            self.sheet.text(&tick.text, left - 6.0, y, SMALL.at(At::Right));
        }
    }

    /// How far right a value stands on the sheet.
    pub fn across(&self, x: f64) -> f64 {
        f64::from(self.surface.map_coordinate(&(x, 0.0)).0) / UNITS
    }

    /// The line below the plot and the texts of its ticks; with `marks` also where they stand.
    pub fn x_axis(&self, axis: &Axis, marks: bool) {
        let Area { left, right, bottom, .. } = self.area;
        self.sheet.line([(left, bottom), (right, bottom)], stroke(Ink::Muted, 1.0));
        for tick in axis.ticks.iter().filter(|_| marks) {
            let x = self.across(tick.at);
            self.sheet.line([(x, bottom), (x, bottom + 4.0)], stroke(Ink::Muted, 1.0));
        }
        for tick in &axis.ticks {
            // The first and the last keep off the edges.
            let half = SMALL.width(&tick.text) / 2.0 + EDGE;
            let x = self.across(tick.at).clamp(half, self.sheet.width() - half);
            self.sheet.text(&tick.text, x, bottom + X_TEXT, SMALL.at(At::Middle));
        }
    }

    /// An area over the whole height between two places that shows this when hovered over.
    pub fn hover_column(&self, from: f64, to: f64, text: String) {
        let Area { top, bottom, .. } = self.area;
        self.sheet.hover_area(Area { left: self.across(from), right: self.across(to), top, bottom }, text);
    }
}

/// Room that the texts of a vertical axis need to its left.
pub fn axis_room(axis: &Axis) -> f64 {
    axis.ticks.iter().map(|tick| SMALL.width(&tick.text)).fold(0.0, f64::max) + 8.0
}
