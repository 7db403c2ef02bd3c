//! 技术合同: its five types, the three amounts that its registration fixes, and how it is taxed.
//!
//! 民法典 Article 843 names the types; 国科发政字〔2000〕063号 and 国科发政字〔2001〕253号 rule the registration.

mod amounts;
mod tax;

pub use amounts::{AMOUNTS_SOURCE, Amounts, Stated, amounts};
pub use tax::{TRANSFER_EXEMPT, TransferRelief, VALUE_ADDED, ValueAdded, transfer_relief, value_added};

/// A type of technology contract.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContractKind {
    /// 技术开发, by commission or together.
    Development,
    /// 技术转让.
    Transfer,
    /// 技术许可, a type of its own since 2021.
    Licence,
    /// 技术咨询.
    Consulting,
    /// 技术服务; training and intermediary contracts may follow its rules.
    TechnicalService,
}

impl ContractKind {
    /// The words.
    pub const WORDS: [(&'static str, ContractKind); 5] = [
        ("技术开发", ContractKind::Development),
        ("技术转让", ContractKind::Transfer),
        ("技术许可", ContractKind::Licence),
        ("技术咨询", ContractKind::Consulting),
        ("技术服务", ContractKind::TechnicalService),
    ];
}
