//! When somebody is at work, as his or her answers show.
//!
//! Whoever posts is at work, and in between too: up to three hours without a post are no absence. A spell begins and ends at the full hour
//! nearest to its first and last post: what is finished just after the end of duty makes no hour of work.

const HOUR_S: i64 = 3600;
/// Seconds without a post between two of the same person that are no absence.
pub const MOST_BETWEEN_S: i64 = 3 * HOUR_S;

/// Calls for every hour of the spells that posts make, given in seconds since the first hour.
pub fn at_work(posts_s: &mut [i64], mut call: impl FnMut(usize)) {
    posts_s.sort_unstable();
    for run in posts_s.chunk_by(|one, next| next - one <= MOST_BETWEEN_S) {
        let nearest = |at_s: i64| (at_s + HOUR_S / 2).div_euclid(HOUR_S);
        let (first, last) = (run[0], run[run.len() - 1]);
        // Of a spell of minutes, the hour that it began in.
        let whole = if nearest(last) > nearest(first) { nearest(first)..nearest(last) } else { 0..0 };
        let lone = last - first < HOUR_S / 2 && whole.is_empty();
        let begun = first.div_euclid(HOUR_S);
        let hours = if lone { begun..begun + 1 } else { whole };
        hours.filter_map(|hour| usize::try_from(hour).ok()).for_each(&mut call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_three_hours_without_a_post_are_no_absence_and_overtime_is_no_hour() {
        let spells = |posts_min: &[i64]| {
            let (mut posts, mut seen) = (posts_min.iter().map(|minute| 60 * minute).collect::<Vec<_>>(), vec![]);
            at_work(&mut posts, |hour| seen.push(hour));
            seen
        };
        // From 09:05 to 12:03: three hours; then at 16:10, alone; 17:50 belongs to it.
        assert_eq!(spells(&[9 * 60 + 5, 723, 11 * 60]), [9, 10, 11]);
        assert_eq!(spells(&[16 * 60 + 10]), [16]);
        assert_eq!(spells(&[16 * 60 + 10, 17 * 60 + 50]), [16, 17]);
        assert_eq!(spells(&[9 * 60, 12 * 60 + 1]), [9, 12], "more than three hours apart");
    }
}
