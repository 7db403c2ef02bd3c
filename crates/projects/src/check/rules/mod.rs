//! The rules of the formal check (形式审查): each says what it makes of a proposal, why, and on which records that rests.
//! Rules point out; what follows is for a person to say.

mod content;
mod leader;
mod record;
#[cfg(test)]
mod tests;
mod unit;

use super::facts::{CheckFacts, Ground};
use crate::proposal::Verdict;

/// How far the wording behind a rule was checked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Confidence {
    /// The call itself says so.
    Stated,
    /// A regulation says so; the article is cited from knowledge of it.
    Cited,
    /// The trade does so; a bureau may do otherwise.
    Usual,
}

impl Confidence {
    /// What a page adds to the source.
    pub(crate) const fn remark(self) -> &'static str {
        match self {
            Confidence::Stated | Confidence::Cited => "",
            Confidence::Usual => "（依通行做法）",
        }
    }
}

/// Where a rule comes from.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Source {
    pub(crate) document: &'static str,
    pub(crate) article: &'static str,
    pub(crate) confidence: Confidence,
}

impl Source {
    /// As a page shows it.
    pub(crate) fn says(&self) -> String {
        format!("{}{}{}", self.document, self.article, self.confidence.remark())
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) verdict: Verdict,
    /// Why, in one sentence without its full stop.
    pub(crate) because: String,
    pub(crate) rests_on: Vec<Ground>,
}

impl Found {
    fn new(verdict: Verdict, because: impl Into<String>) -> Found {
        Found { verdict, because: because.into(), rests_on: Vec::new() }
    }

    /// It holds.
    fn holds(because: impl Into<String>) -> Found {
        Found::new(Verdict::Holds, because)
    }

    /// A person has to look.
    fn unsure(because: impl Into<String>) -> Found {
        Found::new(Verdict::Unsure, because)
    }

    /// It does not hold.
    fn fails(because: impl Into<String>) -> Found {
        Found::new(Verdict::Fails, because)
    }

    fn resting_on(self, rests_on: impl IntoIterator<Item = Ground>) -> Found {
        Found { rests_on: rests_on.into_iter().collect(), ..self }
    }
}

/// A rule.
#[derive(Copy, Clone, Debug)]
pub(crate) struct CheckRule {
    /// Its name in the table of findings.
    pub(crate) code: &'static str,
    /// What it looks at, as people read it.
    pub(crate) title: &'static str,
    pub(crate) source: Source,
    /// What it makes of a proposal; nothing where the house cannot look at it yet.
    pub(crate) look: fn(&CheckFacts) -> Option<Found>,
}

const fn stated(article: &'static str) -> Source {
    Source { document: "申报通知", article, confidence: Confidence::Stated }
}

const fn cited(document: &'static str, article: &'static str) -> Source {
    Source { document, article, confidence: Confidence::Cited }
}

const fn usual(document: &'static str) -> Source {
    Source { document, article: "", confidence: Confidence::Usual }
}

const DISHONESTY_RULES: Source = cited("国科发监〔2022〕221号", "（科研失信行为调查处理规则）");

macro_rules! rule {
    ($code:literal, $title:literal, $source:expr, $look:path) => {
        CheckRule { code: $code, title: $title, source: $source, look: |facts| Some($look(facts)) }
    };
}

/// Every rule, in the order of the form.
pub(crate) const RULES: &[CheckRule] = &[
    rule!("area", "申报地域", stated("的申报地域"), unit::is_inside_the_area),
    rule!("window", "提交时间", stated("的受理时间"), content::came_in_time),
    rule!("credit-code", "统一社会信用代码", cited("GB 32100—2015", "的校验规则"), unit::has_a_valid_code),
    rule!("alive", "单位存续", cited("民法典", "第七十二条"), unit::is_alive),
    rule!("age", "负责人年龄", stated("的负责人条件"), leader::is_young_enough),
    rule!("rank", "负责人职称", stated("的负责人条件"), leader::has_the_rank),
    rule!("papers", "必交材料", stated("的材料清单"), content::has_all_papers),
    rule!("sums", "预算合计", usual("预算由明细合计"), content::adds_up),
    rule!("most", "单项资助上限", stated("的资助额度"), content::asks_no_more),
    rule!("indirect", "间接费用", cited("国办发〔2021〕32号", ""), content::has_fair_indirect_costs),
    rule!("partners", "合作协议", stated("的合作条件"), content::has_agreements),
    rule!("pledge", "诚信承诺", cited("科技部令第19号", "、申报通知"), content::has_the_pledge),
    rule!("dishonest-unit", "单位科研失信", DISHONESTY_RULES, record::units_are_not_barred),
    rule!("dishonest-leader", "负责人科研失信", DISHONESTY_RULES, record::leader_is_not_barred),
    rule!("dishonest-member", "成员科研失信", DISHONESTY_RULES, record::members_are_not_barred),
    rule!("overdue", "单位逾期项目", usual("有逾期未验收项目的单位不得申报"), unit::has_nothing_overdue),
    rule!("hosted", "负责人在研主持限项", LIMITS, leader::hosts_few),
    rule!("together", "负责人在研合计限项", LIMITS, leader::holds_few),
    rule!("per-unit", "每单位限报", stated("的限项规定"), record::unit_has_quota),
    rule!("per-leader", "每负责人限报", stated("的限项规定"), record::leader_has_quota),
    rule!("earlier", "近五年项目和在审申报", usual("防止重复资助"), record::has_no_earlier_projects),
    CheckRule {
        code: "similarity",
        title: "内容查重",
        source: usual("相似度只提示核实，不作结论"),
        look: record::resembles_nothing,
    },
];

const LIMITS: Source = usual(crate::parameters::LIMITS_ON_LEADERS);

/// What every rule makes of a proposal: all of them, whatever any one says.
pub(crate) fn look(facts: &CheckFacts) -> Vec<(&'static CheckRule, Found)> {
    RULES.iter().filter_map(|rule| Some((rule, (rule.look)(facts)?))).collect()
}
