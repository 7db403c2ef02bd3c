//! scratch
use vocabulary::day;
use super::*;
use super::super::objection::procedure::Objection;
#[tokio::test]
async fn dump() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    for (n, s, r) in [("4","79.5","20"),("5","78","45"),("6","70.25","10"),("7","66","25")] { listed.judged(n, s, r).await; }
    let list = listed.begun().await;
    let flagged = line_of(&listed, "SB2022-001").await.number("proposal").unwrap();
    let f = format!("#{flagged}");
    listed.story.bureau.add(&crate::FINDINGS, &[("proposal", f.as_str()), ("rule","dishonest-leader"),("title","负责人科研失信"),("found","需核实"),("judged","符合")]).await;
    let save = |name: &str, text: String| std::fs::write(format!("/tmp/p3/{name}.html"), text.replace("/static/", "file:///work/w/p3/crates/web/static/")).unwrap();
    let pages = listed.story.pages(day!(2022, 9, 21)).await;
    let l = format!("/projects/rankings/{list}/list");
    save("call", pages.get(&listed.officer, &format!("/projects/calls/{}", listed.call)).await.text());
    let page = pages.get(&listed.officer, &l).await;
    save("edit", page.text());
    let now = List::rows_of(listed.story.bureau.db.reader(), list).await.unwrap();
    let mut typed = vec![("_seen".to_owned(), page.hidden("_seen")), ("do".to_owned(), "try".to_owned())];
    for row in &now.rows {
        let d = if row.place == 2 { "备选" } else if row.place <= 4 { "立项" } else { "不立项" };
        typed.push((edit::field("disposition", row.id), d.to_owned()));
        typed.push((edit::field("amount", row.id), if d == "立项" { "45".to_owned() } else { String::new() }));
        typed.push((edit::field("exception", row.id), String::new()));
    }
    let t: Vec<(&str,&str)> = typed.iter().map(|(a,b)| (a.as_str(), b.as_str())).collect();
    save("tried", pages.post(&listed.officer, &l, &t).await.text());
    listed.decided(list).await;
    listed.does(&listed.leader, list, "SendBack", &[("reason","资助额有误")], DRAWN_UP).await;
    listed.decided(list).await;
    listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    save("read", pages.get(&listed.leader, &l).await.text());
    save("show", pages.get(&listed.leader, &format!("/projects/rankings/{list}")).await.text());
    let p = format!("#{}", line_of(&listed, "SB2022-002").await.number("proposal").unwrap());
    let li = format!("#{list}");
    let o = listed.story.begins::<Objection>(&listed.officer, &[("ranking", &li), ("proposal", &p), ("objector","李某"),("phone","13900001111"),("raised_on","2022-09-21"),("content","雷同")], day!(2022,9,21)).await;
    save("objection", pages.get(&listed.officer, &format!("/projects/objections/{o}")).await.text());
    save("notices", pages.get(&Who::default(), "/public/notices").await.text());
    save("notice", pages.get(&Who::default(), &format!("/public/notices/{list}")).await.text());
    for n in ["notice.pdf"] { std::fs::write(format!("/tmp/p3/{n}"), pages.get(&listed.officer, &format!("/projects/rankings/{list}/{n}")).await.bytes).unwrap(); }
    listed.story.does::<Objection>(&listed.officer, o, "Investigate", &[], day!(2022,9,21)).await;
    listed.story.does::<Objection>(&listed.leader, o, "Dismiss", &[("finding","不属实")], day!(2022,9,21)).await;
    listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
    listed.does(&listed.officer, list, "Issue", &[("document","湘科字〔2022〕12号")], day!(2022, 9, 29)).await;
    std::fs::write("/tmp/p3/approval.pdf", pages.get(&listed.officer, &format!("/projects/rankings/{list}/approval.pdf")).await.bytes).unwrap();
    let decide = pages.get(&listed.leader, &format!("/cases/ranking/{list}/Decide")).await;
    save("decide", decide.text());
}
#[tokio::test]
async fn dump_superior() {
    let listed = super::superior::decided(testkit::sqlite()).await;
    let pages = listed.story.pages(day!(2022, 12, 26)).await;
    let save = |name: &str, text: String| std::fs::write(format!("/tmp/p3/{name}.html"), text.replace("/static/", "file:///work/w/p3/crates/web/static/")).unwrap();
    save("documents", pages.get(&listed.officer, "/projects/superior-results/compare").await.text());
    let d = listing::address::encode(&[("document".to_owned(), super::superior::DOCUMENT.to_owned())]);
    save("compare", pages.get(&listed.officer, &format!("/projects/superior-results/compare?{d}")).await.text());
    save("report", pages.post(&listed.officer, "/projects/superior-results/compare", &[("document", super::superior::DOCUMENT), ("confirmed","是")]).await.text());
}
