//! The staff's pages, as the sources name them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::server::repository;

/// Method and pattern of every page below `/staff`.
pub fn routes() -> BTreeSet<(&'static str, String)> {
    fn read(folder: &Path, found: &mut BTreeSet<(&'static str, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for (mark, method) in [("#[get(\"", "GET"), ("#[post(\"", "POST")] {
                let patterns = text.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap());
                found.extend(patterns.map(|pattern| (method, format!("/staff{pattern}"))));
            }
        }
    }
    let mut found = BTreeSet::new();
    read(&repository("server/src/pages/staff"), &mut found);
    found
}

/// Log-in, log-out and the pages of one-time links are for those who have no session.
const DOORS: [&str; 6] = [
    "/staff/login",
    "/staff/logout",
    "/staff/welcome",
    "/staff/forgotten",
    "/staff/second-step",
    "/staff/new-password",
];

/// Whether a page is for those who have no session.
pub fn is_door(pattern: &str) -> bool {
    DOORS.iter().any(|door| pattern == *door || pattern.starts_with(&format!("{door}/")))
}
