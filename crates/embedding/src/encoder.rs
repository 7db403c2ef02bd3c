//! The encoder: every token looks at every other token of its window, then thinks for itself; so twelve times.

use fearless_simd::Simd;

use crate::file::{Opened, Sizes, Wrong};
use crate::matrix::{LANES, Panels, Rows, product};

/// Brings a row to mean 0 and variance 1, then to the mean and spread that were learnt.
pub(crate) struct Norm {
    spread: Vec<f32>,
    mean: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    pub(crate) fn read(file: &Opened<'_>, name: &str) -> Result<Self, Wrong> {
        let Sizes { width, epsilon, .. } = file.sizes;
        let spread = file.numbers(&format!("{name}.w"), width)?;
        Ok(Self { spread, mean: file.numbers(&format!("{name}.b"), width)?, epsilon })
    }

    #[inline(always)]
    pub(crate) fn apply(&self, rows: &mut Rows) {
        let share = share(rows.width);
        for row in rows.iter_mut() {
            let mean = sum(row, |value| value) * share;
            let variance = sum(row, |value| (value - mean) * (value - mean)) * share;
            let scale = (variance + self.epsilon).sqrt().recip();
            for ((value, spread), learnt) in row.iter_mut().zip(&self.spread).zip(&self.mean) {
                *value = (*value - mean) * scale * spread + learnt;
            }
        }
    }
}

/// One of the layers.
pub(crate) struct Layer {
    /// What a token asks for, what it answers to, and what it then says: three products of the same rows.
    look: Panels,
    gather: Panels,
    gathered: Norm,
    widen: Panels,
    narrow: Panels,
    narrowed: Norm,
    heads: usize,
}

impl Layer {
    pub(crate) fn read(file: &Opened<'_>, index: usize) -> Result<Self, Wrong> {
        let Sizes { width, wide, heads, .. } = file.sizes;
        let panels = |part: &str, depth: usize, outputs: usize| {
            let blocks = file.packed(&format!("l{index}.{part}.w"), outputs, depth)?;
            Ok(Panels::unpacked(depth, blocks, &file.numbers(&format!("l{index}.{part}.b"), outputs)?))
        };
        Ok(Self {
            look: Panels::joined([panels("q", width, width)?, panels("k", width, width)?, panels("v", width, width)?]),
            gather: panels("ao", width, width)?,
            gathered: Norm::read(file, &format!("l{index}.aln"))?,
            widen: panels("fi", width, wide)?,
            narrow: panels("fo", wide, width)?,
            narrowed: Norm::read(file, &format!("l{index}.oln"))?,
            heads,
        })
    }

    #[inline(always)]
    pub(crate) fn apply<S: Simd>(&self, simd: S, rows: &mut Rows) {
        let seen = product(simd, &self.attention(simd, rows), &self.gather, |sum| sum);
        add(rows, &seen);
        self.gathered.apply(rows);
        let thought = product(simd, rows, &self.widen, gelu);
        add(rows, &product(simd, &thought, &self.narrow, |sum| sum));
        self.narrowed.apply(rows);
    }

    /// What every token is told by the others, each head listening for something else.
    #[inline(always)]
    fn attention<S: Simd>(&self, simd: S, rows: &Rows) -> Rows {
        let looks = product(simd, rows, &self.look, |sum| sum);
        let width = rows.width / self.heads;
        let scale = share(width).sqrt();
        let mut heard = Rows::zeros(rows.iter().len(), rows.width);
        for head in 0..self.heads {
            let part = |which: usize| looks.columns(which * rows.width + head * width, width);
            let (asked, answering, said) = (part(0), part(1), part(2));
            let mut weights = product(simd, &asked, &Panels::of_rows(width, answering.iter()), |sum| sum * scale);
            let others = rows.iter().len();
            weights.iter_mut().for_each(|row| soften(row, others));
            let told = product(simd, &weights, &Panels::of_columns(&said), |sum| sum);
            for (row, told) in heard.iter_mut().zip(told.iter()) {
                row.iter_mut().skip(head * width).zip(told.iter().take(width)).for_each(|(value, told)| *value = *told);
            }
        }
        heard
    }
}

#[inline(always)]
fn add(rows: &mut Rows, more: &Rows) {
    rows.values.iter_mut().zip(&more.values).for_each(|(value, more)| *value += more);
}

/// Makes the first `count` numbers of `row` shares of one, the larger the more (softmax); the rest becomes 0.
#[inline(always)]
fn soften(row: &mut [f32], count: usize) {
    let (row, rest) = row.split_at_mut(count.min(row.len()));
    rest.fill(0.0);
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.iter_mut().for_each(|value| *value = exponential(*value - most));
    let scale = sum(row, |value| value).recip();
    row.iter_mut().for_each(|value| *value *= scale);
}

/// The sum of a row, many partial sums side by side.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, value)| *sum += of(*value));
    }
    sums.iter().sum::<f32>() + rest.iter().map(|value| of(*value)).sum::<f32>()
}

/// One divided by `count`.
pub(crate) fn share(count: usize) -> f32 {
    u16::try_from(count).map_or(0.0, |count| f32::from(count).recip())
}

/// e to the power of `x`, without a branch, right to six digits; below -87 as at -87.
#[inline(always)]
fn exponential(x: f32) -> f32 {
    // Adding it leaves the nearest whole number in the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let whole = shifted - WHOLE;
    // ln 2 in two parts, so that the remainder keeps its digits.
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let series = 1.0 / 720.0;
    let series = series * rest + 1.0 / 120.0;
    let series = series * rest + 1.0 / 24.0;
    let series = series * rest + 1.0 / 6.0;
    let series = series * rest + 0.5;
    let series = series * rest + 1.0;
    let series = series * rest + 1.0;
    series * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// x times the chance that a normally distributed number is below x.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + error_function(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function within 2e-7 (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
fn error_function(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let series = 1.061_405_4;
    let series = series * t - 1.453_152;
    let series = series * t + 1.421_413_7;
    let series = series * t - 0.284_496_74;
    let series = series * t + 0.254_829_6;
    (1.0 - series * t * exponential(-size * size)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_of_e_is_that_of_the_standard_library() {
        for step in -850..850_i16 {
            let x = f32::from(step) / 10.0;
            let (own, known) = (exponential(x), x.exp());
            assert!((own - known).abs() <= known * 3e-6, "{x}: {own} for {known}");
        }
        assert!(exponential(-1e9) < 1e-37);
    }

    #[test]
    fn the_error_function_has_the_values_of_the_tables() {
        for (x, known) in
            [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (-1.0, -0.842_700_8), (2.0, 0.995_322_3), (9.0, 1.0)]
        {
            assert!((error_function(x) - known).abs() < 5e-7, "{x}");
        }
    }

    #[test]
    fn shares_sum_to_one_and_grow_with_what_they_are_made_of() {
        let mut row = [1.0, 3.0, 2.0, 9.0];
        soften(&mut row, 3);
        assert!((row[0] + row[1] + row[2] - 1.0).abs() < 1e-6 && row[0] < row[2] && row[2] < row[1]);
        assert_eq!(row[3].to_bits(), 0);
    }
}
