//! Expert review: who may judge what, who judges it, and what they said together.
