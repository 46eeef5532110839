//! "The influencer": who goes first, and what a gesture costs.

use super::{PEOPLE, Study};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "influencer",
    title: Text::new("The influencer", "El influencer"),
    brief: Text::new(
        "Somebody with 50,000 followers has complained, and the marketing manager stands at your desk: it must not happen again that such people \
         wait. 2,000 conversations a week, three in five of them complaints or incidents; five people at any time on weekdays, three at weekends. \
         Who goes first from now on, and what do you give them?",
        "Alguien con 50.000 seguidores se ha quejado, y la responsable de marketing está ante tu mesa: que esa gente no vuelva a esperar. 2000 \
         conversaciones a la semana, tres de cada cinco quejas o incidencias; cinco personas a la vez entre semana y tres el fin de semana. \
         ¿Quién pasa primero desde ahora y qué le das?",
    ),
    budget: 6250.0,
    agreement: "1 h",
    also: Measure::Preferential,
    levers: &[
        Lever {
            id: "first",
            label: Text::new("Who goes first", "Quién pasa primero"),
            about: Text::new(
                "Ahead of all others, with a gesture.",
                "Por delante de los demás, con un gesto comercial.",
            ),
            kind: LeverKind::Choice(&[
                Choice {
                    id: "nobody",
                    label: Text::new("Nobody: everyone in turn", "Nadie: cada uno a su turno"),
                    set: &[],
                },
                Choice {
                    id: "ten",
                    label: Text::new("Who has 10,000 followers or more", "Quien tiene 10.000 seguidores o más"),
                    set: &["policy.preferential=[\"influencers\"]"],
                },
                Choice {
                    id: "one",
                    label: Text::new("Who has 1,000 followers or more", "Quien tiene 1000 seguidores o más"),
                    set: &["policy.preferential=[\"influencers\"]", "customers.influencer_reach=1000"],
                },
                Choice {
                    id: "one_chasers",
                    label: Text::new("These, and who writes again", "Estos y quien insiste"),
                    set: &["policy.preferential=[\"influencers\", \"chasers\"]", "customers.influencer_reach=1000"],
                },
            ]),
        },
        Lever {
            id: "gesture",
            label: Text::new("The gesture", "El gesto"),
            about: Text::new("For each who goes first.", "Para cada uno que pasa primero."),
            kind: LeverKind::Choice(&[
                Choice { id: "voucher", label: Text::new("A voucher of 10 EUR", "Un vale de 10 EUR"), set: &[] },
                Choice {
                    id: "words",
                    label: Text::new("Kind words (0 EUR)", "Buenas palabras (0 EUR)"),
                    set: &["costs.goodwill_cost=0"],
                },
            ]),
        },
        Lever {
            id: "weekdays",
            label: Text::new("People Monday to Friday, 08–22", "Personas de lunes a viernes, 08–22"),
            about: Text::new("In two shifts a day.", "En dos turnos al día."),
            kind: LeverKind::Amount { key: "desk.team.weekdays.agents", least: 4, most: 6, as_is: 5, unit: PEOPLE },
        },
        Lever {
            id: "replies",
            label: Text::new("Conversations under way", "Conversaciones en curso"),
            about: Text::new("Whether a reply waits behind new ones.", "Si una réplica espera detrás de las nuevas."),
            kind: LeverKind::Choice(&[
                Choice { id: "turn", label: Text::new("In their turn", "A su turno"), set: &[] },
                Choice {
                    id: "first",
                    label: Text::new("Before new ones", "Antes que las nuevas"),
                    set: &["policy.replies_first=true"],
                },
            ]),
        },
    ],
    questions: &[
        Text::new(
            "How many went first in each team? Who waited for them?",
            "¿Cuántos pasaron primero en cada equipo? ¿Quién esperó por ellos?",
        ),
        Text::new(
            "Take the voucher away: what is left of the difference this month?",
            "Quita el vale: ¿qué queda de la diferencia este mes?",
        ),
        Text::new("Who saw that somebody else went first?", "¿Quién vio que otro pasaba primero?"),
    ],
    later: &[
        Text::new(
            "How many complaints are hostile now? Who taught that, and with which good intention?",
            "¿Cuántas quejas son ahora hostiles? ¿Quién lo enseñó y con qué buena intención?",
        ),
        Text::new("How would you take the privilege back?", "¿Cómo retirarías el privilegio?"),
    ],
    file: "influencer.toml",
};
