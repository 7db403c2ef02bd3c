//! The documents of a ranked list as downloads.

use axum::response::Response;
use cases::{CaseFile, pages::Desk};
use documents::{DocumentError, OfficialDocument};
use listing::seen;
use procedure::Word;
use storage::{Error, Result};
use web::{Outcome, Visitor};

use super::super::{RANKINGS, Stage, list::List, papers::Matter, procedure::call_of};

/// A document of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// 公示.
    Notice,
    /// 立项通知.
    Approval,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Docx,
    Pdf,
}

impl Paper {
    pub(super) const ALL: [Paper; 2] = [Paper::Notice, Paper::Approval];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Paper::Notice => "notice",
            Paper::Approval => "approval",
        }
    }

    pub(super) const fn title(self, ending: Ending) -> &'static str {
        match (self, ending) {
            (Paper::Notice, Ending::Docx) => "公示（Word）",
            (Paper::Notice, Ending::Pdf) => "公示（PDF）",
            (Paper::Approval, Ending::Docx) => "立项通知（Word）",
            (Paper::Approval, Ending::Pdf) => "立项通知（PDF）",
        }
    }

    /// Whether the list has come so far.
    pub(super) fn is_ready(self, ranking: &CaseFile) -> bool {
        match (self, Stage::of_label(ranking.text("stage"))) {
            (_, Some(Stage::Cleared | Stage::Issued)) => true,
            (Paper::Notice, Some(Stage::Decided | Stage::OnNotice)) => true,
            (Paper::Notice | Paper::Approval, _) => false,
        }
    }

    fn of(self, matter: &Matter<'_>) -> OfficialDocument {
        match self {
            Paper::Notice => matter.notice(),
            Paper::Approval => matter.approval(),
        }
    }
}

impl Ending {
    pub(super) const ALL: [Ending; 2] = [Ending::Docx, Ending::Pdf];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Ending::Docx => "docx",
            Ending::Pdf => "pdf",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Ending::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Ending::Pdf => "application/pdf",
        }
    }
}

/// A document of a list that the visitor may see.
pub(super) async fn download(
    desk: &Desk,
    visitor: &Visitor,
    id: i64,
    paper: Paper,
    ending: Ending,
) -> Outcome<Response> {
    let reader = desk.house.reader();
    let record = seen(reader, &RANKINGS, &visitor.who, id).await?;
    let ranking = CaseFile { listing: &RANKINGS, record };
    if !paper.is_ready(&ranking) {
        let why = format!(
            "名单现在是“{}”，还没有这份文件。公示在会议通过后、立项通知在公示结束后生成",
            ranking.text("stage")
        );
        return Err(Error::Refused(why).into());
    }
    let matter = Matter {
        ranking: &ranking,
        call: &call_of(reader, &ranking).await?,
        list: &List::rows_of(reader, id).await?,
        identity: &desk.house.site.identity(),
        today: desk.today(),
    };
    let docx = paper.of(&matter).to_docx().map_err(refused)?;
    let content = match ending {
        Ending::Docx => docx,
        Ending::Pdf => printed(docx).await?,
    };
    let name = format!("{}-{}.{}", ranking.text("number"), paper.name(), ending.name());
    Ok(web::download(ending.kind(), &name, content))
}

/// A docx as a PDF.
async fn printed(docx: Vec<u8>) -> Result<Vec<u8>> {
    let failed =
        |error: std::io::Error| Error::Refused(format!("生成 PDF 时出错：{error}。请稍后再试，或下载 Word 文件"));
    let folder = tempfile::Builder::new().prefix("keshu-ranking-").tempdir().map_err(failed)?;
    let source = folder.path().join("document.docx");
    tokio::fs::write(&source, docx).await.map_err(failed)?;
    let made = documents::to_pdf(&source, folder.path()).await.map_err(refused)?;
    tokio::fs::read(&made).await.map_err(failed)
}

fn refused(error: DocumentError) -> Error {
    Error::Refused(error.to_string())
}
