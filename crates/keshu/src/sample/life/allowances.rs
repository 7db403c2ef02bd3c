//! The last weeks of the year in the life of allowances: degrees are gained, somebody leaves and was paid too long, batches
//! are drawn up, made public, paid and reconciled, and shared instruments earn their first subsidies.

use listing::records;
use policies::entitlement::{Month, claims, gather};
use storage::{Result, Value};
use talent::{ALLOWANCES, ATTAINMENTS, BATCH_OBJECTIONS, BATCHES, RECOVERIES, RECRUITS, STOPS};
use vocabulary::{Day, Money, MoneyUnit::Yuan, Role, day};
use web::Who;

use super::{Form, Play, pairs};
use crate::modules;

/// Those who handle allowances.
struct Hands {
    officer: Who,
    head: Who,
    leader: Who,
    finance: Who,
}

/// The weeks from October.
pub(super) async fn weeks(play: &mut Play) -> Result<()> {
    subsidies(play).await?;
    let hands = Hands {
        officer: play.of_section(Role::Officer, "04", "叶秋瑜").await?,
        head: play.of_section(Role::Head, "04", "卢晓棠").await?,
        leader: play.leader(),
        finance: play.finance(),
    };
    let leaver = changes(play, &hands).await?;
    given_up(play, &hands).await?;
    let first = drawn_up(play, &hands, day!(2022, 12, 1), "2022-11-01").await?;
    approved(play, &hands, first, day!(2022, 12, 2)).await?;
    objected(play, &hands, first).await?;
    paid(play, &hands, first, (day!(2022, 12, 14), "补贴支付2022-11")).await?;
    play.on(day!(2022, 12, 19)).await?;
    let bank = [("payments", "1"), ("by_bank", "0.15"), ("minutes", "银行回单"), ("held_on", "2022-12-19")];
    play.step(&BATCHES, &hands.finance, first, "Reconcile", &bank).await?;
    let second = drawn_up(play, &hands, day!(2022, 12, 20), "2022-12-01").await?;
    approved(play, &hands, second, day!(2022, 12, 20)).await?;
    paid(play, &hands, second, (day!(2022, 12, 28), "补贴支付2022-12")).await?;
    recovered(play, &hands, leaver).await?;
    let third = drawn_up(play, &hands, day!(2022, 12, 29), "2023-01-01").await?;
    approved(play, &hands, third, day!(2022, 12, 30)).await?;
    play.on(day!(2022, 12, 31)).await
}

/// What the list of July 2022 says of shared instruments is paid to the first eight of it.
async fn subsidies(play: &mut Play) -> Result<()> {
    play.on(day!(2022, 8, 30)).await?;
    let reader = play.office.reader();
    let library = policies::Library::read(reader).await?;
    let facts = gather(reader, &modules::entitled()).await?;
    let window = Month::of(day!(2022, 7, 1));
    let owed = claims(&library.benefits, &facts, window)
        .into_iter()
        .filter(|claim| claim.basis.iter().any(|basis| basis.path == platforms::EQUIPMENT_USES.path));
    for (claim, at) in owed.take(8).zip(1..) {
        let Some(benefit) = library.benefits.get(claim.benefit) else { continue };
        let uses = facts.uses.iter().filter(|one| claim.basis.contains(&one.basis)).map(|one| one.fee);
        let fees = Money::total(uses).unwrap_or_default().exact(Yuan);
        let amount = claim.amount.unwrap_or_default().exact(Yuan);
        let (number, unit) = (format!("仪补{at:04}"), format!("#{}", claim.subject));
        let standard = format!("#{}", benefit.standard);
        let form = [
            ("number", number.as_str()),
            ("unit", &unit),
            ("project", &claim.matter),
            ("standard", &standard),
            ("window", "2022-07-01"),
            ("fees", &fees),
            ("amount", &amount),
            ("paid_on", "2022-08-30"),
        ];
        play.adds(&platforms::USE_SUBSIDIES, &form).await?;
    }
    Ok(())
}

/// Two of those recruited with a first degree gain a master's; somebody leaves in October and is paid until December. The
/// answer is the person who left.
async fn changes(play: &mut Play, hands: &Hands) -> Result<i64> {
    let bachelors = play.all(&RECRUITS, "degree", "本科".into()).await?;
    for (recruit, (certificate, obtained)) in
        bachelors.iter().zip([("硕证2022101", "2022-10-20"), ("硕证2022102", "2022-11-15")])
    {
        play.on(Day::parse(obtained).unwrap_or(play.today)).await?;
        let person = format!("#{}", recruit.number("person").unwrap_or_default());
        let form =
            [("person", person.as_str()), ("class", "硕士"), ("certificate", certificate), ("obtained_on", obtained)];
        play.adds(&ATTAINMENTS, &form).await?;
    }
    let masters = play.all(&RECRUITS, "degree", "硕士".into()).await?;
    let leaver = masters.last().and_then(|recruit| recruit.number("person")).unwrap_or_default();
    play.on(day!(2022, 12, 9)).await?;
    let person = format!("#{leaver}");
    let form = [
        ("person", person.as_str()),
        ("kind", "离职"),
        ("happened_on", "2022-10-20"),
        ("grounds", "解除聘用合同通知（12 月 8 日收到）"),
    ];
    records::add(play.db(), &hands.officer.actor(), &STOPS, &pairs(&form)).await?;
    Ok(leaver)
}

/// A batch that was begun and given up.
async fn given_up(play: &mut Play, hands: &Hands) -> Result<()> {
    let batch = drawn_up(play, hands, day!(2022, 11, 29), "2022-11-01").await?;
    let reason = [("reason", "学位证书尚在核验，核验后重新编制")];
    play.step(&BATCHES, &hands.head, batch, "Cancel", &reason).await
}

async fn drawn_up(play: &mut Play, hands: &Hands, on: Day, month: &str) -> Result<i64> {
    play.on(on).await?;
    let section = format!("#{}", hands.officer.section.unwrap_or_default());
    let form = [
        ("month", month),
        ("section", section.as_str()),
        ("publicity", "5"),
        ("contact", "人才科，0799-0000004，区政务中心三楼"),
    ];
    play.begin(&BATCHES, &hands.officer, &form).await
}

/// Checked, approved and made public within a day.
async fn approved(play: &mut Play, hands: &Hands, batch: i64, on: Day) -> Result<()> {
    play.on(on).await?;
    play.step(&BATCHES, &hands.officer, batch, "Submit", &[]).await?;
    play.step(&BATCHES, &hands.head, batch, "Check", &[]).await?;
    play.step(&BATCHES, &hands.leader, batch, "Approve", &[]).await?;
    play.step(&BATCHES, &hands.officer, batch, "Publish", &[]).await
}

/// Somebody asks why they are not on the list, and is answered.
async fn objected(play: &mut Play, hands: &Hands, batch: i64) -> Result<()> {
    play.on(day!(2022, 12, 6)).await?;
    let batch = format!("#{batch}");
    let form = [
        ("batch", batch.as_str()),
        ("objector", "某同事"),
        ("phone", "19900000088"),
        ("raised_on", "2022-12-06"),
        ("content", "认为本人同批引进，也应在这次补发名单中。"),
    ];
    let objection = play.begin(&BATCH_OBJECTIONS, &hands.officer, &form).await?;
    play.on(day!(2022, 12, 8)).await?;
    let finding = [("finding", "经核，其生活补贴已按月发放，不属于应发未发。")];
    play.step(&BATCH_OBJECTIONS, &hands.head, objection, "Dismiss", &finding).await
}

async fn paid(play: &mut Play, hands: &Hands, batch: i64, (on, voucher): (Day, &str)) -> Result<()> {
    play.on(on).await?;
    play.step(&BATCHES, &hands.officer, batch, "Clear", &[]).await?;
    let day = on.to_string();
    let form: Form<'_> = &[("voucher", voucher), ("minutes", "支付凭证"), ("held_on", &day)];
    play.step(&BATCHES, &hands.finance, batch, "Pay", form).await
}

/// What was paid after somebody left: November came back, December is still to come.
async fn recovered(play: &mut Play, hands: &Hands, leaver: i64) -> Result<()> {
    play.on(day!(2022, 12, 28)).await?;
    let lines = play.all(&ALLOWANCES, "person", Value::Int(leaver)).await?;
    for (month, comes_back) in [("2022-11-01", true), ("2022-12-01", false)] {
        let Some(line) = lines.iter().find(|line| line.text("month_from") == month) else { continue };
        let (allowance, amount) = (format!("#{}", line.id()), line.money("amount").unwrap_or_default().exact(Yuan));
        let form =
            [("allowance", allowance.as_str()), ("amount", &amount), ("grounds", "10 月 20 日离职，从次月起停发")];
        let recovery = play.begin(&RECOVERIES, &hands.officer, &form).await?;
        if comes_back {
            let form = [("voucher", "补贴退回2022-01"), ("minutes", "银行进账单"), ("held_on", "2022-12-28")];
            play.step(&RECOVERIES, &hands.finance, recovery, "TakeBack", &form).await?;
        }
    }
    Ok(())
}

impl Play {
    /// Adds a record as the officer of talents would.
    async fn adds(&self, listing: &'static listing::Listing, form: Form<'_>) -> Result<i64> {
        let added = records::add(self.db(), "人才科 叶秋瑜", listing, &pairs(form)).await;
        added.map_err(|error| super::part(format!("{} {}", self.today, listing.title), &error))
    }
}
