//! `relevo serve [FILE...]`: the what-if page on this machine.

use super::args::ServeArgs;
use super::default_study;
use super::load::{is_standard_input, sound};
use super::output::{print_plain, tell};
use super::{Failure, interrupt};
use crate::locale::{Lang, Text, reason};
use crate::scenario::{Chosen, Input, Kept, LoadedEach, load_each};
use crate::web::{Options, ServeError, Start, StartScenario, serve};
use crate::workshop::Workshop;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;

/// Easy to remember, and taken by nothing known.
const PORT: u16 = 8017;

const STANDARD_INPUT: Text = Text::new(
    "relevo serve reads its files again and again, so it takes none from standard input (-)",
    "relevo serve lee sus archivos una y otra vez, así que no toma ninguno de la entrada estándar (-)",
);
const ENDED: Text = Text::new("the server has stopped", "el servidor se ha detenido");
const HOW_TO_STOP: Text = Text::new("Ctrl-C stops the server", "Ctrl-C detiene el servidor");
const OPEN: Text = Text::new(
    "note: whoever can reach this address over the network can use the page, read the scenarios it starts with and have this \
     machine simulate; nothing is encrypted and nobody is asked for a password. Use it in a network that you trust, and stop it \
     afterwards",
    "nota: quien llegue a esta dirección por la red puede usar la página, leer los escenarios con los que empieza y hacer simular \
     a esta máquina; nada va cifrado y a nadie se le pide contraseña. Úsalo en una red de confianza y deténlo después",
);

/// Serves until Ctrl-C, which is the way to end it.
pub fn page(args: &ServeArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let start = start(&args.files, quiet, lang)?;
    let address = args.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !address.is_loopback() {
        // Said even to the quiet: it is about who may come in.
        tell(OPEN.get(lang));
    }
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let workshop = workshop(args, lang)?;
    let kept = kept(&workshop, lang);
    let ready = |url: &str, reached: &str| {
        // The address is the answer of this command; where nobody reads it, the page is still there.
        let _ = print_plain(&format!("{url}\n"));
        if !address.is_loopback() {
            let _ = print_plain(&for_phones(reached, lang));
        }
        if !quiet {
            tell(&kept);
            tell(HOW_TO_STOP.get(lang));
        }
    };
    let (port, threads) = (args.port.unwrap_or(PORT), args.threads);
    serve(Options { address, port, threads, start, workshop, go_on: &interrupt::go_on, ready: &ready })
        .map_err(|error| failure(&error, lang))?;
    Err(Failure::Paused(ENDED.get(lang).into()))
}

/// The rooms of workshops. A file that was named is opened at once, so that one that cannot be had is told of; the usual one only when a room
/// is opened: who holds no workshop keeps no file.
fn workshop(args: &ServeArgs, lang: Lang) -> Result<Arc<Workshop>, Failure> {
    let path = args.rooms.clone().or_else(|| Some(data_folder()?.join("rooms.db")));
    let workshop = Workshop::new(path);
    if args.rooms.is_some() {
        workshop.store().map_err(|error| Failure::Run(error.text(lang)))?;
    }
    Ok(workshop)
}

/// Where programs of this system keep what they are to remember; `None` where there is no such place.
fn data_folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || named("HOME");
    let folder = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))
    };
    Some(folder?.join("relevo"))
}

/// Where rooms are kept.
fn kept(workshop: &Workshop, lang: Lang) -> String {
    match (workshop.path(), lang) {
        (Some(path), Lang::En) => {
            format!("workshops are at /workshop; their rooms are kept in {} for 7 days", path.display())
        }
        (Some(path), Lang::Es) => {
            format!("los talleres están en /workshop; sus salas se guardan en {} durante 7 días", path.display())
        }
        (None, Lang::En) => {
            "workshops are at /workshop; their rooms end with this program: name a file with --rooms".into()
        }
        (None, Lang::Es) => {
            "los talleres están en /workshop; sus salas terminan con este programa: indica un archivo con --rooms"
                .into()
        }
    }
}

/// The address by which phones join a workshop, also as a picture for their cameras.
fn for_phones(reached: &str, lang: Lang) -> String {
    let join = format!("{reached}join");
    let drawn = QrCode::new(&join).map_or(String::new(), |code| {
        code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build() + "\n"
    });
    match lang {
        Lang::En => format!("workshop: {reached}workshop\nphones: {join}\n{drawn}"),
        Lang::Es => format!("taller: {reached}workshop\nmóviles: {join}\n{drawn}"),
    }
}

fn failure(error: &ServeError, lang: Lang) -> Failure {
    match error {
        ServeError::Bind { address, source } => {
            let why = reason(source, lang);
            Failure::Run(match lang {
                Lang::En => format!(
                    "cannot listen on {address}: {why}; give another port with --port (0: one that is free) or an address of this \
                     machine with --bind"
                ),
                Lang::Es => format!(
                    "no se puede escuchar en {address}: {why}; indica otro puerto con --port (0: uno libre) o una dirección de esta \
                     máquina con --bind"
                ),
            })
        }
        ServeError::System(source) => Failure::Run(reason(source, lang)),
        ServeError::Crew(error) => Failure::Run(error.to_string()),
    }
}

/// The scenarios that the page starts with: those of the files, with their variants, or the built-in study.
fn start(files: &[PathBuf], quiet: bool, lang: Lang) -> Result<Start, Failure> {
    if files.iter().any(|path| is_standard_input(path)) {
        return Err(Failure::Input(STANDARD_INPUT.get(lang).into()));
    }
    let inputs: Vec<Input> = match files {
        [] => {
            default_study::SCENARIOS.iter().map(|name| Input::Embedded { name, texts: &default_study::FILES }).collect()
        }
        files => files.iter().map(|path| Input::File(path.clone())).collect(),
    };
    let kept = Kept::default();
    let chosen = |input: &Input| Chosen { input: input.clone(), set: vec![], name: None, scenario: None };
    let mut scenarios = vec![];
    for input in &inputs {
        let LoadedEach { loaded, .. } = load_each(&[chosen(input)], &[], &kept);
        let count = loaded.map_or(0, |loaded| loaded.scenarios.len());
        scenarios.extend((0..count).map(|at| StartScenario { input: input.clone(), at }));
    }
    let LoadedEach { loaded, .. } = load_each(&inputs.iter().map(chosen).collect::<Vec<_>>(), &[], &kept);
    Ok(Start { scenarios, loaded: sound(loaded, quiet, lang)?, kept })
}
