//! The database of the house: one data layer for SQLite and PostgreSQL, one write path, one history.
//!
//! Everything that changes goes through [`Db::write`]: a serializable transaction ([`Work`]) that writes rows and, with
//! each of them, a line of the SM3 hash-chained history. There is no other way to write, so there is no row without a
//! line and no line without a row; [`verify`] proves it afterwards.
//!
//! What is personal stands in the database only sealed ([`Seal`]): rows, filters and keys are plain on this side of the
//! crate and SM4 ciphertext on the other.
//!
//! This crate knows tables, rows and values. It knows no listing, no module and no page; what a table means is said by
//! those who declare it.

mod clock;
mod database;
mod error;
mod fault;
mod history;
mod key;
mod schema;
mod seal;
mod sealing;
mod sql;
mod table;
mod value;
mod verify;
mod work;

pub use clock::Clock;
pub use database::Db;
pub use error::{Error, Problem, Result};
pub use history::{Act, Line, changed_since, head, lines_of, lines_since, version};
pub use key::HouseKey;
pub use seal::Seal;
pub use sql::{Reader, Sql};
pub use table::{Column, ColumnKind, Row, Table, digest};
pub use value::Value;
pub use verify::{Finding, Verified, verify};
pub use work::{Deed, Work};
