//! The bodies of the interface.
//!
//! They repeat the engine's types on purpose: what is promised to programs is written down here,
//! and the engine may change without changing it. Every `From` names every field, so nothing is
//! dropped or added without notice.

mod hit;
mod search;
mod status;
mod unit;

pub use hit::{Also, Fragment, Hit, Piece, Why};
pub use search::{Best, FacetValue, Notice, SearchBody, Understood, Year};
pub use status::{BatchRow, Coverage, MatterBody, Skipped, StatusBody, Suggestion, YearCount};
pub use unit::{Author, Citation, Member, Passage, Section, UnitBody, Vote};
