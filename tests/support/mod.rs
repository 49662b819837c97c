//! What every integration test stands on.

mod minutes;
mod program;
mod service;

pub(crate) use minutes::minutes;
pub(crate) use program::{Output, paragraf, paragraf_within, started};
pub(crate) use service::{Service, encoded};
