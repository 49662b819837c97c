//! A search as an Atom feed.
