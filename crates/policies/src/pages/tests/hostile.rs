//! What nobody types by mistake: markup, floods, broken text.

use super::*;

#[tokio::test]
async fn what_was_typed_is_never_markup() {
    let desk = Desk::open().await;
    let script = "<script>alert(1)</script>\"'";
    for name in ["year", "staff", "direct", "resident", "more.st_staff", "sales", "<b>"] {
        let (_, page) = desk.check("tsme", &but(&SIXTY, name, script)).await;
        assert!(!page.contains("<script>alert") && !page.contains("alert(1)</script>"), "{name}");
    }
    for name in ["applied_on", "field", "ip.advancement", "management.rules", "sales.2025", "accident"] {
        let (status, page) = desk.check("hnte", &[("registered_on", "2018-03-01"), (name, script)]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!page.contains("<script>alert"), "{name}");
    }
}

#[tokio::test]
async fn a_flood_is_turned_away_in_a_sentence() {
    let desk = Desk::open().await;
    let said = json!({ "problems": [{ "field": "", "sentence": "内容没有收全，或者太长：最多65536个字节" }] });
    for length in [LONGEST + 1, 1 << 20, 3 << 20] {
        let (status, answer) = desk.call("tsme", &" ".repeat(length)).await;
        assert_eq!((status, &answer), (StatusCode::UNPROCESSABLE_ENTITY, &said), "{length} bytes");
    }
    let (status, answer) = desk.call("hnte", &"[".repeat(60_000)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
    let (status, page) = desk.check("tsme", &but(&SIXTY, "staff", &"9".repeat(20_000))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reads(&page, "verdict").contains("现为“99999999999999999999…”"), "{}", reads(&page, "verdict"));
}

#[tokio::test]
async fn what_is_no_text_is_told_so() {
    let desk = Desk::open().await;
    let (status, answer) = desk.post("/api/check/tsme", "application/json", vec![b'{', 0xff, b'}']).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.contains("UTF-8"), "{answer}");
    assert_eq!(desk.get("/check/tsme?year=%ff%fe").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_largest_numbers_overflow_nothing() {
    let desk = Desk::open().await;
    let most = "100000000000000";
    for name in ["sales", "rd", "costs", "assets", "more.rd", "more.sales"] {
        for text in [most, "-100000000000000", "9223372036854775807", "-9223372036854775808"] {
            let (status, _) = desk.check("tsme", &but(&SIXTY, name, text)).await;
            assert!(status == StatusCode::OK || status == StatusCode::UNPROCESSABLE_ENTITY, "{name}={text}: {status}");
        }
    }
    let (status, _) = desk.check("tsme", &but(&but(&SIXTY, "rd", most), "more.rd", most)).await;
    assert_eq!(status, StatusCode::OK);
}
