//! What became of the funded projects: one finished and archived within the year, one extended, one stopped, one not yet
//! signed.

use funds::PAYMENT_REQUESTS;
use projects::{ACCEPTANCES, CHANGES, CONTRACTS, INDICATORS, PAYMENT_PLANS, PROGRESS_REPORTS};
use storage::Result;
use vocabulary::{Day, day};
use web::Who;

use super::Play;

/// The line of the budget from which projects of the year are paid.
const APPROPRIATION: &str = "科技专项经费：项目资助";

/// Plays the contracts; the one whose project ends within the year goes to the archive.
pub(super) async fn year(play: &mut Play, contracts: &[i64]) -> Result<()> {
    let mut short = None;
    let mut others = Vec::new();
    for contract in contracts.iter().copied() {
        let ends = play.read(&CONTRACTS, contract).await?.day("ends_on");
        match ends {
            Some(ends) if ends.year() == 2022 => short = Some(contract),
            _ => others.push(contract),
        }
    }
    let signed = day!(2022, 6, 10);
    for contract in short.iter().chain(others.iter().take(2)).copied() {
        agreed(play, contract, signed).await?;
    }
    for contract in short.iter().chain(others.iter().take(2)).copied() {
        paid(play, contract, 0, day!(2022, 7, 5)).await?;
    }
    if let Some(extended) = others.first().copied() {
        changed(play, extended, ("实施期限", "2024-09-30"), day!(2022, 9, 5)).await?;
    }
    if let Some(stopped) = others.get(1).copied() {
        changed(play, stopped, ("终止", "2022-10-31"), day!(2022, 10, 17)).await?;
    }
    match short {
        Some(finished) => archived(play, finished).await,
        None => Ok(()),
    }
}

/// Who writes for the unit of a contract.
async fn unit(play: &Play, contract: i64) -> Result<Who> {
    let owner = play.read(&CONTRACTS, contract).await?;
    let at = play.home.firms.iter().position(|firm| firm.name == owner.linked("unit"));
    play.firm(at.unwrap_or_default()).await
}

/// The contract is written, agreed and signed.
async fn agreed(play: &mut Play, contract: i64, on: Day) -> Result<()> {
    play.on(on.plus_days(-7)).await?;
    let (who, officer, head) = (unit(play, contract).await?, play.officer().await?, play.head().await?);
    let file = play.read(&CONTRACTS, contract).await?;
    let granted = file.money("granted").map_or(0, |money| money.fen() / 1_000_000);
    let terms = [
        ("goals", "按申报书完成研制和中试，达到考核指标。"),
        ("ownership", "知识产权归承担单位所有。"),
        ("shares", "无合作单位。"),
        ("account_name", who.unit_name.as_str()),
        ("account_number", "6222000000000000000"),
        ("bank", "瓷源农商银行"),
    ];
    play.post_form(&who, &format!("{}/{contract}", CONTRACTS.path), &terms).await?;
    let (first, last) = ((granted * 6 / 10).to_string(), (granted - granted * 6 / 10).to_string());
    let until = file.text("ends_on").to_owned();
    let mut plan = vec![
        ("kind_1".to_owned(), "首拨".to_owned()),
        ("condition_1".to_owned(), "任务书签订后".to_owned()),
        ("planned_on_1".to_owned(), "2022-07-01".to_owned()),
        ("amount_1".to_owned(), first),
        ("kind_2".to_owned(), "验收尾款".to_owned()),
        ("condition_2".to_owned(), "通过验收后".to_owned()),
        ("planned_on_2".to_owned(), until),
        ("amount_2".to_owned(), last),
    ];
    for indicator in indicators(play, contract).await? {
        let agreed = indicator.cell("expected").map(|cell| listing::cell::plain(column("expected"), &cell.value));
        plan.push((format!("agreed_{}", indicator.id()), agreed.unwrap_or_default()));
    }
    let plan: Vec<(&str, &str)> = plan.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    play.post_seen(&who, &format!("{}/{contract}/terms", CONTRACTS.path), &plan).await?;
    play.step(&CONTRACTS, &who, contract, "Submit", &[]).await?;
    play.step(&CONTRACTS, &officer, contract, "Agree", &[]).await?;
    play.on(on).await?;
    let held = on.to_string();
    let signed = [("minutes", "瓷科任〔2022〕签字文本"), ("held_on", held.as_str())];
    play.step(&CONTRACTS, &head, contract, "Sign", &signed).await
}

async fn indicators(play: &Play, contract: i64) -> Result<Vec<cases::CaseFile>> {
    let proposal = play.read(&CONTRACTS, contract).await?.number("proposal").unwrap_or_default();
    play.all(&INDICATORS, "proposal", proposal.into()).await
}

fn column(name: &str) -> &'static listing::Column {
    INDICATORS.column(name).unwrap_or(&directory::REPORT_ORDER)
}

/// A line of the plan is asked for, checked, audited, approved and paid.
async fn paid(play: &mut Play, contract: i64, line: usize, on: Day) -> Result<()> {
    play.on(on).await?;
    let who = unit(play, contract).await?;
    let lines = play.all(&PAYMENT_PLANS, "contract", contract.into()).await?;
    let Some(line) = lines.get(line) else { return Ok(()) };
    let (plan, amount) = (format!("#{}", line.id()), line.money("amount").map_or(0, |money| money.fen() / 1_000_000));
    let amount = amount.to_string();
    let form = [("plan", plan.as_str()), ("amount", amount.as_str()), ("grounds", "按任务书拨款计划申请")];
    let request = play.begin(&PAYMENT_REQUESTS, &who, &form).await?;
    let (finance, leader) = (play.finance(), play.leader());
    play.step(&PAYMENT_REQUESTS, &who, request, "Submit", &[]).await?;
    play.step(&PAYMENT_REQUESTS, &play.officer().await?, request, "Check", &[]).await?;
    let number = appropriation(play).await?;
    play.step(&PAYMENT_REQUESTS, &finance, request, "Audit", &[("appropriation", number.as_str())]).await?;
    play.step(&PAYMENT_REQUESTS, &leader, request, "Approve", &[]).await?;
    let (held, voucher) = (on.to_string(), format!("支{}-{request}", on.year()));
    let payment = [("voucher", voucher.as_str()), ("minutes", "国库集中支付"), ("held_on", held.as_str())];
    play.step(&PAYMENT_REQUESTS, &finance, request, "Pay", &payment).await
}

/// The appropriation of the year for projects with the most left.
pub(super) async fn appropriation(play: &Play) -> Result<String> {
    let all = play.all(&funds::APPROPRIATIONS, "purpose", APPROPRIATION.into()).await?;
    let of_year = all.iter().filter(|one| one.text("issued_on").starts_with("2022"));
    let left =
        |one: &&cases::CaseFile| one.number("amount").unwrap_or_default() - one.number("paid").unwrap_or_default();
    Ok(of_year.max_by_key(left).map_or_else(String::new, |one| one.text("number").to_owned()))
}

/// A change is asked for, endorsed and agreed.
async fn changed(play: &mut Play, contract: i64, (kind, becomes): (&str, &str), on: Day) -> Result<()> {
    play.on(on).await?;
    let who = unit(play, contract).await?;
    let of_contract = format!("#{contract}");
    let form = [
        ("contract", of_contract.as_str()),
        ("kind", kind),
        ("becomes", becomes),
        ("reason", "关键设备交货推迟，市场条件变化，经单位研究提出。"),
        ("unspent", if kind == "终止" { "6" } else { "" }),
    ];
    let change = play.begin(&CHANGES, &who, &form).await?;
    play.attach_all(&who, &CHANGES, change).await?;
    play.step(&CHANGES, &who, change, "Submit", &[]).await?;
    play.on(on.plus_days(4)).await?;
    play.step(&CHANGES, &play.officer().await?, change, "Endorse", &[]).await?;
    let held = on.plus_days(4).to_string();
    let agreed = [("minutes", "局长办公会纪要"), ("held_on", held.as_str())];
    play.step(&CHANGES, &play.leader(), change, "Agree", &agreed).await
}

/// Reports, acceptance, the last payment and the archive.
async fn archived(play: &mut Play, contract: i64) -> Result<()> {
    play.on(day!(2022, 12, 5)).await?;
    let (who, officer, head) = (unit(play, contract).await?, play.officer().await?, play.head().await?);
    for report in play.all(&PROGRESS_REPORTS, "contract", contract.into()).await? {
        let reason = [("reason", "项目即将验收，进展并入总结报告")];
        play.step(&PROGRESS_REPORTS, &officer, report.id(), "Waive", &reason).await?;
    }
    let of_contract = format!("#{contract}");
    let form = [
        ("contract", of_contract.as_str()),
        ("summary", "完成催化载体低温烧成工艺，建成中试线一条。"),
        ("results", "申请发明专利 2 件，新增产值 800 万元。"),
        ("spent", "20"),
        ("audited", "是"),
        ("science_report", "是"),
    ];
    let acceptance = play.begin(&ACCEPTANCES, &who, &form).await?;
    let actual: Vec<(String, String)> = indicators(play, contract)
        .await?
        .iter()
        .map(|one| {
            let agreed = one.cell("agreed").map(|cell| listing::cell::plain(column("agreed"), &cell.value));
            (format!("value_{}", one.id()), agreed.unwrap_or_default())
        })
        .collect();
    let actual: Vec<(&str, &str)> = actual.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    play.post_seen(&who, &format!("{}/{acceptance}/values", ACCEPTANCES.path), &actual).await?;
    play.attach_all(&who, &ACCEPTANCES, acceptance).await?;
    play.step(&ACCEPTANCES, &who, acceptance, "Submit", &[]).await?;
    play.step(&ACCEPTANCES, &officer, acceptance, "Begin", &[]).await?;
    play.on(day!(2022, 12, 16)).await?;
    let passed = [
        ("execution", "9"),
        ("output", "46"),
        ("benefit", "27"),
        ("satisfaction", "9"),
        ("opinion", "完成任务书约定的指标，同意通过验收。"),
        ("minutes", "验收会纪要 2022-06"),
        ("held_on", "2022-12-15"),
    ];
    play.step(&ACCEPTANCES, &head, acceptance, "Pass", &passed).await?;
    paid(play, contract, 1, day!(2022, 12, 20)).await?;
    play.attach_all(&who, &CONTRACTS, contract).await?;
    play.on(day!(2022, 12, 27)).await?;
    play.step(&CONTRACTS, &officer, contract, "Archive", &[]).await
}
