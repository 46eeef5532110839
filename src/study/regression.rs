//! Least squares of several variables on a few common ones: the value that is to be expected at a point, as weights of the
//! observations.

/// Of a variable less than this part of its spread is left by those before it: it says nothing that they do not say.
const COLLINEAR: f64 = 1e-9;

/// What the expectation at a point is made of, whatever is observed.
#[derive(Clone, PartialEq, Debug)]
pub struct Weights {
    /// One for each observation; they add up to 1.
    pub of: Vec<f64>,
    /// The explaining variables less their means, orthonormal, without those that others explain.
    basis: Vec<Vec<f64>>,
}

impl Weights {
    /// `columns`: explaining variables with a value for each of `observations`, and the point at which the expectation is asked for.
    pub fn at(observations: usize, columns: &[(Vec<f64>, f64)]) -> Weights {
        let n = observations as f64;
        let mut basis: Vec<Vec<f64>> = vec![];
        let mut coordinates: Vec<f64> = vec![];
        for (values, point) in columns {
            let mean = values.iter().sum::<f64>() / n;
            let mut rest: Vec<f64> = values.iter().map(|value| value - mean).collect();
            let (spread, mut beyond) = (square(&rest), point - mean);
            for (direction, coordinate) in basis.iter().zip(&coordinates) {
                let share = product(&rest, direction);
                rest.iter_mut().zip(direction).for_each(|(value, part)| *value -= share * part);
                beyond -= share * coordinate;
            }
            let length = square(&rest).sqrt();
            if length > COLLINEAR * spread.sqrt().max(mean.abs()) {
                basis.push(rest.iter().map(|value| value / length).collect());
                coordinates.push(beyond / length);
            }
        }
        let of = (0..observations)
            .map(|at| 1.0 / n + basis.iter().zip(&coordinates).map(|(direction, c)| c * direction[at]).sum::<f64>());
        Weights { of: of.collect(), basis }
    }

    /// Variables that explain something.
    pub fn explaining(&self) -> usize {
        self.basis.len()
    }

    pub fn expected(&self, values: &[f64]) -> f64 {
        // Around the first value, so that equal values are expected exactly.
        let first = values.first().copied().unwrap_or_default();
        first + self.of.iter().zip(values).map(|(weight, value)| weight * (value - first)).sum::<f64>()
    }

    /// Squares that the variables leave unexplained, about their mean.
    pub fn unexplained(&self, values: &[f64]) -> f64 {
        let first = values.first().copied().unwrap_or_default();
        let mean = values.iter().map(|value| value - first).sum::<f64>() / values.len().max(1) as f64;
        let mut rest: Vec<f64> = values.iter().map(|value| value - first - mean).collect();
        for direction in &self.basis {
            let share = product(&rest, direction);
            rest.iter_mut().zip(direction).for_each(|(value, part)| *value -= share * part);
        }
        square(&rest)
    }

    /// Variance of the expectation in those of one observation's rest.
    pub fn variance_factor(&self) -> f64 {
        square(&self.of)
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn square(values: &[f64]) -> f64 {
    product(values, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    }

    #[test]
    fn without_variables_it_is_the_mean() {
        let weights = Weights::at(4, &[]);
        close(weights.expected(&[1.0, 2.0, 3.0, 6.0]), 3.0);
        close(weights.unexplained(&[1.0, 2.0, 3.0, 6.0]), 14.0);
        close(weights.variance_factor(), 0.25);
        assert_eq!(weights.expected(&[0.1; 4]), 0.1);
    }

    /// y = 2 + 3 a - b holds exactly, so it holds at any point; twice `a` explains nothing more.
    #[test]
    fn a_plane_is_continued() {
        let (a, b) = (vec![1.0, 2.0, 4.0, 7.0, 7.5], vec![3.0, 1.0, 4.0, 1.0, 5.0]);
        let twice: Vec<f64> = a.iter().map(|a| 2.0 * a).collect();
        let y: Vec<f64> = a.iter().zip(&b).map(|(a, b)| 2.0 + 3.0 * a - b).collect();
        let weights = Weights::at(5, &[(a, 10.0), (twice, 20.0), (b, -2.0)]);
        assert_eq!(weights.explaining(), 2);
        close(weights.expected(&y), 34.0);
        close(weights.unexplained(&y), 0.0);
        close(weights.of.iter().sum(), 1.0);
    }

    /// By hand: x = -1, 0, 1 and y = 0, 0, 3 give the line 1 + 1.5 x, which leaves 0.5, -1, 0.5; at x = 2 the variance is
    /// 1/3 + 4/2 of the rest's.
    #[test]
    fn a_line_worked_out_by_hand() {
        let weights = Weights::at(3, &[(vec![-1.0, 0.0, 1.0], 2.0)]);
        close(weights.expected(&[0.0, 0.0, 3.0]), 4.0);
        close(weights.unexplained(&[0.0, 0.0, 3.0]), 1.5);
        close(weights.variance_factor(), 1.0 / 3.0 + 2.0);
    }

    #[test]
    fn what_does_not_vary_explains_nothing() {
        assert_eq!(Weights::at(3, &[(vec![0.1 + 0.2; 3], 0.3)]).explaining(), 0);
    }
}
