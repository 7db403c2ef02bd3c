//! Mail: real letters to a small post office, and what happens when it does not take them.

use accounts::ACCOUNTS;
use cases::{CaseFile, MESSAGES, MailBox, deliver};
use storage::Error;
use vocabulary::day;

use super::{
    bureau::{Bureau, TODAY},
    post::PostOffice,
};

fn mail_box(port: u16) -> MailBox {
    MailBox::new(&format!("smtp://127.0.0.1:{port}"), "科枢 <keshu@example.gov.cn>", "https://keshu.example.gov.cn/")
        .unwrap()
}

/// What stands in the record of each message to somebody about its mail, the earliest first.
async fn mailed(bureau: &Bureau, login: &str) -> Vec<String> {
    let mut messages = bureau.all(&MESSAGES).await;
    messages.retain(|message| message.number("account") == bureau.who(login).account);
    messages.reverse();
    messages.iter().map(|message| message.text("mailed_at").to_owned()).collect()
}

#[tokio::test]
async fn a_message_goes_out_once_with_its_subject_and_its_link() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.submitted("投标用章").await;
        assert_eq!(mailed(&bureau, "li").await, [""], "nothing goes out by itself");
        let post = PostOffice::open("gone", false).await;
        let mail_box = mail_box(post.port);
        assert_eq!(deliver(bureau.db(), &mail_box).await.unwrap(), 4, "{}", bureau.kind);
        let letters = post.letters();
        let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        to.sort_unstable();
        let all = ["li@example.gov.cn", "liu@example.gov.cn", "song@example.gov.cn", "sun@example.gov.cn"];
        assert_eq!(to, all);
        let letter = letters.iter().find(|letter| letter.to.starts_with("li@")).unwrap();
        assert_eq!(letter.header("Subject"), "待办：用章申请“投标用章”待审核");
        assert!(letter.header("From").contains("<keshu@example.gov.cn>"), "{letter:?}");
        assert_eq!(letter.header("Content-Type").replace(' ', ""), "text/plain;charset=utf-8");
        assert_eq!(letter.text().trim(), format!("https://keshu.example.gov.cn/seals/requests/{id}"));
        assert!(mailed(&bureau, "li").await[0].starts_with("2022-09-26 "));
        assert_eq!(mailed(&bureau, "wu").await, ["无邮箱"], "an account without an address is marked");
        assert_eq!(deliver(bureau.db(), &mail_box).await.unwrap(), 0, "once");
        assert_eq!(post.letters().len(), 4);
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_loses_nothing() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.submitted("投标用章").await;
        let dead = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = dead.local_addr().unwrap().port();
        drop(dead);
        assert_eq!(deliver(bureau.db(), &mail_box(port)).await.unwrap(), 0);
        let busy = PostOffice::open("gone", true).await;
        assert_eq!(deliver(bureau.db(), &mail_box(busy.port)).await.unwrap(), 0);
        assert_eq!(mailed(&bureau, "li").await, [""]);
        let post = PostOffice::open("gone", false).await;
        assert_eq!(deliver(bureau.db(), &mail_box(post.port)).await.unwrap(), 4);
    }
}

#[tokio::test]
async fn one_mailbox_that_is_gone_holds_up_no_other() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        for (login, column, text) in
            [("li", "email", "gone@example.gov.cn"), ("liu", "email", "不是邮箱"), ("song", "state", "停用")]
        {
            let account =
                CaseFile::read(bureau.db().reader(), &ACCOUNTS, bureau.who(login).account.unwrap()).await.unwrap();
            bureau.set(&account, column, text.into()).await;
        }
        bureau.submitted("投标用章").await;
        let post = PostOffice::open("gone", false).await;
        assert_eq!(deliver(bureau.db(), &mail_box(post.port)).await.unwrap(), 1, "the other leader");
        assert_eq!(mailed(&bureau, "li").await, ["对方拒收"]);
        assert_eq!(mailed(&bureau, "liu").await, ["邮箱地址不对"]);
        assert_eq!(mailed(&bureau, "song").await, ["账号已停用"]);
    }
}

#[tokio::test]
async fn what_is_older_than_a_week_is_not_written_about() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    bureau.submitted("投标用章").await;
    for message in bureau.all(&MESSAGES).await {
        bureau.set(&message, "sent_on", day!(2022, 9, 18).to_string().as_str().into()).await;
    }
    bureau.submitted("今天的").await;
    let post = PostOffice::open("gone", false).await;
    assert_eq!(deliver(bureau.db(), &mail_box(post.port)).await.unwrap(), 4);
    assert!(post.letters().iter().all(|letter| letter.header("Subject").contains("今天的")));
    assert_eq!(TODAY, day!(2022, 9, 26));
}

#[test]
fn a_mail_box_that_makes_no_sense_is_refused_without_telling_its_password() {
    for (server, from) in [("mail.example.gov.cn", "a@b.cn"), ("http://u:secret@mail", "a@b.cn"), ("smtp://mail", "谁")]
    {
        match MailBox::new(server, from, "https://keshu.example.gov.cn") {
            Err(Error::Refused(said)) => assert!(!said.contains("secret") && said.contains("地址"), "{said}"),
            other => panic!("{server}: {other:?}"),
        }
    }
}
