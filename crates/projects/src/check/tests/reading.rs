//! What the rules are told of a proposal, as it stands in the database.

use cases::Change;
use directory::PEOPLE;
use vocabulary::CreditCode;

use super::{Checked, closed_call, proposal};
use crate::{CALLS, CONTRACTS, DISHONESTY, MEMBERS, PARTNERS, PROJECTS, PROPOSALS};

fn barred(name: &str, with: Vec<Change>) -> Vec<Change> {
    let mut says: Vec<Change> = vec![
        ("name", name.into()),
        ("kind", "弄虚作假".into()),
        ("decision", format!("赣科监〔2021〕{}号", name.chars().count()).into()),
        ("decided_by", "省科技厅".into()),
        ("starts_on", "2021-06-01".into()),
        ("scope", "全部科技活动".into()),
    ];
    says.extend(with);
    says
}

fn project(number: &str, unit: i64, leader: &str, with: Vec<Change>) -> Vec<Change> {
    let mut says: Vec<Change> = vec![
        ("number", number.into()),
        ("name", format!("旧项目{number}").into()),
        ("level", "区级".into()),
        ("programme", "研发专项".into()),
        ("unit", unit.into()),
        ("leader", leader.into()),
        ("approved_on", "2020-05-01".into()),
        ("started_on", "2020-06-01".into()),
        ("due_on", "2023-06-01".into()),
    ];
    says.retain(|(name, _)| !with.iter().any(|(other, _)| other == name));
    says.extend(with);
    says
}

#[tokio::test]
async fn the_dishonesty_list_is_searched_for_units_partners_leader_and_members() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let (firm, other) = (checked.story.firm, checked.story.other_firm);
        let person = [("number", "P1"), ("name", "张某")];
        let person = checked.story.bureau.add(&PEOPLE, &person).await;
        let id = checked.proposal("A1", firm, vec![("leader", "张某".into()), ("leader_person", person.into())]).await;
        let partner: Vec<Change> = vec![("proposal", id.into()), ("unit", other.into()), ("agreement", "是".into())];
        checked.writes(&PARTNERS, partner).await;
        checked.run().await;
        for rule in ["dishonest-unit", "dishonest-leader", "dishonest-member"] {
            assert!(checked.found(id, rule).await.starts_with("符合"), "{rule}");
        }
        checked.writes(&DISHONESTY, barred("张某", vec![("person", person.into())])).await;
        checked.writes(&DISHONESTY, barred("乙陶瓷公司", vec![("unit", other.into())])).await;
        checked.writes(&DISHONESTY, barred(&format!("成员{id}"), vec![])).await;
        let over: Vec<Change> = vec![("unit", firm.into()), ("ends_on", "2022-04-19".into())];
        checked.writes(&DISHONESTY, barred("甲陶瓷有限公司", over)).await;
        checked.run().await;
        assert_eq!(
            checked.found(id, "dishonest-unit").await,
            "不符合：在科研失信名单上：乙陶瓷公司（赣科监〔2021〕5号，2021-06-01 起，永久）"
        );
        assert_eq!(
            checked.found(id, "dishonest-leader").await,
            "不符合：在科研失信名单上：张某（赣科监〔2021〕2号，2021-06-01 起，永久）"
        );
        let member = checked.found(id, "dishonest-member").await;
        assert!(member.starts_with("需核实：与科研失信名单同名，须核实：成员"), "{member}");
    }
}

#[tokio::test]
async fn projects_of_the_unit_and_the_leader_are_found_with_their_contracts() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let (firm, other) = (checked.story.firm, checked.story.other_firm);
        let id = checked.proposal("A1", firm, vec![("leader", "张某".into())]).await;
        let late = project("K1", firm, "李某", vec![("due_on", "2022-04-19".into())]);
        let late = checked.writes(&PROJECTS, late).await;
        let closed =
            vec![("due_on", "2021-06-01".into()), ("closed_on", "2021-07-01".into()), ("outcome", "验收通过".into())];
        checked.writes(&PROJECTS, project("K2", firm, "李某", closed)).await;
        checked.writes(&PROJECTS, project("K3", other, "张某", vec![])).await;
        checked.run().await;
        assert_eq!(checked.found(id, "overdue").await, "不符合：单位有 1 项到期未结的项目");
        assert_eq!(
            checked.finding(id, "overdue").await.text("records"),
            format!("旧项目K1（应于 2022-04-19 完成） /projects/{late}")
        );
        assert!(checked.found(id, "hosted").await.starts_with("需核实：有 1 项区级在研项目的主持人同名"));
        let earlier = checked.finding(id, "earlier").await;
        assert_eq!(earlier.text("records").lines().count(), 3, "{}", earlier.text("records"));

        let old =
            checked.writes(&PROPOSALS, proposal("B1", checked.call, firm, vec![("stage", "已立项".into())])).await;
        let contract: Vec<Change> = vec![
            ("number", "RW1".into()),
            ("name", "旧项目K1".into()),
            ("proposal", old.into()),
            ("project", late.into()),
            ("unit", firm.into()),
            ("leader", "李某".into()),
            ("starts_on", "2020-06-01".into()),
            ("ends_on", "2022-12-31".into()),
            ("first_ends_on", "2022-04-19".into()),
            ("budget", 1.into()),
            ("granted", 0.into()),
            ("planned", 0.into()),
            ("paid", 0.into()),
            ("stage", "实施中".into()),
            ("since", "2020-06-01".into()),
            ("edition", 2022.into()),
        ];
        let contract = checked.writes(&CONTRACTS, contract).await;
        checked.run().await;
        assert_eq!(checked.found(id, "overdue").await, "符合：单位没有逾期未结的项目", "it was extended");
        let over: Vec<Change> = vec![("stage", "验收中".into()), ("ends_on", "2022-04-01".into())];
        checked.changes(&CONTRACTS, contract, over).await;
        checked.run().await;
        assert_eq!(checked.found(id, "overdue").await, "需核实：单位有 1 项已到期、正在验收的项目");
    }
}

#[tokio::test]
async fn taking_part_counts_until_the_contract_has_ended_and_leading_does_not_count_twice() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let (firm, other) = (checked.story.firm, checked.story.other_firm);
        let id = checked.proposal("A1", firm, vec![("leader", "张某".into())]).await;
        for (number, leader) in [("B1", "李某"), ("B2", "王某"), ("B3", "张某")] {
            let says = vec![("stage", "已立项".into()), ("leader", leader.into())];
            let joined = checked.writes(&PROPOSALS, proposal(number, checked.call, other, says)).await;
            let member: Vec<Change> = vec![
                ("proposal", joined.into()),
                ("sequence", 1.into()),
                ("name", "张某".into()),
                ("unit", firm.into()),
            ];
            checked.writes(&MEMBERS, member).await;
        }
        checked.run().await;
        assert_eq!(checked.found(id, "together").await, "不符合：主持和参与在研项目 2 项，连同本项限 2 项");
    }
}

#[tokio::test]
async fn quotas_count_what_was_handed_in_and_nothing_sealed_is_told() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let firm = checked.story.firm;
        let quotas = vec![("per_unit", 1.into()), ("per_leader", 1.into())];
        checked.changes(&CALLS, checked.call, quotas).await;
        let id = checked.proposal("A1", firm, vec![("leader", "张某".into())]).await;
        let same = vec![("leader", "张某".into()), ("stage", "已撤回".into())];
        checked.writes(&PROPOSALS, proposal("A2", checked.call, firm, same)).await;
        let other_call = checked.writes(&CALLS, closed_call("TZ2022-002", checked.story.section)).await;
        let sealed = vec![("leader", "张某".into()), ("stage", "封存".into()), ("name", "密封的题目".into())];
        checked.writes(&PROPOSALS, proposal("C1", other_call, firm, sealed)).await;
        checked.run().await;
        assert_eq!(checked.found(id, "per-unit").await, "符合：本通知下单位共申报 1 项，限报 1 项");
        assert!(checked.found(id, "earlier").await.starts_with("符合"), "what is sealed is told to nobody");
        let namesake = vec![("leader", "张某".into())];
        checked.writes(&PROPOSALS, proposal("A3", checked.call, checked.story.other_firm, namesake)).await;
        checked.writes(&PROPOSALS, proposal("A4", checked.call, firm, vec![])).await;
        let waiting = vec![("leader", "张某".into()), ("stage", "评审中".into())];
        checked.writes(&PROPOSALS, proposal("C2", other_call, firm, waiting)).await;
        checked.run().await;
        assert_eq!(checked.found(id, "per-unit").await, "不符合：本通知下单位共申报 2 项，限报 1 项");
        assert!(checked.found(id, "per-leader").await.starts_with("需核实"), "a namesake in another unit");
        assert_eq!(
            checked.found(id, "hosted").await,
            "需核实：另有 1 份区级申报书在审，限主持 1 项",
            "under another call"
        );
        let earlier = checked.finding(id, "earlier").await;
        assert!(earlier.text("records").contains("项目C2（同一单位、负责人，在审）"), "{}", earlier.text("records"));
    }
}

#[tokio::test]
async fn the_directory_speaks_for_unit_and_leader() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let limits = vec![("oldest", 55.into()), ("lowest_rank", "中级".into()), ("area", "369904".into())];
        checked.changes(&CALLS, checked.call, limits).await;
        let person = [("number", "P1"), ("name", "张某"), ("birth_year", "1960"), ("rank", "初级")];
        let person = checked.story.bureau.add(&PEOPLE, &person).await;
        let uscc = CreditCode::synthetic('9', '1', "369904", "MA000001").unwrap();
        let unit = [("uscc", uscc.as_str()), ("name", "丙公司"), ("kind", "企业"), ("region", "369904")];
        let unit = checked.story.bureau.add(&directory::ORGANISATIONS, &unit).await;
        let known = vec![
            ("leader_person", person.into()),
            ("leader_born", storage::Value::Null),
            ("leader_rank", storage::Value::Null),
        ];
        let id = checked.proposal("A1", unit, known).await;
        checked.run().await;
        assert_eq!(checked.found(id, "area").await, "符合：单位在 369904，属于申报地域 369904");
        assert_eq!(
            checked.found(id, "age").await,
            "不符合：1960 年出生，到截止日 2022-04-10 为 61 或 62 周岁，要求不超过 55 周岁"
        );
        assert_eq!(checked.found(id, "rank").await, "不符合：职称初级，要求不低于中级");
        assert_eq!(checked.finding(id, "age").await.text("records"), format!("张某 /people/{person}"));
    }
}
