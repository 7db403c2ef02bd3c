//! The codes of the field that a column may hold.

/// A code that has rules of its own. See `vocabulary` for each.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// 统一社会信用代码.
    CreditCode,
    /// 居民身份号码.
    ResidentId,
    /// 专利申请号.
    Patent,
    /// ORCID.
    Orcid,
    /// 银行卡号.
    BankCard,
    /// 电话.
    Phone,
    /// 行政区划代码, six digits.
    Region,
    /// 国民经济行业代码.
    Industry,
    /// A number given by somebody, such as a certificate or document number: kept as written, without blanks.
    Number,
}
