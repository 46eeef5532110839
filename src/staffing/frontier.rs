//! Cost against attainment: the same desk sized for several targets or limits of one agreement.

use crate::desk::{Scenario, Sla};
use crate::time::Span;

/// One value of the wish: a target or a limit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Point {
    Target(f64),
    Within(Span),
}

/// Which values of which agreement.
#[derive(Clone, PartialEq, Debug)]
pub struct Frontier {
    /// Number of the agreement.
    pub agreement: usize,
    pub points: Vec<Point>,
}

/// What is wrong with a wish.
#[derive(Clone, PartialEq, Debug)]
pub enum FrontierError {
    /// The scenario has no agreement of that name; it has these.
    UnknownSla {
        found: String,
        known: Vec<String>,
    },
    /// Neither a share between 0 and 1 nor a duration.
    Value {
        found: String,
    },
    NoValue,
}

/// Most points of one frontier.
pub const MOST_POINTS: usize = 20;

impl Frontier {
    /// `[SLA=]VALUE,VALUE,...`: shares such as 0.8 are targets, durations such as 15m limits; without a name the first agreement.
    ///
    /// # Errors
    /// If a value is neither, or there is no such agreement.
    pub fn parse(
        text: &str,
        scenario: &Scenario,
        duration_minutes: impl Fn(&str) -> Option<f64>,
    ) -> Result<Frontier, FrontierError> {
        let (name, values) = match text.rsplit_once('=') {
            Some((name, values)) => (Some(name.trim()), values),
            None => (None, text),
        };
        let of_name = |name: &str| scenario.slas.iter().position(|sla| sla.name == name);
        let agreement = match name {
            None if scenario.slas.is_empty() => None,
            None => Some(0),
            Some(name) => of_name(name),
        };
        let Some(agreement) = agreement else {
            let known = scenario.slas.iter().map(|sla| sla.name.clone()).collect();
            return Err(FrontierError::UnknownSla { found: name.unwrap_or_default().to_owned(), known });
        };
        let values: Vec<&str> = values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
        if values.is_empty() || values.len() > MOST_POINTS {
            return Err(FrontierError::NoValue);
        }
        let point = |value: &&str| match value.parse::<f64>() {
            Ok(share) if share > 0.0 && share < 1.0 => Ok(Point::Target(share)),
            Ok(_) => Err(FrontierError::Value { found: (*value).to_owned() }),
            Err(_) => match duration_minutes(value).filter(|minutes| *minutes > 0.0 && minutes.is_finite()) {
                Some(minutes) => Ok(Point::Within(Span::from_minutes(minutes))),
                None => Err(FrontierError::Value { found: (*value).to_owned() }),
            },
        };
        Ok(Frontier { agreement, points: values.iter().map(point).collect::<Result<_, _>>()? })
    }

    /// The scenario with the agreement of a point.
    pub fn scenario(&self, scenario: &Scenario, point: Point) -> Scenario {
        let mut scenario = scenario.clone();
        let sla = &mut scenario.slas[self.agreement];
        *sla = match point {
            Point::Target(target) => Sla { target, ..sla.clone() },
            Point::Within(within) => Sla { within, ..sla.clone() },
        };
        scenario
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    fn parse(text: &str) -> Result<Frontier, FrontierError> {
        let minutes = |text: &str| text.strip_suffix('m').and_then(|number| number.parse().ok());
        Frontier::parse(text, &synthetic::scenario("desk"), minutes)
    }

    #[test]
    fn targets_and_limits_are_told_apart() {
        let found = parse("0.7, 15m").unwrap();
        assert_eq!(found.points, [Point::Target(0.7), Point::Within(Span::from_minutes(15.0))]);
        assert_eq!(parse("1 h=0.9").unwrap().agreement, 0);
        let scenario = found.scenario(&synthetic::scenario("desk"), found.points[1]);
        assert_eq!(scenario.slas[0].within, Span::from_minutes(15.0));
    }

    #[test]
    fn what_is_neither_is_refused() {
        for wrong in ["", "80", "0", "1", "-0.5", "soon", "0m", "nan", "2 h=0.8"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
