//! The documents of a ranked list, set to GB/T 9704-2012: the notice while it is public (公示) and the notice of approval
//! (立项通知), or the letter that recommends its projects to a superior bureau.

use cases::CaseFile;
use documents::{Block, OfficialDocument, Signature, Span};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};
use web::Identity;

use super::{
    Disposition,
    issue::OWN_LEVEL,
    list::{List, Row},
    procedure::last_day_of_notice,
};

/// What the documents of a list speak of.
#[derive(Debug)]
pub(super) struct Matter<'a> {
    pub(super) ranking: &'a CaseFile,
    pub(super) call: &'a CaseFile,
    pub(super) list: &'a List,
    /// Whose house it is.
    pub(super) identity: &'a Identity,
    /// The day on which a document is written that is not out yet.
    pub(super) today: Day,
}

/// The title of the notice of a list: `关于……拟立项名单的公示`.
pub(super) fn subject(ranking: &CaseFile) -> String {
    format!("关于{}的公示", ranking.name())
}

impl Matter<'_> {
    /// The notice while the list is public.
    pub(super) fn notice(&self) -> OfficialDocument {
        let posted = self.ranking.day("notice_from").unwrap_or(self.today);
        let publicity = self.call.number("publicity").and_then(|days| u32::try_from(days).ok()).unwrap_or_default();
        let last = self.ranking.day("notice_until").unwrap_or_else(|| last_day_of_notice(posted, publicity));
        let what = if self.is_own() { "立项" } else { "推荐上报" };
        let why = format!(
            "根据《{}》，经单位申报、形式审查、专家评审和会议集体研究，拟对以下{}个项目予以{what}，现予公示。",
            self.call.name(),
            self.funded().count()
        );
        let until = format!("公示期为{}至{}，共{publicity}个工作日。", posted.chinese(), last.chinese());
        let how = "任何单位和个人对公示内容有异议的，请在公示期内以书面形式提出，写明事实和理由并附证据。单位提出的应加盖公章，\
                   个人提出的应署真实姓名并留联系电话。匿名和逾期的异议不予受理，提出异议者的信息不予公开。";
        let contact = format!("受理方式：{}。", self.ranking.text("contact").trim_end_matches('。'));
        OfficialDocument {
            title: vec![self.identity.owner.clone(), subject(self.ranking)],
            body: vec![paragraph(&why), self.table(), paragraph(&until), paragraph(how), paragraph(&contact)],
            date: Some(posted),
            ..self.signed()
        }
    }

    /// The notice of approval; for a superior bureau, the letter of recommendation.
    pub(super) fn approval(&self) -> OfficialDocument {
        let year = self.call.day("opens_on").map_or(self.today.year(), Day::year);
        let (level, programme) = (self.call.text("level"), self.call.text("programme"));
        let whole = format!("{year}年度{level}{programme}");
        let sum = self.list.funded().exact(WanYuan);
        let count = self.funded().count();
        let passed = "经单位申报、形式审查、专家评审、会议集体研究并公示无异议";
        let call = self.call.name();
        let (title, addressee, decided, asked) = if self.is_own() {
            (
                format!("关于{whole}立项的通知"),
                "各有关单位",
                format!(
                    "根据《{call}》，{passed}，决定对以下{count}个项目予以立项，财政资助合计{sum}万元。现通知如下。"
                ),
                "各承担单位应按要求填报并签订任务书，专款专用，按期完成任务，接受监督检查和绩效评价。",
            )
        } else {
            let above = if level == "市级" { "市科学技术局" } else { "省科学技术厅" };
            (
                format!("关于推荐{whole}的函"),
                above,
                format!("根据《{call}》，{passed}，现推荐以下{count}个项目申报{level}{programme}，请予支持。"),
                "我局将按要求做好推荐项目的跟踪服务和管理。",
            )
        };
        OfficialDocument {
            title: vec![self.identity.owner.clone(), title],
            number: Some(self.ranking.text("document").to_owned()).filter(|number| !number.is_empty()),
            addressee: Some(addressee.to_owned()),
            body: vec![
                paragraph(&decided),
                heading("一、项目清单"),
                self.table(),
                heading("二、有关要求"),
                paragraph(asked),
            ],
            date: Some(self.ranking.day("issued_on").unwrap_or(self.today)),
            ..self.signed()
        }
    }

    fn is_own(&self) -> bool {
        self.call.text("level") == OWN_LEVEL
    }

    fn funded(&self) -> impl Iterator<Item = &Row> {
        self.list.of(Disposition::Fund)
    }

    /// The projects. While the list is public the amounts stand there only where the local rule asks for them.
    fn table(&self) -> Block {
        let is_out = self.ranking.has("document");
        let shows_amount = is_out || self.ranking.text("shows_amount") == "是";
        let amount = |row: &Row| row.amount.unwrap_or(Money::ZERO).exact(WanYuan);
        let heads = ["序号", "项目名称", "承担单位", "负责人"].map(str::to_owned);
        let rows = (1..).zip(self.funded()).map(|(number, row): (usize, &Row)| {
            let cells = [number.to_string(), row.name.clone(), row.unit.clone(), row.leader.clone()];
            cells.into_iter().chain(shows_amount.then(|| amount(row))).collect()
        });
        Block::Table {
            header: heads.into_iter().chain(shows_amount.then(|| "资助金额（万元）".to_owned())).collect(),
            rows: rows.collect(),
            caption: None,
        }
    }

    fn signed(&self) -> OfficialDocument {
        OfficialDocument {
            issuer: Some(self.identity.owner.clone()),
            draft_mark: self.identity.is_sample.then(|| "示例数据".to_owned()),
            signature: Signature::Sealed,
            ..OfficialDocument::default()
        }
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![Span::Text(words.to_owned())])
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 1, spans: vec![Span::Text(words.to_owned())] }
}
