//! Keys of `[costs]`.

use super::{Basis, Default, FLAG, Key, Kind, Unit, key, number};

const AGREEMENT: Basis =
    Basis::Evidence("Spain, contact-centre agreement 2024: night +20.3 %, Sunday +19.8 %, public holiday +57.5 %");
const PREMIUM: (Kind, Unit) = number(0.0, 10.0, Unit::Share);

pub const KEYS: &[Key] = &[
    key(
        ("costs.night", "from"),
        (Kind::Clock, Unit::None),
        (Default::Value("\"22:00\""), AGREEMENT),
        ("Time of day at which night work begins.", "Hora a la que empieza el trabajo nocturno."),
    ),
    key(
        ("costs.night", "to"),
        (Kind::Clock, Unit::None),
        (Default::Value("\"06:00\""), AGREEMENT),
        ("Time of day at which night work ends.", "Hora a la que termina el trabajo nocturno."),
    ),
    key(
        ("costs.night", "premium"),
        PREMIUM,
        (Default::Value("0.203"), AGREEMENT),
        ("Share added to the wage at night.", "Proporción que se añade al salario de noche."),
    ),
    key(
        ("costs", "sunday"),
        PREMIUM,
        (Default::Value("0.198"), AGREEMENT),
        ("Share added to the wage on Sundays.", "Proporción que se añade al salario los domingos."),
    ),
    key(
        ("costs", "holiday"),
        PREMIUM,
        (Default::Value("0.575"), AGREEMENT),
        ("Share added to the wage on public holidays.", "Proporción que se añade al salario los festivos."),
    ),
    key(
        ("costs", "contributions"),
        PREMIUM,
        (Default::Value("0.325"), Basis::Evidence("employer contributions 32.5 %")),
        ("Employer contributions on top of wage and premiums.", "Cotizaciones de la empresa sobre salario y pluses."),
    ),
    key(
        ("costs", "annual_hours"),
        number(1.0, 8784.0, Unit::HoursPerYear),
        (Default::Value("1764"), Basis::Evidence("1,764 h a year")),
        ("Hours of a full contract in a year.", "Horas de un contrato completo al año."),
    ),
    key(
        ("costs.supervisors", "per_agents"),
        number(1.0, 1e6, Unit::Agents),
        (Default::Value("12"), Basis::Assumption),
        ("Agents on duty whom one of them leads.", "Agentes de servicio que dirige cada uno."),
    ),
    key(
        ("costs.supervisors", "hourly_wage"),
        number(0.0, 1e6, Unit::MoneyPerHour),
        (Default::Value("12.50"), Basis::Assumption),
        ("Their gross wage, before premiums and contributions.", "Su salario bruto, antes de pluses y cotizaciones."),
    ),
    key(
        ("costs.supervisors", "whole"),
        FLAG,
        (Default::Value("false"), Basis::Assumption),
        (
            "Whether their number is rounded up at every moment; else a part of one is paid.",
            "Si su número se redondea hacia arriba en cada momento; si no, se paga la parte que toca.",
        ),
    ),
    key(
        ("costs", "seats"),
        number(0.0, 1e6, Unit::MoneyPerMonth),
        (Default::Value("0"), Basis::Assumption),
        (
            "Price of a work place, of which there are as many as positions on duty at once at most.",
            "Precio de un puesto de trabajo; hay tantos como posiciones de servicio a la vez como mucho.",
        ),
    ),
    key(
        ("costs", "phone_contact"),
        number(0.0, 1e6, Unit::Money),
        (Default::Value("5.5"), Basis::Evidence("Phone contact 5.25 $ (US), 6.55 GBP (UK)")),
        ("What a contact by phone costs.", "Lo que cuesta un contacto por teléfono."),
    ),
    key(
        ("costs", "goodwill_cost"),
        number(0.0, 1e6, Unit::Money),
        (Default::Value("10"), Basis::Model("section 6")),
        (
            "What the goodwill gesture to one who is treated preferentially costs.",
            "Lo que cuesta el gesto comercial a quien recibe trato preferente.",
        ),
    ),
];
