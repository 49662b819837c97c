//! Minutes of an invented board, to write into a folder.

/// Minutes with one § for each `(title, decision)`, held on `day` (2021-03-14).
pub(crate) fn minutes(day: &str, matters: &[(&str, &str)]) -> String {
    let year = &day[..4];
    let mut text = format!(
        "Granliden kommun\nParknämnden\nSammanträdesprotokoll\nSammanträdesdatum {day}\n\n"
    );
    for (at, (title, decision)) in matters.iter().enumerate() {
        let (number, serial) = (at + 1, at + 11);
        text.push_str(&format!(
            "§ {number}\n{title}\nDnr PN {year}/{serial}\n\nBeslut\n\
             Parknämnden beslutar {decision}.\n\n"
        ));
    }
    text
}
