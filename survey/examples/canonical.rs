//! Rewrites question sets in their canonical form: `cargo run -p survey --example canonical FILE…`
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in std::env::args().skip(1) {
        let set: survey::QuestionSet = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        std::fs::write(&file, serde_json::to_string_pretty(&set)? + "\n")?;
    }
    Ok(())
}
