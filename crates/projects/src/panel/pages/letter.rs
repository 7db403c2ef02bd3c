//! 邀请函: the invitation of one expert, to be printed or sent as a docx.

use askama::Template;
use cases::{CaseFile, pages::Desk};
use documents::{Block, Kind, OfficialDocument, Span};
use storage::{Error, Result};
use web::{Frame, Outcome, Visitor, download, page};

use super::{
    super::{
        SEATS,
        seat::{ACCEPTED, DONE, INVITED},
    },
    frame, panel_for,
};

const TITLE: &str = "评审邀请函";

#[derive(Template)]
#[template(path = "panel/pages/letter.html")]
struct LetterPage<'a> {
    frame: Frame<'a>,
    expert: String,
    title: String,
    paragraphs: Vec<String>,
    issuer: String,
    date: String,
    docx: String,
}

/// The letter on paper.
pub(super) async fn letter(desk: &Desk, visitor: &Visitor, panel: i64, seat: i64) -> Outcome {
    let (panel, seat) = invited(desk, visitor, panel, seat).await?;
    let mut frame = frame(desk, visitor, &panel, "邀请函");
    frame.body_class = "document-page";
    page(&LetterPage {
        frame,
        expert: seat.linked("expert").trim().to_owned(),
        title: TITLE.to_owned(),
        paragraphs: paragraphs(&panel, &seat),
        issuer: desk.house.site.identity().owner.clone(),
        date: seat.day("invited_on").map_or(String::new(), |day| day.chinese()),
        docx: format!("{}/seats/{}/letter.docx", panel.href(), seat.id()),
    })
}

/// The letter as a file.
pub(super) async fn docx(desk: &Desk, visitor: &Visitor, panel: i64, seat: i64) -> Outcome {
    let (panel, seat) = invited(desk, visitor, panel, seat).await?;
    let paragraphs = paragraphs(&panel, &seat);
    let letter = OfficialDocument {
        title: vec![TITLE.to_owned()],
        addressee: Some(seat.linked("expert").trim().to_owned()),
        body: paragraphs.into_iter().map(|text| Block::Paragraph(vec![Span::Text(text)])).collect(),
        issuer: Some(desk.house.site.identity().owner.clone()),
        date: seat.day("invited_on"),
        ..OfficialDocument::default()
    };
    let docx = letter.to_docx().map_err(|error| Error::Fault(format!("an invitation cannot be written: {error}")))?;
    Ok(download(Kind::Docx.media(), &format!("invitation-{}.docx", seat.id()), docx))
}

/// A seat of a panel, where somebody is invited to it.
async fn invited(desk: &Desk, visitor: &Visitor, panel: i64, seat: i64) -> Result<(CaseFile, CaseFile)> {
    let panel = panel_for(desk, visitor, panel).await?;
    let seat = CaseFile::read(desk.house.reader(), &SEATS, seat).await?;
    if seat.number("panel") != Some(panel.id()) || ![INVITED, ACCEPTED, DONE].contains(&seat.text("state")) {
        return Err(Error::NotFound("没有这份邀请函。请从评审组页面打开".to_owned()));
    }
    Ok((panel, seat))
}

fn paragraphs(panel: &CaseFile, seat: &CaseFile) -> Vec<String> {
    let day = |file: &CaseFile, column: &str| file.day(column).map(|day| day.chinese());
    let mut way = match (panel.text("by_meeting") == "是", day(panel, "held_on")) {
        (true, Some(day)) => format!("会议评审，{day}"),
        (true, None) => "会议评审，时间另行通知".to_owned(),
        (false, Some(day)) => format!("网上评审，{day}前后"),
        (false, None) => "网上评审".to_owned(),
    };
    if panel.has("place") {
        way.push_str(&format!("，地点：{}", panel.text("place")));
    }
    let call = panel.linked("call");
    let reply_by = day(seat, "reply_by").unwrap_or_default();
    vec![
        format!(
            "根据工作安排，我局拟组织“{call}”的专家评审。经从专家库随机抽取，诚邀您担任评审专家。有关事项如下："
        ),
        format!("一、评审方式：{way}。"),
        format!("二、请于{reply_by}前登录系统或电话回复能否参加。逾期未回复的，按抽取次序邀请下一位专家。"),
        "三、您与申报单位、项目人员有利害关系，或有其他可能影响公正评审的情形的，请在回复时说明；评审中发现的，请当即申请回避。".to_owned(),
        "四、评审的内容、过程和结果请予保密，不与申报单位和人员接触。".to_owned(),
    ]
}
