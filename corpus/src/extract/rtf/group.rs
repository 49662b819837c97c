//! What an RTF group changes, and which groups hold printed text.

/// Groups that hold no printed text.
pub(super) const LEFT_OUT: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "nonshppict",
    "shprslt",
    "filetbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "template",
    "xmlnstbl",
    "themedata",
    "datastore",
    "latentstyles",
    "annotation",
    "atnid",
    "atnauthor",
    "bkmkstart",
    "bkmkend",
    "sp",
    "private",
    "falt",
    "panose",
    "xe",
    "tc",
];

/// Groups marked as "skip if unknown" that do hold text.
pub(super) const KEPT: &[&str] = &["shptxt", "pntext", "listtext", "footnote", "title"];

/// What a group changes until it ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) left_out: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) in_table: bool,
    pub(super) font: i32,
    /// Characters after `\u` that old readers see instead.
    pub(super) fallback: usize,
    pub(super) kind: Kind,
}

/// What the text of a group is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Plain,
    Fonts,
    Note,
    Title,
    Header,
}
