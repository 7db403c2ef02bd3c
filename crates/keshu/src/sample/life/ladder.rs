//! The year of 高新技术企业: the pool, applications in every stage, yearly reports, changes and revocations. Where a
//! sheet has brought the end of the story, the case leads to it.

use cases::CaseFile;
use directory::ORGANISATIONS;
use enterprises::{
    ENTERPRISE_YEARS, HNTE_APPLICATIONS, HNTE_BATCHES, HNTE_CERTIFICATES, HNTE_FILINGS, HNTE_MATTERS, HNTE_REPORTS,
    INCUBATIONS, ask_for_reports,
};
use listing::{cell, records};
use storage::{Error, Result};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{Play, evaluations};

/// How many materials an application has.
const MATERIALS: usize = 8;

/// Plays the year.
pub(super) async fn year(play: &mut Play) -> Result<()> {
    reports(play).await?;
    pool(play).await?;
    applications_of_2022(play).await?;
    applications_for_2023(play).await?;
    matters(play).await?;
    evaluations::year(play).await?;
    play.on(day!(2022, 12, 31)).await
}

pub(super) async fn officer(play: &Play) -> Result<Who> {
    play.of_section(Role::Officer, "03", "苏知衡").await
}

pub(super) async fn head(play: &Play) -> Result<Who> {
    play.of_section(Role::Head, "03", "戴远朗").await
}

/// Somebody of an enterprise.
pub(super) async fn of(play: &Play, enterprise: i64) -> Result<Who> {
    let unit = play.read(&ORGANISATIONS, enterprise).await?;
    Ok(Who {
        name: format!("{}经办", unit.text("short_name")),
        role: Some(Role::Enterprise),
        unit: Some(enterprise),
        unit_name: unit.name().to_owned(),
        unit_code: unit.text("uscc").to_owned(),
        ..Who::default()
    })
}

pub(super) fn enterprise(file: &CaseFile) -> i64 {
    file.number("enterprise").unwrap_or_default()
}

/// The reports of 2021: asked for in January, most handed in in May; one is late, one waits, two never came.
async fn reports(play: &mut Play) -> Result<()> {
    ask_for_reports(play.db(), day!(2022, 1, 5)).await?;
    play.today = day!(2022, 5, 19);
    let officer = officer(play).await?;
    let all = play.all(&HNTE_REPORTS, "year", 2021.into()).await?;
    for (at, report) in all.iter().enumerate().filter(|(at, _)| at % 24 != 7) {
        let who = of(play, enterprise(report)).await?;
        filled(play, report).await?;
        play.step(&HNTE_REPORTS, &who, report.id(), "Report", &[]).await?;
        if at != 3 {
            play.step(&HNTE_REPORTS, &officer, report.id(), "Accept", &[]).await?;
        }
    }
    cases::pass(play.db(), enterprises::KINDS, day!(2022, 6, 1)).await?;
    play.today = day!(2022, 6, 14);
    if let Some(late) = play.all(&HNTE_REPORTS, "stage", "逾期未报".into()).await?.first() {
        let who = of(play, enterprise(late)).await?;
        filled(play, late).await?;
        play.step(&HNTE_REPORTS, &who, late.id(), "Report", &[]).await?;
        play.step(&HNTE_REPORTS, &officer, late.id(), "Accept", &[]).await?;
    }
    Ok(())
}

/// Fills in a report from the books of its year.
async fn filled(play: &Play, report: &CaseFile) -> Result<()> {
    let books = play.all(&ENTERPRISE_YEARS, "enterprise", enterprise(report).into()).await?;
    let of_year = books.into_iter().find(|book| book.number("year") == report.number("year"));
    let book = of_year.ok_or_else(|| Error::Fault(format!("{} has no books", report.name())))?;
    let mut typed = Vec::new();
    for (column, known) in HNTE_REPORTS.columns.iter().zip(&report.record.cells) {
        let told = match (column.name, book.cell(column.name)) {
            ("enterprise" | "region" | "town", _) | (_, None) => None,
            (_, Some(found)) => ENTERPRISE_YEARS.column(column.name).map(|there| cell::plain(there, &found.value)),
        };
        let text = match (column.name, told) {
            ("changed", _) => "否".to_owned(),
            ("receipt", _) => format!("NB2021-{:04}", report.id()),
            ("hightech_income", Some(text)) if text.is_empty() => "0".to_owned(),
            (_, Some(text)) => text,
            (_, None) => match (&column.kind, &known.value) {
                (listing::Kind::Link(_), storage::Value::Int(id)) => format!("#{id}"),
                (_, value) => cell::plain(column, value),
            },
        };
        typed.push((column.name.to_owned(), text));
    }
    let before = records::row(play.office.reader(), &HNTE_REPORTS, report.id()).await?;
    records::change(play.db(), "填报", &HNTE_REPORTS, &before, &typed).await.map(|_| ())
}

/// The technology firms that never had a certificate and did not file in 2022, in the order of the directory.
async fn without_certificate(play: &Play) -> Result<Vec<CaseFile>> {
    let certificates = CaseFile::all(play.office.reader(), &HNTE_CERTIFICATES, listing::Filter::default()).await?;
    let filings = play.all(&HNTE_FILINGS, "year", 2022.into()).await?;
    let is_free = |firm: &CaseFile| {
        let has = |files: &[CaseFile]| files.iter().any(|file| enterprise(file) == firm.id());
        let is_old = firm.day("founded_on").is_some_and(|founded| founded < day!(2019, 1, 1));
        is_old && !firm.has("dissolved_on") && !has(&certificates) && !has(&filings)
    };
    let firms = play.all(&ORGANISATIONS, "technology_firm", "是".into()).await?;
    Ok(firms.into_iter().filter(is_free).collect())
}

/// How far an enterprise of the pool has come.
const POOL: [&str; 8] = ["Admit", "Admit", "Admit", "Admit", "", "Refuse", "Remove", "Admit"];

async fn pool(play: &mut Play) -> Result<()> {
    let officer = officer(play).await?;
    for (firm, step) in without_certificate(play).await?.iter().skip(8).zip(POOL) {
        play.today = if step.is_empty() { day!(2022, 12, 27) } else { day!(2022, 3, 2) };
        let id = pooled(play, firm.id()).await?;
        play.today = play.today.plus_days(2);
        match step {
            "" => {}
            "Refuse" => play.step(&INCUBATIONS, &officer, id, step, &[("reason", "没有研发活动和知识产权")]).await?,
            "Remove" => {
                play.step(&INCUBATIONS, &officer, id, "Admit", &[]).await?;
                play.today = day!(2022, 11, 8);
                play.step(&INCUBATIONS, &officer, id, step, &[("reason", "企业转为贸易经营")]).await?;
            }
            step => play.step(&INCUBATIONS, &officer, id, step, &[]).await?,
        }
    }
    Ok(())
}

async fn pooled(play: &Play, firm: i64) -> Result<i64> {
    let who = of(play, firm).await?;
    let form = [("field", "新材料"), ("plan", "补足发明专利和研发辅助账，计划 2023 年申报。")];
    play.begin(&INCUBATIONS, &who, &form).await
}

/// An application as its enterprise fills it in, with all its materials.
async fn drafted(play: &Play, who: &Who, batch: i64, kind: &str, field: &str) -> Result<i64> {
    let batch = format!("#{batch}");
    let form = [
        ("batch", batch.as_str()),
        ("kind", kind),
        ("field", field),
        ("class1", "1"),
        ("class2", "6"),
        ("self_developed", "是"),
        ("standards", "否"),
        ("conversions", "15"),
        ("rules", "是"),
        ("body", "是"),
        ("incentives", "是"),
        ("training", "是"),
        ("accident", "否"),
        ("explanation", "年度数据按快报填列，审计口径的研发费用和高新收入以专项审计报告为准。"),
        ("contact", "科技专员"),
    ];
    let id = play.begin(&HNTE_APPLICATIONS, who, &form).await?;
    play.attach_all(who, &HNTE_APPLICATIONS, id).await?;
    Ok(id)
}

/// The officer finds the materials in order, but for the one at this place.
async fn judged(play: &Play, id: i64, returned: Option<usize>) -> Result<()> {
    let mut form = Vec::new();
    for number in 1..=MATERIALS {
        let is_returned = returned == Some(number);
        form.push((format!("found_{number}"), if is_returned { "退回" } else { "通过" }.to_owned()));
        let opinion = if is_returned { "审计报告缺少研发活动说明" } else { "" };
        form.push((format!("opinion_{number}"), opinion.to_owned()));
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    play.post(&officer(play).await?, &format!("{}/{id}/materials", HNTE_APPLICATIONS.path), &form).await
}

/// Which filings of 2022 get a case: their result, how many, and how far it goes.
const FILINGS: [(&str, usize, End); 4] = [
    ("通过", 3, End::Certified),
    ("评审中", 2, End::OnNotice),
    ("评审中", 5, End::Recommended),
    ("未通过", 1, End::Failed),
];

#[derive(Clone, Copy, PartialEq)]
enum End {
    Certified,
    OnNotice,
    Recommended,
    Failed,
}

async fn applications_of_2022(play: &mut Play) -> Result<()> {
    let filings = play.all(&HNTE_FILINGS, "year", 2022.into()).await?;
    let mut played = Vec::new();
    for (result, count, end) in FILINGS {
        let is_it = |one: &&CaseFile| {
            let is_first = one.text("kind") == "首次认定" && one.has("recommended_on");
            one.text("result") == result && is_first && !played.contains(&one.id())
        };
        let some: Vec<&CaseFile> = filings.iter().filter(is_it).take(count).collect();
        played.extend(some.iter().map(|one| one.id()));
        for filing in some {
            application(play, filing, end).await?;
        }
    }
    Ok(())
}

/// One application from the form on, on the days of its filing.
async fn application(play: &mut Play, filing: &CaseFile, end: End) -> Result<()> {
    let batches = play.all(&HNTE_BATCHES, "year", 2022.into()).await?;
    let batch = batches.iter().find(|batch| batch.text("batch") == filing.text("batch"));
    let batch = batch.map(CaseFile::id).ok_or_else(|| Error::Fault("the sample lacks a batch".to_owned()))?;
    let (officer, head, who) = (officer(play).await?, head(play).await?, of(play, enterprise(filing)).await?);
    if end == End::Certified {
        play.today = day!(2022, 3, 2);
        let id = pooled(play, enterprise(filing)).await?;
        play.step(&INCUBATIONS, &officer, id, "Admit", &[]).await?;
    }
    play.today = filing.day("filed_on").unwrap_or(play.today);
    let id = drafted(play, &who, batch, filing.text("kind"), filing.text("field")).await?;
    play.step(&HNTE_APPLICATIONS, &who, id, "Submit", &[]).await?;
    judged(play, id, None).await?;
    play.step(&HNTE_APPLICATIONS, &officer, id, "PassCheck", &[]).await?;
    play.today = filing.day("recommended_on").unwrap_or(play.today);
    play.step(&HNTE_APPLICATIONS, &head, id, "Recommend", &[("document", "瓷科字〔2022〕26号")]).await?;
    let posted = match end {
        End::Recommended => return Ok(()),
        End::Failed => {
            play.today = day!(2022, 11, 7);
            let form =
                [("minutes", "陶科函〔2022〕52号"), ("held_on", "2022-11-04"), ("reason", "创新能力评价未达到 71 分")];
            return play.step(&HNTE_APPLICATIONS, &officer, id, "Fail", &form).await;
        }
        End::OnNotice => day!(2022, 12, 26),
        End::Certified => day!(2022, 10, 17),
    };
    let on = posted.to_string();
    play.today = posted;
    let form = [("minutes", "全国高企认定办公示"), ("held_on", on.as_str())];
    play.step(&HNTE_APPLICATIONS, &officer, id, "Announce", &form).await?;
    if end == End::Certified {
        certified(play, &officer, id, enterprise(filing)).await?;
    }
    Ok(())
}

/// The certificate that a sheet has brought is the end of the story.
async fn certified(play: &mut Play, officer: &Who, id: i64, enterprise: i64) -> Result<()> {
    let own = play.all(&HNTE_CERTIFICATES, "enterprise", enterprise.into()).await?;
    let Some(certificate) = own.first() else { return Err(Error::Fault("the sample lacks a certificate".to_owned())) };
    play.today = day!(2022, 12, 20);
    let form = [("number", certificate.text("number")), ("issued_on", certificate.text("issued_on"))];
    play.step(&HNTE_APPLICATIONS, officer, id, "Certify", &form).await
}

/// The first batch of the next year is open at the end of this one: applications in every early stage.
const EARLY: [&str; 7] = ["Draft", "Submitted", "SentBack", "Checked", "Refused", "Withdrawn", "Submitted"];

async fn applications_for_2023(play: &mut Play) -> Result<()> {
    let batch = play.one(&HNTE_BATCHES, "year", 2023.into()).await?;
    let (officer, head) = (officer(play).await?, head(play).await?);
    for (firm, end) in without_certificate(play).await?.iter().zip(EARLY) {
        let who = of(play, firm.id()).await?;
        play.today = day!(2022, 12, 23);
        let id = drafted(play, &who, batch.id(), "首次认定", "先进制造与自动化").await?;
        if end == "Draft" {
            continue;
        }
        play.today = day!(2022, 12, 28);
        play.step(&HNTE_APPLICATIONS, &who, id, "Submit", &[]).await?;
        match end {
            "SentBack" => {
                judged(play, id, Some(6)).await?;
                let form = [("reason", "请补充研发活动说明后重新提交")];
                play.step(&HNTE_APPLICATIONS, &officer, id, "SendBack", &form).await?;
            }
            "Checked" => {
                judged(play, id, None).await?;
                play.step(&HNTE_APPLICATIONS, &officer, id, "PassCheck", &[]).await?;
            }
            "Refused" => {
                play.step(&HNTE_APPLICATIONS, &head, id, "Refuse", &[("reason", "主要产品不在高新技术领域内")]).await?;
            }
            "Withdrawn" => {
                play.step(&HNTE_APPLICATIONS, &who, id, "Withdraw", &[("reason", "拟改报第二批")]).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Changes and grounds: what is told of the certificate, when it happened, when it was told, and how far it has come.
async fn matters(play: &mut Play) -> Result<()> {
    let certificates = CaseFile::all(play.office.reader(), &HNTE_CERTIFICATES, listing::Filter::default()).await?;
    let (officer, head) = (officer(play).await?, head(play).await?);
    // Those that a sheet says were revoked.
    for certificate in certificates.iter().filter(|one| one.has("revoked_on")) {
        let Some(revoked) = certificate.day("revoked_on") else { continue };
        play.today = revoked.plus_days(-40);
        let happened = play.today.plus_days(-10);
        let subject = match certificate.text("revoked_for") {
            why if why.starts_with("累计两年") => "累计两年未填报年度发展情况报表",
            _ => "未按期报告重大变化",
        };
        let id = matter(play, &officer, enterprise(certificate), subject, happened).await?;
        forwarded(play, &head, id).await?;
        play.today = revoked;
        let on = revoked.to_string();
        let form = [("minutes", "赣高企认办〔2022〕11号"), ("held_on", on.as_str()), ("reason", subject)];
        play.step(&HNTE_MATTERS, &officer, id, "Revoke", &form).await?;
    }
    let valid: Vec<i64> = certificates
        .iter()
        .filter(|one| one.text("valid_to") > "2023-01-31" && !one.has("revoked_on"))
        .filter(|one| one.text("issued_on") < "2022-01-01")
        .map(enterprise)
        .collect();
    let told = [
        ("更名", day!(2022, 10, 11), day!(2022, 11, 2), "Uphold"),
        ("与认定条件有关的重大变化", day!(2022, 6, 20), day!(2022, 12, 28), ""),
        ("更名", day!(2022, 12, 8), day!(2022, 12, 29), ""),
        ("整体迁移", day!(2022, 9, 5), day!(2022, 11, 21), "Forward"),
        ("重大安全、质量事故或严重环境违法", day!(2022, 7, 4), day!(2022, 7, 18), "Close"),
    ];
    for (firm, (subject, happened, told, end)) in valid.iter().step_by(5).zip(told) {
        play.today = told;
        let is_ground = subject.starts_with("重大");
        let who = if is_ground { officer.clone() } else { of(play, *firm).await? };
        let id = matter(play, &who, *firm, subject, happened).await?;
        match end {
            "Close" => {
                let reason = [("reason", "经核实为一般质量投诉，不属于重大事故")];
                play.step(&HNTE_MATTERS, &officer, id, "Close", &reason).await?;
            }
            "" => {}
            end => {
                forwarded(play, &head, id).await?;
                if end == "Uphold" {
                    play.today = day!(2022, 12, 5);
                    let form = [("minutes", "赣高企认办〔2022〕37号"), ("held_on", "2022-12-02")];
                    play.step(&HNTE_MATTERS, &officer, id, "Uphold", &form).await?;
                }
            }
        }
    }
    Ok(())
}

async fn matter(play: &Play, who: &Who, firm: i64, subject: &str, happened: Day) -> Result<i64> {
    let (firm, happened) = (format!("#{firm}"), happened.to_string());
    let form = [
        ("enterprise", firm.as_str()),
        ("subject", subject),
        ("happened_on", happened.as_str()),
        ("content", "有关材料已随文报送。"),
    ];
    play.begin(&HNTE_MATTERS, who, &form).await
}

async fn forwarded(play: &mut Play, head: &Who, id: i64) -> Result<()> {
    play.today = play.today.plus_days(3);
    let on = play.today.to_string();
    let form = [("minutes", "瓷科报〔2022〕7号"), ("held_on", on.as_str())];
    play.step(&HNTE_MATTERS, head, id, "Forward", &form).await
}
