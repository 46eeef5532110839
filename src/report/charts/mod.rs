//! Pictures of a study: one file for each kind, all on one `sheet`, drawn in `ink`s that become light or dark colours.
//!
//! A picture states its finding in its title, carries the numbers behind it, and refers to nothing outside itself. The same data
//! give the same bytes.

mod arrivals;
pub mod attained;
mod backlog;
pub mod breakeven;
mod canvas;
pub mod curve;
mod font;
pub mod frontier;
pub mod grid;
mod heatmap;
mod hours;
pub mod ink;
mod labels;
mod learned;
mod money;
mod occupancy;
pub mod overlay;
pub mod people;
pub mod picture;
mod response;
mod scale;
mod sheet;
pub mod sweep;
pub mod table;
pub mod teams;
pub mod tornado;
mod words;

#[cfg(test)]
mod tests;

pub use ink::Theme;
pub use picture::{MOST_PIXELS, NoBitmap, Picture};
pub use scale::{hour_span, waiting_end};
pub use sheet::Layout;
pub use words::made_by;

use crate::locale::{Lang, Text};
use crate::study::result::StudyResult;

/// A picture that a study gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Backlog,
    Monday,
    Arrivals,
    Response,
    Heatmap,
    Occupancy,
    Money,
    Learned,
    BreakEven,
    Frontier,
}

impl Kind {
    pub const ALL: [Kind; 10] = [
        Kind::Backlog,
        Kind::Monday,
        Kind::Arrivals,
        Kind::Response,
        Kind::Heatmap,
        Kind::Occupancy,
        Kind::Money,
        Kind::Learned,
        Kind::BreakEven,
        Kind::Frontier,
    ];

    /// The name on the command line and of files.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Backlog => "backlog",
            Kind::Monday => "monday",
            Kind::Arrivals => "arrivals",
            Kind::Response => "response",
            Kind::Heatmap => "heatmap",
            Kind::Occupancy => "occupancy",
            Kind::Money => "money",
            Kind::Learned => "learned",
            Kind::BreakEven => "breakeven",
            Kind::Frontier => "frontier",
        }
    }

    /// What it shows, in a line.
    pub const fn about(self) -> Text {
        match self {
            Kind::Backlog => Text::new(
                "messages waiting over the week, with their range",
                "mensajes en espera durante la semana, con su margen",
            ),
            Kind::Monday => Text::new(
                "the same close up, from Sunday evening to Monday night",
                "lo mismo de cerca, del domingo por la tarde al lunes por la noche",
            ),
            Kind::Arrivals => Text::new(
                "conversations opened against agents on duty",
                "conversaciones abiertas frente a agentes de servicio",
            ),
            Kind::Response => {
                Text::new("how soon conversations get their first response", "cuánto tarda la primera respuesta")
            }
            Kind::Heatmap => Text::new(
                "share answered within 1 h for every hour of the week",
                "proporción respondida en 1 h a cada hora de la semana",
            ),
            Kind::Occupancy => Text::new(
                "how busy agents are at every hour of the week",
                "ocupación de los agentes a cada hora de la semana",
            ),
            Kind::Money => Text::new("net cost a week in its three steps", "coste neto por semana en sus tres pasos"),
            Kind::Learned => Text::new(
                "what preferential treatment teaches over the weeks",
                "lo que enseña el trato preferente con las semanas",
            ),
            Kind::BreakEven => Text::new(
                "from which value of a customer on the cheaper scenario changes",
                "a partir de qué valor de un cliente cambia el escenario más barato",
            ),
            Kind::Frontier => Text::new(
                "staff cost against the share answered within 1 h",
                "coste de personal frente a la proporción respondida en 1 h",
            ),
        }
    }

    /// Whether a study has anything to show in this kind.
    pub fn has_data(self, result: &StudyResult) -> bool {
        match self {
            Kind::BreakEven => breakeven::is_known(result),
            Kind::Frontier => result.scenarios.len() > 1,
            _ => true,
        }
    }

    /// Whether the kind compares scenarios, so that one has nothing to show.
    pub fn compares(self) -> bool {
        matches!(self, Kind::BreakEven | Kind::Frontier)
    }

    /// Whether a page has a reason to show it: a desk that treats nobody preferentially teaches nothing.
    pub fn tells(self, result: &StudyResult) -> bool {
        let taught = || result.scenarios.iter().flat_map(|one| &one.series.week.learned).any(|learned| *learned > 0.0);
        self.has_data(result) && (self != Kind::Learned || taught())
    }

    /// Whether the kind needs what stands behind the verdict ([`crate::study::decision`]).
    pub fn needs_decision(self) -> bool {
        self == Kind::BreakEven
    }

    pub fn draw(self, result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
        match self {
            Kind::Backlog => backlog::week(result, layout, lang),
            Kind::Monday => backlog::monday(result, layout, lang),
            Kind::Arrivals => arrivals::draw(result, layout, lang),
            Kind::Response => response::draw(result, layout, lang),
            Kind::Heatmap => heatmap::draw(result, layout, lang),
            Kind::Occupancy => occupancy::draw(result, layout, lang),
            Kind::Money => money::draw(result, layout, lang),
            Kind::Learned => learned::draw(result, layout, lang),
            Kind::BreakEven => breakeven::of_study(result, layout, lang),
            Kind::Frontier => frontier::of_study(result, layout, lang),
        }
    }
}
