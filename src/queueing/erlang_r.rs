//! Erlang-R: conversations that return to the queue after the customer has replied.
//!
//! An open Jackson network of two stations: the servers (M/M/c) and the customers thinking (infinitely many servers).
//! After an agent message the conversation goes on with probability 1 - 1/N, so that N, the number of agent messages,
//! is geometric. In the steady state the stations are independent, and a message sees M/M/c with the message rate:
//! returns need no Poisson stream for it.
//!
//! Source: G. B. Yom-Tov, A. Mandelbaum, "Erlang-R: a time-varying queue with reentrant customers" (2014); J. R.
//! Jackson (1957).

use super::{ErlangC, QueueError, non_negative, positive};

/// The steady state of Erlang-R.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ErlangR {
    conversations_per_minute: f64,
    messages_per_conversation: f64,
    service_minutes: f64,
    reply_minutes: f64,
    messages: ErlangC,
}

impl ErlangR {
    /// `messages_per_conversation` is the mean of the geometric number of agent messages, at least 1;
    /// `service_minutes` that of the exponential service of one message; `reply_minutes` that of the customer's delay
    /// (any distribution).
    ///
    /// # Errors
    /// Rates and means that are not positive, fewer than 1 message, no server, and a load the servers cannot do.
    pub fn new(
        conversations_per_minute: f64,
        messages_per_conversation: f64,
        service_minutes: f64,
        reply_minutes: f64,
        servers: u32,
    ) -> Result<ErlangR, QueueError> {
        positive("the conversation rate", conversations_per_minute)?;
        non_negative("the mean reply delay", reply_minutes)?;
        // Messages beyond the first: negative means fewer than one message.
        non_negative("the mean number of further messages", messages_per_conversation - 1.0)?;
        let messages = ErlangC::new(conversations_per_minute * messages_per_conversation, service_minutes, servers)?;
        Ok(ErlangR { conversations_per_minute, messages_per_conversation, service_minutes, reply_minutes, messages })
    }

    /// Messages that enter the queue, per minute.
    pub fn messages_per_minute(&self) -> f64 {
        self.conversations_per_minute * self.messages_per_conversation
    }

    /// What one message sees.
    pub fn messages(&self) -> &ErlangC {
        &self.messages
    }

    /// Mean number of messages in service, in erlangs.
    pub fn service_load(&self) -> f64 {
        self.messages_per_minute() * self.service_minutes
    }

    /// Mean number of conversations in which the customer is about to reply.
    pub fn reply_load(&self) -> f64 {
        self.conversations_per_minute * (self.messages_per_conversation - 1.0) * self.reply_minutes
    }

    /// Mean number of open conversations: waiting, in service, or with the customer.
    pub fn open_conversations(&self) -> f64 {
        self.messages.mean_queue_length() + self.service_load() + self.reply_load()
    }

    /// Mean minutes from the opening of a conversation to its last agent message.
    pub fn mean_resolution_minutes(&self) -> f64 {
        let served = self.messages_per_conversation * (self.messages.mean_wait_minutes() + self.service_minutes);
        served + (self.messages_per_conversation - 1.0) * self.reply_minutes
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_printed;
    use super::*;

    /// VALIDATION case 6: 20 conversations an hour, 5 minutes, 2 messages, replies after 30 minutes, 5 servers.
    #[test]
    fn returning_customers_agree_with_the_printed_figures() {
        let queue = ErlangR::new(20.0 / 60.0, 2.0, 5.0, 30.0, 5).unwrap();
        assert!((queue.messages_per_minute() * 60.0 - 40.0).abs() < 1e-9);
        assert_printed(queue.messages().wait_probability(), 0.326669, 6);
        assert_printed(queue.messages().mean_wait_minutes(), 0.98001, 5);
        assert!((queue.service_load() - 10.0 / 3.0).abs() < 1e-12);
        assert!((queue.reply_load() - 10.0).abs() < 1e-12);
    }

    #[test]
    fn one_message_is_erlang_c_and_little_holds() {
        let once = ErlangR::new(0.5, 1.0, 5.0, 30.0, 3).unwrap();
        assert_eq!(*once.messages(), ErlangC::new(0.5, 5.0, 3).unwrap());
        assert_eq!(once.reply_load(), 0.0);
        let queue = ErlangR::new(0.4, 1.9, 5.0, 30.0, 5).unwrap();
        assert!((queue.open_conversations() - 0.4 * queue.mean_resolution_minutes()).abs() < 1e-10);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert!(matches!(ErlangR::new(0.4, 0.9, 5.0, 30.0, 5), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(ErlangR::new(0.4, 2.0, 5.0, -1.0, 5), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(ErlangR::new(0.5, 2.0, 5.0, 30.0, 5), Err(QueueError::Unstable { .. })));
    }
}
