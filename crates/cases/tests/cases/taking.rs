//! Taking a step: guards, answers, two at once, all or nothing, editions.

use cases::{Asked, CaseFile, EVENTS, MESSAGES, story, take};
use procedure::Word;
use storage::Error;
use vocabulary::day;

use super::{
    book::{BOOKS, EDITION_2022 as BOOK_2022, USES},
    bureau::{Bureau, TODAY, pairs},
    seal::{EDITION_2022, REQUESTS, Request, Stage},
};

fn refused(error: Error) -> Vec<String> {
    match error {
        Error::Refused(sentences) => sentences.lines().map(str::to_owned).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_procedures_of_these_stories_are_sound() {
    EDITION_2022.assert_sound();
    BOOK_2022.assert_sound();
}

#[tokio::test]
async fn every_guard_that_fails_is_told_with_what_to_do_next() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.draft("投标用章").await;
        let case = bureau.request(id).await;
        bureau.set(&case, "purpose", storage::Value::Null).await;
        bureau.set(&case, "copies", 30.into()).await;
        let told = refused(bureau.tries("wang", id, "Submit", &[], TODAY).await.unwrap_err());
        assert_eq!(
            told,
            ["没有写明用途。请在表格中填写用途", "申请 30 份，每次应在 1 到 20 份之间。请修改份数，或分次申请"],
            "{}",
            bureau.kind
        );
        assert_eq!(bureau.request(id).await.text("stage"), "草稿");
        assert!(story(bureau.db().reader(), REQUESTS.table, id).await.unwrap().is_empty());
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn answers_are_read_as_every_form_reads_them_and_kept_with_the_step() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.book("3").await;
        let id = bureau.on_notice("投标用章", day!(2022, 10, 12)).await;
        let typed = [("notice_until", "2022-10-13"), ("reason", "有人没看到")];
        bureau.does("song", id, "Extend", &typed, day!(2022, 10, 10)).await;
        bureau.does("song", id, "Approve", &[], day!(2022, 10, 10)).await;
        let long = "长".repeat(501);
        let wrong = [
            vec![("copies", "三"), ("seal", "私章"), ("fee", "-1")],
            vec![],
            vec![("copies", "1' OR 1=1"), ("seal", "<script>"), ("fee", long.as_str())],
        ];
        for (typed, places) in
            wrong.iter().zip([vec!["copies", "seal", "fee"], vec!["copies", "seal"], vec!["copies", "seal", "fee"]])
        {
            match bureau.tries("li", id, "Seal", typed, TODAY).await {
                Err(Error::Invalid(problems)) => {
                    let found: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
                    assert_eq!(found, places, "{problems:?}");
                }
                other => panic!("{other:?}"),
            }
        }
        let typed = [("copies", " 2 份"), ("seal", "合同章"), ("fee", "0.0012")];
        bureau.does("li", id, "Seal", &typed, day!(2022, 10, 11)).await;
        let told = story(bureau.db().reader(), REQUESTS.table, id).await.unwrap();
        assert_eq!(told.last().unwrap().answers, "用印份数：2 份\n印章：合同章\n工本费：0.0012 万元");
        let published = &told[1];
        assert_eq!((published.minutes.as_str(), published.held_on), ("〔2022〕9 号", Some(TODAY)));
        assert_eq!(published.answers, "公示截止日期：2022-10-12", "minutes have a column of their own");
        assert_eq!(told[2].reason, "有人没看到");
        let late: Vec<i64> = told.iter().map(|told| told.late).collect();
        assert_eq!(late, [0; 5]);
    }
}

/// Two people act on what both of them saw. Whoever is second hears that somebody was faster, whether the case moved on or
/// came back to the same stage.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_exactly_one_wins() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let other = bureau.another_process().await;
        for turn in 0..50 {
            let id = bureau.submitted(&format!("第 {turn} 件")).await;
            let seen = bureau.seen(id).await;
            let (first, second) = if turn % 2 == 0 {
                (("song", "Refuse", vec![("reason", "不合规定")]), ("li", "Return", vec![("reason", "补材料")]))
            } else {
                (("li", "Remark", vec![("remark", "甲")]), ("liu", "Remark", vec![("remark", "乙")]))
            };
            let tried = [(bureau.db().clone(), first), (other.clone(), second)].map(|(db, (login, step, typed))| {
                let (who, seen, typed) = (bureau.who(login).clone(), seen.clone(), pairs(&typed));
                tokio::spawn(async move {
                    let asked = Asked { who: &who, id, step, typed: &typed, seen: Some(&seen), today: TODAY };
                    take::<Request>(&db, &asked).await
                })
            });
            let mut won = 0;
            for tried in tried {
                match tried.await.unwrap() {
                    Ok(_) => won += 1,
                    Err(error) => assert!(refused(error)[0].contains("刚被别人办理过"), "turn {turn}"),
                }
            }
            assert_eq!(won, 1, "{}, turn {turn}", bureau.kind);
            let told = story(bureau.db().reader(), REQUESTS.table, id).await.unwrap();
            assert_eq!(told.len(), 2, "handed in, and one step more");
        }
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn a_case_that_went_away_and_came_back_is_not_the_one_that_was_seen() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.submitted("投标用章").await;
    let seen = bureau.seen(id).await;
    bureau.does("li", id, "Return", &[("reason", "改份数")], TODAY).await;
    bureau.does("wang", id, "Submit", &[], TODAY).await;
    let typed = pairs(&[("reason", "看的是旧的")]);
    let who = bureau.who("song");
    let asked = Asked { who, id, step: "Refuse", typed: &typed, seen: Some(&seen), today: TODAY };
    let told = refused(take::<Request>(bureau.db(), &asked).await.unwrap_err());
    assert_eq!(told, ["“投标用章”刚被别人办理过：wang（企业）已“提交”，现在是“待审核”。请看过新情况再办理"]);
    // Whoever names the stage alone asks for no more than that.
    let asked = Asked { seen: Some("待审核"), ..asked };
    assert_eq!(take::<Request>(bureau.db(), &asked).await.unwrap().stage, Stage::Refused.label());
}

#[tokio::test]
async fn a_step_that_moves_another_case_is_taken_whole_or_not_at_all() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let book = bureau.book("1").await;
        let mut ids = Vec::new();
        for title in ["甲事", "乙事"] {
            let id = bureau.on_notice(title, day!(2022, 10, 12)).await;
            bureau.does("song", id, "Approve", &[], TODAY).await;
            ids.push(id);
        }
        let typed = [("copies", "2"), ("seal", "公章")];
        bureau.does("li", ids[0], "Seal", &typed, TODAY).await;
        let before = bureau.sizes().await;
        let lines = storage::head(bureau.db().reader()).await.unwrap();
        let told = refused(bureau.tries("li", ids[1], "Seal", &typed, TODAY).await.unwrap_err());
        assert_eq!(told, ["登记本已写满 1 次。请先归档，另开一本"], "the guards of the other case are told");
        assert_eq!(bureau.sizes().await, before, "{}", bureau.kind);
        assert_eq!(storage::head(bureau.db().reader()).await.unwrap(), lines);
        assert_eq!(bureau.request(ids[1]).await.text("stage"), "待用印");
        let of_book = story(bureau.db().reader(), BOOKS.table, book).await.unwrap();
        assert_eq!((of_book.len(), of_book[0].role.as_str()), (1, "系统"), "the book moved once, by the house");
        assert_eq!(of_book[0].actor, bureau.who("li").actor(), "because of somebody");
        assert_eq!(bureau.all(&USES).await.len(), 1);
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn a_case_finishes_under_the_edition_with_which_it_began() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.book("3").await;
        let old = bureau.draft("旧程序的申请").await;
        let case = bureau.request(old).await;
        bureau.set(&case, "edition", 2021.into()).await;
        bureau.set(&case, "purpose", storage::Value::Null).await;
        bureau.does("wang", old, "Submit", &[], TODAY).await;
        let told = refused(bureau.tries("song", old, "Publish", &[], TODAY).await.unwrap_err());
        assert!(told[0].contains("不能“同意并公示”"), "{told:?}");
        bureau.does("li", old, "Approve", &[], TODAY).await;
        assert_eq!(bureau.request(old).await.text("stage"), "待用印");
        let new = bureau.submitted("新程序的申请").await;
        assert_eq!(bureau.request(new).await.number("edition"), Some(2022));
        let told = refused(bureau.tries("li", new, "Approve", &[], TODAY).await.unwrap_err());
        assert!(told[0].contains("不能“直接同意”"), "{told:?}");
        let unknown = bureau.submitted("不知哪一版").await;
        bureau.set(&bureau.request(unknown).await, "edition", 1999.into()).await;
        let told = refused(bureau.tries("song", unknown, "Refuse", &[("reason", "…")], TODAY).await.unwrap_err());
        assert!(told[0].contains("按 1999 年版的程序办理"), "nobody guesses by which rules it moves: {told:?}");
    }
}

#[tokio::test]
async fn a_case_is_not_there_for_strangers_and_a_step_is_told_to_whom_it_belongs() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.submitted("投标用章").await;
    for (login, step) in [("xu", "Submit"), ("lu", "Return"), ("shen", "Return")] {
        let tried = bureau.tries(login, id, step, &[("reason", "…")], TODAY).await;
        assert!(matches!(tried, Err(Error::NotFound(_))), "{login}: {tried:?}");
    }
    match bureau.tries("li", id, "Publish", &[], TODAY).await {
        Err(Error::Forbidden(said)) => assert_eq!(said, "“同意并公示”由局领导办理"),
        other => panic!("{other:?}"),
    }
    assert!(matches!(bureau.tries("li", id, "Destroy", &[], TODAY).await, Err(Error::NotFound(_))));
    assert!(matches!(bureau.tries("li", 4711, "Return", &[], TODAY).await, Err(Error::NotFound(_))));
    let told = refused(bureau.tries("wang", id, "Submit", &[], TODAY).await.unwrap_err());
    assert_eq!(told, ["“投标用章”现在是“审核中”，不能“提交”。请刷新页面，按现在的状态办理"]);
}

#[tokio::test]
async fn the_record_of_steps_hides_what_is_still_its_owners_alone() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.submitted("不想让人知道的事").await;
    bureau.does("li", id, "Return", &[("reason", "补材料")], TODAY).await;
    let steps = bureau.all(&EVENTS).await;
    let told: Vec<(&str, &str)> = steps.iter().map(|step| (step.text("name"), step.text("actor"))).collect();
    let officer = bureau.who("li").actor();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0], ("YZ2022-001", "科室经办"), "{officer} gave it back: it is a draft again");
    assert_eq!(steps[0].number("account"), bureau.who("li").account);
    assert_eq!(told[1].0, "不想让人知道的事");
}

#[tokio::test]
async fn a_form_cannot_write_what_only_a_step_may() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let typed =
        [("title", "偷跑"), ("stage", "已用印"), ("notice_until", "2022-01-01"), ("edition", "2021"), ("number", "X")];
    let id = cases::begin::<Request>(bureau.db(), bureau.who("wang"), &pairs(&typed), TODAY).await.unwrap();
    let case = bureau.request(id).await;
    let stands: Vec<&str> = ["stage", "notice_until", "number"].map(|name| case.text(name)).to_vec();
    assert_eq!(stands, ["草稿", "", "YZ2022-001"]);
    assert_eq!(case.number("edition"), Some(2022));
    assert!(bureau.all(&MESSAGES).await.is_empty(), "nobody is told of a draft but its owner, who wrote it");
    let stale: CaseFile = bureau.request(id).await;
    bureau.set(&stale, "remark", "甲".into()).await;
    bureau.set(&stale, "copies", 5.into()).await;
    let now = bureau.request(id).await;
    assert_eq!((now.text("remark"), now.number("copies")), ("甲", Some(5)));
    bureau.require_verified().await;
}
