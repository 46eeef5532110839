//! What a sweep found, told; and kept while it is under way.

pub mod csv;
pub mod journal;
pub mod json;
pub mod schema;
pub mod table;
pub mod tidy;
