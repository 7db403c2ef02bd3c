//! What people should not send, and what others should not see.

use vocabulary::Role;

use super::{OPEN, OVER, begun, published, saves, steps, written};
use crate::{ANSWERS, call::procedure::Call, tests::Story};

#[tokio::test]
async fn a_file_that_lies_about_its_type_is_refused_with_the_reason() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = begun(&pages, &firm, call, "高温陶瓷膜").await;
        let papers = format!("/projects/proposals/{id}/papers");
        let page = b"<html><script>alert(1)</script></html>";
        for (name, bytes, said) in [
            ("可研.pdf", page.as_slice(), "而是网页（HTML）"),
            ("安装.exe", b"MZ".as_slice(), "的后缀是 .exe"),
            ("空.txt", b"".as_slice(), "是空文件"),
        ] {
            let answer = pages.upload(&firm, &papers, "可行性研究报告", name, bytes).await;
            assert_eq!(answer.status, 422, "{name}");
            answer.says(&[said, "可行性研究报告", "未上传"]);
        }
        let form = pages.post(&firm, &papers, &[("paper", "可行性研究报告")]).await;
        assert_eq!(form.status, 422, "a form without a file");
        form.says(&["没有收到文件"]);
    }
}

#[tokio::test]
async fn every_field_too_long_missing_of_the_wrong_kind_or_hostile_is_told_and_nothing_is_stored() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let long = "长".repeat(20_001);
        let wrong =
            ["'; DROP TABLE proposal; --", "<script>alert(1)</script>", "\u{0}", "\u{202e}fdp", "-1", "1e400", &long];
        for section in ["Basics", "Members", "Partners", "Budget", "Indicators", "Questions", "Submission"] {
            let address = format!("/projects/proposals/{id}/write/{section}");
            let shown = pages.get(&firm, &address).await.text();
            let names: Vec<&str> = shown
                .split(" name=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .filter(|name| !name.starts_with('_') && !name.starts_with("id.") && !name.starts_with("remove."))
                .collect();
            assert!(!names.is_empty(), "{section} has no fields");
            for text in wrong {
                let typed: Vec<(&str, &str)> = names.iter().map(|name| (*name, text)).collect();
                let answer = pages.post(&firm, &address, &typed).await;
                assert_eq!(answer.status, 422, "{section} took {:.30}: {}", text, answer.location);
                assert!(!answer.text().contains("<script>alert"), "{section} echoes a script");
            }
            let after = pages.get(&firm, &address).await.text();
            assert_eq!(after, shown, "{section} changed");
        }
        let many: Vec<(String, String)> = (0..300).map(|row| (format!("name.{row}"), "人".to_owned())).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let answer = pages.post(&firm, &format!("/projects/proposals/{id}/write/Members"), &many).await;
        assert_eq!(answer.status, 409);
        answer.says(&["最多 200 行，现为 300 行"]);
        let far = pages
            .post(&firm, &format!("/projects/proposals/{id}/write/Members"), &[("name.18446744073709551615", "人")])
            .await;
        assert_eq!(far.status, 409);
        for typed in [vec![], vec![("call", "9")], vec![("call", "abc")], vec![("call", "1' OR 1=1")]] {
            let answer = pages.post(&firm, "/projects/apply", &typed).await;
            assert_eq!(answer.status, 409, "{typed:?}");
        }
    }
}

#[tokio::test]
async fn what_is_another_units_is_not_there() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let (firm, other) = (story.of_firm(story.firm), story.of_firm(story.other_firm));
        let id = written(&pages, &firm, call).await;
        let theirs = begun(&pages, &other, call, "别的项目").await;
        for path in ["", "/edit", "/write", "/write/Budget", "/versions", "/papers/1"] {
            let answer = pages.get(&other, &format!("/projects/proposals/{id}{path}")).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        }
        let stolen = pages.get(&other, &format!("/projects/proposals/{theirs}/papers/1")).await;
        assert_eq!(stolen.status, 404, "a file of another proposal under an own address");
        for (path, typed) in [
            (format!("/projects/proposals/{id}/write/Basics"), ("name", "抢来的")),
            (format!("/cases/proposal/{id}/Submit"), ("_seen", "草稿")),
        ] {
            assert_eq!(pages.post(&other, &path, &[typed]).await.status, 404, "{path}");
        }
        let upload = pages.upload(&other, &format!("/projects/proposals/{id}/papers"), "可研", "a.txt", b"a").await;
        assert_eq!(upload.status, 404);
        let members = format!("/projects/proposals/{id}/write/Members");
        let row = pages.get(&firm, &members).await.hidden("id.0");
        let own = format!("/projects/proposals/{theirs}/write/Members");
        saves(&pages, &other, &own, &[("id.0", &row), ("name.0", "冒名")]).await;
        pages.get(&firm, &members).await.says(&["value=\"王某\""]);
        pages.get(&other, &own).await.says(&["value=\"冒名\""]);
    }
}

#[tokio::test]
async fn nobody_of_the_bureau_sees_what_is_sealed_before_the_call_closes() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[("sealed", "是")]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let page = pages.get(&firm, &format!("/projects/proposals/{id}/write/Submission")).await.text();
        assert!(page.contains("密封提交") && !page.contains("value=\"Submit\""), "{page}");
        steps(&pages, &firm, id, "SubmitSealed", &[]).await;
        let secrets = ["高温陶瓷膜", "王某", "烧结炉", "发明专利", "可研.txt", "甲陶瓷公司", "20.5"];
        for role in
            [Role::Officer, Role::Head, Role::Leader, Role::Finance, Role::Supervisor, Role::Superior, Role::Expert]
        {
            let mut who = story.of_bureau(role);
            who.region = "3699".to_owned();
            for path in ["", "/edit", "/write", "/versions", "/papers/1"] {
                let answer = pages.get(&who, &format!("/projects/proposals/{id}{path}")).await;
                assert_eq!(answer.status, 404, "{role:?} {path}: {}", answer.text());
            }
            for step in ["Accept", "Reject", "Unseal", "TakeBack"] {
                let answer = pages.post(&who, &format!("/cases/proposal/{id}/{step}"), &[("reason", "看看")]).await;
                assert_eq!(answer.status, 404, "{role:?} {step}: {}", answer.text());
            }
            let mut lists: Vec<String> = crate::MODULE
                .listings
                .iter()
                .filter(|listing| listing.kept != listing::Kept::Inside && listing.table != "call")
                .flat_map(|listing| ["", ".json"].map(|ending| format!("{}{ending}", listing.path)))
                .collect();
            lists.extend([
                format!("/projects/calls/{call}"),
                "/history".to_owned(),
                "/projects/proposals?stage=封存".to_owned(),
            ]);
            for address in lists {
                let text = pages.get(&who, &address).await.text();
                for secret in secrets {
                    assert!(!text.contains(secret), "{role:?} finds {secret} at {address}:\n{text}");
                }
            }
        }
        let officer = story.of_bureau(Role::Officer);
        pages.get(&officer, &format!("/projects/calls/{call}")).await.says(&["封存 <strong>1</strong> 份"]);
        let events =
            crate::rows::all(story.bureau.db.reader(), &cases::EVENTS, listing::Filter::default()).await.unwrap();
        let handed_in = events.iter().find(|event| event.text("step") == "密封提交").unwrap();
        let told = format!("{} {}", handed_in.text("name"), handed_in.text("actor"));
        assert_eq!(told, "2022-TZ001-001 企业");

        story.does::<Call>(&officer, call, "Close", &[], OVER).await;
        let later = story.pages(OVER).await;
        later.get(&officer, &format!("/projects/proposals/{id}")).await.says(&[
            "高温陶瓷膜材料研发",
            "王某",
            "可研.txt",
        ]);
        later.get(&officer, ANSWERS.path).await.says(&["是否有在孵产品"]);
    }
}
