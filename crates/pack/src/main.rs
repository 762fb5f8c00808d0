//! The build tool. `data/` goes in; checked packs, the page that names them, and compressed copies of what is
//! served come out. The same input gives the same bytes.

mod boundaries;
mod compress;
mod dist;
mod facts;
mod failure;
mod page;
mod split;

use clap::{Parser, Subcommand};
use facts::Facts;
use failure::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check every row of the data; name each faulty one by file, line and reason
    Check {
        /// The folder with the tables
        #[arg(long, default_value = "data")]
        data: PathBuf,
    },
    /// Write the packs and name them in the built page
    Build {
        /// The folder with the tables
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The folder with the built app
        #[arg(long, default_value = "dist")]
        dist: PathBuf,
        /// How far from the lines in data/boundaries simplified ones may be, in metres
        #[arg(long, value_name = "METRES", default_value_t = 75)]
        boundary_tolerance: u16,
    },
    /// Split the program into what the first look-up needs and the parts that come later
    Split {
        /// The program as the linker left it
        #[arg(long)]
        program: PathBuf,
        /// The folder with the built app
        #[arg(long, default_value = "dist")]
        dist: PathBuf,
    },
    /// Write a .br and a .gz beside every file that shrinks
    Compress {
        /// The folder with the built app
        #[arg(long, default_value = "dist")]
        dist: PathBuf,
    },
    /// Print the path of one example of every page, a line each
    Routes,
}

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<String, Failure> {
    match command {
        Command::Check { data } => Ok(Facts::read(&data)?.report()),
        Command::Build { data, dist, boundary_tolerance } => {
            dist::build(&Facts::read(&data)?, &dist, boundary_tolerance)
        }
        Command::Split { program, dist } => split::split(&program, &dist),
        Command::Compress { dist } => compress::compress(&dist),
        Command::Routes => Ok(contract::Route::EXAMPLES.map(|path| format!("{path}\n")).concat()),
    }
}
