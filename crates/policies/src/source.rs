//! Where a rule comes from: document, article, and how sure we are that it reads so.

use std::fmt;

use serde::Serialize;

/// How a rule's wording was checked.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read on an official page or in the text of the law.
    Official,
    /// Read on pages of third parties that agree with one another.
    Agreeing,
    /// What the trade does and knows; the wording was not seen.
    Known,
    /// Uncertain: a person has to check it, and whoever shows it says so.
    Unconfirmed,
}

impl Confidence {
    /// What a page adds to a source of this kind; empty when the wording was read.
    pub const fn remark(self) -> &'static str {
        match self {
            Confidence::Official | Confidence::Agreeing => "",
            Confidence::Known => "（依通行做法）",
            Confidence::Unconfirmed => "（待核实）",
        }
    }
}

/// The document and the article a rule stands in.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// The document number 文号, or the law's name.
    pub document: &'static str,
    /// The article, as it is cited.
    pub article: &'static str,
    /// How its wording was checked.
    pub confidence: Confidence,
}

impl Source {
    /// A source read on an official page.
    pub const fn official(document: &'static str, article: &'static str) -> Source {
        Source { document, article, confidence: Confidence::Official }
    }

    /// A source read on several third-party pages that agree.
    pub const fn agreeing(document: &'static str, article: &'static str) -> Source {
        Source { document, article, confidence: Confidence::Agreeing }
    }

    /// A source as the trade knows it.
    pub const fn known(document: &'static str, article: &'static str) -> Source {
        Source { document, article, confidence: Confidence::Known }
    }

    /// A source that a person still has to check.
    pub const fn unconfirmed(document: &'static str, article: &'static str) -> Source {
        Source { document, article, confidence: Confidence::Unconfirmed }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}{}", self.document, self.article, self.confidence.remark())
    }
}

/// A parameter of a rule beside the words that set it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The document and article.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// A value and its source.
    pub const fn new(value: T, source: Source) -> Sourced<T> {
        Sourced { value, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_nobody_checked_says_so() {
        assert_eq!(Source::agreeing("国科发火〔2016〕32号", "第十一条").to_string(), "国科发火〔2016〕32号第十一条");
        assert_eq!(Source::known("预算法", "第五十二条").to_string(), "预算法第五十二条（依通行做法）");
        assert_eq!(Source::unconfirmed("某办法", "").to_string(), "某办法（待核实）");
    }
}
