//! Any bytes as an export of the plain layout: read, estimated, told, and its scenario checked. Nothing may panic, hang or fill
//! memory, and no scenario may be made that is refused.
#![no_main]

#[path = "../export_bytes.rs"]
mod export_bytes;

use libfuzzer_sys::fuzz_target;
use relevo::history::Layout;

fuzz_target!(|bytes: &[u8]| {
    export_bytes::import_and_tell(bytes, Some(Layout::Plain), None);
});
