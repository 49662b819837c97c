//! Read back in words.
