//! Stories of ranked lists: what they share, and one file for each subject.

mod approvals;
mod chain;
mod editing;
mod notice;
mod objections;
mod papers;
mod superior;
mod walk;

use cases::CaseFile;
use procedure::Word;
use storage::{Error, Result};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{RANKING_ITEMS, RANKINGS, Stage, edit, list::List, procedure::Ranking};
use crate::{
    CALLS, PROPOSALS,
    tests::{Story, pairs},
};

/// The day on which lists are drawn up: the call has closed and its panel is done.
pub(super) const DRAWN_UP: Day = day!(2022, 9, 19);

/// A bureau with a closed call whose proposals are judged.
pub(super) struct Listed {
    pub(super) story: Story,
    pub(super) call: i64,
    pub(super) officer: Who,
    pub(super) head: Who,
    pub(super) leader: Who,
}

impl Listed {
    /// A call of a level that gives at most 50 万元 each, and nothing under it yet.
    pub(super) async fn under_call(fresh: testkit::Fresh, level: &str) -> Listed {
        let story = Story::begin(fresh).await;
        let section = format!("#{}", story.section);
        let typed = [
            ("number", "TZ2022-001"),
            ("title", "2022 年度科技计划项目申报通知"),
            ("level", level),
            ("programme", "研发专项"),
            ("section", section.as_str()),
            ("opens_on", "2022-03-10"),
            ("closes_on", "2022-08-31"),
            ("sealed", "否"),
            ("blind", "否"),
            ("budget", "100"),
            ("most", "50"),
            ("panel_size", "5"),
            ("spread", "20"),
            ("publicity", "5"),
            ("stage", "已截止"),
            ("since", "2022-09-01"),
            ("edition", "2022"),
        ];
        let call = story.bureau.add(&CALLS, &typed).await;
        let [officer, head, leader] = [Role::Officer, Role::Head, Role::Leader].map(|role| story.of_bureau(role));
        Listed { story, call, officer, head, leader }
    }

    /// With three proposals of 92, 88.5 and 80 points that ask for 50, 40 and 30 万元.
    pub(super) async fn with_three(fresh: testkit::Fresh, level: &str) -> Listed {
        let listed = Listed::under_call(fresh, level).await;
        for (number, score, requested) in [("1", "80", "30"), ("2", "92", "50"), ("3", "88.5", "40")] {
            listed.judged(number, score, requested).await;
        }
        listed
    }

    /// A proposal with its score and what it asks for.
    pub(super) async fn judged(&self, number: &str, score: &str, requested: &str) -> i64 {
        let (call, unit) = (format!("#{}", self.call), format!("#{}", self.story.firm));
        let full = format!("SB2022-00{number}");
        let name = format!("陶瓷膜制备技术研究之{number}");
        let typed = [
            ("number", full.as_str()),
            ("name", &name),
            ("call", &call),
            ("unit", &unit),
            ("leader", "王堃"),
            ("phone", "13812345678"),
            ("starts_on", "2022-10-01"),
            ("ends_on", "2024-09-30"),
            ("budget", "200"),
            ("requested", requested),
            ("submitted_on", "2022-08-01"),
            ("score", score),
            ("stage", "已评审"),
            ("since", "2022-09-10"),
            ("edition", "2022"),
        ];
        self.story.bureau.add(&PROPOSALS, &typed).await
    }

    /// A list begun by the officer over 100 万元.
    pub(super) async fn begun(&self) -> i64 {
        let call = format!("#{}", self.call);
        let typed = [
            ("title", "2022 年度拟立项名单"),
            ("call", call.as_str()),
            ("budget", "100"),
            ("shows_amount", "否"),
            ("contact", "计划科，0799-3441234，区政务中心 5 楼"),
        ];
        self.story.begins::<Ranking>(&self.officer, &typed, DRAWN_UP).await
    }

    /// Takes a step of a list, on condition that nothing stands in the way.
    pub(super) async fn does(&self, who: &Who, list: i64, step: &str, typed: &[(&str, &str)], on: Day) -> &'static str {
        self.story.does::<Ranking>(who, list, step, typed, on).await
    }

    /// What stands in the way of a step.
    pub(super) async fn refused(&self, who: &Who, list: i64, step: &str, typed: &[(&str, &str)], on: Day) -> String {
        match self.story.tries::<Ranking>(who, list, step, typed, on).await {
            Err(error) => error.to_string(),
            Ok(taken) => panic!("{step} led to {}", taken.stage),
        }
    }

    /// Brings a list from the draft to where the meeting has decided.
    pub(super) async fn decided(&self, list: i64) {
        self.does(&self.officer, list, "Submit", &[], DRAWN_UP).await;
        self.does(&self.head, list, "Check", &[], DRAWN_UP).await;
        self.does(&self.leader, list, "Endorse", &[], DRAWN_UP).await;
        self.does(&self.leader, list, "Decide", MEETING, DRAWN_UP).await;
    }

    /// The rows of a list: place, number, disposition, amount in 万元 and exception.
    pub(super) async fn rows(&self, list: i64) -> Vec<String> {
        let list = List::rows_of(self.story.bureau.db.reader(), list).await.unwrap();
        let told = |amount: Option<vocabulary::Money>| {
            amount.map_or(String::new(), |amount| amount.exact(vocabulary::MoneyUnit::WanYuan))
        };
        let rows = list.rows.iter().map(|row| {
            let (disposition, amount) = (row.disposition.label(), told(row.amount));
            format!("{} {} {disposition} {amount} {}", row.place, row.number, row.exception).trim_end().to_owned()
        });
        rows.collect()
    }

    /// Saves rows of a list as the page does: number of the proposal, disposition, amount and exception of each.
    pub(super) async fn saves(&self, list: i64, rows: &[(&str, &str, &str, &str)]) -> Result<()> {
        let db = &self.story.bureau.db;
        let ranking = self.case(&RANKINGS, list).await;
        let now = List::rows_of(db.reader(), list).await?;
        let mut typed = Vec::new();
        for (number, disposition, amount, exception) in rows {
            let row = now.rows.iter().find(|row| row.number == *number).expect("the list has the proposal");
            let fields = [("disposition", *disposition), ("amount", *amount), ("exception", *exception)];
            typed.extend(fields.map(|(name, text)| (edit::field(name, row.id), text.to_owned())));
        }
        let lines = edit::read(&now, &typed).map_err(Error::Invalid)?;
        let seen = edit::fingerprint(&ranking, &now);
        let also = edit::Also::Nothing;
        let deed = edit::Save { db, ranking: list, seen: &seen, lines: &lines, also, today: DRAWN_UP };
        db.write("某科室经办", &deed).await
    }

    /// A record.
    pub(super) async fn case(&self, listing: &'static listing::Listing, id: i64) -> CaseFile {
        CaseFile::read(self.story.bureau.db.reader(), listing, id).await.unwrap()
    }

    /// Every record of a listing.
    pub(super) async fn all(&self, listing: &'static listing::Listing) -> Vec<CaseFile> {
        CaseFile::all(self.story.bureau.db.reader(), listing, listing::Filter::default()).await.unwrap()
    }

    /// The number and the stage of every proposal.
    pub(super) async fn proposals(&self) -> Vec<String> {
        let all = self.all(&PROPOSALS).await;
        let mut told: Vec<String> =
            all.iter().map(|one| format!("{} {}", one.text("number"), one.text("stage"))).collect();
        told.sort();
        told
    }
}

/// What is entered of a meeting at which five of seven were there and all of them in favour.
pub(super) const MEETING: &[(&str, &str)] = &[
    ("entitled", "7"),
    ("present", "5"),
    ("in_favour", "5"),
    ("recused", "无"),
    ("resolution", "同意"),
    ("minutes", "局党组会议纪要〔2022〕9号"),
    ("held_on", "2022-09-19"),
];

/// The only line of a list for a proposal.
pub(super) async fn line_of(listed: &Listed, number: &str) -> CaseFile {
    let all = listed.all(&RANKING_ITEMS).await;
    all.into_iter().find(|item| item.text("number") == number).expect("the proposal stands on a list")
}
