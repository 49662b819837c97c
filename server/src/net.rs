//! From a listening socket to answers, with a bound on everything a client can hold.

mod accept;
mod connection;
pub(crate) mod guard;
pub(crate) mod throttle;

pub use accept::serve;
