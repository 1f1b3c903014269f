//! Bars that are made of parts.

use super::canvas::{Canvas, Tone};
use super::{Stack, Stacked, text};

const HEIGHT: f64 = 24.0;
const EARLIER: f64 = 18.0;
const GAP: f64 = 3.0;

/// The tone of each part of a bar.
pub fn tones(count: usize, diverging: bool) -> Vec<Tone> {
    use Tone::{Against, First, Last, Middle, Second, StronglyAgainst};
    match (diverging, count) {
        (true, 3) => vec![First, Middle, Against],
        (true, 5) => vec![First, Second, Middle, Against, StronglyAgainst],
        (_, 2) => vec![First, Middle],
        (_, 3) => vec![First, Second, Last],
        _ => (0..count).map(|place| [First, Second, Middle, Last][place.min(3)]).collect(),
    }
}

/// How far a bar reaches from the middle of the scale to either side, in per cent of its length.
fn reach(stack: &Stack) -> (f64, f64) {
    let middle = stack.parts.len() / 2;
    let sum = |parts: &[(f64, String)]| parts.iter().map(|part| part.0).sum::<f64>();
    let half = stack.parts.get(middle).map_or(0.0, |part| part.0 / 2.0);
    (sum(&stack.parts[..middle]) + half, sum(stack.parts.get(middle + 1..).unwrap_or_default()) + half)
}

pub fn draw(canvas: &mut Canvas, drawing: &Stacked) {
    let (size, width) = (canvas.letters(), canvas.width());
    let tones = tones(drawing.legend.len(), drawing.diverging);
    let entries: Vec<_> = tones.iter().copied().zip(drawing.legend.iter().map(String::as_str)).collect();
    canvas.legend(&entries);

    let stacks = || drawing.rows.iter().flat_map(|row| &row.bars);
    let named = drawing.rows.iter().any(|row| row.bars.len() > 1);
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|words| text::width(words, size)).fold(0.0, f64::max)
    };
    let names = if named { widest(&mut stacks().map(|stack| &stack.name)) + 8.0 } else { 0.0 };
    let labels = if canvas.is_wide() { width * 0.36 } else { 0.0 };
    let room = if canvas.is_wide() { labels - 12.0 } else { width };
    let apart = match &drawing.apart {
        Some(_) => {
            widest(&mut stacks().map(|stack| &stack.apart)).max(if canvas.is_wide() { 84.0 } else { 28.0 })
                + 8.0
        }
        None => 0.0,
    };
    let (start, end) = (labels + names, width - apart);
    let plot = (end - start).max(60.0);
    let reaches = || stacks().map(reach);
    let (before, after) = if drawing.diverging {
        (reaches().map(|r| r.0).fold(0.0, f64::max), reaches().map(|r| r.1).fold(0.0, f64::max))
    } else {
        (0.0, 100.0)
    };
    let scale = plot / (before + after).max(1.0);
    if let Some(heading) = &drawing.apart {
        // What is counted apart is named over its numbers; on a phone the line takes the whole width.
        let room = if canvas.is_wide() { apart } else { width };
        let lines = text::lines(heading, size, room);
        let from = canvas.y;
        for (place, line) in lines.iter().enumerate() {
            let y = from + canvas.leading() * (place as f64 + 0.5);
            canvas.text(width, y, "end", Tone::Quiet, line);
        }
        canvas.y += canvas.leading() * lines.len() as f64 + 4.0;
    }
    for (place, row) in drawing.rows.iter().enumerate() {
        if place > 0 {
            canvas.y += 10.0;
        }
        let lines = text::lines(&row.label, size, room);
        let from = canvas.y;
        let beside = if canvas.is_wide() { (HEIGHT - canvas.leading()) / 2.0 } else { 0.0 };
        let label_end = canvas.lines(0.0, from + beside, Tone::Ink, &lines);
        let mut y = if canvas.is_wide() { from } else { label_end + 2.0 };
        let (top, ground) = (y, canvas.mark());
        for (place, stack) in row.bars.iter().enumerate() {
            let (height, words) = if place == 0 { (HEIGHT, Tone::Ink) } else { (EARLIER, Tone::Quiet) };
            let middle = y + height / 2.0;
            if named {
                canvas.text(labels, middle, "start", words, &stack.name);
            }
            let shift = if drawing.diverging { (before - reach(stack).0) * scale } else { 0.0 };
            parts(canvas, stack, &tones, start + shift, scale, (y, height));
            if drawing.apart.is_some() {
                canvas.text(width, middle, "end", words, &stack.apart);
            }
            y += height + GAP;
        }
        canvas.y = y.max(label_end);
        if drawing.diverging {
            // Behind the bars, and beside the label: neither a number nor a word is crossed.
            let bottom = if canvas.is_wide() { canvas.y } else { y };
            canvas.behind(ground, |canvas| canvas.upright(start + before * scale, top - 5.0, bottom + 5.0));
        }
    }
}

fn parts(
    canvas: &mut Canvas,
    stack: &Stack,
    tones: &[Tone],
    start: f64,
    scale: f64,
    (y, height): (f64, f64),
) {
    let size = canvas.letters();
    let mut along = start;
    let mut words = Vec::new();
    for ((percent, label), tone) in stack.parts.iter().zip(tones) {
        let wide = percent * scale;
        if *percent > 0.0 {
            canvas.bar((along, wide), (y, height), *tone);
        }
        if wide >= text::width(label, size) + 4.0 {
            words.push((along + wide / 2.0, *tone, label));
        }
        along += wide;
    }
    for (along, tone, label) in words {
        match tone {
            Tone::First => canvas.text(along, y + height / 2.0, "middle", Tone::OnDark, label),
            Tone::Against | Tone::StronglyAgainst => canvas.text_on_hatch(along, y + height / 2.0, label),
            _ => canvas.text(along, y + height / 2.0, "middle", Tone::Ink, label),
        }
    }
}
