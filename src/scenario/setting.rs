//! `--set KEY=VALUE`: a dotted path and a value, as typed on the command line.

use super::merge::{Segment, Setting};
use super::problem::{Place, Problem, What};
use super::tree::{Node, Value, parse_value};

/// Reads one argument; places refer to the argument itself.
pub fn parse(text: &str, source: u32) -> Result<Setting, Vec<Problem>> {
    let malformed = || vec![Problem::error(Some(whole(text, source)), "", What::SetForm)];
    let (segments, rest) = path(text, source).ok_or_else(malformed)?;
    let value_text = text[rest..].trim();
    let offset = rest + (text[rest..].len() - text[rest..].trim_start().len());
    if value_text.is_empty() || segments.iter().any(|s| s.name.is_empty()) {
        return Err(malformed());
    }
    let place = Place { source, start: offset as u32, end: (offset + value_text.len()) as u32 };
    let value = match parse_value(value_text, source, offset as u32) {
        Ok(node) => node,
        // Brackets, braces and quotes announce TOML; anything else is a text without its quotes.
        Err(problems) if value_text.starts_with(['[', '{', '"', '\'']) => return Err(problems),
        Err(_) => Node { place: Some(place), value: Value::Text(value_text.to_owned()) },
    };
    Ok(Setting { segments, value })
}

/// The names of the path before the `=`, and where the value begins; `None` where there is no `=`.
pub fn setting_path(text: &str) -> Option<(Vec<String>, usize)> {
    let (segments, start) = path(text, 0)?;
    Some((segments.into_iter().map(|segment| segment.name).collect(), start))
}

/// The names of a dotted path without a value; `None` if one of them is missing.
pub fn names(text: &str) -> Option<Vec<String>> {
    let (segments, value) = path(&format!("{text}="), 0)?;
    let whole = segments.iter().all(|segment| !segment.name.is_empty()) && value > text.len();
    whole.then(|| segments.into_iter().map(|segment| segment.name).collect())
}

fn whole(text: &str, source: u32) -> Place {
    Place { source, start: 0, end: text.len() as u32 }
}

/// The segments before the first `=` outside quotes, and where the value begins.
fn path(text: &str, source: u32) -> Option<(Vec<Segment>, usize)> {
    let (mut segments, mut start, mut quote) = (Vec::new(), 0, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '.' | '=') => {
                segments.push(segment(text, start, i, source));
                start = i + 1;
                if c == '=' {
                    return Some((segments, start));
                }
            }
            _ => {}
        }
    }
    None
}

fn segment(text: &str, start: usize, end: usize, source: u32) -> Segment {
    let written = &text[start..end];
    let name = written.trim().trim_matches(['"', '\'']).to_owned();
    let start = start + (written.len() - written.trim_start().len());
    Segment { name, place: Place { source, start: start as u32, end: end as u32 } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        parse(text, 0).unwrap().segments.into_iter().map(|s| s.name).collect()
    }

    #[test]
    fn paths_split_at_dots_outside_quotes() {
        assert_eq!(names("desk.team.morning.agents=5"), ["desk", "team", "morning", "agents"]);
        assert_eq!(names("desk.team.\"a.b=c\".agents=5"), ["desk", "team", "a.b=c", "agents"]);
        assert_eq!(names("sla.best in class.target = 0.9"), ["sla", "best in class", "target"]);
    }

    #[test]
    fn values_are_toml_or_a_bare_word() {
        let value = |text: &str| parse(text, 0).unwrap().value;
        assert_eq!(value("a=5").as_number(), Some(5.0));
        assert_eq!(value("a=office").as_text(), Some("office"));
        assert_eq!(value("a=15m").as_text(), Some("15m"));
        assert_eq!(value("a=Mon-Fri 08:00-20:00").as_text(), Some("Mon-Fri 08:00-20:00"));
        assert_eq!(value("a = \"x=y\"").as_text(), Some("x=y"));
        let list = value("a=[1, 2]");
        assert_eq!(list.as_list().map(<[Node]>::len), Some(2));
        assert_eq!(list.place.map(|p| (p.start, p.end)), Some((2, 8)));
    }

    #[test]
    fn malformed_settings_are_refused() {
        for text in ["", "=", "a", "a=", "=5", "a..b=5", "a.=5"] {
            assert!(matches!(parse(text, 0).unwrap_err()[0].what, What::SetForm), "{text}");
        }
        assert!(matches!(parse("a=[1, ", 0).unwrap_err()[0].what, What::Syntax { .. }));
    }
}
