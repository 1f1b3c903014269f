//! `cargo xtask size`: what a browser downloads.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{assets, client};

/// Prints the size of each built file, as it is and compressed.
pub fn run(workspace: &Workspace) -> Result<()> {
    let dist = client::build(workspace)?;
    let mut names: Vec<String> = assets::read_manifest(&dist)?.into_values().collect();
    if dist.join("sw.js").is_file() {
        names.push("sw.js".to_owned());
    }
    let size = |name: &str| -> Result<u64> {
        Ok(fs::metadata(dist.join(name)).with_context(|| format!("looking at {name}"))?.len())
    };
    println!("{:<28} {:>9} {:>9} {:>9}", "file", "bytes", "brotli", "gzip");
    let mut sums = [0; 3];
    for name in names {
        let sizes = [size(&name)?, size(&format!("{name}.br"))?, size(&format!("{name}.gz"))?];
        println!("{name:<28} {:>9} {:>9} {:>9}", sizes[0], sizes[1], sizes[2]);
        sums.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
    }
    println!("{:<28} {:>9} {:>9} {:>9}", "together", sums[0], sums[1], sums[2]);
    Ok(())
}
