//! The index of a house: opened, made again when it is lost or damaged, asked, and following the history.

mod follow;
mod learn;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use listing::pages::House;
use storage::{Error, Result};
use tantivy::TantivyError;
use web::Who;

use crate::{dense::{Dense, Wrong}, Found, Index, Reach, Wanted};

/// How far behind the index may be for a reader to wait until it is not, in lines of history.
const SMALL_LAG: i64 = 2_000;

/// For how many kinds of readers is kept what they may see.
const KEPT_REACHES: usize = 500;

/// The index of a house. Cloning gives another handle of the same.
#[derive(Clone, Debug)]
pub struct Engine(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    /// What texts mean, where there is a model; or why it cannot be had.
    meaning: Option<std::result::Result<Dense, Wrong>>,
    state: Mutex<State>,
    /// One writes at a time.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    index: Option<Index>,
    /// The last line of history that the index knows.
    reached: i64,
    /// What went wrong with it last, until it is whole again.
    trouble: Option<String>,
    /// How far the texts have been read for their meaning: the line of history, and the entries passed.
    learnt: (i64, usize),
    /// What readers may see, by who they are, and the version of which that is true.
    reaches: HashMap<String, (i64, Arc<Reach>)>,
}

/// How the index stands to the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last line of history that the index knows.
    pub reached: i64,
    /// The last line of history.
    pub head: i64,
    /// What is wrong with it, in one sentence.
    pub trouble: Option<String>,
    /// Why texts are not ordered by their meaning though a model was named, in one sentence.
    pub no_meaning: Option<String>,
}

impl Standing {
    /// How many changes are not yet found.
    pub fn lag(&self) -> i64 {
        (self.head - self.reached).max(0)
    }
}

impl Engine {
    /// The index in a folder, which is not read before it is needed, and the model of what texts mean, where there is one. A
    /// model that cannot be used is no hindrance: then words alone decide.
    pub fn at(folder: impl Into<PathBuf>, model: Option<&Path>) -> Engine {
        let folder = folder.into();
        let meaning = model.map(|model| Dense::open(model, &folder.with_extension("meaning")));
        if let Some(Err(wrong)) = &meaning {
            tracing::warn!(%wrong, "texts are ordered by their words alone");
        }
        let (state, turn) = (Mutex::default(), tokio::sync::Mutex::default());
        Engine(Arc::new(Inner { folder, meaning, state, turn }))
    }

    /// Answers a question of a reader whose reach is known.
    ///
    /// # Errors
    /// [`Error::Refused`] if the index turns out to be damaged; it is then made again.
    pub async fn find(&self, wanted: Wanted) -> Result<Found> {
        let Some(index) = self.state().index.clone() else { return Ok(Found::default()) };
        let engine = self.clone();
        let answer = tokio::task::spawn_blocking(move || index.find_by(&wanted, engine.dense())).await;
        match answer {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => Err(self.broken(&error.to_string())),
            Err(error) => Err(self.broken(&error.to_string())),
        }
    }

    /// What somebody may see of the house.
    ///
    /// # Errors
    /// What the database says.
    pub async fn reach(&self, house: &House, who: &Who) -> Result<Arc<Reach>> {
        let version = storage::version(house.reader()).await?;
        let key = format!("{:?}|{:?}|{}|{}|{}", who.role, who.unit, who.unit_code, who.region, who.is_open_house);
        if let Some((of, reach)) = self.state().reaches.get(&key)
            && *of == version
        {
            return Ok(reach.clone());
        }
        let reach = Arc::new(Reach::of_visitor(house.reader(), &house.registry, who).await?);
        let mut state = self.state();
        if state.reaches.len() >= KEPT_REACHES {
            state.reaches.clear();
        }
        state.reaches.insert(key, (version, reach.clone()));
        Ok(reach)
    }

    /// Catches up if that is soon done, and says how the index stands.
    ///
    /// # Errors
    /// What the database says.
    pub async fn freshened(&self, house: &House) -> Result<Standing> {
        let standing = self.standing(house).await?;
        if standing.lag() == 0 || standing.lag() > SMALL_LAG {
            return Ok(standing);
        }
        if let Err(error) = self.follow(house).await {
            tracing::warn!(%error, "the index could not follow");
        }
        self.standing(house).await
    }

    /// How the index stands.
    ///
    /// # Errors
    /// What the database says.
    pub async fn standing(&self, house: &House) -> Result<Standing> {
        self.look();
        let head = storage::version(house.reader()).await?;
        let state = self.state();
        Ok(Standing { reached: state.reached, head, trouble: state.trouble.clone(), no_meaning: self.no_meaning() })
    }

    fn dense(&self) -> Option<&Dense> {
        self.0.meaning.as_ref()?.as_ref().ok()
    }

    fn no_meaning(&self) -> Option<String> {
        Some(self.0.meaning.as_ref()?.as_ref().err()?.to_string())
    }

    /// Throws the index away. The next time that it follows the history it begins at the first line.
    ///
    /// # Errors
    /// [`Error::Refused`] if its folder cannot be removed.
    pub async fn forget(&self) -> Result<()> {
        let _turn = self.0.turn.lock().await;
        self.drop_index("");
        self.swept()
    }

    /// Looks whether the folder is still there.
    fn look(&self) {
        let is_lost = {
            let state = self.state();
            state.index.is_some() && !self.0.folder.join("meta.json").exists()
        };
        if is_lost {
            self.drop_index("检索索引的目录不见了，正在重建");
        }
    }

    fn drop_index(&self, trouble: &str) {
        let mut state = self.state();
        state.index = None;
        state.reached = 0;
        state.trouble = Some(trouble.to_owned()).filter(|trouble| !trouble.is_empty());
    }

    /// The index failed: it is given up, and made again when it next follows.
    fn broken(&self, why: &str) -> Error {
        tracing::warn!(why, folder = %self.0.folder.display(), "the index is damaged and will be made again");
        self.drop_index("检索索引已损坏，正在重建");
        if let Err(error) = self.swept() {
            tracing::warn!(%error, "the damaged index could not be removed");
        }
        Error::Refused("检索索引已损坏，正在重建。请过一会儿再试；各清单中的查找不受影响".to_owned())
    }

    fn swept(&self) -> Result<()> {
        match fs::remove_dir_all(&self.0.folder) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Error::Refused(format!("检索索引的目录 {} 删不掉：{error}", self.0.folder.display()))),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether another program is writing the index, which is no fault of the index.
fn is_busy(error: &TantivyError) -> bool {
    matches!(error, TantivyError::LockFailure(..))
}
