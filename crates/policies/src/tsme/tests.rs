//! 科技型中小企业: the worked example, every boundary, what is told about bad input, and what holds for all enterprises.

mod properties;

use expect_test::expect;
use vocabulary::{Day, day};

use super::*;
use crate::assessment::Answer;
use crate::points::Points;
use crate::yuan::Yuan;

/// The day on which the tests ask.
pub(super) const TODAY: Day = day!(2026, 11, 23);

/// The worked example.
const EXAMPLE: &str = r#"{"year":2026,"resident":true,"staff":40,"st_staff":9,"sales":30000000,"assets":20000000,
    "rd":1260000,"costs":7500000,"class1":0,"class2":3,"restricted_industry":false,"misconduct":false,"direct":[]}"#;

pub(super) fn example() -> Facts {
    read(EXAMPLE, TODAY).unwrap()
}

pub(super) fn yuan(yuan: i64) -> Yuan {
    Yuan::new(yuan).unwrap()
}

fn met(facts: &Facts, code: &str) -> Option<bool> {
    check(facts).condition(code).unwrap().met
}

fn points(facts: &Facts) -> Score {
    score(facts, parameters::of(facts.year))
}

#[test]
fn the_worked_example_passes_with_exactly_sixty() {
    let score = points(&example());
    assert_eq!([score.staff, score.rd, score.results], [12, 30, 18].map(Points::exactly));
    let assessment = check(&example());
    assert_eq!((assessment.qualifies, assessment.score), (Answer::Yes, Points::exactly(60)));
    expect![[r#"
        科技型中小企业评价自测
        结论：符合
        得分：60分
        依据：国科发政〔2017〕115号、国科火字〔2022〕67号

        ［符合］在中国境内（不包括港、澳、台地区）注册的居民企业
            现有：是
            要求：是
            依据：国科发政〔2017〕115号第六条（一）

        ［符合］职工总数
            现有：40人
            要求：不超过500人
            依据：国科发政〔2017〕115号第六条（二）

        ［符合］销售收入
            现有：30,000,000元
            要求：不超过200,000,000元
            依据：国科发政〔2017〕115号第六条（二）

        ［符合］资产总额
            现有：20,000,000元
            要求：不超过200,000,000元
            依据：国科发政〔2017〕115号第六条（二）

        ［符合］不属于禁止、限制和淘汰类，也不属于不适用加计扣除的行业
            现有：不属于
            要求：不属于
            依据：国科火字〔2022〕67号、国科发政〔2017〕115号第六条（三）

        ［符合］上一年和当年没有重大事故、严重违法失信，也未列入经营异常和严重违法失信
                名单
            现有：没有
            要求：没有
            依据：国科发政〔2017〕115号第六条（四）

        ［符合］科技人员指标得分不为零
            现有：9人，占职工总数40人的22.50%，得12分
            要求：科技人员不低于职工总数的10%
            依据：国科发政〔2017〕115号第六条（五）

        ［符合］综合评价得分
            现有：60分（科技人员12分，研发投入30分〔占销售收入4.20%，占成本费用
                  16.80%，取高〕，科技成果18分）
            要求：不低于60分
            依据：国科发政〔2017〕115号第六条（五）、第七条

        得分构成
            科技人员：占职工总数22.50%，12分（满分20分）
            研发投入：占销售收入4.20%，占成本费用16.80%，取高，30分（满分50分）
            科技成果：Ⅰ类0项，Ⅱ类3项，18分（满分30分）

        注意：须会计核算健全、实行查账征收并能准确归集研发费用，由评价工作机构核对。
        说明：自测结果仅供参考，以认定机构和评审专家的意见为准；标“待核实”的依据须经
              人工核对。
    "#]]
    .assert_eq(&assessment.to_string());
}

#[test]
fn with_two_rights_instead_of_three_it_fails_and_hears_what_would_help() {
    let assessment = check(&Facts { class2: Some(2), ..example() });
    assert_eq!((assessment.qualifies, assessment.score), (Answer::No, Points::exactly(54)));
    expect![[r#"
        {
          "code": "score",
          "name": "综合评价得分",
          "met": false,
          "have": "54分（科技人员12分，研发投入30分〔占销售收入4.20%，占成本费用16.80%，取高〕，科技成果12分）",
          "need": "不低于60分",
          "gap": {
            "sentence": "还差6分；科技人员再增加5人（职工总数同时增加）；或者研发费用再增加240,000元（成本费用同时增加）；或者Ⅱ类知识产权再增加1项；或者Ⅰ类知识产权再增加1项",
            "ways": [
              {
                "item": "st_staff",
                "by": 5,
                "sentence": "科技人员再增加5人（职工总数同时增加）"
              },
              {
                "item": "rd",
                "by": 240000,
                "sentence": "研发费用再增加240,000元（成本费用同时增加）"
              },
              {
                "item": "class2",
                "by": 1,
                "sentence": "Ⅱ类知识产权再增加1项"
              },
              {
                "item": "class1",
                "by": 1,
                "sentence": "Ⅰ类知识产权再增加1项"
              }
            ],
            "points": 6,
            "steps": [],
            "unknown": []
          },
          "source": {
            "document": "国科发政〔2017〕115号",
            "article": "第六条（五）、第七条",
            "confidence": "agreeing"
          }
        }"#]].assert_eq(&serde_json::to_string_pretty(assessment.condition("score").unwrap()).unwrap());
}

#[test]
fn far_below_no_single_change_is_enough() {
    let facts = Facts { st_staff: Some(0), rd: Some(yuan(0)), class2: Some(0), ..example() };
    let gap = check(&facts).condition("score").unwrap().gap.clone().unwrap();
    expect!["还差60分；单靠一项不够，可以同时努力的有：科技人员再增加5人（职工总数同时增加）（加4分），研发费用再增加600,000元（成本费用同时增加）（加10分），Ⅱ类知识产权再增加1项（加6分），Ⅰ类知识产权再增加1项（加30分）"].assert_eq(&gap.to_string());
}

#[test]
fn the_whole_answer_is_written_in_the_shape_that_is_fixed() {
    let written = serde_json::to_value(check(&example())).unwrap();
    assert_eq!((&written["qualifies"], &written["score"]), (&"yes".into(), &60.into()));
    assert_eq!(written["edition"], "国科发政〔2017〕115号、国科火字〔2022〕67号");
    for condition in written["conditions"].as_array().unwrap() {
        let keys: Vec<&str> = condition.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["code", "gap", "have", "met", "name", "need", "source"]);
    }
}

#[test]
fn sizes_are_limits_that_may_be_reached() {
    let staff = |staff| met(&Facts { staff: Some(staff), ..example() }, "staff-limit");
    assert_eq!((staff(500), staff(501)), (Some(true), Some(false)));
    let sales = |sales| met(&Facts { sales: Some(yuan(sales)), ..example() }, "sales-limit");
    assert_eq!((sales(200_000_000), sales(200_000_001)), (Some(true), Some(false)));
    let assets = |assets| met(&Facts { assets: Some(yuan(assets)), ..example() }, "assets-limit");
    assert_eq!((assets(200_000_000), assets(200_000_001)), (Some(true), Some(false)));
    let larger = check(&Facts { staff: Some(503), ..example() });
    assert_eq!(larger.condition("staff-limit").unwrap().gap.as_ref().unwrap().to_string(), "职工总数需减少3人");
}

#[test]
fn every_band_of_staff_begins_at_its_percentage() {
    let staff = |st_staff| points(&Facts { staff: Some(200), st_staff: Some(st_staff), ..example() }).staff.max();
    let bands = [(0, 0), (19, 0), (20, 4), (29, 4), (30, 8), (39, 8), (40, 12), (49, 12), (50, 16), (59, 16), (60, 20)];
    for (st_staff, expected) in bands {
        assert_eq!(staff(st_staff), expected, "{st_staff}");
    }
}

#[test]
fn every_band_of_research_begins_at_its_percentage_of_either_amount() {
    let by_sales = |rd| {
        let facts = Facts { sales: Some(yuan(10_000)), costs: Some(yuan(Yuan::MOST)), rd: Some(yuan(rd)), ..example() };
        points(&facts).rd.max()
    };
    let bands =
        [(199, 0), (200, 10), (299, 10), (300, 20), (399, 20), (400, 30), (499, 30), (500, 40), (599, 40), (600, 50)];
    for (rd, expected) in bands {
        assert_eq!(by_sales(rd), expected, "{rd}");
    }
    let by_costs = |rd| {
        let facts = Facts { costs: Some(yuan(1_000)), sales: Some(yuan(Yuan::MOST)), rd: Some(yuan(rd)), ..example() };
        points(&facts).rd.max()
    };
    let bands =
        [(99, 0), (100, 10), (149, 10), (150, 20), (199, 20), (200, 30), (249, 30), (250, 40), (299, 40), (300, 50)];
    for (rd, expected) in bands {
        assert_eq!(by_costs(rd), expected, "{rd}");
    }
}

#[test]
fn results_count_by_class() {
    let results = |class1, class2| points(&Facts { class1: Some(class1), class2: Some(class2), ..example() }).results;
    let by_class_two = [0, 1, 2, 3, 4, 9].map(|count| results(0, count).max());
    assert_eq!(by_class_two, [0, 6, 12, 18, 24, 24]);
    assert_eq!((results(1, 0), results(2, 9)), (Points::exactly(30), Points::exactly(30)));
}

#[test]
fn without_points_for_staff_no_score_is_enough() {
    let facts = Facts { st_staff: Some(3), rd: Some(yuan(3_000_000)), class1: Some(1), ..example() };
    let assessment = check(&facts);
    assert_eq!((assessment.score, assessment.qualifies), (Points::exactly(80), Answer::No));
    assert_eq!(
        assessment.condition("staff").unwrap().gap.as_ref().unwrap().to_string(),
        "科技人员再增加2人（职工总数同时增加）"
    );
}

#[test]
fn who_is_confirmed_directly_needs_no_score_but_every_other_condition() {
    for (_, ground) in DirectGround::WORDS {
        let facts = Facts { st_staff: Some(0), class2: Some(0), direct: Some(Direct::new([ground])), ..example() };
        assert_eq!(check(&facts).qualifies, Answer::Yes);
        assert_eq!(check(&Facts { misconduct: Some(true), ..facts }).qualifies, Answer::No);
    }
    let both = Direct::new([DirectGround::Standard, DirectGround::Hnte]);
    let have = check(&Facts { direct: Some(both), ..example() }).condition("score").unwrap().have.clone();
    assert_eq!(have, "直接确认，不需评分：高新技术企业、主导制定标准");
    let unknown = Facts { class2: Some(2), direct: None, ..example() };
    assert_eq!(check(&unknown).qualifies, Answer::Possible);
}

#[test]
fn every_statement_counts() {
    let answer = |facts: Facts| check(&facts).qualifies;
    assert_eq!(answer(Facts { resident: Some(false), ..example() }), Answer::No);
    assert_eq!(answer(Facts { restricted_industry: Some(true), ..example() }), Answer::No);
    assert_eq!(answer(Facts { misconduct: Some(true), ..example() }), Answer::No);
    assert_eq!(answer(Facts { resident: None, ..example() }), Answer::Possible);
    assert_eq!(answer(Facts { class2: None, ..example() }), Answer::Possible);
    assert_eq!(answer(Facts { costs: None, ..example() }), Answer::Yes);
    assert_eq!(answer(Facts { costs: None, rd: Some(yuan(1)), ..example() }), Answer::Possible);
}

#[test]
fn a_plan_may_touch_several_items_and_keeps_within_the_limits() {
    let facts = Facts { staff: Some(502), st_staff: Some(60), ..example() };
    let told: Vec<String> = plan(&facts).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["职工总数需减少2人", "研发费用再增加240,000元（成本费用同时增加）"]);
    let full = Facts { staff: Some(500), st_staff: Some(49), rd: Some(yuan(3_000_000)), ..example() };
    assert_eq!(plan(&full), None);
}

#[test]
fn bad_input_is_told_at_its_field() {
    let told = |from: &str, to: &str| {
        assert!(EXAMPLE.contains(from), "{from}");
        let problems = read(&EXAMPLE.replacen(from, to, 1), TODAY).err().unwrap_or_default();
        problems.iter().map(|one| format!("{}：{}\n", one.place, one.sentence)).collect::<String>()
    };
    let all = [
        told(r#""year":2026"#, r#""year":2027"#),
        told(r#""year":2026"#, r#""year":2016"#),
        told(r#""year":2026"#, r#""year":"2026""#),
        told(r#""year":2026,"#, ""),
        told(r#""staff":40"#, r#""staff":0"#),
        told(r#""staff":40"#, r#""staff":8"#),
        told(r#""sales":30000000"#, r#""sales":0"#),
        told(r#""costs":7500000"#, r#""costs":0"#),
        told(r#""costs":7500000"#, r#""costs":-7500000"#),
        told(r#""rd":1260000"#, r#""rd":"1260000元""#),
        told(r#""resident":true"#, r#""resident":1"#),
        told(r#""direct":[]"#, r#""direct":["瞪羚企业"]"#),
        told(r#""direct":[]"#, r#""direct":"高新技术企业""#),
        told(r#""direct":[]"#, r#""diret":[]"#),
    ];
    expect![[r#"
        year：评价年度2027还没有到，现在是2026年
        year：科技型中小企业评价从2017年开始，现为2016年
        year：评价年度应为整数，不加引号，现为“2026”
        year：没有填写评价年度
        staff：职工总数为零，无法计算科技人员占比，请核对
        st_staff：科技人员9人多于职工总数8人
        sales：销售收入为零，无法计算研发费用占比；请核对，还不知道的不填
        costs：成本费用支出总额为零，无法计算研发费用占比；请核对，还不知道的不填
        costs：成本费用支出总额不能为负数，现为-7,500,000元
        rd：研发费用应为整数（单位：元），不加引号，现为“1260000元”
        resident：是否境内居民企业应为 true 或 false，现为1
        direct：直接确认条件应为“高新技术企业”“国家科技奖励”“省部级以上研发机构”“主导制定标准”之一，现为“瞪羚企业”
        direct：直接确认条件应为列表（没有的写 []），现为“高新技术企业”
        diret：没有“diret”这一项，可以填写的有：year、resident、staff、st_staff、sales、assets、rd、costs、class1、class2、restricted_industry、misconduct、direct
    "#]].assert_eq(&all.concat());
}
