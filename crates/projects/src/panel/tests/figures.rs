//! The figures of review count what they say.

use figures::{Moment, read};

use super::scene::{Scene, TODAY};
use crate::panel::FIGURES;

#[tokio::test]
async fn figures_count_the_pool_the_draws_and_the_reviews() {
    for fresh in testkit::databases().await {
        let mut scene = Scene::open(fresh, 2).await;
        let unknown = scene.expert("技术", "43045").await;
        scene.story.change(&review::EXPERTS, unknown.id, &[("unit", "")]).await;
        let panel = scene.judging(&[]).await;
        scene.all_hand_in(panel).await;
        scene.does(panel, "Discuss", &[], TODAY).await;
        scene.does(panel, "Lock", &[("consensus", "同意")], TODAY.plus_days(4)).await;
        let moment = Moment { year: 2022, as_of: TODAY.plus_days(30) };
        let mut told = Vec::new();
        for figure in FIGURES {
            let reading =
                read(scene.story.bureau.db.reader(), figure.at(moment, Some("369903")).unwrap()).await.unwrap();
            told.push(format!("{} {}", figure.code, reading.exact().unwrap_or_default()));
        }
        assert_eq!(
            told,
            ["experts-in-pool 13", "panels-drawn 1", "experts-excluded 1", "proposals-reviewed 2", "review-days 8"]
        );
    }
}
