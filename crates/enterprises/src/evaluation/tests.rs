//! Stories of evaluations.

use cases::CaseFile;
use expect_test::expect;
use policies::assessment::Answer;
use vocabulary::{Role, day};

use super::{
    Stage, TSME_APPLICATIONS,
    procedure::{EDITION_2017, Evaluation, Facts},
};
use crate::{
    TSME_ENTRIES,
    tests::{Story, TODAY},
};

const FORM: [(&str, &str); 7] = [
    ("resident", "是"),
    ("restricted", "否"),
    ("misconduct", "否"),
    ("class1", "1"),
    ("class2", "3"),
    ("ground", "没有"),
    ("contact", "某人"),
];

#[tokio::test]
async fn an_evaluation_goes_from_the_self_assessment_to_the_number_and_may_lose_it() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let enterprise = story.of_firm(story.firm);
        let (officer, head) = (story.of_bureau(Role::Officer), story.of_bureau(Role::Head));
        let id = story.begins::<Evaluation>(&enterprise, &FORM, TODAY).await.unwrap();
        let twice = story.begins::<Evaluation>(&enterprise, &FORM, TODAY).await.unwrap_err();
        expect!["企业 2026 年的评价已经开始，请在原来的评价上继续办理"].assert_eq(&twice.to_string());
        assert_eq!(story.does::<Evaluation>(&enterprise, id, "Submit", &[], TODAY).await, "待审");
        story.does::<Evaluation>(&officer, id, "PassCheck", &[], TODAY).await;
        let notice = [("batch", "2026年第5批"), ("minutes", "评价公告5号"), ("held_on", "2026-06-03")];
        story.does::<Evaluation>(&officer, id, "Announce", &notice, day!(2026, 6, 3)).await;
        let on = day!(2026, 6, 25);
        let typed = [("number", "2025369903A000001"), ("numbered_on", "2026-06-22")];
        let told = story.refused::<Evaluation>(&officer, id, "Enter", &typed, on).await;
        expect!["number：入库登记编号应为 18 位，现为 17 位"].assert_eq(&told);
        let typed = [("number", "2026369903A0000001"), ("numbered_on", "2026-06-22")];
        assert_eq!(story.does::<Evaluation>(&officer, id, "Enter", &typed, on).await, "已入库");
        let entry = async || {
            let all = CaseFile::all(story.bureau.db.reader(), &TSME_ENTRIES, Default::default()).await.unwrap();
            assert_eq!(all.len(), 1);
            ["filed_on", "batch", "number", "numbered_on", "revoked_on"].map(|name| all[0].text(name).to_owned())
        };
        assert_eq!(entry().await, ["2026-06-01", "2026年第5批", "2026369903A0000001", "2026-06-22", ""]);
        let typed = [("minutes", "撤销公告1号"), ("held_on", "2026-08-03"), ("reason", "抽查发现数据不实")];
        assert_eq!(story.does::<Evaluation>(&head, id, "Revoke", &typed, day!(2026, 8, 4)).await, "已撤销");
        assert_eq!(entry().await[4], "2026-08-03");
        let again = story.begins::<Evaluation>(&enterprise, &FORM, day!(2026, 9, 1)).await.unwrap_err();
        expect!["企业 2026 年的入库编号已被撤销，当年不得再次申请，请明年再来"].assert_eq(&again.to_string());
        assert!(story.begins::<Evaluation>(&enterprise, &FORM, day!(2027, 3, 1)).await.is_ok());
    }
}

#[tokio::test]
async fn what_does_not_qualify_is_not_handed_in_and_impossible_figures_are_told() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let enterprise = story.of_firm(story.firm);
        let id = story.begins::<Evaluation>(&enterprise, &FORM, TODAY).await.unwrap();
        story.writes(&TSME_APPLICATIONS, id, &[("misconduct", "是")]).await.unwrap();
        let told = story.refused::<Evaluation>(&enterprise, id, "Submit", &[], TODAY).await;
        expect!["自评结果为“不符合”。请到“自测”查看差在哪里，补齐数据后再提交"].assert_eq(&told);
        story.writes(&TSME_APPLICATIONS, id, &[("costs", "0"), ("misconduct", "否")]).await.unwrap();
        let told = story.refused::<Evaluation>(&enterprise, id, "Submit", &[], day!(2026, 7, 1)).await;
        expect!["自评无法计算：成本费用支出总额为零，无法计算研发费用占比；请核对，还不知道的不填。请更正评价表，年度数据有误或缺少的，请联系本局补充"]
            .assert_eq(&told);
        let told = story.refused::<Evaluation>(&enterprise, id, "Submit", &[], day!(2027, 1, 4)).await;
        assert!(told.starts_with("评价年度 2026 已过"), "{told}");
    }
}

#[test]
fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
    EDITION_2017.assert_sound();
    expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2017.outline().matrix());
}

#[test]
fn a_walk_replays_to_the_same_stage() {
    for seed in 0..100 {
        let mut turn = 0_i64;
        let moves = procedure::walk(&EDITION_2017, seed, 15, |_| {
            turn += 1;
            let answer = if turn % 3 == 0 { Answer::No } else { Answer::Yes };
            let notice_until = Some(TODAY.plus_days(if turn % 2 == 0 { -1 } else { 1 }));
            let verdict = Some((answer, 60));
            Facts { today: TODAY, year: 2026 - i64::from(turn % 5 == 0), problems: Vec::new(), verdict, notice_until }
        });
        let end = moves.last().map_or(Stage::Draft, |last| last.3);
        assert_eq!(procedure::replay(&EDITION_2017, &moves), end);
    }
}
