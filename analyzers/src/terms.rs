//! A list of terms in one string: a hundred thousand words are kept, and lists of boxes would cost
//! more than the words themselves.

/// Terms one after another.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms<'a> {
    /// Each term behind a character whose number is its length in bytes.
    packed: &'a str,
}

/// Adds a term to a packed list. Longer ones than 255 bytes, which no word gives, are left out.
pub(crate) fn push_term(packed: &mut String, term: &str) {
    if let Ok(length) = u8::try_from(term.len()) {
        packed.push(char::from(length));
        packed.push_str(term);
    }
}

impl<'a> Terms<'a> {
    /// The list that [`push_term`] has packed.
    pub(crate) fn new(packed: &'a str) -> Self {
        Self { packed }
    }

    /// As it is packed.
    pub(crate) fn packed(self) -> &'a str {
        self.packed
    }

    /// The terms in order.
    pub fn iter(self) -> TermsIter<'a> {
        TermsIter { rest: self.packed }
    }

    /// The first term.
    pub fn first(self) -> Option<&'a str> {
        self.iter().next()
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self.packed.is_empty()
    }

    /// True where `term` is one of them.
    pub fn contains(self, term: &str) -> bool {
        self.iter().any(|known| known == term)
    }

    /// The terms as strings of their own.
    pub fn to_strings(self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

impl std::fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for Terms<'a> {
    type Item = &'a str;
    type IntoIter = TermsIter<'a>;

    fn into_iter(self) -> TermsIter<'a> {
        self.iter()
    }
}

/// Goes through [`Terms`].
#[derive(Debug, Clone)]
pub struct TermsIter<'a> {
    rest: &'a str,
}

impl<'a> Iterator for TermsIter<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let length = self.rest.chars().next()?;
        let (term, rest) = self.rest[length.len_utf8()..].split_at_checked(length as usize)?;
        self.rest = rest;
        Some(term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_terms_come_back() {
        let long = "å".repeat(100);
        let mut packed = String::new();
        for term in ["nämnd", "", "o", &long] {
            push_term(&mut packed, term);
        }
        push_term(&mut packed, &"a".repeat(256));
        let terms = Terms::new(&packed);
        assert_eq!(terms.to_strings(), ["nämnd", "", "o", &long]);
        assert!(terms.contains("o") && !terms.contains("nämn") && terms.first() == Some("nämnd"));
        assert!(Terms::default().is_empty() && Terms::default().first().is_none());
    }
}
