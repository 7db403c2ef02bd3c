//! Texts asked of the index of the house, as its search box does.

use std::sync::Arc;

use listing::pages::Answer;
use search::{Engine, Reach, Wanted};
use storage::Error;

use crate::{
    at_hand::AtHand,
    near::{Near, Texts},
};

/// The index; the texts themselves where it has nothing, as while it is made again.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// The index.
    pub engine: Engine,
    /// What is asked where the index has no answer.
    pub otherwise: AtHand,
}

impl Texts for Indexed {
    fn nearest<'a>(&'a self, tables: &'a [&'static str], text: &'a str, most: usize) -> Answer<'a, Vec<Near>> {
        Box::pin(async move {
            let wanted = Wanted {
                tables: Some(tables.to_vec()),
                limit: most,
                with_passages: false,
                ..Wanted::like(text, Arc::new(Reach::everything()))
            };
            match self.engine.find(wanted).await {
                Ok(found) if !found.hits.is_empty() => {
                    let near = found.hits.into_iter();
                    Ok(near.map(|hit| Near { table: hit.table, record: hit.id, score: hit.score }).collect())
                }
                Ok(_) | Err(Error::Refused(_)) => self.otherwise.nearest(tables, text, most).await,
                Err(error) => Err(error),
            }
        })
    }
}
