//! keshu
fn main() {}
