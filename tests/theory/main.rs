//! The simulator against known answers: exact formulas where they exist, other simulators where they do not.
//!
//! Level of every statistical assertion: the exact value lies within the 99.9 % Student interval over replications, and the
//! interval is narrower than stated. Seeds are fixed; one seed in a thousand would fail a given assertion.

mod break_even;
mod backtest;
mod calibration;
mod clocks;
mod crises;
mod customers;
mod experiment;
mod forecast;
mod lever_tone;
mod lever_waiting;
mod levers;
mod money;
mod outcomes;
mod periodic;
mod queues;
mod sensitivity;
mod sizing;
mod usual_way;
mod weekly_desk;
