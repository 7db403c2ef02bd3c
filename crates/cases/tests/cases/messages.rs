//! Messages: to whom, of what, and what was read.

use accounts::Unread;
use cases::{CaseFile, Inbox, MESSAGES, Note, send, unread};
use storage::{Deed, Result, Work};
use vocabulary::day;

use super::bureau::{Bureau, TODAY};

#[tokio::test]
async fn those_who_can_act_hear_of_it_and_nobody_else() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.submitted("投标用章").await;
        for login in ["li", "liu", "song", "sun"] {
            assert_eq!(bureau.told(login).await, ["待办：用章申请“投标用章”待审核"], "{login}, {}", bureau.kind);
        }
        assert_eq!(bureau.told("wu").await, ["用章申请“投标用章”：审核中"], "a colleague of whoever handed it in");
        for login in ["wang", "xu", "lu", "he", "jian", "shen"] {
            assert!(bureau.told(login).await.is_empty(), "{login} did it, may only send it back, or has no part in it");
        }
        let typed = [("notice_until", "2022-10-12"), ("minutes", "〔2022〕9 号"), ("held_on", "2022-09-26")];
        bureau.does("song", id, "Publish", &typed, TODAY).await;
        assert_eq!(bureau.told("song").await.len(), 1, "whoever acts is not told of it");
        assert_eq!(bureau.told("sun").await.last().unwrap(), "待办：用章申请“投标用章”公示中");
        assert_eq!(bureau.told("wu").await.len(), 1, "for the firm it is still under review");
        bureau.does("song", id, "Return", &[("reason", "重看")], day!(2022, 10, 9)).await;
        bureau.does("li", id, "Return", &[("reason", "补材料")], day!(2022, 10, 10)).await;
        for login in ["wang", "wu"] {
            assert_eq!(bureau.told(login).await.last().unwrap(), "待办：用章申请“投标用章”：填写中", "{login}");
        }
        assert!(bureau.told("xu").await.is_empty(), "the other firm hears nothing");
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn whose_post_has_ended_hears_nothing_more() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let liu = bureau.who("liu").post.unwrap();
    let post = CaseFile::read(bureau.db().reader(), &accounts::POSTS, liu).await.unwrap();
    bureau.set(&post, "ended_on", "2022-09-01".into()).await;
    bureau.submitted("投标用章").await;
    assert!(bureau.told("liu").await.is_empty());
    assert_eq!(bureau.told("li").await.len(), 1);
}

struct Flood<'a>(&'a Bureau, usize);

impl Deed for Flood<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let accounts: Vec<i64> = self.0.everybody().filter_map(|who| who.account).collect();
        for number in 0..self.1 {
            let note = Note { subject: format!("第 {number} 条"), body: String::new(), href: String::new() };
            send(work, self.0.db(), &accounts, &note, TODAY).await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_written_at_once_by_several_processes_have_numbers_of_their_own() {
    for fresh in testkit::databases().await {
        let bureau = std::sync::Arc::new(Bureau::open(fresh).await);
        let others = [bureau.db().clone(), bureau.another_process().await, bureau.another_process().await];
        let writers = others.map(|db| {
            let bureau = bureau.clone();
            tokio::spawn(async move {
                for _ in 0..10 {
                    db.write("测试", &Flood(&bureau, 1)).await.unwrap();
                }
            })
        });
        for writer in writers {
            writer.await.unwrap();
        }
        let mut numbers: Vec<i64> = bureau.all(&MESSAGES).await.iter().filter_map(|one| one.number("number")).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=330).collect::<Vec<i64>>(), "{}", bureau.kind);
    }
}

#[tokio::test]
async fn messages_are_read_one_by_one_or_all_and_only_ones_own() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.db().write("测试", &Flood(&bureau, 60)).await.unwrap();
        let li = bureau.browser("li");
        let page = li.get("/messages").await;
        page.says(&["<strong>60</strong> 条未读", "第 59 条", "第 10 条", "本页 50 条"]);
        page.hides(&["第 9 条"]);
        let next = li.get(&page.address("/messages?after=")).await;
        next.says(&["第 9 条", "第 0 条", "本页 10 条"]);
        li.get(&next.address("/messages?before=")).await.says(&["第 59 条", "本页 50 条"]);
        let id = page.field("id");
        assert_eq!(li.post("/messages/read", &[("id", &id)]).await.status, 303);
        let account = bureau.who("li").account.unwrap();
        let reader = bureau.db().reader();
        assert_eq!(unread(reader, account).await.unwrap(), 59);
        assert_eq!(Inbox.unread(bureau.db(), account).await.unwrap(), 59);
        // Somebody else's message is not theirs to mark.
        let other = bureau.browser("liu");
        other.post("/messages/read", &[("id", &page.field("id"))]).await;
        assert_eq!(unread(reader, account).await.unwrap(), 59);
        li.post("/messages/read", &[]).await;
        assert_eq!(unread(reader, account).await.unwrap(), 0);
        assert_eq!(unread(reader, bureau.who("liu").account.unwrap()).await.unwrap(), 60);
        assert_eq!(li.post("/messages/read", &[("id", "1' OR 1=1")]).await.status, 404);
        assert_eq!(li.get("/messages?after=x.y").await.status, 422);
        assert_eq!(bureau.browser("nobody").get("/messages").await.location, "/sign-in?next=%2Fmessages");
        bureau.require_verified().await;
    }
}
