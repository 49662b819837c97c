//! The interface for programs, version 1. Fields and parameters may be added; none goes away.

pub(crate) mod batch;
pub(crate) mod matters;
pub(crate) mod openapi;
mod parameters;
pub(crate) mod search;
pub mod shapes;
pub(crate) mod similar;
pub(crate) mod status;
pub(crate) mod suggest;
pub(crate) mod units;
