//! Keys of `[demand]` and of the tables below it.

use super::{Basis, Default, FLAG, Key, Kind, MINUTES, SHARE, TIMES, Unit, key, nothing, number, words};
use crate::scenario::limits::Limit;
use crate::scenario::problem::Named;

const VOLUME: (Kind, Unit) = number(0.0, Limit::ConversationsPerWeek.allowed() as f64, Unit::PerWeek);
const FACTOR: (Kind, Unit) = number(0.01, 100.0, Unit::Factor);

pub const KEYS: &[Key] = &[
    key(
        ("demand", "per_week"),
        VOLUME,
        (Default::Required, Basis::Yours),
        (
            "Conversations opened in week 1; shared out over the contact types.",
            "Conversaciones abiertas en la semana 1; se reparten entre los tipos de contacto.",
        ),
    ),
    key(
        ("demand", "volume_factor"),
        FACTOR,
        (Default::Value("1"), Basis::Yours),
        (
            "Factor on everything that arrives: conversations of every type, indirect mentions and noise.",
            "Factor sobre todo lo que llega: conversaciones de cada tipo, menciones indirectas y ruido.",
        ),
    ),
    key(
        ("demand", "handling_factor"),
        FACTOR,
        (Default::Value("1"), Basis::Assumption),
        (
            "Factor on the handling times of all contact types, to try how much hangs on them.",
            "Factor sobre los tiempos de gestión de todos los tipos de contacto, para probar cuánto depende de ellos.",
        ),
    ),
    key(
        ("demand", "dm_factor"),
        number(0.0, 100.0, Unit::Factor),
        (Default::Value("1"), Basis::Assumption),
        (
            "Factor on the `dm_share` of all contact types; no share goes above 1.",
            "Factor sobre la `dm_share` de todos los tipos de contacto; ninguna proporción pasa de 1.",
        ),
    ),
    key(
        ("demand", "profile"),
        (Kind::Profile, Unit::None),
        (Default::Value("\"consumer\""), Basis::Evidence("Airlines (35 accounts): 77 % of tweets fall 09:00-21:00")),
        (
            "How arrivals spread over the 168 hours of the week: consumer, office, flat, 168 numbers or a CSV file.",
            "Cómo se reparten las llegadas en las 168 horas de la semana: consumer, office, flat, 168 números o un CSV.",
        ),
    ),
    key(
        ("demand", "growth_per_year"),
        number(-0.99, 100.0, Unit::PerYear),
        (Default::Value("0"), Basis::Yours),
        ("Relative growth of the volume in a year.", "Crecimiento relativo del volumen en un año."),
    ),
    key(
        ("demand", "daily_cv"),
        number(0.0, 5.0, Unit::Factor),
        (Default::Value("0.12"), Basis::Assumption),
        (
            "Day-to-day variation beyond chance: coefficient of variation of a day's factor.",
            "Variación de un día a otro más allá del azar: coeficiente de variación del factor del día.",
        ),
    ),
    key(
        ("demand", "noise_per_week"),
        VOLUME,
        (Default::Value("0"), Basis::Evidence("KLM 2015: 60,000 mentions of which 7,000 need an answer")),
        (
            "Messages that need no answer but must be read to know it.",
            "Mensajes que no piden respuesta, pero que hay que leer para saberlo.",
        ),
    ),
    key(
        ("demand", "triage_time"),
        TIMES,
        (Default::Value("0.25"), Basis::Assumption),
        ("Time to see that a message needs no answer.", "Tiempo para ver que un mensaje no pide respuesta."),
    ),
    key(
        ("demand", "languages"),
        (Kind::Shares, Unit::Share),
        (Default::Value("{ default = 1 }"), Basis::Yours),
        ("Languages of the customers and their shares.", "Idiomas de los clientes y su proporción."),
    ),
    key(
        ("demand", "holidays"),
        (Kind::Dates, Unit::None),
        (Default::Value("[]"), Basis::Yours),
        ("Dates of public holidays; they need `start`.", "Fechas de los festivos; necesitan `start`."),
    ),
    key(
        ("demand", "holiday_factor"),
        number(0.0, 10.0, Unit::Factor),
        (
            Default::Value("0.6"),
            Basis::Evidence("SpotifyCares: about 40 % fewer customer messages at weekends; holidays taken alike"),
        ),
        ("Volume of a holiday relative to its weekday.", "Volumen de un festivo respecto a su día de la semana."),
    ),
    key(
        ("demand", "indirect_per_week"),
        VOLUME,
        (Default::Value("0"), Basis::Yours),
        (
            "Public messages that name the brand without addressing it; [policy] monitor_indirect says how many are answered.",
            "Mensajes públicos que nombran la marca sin dirigirse a ella; monitor_indirect de [policy] dice cuántos se responden.",
        ),
    ),
    key(
        ("demand.contagion", "per_hour"),
        number(0.0, 10.0, Unit::PerHour),
        (Default::Required, Basis::Yours),
        (
            "New conversations an hour that one of median reach causes while it is unanswered, before attention fades.",
            "Conversaciones nuevas por hora que provoca una de alcance mediano mientras no se responde, antes de que decaiga la atención.",
        ),
    ),
    key(
        ("demand.contagion", "after"),
        MINUTES,
        (Default::Value("\"1h\""), Basis::Evidence("A tweet's half-life is 80 min; 95 % are spent after 24 h")),
        (
            "It spreads once it has been unanswered for this time; attention halves every 80 min from its opening, and ends after 24 h.",
            "Se extiende cuando lleva este tiempo sin respuesta; la atención se reduce a la mitad cada 80 min desde que se abre, y acaba a las 24 h.",
        ),
    ),
    key(
        ("demand.contact", "name"),
        (Kind::Name, Unit::None),
        (Default::Required, Basis::Yours),
        ("Name of the contact type.", "Nombre del tipo de contacto."),
    ),
    key(
        ("demand.contact", "share"),
        SHARE,
        (nothing("needed unless `per_week` is given", "necesario si no se da `per_week`"), Basis::Yours),
        (
            "Share of the conversations of `[demand] per_week`; all shares sum to 1.",
            "Proporción de las conversaciones de `[demand] per_week`; todas suman 1.",
        ),
    ),
    key(
        ("demand.contact", "per_week"),
        VOLUME,
        (nothing("by `share`", "según `share`"), Basis::Yours),
        (
            "Conversations of this type in week 1, instead of a share.",
            "Conversaciones de este tipo en la semana 1, en lugar de una proporción.",
        ),
    ),
    key(
        ("demand.contact", "profile"),
        (Kind::Profile, Unit::None),
        (words("as in [demand]", "como en [demand]"), Basis::Yours),
        ("Profile of this type alone.", "Perfil solo de este tipo."),
    ),
    key(
        ("demand.contact", "languages"),
        (Kind::Shares, Unit::Share),
        (words("as in [demand]", "como en [demand]"), Basis::Yours),
        ("Languages of this type alone.", "Idiomas solo de este tipo."),
    ),
    key(
        ("demand.contact", "brand"),
        (Kind::Name, Unit::None),
        (words("none: every team may take it", "ninguna: cualquier equipo puede atenderlo"), Basis::Yours),
        ("Brand that it concerns.", "Marca a la que se refiere."),
    ),
    key(
        ("demand.contact", "dm_share"),
        SHARE,
        (Default::Value("0.25"), Basis::Evidence("23 % of brand messages point to DM")),
        ("Share that opens as a direct message.", "Proporción que se abre como mensaje directo."),
    ),
    key(
        ("demand.contact", "handling_time"),
        TIMES,
        (
            Default::Value("{ mean = 5.0, cv = 0.9 }"),
            Basis::Evidence(
                "Handling time of one social message: no direct measurement found; mean 4-5 min, log-normal",
            ),
        ),
        ("Work on one agent message.", "Trabajo de un mensaje de agente."),
    ),
    key(
        ("demand.contact", "agent_messages"),
        number(1.0, 100.0, Unit::Messages),
        (Default::Value("1.7"), Basis::Evidence("3.8 messages a conversation, 1.7 of them the brand's")),
        (
            "Mean number of agent messages of a conversation (geometric).",
            "Número medio de mensajes de agente por conversación (geométrico).",
        ),
    ),
    key(
        ("demand.contact", "reply_delay"),
        TIMES,
        (Default::Value("{ median = 10, cv = 2.0 }"), Basis::Assumption),
        (
            "Time until the customer replies to an agent message.",
            "Tiempo hasta que el cliente contesta a un mensaje de agente.",
        ),
    ),
    key(
        ("demand.contact", "negative"),
        FLAG,
        (Default::Value("false"), Basis::Yours),
        (
            "A complaint or an incident, which may be hostile and spread; false: a question, an order, praise.",
            "Una queja o una incidencia, que puede ser hostil y extenderse; false: una pregunta, un pedido, un elogio.",
        ),
    ),
    key(
        ("demand.contact", "private_data"),
        SHARE,
        (Default::Value("0.20"), Basis::Evidence("23 % of brand messages point to DM")),
        (
            "Share that needs private data of the customer: in public it is invited to direct messages, as `dm` of [policy] says.",
            "Proporción que necesita datos privados del cliente: si es pública, se invita a pasar a mensajes directos según `dm` de [policy].",
        ),
    ),
    key(
        ("demand.contact", "phone_needed"),
        SHARE,
        (Default::Value("0.03"), Basis::Assumption),
        (
            "Share that can only be solved by phone: one agent message says so.",
            "Proporción que solo se resuelve por teléfono: un mensaje de agente lo dice.",
        ),
    ),
    key(
        ("demand.crisis", "name"),
        (Kind::Name, Unit::None),
        (Default::Required, Basis::Yours),
        ("Name of the crisis.", "Nombre de la crisis."),
    ),
    key(
        ("demand.crisis", "contacts"),
        (Kind::Names(Named::Contact), Unit::None),
        (Default::Required, Basis::Yours),
        ("Contact types that it multiplies.", "Tipos de contacto que multiplica."),
    ),
    key(
        ("demand.crisis", "at"),
        (Kind::Moment, Unit::None),
        (Default::Required, Basis::Yours),
        (
            "When it begins. Week 1 is the first measured one; week 0 and those before it are the warm-up.",
            "Cuándo empieza. La semana 1 es la primera que se mide; la 0 y las anteriores son el rodaje.",
        ),
    ),
    key(
        ("demand.crisis", "peak"),
        number(1.0, Limit::CrisisFactor.allowed() as f64, Unit::Factor),
        (
            Default::Value("10"),
            Basis::Evidence("Crisis peaks: about 10x is routine (KLM 10x, United leggings 9x), 50-100x extreme"),
        ),
        (
            "Factor of the volume at its height. Several crises at once multiply each other.",
            "Factor del volumen en su punto más alto. Varias crisis a la vez se multiplican entre sí.",
        ),
    ),
    key(
        ("demand.crisis", "rise"),
        MINUTES,
        (Default::Value("\"30m\""), Basis::Assumption),
        ("Time until its height, in a straight line.", "Tiempo hasta el punto más alto, en línea recta."),
    ),
    key(
        ("demand.crisis", "half_life"),
        (Kind::Duration { min_minutes: 0.01 }, Unit::Minutes),
        (Default::Value("\"6h\""), Basis::Assumption),
        (
            "Time in which what it brings halves, again and again.",
            "Tiempo en el que lo que trae se reduce a la mitad, una y otra vez.",
        ),
    ),
    key(
        ("demand.crisis", "broadcast_after"),
        MINUTES,
        (
            nothing("no general post", "sin mensaje general"),
            Basis::Evidence(
                "Have the crisis protocol ready from the first minute; in an outage post one general tweet and still acknowledge each customer",
            ),
        ),
        (
            "Time from its beginning until one general post: what the crisis still brings falls by 40 %, and its handling takes half as long; everyone is still answered.",
            "Tiempo desde el comienzo hasta publicar un mensaje general: lo que la crisis aún trae baja un 40 % y se gestiona en la mitad de tiempo; se sigue respondiendo a todos.",
        ),
    ),
];
