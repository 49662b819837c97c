//! What was read in another way than typed, told in Swedish.

use super::clean::Clean;
use super::token::Doubt;
use crate::answer::Notice;
use crate::limits::Limits;

/// What the tree has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ignored {
    /// An operator with nothing to work on.
    Operator(&'static str),
    /// A bracket that opens and never closes.
    OpenBracket,
    /// A bracket that closes and never opened.
    StrayBracket,
    /// Brackets deeper than the limit.
    Depth,
}

pub(super) fn notices(_: &Clean, _: &Limits, _: &[Doubt], _: &[Ignored]) -> Vec<Notice> {
    Vec::new()
}
