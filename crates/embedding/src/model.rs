//! The model as its users see it: bytes in, sentences in, vectors out.

use fearless_simd::{Level, Simd, dispatch};

use crate::encoder::{Layer, Norm, share};
use crate::file::{BLOCK, BLOCK_BYTES, Opened, Sizes, Wrong, unpack};
use crate::matrix::Rows;
use crate::tokens::Tokens;
use crate::vector::Vector;

/// The part a text plays; the model was taught to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What somebody looks for.
    Query,
    /// What may be found.
    Passage,
}

impl Part {
    fn opening(self) -> &'static str {
        match self {
            Self::Query => "query: ",
            Self::Passage => "passage: ",
        }
    }
}

/// A model ready to use. It takes about 160 MB and serves any number of threads.
pub struct Model {
    tokens: Tokens,
    sizes: Sizes,
    /// The table of words, still packed: a row is unpacked when its word occurs.
    words: Vec<[u8; BLOCK_BYTES]>,
    places: Rows,
    first: Norm,
    layers: Vec<Layer>,
    level: Level,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("sizes", &self.sizes).finish_non_exhaustive()
    }
}

impl Model {
    /// Reads the bytes of a packed model file.
    ///
    /// # Errors
    /// When they are of another kind, cut short, or contradict themselves: one sentence.
    pub fn read(file: &[u8]) -> Result<Self, Wrong> {
        let mut file = Opened::read(file)?;
        let Sizes { width, layers, words, positions, .. } = file.sizes;
        // Every word is of the same kind of sentence, so its share can be added to the places once.
        let kind = file.numbers("emb.type", width * 2)?;
        let mut places = Rows { width, values: file.numbers("emb.pos", positions * width)? };
        for row in places.iter_mut() {
            row.iter_mut().zip(&kind).for_each(|(value, kind)| *value += kind);
        }
        Ok(Self {
            sizes: file.sizes,
            words: file.packed("emb.word", words, width)?.to_vec(),
            places,
            first: Norm::read(&file, "emb.ln")?,
            layers: (0..layers).map(|index| Layer::read(&file, index)).collect::<Result<_, _>>()?,
            tokens: Tokens::new(std::mem::take(&mut file.spelling))?,
            level: Level::new(),
        })
    }

    /// The vectors of `text`: one for each window of some five hundred tokens (about eight hundred Chinese characters), at
    /// most `most`. A text always has at least one.
    #[must_use]
    pub fn vectors(&self, part: Part, text: &str, most: usize) -> Vec<Vector> {
        let tokens = self.tokens.cut(&format!("{}{text}", part.opening()));
        tokens.chunks(self.sizes.positions - 2).take(most.max(1)).map(|window| self.vector(window)).collect()
    }

    /// The vector of `text`, of its first window if it is longer.
    #[must_use]
    pub fn vector_of(&self, part: Part, text: &str) -> Vector {
        let tokens = self.tokens.cut(&format!("{}{text}", part.opening()));
        self.vector(tokens.get(..self.sizes.positions - 2).unwrap_or(&tokens))
    }

    fn vector(&self, window: &[u32]) -> Vector {
        let (begin, end) = self.tokens.ends;
        let ids = std::iter::once(begin).chain(window.iter().copied()).chain([end]);
        let rows = self.looked_up(ids);
        let level = self.level;
        Vector::of(&dispatch!(level, simd => self.meaning(simd, rows)))
    }

    /// The word and the place of each token, added.
    fn looked_up(&self, ids: impl Iterator<Item = u32>) -> Rows {
        let blocks = self.sizes.width / BLOCK;
        let mut values = Vec::new();
        for (id, place) in ids.zip(self.places.iter()) {
            let id = usize::try_from(id).unwrap_or(usize::MAX);
            let word = self.words.chunks_exact(blocks).nth(id).unwrap_or_default();
            let word = word.iter().flat_map(unpack);
            values.extend(word.zip(place).map(|(word, place)| word + place));
        }
        Rows { width: self.sizes.width, values }
    }

    /// The mean of what the last layer says of each token.
    #[inline(always)]
    fn meaning<S: Simd>(&self, simd: S, mut rows: Rows) -> Vec<f32> {
        self.first.apply(&mut rows);
        for layer in &self.layers {
            layer.apply(simd, &mut rows);
        }
        let share = share(rows.iter().len());
        let mut mean = vec![0.0; rows.width];
        for row in rows.iter() {
            mean.iter_mut().zip(row).for_each(|(mean, value)| *mean += value * share);
        }
        mean
    }
}
