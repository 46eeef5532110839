use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Batches are made by one thread and taken apart by another: with one lock an arena, threads would wait for each other.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    relevo::cli::main(std::env::args_os().collect())
}
