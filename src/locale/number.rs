//! Numbers, money and durations in the form of each language.
