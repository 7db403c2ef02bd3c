//! What must be known of an expert and of an application before the one may judge the other.

use vocabulary::Day;

use crate::{CallId, POST_KINDS, PersonId, TIE_KINDS, UnitId};

/// What is known of an expert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertFacts {
    /// The expert as a person.
    pub person: PersonId,
    /// Whether the pool lets the expert be asked at all (在库).
    pub is_active: bool,
    /// Where the expert works; `None` when nobody has said.
    pub unit: Option<UnitId>,
    /// Posts, shares and adviserships, present and past.
    pub posts: Vec<Post>,
    /// Declared and established ties.
    pub ties: Vec<Tie>,
    /// Papers, patents and projects with others, as far as the house has them on record.
    pub joint_works: Vec<JointWork>,
    /// The calls under which the expert applies, as leader or member.
    pub own_calls: Vec<CallId>,
    /// When the expert last declared ties; `None` when never.
    pub declared_on: Option<Day>,
    /// Bars for dishonesty (科研失信处理).
    pub bars: Vec<Bar>,
}

/// 任职类型.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum PostKind {
    /// 任职.
    Employment,
    /// 兼职.
    SidePost,
    /// 持股.
    Shares,
    /// 顾问.
    Advice,
}

impl PostKind {
    /// Every kind, in the order of [`POST_KINDS`].
    pub const ALL: [PostKind; 4] = [PostKind::Employment, PostKind::SidePost, PostKind::Shares, PostKind::Advice];

    /// The kind of a word of [`POST_KINDS`].
    pub fn from_label(label: &str) -> Option<PostKind> {
        POST_KINDS.iter().zip(PostKind::ALL).find(|(word, _)| **word == label).map(|(_, kind)| kind)
    }

    /// What the expert does there, for a sentence.
    pub(super) const fn verb(self) -> &'static str {
        match self {
            PostKind::Employment => "任职",
            PostKind::SidePost => "兼职",
            PostKind::Shares => "持股",
            PostKind::Advice => "任顾问",
        }
    }
}

/// A post, shares or an advisership at a unit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Where.
    pub unit: UnitId,
    /// What.
    pub kind: PostKind,
    /// Its last day; `None` while it lasts.
    pub ended_on: Option<Day>,
}

/// 利害关系类型.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TieKind {
    /// 配偶或近亲属.
    Family,
    /// 师生.
    TeacherAndStudent,
    /// 合作成果.
    JointWork,
    /// 共同项目.
    JointProject,
    /// 申报人要求回避.
    NamedByApplicant,
    /// 其他利害.
    Other,
}

impl TieKind {
    /// Every kind, in the order of [`TIE_KINDS`].
    pub const ALL: [TieKind; 6] = [
        TieKind::Family,
        TieKind::TeacherAndStudent,
        TieKind::JointWork,
        TieKind::JointProject,
        TieKind::NamedByApplicant,
        TieKind::Other,
    ];

    /// The kind of a word of [`TIE_KINDS`].
    pub fn from_label(label: &str) -> Option<TieKind> {
        TIE_KINDS.iter().zip(TieKind::ALL).find(|(word, _)| **word == label).map(|(_, kind)| kind)
    }

    /// What it is, for a sentence that tells no more than it must.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            TieKind::Family => "亲属关系",
            TieKind::TeacherAndStudent => "师生关系",
            TieKind::JointWork => "合作成果",
            TieKind::JointProject => "共同项目",
            TieKind::NamedByApplicant => "对方提出的回避要求",
            TieKind::Other => "其他利害关系",
        }
    }

    /// Whether it passes with the years.
    pub(super) const fn passes(self) -> bool {
        matches!(self, TieKind::JointWork | TieKind::JointProject)
    }
}

/// A tie to a person or a unit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What ties them.
    pub kind: TieKind,
    /// To whom.
    pub person: Option<PersonId>,
    /// To which unit.
    pub unit: Option<UnitId>,
    /// When it was, for what passes; `None` when nobody has said.
    pub since: Option<Day>,
}

/// A paper, patent or project with somebody.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct JointWork {
    /// With whom.
    pub with: PersonId,
    /// Published, granted or ended on; `None` when nobody has said.
    pub on: Option<Day>,
}

/// A time in which somebody may take part in nothing.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its first day.
    pub from: Day,
    /// Its last day; `None` for a bar without an end.
    pub to: Option<Day>,
}

/// What is known of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFacts {
    /// The call it answers.
    pub call: CallId,
    /// The applicant; `None` when it is not in the directory.
    pub applicant: Option<UnitId>,
    /// The partners.
    pub partners: Vec<UnitId>,
    /// The leader; `None` when not in the directory.
    pub leader: Option<PersonId>,
    /// The members of the team.
    pub members: Vec<PersonId>,
    /// How many partners and members the application names that are not in the directory.
    pub unidentified: u32,
    /// Whom the applicant wants kept away.
    pub avoided: Vec<PersonId>,
}
