//! Where extracted text waits between the two passes of a build: a file, not memory.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::IndexError;
use crate::generation::disk;
use crate::reading::Reading;

/// Readings in the order in which they were pushed. The file goes with the spool.
pub(crate) struct Spool {
    path: PathBuf,
    writer: Option<BufWriter<File>>,
    reader: Option<BufReader<File>>,
    line: String,
}

impl Spool {
    /// Begins a spool in the index folder.
    pub(crate) fn create(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join("spool.tmp");
        let file = disk("create", &path, File::create(&path))?;
        Ok(Self { path, writer: Some(BufWriter::new(file)), reader: None, line: String::new() })
    }

    /// Adds a reading.
    pub(crate) fn push(&mut self, reading: &Reading) -> Result<(), IndexError> {
        let json = serde_json::to_string(reading).expect("a reading is plain data");
        let writer = self.writer.as_mut().expect("pushing ends before reading begins");
        disk("write", &self.path, writeln!(writer, "{json}"))
    }

    /// The next reading, from the first on.
    pub(crate) fn next(&mut self) -> Result<Reading, IndexError> {
        if let Some(mut writer) = self.writer.take() {
            disk("write", &self.path, writer.flush())?;
            self.reader = Some(BufReader::new(disk("open", &self.path, File::open(&self.path))?));
        }
        let reader = self.reader.as_mut().expect("opened above");
        self.line.clear();
        disk("read", &self.path, reader.read_line(&mut self.line))?;
        let reading = serde_json::from_str(&self.line).map_err(std::io::Error::from);
        disk("read", &self.path, reading)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
