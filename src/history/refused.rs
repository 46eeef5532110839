//! Rows that cannot be used: how many, why, and examples.

use crate::locale::{Text, hidden};

/// Why a row is not used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    NotUtf8,
    Columns,
    NoId,
    NoTime,
    BadTime,
    Year,
    Future,
    Direction,
    Channel,
    Reach,
    Name,
    Duplicate,
    Loop,
    ThreadCut,
    NoQuestion,
    AnswerFirst,
    OtherAccount,
    ReplyTime,
    NotJson,
    HalfPage,
    NoAuthor,
    Repost,
    Again,
    Rounded,
    Unattributed,
}

impl Reason {
    pub const ALL: [Reason; 25] = [
        Reason::NotUtf8,
        Reason::Columns,
        Reason::NoId,
        Reason::NoTime,
        Reason::BadTime,
        Reason::Year,
        Reason::Future,
        Reason::Direction,
        Reason::Channel,
        Reason::Reach,
        Reason::Name,
        Reason::Duplicate,
        Reason::Loop,
        Reason::ThreadCut,
        Reason::NoQuestion,
        Reason::AnswerFirst,
        Reason::OtherAccount,
        Reason::ReplyTime,
        Reason::NotJson,
        Reason::HalfPage,
        Reason::NoAuthor,
        Reason::Repost,
        Reason::Again,
        Reason::Rounded,
        Reason::Unattributed,
    ];

    /// Whether the row is broken, rather than sound and of no use for the desk.
    pub fn broken(self) -> bool {
        let sound = [Reason::ThreadCut, Reason::NoQuestion, Reason::AnswerFirst, Reason::OtherAccount];
        !sound.contains(&self) && !matches!(self, Reason::Repost | Reason::Again | Reason::Unattributed)
    }

    pub fn text(self) -> Text {
        match self {
            Reason::NotUtf8 => {
                Text::new("not UTF-8; save the export as UTF-8", "no es UTF-8; guarda la exportación como UTF-8")
            }
            Reason::Columns => Text::new(
                "fewer or more columns than the header: a broken or half line",
                "menos o más columnas que la cabecera: una línea rota o a medias",
            ),
            Reason::NoId => Text::new(
                "no identifier of the message or conversation",
                "sin identificador del mensaje o de la conversación",
            ),
            Reason::NoTime => Text::new("no time", "sin fecha"),
            Reason::BadTime => Text::new(
                "not a time such as 2025-03-31 22:10, or one that does not exist; where day and month are swapped, say --dates dmy or mdy",
                "no es una fecha con hora como 2025-03-31 22:10, o no existe; si día y mes están cambiados, indica --dates dmy o mdy",
            ),
            Reason::Year => Text::new(
                "a year before 2000 or after 2100: a time that was not set",
                "un año anterior a 2000 o posterior a 2100: una fecha sin rellenar",
            ),
            Reason::Future => Text::new(
                "a date in the future: day and month swapped (say --dates dmy or mdy), or another clock (--time-zone)?",
                "una fecha futura: ¿día y mes cambiados (indica --dates dmy o mdy), u otro reloj (--time-zone)?",
            ),
            Reason::Direction => Text::new(
                "neither from the customer (in, inbound, customer, true) nor from the desk (out, outbound, agent, false)",
                "ni del cliente (in, inbound, customer, true) ni del equipo (out, outbound, agent, false)",
            ),
            Reason::Channel => Text::new(
                "neither public (public, mention) nor private (dm, private)",
                "ni público (public, mention) ni privado (dm, private)",
            ),
            Reason::Reach => Text::new("a reach that is not a whole number", "un alcance que no es un número entero"),
            Reason::Name => Text::new(
                "more names than are kept (65,000 agents or accounts, 64 contact types, 15 languages), or one that is too long",
                "más nombres de los que se guardan (65.000 agentes o cuentas, 64 tipos de contacto, 15 idiomas), o uno demasiado largo",
            ),
            Reason::Duplicate => Text::new("its identifier came before", "su identificador ya había aparecido"),
            Reason::Loop => Text::new("replies that go in a circle", "respuestas que forman un círculo"),
            Reason::ThreadCut => Text::new(
                "continues a conversation whose beginning is not in the export",
                "continúa una conversación cuyo comienzo no está en la exportación",
            ),
            Reason::NoQuestion => Text::new(
                "the desk's own post, or an answer whose question is not in the export",
                "publicación propia, o respuesta cuya pregunta no está en la exportación",
            ),
            Reason::AnswerFirst => {
                Text::new("an answer dated before its question", "una respuesta con fecha anterior a su pregunta")
            }
            Reason::OtherAccount => Text::new("belongs to another account", "es de otra cuenta"),
            Reason::ReplyTime => Text::new(
                "minutes to the first reply, or a number of replies, that are none: negative, not a number, or not over yet",
                "unos minutos hasta la primera respuesta, o un número de respuestas, que no lo son: negativos, no son un número, o aún no han pasado",
            ),
            Reason::NotJson => Text::new("a line that is not JSON", "una línea que no es JSON"),
            Reason::HalfPage => Text::new(
                "the export ends in the middle of a page: it was cut",
                "la exportación termina a mitad de una página: está cortada",
            ),
            Reason::NoAuthor => Text::new(
                "no author; ask for tweet.fields=author_id,created_at,conversation_id,referenced_tweets",
                "sin autor; pide tweet.fields=author_id,created_at,conversation_id,referenced_tweets",
            ),
            Reason::Repost => Text::new("a repost, which nobody answers", "una republicación, a la que nadie responde"),
            Reason::Again => Text::new(
                "the same message again, beside a reply to it or on another page",
                "el mismo mensaje otra vez, junto a una respuesta o en otra página",
            ),
            Reason::Rounded => Text::new(
                "an identifier that was rounded as it was saved, so that many are the same; export again, or keep the column as text in the spreadsheet",
                "un identificador redondeado al guardarlo, así que muchos coinciden; exporta de nuevo, o conserva la columna como texto en la hoja de cálculo",
            ),
            Reason::Unattributed => Text::new(
                "of a conversation that nobody answered and that names no account: for which one it was is not known",
                "de una conversación que nadie respondió y que no nombra ninguna cuenta: no se sabe para cuál era",
            ),
        }
    }
}

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    Line(u64),
    Id(u64),
    /// Of exports whose rows stand on no line of their own: which one it is, from 1.
    Row(u64),
    /// Not known any more.
    Nowhere,
}

/// Identifiers from here on are hashes of names that are not kept.
pub const FIRST_HASH: u64 = 1 << 63;

impl Where {
    /// The place of what has an identifier.
    pub fn of(identifier: u64) -> Where {
        if identifier < FIRST_HASH { Where::Id(identifier) } else { Where::Nowhere }
    }
}

/// An example of a refused row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    pub place: Where,
    /// The value that is wrong, shortened and without control characters; may be empty.
    pub found: String,
}

const MOST_EXAMPLES: usize = 3;
const MOST_LETTERS: usize = 40;

/// What was refused.
#[derive(Clone, Default, Debug)]
pub struct Refusals {
    counts: [u64; Reason::ALL.len()],
    examples: [Vec<Example>; Reason::ALL.len()],
}

impl Refusals {
    pub fn note(&mut self, reason: Reason, place: Where, found: &[u8]) {
        self.counts[reason as usize] += 1;
        let kept = &mut self.examples[reason as usize];
        if kept.len() < MOST_EXAMPLES {
            let text = String::from_utf8_lossy(&found[..found.len().min(4 * MOST_LETTERS)]);
            let text = text.chars().map(|c| if hidden(c) { '?' } else { c }).take(MOST_LETTERS).collect();
            kept.push(Example { place, found: text });
        }
    }
    pub fn count(&self, reason: Reason) -> u64 {
        self.counts[reason as usize]
    }
    pub fn examples(&self, reason: Reason) -> &[Example] {
        &self.examples[reason as usize]
    }
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
    /// Rows that were broken.
    pub fn broken(&self) -> u64 {
        Reason::ALL.iter().filter(|reason| reason.broken()).map(|reason| self.count(*reason)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_few_short_and_harmless() {
        let mut refusals = Refusals::default();
        for line in 0..10 {
            refusals.note(Reason::BadTime, Where::Line(line), format!("\u{1b}[2J{}", "x".repeat(500)).as_bytes());
        }
        assert_eq!((refusals.count(Reason::BadTime), refusals.total()), (10, 10));
        assert_eq!(refusals.examples(Reason::BadTime).len(), MOST_EXAMPLES);
        assert!(refusals.examples(Reason::BadTime)[0].found.starts_with("?[2Jxx"));
    }
}
