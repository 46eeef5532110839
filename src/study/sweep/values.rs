//! The values behind `--vary KEY=`: lists and ranges.

use super::grid::MOST_CELLS;
use serde_json::Value;

/// What is wrong with a list of values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValuesFault {
    /// Nothing between two commas, before the first or behind the last.
    Empty,
    /// A bracket, brace or quotation mark that is not closed, or closed without having been opened.
    Open,
    /// Not of a form of range: A..B, A..B:STEP or A..B/COUNT, of plain numbers.
    Range {
        found: String,
    },
    /// The end is below the beginning.
    Backwards {
        found: String,
    },
    /// A step of zero or less.
    Step {
        found: String,
    },
    /// Not a whole number of values from 2 on.
    Count {
        found: String,
    },
    /// More values than a sweep has cells.
    TooMany {
        found: String,
    },
    Repeated {
        value: String,
    },
}

/// The values of a list whose items are separated by commas outside quotes and brackets; an item of the form A..B (whole
/// steps), A..B:STEP or A..B/COUNT stands for many.
///
/// # Errors
/// All faults.
pub fn values(text: &str) -> Result<Vec<String>, Vec<ValuesFault>> {
    let mut faults = vec![];
    let mut values: Vec<String> = vec![];
    for item in items(text).map_err(|fault| vec![fault])? {
        match range(item) {
            None if item.is_empty() => faults.push(ValuesFault::Empty),
            None => values.push(item.to_owned()),
            Some(Ok(found)) => values.extend(found),
            Some(Err(fault)) => faults.push(fault),
        }
    }
    let mut sorted: Vec<&String> = values.iter().collect();
    sorted.sort();
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        faults.push(ValuesFault::Repeated { value: pair[0].clone() });
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

/// The items between commas, without the blanks around them.
fn items(text: &str) -> Result<Vec<&str>, ValuesFault> {
    let (mut items, mut start, mut depth, mut quote, mut escaped) = (vec![], 0, 0usize, None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some('"'), '\\') => escaped = !escaped,
            (Some(open), _) if c == open && !escaped => quote = None,
            (Some(_), _) => escaped = false,
            // A mark inside a word is an apostrophe: only one that begins a value opens a text.
            (None, '"' | '\'') if depth > 0 || text[start..at].trim().is_empty() => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.checked_sub(1).ok_or(ValuesFault::Open)?,
            (None, ',') if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth > 0 || quote.is_some() {
        return Err(ValuesFault::Open);
    }
    items.push(text[start..].trim());
    Ok(items)
}

/// The values of a range; `None` for what is none.
fn range(item: &str) -> Option<Result<Vec<String>, ValuesFault>> {
    let (from, rest) = item.split_once("..")?;
    // "../profile.csv" and "day..night" are words.
    from.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)).then(|| spread(item, from, rest))
}

fn spread(item: &str, from: &str, rest: &str) -> Result<Vec<String>, ValuesFault> {
    let found = || item.to_owned();
    let number = |text: &str| plain_number(text).ok_or(ValuesFault::Range { found: found() });
    let from = number(from)?;
    let checked = |to: f64| if to < from { Err(ValuesFault::Backwards { found: found() }) } else { Ok(to) };
    if let Some((to, count)) = rest.split_once('/') {
        let to = checked(number(to)?)?;
        let count: u64 = count.trim().parse().ok().filter(|n| *n >= 2).ok_or(ValuesFault::Count { found: found() })?;
        if count > MOST_CELLS {
            return Err(ValuesFault::TooMany { found: found() });
        }
        let share = |i: u64| i as f64 / (count - 1) as f64;
        return Ok((0..count).map(|i| decimal(from + (to - from) * share(i))).collect());
    }
    let (to, step) = match rest.split_once(':') {
        Some((to, step)) => (number(to)?, number(step)?),
        None => (number(rest)?, 1.0),
    };
    if step <= 0.0 {
        return Err(ValuesFault::Step { found: found() });
    }
    let to = checked(to)?;
    // An end that rounding alone puts out of reach belongs to the range.
    let steps = ((to - from) / step + 1e-9).floor();
    if steps >= MOST_CELLS as f64 {
        return Err(ValuesFault::TooMany { found: found() });
    }
    Ok((0..=steps as u64).map(|i| decimal(from + step * i as f64)).collect())
}

/// A finite decimal number as people write it: no words ("inf"), at most twelve digits count.
fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    text.parse().ok().filter(|value: &f64| plain && value.abs() < 1e12)
}

/// Without the traces of binary arithmetic: 0.3, not 0.30000000000000004.
fn decimal(value: f64) -> String {
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    // Zero has no sign.
    (rounded + 0.0).to_string()
}

/// A value as JSON has it: a number or a truth value as such, everything else as the text that was typed.
pub fn typed(value: &str) -> Value {
    let number = || serde_json::Number::from_f64(value.parse().ok()?).map(Value::Number);
    match value {
        "true" | "false" => Value::Bool(value == "true"),
        _ => value.parse::<i64>().ok().map(Value::from).or_else(number).unwrap_or_else(|| value.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> ValuesFault {
        values(text).unwrap_err().remove(0)
    }

    #[test]
    fn lists_are_split_outside_quotes_and_brackets() {
        assert_eq!(values("1, 2.5,none").unwrap(), ["1", "2.5", "none"]);
        assert_eq!(values("15m,1h30m").unwrap(), ["15m", "1h30m"]);
        assert_eq!(values(r#""a, b",'c,d',"e\",f""#).unwrap(), [r#""a, b""#, "'c,d'", r#""e\",f""#]);
        let shifts = r#"["Mon-Fri 08:00-20:00", "Sat 09:00-14:00"],[]"#;
        assert_eq!(values(shifts).unwrap(), [r#"["Mon-Fri 08:00-20:00", "Sat 09:00-14:00"]"#, "[]"]);
        assert_eq!(values("{ mean = 5, cv = 1 },10").unwrap(), ["{ mean = 5, cv = 1 }", "10"]);
        assert_eq!(values("people's,b").unwrap(), ["people's", "b"]);
        assert_eq!(values("../profile.csv,day..night").unwrap(), ["../profile.csv", "day..night"]);
    }

    #[test]
    fn ranges_are_spread_without_the_traces_of_arithmetic() {
        assert_eq!(values("1..4").unwrap(), ["1", "2", "3", "4"]);
        assert_eq!(values("1..9:3").unwrap(), ["1", "4", "7"]);
        assert_eq!(values("0.1..0.5:0.1").unwrap(), ["0.1", "0.2", "0.3", "0.4", "0.5"]);
        assert_eq!(values("0.1..0.9/5").unwrap(), ["0.1", "0.3", "0.5", "0.7", "0.9"]);
        assert_eq!(values("-1..1").unwrap(), ["-1", "0", "1"]);
        assert_eq!(values("1..3,5,10..20:5").unwrap(), ["1", "2", "3", "5", "10", "15", "20"]);
        assert_eq!(values("0.5..2").unwrap(), ["0.5", "1.5"]);
        assert_eq!(values("7..7").unwrap(), ["7"]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["", "1,,2", "1,", ",1"] {
            assert_eq!(fault(text), ValuesFault::Empty, "{text}");
        }
        for text in ["[1,2", "1]", "\"a", "{a=1"] {
            assert_eq!(fault(text), ValuesFault::Open, "{text}");
        }
        for text in ["1..x", "1..", "5m..10m", "1..5:x", "1..inf", "1..5:1:1", "1..1e15"] {
            assert_eq!(fault(text), ValuesFault::Range { found: text.into() }, "{text}");
        }
        assert!(matches!(fault("9..1"), ValuesFault::Backwards { .. }));
        assert!(matches!(fault("1..9:0"), ValuesFault::Step { .. }));
        assert!(matches!(fault("1..9:-1"), ValuesFault::Step { .. }));
        for text in ["1..9/1", "1..9/x", "1..9/2.5"] {
            assert!(matches!(fault(text), ValuesFault::Count { .. }), "{text}");
        }
        assert!(matches!(fault("0..1:0.000001"), ValuesFault::TooMany { .. }));
        assert!(matches!(fault("0..1/100001"), ValuesFault::TooMany { .. }));
        assert_eq!(fault("1..3,2"), ValuesFault::Repeated { value: "2".into() });
        assert_eq!(values("9..1,1..9/1").unwrap_err().len(), 2, "all faults at once");
    }

    #[test]
    fn numbers_are_numbers_and_the_rest_is_text() {
        let json = |text: &str| typed(text).to_string();
        assert_eq!(
            (json("3"), json("0.5"), json("true"), json("15m")),
            ("3".into(), "0.5".into(), "true".into(), "\"15m\"".into())
        );
        assert_eq!(json("inf"), "\"inf\"");
    }
}
