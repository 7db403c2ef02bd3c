//! The mail server of the house: off unless the environment names one.

use cases::MailBox;
use storage::{Error, Result};

/// The mail server, with user and password: `smtps://user:password@mail.example.gov.cn:465`. It is no flag, because whoever
/// lists the processes of a machine reads their flags.
const SERVER: &str = "KESHU_SMTP";

/// The address from which the house writes.
const FROM: &str = "KESHU_MAIL_FROM";

/// Where people reach the house, for the links in its mail: `https://keshu.example.gov.cn`.
const HOME: &str = "KESHU_URL";

/// The mail box that the environment names; nothing where it names no server. Without a word on where the house is reached
/// the links lead to the address `listen`.
///
/// # Errors
/// [`Error::Refused`] if what it says makes no sense.
pub(super) fn mail_box(setting: impl Fn(&str) -> Option<String>, listen: &str) -> Result<Option<MailBox>> {
    let said = |name: &str| setting(name).filter(|text| !text.trim().is_empty());
    let Some(server) = said(SERVER) else { return Ok(None) };
    let lacking = || Error::Refused(format!("设置了邮件服务器 {SERVER}，还须在 {FROM} 中写明发件地址"));
    let from = said(FROM).ok_or_else(lacking)?;
    let home = said(HOME).unwrap_or_else(|| format!("http://{listen}"));
    MailBox::new(&server, &from, &home).map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn of(settings: &[(&str, &str)]) -> Result<Option<MailBox>> {
        let setting =
            |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
        mail_box(setting, "127.0.0.1:8080")
    }

    #[tokio::test]
    async fn mail_is_off_until_a_server_is_named() {
        assert!(of(&[(FROM, "keshu@example.gov.cn")]).unwrap().is_none());
        assert!(of(&[(SERVER, " ")]).unwrap().is_none());
        let server = (SERVER, "smtps://keshu:secret@mail.example.gov.cn:465");
        let said = of(&[server]).unwrap_err().to_string();
        assert!(said.contains(FROM) && !said.contains("secret"), "{said}");
        let from = (FROM, "科枢 <keshu@example.gov.cn>");
        assert_eq!(of(&[server, from]).unwrap().unwrap().home, "http://127.0.0.1:8080");
        let home = (HOME, "https://keshu.example.gov.cn/");
        assert_eq!(of(&[server, from, home]).unwrap().unwrap().home, "https://keshu.example.gov.cn");
        let said = of(&[(SERVER, "mail.example.gov.cn"), from]).unwrap_err().to_string();
        assert!(said.contains("邮件服务器地址不对"), "{said}");
    }
}
