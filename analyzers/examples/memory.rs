//! What the lexicon and a full cache cost in memory, measured in a process of its own that does
//! nothing else: `memory [FOLDER]` builds the lexicon, hands it to a fresh copy of itself, and that
//! one loads it, analyses every text of the folder (default: the documents beside the repository)
//! and says by how much it grew. Exits with 1 when that is more than [`LIMIT`].
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, Language, Lexicon, LexiconBuilder, TypeCache};

/// In MB.
const LIMIT: f64 = 40.0;
/// Longer texts are read in pieces, so that what is measured is not the text.
const PIECE: usize = 1 << 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, lexicon, folder] = arguments.as_slice()
        && flag == "--measure"
    {
        return measure(Path::new(lexicon), Path::new(folder));
    }
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents");
    let folder = arguments.first().map_or_else(default, PathBuf::from);
    let file = std::env::temp_dir().join(format!("lexicon-{}", std::process::id()));
    std::fs::write(&file, lexicon().to_bytes()).unwrap();
    let own = std::env::current_exe().unwrap();
    let status = Command::new(own).arg("--measure").args([&file, &folder]).status().unwrap();
    std::fs::remove_file(&file).unwrap();
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lexicon() -> Lexicon {
    let path = Path::new("/usr/share/hunspell/sv_SE.dic");
    let dic = std::fs::read(path).unwrap();
    let aff = std::fs::read(path.with_extension("aff")).unwrap();
    LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff })).build()
}

fn measure(lexicon: &Path, folder: &Path) -> ExitCode {
    let before = status("VmRSS");
    let lexicon = Lexicon::from_bytes(std::fs::read(lexicon).unwrap()).unwrap();
    let analyzer = Analyzer::new(Arc::new(lexicon));
    println!("lexicon loaded: {:.1} MB more", status("VmRSS") - before);
    let mut cache = TypeCache::default();
    let (mut tokens, mut files) = (0, 0);
    walk(folder, &mut |file| {
        files += 1;
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        for piece in pieces(&text) {
            analyzer.scan(piece, Language::Swedish, &mut cache, &mut |_| tokens += 1);
        }
    });
    assert!(files > 0 && tokens > 0, "no text in {}", folder.display());
    let (after, peak) = (status("VmRSS") - before, status("VmHWM") - before);
    println!("{tokens} tokens of {files} texts analysed: {} types in the cache", cache.len());
    println!(
        "lexicon, cache and working memory: {after:.1} MB more, at the peak {peak:.1} MB (aim {LIMIT} MB)"
    );
    if after <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.bytes().skip(PIECE).position(|byte| byte == b'\n');
        let (piece, behind) = rest.split_at(end.map_or(rest.len(), |end| PIECE + end + 1));
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

fn walk(folder: &Path, read: &mut dyn FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, read);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            read(&path);
        }
    }
}

/// A line of the process's status, in MB.
fn status(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
