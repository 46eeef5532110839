//! `relevo chart KIND FILE...`: one picture alone.

use super::args::{ChartArgs, Replicate};
use super::output::{print_plain, tell};
use super::run::watched;
use super::simulate::common_plan;
use super::{Failure, load};
use crate::locale::Lang;
use crate::locale::number::number;
use crate::report::charts::{Layout, MOST_PIXELS, NoBitmap, Picture, Theme};
use crate::report::file;
use std::path::Path;

const STANDARD_OUTPUT: &str = "-";
const USUAL_WIDTH: u32 = 960;
/// Twice the pixels, so that a projector shows it sharp.
const USUAL_BITMAP_WIDTH: u32 = 1920;
/// Below this the layout for phones is the more readable one.
const NARROWEST_WIDE: u32 = 720;

/// What is to be written where.
enum Target<'a> {
    Printed,
    Svg(&'a Path),
    Png(&'a Path),
}

/// Simulates, draws, and writes the picture or prints it.
pub fn picture(args: &ChartArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let target = target(args, lang)?;
    if let Target::Svg(path) | Target::Png(path) = target {
        // Before the simulation, not after it.
        file::check(path, args.force).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let mut loaded = load::files(&args.files, &args.overlays(), quiet, lang)?;
    let note = common_plan(&mut loaded.scenarios, lang).map_err(Failure::Input)?;
    if let Some(note) = note.filter(|_| !quiet) {
        tell(&note);
    }
    let result = watched(&loaded.scenarios, None, (&Replicate::AsPlanned, args.threads), quiet, lang)?;
    let usual = if matches!(target, Target::Png(_)) { USUAL_BITMAP_WIDTH } else { USUAL_WIDTH };
    let width = args.width.unwrap_or(usual);
    let layout = if width < NARROWEST_WIDE { Layout::Narrow } else { Layout::Wide };
    let theme = if args.dark { Theme::Dark } else { Theme::Light };
    let picture = args.kind.draw(&result, layout, lang);
    let path = match target {
        Target::Printed => {
            let printed = print_plain(&format!("{}\n", picture.file(theme, width)));
            return printed.map_err(|error| Failure::Run(error.to_string()));
        }
        Target::Svg(path) | Target::Png(path) => path,
    };
    let bytes = match target {
        Target::Png(_) => bitmap(&picture, theme, width, lang)?,
        _ => picture.file(theme, width).into_bytes(),
    };
    file::write(path, bytes, args.force).map_err(|error| Failure::Input(error.text(lang)))?;
    if !quiet {
        let shown = path.display();
        tell(&match lang {
            Lang::En => format!("{}\nwritten: {shown}", picture.title),
            Lang::Es => format!("{}\nescrito: {shown}", picture.title),
        });
    }
    Ok(())
}

fn target(args: &ChartArgs, lang: Lang) -> Result<Target<'_>, Failure> {
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != STANDARD_OUTPUT) else {
        return Ok(Target::Printed);
    };
    match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
        Some("svg") => Ok(Target::Svg(path)),
        Some("png") => Ok(Target::Png(path)),
        _ => Err(Failure::Input(match lang {
            Lang::En => {
                format!("{}: a picture is written as .svg or .png; give its name one of these endings", path.display())
            }
            Lang::Es => {
                format!(
                    "{}: una imagen se escribe como .svg o .png; da a su nombre una de estas terminaciones",
                    path.display()
                )
            }
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
