//! Policies that contradict each other or change nothing.

use super::told;
use crate::locale::Lang;
use crate::locale::number::number;
use crate::report::problems::Message;
use crate::report::problems::accepted::say;
use crate::scenario::What;
use crate::scenario::problem::Idle;

pub fn of_policy(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::GestureForbidden => told(
            say!(
                lang,
                "`{path}` gives hostile customers goodwill gestures, and `policy.troll_protocol` forbids them",
                "`{path}` da gestos comerciales a los clientes hostiles, y `policy.troll_protocol` los prohíbe"
            ),
            Some(say!(
                lang,
                "either precedence for hostile customers or the protocol",
                "o bien precedencia para los hostiles o bien el protocolo"
            )),
            Some(say!(
                lang,
                "take \"hostile\" out of the list, or write troll_protocol = \"none\", or goodwill_cost = 0 in [costs]",
                "quita \"hostile\" de la lista, o escribe troll_protocol = \"none\", o goodwill_cost = 0 en [costs]"
            )),
        ),
        What::ReactionsSum { phone, chase } => {
            let (phone, chase) = (number(*phone, 2, lang), number(*chase, 2, lang));
            told(
                say!(
                    lang,
                    "of those whose patience ends more phone ({phone}) or chase ({chase}) than there are",
                    "de quienes pierden la paciencia llaman ({phone}) o insisten ({chase}) más de los que hay"
                ),
                Some(say!(lang, "phone + chase at most 1", "phone + chase, como máximo 1")),
                Some(say!(lang, "lower one of the two", "baja una de las dos")),
            )
        }
        What::LossOrder { satisfied, dissatisfied } => {
            let (satisfied, dissatisfied) = (number(*satisfied, 3, lang), number(*dissatisfied, 3, lang));
            told(
                say!(
                    lang,
                    "`{path}`: more customers are lost when satisfied ({satisfied}) than when not ({dissatisfied}), so the worse desk brings more",
                    "`{path}`: se pierden más clientes satisfechos ({satisfied}) que insatisfechos ({dissatisfied}), así que el peor servicio aporta más"
                ),
                Some(say!(lang, "satisfied below dissatisfied", "satisfied por debajo de dissatisfied")),
                Some(say!(lang, "exchange the two, or mend one", "intercambia las dos, o corrige una")),
            )
        }
        What::ExplosiveContagion { caused, most_per_hour } => {
            let (caused, most) = (number(*caused, 1, lang), number(*most_per_hour, 3, lang));
            told(
                say!(
                    lang,
                    "`{path}`: a complaint that nobody answers makes {caused} others write, and each of these as many again, without end",
                    "`{path}`: una queja que nadie responde hace escribir a otros {caused}, y cada uno de ellos a otros tantos, sin fin"
                ),
                Some(say!(
                    lang,
                    "less than {most}, with this `after` and reach",
                    "menos de {most}, con estos `after` y reach"
                )),
                Some(say!(lang, "lower per_hour, or raise after", "baja per_hour, o sube after")),
            )
        }
        What::LeverIdle { idle } => told(
            say!(lang, "`{path}` changes nothing here", "`{path}` no cambia nada aquí"),
            None,
            Some(remedy(*idle, lang)),
        ),
        _ => told(say!(lang, "`{path}` cannot be used", "`{path}` no se puede usar"), None, None),
    }
}

fn remedy(idle: Idle, lang: Lang) -> String {
    match idle {
        Idle::NoIndirect => say!(
            lang,
            "there are no indirect mentions: say how many in [demand] indirect_per_week, or remove it",
            "no hay menciones indirectas: di cuántas en indirect_per_week de [demand], o quítalo"
        ),
        Idle::NotMonitored => say!(
            lang,
            "none of them is answered: say how many in [policy] monitor_indirect, or remove it",
            "no se responde ninguna: di cuántas en monitor_indirect de [policy], o quítalo"
        ),
        Idle::NoChasers => say!(
            lang,
            "nobody chases: patience is \"none\" or chase is 0 in [customers]",
            "nadie insiste: patience es \"none\" o chase es 0 en [customers]"
        ),
        Idle::NobodyHostile => say!(
            lang,
            "nobody is hostile: no contact type has negative = true, or hostile has base and learned 0",
            "nadie es hostil: ningún tipo de contacto tiene negative = true, o hostile tiene base y learned en 0"
        ),
        Idle::PatienceForEver => say!(
            lang,
            "customers wait for ever: patience is \"none\" in [customers]",
            "los clientes esperan sin límite: patience es \"none\" en [customers]"
        ),
        Idle::AlwaysOpen => say!(
            lang,
            "the desk is never closed, so nobody writes while it is: remove it",
            "el equipo nunca está cerrado, así que nadie escribe fuera de horario: quítalo"
        ),
        Idle::NoDirectMessages => say!(
            lang,
            "no conversation opens as a direct message: dm_share is 0",
            "ninguna conversación se abre como mensaje directo: dm_share es 0"
        ),
        Idle::NothingElsewhere => say!(
            lang,
            "nothing is solved in direct messages or by phone: private_data and phone_needed are 0",
            "nada se resuelve por mensajes directos ni por teléfono: private_data y phone_needed son 0"
        ),
        Idle::NoChannels => say!(
            lang,
            "no conversation opens in its channels: name others, or remove the bot",
            "ninguna conversación se abre en sus canales: nombra otros, o quita el bot"
        ),
    }
}
