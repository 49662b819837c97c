//! The interface for programs, version 1. Fields and parameters may be added; none goes away.

pub(crate) mod search;
pub mod shapes;
pub(crate) mod status;
pub(crate) mod units;
