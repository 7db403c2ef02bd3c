//! 材料清单: the eight groups of materials of an application (国科发火〔2016〕195号), each with its state.

mod pages;

use cases::CaseFile;
use documents::{AttachedFile, attached};
use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, text};
use storage::{Reader, Result};

use super::HNTE_APPLICATIONS;

pub(crate) use pages::{OnApplications, form, save};

/// The groups of materials.
pub(crate) const ITEMS: &[&str] = &[
    "认定申请书",
    "营业执照等注册登记证件",
    "知识产权和科研项目证明",
    "高新产品（服务）说明和检验报告",
    "职工和科技人员情况说明",
    "专项审计报告和研发活动说明",
    "近三年财务审计报告",
    "近三年企业所得税年度纳税申报表",
];

procedure::words! {
    /// How it stands with a group of materials.
    pub enum State {
        /// Nothing was brought.
        Missing: "未传",
        /// A file waits to be looked at.
        Waiting: "待审",
        /// The file was given back.
        Returned: "退回",
        /// The file is in order.
        Passed: "通过",
    }
}

/// What an officer can find.
const FOUND: &[&str] = &["通过", "退回"];

/// 材料审核.
pub static HNTE_MATERIALS: Listing = Listing {
    table: "hnte_material",
    path: "/enterprises/hnte-materials",
    title: "高企申报材料审核",
    unit: "条",
    about: "经办人对高企认定申请各类材料的逐项审核：通过，或写明原因退回。企业换了新文件要重新审核。",
    key: &["application", "file"],
    name: &["item"],
    order: Order::Latest,
    owner: Some("owner"),
    kept: Kept::ByHouse,
    columns: &[
        link("application", "认定申请", &HNTE_APPLICATIONS).required(),
        borrowed("owner", "企业", "application", "enterprise"),
        choice("item", "材料", ITEMS).required(),
        integer("file", "文件编号", "").required().aside(),
        choice("found", "审核结果", FOUND).required(),
        text("opinion", "审核意见"),
        text("judged_by", "审核人").required(),
        day("judged_on", "审核日期").required(),
    ],
    ..Listing::BLANK
};

/// A group of materials as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) name: &'static str,
    pub(crate) state: State,
    pub(crate) file: Option<AttachedFile>,
    pub(crate) opinion: String,
}

/// The checklist of an application.
///
/// # Errors
/// What the database says.
pub(crate) async fn checklist(reader: Reader<'_>, application: &CaseFile) -> Result<Vec<Item>> {
    let files = attached(reader, HNTE_APPLICATIONS.table, application.id()).await?;
    let own = cases::matching(&HNTE_MATERIALS, &[("application", application.id().into())])?;
    let judged = CaseFile::all(reader, &HNTE_MATERIALS, own).await?;
    let item = |name: &&'static str| {
        let file = files.iter().find(|file| file.paper == *name && file.replaced_on.is_none());
        let judged = judged.iter().find(|one| file.is_some_and(|file| one.number("file") == Some(file.id)));
        let state = match (file, judged.map(|judged| judged.text("found"))) {
            (None, _) => State::Missing,
            (Some(_), Some("通过")) => State::Passed,
            (Some(_), Some(_)) => State::Returned,
            (Some(_), None) => State::Waiting,
        };
        let opinion = judged.map_or(String::new(), |judged| judged.text("opinion").to_owned());
        Item { name, state, file: file.cloned(), opinion }
    };
    Ok(ITEMS.iter().map(item).collect())
}
