//! The arithmetic of a desk without chance: volumes, work, hours and load of the ordinary week.
//!
//! The ordinary week is week 1 before growth, without holidays, with the mean of everything that varies. Nobody gives
//! up waiting in it, so every conversation brings its whole mean number of messages, with what the policy adds and spares;
//! a chase brings none (it is no entry of its own in the queue), and nothing has been learned. Any team may take any message: where skills divide the work, the load of a part
//! may be above that of the whole.

use super::contact::{Channel, Contact, Demand};
use super::effort::effort;
use super::policy::OnAbandon;
use super::team::Team;
use super::week::WeekCover;
use super::{Scenario, Shift};

/// What the ordinary week of a scenario brings and what its teams can do.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    /// In the order of the scenario's contact types.
    pub contacts: Vec<ContactVolume>,
    /// In the order of the scenario's teams.
    pub teams: Vec<TeamHours>,
    pub conversations_per_week: f64,
    /// Messages that need no answer, a week.
    pub noise_per_week: f64,
    /// Messages that enter the queue in a week, noise included.
    pub messages_per_week: f64,
    /// Handling of all messages a week, noise included, by an agent of speed 1 with one message in hand.
    pub work_hours_per_week: f64,
    pub scheduled_hours_per_week: f64,
    pub paid_hours_per_week: f64,
    /// On duty less absence, breaks and work off the queue.
    pub queue_hours_per_week: f64,
    /// Work the teams can do in their hours on the queue.
    pub capacity_hours_per_week: f64,
    /// Work over capacity; `None` where nobody is ever on the queue.
    pub load: Option<f64>,
    /// Messages by which the queue grows a week where more work comes than can be done and nobody gives up, else 0.
    pub backlog_growth_per_week: f64,
    /// Minutes in which somebody is on duty.
    pub covered: WeekCover,
    /// Minutes the brand publishes as served.
    pub served: WeekCover,
    /// Minutes served in which nobody is on duty.
    pub served_not_covered: WeekCover,
    /// Minutes on duty outside the published hours.
    pub covered_not_served: WeekCover,
    /// Share of the conversations that open while nobody is on duty; absent where there are none.
    pub share_opened_uncovered: Option<f64>,
    /// Share of the conversations that open outside the published hours; absent where there are none.
    pub share_opened_unserved: Option<f64>,
}

/// What becomes of work beyond what can be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Excess {
    /// It piles up.
    PilesUp,
    /// It piles up as far as customers who give up do not spare the desk their further messages.
    PilesUpUnlessGivenUp,
    /// It is withdrawn, so that the queue stays finite.
    IsWithdrawn,
}

impl Excess {
    pub fn of(scenario: &Scenario) -> Excess {
        match scenario.customers.patience {
            None => Excess::PilesUp,
            // Who is told of a long wait leaves before waiting.
            Some(_) if scenario.on_abandon == OnAbandon::Withdraw || scenario.policy.wait_estimate => {
                Excess::IsWithdrawn
            }
            Some(_) => Excess::PilesUpUnlessGivenUp,
        }
    }
}

/// What one contact type brings in the ordinary week.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactVolume {
    pub name: String,
    pub mentions_per_week: f64,
    pub dms_per_week: f64,
    /// Indirect mentions that are answered.
    pub indirect_per_week: f64,
    /// Messages that enter the queue.
    pub messages_per_week: f64,
    pub work_hours_per_week: f64,
}

/// What one team gives in the ordinary week, in hours of all its agents together.
#[derive(Clone, PartialEq, Debug)]
pub struct TeamHours {
    pub name: String,
    /// On duty by the rota.
    pub scheduled_hours_per_week: f64,
    /// On duty less unpaid breaks; absence is paid.
    pub paid_hours_per_week: f64,
    /// On duty less absence, breaks and work off the queue.
    pub queue_hours_per_week: f64,
    /// Hours on the queue times speed, times what messages in hand together gain: `c / (1 + slowdown (c - 1))`.
    pub capacity_hours_per_week: f64,
}

impl ContactVolume {
    fn of(scenario: &Scenario, contact: &Contact, closed: f64) -> ContactVolume {
        let volumes = [
            (Channel::Mention, contact.per_week * (1.0 - private_share(scenario, contact))),
            (Channel::Dm, contact.per_week * private_share(scenario, contact)),
            (Channel::Indirect, contact.indirect_per_week * scenario.policy.monitor_indirect),
        ];
        let (mut messages_per_week, mut work_hours_per_week) = (0.0, 0.0);
        for (channel, volume) in volumes {
            let each = effort(scenario, contact, channel, closed);
            messages_per_week += volume * each.messages;
            work_hours_per_week += volume * each.minutes / 60.0;
        }
        ContactVolume {
            name: contact.name.clone(),
            mentions_per_week: volumes[0].1,
            dms_per_week: volumes[1].1,
            indirect_per_week: volumes[2].1,
            messages_per_week,
            work_hours_per_week,
        }
    }

    pub fn conversations_per_week(&self) -> f64 {
        self.mentions_per_week + self.dms_per_week + self.indirect_per_week
    }
}

impl TeamHours {
    fn of(team: &Team, absence: f64, off_queue: f64) -> TeamHours {
        let agent_shifts = |shift: &Shift| f64::from(shift.agents) * f64::from(shift.window.days.weekdays.count_ones());
        let scheduled: f64 = team.rota.iter().map(|s| agent_shifts(s) * s.window.length().hours()).sum();
        let pause_hours = |shift: &Shift| match team.pause {
            Some(pause) if shift.window.length() > pause.after => pause.length.min(shift.window.length()).hours(),
            _ => 0.0,
        };
        let breaks: f64 = team.rota.iter().map(|s| agent_shifts(s) * pause_hours(s)).sum();
        let paid_breaks = team.pause.is_some_and(|pause| pause.paid);
        // Who misses a shift misses its break too.
        let queue = (scheduled - breaks) * (1.0 - absence) * (1.0 - off_queue);
        let in_hand = f64::from(team.concurrency);
        TeamHours {
            name: team.name.clone(),
            scheduled_hours_per_week: scheduled,
            paid_hours_per_week: if paid_breaks { scheduled } else { scheduled - breaks },
            queue_hours_per_week: queue,
            capacity_hours_per_week: queue * team.speed * in_hand / (1.0 + team.slowdown * (in_hand - 1.0)),
        }
    }
}

impl Overview {
    pub fn conversations_by_channel(&self, channel: Channel) -> f64 {
        let of = |contact: &ContactVolume| match channel {
            Channel::Mention => contact.mentions_per_week,
            Channel::Dm => contact.dms_per_week,
            Channel::Indirect => contact.indirect_per_week,
        };
        self.contacts.iter().map(of).sum()
    }
}

/// The ordinary week of a scenario.
pub fn overview(scenario: &Scenario) -> Overview {
    let demand = &scenario.demand;
    let (covered, served) = (scenario.covered_by_shifts(), scenario.served());
    let volume = |contact| {
        ContactVolume::of(
            scenario,
            contact,
            share_opened_outside(std::slice::from_ref(contact), &covered).unwrap_or(0.0),
        )
    };
    let contacts: Vec<ContactVolume> = demand.contacts.iter().map(volume).collect();
    let teams: Vec<TeamHours> =
        scenario.teams.iter().map(|team| TeamHours::of(team, scenario.absence, scenario.off_queue)).collect();
    let noise_hours = demand.noise_per_week * demand.triage_time.mean() / 60.0;
    let work = contacts.iter().map(|c| c.work_hours_per_week).sum::<f64>() + noise_hours;
    let capacity: f64 = teams.iter().map(|t| t.capacity_hours_per_week).sum();
    Overview {
        conversations_per_week: contacts.iter().map(ContactVolume::conversations_per_week).sum(),
        noise_per_week: demand.noise_per_week,
        messages_per_week: contacts.iter().map(|c| c.messages_per_week).sum::<f64>() + demand.noise_per_week,
        work_hours_per_week: work,
        scheduled_hours_per_week: teams.iter().map(|t| t.scheduled_hours_per_week).sum(),
        paid_hours_per_week: teams.iter().map(|t| t.paid_hours_per_week).sum(),
        queue_hours_per_week: teams.iter().map(|t| t.queue_hours_per_week).sum(),
        capacity_hours_per_week: capacity,
        load: (capacity > 0.0).then_some(work / capacity),
        backlog_growth_per_week: if work > capacity { backlog_growth(&contacts, demand, capacity) } else { 0.0 },
        served_not_covered: served.minus(&covered),
        covered_not_served: covered.minus(&served),
        share_opened_uncovered: share_opened_outside(&demand.contacts, &covered),
        share_opened_unserved: share_opened_outside(&demand.contacts, &served),
        covered,
        served,
        contacts,
        teams,
    }
}

/// Share of the mentions and direct messages that open as the latter: hostile customers write in public.
fn private_share(scenario: &Scenario, contact: &Contact) -> f64 {
    let hostile = if contact.negative { scenario.customers.hostile.base } else { 0.0 };
    contact.dm_share * (1.0 - hostile)
}

/// Share of the conversations that open outside the given minutes; arrivals spread evenly within an hour.
fn share_opened_outside(contacts: &[Contact], minutes: &WeekCover) -> Option<f64> {
    let outside: Vec<f64> = (0..168).map(|h| 1.0 - f64::from(minutes.minutes_of_hour(h)) / 60.0).collect();
    let opened: f64 = contacts.iter().map(|c| c.per_week).sum();
    let missed: f64 = contacts
        .iter()
        .map(|c| c.per_week * c.profile.iter().zip(&outside).map(|(weight, share)| weight * share).sum::<f64>())
        .sum();
    (opened > 0.0).then_some(missed / opened)
}

/// Messages by which the queue grows a week when the work exceeds the capacity.
///
/// In the long run of first come first served the same share of all entries is taken. A conversation whose message is
/// not taken brings no further one: with a share f taken, a type with mean N enters per_week / (1 - (1 - 1/N) f)
/// times. The work taken rises with f, so bisection finds the f that fills the capacity.
fn backlog_growth(contacts: &[ContactVolume], demand: &Demand, capacity_hours: f64) -> f64 {
    let brings: Vec<&ContactVolume> = contacts.iter().filter(|contact| contact.messages_per_week > 0.0).collect();
    let entries = |contact: &ContactVolume, taken: f64| {
        let opened = contact.conversations_per_week();
        // A bot that solves some alone leaves less than a message a conversation: those bring none at all.
        let mean = (contact.messages_per_week / opened).max(1.0);
        opened.min(contact.messages_per_week) / (1.0 - (1.0 - 1.0 / mean) * taken)
    };
    let minutes = |contact: &ContactVolume| contact.work_hours_per_week * 60.0 / contact.messages_per_week;
    let hours_taken = |taken: f64| {
        let answers: f64 = brings.iter().map(|c| entries(c, taken) * minutes(c)).sum();
        taken * (answers + demand.noise_per_week * demand.triage_time.mean()) / 60.0
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if hours_taken(middle) < capacity_hours { low = middle } else { high = middle }
    }
    (1.0 - low) * (brings.iter().map(|c| entries(c, low)).sum::<f64>() + demand.noise_per_week)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::*;
    use crate::random::Distribution;
    use crate::time::{HOURS_PER_WEEK, MS_PER_MINUTE, Span};

    fn window(weekdays: u8, from_minute: u32, to_minute: u32) -> Window {
        Window { days: Days { weekdays, holidays: true }, from_minute, to_minute }
    }

    fn minutes(n: u64) -> Span {
        Span(n * MS_PER_MINUTE)
    }

    fn contact(name: &str, per_week: f64, agent_messages: f64) -> Contact {
        Contact {
            name: name.into(),
            brand: None,
            per_week,
            profile: Box::new([1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK]),
            dm_share: 0.25,
            languages: vec![("es".into(), 1.0)],
            handling_time: Distribution::log_normal(6.0, 0.9).unwrap(),
            agent_messages,
            reply_delay: Distribution::deterministic(10.0).unwrap(),
            negative: false,
            indirect_per_week: 0.0,
            private_data: 0.0,
            phone_needed: 0.0,
        }
    }

    fn team(agents: u32, window: Window) -> Team {
        Team {
            name: "day".into(),
            rota: vec![Shift { window, agents }],
            pause: None,
            skills: Skills::default(),
            speed: 1.0,
            concurrency: 1,
            slowdown: 0.15,
            hourly_wage: 9.1,
        }
    }

    /// Monday to Friday 08:00-20:00, two agents, 1,000 + 200 conversations and 600 of noise.
    fn desk() -> Scenario {
        let constant = |value| Distribution::deterministic(value).unwrap();
        let weekdays = window(0b1_1111, 480, 1200);
        Scenario {
            name: String::new(),
            description: String::new(),
            currency: "EUR".into(),
            calendar: Calendar::default(),
            run: RunPlan { weeks: 1, warmup_weeks: 0, replications: 1, seed: 1, control_variates: false },
            demand: Demand {
                growth_per_year: 0.5,
                daily_cv: 0.2,
                holiday_factor: 1.0,
                noise_per_week: 600.0,
                noise_profile: Box::new([1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK]),
                triage_time: constant(0.5),
                contacts: vec![contact("question", 1000.0, 1.0), contact("complaint", 200.0, 2.0)],
                contagion: None,
                crises: Vec::new(),
            },
            customers: Customers {
                patience: None,
                phone: 0.0,
                chase: 0.5,
                chase_work: 0.25,
                experienced: 0.0,
                reach: constant(200.0),
                influencer_reach: 10_000.0,
                hostile: Hostile::NONE,
                dm_accept: 0.8,
                lifetime_margin: 120.0,
                leaves_channel: 0.3,
                spend_uplift: 0.0,
                loss: Loss { satisfied: 0.01, dissatisfied: 0.08 },
            },
            service_hours: vec![weekdays],
            absence: 0.05,
            off_queue: 0.15,
            on_abandon: OnAbandon::Answer,
            teams: vec![team(2, weekdays)],
            policy: Policy { keep_agent: true, ..Policy::default() },
            slas: Vec::new(),
            sizing: crate::desk::Sizing::default(),
            costs: Costs {
                night: None,
                sunday: 0.0,
                holiday: 0.0,
                contributions: 0.3,
                annual_hours: 1764.0,
                goodwill_cost: 10.0,
                phone_contact: 5.5,
                seats: 0.0,
                supervisors: None,
            },
        }
    }

    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9 * expected.abs().max(1.0), "{value} is not {expected}");
    }

    /// 1,000 x 1 + 200 x 2 messages of 6 minutes, 600 of half a minute: 140 h + 5 h.
    #[test]
    fn volumes_and_work() {
        let week = overview(&desk());
        close(week.conversations_per_week, 1200.0);
        close(week.contacts[1].conversations_per_week(), 200.0);
        close(week.conversations_by_channel(Channel::Mention), 900.0);
        close(week.conversations_by_channel(Channel::Dm), 300.0);
        close(week.messages_per_week, 2000.0);
        close(week.contacts[0].work_hours_per_week, 100.0);
        close(week.contacts[1].work_hours_per_week, 40.0);
        close(week.work_hours_per_week, 145.0);
    }

    /// 2 agents x 60 h; x .95 x .85 on the queue = 96.9 h.
    #[test]
    fn hours_and_load() {
        let week = overview(&desk());
        close(week.scheduled_hours_per_week, 120.0);
        close(week.paid_hours_per_week, 120.0);
        close(week.queue_hours_per_week, 96.9);
        close(week.load.unwrap(), 145.0 / 96.9);
    }

    /// Half an hour of unpaid break in each of 10 agent-shifts of 12 h: 115 h paid, 115 x .95 x .85 = 92.8625 h on
    /// the queue.
    #[test]
    fn breaks_are_taken_by_those_present_and_count_as_paid_only_if_paid() {
        let mut desk = desk();
        let pause = Break { after: minutes(240), length: minutes(30), paid: false };
        desk.teams[0].pause = Some(pause);
        let week = overview(&desk);
        close(week.scheduled_hours_per_week, 120.0);
        close(week.paid_hours_per_week, 115.0);
        close(week.queue_hours_per_week, 92.8625);
        desk.teams[0].pause = Some(Break { paid: true, ..pause });
        close(overview(&desk).paid_hours_per_week, 120.0);
        // A shift that is not longer than `after` has no break.
        desk.teams[0].pause = Some(Break { after: minutes(720), ..pause });
        close(overview(&desk).paid_hours_per_week, 120.0);
        close(overview(&desk).queue_hours_per_week, 96.9);
    }

    /// A second team of one at speed .7 with 3 messages in hand at a slowdown of .15: 48.45 x .7 x 3 / 1.3 = 78.265...
    #[test]
    fn speed_and_messages_in_hand_scale_capacity() {
        let mut desk = desk();
        let novice = Team { speed: 0.7, concurrency: 3, ..team(1, window(0b1_1111, 480, 1200)) };
        desk.teams.push(novice);
        let week = overview(&desk);
        close(week.teams[1].queue_hours_per_week, 48.45);
        close(week.teams[1].capacity_hours_per_week, 78.265_384_615_384_6);
        close(week.capacity_hours_per_week, 96.9 + 78.265_384_615_384_6);
        assert!(week.load.unwrap() < 1.0);
        assert_eq!(week.backlog_growth_per_week, 0.0);
    }

    /// One type of 1,000 single messages of 6 min = 100 h against 80 h: a fifth is left. With mean 2 messages, 200 h
    /// against 80 h: 600 conversations a week are never finished, and each waits with one message.
    #[test]
    fn the_backlog_grows_by_what_is_not_taken() {
        let mut desk = desk();
        desk.demand.noise_per_week = 0.0;
        (desk.absence, desk.off_queue) = (0.0, 0.0);
        desk.teams = vec![team(1, window(0b1_1111, 0, 960))];
        desk.demand.contacts = vec![contact("question", 1000.0, 1.0)];
        close(overview(&desk).backlog_growth_per_week, 200.0);
        desk.demand.contacts = vec![contact("question", 1000.0, 2.0)];
        close(overview(&desk).load.unwrap(), 2.5);
        close(overview(&desk).backlog_growth_per_week, 600.0);
    }

    #[test]
    fn without_anybody_on_duty_everything_stays() {
        let mut desk = desk();
        desk.teams.clear();
        let week = overview(&desk);
        assert_eq!(week.load, None);
        close(week.backlog_growth_per_week, 1800.0);
        close(week.share_opened_uncovered.unwrap(), 1.0);
        desk.demand.contacts.clear();
        assert_eq!(overview(&desk).share_opened_uncovered, None);
    }

    /// Flat demand, 60 of 168 h served; on duty 08:30-18:00 on weekdays and a night from Sunday 22:00 to Monday 06:00.
    #[test]
    fn coverage_against_published_hours() {
        let mut desk = desk();
        desk.teams = vec![team(1, window(0b1_1111, 510, 1080)), team(1, window(0b100_0000, 1320, 1800))];
        let week = overview(&desk);
        close(week.covered.hours(), 47.5 + 8.0);
        close(week.served.hours(), 60.0);
        close(week.share_opened_uncovered.unwrap(), 1.0 - 55.5 / 168.0);
        close(week.share_opened_unserved.unwrap(), 108.0 / 168.0);
        close(week.served_not_covered.hours(), 12.5);
        close(week.covered_not_served.hours(), 8.0);
        assert_eq!(week.covered_not_served.intervals(), [(0, 360), (6 * 1440 + 1320, 10_080)]);
        desk.service_hours.clear();
        assert_eq!(overview(&desk).served, overview(&desk).covered);
    }

    /// All of one type opens on Monday 08:00-09:00, of which 20 minutes are covered; the other type is flat.
    #[test]
    fn shares_follow_the_profile_of_each_type() {
        let mut desk = desk();
        desk.teams = vec![team(1, window(0b1, 520, 1200))];
        let mut profile = [0.0; HOURS_PER_WEEK];
        profile[8] = 1.0;
        *desk.demand.contacts[0].profile = profile;
        let flat = 1.0 - (680.0 / 60.0) / 168.0;
        close(overview(&desk).share_opened_uncovered.unwrap(), (1000.0 * (40.0 / 60.0) + 200.0 * flat) / 1200.0);
    }

    /// A shift without agents covers nothing.
    #[test]
    fn an_empty_seat_is_no_cover() {
        let mut desk = desk();
        desk.teams = vec![team(0, Window::ALWAYS)];
        assert!(overview(&desk).covered.is_empty());
        assert_eq!(overview(&desk).load, None);
    }
}
