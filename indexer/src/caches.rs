//! Words that were analysed once, kept from one search to the next.
//!
//! To mark a hit its text is analysed again, and most of its words were in the hits of the search
//! before. A cache serves one search at a time; as many are kept as searches run side by side.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use analyzers::TypeCache;

/// Caches that are kept at most.
const KEPT: usize = 2;

/// The caches of one commit, whose analyzer they belong to.
#[derive(Default)]
pub(crate) struct Caches(Mutex<Vec<TypeCache>>);

/// A cache while a search has it.
pub(crate) struct Lease<'a> {
    cache: TypeCache,
    home: &'a Caches,
}

impl Caches {
    /// A cache that another search has filled, where one is free.
    pub(crate) fn lease(&self) -> Lease<'_> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Lease { cache: kept.unwrap_or_default(), home: self }
    }
}

impl Deref for Lease<'_> {
    type Target = TypeCache;

    fn deref(&self) -> &TypeCache {
        &self.cache
    }
}

impl DerefMut for Lease<'_> {
    fn deref_mut(&mut self) -> &mut TypeCache {
        &mut self.cache
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        // A search that panicked may have left its cache half written.
        if std::thread::panicking() {
            return;
        }
        let mut kept = self.home.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < KEPT {
            kept.push(std::mem::take(&mut self.cache));
        }
    }
}
