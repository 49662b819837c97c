//! The nouns of a municipality's paperwork, as every other part of the program sees them.
//!
//! A [`Document`] never owns sentences: it points into the [`Text`] it was read from, so that
//! whatever is shown can be traced to the character it came from. All offsets are bytes into
//! [`Text::string`] unless a name says otherwise.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The repaired text of one source, and the way back to where each character stood.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// NFC, page furniture and line-end hyphens repaired away, lines separated by `\n`.
    pub string: String,
    /// Where each page of the source begins, ascending; empty where the format has no pages.
    pub pages: Vec<PageStart>,
    /// Where each stretch of [`Text::string`] stood in the extracted text, ascending.
    pub origin: Vec<Stretch>,
    /// What was taken out as page furniture, as byte ranges of the extracted text.
    pub furniture: Vec<Range<usize>>,
    /// The furniture's distinct lines as printed, in order: page headers often are the only place
    /// that names the organ and the day.
    pub margins: Vec<String>,
}

impl Text {
    /// The number of the page a byte of [`Text::string`] stands on, where the source has pages.
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        let after = self.pages.partition_point(|page| page.at <= byte);
        after.checked_sub(1).map(|index| self.pages[index].number)
    }

    /// The line of the extracted text, from 1, that a byte of [`Text::string`] was copied from;
    /// 1 for a text that was never repaired.
    pub fn line_at(&self, byte: usize) -> u32 {
        self.stretch_at(byte).map_or(1, |stretch| stretch.line)
    }

    /// The byte of the extracted text that a byte of [`Text::string`] was copied from. Exact at
    /// every character that repair left alone, otherwise the beginning of what it stands for.
    pub fn source_offset(&self, byte: usize) -> usize {
        self.stretch_at(byte).map_or(byte, |stretch| stretch.from + (byte - stretch.at))
    }

    fn stretch_at(&self, byte: usize) -> Option<&Stretch> {
        let after = self.origin.partition_point(|stretch| stretch.at <= byte);
        after.checked_sub(1).map(|index| &self.origin[index])
    }
}

/// The beginning of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// Byte offset in [`Text::string`].
    pub at: usize,
    /// Page number, counted from 1 in the order of the file.
    pub number: u32,
}

/// A stretch of repaired text that was copied from one place of the extracted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Byte offset in [`Text::string`].
    pub at: usize,
    /// Byte offset in the extracted text.
    pub from: usize,
    /// Line of the extracted text, counted from 1.
    pub line: u32,
}

/// What a source is, taken as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Minutes of a meeting (*protokoll*).
    Minutes,
    /// Agenda or portal page (*kallelse*, *föredragningslista*).
    Agenda,
    /// An official's report (*tjänsteutlåtande*, *tjänsteskrivelse*).
    Statement,
    /// An answer to a referral (*remissvar*).
    Response,
    /// Several of these in one file (*handlingar till sammanträdet*).
    Pack,
    /// Anything else: motions, reports, agreements.
    Other,
}

/// What one hit is. The names are those of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A § of minutes.
    Minutes,
    /// An item of an agenda or a portal page.
    AgendaItem,
    /// *Tjänsteutlåtande*, *tjänsteskrivelse*.
    Statement,
    /// *Remissvar*, *yttrande*.
    Response,
    /// Motion, report, agreement, any other annex.
    Attachment,
    /// Attendance, vote lists, front matter: one unit per source, out of default ranking.
    Other,
    /// A matter under a secrecy note: title and note only.
    Withheld,
}

/// A source as understood.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the source is.
    pub kind: DocumentKind,
    /// The municipality (*kommun*), as printed or as the sidecar says.
    pub municipality: Option<String>,
    /// The organ (*fullmäktige, styrelse, nämnd, utskott*), as printed or as the sidecar says.
    pub organ: Option<String>,
    /// Date of the meeting, or of the document.
    pub date: Option<Date>,
    /// False where the date stands only in the file's name.
    pub date_certain: bool,
    /// The units in the order of the source. Their spans never overlap; together with
    /// furniture and reported skips they cover the text.
    pub units: Vec<Unit>,
    /// What was not understood, or understood with doubt.
    pub warnings: Vec<Warning>,
}

/// One § or one handling: the unit of a hit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What kind of hit it makes.
    pub kind: UnitKind,
    /// Place in the source, from 1.
    pub ordinal: u32,
    /// Paragraph number without sign: "5", "33a"; `None` where the page gives none.
    pub number: Option<String>,
    /// Title without number, diary number and subtitle.
    pub title: Option<String>,
    /// The line under the title ("Svar på remiss från …").
    pub subtitle: Option<String>,
    /// First sentence, where there is no title.
    pub label: Option<String>,
    /// The unit's own organ where it differs from the document's.
    pub organ: Option<String>,
    /// The unit's own date where it differs from the document's.
    pub date: Option<Date>,
    /// Diary numbers (*diarienummer*) as printed, the own first, then those of referring bodies.
    pub diary_numbers: Vec<String>,
    /// Who referred the matter (*remitterande organ*).
    pub referred_by: Option<String>,
    /// The sections in order; they cover the unit's span without gap.
    pub sections: Vec<Section>,
    /// Class of the first operative clause of the decision.
    pub outcome: Option<Outcome>,
    /// The same for what officials propose.
    pub proposed_outcome: Option<Outcome>,
    /// *Omedelbar justering*.
    pub immediate_adjustment: bool,
    /// Everyone who moved anything (*yrkanden*), once.
    pub motions_by: Vec<Member>,
    /// Parties that recorded a reservation (*reservation*).
    pub reservations_by: Vec<String>,
    /// Parties behind *särskilt uttalande*, *ersättaryttrande* or a note to the minutes.
    pub statements_by: Vec<String>,
    /// Who was biased and stood aside (*jäv*); the party is empty where none is printed.
    pub recused: Vec<Member>,
    /// Who took no part in the decision (*deltar ej i beslutet*).
    pub not_taking_part: Vec<Member>,
    /// Votes (*omröstning*).
    pub votes: Vec<Vote>,
    /// Ids of the papers of the matter, as printed ("SOF 2023/409-1.1", "2023 nr 171").
    pub papers: Vec<String>,
    /// Who wrote or signed it.
    pub authors: Vec<Author>,
    /// The secrecy note, where the matter is withheld.
    pub secrecy: Option<String>,
    /// Where the unit stands in [`Text::string`].
    pub span: Range<usize>,
    /// First and last line in the extracted text, from 1, inclusive.
    pub lines: (u32, u32),
    /// Names of fields that were guessed ("outcome", "title").
    pub uncertain: Vec<&'static str>,
}

/// A person as the minutes name them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Name as printed.
    pub person: String,
    /// Party letters in capitals ("S", "MP").
    pub party: String,
}

/// Who wrote or signed a handling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Name as printed.
    pub name: String,
    /// Role as printed ("Förvaltningschef").
    pub role: Option<String>,
}

/// The result of a vote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Votes for (*ja*).
    pub yes: u32,
    /// Votes against (*nej*).
    pub no: u32,
    /// Abstentions (*avstår*).
    pub abstained: u32,
    /// How each person voted, where the minutes or their annex list it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Ballot>,
}

/// How one person voted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// Name as printed.
    pub person: String,
    /// Party letters in capitals.
    pub party: String,
    /// What the person chose.
    pub choice: Choice,
}

/// What a person chose in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// *Ja*.
    #[serde(rename = "ja")]
    Yes,
    /// *Nej*.
    #[serde(rename = "nej")]
    No,
    /// *Avstår*.
    #[serde(rename = "avstar")]
    Abstained,
    /// *Frånvarande*, or paired with another absent (*kvittad*).
    #[serde(rename = "franvarande")]
    Absent,
}

impl Choice {
    /// As data names it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::No => "nej",
            Self::Abstained => "avstar",
            Self::Absent => "franvarande",
        }
    }
}

/// A stretch of a unit with one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What the stretch is for.
    pub zone: Zone,
    /// The heading line, where there is one.
    pub heading: Option<Range<usize>>,
    /// Heading and text.
    pub span: Range<usize>,
}

/// Something doubtful, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Line in the extracted text, from 1; 0 where it concerns the whole.
    pub line: u32,
    /// One sentence for an operator.
    pub message: String,
}

/// Declares an enum whose values have a slug in the interface and a Swedish name on the page.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal, $shown:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $slug)] $variant,)* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The value's name in the interface.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),* }
            }

            /// The value's name as a Swedish reader sees it.
            pub const fn shown(self) -> &'static str {
                match self { $(Self::$variant => $shown),* }
            }

            /// The value with this slug.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.slug() == slug)
            }
        }
    };
}

named! {
    /// What a section of a document is for.
    Zone {
        /// *Beslut*.
        Decision = "beslut", "Beslut";
        /// *Förslag till beslut*.
        Proposal = "forslag_till_beslut", "Förslag till beslut";
        /// *Sammanfattning*.
        Summary = "sammanfattning", "Sammanfattning";
        /// *Bakgrund*, *ärendebeskrivning*.
        Background = "bakgrund", "Bakgrund";
        /// *Tidigare behandling*, *beredning*.
        Preparation = "beredning", "Beredning";
        /// *Bedömning*, *förvaltningens synpunkter*.
        Assessment = "bedomning", "Bedömning";
        /// *Konsekvenser*.
        Consequences = "konsekvenser", "Konsekvenser";
        /// *Yrkanden*.
        Motions = "yrkanden", "Yrkanden";
        /// *Propositionsordning*, *beslutsgång*.
        VotingOrder = "propositionsordning", "Propositionsordning";
        /// *Omröstning*.
        Vote = "omrostning", "Omröstning";
        /// *Reservationer*.
        Reservations = "reservationer", "Reservationer";
        /// *Särskilt uttalande*, *särskilt yttrande*.
        SpecialStatement = "sarskilt_uttalande", "Särskilt uttalande";
        /// *Ersättaryttrande*.
        SubstituteStatement = "ersattaryttrande", "Ersättaryttrande";
        /// *Protokollsanteckning*.
        Note = "protokollsanteckning", "Protokollsanteckning";
        /// *Deltar ej i beslutet*.
        NotTakingPart = "deltar_ej", "Deltar ej i beslutet";
        /// *Jäv*.
        Recusal = "jav", "Jäv";
        /// *Överläggning*, *yttranden*.
        Debate = "overlaggning", "Överläggning";
        /// *Handlingar i ärendet*.
        Papers = "handlingar", "Handlingar";
        /// *Beslutet skickas till*.
        SentTo = "delges", "Beslutet skickas till";
        /// *Justering*.
        Approval = "justering", "Justering";
        /// *Information*.
        Information = "information", "Information";
        /// *Hur man överklagar*.
        Appeal = "overklagande", "Överklagande";
        /// *Sekretess*.
        Secrecy = "sekretess", "Sekretess";
        /// Text under no known heading.
        Other = "ovrigt", "Övrig text";
    }
}

named! {
    /// What became of a matter.
    Outcome {
        /// *Bifall*.
        Approved = "bifall", "Bifall";
        /// *Avslag*.
        Rejected = "avslag", "Avslag";
        /// *Återremiss*.
        ReferredBack = "aterremiss", "Återremiss";
        /// *Bordläggning*.
        Tabled = "bordlaggning", "Bordläggning";
        /// *Besvarad*.
        Answered = "besvarad", "Besvarad";
        /// *Godkänner*.
        Accepted = "godkanner", "Godkännande";
        /// *Antar*, *fastställer*.
        Adopted = "antar", "Antagen";
        /// *Noterar*, *lägger till handlingarna*.
        Noted = "noterar", "Noterad";
        /// *Utser*, *väljer*.
        Appointed = "utser", "Val";
        /// *Uppdrag*.
        Assigned = "uppdrag", "Uppdrag";
        /// *Överlämnar*.
        Forwarded = "overlamnar", "Överlämnad";
        /// *Beviljar*.
        Granted = "beviljar", "Beviljad";
        /// *Tillstyrker*.
        Supported = "tillstyrker", "Tillstyrkt";
        /// *Avstyrker*.
        Opposed = "avstyrker", "Avstyrkt";
        /// *Avskriver*.
        WrittenOff = "avskriver", "Avskriven";
        /// *Utgår*.
        Withdrawn = "utgar", "Utgår";
        /// A decision of another kind.
        Other = "ovrigt", "Annat beslut";
    }
}
