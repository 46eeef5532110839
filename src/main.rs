use std::process::ExitCode;

fn main() -> ExitCode {
    relevo::cli::main(std::env::args_os().collect())
}
