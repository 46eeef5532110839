//! What a customer does when patience ends, or when the page tells of a longer wait than patience bears.

/// Most chases of one conversation; after them only phoning or leaving remain.
const MOST_CHASES: u8 = 3;

/// How customers react when patience ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GivingUp {
    pub phone: f64,
    pub chase: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reaction {
    Phones,
    /// Writes again and waits half as long as before.
    Chases,
    Leaves,
}

impl GivingUp {
    /// One uniform decides, in this order: phones, chases, leaves (MODEL, section 4).
    #[inline]
    pub fn decide(self, uniform: f64, chases_so_far: u8) -> Reaction {
        if uniform < self.phone {
            Reaction::Phones
        } else if chases_so_far < MOST_CHASES && uniform < self.phone + self.chase {
            Reaction::Chases
        } else {
            Reaction::Leaves
        }
    }

    /// Whether one who turns away from an announced wait phones: in the proportion of those who phone to those who leave.
    pub fn phones_at_estimate(self, uniform: f64) -> bool {
        uniform * (1.0 - self.chase) < self.phone
    }

    /// A hostile customer chases twice as often, as far as probabilities go (MODEL, section 7).
    pub fn hostile(self) -> GivingUp {
        GivingUp { phone: self.phone, chase: (2.0 * self.chase).min(1.0 - self.phone) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_uniform_decides_in_order_and_three_chases_are_the_most() {
        let customer = GivingUp { phone: 0.32, chase: 0.20 };
        assert_eq!(customer.decide(0.31, 0), Reaction::Phones);
        assert_eq!(customer.decide(0.51, 2), Reaction::Chases);
        assert_eq!(customer.decide(0.51, 3), Reaction::Leaves);
        assert_eq!(customer.decide(0.52, 0), Reaction::Leaves);
    }

    /// 0.32 phone, 0.48 leave: two in five of those who turn away phone.
    #[test]
    fn an_announced_wait_sends_away_in_the_same_proportions() {
        let customer = GivingUp { phone: 0.32, chase: 0.20 };
        assert!(customer.phones_at_estimate(0.399) && !customer.phones_at_estimate(0.401));
        assert!(!GivingUp { phone: 0.0, chase: 1.0 }.phones_at_estimate(0.0));
    }

    #[test]
    fn a_hostile_customer_chases_twice_as_often() {
        assert_eq!(GivingUp { phone: 0.32, chase: 0.20 }.hostile().chase, 0.40);
        assert_eq!(GivingUp { phone: 0.5, chase: 0.4 }.hostile(), GivingUp { phone: 0.5, chase: 0.5 });
    }
}
