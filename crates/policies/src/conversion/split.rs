//! Divides a whole among people so that the parts add up to it exactly (largest remainder 最大余数法).

use storage::Problem;
use vocabulary::Money;

use super::BasisPoints;

/// Shares of stock are divided in units of 0.0001%: this many make the whole.
pub const SHARE_UNITS: i64 = 1_000_000;

/// Divides `total` in proportion to `weights`: every part is its exact share rounded down or up, and the parts add up to
/// `total`. What is left over goes to the largest remainders, among equals to those who stand first.
///
/// `None` when the weights add up to nothing or `total` is below nothing.
pub fn apportion(total: i64, weights: &[u32]) -> Option<Vec<i64>> {
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum == 0 || total < 0 {
        return None;
    }
    let exact = |weight: &u32| i128::from(total) * i128::from(*weight);
    let mut parts: Vec<i64> =
        weights.iter().map(|weight| i64::try_from(exact(weight) / sum)).collect::<Result<_, _>>().ok()?;
    let left = usize::try_from(total - parts.iter().sum::<i64>()).ok()?;
    let mut order: Vec<(i128, &mut i64)> =
        weights.iter().map(|weight| exact(weight) % sum).zip(parts.iter_mut()).collect();
    order.sort_by_key(|(remainder, _)| std::cmp::Reverse(*remainder));
    for (_, part) in order.into_iter().take(left) {
        *part += 1;
    }
    Some(parts)
}

/// Divides a sum of money by an agreement in basis points.
///
/// # Errors
/// When the basis points do not add up to 10,000, or the sum is below nothing.
pub fn split_money(total: Money, agreed: &[BasisPoints]) -> Result<Vec<Money>, Problem> {
    let parts = split(total.fen(), agreed)?;
    Ok(parts.into_iter().map(Money::from_fen).collect())
}

/// Divides a number of share units (see [`SHARE_UNITS`]) by an agreement in basis points.
///
/// # Errors
/// As [`split_money`].
pub fn split_shares(units: i64, agreed: &[BasisPoints]) -> Result<Vec<i64>, Problem> {
    split(units, agreed)
}

fn split(total: i64, agreed: &[BasisPoints]) -> Result<Vec<i64>, Problem> {
    let sum: u64 = agreed.iter().map(|share| u64::from(share.0)).sum();
    let wrong = |place: &str, sentence: String| Problem { place: place.to_owned(), sentence };
    if sum != u64::from(BasisPoints::WHOLE.0) {
        let sentence = format!("分配比例合计应为10000基点（100%），现为{sum}基点");
        return Err(wrong("shares", sentence));
    }
    let weights: Vec<u32> = agreed.iter().map(|share| u32::from(share.0)).collect();
    apportion(total, &weights).ok_or_else(|| wrong("total", "分配总额不能为负数".to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(points: &[u16]) -> Vec<BasisPoints> {
        points.iter().map(|points| BasisPoints(*points)).collect()
    }

    #[test]
    fn the_fen_that_is_left_goes_to_the_largest_remainder() {
        let parts = |fen, agreed: &[u16]| {
            let parts = split_money(Money::from_fen(fen), &points(agreed)).unwrap();
            parts.into_iter().map(Money::fen).collect::<Vec<_>>()
        };
        assert_eq!(parts(100, &[3333, 3333, 3334]), [33, 33, 34]);
        assert_eq!(parts(1, &[5000, 5000]), [1, 0]);
        assert_eq!(parts(10, &[1, 9999]), [0, 10]);
        assert_eq!(parts(0, &[10_000]), [0]);
        assert_eq!(split_shares(SHARE_UNITS, &points(&[3333, 6667])).unwrap(), [333_300, 666_700]);
    }

    #[test]
    fn an_agreement_adds_up_to_the_whole() {
        let told = |total, agreed: &[u16]| split_money(Money::from_fen(total), &points(agreed)).unwrap_err().sentence;
        assert_eq!(told(100, &[5000, 4999]), "分配比例合计应为10000基点（100%），现为9999基点");
        assert_eq!(told(100, &[]), "分配比例合计应为10000基点（100%），现为0基点");
        assert_eq!(told(-1, &[10_000]), "分配总额不能为负数");
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_none_is_a_fen_off(total in 0_i64..=i64::MAX, weights in proptest::collection::vec(0_u32..=u32::MAX, 1..40)) {
            let Some(parts) = apportion(total, &weights) else {
                prop_assert!(weights.iter().all(|weight| *weight == 0));
                return Ok(());
            };
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(total));
            let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let off = i128::from(*part) * sum - i128::from(total) * i128::from(*weight);
                prop_assert!(off.abs() < sum);
            }
        }

        #[test]
        fn who_has_more_never_gets_less(total in 0_i64..1_000_000, weights in proptest::collection::vec(0_u32..1000, 2..10)) {
            if let Some(parts) = apportion(total, &weights) {
                for (one, part) in weights.iter().zip(&parts) {
                    for (other, lesser) in weights.iter().zip(&parts) {
                        prop_assert!(one <= other || part >= lesser);
                    }
                }
            }
        }
    }
}
