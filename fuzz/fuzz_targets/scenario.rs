//! Any text as a scenario file: read, checked, told in both languages, made ready. Nothing may panic, hang or fill memory.
#![no_main]

#[path = "../scenario_text.rs"]
mod scenario_text;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| scenario_text::read_check_and_tell(bytes));
