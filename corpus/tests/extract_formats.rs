//! Documents of every format, made here, through the child process: what is printed is read, what
//! is not printed is not, and a file that kills its reader kills only that.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use corpus::extract::{ChildExtractor, Extracted, Extractor, Format};
use corpus::walk::{Limits, SkipReason};

/// The example beside this test's own program.
fn child() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let child = own.parent().unwrap().parent().unwrap().join("examples/extract_child");
    assert!(child.exists(), "build it first: cargo build -p corpus --example extract_child");
    child
}

fn extractor(limits: Limits) -> ChildExtractor {
    let mut extractor = ChildExtractor::new(child(), Vec::new(), limits);
    extractor.pdftotext = None;
    extractor
}

fn read(format: Format, bytes: &[u8]) -> Extracted {
    extractor(Limits::default()).extract(format, bytes).unwrap()
}

fn reason(format: Format, bytes: &[u8]) -> SkipReason {
    extractor(Limits::default()).extract(format, bytes).unwrap_err()
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    let mut members = vec![("word/document.xml", document.as_str())];
    members.extend_from_slice(others);
    zip(&members)
}

#[test]
fn word_as_printed() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'>\
        <w:start w:val='12'/><w:numFmt w:val='decimal'/><w:lvlText w:val='§ %1'/></w:lvl></w:abstractNum>\
        <w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:styleId='R1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='Nr'><w:basedOn w:val='R1'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>";
    let notes = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>Källan.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = "<w:hdr><w:p><w:r><w:t>Exempelby kommun</w:t></w:r></w:p></w:hdr>";
    let core = "<cp:coreProperties><dc:title>Protokoll &amp; mer</dc:title></cp:coreProperties>";
    let body = "<w:p><w:pPr><w:pStyle w:val='Nr'/></w:pPr><w:r><w:t>Val av </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>just</w:t></w:r><w:r><w:t>erare</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='Nr'/><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Taxa</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Beslut&#229;&amp;</w:t><w:footnoteReference w:id='2'/></w:r><w:del><w:r><w:delText>struket</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t xml:space='preserve'> tillagt</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r></w:p>\
        <w:p><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>\
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klicka här</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Parti</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ja</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let read = read(
        Format::Docx,
        &word(
            body,
            &[
                ("word/numbering.xml", numbering),
                ("word/styles.xml", styles),
                ("word/footnotes.xml", notes),
                ("word/header1.xml", header),
                ("word/header2.xml", header),
                ("docProps/core.xml", core),
            ],
        ),
    );
    assert_eq!(
        read.string,
        "Exempelby kommun\n§ 12 Val av justerare\n\n§ 13 Taxa\nBeslutå&[1] tillagt\n[1] Källan.\nRuta\n\nParti\tJa\n"
    );
    assert_eq!(read.title.as_deref(), Some("Protokoll & mer"));
}

#[test]
fn opendocument_as_printed() {
    let content = "<office:document-content><office:automatic-styles><text:list-style style:name='L1'>\
        <text:list-level-style-number text:level='1' style:num-prefix='§ ' style:num-format='1' text:start-value='5'/></text:list-style></office:automatic-styles>\
        <office:body><office:text><text:tracked-changes><text:p>struket</text:p></text:tracked-changes>\
        <text:h>Rubrik</text:h><text:list text:style-name='L1'><text:list-item><text:p>Val</text:p></text:list-item><text:list-item><text:p>Taxa</text:p></text:list-item></text:list>\
        <text:p>Ett\n  <text:span>brutet</text:span> ord<text:s text:c='2'/>här<text:tab/>flik<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Not.</text:p></text:note-body></text:note>.<office:annotation><text:p>kommentar</text:p></office:annotation></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Parti</text:p></table:table-cell><table:table-cell><text:p>Ja</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    let styles = "<office:document-styles><office:master-styles><style:header><text:p>Exempelby</text:p></style:header></office:master-styles></office:document-styles>";
    let read = read(Format::Odt, &zip(&[("content.xml", content), ("styles.xml", styles)]));
    assert_eq!(
        read.string,
        "Exempelby\nRubrik\n§ 5 Val\n§ 6 Taxa\nEtt brutet ord  här\tflik[1].\n[1] Not.\nParti\tJa\n"
    );
}

#[test]
fn damaged_and_hostile_documents_have_reasons() {
    let entities = "<!DOCTYPE x [<!ENTITY a 'skratt'>]><w:document><w:body/></w:document>";
    let deep = format!("{}{}", "<w:x>".repeat(300), "</w:x>".repeat(300));
    let table: [(Format, Vec<u8>, &str); 6] = [
        (Format::Docx, zip(&[("word/document.xml", entities)]), "entities"),
        (Format::Docx, word(&deep, &[]), "too deeply"),
        (Format::Docx, word("<w:p><w:r><w:t>kort", &[]), "damaged"),
        (Format::Docx, zip(&[("word/document.xml", &" ".repeat(3_000_000))]), "packed"),
        (Format::Odt, zip(&[("annat.xml", "")]), "missing"),
        (Format::Pdf, b"%PDF-1.7\n".to_vec(), "damaged"),
    ];
    for (format, bytes, says) in table {
        let reason = reason(format, &bytes).to_string();
        assert!(reason.contains(says), "{format:?}: {reason}");
    }
}

#[test]
fn a_child_that_hangs_dies_or_talks_nonsense_is_a_reason() {
    let with = |program: &str, args: &[&str], limits: Limits| ChildExtractor {
        program: program.into(),
        args: args.iter().map(Into::into).collect(),
        limits,
        pdftotext: None,
        ocr: false,
    };
    let shell = |script: &str, limits: Limits| with("/bin/sh", &["-c", script], limits);
    let limits = Limits { wall_seconds: 1, cpu_seconds: 1, ..Limits::default() };
    let html = |extractor: &ChildExtractor| extractor.extract(Format::Html, b"<p>x").unwrap_err();
    let start = Instant::now();
    assert_eq!(html(&shell("exec sleep 30", limits.clone())), SkipReason::TimedOut { seconds: 1 });
    assert!(start.elapsed() < Duration::from_secs(10));
    let spin = Limits { wall_seconds: 30, cpu_seconds: 1, ..Limits::default() };
    assert_eq!(html(&shell("while :; do :; done", spin)), SkipReason::TimedOut { seconds: 1 });
    for script in ["kill -ABRT $$", "kill -SEGV $$", "exit 3", "echo nonsense", "true"] {
        let reason = html(&shell(script, limits.clone()));
        assert!(matches!(reason, SkipReason::ReaderDied(_)), "{script}: {reason}");
    }
    let talker = Limits { max_text_bytes: 1_000, ..Limits::default() };
    let reason = html(&shell("yes", talker));
    assert_eq!(reason, SkipReason::TooMuchText { limit: 1_000 });
    assert!(matches!(html(&with("/nowhere", &[], limits)), SkipReason::ReaderDied(_)));
}

#[test]
fn the_text_limit_is_exact() {
    let limits = Limits { max_text_bytes: 100, ..Limits::default() };
    let html = |count: usize| format!("<p>{}", "x".repeat(count));
    let read = |count| extractor(limits.clone()).extract(Format::Html, html(count).as_bytes());
    // The line end counts.
    assert!(read(98).is_ok());
    assert!(read(99).is_ok());
    assert_eq!(read(100), Err(SkipReason::TooMuchText { limit: 100 }));
}
