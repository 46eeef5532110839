//! The list of measures: name in results, unit, what is better, where it is given, and its words in both languages.
//!
//! Definitions are those of docs/measures.md; the order here is the order of every table.

use crate::locale::Text;

/// Unit of a measure, as written in results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    PerWeek,
    PeoplePerWeek,
    Minutes,
    Hours,
    Share,
    Messages,
    PerHour,
    MoneyPerWeek,
    Money,
    Fte,
}

impl Unit {
    pub const fn name(self) -> &'static str {
        match self {
            Unit::PerWeek => "1/week",
            Unit::PeoplePerWeek => "people/week",
            Unit::Minutes => "min",
            Unit::Hours => "h",
            Unit::Share => "share",
            Unit::Messages => "messages",
            Unit::PerHour => "1/h",
            Unit::MoneyPerWeek => "money/week",
            Unit::Money => "money",
            Unit::Fte => "FTE",
        }
    }
}

/// Which direction a manager wishes for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tendency {
    Higher,
    Lower,
    /// Neither is better in itself (occupancy, volume).
    Neither,
}

/// Where a measure is given beside the whole scenario.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Also by contact type and by opening channel.
    Conversations,
    /// The whole desk only.
    Desk,
    /// Also by team.
    Teams,
}

macro_rules! measures {
    ($($variant:ident $id:literal $unit:ident $tendency:ident $scope:ident $en:literal $es:literal;)*) => {
        /// A measure of a scenario.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub enum Measure { $($variant),* }

        impl Measure {
            /// Every measure, in the order of tables; `ALL[m as usize] == m`.
            pub const ALL: &'static [Measure] = &[$(Measure::$variant),*];

            /// The name in result.json and CSV files.
            pub const fn id(self) -> &'static str {
                match self { $(Measure::$variant => $id),* }
            }
            pub const fn unit(self) -> Unit {
                match self { $(Measure::$variant => Unit::$unit),* }
            }
            pub const fn tendency(self) -> Tendency {
                match self { $(Measure::$variant => Tendency::$tendency),* }
            }
            pub const fn scope(self) -> Scope {
                match self { $(Measure::$variant => Scope::$scope),* }
            }
            /// The words for people.
            pub const fn label(self) -> Text {
                match self { $(Measure::$variant => Text::new($en, $es)),* }
            }
        }
    };
}

measures! {
    ConversationsPerWeek "conversations_per_week" PerWeek Neither Conversations "Conversations" "Conversaciones";
    MessagesPerWeek "messages_per_week" PerWeek Neither Conversations "Messages in the queue" "Mensajes en cola";
    ResponseRate "response_rate" Share Higher Conversations "Response rate" "Tasa de respuesta";
    FirstResponseMean "first_response_mean" Minutes Lower Conversations "First response, mean" "Tiempo de primera respuesta, media";
    FirstResponseP50 "first_response_p50" Minutes Lower Conversations "First response, median" "Tiempo de primera respuesta, mediana";
    FirstResponseP90 "first_response_p90" Minutes Lower Conversations "First response, 90 %" "Tiempo de primera respuesta, percentil 90";
    FirstResponseP95 "first_response_p95" Minutes Lower Conversations "First response, 95 %" "Tiempo de primera respuesta, percentil 95";
    FirstResponseP99 "first_response_p99" Minutes Lower Conversations "First response, 99 %" "Tiempo de primera respuesta, percentil 99";
    FirstResponseServiceMean "first_response_service_mean" Minutes Lower Conversations "First response in service hours, mean" "Tiempo de primera respuesta en horario, media";
    FirstResponseServiceP50 "first_response_service_p50" Minutes Lower Conversations "First response in service hours, median" "Tiempo de primera respuesta en horario, mediana";
    FirstResponseServiceP90 "first_response_service_p90" Minutes Lower Conversations "First response in service hours, 90 %" "Tiempo de primera respuesta en horario, percentil 90";
    Within5m "within_5m" Share Higher Conversations "Answered within 5 min" "Respondidas en 5 min";
    Within15m "within_15m" Share Higher Conversations "Answered within 15 min" "Respondidas en 15 min";
    Within30m "within_30m" Share Higher Conversations "Answered within 30 min" "Respondidas en 30 min";
    Within1h "within_1h" Share Higher Conversations "Answered within 1 h" "Respondidas en 1 h";
    Within4h "within_4h" Share Higher Conversations "Answered within 4 h" "Respondidas en 4 h";
    Within5h "within_5h" Share Higher Conversations "Answered within 5 h" "Respondidas en 5 h";
    Within24h "within_24h" Share Higher Conversations "Answered within 24 h" "Respondidas en 24 h";
    TakenWithin5m "taken_within_5m" Share Higher Conversations "Taken within 5 min" "Atendidas en 5 min";
    TakenWithin15m "taken_within_15m" Share Higher Conversations "Taken within 15 min" "Atendidas en 15 min";
    TakenWithin30m "taken_within_30m" Share Higher Conversations "Taken within 30 min" "Atendidas en 30 min";
    TakenWithin1h "taken_within_1h" Share Higher Conversations "Taken within 1 h" "Atendidas en 1 h";
    ResolutionP50 "resolution_p50" Minutes Lower Conversations "Resolution, median" "Tiempo de resolución, mediana";
    ResolutionP90 "resolution_p90" Minutes Lower Conversations "Resolution, 90 %" "Tiempo de resolución, percentil 90";
    WaitMean "wait_mean" Minutes Lower Conversations "Wait of a message, mean" "Espera de un mensaje, media";
    QueueTimeMean "queue_time_mean" Minutes Lower Conversations "Time in the queue, mean" "Tiempo en cola, media";
    WaitPositive "wait_positive" Share Lower Conversations "Messages that wait" "Mensajes que esperan";
    Abandoned "abandoned" Share Lower Conversations "Gave up waiting" "Abandonan la espera";
    Phoned "phoned" Share Lower Conversations "Led to a phone contact" "Acaban en llamada";
    Chased "chased" Share Lower Conversations "Wrote again" "Insisten";
    LeftAtEstimate "left_at_estimate" Share Lower Conversations "Left at the wait estimate" "Se van al ver la espera prevista";
    Withdrawn "withdrawn" Share Lower Conversations "Withdrawn unanswered" "Retiradas sin respuesta";
    BacklogMean "backlog_mean" Messages Lower Conversations "Backlog, mean" "Carga pendiente, media";
    BacklogP95 "backlog_p95" Messages Lower Desk "Backlog, 95 %" "Carga pendiente, percentil 95";
    BacklogMax "backlog_max" Messages Lower Desk "Backlog, most" "Carga pendiente, máxima";
    BacklogHoursMean "backlog_hours_mean" Hours Lower Desk "Work waiting, mean" "Trabajo pendiente, media";
    OldestMean "oldest_mean" Minutes Lower Desk "Oldest message, mean age" "Mensaje más antiguo, edad media";
    OldestP95 "oldest_p95" Minutes Lower Desk "Oldest message, 95 %" "Mensaje más antiguo, percentil 95";
    WeekOpenBacklog "week_open_backlog" Messages Lower Desk "Waiting when the week opens" "Pendientes al abrir la semana";
    WeekOpenClear "week_open_clear" Hours Lower Desk "Hours to clear it" "Horas hasta ponerse al día";
    WeekOpenUncleared "week_open_uncleared" Share Lower Desk "Weeks that open and are not cleared within a week" "Semanas que no se ponen al día antes de la siguiente";
    Occupancy "occupancy" Share Neither Teams "Occupancy" "Ocupación";
    PaidHoursPerWeek "paid_hours_per_week" Hours Lower Teams "Paid hours a week" "Horas pagadas por semana";
    OvertimeHoursPerWeek "overtime_hours_per_week" Hours Lower Teams "Overtime a week" "Horas extra por semana";
    AnswersPerPaidHour "answers_per_paid_hour" PerHour Neither Teams "Answers per paid hour" "Respuestas por hora pagada";
    BotContained "bot_contained" PerWeek Neither Conversations "Solved by the bot" "Resueltas por el bot";
    Preferential "preferential" PerWeek Neither Desk "Preferential responses" "Respuestas con trato preferente";
    HostileShare "hostile_share" Share Lower Desk "Hostile among the negative" "Hostiles entre las negativas";
    Learned "learned" Share Lower Desk "Learned: being hard pays" "Aprendido: ser duro compensa";
    PublicChasers "public_chasers" PerWeek Lower Desk "Customers who wrote again" "Clientes que insisten";
    MovedToDm "moved_to_dm" PerWeek Neither Desk "Moved to direct messages" "Pasan a mensajes directos";
    PrivacyExposures "privacy_exposures" PerWeek Lower Desk "Private data in public" "Datos privados en público";
    PhoneContacts "phone_contacts_per_week" PerWeek Lower Desk "Phone contacts" "Contactos por teléfono";
    WrongAnswers "wrong_answers" PerWeek Lower Desk "Wrong answers" "Respuestas erróneas";
    Reopened "reopened" PerWeek Lower Desk "Reopened after an error" "Reabiertas tras un error";
    Intrusions "intrusions" PerWeek Lower Desk "Answers felt as intrusion" "Respuestas sentidas como intrusión";
    Contagious "contagious" PerWeek Lower Desk "Caused by unanswered complaints" "Provocadas por quejas sin respuesta";
    Noise "noise" PerWeek Neither Desk "Noise read" "Ruido leído";
    Satisfied "satisfied" Share Higher Conversations "Satisfied" "Satisfechos";
    Retention "retention" Share Higher Conversations "Customers kept" "Clientes que se quedan";
    CustomersLost "customers_lost_per_week" PerWeek Lower Conversations "Customers lost a week" "Clientes perdidos por semana";
    LeftChannel "left_channel" Share Lower Conversations "Left the channel for good" "Abandonan el canal";
    PositiveReach "positive_reach" PeoplePerWeek Higher Conversations "People who hear good of it" "Personas a quienes llega algo bueno";
    NegativeReach "negative_reach" PeoplePerWeek Lower Conversations "People who hear bad of it" "Personas a quienes llega algo malo";
    Fte "fte" Fte Lower Teams "Full-time equivalents" "Equivalentes a jornada completa";
    StaffCostPerWeek "staff_cost_per_week" MoneyPerWeek Lower Teams "Staff cost a week" "Coste de personal por semana";
    TrainingPerWeek "training_per_week" MoneyPerWeek Lower Teams "Training a week" "Formación por semana";
    SupervisorsPerWeek "supervisors_per_week" MoneyPerWeek Lower Desk "Supervisors a week" "Supervisores por semana";
    SeatsPerWeek "seats_per_week" MoneyPerWeek Lower Desk "Work places a week" "Puestos de trabajo por semana";
    PhoneCostPerWeek "phone_cost_per_week" MoneyPerWeek Lower Desk "Phone contacts, cost a week" "Coste de contactos telefónicos por semana";
    GoodwillPerWeek "goodwill_per_week" MoneyPerWeek Lower Desk "Goodwill gestures a week" "Gestos comerciales por semana";
    CostWithContactsPerWeek "cost_with_contacts_per_week" MoneyPerWeek Lower Desk "Cost a week with phone contacts and gestures" "Coste semanal con contactos telefónicos y gestos";
    LostMarginPerWeek "lost_margin_per_week" MoneyPerWeek Lower Desk "Margin lost with customers, a week" "Margen perdido con los clientes, por semana";
    UpliftPerWeek "uplift_per_week" MoneyPerWeek Higher Desk "Extra margin of the satisfied, a week" "Margen adicional de los satisfechos, por semana";
    ValueLostPerWeek "value_lost_per_week" MoneyPerWeek Lower Desk "Value lost a week" "Valor perdido por semana";
    NetCostPerWeek "net_cost_per_week" MoneyPerWeek Lower Desk "Net cost a week" "Coste neto por semana";
    CostPerConversation "cost_per_conversation" Money Lower Desk "Cost per conversation" "Coste por conversación";
    CostPerRetainedCustomer "cost_per_retained_customer" Money Lower Desk "Cost per customer kept" "Coste por cliente conservado";
    AllByPhonePerWeek "all_by_phone_per_week" MoneyPerWeek Neither Desk "All contacts by phone, cost a week" "Coste semanal de atender todo por teléfono";
}
