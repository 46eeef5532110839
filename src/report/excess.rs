//! What becomes of work beyond what can be done, as part of a sentence.

use crate::desk::overview::Excess;
use crate::locale::Lang;

/// `messages`: by which the backlog grows a week where nobody gives up, as text.
pub fn excess(excess: Excess, messages: &str, lang: Lang) -> String {
    match (lang, excess) {
        (Lang::En, Excess::PilesUp) => format!("the backlog grows by about {messages} messages a week"),
        (Lang::Es, Excess::PilesUp) => format!("la carga pendiente crece unos {messages} mensajes por semana"),
        (Lang::En, Excess::PilesUpUnlessGivenUp) => {
            format!(
                "the backlog grows by up to {messages} messages a week; those who give up write no more and slow it down or stop it"
            )
        }
        (Lang::Es, Excess::PilesUpUnlessGivenUp) => {
            format!(
                "la carga pendiente crece hasta {messages} mensajes por semana; quienes desisten no escriben más y la frenan o la detienen"
            )
        }
        (Lang::En, Excess::IsWithdrawn) => "what is not taken in time is withdrawn".to_owned(),
        (Lang::Es, Excess::IsWithdrawn) => "lo que no se atiende a tiempo se retira".to_owned(),
    }
}
