//! The directory of the house: regions, organisations and people, to which everything else refers.
//!
//! It holds who and where somebody is; what they apply for, receive or do stands in the modules.

mod organisation;
mod person;
mod region;
mod section;
mod words;

pub use organisation::ORGANISATIONS;
pub use person::PEOPLE;
pub use region::REGIONS;
pub use section::SECTIONS;
pub use words::{LEVELS, REPORT_ORDER, YES_NO};

use listing::Listing;

/// The listings of the directory.
pub static LISTINGS: &[&Listing] = &[&ORGANISATIONS, &PEOPLE, &REGIONS, &SECTIONS];
