//! Scanned pages: known as such without help, read with it. The second half runs where `pdftoppm`
//! and `tesseract` with Swedish are installed.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use corpus::extract::{ChildExtractor, Extractor, Format};
use corpus::walk::{Limits, SkipReason};

/// A PDF of these objects, numbered from 1, the first of which is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    file
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {dictionary} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// One page, A4, with this content and this resource.
fn page(content: &[u8], resources: &str, resource: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>").into_bytes(),
        stream("", content),
        resource,
    ])
}

fn written(text: &str) -> Vec<u8> {
    let font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let mut content = b"BT /F1 24 Tf 60 700 Td (".to_vec();
    content.extend(encoding_rs::WINDOWS_1252.encode(text).0.iter());
    content.extend(b") Tj ET");
    page(&content, "/Font << /F1 5 0 R >>", font.to_vec())
}

/// The same page as a picture of itself; `None` where it cannot be drawn.
fn scanned(text: &str) -> Option<Vec<u8>> {
    let drawn = tempfile::tempdir().unwrap();
    let file = drawn.path().join("page.pdf");
    std::fs::write(&file, written(text)).unwrap();
    let arguments = ["-r", "150", "-gray", "-singlefile"];
    let drawing = Command::new("pdftoppm").args(arguments).arg(&file).output().ok()?;
    let image = drawing.stdout;
    let header: Vec<&[u8]> = image.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
    let [_, width, height, rest] = header[..] else { return None };
    let pixels = &rest[rest.iter().position(|byte| *byte == b'\n')? + 1..];
    let (width, height) = (String::from_utf8_lossy(width), String::from_utf8_lossy(height));
    let image = stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        pixels,
    );
    Some(page(b"q 595 0 0 842 0 0 cm /I1 Do Q", "/XObject << /I1 5 0 R >>", image))
}

fn extractor() -> ChildExtractor {
    let own = std::env::current_exe().unwrap();
    let child: PathBuf = own.parent().unwrap().parent().unwrap().join("examples/extract_child");
    assert!(child.exists(), "build it first: cargo build -p corpus --example extract_child");
    ChildExtractor::new(child, Vec::new(), Limits::default())
}

fn has_tesseract() -> bool {
    let list = Command::new("tesseract").arg("--list-langs").stderr(Stdio::null()).output();
    list.is_ok_and(|list| String::from_utf8_lossy(&list.stdout).lines().any(|line| line == "swe"))
}

#[test]
fn a_scan_is_known_as_one_and_read_where_it_can_be() {
    let text = "Nämnden beslutar bifalla förslaget";
    let plain = extractor().extract(Format::Pdf, &written(text)).unwrap();
    assert_eq!(plain.string, format!("{text}\n"));
    let Some(scan) = scanned(text) else {
        println!("not tested: pdftoppm is not installed");
        return;
    };
    let mut extractor = extractor();
    assert_eq!(extractor.extract(Format::Pdf, &scan), Err(SkipReason::NoText));
    if !has_tesseract() {
        println!("not tested: tesseract with Swedish is not installed");
        return;
    }
    extractor.ocr = true;
    let read = extractor.extract(Format::Pdf, &scan).unwrap();
    assert_eq!(read.string.trim(), text);
    assert_eq!(read.notes, ["recognised by OCR (tesseract)"]);
}
