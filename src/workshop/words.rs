//! Words of what is shown of an outcome.

use crate::locale::Text;

pub const AS_IT_IS: Text = Text::new("the desk as it is", "el servicio como está");
pub const PLACE: Text = Text::new("Place", "Puesto");
pub const TEAM: Text = Text::new("Team", "Equipo");
pub const ROUND: Text = Text::new("Round", "Ronda");
pub const NET_COST: Text = Text::new("Net cost", "Coste neto");
pub const COST: Text = Text::new("Cost with phone contacts and gestures", "Coste con llamadas y gestos");
pub const ATTAINED: Text = Text::new("Answered within 1 h", "Respondidas en 1 h");
pub const LOST: Text = Text::new("Customers lost a week", "Clientes perdidos por semana");
pub const THEN: Text = Text::new("weeks 1 to 4", "semanas 1 a 4");
pub const NOW: Text = Text::new("weeks 23 to 26", "semanas 23 a 26");
pub const HOSTILE: Text = Text::new("Hostile among the negative", "Hostiles entre las negativas");
pub const WAIT: Text = Text::new("Mean wait for the first response", "Espera media hasta la primera respuesta");
pub const WORKSHOP: Text = Text::new("Workshop", "Taller");
pub const FIRST_ACT: Text = Text::new("This month", "Este mes");
pub const SECOND_ACT: Text = Text::new("Half a year later", "Medio año después");
pub const DECIDED: Text = Text::new("What was decided", "Lo que se decidió");
pub const QUESTIONS: Text = Text::new("Questions", "Preguntas");
pub const BUDGET: Text = Text::new("Budget for staff, a week", "Presupuesto de personal, por semana");
pub const NOTHING_YET: Text = Text::new("Nothing has been revealed yet.", "Todavía no se ha desvelado nada.");
