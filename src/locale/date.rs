//! Dates as a reader of the language writes them.

use super::{Lang, Text};
use jiff::civil::Date;

const MONTHS: [Text; 12] = [
    Text::new("January", "enero"),
    Text::new("February", "febrero"),
    Text::new("March", "marzo"),
    Text::new("April", "abril"),
    Text::new("May", "mayo"),
    Text::new("June", "junio"),
    Text::new("July", "julio"),
    Text::new("August", "agosto"),
    Text::new("September", "septiembre"),
    Text::new("October", "octubre"),
    Text::new("November", "noviembre"),
    Text::new("December", "diciembre"),
];

/// "5 January 2026", "5 de enero de 2026".
pub fn date(date: Date, lang: Lang) -> String {
    let (day, month, year) = (date.day(), MONTHS[date.month() as usize - 1].get(lang), date.year());
    match lang {
        Lang::En => format!("{day} {month} {year}"),
        Lang::Es => format!("{day} de {month} de {year}"),
    }
}

/// Day and month where there is little room: "5 Jan", "5 ene".
pub fn short_date(date: Date, lang: Lang) -> String {
    let month: String = MONTHS[date.month() as usize - 1].get(lang).chars().take(3).collect();
    format!("{} {month}", date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        let epiphany = jiff::civil::date(2026, 1, 6);
        assert_eq!(date(epiphany, Lang::En), "6 January 2026");
        assert_eq!(date(epiphany, Lang::Es), "6 de enero de 2026");
        assert_eq!(date(jiff::civil::date(2027, 12, 31), Lang::Es), "31 de diciembre de 2027");
        assert_eq!([Lang::En, Lang::Es].map(|lang| short_date(epiphany, lang)), ["6 Jan", "6 ene"]);
    }
}
