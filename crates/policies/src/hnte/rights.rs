//! Which rights an application may count: class I and II, and class II once only (195号 三（二）).

use vocabulary::Day;

/// Class of a right.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Ⅰ类: counts in every application.
    One,
    /// Ⅱ类: counts in one application only.
    Two,
}

/// A kind of intellectual property.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum RightKind {
    /// 发明专利, national defence patents included.
    Invention,
    /// 植物新品种.
    PlantVariety,
    /// 国家级农作物品种.
    CropVariety,
    /// 国家新药.
    NewDrug,
    /// 国家一级中药保护品种.
    ProtectedMedicine,
    /// 集成电路布图设计专有权.
    CircuitLayout,
    /// 实用新型专利.
    UtilityModel,
    /// 外观设计专利.
    Design,
    /// 软件著作权.
    Software,
    /// 商标, which never counts.
    Trademark,
}

impl RightKind {
    /// The words.
    pub const WORDS: [(&'static str, RightKind); 10] = [
        ("发明专利", RightKind::Invention),
        ("植物新品种", RightKind::PlantVariety),
        ("国家级农作物品种", RightKind::CropVariety),
        ("国家新药", RightKind::NewDrug),
        ("国家一级中药保护品种", RightKind::ProtectedMedicine),
        ("集成电路布图设计专有权", RightKind::CircuitLayout),
        ("实用新型专利", RightKind::UtilityModel),
        ("外观设计专利", RightKind::Design),
        ("软件著作权", RightKind::Software),
        ("商标", RightKind::Trademark),
    ];

    /// The class, or `None` for what never counts.
    pub const fn class(self) -> Option<Class> {
        match self {
            RightKind::Invention
            | RightKind::PlantVariety
            | RightKind::CropVariety
            | RightKind::NewDrug
            | RightKind::ProtectedMedicine
            | RightKind::CircuitLayout => Some(Class::One),
            RightKind::UtilityModel | RightKind::Design | RightKind::Software => Some(Class::Two),
            RightKind::Trademark => None,
        }
    }
}

/// A right that an applicant lists.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Right<'a> {
    /// Its number: that of the patent, the registration or the approval.
    pub number: &'a str,
    /// Its kind.
    pub kind: RightKind,
    /// The day on which it was granted or registered.
    pub granted_on: Day,
    /// Its last day, where it has one that is known.
    pub valid_to: Option<Day>,
}

/// One use of a right in an application for recognition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Use<'a> {
    /// The right's number.
    pub number: &'a str,
    /// The application that counted it.
    pub application: &'a str,
    /// Whose application it was.
    pub applicant: &'a str,
    /// The day of that application.
    pub on: Day,
}

/// Why a right does not count.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum NotCounted<'a> {
    /// Its kind never counts.
    Kind,
    /// It was not granted yet, or was over, on the day of application.
    NotInForce,
    /// It stands in the list before.
    ListedTwice,
    /// Class II: this application used it already.
    UsedBy(&'a str),
    /// Owned jointly: in the last three years another applicant used it.
    SharedWith(&'a str),
}

impl NotCounted<'_> {
    /// The reason in a Chinese sentence.
    pub fn says(&self) -> String {
        match self {
            NotCounted::Kind => "商标不计入知识产权".to_owned(),
            NotCounted::NotInForce => "申报日尚未授权或者已经失效".to_owned(),
            NotCounted::ListedTwice => "同一件知识产权重复填写".to_owned(),
            NotCounted::UsedBy(application) => format!("Ⅱ类知识产权只能使用一次，申报{application}已经用过"),
            NotCounted::SharedWith(applicant) => format!("共有的知识产权近三年内已由{applicant}用于申报"),
        }
    }
}

/// How many rights count, and why the others do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RightsCount<'a> {
    /// Class I.
    pub class1: u32,
    /// Class II.
    pub class2: u32,
    /// What does not count.
    pub excluded: Vec<(Right<'a>, NotCounted<'a>)>,
}

/// An application's cycle in years: as long as a certificate is valid.
const CYCLE: i32 = 3;

/// Which of `rights` count in `application` of `applicant` on `day`, given every earlier use.
///
/// A use by this same application does not stand in the way, so that a list may be counted again.
pub fn countable<'a>(
    rights: &[Right<'a>],
    history: &[Use<'a>],
    application: &str,
    applicant: &str,
    day: Day,
) -> RightsCount<'a> {
    let mut count = RightsCount::default();
    for (index, right) in rights.iter().enumerate() {
        let is_listed_before = rights.iter().take(index).any(|earlier| earlier.number == right.number);
        let mut uses = history.iter().filter(|one| one.number == right.number && one.application != application);
        let reason = match right.kind.class() {
            None => Some(NotCounted::Kind),
            Some(_) if is_listed_before => Some(NotCounted::ListedTwice),
            Some(_) if day < right.granted_on || right.valid_to.is_some_and(|last| last < day) => {
                Some(NotCounted::NotInForce)
            }
            Some(Class::Two) => uses.next().map(|one| NotCounted::UsedBy(one.application)),
            Some(Class::One) => uses
                .find(|one| one.applicant != applicant && day < one.on.plus_years(CYCLE))
                .map(|one| NotCounted::SharedWith(one.applicant)),
        };
        match (reason, right.kind.class()) {
            (Some(reason), _) => count.excluded.push((*right, reason)),
            (None, Some(Class::One)) => count.class1 += 1,
            (None, Some(Class::Two)) => count.class2 += 1,
            (None, None) => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use vocabulary::day;

    use super::*;

    fn right(number: &'static str, kind: RightKind) -> Right<'static> {
        Right { number, kind, granted_on: day!(2020, 1, 1), valid_to: None }
    }

    fn used(number: &'static str, application: &'static str, applicant: &'static str, on: Day) -> Use<'static> {
        Use { number, application, applicant, on }
    }

    #[test]
    fn a_class_two_right_counts_in_one_application_only() {
        let rights = [right("S1", RightKind::Software), right("U1", RightKind::UtilityModel)];
        let history = [used("S1", "2023-17", "甲", day!(2023, 7, 1))];
        let count = countable(&rights, &history, "2026-5", "甲", day!(2026, 7, 1));
        assert_eq!((count.class1, count.class2), (0, 1));
        assert_eq!(count.excluded, [(rights[0], NotCounted::UsedBy("2023-17"))]);
        assert_eq!(count.excluded[0].1.says(), "Ⅱ类知识产权只能使用一次，申报2023-17已经用过");
        assert_eq!(countable(&rights, &history, "2023-17", "甲", day!(2023, 7, 1)).class2, 2);
    }

    #[test]
    fn a_class_one_right_counts_again_but_not_for_two_owners_in_one_cycle() {
        let rights = [right("P1", RightKind::Invention)];
        let history = [used("P1", "2023-17", "甲", day!(2023, 7, 1))];
        let of = |applicant, day| countable(&rights, &history, "2026-5", applicant, day).class1;
        assert_eq!(of("甲", day!(2026, 6, 30)), 1);
        assert_eq!(of("乙", day!(2026, 6, 30)), 0);
        assert_eq!(of("乙", day!(2026, 7, 1)), 1);
    }

    #[test]
    fn what_is_no_right_in_force_does_not_count() {
        let over = Right { valid_to: Some(day!(2026, 6, 30)), ..right("P2", RightKind::Invention) };
        let rights =
            [right("T1", RightKind::Trademark), over, right("D1", RightKind::Design), right("D1", RightKind::Design)];
        let count = countable(&rights, &[], "2026-5", "甲", day!(2026, 7, 1));
        let reasons: Vec<NotCounted<'_>> = count.excluded.iter().map(|(_, reason)| *reason).collect();
        assert_eq!(reasons, [NotCounted::Kind, NotCounted::NotInForce, NotCounted::ListedTwice]);
        assert_eq!((count.class1, count.class2), (0, 1));
        assert_eq!(countable(&rights, &[], "2026-5", "甲", day!(2026, 6, 30)).class1, 1);
        assert_eq!(countable(&rights, &[], "2019-1", "甲", day!(2019, 12, 31)).class2, 0);
    }
}
