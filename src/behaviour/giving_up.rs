//! What a customer does when patience ends.

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
}
