//! The secrets of an account: kept apart from it, sealed in the database, shown on no page and told by no line of history.

use listing::{Kept, Listing, day, integer, link, long_text, text};

use crate::ACCOUNTS;

/// The secrets of accounts.
pub(crate) static SECRETS: Listing = Listing {
    table: "secret",
    path: "/secrets",
    title: "账号密钥",
    unit: "份",
    about: "账号的口令摘要、动态码密钥和一次性链接。加密保存，不在任何页面出现。",
    key: &["account"],
    name: &["account"],
    kept: Kept::Inside,
    columns: &[
        link("account", "账号", &ACCOUNTS).required(),
        long_text("password", "口令摘要").personal(),
        long_text("earlier", "以前的口令摘要").personal(),
        text("totp_key", "动态码密钥").personal(),
        day("totp_on", "动态码启用日期"),
        integer("totp_step", "动态码最近时段", ""),
        text("link", "一次性链接摘要").personal(),
        text("link_until", "链接有效期"),
    ],
    ..Listing::BLANK
};
