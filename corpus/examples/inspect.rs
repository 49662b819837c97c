//! Prints the structure of text files, one JSON object a line: what the structure scorer reads.
//!
//! `cargo run -p corpus --example inspect -- FILE…`

#![allow(clippy::print_stdout)]

use corpus::parse::{Hints, outline, parse};
use corpus::repair::repair;

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let source = String::from_utf8_lossy(&bytes);
        let text = repair(&source, &[], &|_| false);
        let hints =
            Hints { source: &file, municipality: None, organ: None, date: None, kind: None };
        let document = parse(&text, &hints);
        let mut outline = outline(&document, &text);
        outline["file"] = file.into();
        println!("{outline}");
    }
    Ok(())
}
