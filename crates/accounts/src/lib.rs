//! Accounts, posts and sessions: who somebody is in this house and what they may see and do.
