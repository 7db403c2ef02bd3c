//! Products of matrices in plain `f32`, laid out so that thirty-two sums are carried side by side.
//!
//! The one inner loop is written over fixed-size arrays and runs on whatever vector registers the processor turns out to
//! have (`fearless_simd` chooses at run time), so a program built for any x86-64 is as fast as the machine it stands on.

use fearless_simd::{Simd, f32x16, prelude::*};

use crate::file::{BLOCK_BYTES, unpack};

/// Sums carried side by side.
pub(crate) const LANES: usize = 32;
/// Of these, what one value of the vector library holds.
const HALF: usize = LANES / 2;

/// Rows of numbers, one row a token.
pub(crate) struct Rows {
    pub(crate) width: usize,
    pub(crate) values: Vec<f32>,
}

impl Rows {
    pub(crate) fn zeros(count: usize, width: usize) -> Self {
        Self { width, values: vec![0.0; count * width] }
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &[f32]> + Clone {
        self.values.chunks_exact(self.width)
    }

    pub(crate) fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = &mut [f32]> {
        self.values.chunks_exact_mut(self.width)
    }

    /// Columns `from` to `from + width` of every row.
    pub(crate) fn columns(&self, from: usize, width: usize) -> Self {
        let values = self.iter().flat_map(|row| row.iter().skip(from).take(width).copied()).collect();
        Self { width, values }
    }
}

/// The right side of a product: for thirty-two outputs at a time, their weights for each input in turn.
pub(crate) struct Panels {
    /// How many inputs each output sums over.
    depth: usize,
    weights: Vec<[f32; LANES]>,
    /// What each sum begins with, one array a panel.
    begin: Vec<[f32; LANES]>,
}

impl Panels {
    /// Each row holds the weights of one output.
    pub(crate) fn of_rows<'a>(depth: usize, rows: impl ExactSizeIterator<Item = &'a [f32]>) -> Self {
        let count = rows.len().div_ceil(LANES);
        let mut weights = vec![[0.0; LANES]; count * depth];
        for (index, row) in rows.enumerate() {
            let panel = weights.iter_mut().skip(index / LANES * depth);
            for (lanes, weight) in panel.zip(row) {
                if let Some(lane) = lanes.get_mut(index % LANES) {
                    *lane = *weight;
                }
            }
        }
        Self { depth, weights, begin: vec![[0.0; LANES]; count] }
    }

    /// Each row holds the weights of one input.
    pub(crate) fn of_columns(columns: &Rows) -> Self {
        let count = columns.width.div_ceil(LANES);
        let depth = columns.iter().len();
        let mut weights = Vec::with_capacity(count * depth);
        for panel in 0..count {
            weights.extend(columns.iter().map(|row| {
                let mut lanes = [0.0; LANES];
                lanes.iter_mut().zip(row.iter().skip(panel * LANES)).for_each(|(lane, value)| *lane = *value);
                lanes
            }));
        }
        Self { depth, weights, begin: vec![[0.0; LANES]; count] }
    }

    /// Packed weights, a row of blocks for each output, and the number each output begins with.
    pub(crate) fn unpacked(depth: usize, blocks: &[[u8; BLOCK_BYTES]], begin: &[f32]) -> Self {
        let weights: Vec<f32> = blocks.iter().flat_map(unpack).collect();
        let panels = Self::of_rows(depth, weights.chunks_exact(depth));
        Self { begin: begin.as_chunks().0.to_vec(), ..panels }
    }

    /// The outputs of several products of the same rows, one after the other.
    pub(crate) fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        let none = Self { depth: 0, weights: Vec::new(), begin: Vec::new() };
        parts.into_iter().fold(none, |mut all, part| {
            all.depth = part.depth;
            all.weights.extend(part.weights);
            all.begin.extend(part.begin);
            all
        })
    }
}

/// Each row of `input` times `panels`, each sum passed through `finish`. Outputs are filled up with zeros to whole panels.
#[inline(always)]
pub(crate) fn product<S: Simd>(simd: S, input: &Rows, panels: &Panels, finish: impl Fn(f32) -> f32 + Copy) -> Rows {
    // As many rows at once as the registers hold sums for.
    match S::f32s::LEN {
        ..8 => tiled::<S, 1>(simd, input, panels, finish),
        8..16 => tiled::<S, 2>(simd, input, panels, finish),
        16.. => tiled::<S, 8>(simd, input, panels, finish),
    }
}

#[inline(always)]
fn tiled<S: Simd, const TALL: usize>(
    simd: S,
    input: &Rows,
    panels: &Panels,
    finish: impl Fn(f32) -> f32 + Copy,
) -> Rows {
    let tiles = tiles::<TALL>(input);
    let mut output = Rows::zeros(input.iter().len(), panels.begin.len() * LANES);
    if panels.depth == 0 || panels.begin.is_empty() {
        return output;
    }
    for (place, (weights, begin)) in panels.weights.chunks_exact(panels.depth).zip(&panels.begin).enumerate() {
        let rows = output.values.chunks_mut(output.width * TALL);
        for (tile, rows) in tiles.chunks_exact(input.width).zip(rows) {
            let sums = sums(simd, begin, weights, tile);
            for (row, mut sum) in rows.chunks_exact_mut(output.width).zip(sums) {
                sum.iter_mut().for_each(|sum| *sum = finish(*sum));
                if let Some(out) = row.as_chunks_mut().0.get_mut(place) {
                    *out = sum;
                }
            }
        }
    }
    output
}

/// The rows, `TALL` at a time, turned so that what is multiplied together stands together.
fn tiles<const TALL: usize>(input: &Rows) -> Vec<[f32; TALL]> {
    let count = input.iter().len().div_ceil(TALL);
    let mut tiles = vec![[0.0; TALL]; count * input.width];
    let rows = input.values.chunks(input.width * TALL);
    for (tile, rows) in tiles.chunks_exact_mut(input.width).zip(rows) {
        for (place, row) in rows.chunks_exact(input.width).enumerate() {
            for (slot, value) in tile.iter_mut().zip(row) {
                if let Some(slot) = slot.get_mut(place) {
                    *slot = *value;
                }
            }
        }
    }
    tiles
}

#[inline(always)]
fn sums<S: Simd, const TALL: usize>(
    simd: S,
    begin: &[f32; LANES],
    weights: &[[f32; LANES]],
    tile: &[[f32; TALL]],
) -> [[f32; LANES]; TALL] {
    let halves = |lanes: &[f32; LANES]| {
        let (halves, _) = lanes.as_chunks::<HALF>();
        let half = |at: usize| f32x16::simd_from(simd, halves.get(at).copied().unwrap_or_default());
        [half(0), half(1)]
    };
    let mut sums = [halves(begin); TALL];
    for (weights, values) in weights.iter().zip(tile) {
        let [first, second] = halves(weights);
        for ([one, other], value) in sums.iter_mut().zip(values) {
            let value = f32x16::splat(simd, *value);
            *one = first.mul_add(value, *one);
            *other = second.mul_add(value, *other);
        }
    }
    sums.map(|halves| {
        let mut lanes = [0.0; LANES];
        let (places, _) = lanes.as_chunks_mut::<HALF>();
        places.iter_mut().zip(halves).for_each(|(place, half)| *place = half.into());
        lanes
    })
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};

    use super::*;

    fn counted(count: usize, width: usize, step: u16) -> Rows {
        let values = (0..count * width).map(|at| f32::from(u16::try_from(at).unwrap() * step % 13) - 6.0).collect();
        Rows { width, values }
    }

    fn plain(left: &Rows, right: &Rows) -> Vec<Vec<f32>> {
        let sum = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f32>();
        left.iter().map(|row| right.iter().map(|other| sum(row, other)).collect()).collect()
    }

    /// Every way this processor has of adding, and counts that fill no tile and no panel.
    #[test]
    fn a_product_is_the_sum_of_products_on_every_kind_of_register() {
        let levels = [Level::new(), Level::baseline()];
        for (level, count, outputs) in
            levels.into_iter().flat_map(|level| [(level, 1, 3), (level, 13, 32), (level, 25, 17)])
        {
            let (left, right) = (counted(count, 7, 5), counted(outputs, 7, 3));
            let panels = Panels::of_rows(7, right.iter());
            let out = dispatch!(level, simd => product(simd, &left, &panels, |sum| sum));
            for (row, expected) in out.iter().zip(plain(&left, &right)) {
                assert_eq!(row[..outputs], expected);
                assert!(row[outputs..].iter().all(|rest| rest.to_bits() == 0));
            }
        }
    }

    #[test]
    fn weights_by_columns_give_the_same_as_weights_by_rows() {
        let (left, right) = (counted(5, 9, 7), counted(20, 9, 3));
        let turned = Rows { width: 20, values: (0..9).flat_map(|at| right.iter().map(move |row| row[at])).collect() };
        let level = Level::new();
        let by_rows = dispatch!(level, simd => product(simd, &left, &Panels::of_rows(9, right.iter()), |sum| sum));
        let by_columns = dispatch!(level, simd => product(simd, &left, &Panels::of_columns(&turned), |sum| sum));
        assert_eq!(by_rows.values, by_columns.values);
    }
}
