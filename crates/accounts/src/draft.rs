//! 未提交的填写: what somebody typed into a form and has not sent yet, so that a closed window loses nothing.

use listing::{Kept, Listing, link, long_text, text};

use crate::{ACCOUNTS, POSTS};

/// The drafts of forms.
pub(crate) static DRAFTS: Listing = Listing {
    table: "draft",
    path: "/drafts/kept",
    title: "未提交的填写",
    unit: "份",
    about: "填了一半、还没有提交的表单。加密保存，只给填写的人看；提交成功即删除。",
    key: &["account", "post", "address"],
    name: &["address"],
    kept: Kept::Inside,
    columns: &[
        link("account", "账号", &ACCOUNTS).required(),
        link("post", "岗位", &POSTS).required(),
        text("address", "表单地址").required(),
        long_text("body", "填写内容").personal(),
        text("saved_at", "保存时刻").required(),
    ],
    ..Listing::BLANK
};
