//! Stage 8: reports become bytes.
