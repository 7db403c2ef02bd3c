//! Stories of panels.

mod drawing;
mod judging;
mod scene;
