//! RTF as different programs write it.

use super::*;
use proptest::prelude::*;

fn read(rtf: &str) -> Extracted {
    extract(rtf.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn letters_in_every_spelling() {
    let table = [
        (r"{\rtf1\ansi N\'e4mnden f\'f6resl\'e5r}", "Nämnden föreslår\n"),
        (r"{\rtf1\ansi\uc1 N\u228?mnden\u8211\'96r}", "Nämnden–r\n"),
        (r"{\rtf1\ansi\uc2\u-4051xxok{\uc0\u229}r}", "\u{f02d}okår\n"),
        (r"{\rtf1\ansi\u55357?\u56832?}", "😀\n"),
        (r"{\rtf1\mac N\'8amnd}", "Nämnd\n"),
        (r"{\rtf1\pca N\'84mnd}", "Nämnd\n"),
        (
            r"{\rtf1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Symbol;}}\f0 \'e5{\f1 \'e5}{\f2\'b7}}",
            "åе•\n",
        ),
        (r"{\rtf1 a\~b\_c\-d\emdash e\{\}\\}", "a\u{a0}b-cd—e{}\\\n"),
    ];
    for (rtf, text) in table {
        assert_eq!(read(rtf).string, text, "{rtf}");
    }
}

#[test]
fn what_is_not_printed_is_left_out() {
    let text = read(
        r"{\rtf1{\stylesheet{\s0 Normal;}}{\info{\title Protokoll}{\author X}}{\*\generator Y;}
{\header Kommun\par}{\*\unknown bort}Text {\v dold}{\deleted struken}{\field{\*\fldinst HYPERLINK x}{\fldrslt l\'e4nk}}
{\pict 0a0b}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt ruta\par}}{\shprslt ruta}}\bin3 }{x slut\par}",
    );
    assert_eq!(text.string, "Kommun\nText länkruta\n slut\n");
    assert_eq!(text.title.as_deref(), Some("Protokoll"));
}

#[test]
fn rows_lists_and_notes() {
    let text = read(
        r"{\rtf1 {\listtext\pard 1.\tab}Val{\footnote\pard En not.\par}\par
\trowd\pard\intbl Parti\cell Ja\cell\row\trowd\intbl S\cell 3\cell\row\pard Efter\line rad\par}",
    );
    assert_eq!(text.string, "1.\tVal[1]\n[1] En not.\nParti\tJa\nS\t3\nEfter\nrad\n");
}

proptest! {
    #[test]
    fn any_control_words_are_survived(
        rtf in r"(\{|\}|\\(par|u|row|cell|intbl|pard|footnote|header|shptxt|bin|f|'e4|\*)(-?[0-9]{0,3})| |a){0,60}"
    ) {
        let _ = extract(format!("{{\\rtf1 {rtf}").as_bytes(), &Limits::default());
    }
}
