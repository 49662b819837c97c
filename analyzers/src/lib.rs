//! Swedish text in, search terms out.
