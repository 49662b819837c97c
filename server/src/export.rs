//! Results as files: spreadsheet, lines of JSON, search record.

/// The largest search record that is read back.
pub(crate) const RECORD_BYTES: usize = 256 * 1024;
