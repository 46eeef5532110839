//! The exponential function in IEEE operations alone, whose results are therefore the same bits on every machine; the one of
//! the platform is not, and a call into it takes longer than this.
//!
//! x = (128 m + j) ln 2 / 128 + r: then exp(x) = 2^m 2^(j/128) exp(r) with |r| below 0.0028, where five terms of the series err
//! by less than 10^-17.

const STEPS: usize = 128;
const STEP: f64 = std::f64::consts::LN_2 / STEPS as f64;
/// The step with its last 21 bits off, so that its product with a whole number below 2^17 is exact, and what is left.
const STEP_HIGH: f64 = f64::from_bits(STEP.to_bits() & !((1 << 21) - 1));
const STEP_LOW: f64 = {
    // ln 2 less the number nearest to it.
    const LN_2_REST: f64 = 2.319_046_813_846_299_6e-17;
    (STEP - STEP_HIGH) + LN_2_REST / STEPS as f64
};
/// Beyond these the result leaves the numbers of full precision.
const LEAST: f64 = -708.0;
const MOST: f64 = 709.0;

/// 2^(j/128).
const POWERS: [f64; STEPS] = {
    let mut powers = [1.0; STEPS];
    let mut j = 1;
    while j < STEPS {
        // The smallest terms first: their rounding errors stay below the last bit.
        let x = STEP * j as f64;
        let mut sum = 1.0;
        let mut n = 22;
        while n > 0 {
            sum = 1.0 + sum * x / n as f64;
            n -= 1;
        }
        powers[j] = sum;
        j += 1;
    }
    powers
};

/// e^x within two units of the last place; x is held between -708 and 709, and not-a-number gives the least.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    // At 1.5 * 2^52 the spacing of the numbers is 1: adding it rounds to a whole number, which then stands in the low bits.
    const SHIFT: f64 = (3u64 << 51) as f64;
    let x = x.clamp(LEAST, MOST);
    let shifted = x * (1.0 / STEP) + SHIFT;
    let whole = shifted - SHIFT;
    let steps = shifted.to_bits() as i64;
    let r = (x - whole * STEP_HIGH) - whole * STEP_LOW;
    // In halves, so that no term waits for all the others.
    let square = r * r;
    let series = (r + square * (0.5 + r * (1.0 / 6.0))) + square * square * (1.0 / 24.0 + r * (1.0 / 120.0));
    let power = POWERS[steps as usize % STEPS];
    let scale = f64::from_bits(power.to_bits().wrapping_add(((steps >> 7) as u64) << 52));
    scale + scale * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_platform_to_two_units_of_the_last_place() {
        let mut x = -707.9;
        while x < 708.9 {
            let (mine, theirs) = (exp(x), x.exp());
            let units = (mine.to_bits() as i64 - theirs.to_bits() as i64).abs();
            assert!(units <= 2, "exp({x}): {mine} and {theirs}");
            x += 0.001_237;
        }
    }

    #[test]
    fn it_stays_within_the_numbers() {
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(1e300).is_finite() && exp(-1e300) > 0.0 && exp(f64::NAN) > 0.0);
    }

    /// Pins the bits: they are part of every result with a log-normal time.
    #[test]
    fn it_keeps_its_bits() {
        let bits = [-20.5, -1.0, 0.3, 1.0, 11.25].map(|x| exp(x).to_bits());
        assert_eq!(
            bits,
            [4473616198666092715, 4600298746774613815, 4608758042795448981, 4613303445314885481, 4680019561068309168]
        );
    }
}
