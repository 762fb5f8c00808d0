//! Reads the command line, starts the server, stops it on a signal.

use clap::Parser;
use clap::error::ErrorKind;
use std::io::Write;
use std::process::ExitCode;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use xa_toi_server::config::{Cli, Command, Config, LogFormat, LogLevel};
use xa_toi_server::{Server, run_offices};

/// The configuration cannot work.
const BAD_CONFIGURATION: u8 = 2;

fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) if error.use_stderr() => return fail(one_line(&error)),
        Err(help_or_version) => {
            print!("{help_or_version}");
            return ExitCode::SUCCESS;
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(error),
    };
    match command {
        Command::Serve(config) => {
            start_log(&config);
            runtime.block_on(serve(&config))
        }
        Command::Offices(command) => match runtime.block_on(run_offices(&command)) {
            Ok(done) => {
                println!("{done}");
                ExitCode::SUCCESS
            }
            Err(error) => fail(error),
        },
    }
}

/// What is wrong with the command line, without the usage below it that drowns it.
fn one_line(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "say what to do: `xa-toi-server serve`, or `xa-toi-server --help`".to_owned();
    }
    let text = error.to_string();
    let words: Vec<&str> =
        text.lines().take_while(|line| !line.is_empty()).flat_map(str::split_whitespace).collect();
    let message = words.join(" ");
    let message = message.trim_start_matches("error: ");
    format!("{message} (`--help` explains every option)")
}

fn fail(problem: impl std::fmt::Display) -> ExitCode {
    eprintln!("xa-toi-server: {problem}");
    ExitCode::from(BAD_CONFIGURATION)
}

async fn serve(config: &Config) -> ExitCode {
    let stop = match stop_signal() {
        Ok(stop) => stop,
        Err(error) => return fail(error),
    };
    match Server::start(config).await {
        Ok(server) => {
            // Nobody need read it.
            let _ = writeln!(std::io::stdout(), "Xã Tôi is at {}", server.url());
            server.run(stop).await;
            ExitCode::SUCCESS
        }
        Err(error) => fail(error),
    }
}

/// Writes the log to standard error: our own lines from the wished level on, of the crates we
/// use only what is wrong, because we cannot promise what else they would write.
fn start_log(config: &Config) {
    let level = match config.log_level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let others = level.min(LevelFilter::WARN);
    let levels = Targets::new().with_target("xa_toi_server", level).with_default(others);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match config.log_format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(levels)).init();
    // The message of a panic can quote what somebody wrote; its place is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic: this is a defect");
    }));
}

/// Ready when Ctrl-C is pressed or, on Unix, when SIGTERM arrives.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let interrupt = async {
            // Without a handler for Ctrl-C the system ends the program by itself.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        interrupt.await;
    })
}
