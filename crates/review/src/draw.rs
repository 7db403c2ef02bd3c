//! 抽取: a panel drawn at random from a recorded seed, so that whoever has the seed and the pool draws the same panel.
//!
//! The seed is 32 bytes, made by the house and kept with the draw. Each expert's place is the SM3 digest (GB/T 32905) of
//! the text `seed:number`, both as written, the seed in lower-case hexadecimal; whoever comes first is asked first. Any
//! tool that knows SM3 shows the same order: `printf '%s:%s' SEED NUMBER | openssl dgst -sm3`. The order of the pool
//! does not matter, and nobody can move one place without changing every other.
//!
//! Technical experts must be of the disciplines in question: those of the same second level come before those of the
//! same first level (GB/T 13745), and before experts of other classes, who so get the seats that quotas give them. Down
//! that order each expert is taken with whom the panel can still be completed, class quotas and unit limits together; so
//! a panel is found whenever there is one, and it is the first in the order.

use std::collections::BTreeSet;
use std::fmt;

use storage::Error;
use vocabulary::Wrong;

use crate::panel::Seat;
use crate::{Class, Closeness, Discipline, Eligibility, ExpertId, PanelNeed, UnitId};

/// A seed of 32 bytes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(text: &str) -> Result<Seed, Wrong> {
        let wrong = || Wrong::new("种子应为 64 位十六进制数字");
        let mut bytes = [0; 32];
        let digits: Option<Vec<u8>> =
            text.trim().chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(wrong)?;
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = pair.iter().fold(0, |byte, digit| byte * 16 + digit);
        }
        Ok(Seed(bytes))
    }

    /// What decides the place of an expert with this number: 64 hexadecimal digits, the lowest first.
    pub fn lot_of(&self, number: &str) -> String {
        storage::digest(format!("{self}:{number}").as_bytes())
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// An expert of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The expert.
    pub expert: ExpertId,
    /// The number by which people know the expert (人员编号).
    pub number: String,
    /// The class.
    pub class: Class,
    /// Where the expert works; without it nobody is drawn.
    pub unit: Option<UnitId>,
    /// The disciplines.
    pub disciplines: Vec<Discipline>,
    /// What [`crate::conflicts`] says of the expert and what is to be reviewed.
    pub eligibility: Eligibility,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRequest {
    /// The panel.
    pub need: PanelNeed,
    /// The disciplines of what is to be reviewed; with none, technical experts of any discipline will do.
    pub disciplines: Vec<Discipline>,
}

/// An expert's place in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The expert.
    pub expert: ExpertId,
    /// The number by which people know the expert.
    pub number: String,
    /// The class.
    pub class: Class,
    /// The unit.
    pub unit: UnitId,
    /// How near the disciplines are; `None` where they do not matter.
    pub closeness: Option<Closeness>,
    /// The digest that decides among equals.
    pub lot: String,
}

/// An expert who was not in the draw, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The expert.
    pub expert: ExpertId,
    /// The number by which people know the expert.
    pub number: String,
    /// Every reason.
    pub reasons: Vec<String>,
}

/// One expert who could not come, and who came instead.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Who could not come.
    pub left: ExpertId,
    /// Who came instead.
    pub came: ExpertId,
}

/// A draw, with everything that is needed to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The seed.
    pub seed: Seed,
    /// Everybody who could be drawn, in the order in which they are asked.
    pub order: Vec<Place>,
    /// The panel as it is now, replacements included.
    pub chosen: Vec<ExpertId>,
    /// Who is asked when somebody cannot come, in order.
    pub reserve: Vec<ExpertId>,
    /// Who could not be drawn, by number.
    pub excluded: Vec<Excluded>,
    /// Who came for whom.
    pub replacements: Vec<Replacement>,
}

/// Why a panel cannot be drawn, a sentence for each reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled(pub Vec<String>);

impl fmt::Display for Unfilled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<&str> = self.0.iter().map(|reason| reason.trim_end_matches('。')).collect();
        write!(out, "评审组抽不满：{}。请补充专家，或调整名额后重新抽取。", reasons.join("；"))
    }
}

impl From<Unfilled> for Error {
    fn from(unfilled: Unfilled) -> Error {
        Error::Refused(unfilled.to_string())
    }
}

/// Draws a panel.
///
/// # Errors
/// When the request contradicts itself, the pool names somebody twice, or no choice of experts fills the panel.
pub fn draw(seed: &Seed, request: &DrawRequest, pool: &[Pooled]) -> Result<Draw, Unfilled> {
    let mut problems = request.need.problems();
    let numbers: BTreeSet<&str> = pool.iter().map(|one| one.number.as_str()).collect();
    let experts: BTreeSet<ExpertId> = pool.iter().map(|one| one.expert).collect();
    if numbers.len() < pool.len() || experts.len() < pool.len() {
        problems.push("专家名单中有重复的专家或编号，请先合并。".to_owned());
    }
    if !problems.is_empty() {
        return Err(Unfilled(problems));
    }
    let (order, excluded) = line_up(seed, request, pool);
    let mut seats: Vec<Seat> = order.iter().map(Place::seat).collect();
    let lacks = request.need.lacks(&seats);
    if !lacks.is_empty() {
        return Err(Unfilled(lacks));
    }
    let mut chosen = Vec::new();
    let mut reserve = Vec::new();
    for (index, place) in order.iter().enumerate() {
        if take(&request.need, &mut seats, index) {
            chosen.push(place.expert);
        } else {
            reserve.push(place.expert);
        }
    }
    Ok(Draw { seed: *seed, order, chosen, reserve, excluded, replacements: Vec::new() })
}

/// Takes the seat at `index` if the panel can still be completed with it.
fn take(need: &PanelNeed, seats: &mut [Seat], index: usize) -> bool {
    let taken = u32::try_from(seats.iter().filter(|seat| seat.is_taken).count()).unwrap_or(u32::MAX);
    if taken >= need.size {
        return false;
    }
    if let Some(seat) = seats.get_mut(index) {
        seat.is_taken = true;
    }
    let fits = need.missing(seats) == Some(0);
    if let Some(seat) = seats.get_mut(index) {
        seat.is_taken = fits;
    }
    fits
}

/// Everybody who may be drawn, in order, and everybody else with the reasons.
fn line_up(seed: &Seed, request: &DrawRequest, pool: &[Pooled]) -> (Vec<Place>, Vec<Excluded>) {
    let mut order = Vec::new();
    let mut excluded = Vec::new();
    for one in pool {
        let mut reasons = one.eligibility.reasons();
        let matters = one.class == Class::Technical && !request.disciplines.is_empty();
        let closeness = matters.then(|| Closeness::between(&one.disciplines, &request.disciplines));
        if closeness == Some(Closeness::Apart) {
            reasons.push("与评审对象不同属一个一级学科（专家库学科代码）".to_owned());
        }
        let (expert, number) = (one.expert, one.number.clone());
        match one.unit.filter(|_| reasons.is_empty()) {
            Some(unit) => {
                let lot = seed.lot_of(&number);
                order.push(Place { expert, number, class: one.class, unit, closeness, lot });
            }
            None => {
                if reasons.is_empty() {
                    reasons.push("专家工作单位不明，请先查清（专家库）".to_owned());
                }
                excluded.push(Excluded { expert, number, reasons });
            }
        }
    }
    order.sort_by(|one, other| (one.turn(), &one.lot).cmp(&(other.turn(), &other.lot)));
    excluded.sort_by(|one, other| one.number.cmp(&other.number));
    (order, excluded)
}

impl Place {
    /// Technical experts first, the nearest of them before the others.
    fn turn(&self) -> (bool, Option<Closeness>) {
        (self.class != Class::Technical, self.closeness)
    }

    fn seat(&self) -> Seat {
        Seat { class: self.class, unit: self.unit, is_taken: false }
    }
}

impl Draw {
    /// The draw with the next in the order in place of somebody who cannot come. Everybody else keeps their seat, so the
    /// next is the first with whom class quotas and unit limits still hold.
    ///
    /// # Errors
    /// When that expert is not on the panel, or nobody in reserve fits.
    pub fn replaced(&self, left: ExpertId, need: &PanelNeed) -> Result<Draw, Unfilled> {
        let Some(at) = self.chosen.iter().position(|expert| *expert == left) else {
            return Err(Unfilled(vec!["要替换的专家不在评审组中".to_owned()]));
        };
        let next = self.reserve.iter().position(|came| {
            let staying = self.chosen.iter().filter(|expert| **expert != left);
            let panel: BTreeSet<ExpertId> = staying.chain([came]).copied().collect();
            let seats = self.order.iter().filter(|place| panel.contains(&place.expert));
            need.missing(&seats.map(|place| Seat { is_taken: true, ..place.seat() }).collect::<Vec<_>>()) == Some(0)
        });
        let Some(next) = next else { return Err(Unfilled(vec![self.why_nobody_fits(left)])) };
        let mut draw = self.clone();
        let came = draw.reserve.remove(next);
        if let Some(seat) = draw.chosen.get_mut(at) {
            *seat = came;
        }
        draw.replacements.push(Replacement { left, came });
        Ok(draw)
    }

    /// Why nobody in reserve can have the seat of somebody who cannot come.
    fn why_nobody_fits(&self, left: ExpertId) -> String {
        let class_of =
            |expert: ExpertId| self.order.iter().find(|place| place.expert == expert).map(|place| place.class);
        let seat = class_of(left).map_or("", Class::label);
        if self.reserve.is_empty() {
            return format!("{seat}专家的席位空出 1 席，抽取时没有留下备选专家，或备选专家已用完");
        }
        let count = |class: Class| self.reserve.iter().filter(|one| class_of(**one) == Some(class)).count();
        let counts = Class::ALL.map(|class| (class.label(), count(class)));
        let by_class: Vec<String> =
            counts.iter().filter(|(_, count)| *count > 0).map(|(class, count)| format!("{class} {count} 名")).collect();
        let by_class = by_class.join("、");
        format!("{seat}专家的席位空出 1 席，备选专家只有{by_class}，替换后都不符合类别名额或同一单位人数上限")
    }

    /// Draws again from the recorded seed, with the same replacements, and compares: nothing when all is the same.
    ///
    /// # Errors
    /// A sentence that says what differs.
    pub fn replay(&self, request: &DrawRequest, pool: &[Pooled]) -> Result<(), String> {
        let mut again = draw(&self.seed, request, pool).map_err(|unfilled| format!("重抽未成：{unfilled}"))?;
        for replacement in &self.replacements {
            again =
                again.replaced(replacement.left, &request.need).map_err(|unfilled| format!("重抽未成：{unfilled}"))?;
        }
        let differs = [
            (again.excluded != self.excluded, "被排除的专家或理由"),
            (again.order != self.order, "抽取顺序"),
            (again.chosen != self.chosen, "抽中的专家"),
            (again.replacements != self.replacements, "替换记录"),
            (again.reserve != self.reserve, "备选名单"),
        ];
        match differs.iter().find(|(differs, _)| *differs) {
            Some((_, what)) => Err(format!("重抽结果与记录不符：{what}不同。请核对种子、专家名单和名额是否被改动。")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
