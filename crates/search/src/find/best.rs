//! The best of very many, kept while they come.

use tantivy::DocAddress;

use crate::ranking::best_first;

/// The best of all that were offered.
pub(super) struct Best {
    most: usize,
    offered: Vec<(f32, DocAddress)>,
    /// What is worse is not among them.
    bar: f32,
}

impl Best {
    pub(super) fn new(most: usize) -> Best {
        Best { most, offered: Vec::new(), bar: 0.0 }
    }

    pub(super) fn offer(&mut self, score: f32, address: DocAddress) {
        if score < self.bar {
            return;
        }
        self.offered.push((score, address));
        if self.offered.len() >= self.most * 4 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.offered.len() > self.most && self.most > 0 {
            let (_, last, _) = self.offered.select_nth_unstable_by(self.most - 1, |one, other| best_first(*one, *other));
            self.bar = last.0;
            self.offered.truncate(self.most);
        }
    }

    pub(super) fn take(mut self) -> Vec<(f32, DocAddress)> {
        self.cut();
        self.offered
    }
}
