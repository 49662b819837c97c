//! The walk: what is a source, what is skipped and why, and that nothing outside is read.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::io::Write as _;
use std::path::Path;

use corpus::extract::Format;
use corpus::walk::{Found, Limits, SkipReason, Skipped, WalkError, content_hash, walk};

type Walked = (Vec<Found>, Vec<Skipped>);

fn put(root: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn run(root: &Path) -> Walked {
    walk(root, &Limits::default()).unwrap()
}

fn sources(walked: &Walked) -> Vec<&str> {
    walked.0.iter().map(|found| found.source.as_str()).collect()
}

fn reason<'a>(walked: &'a Walked, source: &str) -> &'a SkipReason {
    &walked.1.iter().find(|skipped| skipped.source == source).expect(source).reason
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn sources_are_listed_in_order_with_slashes_and_nfc() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "b.txt", "text");
    put(root.path(), "a/\u{61}\u{30a}r.txt", "text");
    put(root.path(), "a/.hidden.txt", "text");
    put(root.path(), "a/~$lock.docx", "text");
    put(root.path(), "c.html", "<!doctype html><p>x");
    let walked = run(root.path());
    assert_eq!(sources(&walked), ["a/år.txt", "b.txt", "c.html"]);
    assert_eq!(walked.0[2].format, Format::Html);
    assert!(walked.1.is_empty(), "{:?}", walked.1);
}

#[test]
fn names_that_differ_only_in_unicode_form_are_both_sources() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "\u{e5}.txt", "composed");
    put(root.path(), "a\u{30a}.txt", "decomposed");
    assert_eq!(sources(&run(root.path())), ["å.txt", "å.txt (2)"]);
}

#[test]
fn nothing_outside_the_root_and_nothing_that_blocks_is_opened() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "secret.txt", "outside");
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "inside.txt", "text");
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, root.path().join(name));
    link(&outside.path().join("secret.txt"), "file.txt").unwrap();
    link(outside.path(), "folder").unwrap();
    link(Path::new("."), "loop").unwrap();
    link(Path::new("/dev/zero"), "zero.txt").unwrap();
    let fifo = root.path().join("fifo.txt");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());
    let walked = run(root.path());
    assert_eq!(sources(&walked), ["inside.txt"]);
    for name in ["file.txt", "folder", "loop", "zero.txt"] {
        assert_eq!(reason(&walked, name), &SkipReason::SymbolicLink, "{name}");
    }
    assert_eq!(reason(&walked, "fifo.txt"), &SkipReason::NotAFile);
}

#[test]
fn a_file_swapped_for_a_link_after_the_walk_is_not_read() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "a.txt", "text");
    let walked = run(root.path());
    fs::remove_file(root.path().join("a.txt")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", root.path().join("a.txt")).unwrap();
    assert_eq!(walked.0[0].read(&Limits::default()), Err(SkipReason::SymbolicLink));
}

#[test]
fn the_size_limit_is_exact() {
    let root = tempfile::tempdir().unwrap();
    let limits = Limits { max_file_bytes: 100, ..Limits::default() };
    for bytes in [99, 100, 101] {
        put(root.path(), &format!("{bytes}.txt"), "x".repeat(bytes));
    }
    put(root.path(), "empty.txt", "");
    let walked = walk(root.path(), &limits).unwrap();
    assert_eq!(sources(&walked), ["100.txt", "99.txt"]);
    assert_eq!(reason(&walked, "101.txt"), &SkipReason::TooLarge { bytes: 101, limit: 100 });
    assert_eq!(reason(&walked, "empty.txt"), &SkipReason::Empty);
    put(root.path(), "100.txt", "x".repeat(101));
    assert!(matches!(walked.0[0].read(&limits), Err(SkipReason::TooLarge { .. })));
}

#[test]
fn the_depth_limit_is_exact() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "1/2/in.txt", "text");
    put(root.path(), "1/2/3/out.txt", "text");
    let walked = walk(root.path(), &Limits { max_depth: 2, ..Limits::default() }).unwrap();
    assert_eq!(sources(&walked), ["1/2/in.txt"]);
    assert_eq!(reason(&walked, "1/2/3"), &SkipReason::TooDeep { limit: 2 });
}

#[test]
fn nearer_sidecars_beat_farther_ones() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "_.toml", "municipality = 'Exempelby'\norgan = 'rot'");
    put(root.path(), "n/_.toml", "organ = 'mapp'");
    put(root.path(), "n/a.txt", "text");
    put(root.path(), "n/b.txt", "text");
    put(root.path(), "n/b.toml", "organ = 'stam'\ndate = 2024-01-02");
    put(root.path(), "n/b.txt.toml", "organ = 'fil'");
    put(root.path(), "n/lost.toml", "organ = 'x'");
    let walked = run(root.path());
    let organs: Vec<_> =
        walked.0.iter().map(|found| found.sidecar.organ.as_deref().unwrap()).collect();
    assert_eq!(organs, ["mapp", "fil"]);
    assert_eq!(walked.0[1].sidecar.municipality.as_deref(), Some("Exempelby"));
    assert!(walked.0[1].sidecar.date.is_some());
    assert_eq!(walked.1.len(), 1);
    assert_eq!(reason(&walked, "n/lost.toml"), &SkipReason::OrphanSidecar);
}

#[test]
fn a_broken_sidecar_skips_what_it_describes_and_says_where() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "n/a.txt", "text");
    put(root.path(), "n/a.toml", "organ = 'x'\nkomun = 'y'");
    put(root.path(), "good.txt", "text");
    let walked = run(root.path());
    assert_eq!(sources(&walked), ["good.txt"]);
    let says = reason(&walked, "n/a.txt").to_string();
    assert!(says.contains("\"n/a.toml\" line 2") && says.contains("komun"), "{says}");
}

#[test]
fn a_single_file_is_a_root() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "a.txt", "text");
    put(root.path(), "b.txt", "text");
    put(root.path(), "_.toml", "organ = 'mapp'");
    let walked = run(&root.path().join("a.txt"));
    assert_eq!(sources(&walked), ["a.txt"]);
    assert_eq!(walked.0[0].sidecar.organ.as_deref(), Some("mapp"));
    assert_eq!(walked.0[0].read(&Limits::default()).unwrap(), b"text");
    let missing = walk(&root.path().join("none"), &Limits::default());
    assert!(matches!(missing, Err(WalkError::Root { .. })));
}

#[test]
fn zip_members_are_sources_of_their_own() {
    let root = tempfile::tempdir().unwrap();
    let inner = zip(&[("djup/c.txt", b"inmost")]);
    let deeper = zip(&[("inner.zip", &zip(&[("d.txt", b"too deep")]))]);
    let long = "rad med text\n".repeat(5_000);
    put(
        root.path(),
        "pack.zip",
        zip(&[
            ("a.txt", long.as_bytes()),
            ("mapp/a\u{30a}.html", b"<html><p>x"),
            ("inner.zip", &inner),
            ("deeper.zip", &deeper),
            ("../up.txt", b"escaped"),
            ("/abs.txt", b"escaped"),
            ("empty.txt", b""),
            ("bild.png", b"\x89PNG\r\n\x1a\n"),
        ]),
    );
    put(root.path(), "pack.zip.toml", "organ = 'paket'");
    let walked = run(root.path());
    let expected = ["pack.zip/a.txt", "pack.zip/inner.zip/djup/c.txt", "pack.zip/mapp/å.html"];
    assert_eq!(sources(&walked), expected);
    let read = |at: usize| walked.0[at].read(&Limits::default()).unwrap();
    assert_eq!(read(0), long.as_bytes());
    assert_eq!(read(1), b"inmost");
    assert_eq!(walked.0[1].sidecar.organ.as_deref(), Some("paket"));
    assert_eq!(reason(&walked, "pack.zip/../up.txt"), &SkipReason::UnsafeMember);
    assert_eq!(reason(&walked, "pack.zip/empty.txt"), &SkipReason::Empty);
    assert_eq!(reason(&walked, "pack.zip/deeper.zip/inner.zip"), &SkipReason::NestedArchive);
    assert!(matches!(reason(&walked, "pack.zip/bild.png"), SkipReason::Unsupported(_)));
}

#[test]
fn zip_bombs_and_crowded_zips_are_refused_by_their_directory() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "bomb.zip", zip(&[("a.txt", &vec![b'x'; 3_000_000])]));
    let crowd: Vec<_> = (0..12).map(|n| format!("{n}.txt")).collect();
    let crowd: Vec<_> = crowd.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    put(root.path(), "crowd.zip", zip(&crowd));
    let limits = Limits { max_zip_members: 11, ..Limits::default() };
    let walked = walk(root.path(), &limits).unwrap();
    assert_eq!(reason(&walked, "bomb.zip/a.txt"), &SkipReason::CompressionBomb { limit: 200 });
    assert_eq!(reason(&walked, "crowd.zip"), &SkipReason::TooManyMembers { limit: 11 });
    let limits = Limits { max_zip_members: 12, ..Limits::default() };
    assert_eq!(walk(root.path(), &limits).unwrap().0.len(), 12);
}

#[test]
fn damaged_zips_are_told_of() {
    let root = tempfile::tempdir().unwrap();
    let mut whole = zip(&[("a.txt", "samma text ".repeat(90).as_bytes())]);
    put(root.path(), "cut.zip", &whole[..whole.len() / 2]);
    whole[60] ^= 0x55;
    put(root.path(), "flipped.zip", &whole);
    let (found, skipped) = run(root.path());
    assert!(found.iter().all(|f| f.read(&Limits::default()).is_err()), "{found:?}");
    assert!(skipped.iter().any(|s| s.source == "cut.zip"), "{skipped:?}");
}

#[test]
fn content_is_known_by_its_hash() {
    assert_ne!(content_hash(b"a"), content_hash(b"b"));
    assert_eq!(content_hash(b"a"), content_hash(b"a"));
}
