//! Exact formulas of queueing theory: what the simulator must agree with where an answer is known.
//!
//! Units: minutes and events per minute throughout; offered load in erlangs (arrival rate times mean service time).
//! Nothing here knows the simulator, a scenario or each other beyond Erlang B and C; sums are recursions and
//! integrals of logarithms, never factorials, so that tens of thousands of servers are no difficulty. The cost of a
//! system of c servers is proportional to c.

mod cobham;
mod erlang;
mod erlang_a;
mod erlang_r;
mod infinite_server;
mod mg1;
mod quadrature;

pub use cobham::Cobham;
pub use erlang::{ErlangC, erlang_b};
pub use erlang_a::ErlangA;
pub use erlang_r::ErlangR;
pub use infinite_server::{PeriodicLoad, poisson_excess};
pub use mg1::Mg1;

/// Why a formula has no answer.
#[derive(Clone, Copy, PartialEq, Debug, thiserror::Error)]
pub enum QueueError {
    /// A rate, a mean or a load outside 1e-12 ..= 1e12, or not a number.
    #[error("{what} must lie between 1e-12 and 1e12, not {value}")]
    OutOfRange { what: &'static str, value: f64 },
    #[error("there must be at least one server")]
    NoServer,
    #[error("there must be at least one class of customers or one hour")]
    Empty,
    /// More work arrives than can be done: the queue grows without end, so no steady state exists.
    #[error("an offered load of {offered_load} erlangs is not below the {servers} servers")]
    Unstable { offered_load: f64, servers: u32 },
}

/// The value, if it is positive and of a size that floating-point arithmetic keeps exact enough.
fn positive(what: &'static str, value: f64) -> Result<f64, QueueError> {
    if (1e-12..=1e12).contains(&value) { Ok(value) } else { Err(QueueError::OutOfRange { what, value }) }
}

/// The value, if it is zero or [`positive`].
fn non_negative(what: &'static str, value: f64) -> Result<f64, QueueError> {
    if value == 0.0 { Ok(value) } else { positive(what, value) }
}

fn at_least_one_server(servers: u32) -> Result<(), QueueError> {
    if servers == 0 { Err(QueueError::NoServer) } else { Ok(()) }
}

/// Agreement with a printed figure: half a unit of its last digit (`digits` after the point), and rounding.
#[cfg(test)]
fn assert_printed(value: f64, printed: f64, digits: i32) {
    let half_a_unit = 0.5 * 10f64.powi(-digits);
    assert!((value - printed).abs() <= half_a_unit * (1.0 + 1e-6), "{value} is not {printed}");
}
