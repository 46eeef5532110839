//! How many agent messages a conversation takes.

/// Geometric number of agent messages on 1, 2, ... (MODEL, section 3).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MessageCount {
    /// 1 / ln(1 - 1/mean); `None`: always one.
    inverse_ln_continue: Option<f64>,
}

impl MessageCount {
    /// `mean` is at least 1.
    pub fn new(mean: f64) -> MessageCount {
        MessageCount { inverse_ln_continue: (mean > 1.0).then(|| 1.0 / (1.0 - 1.0 / mean).ln()) }
    }
    pub fn is_always_one(self) -> bool {
        self.inverse_ln_continue.is_none()
    }
    /// The count that belongs to a uniform on [0, 1), by inversion.
    pub fn at(self, uniform: f64) -> u16 {
        match self.inverse_ln_continue {
            None => 1,
            Some(inverse) => (((1.0 - uniform).ln() * inverse) as u16).saturating_add(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_geometric() {
        assert_eq!(MessageCount::new(1.0).at(0.999), 1);
        let count = MessageCount::new(2.0);
        // P(N > k) = 2^-k.
        assert_eq!((count.at(0.0), count.at(0.499), count.at(0.501), count.at(0.751)), (1, 1, 2, 3));
        let n = 100_000;
        let mean = (0..n).map(|i| f64::from(MessageCount::new(1.7).at((i as f64 + 0.5) / n as f64))).sum::<f64>();
        assert!((mean / n as f64 - 1.7).abs() < 0.001);
    }
}
