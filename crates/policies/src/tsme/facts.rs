//! What the self-check of 科技型中小企业 asks: plain values, in the order and under the names of the JSON that is fixed.

use serde::{Serialize, Serializer, ser::SerializeSeq};

use crate::yuan::Yuan;

/// What an enterprise says of itself. What is `None` was not filled in and widens the answer. Amounts are those of the
/// last accounting year.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The year of evaluation.
    pub year: i32,
    /// Whether it is a resident enterprise of the mainland with sound accounts.
    pub resident: Option<bool>,
    /// All staff 职工总数.
    pub staff: Option<u32>,
    /// Of them S&T staff 科技人员.
    pub st_staff: Option<u32>,
    /// 销售收入.
    pub sales: Option<Yuan>,
    /// 资产总额.
    pub assets: Option<Yuan>,
    /// 研发费用, collected by the measure of [`crate::rd_expense::deductible`].
    pub rd: Option<Yuan>,
    /// 成本费用支出总额.
    pub costs: Option<Yuan>,
    /// Class I rights, valid, undisputed and linked to main products.
    pub class1: Option<u32>,
    /// Class II rights likewise.
    pub class2: Option<u32>,
    /// Whether its industry is forbidden, restricted, to be phased out, or without 加计扣除.
    pub restricted_industry: Option<bool>,
    /// Whether there was an accident, offence or misconduct in the year before or this year, or it is on a list of
    /// abnormal or dishonest enterprises.
    pub misconduct: Option<bool>,
    /// What confirms it directly; known to be nothing when empty.
    pub direct: Option<Direct>,
}

/// What confirms an enterprise without a score 直接确认.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Direct([bool; 4]);

/// One ground for it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum DirectGround {
    /// A valid certificate of 高新技术企业.
    Hnte,
    /// A national S&T award within five years, among the first three units.
    Award,
    /// A recognised R&D body of provincial level or above.
    RdBody,
    /// Led an international, national or industry standard within five years.
    Standard,
}

impl DirectGround {
    /// The words.
    pub const WORDS: [(&'static str, DirectGround); 4] = [
        ("高新技术企业", DirectGround::Hnte),
        ("国家科技奖励", DirectGround::Award),
        ("省部级以上研发机构", DirectGround::RdBody),
        ("主导制定标准", DirectGround::Standard),
    ];
}

impl Direct {
    /// These grounds.
    pub fn new(grounds: impl IntoIterator<Item = DirectGround>) -> Direct {
        let mut direct = Direct::default();
        for ground in grounds {
            for (place, (_, one)) in direct.0.iter_mut().zip(DirectGround::WORDS) {
                *place |= one == ground;
            }
        }
        direct
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        matches!(self.0, [false, false, false, false])
    }

    /// The words of the grounds.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.into_iter().zip(DirectGround::WORDS).filter(|(holds, _)| *holds).map(|(_, (word, _))| word)
    }
}

impl Serialize for Direct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        self.words().try_for_each(|word| list.serialize_element(word))?;
        list.end()
    }
}
