//! Routine items of a meeting (*formalia*): what every meeting begins and ends with, and the lists
//! it takes note of. They name many people and matters and are about none of them.

/// How the titles of routine items begin, in lower case. One that ends with `*` goes on in any word.
const OPENINGS: &[&str] = &[
    "upprop",
    "mötets öppnande",
    "mötet öppnas",
    "sammanträdets öppnande",
    "sammanträdet öppnas",
    "val av justera*",
    "val av protokollsjustera*",
    "utseende av justera*",
    "bestämmande av tid för justering",
    "tid för justering",
    "protokollets justering",
    "justering av protokoll",
    "dagordning*",
    "föredragningslista*",
    "godkännande av dagordning*",
    "godkännande av föredragningslista*",
    "fastställande av dagordning*",
    "fastställande av föredragningslista*",
    "fastställelse av",
    "förvaltningen informerar",
    "nämndens frågor",
    "övriga frågor",
    "delegationsbeslut",
    "anmälan av delegationsbeslut",
    "anmälan av inkomna",
    "anmälningsärenden",
    "anmälningar för kännedom",
    "meddelanden",
    "förteckning över anmäl*",
    "redovisning av motioner som",
    "redovisning av ej besvarade",
    "redovisning av obesvarade",
    "obesvarade motioner",
    "ej besvarade motioner",
    "mötets avslutande",
    "mötet avslutas",
    "sammanträdet avslutas",
];

/// Whether an item with this title is routine.
pub fn is_routine(title: &str) -> bool {
    let title = title.trim_start().to_lowercase();
    OPENINGS.iter().any(|opening| match opening.strip_suffix('*') {
        Some(stem) => title.starts_with(stem),
        None => {
            title.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routine_is_told_from_matters_of_the_same_words() {
        for (title, expected) in [
            ("Val av justerare och tid för justering", true),
            ("Fastställande av dagordningen", true),
            ("Övriga frågor", true),
            ("Redovisning av motioner som ännu inte har besvarats", true),
            ("Val av ordförande i badnämnden", false),
            ("Justering av avgiften för badplatser", false),
            ("Meddelandekort till hushållen", false),
        ] {
            assert_eq!(is_routine(title), expected, "{title}");
        }
    }
}
