//! Every bound on what reading a source may cost, in one place.

use serde::{Deserialize, Serialize};

/// What reading a source may cost at most. A source over a limit is skipped with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a file, and of a zip member when unpacked (50 MB).
    pub max_file_bytes: u64,
    /// Bytes of text taken from one source, in UTF-8 (20 MB).
    pub max_text_bytes: usize,
    /// Folders below the root (64).
    pub max_depth: usize,
    /// Bytes of a sidecar (64 kB).
    pub max_sidecar_bytes: u64,
    /// Unpacked bytes per packed byte of a zip member (200); asked from 1 MB unpacked upwards.
    pub max_zip_ratio: u64,
    /// Members of one zip file (10,000).
    pub max_zip_members: usize,
    /// Zip files inside zip files (1: a zip in a zip is read, one in that is not).
    pub max_zip_nesting: usize,
    /// Elements inside elements in the XML of a word processor (256).
    pub max_xml_depth: usize,
    /// Processor seconds of one extraction in a child process (20).
    pub cpu_seconds: u64,
    /// Seconds by the clock after which a child process is ended (60: other work may share the
    /// processor with it).
    pub wall_seconds: u64,
    /// Address space of a child process in bytes (512 MB).
    pub memory_bytes: u64,
    /// Pages of a scanned document that are recognised by OCR (200).
    pub max_ocr_pages: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 50_000_000,
            max_text_bytes: 20_000_000,
            max_depth: 64,
            max_sidecar_bytes: 64_000,
            max_zip_ratio: 200,
            max_zip_members: 10_000,
            max_zip_nesting: 1,
            max_xml_depth: 256,
            cpu_seconds: 20,
            wall_seconds: 60,
            memory_bytes: 512 * 1024 * 1024,
            max_ocr_pages: 200,
        }
    }
}
