//! What the server carries with it, held against what uses it.

mod locales;
