//! `keshu check`: a self-check of a questionnaire in JSON, as a sheet for the terminal or as JSON.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    process::ExitCode,
};

use policies::check::{self, Kind, LONGEST};
use storage::{Clock, Error, Result};

/// How the program ends when the questionnaire is wrong. Whatever the answer to a right one, it ends well.
const WRONG: u8 = 2;

/// Prints the answer to a questionnaire, or everything that is wrong with it.
pub(super) fn check(kind: Kind, file: &Path, json: bool) -> Result<ExitCode> {
    let bytes = read(file).map_err(|error| Error::Refused(format!("读不了 {}：{error}", file.display())))?;
    let fault = |error: serde_json::Error| Error::Fault(error.to_string());
    match check::text_of(&bytes).and_then(|text| check::run(kind, text, Clock::System.today())) {
        Ok(assessment) if json => println!("{}", serde_json::to_string_pretty(&assessment).map_err(fault)?),
        Ok(assessment) => print!("{assessment}"),
        Err(problems) if json => {
            println!("{}", serde_json::to_string_pretty(&check::problems_in_json(&problems)).map_err(fault)?);
            return Ok(ExitCode::from(WRONG));
        }
        Err(problems) => {
            for problem in problems {
                let place = if problem.place.is_empty() { String::new() } else { format!("{}：", problem.place) };
                eprintln!("错误：{place}{}", problem.sentence);
            }
            return Ok(ExitCode::from(WRONG));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The bytes of a file, or of standard input where the file is `-`: one more than can be a questionnaire, and no more.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
