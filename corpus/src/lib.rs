//! File bytes in; out comes a [`document::Document`] whose structure is understood.
//!
//! Nothing here knows of search: no index, no analyzer, no HTTP.

pub mod document;
