//! The one error of the house. It has five meanings, and each says in one sentence what the reader can do.

use std::fmt;

/// A problem at one field or one place of what was typed or brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name, or the place in a sheet.
    pub place: String,
    /// One sentence: what is wrong and what would be right.
    pub sentence: String,
}

/// Why something did not happen.
#[derive(Debug)]
pub enum Error {
    /// What was typed or brought in is wrong at these places (422). Nothing was stored.
    Invalid(Vec<Problem>),
    /// The rules or the circumstances say no, and why (409): a sentence, or one on each line.
    Refused(String),
    /// There is no such thing (404).
    NotFound(String),
    /// The reader may not do this (403).
    Forbidden(String),
    /// The house itself failed. Logged whole; people see a number only (500).
    Fault(String),
}

/// The result of anything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An [`Error::Invalid`] with one problem.
    pub fn invalid(place: impl Into<String>, sentence: impl Into<String>) -> Self {
        Error::Invalid(vec![Problem { place: place.into(), sentence: sentence.into() }])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    if index > 0 {
                        out.write_str("；")?;
                    }
                    if !problem.place.is_empty() {
                        write!(out, "{}：", problem.place)?;
                    }
                    out.write_str(&problem.sentence)?;
                }
                Ok(())
            }
            Error::Refused(sentence) | Error::NotFound(sentence) | Error::Forbidden(sentence) => {
                out.write_str(sentence)
            }
            Error::Fault(sentence) => write!(out, "系统故障：{sentence}"),
        }
    }
}

impl std::error::Error for Error {}
