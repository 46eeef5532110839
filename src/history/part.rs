//! The part of an export that was there at an earlier day: what a forecast of that day could have known.

use super::History;
use jiff::ToSpan;
use jiff::civil::Date;

impl History {
    /// The same export as it would have been on a local day (counted from 1 January 1970) at 00:00: messages written later are not
    /// in it. Rows and refusals are those of the whole, whose messages are shared, not copied.
    pub fn before(&self, day: i64) -> History {
        History { until_s: self.until_s.min(self.begin_s(day)), ..self.clone() }
    }

    /// The second at which a local day begins.
    fn begin_s(&self, day: i64) -> u32 {
        let begun =
            Date::constant(1970, 1, 1).checked_add(day.days()).and_then(|date| date.to_zoned(self.zone.clone()));
        begun.map_or(0, |begun| u32::try_from(begun.timestamp().as_second()).unwrap_or(0))
    }
}
