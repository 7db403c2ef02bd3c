//! The index: records as entries in a folder of tantivy's, their terms cut by `wording`.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use tantivy::{
    IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
    directory::MmapDirectory,
    schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions},
    store::Compressor,
    tokenizer::{Token, TokenStream, Tokenizer},
};

/// The name under which tantivy knows our way of cutting.
const CUTTER: &str = "wording";

/// How often the words of a title and of keywords count beside those of the text.
const TITLE: usize = 3;
const KEYWORDS: usize = 2;

/// The memory of a writer for a few entries and of one for very many, in bytes: what it gathers before it writes a piece of
/// index.
const FEW: usize = 16 << 20;
const MANY: usize = 80 << 20;

/// What is kept of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its table.
    pub table: String,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Names, codes and words that stand for it, one a line.
    pub keywords: String,
    /// Its long texts.
    pub text: String,
    /// What of it is for the bureau alone.
    pub inner: String,
}

/// An index that can be written and asked.
#[derive(Clone)]
pub struct Index {
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    /// Where it lies; nothing for one in memory.
    pub(crate) folder: Option<PathBuf>,
}

impl fmt::Debug for Index {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// The fields of an entry.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Fields {
    /// Table and id as one word, by which an entry is replaced.
    pub(crate) key: Field,
    pub(crate) table: Field,
    pub(crate) id: Field,
    /// What is shown.
    pub(crate) title: Field,
    pub(crate) body: Field,
    pub(crate) inner_body: Field,
    /// What is found: by everybody who sees the record, and by the bureau alone.
    pub(crate) words: Field,
    pub(crate) inner_words: Field,
}

/// The names of [`Fields::table`] and [`Fields::id`], which are also columns.
pub(crate) const TABLE: &str = "table";
pub(crate) const ID: &str = "id";

fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default().set_tokenizer(CUTTER).set_index_option(IndexRecordOption::WithFreqs);
    let words = TextOptions::default().set_indexing_options(words);
    let mut schema = Schema::builder();
    let fields = Fields {
        key: schema.add_text_field("key", STRING),
        table: schema.add_text_field(TABLE, TextOptions::default().set_fast("raw") | STORED),
        id: schema.add_i64_field(ID, FAST | STORED),
        title: schema.add_text_field("title", STORED),
        body: schema.add_text_field("body", STORED),
        inner_body: schema.add_text_field("inner_body", STORED),
        words: schema.add_text_field("words", words.clone()),
        inner_words: schema.add_text_field("inner_words", words),
    };
    (schema.build(), fields)
}

impl Index {
    /// Opens the index in a folder, making both where they are not there.
    ///
    /// # Errors
    /// What tantivy says: the folder cannot be written, or what lies in it is no index of ours.
    pub fn open(folder: &Path) -> tantivy::Result<Index> {
        std::fs::create_dir_all(folder)?;
        let directory = MmapDirectory::open(folder)?;
        let (schema, fields) = schema();
        let is_there = tantivy::Index::exists(&directory)?;
        let index = if is_there {
            let index = tantivy::Index::open(directory)?;
            if index.schema() != schema {
                return Err(TantivyError::SchemaError("an index of another edition".to_owned()));
            }
            index
        } else {
            builder(schema).open_or_create(directory)?
        };
        Index::over(index, fields, Some(folder.to_owned()))
    }

    /// An index that is gone with the program.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn in_memory() -> tantivy::Result<Index> {
        let (schema, fields) = schema();
        Index::over(builder(schema).create_in_ram()?, fields, None)
    }

    fn over(index: tantivy::Index, fields: Fields, folder: Option<PathBuf>) -> tantivy::Result<Index> {
        index.tokenizers().register(CUTTER, Cutter);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index { index, reader, fields, folder })
    }

    /// Begins to write a few entries. There is one writer at a time, in this program or another.
    ///
    /// # Errors
    /// What tantivy says: another is writing, or the folder cannot be written.
    pub fn writer(&self) -> tantivy::Result<Writer<'_>> {
        Ok(Writer { writer: self.index.writer_with_num_threads(1, FEW)?, index: self })
    }

    /// Begins to write very many entries, with all there is of the machine.
    ///
    /// # Errors
    /// As [`Index::writer`].
    pub fn bulk_writer(&self) -> tantivy::Result<Writer<'_>> {
        let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get().min(4));
        Ok(Writer { writer: self.index.writer_with_num_threads(threads, threads * MANY)?, index: self })
    }

    /// What the last commit said of itself.
    ///
    /// # Errors
    /// What tantivy says, as when the folder is gone.
    pub fn payload(&self) -> tantivy::Result<Option<String>> {
        Ok(self.index.load_metas()?.payload)
    }

    /// How many entries there are.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

fn builder(schema: Schema) -> tantivy::IndexBuilder {
    let settings = IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() };
    tantivy::Index::builder().schema(schema).settings(settings)
}

/// Writes entries. Nothing is seen, and nothing survives, before it is committed.
pub struct Writer<'i> {
    writer: IndexWriter,
    index: &'i Index,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Writer").field("index", self.index).finish_non_exhaustive()
    }
}

impl Writer<'_> {
    /// Adds an entry in place of the one of the same record.
    ///
    /// # Errors
    /// What tantivy says, as when the disk is full.
    pub fn put(&self, entry: &Entry) -> tantivy::Result<()> {
        self.remove(&entry.table, entry.id);
        self.add(entry)
    }

    /// Adds an entry of a record that has none yet.
    ///
    /// # Errors
    /// As [`Writer::put`].
    pub fn add(&self, entry: &Entry) -> tantivy::Result<()> {
        let fields = &self.index.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.key, key(&entry.table, entry.id));
        document.add_text(fields.table, &entry.table);
        document.add_i64(fields.id, entry.id);
        document.add_text(fields.title, &entry.title);
        let body = [entry.keywords.as_str(), entry.text.as_str()].join("\n");
        document.add_text(fields.body, body.trim());
        for (text, times) in [(&entry.title, TITLE), (&entry.keywords, KEYWORDS), (&entry.text, 1)] {
            if text.is_empty() {
                continue;
            }
            let folded = wording::fold(text);
            for _ in 0..times {
                document.add_text(fields.words, &folded);
            }
        }
        if !entry.inner.is_empty() {
            document.add_text(fields.inner_body, &entry.inner);
            document.add_text(fields.inner_words, wording::fold(&entry.inner));
        }
        self.writer.add_document(document).map(|_| ())
    }

    /// Takes the entry of a record away.
    pub fn remove(&self, table: &str, id: i64) {
        self.writer.delete_term(Term::from_field_text(self.index.fields.key, &key(table, id)));
    }

    /// Takes all entries away.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn clear(&self) -> tantivy::Result<()> {
        self.writer.delete_all_documents().map(|_| ())
    }

    /// Makes everything written since the last commit durable and visible at once, with a word on how far it goes.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn commit(&mut self, payload: &str) -> tantivy::Result<()> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(payload);
        commit.commit()?;
        self.index.reader.reload()
    }

    /// Waits until pieces of the index that are being merged are one, and ends.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn finish(self) -> tantivy::Result<()> {
        self.writer.wait_merging_threads()?;
        self.index.reader.reload()
    }
}

/// The text of an entry as it is read for its meaning.
pub(crate) fn reading(title: &str, body: &str) -> String {
    [title, body].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn key(table: &str, id: i64) -> String {
    format!("{table}:{id}")
}

/// Cuts folded text into the terms of `wording`.
#[derive(Clone, Default)]
struct Cutter;

struct Cut<'t> {
    terms: Box<dyn Iterator<Item = wording::Term<'t>> + 't>,
    token: Token,
}

impl Tokenizer for Cutter {
    type TokenStream<'t> = Cut<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Cut<'t> {
        Cut { terms: Box::new(wording::terms(text)), token: Token::default() }
    }
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term.text);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
