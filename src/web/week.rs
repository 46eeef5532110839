//! POST /api/week: one week of one replication as it happened, of one scenario or of two on the same customers, to be played.
//!
//! Beside the runs, on a thread of its own and one at a time; it takes one seat of theirs.

use super::answer::{Problem, Refusal};
use super::body::{Language, read};
use super::entry::{Entry, Prepared, prepare};
use super::limits::{REPLICATIONS, RUN_TIME, too_much};
use super::run::client;
use super::stream::Stop;
use super::{Desk, Start};
use crate::desk::{Channel, Clock, Sla};
use crate::engine::{Ending, Entry as Came};
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::metrics::watch::{Conversation, MOST_MESSAGES, Message, NotWatched, People, Week, watch};
use crate::model::Model;
use crate::report::stopped;
use crate::time::{MS_PER_MINUTE, MS_PER_WEEK, Span, Time};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// Scenarios that are watched side by side.
const SIDE_BY_SIDE: usize = 2;

/// Which week of what.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekRequest {
    #[serde(default)]
    lang: Language,
    /// One or two.
    scenarios: Vec<Entry>,
    /// Counted from 0.
    #[serde(default)]
    replication: u32,
    /// Among the weeks measured, counted from 0.
    #[serde(default)]
    week: u32,
}

/// What happened. All times are whole seconds from the beginning of the week, Monday 00:00; what was before is negative.
#[derive(Serialize, JsonSchema)]
pub struct Watched {
    seed: u64,
    replication: u32,
    week: u32,
    /// Weeks that can be watched.
    weeks: u32,
    variants: Vec<Variant>,
    /// How the scenarios are run beside what they say.
    notes: Vec<String>,
    /// What the scenarios are warned of.
    problems: Vec<Problem>,
}

#[derive(Serialize, JsonSchema)]
struct Variant {
    name: String,
    contacts: Vec<String>,
    teams: Vec<String>,
    /// Published hours: from, to.
    open: Vec<(i64, i64)>,
    /// By which a conversation is late: the first service level of the scenario.
    agreement: Option<Agreement>,
    conversations: Conversations,
    messages: Messages,
    /// By team.
    people: Vec<Steps>,
}

#[derive(Serialize, JsonSchema)]
struct Agreement {
    name: String,
    within_minutes: f64,
    /// `elapsed` or `service_hours`.
    clock: &'static str,
}

/// Columns, in the order of opening: conversations that opened in the week or had a message in it, and messages that need no answer (`noise`).
#[derive(Serialize, JsonSchema)]
struct Conversations {
    opened: Vec<i64>,
    /// Number among `contacts`.
    contact: Vec<u16>,
    /// 0 mention, 1 direct message, 2 indirect mention.
    channel: Vec<u8>,
    /// Bits: 1 influencer, 2 hostile, 4 noise.
    mark: Vec<u8>,
    /// First response posted.
    answered: Vec<Option<i64>>,
    /// End of the agreement; null: not covered by it.
    due: Vec<Option<i64>>,
    /// 1: first response after that, or never.
    late: Vec<u8>,
    phoned: Vec<Option<i64>>,
    /// Phoned or left in silence because it took too long.
    gave_up: Vec<Option<i64>>,
    ended: Vec<Option<i64>>,
    /// 0 answered, 1 withdrawn, 2 solved by the bot, 3 left at the announced wait, 4 never answered, 5 unfinished when the run ended;
    /// null: still open when the week had been followed to its end.
    ending: Vec<Option<u8>>,
}

/// Columns, in the order of entering: messages that waited or were in hand in the week.
#[derive(Serialize, JsonSchema)]
struct Messages {
    /// Number among the conversations.
    of: Vec<u32>,
    /// 0 the first, 1 a reply, 2 acknowledged and waiting for the answer, 3 come back for a wrong answer, 4 a public follow-up.
    came: Vec<u8>,
    entered: Vec<i64>,
    /// An agent takes it; null: never.
    taken: Vec<Option<i64>>,
    /// Its number among the teams.
    team: Vec<Option<u16>>,
    /// Answered, or withdrawn from the queue; null: it was still there when the week had been followed to its end.
    left: Vec<Option<i64>>,
}

/// People of one team from each moment on.
#[derive(Serialize, JsonSchema)]
struct Steps {
    at: Vec<i64>,
    on_duty: Vec<u32>,
    /// Of these, on a break or off the queue.
    away: Vec<u32>,
    /// With a message in hand, overtime included.
    busy: Vec<u32>,
}

const MORE: Text =
    Text::new("one or two scenarios are watched at once", "se ven a la vez uno o dos escenarios, no más");
const TOO_LONG: Text =
    Text::new("the simulation took too long for the page", "la simulación tardó demasiado para la página");

pub async fn week(State(desk): State<Desk>, request: Request) -> Result<Json<Watched>, Refusal> {
    let client = client(request.headers()).map(|client| format!("week {client}"));
    let asked: WeekRequest = read(request).await?;
    let lang = Lang::from(asked.lang);
    // Dropped when nobody waits for the answer any more, which stops the simulation.
    let seat = desk.seats.take(client).ok_or_else(|| Refusal::busy(lang))?;
    let turn = desk.weeks.clone().acquire_owned().await.map_err(|_| Refusal::unfinished("stopping", lang))?;
    let (start, stop) = (desk.start.clone(), seat.stop.clone());
    let watched = tokio::task::spawn_blocking(move || {
        let watched = watched(&asked, &start, &stop, lang);
        drop(turn);
        watched
    });
    let watched = watched.await.map_err(|_| Refusal::fallen_over(lang))?;
    drop(seat);
    watched.map(Json)
}

fn watched(asked: &WeekRequest, start: &Start, stop: &Stop, lang: Lang) -> Result<Watched, Refusal> {
    let Prepared { scenarios, told: problems, notes, .. } = prepare(&asked.scenarios, start, lang)?;
    if scenarios.len() > SIDE_BY_SIDE {
        return Err(Refusal::unprocessable("two", MORE.get(lang)));
    }
    let run = scenarios[0].run;
    if asked.week >= run.weeks || asked.replication >= REPLICATIONS {
        return Err(Refusal::unprocessable("week", no_such_week(run.weeks, lang)));
    }
    if let Some(why) = too_much(&scenarios, 1, lang) {
        return Err(Refusal::unprocessable("workload", why));
    }
    let deadline = Instant::now() + RUN_TIME;
    let go_on = || stop.goes_on() && Instant::now() <= deadline;
    let variant = |scenario| {
        let model = Model::new(scenario);
        let week = watch(&model, run.seed, asked.replication, asked.week, &go_on)
            .map_err(|why| not_watched(why, scenario, stop, lang))?;
        Ok(variant(&model, &week))
    };
    let variants = scenarios.iter().map(variant).collect::<Result<_, Refusal>>()?;
    let (seed, weeks) = (run.seed, run.weeks);
    Ok(Watched { seed, replication: asked.replication, week: asked.week, weeks, variants, notes, problems })
}

fn not_watched(why: NotWatched, scenario: &crate::desk::Scenario, stop: &Stop, lang: Lang) -> Refusal {
    match why {
        NotWatched::TooMany => Refusal::unprocessable("too_many_messages", too_many(&scenario.name, lang)),
        NotWatched::Stopped(why) => match (stop.reason(), stopped::told(scenario, why, lang)) {
            (Some(reason), _) => Refusal::unfinished(reason.name(), lang),
            (None, Some(sentence)) => Refusal::unprocessable("stopped", sentence),
            (None, None) => Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "time", TOO_LONG.get(lang)),
        },
    }
}

fn no_such_week(weeks: u32, lang: Lang) -> String {
    let (weeks, replications) = (number(f64::from(weeks), 0, lang), number(f64::from(REPLICATIONS), 0, lang));
    match lang {
        Lang::En => format!("there are {weeks} weeks to watch and {replications} replications, counted from 0"),
        Lang::Es => format!("hay {weeks} semanas que ver y {replications} réplicas, contadas desde 0"),
    }
}

fn too_many(name: &str, lang: Lang) -> String {
    let most = number(MOST_MESSAGES as f64, 0, lang);
    match lang {
        Lang::En => format!("\"{name}\": a week of more than {most} messages cannot be watched; lower the volume"),
        Lang::Es => format!("\"{name}\": no se puede ver una semana de más de {most} mensajes; baja el volumen"),
    }
}

fn variant(model: &Model, week: &Week) -> Variant {
    let scenario = &model.scenario;
    let agreement = |sla: &Sla| Agreement {
        name: sla.name.clone(),
        within_minutes: sla.within.minutes(),
        clock: if sla.clock == Clock::ServiceHours { "service_hours" } else { "elapsed" },
    };
    Variant {
        name: scenario.name.clone(),
        contacts: scenario.demand.contacts.iter().map(|contact| contact.name.clone()).collect(),
        teams: scenario.teams.iter().map(|team| team.name.clone()).collect(),
        open: open(model, week),
        agreement: scenario.slas.first().map(agreement),
        conversations: conversations(week),
        messages: messages(week),
        people: week.people.iter().map(|steps| people(steps, week.from)).collect(),
    }
}

/// Seconds since the week began, rounded down.
fn seconds(at: Time, from: Time) -> i64 {
    (at.0 as i64 - from.0 as i64).div_euclid(1000)
}

/// Published hours of this very week, holidays included, to the minute.
fn open(model: &Model, week: &Week) -> Vec<(i64, i64)> {
    let mut open: Vec<(i64, i64)> = vec![];
    for minute in 0..(MS_PER_WEEK / MS_PER_MINUTE) {
        let at = week.from + Span(minute * MS_PER_MINUTE);
        if model.open_hours.is_open(at) {
            let (begin, end) = (60 * minute as i64, 60 * (minute as i64 + 1));
            match open.last_mut() {
                Some((_, last)) if *last == begin => *last = end,
                _ => open.push((begin, end)),
            }
        }
    }
    open
}

fn conversations(week: &Week) -> Conversations {
    let all = &week.conversations;
    let at = |of: fn(&Conversation) -> Option<Time>| -> Vec<Option<i64>> {
        all.iter().map(|one| of(one).map(|at| seconds(at, week.from))).collect()
    };
    let late = |one: &Conversation| match (one.due, one.answered, one.ended) {
        (Some(due), Some(answered), _) => answered > due,
        (Some(_), None, ended) => !matches!(ended, Some((_, Ending::BotContained))),
        (None, ..) => false,
    };
    let mark = |one: &Conversation| u8::from(one.influencer) | u8::from(one.hostile) << 1 | u8::from(one.noise) << 2;
    Conversations {
        opened: all.iter().map(|one| seconds(one.opened, week.from)).collect(),
        contact: all.iter().map(|one| one.contact).collect(),
        channel: all.iter().map(|one| channel(one.channel)).collect(),
        mark: all.iter().map(mark).collect(),
        answered: at(|one| one.answered),
        due: at(|one| one.due),
        late: all.iter().map(|one| u8::from(late(one))).collect(),
        phoned: at(|one| one.phoned),
        gave_up: at(|one| one.gave_up),
        ended: at(|one| one.ended.map(|(at, _)| at)),
        ending: all.iter().map(|one| one.ended.map(|(_, how)| ending(how))).collect(),
    }
}

fn channel(channel: Channel) -> u8 {
    match channel {
        Channel::Mention => 0,
        Channel::Dm => 1,
        Channel::Indirect => 2,
    }
}

fn ending(ending: Ending) -> u8 {
    match ending {
        Ending::Answered => 0,
        Ending::Withdrawn => 1,
        Ending::BotContained => 2,
        Ending::LeftAtEstimate => 3,
        Ending::NeverAnswered => 4,
        Ending::Unfinished => 5,
    }
}

fn came(entry: Came) -> u8 {
    match entry {
        Came::First => 0,
        Came::Reply => 1,
        Came::Answer => 2,
        Came::Reopened => 3,
        Came::FollowUp => 4,
    }
}

fn messages(week: &Week) -> Messages {
    let all = &week.messages;
    let column = |of: fn(&Message) -> Option<Time>| -> Vec<Option<i64>> {
        all.iter().map(|one| of(one).map(|at| seconds(at, week.from))).collect()
    };
    Messages {
        of: all.iter().map(|one| one.conversation).collect(),
        came: all.iter().map(|one| came(one.entry)).collect(),
        entered: all.iter().map(|one| seconds(one.entered, week.from)).collect(),
        taken: column(|one| one.taken.map(|(at, _)| at)),
        team: all.iter().map(|one| one.taken.map(|(_, team)| team)).collect(),
        left: column(|one| one.left),
    }
}

fn people(steps: &[People], from: Time) -> Steps {
    Steps {
        at: steps.iter().map(|one| seconds(one.at, from)).collect(),
        on_duty: steps.iter().map(|one| one.on_duty).collect(),
        away: steps.iter().map(|one| one.away).collect(),
        busy: steps.iter().map(|one| one.busy).collect(),
    }
}
