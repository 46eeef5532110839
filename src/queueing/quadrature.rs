//! Integrals of smooth functions with one steep end.

/// Abscissae and weights of the 10-point Gauss-Legendre rule on -1..1, positive half (Abramowitz, Stegun, table 25.4).
const GAUSS: [(f64, f64); 5] = [
    (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_36),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];

/// Integral of a function that one Gauss-Legendre rule resolves.
pub(super) fn smooth(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let (middle, half) = ((from + to) / 2.0, (to - from) / 2.0);
    half * GAUSS.iter().map(|(x, w)| w * (f(middle - half * x) + f(middle + half * x))).sum::<f64>()
}

/// Integral over `peak..far` (or `far..peak`; the sign is positive either way) of a function whose mass may lie
/// anywhere between, but whose finest structure is at `peak`: panels halve towards it, each cut into equal parts.
pub(super) fn from_peak(f: impl Fn(f64) -> f64, peak: f64, far: f64) -> f64 {
    const HALVINGS: i32 = 32;
    const PARTS: u32 = 8;
    let reach = far - peak;
    let panel = |near: f64, end: f64| -> f64 {
        let step = (end - near) / f64::from(PARTS);
        (0..PARTS).map(|i| smooth(&f, near + step * f64::from(i), near + step * f64::from(i + 1))).sum()
    };
    let mut total = 0.0;
    let mut end = reach;
    for _ in 0..HALVINGS {
        total += panel(peak + end / 2.0, peak + end);
        end /= 2.0;
    }
    (total + panel(peak, peak + end)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrals_are_exact_to_rounding() {
        assert!((smooth(|x| x.powi(19), 0.0, 1.0) - 0.05).abs() < 1e-15);
        assert!((from_peak(|x| (-x).exp(), 0.0, 50.0) - 1.0).abs() < 1e-13);
        assert!((from_peak(|x| (-x).exp(), 0.0, 1e6) - 1.0).abs() < 1e-12);
        assert!((from_peak(|x| (x - 3.0).exp(), 3.0, -40.0) - 1.0).abs() < 1e-13);
        assert_eq!(from_peak(|x| x, 2.0, 2.0), 0.0);
    }
}
