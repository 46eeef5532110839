//! What a sweep found, told; and kept while it is under way.

pub mod csv;
pub mod journal;
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod schema;
pub mod table;
pub mod tidy;
