//! The index of paragraf.
