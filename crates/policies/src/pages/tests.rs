//! Stories of the self-checks, as a browser and another program meet them.

mod hostile;
mod interface;
mod trial;

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use expect_test::expect;
use listing::{address, pages::Answer, pages::House};
use serde_json::json;
use storage::Reader;
use testkit::Fresh;
use tower::ServiceExt;
use vocabulary::day;
use web::{Site, Who};

use super::*;

const TODAY: Day = day!(2026, 11, 23);

/// The example of the regulation that passes with exactly 60 points, as it is typed.
const SIXTY: [(&str, &str); 13] = [
    ("year", "2026"),
    ("resident", "true"),
    ("staff", "40"),
    ("st_staff", "9"),
    ("sales", "3000万元"),
    ("assets", "20,000,000"),
    ("rd", "126万"),
    ("costs", "７５０００００"),
    ("class1", "0"),
    ("class2", "3"),
    ("restricted_industry", "false"),
    ("misconduct", "false"),
    ("direct", "none"),
];

/// The same in JSON.
const SIXTY_IN_JSON: &str = r#"{"year":2026,"resident":true,"staff":40,"st_staff":9,"sales":30000000,"assets":20000000,
    "rd":1260000,"costs":7500000,"class1":0,"class2":3,"restricted_industry":false,"misconduct":false,"direct":[]}"#;

/// The records that the tests invent.
#[derive(Debug)]
struct Records;

impl Prefill for Records {
    fn of<'a>(&'a self, kind: Kind, _: Reader<'a>, unit: i64, day: Day) -> Answer<'a, Prefilled> {
        Box::pin(async move {
            let questionnaire = match kind {
                Kind::Tsme => json!({ "year": day.year(), "staff": unit, "direct": ["高新技术企业"], "sales": null }),
                Kind::Hnte => {
                    json!({ "applied_on": day.to_string(), "years": [{ "year": 2024, "sales": 32_000_000 }] })
                }
            };
            Ok(Prefilled { questionnaire, sources: vec!["2025年度的企业年度数据".to_owned()] })
        })
    }
}

/// A counter at which somebody asks.
struct Desk {
    router: Router,
    _fresh: Fresh,
}

impl Desk {
    async fn open_for(who: Who) -> Desk {
        let fresh = testkit::sqlite();
        let bureau = testkit::Bureau::open(fresh, [&crate::POLICIES], TODAY).await;
        let house = Arc::new(House::new(bureau.db.clone(), bureau.registry, Vec::new(), Site::default()));
        let router = routes(&house, Arc::new(Records)).layer(axum::Extension(Arc::new(who)));
        Desk { router, _fresh: bureau.fresh }
    }

    async fn open() -> Desk {
        Desk::open_for(Who::default()).await
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        self.ask(Request::builder().uri(address).body(Body::empty()).unwrap()).await
    }

    /// The page of an address with these fields.
    async fn check(&self, word: &str, typed: &[(&str, &str)]) -> (StatusCode, String) {
        self.get(&format!("/check/{word}?{}", encoded(typed))).await
    }

    async fn post(&self, address: &str, kind: &str, body: impl Into<Body>) -> (StatusCode, String) {
        let request = Request::builder().method(Method::POST).uri(address).header(header::CONTENT_TYPE, kind);
        self.ask(request.body(body.into()).unwrap()).await
    }

    async fn call(&self, word: &str, json: &str) -> (StatusCode, serde_json::Value) {
        let (status, text) = self.post(&format!("/api/check/{word}"), "application/json", json.to_owned()).await;
        (status, serde_json::from_str(&text).unwrap())
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 10 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn encoded(typed: &[(&str, &str)]) -> String {
    let pairs: Vec<(String, String)> =
        typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    address::encode(&pairs)
}

/// The same fields with one of them typed otherwise.
fn but<'a>(typed: &[(&'a str, &'a str)], name: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    typed.iter().filter(|(known, _)| *known != name).copied().chain([(name, text)]).collect()
}

/// What a person reads of the part of a page with this id: its text, a line for each block.
fn reads(page: &str, id: &str) -> String {
    let start = page.find(&format!("id=\"{id}\"")).unwrap();
    let part = page.get(start..).unwrap();
    let part = part.split_once('>').unwrap().1;
    let end = ["</section>", "</table>", "</fieldset>"].iter().filter_map(|tag| part.find(tag)).min();
    let mut text = String::new();
    let mut rest = part.get(..end.unwrap_or(part.len())).unwrap();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        let is_block = ["p", "li", "ul", "h2", "h3", "tr", "text", "title", "svg", "legend", "label"].contains(&name);
        text.push_str(if is_block {
            "\n"
        } else if name == "td" {
            " | "
        } else {
            ""
        });
        rest = after;
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> =
        lines.map(|line| line.trim_end_matches(" |").to_owned()).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[tokio::test]
async fn an_enterprise_reads_where_it_stands_without_an_account() {
    let desk = Desk::open().await;
    let (status, page) = desk.check("tsme", &but(&SIXTY, "st_staff", "2")).await;
    assert_eq!(status, StatusCode::OK);
    expect![[r#"
        结论
        不符合
        8项条件中有2项不符合。
        得分48分，60分合格，满分100分
        48分
        60分合格
        0
        100
        在中国境内（不包括港、澳、台地区）注册的居民企业：符合
        职工总数：符合
        销售收入：符合
        资产总额：符合
        不属于禁止、限制和淘汰类，也不属于不适用加计扣除的行业：符合
        上一年和当年没有重大事故、严重违法失信，也未列入经营异常和严重违法失信名单：符合
        科技人员指标得分不为零：不符合
        综合评价得分：不符合
    "#]]
    .assert_eq(&reads(&page, "verdict"));
    expect![[r#"
        还差什么
        不符合科技人员指标得分不为零
        现有：2人，占职工总数40人的5.00%，得0分。要求：科技人员不低于职工总数的10%。
        科技人员再增加3人（职工总数同时增加） 试一试
        不符合综合评价得分
        现有：48分（科技人员0分，研发投入30分〔占销售收入4.20%，占成本费用16.80%，取高〕，科技成果18分）。要求：不低于60分。
        还差12分。下面任做到一项：
        科技人员再增加8人（职工总数同时增加） 试一试
        研发费用再增加540,000元（成本费用同时增加） 试一试
        Ⅰ类知识产权再增加1项 试一试
    "#]]
    .assert_eq(&reads(&page, "gaps"));
    expect![[r#"
        逐项条件
        条件结果现有要求还差
        在中国境内（不包括港、澳、台地区）注册的居民企业国科发政〔2017〕115号第六条（一） | 符合 | | 是 | | 是 | | —
        职工总数国科发政〔2017〕115号第六条（二） | 符合 | | 40人 | | 不超过500人 | | —
        销售收入国科发政〔2017〕115号第六条（二） | 符合 | | 30,000,000元 | | 不超过200,000,000元 | | —
        资产总额国科发政〔2017〕115号第六条（二） | 符合 | | 20,000,000元 | | 不超过200,000,000元 | | —
        不属于禁止、限制和淘汰类，也不属于不适用加计扣除的行业国科火字〔2022〕67号、国科发政〔2017〕115号第六条（三） | 符合 | | 不属于 | | 不属于 | | —
        上一年和当年没有重大事故、严重违法失信，也未列入经营异常和严重违法失信名单国科发政〔2017〕115号第六条（四） | 符合 | | 没有 | | 没有 | | —
        科技人员指标得分不为零国科发政〔2017〕115号第六条（五） | 不符合 | | 2人，占职工总数40人的5.00%，得0分 | | 科技人员不低于职工总数的10% | | 科技人员再增加3人（职工总数同时增加）
        综合评价得分国科发政〔2017〕115号第六条（五）、第七条 | 不符合 | | 48分（科技人员0分，研发投入30分〔占销售收入4.20%，占成本费用16.80%，取高〕，科技成果18分） | | 不低于60分 | | 还差12分；科技人员再增加8人（职工总数同时增加）；或者研发费用再增加540,000元（成本费用同时增加）；或者Ⅰ类知识产权再增加1项
    "#]].assert_eq(&reads(&page, "details"));
}

#[tokio::test]
async fn what_is_not_known_widens_the_range() {
    let desk = Desk::open().await;
    let (status, page) = desk.check("tsme", &[("year", "2026")]).await;
    assert_eq!(status, StatusCode::OK);
    let verdict = reads(&page, "verdict");
    assert!(verdict.contains("有可能符合") && verdict.contains("0—100分"), "{verdict}");
    assert!(verdict.contains("没有不符合的条件，还有8项要补充填写才能判断。"), "{verdict}");
    assert!(page.contains(r##"<a href="#st_staff">科技人员</a>"##), "the blank fields are linked");
}

#[tokio::test]
async fn the_form_begins_with_today_and_gives_no_answer_yet() {
    let desk = Desk::open().await;
    let (status, page) = desk.get("/check/hnte").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(r#"name="applied_on" value="2026-11-23""#) && page.contains("2023年度"), "{page}");
    assert_eq!(
        reads(&page, "verdict").lines().nth(1),
        Some("填写以后，这里给出结论：是否符合、得多少分、每项条件差多少。")
    );
    let (_, page) = desk.get("/check/tsme").await;
    assert!(page.contains(r#"name="year" value="2026""#), "{page}");
    let (status, page) = desk.get("/check").await;
    assert!(status == StatusCode::OK && page.contains("/check/tsme") && !page.contains("prefill"), "{page}");
}

#[tokio::test]
async fn everything_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
    let desk = Desk::open().await;
    let typed = [
        ("applied_on", "2026-07-01"),
        ("sales.2023", "24000000"),
        ("sales.2024", "三千万"),
        ("rd.2023", "1500000.5"),
        ("rd.2025", "2200000"),
        ("st_staff", "十二"),
        ("management.rules", "7"),
        ("more.st_staff", "3"),
    ];
    let (status, page) = desk.check("hnte", &typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    expect![[r#"
        还不能给出结论
        请先改正或补充6处：
        没有填写注册成立日期
        科技人员应为整数（单位：人），现为“十二”
        研发费用请四舍五入到元，现为“1500000.5”
        销售收入应为金额，如 32000000 或 3200万元，现为“三千万”
        没有填写销售收入
        研发组织管理制度、核算体系和辅助账应为 true、false 或0至6的整数分值，现为7
    "#]]
    .assert_eq(&reads(&page, "verdict"));
    for kept in ["三千万", "1500000.5", "十二", r#"name="more.st_staff" value="3""#] {
        assert!(page.contains(kept), "{kept} is lost");
    }
    for field in ["sales.2024", "rd.2023", "sales.2025", "st_staff", "registered_on", "management.rules"] {
        assert!(page.contains(&format!(r##"<a href="#{field}">"##)), "no problem leads to {field}");
        assert!(page.contains(&format!(r#"id="{field}""#)), "there is no field {field}");
    }
    let (status, page) = desk.check("tsme", &[("year", "2027"), ("direct", "none"), ("direct", "国家科技奖励")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    expect![[r#"
        还不能给出结论
        请先改正或补充2处：
        评价年度2027还没有到，现在是2026年
        直接确认条件选了“都没有”，就不能再选别的
    "#]]
    .assert_eq(&reads(&page, "verdict"));
}

#[tokio::test]
async fn a_year_follows_the_day_of_application() {
    let desk = Desk::open().await;
    let typed =
        [("applied_on", "2025-07-01"), ("registered_on", "2023-03-01"), ("sales.2023", "1"), ("sales.2024", "2")];
    let (status, page) = desk.check("hnte", &typed).await;
    assert_eq!(status, StatusCode::OK, "{}", reads(&page, "verdict"));
    assert!(page.contains("2022年度") && !page.contains("2025年度"), "{page}");
    let (status, page) = desk.check("hnte", &[typed.as_slice(), &[("sales.2022", "1")]].concat()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(r##"<a href="#sales.2022">2022年度不在计算范围内，应为2023至2024年度</a>"##), "{page}");
}

#[tokio::test]
async fn an_enterprise_begins_with_what_its_records_say() {
    let unit = Who { account: Some(1), unit: Some(86), role: Some(Role::Enterprise), ..Who::default() };
    let desk = Desk::open_for(unit).await;
    assert!(desk.get("/check").await.1.contains("/check/tsme?prefill=1"));
    let (status, page) = desk.get("/check/tsme?prefill=1").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("已填入本单位的2025年度的企业年度数据"), "{page}");
    assert!(page.contains(r#"name="staff" value="86""#) && page.contains(r#"value="高新技术企业" checked"#), "{page}");
    let (status, page) = desk.get("/check/hnte?prefill=1").await;
    assert_eq!(status, StatusCode::OK, "what the records lack is asked for");
    assert!(page.contains("没有填写注册成立日期"), "{page}");
    assert!(page.contains(r#"name="sales.2024" value="32000000""#), "{page}");
    let (status, page) = Desk::open().await.get("/check/tsme?prefill=1").await;
    assert!(status == StatusCode::OK && !page.contains("已填入"), "the public has no records: {page}");
}
