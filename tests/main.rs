//! The integration tests: one binary, so that it links once and every module shares the program.
//!
//! | module | what it holds |
//! |---|---|
//! | `layout` | who may import whom, so that the drawing of the house cannot drift |
//! | `life` | the life of an index: built, served, updated, bereft of a source, without a restart |
//! | `refusals` | exit codes, and what is refused: bad usage, a second writer, colliding roots |
//! | `removal` | what is removed on purpose stays away, and `verify` proves it |
//! | `golden` | the ranking of the bundled samples, line by line |
//! | `samples` | the bundled samples: said to be fiction on every page, and keeping their secrets |
//! | `editor` | synonyms, best answers and expectations of the municipality's editors |
//! | `pipes` | a reader who closes the pipe ends a command quietly |
//! | `crash` | `kill -9` at random moments never loses what was acknowledged |
//! | `real` | published documents of three municipalities, where they are at hand |
//! | `support` | the program, a running service, a folder of minutes to work on |
//!
//! All of them drive the real binary, `paragraf`, as an operator does.

// A test fails by `unwrap` and tells by printing; clippy knows that of `#[test]` functions alone.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod crash;
mod editor;
mod golden;
mod layout;
mod life;
mod pipes;
mod real;
mod refusals;
mod removal;
mod samples;
mod support;
