//! The two languages of everything a person reads. A text is a pair, so a missing translation does not compile.

pub mod date;
pub mod number;
mod reason;

pub use reason::reason;

/// A language of the product.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    #[default]
    En,
    Es,
}

impl Lang {
    /// As documents and pages name their language.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }
}

/// One text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    pub en: &'static str,
    pub es: &'static str,
}

impl Text {
    pub const fn new(en: &'static str, es: &'static str) -> Text {
        Text { en, es }
    }
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Es => self.es,
        }
    }
}

/// A week of a run in words: 1 is the first measured one, 0 and below are warm-up.
pub fn week_of_run(week: i64, warmup_weeks: u32, lang: Lang) -> String {
    let of_warmup = week + i64::from(warmup_weeks);
    match (lang, week > 0) {
        (Lang::En, true) => format!("week {week} of the measured ones"),
        (Lang::Es, true) => format!("la semana {week} de las medidas"),
        (Lang::En, false) => format!("week {of_warmup} of the warm-up, before anything is measured"),
        (Lang::Es, false) => format!("la semana {of_warmup} del rodaje, antes de medir nada"),
    }
}

/// Characters that are not seen where they stand: controls, line and paragraph separators, bidirectional overrides, zero-width
/// characters, the byte-order mark. No name has one.
pub fn hidden(c: char) -> bool {
    let format = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_control() || format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_apart_in_the_warm_up_and_behind_it() {
        assert_eq!(week_of_run(3, 2, Lang::En), "week 3 of the measured ones");
        assert_eq!(week_of_run(0, 2, Lang::En), "week 2 of the warm-up, before anything is measured");
        assert_eq!(week_of_run(-1, 2, Lang::Es), "la semana 1 del rodaje, antes de medir nada");
    }
}
