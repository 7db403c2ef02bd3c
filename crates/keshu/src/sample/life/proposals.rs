//! The calls of the year, and what was applied for: handed in, mended, rejected, withdrawn, and still being written.

use projects::{CALLS, CRITERIA, PROPOSALS};
use storage::Result;
use vocabulary::{Role, day};

use super::{
    super::{people::Group, texts},
    Play, decision, review,
};

/// What a firm applies for: its place among the firms, the project, what it asks of the public purse in 万元, its last day.
struct Applied(usize, &'static str, i64, &'static str);

/// Under the call of the spring, in the order in which they came.
const SPRING: [Applied; 9] = [
    Applied(13, "陶瓷过滤膜孔结构调控研究", 30, "2023-12-31"),
    Applied(0, "泡沫陶瓷催化载体低温烧成工艺", 45, "2022-11-30"),
    Applied(17, "窑炉余热梯级利用装置研制", 36, "2024-06-30"),
    Applied(21, "氧化铝基片流延成型质量控制", 28, "2024-03-31"),
    Applied(25, "包装印刷在线视觉检测系统", 24, "2023-12-31"),
    Applied(29, "高性能耐磨陶瓷衬片研制", 40, "2024-05-31"),
    Applied(33, "电子浆料国产化替代研究", 35, "2024-03-31"),
    Applied(37, "固废制备透水砖关键技术", 26, "2023-12-31"),
    Applied(61, "智能仓储调度软件开发", 20, "2023-12-31"),
];

/// Under the call of the autumn.
const AUTUMN: [Applied; 6] = [
    Applied(41, "陶瓷3D打印浆料稳定性研究", 25, "2024-09-30"),
    Applied(45, "蜂窝陶瓷蓄热体抗热震研究", 30, "2024-12-31"),
    Applied(49, "特种玻璃精密模压工艺", 28, "2024-12-31"),
    Applied(53, "生物质包装材料开发", 22, "2024-06-30"),
    Applied(57, "机器视觉分拣设备研制", 32, "2024-12-31"),
    Applied(0, "催化陶瓷再生工艺研究", 38, "2024-12-31"),
];

/// What is written in a proposal of which the sample has no more to say.
const IN_SHORT: &str = "详见所附可行性研究报告。";

/// Plays the calls and what came in under them; the ids of the contracts that the spring's list led to.
pub(super) async fn year(play: &mut Play) -> Result<Vec<i64>> {
    play.on(day!(2022, 2, 21)).await?;
    let spring = published(play, "2022 年度区级研发专项项目申报通知", ("2022-02-23", "2022-03-25"), "否").await?;
    let mut handed_in = Vec::new();
    for (at, applied) in SPRING.iter().enumerate() {
        play.on(day!(2022, 3, 8).plus_days(i32::try_from(at).unwrap_or(0))).await?;
        handed_in.push(submitted(play, spring, applied, "Submit").await?);
    }
    play.on(day!(2022, 3, 28)).await?;
    play.step(&CALLS, &play.officer().await?, spring, "Close", &[]).await.or_else(closed_already)?;
    checked(play, &handed_in).await?;
    let judged = review::whole(play, spring, day!(2022, 4, 11)).await?;
    let contracts = decision::list(play, spring, judged).await?;

    play.on(day!(2022, 10, 10)).await?;
    let autumn = published(play, "2022 年度区级成果转化项目申报通知", ("2022-10-12", "2022-11-30"), "是").await?;
    let mut handed_in = Vec::new();
    for (at, applied) in AUTUMN.iter().enumerate() {
        play.on(day!(2022, 11, 14).plus_days(i32::try_from(at).unwrap_or(0))).await?;
        handed_in.push(submitted(play, autumn, applied, "SubmitSealed").await?);
    }
    // What was sealed opens by itself when the call is over.
    play.on(day!(2022, 12, 1)).await?;
    half_checked(play, &handed_in).await?;
    open_calls(play).await?;
    Ok(contracts)
}

/// A call that the house has closed by itself needs nobody to close it.
fn closed_already(error: storage::Error) -> Result<()> {
    if error.to_string().contains("不能“截止受理”") { Ok(()) } else { Err(error) }
}

/// A call in its draft, with its criteria.
async fn drafted(play: &Play, title: &str, (opens, closes): (&str, &str), sealed: &str) -> Result<i64> {
    let officer = play.officer().await?;
    let section = format!("#{}", officer.section.unwrap_or_default());
    let form = [
        ("title", title),
        ("level", "区级"),
        ("programme", "研发专项"),
        ("section", section.as_str()),
        ("document", "瓷科发〔2022〕12号"),
        ("opens_on", opens),
        ("closes_on", closes),
        ("sealed", sealed),
        ("blind", "是"),
        ("per_unit", "2"),
        ("per_leader", "1"),
        ("budget", "200"),
        ("most", "50"),
        ("panel_size", "5"),
        ("spread", "20"),
        ("publicity", "5"),
        ("papers", "*可行性研究报告\n合作协议"),
        ("guidance", "支持工业陶瓷、电子材料、创意包装和节能环保领域的企业研发。申报单位在本区注册满一年。"),
    ];
    let call = play.begin(&CALLS, &officer, &form).await?;
    let of_call = format!("#{call}");
    for (sequence, name, weight, kind) in
        [("1", "技术水平与创新性", "40", "技术"), ("2", "方案可行性", "25", "其他"), ("3", "经济效益", "35", "经济")]
    {
        let form = [
            ("call", of_call.as_str()),
            ("sequence", sequence),
            ("name", name),
            ("weight", weight),
            ("kind", kind),
            ("guidance", "按申报书内容和佐证材料评分"),
        ];
        play.post(&officer, CRITERIA.path, &form).await?;
    }
    Ok(call)
}

async fn published(play: &Play, title: &str, window: (&str, &str), sealed: &str) -> Result<i64> {
    let call = drafted(play, title, window, sealed).await?;
    play.step(&CALLS, &play.officer().await?, call, "Submit", &[]).await?;
    play.step(&CALLS, &play.head().await?, call, "Publish", &[]).await?;
    Ok(call)
}

/// A proposal with everything written, still a draft.
async fn written(play: &Play, call: i64, Applied(firm, name, asked, until): &Applied) -> Result<i64> {
    let who = play.firm(*firm).await?;
    let of_call = call.to_string();
    let begun = [("call", of_call.as_str()), ("name", *name)];
    let proposal = play.begin(&PROPOSALS, &who, &begun).await?;
    let leader = play.home.people.iter().filter(|person| person.group == Group::Engineer).nth(firm * 2 + 3);
    let (leader, number) = leader.map_or(("", ""), |person| (person.name.as_str(), person.number.as_str()));
    let starts = play.today.plus_days(75).to_string();
    let path = |section: &str| format!("{}/{proposal}/write/{section}", PROPOSALS.path);
    let [summary, basis, content, route] = texts::of_proposal(name).unwrap_or([IN_SHORT; 4]);
    let basics = [
        ("name", *name),
        ("leader", leader),
        ("leader_person", number),
        ("leader_born", "1983"),
        ("leader_rank", "中级"),
        ("field", "43045"),
        ("starts_on", starts.as_str()),
        ("ends_on", *until),
        ("summary", summary),
        ("basis", basis),
        ("content", content),
        ("route", route),
        ("conditions", "已有实验室、中试线和稳定的研发队伍。"),
        ("contact", "项目办"),
        ("phone", "13900000000"),
    ];
    play.post(&who, &path("Basics"), &basics).await?;
    let members = [("name.0", leader), ("rank.0", "中级"), ("duty.0", "总体负责"), ("person.0", number)];
    play.post(&who, &path("Members"), &members).await?;
    let (equipment, work, own) = ((asked / 2).to_string(), (asked - asked / 2).to_string(), (asked * 2).to_string());
    let budget = [
        ("head.0", "设备费"),
        ("item.0", "试验装置"),
        ("source.0", "财政资助"),
        ("amount.0", equipment.as_str()),
        ("head.1", "业务费"),
        ("item.1", "材料和测试"),
        ("source.1", "财政资助"),
        ("amount.1", work.as_str()),
        ("head.2", "业务费"),
        ("item.2", "中试"),
        ("source.2", "自筹"),
        ("amount.2", own.as_str()),
    ];
    play.post(&who, &path("Budget"), &budget).await?;
    let indicators = [
        ("kind.0", "知识产权"),
        ("name.0", "申请发明专利"),
        ("measure.0", "件"),
        ("expected.0", "2"),
        ("kind.1", "经济"),
        ("name.1", "新增产值"),
        ("measure.1", "万元"),
        ("expected.1", "800"),
    ];
    play.post(&who, &path("Indicators"), &indicators).await?;
    play.attach_all(&who, &PROPOSALS, proposal).await?;
    play.post(&who, &path("Submission"), &[("pledge", "是")]).await?;
    Ok(proposal)
}

async fn submitted(play: &Play, call: i64, applied: &Applied, step: &str) -> Result<i64> {
    let proposal = written(play, call, applied).await?;
    play.step(&PROPOSALS, &play.firm(applied.0).await?, proposal, step, &[]).await?;
    Ok(proposal)
}

/// The rules run, and what they found is judged: all as they found it.
async fn judged(play: &Play, proposal: i64, changed: &[(&str, &str)]) -> Result<()> {
    let officer = play.officer().await?;
    play.post(&officer, &format!("{}/{proposal}/check/run", PROPOSALS.path), &[]).await?;
    let findings = play.all(&projects::FINDINGS, "proposal", proposal.into()).await?;
    let mut form: Vec<(String, String)> = Vec::new();
    for finding in &findings {
        let code = finding.text("rule");
        let (word, remark) = match changed.iter().find(|(rule, _)| *rule == code) {
            Some((_, word)) => (*word, "见所附说明"),
            None if finding.text("found") == "符合" => ("符合", ""),
            None => ("符合", "经核实，情况相符"),
        };
        form.push((format!("judged-{code}"), word.to_owned()));
        form.push((format!("remark-{code}"), remark.to_owned()));
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    play.post_seen(&officer, &format!("{}/{proposal}/check", PROPOSALS.path), &form).await
}

/// One is mended, one is rejected, one withdraws, the others pass.
async fn checked(play: &mut Play, proposals: &[i64]) -> Result<()> {
    play.on(day!(2022, 3, 30)).await?;
    let officer = play.officer().await?;
    for (at, proposal) in proposals.iter().copied().enumerate() {
        match at {
            6 => {
                judged(play, proposal, &[("papers", "可补正")]).await?;
                let reason = [("reason", "可行性研究报告缺少市场分析一章，请补齐后提交")];
                play.step(&PROPOSALS, &officer, proposal, "AskToMend", &reason).await?;
            }
            7 => {
                let reason = [("reason", "与合作方未能达成一致")];
                play.step(&PROPOSALS, &play.firm(SPRING[7].0).await?, proposal, "Withdraw", &reason).await?;
            }
            8 => {
                judged(play, proposal, &[("dishonest-unit", "不符合")]).await?;
                let reason = [("reason", "申报单位在科研失信名单上，限制期未满")];
                play.step(&PROPOSALS, &officer, proposal, "Reject", &reason).await?;
            }
            _ => {
                judged(play, proposal, &[]).await?;
                play.step(&PROPOSALS, &officer, proposal, "Accept", &[]).await?;
            }
        }
    }
    play.on(day!(2022, 4, 6)).await?;
    if let Some(mended) = proposals.get(6).copied() {
        play.step(&PROPOSALS, &play.firm(SPRING[6].0).await?, mended, "Resubmit", &[]).await?;
        judged(play, mended, &[]).await?;
        play.step(&PROPOSALS, &officer, mended, "Accept", &[]).await?;
    }
    Ok(())
}

/// Some wait for the check, one is back with its unit, the others wait for experts.
async fn half_checked(play: &mut Play, proposals: &[i64]) -> Result<()> {
    play.on(day!(2022, 12, 12)).await?;
    let officer = play.officer().await?;
    for proposal in proposals.iter().copied().take(4) {
        judged(play, proposal, &[]).await?;
        play.step(&PROPOSALS, &officer, proposal, "Accept", &[]).await?;
    }
    if let Some(alike) = proposals.get(4) {
        play.post(&officer, &format!("{}/{alike}/check/run", PROPOSALS.path), &[]).await?;
    }
    if let Some(mended) = proposals.get(5).copied() {
        play.on(day!(2022, 12, 27)).await?;
        judged(play, mended, &[("papers", "可补正")]).await?;
        let reason = [("reason", "可行性研究报告缺少经费测算依据，请补齐")];
        play.step(&PROPOSALS, &officer, mended, "AskToMend", &reason).await?;
    }
    Ok(())
}

/// A call that takes proposals at the end of the year, with drafts and sealed ones; one before the head; one in its draft;
/// one taken back.
async fn open_calls(play: &mut Play) -> Result<()> {
    play.on(day!(2022, 12, 14)).await?;
    let open = published(play, "2023 年度区级研发专项项目申报通知", ("2022-12-15", "2023-01-31"), "是").await?;
    play.on(day!(2022, 12, 22)).await?;
    written(play, open, &Applied(0, "泡沫陶瓷大尺寸成型装备研制", 48, "2024-12-31")).await?;
    written(play, open, &Applied(6, "微型镜头自动装调工艺研究", 40, "2024-12-31")).await?;
    submitted(play, open, &Applied(65, "陶瓷基板金属化工艺研究", 33, "2024-12-31"), "SubmitSealed").await?;
    let window = ("2023-01-09", "2023-02-28");
    let waiting = drafted(play, "2023 年度区级软科学项目申报通知", window, "否").await?;
    play.step(&CALLS, &play.officer().await?, waiting, "Submit", &[]).await?;
    drafted(play, "2023 年度区级科普项目申报通知", window, "否").await?;
    let back = published(play, "2022 年度技术合同奖补申报通知", ("2022-12-15", "2022-12-30"), "否").await?;
    let reason = [("reason", "改按市级政策执行")];
    let head = play.of_section(Role::Head, "02", "傅承舟").await?;
    play.step(&CALLS, &head, back, "Withdraw", &reason).await
}
