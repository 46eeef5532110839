//! The measured weeks, and levels integrated over them.

use crate::time::Time;

/// Whether measuring has begun and ended. Levels are measured from one hour mark to another.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub from: Time,
    pub to: Time,
}

impl Measured {
    #[inline]
    pub fn holds(&self, now: Time) -> bool {
        now >= self.from && now < self.to
    }
    /// The part of an interval that lies in the measured weeks.
    pub fn clip(&self, from: Time, to: Time) -> (Time, Time) {
        let from = from.max(self.from).min(self.to);
        (from, to.min(self.to).max(from))
    }
    pub fn weeks(&self) -> f64 {
        self.to.since(self.from).hours() / 168.0
    }
}

/// A level that goes up and down, and its integral over time, in two additions a change.
///
/// The integral up to T is n T minus the instants of the steps up plus those of the steps down. Each may overflow; their
/// sum modulo 2^64 is right as long as a difference of two integrals fits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    pub now: u64,
    steps: u64,
}

impl Level {
    #[inline]
    pub fn up(&mut self, at: Time) {
        self.now = self.now.wrapping_add(1);
        self.steps = self.steps.wrapping_sub(at.0);
    }
    #[inline]
    pub fn down(&mut self, at: Time) {
        self.now = self.now.wrapping_sub(1);
        self.steps = self.steps.wrapping_add(at.0);
    }
    /// Level times milliseconds since time zero, modulo 2^64: only differences have a meaning.
    pub fn integral(&self, at: Time) -> u64 {
        self.now.wrapping_mul(at.0).wrapping_add(self.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_integrates_exactly() {
        let mut level = Level::default();
        level.up(Time(10));
        let begin = level.integral(Time(15));
        level.up(Time(20));
        level.down(Time(50));
        assert_eq!(level.integral(Time(100)).wrapping_sub(begin), 85 + 30);
    }
}
