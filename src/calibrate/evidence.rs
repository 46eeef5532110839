//! What the export shows beside what was fitted to it, for whoever wants to see how well that fits.

use super::estimate::normal_quantile;
use super::{Calibration, Period, RIPE_DAYS, RIPE_DAYS_OF_SHORT, SHORT_DAYS};
use crate::history::{History, Message, Reason};

/// Whole weeks from which totals are shown by week; below, by day.
const FEWEST_WEEKS: i64 = 3;
/// Half of the middle 95 % of a normal distribution, in standard deviations.
const RANGE_DEVIATIONS: f64 = 1.96;
/// Nobody reads a message and answers it in so many seconds.
const AT_ONCE_S: u32 = 10;
/// Half a second stands for a delay that the export's whole seconds make nothing.
const LEAST_MIN: f64 = 0.5 / 60.0;

/// A week or a day of the export.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Block {
    /// First day, counted from 1 January 1970.
    pub from: i64,
    pub days: i64,
    pub observed: f64,
    /// What the fit expects, and the range in which 95 % of such blocks would lie.
    pub fitted: f64,
    pub low: f64,
    pub high: f64,
    /// Whether it holds a day of crisis, which the fit leaves out.
    pub crisis: bool,
}

/// A quantile of the customers' reply delays.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Delay {
    pub share: f64,
    pub observed_min: f64,
    pub fitted_min: f64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// In order of time.
    pub blocks: Vec<Block>,
    /// From 5 to 95 %; empty without replies.
    pub delays: Vec<Delay>,
    pub replies: u64,
    /// Share of the conversations that opened on the busiest day.
    pub on_one_day: f64,
    /// Shares of the rows that are broken, that are answers dated before their question, and that belong to unanswered conversations of
    /// which nothing says for which account they were.
    pub broken: f64,
    pub answer_first: f64,
    pub unattributed: f64,
    /// Share of the answered conversations whose first answer came sooner than anybody reads and writes; `None` where times are
    /// whole minutes, or nobody answers.
    pub at_once: Option<f64>,
}

/// Looks again at what the estimates were made of.
pub fn gather(history: &History, calibration: &Calibration) -> Evidence {
    let period = calibration.period;
    let mut days = vec![0.0; usize::try_from(period.days()).unwrap_or_default()];
    let mut minutes = Vec::new();
    let margin = if period.days() < SHORT_DAYS { RIPE_DAYS_OF_SHORT } else { RIPE_DAYS };
    let (mut answered, mut at_once) = (0u64, 0u64);
    let last_ripe = if period.days() <= RIPE_DAYS_OF_SHORT { period.to } else { period.to - margin };
    for messages in history.conversations() {
        let day = history.local_s(messages[0].at_s).div_euclid(86_400);
        let Some(count) = usize::try_from(day - period.from).ok().and_then(|at| days.get_mut(at)) else {
            continue;
        };
        *count += 1.0;
        if let Some(answer) = messages.iter().find(|message| message.outbound()) {
            answered += 1;
            at_once += u64::from(answer.at_s - messages[0].at_s <= AT_ONCE_S);
        }
        if day < last_ripe {
            minutes.extend(messages.windows(2).filter_map(delay));
        }
    }
    minutes.sort_by(f64::total_cmp);
    let seconds = !history.tickets() && history.messages().any(|message| message.at_s % 60 != 0);
    let busiest = days.iter().copied().fold(0.0, f64::max);
    let of_rows = |count: u64| count as f64 / history.rows.max(1) as f64;
    Evidence {
        broken: of_rows(history.refusals.broken()),
        answer_first: of_rows(history.refusals.count(Reason::AnswerFirst)),
        unattributed: of_rows(history.refusals.count(Reason::Unattributed)),
        on_one_day: busiest / days.iter().sum::<f64>().max(1.0),
        at_once: (seconds && answered > 0).then(|| at_once as f64 / answered as f64),
        blocks: blocks(&days, calibration),
        delays: delays(&minutes, calibration),
        replies: minutes.len() as u64,
    }
}

/// Minutes from an agent message to the customer's next one.
fn delay(pair: &[Message]) -> Option<f64> {
    let replies = pair[0].outbound() && !pair[1].outbound();
    replies.then(|| (f64::from(pair[1].at_s - pair[0].at_s) / 60.0).max(LEAST_MIN))
}

/// Conversations that the fit expects on a day.
pub fn expected_on(calibration: &Calibration, day: i64) -> f64 {
    let volume = &calibration.volume;
    let weekday = Period::weekday(day);
    let of_day = |weekday: usize| volume.hours[24 * weekday..24 * (weekday + 1)].iter().map(|hour| hour.per_week);
    let whole: f64 = volume.hours.iter().map(|hour| hour.per_week).sum();
    let share = if whole > 0.0 { of_day(weekday).sum::<f64>() / whole } else { 1.0 / 7.0 };
    // The volume is that of the middle of the last week.
    let weeks = (day as f64 + 0.5 - (calibration.period.to as f64 - 3.5)) / 7.0;
    let growth = volume.growth_per_year.filter(|_| volume.grows()).map_or(0.0, |growth| growth.value.ln_1p());
    volume.per_week.value * share * (growth * weeks * 7.0 / 365.0).exp()
}

fn blocks(days: &[f64], calibration: &Calibration) -> Vec<Block> {
    let period = calibration.period;
    let length = if period.days() >= 7 * FEWEST_WEEKS { 7 } else { 1 };
    let daily_cv = calibration.volume.daily_cv.map_or(0.0, |cv| cv.value);
    let first = period.days() % length;
    let block = |number: i64| {
        let from = period.from + first + number * length;
        let expected: Vec<f64> = (from..from + length).map(|day| expected_on(calibration, day)).collect();
        let fitted: f64 = expected.iter().sum();
        let variance: f64 = expected.iter().map(|mean| mean + (daily_cv * mean).powi(2)).sum();
        let at = usize::try_from(from - period.from).unwrap_or_default();
        let crisis = calibration.volume.crises.iter().any(|crisis| (from..from + length).contains(&crisis.day));
        Block {
            from,
            days: length,
            observed: days[at..at + length as usize].iter().sum(),
            fitted,
            low: (fitted - RANGE_DEVIATIONS * variance.sqrt()).max(0.0),
            high: fitted + RANGE_DEVIATIONS * variance.sqrt(),
            crisis,
        }
    };
    (0..period.days() / length).map(block).collect()
}

fn delays(sorted_min: &[f64], calibration: &Calibration) -> Vec<Delay> {
    let Some(fitted) = calibration.service.all.reply_delay.filter(|_| !sorted_min.is_empty()) else {
        return Vec::new();
    };
    let deviation = fitted.cv.value.powi(2).ln_1p().sqrt();
    let at = |step: u32| {
        let share = f64::from(step) / 20.0;
        let place = ((share * sorted_min.len() as f64).ceil() as usize).clamp(1, sorted_min.len()) - 1;
        let fitted_min = fitted.median.value * (deviation * normal_quantile(share)).exp();
        Delay { share, observed_min: sorted_min[place], fitted_min }
    };
    (1..20).map(at).collect()
}
