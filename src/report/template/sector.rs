//! What a sector says of its desk: the values of the file, each with its reason.

use super::{bank, industry, retail, small};
use crate::locale::{Lang, Text};

/// A kind of desk that a scenario file can start from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sector {
    #[default]
    Retailer,
    Airline,
    Telecom,
    Bank,
    Utility,
    PublicAdministration,
    SmallFirm,
}

impl Sector {
    pub const ALL: [Sector; 7] = [
        Sector::Retailer,
        Sector::Airline,
        Sector::Telecom,
        Sector::Bank,
        Sector::Utility,
        Sector::PublicAdministration,
        Sector::SmallFirm,
    ];

    /// The name by which it is asked for.
    pub const fn id(self) -> &'static str {
        match self {
            Sector::Retailer => "retailer",
            Sector::Airline => "airline",
            Sector::Telecom => "telecom",
            Sector::Bank => "bank",
            Sector::Utility => "utility",
            Sector::PublicAdministration => "public-administration",
            Sector::SmallFirm => "small-firm",
        }
    }

    /// One line that tells it from the others.
    pub const fn about(self, lang: Lang) -> &'static str {
        self.desk().about.get(lang)
    }

    pub(super) const fn desk(self) -> &'static Desk {
        match self {
            Sector::Retailer => &retail::RETAILER,
            Sector::Airline => &industry::AIRLINE,
            Sector::Telecom => &industry::TELECOM,
            Sector::Bank => &bank::BANK,
            Sector::Utility => &industry::UTILITY,
            Sector::PublicAdministration => &bank::PUBLIC_ADMINISTRATION,
            Sector::SmallFirm => &small::SMALL_FIRM,
        }
    }
}

/// Why a value is what it is.
#[derive(Clone, Copy)]
pub(super) enum Why {
    Assumption(Text),
    /// A row of EVIDENCE.md, and what was made of it.
    Evidence(&'static str, Text),
}

/// The values of a sector. Those not named here are defaults of the keys.
pub(super) struct Desk {
    pub about: Text,
    /// Name of the scenario: its window, by which it is told from its variant.
    pub name: Text,
    pub per_week: (u32, Why),
    /// The volume that gives the same work with the standard mix of contact types.
    pub per_week_standard_mix: u32,
    pub profile: (&'static str, Why),
    pub noise_per_week: (u32, Why),
    /// Empty: customers write in one language.
    pub languages: &'static [(&'static str, f64)],
    pub contacts: &'static [ContactType],
    pub contacts_why: Why,
    pub handling_why: Why,
    /// `None`: the default of the key.
    pub off_queue: Option<(f64, Why)>,
    pub service_hours: &'static [Text],
    pub teams: &'static [Positions],
    pub teams_why: Why,
    pub sla: Agreement,
    /// What a desk of the sector would try next; off.
    pub levers: &'static [Lever],
    pub variant: OtherWindow,
}

pub(super) struct ContactType {
    pub name: Text,
    pub share: f64,
    pub dm_share: f64,
    /// Minutes of one agent message; its cv is that of the default.
    pub handling_mean: f64,
    pub agent_messages: f64,
    pub negative: bool,
}

pub(super) struct Positions {
    pub name: Text,
    pub agents: u32,
    pub shifts: &'static [Text],
}

pub(super) struct Agreement {
    pub name: Text,
    pub within: &'static str,
    pub target: f64,
    pub clock: &'static str,
    pub why: Why,
}

/// A key of `[policy]` with a value that switches it on.
pub(super) struct Lever {
    pub name: &'static str,
    pub value: &'static str,
    pub why: Why,
}

/// Another window of the same desk, to compare with it.
pub(super) struct OtherWindow {
    pub name: Text,
    pub service_hours: &'static [Text],
    /// Of these teams, those that the desk has already are changed.
    pub teams: &'static [Positions],
}

pub(super) const fn text(en: &'static str, es: &'static str) -> Text {
    Text::new(en, es)
}

pub(super) const fn assumed(en: &'static str, es: &'static str) -> Why {
    Why::Assumption(text(en, es))
}

pub(super) const fn contact(
    name: Text,
    (share, dm_share): (f64, f64),
    (handling_mean, agent_messages): (f64, f64),
    negative: bool,
) -> ContactType {
    ContactType { name, share, dm_share, handling_mean, agent_messages, negative }
}

pub(super) const QUESTION: Text = text("question", "consulta");
pub(super) const COMPLAINT: Text = text("complaint", "queja");
pub(super) const ORDER: Text = text("order", "pedido");
pub(super) const BILL: Text = text("bill", "factura");
pub(super) const SATURDAY: Text = text("+ Saturday", "+ sábado");

/// Where nothing speaks for another handling time than the sector's neighbours have.
pub(super) const HANDLING: Why = Why::Evidence(
    "Handling time of one social message: no direct measurement found; mean 4-5 min, log-normal",
    text("by how much must be looked up or agreed", "según lo que haya que consultar o acordar"),
);
/// The pattern of public attention to consumer brands.
pub(super) const CONSUMERS: Why = Why::Evidence(
    "Airlines (35 accounts): 77 % of tweets fall 09:00-21:00",
    text("people write in their free time too", "la gente escribe también en su tiempo libre"),
);
pub(super) const PUBLISHED_HOURS: Lever = Lever {
    name: "published_hours",
    value: "true",
    why: assumed("the hours on the page, beside the name", "el horario en la página, junto al nombre"),
};
pub(super) const WELCOME: Lever = Lever {
    name: "welcome_message",
    value: "true",
    why: assumed("it costs nothing but setting it up", "solo cuesta configurarlo"),
};
pub(super) const QUICK_REPLIES: Lever = Lever {
    name: "quick_replies",
    value: "true",
    why: assumed("for what is asked every day", "para lo que se pregunta todos los días"),
};
pub(super) const FOLLOW_UP: Lever = Lever {
    name: "follow_up",
    value: "true",
    why: assumed(
        "much is solved in private, and who reads the complaint never learns of it",
        "mucho se resuelve en privado, y quien lee la queja no llega a saberlo",
    ),
};
pub(super) const ESTIMATE: Lever = Lever {
    name: "wait_estimate",
    value: "true",
    why: assumed(
        "at peak hours it says honestly what is to come",
        "en las horas punta dice con franqueza lo que hay que esperar",
    ),
};
pub(super) const ACKNOWLEDGE: Lever = Lever {
    name: "acknowledge",
    value: "\"30s\"",
    why: assumed(
        "in an outage everybody hears at once that it is known",
        "en una avería todos saben enseguida que se conoce",
    ),
};
pub(super) const BOT_WHILE_CLOSED: Lever = Lever {
    name: "bot",
    value: "{ when = \"closed\", channels = [\"dm\"], contain = 0.25 }",
    why: assumed(
        "it answers in direct messages while nobody is there, and solves one in four",
        "responde en los mensajes directos cuando no hay nadie, y resuelve uno de cada cuatro",
    ),
};
pub(super) const TROLLS: Lever = Lever {
    name: "troll_protocol",
    value: "{ max_messages = 2 }",
    why: assumed(
        "two answers, and no third to one who only insults",
        "dos respuestas, y ninguna más a quien solo insulta",
    ),
};
pub(super) const ONE_HOUR: Why = Why::Evidence(
    "Users accept a reply within 1 hour",
    text("counted while the desk is open", "se cuenta mientras está abierto"),
);
