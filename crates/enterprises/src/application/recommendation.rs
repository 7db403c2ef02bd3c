//! 推荐: the letter by which the bureau recommends a batch to the superior bureau, and what the page of a batch shows.

use askama::Template;
use cases::{CaseFile, matching, pages::Desk};
use documents::{Block, OfficialDocument, Signature, Span};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    seen,
};
use procedure::Word;
use storage::{Error, Reader, Result};
use web::{Identity, Outcome, Visitor};

use super::{HNTE_APPLICATIONS, Stage};
use crate::HNTE_BATCHES;

/// The stages in which an application has been recommended.
const RECOMMENDED: &[Stage] = &[Stage::Recommended, Stage::OnNotice, Stage::Certified, Stage::Failed];

/// How a batch stands, on its page.
#[derive(Debug)]
pub(crate) struct OnBatches;

#[derive(Template)]
#[template(path = "application/batch.html")]
struct BatchPanel {
    id: i64,
    path: &'static str,
    lines: Vec<(&'static str, usize, String)>,
    total: usize,
    can_recommend: bool,
}

impl Beside for OnBatches {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != HNTE_BATCHES.table || !visitor.who.is_of_bureau() {
                return Ok(Vec::new());
            }
            let of_batch = applications(house.reader(), record.id).await?;
            let count = |stage: &Stage| of_batch.iter().filter(|one| one.text("stage") == stage.label()).count();
            let line = |stage: &Stage| {
                let pairs = [("batch", record.id.to_string()), ("stage", stage.label().to_owned())];
                let pairs = pairs.map(|(name, text)| (name.to_owned(), text));
                let href = format!("{}?{}", HNTE_APPLICATIONS.path, listing::address::encode(&pairs));
                (stage.label(), count(stage), href)
            };
            let panel = BatchPanel {
                id: record.id,
                path: HNTE_BATCHES.path,
                lines: Stage::ALL.iter().map(line).filter(|(_, count, _)| *count > 0).collect(),
                total: of_batch.len(),
                can_recommend: RECOMMENDED.iter().any(|stage| count(stage) > 0),
            };
            let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "applications", title: "申报情况".to_owned(), html, leads: true }])
        })
    }
}

async fn applications(reader: Reader<'_>, batch: i64) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, &HNTE_APPLICATIONS, matching(&HNTE_APPLICATIONS, &[("batch", batch.into())])?).await
}

/// The letter as a download.
pub(crate) async fn download(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let reader = desk.house.reader();
    let record = seen(reader, &HNTE_BATCHES, &visitor.who, id).await?;
    if !visitor.who.is_of_bureau() {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()).into());
    }
    let batch = CaseFile { listing: &HNTE_BATCHES, record };
    let mut recommended = applications(reader, id).await?;
    recommended.retain(|one| RECOMMENDED.iter().any(|stage| stage.label() == one.text("stage")));
    recommended.sort_by(|one, other| one.linked("enterprise").cmp(other.linked("enterprise")));
    if recommended.is_empty() {
        return Err(Error::Refused("这个批次还没有推荐上报的申请，推荐后才能生成推荐函".to_owned()).into());
    }
    let letter = letter(&batch, &recommended, &desk.house.site.identity());
    let docx = letter.to_docx().map_err(|error| Error::Refused(error.to_string()))?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(web::download(kind, &format!("hnte-recommendation-{id}.docx"), docx))
}

/// The letter of recommendation, set to GB/T 9704-2012, with the enterprises as its table.
pub(super) fn letter(batch: &CaseFile, recommended: &[CaseFile], identity: &Identity) -> OfficialDocument {
    let whole = format!("{}年度{}高新技术企业", batch.number("year").unwrap_or_default(), batch.text("batch"));
    let call = match batch.text("document") {
        "" => "《高新技术企业认定管理办法》（国科发火〔2016〕32号）".to_owned(),
        document => format!("《高新技术企业认定管理办法》（国科发火〔2016〕32号）和{document}文件"),
    };
    let count = recommended.len();
    let decided =
        format!("根据{call}要求，经企业申报、材料初审和实地了解，现推荐以下{count}家企业申报{whole}认定，请予审核。");
    let rows = (1..).zip(recommended).map(|(number, one): (usize, &CaseFile)| {
        let cells = [one.linked("enterprise"), one.text("kind"), one.text("field"), one.text("town")];
        std::iter::once(number.to_string()).chain(cells.map(str::to_owned)).collect()
    });
    let numbered = recommended.iter().map(|one| one.text("document")).find(|number| !number.is_empty());
    OfficialDocument {
        title: vec![identity.owner.clone(), format!("关于推荐{whole}的函")],
        number: numbered.map(str::to_owned),
        addressee: Some(batch.text("recommended_to").to_owned()),
        body: vec![
            paragraph(&decided),
            Block::Table {
                header: ["序号", "企业名称", "申报类型", "技术领域", "镇街"].map(str::to_owned).to_vec(),
                rows: rows.collect(),
                caption: Some("推荐企业名单".to_owned()),
            },
            paragraph("推荐企业的申报材料已通过认定管理工作网提交，我局对其真实性进行了形式审查。"),
        ],
        issuer: Some(identity.owner.clone()),
        date: recommended.iter().filter_map(|one| one.day("recommended_on")).max(),
        draft_mark: identity.is_sample.then(|| "示例数据".to_owned()),
        signature: Signature::Sealed,
        ..OfficialDocument::default()
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![Span::Text(words.to_owned())])
}
