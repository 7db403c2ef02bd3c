//! Full text over every record and document of the house.

pub mod dense;
mod fuse;
