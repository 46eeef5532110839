//! What crises do to the arrivals of one contact type (MODEL, sections 2 and 6), as pure functions of time.
//!
//! A crisis multiplies the usual volume by `1 + e`, with `e = (peak - 1) s(t)`; several multiply each other's factors, as each
//! multiplies what would come without it. From its general post on, e is cut by 40 %: the usual volume is not the crisis's. Of the
//! conversations that then open, the share `1 - product of 1 / (1 + e)` over the crises with a post would not have come without
//! them; these customers have read the post, and their handling takes half as long.
//!
//! Invariant: within a [`Segment`] no crisis changes its phase, so that its factors at both ends are those of its inside.

use super::arrivals::{Arrivals, Intensity};
use crate::desk::{Crisis, Scenario};
use crate::time::{MS_PER_HOUR, Time};

/// What is left of a crisis's further arrivals after its general post.
const ARRIVALS_AFTER_BROADCAST: f64 = 0.6;
/// Factor of the handling time of those who have read it.
pub const HANDLING_AFTER_BROADCAST: f64 = 0.5;

/// Segments of a half-life for arrivals: a straight line errs by less than 10^-6 of the extra volume.
const FINE: u64 = 256;
/// Segments of a half-life for integrals by the rule of Gauss and Legendre with two points, which err less still.
const COARSE: u64 = 16;
/// Its points lie at this share of half a segment to both sides of the middle: 1 / sqrt(3).
const GAUSS: f64 = 0.577_350_269_189_625_8;
/// Segments of a rise: straight by itself, but not where several crises or growth multiply it.
const OF_RISE: u64 = 16;

/// One crisis as one contact type meets it; times in milliseconds.
#[derive(Clone, Debug)]
struct Surge {
    begin: u64,
    peaks: u64,
    over: u64,
    /// `u64::MAX`: no general post.
    broadcast: u64,
    rise: u64,
    half_life: u64,
    /// Extra volume at the height, relative to the usual one.
    height: f64,
}

impl Surge {
    fn new(crisis: &Crisis) -> Surge {
        Surge {
            begin: crisis.begin.0,
            peaks: crisis.peaks().0,
            over: crisis.over().0,
            broadcast: crisis.broadcast().unwrap_or(Time::NEVER).0,
            rise: crisis.rise.0,
            half_life: crisis.half_life.0,
            height: crisis.peak - 1.0,
        }
    }

    fn is_on(&self, at: u64) -> bool {
        (self.begin..self.over).contains(&at)
    }

    /// Extra volume at an instant, in the phase in which `phase` lies: the same instant, or one before it with no change of
    /// phase in between.
    fn extra(&self, phase: u64, at: f64) -> f64 {
        if !self.is_on(phase) {
            return 0.0;
        }
        let strength = match phase < self.peaks {
            true => (at - self.begin as f64) / self.rise as f64,
            false => ((self.peaks as f64 - at) / self.half_life as f64).exp2(),
        };
        let left = if phase >= self.broadcast { ARRIVALS_AFTER_BROADCAST } else { 1.0 };
        self.height * strength * left
    }

    /// The first change of phase after an instant.
    fn next_phase(&self, after: u64) -> u64 {
        let phases = [self.begin, self.peaks, self.broadcast, self.over];
        phases.into_iter().filter(|phase| *phase > after).min().unwrap_or(u64::MAX)
    }

    /// Where a segment that begins at an instant ends at the latest.
    fn segment_end(&self, begin: u64, of_half_life: u64) -> u64 {
        let longest = match (self.is_on(begin), begin < self.peaks) {
            (false, _) => u64::MAX,
            (true, true) => self.rise / OF_RISE,
            (true, false) => self.half_life / of_half_life,
        };
        self.next_phase(begin).min(begin.saturating_add(longest.max(1)))
    }
}

/// The crises of one contact type.
#[derive(Clone, Debug, Default)]
pub struct Surges(Vec<Surge>);

/// A stretch of time in which the factor of the crises runs from one value to another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Segment {
    pub end: Time,
    /// Factor at the beginning and at the end; both 1 where no crisis is on.
    pub from: f64,
    pub to: f64,
}

impl Segment {
    /// One in which no crisis is on.
    pub fn usual(end: Time) -> Segment {
        Segment { end, from: 1.0, to: 1.0 }
    }
}

impl Surges {
    /// Those of the crises that name the contact type and change it.
    pub fn of(contact: &str, crises: &[Crisis]) -> Surges {
        let named = |crisis: &&Crisis| crisis.peak > 1.0 && crisis.contacts.iter().any(|name| name == contact);
        Surges(crises.iter().filter(named).map(Surge::new).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those with a general post.
    pub fn with_broadcast(&self) -> Surges {
        Surges(self.0.iter().filter(|surge| surge.broadcast < surge.over).cloned().collect())
    }

    /// What the usual volume is multiplied by.
    pub fn factor(&self, at: Time) -> f64 {
        self.factors(at.0, at.0 as f64).0
    }

    /// Probability that who opens a conversation at an instant has read a general post.
    pub fn told_share(&self, at: Time) -> f64 {
        let (whole, untold) = self.factors(at.0, at.0 as f64);
        1.0 - untold / whole
    }

    /// The factor of all crises, and that of those without a general post so far, which brings who has read none.
    fn factors(&self, phase: u64, at: f64) -> (f64, f64) {
        let (mut whole, mut untold) = (1.0, 1.0);
        for surge in &self.0 {
            let factor = 1.0 + surge.extra(phase, at);
            whole *= factor;
            if phase < surge.broadcast {
                untold *= factor;
            }
        }
        (whole, untold)
    }

    /// The segment that begins at an instant and ends before or at the limit.
    pub fn segment(&self, begin: Time, limit: Time) -> Segment {
        let end = self.segment_end(begin, limit, FINE);
        if !self.0.iter().any(|surge| surge.is_on(begin.0)) {
            return Segment::usual(end);
        }
        Segment { end, from: self.factor(begin), to: self.factors(begin.0, end.0 as f64).0 }
    }

    fn segment_end(&self, begin: Time, limit: Time, of_half_life: u64) -> Time {
        let ends = self.0.iter().map(|surge| surge.segment_end(begin.0, of_half_life));
        Time(ends.fold(limit.0, u64::min))
    }
}

/// Conversations that crises bring, on average.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Extra {
    /// Beyond the usual volume.
    pub conversations: f64,
    /// Of customers who have read a general post.
    pub told: f64,
    /// Handling of the extra ones, and what it is shorter by for those who have read it, in hours.
    pub work_hours: f64,
}

/// What some crises of a scenario bring between two instants on top of its usual volume, growth and holidays included.
pub fn extra(scenario: &Scenario, crises: &[Crisis], from: Time, to: Time) -> Extra {
    let intensity = Intensity::of(scenario);
    let mut sum = Extra::default();
    for contact in &scenario.demand.contacts {
        let surges = Surges::of(&contact.name, crises);
        if surges.is_empty() {
            continue;
        }
        let arrivals = Arrivals::new(contact.per_week, &contact.profile).with_surges(surges);
        let (conversations, told) = integral(&arrivals, &intensity, from, to);
        let hours = contact.agent_messages * contact.handling_time.mean() / 60.0;
        sum.conversations += conversations;
        sum.told += told;
        sum.work_hours += hours * (conversations - (1.0 - HANDLING_AFTER_BROADCAST) * told);
    }
    sum
}

/// Extra arrivals and those told, by the Gauss-Legendre rule of two points on each segment.
fn integral(arrivals: &Arrivals, intensity: &Intensity, from: Time, to: Time) -> (f64, f64) {
    let surges = &arrivals.surges;
    let first = surges.0.iter().map(|surge| surge.begin).min().unwrap_or(u64::MAX);
    let last = surges.0.iter().map(|surge| surge.over).max().unwrap_or(0);
    let (mut at, to) = (from.max(Time(first)), to.min(Time(last)).min(intensity.end));
    let (mut extra, mut told) = (0.0, 0.0);
    while at < to {
        let hour_end = Time((at.hour() + 1) * MS_PER_HOUR);
        let end = surges.segment_end(at, hour_end.min(to), COARSE);
        if surges.0.iter().any(|surge| surge.is_on(at.0)) {
            let half = end.since(at).0 as f64 / 2.0;
            let usual = intensity.mean_rate(arrivals, at) * half;
            for point in [1.0 - GAUSS, 1.0 + GAUSS] {
                let (whole, untold) = surges.factors(at.0, at.0 as f64 + half * point);
                extra += usual * (whole - 1.0);
                told += usual * (whole - untold);
            }
        }
        at = end;
    }
    (extra, told)
}

#[cfg(test)]
mod tests {
    use super::super::Cursor;
    use super::*;
    use crate::desk::Calendar;
    use crate::random::{entity_key, replication_key};
    use crate::time::{HOURS_PER_WEEK, MS_PER_MINUTE, Span};

    const LN2: f64 = std::f64::consts::LN_2;

    fn minutes(n: f64) -> Span {
        Span::from_minutes(n)
    }

    /// Ten times the usual volume half an hour after day 1, 10:10; halves every two hours.
    fn outage(broadcast_after: Option<f64>) -> Crisis {
        Crisis {
            name: "outage".into(),
            contacts: vec!["incident".into()],
            begin: Time(34 * MS_PER_HOUR) + minutes(10.0),
            peak: 10.0,
            rise: minutes(30.0),
            half_life: minutes(120.0),
            broadcast_after: broadcast_after.map(minutes),
        }
    }

    fn intensity() -> Intensity {
        Intensity {
            calendar: Calendar::default(),
            holiday_factor: 1.0,
            day_factor: None,
            growth_per_ms: 0.0,
            growth_from: Time::ZERO,
            end: Time::week_start(1),
        }
    }

    /// One arrival every two minutes, and what the crises bring.
    fn arrivals(crises: &[Crisis]) -> Arrivals {
        let flat = [1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK];
        Arrivals::new(5040.0, &flat).with_surges(Surges::of("incident", crises))
    }

    /// All arrivals of a number of replications.
    fn simulated(arrivals: &Arrivals, intensity: &Intensity, replications: u32) -> Vec<Time> {
        let mut times = Vec::new();
        for replication in 0..replications {
            let key = replication_key(11, replication);
            let mut cursor = Cursor::new(arrivals, intensity, key, entity_key(key, 0));
            let mut last = Time::ZERO;
            loop {
                let next = cursor.next(arrivals, intensity);
                if next == Time::NEVER {
                    break;
                }
                assert!(next >= last && next < intensity.end);
                last = next;
                times.push(next);
            }
        }
        times
    }

    /// Extra arrivals in closed form, in minutes of the usual volume: the triangle of the rise, the decay, and six tenths of
    /// what comes `after` the height or later.
    fn exact(after: f64) -> f64 {
        9.0 * (15.0 + 120.0 / LN2 * (1.0 - 0.4 * (-after / 120.0).exp2()))
    }

    #[test]
    fn the_factor_rises_in_a_straight_line_and_halves() {
        let surges = Surges::of("incident", &[outage(Some(60.0))]);
        let at = |m: f64| surges.factor(outage(None).begin + minutes(m));
        let expected = [(0.0, 1.0), (15.0, 5.5), (30.0, 10.0), (60.0, 1.0 + 5.4 * 0.25f64.exp2().recip())];
        for (minute, factor) in expected {
            assert!((at(minute) - factor).abs() < 1e-12, "{minute}: {}", at(minute));
        }
        assert!((at(270.0) - (1.0 + 5.4 / 4.0)).abs() < 1e-12);
        assert_eq!(surges.factor(outage(None).begin - Span(1)), 1.0);
        assert_eq!(surges.factor(outage(None).over()), 1.0);
        assert!(Surges::of("question", &[outage(None)]).is_empty());
    }

    /// Whoever would not have come without the crisis has read the post, once it is published.
    #[test]
    fn those_told_are_the_extra_ones_after_the_post() {
        let (one, other) = (outage(Some(60.0)), Crisis { peak: 4.0, ..outage(Some(90.0)) });
        let silent = outage(None);
        let share = |crises: &[&Crisis], m: f64| {
            let crises: Vec<Crisis> = crises.iter().map(|crisis| (*crisis).clone()).collect();
            Surges::of("incident", &crises).told_share(one.begin + minutes(m))
        };
        assert_eq!((share(&[&one], 59.0), share(&[&silent], 500.0)), (0.0, 0.0));
        assert!((share(&[&one], 150.0) - 2.7 / 3.7).abs() < 1e-12);
        assert!((share(&[&one, &silent], 150.0) - 2.7 / 3.7).abs() < 1e-12);
        // 3.7 and 1.9 times the usual volume: one in 7.03 would have come without either.
        assert!((share(&[&one, &other], 150.0) - (1.0 - 1.0 / (3.7 * 1.9))).abs() < 1e-12);
    }

    /// Integrals against the closed form, to 10^-5; 2^-20 of the decay is cut off.
    #[test]
    fn integrals_agree_with_the_closed_form() {
        let intensity = intensity();
        let of = |crisis: Crisis| integral(&arrivals(&[crisis]), &intensity, Time::ZERO, Time::NEVER);
        let (extra, told) = of(outage(None));
        let plain = 9.0 * (15.0 + 120.0 / LN2) * 0.5;
        assert!((extra / plain - 1.0).abs() < 1e-5 && told == 0.0, "{extra} {plain}");
        let (extra, told) = of(outage(Some(60.0)));
        assert!((extra / (exact(30.0) * 0.5) - 1.0).abs() < 1e-5, "{extra}");
        let after = 0.6 * 9.0 * 120.0 / LN2 * 0.25f64.exp2().recip() * 0.5;
        assert!((told / after - 1.0).abs() < 1e-5, "{told} {after}");
    }

    /// 1,000 replications: 99.9 % limits (3.29 standard errors of a Poisson count) of all arrivals, with and without the post,
    /// with a sudden crisis, and with half-lives of a minute and of a month.
    #[test]
    fn as_many_arrive_as_the_closed_form_says() {
        let usual = 5040.0;
        let sudden = Crisis { rise: Span::ZERO, ..outage(None) };
        let short = Crisis { half_life: minutes(1.0), peak: 1000.0, ..outage(None) };
        // From day 1, 10:40 to the end of the week 8,000 minutes are left.
        let long = Crisis { half_life: minutes(43_200.0), peak: 1.5, ..outage(None) };
        for (crisis, extra) in [
            (outage(None), 9.0 * (15.0 + 120.0 / LN2)),
            (outage(Some(60.0)), exact(30.0)),
            (sudden, 9.0 * 120.0 / LN2),
            (short, 999.0 * (15.0 + 1.0 / LN2)),
            (long, 0.5 * (15.0 + 43_200.0 / LN2 * (1.0 - (-8_000.0f64 / 43_200.0).exp2()))),
        ] {
            let expected = 1000.0 * (usual + extra * 0.5);
            let found = simulated(&arrivals(&[crisis]), &intensity(), 1000).len() as f64;
            assert!((found - expected).abs() < 3.29 * expected.sqrt(), "{found} against {expected}");
        }
    }

    /// Kolmogorov-Smirnov at the 99.9 % level: 400 replications of the ten hours from the crisis's beginning on, about 347,000
    /// arrivals, against the cumulative intensity in closed form; rise, decay and post.
    #[test]
    fn arrival_times_follow_the_exact_intensity() {
        let crisis = outage(Some(60.0));
        let decayed = |from: f64, to: f64| 120.0 / LN2 * ((-from / 120.0).exp2() - (-to / 120.0).exp2());
        let cumulative = |m: f64| {
            let rising = m.min(30.0).powi(2) / 60.0;
            let (falling, told) = ((m.clamp(30.0, 60.0) - 30.0), (m.max(60.0) - 30.0));
            m + 9.0 * (rising + decayed(0.0, falling) + 0.6 * decayed(30.0, told))
        };
        let mut found: Vec<f64> = simulated(&arrivals(std::slice::from_ref(&crisis)), &intensity(), 400)
            .into_iter()
            .filter(|at| (crisis.begin..crisis.begin + minutes(600.0)).contains(at))
            .map(|at| cumulative(at.since(crisis.begin).minutes()) / cumulative(600.0))
            .collect();
        found.sort_unstable_by(f64::total_cmp);
        let n = found.len() as f64;
        let distance = |(i, at): (usize, &f64)| (at - i as f64 / n).abs().max(((i + 1) as f64 / n - at).abs());
        let largest = found.iter().enumerate().map(distance).fold(0.0, f64::max);
        assert!(n > 340_000.0 && largest < 1.949 / n.sqrt(), "{largest} of {n}");
    }

    /// Two crises that overlap, under a profile that changes every hour, with growth: chi-square at the 99.9 % level over 96
    /// stretches of five minutes, 500 replications, against the product of the factors at the middle of each second.
    #[test]
    fn crises_that_overlap_multiply() {
        let second = Crisis { begin: outage(None).begin + minutes(45.0), peak: 3.0, ..outage(Some(20.0)) };
        let crises = [outage(None), second];
        let mut profile = [0.0; HOURS_PER_WEEK];
        (30..50).for_each(|hour| profile[hour] = [0.04, 0.06][hour % 2]);
        let process = Arrivals::new(600.0, &profile).with_surges(Surges::of("incident", &crises));
        let mut intensity = intensity();
        intensity.growth_per_ms = Intensity::growth_per_ms(50.0);
        let mut counts = [0u32; 96];
        let from = Time(34 * MS_PER_HOUR);
        for at in simulated(&process, &intensity, 500).into_iter().filter(|at| *at >= from) {
            if let Some(count) = counts.get_mut((at.since(from).0 / (5 * MS_PER_MINUTE)) as usize) {
                *count += 1;
            }
        }
        let mut chi_square = 0.0;
        for (stretch, count) in counts.iter().enumerate() {
            let second = |s: u64| Time(from.0 + (stretch as u64 * 300 + s) * 1000 + 500);
            let rate = |at: Time| intensity.mean_rate(&process, at) * process.surges.factor(at) * 1000.0;
            let expected: f64 = 500.0 * (0..300).map(|s| rate(second(s))).sum::<f64>();
            chi_square += (f64::from(*count) - expected).powi(2) / expected;
        }
        // 99.9 % point of chi-square with 96 degrees of freedom: 144.6.
        assert!(chi_square < 144.6, "{chi_square}");
    }

    /// A crisis that begins before the run's first hour is over, or goes on beyond its end, is no special case.
    #[test]
    fn a_crisis_at_either_end_of_the_run_is_cut_there() {
        let early = Crisis { begin: Time::ZERO, ..outage(None) };
        let late = Crisis { begin: Time::week_start(1) - minutes(90.0), ..outage(None) };
        let cut = 9.0 * (15.0 + 120.0 / LN2 * (1.0 - (-0.5f64).exp2()));
        let intensity = intensity();
        let (extra, _) = integral(&arrivals(std::slice::from_ref(&late)), &intensity, Time::ZERO, Time::NEVER);
        assert!((extra / (cut * 0.5) - 1.0).abs() < 1e-5, "{extra}");
        let expected = 1000.0 * (5040.0 + 0.5 * (cut + 9.0 * (15.0 + 120.0 / LN2)));
        let found = simulated(&arrivals(&[early, late]), &intensity, 1000).len() as f64;
        assert!((found - expected).abs() < 3.29 * expected.sqrt(), "{found} against {expected}");
    }
}
