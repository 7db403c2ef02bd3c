//! Sentences as vectors: a small multilingual model read from its file and run in plain Rust.
