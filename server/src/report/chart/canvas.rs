//! What all charts are drawn on: it knows the direction, the colours and how far down it is.

use std::fmt::Write as _;

use survey::locale::Direction;

use super::text::{self, escaped};

/// For which room a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A page of paper or of a desktop.
    Wide,
    /// A phone.
    Phone,
}

/// How shapes get their colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// By classes of the page's style sheet.
    Page,
    /// By colours of their own, on white.
    File,
    /// The same, for a program that makes pixels of it and knows no direction of text.
    Picture,
}

/// What a shape or a text is, which says its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Words.
    Ink,
    /// Words that matter less.
    Quiet,
    /// Words on a dark part.
    OnDark,
    /// A line.
    Line,
    /// The strongest part of a scale, and a bar of this wave.
    First,
    /// The next.
    Second,
    /// The middle, or the third.
    Middle,
    /// The last of a scale that has no other side.
    Last,
    /// The other side of a scale.
    Against,
    /// Its end.
    StronglyAgainst,
    /// A bar of an earlier wave.
    Earlier,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Ink => "c-ink",
            Self::Quiet => "c-quiet",
            Self::OnDark => "c-on",
            Self::Line => "c-line",
            Self::First => "c-1",
            Self::Second => "c-2",
            Self::Middle => "c-3",
            Self::Last => "c-4",
            Self::Against => "c-5",
            Self::StronglyAgainst => "c-6",
            Self::Earlier => "c-7",
        }
    }

    /// Its colour on white.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Ink => "#16262b",
            Self::Quiet => "#3f5157",
            Self::OnDark | Self::Last => "#ffffff",
            Self::Line => "#74868b",
            Self::First => "#0f5c63",
            Self::Second => "#7fb4b9",
            Self::Middle => "#e1e8e9",
            Self::Against => "#a3561f",
            Self::StronglyAgainst => "#7a3208",
            Self::Earlier => "#b9c6c9",
        }
    }
}

/// A chart while it is drawn.
pub struct Canvas {
    id: String,
    size: Size,
    paint: Paint,
    direction: Direction,
    body: String,
    /// How far down everything reaches so far.
    pub y: f64,
}

impl Canvas {
    /// An empty one.
    pub fn new(id: &str, size: Size, paint: Paint, direction: Direction) -> Self {
        let suffix = if size == Size::Wide { "w" } else { "p" };
        Self { id: format!("{id}-{suffix}"), size, paint, direction, body: String::new(), y: 0.0 }
    }

    /// How wide it is.
    pub fn width(&self) -> f64 {
        match self.size {
            Size::Wide => 760.0,
            Size::Phone => 320.0,
        }
    }

    /// Whether there is room for labels beside their bars.
    pub fn is_wide(&self) -> bool {
        self.size == Size::Wide
    }

    /// The size of the letters.
    pub fn letters(&self) -> f64 {
        // Arabic letters are small for their size.
        14.0 * if self.direction == Direction::Rtl { 1.07 } else { 1.0 }
    }

    /// How far apart lines of text are.
    pub fn leading(&self) -> f64 {
        self.letters() * if self.direction == Direction::Rtl { 1.5 } else { 1.3 }
    }

    /// A place that is reckoned from the side on which lines of text begin.
    fn x(&self, along: f64) -> f64 {
        if self.direction == Direction::Rtl { self.width() - along } else { along }
    }

    fn paint(&self, attribute: &str, tone: Tone) -> String {
        match self.paint {
            Paint::Page => format!(" class=\"{}\"", tone.class()),
            Paint::File | Paint::Picture => format!(" {attribute}=\"{}\"", tone.colour()),
        }
    }

    /// A bar or a part of one: from where, how wide, from what height, how high.
    pub fn bar(&mut self, (along, width): (f64, f64), (y, height): (f64, f64), tone: Tone) {
        let width = width.max(0.0);
        let x = if self.direction == Direction::Rtl { self.width() - along - width } else { along };
        let outlined =
            matches!(tone, Tone::Middle | Tone::Last | Tone::Against | Tone::StronglyAgainst | Tone::Earlier);
        let fill = match tone {
            Tone::Against => format!(" fill=\"url(#{}-h1)\"", self.id),
            Tone::StronglyAgainst => format!(" fill=\"url(#{}-h2)\"", self.id),
            _ => self.paint("fill", tone),
        };
        let outline = match (outlined, self.paint, tone) {
            (false, ..) => String::new(),
            (true, Paint::Page, Tone::Against | Tone::StronglyAgainst) => " class=\"c-edge\"".to_owned(),
            (true, Paint::Page, _) => String::new(),
            (true, Paint::File | Paint::Picture, _) => format!(" stroke=\"{}\"", Tone::Line.colour()),
        };
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{fill}{outline}/>",
            tenth(x),
            tenth(y),
            tenth(width),
            tenth(height)
        );
    }

    /// What is drawn from here on can stand before something that is drawn later: see [`Canvas::behind`].
    pub fn mark(&self) -> usize {
        self.body.len()
    }

    /// Draws something behind all that was drawn since the mark.
    pub fn behind(&mut self, mark: usize, draw: impl FnOnce(&mut Self)) {
        let before = self.body.split_off(mark);
        draw(self);
        self.body.push_str(&before);
    }

    /// A line from top to bottom.
    pub fn upright(&mut self, along: f64, from: f64, to: f64) {
        let x = tenth(self.x(along));
        let paint = self.paint("stroke", Tone::Line);
        let _ = write!(
            self.body,
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"{paint} stroke-width=\"1\"/>",
            tenth(from),
            tenth(to)
        );
    }

    /// A line along a row, from the side on which lines of text begin.
    pub fn level(&mut self, y: f64, width: f64) {
        let paint = self.paint("stroke", Tone::Line);
        let (from, to) = (tenth(self.x(0.0)), tenth(self.x(width)));
        let y = tenth(y);
        let _ = write!(
            self.body,
            "<line x1=\"{from}\" x2=\"{to}\" y1=\"{y}\" y2=\"{y}\"{paint} stroke-width=\"0.5\"/>"
        );
    }

    /// One line of text whose middle is at that height. `anchor` is SVG's, which follows the direction by itself.
    pub fn text(&mut self, along: f64, y: f64, anchor: &str, tone: Tone, words: &str) {
        self.write(along, y, anchor, tone, words, "");
    }

    /// The same on a part that is hatched: with an edge in the colour of the ground.
    pub fn text_on_hatch(&mut self, along: f64, y: f64, words: &str) {
        let halo = match self.paint {
            Paint::Page => " data-halo=\"\"".to_owned(),
            Paint::File | Paint::Picture => {
                " stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\"".to_owned()
            }
        };
        self.write(along, y, "middle", Tone::Ink, words, &halo);
    }

    fn write(&mut self, along: f64, y: f64, anchor: &str, tone: Tone, words: &str, more: &str) {
        let x = tenth(self.x(along));
        let y = tenth(y + self.letters() * 0.35);
        let paint = self.paint("fill", tone);
        let (anchor, words) = match self.paint {
            Paint::Picture => for_pixels(self.direction, anchor, words),
            _ => (anchor, escaped(words)),
        };
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{paint}{more}>{words}</text>"
        );
    }

    /// Lines of text from a height on; returns where they end.
    pub fn lines(&mut self, along: f64, from: f64, tone: Tone, lines: &[String]) -> f64 {
        let leading = self.leading();
        for (place, line) in lines.iter().enumerate() {
            self.text(along, from + leading * (place as f64 + 0.5), "start", tone, line);
        }
        from + leading * lines.len() as f64
    }

    /// A small square that shows a tone, and what it means, side by side as long as there is room.
    pub fn legend(&mut self, entries: &[(Tone, &str)]) {
        let (size, leading, width) = (self.letters(), self.leading() + 2.0, self.width());
        let mut along = 0.0;
        for (tone, words) in entries {
            let lines = text::lines(words, size, width - 24.0);
            let needed = 24.0 + text::width(words, size) + 12.0;
            if along > 0.0 && along + needed > width {
                along = 0.0;
                self.y += leading;
            }
            self.bar((along + 1.0, 14.0), (self.y + leading / 2.0 - 7.0, 14.0), *tone);
            for (place, line) in lines.iter().enumerate() {
                if place > 0 {
                    self.y += leading;
                }
                self.text(along + 22.0, self.y + leading / 2.0, "start", Tone::Ink, line);
            }
            along += needed;
        }
        self.y += leading + 8.0;
    }

    /// The title, in a file.
    pub fn heading(&mut self, title: &str) {
        let lines = text::lines(title, self.letters() * 1.1, self.width());
        let from = self.y;
        let start = self.body.len();
        self.y = self.lines(0.0, from, Tone::Ink, &lines) + 12.0;
        let bold = self.body[start..].replace("<text", "<text font-weight=\"700\"");
        self.body.replace_range(start.., &bold);
    }

    /// Where the figure is from, in a file.
    pub fn source(&mut self, source: &str) {
        let lines = text::lines(source, self.letters(), self.width());
        let from = self.y + 8.0;
        self.y = self.lines(0.0, from, Tone::Quiet, &lines);
    }

    /// The SVG.
    pub fn finish(self, title: &str, description: &str) -> String {
        let (id, width, height) = (&self.id, self.width(), self.y.ceil() + 4.0);
        let ground = match self.paint {
            Paint::Page => String::new(),
            Paint::File | Paint::Picture => {
                format!("<rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>")
            }
        };
        let (opening, font) = match self.paint {
            Paint::Page => (format!(" class=\"chart-{}\"", if self.is_wide() { "wide" } else { "phone" }), String::new()),
            Paint::File | Paint::Picture => (
                format!(" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\""),
                " font-family=\"system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', Arial, sans-serif\"".to_owned(),
            ),
        };
        let hatch = |name: &str, back: Tone, line: Tone, wide: f64| {
            let (back, line) = (self.paint("fill", back), self.paint("stroke", line));
            format!(
                "<pattern id=\"{id}-{name}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><rect x=\"0\" width=\"6\" height=\"6\"{back}/>\
                 <line x1=\"0\" x2=\"0\" y1=\"0\" y2=\"6\"{line} stroke-width=\"{wide}\"/></pattern>"
            )
        };
        let hatches = hatch("h1", Tone::Last, Tone::Against, 3.0)
            + &hatch("h2", Tone::Last, Tone::StronglyAgainst, 9.0);
        format!(
            "<svg{opening} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             direction=\"{}\" font-size=\"{}\"{font}><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>\
             <defs>{hatches}</defs>{ground}{}</svg>",
            self.direction.as_str(),
            tenth(self.letters()),
            escaped(title),
            escaped(description),
            self.body
        )
    }
}

/// The fonts of Arabic letters and of all others, for a program that does not look for them by itself.
const ARABIC: &str =
    "'Noto Sans Arabic', 'Noto Naskh Arabic', 'DejaVu Sans', Amiri, 'Segoe UI', Tahoma, Arial";
const OTHERS: &str = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Arial, sans-serif";

/// Words for a program that takes every line for one from left to right, and each part of it for one of a single font. The line
/// begins with a mark in the Arabic font: by its letters, which join, all others are placed.
fn for_pixels<'a>(direction: Direction, anchor: &'a str, words: &str) -> (&'a str, String) {
    let is_arabic =
        |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}');
    if !words.chars().any(is_arabic) && direction == Direction::Ltr {
        return (anchor, escaped(words));
    }
    let mut written = String::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let arabic = is_arabic(first);
        // Blanks between Arabic words belong to them; whatever else is not Arabic ends them.
        let end = rest.find(|c: char| if arabic { !is_arabic(c) && c != ' ' } else { is_arabic(c) });
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        if arabic {
            written.push_str(&escaped(run));
        } else {
            let _ = write!(written, "<tspan font-family=\"{OTHERS}\">{}</tspan>", escaped(run));
        }
        rest = after;
    }
    let (anchor, from, to) = match (direction, anchor) {
        (Direction::Ltr, anchor) => (anchor, "\u{200e}", ""),
        (Direction::Rtl, "start") => ("end", "\u{202b}", "\u{202c}"),
        (Direction::Rtl, "end") => ("start", "\u{202b}", "\u{202c}"),
        (Direction::Rtl, middle) => (middle, "\u{202b}", "\u{202c}"),
    };
    (anchor, format!("<tspan font-family=\"{ARABIC}\">{from}{written}{to}</tspan>"))
}

/// A tenth is finer than a screen shows.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
