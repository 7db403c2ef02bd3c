//! Our ledger and the list of a superior bureau side by side: each line of theirs with the one of ours that it means, what
//! differs between the two, and what stands on one side only.

use std::collections::{BTreeMap, BTreeSet};

use cases::CaseFile;
use listing::Filter;
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::SUPERIOR_RESULTS;
use crate::{
    APPLICATIONS,
    rows::{all, is, where_all},
};

/// What the ledger says of a proposal on which a superior bureau has not decided yet.
const PENDING: &str = "评审中";

/// What the ledger says of one that was approved.
pub(super) const APPROVED: &str = "已立项";

/// What the ledger says of one that was not.
const DECLINED: &str = "未立项";

/// A list of a superior bureau beside our ledger.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    /// The levels and programmes of which it speaks, as far as our lines tell.
    pub(super) scope: BTreeSet<(String, String)>,
    /// The lines: those on both sides, then those on theirs only, then those on ours only.
    pub(super) pairs: Vec<Pair>,
}

/// A line on both sides, or on one.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) ours: Option<Ours>,
    pub(super) theirs: Option<Theirs>,
}

/// A line of our ledger.
#[derive(Clone, Debug)]
pub(super) struct Ours {
    pub(super) id: i64,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) requested: Option<Money>,
    pub(super) result: String,
    recommended_on: Option<Day>,
    scope: (String, String),
}

/// A line of theirs.
#[derive(Clone, Debug)]
pub(super) struct Theirs {
    pub(super) id: i64,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) decision: String,
    pub(super) amount: Option<Money>,
    pub(super) decided_on: Option<Day>,
}

/// What differs between the two sides.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Only the superior's list has it.
    TheirsOnly,
    /// Only our ledger has it.
    OursOnly,
    Number,
    Name,
    Unit,
    Amount,
    /// Ours says the contrary.
    Contrary,
    /// Theirs has decided and ours does not say so yet.
    Pending,
}

impl Difference {
    /// Every difference, those first that need a person.
    pub(super) const ALL: [Difference; 8] = [
        Difference::TheirsOnly,
        Difference::OursOnly,
        Difference::Contrary,
        Difference::Unit,
        Difference::Name,
        Difference::Number,
        Difference::Amount,
        Difference::Pending,
    ];

    /// The words for it.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Difference::TheirsOnly => "台账中没有",
            Difference::OursOnly => "上级名单中没有",
            Difference::Number => "编号不同",
            Difference::Name => "项目名称不同",
            Difference::Unit => "承担单位不同",
            Difference::Amount => "金额不同",
            Difference::Contrary => "结果相反",
            Difference::Pending => "结果待登记",
        }
    }
}

impl Theirs {
    fn of(line: &CaseFile) -> Theirs {
        Theirs {
            id: line.id(),
            number: line.text("number").to_owned(),
            name: line.text("name").to_owned(),
            unit: line.text("unit").to_owned(),
            decision: line.text("decision").to_owned(),
            amount: line.money("amount"),
            decided_on: line.day("decided_on"),
        }
    }

    /// The ledger's word for what they decided.
    pub(super) fn result(&self) -> &'static str {
        if self.decision == "立项" { APPROVED } else { DECLINED }
    }
}

impl Ours {
    fn of(line: &CaseFile) -> Ours {
        Ours {
            id: line.id(),
            number: line.text("number").to_owned(),
            name: line.text("name").to_owned(),
            unit: line.linked("unit").to_owned(),
            requested: line.money("requested"),
            result: line.text("result").to_owned(),
            recommended_on: line.day("recommended_on"),
            scope: (line.text("level").to_owned(), line.text("programme").to_owned()),
        }
    }
}

impl Pair {
    /// Everything that differs.
    pub(super) fn differences(&self) -> Vec<Difference> {
        let (ours, theirs) = match (&self.ours, &self.theirs) {
            (None, _) => return vec![Difference::TheirsOnly],
            (_, None) => return vec![Difference::OursOnly],
            (Some(ours), Some(theirs)) => (ours, theirs),
        };
        let is_contrary = ours.result != theirs.result();
        let asked = [
            (plain(&ours.number) != plain(&theirs.number), Difference::Number),
            (plain(&ours.name) != plain(&theirs.name), Difference::Name),
            (plain(&ours.unit) != plain(&theirs.unit), Difference::Unit),
            (theirs.amount.is_some() && ours.requested != theirs.amount, Difference::Amount),
            (is_contrary && ours.result == PENDING, Difference::Pending),
            (is_contrary && ours.result != PENDING, Difference::Contrary),
        ];
        asked.into_iter().filter(|(differs, _)| *differs).map(|(_, difference)| difference).collect()
    }
}

impl Comparison {
    /// The list that came with a document, beside our ledger. Ours is what was recommended of the same levels and
    /// programmes by the day of the list and waits for its result.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, document: &str) -> Result<Comparison> {
        let of_document = where_all(&SUPERIOR_RESULTS, [("document", is(document))]);
        let theirs = all(reader, &SUPERIOR_RESULTS, of_document).await?;
        let theirs: Vec<Theirs> = theirs.iter().map(Theirs::of).collect();
        let ledger = all(reader, &APPLICATIONS, Filter::default()).await?;
        Ok(Comparison::of(theirs, ledger.iter().map(Ours::of).collect()))
    }

    /// Pairs the lines: by number, and what is left by name and unit.
    fn of(theirs: Vec<Theirs>, ours: Vec<Ours>) -> Comparison {
        let decided_on = theirs.iter().filter_map(|line| line.decided_on).max();
        let mut pairs: Vec<Pair> = theirs.into_iter().map(|line| Pair { ours: None, theirs: Some(line) }).collect();
        let mut ours: Vec<Option<Ours>> = ours.into_iter().map(Some).collect();
        pair(&mut pairs, &mut ours, |line| plain(&line.number), |line| plain(&line.number));
        let called = |name: &str, unit: &str| format!("{}@{}", plain(name), plain(unit));
        let (of_ours, of_theirs) =
            (|line: &Ours| called(&line.name, &line.unit), |line: &Theirs| called(&line.name, &line.unit));
        pair(&mut pairs, &mut ours, of_ours, of_theirs);
        let scope: BTreeSet<(String, String)> =
            pairs.iter().filter_map(|pair| pair.ours.as_ref()).map(|line| line.scope.clone()).collect();
        let is_meant = |line: &Ours| {
            let in_time = line.recommended_on.zip(decided_on).is_some_and(|(sent, decided)| sent <= decided);
            line.result == PENDING && in_time && (scope.is_empty() || scope.contains(&line.scope))
        };
        pairs.sort_by_key(|pair| pair.ours.is_none());
        pairs.extend(ours.into_iter().flatten().filter(is_meant).map(|line| Pair { ours: Some(line), theirs: None }));
        Comparison { scope, pairs }
    }

    /// How many lines have a difference.
    pub(super) fn count(&self, difference: Difference) -> usize {
        self.pairs.iter().filter(|pair| pair.differences().contains(&difference)).count()
    }
}

/// Gives each line of theirs that has none yet the line of ours with the same key.
fn pair(
    pairs: &mut [Pair],
    ours: &mut [Option<Ours>],
    key_of_ours: impl Fn(&Ours) -> String,
    key_of_theirs: impl Fn(&Theirs) -> String,
) {
    let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
    for (position, line) in ours.iter().enumerate() {
        if let Some(line) = line {
            waiting.entry(key_of_ours(line)).or_insert(position);
        }
    }
    for pair in pairs.iter_mut().filter(|pair| pair.ours.is_none()) {
        let position = pair.theirs.as_ref().and_then(|line| waiting.remove(&key_of_theirs(line)));
        pair.ours = position.and_then(|position| ours.get_mut(position)?.take());
    }
}

/// A text without what people write now so and now so: blanks, brackets, dashes, full or half width, capitals.
fn plain(text: &str) -> String {
    let half = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(half).filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
