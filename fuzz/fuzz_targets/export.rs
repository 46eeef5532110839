//! Any bytes as an export whose columns a first line names, or that is known by what it looks like: read, estimated, told, and its scenario checked. Nothing may panic, hang or fill
//! memory, and no scenario may be made that is refused.
#![no_main]

#[path = "../export_bytes.rs"]
mod export_bytes;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    export_bytes::import_mapped_and_tell(bytes);
});
