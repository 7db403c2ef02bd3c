//! 账号: by which somebody signs in. Its secrets stand elsewhere.

use directory::{PEOPLE, YES_NO};
use listing::{Audience, CodeKind, Kept, Listing, Order, choice, code, day, link, text};
use vocabulary::{Day, Role};

use crate::entry::Entry;

/// 启用: it can be used.
pub(crate) const OPEN: &str = "启用";

/// 停用: nobody can sign in with it.
pub(crate) const STOPPED: &str = "停用";

/// For how many days an account may lie unused before it is stopped (GB/T 22239-2019: superfluous accounts are removed).
pub(crate) const UNUSED: i32 = 90;

/// 账号.
pub static ACCOUNTS: Listing = Listing {
    table: "account",
    path: "/accounts",
    title: "账号",
    unit: "个",
    about: "登录本系统的账号，一人一个，不共用。口令和动态码密钥另行加密保存，谁也看不到。",
    key: &["name"],
    name: &["holder", "name"],
    order: Order::Rising("name"),
    audience: Audience::Only(&[Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator]),
    kept: Kept::ByCase,
    columns: &[
        code("name", "登录名", CodeKind::Number)
            .required()
            .searched()
            .hint("小写字母、数字、点、横线或汉字，2 至 32 个"),
        text("holder", "使用人").required().searched().hint("姓名；一人一个账号"),
        link("person", "人员", &PEOPLE).aside().hint("专家必填"),
        code("phone", "电话", CodeKind::Phone).personal(),
        text("email", "电子邮箱").aside(),
        choice("state", "状态", &[OPEN, STOPPED]).required().by_step(),
        day("created_on", "开立日期").required().by_step().aside(),
        day("enabled_on", "启用日期").required().by_step().aside(),
        day("last_used_on", "最近使用").by_step(),
        day("password_set_on", "设口令日期").by_step(),
        choice("must_change", "须改口令", YES_NO).required().plain().by_step().aside(),
    ],
    ..Listing::BLANK
};

/// Whether an account has lain unused for too long.
pub(crate) fn is_unused(account: &Entry, today: Day) -> bool {
    let last = account.day("last_used_on").max(account.day("enabled_on"));
    last.is_some_and(|last| today.days_since(last) > UNUSED)
}

/// What is wrong with a login name.
pub(crate) fn login_fault(name: &str) -> Option<String> {
    let is_letter = |letter: char| {
        letter.is_ascii_lowercase()
            || letter.is_ascii_digit()
            || matches!(letter, '.' | '-' | '_')
            || ('\u{4e00}'..='\u{9fff}').contains(&letter)
    };
    let fits = (2..=32).contains(&name.chars().count()) && name.chars().all(is_letter);
    (!fits).then(|| "登录名应为 2 至 32 个小写字母、数字、点、横线、下划线或汉字".to_owned())
}

#[cfg(test)]
mod tests {
    use super::login_fault;

    #[test]
    fn a_login_name_is_plain() {
        for good in ["chen.mc", "陈明川", "a1", "x_y-z"] {
            assert_eq!(login_fault(good), None, "{good}");
        }
        for bad in ["", "a", "Chen", "chen mc", "<b>", "a@b", "a\n", &"长".repeat(33)] {
            assert!(login_fault(bad).is_some(), "{bad}");
        }
    }
}
