//! File bytes in; out comes a [`document::Document`] whose structure is understood.
//!
//! Nothing here knows of search: no index, no analyzer, no HTTP.

pub mod citation;
pub mod diary;
pub mod document;
pub mod encoding;
pub mod extract;
mod glance;
pub mod link;
pub mod organ;
pub mod outcome;
pub mod parse;
pub mod party;
mod pattern;
pub mod privacy;
pub mod repair;
pub mod routine;
pub mod sidecar;
mod small_letters;
pub mod walk;
mod zone;
