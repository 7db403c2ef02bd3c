//! 用章申请: what may happen to a request for the use of the official seal.

use Step::{Approve, EndNotice, Extend, Publish, Refuse, Remark, Return, Seal, Submit};
use cases::{
    Act, Asked, CaseFile, Change, Handling, add,
    columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage as stage_column},
    move_case,
};
use directory::{ORGANISATIONS, SECTIONS};
use listing::{CodeKind, Filter, Kept, Listing, code, day, integer, link, long_text, text};
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Reader, Result, Work};
use vocabulary::{
    Day,
    Role::{self, Enterprise, Head, House, Leader, Officer},
};
use web::Who;

use super::book::{BOOKS, Book, USES};

procedure::words! {
    /// Where a request is.
    pub enum Stage {
        /// With the firm.
        Draft: "草稿",
        /// With the section.
        Submitted: "待审核",
        /// Shown to everybody.
        OnNotice: "公示中",
        /// Waiting for the seal.
        ToSeal: "待用印",
        /// Sealed.
        Sealed: "已用印",
        /// Turned down.
        Refused: "不同意",
    }
}

procedure::words! {
    /// What can be done with it.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Gives it back.
        Return: "退回",
        /// Notes something.
        Remark: "备注",
        /// Shows it to everybody, after a meeting.
        Publish: "同意并公示",
        /// Shows it for longer.
        Extend: "延长公示",
        /// Ends the notice when its day is over.
        EndNotice: "公示期满",
        /// Agrees without waiting.
        Approve: "直接同意",
        /// Puts the seal on it.
        Seal: "用印",
        /// Turns it down.
        Refuse: "不予用印",
    }
}

/// 用章申请.
pub(crate) static REQUESTS: Listing = Listing {
    table: "seal_request",
    path: "/seals/requests",
    title: "用章申请",
    unit: "件",
    about: "企业申请在证明材料上加盖局公章。",
    key: &["number"],
    name: &["title"],
    owner: Some("unit"),
    withheld: &["草稿"],
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        text("title", "事由").required().searched(),
        link("unit", "申请单位", &ORGANISATIONS).required().by_step(),
        link("section", "主管科室", &SECTIONS),
        long_text("purpose", "用途"),
        integer("copies", "份数", "份"),
        day("notice_until", "公示截止").by_step(),
        text("remark", "备注").by_step(),
        stage_column(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// The case of a request.
#[derive(Debug)]
pub(crate) struct Request;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    pub(crate) has_purpose: bool,
    pub(crate) copies: i64,
    pub(crate) notice_until: Option<Day>,
}

impl Case for Request {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const PURPOSE_IS_WRITTEN: Guard<Facts> = guard("purpose_is_written", "写明用途", |facts| {
    Verdict::when(facts.has_purpose, || "没有写明用途".to_owned(), "请在表格中填写用途")
});

const COPIES_ARE_FEW: Guard<Facts> = guard("copies_are_few", "份数在 1 到 20 之间", |facts| {
    let says = || format!("申请 {} 份，每次应在 1 到 20 份之间", facts.copies);
    Verdict::when((1..=20).contains(&facts.copies), says, "请修改份数，或分次申请")
});

const NOTICE_IS_OVER: Guard<Facts> = guard("notice_is_over", "公示期满", |facts| match facts.notice_until {
    Some(until) => Verdict::when(until < facts.today, || format!("公示到 {until}"), "请等公示期满"),
    None => Verdict::unmet("没有公示截止日期", "请先公示"),
});

const NOTICE_UNTIL: Ask = Ask::new("notice_until", "公示截止日期", AskKind::Day);
const REMARK: Ask = Ask::new("remark", "备注", AskKind::Line);
const COPIES: Ask = Ask::new("copies", "用印份数", AskKind::Number("份"));
const SEAL: Ask = Ask::new("seal", "印章", AskKind::Choice(&["公章", "合同章"]));
const FEE: Ask = Ask::optional("fee", "工本费", AskKind::Wan);

const STAGES: &[StageRule<Request>] = &[
    stage(Stage::Draft, "填写中").edited_by(&[Enterprise]),
    stage(Stage::Submitted, "审核中").within(Span::WorkingDays(5)),
    stage(Stage::OnNotice, "审核中")
        .within(Span::Until { says: "公示截止日期", day: |facts: &Facts| facts.notice_until })
        .escalates_to(Leader),
    stage(Stage::ToSeal, "等待用印").within(Span::WorkingDays(3)),
    stage(Stage::Sealed, "已用印").end(),
    stage(Stage::Refused, "不同意").end(),
];

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Request> = Procedure {
    name: "seal-request",
    title: "用章申请",
    about: "企业申请在证明材料上加盖局公章：审核、公示、用印。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES_2022,
};

/// 2021 年版: without a notice.
const EDITION_2021: Procedure<Request> = Procedure { edition: 2021, rules: RULES_2021, ..EDITION_2022 };

const RULES_2022: &[Rule<Request>] = &[
    rule(Submit, Stage::Draft, Stage::Submitted, &[Enterprise]).needs(&[PURPOSE_IS_WRITTEN, COPIES_ARE_FEW]),
    rule(Return, Stage::Submitted, Stage::Draft, &[Officer, Head]).needs_reason(),
    rule(Remark, Stage::Submitted, Stage::Submitted, &[Officer]).asks(&[REMARK]),
    rule(Publish, Stage::Submitted, Stage::OnNotice, &[Leader]).asks(&[NOTICE_UNTIL]).offline(),
    rule(Refuse, Stage::Submitted, Stage::Refused, &[Leader]).needs_reason(),
    rule(Extend, Stage::OnNotice, Stage::OnNotice, &[Leader]).asks(&[NOTICE_UNTIL]).needs_reason(),
    rule(Return, Stage::OnNotice, Stage::Submitted, &[Leader]).needs_reason(),
    rule(EndNotice, Stage::OnNotice, Stage::ToSeal, &[House]).needs(&[NOTICE_IS_OVER]),
    rule(Approve, Stage::OnNotice, Stage::ToSeal, &[Leader]),
    rule(Seal, Stage::ToSeal, Stage::Sealed, &[Officer]).asks(&[COPIES, SEAL, FEE]),
];

const RULES_2021: &[Rule<Request>] = &[
    rule(Submit, Stage::Draft, Stage::Submitted, &[Enterprise]),
    rule(Return, Stage::Submitted, Stage::Draft, &[Officer]).needs_reason(),
    rule(Approve, Stage::Submitted, Stage::ToSeal, &[Officer]),
    rule(Seal, Stage::ToSeal, Stage::Sealed, &[Officer]).asks(&[COPIES, SEAL]),
];

impl Handling for Request {
    const LISTING: &'static Listing = &REQUESTS;
    const EDITIONS: Editions<Request> = Editions(&[&EDITION_2022, &EDITION_2021]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申请用章", &[Enterprise]));

    async fn facts(_reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Ok(Facts {
            today,
            has_purpose: case.has("purpose"),
            copies: case.number("copies").unwrap_or_default(),
            notice_until: case.day("notice_until"),
        })
    }

    async fn effects(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Publish | Extend => {
                let Some(until) = act.answers.day(NOTICE_UNTIL.name).filter(|until| *until > act.today) else {
                    return Err(Error::invalid(NOTICE_UNTIL.name, "公示截止日期应晚于今天"));
                };
                let until = storage::Value::from(until.to_string());
                let mut changes = vec![("notice_until", until.clone())];
                if act.step == Extend {
                    changes.push(("due_on", until));
                }
                Ok(changes)
            }
            Remark => Ok(vec![("remark", act.answers.text(REMARK.name).into())]),
            Seal => sealed(act, work).await,
            Submit | Return | EndNotice | Approve | Refuse => Ok(Vec::new()),
        }
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Some(unit) = who.unit else { return Err(Error::Forbidden("由企业申请".to_owned())) };
        let count = CaseFile::all(reader, &REQUESTS, Filter::default()).await?.len() + 1;
        let texts = [("number", format!("YZ{}-{count:03}", today.year())), ("unit", format!("#{unit}"))];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}

/// What was sealed stands in the book of the year, where that has room.
async fn sealed(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
    let line = vec![
        ("request", act.case.id().into()),
        ("copies", act.answers.number(COPIES.name).unwrap_or_default().into()),
        ("seal", act.answers.text(SEAL.name).into()),
    ];
    add(work, act.db, &USES, line).await?;
    let books = CaseFile::all(work.reader(), &BOOKS, Filter::default()).await?;
    let book = books.first().ok_or_else(|| Error::Refused("还没有用印登记本".to_owned()))?.id();
    let asked = Asked { who: act.who, id: book, step: "Enter", typed: &[], seen: None, today: act.today };
    move_case::<Book>(work, act.db, &asked).await?;
    Ok(vec![("copies", act.answers.number(COPIES.name).unwrap_or_default().into())])
}
