//! 签到表和评审费发放表: the sheets of a panel meeting, to be printed or filled in as a workbook.

use askama::Template;
use cases::{CaseFile, pages::Desk};
use documents::Kind;
use storage::{Error, Result};
use web::{Frame, Outcome, Visitor, download};

use super::{
    super::{
        seat::{ACCEPTED, DONE},
        seats::Seats,
        workbook::{Cell, Table},
    },
    frame, panel_for,
};

/// A sheet of a meeting.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// 签到表.
    SignIn,
    /// 评审费发放表.
    Fees,
}

impl Paper {
    pub(super) const ALL: [Paper; 2] = [Paper::SignIn, Paper::Fees];

    /// Its name in addresses.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Paper::SignIn => "sign-in",
            Paper::Fees => "fees",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Paper::SignIn => "签到表",
            Paper::Fees => "评审费发放表",
        }
    }

    const fn headings(self) -> &'static [(&'static str, f64)] {
        match self {
            Paper::SignIn => &[
                ("序号", 6.0),
                ("姓名", 12.0),
                ("工作单位", 32.0),
                ("职称", 10.0),
                ("类别", 8.0),
                ("系统签到", 10.0),
                ("签字", 16.0),
            ],
            Paper::Fees => &[
                ("序号", 6.0),
                ("姓名", 12.0),
                ("工作单位", 30.0),
                ("职称", 10.0),
                ("身份证号", 22.0),
                ("开户行和账号", 28.0),
                ("应发（元）", 12.0),
                ("代扣个税（元）", 14.0),
                ("实发（元）", 12.0),
                ("签字", 14.0),
            ],
        }
    }

    /// The sheet of a panel. Personal numbers are not printed from here: whoever is paid writes them.
    fn table(self, panel: &CaseFile, seats: &Seats) -> Table {
        let fee = panel.number("fee").unwrap_or_default();
        let comes = |seat: &&CaseFile| [ACCEPTED, DONE].contains(&seat.text("state"));
        let is_paid = |seat: &&CaseFile| panel.text("by_meeting") != "是" || seat.text("signed_in") == "是";
        let seats: Vec<&CaseFile> = match self {
            Paper::SignIn => seats.0.iter().filter(comes).collect(),
            Paper::Fees => seats.0.iter().filter(comes).filter(is_paid).collect(),
        };
        let text = |text: &str| Cell::Text(text.to_owned());
        let row = |(number, seat): (usize, &&CaseFile)| {
            let mut row = vec![
                Cell::Text(number.to_string()),
                text(seat.linked("expert").trim()),
                text(seat.linked("unit")),
                text(seat.text("rank")),
            ];
            row.extend(match self {
                Paper::SignIn => vec![text(seat.text("class")), text(seat.text("signed_in")), Cell::Blank],
                Paper::Fees => {
                    vec![Cell::Blank, Cell::Blank, Cell::Number(fee), Cell::Blank, Cell::Blank, Cell::Blank]
                }
            });
            row
        };
        let sum = fee.saturating_mul(i64::try_from(seats.len()).unwrap_or(i64::MAX));
        let mut total = vec![text("合计")];
        total.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
        total.extend([Cell::Number(sum), Cell::Blank, Cell::Blank, Cell::Blank]);
        Table {
            name: self.title(),
            headings: self.headings(),
            rows: (1..).zip(&seats).map(row).collect(),
            total: (self == Paper::Fees).then_some(total),
        }
    }
}

#[derive(Template)]
#[template(path = "panel/pages/meeting.html")]
struct MeetingPage<'a> {
    frame: Frame<'a>,
    title: &'static str,
    panel: String,
    held_on: String,
    place: String,
    table: Table,
    href: String,
    note: &'static str,
}

/// The sheet to be printed.
pub(super) async fn page(desk: &Desk, visitor: &Visitor, id: i64, paper: Paper) -> Outcome {
    let (panel, table) = table(desk, visitor, id, paper).await?;
    web::page(&MeetingPage {
        frame: frame(desk, visitor, &panel, paper.title()),
        title: paper.title(),
        panel: panel.name().to_owned(),
        held_on: panel.text("held_on").to_owned(),
        place: panel.text("place").to_owned(),
        table,
        href: format!("{}/{}.xlsx", panel.href(), paper.name()),
        note: match paper {
            Paper::SignIn => "列出已接受邀请的专家。",
            Paper::Fees => "会议评审的只列已签到的专家；身份证号和账号由本人填写，个人所得税由财务计算。",
        },
    })
}

/// The sheet as a workbook.
pub(super) async fn workbook(desk: &Desk, visitor: &Visitor, id: i64, paper: Paper) -> Outcome {
    let (panel, table) = table(desk, visitor, id, paper).await?;
    let name = format!("{}-{}.xlsx", panel.text("number"), paper.name());
    Ok(download(Kind::Xlsx.media(), &name, table.to_xlsx()?))
}

async fn table(desk: &Desk, visitor: &Visitor, id: i64, paper: Paper) -> Result<(CaseFile, Table)> {
    let panel = panel_for(desk, visitor, id).await?;
    if !panel.has("drawn_on") {
        return Err(Error::Refused(format!("“{}”还没有抽取专家，没有{}", panel.name(), paper.title())));
    }
    let seats = Seats::read(desk.house.reader(), panel.id()).await?;
    let table = paper.table(&panel, &seats);
    Ok((panel, table))
}
