//! Where the boxes, lines and labels of a drawing stand: in rows from the top down (Sugiyama, Tagawa and Toda, 1981).
//!
//! Boxes take the even rows, by their longest way from the start; labels take the odd ones between them. A line that
//! passes a row has a spot there of its own, as a label has, so nothing ever lies on top of anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Width and height.
pub(crate) type Size = (f64, f64);

/// What is to be drawn: from which box to which, and the words on the way.
pub(crate) type Ways = BTreeMap<(usize, usize), Vec<String>>;

/// A box, a label, or a line passing a row. `x` and `y` are its middle, `band` the top and bottom of its row.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) size: Size,
    is_box: bool,
    pub(crate) row: usize,
    band: (f64, f64),
}

/// A line: its spots, from the box it leads to back to the one it comes from. Lines with the same words to the same box
/// meet, and all but one begin where they do.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) leads_back: bool,
    pub(crate) is_main: bool,
    spots: Vec<usize>,
}

/// A drawing with everything in its place.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) size: Size,
    pub(crate) lines: Vec<Line>,
    /// The spots of the labels and their words.
    pub(crate) labels: Vec<(usize, Vec<String>)>,
    /// The boxes by their numbers, then the spots of lines and labels.
    pub(crate) spots: BTreeMap<usize, Spot>,
    /// The spots of each row from left to right.
    rows: BTreeMap<usize, Vec<usize>>,
    /// The boxes of the longest path, from its end to the start.
    main: Vec<usize>,
    /// Two spots and how strongly they want to stand in one column.
    links: Vec<(usize, usize, f64)>,
}

const BETWEEN: f64 = 16.0;
const MARGIN: f64 = 12.0;

impl Layout {
    /// Places boxes, the first of which is the start, and the ways between them; `measure` gives the size of words.
    pub(crate) fn new(boxes: impl Iterator<Item = Size>, ways: &Ways, measure: impl Fn(&[String]) -> Size) -> Layout {
        let mut layout = Layout::default();
        layout.spots.extend(boxes.map(|size| Spot { size, is_box: true, ..Spot::default() }).enumerate());
        let (sorted, back) = sorted(layout.spots.len(), ways);
        let onward: Vec<(usize, usize)> = ways.keys().filter(|way| !back.contains(*way)).copied().collect();
        for at in sorted {
            let row = layout.spot(at).row;
            layout.rows.entry(row).or_default().push(at);
            for (_, to) in onward.iter().filter(|way| way.0 == at) {
                layout.spots.entry(*to).and_modify(|spot| spot.row = spot.row.max(row + 2));
            }
        }
        let before = |at| onward.iter().find(|way| way.1 == at && layout.spot(way.0).row + 2 == layout.spot(at).row);
        let last = layout.rows.values().last().and_then(|row| row.iter().min()).copied();
        layout.main = std::iter::successors(last, |at| before(*at).map(|way| way.0)).collect();
        layout.hold(&layout.main.clone(), 40.0);
        let mut lanes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (way, words) in ways {
            lanes.entry((way.1, back.contains(way), words)).or_default().push(way.0);
        }
        lanes.into_iter().for_each(|(lane, from)| layout.add_lane(lane, &from, measure(lane.2)));
        layout.order();
        layout.settle();
        layout
    }

    /// A box by its number, or another spot.
    pub(crate) fn spot(&self, at: usize) -> Spot {
        self.spots.get(&at).copied().unwrap_or_default()
    }

    /// Adds the lines from some boxes to one, with their words half-way to where the first of them begins.
    fn add_lane(&mut self, (to, leads_back, words): (usize, bool, &Vec<String>), from: &[usize], size: Size) {
        let target = self.spot(to).row;
        let row_at = |step| if leads_back { target + step } else { target - step };
        let mut from: Vec<_> = from.iter().map(|from| (self.spot(*from).row.abs_diff(target), *from)).collect();
        from.sort_unstable();
        let labelled = from.first().map_or(0, |(distance, _)| row_at(distance / 4 * 2 + 1));
        let mut lane = BTreeMap::new();
        for (distance, from) in from {
            let mut spots = vec![to];
            for row in (1..distance).map(row_at) {
                if let Some(at) = lane.get(&row) {
                    spots = vec![*at];
                    continue;
                }
                let at = self.spots.len();
                let size = if row == labelled { size } else { (0.0, 0.0) };
                self.spots.insert(at, Spot { size, row, ..Spot::default() });
                self.rows.entry(row).or_default().push(at);
                lane.insert(row, at);
                spots.push(at);
            }
            spots.push(from);
            let is_main = !leads_back && distance == 2 && self.main.contains(&from) && self.main.contains(&to);
            let pairs = spots.iter().zip(spots.iter().skip(1));
            self.links.extend(pairs.map(|(a, b)| (*a, *b, if is_main { 40.0 } else { 1.0 })));
            self.lines.push(Line { leads_back, is_main, spots });
        }
        self.labels.extend(lane.get(&labelled).map(|at| (*at, words.clone())));
        self.hold(&lane.into_values().collect::<Vec<_>>(), 3.0);
    }

    /// Lets spots keep to one column.
    fn hold(&mut self, spots: &[usize], weight: f64) {
        for (index, a) in spots.iter().enumerate() {
            self.links.extend(spots.iter().skip(index + 1).map(|b| (*a, *b, weight)));
        }
    }

    /// Orders the rows, the best of some rounds, and then brings into line what is linked. The best order is that with
    /// the shortest lines: where lines cross, they are longer than they need be.
    fn order(&mut self) {
        let mut best = (f64::INFINITY, BTreeMap::new());
        for round in 0..40 {
            self.sweep(round % 2 == 0, true);
            let apart = |(a, b, weight): &(usize, usize, f64)| (self.spot(*a).x - self.spot(*b).x).abs() * weight;
            let length = self.links.iter().map(apart).sum();
            if length < best.0 {
                best = (length, self.rows.clone());
            }
        }
        self.rows = best.1;
        (0..120).for_each(|round| self.sweep(round % 2 == 0, false));
    }

    /// Moves the spots of each row to the mean of those they are linked to, as far as they leave each other room. When
    /// they may change places, only the rows just passed count.
    fn sweep(&mut self, is_down: bool, may_change: bool) {
        let mut rows: Vec<(usize, Vec<usize>)> = std::mem::take(&mut self.rows).into_iter().collect();
        if !is_down {
            rows.reverse();
        }
        for (row, spots) in rows {
            let counts = |other: &Spot| !may_change || (other.row < row) == is_down;
            let mut wishes: Vec<(f64, f64, usize)> = spots.iter().map(|at| self.wish(*at, counts)).collect();
            if may_change {
                wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
            }
            self.rows.insert(row, wishes.iter().map(|wish| wish.2).collect());
            self.spread(&wishes);
        }
    }

    /// Where a spot wants to be, for the sake of those it is linked to that count, and how strongly.
    fn wish(&self, at: usize, counts: impl Fn(&Spot) -> bool) -> (f64, f64, usize) {
        let other = |link: &(usize, usize, f64)| (self.spot(if link.0 == at { link.1 } else { link.0 }), link.2);
        let linked = self.links.iter().filter(|link| link.0 == at || link.1 == at).map(other);
        let pulls = linked.filter(|(other, _)| counts(other)).map(|(other, weight)| (other.x * weight, weight));
        let (sum, weight) = pulls.fold((self.spot(at).x * 0.01, 0.01), |sum, pull| (sum.0 + pull.0, sum.1 + pull.1));
        (sum / weight, weight, at)
    }

    /// Moves the spots of a row to the places nearest to their wishes (least squares) at which each has its room.
    fn spread(&mut self, wishes: &[(f64, f64, usize)]) {
        // With the room taken out the places must not fall: isotonic regression, by pooling those that do.
        let (mut blocks, mut offsets): (Vec<(f64, f64, usize)>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut offset = 0.0;
        for (x, weight, at) in wishes {
            let half = (self.spot(*at).size.0 + BETWEEN) / 2.0;
            let mut block = ((x - offset - half) * weight, *weight, 1);
            while let Some(last) = blocks.pop_if(|last| last.0 / last.1 > block.0 / block.1) {
                block = (block.0 + last.0, block.1 + last.1, block.2 + last.2);
            }
            blocks.push(block);
            offsets.push(offset + half);
            offset += half * 2.0;
        }
        let places = blocks.into_iter().flat_map(|(sum, weight, count)| std::iter::repeat_n(sum / weight, count));
        for ((place, offset), (.., at)) in places.zip(offsets).zip(wishes) {
            self.spots.entry(*at).or_default().x = place + offset;
        }
    }

    /// Moves everything to where the paper begins, and gives the rows their heights.
    fn settle(&mut self) {
        let left = self.spots.values().map(|spot| spot.x - spot.size.0 / 2.0).fold(f64::INFINITY, f64::min) - MARGIN;
        self.spots.values_mut().for_each(|spot| spot.x -= left);
        self.size.0 = self.spots.values().map(|spot| spot.x + spot.size.0 / 2.0).fold(0.0, f64::max) + MARGIN;
        let mut top = MARGIN;
        for (row, spots) in &self.rows {
            let bottom = top + spots.iter().map(|at| self.spot(*at).size.1).fold(0.0, f64::max);
            for at in spots {
                let spot = self.spots.entry(*at).or_default();
                (spot.y, spot.band) = ((top + bottom) / 2.0, (top, bottom));
            }
            self.size.1 = bottom + MARGIN;
            // Where many lines pass, some go far aside and need height for their curves.
            let most = self.rows.range(row..).take(2).map(|(_, row)| row.len()).max();
            top = bottom + [10.0, 10.0, 14.0, 18.0, 22.0].get(most.unwrap_or_default()).unwrap_or(&26.0);
        }
    }

    /// The way of a line as the path of an SVG, drawn from its target, and the point at which it arrives, if it does.
    pub(crate) fn path(&self, line: &Line) -> (String, Option<(f64, f64)>) {
        let (mut path, mut tip, mut end) = (String::new(), None, (0.0, 0.0));
        let others = line.spots.iter().skip(1).chain(line.spots.iter().rev().skip(1));
        for (at, other) in line.spots.iter().zip(others) {
            let Spot { x, y, size, is_box, band: (top, bottom), .. } = self.spot(*at);
            let (near, far, half) =
                if line.leads_back { (top, bottom, size.1 / 2.0) } else { (bottom, top, -size.1 / 2.0) };
            // It touches a box as near as it can to where it goes; those that lead back keep further from the corners.
            let room = (size.0 / 2.0 - if line.leads_back { 26.0 } else { 12.0 }).max(0.0);
            let x = if is_box { x + (self.spot(*other).x - x).clamp(-room, room) } else { x };
            if path.is_empty() {
                tip = is_box.then_some((x, y + half));
                let _ = write!(path, "M{x:.1} {:.1}V{far:.1}", if is_box { y + half } else { far });
            } else {
                let (middle, inside) = ((end.1 + near) / 2.0, if is_box { y } else { far });
                let _ = write!(path, "C{:.1} {middle:.1} {x:.1} {middle:.1} {x:.1} {near:.1}V{inside:.1}", end.0);
            }
            end = (x, far);
        }
        (path, tip)
    }
}

/// Boxes in an order in which every way leads on, and the ways that lead back: those that close a circle when all are
/// followed from box 0, the first turning first.
fn sorted(boxes: usize, ways: &Ways) -> (Vec<usize>, BTreeSet<(usize, usize)>) {
    let (mut open, mut done, mut back) = (Vec::new(), Vec::new(), BTreeSet::new());
    for start in 0..boxes {
        open.extend((!done.contains(&start)).then_some(start));
        while let Some(at) = open.last() {
            match ways.keys().find(|way| way.0 == *at && !done.contains(&way.1) && !back.contains(*way)) {
                Some(way) if open.contains(&way.1) => back.extend([*way]),
                Some(way) => open.push(way.1),
                None => done.extend(open.pop()),
            }
        }
    }
    done.reverse();
    (done, back)
}
