//! What an article grants: few kinds, each a type; amounts, dates and windows are values of records.

use vocabulary::{Day, Money, Period};

procedure::words! {
    /// A degree or a class of title that an allowance asks for.
    pub enum Class {
        /// 博士.
        Doctor: "博士",
        /// 硕士.
        Master: "硕士",
        /// 学士.
        Bachelor: "学士",
        /// 正高级.
        Senior: "正高级",
        /// 副高级.
        Associate: "副高级",
    }
}

impl Class {
    /// Whether somebody of this class has what `asked` asks for: the same degree or title, or a higher one.
    pub const fn meets(self, asked: Class) -> bool {
        matches!(
            (self, asked),
            (Class::Doctor, Class::Doctor | Class::Master | Class::Bachelor)
                | (Class::Master, Class::Master | Class::Bachelor)
                | (Class::Bachelor, Class::Bachelor)
                | (Class::Senior, Class::Senior | Class::Associate)
                | (Class::Associate, Class::Associate)
        )
    }
}

procedure::words! {
    /// How a month counts in which somebody was in post for a part of it.
    pub enum Partial {
        /// Allowances begin with the month after entry.
        NextMonth: "入职次月起",
        /// A month counts whole from fifteen days in post.
        FifteenDays: "满15天按整月",
        /// A month counts by its days in post.
        ByDay: "按实际天数",
    }
}

procedure::words! {
    /// Under which arrangement a team is supported.
    pub enum Programme {
        /// An institute in residence.
        Resident: "常驻支持",
        /// A service team in its years of transition.
        Transition: "过渡期支持",
    }
}

procedure::words! {
    /// What a firm is; the later word is the higher.
    pub enum Standing {
        /// Any firm.
        Any: "一般企业",
        /// 科技型中小企业.
        Tsme: "科技型中小企业",
        /// 高新技术企业.
        Hnte: "高新技术企业",
    }
}

procedure::words! {
    /// What an award is given for.
    pub enum Event {
        /// The first certificate of 高新技术企业.
        FirstHnte: "首次认定高新技术企业",
        /// A later certificate.
        AgainHnte: "重新认定高新技术企业",
        /// Listing on a stock exchange.
        Listing: "上市",
        /// An award for science and technology.
        Award: "获科技奖励",
    }
}

/// What an article grants, with the days between which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// The record of the benefit.
    pub id: i64,
    /// The record of the value that sets amount and days.
    pub standard: i64,
    /// The record of the policy.
    pub policy: i64,
    /// The document number 文号.
    pub document: String,
    /// The article.
    pub clause: String,
    /// What it is called.
    pub name: String,
    /// The amount, in the measure of its kind: a month, a year, an award. Percentages have none.
    pub amount: Money,
    /// The first day on which it is in force.
    pub from: Day,
    /// The first day on which it no longer is.
    pub to: Option<Day>,
    /// What it asks for and how it is counted.
    pub terms: Terms,
}

impl Benefit {
    /// Whether it is in force on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// The kinds of benefits.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Terms {
    /// A living allowance of people by the month.
    Monthly(Monthly),
    /// A grant to a team for each year in which it is there on 30 June.
    Yearly {
        /// Under which arrangement.
        programme: Programme,
        /// For so many years from the first; without end where there is none.
        years: Option<i32>,
    },
    /// A part of what a firm paid for the use of instruments; each project once, the highest part only.
    Percentage {
        /// Which firms.
        standing: Standing,
        /// Per cent, 1–100.
        percent: i64,
        /// The most for one project.
        cap: Money,
    },
    /// A sum for something that happened, once.
    OneOff(Event),
    /// A part of what a firm that brought in a team paid for equipment.
    Purchase {
        /// Per cent, 1–100.
        percent: i64,
        /// The most for one purchase.
        cap: Money,
    },
    /// Members of the alliance come first in recommendation; no money.
    Priority,
}

/// What a monthly allowance asks for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Monthly {
    /// Which degree or title, or a higher one.
    pub class: Class,
    /// Whether only those count who were publicly recruited.
    pub recruited: bool,
    /// For so many months from the first.
    pub months: i32,
    /// How a part of a month counts.
    pub partial: Partial,
}

/// The months in which applications for percentages are taken; each takes the half-year before it.
pub(super) const WINDOWS: [u8; 2] = [1, 7];

/// The half-year that the window of a month takes, where the month is a window.
pub(super) fn window(month: super::Month) -> Option<Period> {
    let opens = WINDOWS.contains(&month.first().month());
    opens.then(|| Period { from: Some(month.plus(-6).first()), to: month.plus(-1).last() })
}

/// So many per cent of an amount, half a fen up, and no more than the cap.
pub(super) fn part(amount: Money, percent: i64, cap: Money) -> Money {
    let fen = (i128::from(amount.fen()) * i128::from(percent) + 50) / 100;
    Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX)).min(cap)
}
