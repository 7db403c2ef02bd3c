//! Stories of cases, with a small kind of case of their own: requests for the use of the official seal (用章申请).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what went wrong by failing"
)]

mod book;
mod browser;
mod bulk;
mod bureau;
mod limits;
mod mail;
mod messages;
mod pages;
mod post;
mod seal;
mod taking;
mod walking;
mod work;
