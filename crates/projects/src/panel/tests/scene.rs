//! A call that has closed, with proposals that wait and a pool of experts: where the stories of panels begin.

use cases::{CaseFile, matching};
use storage::Result;
use testkit::Fresh;
use vocabulary::{CreditCode, Day, Role, day};
use web::Who;

use crate::{
    CALLS, CRITERIA, MEMBERS, PROPOSALS,
    panel::{
        ASSIGNMENTS, SEATS,
        judging::{Save, Task, mark_field, not_applicable_field},
        procedure::Panel,
        seats::Reply,
    },
    tests::Story,
};

/// The day on which panels are formed: a Monday.
pub(crate) const TODAY: Day = day!(2022, 5, 9);

/// An expert of the pool.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Expert {
    pub(crate) id: i64,
    pub(crate) person: i64,
}

/// The scene.
pub(crate) struct Scene {
    pub(crate) story: Story,
    pub(crate) call: i64,
    /// The proposals, each with its unit and its leader.
    pub(crate) proposals: Vec<(i64, i64, i64)>,
    pub(crate) experts: Vec<Expert>,
    pub(crate) criteria: Vec<i64>,
    units: u32,
    people: u32,
}

impl Scene {
    /// A blind call with two criteria, so many proposals of as many firms, nine technical experts of their field, two
    /// financial and one investment expert.
    pub(crate) async fn open(fresh: Fresh, proposals: usize) -> Scene {
        let story = Story::begin(fresh).await;
        let mut scene = Scene {
            story,
            call: 0,
            proposals: Vec::new(),
            experts: Vec::new(),
            criteria: Vec::new(),
            units: 0,
            people: 0,
        };
        scene.call = scene.call().await;
        for _ in 0..proposals {
            scene.proposal().await;
        }
        for class in [&["技术"; 9][..], &["财务", "财务", "投资"]].concat() {
            scene.expert(class, "43045").await;
        }
        scene
    }

    async fn add(&self, listing: &'static listing::Listing, typed: &[(&str, &str)]) -> i64 {
        self.story.bureau.add(listing, typed).await
    }

    async fn call(&mut self) -> i64 {
        let section = format!("#{}", self.story.section);
        let typed = [
            ("number", "TZ2022-001"),
            ("title", "2022 年度区级科技计划"),
            ("level", "区级"),
            ("programme", "研发专项"),
            ("section", section.as_str()),
            ("opens_on", "2022-03-10"),
            ("closes_on", "2022-04-10"),
            ("sealed", "否"),
            ("blind", "是"),
            ("panel_size", "5"),
            ("spread", "20"),
            ("publicity", "5"),
            ("stage", "已截止"),
            ("since", "2022-04-11"),
            ("edition", "2022"),
        ];
        let call = self.add(&CALLS, &typed).await;
        let of_call = format!("#{call}");
        for (sequence, name, weight, kind) in [("1", "技术水平", "60", "技术"), ("2", "经济效益", "40", "经济")]
        {
            let typed = [
                ("call", of_call.as_str()),
                ("sequence", sequence),
                ("name", name),
                ("weight", weight),
                ("kind", kind),
            ];
            self.criteria.push(self.add(&CRITERIA, &typed).await);
        }
        call
    }

    /// A unit with a name of its own.
    pub(crate) async fn unit(&mut self, name: &str) -> i64 {
        self.units += 1;
        let uscc = CreditCode::synthetic('9', '1', "369903", &format!("MA0{:05}", self.units)).unwrap();
        let typed = [("uscc", uscc.as_str()), ("name", name), ("kind", "企业"), ("region", "369903")];
        self.add(&directory::ORGANISATIONS, &typed).await
    }

    /// A person with a name of their own.
    pub(crate) async fn person(&mut self, name: &str) -> i64 {
        self.people += 1;
        let number = format!("R{:04}", self.people);
        self.add(&directory::PEOPLE, &[("number", &number), ("name", name), ("rank", "正高级")]).await
    }

    /// A proposal that waits, with its unit and its leader.
    pub(crate) async fn proposal(&mut self) -> (i64, i64, i64) {
        let number = self.proposals.len() + 1;
        let unit = self.unit(&format!("申报{number}号陶瓷公司")).await;
        let leader = self.person(&format!("领头{number}")).await;
        let member = self.person(&format!("组员{number}")).await;
        let (call, unit_text) = (format!("#{}", self.call), format!("#{unit}"));
        let (leader_text, member_text) = (format!("#{leader}"), format!("#{member}"));
        let text = format!("SB2022-{number:03}");
        let about = format!("本项目由申报{number}号陶瓷公司 承担，领头{number} 主持。");
        let typed = [
            ("number", text.as_str()),
            ("name", &format!("申报{number}号陶瓷公司节能窑炉研发")),
            ("call", &call),
            ("unit", &unit_text),
            ("leader", &format!("领头{number}")),
            ("leader_person", &leader_text),
            ("leader_rank", "副高级"),
            ("field", "43045"),
            ("starts_on", "2022-07-01"),
            ("ends_on", "2024-06-30"),
            ("budget", "60"),
            ("requested", "20"),
            ("summary", &about),
            ("contact", &format!("联系{number}")),
            ("phone", "13800001234"),
            ("submitted_on", "2022-04-01"),
            ("stage", "待评审"),
            ("since", "2022-04-20"),
            ("edition", "2022"),
        ];
        let proposal = self.add(&PROPOSALS, &typed).await;
        let of_proposal = format!("#{proposal}");
        let typed = [
            ("proposal", of_proposal.as_str()),
            ("sequence", "1"),
            ("name", &format!("组员{number}")),
            ("person", &member_text),
            ("rank", "中级"),
        ];
        self.add(&MEMBERS, &typed).await;
        self.proposals.push((proposal, unit, leader));
        (proposal, unit, leader)
    }

    /// An expert in the pool, at a unit of their own.
    pub(crate) async fn expert(&mut self, class: &str, field: &str) -> Expert {
        let number = self.experts.len() + 1;
        let unit = self.unit(&format!("专家{number}所在院所")).await;
        let person = self.person(&format!("评委{number}")).await;
        let (person_text, unit_text) = (format!("#{person}"), format!("#{unit}"));
        let typed = [
            ("person", person_text.as_str()),
            ("class", class),
            ("field1", field),
            ("unit", &unit_text),
            ("declared_on", "2022-01-10"),
            ("state", "在库"),
        ];
        let id = self.add(&review::EXPERTS, &typed).await;
        self.experts.push(Expert { id, person });
        Expert { id, person }
    }

    /// A panel with usual numbers, some of them changed.
    pub(crate) async fn panel(&self, changed: &[(&str, &str)]) -> i64 {
        let call = format!("#{}", self.call);
        let usual = [
            ("name", "2022 年度评审组"),
            ("call", call.as_str()),
            ("size", "5"),
            ("finance", "1"),
            ("investment", "0"),
            ("most_of_unit", "2"),
            ("reviewers", "5"),
            ("least", "0"),
            ("most", "20"),
            ("held_on", "2022-05-20"),
            ("place", "三楼会议室"),
            ("by_meeting", "是"),
            ("fee", "800"),
        ];
        let typed: Vec<(&str, &str)> = usual
            .into_iter()
            .map(|(name, text)| (name, changed.iter().find(|(other, _)| *other == name).map_or(text, |(_, text)| text)))
            .collect();
        self.story.begins::<Panel>(&self.officer(), &typed, TODAY).await
    }

    pub(crate) fn officer(&self) -> Who {
        self.story.of_bureau(Role::Officer)
    }

    pub(crate) fn head(&self) -> Who {
        self.story.of_bureau(Role::Head)
    }

    /// An expert who is signed in.
    pub(crate) fn who(&self, expert: i64) -> Who {
        let known = self.experts.iter().find(|one| one.id == expert).unwrap();
        Who { name: "评委".to_owned(), role: Some(Role::Expert), person: Some(known.person), ..Who::default() }
    }

    /// Takes a step as the officer.
    pub(crate) async fn does(&self, panel: i64, step: &str, typed: &[(&str, &str)], today: Day) -> &'static str {
        self.story.does::<Panel>(&self.officer(), panel, step, typed, today).await
    }

    /// Tries a step as the officer.
    pub(crate) async fn tries(&self, panel: i64, step: &str, typed: &[(&str, &str)]) -> Result<cases::Taken> {
        self.story.tries::<Panel>(&self.officer(), panel, step, typed, TODAY).await
    }

    /// A panel that has been drawn.
    pub(crate) async fn drawn(&self, changed: &[(&str, &str)]) -> i64 {
        let panel = self.panel(changed).await;
        assert_eq!(self.does(panel, "Draw", &[("witness", "监督员")], TODAY).await, "已抽取");
        panel
    }

    /// The seats of a panel in a state.
    pub(crate) async fn seats(&self, panel: i64, state: &str) -> Vec<CaseFile> {
        let filter = matching(&SEATS, &[("panel", panel.into()), ("state", state.into())]).unwrap();
        CaseFile::all(self.story.bureau.db.reader(), &SEATS, filter).await.unwrap()
    }

    /// An expert answers an invitation.
    pub(crate) async fn replies(&self, seat: &CaseFile, comes: bool, reason: &str, today: Day) -> Result<()> {
        let who = self.who(seat.number("expert").unwrap());
        let db = &self.story.bureau.db;
        db.write(&who.actor(), &Reply { db, who: &who, seat: seat.id(), comes, reason, today }).await
    }

    /// A panel whose experts have all accepted.
    pub(crate) async fn ready(&self, changed: &[(&str, &str)]) -> i64 {
        let panel = self.drawn(changed).await;
        for seat in self.seats(panel, "待回复").await {
            self.replies(&seat, true, "", TODAY).await.unwrap();
        }
        assert_eq!(self.does(panel, "Confirm", &[], TODAY).await, "已齐");
        panel
    }

    /// The assignments of a panel in a state.
    pub(crate) async fn assignments(&self, panel: i64, state: &str) -> Vec<CaseFile> {
        let filter = matching(&ASSIGNMENTS, &[("panel", panel.into()), ("state", state.into())]).unwrap();
        CaseFile::all(self.story.bureau.db.reader(), &ASSIGNMENTS, filter).await.unwrap()
    }

    /// The form of a sheet with a mark for each of the two criteria, as an expert who has just opened it would send it.
    pub(crate) async fn sheet(&self, assignment: &CaseFile, marks: [&str; 2]) -> Vec<(String, String)> {
        let who = self.who(assignment.number("expert").unwrap());
        let task = Task::read(self.story.bureau.db.reader(), &who, assignment.id()).await.unwrap();
        let mut typed = vec![
            ("_seen".to_owned(), task.seen()),
            ("advice".to_owned(), "可以资助".to_owned()),
            ("opinion".to_owned(), "技术路线可行。".to_owned()),
        ];
        for (criterion, mark) in self.criteria.iter().zip(marks) {
            typed.push(match mark {
                "不适用" => (not_applicable_field(*criterion), "是".to_owned()),
                mark => (mark_field(*criterion), mark.to_owned()),
            });
        }
        typed
    }

    /// An expert keeps a sheet, or hands it in.
    pub(crate) async fn saves(&self, assignment: &CaseFile, typed: &[(String, String)], is_final: bool) -> Result<()> {
        let who = self.who(assignment.number("expert").unwrap());
        let db = &self.story.bureau.db;
        let save = Save { db, who: &who, assignment: assignment.id(), typed, is_final, today: TODAY };
        db.write(&who.actor(), &save).await
    }

    /// Every expert hands in every sheet; each gives both criteria the same mark, those of one proposal from 80 down.
    pub(crate) async fn all_hand_in(&self, panel: i64) {
        let mut given: std::collections::BTreeMap<i64, u32> = std::collections::BTreeMap::new();
        for assignment in self.assignments(panel, "待评").await {
            let count = given.entry(assignment.number("proposal").unwrap()).or_default();
            let mark = (80 - *count).to_string();
            *count += 1;
            let typed = self.sheet(&assignment, [&mark, &mark]).await;
            self.saves(&assignment, &typed, true).await.unwrap();
        }
    }

    /// A panel whose experts are judging.
    pub(crate) async fn judging(&self, changed: &[(&str, &str)]) -> i64 {
        let panel = self.ready(changed).await;
        assert_eq!(self.does(panel, "Assign", &[("judge_by", "2022-05-20")], TODAY).await, "评审中");
        panel
    }
}
