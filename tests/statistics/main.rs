//! Whether intervals hold what they say, what pairing and controls bring: measured over a thousand studies.
//!
//! The ordinary tests are a shortened form. The whole takes some twelve minutes of one processor and writes the tables of
//! docs/statistics.md:
//!
//! ```sh
//! cargo test --test statistics -- --ignored --nocapture
//! ```
//!
//! Level of every assertion: an exact binomial test at 99.9 %, unless it says otherwise. Seeds are fixed.

mod cases;
mod controls;
mod coverage;
mod desk;
mod document;
mod pairing;
mod sequential;
mod warmup;
