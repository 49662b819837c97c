//! Parts.
/// A part.
pub struct Part;
