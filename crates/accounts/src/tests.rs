//! Stories of people at the gate: on both databases, through the very router that a browser meets.

mod administrators;
mod browser;
mod demonstration;
mod desk;
mod drafts;
mod forms;
mod sessions;
mod signing_in;
