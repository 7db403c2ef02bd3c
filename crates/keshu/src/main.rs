//! Keshu 科枢: the program. It composes the modules into one house and offers it on the command line and in the browser.

mod answers;
mod arguments;
mod commands;
mod home;
mod likeness;
mod modules;
mod sample;
mod server;

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    end_quietly_with_the_reader();
    let arguments =
        match arguments::command().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches)) {
            Ok(arguments) => arguments,
            Err(error) if error.use_stderr() => {
                eprintln!("错误：{}", arguments::says(&error));
                return ExitCode::from(2);
            }
            Err(help) => {
                print!("{help}");
                return ExitCode::SUCCESS;
            }
        };
    let filter = tracing_subscriber::EnvFilter::try_from_env("KESHU_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("无法启动：{error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("错误：{error}");
            ExitCode::FAILURE
        }
    }
}

/// When whoever reads our output has read enough (`keshu figures | head`), the program ends without a word.
fn end_quietly_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let said = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if said.starts_with("failed printing to stdout") {
            #[expect(clippy::disallowed_methods, reason = "nothing is left to do and nobody to tell")]
            std::process::exit(0);
        }
        usual(panic);
    }));
}
