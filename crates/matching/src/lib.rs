//! Threading the needle: what enterprises need, what research has found, and what became of every suggestion.
