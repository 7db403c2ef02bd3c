//! How a demand grades itself: four lights, each with what is still missing. A demand with all four goes to the market; any
//! other goes to a broker first.

use cases::{CaseFile, matching};
use storage::{Reader, Result};

use crate::demand::TARGETS;

/// The fewest characters in which somebody can say what is wrong and what was tried.
const PROBLEM: usize = 30;

/// What a demand says of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) problem: String,
    pub(crate) limits: String,
    /// How many target values there are.
    pub(crate) targets: usize,
    pub(crate) has_budget: bool,
    pub(crate) has_deadline: bool,
    pub(crate) has_contact: bool,
    pub(crate) has_phone: bool,
}

/// One light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Light {
    /// What it is for.
    pub(crate) name: &'static str,
    /// What is missing; it is lit when nothing is.
    pub(crate) missing: Vec<&'static str>,
}

impl Light {
    /// Whether nothing is missing.
    pub(crate) fn is_lit(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Told {
    /// What a stored demand says.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn of(reader: Reader<'_>, demand: &CaseFile) -> Result<Told> {
        let targets = CaseFile::all(reader, &TARGETS, matching(&TARGETS, &[("demand", demand.id().into())])?).await?;
        Ok(Told {
            problem: demand.text("problem").to_owned(),
            limits: demand.text("limits").to_owned(),
            targets: targets.len(),
            has_budget: demand.has("budget"),
            has_deadline: demand.has("deadline"),
            has_contact: demand.has("contact"),
            has_phone: demand.has("phone"),
        })
    }

    /// The four lights.
    pub(crate) fn lights(&self) -> [Light; 4] {
        let letters = self.problem.chars().filter(|letter| letter.is_alphanumeric()).count();
        let missing = |lacks: &[(bool, &'static str)]| -> Vec<&'static str> {
            lacks.iter().filter(|(lacks, _)| *lacks).map(|(_, what)| *what).collect()
        };
        let is_short = letters < PROBLEM;
        [
            Light {
                name: "问题", missing: missing(&[(is_short, "用三十字以上写清现状、哪里不行、试过什么")])
            },
            Light {
                name: "指标", missing: missing(&[(self.targets == 0, "至少一条指标：要达到多少、什么单位")])
            },
            Light {
                name: "约束",
                missing: missing(&[
                    (!self.has_budget, "预算"),
                    (!self.has_deadline, "希望完成日期"),
                    (self.limits.trim().is_empty(), "现场、工艺和环保等约束，没有就写“无特殊约束”"),
                ]),
            },
            Light {
                name: "联系", missing: missing(&[(!self.has_contact, "联系人"), (!self.has_phone, "联系电话")])
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_demand_is_dark_and_is_told_everything_it_lacks() {
        let lights = Told::default().lights();
        assert!(lights.iter().all(|light| !light.is_lit()));
        assert_eq!(lights.iter().map(|light| light.missing.len()).sum::<usize>(), 7);
    }

    #[test]
    fn each_light_is_lit_by_its_own_part_alone() {
        let mut told = Told {
            problem: "釉面针孔率高，调整烧成曲线和釉料细度后仍有百分之六左右的次品，找不到原因".to_owned(),
            ..Told::default()
        };
        let lit = |told: &Told| told.lights().map(|light| light.is_lit());
        assert_eq!(lit(&told), [true, false, false, false]);
        told.targets = 1;
        assert_eq!(lit(&told), [true, true, false, false]);
        (told.has_budget, told.has_deadline) = (true, true);
        told.limits = "无特殊约束".to_owned();
        assert_eq!(lit(&told), [true, true, true, false]);
        (told.has_contact, told.has_phone) = (true, true);
        assert_eq!(lit(&told), [true, true, true, true]);
        told.problem = "针孔多。".repeat(7);
        assert_eq!(lit(&told), [false, true, true, true], "punctuation does not count");
    }
}
