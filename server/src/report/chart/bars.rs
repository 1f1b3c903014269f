//! Bars, one or several a row.

use super::BarRow;
use super::canvas::{Canvas, Tone};
use super::text;

const HEIGHT: f64 = 20.0;
const EARLIER: f64 = 13.0;
const GAP: f64 = 3.0;

pub fn draw(canvas: &mut Canvas, rows: &[BarRow]) {
    let (size, width) = (canvas.letters(), canvas.width());
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|words| text::width(words, size)).fold(0.0, f64::max)
    };
    let named = rows.iter().any(|row| row.bars.len() > 1);
    let bars = || rows.iter().flat_map(|row| &row.bars);
    let names = if named { widest(&mut bars().map(|bar| &bar.name)) + 8.0 } else { 0.0 };
    let numbers = widest(&mut bars().map(|bar| &bar.text)) + 8.0;
    let labels = if canvas.is_wide() { width * 0.38 } else { 0.0 };
    let room = if canvas.is_wide() { labels - 12.0 } else { width };
    let start = labels + names;
    let plot = (width - start - numbers).max(40.0);
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            canvas.y += 8.0;
        }
        let lines = text::lines(&row.label, size, room);
        let top = canvas.y;
        // Beside a bar, its first line stands in the bar's middle.
        let beside = if canvas.is_wide() { 1.0 + (HEIGHT - canvas.leading()) / 2.0 } else { 0.0 };
        let label_end = canvas.lines(0.0, top + beside, Tone::Ink, &lines);
        let mut y = if canvas.is_wide() { top + 1.0 } else { label_end + 1.0 };
        let first = y;
        for (place, bar) in row.bars.iter().enumerate() {
            let (height, tone) = if place == 0 { (HEIGHT, Tone::First) } else { (EARLIER, Tone::Earlier) };
            let words = if place == 0 { Tone::Ink } else { Tone::Quiet };
            let step = height.max(if place == 0 { 0.0 } else { size });
            let middle = y + step / 2.0;
            if named {
                canvas.text(labels, middle, "start", words, &bar.name);
            }
            let long = plot * bar.percent.clamp(0.0, 100.0) / 100.0;
            if !row.apart {
                canvas.bar((start, long), (middle - height / 2.0, height), tone);
            }
            let beside = if row.apart { 0.0 } else { long };
            canvas.text(start + beside + 6.0, middle, "start", words, &bar.text);
            y += step + GAP;
        }
        if !row.apart {
            canvas.upright(start, first, y - GAP);
        }
        canvas.y = y.max(label_end);
    }
}
