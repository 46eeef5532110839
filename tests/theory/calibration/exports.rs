//! Exports of a simulated desk, in every layout that is read.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use relevo::desk::Channel;
use relevo::engine::{Entry, Fact, Observer, Subject, simulate};
use relevo::model::Model;
use relevo::random::{Purpose, Sampler, Stream};
use relevo::time::Time;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// Monday 3 March 2025, 00:00 UTC.
const BEGINNING_S: u64 = 1_740_960_000;
const PAGE: usize = 100;
const DESK: u64 = 10;

struct Row {
    conversation: u64,
    at_s: u64,
    private: bool,
    agent: Option<u32>,
    contact: u16,
    reach: u64,
}

impl Row {
    fn at(&self) -> Timestamp {
        Timestamp::from_second(self.at_s as i64).expect("a time of this century")
    }
    fn text(&self) -> String {
        let letter = |number: u32| (b'A' + (number % 26) as u8) as char;
        let signed = |agent: u32| format!("Hello ^{}{}", letter(agent / 26), letter(agent));
        self.agent.map_or_else(|| "@Desk help".to_owned(), signed)
    }
}

/// Keeps what an export would hold. Of conversations of the share `unanswered`, only the opening.
pub struct Export {
    rows: Vec<Row>,
    reach: Sampler,
    unanswered: f64,
}

impl Export {
    pub fn of(model: &Model, seed: u64, unanswered: f64) -> Export {
        // The engine draws a reach only where something looks at it: this is the draw that it would make.
        let reach = model.scenario.customers.reach.sampler(1.0);
        let mut export = Export { rows: vec![], reach, unanswered };
        simulate(model, seed, 0, &mut export).expect("the desk keeps up");
        export
    }

    fn add(&mut self, who: &Subject, at: Time, agent: Option<u32>) {
        self.rows.push(Row {
            conversation: who.key,
            at_s: BEGINNING_S + at.0 / 1000,
            private: who.channel == Channel::Dm,
            agent,
            contact: who.contact,
            reach: self.reach.draw(&mut Stream::new(who.key, Purpose::Reach)).round() as u64,
        });
    }

    fn is_answered(&self, who: &Subject) -> bool {
        // Keys are spread evenly over all numbers.
        who.key as f64 / u64::MAX as f64 >= self.unanswered
    }

    pub fn plain(&self) -> String {
        let mut text = String::from("conversation,time,direction,channel,agent,contact,reach\n");
        for row in &self.rows {
            let channel = if row.private { "dm" } else { "public" };
            let direction = if row.agent.is_some() { "out" } else { "in" };
            let agent = row.agent.map(|agent| format!("agent {agent}")).unwrap_or_default();
            let (at, contact, reach) = (row.at(), row.contact, row.reach);
            writeln!(text, "c{},{at},{direction},{channel},{agent},type {contact},{reach}", row.conversation).unwrap();
        }
        text
    }

    /// For each row, the rows before it in its conversation: the last one and the first one.
    fn before(&self) -> Vec<Option<(usize, usize)>> {
        let mut known: HashMap<u64, (usize, usize)> = HashMap::new();
        let before = |(at, row): (usize, &Row)| {
            let first = known.get(&row.conversation).map_or(at, |(_, first)| *first);
            known.insert(row.conversation, (at, first))
        };
        self.rows.iter().enumerate().map(before).collect()
    }

    /// The public layout, every message a reply to the one before it in its conversation.
    pub fn twcs(&self) -> String {
        let mut text =
            String::from(",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n");
        for (id, (row, before)) in self.rows.iter().zip(self.before()).enumerate() {
            let (author, inbound) = if row.agent.is_some() { ("Desk", "False") } else { ("77", "True") };
            let parent = before.map(|(last, _)| format!("{last}.0")).unwrap_or_default();
            let at = row.at().to_zoned(TimeZone::UTC).strftime("%a %b %d %H:%M:%S +0000 %Y").to_string();
            writeln!(text, "{id},{id},{author},{inbound},{at},{},\"8,9\",{parent}", row.text()).unwrap();
        }
        text
    }

    /// Pages of posts, each with the accounts that wrote them.
    pub fn pages(&self) -> String {
        let before = self.before();
        let mut text = String::new();
        for (number, rows) in self.rows.chunks(PAGE).enumerate() {
            let (mut posts, mut users) = (vec![], BTreeMap::new());
            for (at, row) in rows.iter().enumerate().map(|(at, row)| (PAGE * number + at, row)) {
                // Authors of customers: their first post, behind the desk's own number.
                let first = before[at].map_or(at, |(_, first)| first);
                let author = if row.agent.is_some() { DESK } else { DESK + 1 + first as u64 };
                let name = if row.agent.is_some() { "Desk".to_owned() } else { format!("c{author}") };
                users.insert(author, (name, row.reach));
                let parent = before[at]
                    .map(|(last, _)| format!(",\"referenced_tweets\":[{{\"type\":\"replied_to\",\"id\":\"{last}\"}}]"));
                posts.push(format!(
                    "{{\"id\":\"{at}\",\"author_id\":\"{author}\",\"created_at\":\"{}\",\"text\":\"{}\",\
                     \"conversation_id\":\"{first}\"{}}}",
                    row.at(),
                    row.text(),
                    parent.unwrap_or_default()
                ));
            }
            let user = |(id, (name, followers)): (&u64, &(String, u64))| {
                format!(
                    "{{\"id\":\"{id}\",\"username\":\"{name}\",\"public_metrics\":{{\"followers_count\":{followers}}}}}"
                )
            };
            let users: Vec<String> = users.iter().map(user).collect();
            writeln!(text, "{{\"data\":[{}],\"includes\":{{\"users\":[{}]}}}}", posts.join(","), users.join(","))
                .unwrap();
        }
        text
    }

    /// Ticket metrics: whole minutes to the first answer, and how many there were.
    pub fn tickets(&self) -> String {
        struct Ticket<'a> {
            opening: &'a Row,
            first_s: Option<u64>,
            replies: u32,
        }
        let mut tickets: BTreeMap<usize, Ticket> = BTreeMap::new();
        for (at, (row, before)) in self.rows.iter().zip(self.before()).enumerate() {
            let first = before.map_or(at, |(_, first)| first);
            let ticket = tickets.entry(first).or_insert(Ticket { opening: row, first_s: None, replies: 0 });
            if row.agent.is_some() {
                ticket.first_s = ticket.first_s.or(Some(row.at_s));
                ticket.replies += 1;
            }
        }
        let mut text =
            String::from("id,ticket_id,created_at,reply_time_in_minutes__calendar,replies,ticket_type,reopens\n");
        for (id, Ticket { opening, first_s, replies }) in tickets {
            let minutes = first_s.map(|at_s| ((at_s - opening.at_s) / 60).to_string()).unwrap_or_default();
            writeln!(text, "9{id},{id},{},{minutes},{replies},type {},0", opening.at(), opening.contact).unwrap();
        }
        text
    }
}

impl Observer for Export {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => self.add(who, now, None),
            // A reply is seen when it is taken; it came when it began to wait.
            Fact::Taken { who, entry: Entry::Reply, waited, .. } if self.is_answered(who) => {
                self.add(who, Time(now.0 - waited.0), None);
            }
            Fact::Posted { who, agent, .. } if self.is_answered(who) => self.add(who, now, Some(*agent)),
            _ => {}
        }
    }
}
