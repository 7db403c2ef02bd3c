//! The panel, the form of a step, the printable history and the procedures.

use axum::http::StatusCode;
use vocabulary::day;

use super::bureau::{Bureau, TODAY};

#[tokio::test]
async fn the_panel_says_where_a_case_is_what_is_missing_and_what_was_done() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.draft("投标用章").await;
        bureau.set(&bureau.request(id).await, "purpose", storage::Value::Null).await;
        let of_case = format!("/seals/requests/{id}");
        let page = bureau.browser("wang").get(&of_case).await;
        page.says(&["填写中", "还差 1 项", "没有写明用途。请在表格中填写用途", "还没有办理过任何一步"]);
        bureau.set(&bureau.request(id).await, "purpose", "投标".into()).await;
        let page = bureau.browser("wang").get(&of_case).await;
        let form = format!("<form method=\"post\" action=\"/cases/seal_request/{id}/Submit\">");
        page.says(&[&form, "name=\"_seen\" value=\"草稿#0\""]);
        bureau.does("wang", id, "Submit", &[], TODAY).await;
        let page = bureau.browser("song").get(&of_case).await;
        page.says(&[
            "办理期限 2022-10-08",
            "还剩 5 个工作日",
            "别人还可以：退回（科室经办、科室负责人）",
            "草稿→待审核",
        ]);
        page.says(&[&format!("/cases/seal_request/{id}/history"), "/procedures/seal-request?edition=2022"]);
        page.hides(&["公示期满"]);
        bureau.set(&bureau.request(id).await, "edition", 1999.into()).await;
        let page = bureau.browser("song").get(&of_case).await;
        assert_eq!(page.status, 200);
        page.says(&["按 1999 年版的程序办理，系统中没有这一版"]);
    }
}

#[tokio::test]
async fn the_firm_reads_the_story_in_its_own_words() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.submitted("投标用章").await;
    bureau.does("li", id, "Remark", &[("remark", "老板脾气大")], TODAY).await;
    bureau.does("li", id, "Return", &[("reason", "请补授权书")], day!(2022, 9, 27)).await;
    for address in [format!("/seals/requests/{id}"), format!("/cases/seal_request/{id}/history")] {
        let own = bureau.browser("wu").get(&address).await;
        own.says(&["填写中→审核中", "审核中→填写中", "请补授权书", &bureau.who("wang").actor()]);
        // The remark stands in the record of the case itself, which is the firm's to read; the step does not.
        own.hides(&["备注：老板脾气大", &bureau.who("li").actor(), "待审核→待审核"]);
        bureau.does("wang", id, "Submit", &[], day!(2022, 9, 28)).await;
        let full = bureau.browser("jian").get(&address).await;
        full.says(&["备注：老板脾气大", &bureau.who("li").actor(), "待审核→待审核"]);
        bureau.does("li", id, "Return", &[("reason", "请补授权书")], day!(2022, 9, 28)).await;
    }
}

#[tokio::test]
async fn a_step_that_cannot_be_taken_comes_back_with_everything_that_was_typed() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.submitted("投标用章").await;
        let publish = format!("/cases/seal_request/{id}/Publish");
        let song = bureau.browser("song");
        let page = song.get(&publish).await;
        page.says(&["同意并公示", "办理后为“公示中”", "这一步在系统之外办理", "会议纪要或文件编号"]);
        let seen = page.field("_seen");
        assert_eq!(seen, "待审核#1");
        let script = "<script>alert(1)</script>";
        let wrong = [("_seen", seen.as_str()), ("notice_until", "明天"), ("minutes", script), ("held_on", "")];
        let again = song.post(&publish, &wrong).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY.as_u16(), "{}", bureau.kind);
        again.says(&["value=\"明天\"", "&#60;script&#62;", "notice_until-error", "held_on-error", "data-dirty"]);
        again.hides(&[script, "minutes-error"]);
        let early = [
            ("_seen", seen.as_str()),
            ("notice_until", "2022-09-26"),
            ("minutes", "〔2022〕9 号"),
            ("held_on", "2022-09-26"),
        ];
        let again = song.post(&publish, &early).await;
        assert_eq!(again.status, 422);
        again.says(&["公示截止日期应晚于今天", "value=\"〔2022〕9 号\""]);
        // Somebody is faster, with a step after which this one is no longer there.
        bureau.does("sun", id, "Refuse", &[("reason", "不合规定")], TODAY).await;
        let typed = [
            ("_seen", seen.as_str()),
            ("notice_until", "2022-10-12"),
            ("minutes", "〔2022〕9 号"),
            ("held_on", "2022-09-26"),
        ];
        let again = song.post(&publish, &typed).await;
        assert_eq!(again.status, 409);
        again.says(&[
            "“投标用章”刚被别人办理过：sun（局领导）已“不予用印”，现在是“不同意”",
            "value=\"〔2022〕9 号\"",
            "value=\"2022-10-12\"",
        ]);
        again.hides(&["type=\"submit\">同意并公示"]);
        let page = song.get(&publish).await;
        assert_eq!(page.status, 409);
        page.says(&["现在是“不同意”，没有这一步"]);
    }
}

#[tokio::test]
async fn a_guard_that_fails_is_told_on_the_form_and_by_the_step() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.draft("投标用章").await;
    bureau.set(&bureau.request(id).await, "copies", 99.into()).await;
    let submit = format!("/cases/seal_request/{id}/Submit");
    let wang = bureau.browser("wang");
    wang.get(&submit).await.says(&["现在还不能“提交”", "申请 99 份", "办理后为“审核中”"]);
    let refused = wang.post(&submit, &[("_seen", "草稿#0")]).await;
    assert_eq!(refused.status, 409);
    refused.says(&["没有办理", "申请 99 份，每次应在 1 到 20 份之间。请修改份数，或分次申请"]);
    bureau.set(&bureau.request(id).await, "copies", 9.into()).await;
    let taken = wang.post(&submit, &[("_seen", &refused.field("_seen"))]).await;
    assert_eq!((taken.status, taken.location), (303, format!("/seals/requests/{id}")));
    let replayed = wang.post(&submit, &[("_seen", "草稿#0")]).await;
    assert_eq!(replayed.status, 409, "the same form sent twice is one step");
}

#[tokio::test]
async fn for_strangers_a_case_is_not_there() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let draft = bureau.draft("还是草稿").await;
        let id = bureau.submitted("投标用章").await;
        let pages = |id: i64| {
            ["", "/Submit", "/Return", "/history"].map(|end| match end {
                "" => format!("/seals/requests/{id}"),
                end => format!("/cases/seal_request/{id}{end}"),
            })
        };
        for login in ["xu", "shen", "nobody"] {
            for address in pages(id).into_iter().chain(pages(4711)) {
                let page = bureau.browser(login).get(&address).await;
                assert_eq!(page.status, 404, "{login} asks for {address}");
                page.hides(&["投标用章", "待审核"]);
            }
            let posted =
                bureau.browser(login).post(&format!("/cases/seal_request/{id}/Return"), &[("reason", "…")]).await;
            assert_eq!(posted.status, 404, "{login}");
        }
        for address in pages(draft) {
            assert_eq!(bureau.browser("li").get(&address).await.status, 404, "a draft is its owner's alone: {address}");
        }
        let other = bureau.browser("lu").get(&format!("/cases/seal_request/{id}/Return")).await;
        assert_eq!(other.status, 403, "the bureau sees it, another section handles it");
        for address in
            ["/cases/account/1/Submit", "/cases/nothing/1/history", &format!("/cases/seal_request/{id}/Destroy")]
        {
            assert_eq!(bureau.browser("li").get(address).await.status, 404, "{address}");
        }
        for login in ["wang", "xu", "nobody"] {
            assert_eq!(
                bureau.browser(login).get("/cases/events").await.status,
                404,
                "{login} reads the record of steps"
            );
        }
        bureau.browser("li").get("/cases/events").await.says(&["办理记录", "投标用章"]);
        assert_eq!(bureau.request(id).await.text("stage"), "待审核");
    }
}

#[tokio::test]
async fn the_history_of_a_case_is_one_page_to_print() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.on_notice("投标用章", day!(2022, 10, 12)).await;
        let longer = [("notice_until", "2022-10-20"), ("reason", "有人没看到")];
        bureau.does("song", id, "Extend", &longer, day!(2022, 10, 13)).await;
        let page = bureau.browser("li").get(&format!("/cases/seal_request/{id}/history")).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        for said in [
            "投标用章 用章申请 办理经过 截至 2022-09-26",
            "现在 公示中（2022-09-26 起）",
            "办理期限 2022-10-20",
            "（最初期限 2022-10-12）",
            "单位 甲窑",
            "科室 办公室",
            "登记 2022-09-26，wang（企业）",
            "办理程序 用章申请（2022 年版）",
            "已办 3 步，共用 10 个工作日，超期合计 1 个工作日",
            "2 2022-09-26 song（局领导） 同意并公示 待审核→公示中 2022-10-08 0 个工作日 依据：〔2022〕9 号（2022-09-26）",
            "3 2022-09-26 song（局领导） 延长公示 公示中→公示中 2022-10-12 10 个工作日 超期 1 个工作日 理由：有人没看到",
        ] {
            assert!(text.contains(said), "“{said}” is not in: {text}");
        }
    }
}

#[tokio::test]
async fn every_edition_of_a_procedure_is_shown() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let anybody = bureau.browser("nobody");
    anybody.get("/procedures").await.says(&["/procedures/seal-request", "用印登记本"]);
    let page = anybody.get("/procedures/seal-request").await;
    page.says(&["2022 年版", "<svg", "写明用途", "/procedures/seal-request?edition=2021", "至公示截止日期"]);
    page.hides(&["查看用章申请"]);
    bureau.browser("li").get("/procedures/seal-request").await.says(&["href=\"/seals/requests\">查看用章申请"]);
    let old = anybody.get("/procedures/seal-request?edition=2021").await;
    old.says(&["2021 年版", "/procedures/seal-request?edition=2022"]);
    old.hides(&["写明用途"]);
    for missing in ["/procedures/seal-request?edition=1999", "/procedures/nothing"] {
        assert_eq!(anybody.get(missing).await.status, 404, "{missing}");
    }
}
