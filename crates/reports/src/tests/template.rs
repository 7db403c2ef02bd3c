//! Templates that people write: what they may do, and what stops them.

use storage::Error;

use super::bureau::{Bureau, MOMENT};
use crate::compose;

/// The text of a report made from a template, or the sentences that refuse it.
async fn told(bureau: &Bureau, body: &str) -> Result<String, String> {
    let template = format!("# 报告\n{body}");
    match compose(&bureau.office, MOMENT, Some(&template)).await {
        Ok(report) => Ok(report.document.plain_text().trim_start_matches("报告\n").to_owned()),
        // Which colon stands between place and sentence is the error's own business.
        Err(error @ Error::Invalid(_)) => Err(error.to_string().replace('：', ":")),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_template_says_numbers_in_the_way_of_reports() {
    let bureau = Bureau::open().await;
    let said = async |body: &str| told(&bureau, body).await.unwrap();
    assert_eq!(said("申报{{ figure(\"hnte-filed\") }}家").await, "申报2家");
    assert_eq!(said("{{ said('tsme-filed') }}，{{ hedge('tsme-filed') }}").await, "1家以上，以上");
    assert_eq!(said("{{ said('hnte-filed', '户') }}").await, "2户");
    assert_eq!(said("{{ figure(2) }}、{{ slot(12) }}").await, "2、2022");
    assert_eq!(said("{% if has('returned-capital') %}有{% else %}无{% endif %}").await, "无");
    assert_eq!(said("{{ said('returned-capital') }}").await, "【待补】亿元");
    assert_eq!(said("{{ year }}年到{{ year + 1 }}年，截至{{ as_of }}").await, "2022年到2023年，截至2022年12月31日");
    assert_eq!(said("{{ name('/organisations?kind=企业&sort=name', 'name') }}").await, "丙窑陶瓷有限公司");
    let rows = "{% for row in list('/supervision/problems', 'title', year=year, limit=1) %}{{ loop.index|chinese }}{{ row.title }}{% endfor %}";
    assert_eq!(said(rows).await, "一高层次创新人才不足");
}

#[tokio::test]
async fn a_figure_compares_with_its_target_and_with_last_year() {
    let bureau = Bureau::open().await;
    assert_eq!(told(&bureau, "甲{{ completion('hnte-filed') }}乙").await.unwrap(), "甲乙");
    bureau.add(&figures::TARGETS, &[("figure", "hnte-filed"), ("year", "2022"), ("value", "4")]).await;
    let budget = [
        ("number", "预0"),
        ("year", "2021"),
        ("item", "科技专项"),
        ("kind", "年初预算"),
        ("amount", "1000"),
        ("document", "瓷财〔2021〕1号"),
        ("approved_on", "2021-01-20"),
    ];
    bureau.add(&funds::BUDGETS, &budget).await;
    assert_eq!(told(&bureau, "{{ completion('hnte-filed') }}").await.unwrap(), "完成年度任务的50%");
    assert_eq!(told(&bureau, "{{ change('special-funds') }}").await.unwrap(), "同比增长28.6%");
}

#[tokio::test]
async fn an_unknown_figure_is_named_with_its_line_and_the_nearest_known() {
    let bureau = Bureau::open().await;
    let refused = told(&bureau, "甲\n{{ figure('tsme_numberd') }}家，{{ figure(\"hnte-vald\") }}家").await.unwrap_err();
    assert!(
        refused.contains("模板第 3 行:没有代码为“tsme_numberd”的指标。是不是tsme-numbered（获批科技型中小企业）"),
        "{refused}"
    );
    assert!(refused.contains("没有代码为“hnte-vald”的指标。是不是hnte-valid（有效高新技术企业）"), "{refused}");
    let refused = told(&bureau, "{{ figure(97) }}").await.unwrap_err();
    assert_eq!(refused, "模板第 2 行:没有第 97 处空格，编号为 1 至 96");
    let refused = told(&bureau, "{{ name('/supervision/problem', 'title') }}").await.unwrap_err();
    assert!(
        refused.contains("没有“/supervision/problem”这个列表。是不是 /supervision/problems（困难问题）"),
        "{refused}"
    );
    let refused = told(&bureau, "{{ name('/supervision/problems', 'titel') }}").await.unwrap_err();
    assert!(refused.contains("困难问题没有“titel”这一栏。可用的栏:number、year"), "{refused}");
}

#[tokio::test]
async fn whatever_is_wrong_with_a_template_is_said_with_its_line() {
    let bureau = Bureau::open().await;
    let cases = [
        ("甲\n{{ figure('hnte-filed') ", "模板第 3 行"),
        ("{% for x in [1] %}", "endfor"),
        ("{% frobnicate %}", "不认识“frobnicate”"),
        ("{{ nothing }}", "没有定义"),
        ("{{ frob(1) }}", "没有“frob”这个写法"),
        ("{{ 1 | frob }}", "没有“frob”这个过滤器"),
        ("{{ figure() }}", "括号里少写了内容"),
        ("{{ figure(“hnte-filed”) }}", "半角"),
        ("{{ list('/supervision/problems', 'title') }}", "请用 for 循环"),
        ("{{ list('/supervision/problems') }}", "应写出要用的栏"),
        ("{{ list('/supervision/problems', 'title', limit=1000) }}", "limit 应为 1 至 200"),
        ("{% include 'secret' %}", "不能引用别的模板"),
        ("@抄送 某局", "不认识“@抄送”"),
        ("@日期 某日", "模板第 2 行:@日期"),
    ];
    for (body, expected) in cases {
        let refused = told(&bureau, body).await.unwrap_err();
        assert!(refused.contains(expected), "{body}: {refused}");
        assert!(refused.starts_with("模板"), "{body}: {refused}");
    }
    let refused = compose(&bureau.office, MOMENT, Some("没有题目")).await.unwrap_err().to_string();
    assert!(refused.ends_with("没有题目：请写一行以“# ”开头的文字"), "{refused}");
}

#[tokio::test]
async fn an_endless_or_swelling_template_is_stopped() {
    let bureau = Bureau::open().await;
    let cases = [
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
        "{% set n = namespace(x='xxxxxxxxxxxxxxxx') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
        "{{ 'x' * 1000000000 }}",
        "{% for a in range(100000000) %}{% endfor %}",
    ];
    for body in cases {
        let started = std::time::Instant::now();
        let refused = told(&bureau, body).await.unwrap_err();
        assert!(refused.starts_with("模板第 2 行:"), "{body}: {refused}");
        assert!(started.elapsed().as_secs() < 20, "{body}");
    }
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(told(&bureau, &deep).await.unwrap_err().contains("套得太深"));
}

#[tokio::test]
async fn words_of_records_are_never_markup_and_nobody_forges_a_link() {
    let bureau = Bureau::open().await;
    let record = [
        ("number", "9"),
        ("year", "2021"),
        ("sequence", "9"),
        ("title", "**粗** {{ figure('x') }} <b>"),
        ("raised_on", "2021-11-01"),
    ];
    bureau.add(&supervision::PROBLEMS, &record).await;
    let body = "{{ name('/supervision/problems?year=2021', 'title') }}";
    assert_eq!(told(&bureau, body).await.unwrap(), "**粗** {{ figure('x') }} <b>");
    let forged = "\u{fdd0}Fx\u{fdd2}javascript:alert(1)\u{fdd2}1\u{fdd1}";
    let report = compose(&bureau.office, MOMENT, Some(&format!("# 题\n{forged}"))).await.unwrap();
    assert!(!report.document.to_html().contains("<a "));
}
