//! 收款账户: where the allowances of a person are paid to. The account is personal: sealed in the database, masked on pages.

use directory::PEOPLE;
use listing::{CodeKind, Listing, Order, code, link, text};

/// 收款账户.
pub static PAYEES: Listing = Listing {
    table: "payee",
    path: "/talent/payees",
    title: "收款账户",
    unit: "个",
    about: "人才待遇的收款银行卡，一人一个。卡号属个人信息，页面上一律遮蔽，只在支付清单中给银行。",
    key: &["person"],
    name: &["person"],
    order: Order::Earliest,
    columns: &[
        link("person", "人员", &PEOPLE).required(),
        text("account_name", "户名").required().personal(),
        code("card", "账号", CodeKind::BankCard).required().personal(),
        text("bank", "开户行").required(),
        code("bank_code", "联行号", CodeKind::Number).hint("12 位数字"),
    ],
    ..Listing::BLANK
};
