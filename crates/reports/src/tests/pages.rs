//! Stories of the pages.

use axum::http::StatusCode;

use super::bureau::Bureau;

#[tokio::test]
async fn the_report_page_shows_text_gaps_checks_and_downloads() {
    let bureau = Bureau::open().await;
    let (status, page) = bureau.get("/reports/annual").await;
    assert_eq!(status, StatusCode::OK);
    for said in [
        "<h1>2022 年度工作总结</h1>",
        "瓷源区科学技术局<wbr>关于2022年工作总结<wbr>暨下一步工作打算的报告",
        "id=\"fig-hnte-filed-first-batch\">2</a>",
        "class=\"fig missing\" href=\"/figures/returned-capital?year=2022",
        "<h2>一、工作现状</h2>",
        "<h3>（一）抓申报、增投入、聚人才，创新环境持续改善</h3>",
        "<strong>项目申报力度加大。</strong>",
        "带着待补报送",
        "2022 年度还没有报送过。",
        "/reports/annual.docx",
    ] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
    let (status, docx) = bureau.fetch("/reports/annual.docx?year=2022&as_of=2022-08-07").await;
    assert_eq!((status, &docx[..2]), (StatusCode::OK, b"PK".as_slice()));
    let (status, xlsx) = bureau.fetch("/reports/annual.xlsx").await;
    assert_eq!((status, &xlsx[..2]), (StatusCode::OK, b"PK".as_slice()));
    let (status, said) = bureau.get("/reports/annual?year=abc").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("不是年份"), "{said}");
}

#[tokio::test]
async fn a_wording_is_edited_previewed_saved_and_restored() {
    let bureau = Bureau::open().await;
    let (status, page) = bureau.get("/reports/annual/template").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("内置文字") && page.contains("data-insert=\"{{ figure(&#34;hnte-valid&#34;) }}\""), "{page}");
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();

    let wrong = "# 我的题目\n一、数字\n有{{ figure(\"hnte-fled\") }}家";
    let (status, page) = bureau.post("/reports/annual/template", &[("template", wrong), ("seen", &seen)]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["模板第 3 行", "没有代码为“hnte-fled”的指标", "# 我的题目", "<mark>有{{ figure(", "data-dirty"]
    {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }

    let mine = "# 我的题目\n一、数字\n有{{ figure(\"hnte-filed\") }}家";
    let preview = [("template", mine), ("seen", seen.as_str()), ("preview", "1")];
    let (status, page) = bureau.post("/reports/annual/template", &preview).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("预览如下") && page.contains("<h1>我的题目</h1>"), "{page}");
    let (_, page) = bureau.get("/reports/annual").await;
    assert!(!page.contains("我的题目"));

    let (status, _) = bureau.post("/reports/annual/template", &[("template", mine), ("seen", &seen)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = bureau.get("/reports/annual").await;
    assert!(page.contains("<h1>我的题目</h1>"), "{page}");

    let (status, page) =
        bureau.post("/reports/annual/template", &[("template", "# 别的\n文字"), ("seen", &seen)]).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("模板刚被别人改过") && page.contains("# 别的"), "{page}");

    let (status, page) = bureau.get("/reports/annual/template/restore").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("要恢复内置文字吗"));
    bureau.post("/reports/annual/template/restore", &[]).await;
    let (_, page) = bureau.get("/reports/annual").await;
    assert!(page.contains("下一步工作打算"));
}

#[tokio::test]
async fn a_wrong_wording_in_force_shows_what_is_wrong_instead_of_the_report() {
    let bureau = Bureau::open().await;
    let record = [("code", "annual"), ("name", "年度工作总结"), ("body", "# 题\n{{ figure('nope') }}")];
    bureau.add(&crate::TEMPLATES, &record).await;
    let (status, page) = bureau.get("/reports/annual").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("模板第 2 行") && page.contains("去修改模板"), "{page}");
}

#[tokio::test]
async fn a_report_is_sent_and_a_difference_gets_its_reason() {
    let bureau = Bureau::open().await;
    let form = [("year", "2022"), ("as_of", "2022-12-31")];
    let (status, said) = bureau.post("/reports/annual/freeze", &form).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(said.contains("处待补"), "{said}");
    let (status, _) = bureau.post("/reports/annual/freeze", &[form[0], form[1], ("gaps", "1")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = bureau.get("/reports/frozen/1/differences").await;
    assert!(page.contains("没有不同"), "{page}");
    bureau.file("#3").await;
    let (_, page) = bureau.get("/reports/annual").await;
    assert!(page.contains("<del class=\"old\">2家</del> → <ins class=\"new\">3家</ins>"), "{page}");
    let (_, page) = bureau.get("/reports/frozen/1/differences").await;
    let figure = page.split("name=\"figure\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let reason = [("figure", figure.as_str()), ("reason", "补录一件申报")];
    let (status, _) = bureau.post("/reports/frozen/1/differences", &reason).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = bureau.get("/reports/frozen/1/differences").await;
    assert!(page.contains("补录一件申报</textarea>"), "{page}");
    let (status, _) = bureau.get("/reports/frozen/99/differences").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
