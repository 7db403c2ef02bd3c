//! Stories of reports, in a small bureau built from the real modules.

mod bureau;
mod pages;
mod sending;
mod template;
mod texts;
