//! Minutes put together from the ways in which municipalities set them: whatever the combination,
//! every § is found once and only once, with its title, its diary number and its decision.

use corpus::parse::{Hints, outline, parse};
use corpus::repair::repair;
use proptest::prelude::*;
use serde_json::{Value, json};

/// How the number of a § is written.
const NUMBERS: [&str; 11] = [
    "§ {n}",
    " § {n} ",
    "§{n}",
    "§ {n}.",
    "§ {n}/21",
    "KF § {n}",
    "Ks § {n}",
    "{n} §",
    "Paragraf {n}",
    "Ärende {n}",
    "Nr {n}.",
];

/// Where the diary number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Nowhere,
    BesideNumber,
    AboveTitle,
    BelowTitle,
    BehindTitle,
    RightOfTitle,
}

/// What stands at the top of each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Furniture {
    None,
    PageMark,
    HeadAndFoot,
    FormFeed,
}

/// Where the list of contents stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    None,
    First,
    Last,
}

/// How the registrar writes a number: `{n}` is the matter's.
const DIARIES: [&str; 8] = [
    "BN 2021/{n}",
    "2021/{n}.214",
    "BN 2021/0{n} 042",
    "2021/0{n} BN-3",
    "BN0{n}/21",
    "2021-BN0{n}-042",
    "BN 00{n}-2021",
    "BN.2021.{n}",
];

/// How a motion is told: `{who}` is the mover with the party in parentheses.
const MOTIONS: [&str; 7] = [
    "{who} yrkar avslag på förslaget.",
    "{who} – avslag på förslaget.",
    "{who}: Avslag på förslaget.",
    "{who} – förslaget ska anses besvarat.",
    "* {who}: att förslaget avslås.",
    "Ledamoten {who} framlade ett eget förslag till beslut.",
    "{who} lämnar följande tilläggsyrkande: ”Bron målas.”",
];

/// Who moves, and for which party, of the whole country or of this municipality alone.
const MOVERS: [(&str, &str); 5] = [
    ("Siv Alm", "V"),
    ("Per-Olof Sund", "TrP"),
    ("Ebba Natt och Dag", "M"),
    ("Karin Ek", "Tärnvallalistan"),
    ("Bo af Berg", "HSO"),
];

/// What stands behind the last §.
const CLOSINGS: [&str; 7] = [
    "",
    "\n\nVid protokollet\n\nEva Ros\n\nBilagor\n1. Yrkande från V\n",
    "\n\nEva Ros\nSekreterare\n\nJusteras\n\nUlf Hed            Ann By\n",
    "\n\nEva Ros, sekreterare\n\nUlf Hed (S), ordförande\n\nAnn By (M), justerare\n",
    "\n\nUlf Hed            Eva Ros\nOrdförande         Nämndsekreterare\n",
    "\n\nJusterarens signatur            Utdragsbestyrkande\n\nTärnvalla kommun, Box 12, 831 82 Tärnvalla\n",
    "\n\nUnderskrifter\n\nSekreterare   ..................\n              Eva Ros\n",
];

#[derive(Debug, Clone)]
struct Layout {
    number: &'static str,
    diary: Place,
    label: &'static str,
    wraps: bool,
    decision: &'static str,
    background: &'static str,
    decision_last: bool,
    blank_lines: bool,
    furniture: Furniture,
    contents: Contents,
    trap: &'static str,
    number_of_matter: &'static str,
    motion: &'static str,
    /// Who moves in the first matter; in the next the next of them.
    mover: usize,
    closing: &'static str,
    first: usize,
    count: usize,
}

/// Titles in our own words; the second part of each goes to a line of its own where titles wrap.
const TITLES: [(&str, &str); 8] = [
    ("Ny cykelbro över Kvarnån vid gamla", "sågverket"),
    ("Motion av Siv Alm (V) om fler", "bänkar i parken"),
    ("Taxa för sotning och brandskydd i", "hela kommunen"),
    ("Återrapport om lekplatser som skulle", "rustas"),
    ("Avtal om snöröjning på enskilda", "vägar"),
    ("Yttrande över granskning av hemtjänst", "på natten"),
    ("Val av ombud till Bredbandsföreningen", "Fibern"),
    ("Detaljplan för del av fastigheten", "Lunden 4"),
];

const TRAPS: [&str; 5] = [
    "Planen har tagits fram av kontoret och varit ute på remiss i byarna.",
    "Tillstånd krävs när åtgärden faller under\n12 § förordningen om avlopp, vilket prövats.",
    "Avgiften tas ut med stöd av 27 kap. 1 § och\n§ 3 i den taxa som gäller.",
    "Frågan togs upp den 4 mars, § 2, och rör:\n1. vägar,\n2. broar.",
    "Bordlagt den 16 oktober, § 475. Av\n§ 9 LSS följer rätten till stöd.",
];

fn layout() -> impl Strategy<Value = Layout> {
    use Place::{AboveTitle, BehindTitle, BelowTitle, BesideNumber, Nowhere, RightOfTitle};
    let head = (
        prop::sample::select(NUMBERS.to_vec()),
        prop::sample::select(vec![
            Nowhere,
            BesideNumber,
            AboveTitle,
            BelowTitle,
            BehindTitle,
            RightOfTitle,
        ]),
        prop::sample::select(vec!["Dnr ", "dnr: ", "Diarienummer: ", ""]),
        any::<bool>(),
    );
    let body = (
        prop::sample::select(vec![
            "Beslut",
            "BESLUT",
            "Beslut:",
            "Byggnadsnämndens beslut",
            "Byggnadsnämnden beslutar",
        ]),
        prop::sample::select(vec!["Bakgrund", "ÄRENDET", "Ärendebeskrivning", "Sammanfattning"]),
        any::<bool>(),
        any::<bool>(),
    );
    let page = (
        prop::sample::select(vec![
            Furniture::None,
            Furniture::PageMark,
            Furniture::HeadAndFoot,
            Furniture::FormFeed,
        ]),
        prop::sample::select(vec![Contents::None, Contents::First, Contents::Last]),
        prop::sample::select(TRAPS.to_vec()),
        1usize..140,
        3usize..=8,
    );
    let more = (
        prop::sample::select(DIARIES.to_vec()),
        prop::sample::select(MOTIONS.to_vec()),
        0..MOVERS.len(),
        prop::sample::select(CLOSINGS.to_vec()),
    );
    (head, body, page, more).prop_map(|(head, body, page, more)| Layout {
        number_of_matter: more.0,
        motion: more.1,
        mover: more.2,
        closing: more.3,
        number: head.0,
        diary: head.1,
        label: head.2,
        wraps: head.3,
        decision: body.0,
        background: body.1,
        decision_last: body.2,
        blank_lines: body.3,
        furniture: page.0,
        contents: page.1,
        trap: page.2,
        first: page.3,
        count: page.4,
    })
}

impl Layout {
    fn number(&self, at: usize) -> String {
        self.number.replace("{n}", &(self.first + at).to_string())
    }

    fn diary(&self, at: usize) -> String {
        self.number_of_matter.replace("{n}", &(100 + at).to_string())
    }

    fn title(&self, at: usize) -> String {
        let (one, other) = TITLES[at];
        format!("{one} {other}")
    }

    fn text(&self) -> String {
        let mut text = String::from("Tärnvalla kommun\nByggnadsnämnden\nProtokoll 2021-05-11\n\n");
        if self.contents == Contents::First {
            text.push_str(&self.list());
        }
        for at in 0..self.count {
            if at > 0 {
                text.push_str(&self.page(at));
            }
            text.push_str(&self.matter(at));
        }
        if self.contents == Contents::Last {
            text.push_str(&self.list());
        } else {
            text.push_str(self.closing);
        }
        text
    }

    fn list(&self) -> String {
        let lines = (0..self.count).map(|at| {
            format!("{} {} ........ {}\n", self.number(at).trim(), self.title(at), at + 2)
        });
        format!("\nInnehåll\n{}\n", lines.collect::<String>())
    }

    fn page(&self, at: usize) -> String {
        let page = at + 1;
        match self.furniture {
            Furniture::None => String::new(),
            Furniture::PageMark => format!("Sida {page} (9)\n"),
            Furniture::HeadAndFoot => format!(
                "\nJusterandes sign            Utdragsbestyrkande\nTärnvalla kommun      PROTOKOLL      {page} (9)\n\
                 Byggnadsnämnden      2021-05-11\n\n"
            ),
            Furniture::FormFeed => format!("\u{c}Byggnadsnämnden   2021-05-11   {page} (9)\n\n"),
        }
    }

    fn mover(&self, at: usize) -> (&'static str, &'static str) {
        MOVERS[(self.mover + at) % MOVERS.len()]
    }

    fn motion(&self, at: usize) -> String {
        let (name, party) = self.mover(at);
        self.motion.replace("{who}", &format!("{name} ({party})"))
    }

    /// The last line of the last §: what follows is no part of it.
    fn last_line(&self, source: &str) -> usize {
        let end = source.len() - self.closing.len();
        source[..end].trim_end().lines().count()
    }

    fn matter(&self, at: usize) -> String {
        let blank = if self.blank_lines { "\n" } else { "" };
        let diary = format!("{}{}", self.label, self.diary(at));
        let place = |place: Place, before: &str, after: &str| {
            if self.diary == place { format!("{before}{diary}{after}") } else { String::new() }
        };
        let (one, other) = TITLES[at];
        let title = if self.wraps { format!("{one}\n{other}") } else { format!("{one} {other}") };
        let head = format!(
            "{}{}\n{}{title}{}{}\n{}{blank}",
            self.number(at),
            place(Place::BesideNumber, "    ", ""),
            place(Place::AboveTitle, "", "\n"),
            place(Place::BehindTitle, " (", ")"),
            place(Place::RightOfTitle, "          ", ""),
            place(Place::BelowTitle, "", "\n"),
        );
        let decision =
            format!("{}\n{blank}Ärendet återremitteras till kontoret.\n{blank}", self.decision);
        let background = format!("{}\n{blank}{}\n{blank}", self.background, self.trap);
        let motions = format!("Yrkanden\n{blank}{}\n{blank}", self.motion(at));
        let (first, second) =
            if self.decision_last { (background, decision) } else { (decision, background) };
        format!("{head}{first}{motions}{second}\n")
    }
}

fn read(source: &str) -> Value {
    let text = repair(source, &[], &|_| false);
    let hints = Hints { source: "x", municipality: None, organ: None, date: None, kind: None };
    outline(&parse(&text, &hints), &text)
}

/// Letters are shown in capitals, a name as it is printed.
fn party_shown(party: &str) -> String {
    if party.len() > 4 { party.to_owned() } else { party.to_uppercase() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_matter_is_found_once_in_any_layout(layout in layout()) {
        let source = layout.text();
        let document = read(&source);
        let found = document["paragraphs"].as_array().unwrap();
        let numbers: Vec<&str> = found.iter().map(|unit| unit["number"].as_str().unwrap_or("-")).collect();
        let expected: Vec<String> =
            (0..layout.count).map(|at| (layout.first + at).to_string()).collect();
        prop_assert_eq!(numbers, expected, "{}", source);
        for (at, unit) in found.iter().enumerate() {
            prop_assert_eq!(unit["title"].as_str().unwrap_or("-"), layout.title(at), "{}", source);
            let numbers: Vec<String> =
                (layout.diary != Place::Nowhere).then(|| layout.diary(at)).into_iter().collect();
            prop_assert_eq!(&unit["dnr"], &Value::from(numbers), "{}", source);
            prop_assert_eq!(unit["outcome"].as_str().unwrap_or("-"), "aterremiss", "{}", source);
            let (name, party) = layout.mover(at);
            let moved = json!([{"person": name, "party": party_shown(party)}]);
            prop_assert_eq!(&unit["motions_by"], &moved, "{}", source);
        }
        if layout.contents != Contents::Last {
            let end = found[layout.count - 1]["end_line"].as_u64().unwrap_or_default();
            prop_assert_eq!(end as usize, layout.last_line(&source), "{}", source);
        }
    }
}
