//! Whose chapter and § it is: the statute named behind a place or before it, or the one meant by "samma
//! lag", "lagens 5 §", "samma kapitel" or by going on with what the last sentence spoke of.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use super::places::{Place, Run};
use super::statutes::{self, Mention, Naming};

/// Bytes within which a name that belongs to a place ends or begins.
const REACH: usize = 160;
/// Bytes back to the statute that "samma lag" means.
const BACK: usize = 1500;
/// Bytes within which a chapter and § without any name go on with the statute last named.
const GOES_ON: usize = 300;

/// What may stand between a place and the name behind it.
static GAP_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[\s,(]*(?:(?:i|av|enligt|den|nya|gamla|svenska|tidigare|nu|då|gällande|dåvarande|nuvarande",
        r"|till|ur|kommunens)\s+|lagen\s+\()*$",
    ))
});

/// What may stand between a name and the place behind it: a title, a number, an abbreviation.
static GAP_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\)?(?P<title>\s+(?:om|med|för|mot)\s[^.;:()§0-9]{3,120}?)?(?:\s+\w+förbud)?",
        r"(?:\s*\([^()§]{2,40}\))?[\s,:(]*(?:(?:i|enligt|särskilt|se|främst|dess|bland\s+annat|bl\.\s?a\.)\s+)*$",
    ))
});

/// "25 § samma lag", "2 § i nämnda förordning", "4 kap. 1 § i lagen".
static SAME_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[\s,(]*(?:(?:i|av|enligt)\s+)*(?:(?:samma|denna|nämnda|ovannämnda|ovan\s+nämnda|sagda)\s+",
        r"(?P<kind>lag|balk|förordning)(?:en)?|(?:i\s+)(?P<definite>lag|balk|förordning)en(?P<more>\s+(?:om|med|\())?)",
    ))
});

/// "samma lags 5 §", "lagens 5 §".
static SAME_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:[Ss]amma|[Dd]enna|[Nn]ämnda)\s+(?P<kind>lag|balk|förordning)s?",
        r"|(?:^|[^\p{L}])(?P<definite>[Ll]ag|[Bb]alk|[Ff]örordning)ens)[\s,(]*$",
    ))
});

static SAME_CHAPTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s,(]*(?:i\s+)?samma\s+kap(?:itel|\.)?"));

/// Words that lead to a § of a statute where the sentence names none.
static LED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[Ee]nligt|[Ii]|[Aa]v|[Ss]e|jfr|[Jj]ämlikt|med\s+stöd\s+av|och|samt|kraven\s+i)\s+(?:även\s+)?$",
    )
});

/// What else has chapters and §§: a place beside such a word is one of its own.
const GOVERNING: [&str; 12] = [
    "reglement",
    "direktiv",
    "bolagsordning",
    "taxa",
    "stadga",
    "föreskrift",
    "policy",
    "riktlin",
    "arbetsordning",
    "protokoll",
    "delegation",
    "detaljplan",
];

/// "7 kap. 1 § SOSFS 2012:11": of an agency's regulations.
static REGULATIONS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s,(]*(?:i\s+)?[A-ZÅÄÖ][A-ZÅÄÖa-z-]{0,6}FS\s*[12]"));

/// Statutes without chapters, whose §§ stand alone.
const UNCHAPTERED: [&str; 17] = [
    "lss",
    "lvu",
    "lvm",
    "lpt",
    "lrv",
    "mbl",
    "las",
    "fl",
    "fpl",
    "arkivlagen",
    "bibliotekslagen",
    "språklagen",
    "lav",
    "museilagen",
    "minoritetslagen",
    "semesterlagen",
    "lbe",
];

/// The statute of a place.
pub(super) struct Owner {
    /// The reference with its name, as far as it stands beside the place.
    pub span: Range<usize>,
    pub statute: String,
    /// The chapter that "samma kapitel" means.
    pub chapter: Option<String>,
}

/// Tells owners of places in the order of the text.
pub(super) struct Owners<'t> {
    text: &'t str,
    mentions: &'t [Mention],
    /// Where the last place ended, its statute and its chapter.
    last: Option<(usize, String, Option<String>)>,
}

impl<'t> Owners<'t> {
    pub(super) fn new(text: &'t str, mentions: &'t [Mention]) -> Self {
        Self { text, mentions, last: None }
    }

    /// The owner of the places in `run`.
    pub(super) fn of(&mut self, run: &Run) -> Option<Owner> {
        let owner = self
            .named(&run.range, run.detail)
            .or_else(|| self.numbered(&run.range, run.detail))
            .or_else(|| self.same(&run.range, run.detail))
            .or_else(|| self.gone_on(&run.range, &run.places))?;
        let last = run.places.last()?;
        let chapter = last.chapter.clone().or_else(|| owner.chapter.clone());
        self.last = Some((run.range.end, owner.statute.clone(), chapter));
        Some(owner)
    }

    /// The statute named beside the places.
    fn named(&self, run: &Range<usize>, detail: usize) -> Option<Owner> {
        let behind = run.end + detail;
        // "§ 5" at the beginning or the end of a line is a heading of minutes, not a place in what
        // stands on the next line.
        let sign_first = self.text[run.clone()].starts_with('§');
        let heading = |gap: &str| sign_first && gap[gap.trim_end().len()..].contains('\n');
        let next = self.mentions.partition_point(|mention| mention.span.start < run.end);
        let before = next.checked_sub(1).map(|at| &self.mentions[at]).filter(|mention| {
            mention.span.end <= run.start && run.start - mention.span.end <= REACH && {
                let gap = &self.text[mention.span.end..run.start];
                let hit = GAP_BEFORE.captures(gap);
                let titled = hit.as_ref().is_some_and(|hit| hit.name("title").is_some());
                let torn = gap.contains("   ") || gap.contains("\n\n");
                let title = !torn && !is_governed(gap);
                let own = !titled || (mention.naming == Naming::Number && title);
                hit.is_some() && own && !heading(gap)
            }
        });
        let behind_at = self.mentions.partition_point(|mention| mention.span.start < behind);
        let after = self.mentions.get(behind_at).filter(|mention| {
            mention.span.start - behind <= REACH && {
                let gap = &self.text[behind..mention.span.start];
                GAP_AFTER.is_match(gap) && !heading(gap)
            }
        });
        let with =
            |mention: &Mention, span| Owner { span, statute: mention.key.clone(), chapter: None };
        match (before, after) {
            (Some(before), Some(after)) if !self.belongs_elsewhere(after, behind) => {
                let _ = before;
                Some(with(after, run.start..after.span.end))
            }
            (Some(before), _) => Some(with(before, self.with_full_name(before)..run.end)),
            (None, Some(after)) => Some(with(after, run.start..after.span.end)),
            (None, None) => None,
        }
    }

    /// Where a name begins, its full form included: "miljöbalken (MB)".
    fn with_full_name(&self, mention: &Mention) -> usize {
        let at = self.mentions.partition_point(|known| known.span.end <= mention.span.start);
        let full = at.checked_sub(1).map(|at| &self.mentions[at]).filter(|full| {
            full.key == mention.key
                && self.text[full.span.end..mention.span.start].trim_start() == "("
        });
        full.unwrap_or(mention).span.start
    }

    /// Whether the name behind a place is set off from it or has a place of its own: "SoL 6 kap. 8 §,
    /// LVU § 13".
    fn belongs_elsewhere(&self, after: &Mention, behind: usize) -> bool {
        let rest = self.text[after.span.end..].trim_start();
        self.text[behind..after.span.start].contains([',', '('])
            || rest.starts_with(|c: char| c == '§' || c.is_ascii_digit())
    }

    /// "11 kap. 10 § (2010:900)": the statute's number alone.
    fn numbered(&self, run: &Range<usize>, detail: usize) -> Option<Owner> {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^\s*\((?:SFS\s*)?(?P<year>1[789][0-9]{2}|20[0-9]{2}):(?P<number>[0-9]{1,4})\)",
            )
        });
        let behind = run.end + detail;
        let hit = NUMBER.captures(&self.text[behind..])?;
        let statute = statutes::key_of_number(&format!("{}:{}", &hit["year"], &hit["number"]));
        let span = run.start..behind + hit.get(0)?.end();
        Some(Owner { span, statute, chapter: None })
    }

    /// The statute meant by "samma lag" and the like.
    fn same(&self, run: &Range<usize>, detail: usize) -> Option<Owner> {
        let behind = run.end + detail;
        let tail = &self.text[behind..];
        if let Some(hit) = SAME_CHAPTER.find(tail) {
            let (end, statute, chapter) = self.last.clone()?;
            let near = run.start - end.min(run.start) <= BACK;
            let span = run.start..behind + hit.end();
            return near.then_some(Owner { span, statute, chapter });
        }
        let head = &self.text[floor(self.text, run.start.saturating_sub(40))..run.start];
        let (kind, span) = match (SAME_AFTER.captures(tail), SAME_BEFORE.captures(head)) {
            (Some(hit), _) if hit.name("more").is_none() => {
                let kind = hit.name("kind").or(hit.name("definite"))?;
                (kind.as_str().to_owned(), run.start..behind + hit.get(0)?.end())
            }
            (_, Some(hit)) => {
                let kind = hit.name("kind").or(hit.name("definite"))?;
                (kind.as_str().to_lowercase(), run.clone())
            }
            _ => return None,
        };
        let statute = last_named(self.mentions, run.start, &kind)?.key.clone();
        Some(Owner { span, statute, chapter: None })
    }

    /// The statute that the text goes on with: "Enligt 11 kap. 10 § ska …" behind "PBL 11 kap. 9 §".
    fn gone_on(&self, run: &Range<usize>, places: &[Place]) -> Option<Owner> {
        let chaptered = places.iter().any(|place| place.chapter.is_some());
        let at = self.mentions.partition_point(|mention| mention.span.end <= run.start);
        let mention = self.mentions[..at].iter().rev().find(|mention| is_named(mention));
        let last = self.last.as_ref().filter(|(end, ..)| *end <= run.start);
        let (end, statute) = match (mention, last) {
            (Some(mention), Some((end, statute, _))) if *end >= mention.span.end => (*end, statute),
            (Some(mention), _) => (mention.span.end, &mention.key),
            (None, Some((end, statute, _))) => (*end, statute),
            (None, None) => return None,
        };
        let between = &self.text[end..run.start];
        let follows = ceiling(self.text, run.end + 60);
        if between.len() > GOES_ON
            || between.contains("\n\n")
            || is_governed(between)
            || is_governed(&self.text[run.end..follows])
            || REGULATIONS.is_match(&self.text[run.end..])
        {
            return None;
        }
        let alone = is_unchaptered(statute);
        let fits = if chaptered {
            !alone
        } else {
            let sign_first = self.text[run.clone()].starts_with(['§', 'p', 'P']);
            alone && !sign_first && LED.is_match(between)
        };
        fits.then(|| Owner { span: run.clone(), statute: statute.clone(), chapter: None })
    }
}

/// The statute last named before `at`, of the kind that "samma förordning" speaks of.
pub(super) fn last_named<'m>(
    mentions: &'m [Mention],
    at: usize,
    kind: &str,
) -> Option<&'m Mention> {
    let until = mentions.partition_point(|mention| mention.span.end <= at);
    let near = |mention: &&Mention| is_named(mention) && at - mention.span.end <= BACK;
    let fits = |mention: &&Mention| {
        let ordinance = mention.key.contains("förordning") || mention.key == "gdpr";
        let code = mention.key.ends_with("balken")
            || matches!(mention.key.as_str(), "mb" | "jb" | "fb" | "brb" | "äb");
        match kind {
            "förordning" => ordinance || mention.naming == Naming::Number,
            "balk" => code,
            _ => !ordinance,
        }
    };
    mentions[..until].iter().rev().take_while(near).find(fits)
}

pub(super) fn is_unchaptered(statute: &str) -> bool {
    UNCHAPTERED.contains(&statute)
}

fn is_named(mention: &Mention) -> bool {
    matches!(mention.naming, Naming::Sure | Naming::Number)
}

fn is_governed(between: &str) -> bool {
    let lower = between.to_lowercase();
    GOVERNING.iter().any(|word| lower.contains(word))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceiling(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
