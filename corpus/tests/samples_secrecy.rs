//! What the samples withhold: title and note are there, what stands under the note is nowhere.

use std::path::Path;

use corpus::document::{Document, Text, UnitKind};
use corpus::extract::{Format, extract_in_process};
use corpus::parse::{Hints, parse};
use corpus::repair::repair;
use corpus::walk::Limits;

fn read(source: &str) -> (Text, Document) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(source);
    let bytes = std::fs::read(path).expect("the sample is in the repository");
    let format = Format::detect(source, &bytes).expect("a known format");
    let extracted =
        extract_in_process(format, &bytes, &Limits::default()).expect("a readable sample");
    let text = repair(&extracted.string, &extracted.pages, &|_| false);
    let hints = Hints { source, municipality: None, organ: None, date: None, kind: None };
    let document = parse(&text, &hints);
    (text, document)
}

#[test]
fn withheld_matters_keep_title_and_note_alone() {
    let table = [
        ("socialnamnden/2024/handlingar-2024-05-22.txt", "3-4", None),
        ("socialnamnden/2021/kallelse-2021-09-15.txt", "5", Some("Enskilda ärenden enligt LVU")),
        ("kommunstyrelsen/2020/agenda-2020-03-10.html", "5", Some("Förhandling om markförvärv")),
        (
            "barn-och-utbildningsnamnden/2025/protokoll-2025-05-14.txt",
            "38",
            Some("Enskilt ärende om elev"),
        ),
    ];
    for (source, number, title) in table {
        let (text, document) = read(source);
        let withheld: Vec<_> =
            document.units.iter().filter(|unit| unit.kind == UnitKind::Withheld).collect();
        assert_eq!(withheld.len(), 1, "{source}");
        assert_eq!(withheld[0].number.as_deref(), Some(number), "{source}");
        assert_eq!(withheld[0].title.as_deref(), title, "{source}");
        assert!(withheld[0].secrecy.as_deref().unwrap().contains("sekretess"), "{source}");
        for unit in &document.units {
            let shown = [&unit.title, &unit.subtitle, &unit.label, &unit.secrecy];
            let sections = unit.sections.iter().map(|section| &text.string[section.span.clone()]);
            let shown = shown.into_iter().flatten().map(String::as_str);
            for piece in sections.chain(shown) {
                for canary in ["kvistfågelsnäbb", "dimvalskrönika"] {
                    assert!(!piece.contains(canary), "{source}: {canary} in unit {}", unit.ordinal);
                }
            }
        }
    }
}
