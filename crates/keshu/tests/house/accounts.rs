//! The first accounts of a house, from the command line.

use testkit::browser;

use crate::{Server, printed, run};

const THREE: [&str; 6] = ["--system", "yu=于星潇", "--security", "tian=田安锐", "--audit", "jin=金思昭"];

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?} succeeded");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn a_house_is_shown_to_others_only_when_its_administrators_have_accounts() {
    for fresh in testkit::databases().await {
        let url = fresh.url.as_str();
        let refused = said(&["serve", "--database", url, "--listen", "0.0.0.0:0"]);
        assert!(
            refused.contains("还没有账号") && refused.contains("keshu accounts begin"),
            "{}: {refused}",
            fresh.kind
        );
        let begin = [&["accounts", "begin", "--database", url], THREE.as_slice()].concat();
        let mut alone = begin.clone();
        *alone.last_mut().unwrap() = "jin=于星潇";
        assert!(said(&alone).contains("应是三个人"), "{}", fresh.kind);
        let links = printed(&begin);
        assert_eq!(links.matches("/account/first?token=").count(), 3, "{links}");
        assert!(said(&begin).contains("已经有账号了"));
        assert!(said(&["accounts", "link", "nobody", "--database", url]).contains("没有登录名为“nobody”的账号"));
        let link = printed(&["accounts", "link", "jin", "--database", url]);
        let server = Server::start(url);
        let home = browser::get(&server.address, "/").unwrap();
        assert_eq!((home.status, home.header("location")), (303, Some("/sign-in?next=%2F")), "{}", fresh.kind);
        let fresh_link = link.split_whitespace().find(|word| word.starts_with("/account/first")).unwrap();
        assert_eq!(browser::get(&server.address, fresh_link).unwrap().status, 200);
        let old_link = links.split_whitespace().rfind(|word| word.starts_with("/account/first")).unwrap();
        assert_eq!(
            browser::get(&server.address, old_link).unwrap().status,
            409,
            "a new link takes the place of the old"
        );
    }
}

#[test]
fn accounts_and_their_secrets_travel_on_no_sheet() {
    let fresh = testkit::sqlite();
    printed(&[&["accounts", "begin", "--database", &fresh.url], THREE.as_slice()].concat());
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("house.xlsx").display().to_string();
    printed(&["export", "--database", &fresh.url, "--out", &out]);
    let again = format!("sqlite:{}", folder.path().join("again.db").display());
    let report = printed(&["import", &out, "--database", &again]);
    for sheet in ["账号", "岗位", "登录记录", "账号密钥", "未提交的填写"] {
        assert!(!report.contains(&format!("{sheet}：")), "{sheet}: {report}");
    }
    assert!(said(&["accounts", "link", "yu", "--database", &again]).contains("没有登录名为“yu”的账号"));
}
