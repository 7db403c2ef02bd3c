//! What may happen to a recovery (补贴追回): no more comes back than was paid too much.

use ::procedure::{
    Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage,
};
use Role::{Finance, Head, Officer};
use Step::{TakeBack, Withdraw};
use cases::{Act, CaseFile, Change, Handling, matching};
use listing::cell;
use policies::entitlement::Month;
use storage::{Db, Error, Reader, Result, Work};
use vocabulary::{Day, Money, MoneyUnit::Yuan, Role};
use web::Who;

use super::{RECOVERIES, Stage, Step};
use crate::{ALLOWANCES, batch::Book, numbering};

/// The case of a recovery.
#[derive(Debug)]
pub(crate) struct Recovery;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    amount: Money,
    /// What is too much of the month, whether or not it is being recovered.
    over: Money,
    paid_on: Day,
}

impl Case for Recovery {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const WAS_PAID_TOO_MUCH: Guard<Facts> = guard("month_was_paid_too_much", "这个月确实多发了这么多", |facts| {
    let why = || format!("这个月多发 {} 元，追回 {} 元", facts.over.exact(Yuan), facts.amount.exact(Yuan));
    Verdict::when(facts.amount <= facts.over, why, "请撤销，核对停发事项后重新立追回")
});

const VOUCHER: Ask = Ask::new("voucher", "退回凭证号", AskKind::Line);

/// 2022 年版.
const EDITION_2022: Procedure<Recovery> = Procedure {
    name: "allowance-recovery",
    title: "补贴追回",
    about: "停发、退出后多发的生活补贴，通知本人退回，财务登记到账。只追回多发的部分，原发放记录不改。退回期限按各区通行做法。",
    edition: 2022,
    start: Stage::Notified,
    stages: &[
        stage(Stage::Notified, "待退回").within(Span::WorkingDays(30)).escalates_to(Role::Leader),
        stage(Stage::Returned, "已退回").end(),
        stage(Stage::Withdrawn, "已撤销").end(),
    ] as &[StageRule<Recovery>],
    rules: &[
        rule(TakeBack, Stage::Notified, Stage::Returned, &[Finance])
            .needs(&[WAS_PAID_TOO_MUCH])
            .offline()
            .asks(&[VOUCHER]),
        rule(Withdraw, Stage::Notified, Stage::Withdrawn, &[Head]).needs_reason(),
    ] as &[Rule<Recovery>],
};

impl Handling for Recovery {
    const LISTING: &'static listing::Listing = &RECOVERIES;
    const EDITIONS: Editions<Recovery> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("立补贴追回", &[Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let allowance = CaseFile::read(reader, &ALLOWANCES, case.number("allowance").unwrap_or_default()).await?;
        Ok(Facts {
            amount: case.money("amount").unwrap_or_default(),
            over: over(reader, &allowance).await?,
            paid_on: allowance.day("paid_on").unwrap_or(today),
        })
    }

    async fn effects(act: &Act<'_, Recovery>, _work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            TakeBack => returned(act),
            Withdraw => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        _who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Ok(id) = web::typed(asked, "allowance").parse() else { return Ok(Vec::new()) };
        let allowance = CaseFile::read(reader, &ALLOWANCES, id).await?;
        let left =
            over(reader, &allowance).await?.checked_sub(under_way(reader, &allowance).await?).unwrap_or_default();
        Ok(vec![
            ("allowance".to_owned(), format!("#{id} {}", allowance.name())),
            ("amount".to_owned(), left.max(Money::ZERO).exact(Yuan)),
        ])
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &RECOVERIES, &format!("ZH{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
    }

    async fn begun(work: &mut Work, _db: &Db, _who: &Who, case: &CaseFile, _today: Day) -> Result<()> {
        let allowance =
            CaseFile::read(work.reader(), &ALLOWANCES, case.number("allowance").unwrap_or_default()).await?;
        let (over, asked) = (over(work.reader(), &allowance).await?, under_way(work.reader(), &allowance).await?);
        if over < asked {
            let (over, asked) = (over.max(Money::ZERO).exact(Yuan), asked.exact(Yuan));
            let sentence =
                format!("这个月多发 {over} 元，加上在办的追回共 {asked} 元。请核对停发事项，按多发的金额填写");
            return Err(Error::invalid("amount", sentence));
        }
        Ok(())
    }
}

/// What was paid too much for the month of an allowance; below zero where it was too little.
async fn over(reader: Reader<'_>, allowance: &CaseFile) -> Result<Money> {
    let book = Book::open(reader, None).await?;
    let (Some(person), Some(month)) = (allowance.number("person"), allowance.day("month_from").map(Month::of)) else {
        return Ok(Money::ZERO);
    };
    let found = book.differences(month).into_iter().find(|(one, _)| one.person == person && one.month == month);
    Ok(found.map_or(Money::ZERO, |(one, _)| one.over()))
}

/// What recoveries of the same payment ask for that is still to come back.
async fn under_way(reader: Reader<'_>, allowance: &CaseFile) -> Result<Money> {
    let same = [("allowance", allowance.id().into()), ("stage", Stage::Notified.label().into())];
    let others = CaseFile::all(reader, &RECOVERIES, matching(&RECOVERIES, &same)?).await?;
    Ok(Money::total(others.iter().filter_map(|one| one.money("amount"))).unwrap_or_default())
}

fn returned(act: &Act<'_, Recovery>) -> Result<Vec<Change>> {
    let on = act.answers.day("held_on").unwrap_or(act.today);
    if on > act.today || on < act.facts.paid_on {
        return Err(Error::invalid(
            "held_on",
            format!("退回日期应在发放日期 {} 以后，且不在今天之后", act.facts.paid_on),
        ));
    }
    let column = RECOVERIES.column(VOUCHER.name).ok_or_else(|| Error::Fault("a recovery has no voucher".to_owned()))?;
    let voucher = cell::parse(column, act.answers.text(VOUCHER.name))
        .map_err(|sentence| Error::invalid(VOUCHER.name, sentence))?;
    Ok(vec![("voucher", voucher), ("returned_on", on.to_string().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2022.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
    }
}
