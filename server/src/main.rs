//! The program `paragraf`.
fn main() {}
