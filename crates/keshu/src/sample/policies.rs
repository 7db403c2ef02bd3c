//! Policies with their document numbers.

use vocabulary::{Day, day};

use super::district::District;
use super::row::Row;

/// One document. In the texts `{s}`, `{d}` and `{n}` stand for the district.
struct Policy {
    number: &'static str,
    title: &'static str,
    short: &'static str,
    issuer: &'static str,
    level: &'static str,
    kind: &'static str,
    issued: Day,
    from: Day,
    to: Option<Day>,
    summary: &'static str,
}

const fn policy(
    [number, title, short, issuer]: [&'static str; 4],
    [level, kind]: [&'static str; 2],
    [issued, from]: [Day; 2],
    to: Option<Day>,
    summary: &'static str,
) -> Policy {
    Policy { number, title, short, issuer, level, kind, issued, from, to, summary }
}

const POLICIES: [Policy; 16] = [
    policy(
        [
            "国科发火〔2016〕32号",
            "科技部 财政部 国家税务总局关于修订印发《高新技术企业认定管理办法》的通知",
            "高新技术企业认定管理办法",
            "科技部 财政部 国家税务总局",
        ],
        ["国家级", "企业"],
        [day!(2016, 1, 29), day!(2016, 1, 1)],
        None,
        "规定高新技术企业的认定条件、程序和监督管理，证书有效期三年。",
    ),
    policy(
        [
            "国科发政〔2017〕115号",
            "科技部 财政部 国家税务总局关于印发《科技型中小企业评价办法》的通知",
            "科技型中小企业评价办法",
            "科技部 财政部 国家税务总局",
        ],
        ["国家级", "企业"],
        [day!(2017, 5, 3), day!(2017, 5, 3)],
        None,
        "规定科技型中小企业的评价指标、自主评价、公示入库和登记编号，编号当年有效。",
    ),
    policy(
        [
            "国办发〔2016〕32号",
            "国务院办公厅关于深入推行科技特派员制度的若干意见",
            "科技特派员制度若干意见",
            "国务院办公厅",
        ],
        ["国家级", "乡村"],
        [day!(2016, 5, 19), day!(2016, 5, 19)],
        None,
        "壮大科技特派员队伍，完善选派、服务和激励机制。",
    ),
    policy(
        [
            "国发〔2014〕70号",
            "国务院关于国家重大科研基础设施和大型科研仪器向社会开放的意见",
            "科研仪器开放意见",
            "国务院",
        ],
        ["国家级", "平台"],
        [day!(2014, 12, 31), day!(2014, 12, 31)],
        None,
        "单台原值五十万元以上的科研仪器应当向社会开放共享。",
    ),
    policy(
        [
            "{s}府办发〔2019〕12号",
            "{n}人民政府办公室关于印发《{n}高层次人才生活补贴暂行办法》的通知",
            "人才生活补贴暂行办法",
            "{n}人民政府办公室",
        ],
        ["区级", "人才"],
        [day!(2019, 5, 20), day!(2019, 6, 1)],
        Some(day!(2021, 1, 1)),
        "公开引进的硕士、博士研究生按月发放生活补贴。自新办法施行之日起废止。",
    ),
    policy(
        [
            "{s}科字〔2019〕21号",
            "{n}科学技术局关于印发《{d}科创中心入驻团队过渡期补助办法》的通知",
            "入驻团队过渡期补助办法",
            "{n}科学技术局",
        ],
        ["区级", "平台"],
        [day!(2019, 11, 8), day!(2019, 12, 1)],
        None,
        "入驻公共创新平台的服务团队设置三年过渡期，过渡期内每年补助研发经费。",
    ),
    policy(
        [
            "{s}府发〔2020〕9号",
            "{n}人民政府关于支持工业陶瓷科创中心建设的若干意见",
            "支持科创中心若干意见",
            "{n}人民政府",
        ],
        ["区级", "平台"],
        [day!(2020, 4, 2), day!(2020, 4, 10)],
        None,
        "对常驻研究院团队按年补助研发经费和运营经费，设立产业发展基金，保障骨干成员年基础收入。",
    ),
    policy(
        [
            "{s}科字〔2020〕16号",
            "{n}科学技术局关于印发《{d}工业陶瓷创新联盟创新引导资金管理办法》的通知",
            "创新引导资金管理办法",
            "{n}科学技术局",
        ],
        ["区级", "产学研"],
        [day!(2020, 8, 14), day!(2020, 9, 1)],
        None,
        "联盟企业每年向研究院支付创新引导资金，共享平台设备和检测服务。",
    ),
    policy(
        [
            "{s}科字〔2021〕3号",
            "{n}科学技术局 {n}财政局关于印发《{n}高层次人才生活补贴办法》的通知",
            "人才生活补贴办法",
            "{n}科学技术局 {n}财政局",
        ],
        ["区级", "人才"],
        [day!(2020, 12, 24), day!(2021, 1, 1)],
        None,
        "公开引进的硕士、博士研究生从入职次月起连续五年按月享受生活补贴。",
    ),
    policy(
        [
            "{s}发〔2021〕8号",
            "中共{n}委 {n}人民政府关于印发《{d}人才回归计划实施方案》的通知",
            "人才回归计划实施方案",
            "中共{n}委 {n}人民政府",
        ],
        ["区级", "人才"],
        [day!(2021, 4, 16), day!(2021, 5, 1)],
        None,
        "鼓励在外人才回乡创新创业，支持回归资金落户。",
    ),
    policy(
        [
            "{s}科字〔2021〕17号",
            "{n}科学技术局关于印发《{n}企业研发投入后补助办法》的通知",
            "企业研发投入后补助办法",
            "{n}科学技术局",
        ],
        ["区级", "企业"],
        [day!(2021, 6, 10), day!(2021, 7, 1)],
        None,
        "对首次认定和重新认定的高新技术企业给予奖励，按研发投入增量给予后补助。",
    ),
    policy(
        [
            "{s}财教〔2020〕5号",
            "{n}财政局 {n}科学技术局关于印发《{n}科技专项经费管理办法》的通知",
            "科技专项经费管理办法",
            "{n}财政局 {n}科学技术局",
        ],
        ["区级", "资金"],
        [day!(2020, 1, 17), day!(2020, 2, 1)],
        None,
        "规定专项经费的预算、指标、支付、退回和绩效评价。",
    ),
    policy(
        [
            "{s}科字〔2022〕5号",
            "{n}科学技术局关于做好2022年科技特派员工作的通知",
            "科技特派员工作通知",
            "{n}科学技术局",
        ],
        ["区级", "乡村"],
        [day!(2022, 2, 18), day!(2022, 3, 1)],
        Some(day!(2024, 3, 1)),
        "明确特派员选派、服务日志和年度考核要求。",
    ),
    policy(
        [
            "{s}科字〔2022〕11号",
            "{n}科学技术局 {n}科学技术协会关于印发《{n}科普示范基地管理办法》的通知",
            "科普示范基地管理办法",
            "{n}科学技术局 {n}科学技术协会",
        ],
        ["区级", "科普"],
        [day!(2022, 4, 27), day!(2022, 5, 10)],
        None,
        "规定科普示范基地的命名、开放天数和有效期。",
    ),
    policy(
        [
            "{s}府办字〔2022〕30号",
            "{n}人民政府办公室关于加强大型科研仪器开放共享的通知",
            "仪器开放共享通知",
            "{n}人民政府办公室",
        ],
        ["区级", "平台"],
        [day!(2022, 9, 16), day!(2022, 10, 1)],
        None,
        "联盟企业使用平台设备按内部价收费。",
    ),
    policy(
        [
            "{s}科字〔2018〕9号",
            "{n}科学技术局关于印发《{n}科技奖励暂行办法》的通知",
            "科技奖励暂行办法",
            "{n}科学技术局",
        ],
        ["区级", "综合"],
        [day!(2018, 7, 3), day!(2018, 8, 1)],
        Some(day!(2021, 8, 1)),
        "对获得市级以上科技奖励的单位给予配套奖励，试行三年。",
    ),
];

/// 政策文件. Those of the state come once, with the home district.
pub(super) fn policies(district: &District) -> Vec<Row> {
    let rows = POLICIES.iter().filter(|policy| district.is_home() || policy.level == "区级").map(|policy| {
        Row::new()
            .with("number", district.fill(policy.number))
            .with("title", district.fill(policy.title))
            .with("short_title", policy.short)
            .with("issuer", district.fill(policy.issuer))
            .with("level", policy.level)
            .with("kind", policy.kind)
            .with("issued_on", policy.issued)
            .with("valid_from", policy.from)
            .with("valid_to", policy.to)
            .with("summary", policy.summary)
    });
    rows.collect()
}
