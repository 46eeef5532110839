//! From one replication to a statement: replicate, estimate, compare.

pub mod result;
