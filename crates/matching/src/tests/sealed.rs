//! The story of what is sealed: it is opened with a reason, the opening is on the record, and it stands nowhere else.

use axum::http::StatusCode;
use vocabulary::Role;

use super::story::{Story, TODAY};
use crate::OPENINGS;

const SECRET: &str = "釉料配方含氧化钇百分之三";

#[tokio::test]
async fn what_is_sealed_opens_with_a_reason_and_stands_nowhere_else() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let demand = story.opened(&pages).await;
        let address = format!("/matching/demands/{demand}/sealed");
        let sealed = pages.post(&enterprise, &format!("/matching/demands/{demand}/seal"), &[("content", SECRET)]).await;
        assert_eq!(sealed.status, StatusCode::SEE_OTHER);
        let blank = pages.post(&officer, &address, &[("reason", "看看")]).await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        blank.hides(&[SECRET]);
        assert!(story.all(&OPENINGS).await.is_empty());
        let leader = story.of_bureau(Role::Leader);
        assert_eq!(pages.post(&leader, &address, &[("reason", "了解情况")]).await.status, StatusCode::FORBIDDEN);
        let opened = pages.post(&officer, &address, &[("reason", "核对专家回避范围")]).await;
        opened.says(&[SECRET, "这次查看已记录"]);
        let record = story.all(&OPENINGS).await;
        assert_eq!((record.len(), record[0].text("reason")), (1, "核对专家回避范围"));
        pages.get(&enterprise, &address).await.says(&["某科室经办", "核对专家回避范围"]);
        for place in [
            address.as_str(),
            &format!("/matching/demands/{demand}"),
            "/matching/demands.csv",
            "/matching/openings",
            "/history",
        ] {
            pages.get(&officer, place).await.hides(&[SECRET]);
        }
        assert_eq!(pages.get(&officer, "/matching/secrets").await.status, StatusCode::NOT_FOUND);
    }
}
