//! Damaged PDFs by the hundred: none may panic, hang, or be taken for whole when it cannot be read.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use iomx::Options;

/// How often each fixture is damaged.
const VARIANTS: usize = 64;
/// No file may take longer.
const SLOWEST: Duration = Duration::from_secs(5);
/// So many of them go through the program itself.
const THROUGH_PROGRAM: usize = 40;

/// A small generator of numbers (xorshift): the same damage on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn find_all(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    (0..bytes.len().saturating_sub(word.len())).filter(|at| bytes[*at..].starts_with(word)).collect()
}

fn damage(sound: &[u8], kind: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    match kind % 8 {
        0 => bytes.truncate(dice.roll(sound.len())),
        1 => (0..1 + dice.roll(60)).for_each(|_| {
            let at = dice.roll(sound.len());
            bytes[at] = dice.roll(256) as u8;
        }),
        2 => swap_objects(&mut bytes, dice),
        3 => break_stream(&mut bytes, dice),
        4 => {
            let (from, length) = (dice.roll(sound.len()), dice.roll(2000));
            bytes.drain(from..(from + length).min(sound.len()));
        }
        5 => replace_number(&mut bytes, dice),
        6 => {
            let (from, to) = (dice.roll(sound.len()), dice.roll(sound.len()));
            let part = sound[from.min(to)..from.max(to)].to_vec();
            let at = dice.roll(sound.len());
            bytes.splice(at..at, part);
        }
        _ => rename(&mut bytes, dice),
    }
    bytes
}

/// References to one object become references to another: loops in the page tree, fonts for pages.
fn swap_objects(bytes: &mut [u8], dice: &mut Dice) {
    let references = find_all(bytes, b" 0 R");
    for _ in 0..1 + dice.roll(4) {
        let (Some(a), Some(b)) =
            (references.get(dice.roll(references.len())), references.get(dice.roll(references.len())))
        else {
            return;
        };
        (bytes[a - 1], bytes[b - 1]) = (bytes[b - 1], bytes[a - 1]);
    }
}

fn break_stream(bytes: &mut [u8], dice: &mut Dice) {
    let streams = find_all(bytes, b"stream\n");
    if let Some(start) = streams.get(dice.roll(streams.len())) {
        let at = (start + 7 + dice.roll(40)).min(bytes.len() - 1);
        bytes[at..].iter_mut().take(1 + dice.roll(200)).for_each(|byte| *byte = !*byte);
    }
}

/// Lengths, counts and sizes become absurd.
fn replace_number(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let words: [&[u8]; 8] =
        [b"/Length ", b"/Count ", b"/Size ", b"/FirstChar ", b"/W ", b"/MediaBox [", b"/N ", b"/Columns "];
    let places: Vec<usize> =
        words.iter().flat_map(|word| find_all(bytes, word).into_iter().map(|at| at + word.len())).collect();
    if let Some(at) = places.get(dice.roll(places.len())) {
        let absurd: [&[u8]; 5] = [b"-1 ", b"4294967296 ", b"0 ", b"99999999999999999999 ", b"1.5.5 "];
        bytes.splice(at..at, absurd[dice.roll(absurd.len())].iter().copied());
    }
}

fn rename(bytes: &mut [u8], dice: &mut Dice) {
    let names: [&[u8]; 8] =
        [b"/Type", b"/Font", b"/Kids", b"/Contents", b"/Filter", b"/Pages", b"/Encoding", b"/ToUnicode"];
    let places: Vec<usize> = names.iter().flat_map(|name| find_all(bytes, name)).collect();
    for _ in 0..1 + dice.roll(3) {
        if let Some(at) = places.get(dice.roll(places.len())) {
            bytes[at + 2] = b'x';
        }
    }
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    paths.sort();
    let mut corpus = Vec::new();
    for path in paths {
        let (name, sound) = (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap());
        for variant in 0..VARIANTS {
            let mut dice = Dice(0x9E37_79B9 + (corpus.len() as u64) * 7919);
            corpus.push((format!("{name}-{variant}"), damage(&sound, variant, &mut dice)));
        }
    }
    corpus
}

#[test]
fn no_damage_makes_it_panic_or_hang() {
    let corpus = corpus();
    assert!(corpus.len() >= 500, "{} damaged files", corpus.len());
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, bytes)) = corpus.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let start = Instant::now();
                    let read = std::panic::catch_unwind(|| iomx::extract(bytes, name, &Options::default()).is_ok());
                    if read.is_err() || start.elapsed() > SLOWEST {
                        let what = if read.is_err() { "panic" } else { "too slow" };
                        failures.lock().unwrap().push(format!("{name}: {what} ({:?})", start.elapsed()));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{failures:#?}");
}

/// The program: status 0 with JSON on stdout, or 2 with nothing on stdout and one clear line on stderr.
#[test]
fn the_exit_status_tells_what_was_read() {
    let corpus = corpus();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in corpus.iter().step_by(corpus.len() / THROUGH_PROGRAM) {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_iomx")).arg("extract").arg(&path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{name}: {said}");
        match output.status.code() {
            Some(0) => assert!(output.stdout.starts_with(b"{"), "{name}"),
            Some(2) => assert!(output.stdout.is_empty() && !said.trim().is_empty(), "{name}: {said}"),
            other => panic!("{name}: status {other:?}, {said}"),
        }
    }
}
