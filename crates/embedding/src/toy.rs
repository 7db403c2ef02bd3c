//! A model of a few words in the format of the real one, so that its users can be tested without seventy megabytes.

/// Numbers that describe one token.
const WIDTH: usize = 32;
const WIDE: usize = 64;
const HEADS: usize = 4;
const LAYERS: usize = 2;
const POSITIONS: usize = 16;
const MARKS: [&str; 5] = ["<s>", "<pad>", "</s>", "<unk>", "\u{2581}"];

/// The bytes of a model that knows `words` and takes those of the same topic for the same thing. A text of words it does
/// not know is all alike to it. Its windows are short: fourteen pieces.
#[must_use]
pub fn model(words: &[(&str, u32)]) -> Vec<u8> {
    let pieces: Vec<&str> = MARKS.into_iter().chain(words.iter().map(|(word, _)| *word)).collect();
    let mut file = b"E5S1".to_vec();
    let counts = [1, WIDTH, LAYERS, HEADS, WIDE, pieces.len(), POSITIONS, 2];
    counts.into_iter().for_each(|count| put(&mut file, count));
    file.extend(1e-12_f32.to_le_bytes());
    put(&mut file, 32);
    spell(&mut file, &pieces);
    let mut tensors = Tensors::default();
    let topics = (0..5).chain(words.iter().map(|(_, topic)| topic + 5));
    let table: Vec<[u8; 18]> = topics.map(|topic| block(topic.wrapping_mul(97), 1.0)).collect();
    tensors.packed("emb.word", &table);
    tensors.numbers("emb.pos", (0..POSITIONS * WIDTH).map(|at| wave(at, 0.02)));
    tensors.numbers("emb.type", (0..2 * WIDTH).map(|at| wave(at + 7, 0.02)));
    tensors.norm("emb.ln");
    for layer in 0..LAYERS {
        for (part, inputs, outputs) in [
            ("q", WIDTH, WIDTH),
            ("k", WIDTH, WIDTH),
            ("v", WIDTH, WIDTH),
            ("ao", WIDTH, WIDTH),
            ("fi", WIDTH, WIDE),
            ("fo", WIDE, WIDTH),
        ] {
            let seed = (0_u32..).map(|at| at * 31 + 7).skip(layer * 500 + inputs + outputs + part.len());
            // Small enough that what a word means outweighs what surrounds it.
            let blocks: Vec<[u8; 18]> = seed.take(inputs * outputs / 32).map(|seed| block(seed, 0.02)).collect();
            tensors.packed(&format!("l{layer}.{part}.w"), &blocks);
            tensors.numbers(&format!("l{layer}.{part}.b"), (0..outputs).map(|at| wave(at + layer, 0.01)));
        }
        tensors.norm(&format!("l{layer}.aln"));
        tensors.norm(&format!("l{layer}.oln"));
    }
    tensors.written_after(file)
}

fn put(file: &mut Vec<u8>, count: usize) {
    file.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn spell(file: &mut Vec<u8>, pieces: &[&str]) {
    [pieces.len(), 0, 2, 1, 3].into_iter().for_each(|count| put(file, count));
    let text: String = pieces.concat();
    put(file, text.len());
    put(file, 0);
    let mut end = 0;
    put(file, end);
    for piece in pieces {
        end += piece.len();
        put(file, end);
    }
    for index in 0..pieces.len() {
        file.extend((if index < 4 { 0.0_f32 } else { -3.0 }).to_le_bytes());
    }
    file.extend(text.as_bytes());
    // One character is rewritten: a full-width space as a space.
    [1, 9].into_iter().for_each(|count| put(file, count));
    put(file, 0x3000);
    file.push(1);
    put(file, 0x20);
}

/// Thirty-two weights that look random and are the same every time.
fn block(seed: u32, size: f32) -> [u8; 18] {
    let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
    let mut block = [0; 18];
    for byte in &mut block {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        [*byte, ..] = (state >> 11).to_le_bytes();
    }
    // The scale in half precision: the upper bits of a number whose exponent fits there.
    let bits = size.to_bits();
    let half = (bits >> 13 & 0x3ff) | ((bits >> 23).saturating_sub(112) << 10);
    let [low, high, ..] = half.to_le_bytes();
    let [first, second, ..] = &mut block;
    (*first, *second) = (low, high);
    block
}

fn wave(at: usize, size: f32) -> f32 {
    u16::try_from(at % 100).map_or(0.0, |at| (f32::from(at) * 1.7).sin() * size)
}

#[derive(Default)]
struct Tensors {
    /// Name, kind (1 is packed), count of numbers, where its bytes stand in `bytes`.
    directory: Vec<(String, u8, usize, usize, usize)>,
    bytes: Vec<u8>,
}

impl Tensors {
    fn packed(&mut self, name: &str, blocks: &[[u8; 18]]) {
        self.put(name, 1, blocks.len() * 32, blocks.as_flattened());
    }

    fn numbers(&mut self, name: &str, numbers: impl Iterator<Item = f32>) {
        let bytes: Vec<u8> = numbers.flat_map(f32::to_le_bytes).collect();
        self.put(name, 0, bytes.len() / 4, &bytes);
    }

    fn norm(&mut self, name: &str) {
        self.numbers(&format!("{name}.w"), (0..WIDTH).map(|at| 1.0 + wave(at, 0.1)));
        self.numbers(&format!("{name}.b"), (0..WIDTH).map(|at| wave(at, 0.1)));
    }

    fn put(&mut self, name: &str, kind: u8, count: usize, bytes: &[u8]) {
        self.directory.push((name.to_owned(), kind, count, self.bytes.len(), bytes.len()));
        self.bytes.extend(bytes);
    }

    fn written_after(self, mut file: Vec<u8>) -> Vec<u8> {
        put(&mut file, self.directory.len());
        let directory: usize = self.directory.iter().map(|(name, ..)| name.len() + 23).sum();
        let begin = file.len() + directory;
        for (name, kind, count, from, length) in self.directory {
            file.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
            file.extend(name.as_bytes());
            file.push(kind);
            put(&mut file, count);
            [begin + from, 0, length, 0].into_iter().for_each(|number| put(&mut file, number));
        }
        file.extend(self.bytes);
        file
    }
}
