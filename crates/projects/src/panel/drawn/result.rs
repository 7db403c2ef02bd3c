//! What came of a draw, as it is kept.

use review::{Class, Closeness, Draw, Excluded, ExpertId, Place, Replacement, Seed, UnitId};
use serde::{Deserialize, Serialize};
use storage::{Error, Result};

/// [`Draw`] without its seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptDraw {
    order: Vec<KeptPlace>,
    chosen: Vec<i64>,
    reserve: Vec<i64>,
    excluded: Vec<KeptExclusion>,
    /// Who left and who came instead.
    replacements: Vec<(i64, i64)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptPlace {
    expert: i64,
    number: String,
    class: String,
    unit: i64,
    closeness: Option<String>,
    lot: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptExclusion {
    expert: i64,
    number: String,
    reasons: Vec<String>,
}

impl KeptDraw {
    pub(super) fn of(draw: &Draw) -> KeptDraw {
        let place = |place: &Place| KeptPlace {
            expert: place.expert.get(),
            number: place.number.clone(),
            class: place.class.label().to_owned(),
            unit: place.unit.get(),
            closeness: place.closeness.map(|closeness| closeness.label().to_owned()),
            lot: place.lot.clone(),
        };
        let exclusion = |excluded: &Excluded| KeptExclusion {
            expert: excluded.expert.get(),
            number: excluded.number.clone(),
            reasons: excluded.reasons.clone(),
        };
        let ids = |experts: &[ExpertId]| experts.iter().map(|expert| expert.get()).collect();
        KeptDraw {
            order: draw.order.iter().map(place).collect(),
            chosen: ids(&draw.chosen),
            reserve: ids(&draw.reserve),
            excluded: draw.excluded.iter().map(exclusion).collect(),
            replacements: draw.replacements.iter().map(|one| (one.left.get(), one.came.get())).collect(),
        }
    }

    /// As the engine knows it.
    ///
    /// # Errors
    /// [`Error::Fault`] if what is kept is not what was written.
    pub(super) fn drawn(&self, seed: Seed) -> Result<Draw> {
        let place = |place: &KeptPlace| {
            Ok(Place {
                expert: ExpertId(place.expert),
                number: place.number.clone(),
                class: Class::from_label(&place.class).ok_or_else(|| unknown(&place.class))?,
                unit: UnitId(place.unit),
                closeness: place.closeness.as_deref().map(closeness).transpose()?,
                lot: place.lot.clone(),
            })
        };
        let exclusion = |excluded: &KeptExclusion| Excluded {
            expert: ExpertId(excluded.expert),
            number: excluded.number.clone(),
            reasons: excluded.reasons.clone(),
        };
        let replacement = |(left, came): &(i64, i64)| Replacement { left: ExpertId(*left), came: ExpertId(*came) };
        let experts = |ids: &[i64]| ids.iter().copied().map(ExpertId).collect();
        Ok(Draw {
            seed,
            order: self.order.iter().map(place).collect::<Result<_>>()?,
            chosen: experts(&self.chosen),
            reserve: experts(&self.reserve),
            excluded: self.excluded.iter().map(exclusion).collect(),
            replacements: self.replacements.iter().map(replacement).collect(),
        })
    }
}

fn closeness(label: &str) -> Result<Closeness> {
    let all = [Closeness::SameSecondLevel, Closeness::SameFirstLevel, Closeness::Apart];
    all.into_iter().find(|one| one.label() == label).ok_or_else(|| unknown(label))
}

fn unknown(text: &str) -> Error {
    Error::Fault(format!("the result of a draw says “{text}”, which nobody knows"))
}
