//! Columns: how often each value of a short scale was given.

use super::Columns;
use super::canvas::{Canvas, Tone};
use super::text;

const HIGH: f64 = 130.0;

pub fn draw(canvas: &mut Canvas, drawing: &Columns) {
    let (size, leading) = (canvas.letters(), canvas.leading());
    // Columns a hand wide tell nothing more.
    let width = canvas.width().min(90.0 * drawing.columns.len() as f64);
    let each = width / drawing.columns.len().max(1) as f64;
    let most = drawing.columns.iter().map(|(_, percent, _)| *percent).fold(1.0, f64::max);
    // A share and its count stand in two lines where one is too narrow.
    let lines: Vec<Vec<String>> =
        drawing.columns.iter().map(|(.., words)| text::lines(words, size, each)).collect();
    let above = lines.iter().map(Vec::len).max().unwrap_or(1) as f64 * leading;
    let floor = canvas.y + above + HIGH;
    for (place, ((name, percent, _), words)) in drawing.columns.iter().zip(&lines).enumerate() {
        let middle = each * (place as f64 + 0.5);
        let high = HIGH * percent / most;
        canvas.bar((middle - each * 0.36, each * 0.72), (floor - high, high), Tone::First);
        for (line, words) in words.iter().rev().enumerate() {
            canvas.text(middle, floor - high - leading * (line as f64 + 0.5), "middle", Tone::Ink, words);
        }
        canvas.text(middle, floor + leading * 0.6, "middle", Tone::Ink, name);
    }
    canvas.level(floor, width);
    canvas.y = floor + leading * 1.2;
    let half = text::lines(&drawing.low, size, width / 2.0 - 8.0);
    let other = text::lines(&drawing.high, size, width / 2.0 - 8.0);
    let from = canvas.y;
    let low = canvas.lines(0.0, from, Tone::Quiet, &half);
    for (place, line) in other.iter().enumerate() {
        canvas.text(width, from + leading * (place as f64 + 0.5), "end", Tone::Quiet, line);
    }
    if !(drawing.low.is_empty() && drawing.high.is_empty()) {
        canvas.y = low.max(from + leading * other.len() as f64);
    }
}
