//! The faces of paragraf: pages, interface, feeds, exports and the embeddable box.
//!
//! [`app`] is the one route table; [`serve`] runs it behind an accept loop that no slow or silent
//! client can hold. Neither knows how an index is built.

pub mod api;
mod app;
mod assets;
mod cache;
pub mod cli;
mod config;
mod embed;
mod error;
mod export;
mod feed;
mod language;
mod messages;
mod net;
mod original;
mod page;
mod params;
mod pool;
mod telemetry;

pub use app::app;
pub use config::{Accessibility, Config, Contact, NetLimits, RateLimit};
pub use net::serve;
