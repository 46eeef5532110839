//! The nearest known name to one that is not known.

/// The known name most like `found`, if one is so like it that it may be meant.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const LONGEST: usize = 80;
    if found.is_empty() || found.len() > LONGEST {
        return None;
    }
    let plain = found.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len() <= LONGEST)
        .map(|name| (closeness(&plain, &name.to_lowercase()), name))
        .filter(|(closeness, _)| *closeness >= 0.6)
        // The first of equals, so that the answer does not depend on the order of comparison.
        .fold(None, |best: Option<(f64, &str)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
        .map(|(_, name)| name.to_owned())
}

/// 1 for the same name, down to 0; a name that the other one begins with or ends in is close.
fn closeness(a: &str, b: &str) -> f64 {
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    let shorter = a.len().min(b.len());
    let contained = shorter >= 4 && (a.contains(b) || b.contains(a));
    if contained { edits.max(0.7) } else { edits }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_finger_are_recognised_and_other_words_are_not() {
        let known = ["per_week", "profile", "patience", "handling_time"];
        assert_eq!(nearest("perweek", known).as_deref(), Some("per_week"));
        assert_eq!(nearest("Profile", known).as_deref(), Some("profile"));
        assert_eq!(nearest("handling", known).as_deref(), Some("handling_time"));
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest("", known), None);
    }
}
