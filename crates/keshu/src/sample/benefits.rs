//! What the policies of the sample grant, as benefits; the text of those that grant something; the cards of those who are
//! paid; and how teams are supported.

use vocabulary::{BankCard, Day, day};

use super::district::District;
use super::institutes;
use super::people::Group;
use super::promises::item;
use super::row::{Row, wan, yuan};
use super::talent;

const ALLOWANCE_2019: &str = "{s}府办发〔2019〕12号";
const TRANSITION: &str = "{s}科字〔2019〕21号";
const CENTRE: &str = "{s}府发〔2020〕9号";
const ALLOWANCE: &str = "{s}科字〔2021〕3号";
const RETURN: &str = "{s}发〔2021〕8号";
const RESEARCH: &str = "{s}科字〔2021〕17号";
const SHARING: &str = "{s}科字〔2022〕18号";

/// The document on sharing instruments and on equipment, which the library has besides the others.
pub(super) fn policies(district: &District) -> Vec<Row> {
    let mut rows = super::policies::policies(district);
    rows.push(
        Row::new()
            .with("number", district.fill(SHARING))
            .with("title", district.fill("{n}科学技术局 {n}财政局关于印发《{n}科研仪器共享和设备购置补贴办法》的通知"))
            .with("short_title", "仪器共享和设备购置补贴办法")
            .with("issuer", district.fill("{n}科学技术局 {n}财政局"))
            .with("level", "区级")
            .with("kind", "平台")
            .with("issued_on", day!(2022, 6, 20))
            .with("valid_from", day!(2022, 7, 1))
            .with("summary", "企业使用共享仪器按比例补贴，引入团队的企业购置设备给予补贴，联盟成员优先推荐。"),
    );
    for (document, replaces, pages, text) in TEXTS {
        let number = district.fill(document);
        let replaces = replaces.map(|replaces| district.fill(replaces));
        let found = rows.iter_mut().find(|row| row.is("number", &number));
        if let Some(row) = found {
            let whole = std::mem::take(row).with("pages", pages).with("text", district.fill(text));
            *row = whole.with("replaces", replaces);
        }
    }
    rows
}

/// Document, what it replaces, pages, text.
type Text = (&'static str, Option<&'static str>, i64, &'static str);

const TEXTS: [Text; 7] = [
    (
        ALLOWANCE_2019,
        None,
        4,
        "第一条　为引进高层次人才，制定本办法。\n第五条　公开引进的硕士研究生每人每月发放生活补贴一千元，博士研究生每人每月二千元，从入职次月起连续发放三年。\n\
         第八条　离职、考核不合格的，从次月起停发。",
    ),
    (
        ALLOWANCE,
        Some(ALLOWANCE_2019),
        6,
        "第一条　为加快人才集聚，修订本办法。\n第五条　公开引进的硕士研究生每人每月发放生活补贴一千五百元，博士研究生每人每月三千元，从入职次月起连续发放五年。在岗\
         取得更高学位的，从次月起按新的学位计发。\n第六条　同时符合其他按月补贴条件的，就高不重复。\n第八条　离职、考核不合格或者违约的，从次月起停发；多发的应当追回。\n\
         第十二条　本办法自二〇二一年一月一日起施行，{s}府办发〔2019〕12号同时废止。",
    ),
    (
        TRANSITION,
        None,
        3,
        "第二条　入驻公共创新平台的服务团队设置三年过渡期。\n第三条　过渡期内每年补助每个团队研发经费二百万元，以每年六月三十日在驻为准。\n第五条　项目成果收益滚动\
         用于团队运行经费，团队成员可以技术入股。",
    ),
    (
        CENTRE,
        None,
        8,
        "第五条　常驻研究院团队每年补助研发经费三百万元。\n第六条　常驻研究院团队每年补助运营经费一百万元。以每年六月三十日在驻为准。\n第九条　保障入驻团队骨干成员\
         年基础收入三十万元至五十万元。\n第十一条　设立五千万元的产业发展基金。",
    ),
    (
        RETURN,
        None,
        9,
        "第四条　支持在外人才回乡创新创业。\n第七条　公开引进的副高级以上职称人才每人每月补贴二千元，连续两年；与其他按月补贴就高不重复。\n第十五条　支持回归资金落户。",
    ),
    (
        RESEARCH,
        None,
        5,
        "第三条　首次认定的高新技术企业奖励二十万元，重新认定的奖励十万元。\n第五条　规模以上工业企业按研发投入增量给予后补助，最高五十万元。",
    ),
    (
        SHARING,
        None,
        5,
        "第四条　企业使用共享科研仪器的，按使用费的百分之十补贴；科技型中小企业为百分之二十，高新技术企业为百分之三十。只按最高一档，同一项目只补一次，每个项目最高五万\
         元。每年一月、七月受理上一个半年的使用。\n第六条　自主引入创新团队的企业购置研发设备，按购置费的百分之二十补贴，单台最高五十万元。\n第八条　加入创新联盟的企业和团\
         队，优先推荐申报省、市人才计划。",
    ),
];

/// Policy, item, name, applies to, clause, per, 元, years, from.
type Promise = (&'static str, &'static str, [&'static str; 4], i64, Option<i64>, Day);

const PROMISES: [Promise; 6] = [
    (
        RETURN,
        "回归补贴-副高",
        ["副高以上人才回归补贴", "公开引进的副高级以上职称人才", "第七条", "每月"],
        2_000,
        Some(2),
        day!(2021, 5, 1),
    ),
    (
        SHARING,
        "仪器使用-一般",
        ["仪器使用补贴封顶", "使用共享仪器的企业", "第四条", "每个项目"],
        50_000,
        None,
        day!(2022, 7, 1),
    ),
    (
        SHARING,
        "仪器使用-科小",
        ["科技型中小企业仪器使用补贴封顶", "科技型中小企业", "第四条", "每个项目"],
        50_000,
        None,
        day!(2022, 7, 1),
    ),
    (
        SHARING,
        "仪器使用-高企",
        ["高新技术企业仪器使用补贴封顶", "高新技术企业", "第四条", "每个项目"],
        50_000,
        None,
        day!(2022, 7, 1),
    ),
    (SHARING, "设备购置", ["设备购置补贴封顶", "引入团队的企业", "第六条", "每台"], 500_000, None, day!(2022, 7, 1)),
    (SHARING, "优先推荐", ["联盟成员优先推荐", "创新联盟成员", "第八条", "每次申报"], 0, None, day!(2022, 7, 1)),
];

/// 政策标准, with those that only benefits need.
pub(super) fn promises(district: &District) -> Vec<Row> {
    let more = PROMISES.iter().map(|(policy, code, [name, applies_to, clause, per], amount, years, from)| {
        Row::new()
            .with("policy", district.fill(policy))
            .with("item", item(district, code))
            .with("name", *name)
            .with("applies_to", *applies_to)
            .with("clause", *clause)
            .with("amount", (*amount > 0).then(|| yuan(*amount)))
            .with("years", *years)
            .with("per", *per)
            .with("valid_from", *from)
    });
    super::promises::rows(district).into_iter().chain(more).collect()
}

/// What a benefit asks for, in the words of its columns.
enum Asks {
    Monthly(&'static str, i64),
    Yearly(&'static str, Option<i64>),
    Use(&'static str, i64),
    Award(&'static str),
    Purchase,
    Priority,
}

/// Policy, item, name, what it asks for.
const BENEFITS: [(&str, &str, &str, Asks); 15] = [
    (ALLOWANCE_2019, "生活补贴-硕士", "硕士生活补贴（2019）", Asks::Monthly("硕士", 36)),
    (ALLOWANCE_2019, "生活补贴-博士", "博士生活补贴（2019）", Asks::Monthly("博士", 36)),
    (ALLOWANCE, "生活补贴-硕士", "硕士生活补贴", Asks::Monthly("硕士", 60)),
    (ALLOWANCE, "生活补贴-博士", "博士生活补贴", Asks::Monthly("博士", 60)),
    (RETURN, "回归补贴-副高", "副高以上人才回归补贴", Asks::Monthly("副高级", 24)),
    (TRANSITION, "过渡期研发补助", "服务团队过渡期研发补助", Asks::Yearly("过渡期支持", Some(3))),
    (CENTRE, "团队研发经费", "常驻团队研发经费", Asks::Yearly("常驻支持", None)),
    (CENTRE, "团队运营经费", "常驻团队运营经费", Asks::Yearly("常驻支持", None)),
    (SHARING, "仪器使用-一般", "仪器使用补贴", Asks::Use("一般企业", 10)),
    (SHARING, "仪器使用-科小", "科技型中小企业仪器使用补贴", Asks::Use("科技型中小企业", 20)),
    (SHARING, "仪器使用-高企", "高新技术企业仪器使用补贴", Asks::Use("高新技术企业", 30)),
    (SHARING, "设备购置", "引入团队企业设备购置补贴", Asks::Purchase),
    (SHARING, "优先推荐", "联盟成员优先推荐", Asks::Priority),
    (RESEARCH, "高企奖励-首次", "首次认定高新技术企业奖励", Asks::Award("首次认定高新技术企业")),
    (RESEARCH, "高企奖励-重新", "重新认定高新技术企业奖励", Asks::Award("重新认定高新技术企业")),
];

/// 政策待遇.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let rows = BENEFITS.iter().zip(1..).map(|((policy, code, name, asks), at)| {
        let row = Row::new()
            .with("number", district.number("待遇", at))
            .with("name", *name)
            .with("standard", format!("{} / {}", district.fill(policy), item(district, code)));
        match *asks {
            Asks::Monthly(class, months) => row
                .with("kind", "按月生活补贴")
                .with("class", class)
                .with("recruited", "是")
                .with("months", months)
                .with("partial", "入职次月起"),
            Asks::Yearly(programme, years) => {
                row.with("kind", "团队年度补助").with("programme", programme).with("years", years)
            }
            Asks::Use(standing, percent) => row
                .with("kind", "仪器使用补贴")
                .with("standing", standing)
                .with("percent", percent)
                .with("cap", yuan(50_000)),
            Asks::Award(event) => row.with("kind", "一次性奖励").with("event", event),
            Asks::Purchase => row.with("kind", "设备购置补贴").with("percent", 20_i64).with("cap", wan(50)),
            Asks::Priority => row.with("kind", "优先推荐"),
        }
    });
    rows.collect()
}

/// 团队支持安排: the three institutes in residence and those that came for their years of transition.
pub(super) fn supports(district: &District) -> Vec<Row> {
    let plan = [
        (0, "常驻支持", day!(2020, 4, 15), None),
        (1, "常驻支持", day!(2020, 9, 21), None),
        (2, "常驻支持", day!(2021, 3, 16), None),
        (10, "过渡期支持", day!(2019, 10, 10), Some(day!(2021, 6, 30))),
        (11, "过渡期支持", day!(2020, 6, 18), Some(day!(2022, 9, 28))),
    ];
    let row = |(institute, programme, from, to): (usize, &str, Day, Option<Day>)| {
        Row::new()
            .with("institute", institutes::name(district, institute))
            .with("programme", programme)
            .with("from_on", from)
            .with("to_on", to)
            .with("grounds", "进驻协议")
    };
    plan.into_iter().map(row).collect()
}

/// 学位和职称取得: two of the recruited doctors became associate professors, whom two policies would pay.
pub(super) fn attainments(district: &District) -> Vec<Row> {
    let doctors = talent::recruited(district).into_iter().filter(|(person, ..)| person.group == Group::Doctor);
    let row = |((person, ..), at): ((&super::people::Person, String, Day), usize)| {
        Row::new()
            .with("person", &person.number)
            .with("class", "副高级")
            .with("certificate", district.number("职称", at))
            .with("obtained_on", day!(2022, 3, 25))
    };
    doctors.take(2).zip(1..).map(row).collect()
}

/// 收款账户 of everybody who was recruited. No bank has such cards.
pub(super) fn payees(district: &District) -> Vec<Row> {
    let row = |((person, ..), at): ((&super::people::Person, String, Day), usize)| {
        Row::new()
            .with("person", &person.number)
            .with("account_name", &person.name)
            .with("card", card(district, at))
            .with("bank", "陶州农商银行老窑支行")
            .with("bank_code", format!("4024{:08}", district.index))
    };
    talent::recruited(district).into_iter().zip(1..).map(row).collect()
}

/// A number of nineteen digits that passes the check: of ten last digits one does.
fn card(district: &District, at: usize) -> String {
    let body = format!("999999{:06}{at:06}", district.index);
    let whole = (0..10).map(|check| format!("{body}{check}")).find(|number| BankCard::parse(number).is_ok());
    whole.unwrap_or(body)
}
