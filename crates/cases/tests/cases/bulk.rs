//! 批量办理: many cases at once, and what became of each.

use super::{
    browser::Answer,
    bureau::{Bureau, TODAY},
};

const RETURN: &str = "/work/bulk?kind=seal_request&step=Return";

/// The form of the page as a browser would send it: what is ticked and what was seen.
fn ticked(page: &Answer) -> Vec<(String, String)> {
    let mut form = Vec::new();
    for part in page.body.split("<input type=\"checkbox\" name=\"id\" value=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        if part.split('>').next().unwrap().contains("checked") {
            form.push(("id".to_owned(), id.to_owned()));
        }
        form.push((format!("seen-{id}"), page.field(&format!("seen-{id}"))));
    }
    form
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

#[tokio::test]
async fn sixteen_at_once_and_what_became_of_each_is_told() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let mut ids = Vec::new();
        for number in 1..=16 {
            ids.push(bureau.submitted(&format!("第 {number:02} 件")).await);
        }
        let li = bureau.browser("li");
        let page = li.get(RETURN).await;
        let mut form = ticked(&page);
        assert_eq!(form.iter().filter(|(name, _)| name == "id").count(), 16, "{}", page.body);
        // Meanwhile others act: one request is turned down, on one something is noted, one goes to another section.
        bureau.does("song", ids[2], "Refuse", &[("reason", "不合规定")], TODAY).await;
        bureau.does("liu", ids[5], "Remark", &[("remark", "电话问过")], TODAY).await;
        bureau.set(&bureau.request(ids[9]).await, "section", bureau.sections[1].into()).await;
        form.push(("reason".to_owned(), "补材料".to_owned()));
        let done = li.post(RETURN, &borrowed(&form)).await;
        assert_eq!(done.status, 200);
        done.says(&["办了 13 件，3 件没有办成"]);
        assert_eq!(done.body.matches("已办，现为“草稿”").count(), 13, "{}", bureau.kind);
        let text = done.text();
        for said in [
            "第 03 件 “第 03 件”刚被别人办理过：song（局领导）已“不予用印”，现在是“不同意”",
            "第 06 件 “第 06 件”刚被别人办理过：liu（科室经办）已“备注”，现在是“待审核”",
            "第 10 件 用章申请中没有编号为",
        ] {
            assert!(text.contains(said), "{said} is not told: {text}");
        }
        assert_eq!(bureau.request(ids[0]).await.text("stage"), "草稿");
        assert_eq!(bureau.request(ids[5]).await.text("stage"), "待审核");
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn a_form_that_lacks_something_comes_back_with_every_tick() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let first = bureau.submitted("甲事").await;
    bureau.submitted("乙事").await;
    let li = bureau.browser("li");
    let page = li.get(RETURN).await;
    let (id, seen) = (first.to_string(), page.field(&format!("seen-{first}")));
    let name = format!("seen-{first}");
    let again = li.post(RETURN, &[("id", &id), (&name, &seen)]).await;
    assert_eq!(again.status, 422);
    again.says(&["理由应填写", "aria-invalid", &format!("value=\"{id}\" checked"), "data-dirty"]);
    assert_eq!(ticked(&again).iter().filter(|(name, _)| name == "id").count(), 1, "only what was ticked");
    let none = li.post(RETURN, &[("reason", "补材料")]).await;
    assert_eq!(none.status, 422);
    none.says(&["一件也没有选", "补材料"]);
    assert_eq!(ticked(&none).iter().filter(|(name, _)| name == "id").count(), 0);
    let unknown = li.post(RETURN, &[("id", "4711"), ("id", "4711"), ("id", "x"), ("reason", "补")]).await;
    unknown.says(&["办了 0 件，1 件没有办成", "没有编号为 4711 的记录"]);
    let many: Vec<(String, String)> = (0..201).map(|id| ("id".to_owned(), id.to_string())).collect();
    assert_eq!(li.post(RETURN, &[borrowed(&many), vec![("reason", "补")]].concat()).await.status, 422);
    assert_eq!(bureau.request(first).await.text("stage"), "待审核");
}

#[tokio::test]
async fn everybody_is_offered_the_steps_of_their_post_and_no_others() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.draft("没写用途").await;
    bureau.set(&bureau.request(id).await, "purpose", storage::Value::Null).await;
    let page = bureau.browser("li").get("/work/bulk").await;
    page.says(&["用章申请：退回", "用章申请：用印", "用印登记本：归档"]);
    page.hides(&["同意并公示", "公示期满", "用章申请：提交", "登记</a>"]);
    let page = bureau.browser("wang").get("/work/bulk?kind=seal_request&step=Submit").await;
    page.says(&["没写用途", "填写中", "没有写明用途"]);
    assert!(ticked(&page).iter().all(|(name, _)| name != "id"), "what cannot be handed in is not ticked");
    bureau.browser("jian").get("/work/bulk").await.says(&["没有可以批量办理的步骤"]);
    // A step of others is not reached by its address either.
    let page = bureau.browser("li").post("/work/bulk?kind=seal_request&step=Refuse", &[("id", "1")]).await;
    assert_eq!((page.status, page.location.as_str()), (303, "/work/bulk"));
    let stranger = bureau.browser("nobody");
    assert_eq!(stranger.get("/work/bulk").await.location, "/sign-in?next=%2Fwork%2Fbulk");
}
