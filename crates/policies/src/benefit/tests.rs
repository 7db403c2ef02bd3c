//! What the form says of a benefit or a policy that cannot be.

use listing::{Listing, records};
use procedure::Word;
use storage::Error;
use testkit::Bureau;
use vocabulary::day;

use super::{BENEFITS, Kind, Library, MONTHLY, PERCENTAGE, PURCHASE};
use crate::{MODULE, POLICIES, POLICY_VALUES};

#[test]
fn the_words_of_the_checks_are_those_of_the_column() {
    let kinds = [Kind::Monthly.label(), Kind::Percentage.label(), Kind::Purchase.label()];
    assert_eq!(kinds, [MONTHLY, PERCENTAGE, PURCHASE]);
}

async fn bureau(fresh: testkit::Fresh) -> Bureau {
    let listings = directory::LISTINGS.iter().chain(MODULE.listings).copied();
    Bureau::open(fresh, listings, day!(2022, 6, 1)).await
}

fn policy(number: &'static str, from: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("number", number),
        ("title", "人才生活补贴办法"),
        ("short_title", "生活补贴办法"),
        ("issuer", "某局"),
        ("level", "区级"),
        ("kind", "人才"),
        ("issued_on", from),
        ("valid_from", from),
    ]
}

/// The place and the sentence of everything that is wrong.
async fn wrong(bureau: &Bureau, listing: &'static Listing, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let typed: Vec<(String, String)> =
        typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    match records::add(&bureau.db, "测试", listing, &typed).await {
        Err(Error::Invalid(problems)) => {
            problems.into_iter().map(|problem| (problem.place, problem.sentence)).collect()
        }
        other => panic!("it was taken: {other:?}"),
    }
}

fn told(place: &str, sentence: &str) -> Vec<(String, String)> {
    vec![(place.to_owned(), sentence.to_owned())]
}

#[tokio::test]
async fn a_benefit_that_cannot_be_is_told_at_its_field() {
    for fresh in testkit::databases().await {
        let bureau = bureau(fresh).await;
        let nameless: Vec<_> = policy("", "2021-01-01");
        assert_eq!(wrong(&bureau, &POLICIES, &nameless).await, told("number", "文号应填写"));
        bureau.add(&POLICIES, &policy("瓷科字〔2021〕3号", "2021-01-01")).await;
        let standard = [
            ("policy", "瓷科字〔2021〕3号"),
            ("item", "生活补贴-硕士"),
            ("name", "硕士生活补贴"),
            ("amount", "1500"),
            ("valid_from", "2021-01-01"),
        ];
        bureau.add(&POLICY_VALUES, &standard).await;
        let begun = [("number", "待遇1"), ("name", "硕士生活补贴"), ("kind", "按月生活补贴"), ("recruited", "是")];
        let rest = [("class", "硕士"), ("partial", "入职次月起")];
        let with = |more: &[(&'static str, &'static str)]| [&begun[..], &rest, more].concat();
        let standard = ("standard", "硕士生活补贴");
        let missing = wrong(&bureau, &BENEFITS, &with(&[("months", "60")])).await;
        assert_eq!(missing, told("standard", "请填写政策标准"), "no document, no benefit");
        let missing = wrong(&bureau, &BENEFITS, &with(&[standard])).await;
        assert_eq!(missing, told("months", "类别为“按月生活补贴”时应填写享受月数"));
        let none = wrong(&bureau, &BENEFITS, &with(&[standard, ("months", "0")])).await;
        assert_eq!(none, told("months", "享受月数应大于 0"));
        let percent = [standard, ("standing", "一般企业"), ("percent", "130"), ("cap", "50000"), ("months", "1")];
        let percent = wrong(&bureau, &BENEFITS, &with(&percent)).await;
        assert_eq!(percent, told("percent", "补贴比例不能超过 100"));
        bureau.add(&BENEFITS, &with(&[standard, ("months", "60")])).await;
        let library = Library::read(bureau.db.reader()).await.unwrap();
        assert_eq!((library.benefits.len(), library.incomplete.len()), (1, 0));
        assert_eq!(library.benefits[0].document, "瓷科字〔2021〕3号");
    }
}

#[tokio::test]
async fn editions_of_a_policy_do_not_overlap() {
    for fresh in testkit::databases().await {
        let bureau = bureau(fresh).await;
        bureau.add(&POLICIES, &policy("瓷府办发〔2019〕12号", "2019-06-01")).await;
        let mut next = policy("瓷科字〔2021〕3号", "2021-01-01");
        next.push(("replaces", "瓷府办发〔2019〕12号"));
        let sentence = "替代的文件的失效日期没有填写，与本条的施行日期重叠。请先把它的失效日期改为不晚于本条的施行日期";
        assert_eq!(wrong(&bureau, &POLICIES, &next).await, told("replaces", sentence));
        let mut ended = policy("瓷府办发〔2018〕1号", "2018-06-01");
        ended.push(("valid_to", "2021-01-01"));
        bureau.add(&POLICIES, &ended).await;
        *next.last_mut().unwrap() = ("replaces", "瓷府办发〔2018〕1号");
        bureau.add(&POLICIES, &next).await;
    }
}

#[tokio::test]
async fn a_benefit_without_its_amount_is_told_and_not_computed() {
    let bureau = bureau(testkit::sqlite()).await;
    bureau.add(&POLICIES, &policy("瓷科字〔2021〕3号", "2021-01-01")).await;
    let standard =
        [("policy", "瓷科字〔2021〕3号"), ("item", "高企奖励"), ("name", "高企奖励"), ("valid_from", "2021-01-01")];
    bureau.add(&POLICY_VALUES, &standard).await;
    let award = [
        ("number", "待遇1"),
        ("name", "首次认定奖励"),
        ("kind", "一次性奖励"),
        ("standard", "高企奖励"),
        ("event", "首次认定高新技术企业"),
    ];
    bureau.add(&BENEFITS, &award).await;
    let library = Library::read(bureau.db.reader()).await.unwrap();
    assert!(library.benefits.is_empty());
    assert_eq!(
        library.incomplete,
        ["待遇“首次认定奖励”（瓷科字〔2021〕3号）的金额或条件没有填全，没有计算。请先在它的政策标准和待遇中补齐"]
    );
}
