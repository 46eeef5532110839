//! `relevo chart KIND FILE...`: one picture alone.

use super::args::{ChartArgs, Replicate};
use super::output::{print_plain, tell};
use super::run::watched;
use super::simulate::Behind;
use super::{Failure, load};
use crate::locale::Lang;
use crate::locale::number::number;
use crate::report::charts::{Layout, MOST_PIXELS, NoBitmap, Picture, Theme};
use crate::report::file;
use crate::study::plan::common_plan;
use std::path::Path;

const STANDARD_OUTPUT: &str = "-";
const USUAL_WIDTH: u32 = 960;
/// Twice the pixels, so that a projector shows it sharp.
const USUAL_BITMAP_WIDTH: u32 = 1920;
/// Below this the layout for phones is the more readable one.
const NARROWEST_WIDE: u32 = 720;

/// A picture that is wished for: where it goes, and how it is to look.
pub struct Wanted<'a> {
    target: Target<'a>,
    theme: Theme,
    width: u32,
    replace: bool,
}

enum Target<'a> {
    Printed,
    Svg(&'a Path),
    Png(&'a Path),
}

impl<'a> Wanted<'a> {
    /// To be asked for before the simulation, not after it. Without a path, or with "-", the SVG is printed.
    ///
    /// # Errors
    /// If the path is not one of a picture, or something stands there.
    pub fn new(
        path: Option<&'a Path>,
        (dark, width, replace): (bool, Option<u32>, bool),
        lang: Lang,
    ) -> Result<Wanted<'a>, Failure> {
        let target = match path.filter(|path| path.as_os_str() != STANDARD_OUTPUT) {
            None => Target::Printed,
            Some(path) => target(path, lang)?,
        };
        if let Target::Svg(path) | Target::Png(path) = target {
            file::check(path, replace).map_err(|error| Failure::Input(error.text(lang)))?;
        }
        let usual = if matches!(target, Target::Png(_)) { USUAL_BITMAP_WIDTH } else { USUAL_WIDTH };
        let theme = if dark { Theme::Dark } else { Theme::Light };
        Ok(Wanted { target, theme, width: width.unwrap_or(usual), replace })
    }

    /// Draws the picture, and writes or prints it.
    ///
    /// # Errors
    /// If the file cannot be written, or the bitmap would be too large.
    pub fn write(&self, draw: impl FnOnce(Layout) -> Picture, quiet: bool, lang: Lang) -> Result<(), Failure> {
        let picture = draw(if self.width < NARROWEST_WIDE { Layout::Narrow } else { Layout::Wide });
        let svg = || picture.file(self.theme, self.width);
        let (path, bytes) = match self.target {
            Target::Printed => {
                return print_plain(&format!("{}\n", svg())).map_err(|error| Failure::Run(error.to_string()));
            }
            Target::Svg(path) => (path, svg().into_bytes()),
            Target::Png(path) => (path, bitmap(&picture, self.theme, self.width, lang)?),
        };
        file::write(path, bytes, self.replace).map_err(|error| Failure::Input(error.text(lang)))?;
        if !quiet {
            let shown = path.display();
            tell(&match lang {
                Lang::En => format!("{}\nwritten: {shown}", picture.title),
                Lang::Es => format!("{}\nescrito: {shown}", picture.title),
            });
        }
        Ok(())
    }
}

/// Simulates, draws, and writes the picture or prints it.
pub fn picture(args: &ChartArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let wanted = Wanted::new(args.output.as_deref(), (args.dark, args.width, args.force), lang)?;
    let set = args.overlays();
    let mut loaded = load::files(&args.files, &set, quiet, lang)?;
    let note = common_plan(&mut loaded.scenarios, lang).map_err(Failure::Input)?;
    if let Some(note) = note.filter(|_| !quiet) {
        tell(&note);
    }
    if args.kind.compares() && loaded.scenarios.len() < 2 {
        return Err(Failure::Input(match lang {
            Lang::En => "two scenarios are needed: give a second file, or a [[variant]] of the first".into(),
            Lang::Es => "hacen falta dos escenarios: indica un segundo archivo o una [[variant]] del primero".into(),
        }));
    }
    let behind = Behind { material: &loaded.material, set: &set, in_force: &loaded.in_force };
    let behind = args.kind.needs_decision().then_some(&behind);
    let result = watched(&loaded.scenarios, behind, (&Replicate::AsPlanned, args.threads), quiet, lang)?;
    if !args.kind.has_data(&result) {
        return Err(Failure::Run(match lang {
            Lang::En => "the scenarios say different things of customers.lifetime_margin, so that no curve can be drawn over it; set it \
                         for all of them with --set customers.lifetime_margin=VALUE"
                .into(),
            Lang::Es => "los escenarios dan valores distintos a customers.lifetime_margin, así que no puede dibujarse ninguna curva; \
                         fíjalo para todos con --set customers.lifetime_margin=VALOR"
                .into(),
        }));
    }
    wanted.write(|layout| args.kind.draw(&result, layout, lang), quiet, lang)
}

fn target(path: &Path, lang: Lang) -> Result<Target<'_>, Failure> {
    match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
        Some("svg") => Ok(Target::Svg(path)),
        Some("png") => Ok(Target::Png(path)),
        _ => Err(Failure::Input(match lang {
            Lang::En => {
                format!("{}: a picture is written as .svg or .png; give its name one of these endings", path.display())
            }
            Lang::Es => format!(
                "{}: una imagen se escribe como .svg o .png; da a su nombre una de estas terminaciones",
                path.display()
            ),
        })),
    }
}

fn bitmap(picture: &Picture, theme: Theme, width: u32, lang: Lang) -> Result<Vec<u8>, Failure> {
    picture.png(theme, width).map_err(|error| match (error, lang) {
        (NoBitmap::TooLarge(width, height), _) => {
            let [width, height, most] = [width, height, MOST_PIXELS].map(|pixels| number(f64::from(pixels), 0, lang));
            Failure::Input(match lang {
                Lang::En => format!(
                    "the PNG would have {width} x {height} pixels, and at most {most} on a side are written; give a smaller --width, \
                     fewer scenarios, or a name that ends in .svg"
                ),
                Lang::Es => format!(
                    "el PNG tendría {width} x {height} píxeles, y se escriben como mucho {most} por lado; indica una --width menor, \
                     menos escenarios, o un nombre que termine en .svg"
                ),
            })
        }
        (NoBitmap::Renderer(why), Lang::En) => Failure::Run(format!("the PNG cannot be drawn: {why}")),
        (NoBitmap::Renderer(why), Lang::Es) => Failure::Run(format!("el PNG no puede dibujarse; el programa dice: {why}")),
    })
}
