//! R&D orders: the innovation alliance and its members, topics put to the joint centre, orders on their way from proposal
//! over lab trial, pilot, evaluation and production to shares, and what the products brought.

mod alliance;
mod entitled;
mod evaluation;
mod guide_fee;
mod member;
mod order;
mod order_stage;
mod product_effect;
mod share_agreement;
mod topic;

pub use alliance::ALLIANCES;
pub use entitled::AllianceRecords;
pub use evaluation::EVALUATIONS;
pub use guide_fee::GUIDE_FEES;
pub use member::MEMBERS;
pub use order::ORDERS;
pub use order_stage::ORDER_STAGES;
pub use product_effect::PRODUCT_EFFECTS;
pub use share_agreement::SHARE_AGREEMENTS;
pub use topic::TOPICS;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "联盟与订单",
    listings: &[
        &ORDERS,
        &ORDER_STAGES,
        &EVALUATIONS,
        &SHARE_AGREEMENTS,
        &PRODUCT_EFFECTS,
        &ALLIANCES,
        &MEMBERS,
        &GUIDE_FEES,
        &TOPICS,
    ],
    figures: &[
        alliance::FIGURES,
        member::FIGURES,
        guide_fee::FIGURES,
        topic::FIGURES,
        order::FIGURES,
        order_stage::FIGURES,
        evaluation::FIGURES,
        share_agreement::FIGURES,
        product_effect::FIGURES,
    ],
};
