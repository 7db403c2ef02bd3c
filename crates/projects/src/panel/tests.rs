//! Stories of panels.

mod assigning;
mod drawing;
mod figures;
mod judging;
mod pages;
mod scene;
