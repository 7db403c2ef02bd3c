//! The direction of a sentence, small enough to keep one for every document.

/// A direction in as many dimensions as the model is wide, one byte each.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    values: Box<[i8]>,
    /// One over the length of `values`, so that a product of two vectors is a cosine; 0 for the vector without direction.
    inverse: f32,
}

impl Vector {
    /// The direction of `values`, its largest part as ±127.
    pub(crate) fn of(values: &[f32]) -> Self {
        let largest = values.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "within ±127 after scaling")]
        let values = values.iter().map(|value| (value * scale).round() as i8).collect();
        Self::with(values)
    }

    fn with(values: Box<[i8]>) -> Self {
        let square: f32 = values.iter().map(|value| f32::from(*value) * f32::from(*value)).sum();
        let inverse = if square > 0.0 { square.sqrt().recip() } else { 0.0 };
        Self { values, inverse }
    }

    /// The direction that several have in common.
    #[must_use]
    pub fn mean(vectors: &[Self]) -> Self {
        let width = vectors.iter().map(|vector| vector.values.len()).max().unwrap_or(0);
        let mut sums = vec![0.0; width];
        for vector in vectors {
            sums.iter_mut().zip(vector.unit()).for_each(|(sum, value)| *sum += value);
        }
        Self::of(&sums)
    }

    /// This direction with so much of another taken away.
    #[must_use]
    pub fn less(&self, share: f32, of: &Self) -> Self {
        let values: Vec<f32> = self.unit().zip(of.unit()).map(|(value, other)| value - share * other).collect();
        Self::of(&values)
    }

    /// Its parts, brought to length one.
    fn unit(&self) -> impl Iterator<Item = f32> {
        self.values.iter().map(|value| f32::from(*value) * self.inverse)
    }

    /// The bytes to keep it as.
    pub fn to_bytes(&self) -> impl Iterator<Item = u8> {
        self.values.iter().map(|value| value.cast_unsigned())
    }

    /// The vector kept as `bytes`.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::with(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// How nearly two vectors of one model point the same way: the cosine, -1 to 1, and 0 where one has no direction.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        let product = |(one, other): (&i8, &i8)| i32::from(*one) * i32::from(*other);
        let sum: i32 = self.values.iter().zip(&other.values).map(product).sum();
        #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a sum of 384 products is below 2^23")]
        let sum = sum as f32;
        sum * self.inverse * other.inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_direction_is_one_and_the_opposite_minus_one() {
        let one = Vector::of(&[0.5, -1.0, 0.25]);
        let twice = Vector::of(&[1.0, -2.0, 0.5]);
        let back = Vector::of(&[-0.5, 1.0, -0.25]);
        assert!((one.cosine(&twice) - 1.0).abs() < 1e-6);
        assert!((one.cosine(&back) + 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_is_common_can_be_taken_away() {
        let (one, other) = (Vector::of(&[1.0, 0.2]), Vector::of(&[1.0, -0.2]));
        let common = Vector::mean(&[one.clone(), other.clone()]);
        assert!((common.cosine(&Vector::of(&[1.0, 0.0])) - 1.0).abs() < 1e-4);
        assert!(one.cosine(&other) > 0.9);
        assert!(one.less(1.0, &common).cosine(&other.less(1.0, &common)) < -0.9);
    }

    #[test]
    fn a_kept_vector_comes_back_the_same() {
        let one = Vector::of(&[0.1, -0.7, 0.3, 0.0]);
        let bytes: Vec<u8> = one.to_bytes().collect();
        assert_eq!(Vector::from_bytes(&bytes), one);
    }

    #[test]
    fn nothing_is_near_nothing() {
        assert_eq!(Vector::of(&[0.0, 0.0]).cosine(&Vector::of(&[1.0, 0.0])).to_bits(), 0);
    }
}
