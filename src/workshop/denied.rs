//! Why something is not done, in words.

use super::lever::Undecided;
use super::limits::{CHANGES, NAME_LETTERS, ROOMS, ROUNDS, TEAMS};
use super::names::NameFault;
use super::store::StoreError;
use crate::locale::{Lang, Text};

/// Why something is not done.
#[derive(Debug)]
pub enum Denied {
    /// No room has the code, or it has been deleted, or its time is over.
    NoRoom,
    /// The secret is not that of the room.
    NotTrainer,
    /// Whoever asks is no team of the room, or one that was removed.
    NotTeam,
    /// There is no such team in the room.
    NoTeam,
    NoStudy,
    Name(NameFault),
    NameTaken,
    RoomsFull,
    RoomFull,
    RoundsFull,
    TooManyChanges,
    /// The round that is meant is not the one that is on.
    OtherRound,
    /// The round has been revealed: nothing can be changed.
    Revealed,
    /// The reveal is under way.
    Closing,
    /// The second act comes after the reveal.
    NotRevealed,
    NobodyDecided,
    Undecided(Undecided),
    /// The simulation was stopped before its end.
    Stopped,
    /// A mistake of ours, which stands on standard error.
    FellOver(String),
    Store(StoreError),
}

impl From<StoreError> for Denied {
    fn from(error: StoreError) -> Denied {
        Denied::Store(error)
    }
}

impl From<rusqlite::Error> for Denied {
    fn from(error: rusqlite::Error) -> Denied {
        Denied::Store(StoreError::Database(error))
    }
}

impl From<Undecided> for Denied {
    fn from(undecided: Undecided) -> Denied {
        Denied::Undecided(undecided)
    }
}

impl Denied {
    /// Stable name, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Denied::NoRoom => "no_room",
            Denied::NotTrainer => "not_trainer",
            Denied::NotTeam => "not_team",
            Denied::NoTeam => "no_team",
            Denied::NoStudy => "no_study",
            Denied::Name(_) => "name",
            Denied::NameTaken => "name_taken",
            Denied::RoomsFull => "rooms_full",
            Denied::RoomFull => "room_full",
            Denied::RoundsFull => "rounds_full",
            Denied::TooManyChanges => "too_many_changes",
            Denied::OtherRound => "other_round",
            Denied::Revealed => "revealed",
            Denied::Closing => "closing",
            Denied::NotRevealed => "not_revealed",
            Denied::NobodyDecided => "nobody_decided",
            Denied::Undecided(Undecided::Budget { .. }) => "budget",
            Denied::Undecided(_) => "decision",
            Denied::Stopped => "stopped",
            Denied::FellOver(_) => "failed",
            Denied::Store(_) => "store",
        }
    }

    /// A sentence.
    pub fn text(&self, lang: Lang) -> String {
        let plain = |en: &'static str, es: &'static str| Text::new(en, es).get(lang).to_owned();
        match self {
            Denied::NoRoom => plain(
                "there is no room with this code: look at it again; rooms end after 7 days",
                "no hay ninguna sala con este código: míralo otra vez; las salas terminan a los 7 días",
            ),
            Denied::NotTrainer => plain(
                "this address does not open the room: use the whole link with which it was opened",
                "esta dirección no abre la sala: usa el enlace completo con el que se abrió",
            ),
            Denied::NotTeam => plain(
                "this browser is no team of the room: join it",
                "este navegador no es un equipo de la sala: entra en ella",
            ),
            Denied::NoTeam => plain("there is no such team in the room", "no hay tal equipo en la sala"),
            Denied::NoStudy => plain("there is no such study", "no hay tal caso"),
            Denied::Name(NameFault::Empty) => plain("give your team a name", "ponle un nombre a tu equipo"),
            Denied::Name(NameFault::Letters) => plain(
                "the name holds characters that nobody sees: type it anew",
                "el nombre contiene caracteres que no se ven: escríbelo de nuevo",
            ),
            Denied::Name(NameFault::TooLong) => most(
                ("a name has at most {} letters", "un nombre tiene como máximo {} letras"),
                NAME_LETTERS as u32,
                lang,
            ),
            Denied::NameTaken => {
                plain("another team has this name: take another", "otro equipo ya tiene este nombre: elige otro")
            }
            Denied::RoomsFull => most(
                (
                    "{} rooms are open on this server: delete one that is over",
                    "hay {} salas abiertas en este servidor: borra una terminada",
                ),
                ROOMS,
                lang,
            ),
            Denied::RoomFull => {
                most(("the room is full: {} teams are in it", "la sala está llena: hay {} equipos"), TEAMS, lang)
            }
            Denied::RoundsFull => {
                most(("a room has at most {} rounds", "una sala tiene como máximo {} rondas"), ROUNDS, lang)
            }
            Denied::TooManyChanges => most(
                ("a team submits at most {} times a round", "un equipo envía como máximo {} veces por ronda"),
                CHANGES,
                lang,
            ),
            Denied::OtherRound => {
                plain("another round is on: look at the page again", "ya hay otra ronda: mira la página otra vez")
            }
            Denied::Revealed => plain(
                "this round has been revealed: nothing can be changed in it",
                "esta ronda ya se ha desvelado: no se puede cambiar nada",
            ),
            Denied::Closing => plain(
                "the reveal is under way: nothing can be changed any more",
                "se está desvelando: ya no se puede cambiar nada",
            ),
            Denied::NotRevealed => plain("reveal the round first", "desvela primero la ronda"),
            Denied::NobodyDecided => plain("no team has submitted yet", "ningún equipo ha enviado su decisión todavía"),
            Denied::Undecided(undecided) => undecided.text(lang),
            Denied::Stopped => plain(
                "the simulation was stopped or took too long: try again",
                "la simulación se detuvo o tardó demasiado: inténtalo de nuevo",
            ),
            Denied::FellOver(_) => plain("the server failed at this request", "el servidor falló en esta petición"),
            Denied::Store(error) => error.text(lang),
        }
    }
}

fn most((en, es): (&'static str, &'static str), number: u32, lang: Lang) -> String {
    Text::new(en, es).get(lang).replace("{}", &number.to_string())
}
