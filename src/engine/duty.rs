//! Agents come and go: shifts, absence, breaks, off-queue work, overtime.
//!
//! Nobody leaves a message in hand: whoever is to leave takes no further one and goes when the last is finished.

use super::fact::{Fact, Observer};
use super::floor::{Agent, Place};
use super::simulate::Engine;
use crate::model::Pause;
use crate::random::{Purpose, Stream, entity_key, purpose_key};
use crate::time::{Span, Time};

impl<O: Observer> Engine<'_, O> {
    /// Every shift occurrence that begins now.
    pub(super) fn shift_begins(&mut self) {
        while let Some((day, duty)) = self.shifts.duty(&self.model.rota.begins) {
            if self.model.rota.begin_of(duty, day) > self.now {
                break;
            }
            self.shifts.index += 1;
            let model = self.model;
            let duty = &model.rota.duties[usize::from(duty)];
            let until = self.now + duty.window.length();
            for (k, agent) in duty.agents.iter().cloned().flatten().enumerate() {
                let begin = duty.pause.map(|pause| (pause, self.now + pause.begin(k)));
                self.agent_shift(agent, until, begin);
            }
        }
        self.find_next_shift();
    }

    pub(super) fn find_next_shift(&mut self) {
        let next = self.shifts.duty(&self.model.rota.begins);
        let begins = next.map(|(day, duty)| self.model.rota.begin_of(duty, day));
        self.calendar.next_shift_at(begins.filter(|begins| *begins < self.model.end));
    }

    fn agent_shift(&mut self, number: u32, until: Time, pause: Option<(Pause, Time)>) {
        let team = self.floor.agents[number as usize].team;
        let people = purpose_key(self.key, Purpose::Absence, 0);
        let shift_key = entity_key(entity_key(people, u64::from(number)), self.now.0);
        let absent =
            self.model.absence > 0.0 && Stream::new(shift_key, Purpose::Absence).uniform() < self.model.absence;
        let unpaid_break = pause.filter(|(pause, _)| !pause.paid).map(|(pause, begin)| (begin, begin + pause.length));
        self.tell(&Fact::ShiftBegan { agent: number, team, from: self.now, to: until, absent, unpaid_break });
        if absent {
            return;
        }
        self.floor.agents[number as usize].undisturbed_until = Time::ZERO;
        if let Some((pause, begin)) = pause {
            let agent = &mut self.floor.agents[number as usize];
            (agent.break_length, agent.break_paid, agent.break_begins) = (pause.length, pause.paid, begin);
            self.set_timer(number, begin);
        }
        let agent = &mut self.floor.agents[number as usize];
        let ended = std::mem::replace(&mut agent.duty_ends, until);
        let (place, spell_comes) = (agent.place, agent.off_queue_comes);
        if place == Place::Off || place == Place::Overtime {
            agent.place = Place::OnQueue;
            agent.off_queue = Stream::new(shift_key, Purpose::OffQueue);
            if place == Place::Overtime {
                let since = agent.away_since;
                self.tell(&Fact::OvertimeEnded { agent: number, team, since });
            }
            self.floor.teams[usize::from(team)].on_duty += 1;
            self.tell(&Fact::DutyBegan { agent: number, team });
            self.off_queue_clock_runs(number);
            self.stays(number);
            self.presence_changes(team);
        } else {
            // One spell on duty: what was to come after the first shift comes in this one.
            if spell_comes >= ended && spell_comes < until {
                self.set_timer(number, spell_comes);
            }
            // One whose message ended at this instant has not taken the next one yet.
            self.leaves_or_stays(number);
        }
        self.set_timer(number, until);
    }

    fn set_timer(&mut self, number: u32, at: Time) {
        if at < self.model.end {
            self.calendar.agent_timer_at(at, number);
        }
    }

    /// The next off-queue spell comes after an exponential time on the queue. Drawn anew at each return, which changes
    /// nothing: the clock has no memory.
    fn off_queue_clock_runs(&mut self, number: u32) {
        if let Some(off_queue) = &self.model.off_queue {
            let agent = &mut self.floor.agents[number as usize];
            let comes = self.now + Span::from_ms(off_queue.until_next.draw(&mut agent.off_queue));
            agent.off_queue_comes = comes;
            // What comes after the end of duty needs no entry, which would stay in the calendar until then.
            if comes < agent.duty_ends {
                self.set_timer(number, comes);
            }
        }
    }

    /// Something comes for an agent now, unless the entry is stale.
    pub(super) fn agent_timer(&mut self, number: u32) {
        let now = self.now;
        let agent = &mut self.floor.agents[number as usize];
        agent.undisturbed_until = Time::ZERO;
        if agent.duty_ends == now {
            return self.duty_ends(number);
        }
        if agent.back_at == now {
            self.comes_back(number);
        }
        let agent = &mut self.floor.agents[number as usize];
        if agent.break_begins == now {
            (agent.break_begins, agent.break_due) = (Time::NEVER, true);
            agent.undisturbed_until = Time::ZERO;
            self.leaves_or_stays(number);
        }
        if self.floor.agents[number as usize].off_queue_comes == now {
            self.off_queue_comes(number);
            self.leaves_or_stays(number);
        }
    }

    fn off_queue_comes(&mut self, number: u32) {
        let agent = &mut self.floor.agents[number as usize];
        agent.undisturbed_until = Time::ZERO;
        if let Some(off_queue) = &self.model.off_queue {
            agent.off_queue_due += Span::from_ms(off_queue.length.draw(&mut agent.off_queue));
        }
        if agent.place == Place::OnQueue {
            self.off_queue_clock_runs(number);
        }
    }

    /// Whether the agent takes no further message, because something else is due and may be done.
    pub(super) fn is_to_leave(&self, agent: &Agent) -> bool {
        agent.off_queue_due > Span::ZERO || agent.break_due && self.may_break(agent)
    }

    /// A team of two or more never leaves all at once: the last one stays until a colleague is back.
    fn may_break(&self, agent: &Agent) -> bool {
        let team = &self.floor.teams[usize::from(agent.team)];
        team.on_break == 0 || team.on_duty > team.on_break + 1
    }

    /// An agent, who has finished a message, takes the next or leaves.
    #[inline(always)]
    pub(super) fn is_free(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        if !agent.is_undisturbed(self.now) {
            self.is_free_and_may_leave(number);
        } else if !agent.listed && agent.has_room() {
            self.takes_what_waits(number);
        }
    }

    #[inline(never)]
    fn is_free_and_may_leave(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        match agent.place {
            Place::Overtime if agent.in_hand == 0 => self.overtime_ends(number),
            Place::OnQueue => self.leaves_or_stays(number),
            _ => {}
        }
    }

    /// What is due is done if nothing is in hand; else the agent stays, and takes messages unless to leave.
    fn leaves_or_stays(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        if agent.place != Place::OnQueue {
            return;
        }
        if !self.is_to_leave(agent) {
            // Who stands in a list keeps the place: nothing waits that this agent may take.
            if !agent.listed {
                self.stays(number);
            }
            return;
        }
        self.floor.unlist(number);
        let agent = &self.floor.agents[number as usize];
        if agent.in_hand > 0 {
            return;
        }
        let (team, breaks) = (agent.team, agent.break_due && self.may_break(agent));
        let agent = &mut self.floor.agents[number as usize];
        (agent.off_queue_comes, agent.away_since) = (Time::NEVER, self.now);
        let back = if breaks {
            (agent.place, agent.break_due) = (Place::OnBreak, false);
            self.now + agent.break_length
        } else {
            agent.place = Place::OffQueue;
            self.now + std::mem::take(&mut agent.off_queue_due)
        };
        agent.back_at = back;
        self.set_timer(number, back);
        if breaks {
            self.floor.teams[usize::from(team)].on_break += 1;
            self.tell(&Fact::BreakBegan { agent: number, team });
            self.presence_changes(team);
        } else {
            self.tell(&Fact::OffQueueBegan { agent: number, team });
        }
    }

    fn comes_back(&mut self, number: u32) {
        self.returns(number);
        let agent = &mut self.floor.agents[number as usize];
        let (team, place) = (agent.team, std::mem::replace(&mut agent.place, Place::OnQueue));
        self.off_queue_clock_runs(number);
        self.leaves_or_stays(number);
        if place == Place::OnBreak {
            self.presence_changes(team);
        }
    }

    /// A break or an off-queue spell is over.
    fn returns(&mut self, number: u32) {
        let agent = &mut self.floor.agents[number as usize];
        agent.back_at = Time::NEVER;
        let (team, since, paid) = (agent.team, agent.away_since, agent.break_paid);
        if agent.place == Place::OnBreak {
            self.floor.teams[usize::from(team)].on_break -= 1;
            self.tell(&Fact::BreakEnded { agent: number, team, since, paid });
        } else {
            self.tell(&Fact::OffQueueEnded { agent: number, team });
        }
    }

    /// Someone has come, gone on a break or come back: those whose break waits for it go as far as they may, and those who
    /// may not any more take messages again.
    fn presence_changes(&mut self, team: u16) {
        let presence = self.floor.teams[usize::from(team)];
        // A break waits only while its owner is the last one present; one more presence makes two.
        if presence.on_duty > presence.on_break + 2 || self.model.scenario.teams[usize::from(team)].pause.is_none() {
            return;
        }
        for number in self.model.rota.agents_of_team[usize::from(team)].clone() {
            if self.floor.agents[number as usize].break_due {
                self.leaves_or_stays(number);
            }
        }
    }

    /// Duty ends; a message in hand is finished first, as overtime. A break not taken by then is not taken.
    fn duty_ends(&mut self, number: u32) {
        let agent = &self.floor.agents[number as usize];
        let (team, place) = (agent.team, agent.place);
        if place == Place::OnBreak || place == Place::OffQueue {
            self.returns(number);
        }
        self.floor.unlist(number);
        let agent = &mut self.floor.agents[number as usize];
        let overtime = agent.in_hand > 0;
        agent.place = if overtime { Place::Overtime } else { Place::Off };
        agent.away_since = self.now;
        (agent.break_due, agent.off_queue_due) = (false, Span::ZERO);
        (agent.duty_ends, agent.break_begins, agent.off_queue_comes) = (Time::NEVER, Time::NEVER, Time::NEVER);
        self.floor.teams[usize::from(team)].on_duty -= 1;
        self.tell(&Fact::DutyEnded { agent: number, team, overtime });
        self.presence_changes(team);
    }

    fn overtime_ends(&mut self, number: u32) {
        let agent = &mut self.floor.agents[number as usize];
        agent.place = Place::Off;
        let (team, since) = (agent.team, agent.away_since);
        self.tell(&Fact::OvertimeEnded { agent: number, team, since });
    }

    /// The run is over: a break or overtime that goes on ends here, so that its part up to now is known.
    pub(super) fn is_sent_home(&mut self, number: u32) {
        match self.floor.agents[number as usize].place {
            Place::OnBreak | Place::OffQueue => self.returns(number),
            Place::Overtime => self.overtime_ends(number),
            Place::Off | Place::OnQueue => {}
        }
    }
}
