//! How a technology contract is taxed: value-added tax, and income tax of transfers. A guide; the tax office decides.

use storage::Problem;
use vocabulary::Money;

use crate::source::{Source, Sourced};

use super::ContractKind;

/// Value-added tax: which contracts are exempt. The law of 2026 has not been held against it.
pub const VALUE_ADDED: Source = Source::unconfirmed("财税〔2016〕36号", "附件3第一条（二十六）");
/// Income tax: a year's income from transfers up to this amount is exempt, what is above it by half.
pub const TRANSFER_EXEMPT: Sourced<Money> =
    Sourced::new(Money::from_fen(500_000_000), Source::known("企业所得税法实施条例", "第九十条"));

/// Whether a contract's price bears value-added tax.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueAdded {
    /// Exempt once it is registered.
    Exempt,
    /// Exempt only as part of a development or transfer on the same invoice, which this is not.
    Taxed,
}

/// Value-added tax of a contract. Development, transfer and licence are exempt; consulting and services only where they
/// go with one (`is_attached`).
pub const fn value_added(kind: ContractKind, is_attached: bool) -> ValueAdded {
    match kind {
        ContractKind::Development | ContractKind::Transfer | ContractKind::Licence => ValueAdded::Exempt,
        ContractKind::Consulting | ContractKind::TechnicalService if is_attached => ValueAdded::Exempt,
        ContractKind::Consulting | ContractKind::TechnicalService => ValueAdded::Taxed,
    }
}

/// A year's income from technology transfers, divided by how it is taxed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TransferRelief {
    /// Exempt.
    pub exempt: Money,
    /// Above the exempt amount, taxed by half.
    pub halved: Money,
    /// What is still taxed: half of it, half up to the fen.
    pub taxable: Money,
}

/// Income tax of a resident enterprise's whole income from technology transfers in one tax year (income less costs).
///
/// # Errors
/// Income below nothing: a loss has no relief.
pub fn transfer_relief(income: Money) -> Result<TransferRelief, Problem> {
    if income < Money::ZERO {
        let sentence = format!("技术转让所得为负数（{}元），没有可以减免的所得", income.grouped());
        return Err(Problem { place: "income".to_owned(), sentence });
    }
    let exempt = income.min(TRANSFER_EXEMPT.value);
    let halved = income.fen() - exempt.fen();
    let taxable = Money::from_fen(halved / 2 + halved % 2);
    Ok(TransferRelief { exempt, halved: Money::from_fen(halved), taxable })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relief(wan: i64) -> TransferRelief {
        transfer_relief(Money::from_yuan(wan * 10_000).unwrap()).unwrap()
    }

    #[test]
    fn five_million_yuan_of_transfer_income_is_exempt_and_half_of_the_rest() {
        let yuan = |yuan| Money::from_yuan(yuan).unwrap();
        assert_eq!(relief(0).exempt, Money::ZERO);
        assert_eq!((relief(500).exempt, relief(500).taxable), (yuan(5_000_000), Money::ZERO));
        let above = relief(800);
        assert_eq!((above.exempt, above.halved, above.taxable), (yuan(5_000_000), yuan(3_000_000), yuan(1_500_000)));
        let odd = transfer_relief(Money::from_fen(500_000_001)).unwrap();
        assert_eq!(odd.taxable, Money::from_fen(1));
        assert_eq!(
            transfer_relief(Money::from_fen(-1)).unwrap_err().sentence,
            "技术转让所得为负数（-0.01元），没有可以减免的所得"
        );
    }

    #[test]
    fn consulting_and_services_are_exempt_only_with_what_they_belong_to() {
        for (_, kind) in ContractKind::WORDS {
            assert_eq!(value_added(kind, true), ValueAdded::Exempt);
        }
        let alone = ContractKind::WORDS.map(|(_, kind)| value_added(kind, false) == ValueAdded::Exempt);
        assert_eq!(alone, [true, true, true, false, false]);
    }
}
