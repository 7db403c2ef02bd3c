//! The words of the field as types: money, days, codes and numbers, and how a report says them.
//!
//! First tier. This crate is pure: no async, no input or output, no clock, no randomness, no global state and no float;
//! it depends on no other crate of the house. Whatever people type comes in through a `parse` that either gives a
//! value or
//! a [`Wrong`] with one Chinese sentence for them. It knows no module, no table and no page.
//!
//! Thresholds of regulations do not live here but as [`Dated`] values beside the module they govern.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod bank_card;
mod credit_code;
mod dated;
mod day;
mod day_reading;
mod fold;
mod id_number;
mod ids;
mod industry;
mod money;
mod number;
mod orcid;
mod patent_number;
mod period;
mod phone;
mod region;
mod role;
mod wording;
mod working_days;
mod wrong;

pub use bank_card::BankCard;
pub use credit_code::CreditCode;
pub use dated::{Dated, Since};
pub use day::Day;
pub use id_number::IdNumber;
pub use industry::{INDUSTRY_SECTIONS, Industry, IndustrySection};
pub use money::{Money, MoneyUnit};
pub use number::{Scaled, format_scaled, grouped, parse_integer, parse_scaled};
pub use orcid::Orcid;
pub use patent_number::{PatentClass, PatentKind, PatentNumber};
pub use period::{Period, Window};
pub use phone::Phone;
pub use region::{Region, RegionLevel};
pub use role::Role;
pub use wording::{Said, Wording};
pub use working_days::WorkingDays;
pub use wrong::Wrong;
