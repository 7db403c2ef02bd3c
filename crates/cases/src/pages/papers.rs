//! 材料: the papers of a case, what is still missing, bringing a file and taking one away. A module names the listings whose
//! papers are kept so.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Multipart, Path, State, multipart::MultipartRejection},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use documents::{Attach, AttachedFile, Limits, Reading, attach, attached, attachment, upload};
use futures_util::stream;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    records, seen,
};
use storage::{Deed, Error, Problem, Result, Work};
use tokio::io::AsyncReadExt as _;
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again};

use super::Desk;
use crate::{CaseFile, Kind, Paper};

/// How many bytes of a file are sent at a time.
const PIECE: usize = 64 << 10;

/// What a form may have besides the file that it carries, in bytes.
const AROUND_A_FILE: usize = 1 << 20;

type Shared = State<Arc<Desk>>;
type Received = std::result::Result<Multipart, MultipartRejection>;

/// The pages of the papers of a listing's cases.
pub fn papers(listing: &'static Listing) -> Router<Arc<Desk>> {
    let largest = usize::try_from(Limits::default().file_bytes).map_or(usize::MAX, |most| most + AROUND_A_FILE);
    let form =
        async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>| form(&desk, &visitor, listing, id).await;
    let bring = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>, parts: Received| {
        bring(&desk, &visitor, listing, id, parts).await
    };
    let download = async move |desk: Shared, visitor: Visitor, Path((id, file)): Path<(i64, i64)>| {
        download(&desk, &visitor, listing, id, file).await
    };
    Router::new()
        .route(&format!("{}/{{id}}/papers", listing.path), get(form).post(bring).layer(DefaultBodyLimit::max(largest)))
        .route(&format!("{}/{{id}}/papers/{{file}}", listing.path), get(download))
}

/// The papers on the pages of these kinds of cases.
#[derive(Debug)]
pub struct Papers {
    /// The kinds.
    pub kinds: &'static [&'static dyn Kind],
}

impl Beside for Papers {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let found = self.kinds.iter().copied().find(|kind| kind.listing().table == listing.table);
            let Some(kind) = found else { return Ok(Vec::new()) };
            let case = CaseFile { listing, record: record.clone() };
            let shelf = OfCase::read(house, kind, case).await?;
            if !shelf.may_be_read(&visitor.who) || shelf.papers.is_empty() {
                return Ok(Vec::new());
            }
            let bring = shelf.may_be_brought(house, visitor).await?.then(|| format!("{}/papers", shelf.case.href()));
            let panel = PapersPanel { papers: shelf.views(), bring };
            Ok(vec![Panel {
                anchor: "papers",
                title: "材料".to_owned(),
                html: panel.render().map_err(|error| Error::Fault(error.to_string()))?,
                leads: false,
            }])
        })
    }
}

/// A case with the papers that it should have and the files that were brought.
struct OfCase {
    kind: &'static dyn Kind,
    case: CaseFile,
    papers: Vec<Paper>,
    files: Vec<AttachedFile>,
}

impl OfCase {
    async fn read(house: &House, kind: &'static dyn Kind, case: CaseFile) -> Result<OfCase> {
        let mut papers = kind.papers(house.reader(), &case).await?;
        let files = attached(house.reader(), case.listing.table, case.id()).await?;
        for file in &files {
            if !papers.iter().any(|paper| paper.name == file.paper) {
                papers.push(Paper { name: file.paper.clone(), required: false });
            }
        }
        Ok(OfCase { kind, case, papers, files })
    }

    /// Its unit, and the bureau as far as it handles it.
    fn may_be_read(&self, who: &Who) -> bool {
        let is_concerned = |role: Role| role.is_of_unit() || role.is_of_bureau();
        who.is_open_house || (who.role.is_some_and(is_concerned) && self.kind.is_for(&self.case, who))
    }

    /// Whoever has its form open, and its section while it has not ended or something that it must have is missing.
    async fn may_be_brought(&self, house: &House, visitor: &Visitor) -> Result<bool> {
        let who = &visitor.who;
        let stage = self.kind.outline_of(&self.case).stage(self.case.text("stage"));
        let is_missing = self.views().iter().any(|paper| paper.is_required && paper.file.is_none());
        let is_open = stage.is_some_and(|stage| !stage.ends) || is_missing;
        if is_open && who.is_one_of(&[Role::Officer, Role::Head]) && self.kind.is_for(&self.case, who) {
            return Ok(true);
        }
        let Some(conduct) = house.conduct_of(self.case.listing) else { return Ok(false) };
        let row = records::row(house.reader(), self.case.listing, self.case.id()).await?;
        match conduct.opens(house, who, &row).await {
            Ok(()) => Ok(true),
            Err(Error::Refused(_) | Error::Forbidden(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn views(&self) -> Vec<PaperView> {
        let view = |file: &AttachedFile| FileView {
            name: file.file_name.clone(),
            href: format!("{}/papers/{}", self.case.href(), file.id),
            size: size(file.size),
            added_on: file.added_on.to_string(),
            version: file.version,
        };
        let views = self.papers.iter().map(|paper| {
            let files = || self.files.iter().filter(|file| file.paper == paper.name);
            PaperView {
                name: paper.name.clone(),
                is_required: paper.required,
                file: files().find(|file| file.replaced_on.is_none()).map(view),
                earlier: files().filter(|file| file.replaced_on.is_some()).map(view).collect(),
            }
        });
        views.collect()
    }
}

struct PaperView {
    name: String,
    is_required: bool,
    file: Option<FileView>,
    earlier: Vec<FileView>,
}

struct FileView {
    name: String,
    href: String,
    size: String,
    added_on: String,
    version: i64,
}

fn size(bytes: i64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} 字节"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

#[derive(Template)]
#[template(path = "pages/papers-panel.html")]
struct PapersPanel {
    papers: Vec<PaperView>,
    bring: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/papers.html")]
struct PapersPage<'a> {
    frame: Frame<'a>,
    name: String,
    action: String,
    back: String,
    most: u64,
    papers: Vec<PaperView>,
    problems: Vec<Problem>,
}

/// A case that the visitor may see and whose papers they may bring now.
async fn open(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64) -> Result<OfCase> {
    let record = seen(desk.house.reader(), listing, &visitor.who, id).await?;
    let found = OfCase::read(&desk.house, desk.kind(listing.table)?, CaseFile { listing, record }).await?;
    if found.may_be_brought(&desk.house, visitor).await? {
        return Ok(found);
    }
    Err(Error::Forbidden(format!("“{}”现在不由您的岗位上传材料", found.case.name())))
}

async fn form(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64) -> Outcome {
    let found = open(desk, visitor, listing, id).await?;
    page(&papers_page(desk, visitor, &found, Vec::new()))
}

async fn bring(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64, parts: Received) -> Outcome {
    let found = open(desk, visitor, listing, id).await?;
    let stored = match parts {
        Ok(mut parts) => store(desk, visitor, &found.case, &mut parts).await,
        Err(_) => Err(Error::invalid("file", "没有收到文件，请重新选择")),
    };
    match stored {
        Ok(()) => Ok(go(&format!("{}/papers", found.case.href()))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&papers_page(desk, visitor, &found, problems))?).into_response())
        }
    }
}

async fn store(desk: &Desk, visitor: &Visitor, case: &CaseFile, parts: &mut Multipart) -> Result<()> {
    let (paper, file) = received(desk, parts).await?;
    let by = visitor.actor();
    let deed = Bring { case, paper: &paper, file: &file, by: &by, on: desk.today() };
    desk.house.db.write(&by, &deed).await
}

/// The name of the paper and the file, which is looked at and put on the shelf as it comes.
async fn received(desk: &Desk, parts: &mut Multipart) -> Result<(String, upload::Kept)> {
    let broken = |_| Error::invalid("file", "文件没有传完整，或超过上限。请压缩后重试");
    let (mut paper, mut kept) = (String::new(), None);
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("paper") => paper = part.text().await.map_err(broken)?,
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    return Err(Error::invalid("file", "请先选择一个文件"));
                }
                let mut incoming = upload::Incoming::begin(&desk.shelf, &name, Limits::default()).await?;
                while let Some(bytes) = part.chunk().await.map_err(broken)? {
                    incoming.take(&bytes).await?;
                }
                kept = Some(incoming.finish().await?);
            }
            _ => {}
        }
    }
    match kept {
        Some(kept) => Ok((paper, kept)),
        None => Err(Error::invalid("file", "请先选择一个文件")),
    }
}

/// Attaches a file, on condition that the case has not moved on meanwhile.
struct Bring<'a> {
    case: &'a CaseFile,
    paper: &'a str,
    file: &'a upload::Kept,
    by: &'a str,
    on: Day,
}

impl Deed for Bring<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let Bring { case, paper, file, by, on } = *self;
        let now = CaseFile::read(work.reader(), case.listing, case.id()).await?;
        if now.text("stage") != case.text("stage") {
            let (name, stage) = (now.name(), now.text("stage"));
            return Err(Error::Refused(format!("“{name}”刚被办理过，现在是“{stage}”。请看过新情况再上传")));
        }
        let limits = Limits::default();
        let new = Attach { subject: case.listing.table, record: case.id(), paper, file, by, on, limits };
        attach(work, &new).await.map(|_| ())
    }
}

fn papers_page<'a>(desk: &'a Desk, visitor: &'a Visitor, found: &OfCase, problems: Vec<Problem>) -> PapersPage<'a> {
    let case = &found.case;
    let frame = desk
        .house
        .frame(case.listing, visitor, "材料")
        .siblings(Vec::new())
        .crumb(case.listing.title, case.listing.path)
        .crumb(case.name(), &case.href())
        .crumb("材料", "");
    PapersPage {
        frame,
        name: case.name().to_owned(),
        action: format!("{}/papers", case.href()),
        back: case.href(),
        most: Limits::default().file_bytes >> 20,
        papers: found.views(),
        problems,
    }
}

/// Takes a file away. What is not for somebody is not there.
async fn download(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64, file: i64) -> Outcome {
    let reader = desk.house.reader();
    let missing = || Error::NotFound("没有这份材料。请回到办理页查看".to_owned());
    let record = seen(reader, listing, &visitor.who, id).await?;
    let found = OfCase::read(&desk.house, desk.kind(listing.table)?, CaseFile { listing, record }).await?;
    if !found.may_be_read(&visitor.who) {
        return Err(missing().into());
    }
    let file = match attachment(reader, file).await {
        Err(Error::NotFound(_)) => return Err(missing().into()),
        file => file?,
    };
    if file.subject != listing.table || file.record != id {
        return Err(missing().into());
    }
    Ok(sent(&file, desk.shelf.read(&file.digest).await?))
}

/// A file on its way to a browser, which keeps it and does not open it in a page of ours.
fn sent(file: &AttachedFile, reading: Reading) -> Response {
    let name = percent_encoding::utf8_percent_encode(&file.file_name, percent_encoding::NON_ALPHANUMERIC);
    let headers = [
        (header::CONTENT_TYPE, file.media.clone()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::CONTENT_LENGTH, reading.size().to_string()),
    ];
    let pieces = stream::try_unfold(reading, async |mut reading| {
        let mut piece = vec![0; PIECE];
        let length = reading.read(&mut piece).await?;
        piece.truncate(length);
        Ok::<_, std::io::Error>((length > 0).then(|| (Bytes::from(piece), reading)))
    });
    (headers, Body::from_stream(pieces)).into_response()
}
