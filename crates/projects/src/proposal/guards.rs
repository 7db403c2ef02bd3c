//! What must hold before a step of a proposal: one guard a sentence, each saying why not and what to do next.

use procedure::{Guard, Verdict, guard};
use vocabulary::MoneyUnit::WanYuan;

use super::facts::Facts;
use crate::parameters::LONGEST_SUMMARY;

pub(crate) const CALL_IS_OPEN: Guard<Facts> = guard("call_is_open", "申报通知正在受理", |facts| {
    let call = &facts.call;
    let why = || match () {
        () if !call.is_published => "申报通知不在受理".to_owned(),
        () if facts.today < call.opens_on => format!("申报通知从 {} 起才受理", call.opens_on),
        () => format!("申报通知已于 {} 截止受理", call.closes_on),
    };
    Verdict::when(call.is_open(facts.today), why, "如确有原因，请联系主管科室")
});

pub(crate) const CALL_IS_OVER: Guard<Facts> = guard("call_is_over", "申报通知已截止受理", |facts| {
    let why = || format!("受理到 {} 才截止", facts.call.closes_on);
    Verdict::when(facts.today > facts.call.closes_on, why, "截止后自动启封")
});

pub(crate) const CALL_IS_SEALED: Guard<Facts> = guard("call_is_sealed", "申报通知要求截止前封存", |facts| {
    Verdict::when(facts.call.is_sealed, || "申报通知不要求封存".to_owned(), "请用“提交”")
});

pub(crate) const CALL_IS_NOT_SEALED: Guard<Facts> =
    guard("call_is_not_sealed", "申报通知不要求封存", |facts| {
        Verdict::when(!facts.call.is_sealed, || "申报通知要求截止前封存".to_owned(), "请用“密封提交”")
    });

pub(crate) const CALL_IS_OWN: Guard<Facts> = guard("call_is_decided_here", "由本局决定立项", |facts| {
    Verdict::when(facts.call.is_own, || "上级项目由上级部门决定".to_owned(), "请推荐上报，再登记上级结果")
});

pub(crate) const CALL_IS_OF_A_SUPERIOR: Guard<Facts> =
    guard("call_is_decided_above", "由上级部门决定立项", |facts| {
        Verdict::when(!facts.call.is_own, || "区级项目由本局决定，不必推荐上报".to_owned(), "请直接立项")
    });

pub(crate) const FORM_IS_FILLED: Guard<Facts> = guard("form_is_filled", "基本情况已填全", |facts| {
    let why = || format!("还没有填写：{}", facts.written.blanks.join("、"));
    Verdict::when(facts.written.blanks.is_empty(), why, "请在“基本情况”中补齐")
});

pub(crate) const SUMMARY_IS_SHORT: Guard<Facts> = guard("summary_is_short", "摘要不超过 500 字", |facts| {
    let why = || format!("摘要比 {LONGEST_SUMMARY} 字多 {} 字", facts.written.summary_beyond);
    Verdict::when(facts.written.summary_beyond == 0, why, "请在“基本情况”中缩短")
});

pub(crate) const FIELD_IS_A_CODE: Guard<Facts> = guard("field_is_a_code", "学科代码符合 GB/T 13745", |facts| {
    let why = || facts.written.wrong_field.clone().unwrap_or_default();
    Verdict::when(facts.written.wrong_field.is_none(), why, "请在“基本情况”中改正，评审专家按它匹配")
});

pub(crate) const LEADER_IS_A_MEMBER: Guard<Facts> =
    guard("leader_is_a_member", "负责人在项目组成员中", |facts| {
        let why = || "项目组成员中没有负责人".to_owned();
        Verdict::when(facts.written.leader_is_member, why, "请在“成员”中加上负责人，姓名与“基本情况”一致")
    });

pub(crate) const BUDGET_ADDS_UP: Guard<Facts> = guard("budget_adds_up", "预算有明细且合计相符", |facts| {
    let why = || match facts.written.budget_lines {
        0 => "预算没有明细".to_owned(),
        _ => "总预算、申请资助与明细合计不符".to_owned(),
    };
    let holds = facts.written.budget_lines > 0 && facts.written.adds_up;
    Verdict::when(holds, why, "请在“预算”中填写明细并保存，合计由系统计算")
});

pub(crate) const REQUEST_IS_WITHIN_THE_CALL: Guard<Facts> =
    guard("request_is_within_the_call", "申请资助不超过单项上限", |facts| {
        let Some(most) = facts.call.most else { return Verdict::Met };
        let wan = |money: vocabulary::Money| money.exact(WanYuan);
        let why = || format!("申请资助 {} 万元，超过单项上限 {} 万元", wan(facts.requested), wan(most));
        Verdict::when(facts.requested <= most, why, "请在“预算”中调减财政资助")
    });

pub(crate) const INDICATORS_ARE_SET: Guard<Facts> =
    guard("indicators_are_set", "至少有一项考核指标", |facts| {
        Verdict::when(facts.written.indicators > 0, || "没有考核指标".to_owned(), "请在“指标”中填写")
    });

pub(crate) const QUESTIONS_ARE_ANSWERED: Guard<Facts> =
    guard("questions_are_answered", "必答的附加问题都已回答", |facts| {
        let why = || format!("还没有回答：{}", facts.written.unanswered.join("；"));
        Verdict::when(facts.written.unanswered.is_empty(), why, "请在“附加问题”中回答")
    });

pub(crate) const PAPERS_ARE_THERE: Guard<Facts> = guard("papers_are_there", "必交材料都已上传", |facts| {
    let why = || format!("还没有上传：{}", facts.written.missing_papers.join("、"));
    Verdict::when(facts.written.missing_papers.is_empty(), why, "请在“附件”中上传")
});

pub(crate) const PLEDGE_IS_GIVEN: Guard<Facts> = guard("pledge_is_given", "已作诚信承诺", |facts| {
    Verdict::when(facts.written.has_pledge, || "还没有作诚信承诺".to_owned(), "请在“检查并提交”中选“是”")
});

pub(crate) const UNIT_HAS_QUOTA: Guard<Facts> = guard("unit_has_quota", "未超过每单位限报数", |facts| {
    let Some(most) = facts.quota.per_unit else { return Verdict::Met };
    let why = || format!("本单位已申报 {} 项，限报 {most} 项", facts.quota.of_unit);
    Verdict::when(facts.quota.of_unit < most, why, "请先撤回其中一项，或不再申报本项")
});

pub(crate) const LEADER_HAS_QUOTA: Guard<Facts> = guard("leader_has_quota", "未超过每负责人限报数", |facts| {
    let Some(most) = facts.quota.per_leader else { return Verdict::Met };
    let why = || format!("该负责人已申报 {} 项，限报 {most} 项", facts.quota.of_leader);
    Verdict::when(facts.quota.of_leader < most, why, "请更换负责人，或先撤回其中一项")
});

pub(crate) const CHECK_HAS_NOT_BEGUN: Guard<Facts> =
    guard("check_has_not_begun", "形式审查还没有开始", |facts| {
        let why = || "经办已开始形式审查".to_owned();
        Verdict::when(facts.checked.findings == 0, why, "不再申报请用“撤回”；需要修改请等候补正通知")
    });

pub(crate) const RULES_HAVE_RUN: Guard<Facts> = guard("rules_have_run", "已对现在的版本运行规则", |facts| {
    let why = || match facts.checked.findings {
        0 => "还没有运行形式审查规则".to_owned(),
        _ => "申报书又提交过新的版本".to_owned(),
    };
    Verdict::when(facts.checked.findings > 0 && facts.checked.is_fresh, why, "请在“形式审查”中运行规则")
});

pub(crate) const EVERY_FINDING_IS_JUDGED: Guard<Facts> =
    guard("every_finding_is_judged", "每条审查意见都已由人判断", |facts| {
        let why = || format!("还没有判断：{}", facts.checked.unjudged.join("、"));
        Verdict::when(facts.checked.unjudged.is_empty(), why, "请在“形式审查”中逐条判断")
    });

pub(crate) const NOTHING_IS_BAD: Guard<Facts> =
    guard("nothing_is_against_the_rules", "没有判为不符合的", |facts| {
        let why = || format!("有 {} 条判为不符合", facts.checked.bad);
        Verdict::when(facts.checked.bad == 0, why, "请办理不予受理，或重新判断")
    });

pub(crate) const NOTHING_IS_TO_MEND: Guard<Facts> =
    guard("nothing_is_left_to_mend", "没有判为可补正的", |facts| {
        let why = || format!("有 {} 条判为可补正", facts.checked.mendable);
        Verdict::when(facts.checked.mendable == 0, why, "请退回补正，或重新判断")
    });

pub(crate) const SOMETHING_IS_TO_MEND: Guard<Facts> =
    guard("something_is_to_mend", "至少一条判为可补正", |facts| {
        let why = || "没有判为可补正的意见".to_owned();
        Verdict::when(facts.checked.mendable > 0, why, "请先在“形式审查”中判断要补正什么")
    });

pub(crate) const SOMETHING_IS_BAD: Guard<Facts> =
    guard("something_is_against_the_rules", "至少一条判为不符合", |facts| {
        let why = || "没有判为不符合的意见".to_owned();
        Verdict::when(facts.checked.bad > 0, why, "请先在“形式审查”中判断哪一条不符合")
    });

pub(crate) const NOT_MENDED_BEFORE: Guard<Facts> = guard("not_mended_before", "只能退回补正一次", |facts| {
    Verdict::when(!facts.was_mended, || "已经退回补正过一次".to_owned(), "请作出通过或不予受理的结论")
});

pub(crate) const TIME_TO_MEND_IS_LEFT: Guard<Facts> = guard("time_to_mend_is_left", "在补正期限之内", |facts| {
    let end = facts.mend_until.map_or(String::new(), |end| end.to_string());
    let in_time = facts.mend_until.is_none_or(|end| facts.today <= end);
    Verdict::when(in_time, || format!("补正期限 {end} 已过"), "请联系主管科室")
});

pub(crate) const TIME_TO_MEND_IS_OVER: Guard<Facts> = guard("time_to_mend_is_over", "补正期限已过", |facts| {
    let end = facts.mend_until.map_or(String::new(), |end| end.to_string());
    let is_over = facts.mend_until.is_some_and(|end| facts.today > end);
    Verdict::when(is_over, || format!("补正期限到 {end}"), "请等申报单位补正后提交")
});

pub(crate) const HAS_A_SCORE: Guard<Facts> = guard("has_a_score", "已有评审得分", |facts| {
    Verdict::when(facts.has_score, || "还没有评审得分".to_owned(), "请先锁定评分")
});
