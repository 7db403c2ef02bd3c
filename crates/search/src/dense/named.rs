//! The model that the configuration of a house names: read when it is first needed, and fed with what the index has.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use tantivy::{TantivyDocument, schema::Value};

use super::{Dense, Wrong};
use crate::Index;

/// The model of a house, if it has one.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// The model file, and the folder of the vectors.
    places: Option<(PathBuf, PathBuf)>,
    opened: OnceLock<Result<Arc<Dense>, Wrong>>,
}

impl Named {
    /// A model that is not looked at before it is needed.
    pub(crate) fn at(model: Option<PathBuf>, folder: PathBuf) -> Self {
        Self { places: model.map(|model| (model, folder)), opened: OnceLock::new() }
    }

    /// The model as read, which takes about a second the first time; nothing if there is none or it cannot be used.
    pub(crate) fn open(&self) -> Option<Arc<Dense>> {
        let (model, folder) = self.places.as_ref()?;
        let opened = self.opened.get_or_init(|| {
            let opened = Dense::open(model, folder);
            if let Err(wrong) = &opened {
                tracing::warn!(%wrong, "texts are ranked by their words alone");
            }
            opened.map(Arc::new)
        });
        opened.as_ref().ok().cloned()
    }

    /// The model if it has been read already.
    pub(crate) fn ready(&self) -> Option<Arc<Dense>> {
        self.opened.get()?.as_ref().ok().cloned()
    }

    /// Why the model that was named is not used.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.opened.get()?.as_ref().err().map(ToString::to_string)
    }
}

/// What of a record is read for its meaning.
pub(crate) fn meant(title: &str, body: &str) -> String {
    [title, body].join("\n").trim().to_owned()
}

impl Index {
    /// The text of a document that is read for its meaning: what everybody sees who sees the record.
    pub(crate) fn meant(&self, document: &TantivyDocument) -> String {
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        meant(text(self.fields.title), text(self.fields.body))
    }

    /// The texts that a model has not read yet.
    pub(crate) fn unread(&self, dense: &Dense) -> tantivy::Result<Vec<String>> {
        let mut unread = Vec::new();
        for segment in self.searcher().segment_readers() {
            let store = segment.get_store_reader(1)?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let text = self.meant(&document?);
                if !text.is_empty() && !dense.knows(&text) {
                    unread.push(text);
                }
            }
        }
        Ok(unread)
    }
}
