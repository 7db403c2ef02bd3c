//! Values by number, read and written without a panic.

/// A value for each node or arc. Numbers come from the network that made the column; one beside it would read nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Column<T>(Vec<T>);

impl<T: Copy + Default> Column<T> {
    /// So many times the same value.
    pub(super) fn filled(count: usize, value: T) -> Column<T> {
        Column(vec![value; count])
    }

    #[inline]
    pub(super) fn at(&self, index: u32) -> T {
        debug_assert!((index as usize) < self.0.len(), "{index} of {}", self.0.len());
        self.0.get(index as usize).copied().unwrap_or_default()
    }

    #[inline]
    pub(super) fn set(&mut self, index: u32, value: T) {
        self.change(index, |_| value);
    }

    #[inline]
    pub(super) fn change(&mut self, index: u32, to: impl FnOnce(T) -> T) {
        debug_assert!((index as usize) < self.0.len(), "{index} of {}", self.0.len());
        if let Some(value) = self.0.get_mut(index as usize) {
            *value = to(*value);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

impl Column<u32> {
    /// The number at `index`, which is then one more.
    pub(super) fn take(&mut self, index: u32) -> u32 {
        let number = self.at(index);
        self.set(index, number + 1);
        number
    }
}

impl<T> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Column<T> {
        Column(values.into_iter().collect())
    }
}
