//! What is told about a questionnaire that cannot be read or cannot be so.

use expect_test::{Expect, expect};

use super::*;

/// What is told when the example's `from` is replaced with `to`.
fn told(from: &str, to: &str) -> String {
    assert!(EXAMPLE.contains(from), "{from}");
    tell(&EXAMPLE.replacen(from, to, 1))
}

fn tell(json: &str) -> String {
    let problems = read(json, TODAY).err().unwrap_or_default();
    problems.iter().map(|one| format!("{}：{}\n", one.place, one.sentence)).collect()
}

fn each(changes: &[(&str, &str)], expected: Expect) {
    let all: String = changes.iter().map(|(from, to)| told(from, to)).collect();
    expected.assert_eq(&all);
}

#[test]
fn days_lie_in_order_and_not_in_the_future() {
    each(
        &[
            ("2026-07-01", "2027-01-01"),
            ("2026-07-01", "2015-12-31"),
            ("2018-03-01", "2026-11-24"),
            ("2018-03-01", "2026-08-01"),
            ("2026-07-01", "2026-02-30"),
            (r#""2026-07-01""#, "20260701"),
        ],
        expect![[r#"
            applied_on：申报日期不能晚于2026年年底：会计年度要先结束才能计算，现为2027-01-01
            applied_on：2016年1月1日以前的申报适用旧办法，这里不能计算
            registered_on：注册成立日期2018-03-01晚于申报日期2015-12-31
            registered_on：注册成立日期不能晚于今天，现为2026-11-24
            registered_on：注册成立日期2026-08-01晚于申报日期2026-07-01
            applied_on：2026年没有2月30日
            applied_on：申报日期应为日期，如 "2026-07-01"，现为20260701
        "#]],
    );
}

#[test]
fn the_accounting_years_are_complete_and_no_others() {
    each(
        &[
            (r#""year": 2023"#, r#""year": 2022"#),
            (r#""year": 2023"#, r#""year": 2024"#),
            (r#""year": 2025"#, r#""year": 2026"#),
            (r#"{"year": 2023, "sales": 24000000, "rd": 1500000, "rd_china": 1500000, "net_assets": 10000000},"#, ""),
            (r#"{"year": 2023"#, r#"{"year": 2022, "sales": 1}, {"year": 2023"#),
            (r#""year": 2023, "sales": 24000000"#, r#""sales": null"#),
            (r#""2018-03-01""#, r#""2026-06-30""#),
        ],
        expect![[r#"
            years[0].year：2022年度不在计算范围内，应为2023至2025年度
            years：缺少2023年度的数据，应填写2023至2025年度
            years[1].year：2024年度写了两次
            years：缺少2023年度的数据，应填写2023至2025年度
            years[2].year：2026年度还没有结束，不能填写
            years：缺少2025年度的数据，应填写2023至2025年度
            years：缺少2023年度的数据，应填写2023至2025年度
            years：只填写申报年度之前的三个会计年度，现有4个年度
            years[0].year：没有填写年度
            years[0].sales：没有填写销售收入
            years[0].year：申报当年成立的企业没有可以填写的会计年度
            years[1].year：申报当年成立的企业没有可以填写的会计年度
            years[2].year：申报当年成立的企业没有可以填写的会计年度
        "#]],
    );
    assert_eq!(
        tell(&EXAMPLE.replace("24000000", "0").replace("32000000", "0").replace("46000000", "0")),
        "years：各年度销售收入合计为零，无法计算研发费用占比，请核对\n"
    );
}

#[test]
fn numbers_are_whole_and_parts_are_no_larger_than_the_whole() {
    each(
        &[
            (r#""staff": 86"#, r#""staff": 0"#),
            (r#""staff": 86"#, r#""staff": 11"#),
            (r#""staff": 86"#, r#""staff": -86"#),
            (r#""staff": 86"#, r#""staff": 5000000000"#),
            (r#""st_staff": 12"#, r#""st_staff": "12""#),
            ("46500000", "0"),
            ("46500000", "46500000.5"),
            ("46500000", "30999999"),
            (r#""rd_china": 1500000"#, r#""rd_china": 1500001"#),
            (r#""rd": 1800000"#, r#""rd": -1"#),
            (r#""sales": 46000000"#, r#""sales": 100000000000001"#),
            (r#""net_assets": 10000000"#, r#""net_assets": "一千万""#),
            (r#""conversions": 13"#, r#""conversions": 1e1"#),
        ],
        expect![[r#"
            staff：职工总数为零，无法计算科技人员占比，请核对
            st_staff：科技人员12人多于职工总数11人
            staff：职工总数不能为负数，现为-86
            staff：职工总数过大，现为5000000000
            st_staff：科技人员应为整数（单位：人），不加引号，现为“12”
            total_income：总收入为零，无法计算高新技术产品（服务）收入占比，请核对
            total_income：总收入应为整数（单位：元），不加引号，现为小数或过大的数
            hightech_income：高新技术产品（服务）收入31,000,000元多于总收入30,999,999元
            years[0].rd_china：2023年度境内研发费用1,500,001元多于研发费用1,500,000元
            years[1].rd：研发费用不能为负数，现为-1元
            years[2].sales：销售收入超出可以处理的范围（100万亿元），请核对单位是否为元
            years[0].net_assets：净资产应为整数（单位：元），不加引号，现为“一千万”
            conversions：近三年科技成果转化应为整数（单位：项），不加引号，现为小数或过大的数
        "#]],
    );
}

#[test]
fn words_and_fields_are_those_of_the_form() {
    each(
        &[
            ("新材料", "新材"),
            ("较强", "较高"),
            (r#""accident": false"#, r#""accident": "无""#),
            (r#""accident": false"#, r#""accidents": false"#),
            (r#""class1": 0"#, r#""class1": 0, "class1": 2"#),
            (r#""management": {}"#, r#""management": {"rules": 7, "body": true, "other": 1}"#),
            (r#""management": {}"#, r#""management": 12"#),
            (r#""applied_on": "2026-07-01", "registered_on": "2018-03-01", "#, ""),
        ],
        expect![[r#"
            field：技术领域应为“电子信息”“生物与新医药”“航空航天”“新材料”“高技术服务”“新能源与节能”“资源与环境”“先进制造与自动化”“不属于”之一，现为“新材”
            ip.support：对主要产品的核心支持作用应为“强”“较强”“一般”“较弱”“无”之一，现为“较高”
            accident：有无重大事故或严重环境违法应为 true 或 false，现为“无”
            accidents：没有“accidents”这一项，可以填写的有：applied_on、registered_on、staff、st_staff、field、years、total_income、hightech_income、ip、management、conversions、accident
            ip.class1：“class1”写了两次，请只保留一个
            management.rules：研发组织管理制度、核算体系和辅助账应为 true、false 或0至6的整数分值，现为7
            management.other：没有“other”这一项，可以填写的有：rules、body、incentives、training
            management：研究开发组织管理水平应为一个对象（写在花括号内），现为12
            applied_on：没有填写申报日期
            registered_on：没有填写注册成立日期
        "#]],
    );
}

#[test]
fn what_is_no_json_says_where() {
    assert_eq!(tell(r#"{"staff": 86"#), "：第1行第12列：内容不完整，请检查引号、逗号和括号\n");
    assert_eq!(tell("{\n  staff: 86}"), "：第2行第3列：不是正确的 JSON，请检查引号、逗号和括号\n");
    assert_eq!(tell("[]"), "：应为一个 JSON 对象（写在花括号内），现为列表\n");
    assert!(tell(&"[".repeat(60_000)).contains("不是正确的 JSON"));
    assert!(tell(&" ".repeat(70_000)).contains("太长"));
    let many: String = (0..5_000).map(|number| format!("\"{number}\":1,")).collect();
    assert!(tell(&format!("{{{many}\"staff\":1}}")).contains("太多了"));
}

#[test]
fn a_blank_form_is_asked_for_what_nobody_can_do_without() {
    expect![[r#"
        applied_on：没有填写申报日期
        registered_on：没有填写注册成立日期
        years：没有填写近三个会计年度
    "#]]
    .assert_eq(&tell("{}"));
}

#[test]
fn what_is_left_out_widens_the_answer() {
    let least = r#"{"applied_on": "2026-07-01", "registered_on": "2018-03-01",
        "years": [{"year": 2023, "sales": 1}, {"year": 2024, "sales": 1}, {"year": 2025, "sales": 1}]}"#;
    let assessment = check(&read(least, TODAY).unwrap());
    assert_eq!(assessment.qualifies, Answer::Possible);
    assert_eq!((assessment.score.min(), assessment.score.max()), (0, 90));
    let open: Vec<&str> = assessment.conditions.iter().filter(|one| one.met.is_none()).map(|one| one.code).collect();
    assert_eq!(open, ["ip", "field", "staff", "rd", "rd-china", "income", "score", "accident"]);
}

#[test]
fn facts_are_written_as_they_are_read() {
    let facts = example();
    assert_eq!(read(&serde_json::to_string(&facts).unwrap(), TODAY).unwrap(), facts);
}
