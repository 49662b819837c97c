//! The tables compiled into the program: one entry a line, `#` begins a remark.

/// The entries of a table, without remarks and blank lines.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
