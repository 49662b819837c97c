//! The query language: what people type into the search box of an archive, understood.
//!
//! [`parse`] never fails: what is no operator is words, and what had to be read in some other way
//! than it was typed is told in a [`Notice`]. It knows neither the index nor
//! Swedish inflection; a run of plain words stays **one** [`Node::Words`] with its raw text, so
//! that references ("11 kap. 5 § SoL"), abbreviations and coordinations ("barn- och
//! ungdomsnämnden") can still be seen in it.
//!
//! A query prints ([`Display`](std::fmt::Display)) in a canonical form that parses to the same
//! tree. Binding, tightest first: `NÄRA/5`, `-` and `INTE`, standing side by side (and), `OR`.
//!
//! Time is linear in the typed text; depth is bounded by [`Limits::query_depth`] before the tree is
//! built, so that walking the tree may recurse.

mod clean;
mod describe;
mod display;
mod edit;
mod extent;
mod fields;
mod group;
mod marks;
mod notices;
mod parse;
mod scope;
#[cfg(test)]
mod tests;
mod token;
mod token_field;
mod values;

use corpus::document::{Outcome, UnitKind, Zone};
use jiff::civil::Date;

use crate::answer::Notice;
#[cfg(doc)]
use crate::limits::Limits;

pub use edit::Part;
pub use parse::parse;

/// What was asked, as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The tree. Its depth is bounded by [`Limits::query_depth`].
    pub root: Node,
}

/// A part of a query. Lists hold two nodes or more; `And` never directly holds an `And`, nor `Or` an
/// `Or`, nor `Not` a `Not`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// No condition at all: the empty query.
    Everything,
    /// A run of plain words as typed, white space collapsed; all of them are wanted.
    Words(String),
    /// Words in this order and this form, without the quotes.
    Phrase(String),
    /// `ord*`: words that begin so; without the star.
    Prefix(String),
    /// `a NÄRA/5 b`: both, in either order, at most so many words apart.
    Near {
        /// What stands before the operator.
        left: Side,
        /// What stands after it.
        right: Side,
        /// Words between them at most, from 1 to [`MAX_DISTANCE`].
        distance: u32,
    },
    /// A condition on what is known of a unit.
    Field(Condition),
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Inside sections of one kind ([`Node::Everything`] within: that the section exists).
    In {
        /// The kind of section.
        zone: Zone,
        /// Whose section; all of them must stand behind it. Empty: anyone's.
        by: Vec<By>,
        /// What is wanted inside; holds no field and no other zone.
        node: Box<Node>,
    },
}

/// One side of [`Node::Near`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// One word as typed, in any of its forms.
    Word(String),
    /// Words in this order and this form.
    Phrase(String),
}

/// Who stands behind a section or acted in a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Letters of a party in capitals ("MP").
    Party(String),
    /// A name as typed.
    Person(String),
}

/// A condition on what is known of a unit. Texts are as typed, not yet matched to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `nämnd:` the organ, or a part of its name.
    Organ(String),
    /// `kommun:` the municipality.
    Municipality(String),
    /// `år:` a year or a span of years, both ends included, `from <= to`.
    Years {
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
    },
    /// `från:` this day or later.
    From(Date),
    /// `till:` this day or earlier.
    To(Date),
    /// `parti:` letters of a party in capitals that moved, reserved itself or made a statement.
    Party(String),
    /// `utfall:` what became of the matter.
    Outcome(Outcome),
    /// `av:` outside a zone: who moved, reserved themselves or made a statement.
    By(By),
    /// `dnr:` diary number as typed.
    Dnr(String),
    /// `§ 12`: number of the paragraph as printed ("33 a" becomes "33a").
    Paragraf(String),
    /// `lag:` a statute that is cited: name, abbreviation or number.
    Law(String),
    /// `typ:` what kind of unit.
    Kind(UnitKind),
    /// `person:` a name.
    Person(String),
}

/// The longest distance of `NÄRA/…`.
pub const MAX_DISTANCE: u32 = 50;

/// What [`parse`] understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// What was typed, without control characters, white space collapsed, cut to the limit.
    pub text: String,
    /// What was read in another way than typed, in Swedish.
    pub notices: Vec<Notice>,
}
